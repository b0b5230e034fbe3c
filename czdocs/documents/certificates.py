"""Certificates rendered: one page a product, with a QR code that leads to its published record."""

from collections.abc import Sequence
from hashlib import sha256

from czdocs.decide.edition import DirectoryEntry, Publication
from czdocs.documents.context.certificate import Certificate, certificate_context
from czdocs.documents.fonts import FontSet
from czdocs.documents.gongwen import text_width
from czdocs.documents.html import render_html
from czdocs.documents.imprint import Properties, SourceFile, imprint
from czdocs.documents.pdf import render_pdf
from czdocs.documents.qr import qr_svg

__all__ = ["render_certificate_pdf"]

_LINE_HALVES = 64  # half characters of 19 pt in the line of the holder, of 14 pt beside the labels
_ROOMY_LINES = 7  # the holder and six facts; more are set closer


def render_certificate_pdf(
    entry: DirectoryEntry, publication: Publication, *, url: str, fonts: FontSet, sources: Sequence[SourceFile] = ()
) -> bytes:
    """The certificate of `entry` as PDF/A; `url` is what its QR code says. Same input, same bytes.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    certificate = certificate_context(entry, publication, url=url)
    code = qr_svg(url)
    digest = sha256(code).hexdigest()
    html = render_html(
        "certificate/certificate.html",
        {"certificate": certificate, "qr": digest, "is_dense": _lines(certificate) > _ROOMY_LINES},
    )
    title = f"常州市创新产品认定证书 {certificate.number}"
    pdf = render_pdf(
        html, document=title, fonts=fonts, assets={digest: code}, stylesheets=("certificate/certificate.css",)
    )
    properties = Properties(
        title=title,
        author="、".join(certificate.issuers),
        subject=certificate.product,
        created=certificate.dated,
        keywords=(certificate.number, certificate.company),
    )
    return imprint(pdf, properties=properties, sources=sources)


def _lines(certificate: Certificate) -> int:
    """How many lines the facts and the holder's name take at the normal size."""
    return sum(
        -(-text_width(text) // _LINE_HALVES) for text in (certificate.company, *(t for _, t in certificate.rows))
    )
