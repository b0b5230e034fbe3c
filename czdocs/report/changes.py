"""Changes for people: what a file would lose and gain, line by line, with the reason of each change."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from czdocs.diagnostic import Place

__all__ = ["Change", "changes_text"]

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_MARKS = {"\t": "⇥", "\u3000": "□", "\xa0": "␣"}
"""How blanks that look like others are shown, since they are often what is changed."""


class Change(Protocol):
    """One change: where, the code of the finding that it mends, and why."""

    @property
    def place(self) -> Place:
        """Where it is."""

    @property
    def code(self) -> str:
        """The code of the finding."""

    @property
    def reason(self) -> str:
        """Why, in Chinese."""


def changes_text(before: str, after: str, changes: Sequence[Change], *, colour: bool = False) -> str:
    """The lines of `before` that change, each above what it becomes and why; empty where nothing changes.

    The two texts have the same number of lines.
    """
    said: list[str] = [f"整个文件：{change.reason}（{change.code}）" for change in changes if not change.place.line]
    old, new = _LINE_BREAK.split(before), _LINE_BREAK.split(after)
    for number, (was, becomes) in enumerate(zip(old, new, strict=True), 1):
        if was != becomes:
            reasons = dict.fromkeys(f"{c.reason}（{c.code}）" for c in changes if c.place.line == number)
            said += _hunk(number, was, becomes, tuple(reasons), colour=colour)
    return "\n".join(said)


def _hunk(number: int, was: str, becomes: str, reasons: Sequence[str], *, colour: bool) -> Iterator[str]:
    yield _painted(f"@@ 第 {number} 行 @@ {'；'.join(reasons)}", "36", colour=colour)
    yield _painted(f"-{_visible(was)}", "31", colour=colour)
    yield _painted(f"+{_visible(becomes)}", "32", colour=colour)


def _visible(text: str) -> str:
    """`text` with a sign for each blank that is no blank, and for each character that cannot be seen."""
    return "".join(_MARKS.get(c, c if c.isprintable() else "\ufffd") for c in text)


def _painted(text: str, style: str, *, colour: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if colour else text
