"""Characters that came in by pasting and can go without changing what is read."""

import re
import unicodedata
from collections.abc import Iterator

from czdocs.intake.mending_edits import Edit, Lines

__all__ = ["character_edits"]

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]+|[\u00a0\u2002-\u200a\u202f][ \u00a0\u2002-\u200a\u202f]*\\Z"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LEFT_TO_RIGHT = frozenset("\u200e\u202a\u202c\u2066\u2069")
"""Marks that change nothing where all is written from left to right: such as come with a path copied in Windows."""
_ENDS = re.compile("\\A[\x01-\x08\x0b\x0c\x0e-\x1f\u2028\u2029]+|[\x01-\x08\x0b\x0c\x0e-\x1f\u2028\u2029]+\\Z|\x1f+")
"""At a line's ends, where nothing is joined by taking them away; \x1f is the optional hyphen of Word."""


def character_edits(lines: Lines) -> Iterator[Edit]:
    """The edits that take away zero-width characters, harmless marks of direction, control characters at the ends."""
    for number, line in enumerate(lines.texts, 1):
        if line.isascii() and line.isprintable():
            continue
        yield from (lines.edit(number, m.span(), "", "invisible") for m in _INVISIBLE.finditer(line))
        marks = list(_DIRECTION.finditer(line))
        if marks and {m.group() for m in marks} <= _LEFT_TO_RIGHT and not _has_right_to_left(line):
            yield from (lines.edit(number, m.span(), "", "direction") for m in marks)
        yield from (lines.edit(number, m.span(), "", "control") for m in _ENDS.finditer(line))


def _has_right_to_left(line: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL", "AN"} for character in line)
