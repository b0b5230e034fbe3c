"""Words: nearest known names, shortened values, full-width forms."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches

__all__ = ["candidates", "display_width", "labelled", "nearest", "quoted", "to_half_width", "wrapped"]

_SHOWN = 40
_LONGEST = 100
_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_WIDE = frozenset({"W", "F", "A"})  # fonts of Chinese desktops draw the ambiguous ones (“”…—) wide
_CLOSING = tuple("，。；：、！？）”’》】〕…,.;:!?)")
_UNITS = re.compile(r"[“‘（《【〔]*(?:[!-~]+ ?|.)|.", re.DOTALL)
_NEAR = 0.72
_AS_NEAR = 0.04  # two names that differ less than this in nearness are both named
_FEW = 3
_PUNCTUATION = re.compile(r"[\W_]+")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely means, None where none is near."""
    if len(name) > _LONGEST:
        return None
    names: Collection[str] = tuple(known)
    folded = {_folded(known_name): known_name for known_name in names}
    wanted = _folded(name)
    if wanted in folded:
        return folded[wanted]
    matches = get_close_matches(wanted, folded, n=1, cutoff=_NEAR)
    return folded[matches[0]] if matches else None


def candidates(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names that `name` may mean, at most three: those that are as near as the nearest, best first."""
    names: Collection[str] = tuple(known)
    best = nearest(name, names)
    if best is None:
        return ()
    wanted = _folded(name)
    nearness = {known_name: SequenceMatcher(None, wanted, _folded(known_name)).ratio() for known_name in names}
    if nearness[best] == 1:
        return (best,)
    least = max(_NEAR, nearness[best] - _AS_NEAR)
    others = sorted((n for n in names if n != best and nearness[n] >= least), key=lambda n: -nearness[n])
    return (best, *others[: _FEW - 1])


def labelled(word: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """The codes whose Chinese name `word` is or shortens (新北 for 新北区), the whole name before a part of it."""
    bare = _PUNCTUATION.sub("", to_half_width(word))
    if not re.search(r"[\u4e00-\u9fff]{2}", bare):
        return tuple(code for code, label in labels.items() if label == word)
    names = {code: _PUNCTUATION.sub("", to_half_width(label)) for code, label in labels.items()}
    whole = tuple(code for code, label in names.items() if label == bare)
    begun = tuple(code for code, label in names.items() if label.startswith(bare) or bare.startswith(label))
    held = tuple(code for code, label in names.items() if bare in label or label in bare)
    near = get_close_matches(bare, tuple(names.values()), n=_FEW, cutoff=0.6)
    return whole or begun or held or tuple(code for code, label in names.items() if label in near)


def quoted(value: object) -> str:
    """`value` in Chinese quotation marks on one line, shortened where it is long."""
    words = {"True": "true", "False": "false", "None": "null"}
    shown = words.get(str(value), str(value)) if not isinstance(value, str) else value
    shown = shown[: 2 * _SHOWN].replace("\r", "").replace("\n", "↵")
    return f"“{shown[:_SHOWN]}…”" if len(shown) > _SHOWN else f"“{shown}”"


def to_half_width(text: str) -> str:
    """`text` with full-width digits, letters and signs in their half-width form."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


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


def _folded(name: str) -> str:
    """`name` without what a typist does not look at: width, case, hyphens for underscores."""
    return to_half_width(name).strip().lower().replace("-", "_").replace(" ", "_")
