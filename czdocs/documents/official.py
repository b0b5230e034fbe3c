"""Official documents rendered: the notice, the publicity and any other, as PDF and as Word document."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.context.notice import MEASURES_2023, Measures, notice_context
from czdocs.documents.context.publicity import publicity_context
from czdocs.documents.docx import render_docx
from czdocs.documents.fonts import FontSet
from czdocs.documents.gongwen import Layout, OfficialDocument
from czdocs.documents.html import render_html
from czdocs.documents.imprint import Properties, SourceFile, imprint
from czdocs.documents.pdf import render_pdf
from czdocs.resources import resource_bytes

__all__ = [
    "document_properties",
    "render_notice_docx",
    "render_notice_pdf",
    "render_official_docx",
    "render_official_pdf",
    "render_publicity_pdf",
]

_TEMPLATES: Mapping[Layout, str] = {
    Layout.DOCUMENT: "notice/notice.docx",
    Layout.LETTER: "letter/letter.docx",
    Layout.PLAIN: "plain/plain.docx",
}


def render_notice_pdf(
    edition: DirectoryEdition, *, fonts: FontSet, sources: Sequence[SourceFile] = (), measures: Measures = MEASURES_2023
) -> bytes:
    """The joint notice that publishes `edition`, as PDF/A with the records it was made from inside.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    return render_official_pdf(notice_context(edition, measures), fonts=fonts, sources=sources)


def render_notice_docx(edition: DirectoryEdition, *, measures: Measures = MEASURES_2023) -> bytes:
    """The same notice as a Word document for clerks who edit.

    Raises:
        CzdocsError: As `render_docx`.
    """
    return render_official_docx(notice_context(edition, measures))


def render_publicity_pdf(edition: DirectoryEdition, *, fonts: FontSet, sources: Sequence[SourceFile] = ()) -> bytes:
    """The publicity (公示) of the products to be certified, as PDF/A.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    return render_official_pdf(publicity_context(edition), fonts=fonts, sources=sources)


def render_official_pdf(document: OfficialDocument, *, fonts: FontSet, sources: Sequence[SourceFile] = ()) -> bytes:
    """Any official document as PDF/A-3u, laid out after GB/T 9704-2012; same input, same bytes.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    pdf = _laid_out(document, fonts, imprint_numbered=True)
    if document.has_imprint and document.ends_landscape and _is_blank_before_last(pdf):
        pdf = _laid_out(document, fonts, imprint_numbered=False)
    return imprint(pdf, properties=document_properties(document), sources=sources)


def render_official_docx(document: OfficialDocument) -> bytes:
    """Any official document as a Word document that says the same as the PDF.

    Raises:
        CzdocsError: As `render_docx`.
    """
    properties = document_properties(document)
    template = _TEMPLATES[document.layout]
    return render_docx(
        resource_bytes("templates", template),
        {"document": document},
        name=template,
        title=properties.title,
        author=properties.author,
        created=properties.created,
    )


def document_properties(document: OfficialDocument) -> Properties:
    """The properties of an official document: its title, agencies, number and date."""
    return Properties(
        title=document.full_title,
        author="、".join(document.issuers),
        subject=document.document_number or document.full_title,
        created=document.dated,
        keywords=("常州市", "创新产品"),
    )


def _laid_out(document: OfficialDocument, fonts: FontSet, *, imprint_numbered: bool) -> bytes:
    html = render_html("gongwen/document.html", {"document": document, "imprint_numbered": imprint_numbered})
    return render_pdf(html, document=document.full_title, fonts=fonts, stylesheets=("gongwen/page.css",))


def _is_blank_before_last(pdf: bytes) -> bool:
    """Whether a blank page stands before the last: then neither carries a number (GB/T 9704-2012, 7.5)."""
    from pypdf import PdfReader

    pages = PdfReader(BytesIO(pdf)).pages
    return len(pages) > 1 and not pages[-2].extract_text().strip()
