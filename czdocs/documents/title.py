"""The title of an official document: its words, and the lines in which it is set (GB/T 9704-2012, 7.3.1)."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

__all__ = ["text_width", "title_lines", "title_pieces"]

_TITLE_HALVES = 40  # half characters of 22 pt in a line of the type area
_SINGLE_HALVES = 38  # what a title of one line may have: Word breaks a full one where it likes
_SLIMMEST = 0.35  # of the widest line: a shorter one looks lost

_NUMBER = "0-9零〇一二三四五六七八九十百千"
# What stays on one line, whatever the dictionary says.
_WHOLE = (
    re.compile(r"\A关于"),
    re.compile(
        "的(?:通知|决议|决定|命令|令|公报|公告|通告|意见|通报|报告|请示|批复|议案|复函|函|纪要|公示)(?:（[^（）]{1,6}）)?\\Z"
    ),
    re.compile(
        "(?:江苏省|常州市)[一-龥]{2,12}?(?:委员会|管理局|信息化局|技术局|财政局|统计局|监督局|保障局|人民政府|办公室)"
    ),
    re.compile("国家[一-龥]{2,12}?(?:总局|委员会)(?:(?:常州|江苏)(?:监管分局|监管局|分局))?"),
    re.compile("[一-龥]{1,10}〔[0-9]{4}〕[0-9]+号"),
    re.compile("首台（?套）?|首批次|首版次|创新产品|新产品|新材料|新技术|联合会商|专家评审|应用场景"),
    re.compile("(?:办法|规定|细则|意见|方案|标准)（(?:试行|暂行|修订|征求意见稿|草案|[0-9]{4}年(?:修订|版))）"),
    re.compile("[0-9]{4}[—－-][0-9]{4}年"),
    re.compile(
        f"第?[{_NUMBER}.]+(?:年度|年版|年|月|日|周年|万元|亿元|元|%|％|个|项|件|家|批次|批|次|届|期|号|级|条|章)"
    ),
    re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-/]*"),
)
_CLINGS_BACK = re.compile(r"[》〉”’）〕、，：；·—的等了们]")
_CLINGS_FORWARD = re.compile(r"[《〈“‘（〔]")


def text_width(text: str) -> int:
    """Width of a text in half characters: a Chinese character counts two, a Latin letter or digit one."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def title_pieces(title: str) -> tuple[str, ...]:
    """The words of `title`, in its order and without loss: the pieces that no line break may divide.

    关于 at the beginning, 的通知 at the end, names of agencies, and numbers with their units stay whole. A title of a
    work keeps its marks, and may be divided between its words. Pieces fit a line each.
    """
    import rjieba

    ends, taken = set(accumulate(map(len, rjieba.cut(title)), initial=0)), set[int]()
    for match in (match for pattern in _WHOLE for match in pattern.finditer(title)):
        inner = set(range(*match.span()))
        if inner & taken or text_width(match.group()) > _SINGLE_HALVES:
            continue
        taken |= inner
        ends = (ends - set(range(match.start() + 1, match.end()))) | set(match.span())
    ends -= {
        place
        for place in ends
        if 0 < place < len(title) and (_CLINGS_BACK.match(title, place) or _CLINGS_FORWARD.match(title, place - 1))
    }
    ends |= {match.start() for match in _WHOLE[1].finditer(title)}
    return tuple(part for a, b in pairwise(sorted(ends)) for part in _fitting(title[a:b]))


def _fitting(piece: str) -> Iterator[str]:
    """The piece, in parts as wide as a line where it is wider."""
    while text_width(piece) > _TITLE_HALVES:
        yield piece[: _TITLE_HALVES // 2]
        piece = piece[_TITLE_HALVES // 2 :]
    yield piece


def title_lines(pieces: Sequence[str]) -> tuple[str, ...]:
    """The title in as few lines as fit, broken between pieces into a trapezium (梯形) or a lozenge (菱形).

    Each line is shorter than the one above, or the middle ones are the longest, or each is longer than the one above;
    of equal shapes the most even one is taken. A line more is used where it alone gives such a shape; where none does,
    the most even lines are taken.
    """
    if not pieces:
        return ()
    widths = tuple(map(text_width, pieces))
    if sum(widths) <= _SINGLE_HALVES:
        return ("".join(pieces),)
    fewest: list[tuple[str, ...]] = []
    for count in range(2, len(pieces) + 1):
        fitting = [_joined(pieces, cuts) for cuts in _cuts(widths, count)]
        shaped = [lines for lines in fitting if _shape(lines) is not None]
        if shaped:
            return min(shaped, key=_fault)
        if fewest:
            break
        fewest = fitting
    return min(fewest, key=_unevenness) if fewest else tuple(pieces)


def _cuts(widths: Sequence[int], count: int, first: int = 0) -> Iterator[tuple[int, ...]]:
    """Every way to put the pieces from `first` on into `count` lines that fit: the beginnings, and the end of the last.

    A line that leaves more than the others can hold is not followed further.
    """
    width, left = 0, sum(widths[first:])
    for last in range(first + 1, len(widths) - count + 2):
        width += widths[last - 1]
        if width > _TITLE_HALVES:
            return
        if count == 1:
            if last == len(widths):
                yield (first, last)
        elif left - width <= _TITLE_HALVES * (count - 1):
            yield from ((first, *cuts) for cuts in _cuts(widths, count - 1, last))


def _joined(pieces: Sequence[str], cuts: tuple[int, ...]) -> tuple[str, ...]:
    return tuple("".join(pieces[a:b]) for a, b in pairwise(cuts))


def _shape(lines: tuple[str, ...]) -> int | None:
    """0 for a trapezium that narrows, 1 for a lozenge, 2 for one that widens; None for a rectangle or an hourglass."""
    steps = [later - earlier for earlier, later in pairwise(map(text_width, lines))]
    if 0 in steps:
        return None
    turns = sum((a > 0) != (b > 0) for a, b in pairwise(steps))
    if turns == 0:
        return 0 if steps[0] < 0 else 2
    return 1 if turns == 1 and steps[0] > 0 else None


def _fault(lines: tuple[str, ...]) -> tuple[bool, int, int]:
    """What speaks against lines that have a shape, the gravest first."""
    widths = [text_width(line) for line in lines]
    return min(widths) < _SLIMMEST * max(widths), _shape(lines) or 0, _unevenness(lines)


def _unevenness(lines: tuple[str, ...]) -> int:
    widths = [text_width(line) for line in lines]
    return max(widths) - min(widths)
