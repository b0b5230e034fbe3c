"""Parts of an official document with long tables, each laid out alone: where one begins, and where it may be cut.

Laid out whole, a table takes a quarter of a megabyte of memory a row. A part holds so many rows at most; its last page
is not full, and so is left out: its rows begin the next part, which has them at the head of that page. Every page is so
broken where it would be if the document were laid out whole.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from czdocs.documents.gongwen import Attachment, OfficialDocument

__all__ = ["Part", "Position", "Section", "part_of", "row_count", "whole"]

_ROW = "row-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in a document, at the head of page `page` (from 1): the attachment and its row there, both from 0."""

    attachment: int = 0
    row: int = 0
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What a part has of one attachment, the `number`-th: its rows from `first_row` on; all else at its two ends."""

    number: int
    attachment: Attachment
    first_row: int = 0
    ends: bool = True

    @property
    def begins(self) -> bool:
        """Whether it has the attachment's beginning: its number and title."""
        return not self.first_row

    def row_id(self, index: int) -> str:
        """The name of its row `index` in the layout."""
        return f"{_ROW}{self.first_row + index}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of a document's sections, from `start` on; its text where that is page 1, its imprint where it `ends`."""

    start: Position
    sections: tuple[Section, ...]
    ends: bool = True

    @property
    def begins(self) -> bool:
        """Whether it has the document's beginning: all that stands before the attachments."""
        return self.start.page == 1

    def cut(self, pages: Sequence[Collection[str]]) -> Position | None:
        """Where the next part begins, if the rows of this one stand on `pages`; None where no page can be left out.

        Of a section that does not end here the last page is left out, or more where a row runs over several.
        """
        last = self.sections[-1]
        if last.ends:
            return Position(attachment=last.number, page=self.start.page + len(pages))
        for index in range(len(pages) - 1, 0, -1):
            rows = [int(name.removeprefix(_ROW)) for name in pages[index] if name.startswith(_ROW)]
            if rows and min(rows) > last.first_row and f"{_ROW}{min(rows)}" not in pages[index - 1]:
                return Position(attachment=last.number - 1, row=min(rows), page=self.start.page + index)
        return None


def row_count(document: OfficialDocument) -> int:
    """How many rows the tables of `document` have together."""
    return sum(map(_row_count, document.attachments))


def whole(document: OfficialDocument) -> Part:
    """All of `document` in one part."""
    sections = (Section(number=number, attachment=one) for number, one in enumerate(document.attachments, 1))
    return Part(start=Position(), sections=tuple(sections))


def part_of(document: OfficialDocument, start: Position, *, rows: int) -> Part:
    """The part that begins at `start`: attachments while there are less than `rows` rows, the last one cut there.

    An attachment of which only a few rows would fit is left to the next part.
    """
    sections: list[Section] = []
    left, first = rows, start.row
    for index in range(start.attachment, len(document.attachments)):
        attachment = document.attachments[index]
        wanted = _row_count(attachment) - first
        if sections and wanted > left and left < rows // 2:
            return Part(start=start, sections=tuple(sections), ends=False)
        sections.append(_section(attachment, index + 1, first, min(first + left, _row_count(attachment))))
        if wanted > left:
            return Part(start=start, sections=tuple(sections), ends=False)
        left, first = left - wanted, 0
    return Part(start=start, sections=tuple(sections))


def _section(attachment: Attachment, number: int, first: int, end: int) -> Section:
    """The rows from `first` up to `end` of `attachment`, with its beginning and its end if they are there."""
    table = attachment.table
    if table is None or (not first and end == len(table.rows)):
        return Section(number=number, attachment=attachment)
    ends = end == len(table.rows)
    some = replace(
        table,
        rows=table.rows[first:end],
        unit="" if first else table.unit,
        total=table.total if ends else (),
    )
    cut = replace(
        attachment,
        paragraphs=() if first else attachment.paragraphs,
        table=some,
        notes=attachment.notes if ends else (),
    )
    return Section(number=number, attachment=cut, first_row=first, ends=ends)


def _row_count(attachment: Attachment) -> int:
    return len(attachment.table.rows) if attachment.table is not None else 0
