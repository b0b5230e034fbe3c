"""Official documents laid out: their pages from the templates in `templates/gongwen/`."""

from czdocs.documents.fonts import FontSet
from czdocs.documents.gongwen import OfficialDocument
from czdocs.documents.html import render_html
from czdocs.documents.parts import Part
from czdocs.documents.pdf import PartOfPdf, PdfVariant, render_pdf

__all__ = ["NOTE", "SIGNATURE", "lay_out", "paragraph_id"]

SIGNATURE = "signature"
"""The name of the sign-off in the layout."""

NOTE = "note"
"""The name of the note (附注) in the layout."""

_SHEETS = ("gongwen/page.css", "gongwen/head.css", "gongwen/foot.css")


def paragraph_id(number: int) -> str:
    """The name of the `number`-th paragraph (from 1) of the body in the layout."""
    return f"paragraph-{number}"


def lay_out(  # noqa: PLR0913  # all but two by name
    document: OfficialDocument,
    part: Part,
    *,
    fonts: FontSet,
    in_pdf: PartOfPdf,
    variant: PdfVariant = "pdf/a-3a",
    imprint_numbered: bool = True,
) -> bytes:
    """The PDF of `part`, of as many pages as `in_pdf` wants; nothing where it wants none.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    context = {"document": document, "part": part, "imprint_numbered": imprint_numbered}
    html = render_html("gongwen/document.html", context)
    return render_pdf(
        html, document=document.full_title, fonts=fonts, stylesheets=_SHEETS, variant=variant, part=in_pdf
    )
