"""The content of a finished Word document: what Word would show of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from czdocs.documents.reading_back.content import PAGE_NUMBER, Content, ContentWriter, Gap
from czdocs.documents.reading_back.docx_fields import Fields
from czdocs.documents.reading_back.docx_numbering import Numbering
from czdocs.documents.reading_back.docx_styles import Look, Styles, W, is_on
from czdocs.documents.reading_back.pdf_font import MISSING

__all__ = ["docx_content"]

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STYLES, _RELATIONS = "word/styles.xml", "word/_rels/document.xml.rels"
_READ = re.compile(r"word/(document|numbering|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_DELETED = {f"{W}del", f"{W}moveFrom"}
_THROUGH = {
    *(f"{W}{name}" for name in ("hyperlink", "smartTag", "sdtContent", "ins", "moveTo", "customXml", "dir", "bdo")),
    *(f"{W}{name}" for name in ("pict", "object", "drawing", "ruby", "rubyBase")),
}
_BREAKS = {f"{W}{name}" for name in ("tab", "br", "cr", "ptab")}
_NOTES = {f"{W}{name}Reference" for name in ("footnote", "endnote", "comment")}
_DRAWN = {f"{W}{name}" for name in ("drawing", "pict", "object")}
_FURTHEST = 12000  # twips: what is indented further stands outside the page
_BORDERED = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(slots=True)
class _Reading:
    """What is known while a document is read."""

    writer: ContentWriter
    styles: Styles
    numbering: Numbering
    parts: dict[str, Any]
    relations: dict[str, str]
    running: bool
    fields: Fields = field(default_factory=Fields)
    paragraphs: int = 0
    fill: str = ""


def docx_content(docx: bytes, *, running: bool = True) -> Content:
    """What Word would show of `docx`, with the results of fields and without deleted and hidden text.

    A field with the number of a page is read as `PAGE_NUMBER`; without `running`, headers and footers are left out. Of
    headers and footers that consist of a page number nothing is read.
    """
    with ZipFile(BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if _is_read(name)}
    roots = {name: _parsed(content) for name, content in parts.items() if name != _STYLES}
    relations = {item.get("Id"): f"word/{item.get('Target')}" for item in roots.get(_RELATIONS, ())}
    reading = _Reading(
        writer=ContentWriter(),
        styles=_styles(parts.get(_STYLES, b"")),
        numbering=Numbering(roots.get("word/numbering.xml")),
        parts=roots,
        relations=relations,
        running=running,
    )
    body = roots["word/document.xml"].find(f"{W}body")
    sections = list(body.iter(f"{W}sectPr"))
    for number, section in enumerate(sections):
        _read_running(reading, section, first=number == 0)
    _read_blocks(reading, body)
    return reading.writer.content()


def _is_read(name: str) -> bool:
    return name in {_STYLES, _RELATIONS} or _READ.fullmatch(name) is not None


@lru_cache(maxsize=16)
def _styles(content: bytes) -> Styles:
    """The styles, read once for all documents of a template."""
    return Styles(_parsed(content) if content else None)


def _parsed(content: bytes) -> Any:
    from lxml import etree  # type: ignore[import-untyped]  # comes without types

    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _read_running(reading: _Reading, section: Any, *, first: bool) -> None:
    """Headers and footers of `section` that say anything but a page number; the head of page 1 comes first."""
    if not reading.running:
        return
    for reference in section:
        if reference.tag not in {f"{W}headerReference", f"{W}footerReference"}:
            continue
        kind = reference.get(f"{W}type")
        if kind == "first" and not is_on(section.find(f"{W}titlePg")):
            continue
        root = reading.parts.get(reading.relations.get(reference.get(f"{_R}id"), ""))
        if root is None or (kind == "first" and not first):
            continue
        trial = _Reading(
            writer=ContentWriter(),
            styles=reading.styles,
            numbering=reading.numbering,
            parts=reading.parts,
            relations=reading.relations,
            running=False,
        )
        _read_blocks(trial, root)
        if trial.writer.content().text in {"", f"—{PAGE_NUMBER}—"}:
            reading.writer.hidden += trial.writer.hidden
            continue
        _read_blocks(reading, root)


def _read_blocks(reading: _Reading, parent: Any) -> None:
    """Paragraphs and tables below `parent`, in their order."""
    for element in parent:
        tag = element.tag
        if tag == f"{W}p":
            _read_paragraph(reading, element)
        elif tag == f"{W}tbl":
            _read_table(reading, element)
        elif tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            _read_blocks(reading, content if content is not None else ())
        elif tag in _THROUGH:
            _read_blocks(reading, element)
        elif tag == f"{_MC}AlternateContent":
            _read_blocks(reading, _choice(element))
        elif tag in _DELETED:
            reading.writer.hide(_all_text(element), "修订中删去的文字")


def _choice(element: Any) -> Any:
    """What Word takes of an alternative: the first choice."""
    found = element.find(f"{_MC}Choice")
    return found if found is not None else element.find(f"{_MC}Fallback")


def _read_paragraph(reading: _Reading, paragraph: Any) -> None:
    reading.paragraphs += 1
    reading.writer.gap(Gap.PARAGRAPH)
    reading.writer.part(reading.paragraphs)
    properties = paragraph.find(f"{W}pPr")
    if _is_outside(properties):
        reading.writer.hide(_all_text(paragraph), "页面以外的文字")
        return
    label = reading.numbering.label(properties, reading.styles)
    if label and any(True for _ in paragraph.iter(f"{W}t")):
        reading.writer.write(label)
        reading.writer.gap(Gap.LINE)
    _read_inline(reading, paragraph, properties)
    reading.writer.gap(Gap.PARAGRAPH)


def _is_outside(properties: Any | None) -> bool:
    indent = properties.find(f"{W}ind") if properties is not None else None
    if indent is None:
        return False
    values = (indent.get(f"{W}{name}", "0") for name in ("left", "start", "right", "end", "firstLine"))
    return any(value.lstrip("-").isdigit() and abs(int(value)) > _FURTHEST for value in values)


def _read_inline(reading: _Reading, parent: Any, properties: Any | None) -> None:
    for element in parent:
        tag = element.tag
        if tag == f"{W}r":
            _read_run(reading, element, properties)
        elif tag == f"{W}fldSimple":
            if reading.fields.simple(element.get(f"{W}instr", "")):
                reading.writer.write(PAGE_NUMBER)
            else:
                _read_inline(reading, element, properties)
        elif tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            _read_inline(reading, content if content is not None else (), properties)
        elif tag in _DELETED:
            reading.writer.hide(_all_text(element), "修订中删去的文字")
        elif tag.startswith(_M) if isinstance(tag, str) else False:
            reading.writer.write("".join(node.text or "" for node in element.iter(f"{_M}t", f"{W}t")))
        elif tag == f"{_MC}AlternateContent":
            _read_inline(reading, _choice(element), properties)
        elif tag in _THROUGH:
            _read_inline(reading, element, properties)


def _read_run(reading: _Reading, run: Any, paragraph: Any | None) -> None:
    look = reading.styles.look(run.find(f"{W}rPr"), paragraph, reading.fill)
    fields = reading.fields
    for element in run:
        tag = element.tag
        if tag == f"{W}fldChar":
            if fields.mark(element.get(f"{W}fldCharType", "")) and not look.reason:
                reading.writer.write(PAGE_NUMBER)
        elif tag == f"{W}instrText":
            fields.instruct(element.text or "")
        elif not fields.is_silent:
            _read_item(reading, element, look)


def _read_item(reading: _Reading, element: Any, look: Look) -> None:
    """One thing in a run: text, a sign, a note, a drawing."""
    tag, writer = element.tag, reading.writer
    if tag == f"{W}t":
        _write(writer, element.text or "", look)
    elif tag in _BREAKS:
        writer.gap(Gap.LINE)
    elif tag == f"{W}noBreakHyphen":
        _write(writer, "\N{NON-BREAKING HYPHEN}", look)
    elif tag == f"{W}sym":
        _write(writer, _symbol(element), look)
    elif tag == f"{W}delText":
        writer.hide(element.text or "", "修订中删去的文字")
    elif tag in _NOTES:
        _read_note(reading, element)
    elif tag == f"{_MC}AlternateContent":
        _read_boxes(reading, _choice(element))
    elif tag in _DRAWN:
        _read_boxes(reading, element)


def _write(writer: ContentWriter, text: str, look: Look) -> None:
    if look.reason:
        writer.hide(text, look.reason)
        return
    if look.capitals:
        text = text.upper()
    if look.symbols:
        text = "".join(character if character.isspace() else MISSING for character in text)
    writer.write(text)


def _symbol(element: Any) -> str:
    """The character of w:sym; symbol fonts keep theirs in a private range, where it says nothing."""
    code = int(element.get(f"{W}char", "0"), 16)
    return MISSING if 0xE000 <= code <= 0xF8FF or not code else chr(code)  # noqa: PLR2004 - the private range


def _read_boxes(reading: _Reading, element: Any) -> None:
    """The text of text boxes in a drawing, and of word art."""
    for box in element.iter(f"{W}txbxContent"):
        if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
            _read_blocks(reading, box)
    for art in element.iter("{urn:schemas-microsoft-com:vml}textpath"):
        reading.writer.write(art.get("string", ""))


def _read_note(reading: _Reading, reference: Any) -> None:
    """The text of a note, where it is referred to."""
    name = reference.tag.removeprefix(W).removesuffix("Reference")
    root = reading.parts.get(f"word/{name}s.xml")
    wanted = reference.get(f"{W}id")
    note = next((n for n in root.iter(f"{W}{name}") if n.get(f"{W}id") == wanted), None) if root is not None else None
    if note is not None:
        _read_blocks(reading, note)


def _read_table(reading: _Reading, table: Any) -> None:
    """The cells row by row; one that spans rows comes with the last of them, unless it stands at the left."""
    ruled = _is_ruled(table)
    waiting: dict[int, Any] = {}
    rows = [row for row in _rows(table) if not is_on(row.find(f"{W}trPr/{W}hidden"))]
    for number, row in enumerate(rows):
        spanned = _continued(rows[number + 1]) if number + 1 < len(rows) else set()
        for column, cell in _cells(row):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                if column not in spanned and column in waiting:
                    _read_cell(reading, waiting.pop(column), column, ruled=ruled)
            elif merge is not None and column and column in spanned:
                waiting[column] = cell
            else:
                _read_cell(reading, cell, column, ruled=ruled)


def _rows(table: Any) -> Iterator[Any]:
    for element in table:
        if element.tag == f"{W}tr":
            yield element
        elif element.tag in {f"{W}sdt", f"{W}ins", f"{W}sdtContent", f"{W}customXml"}:
            yield from _rows(element)


def _cells(row: Any) -> Iterator[tuple[int, Any]]:
    """The cells of a row with the column in which each begins."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = int(before.get(f"{W}val", "0")) if before is not None else 0
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        yield column, cell
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        column += int(span.get(f"{W}val", "1")) if span is not None else 1


def _continued(row: Any) -> set[int]:
    """The columns in which a cell of the row above goes on."""
    found = set()
    for column, cell in _cells(row):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is not None and merge.get(f"{W}val") != "restart":
            found.add(column)
    return found


def _is_ruled(table: Any) -> bool:
    """Whether the table is one for the reader and does not only arrange what stands in it."""
    properties = table.find(f"{W}tblPr")
    borders = properties.find(f"{W}tblBorders") if properties is not None else None
    if borders is not None:
        sides = (borders.find(f"{W}{side}") for side in _BORDERED)
        return all(side is not None and side.get(f"{W}val") not in {"nil", "none"} for side in sides)
    style = properties.find(f"{W}tblStyle") if properties is not None else None
    return style is not None and "grid" in style.get(f"{W}val", "").casefold()


def _read_cell(reading: _Reading, cell: Any, column: int, *, ruled: bool) -> None:
    shading = cell.find(f"{W}tcPr/{W}shd")
    outer = reading.fill
    fill = shading.get(f"{W}fill", "") if shading is not None else ""
    reading.fill = outer if fill in {"", "auto"} else fill
    gap = Gap.CELL if ruled else Gap.PARAGRAPH
    reading.writer.gap(gap)
    start = reading.writer.length
    _read_blocks(reading, cell)
    if ruled:
        reading.writer.cell(start, column)
    reading.writer.gap(gap)
    reading.fill = outer


def _all_text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t", f"{W}delText"))
