"""Levels: the numbers of headings in an official text, their order and their writing (GB/T 9704-2012, 7.3.3)."""

import re
from collections.abc import Iterator, Sequence

from czdocs.intake.numerals import from_characters, in_characters

__all__ = ["misnumbered", "miswritten", "well_written"]

_CHINESE = r"[零一二三四五六七八九十百]+"
# From the outermost to the innermost; articles run on through the chapters.
_LEVELS = (
    ("第{}章", re.compile(rf"第({_CHINESE})章"), True),
    ("第{}条", re.compile(rf"第({_CHINESE})条(?=[ \u3000]|\Z)"), True),
    ("{}、", re.compile(rf"({_CHINESE})、"), True),
    ("（{}）", re.compile(rf"（({_CHINESE})）"), True),
    ("{}.", re.compile(r"([1-9][0-9]{0,2})\.(?![0-9])"), False),
    ("（{}）", re.compile(r"（([1-9][0-9]{0,2})）"), False),
)
_ARTICLE = 1
_LISTS = 4
"""From this level on a list may begin anew anywhere."""
_MISWRITTEN = (
    (re.compile(rf"({_CHINESE})\s*[.．，,]\s*(?=[\u4e00-\u9fff])"), "{}、"),
    (re.compile(rf"[（(]({_CHINESE})[）)]、"), "（{}）"),
    (re.compile(rf"(?:\(({_CHINESE})\)|\(({_CHINESE})）|（({_CHINESE})\))"), "（{}）"),
    (re.compile(r"([1-9][0-9]{0,2})[、．]"), "{}."),
    (re.compile(r"[（(]([1-9][0-9]{0,2})[）)]、"), "（{}）"),
    (re.compile(r"(?:\(([1-9][0-9]{0,2})\)|\(([1-9][0-9]{0,2})）|（([1-9][0-9]{0,2})\))"), "（{}）"),
)


def misnumbered(paragraphs: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Each paragraph whose heading has not the next number: its index, the number as it stands, and as it should be.

    After a wrong number the count goes on from there, so that one gap is one fault.
    """
    counts = [0] * len(_LEVELS)
    for n, written in enumerate(paragraphs):
        text = well_written(written)
        for level, (form, pattern, chinese) in enumerate(_LEVELS):
            match = pattern.match(text)
            if not match:
                continue
            number = from_characters(match.group(1)) if chinese else int(match.group(1))
            wanted = counts[level] + 1
            anew = number == 1 and level >= _LISTS
            if number != wanted and not anew:
                yield n, match.group(), form.format(in_characters(wanted) if chinese else wanted)
            counts[level] = number
            for deeper in range(level + 1, len(_LEVELS)):
                counts[deeper] = counts[deeper] if deeper == _ARTICLE else 0
            break


def miswritten(paragraphs: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Each paragraph that begins with a number that is no heading's: its index, what is written, what was meant."""
    for n, text in enumerate(paragraphs):
        for pattern, form in _MISWRITTEN:
            match = pattern.match(text)
            if match:
                yield n, match.group(), form.format(next(part for part in match.groups() if part))
                break


def well_written(text: str) -> str:
    """`text` with its number as the level writes it, where it is written in another way."""
    for pattern, form in _MISWRITTEN:
        match = pattern.match(text)
        if match:
            return form.format(next(part for part in match.groups() if part)) + text[match.end() :]
    return text
