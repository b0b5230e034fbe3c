"""Wrapping: Chinese text in lines of at most so many columns."""

from czdocs.report.text import display_width

__all__ = ["padded", "wrapped"]

_NOT_FIRST = frozenset("，。；：、！？）》”’,.;:!?)")


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns; empty for none.

    No line begins with a sign that closes (one may then stand beyond the width), and a word of Latin letters or digits
    is only divided where it alone is wider than a line.
    """
    lines: list[str] = []
    line, used = "", 0
    for character in text:
        wide = display_width(character)
        if used + wide > width and character not in _NOT_FIRST:
            head = line.rstrip("".join(c for c in set(line) if c.isascii() and not c.isspace()))
            keep = head if head and line != head and character.isascii() and not character.isspace() else line
            lines.append(keep.rstrip())
            line = line[len(keep) :]
            used = display_width(line)
        line += character
        used += wide
    return [*lines, line.rstrip()] if line.strip() else lines


def padded(text: str, width: int, *, right: bool = False) -> str:
    """`text` with blanks up to `width` columns behind it, before it where it stands `right`."""
    blanks = " " * max(width - display_width(text), 0)
    return blanks + text if right else text + blanks
