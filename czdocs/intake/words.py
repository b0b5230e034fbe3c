"""Words: nearest known names, shortened values, full-width forms."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches

__all__ = ["display_width", "nearest", "quoted", "to_half_width", "wrapped"]

_SHOWN = 40
_WIDE = frozenset({"W", "F", "A"})  # fonts of Chinese desktops draw the ambiguous ones (“”…—) wide
_CLOSING = tuple("，。；：、！？）”’》】〕…,.;:!?)")
_UNITS = re.compile(r"[“‘（《【〔]*(?:[!-~]+ ?|.)|.", re.DOTALL)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely means, None where none is near."""
    names: Collection[str] = tuple(known)
    folded = {known_name.lower().replace("-", "_"): known_name for known_name in names}
    wanted = to_half_width(name).strip().lower().replace("-", "_").replace(" ", "_")
    if wanted in folded:
        return folded[wanted]
    matches = get_close_matches(wanted, folded, n=1, cutoff=0.72)
    return folded[matches[0]] if matches else None


def quoted(value: object) -> str:
    """`value` in Chinese quotation marks on one line, shortened where it is long."""
    words = {"True": "true", "False": "false", "None": "null"}
    shown = words.get(str(value), str(value)) if not isinstance(value, str) else value
    shown = shown.replace("\r", "").replace("\n", "↵")
    return f"“{shown[:_SHOWN]}…”" if len(shown) > _SHOWN else f"“{shown}”"


def to_half_width(text: str) -> str:
    """`text` with full-width digits, letters and signs in their half-width form."""
    return "".join(unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" else c for c in text)


def display_width(text: str) -> int:
    """The columns that `text` takes in a font of fixed width: two for each wide character."""
    return sum(2 if unicodedata.east_asian_width(character) in _WIDE else 1 for character in text)


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """`text` in lines of at most `width` columns; no word or number is broken, no line begins with a closing sign."""
    lines: list[str] = []
    line = ""
    for part in _UNITS.findall(text):
        if line and display_width(line + part) > width and not part.startswith(_CLOSING):
            lines.append(line.rstrip())
            line = part.lstrip()
        else:
            line += part
    return (*lines, line) if line else tuple(lines)
