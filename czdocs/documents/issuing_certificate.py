"""Certificates issued: both formats read back and compared with each other and with what they certify."""

from collections.abc import Iterator, Sequence

from czdocs.decide.edition import DirectoryEntry, Publication
from czdocs.documents.certificate import render_certificate_docx, render_certificate_pdf
from czdocs.documents.context.certificate import CERTIFICATE_TITLE, Certificate, certificate_context
from czdocs.documents.fonts import FontSet
from czdocs.documents.html import chinese_date
from czdocs.documents.imprint import SourceFile
from czdocs.documents.issuing import Issued, check_agreement

__all__ = ["issue_certificate"]


def issue_certificate(
    entry: DirectoryEntry, publication: Publication, *, fonts: FontSet, sources: Sequence[SourceFile] = ()
) -> Issued:
    """The certificate of `entry` in both formats, compared; GB/T 9704 has no rows for it, so it is not measured.

    Raises:
        CzdocsError: As `check_agreement`, `render_certificate_pdf` and `render_certificate_docx`.
    """
    certificate = certificate_context(entry, publication)
    issued = Issued(
        pdf=render_certificate_pdf(entry, publication, fonts=fonts, sources=sources),
        docx=render_certificate_docx(entry, publication),
    )
    title = f"{CERTIFICATE_TITLE} {certificate.number}"
    check_agreement(issued.pdf, issued.docx, document=title, texts=_texts(certificate))
    return issued


def _texts(certificate: Certificate) -> Iterator[str]:
    """What must be seen on `certificate`, in the order of the page."""
    yield CERTIFICATE_TITLE
    yield certificate.company
    yield f"自{chinese_date(certificate.valid_from)}至{chinese_date(certificate.valid_to)}"
    for label, text in certificate.rows:
        yield label
        yield text
    yield from certificate.issuers
    yield chinese_date(certificate.dated)
