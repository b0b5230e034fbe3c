"""Writes templates/directory/pinyin.txt: characters under their reading, for indexes in the order of pinyin.

Run once with the folder of Unicode's character data (Debian package unicode-data, /usr/share/unicode):

    python tools/make_pinyin_table.py /usr/share/unicode > templates/directory/pinyin.txt

Every line is a reading with its tone (`chang2`) and the characters so read, by number of strokes, then by radical, as
the indexes of Chinese dictionaries are. ü is `u:`, and üe `ue`, which sort as dictionaries do. A character that is so
read only in words of pinyin-words.txt beside the table (重 in 重庆) is followed by `'`.

The 3755 characters of the first level stand in GB2312 in the order of pinyin, which tells which reading of a character
with several is meant (长 stands under chang2). All others take the reading that Unicode calls the most customary.
"""

import bz2
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

_FILES = ("Unihan_Readings", "Unihan_IRGSources")
_NEEDED = frozenset({"kMandarin", "kHanyuPinlu", "kTGHZ2013", "kXHC1983", "kRSUnicode", "kTotalStrokes"})
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_READING = re.compile(r"[^\W\d_]+", re.UNICODE)
# What the characters are read in names of companies and places, where the most customary reading is another.
NAMES = {"晟": "sheng4", "圩": "wei2"}

WORDS = Path(__file__).parent.parent / "templates" / "directory" / "pinyin-words.txt"

Data = Mapping[str, Mapping[str, str]]


def unihan(folder: Path) -> Data:
    """The properties that are needed, by character."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in _FILES:
        for line in bz2.decompress((folder / f"{name}.txt.bz2").read_bytes()).decode().splitlines():
            code, _, rest = line.partition("\t")
            key, _, value = rest.partition("\t")
            if code.startswith("U+") and key in _NEEDED:
                found[chr(int(code.replace("U+", "0x"), 0))][key] = value
    return found


def spelt(reading: str) -> str:
    """A reading in plain letters with its tone behind, 5 for none: `lǜ` is `lu:4`."""
    letters, tone = "", "5"
    for mark in unicodedata.normalize("NFD", reading):
        tone = _TONES.get(mark, tone)
        letters += "" if mark in _TONES else ":" if mark == "\u0308" else mark
    return letters.replace("u:e", "ue").replace("\u0302", "") + tone


def readings(facts: Mapping[str, str]) -> tuple[str, ...]:
    """The readings of a character, the most customary first."""
    texts = (facts.get("kMandarin", "").split(" ")[0], *(facts.get(k, "") for k in ("kTGHZ2013", "kXHC1983")))
    frequent = _READING.findall(facts.get("kHanyuPinlu", ""))
    found = [spelt(reading) for text in (texts[0], *frequent, *texts[1:]) for reading in _READING.findall(text)]
    return tuple(dict.fromkeys(found))


def characters(first: int, last: int) -> list[str]:
    """The characters of the GB2312 rows `first` to `last`, both included, in its order."""
    cells = (bytes((row + 0xA0, cell + 0xA0)) for row in range(first, last + 1) for cell in range(1, 95))
    return [text for text in (cell.decode("gb2312", "ignore") for cell in cells) if text]


def first_level(data: Data) -> Mapping[str, str]:
    """Each character of the first level with the reading under which it stands there.

    The syllables must never decrease along the list: the cheapest such way, where a syllable that the character does
    not have costs one.
    """
    level = characters(16, 55)
    own = [{reading[:-1] for reading in readings(data[c])} for c in level]
    syllables = sorted(set().union(*own))
    cost, ways = [0] * len(syllables), []
    for have in own:
        best, step, way = (1 << 30, 0), [], []
        for number, syllable in enumerate(syllables):
            best = min(best, (cost[number], number))
            step.append(best[0] + (syllable not in have))
            way.append(best[1])
        cost, _ = step, ways.append(way)
    number = cost.index(min(cost))
    chosen = []
    for way in reversed(ways):
        chosen.append(syllables[number])
        number = way[number]
    return {c: toned(syllable, readings(data[c])) for c, syllable in zip(level, reversed(chosen), strict=True)}


def toned(syllable: str, own: tuple[str, ...]) -> str:
    """The most customary of a character's readings with this syllable, or of all."""
    return next((reading for reading in own if reading[:-1] == syllable), own[0])


def index_place(facts: Mapping[str, str]) -> tuple[int, int, int]:
    """Strokes, radical, strokes beside the radical."""
    radical, _, others = facts["kRSUnicode"].split(" ")[0].replace("'", "").partition(".")
    return int(facts["kTotalStrokes"].split(" ")[0]), int(radical), int(others)


def in_words(chosen: Mapping[str, str]) -> set[tuple[str, str]]:
    """Characters with the readings that they have only in some words."""
    words = (line.split(" ") for line in WORDS.read_text(encoding="utf-8").splitlines())
    pairs = {pair for word, *own in words for pair in zip(word, own, strict=True)}
    return {(character, reading) for character, reading in pairs if chosen[character] != reading}


def main() -> None:
    """Prints the table, one reading a line."""
    data = unihan(Path(sys.argv[1]))
    chosen = {c: readings(facts)[0] for c, facts in data.items() if readings(facts)}
    chosen |= first_level(data) | NAMES
    table = defaultdict(list)
    for character, reading in chosen.items():
        table[reading].append(character)
    for character, reading in in_words(chosen):
        table[reading].append(f"{character}'")
    for reading in sorted(table):
        ordered = sorted(table[reading], key=lambda c: (index_place(data[c[0]]), c))
        sys.stdout.write(f"{reading} {''.join(ordered)}\n")


if __name__ == "__main__":
    main()
