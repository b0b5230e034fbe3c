"""Order of Chinese names by pinyin, as indexes are looked up: 常州 under C, 溧阳 under L.

The readings are in `templates/directory/pinyin.txt` (made by tools/make_pinyin_table.py), those that characters have
only in certain words in `pinyin-words.txt` beside it (重 in 重庆).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from czdocs.resources import resource_bytes

__all__ = ["initial", "pinyin_key"]

Place = tuple[str, int, int]
"""Where a character stands: its syllable, its tone, its place by strokes and radical among those so read."""

_DIGITS = "0-9"  # the heading of names that begin with a digit
_OTHERS = "#"  # the heading of names that begin with nothing that has a place
_LAST = "~"  # sorts after every syllable
_PARTS = re.compile(r"[0-9]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Readings:
    """The places of characters by themselves, of characters in another reading, and the words that ask for one."""

    alone: Mapping[str, Place]
    otherwise: Mapping[tuple[str, str], Place]
    words: Mapping[str, tuple[str, ...]]
    longest: int


@cache
def _readings() -> _Readings:
    """The readings; 40,000 characters are read in some ten milliseconds."""
    alone: dict[str, Place] = {}
    otherwise: dict[tuple[str, str], Place] = {}
    for line in _lines("directory/pinyin.txt"):
        reading, row = line.split(" ")
        for number, (character, mark) in enumerate(re.findall("(.)('?)", row)):
            place = (reading[:-1], int(reading[-1]), number)
            if mark:
                otherwise[character, reading] = place
            else:
                alone[character] = place
    words = {word: tuple(own) for word, *own in (line.split(" ") for line in _lines("directory/pinyin-words.txt"))}
    return _Readings(alone=alone, otherwise=otherwise, words=words, longest=max(map(len, words)))


def _lines(name: str) -> list[str]:
    return resource_bytes("templates", name).decode("utf-8").splitlines()


def pinyin_key(name: str) -> tuple[Place, ...]:
    """The sort key of a name: character by character, by syllable, then tone, then strokes, then radical.

    Numbers come first, by their value; a Latin letter comes before the characters under it, whatever its case; marks
    and spaces do not count. What has no reading comes last, by code point.

    Source: GB/T 13418-1992.
    """
    return tuple(_places(unicodedata.normalize("NFKC", name)))


def initial(name: str) -> str:
    """The heading under which a name stands in an index: a capital letter, `0-9`, or `#` where there is none."""
    syllable = next(iter(pinyin_key(name)), (_LAST, 0, 0))[0]
    if not syllable:
        return _DIGITS
    return syllable[0].upper() if syllable != _LAST else _OTHERS


def _places(name: str) -> Iterator[Place]:
    """The places of the parts of a name."""
    readings, at = _readings(), 0
    while at < len(name):
        word = next((w for w in _words_at(name, at) if w in readings.words), None)
        if word is not None:
            yield from map(_read, word, readings.words[word])
            at += len(word)
            continue
        part = _PARTS.match(name, at)
        text = part[0] if part else name[at]
        at += len(text)
        yield from _place(text)


def _words_at(name: str, at: int) -> Iterator[str]:
    """What may be a word at this place, the longest first."""
    return (name[at : at + length] for length in range(_readings().longest, 1, -1))


def _read(character: str, reading: str) -> Place:
    """The place of a character that is read so."""
    readings = _readings()
    own = readings.alone.get(character, (_LAST, 0, ord(character)))
    if own[:2] == (reading[:-1], int(reading[-1])):
        return own
    return readings.otherwise.get((character, reading), (reading[:-1], int(reading[-1]), 0))


def _place(text: str) -> Iterator[Place]:
    """The place of a number or of one character; none for marks and spaces."""
    if text[0] in "0123456789":
        yield "", 0, int(text[:18])  # nothing is counted further
    elif text in _readings().alone:
        yield _readings().alone[text]
    elif unicodedata.category(text)[0] not in "PSZ" and unicodedata.category(text) not in {"Cc", "Cf"}:
        letter = unicodedata.normalize("NFD", text)[0].lower()
        yield (letter, 0, 0) if "a" <= letter <= "z" else (_LAST, 0, ord(text))
