"""The Directory as a book: PDF for publication, DOCX for clerks who edit."""

from collections.abc import Callable, Mapping
from hashlib import sha256

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.context.directory import DirectoryContext, directory_context
from czdocs.documents.context.notice import directory_title
from czdocs.documents.docx import render_docx
from czdocs.documents.fonts import FontSet
from czdocs.documents.html import render_html
from czdocs.documents.pdf import render_pdf
from czdocs.documents.qr import qr_png, qr_svg
from czdocs.resources import resource_bytes

__all__ = ["render_directory_docx", "render_directory_pdf"]

_TEMPLATE = "directory/directory.docx"
_PICTURE_WIDTH, _PICTURE_HEIGHT = 76, 57  # millimetres


def render_directory_pdf(edition: DirectoryEdition, *, assets: Mapping[str, bytes], fonts: FontSet) -> bytes:
    """The Directory of `edition` as PDF/A-3u; `assets` are the products' pictures by their SHA-256.

    Raises:
        CzdocsError: As `render_pdf`, for a picture that is not among `assets` or a character that no font has.
    """
    context = directory_context(edition)
    codes, symbols = _symbols(context, qr_svg)
    return render_pdf(
        render_html("directory/directory.html", {"d": context, "codes": codes}),
        document="推荐目录",
        fonts=fonts,
        assets={**assets, **symbols},
        stylesheets=("directory/directory.css",),
    )


def render_directory_docx(edition: DirectoryEdition, *, assets: Mapping[str, bytes]) -> bytes:
    """The Directory of `edition` as a Word document with the same text; the page numbers are fields that Word computes.

    Raises:
        CzdocsError: As `render_docx`, for a picture that is not among `assets` or a character that Word cannot hold.
    """
    context = directory_context(edition)
    codes, symbols = _symbols(context, qr_png)
    return render_docx(
        resource_bytes("templates", _TEMPLATE),
        {"d": context, "codes": codes, "widths": _widths(context, assets)},
        name=_TEMPLATE,
        title=directory_title(edition.year),
        author="、".join(edition.publication.issuers),
        created=edition.publication.dated,
        images={**assets, **symbols},
    )


def _symbols(context: DirectoryContext, draw: Callable[[str], bytes]) -> tuple[Mapping[str, str], Mapping[str, bytes]]:
    """The QR code of each product: its SHA-256 by the product's number, and the pictures by their SHA-256."""
    drawn = {page.number: draw(page.inquiry) for section in context.sections for page in section.products}
    codes = {number: sha256(symbol).hexdigest() for number, symbol in drawn.items()}
    return codes, {codes[number]: symbol for number, symbol in drawn.items()}


def _widths(context: DirectoryContext, assets: Mapping[str, bytes]) -> Mapping[str, int]:
    """How wide each picture is set in Word, in millimetres, so that it fits its place in both directions."""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    widths = {}
    for digest in {page.photo for section in context.sections for page in section.products if page.photo}:
        widths[digest] = _PICTURE_WIDTH
        try:
            picture = Image.from_blob(assets[digest])
        except (KeyError, InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
            continue  # the rendering names a picture that is missing or broken
        if picture.px_height:
            widths[digest] = min(_PICTURE_WIDTH, _PICTURE_HEIGHT * picture.px_width // picture.px_height)
    return widths
