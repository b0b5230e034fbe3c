"""The content of a finished PDF: what its pages show, without page numbers and repeated table heads."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from czdocs.documents.reading_back.content import Content, ContentWriter, Gap
from czdocs.documents.reading_back.geometry import Box
from czdocs.documents.reading_back.pdf_drawing import draw
from czdocs.documents.reading_back.pdf_font import PdfFont
from czdocs.documents.reading_back.pdf_grid import grid_of
from czdocs.documents.reading_back.pdf_order import Block, Line, blocks_in_order, lines_of
from czdocs.documents.reading_back.pdf_visibility import Piece, seen

__all__ = ["pdf_content"]

_PAGE_NUMBER = re.compile(r"—(\d+)—")
_MARGIN = 100.0  # points from the edge of the sheet (35 mm): page numbers stand there, whichever way a page is turned
_APART = 0.3  # characters of room that part two pieces of a line

Row = tuple[tuple[int, str], ...]
"""Column and text of each cell with text in a row of a table."""


@dataclass(slots=True)
class _Reading:
    """What is known while the pages are read.

    That is the writer, the head of the table in which the last page ended, and the lines by column of the row that it
    left open.
    """

    writer: ContentWriter = field(default_factory=ContentWriter)
    head: Row = ()
    ends_in_table: bool = False
    left_open: dict[int, list[Line]] = field(default_factory=dict)


def pdf_content(pdf: bytes, *, margins: Box | None = None) -> Content:
    """What `pdf` shows, page by page, from the glyphs drawn.

    Page numbers (`— 3 —` at the edge of page 3) and table heads that a further page repeats are left out; with
    `margins` (left, lower, right, upper, in points) all that stands in them. A glyph without a text is read as U+FFFD.
    """
    from pypdf import PdfReader

    reading = _Reading()
    fonts: dict[Any, PdfFont] = {}
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, 1):
        reading.writer.part(number)
        _read_page(reading, page, number, fonts=fonts, margins=margins)
    _write_row(reading)
    return reading.writer.content()


def _read_page(reading: _Reading, page: Any, number: int, *, fonts: dict[Any, PdfFont], margins: Box | None) -> None:
    drawing = draw(page, fonts)
    sheet: Box = tuple(float(edge) for edge in page.cropbox)  # type: ignore[assignment]  # four edges
    shown: list[Piece] = []
    for piece in seen(drawing, sheet):
        if piece.reason:
            reading.writer.hide(piece.text, piece.reason)
        elif piece.text.strip():
            shown.append(piece)
    grid = grid_of(drawing.rules)
    lines = [line for line in lines_of(shown, grid) if not _is_furniture(line, number, sheet, margins)]
    for note in _notes(page):
        reading.writer.write(note)
    _write_page(reading, blocks_in_order(lines))


def _notes(page: Any) -> Iterator[str]:
    """The texts of annotations: what they say is seen too."""
    for annotation in page.get("/Annots", ()):
        item = annotation.get_object()
        if item.get("/Subtype") != "/Link" and item.get("/Contents"):
            yield str(item["/Contents"])


def _is_furniture(line: Line, number: int, sheet: Box, margins: Box | None) -> bool:
    box = line.box
    # How far the line reaches in from each edge.
    reach = (box[2] - sheet[0], box[3] - sheet[1], sheet[2] - box[0], sheet[3] - box[1])
    if margins is not None:
        return any(here < margin for here, margin in zip(reach, margins, strict=True))
    found = _PAGE_NUMBER.fullmatch(_text(line).replace(" ", ""))
    return found is not None and int(found[1]) == number and min(reach) < _MARGIN


def _text(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


def _write_page(reading: _Reading, blocks: Sequence[Block]) -> None:
    rows = list(_rows(blocks))
    if rows and _repeats_head(reading, rows[0]):
        del rows[0]
    table = rows[0][0].cell.table if rows and rows[0][0].cell and reading.ends_in_table else -1
    for row in rows:
        cell = row[0].cell
        if cell is None:
            table = -1
            for line in row[0].lines:
                _write_line(reading.writer, line)
            continue
        if cell.table != table:
            table, reading.head = cell.table, _contents(row)
        for block in row:
            reading.left_open.setdefault(block.cell.column if block.cell else 0, []).extend(block.lines)
        if not (row is rows[-1] and cell.open):
            _write_row(reading)
    reading.ends_in_table = bool(rows) and rows[-1][0].cell is not None


def _repeats_head(reading: _Reading, row: Sequence[Block]) -> bool:
    """Whether `row`, the first of a page, is the head of the table in which the page before ended."""
    return reading.ends_in_table and row[0].cell is not None and _contents(row) == reading.head


def _rows(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks of the same row of a table together, others alone."""
    row: list[Block] = []
    for block in blocks:
        if row and _is_same_row(block, row[-1]):
            row.append(block)
            continue
        if row:
            yield row
        row = [block]
    if row:
        yield row


def _is_same_row(block: Block, before: Block) -> bool:
    one, other = block.cell, before.cell
    if one is None or other is None or one.table != other.table:
        return False
    return one.column > other.column and min(one.box[3], other.box[3]) - max(one.box[1], other.box[1]) > 1


def _contents(row: Sequence[Block]) -> Row:
    return tuple((block.cell.column if block.cell else 0, "".join(map(_text, block.lines))) for block in row)


def _write_row(reading: _Reading) -> None:
    """The row that has been read, cell by cell."""
    writer = reading.writer
    for column, lines in sorted(reading.left_open.items()):
        writer.gap(Gap.CELL)
        start = writer.length
        for line in lines:
            _write_line(writer, line)
        writer.cell(start, column)
        writer.gap(Gap.CELL)
    reading.left_open.clear()


def _write_line(writer: ContentWriter, line: Line) -> None:
    writer.gap(Gap.LINE)
    end = None
    for piece in line.pieces:
        run = piece.run
        if end is not None and run.box[0] - end > _APART * run.size:
            writer.gap(Gap.LINE)
        writer.write(piece.text)
        end = run.box[2]
    writer.gap(Gap.LINE)
