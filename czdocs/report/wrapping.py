"""Wrapping: Chinese text in lines of at most so many columns."""

from czdocs.report.text import display_width

__all__ = ["padded", "wrapped"]

_NOT_FIRST = frozenset("…，。；：、！？）》”’,.;:!?)")
_NOT_LAST = "（《“‘"


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns; empty for none.

    No line begins with a sign that closes (one may then stand beyond the width) or ends with one that opens, and a word
    of Latin letters or digits is only divided where it alone is wider than a line.
    """
    lines: list[str] = []
    line, used = "", 0
    for character in text:
        wide = display_width(character)
        if used + wide > width and character not in _NOT_FIRST:
            keep = _kept(line, character)
            lines.append(keep.rstrip())
            line = line[len(keep) :].lstrip()
            used = display_width(line)
            if not line and character.isspace():
                continue
        line += character
        used += wide
    return [*lines, line.rstrip()] if line.strip() else lines


def _kept(line: str, following: str) -> str:
    """What of a full `line` stays in it: no half word before `following`, no opening sign at its end."""
    head = line
    if following.isascii() and not following.isspace():
        head = line.rstrip("".join(c for c in set(line) if c.isascii() and not c.isspace())) or line
    return head.rstrip(_NOT_LAST) or head


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` with blanks up to `width` columns behind it, before it where it stands `right`."""
    blanks = " " * max(width - display_width(text), 0)
    return blanks + text if right else text + blanks
