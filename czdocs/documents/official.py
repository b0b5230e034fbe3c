"""Official documents rendered as PDF and as Word document; `issuing` compares the two."""

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO

from czdocs.documents.docx import render_docx
from czdocs.documents.docx_elements import LINE
from czdocs.documents.fitting import fits, fitted
from czdocs.documents.fonts import FontSet
from czdocs.documents.gongwen import Layout, OfficialDocument
from czdocs.documents.imprint import Properties, SourceFile, imprint
from czdocs.documents.joining import UsedGlyphs, join
from czdocs.documents.laying_out import lay_out
from czdocs.documents.parts import Part, Position, part_of, row_count, whole
from czdocs.documents.pdf import PartOfPdf, PdfVariant
from czdocs.resources import resource_bytes

__all__ = [
    "document_properties",
    "fitted_pdf",
    "render_official_docx",
    "render_official_pdf",
]

_TEMPLATES: Mapping[Layout, str] = {
    Layout.DOCUMENT: "notice/notice.docx",
    Layout.LETTER: "letter/letter.docx",
    Layout.MINUTES: "minutes/minutes.docx",
    Layout.ORDER: "order/order.docx",
    Layout.PLAIN: "plain/plain.docx",
}

_ROWS = 250
"""From this many rows on a document is laid out in parts of as many."""

_UNTAGGED: PdfVariant = "pdf/a-3u"
"""The parts of a long list have no tags: their trees could not be joined into one."""


def render_official_pdf(document: OfficialDocument, *, fonts: FontSet, sources: Sequence[SourceFile] = ()) -> bytes:
    """Any official document as PDF/A-3a and PDF/UA-1, a very long one as PDF/A-3u; same input, same bytes.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    return fitted_pdf(document, fonts=fonts, sources=sources)[1]


def fitted_pdf(
    document: OfficialDocument, *, fonts: FontSet, sources: Sequence[SourceFile] = ()
) -> tuple[OfficialDocument, bytes]:
    """The document as it is `fitted` to its pages, and its PDF; the Word document has to be made of the same.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    if row_count(document) > _ROWS:
        document = fitted(document, fonts=fonts)
        pdf = join(tuple(_parts(document, fonts)))
    else:
        document, pdf = _whole(document, fonts)
    return document, imprint(pdf, properties=document_properties(document), sources=sources)


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
        line_pitch=_line_pitch(document),
    )


def _line_pitch(document: OfficialDocument) -> Mapping[str, int]:
    """The pitch of the text's lines in Word, where the document departs from the usual one."""
    spacing = document.adjustment.spacing
    return dict.fromkeys(("公文正文", "公文末段"), round(LINE * (1 + spacing))) if spacing else {}


def document_properties(document: OfficialDocument) -> Properties:
    """The properties of an official document: its title, agencies, number and date."""
    return Properties(
        title=document.full_title,
        author="、".join(document.issuers),
        subject=document.document_number or document.full_title,
        created=document.dated,
        keywords=("常州市", "创新产品"),
    )


def _whole(document: OfficialDocument, fonts: FontSet) -> tuple[OfficialDocument, bytes]:
    """The document and its PDF, laid out at once, and again where its layout shows that it has to be fitted."""

    def wanted(pages: Sequence[Collection[str]]) -> int:
        return len(pages) if fits(document, pages) else 0

    part = whole(document)
    content = _finished(document, part, fonts, PartOfPdf(glyphs=UsedGlyphs(), wanted=wanted))
    if content:
        return document, content
    adjusted = fitted(document, fonts=fonts)
    return adjusted, _finished(adjusted, part, fonts, PartOfPdf(glyphs=UsedGlyphs(), wanted=len))


def _parts(document: OfficialDocument, fonts: FontSet) -> Iterator[bytes]:
    """The document laid out in parts of so many rows, each with the whole pages that it gives."""
    glyphs, start, rows = UsedGlyphs(), Position(), _ROWS
    while True:
        part = part_of(document, start, rows=rows)
        if part.ends:
            yield _finished(document, part, fonts, PartOfPdf(glyphs=glyphs, wanted=len), _UNTAGGED)
            return
        found: list[Position | None] = []

        def wanted(pages: Sequence[Collection[str]], part: Part = part, found: list[Position | None] = found) -> int:
            found.append(part.cut(pages))
            return found[-1].page - part.start.page if found[-1] is not None else len(pages)

        in_pdf = PartOfPdf(glyphs=glyphs, wanted=wanted)
        content = lay_out(document, part, fonts=fonts, in_pdf=in_pdf, variant=_UNTAGGED)
        gc.collect()  # the layout's objects name one another; a second layout beside them would double the memory
        if found[0] is None:
            rows *= 2  # rows as long as pages
        else:
            start, rows = found[0], _ROWS
            yield content


def _finished(
    document: OfficialDocument, part: Part, fonts: FontSet, in_pdf: PartOfPdf, variant: PdfVariant = "pdf/a-3a"
) -> bytes:
    """The part with the end of the document, and with its imprint; nothing where `in_pdf` wants none of it."""
    pdf = lay_out(document, part, fonts=fonts, in_pdf=in_pdf, variant=variant)
    if pdf and document.has_imprint and document.ends_landscape and _is_blank_before_last(pdf):
        pdf = lay_out(document, part, fonts=fonts, in_pdf=in_pdf, variant=variant, imprint_numbered=False)
    return pdf


def _is_blank_before_last(pdf: bytes) -> bool:
    """Whether a blank page stands before the last: then neither carries a number (GB/T 9704-2012, 7.5)."""
    from pypdf import PdfReader

    pages = PdfReader(BytesIO(pdf)).pages
    return len(pages) > 1 and not pages[-2].extract_text().strip()
