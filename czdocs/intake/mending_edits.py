"""Edits: single changes of a form's text at their places, and the text with them made."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from czdocs.catalogue.mending import REPAIRS
from czdocs.diagnostic import Place

__all__ = ["Edit", "Lines", "applied"]

_LINE = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change: at `place` the text `old` becomes `new`; `code` names the finding that it mends.

    `old` and `new` lie within one line, so that lines keep their numbers whatever is mended.
    """

    place: Place
    old: str
    new: str
    code: str
    reason: str


class Lines:
    """A text by lines: for scanning it and for making edits; lines count from 1, offsets within a line from 0."""

    def __init__(self, text: str, *, file: str) -> None:
        self.text = text
        self._file = file
        self._matches = [m for m in _LINE.finditer(text) if m.end() > m.start() or m.start() == len(text)]
        self.texts = [m["text"] for m in self._matches]

    def start_of(self, line: int) -> int:
        """Where `line` begins in the whole text."""
        return self._matches[line - 1].start()

    def edit(self, line: int, span: tuple[int, int], new: str, repair: str) -> Edit:
        """The edit that replaces `span` of `line` by `new`; `repair` names its code and reason in the catalogue."""
        code, reason = REPAIRS[repair]
        return self.edit_for(line, span, new, code=code, reason=reason)

    def edit_for(self, line: int, span: tuple[int, int], new: str, *, code: str, reason: str) -> Edit:
        """The edit that replaces `span` of `line` by `new`, for the finding `code`."""
        place = Place(file=self._file, line=line, column=span[0] + 1)
        return Edit(place=place, old=self.texts[line - 1][span[0] : span[1]], new=new, code=code, reason=reason)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits` made; of two that overlap, the later one is left out.

    Raises:
        ValueError: If an edit does not fit the text.
    """
    lines = Lines(text, file="")
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda e: (e.place.line, e.place.column)):
        start = lines.start_of(edit.place.line) + edit.place.column - 1
        if start < done:
            continue
        if not text.startswith(edit.old, start):
            raise ValueError(f"{edit.place} does not hold {edit.old!r}")
        parts += [text[done:start], edit.new]
        done = start + len(edit.old)
    return "".join([*parts, text[done:]])
