"""Certificates rendered: one page a product, with a QR code to check it by."""

from collections.abc import Sequence
from hashlib import sha256

from czdocs.decide.edition import DirectoryEntry, Publication
from czdocs.documents.context.certificate import CERTIFICATE_TITLE, Certificate, certificate_context
from czdocs.documents.docx import render_docx
from czdocs.documents.fonts import FontSet
from czdocs.documents.html import render_html
from czdocs.documents.imprint import Properties, SourceFile, imprint
from czdocs.documents.pdf import render_pdf
from czdocs.documents.qr import qr_png, qr_svg
from czdocs.documents.title import text_width
from czdocs.errors import CzdocsError
from czdocs.resources import resource_bytes

__all__ = ["render_certificate_docx", "render_certificate_pdf"]

_WORD_TEMPLATE = "certificate/certificate.docx"

_LINE_HALVES = 64  # half characters of 19 pt in the line of the holder, of 14 pt beside the labels
_MOST_LINES = 16  # what leaves 21 mm above the agencies' names for the upper half of a seal
_EXCERPT = 20
_ROOMY_LINES = 7  # the holder and six facts; more are set closer


def render_certificate_pdf(
    entry: DirectoryEntry, publication: Publication, *, fonts: FontSet, sources: Sequence[SourceFile] = ()
) -> bytes:
    """The certificate of `entry` as PDF/A-3a and PDF/UA-1. Same input, same bytes.

    Raises:
        CzdocsError: As `render_pdf`; CZ4148 where a text does not fit the page.
    """
    certificate = certificate_context(entry, publication)
    title = f"{CERTIFICATE_TITLE} {certificate.number}"
    _check_length(certificate, title)
    code = qr_svg(certificate.inquiry)
    digest = sha256(code).hexdigest()
    html = render_html(
        "certificate/certificate.html",
        {"certificate": certificate, "qr": digest, "is_dense": _lines(certificate) > _ROOMY_LINES},
    )
    pdf = render_pdf(
        html,
        document=title,
        fonts=fonts,
        assets={digest: code},
        stylesheets=("certificate/certificate.css",),
        variant="pdf/a-3a",
    )
    properties = Properties(
        title=title,
        author="、".join(certificate.issuers),
        subject=certificate.product,
        created=certificate.dated,
        keywords=(certificate.number, certificate.company),
    )
    return imprint(pdf, properties=properties, sources=sources)


def _check_length(certificate: Certificate, title: str) -> None:
    """Refuses a certificate whose facts would reach into the room for the seals, with the longest of its texts."""
    if _lines(certificate) <= _MOST_LINES:
        return
    longest = max((certificate.company, *(text for _, text in certificate.rows)), key=len)
    raise CzdocsError("CZ4148", document=title, excerpt=longest[:_EXCERPT], length=len(longest), room="一页证书")


def render_certificate_docx(entry: DirectoryEntry, publication: Publication) -> bytes:
    """The certificate of `entry` as a Word document that says the same as the PDF; at most five agencies issue it.

    Raises:
        CzdocsError: As `render_docx`.
    """
    certificate = certificate_context(entry, publication)
    code = qr_png(certificate.inquiry)
    digest = sha256(code).hexdigest()
    return render_docx(
        resource_bytes("templates", _WORD_TEMPLATE),
        {"certificate": certificate, "qr": digest},
        name=_WORD_TEMPLATE,
        title=f"{CERTIFICATE_TITLE} {certificate.number}",
        author="、".join(certificate.issuers),
        created=certificate.dated,
        images={digest: code},
    )


def _lines(certificate: Certificate) -> int:
    """How many lines the facts and the holder's name take at the normal size."""
    return sum(
        -(-text_width(text) // _LINE_HALVES) for text in (certificate.company, *(t for _, t in certificate.rows))
    )
