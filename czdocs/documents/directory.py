"""The Directory as a book: PDF for publication, DOCX for clerks who edit."""

from collections.abc import Mapping
from hashlib import sha256

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.context.directory import directory_context
from czdocs.documents.fonts import FontSet
from czdocs.documents.html import render_html
from czdocs.documents.pdf import render_pdf
from czdocs.documents.qr import qr_svg

__all__ = ["render_directory_pdf"]


def render_directory_pdf(edition: DirectoryEdition, *, assets: Mapping[str, bytes], fonts: FontSet) -> bytes:
    """The Directory of `edition` as PDF/A-3u; `assets` are the products' pictures by their SHA-256.

    Raises:
        CzdocsError: As `render_pdf`, for a picture that is not among `assets` or a character that no font has.
    """
    context = directory_context(edition)
    symbols = {page.number: qr_svg(page.inquiry) for section in context.sections for page in section.products}
    codes = {number: sha256(symbol).hexdigest() for number, symbol in symbols.items()}
    html = render_html("directory/directory.html", {"d": context, "codes": codes})
    return render_pdf(
        html,
        document="推荐目录",
        fonts=fonts,
        assets={**assets, **{codes[number]: symbol for number, symbol in symbols.items()}},
        stylesheets=("directory/directory.css",),
    )
