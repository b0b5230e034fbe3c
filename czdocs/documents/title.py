"""The title of an official document set in lines (GB/T 9704-2012, 7.3.1)."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from unicodedata import east_asian_width

__all__ = ["text_width", "title_lines"]

_TITLE_HALVES = 40  # half characters of 22 pt in a line of the type area
_SINGLE_HALVES = 38  # what a title of one line may have: Word breaks a full one where it likes


def text_width(text: str) -> int:
    """Width of a text in half characters: a Chinese character counts two, a Latin letter or digit one."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def title_lines(pieces: Sequence[str]) -> tuple[str, ...]:
    """The title in as few lines as fit, broken between pieces, each line no longer than the one above (梯形).

    Of all such breaks the most even one is taken; where none gives that shape, the most even of the others.
    """
    for count in range(1, len(pieces) + 1):
        candidates = [_joined(pieces, cuts) for cuts in combinations(range(1, len(pieces)), count - 1)]
        most = _TITLE_HALVES if count > 1 else _SINGLE_HALVES
        fitting = [lines for lines in candidates if max(map(text_width, lines)) <= most]
        if fitting:
            return min(fitting, key=_unevenness)
    return tuple(pieces)


def _joined(pieces: Sequence[str], cuts: tuple[int, ...]) -> tuple[str, ...]:
    bounds = (0, *cuts, len(pieces))
    return tuple("".join(pieces[a:b]) for a, b in pairwise(bounds))


def _unevenness(lines: tuple[str, ...]) -> tuple[bool, int]:
    widths = [text_width(line) for line in lines]
    shapeless = any(later >= earlier for earlier, later in pairwise(widths))
    return shapeless, max(widths) - min(widths)
