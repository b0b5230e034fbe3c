"""Writes templates/directory/pinyin.txt: every GB2312 character under its syllable, for indexes in the order of pinyin.

Run once with the readings of the package pypinyin (which czdocs itself does not need):

    python tools/make_pinyin_table.py > templates/directory/pinyin.txt

The 3755 characters of the first level stand in GB2312 in the order of pinyin, which tells which reading of a character
with several is meant (长 stands under chang). The 3008 of the second level stand there by radical and take their most
frequent reading, after those of the first level.
"""

import sys
from collections import defaultdict

from pypinyin import Style, pinyin

# What the characters are read in names of companies and places, where pypinyin's first reading is another.
NAMES = {"晟": "sheng", "濮": "pu", "邗": "han", "堃": "kun"}


def characters(first: int, last: int) -> list[str]:
    """The characters of the GB2312 rows `first` to `last`, both included, in its order."""
    cells = (bytes((row + 0xA0, cell + 0xA0)) for row in range(first, last + 1) for cell in range(1, 95))
    return [text for text in (cell.decode("gb2312", "ignore") for cell in cells) if text]


def readings(character: str) -> list[str]:
    """The syllables of a character, the most frequent first; lü is `lu:` and lüe `lue`, as GB2312 sorts."""
    found = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
    return [syllable.replace("ve", "ue").replace("v", "u:") for syllable in found]


def first_level() -> list[tuple[str, str]]:
    """Each character of the first level with the reading under which it stands there.

    The readings must never decrease along the list: the cheapest such way, where a reading that the character does not
    have costs one.
    """
    level = characters(16, 55)
    own = [set(readings(c)) for c in level]
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
    return list(zip(level, reversed(chosen), strict=True))


def main() -> None:
    """Prints the table, one syllable a line."""
    table = defaultdict(list)
    for character, syllable in first_level():
        table[syllable].append(character)
    for character in (*characters(56, 87), *NAMES):
        syllable = NAMES.get(character) or readings(character)[0]
        if character not in table[syllable]:
            table[syllable].append(character)
    for syllable in sorted(table):
        sys.stdout.write(f"{syllable} {''.join(table[syllable])}\n")


if __name__ == "__main__":
    main()
