"""Order of Chinese names by pinyin, as indexes are looked up: 常州 under C, 溧阳 under L.

The readings of all GB2312 characters are in `templates/directory/pinyin.txt` (made by tools/make_pinyin_table.py).
"""

from collections.abc import Mapping
from functools import cache

from czdocs.resources import resource_bytes

__all__ = ["initial", "pinyin_key"]

_OTHERS = "#"  # the heading of names that begin with neither a letter nor a character of GB2312
_LAST = "~"  # sorts after every syllable


@cache
def _readings() -> Mapping[str, tuple[str, int]]:
    """For every character its syllable and its place among those of the same syllable."""
    table = resource_bytes("templates", "directory/pinyin.txt").decode("utf-8")
    lines = (line.split(" ") for line in table.splitlines())
    return {character: (syllable, place) for syllable, row in lines for place, character in enumerate(row)}


def pinyin_key(name: str) -> tuple[tuple[str, int], ...]:
    """The sort key of a name: character by character, by syllable, then as GB2312 orders those of one syllable.

    Latin letters sort among the syllables by themselves, digits before them; what GB2312 does not have comes last, by
    code point.
    """
    return tuple(_place(character) for character in name)


def initial(name: str) -> str:
    """The capital letter under which a name stands in an index, `#` where there is none."""
    syllable = _place(name[:1])[0][:1] if name else ""
    return syllable.upper() if syllable.isascii() and syllable.isalpha() else _OTHERS


def _place(character: str) -> tuple[str, int]:
    """The key of one character."""
    if character.isascii():
        return character.lower(), -1
    return _readings().get(character, (_LAST, ord(character)))
