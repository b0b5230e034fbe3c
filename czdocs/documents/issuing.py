"""Documents issued: rendered as PDF and as Word document, read back, compared, measured, and refused where they fail.

They fail where the two do not say the same, or the PDF breaks GB/T 9704-2012.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from czdocs.documents.fonts import FontSet
from czdocs.documents.gongwen import Attachment, Layout, OfficialDocument, Paragraph
from czdocs.documents.html import chinese_date
from czdocs.documents.imprint import SourceFile
from czdocs.documents.measuring.measurement import Form, Measurement, measure
from czdocs.documents.official import fitted_pdf, render_official_docx
from czdocs.documents.reading_back.agreement import absent, differences
from czdocs.documents.reading_back.content import Content
from czdocs.documents.reading_back.docx_content import docx_content
from czdocs.documents.reading_back.pdf_content import pdf_content
from czdocs.errors import CzdocsError

__all__ = ["Issued", "check_agreement", "issue_official", "refuse_differences", "refuse_faults", "shown_texts"]

_WORDED = frozenset({"2a", "2b", "5a", "5b", "5c", "5d", "18"})
"""Rows that the words of a document can fail in a sound layout: they are told in the report and forbid nothing.

A rare character of another font moves its line (2a, 5a), and with it the last of the page (5b). Where no line stands
flush, the left edge is taken from others (2b); 17a and 17b find a wrong margin too. A line before a word of Latin
letters, or before a mark that must not begin a line, has 27 characters or ends short (5c, 5d). Whether （二） begins a
heading or running text is guessed (18).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Both forms of one document, which say the same; `measurement` of the PDF where the standard is about it."""

    pdf: bytes
    docx: bytes
    measurement: Measurement | None = None


def issue_official(document: OfficialDocument, *, fonts: FontSet, sources: Sequence[SourceFile] = ()) -> Issued:
    """Any official document in both forms, compared with each other and with `document`; `sources` go into the PDF.

    The PDF is measured as the form of the standard that `document` has.

    Raises:
        CzdocsError: CZ4160 where they differ, CZ4161 where something of `document` is lost in both, CZ4170 where the
            PDF breaks the standard; as `render_official_pdf`, `render_official_docx` and `measure`.
    """
    adjusted, pdf = fitted_pdf(document, fonts=fonts, sources=sources)
    docx = render_official_docx(adjusted)
    check_agreement(pdf, docx, document=document.full_title, texts=shown_texts(document))
    measurement = measure(pdf, form=Form(document.layout.value))
    refuse_faults(measurement, document=document.full_title)
    return Issued(pdf=pdf, docx=docx, measurement=measurement)


def refuse_faults(measurement: Measurement, *, document: str) -> None:
    """Refuse a finished PDF of `document` that breaks a row which its words cannot have moved.

    Raises:
        CzdocsError: CZ4170 with the first such row and how many there are.
    """
    faults = [row for row in measurement.failures if row.number not in _WORDED]
    if faults:
        first = faults[0]
        raise CzdocsError(
            "CZ4170",
            document=document,
            count=len(faults),
            row=first.number,
            clause=first.clause,
            element=first.element,
            expected=first.expected,
            measured=first.measured,
            reason=first.reason,
        )


def check_agreement(pdf: bytes, docx: bytes, *, document: str, texts: Iterable[str] = ()) -> None:
    """Refuse two finished files of `document` that do not say the same, or lack one of `texts`.

    Raises:
        CzdocsError: CZ4160 with the first difference and how many there are; CZ4161 with the first text that is lost.
    """
    refuse_differences(pdf_content(pdf), docx_content(docx), document=document, texts=texts)


def refuse_differences(pdf: Content, docx: Content, *, document: str, texts: Iterable[str] = ()) -> None:
    """Refuse contents read back that differ; as `check_agreement`."""
    found = differences(pdf, docx)
    if found:
        first = found[0]
        raise CzdocsError(
            "CZ4160",
            document=document,
            count=len(found),
            kind=first.kind,
            page=first.page,
            paragraph=first.paragraph,
            in_pdf=first.in_pdf,
            in_docx=first.in_docx,
        )
    lost = absent(texts, pdf)
    if lost:
        raise CzdocsError("CZ4161", document=document, file="PDF 和 Word 文件", text=lost[0], count=len(lost))


def shown_texts(document: OfficialDocument) -> Iterator[str]:
    """Every text of `document` that must be seen, in about the order of the page."""
    yield from filter(None, (document.copy_number, document.classification, document.urgency))
    is_letter = document.layout is Layout.LETTER
    yield from document.issuers
    if document.document_number and document.layout is not Layout.PLAIN:
        yield document.document_number
    yield from document.approvers
    yield document.full_title
    yield from document.recipients
    yield from map(_running, document.body)
    for attendance in document.attendance:
        yield attendance.label
        yield from attendance.names
    for attachment in document.attachments:
        yield attachment.title
    if document.signatory is not None:
        yield document.signatory.post
    yield chinese_date(document.dated)
    if document.note:
        yield f"（{document.note}）"
    for attachment in document.attachments:
        yield from _attached(attachment)
    yield from document.copies_to
    if document.printed_by and document.printed_on and not is_letter:
        yield document.printed_by
        yield f"{chinese_date(document.printed_on)}印发"


def _running(paragraph: Paragraph) -> str:
    return paragraph.heading + paragraph.text


def _attached(attachment: Attachment) -> Iterator[str]:
    """The texts of an attachment; a row of its table is one text, so that no cell can be lost or change its place."""
    yield attachment.title
    yield from map(_running, attachment.paragraphs)
    if attachment.table is not None:
        yield attachment.table.unit
        yield "".join(column.title for column in attachment.table.columns)
        yield from map("".join, attachment.table.rows)
        yield "".join(attachment.table.total)
    yield from attachment.notes
