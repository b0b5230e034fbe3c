"""The Directory as a book: PDF for publication, DOCX for clerks who edit."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from typing import BinaryIO

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.assembly import Assembly
from czdocs.documents.context.directory import DirectoryContext, directory_context
from czdocs.documents.context.directory_lists import anchor_of
from czdocs.documents.context.notice import directory_title
from czdocs.documents.directory_book import write_directory
from czdocs.documents.directory_parts import Part, lay_out_parts, parts_of
from czdocs.documents.docx import render_docx
from czdocs.documents.fonts import FontSet
from czdocs.documents.fragment import Fragment
from czdocs.documents.imprint import Properties
from czdocs.documents.pdf import embeddable_fonts
from czdocs.documents.qr import qr_png
from czdocs.resources import resource_bytes

__all__ = ["TOGETHER", "LayOut", "lay_out_here", "render_directory_docx", "render_directory_pdf", "write_directory_pdf"]

TOGETHER = 24
"""How many parts are laid out at once: enough to share what each run costs, few enough for every core to have work."""

_TEMPLATE = "directory/directory.docx"
_PICTURE_WIDTH, _PICTURE_HEIGHT = 76, 57  # millimetres


LayOut = Callable[[Sequence[Part], Mapping[str, bytes], FontSet], Iterable[Fragment]]
"""Lays parts out: their fragments in their order. The pictures are those of all parts, by their SHA-256."""


def lay_out_here(parts: Sequence[Part], assets: Mapping[str, bytes], fonts: FontSet) -> Iterator[Fragment]:
    """The fragments of `parts`, laid out in this process, some at a time."""
    for start in range(0, len(parts), TOGETHER):
        yield from lay_out_parts(parts[start : start + TOGETHER], assets=assets, fonts=fonts)


def render_directory_pdf(edition: DirectoryEdition, *, assets: Mapping[str, bytes], fonts: FontSet) -> bytes:
    """The Directory of `edition` as PDF/A-3u; `assets` are the products' pictures by their SHA-256.

    Raises:
        CzdocsError: As `render_pdf`, for a picture that is not among `assets` or a character that no font has.
    """
    output = BytesIO()
    write_directory_pdf(edition, output, assets=assets, fonts=fonts, lay_out=lay_out_here)
    return output.getvalue()


def write_directory_pdf(
    edition: DirectoryEdition, output: BinaryIO, *, assets: Mapping[str, bytes], fonts: FontSet, lay_out: LayOut
) -> None:
    """Write the same into `output`, its parts laid out by `lay_out`; the bytes do not depend on who lays them out.

    Raises:
        CzdocsError: As `render_directory_pdf`.
    """
    context = directory_context(edition)
    parts = tuple(parts_of(context, {anchor_of(entry): entry.company for entry in edition.entries}))
    assembly = Assembly(output, fonts=lambda glyphs: embeddable_fonts(glyphs, fonts))
    write_directory(
        context,
        zip(parts, lay_out(parts, assets, fonts), strict=True),
        assembly=assembly,
        properties=Properties(
            title=directory_title(edition.year),
            author="、".join(edition.publication.issuers),
            subject=f"{edition.publication.document_number} 公布",
            created=edition.publication.dated,
        ),
        producer=f"WeasyPrint {version('weasyprint')}",
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
