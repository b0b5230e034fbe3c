"""Lines: the glyphs of a page that stand on one base line, in reading order."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from czdocs.documents.measuring.page_facts import Box, Colour, Glyph, PageFacts, Rule, is_red
from czdocs.documents.measuring.typefaces import typeface

__all__ = ["Line", "in_table", "lines_of", "split", "units"]

_SAME = 0.6  # base lines that differ less are one
_APART = 1.2  # so many characters of blank divide a line


@dataclass(frozen=True, kw_only=True)
class Line:
    """Glyphs on one base line of one page, from left to right, without blanks; never empty."""

    page: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        """What it says, without blanks."""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def box(self) -> Box:
        """The em boxes of its glyphs together."""
        return _around(glyph.box for glyph in self.glyphs)

    @cached_property
    def ink(self) -> Box:
        """The outlines of its glyphs together."""
        return _around(glyph.ink or glyph.box for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """Its usual type size in points."""
        return median(glyph.size for glyph in self.glyphs)

    @cached_property
    def baseline(self) -> float:
        """Where it stands, in millimetres from the upper edge."""
        return median(glyph.baseline for glyph in self.glyphs)

    @cached_property
    def colour(self) -> Colour:
        """Its usual colour."""
        return Counter(glyph.colour for glyph in self.glyphs).most_common(1)[0][0]

    @cached_property
    def typeface(self) -> str | None:
        """The typeface of most of it."""
        return Counter(typeface(glyph.font) for glyph in self.glyphs).most_common(1)[0][0]

    @property
    def red(self) -> bool:
        """Whether it is printed in red."""
        return is_red(self.colour)

    @property
    def em(self) -> float:
        """Width of a full character in millimetres."""
        return self.size * 25.4 / 72


def _around(boxes: Iterable[Box]) -> Box:
    listed = list(boxes)
    return Box(
        x0=min(box.x0 for box in listed),
        top=min(box.top for box in listed),
        x1=max(box.x1 for box in listed),
        bottom=max(box.bottom for box in listed),
    )


def lines_of(page: PageFacts) -> tuple[Line, ...]:
    """The upright lines of `page` from top to bottom."""
    glyphs = sorted((g for g in page.glyphs if not g.turned and g.text.strip()), key=lambda g: g.baseline)
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and glyph.baseline - lines[-1][-1].baseline <= _SAME:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return tuple(Line(page=page.number, glyphs=tuple(sorted(line, key=lambda g: g.box.x0))) for line in lines)


def split(line: Line) -> tuple[Line, ...]:
    """The pieces of `line` between which wide blanks stand."""
    pieces: list[list[Glyph]] = [[line.glyphs[0]]]
    for before, glyph in zip(line.glyphs, line.glyphs[1:], strict=False):
        if glyph.box.x0 - before.box.x1 > _APART * line.em:
            pieces.append([])
        pieces[-1].append(glyph)
    return tuple(Line(page=line.page, glyphs=tuple(piece)) for piece in pieces)


def in_table(line: Line, rules: Sequence[Rule]) -> bool:
    """Whether an upright rule of a table stands beside `line`."""
    return any(not r.level and r.box.top <= line.box.middle <= r.box.bottom for r in rules)


def units(text: str) -> float:
    """Length of `text` in full characters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
