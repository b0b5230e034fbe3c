"""What a reader finds in a finished document, in reading order, whatever its format."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

__all__ = ["PAGE_NUMBER", "Cell", "Content", "ContentWriter", "Gap"]

PAGE_NUMBER = "\ufffc"
"""Stands in a text where a field will show the number of a page."""

# White space, and what is never seen: soft hyphens, zero-width marks of line breaking.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))


class Gap(IntEnum):
    """What parts two characters; a higher one includes the lower ones."""

    LINE = 1
    """The end of a line, which layout may put anywhere; or room without a character, such as a tab."""
    SPACE = 2
    """A space that was written."""
    PARAGRAPH = 3
    CELL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell with text of a ruled table: where its text begins and ends, and its column, from 0."""

    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The text without white space, and where it is parted.

    `gaps` has the gap before the character at an offset. `parts` are the offsets at which pages (PDF) or paragraphs
    (Word) begin, with their number. `hidden` is text that the file has and nobody sees, each with the number of its
    page or paragraph and the reason.
    """

    text: str
    gaps: Mapping[int, Gap]
    cells: tuple[Cell, ...]
    parts: tuple[tuple[int, int], ...]
    hidden: tuple[tuple[int, str, str], ...] = ()

    def part_at(self, offset: int) -> int:
        """The number of the page or paragraph in which the character at `offset` stands."""
        index = bisect_right(self.parts, (offset, 1 << 60)) - 1
        return self.parts[max(index, 0)][1] if self.parts else 1

    def readable(self) -> str:
        """The text for people: a line a paragraph, cells parted by a bar, spaces where they are written.

        For a PDF it has a line where the page has one.
        """
        signs = {Gap.LINE: "\n", Gap.SPACE: " ", Gap.PARAGRAPH: "\n", Gap.CELL: "\n"}
        columns = {cell.start: cell.column for cell in self.cells}
        pieces = []
        start = column = 0
        for offset in sorted({*self.gaps, *columns, len(self.text)}):
            pieces.append(self.text[start:offset])
            start = offset
            if 0 < offset < len(self.text):
                beside = columns.get(offset, 0) > column
                pieces.append(" | " if beside else signs[self.gaps.get(offset, Gap.LINE)])
            column = columns.get(offset, column)
        return "".join(pieces) + "\n"


@dataclass(slots=True)
class ContentWriter:
    """Puts a `Content` together, piece by piece in reading order."""

    pieces: list[str] = field(default_factory=list)
    gaps: dict[int, Gap] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    parts: list[tuple[int, int]] = field(default_factory=list)
    hidden: list[tuple[int, str, str]] = field(default_factory=list)
    length: int = 0

    def gap(self, gap: Gap) -> None:
        """What comes next is parted by `gap` from what was before."""
        if gap > self.gaps.get(self.length, 0):
            self.gaps[self.length] = gap

    def write(self, text: str) -> None:
        """The next characters; white space among them becomes a gap."""
        text = text.translate(_UNSEEN)
        words = text.split()
        if text[:1].isspace():
            self.gap(Gap.SPACE)
        for index, word in enumerate(words):
            if index:
                self.gap(Gap.SPACE)
            self.pieces.append(word)
            self.length += len(word)
        if words and text[-1:].isspace():
            self.gap(Gap.SPACE)

    def part(self, number: int) -> None:
        """A page or paragraph begins here."""
        self.parts.append((self.length, number))

    def cell(self, start: int, column: int) -> None:
        """What was written since `start` is the text of a cell."""
        if self.length > start:
            self.cells.append(Cell(start=start, end=self.length, column=column))

    def hide(self, text: str, reason: str) -> None:
        """`text` is in the file, but for `reason` is not seen."""
        if text := "".join(text.split()):
            self.hidden.append((self.parts[-1][1] if self.parts else 1, text, reason))

    def content(self) -> Content:
        """All of it."""
        return Content(
            text="".join(self.pieces),
            gaps=self.gaps,
            cells=tuple(self.cells),
            parts=tuple(self.parts),
            hidden=tuple(self.hidden),
        )
