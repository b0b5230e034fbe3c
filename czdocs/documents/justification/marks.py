"""Characters of Chinese text: which gaps may widen, which marks are compressed, where a line must not break.

After the Requirements for Chinese Text Layout (W3C clreq, 3.1) and GB/T 15834-2011, 5.1. Lengths are in em.
"""

import re
from itertools import pairwise

__all__ = [
    "HALF",
    "code_breaks",
    "compression",
    "gaps",
    "is_bad_break",
    "is_expandable",
    "may_hang",
    "quote_breaks",
    "squeezable",
    "widening",
]

HALF = 0.5
"""What the empty half of a full-width mark measures."""

_OPENING = "（《〈「『【〔［｛“‘"
_CLOSING = "）》〉」』】〕］｝”’，。、；：！？．"
_MARKS = re.compile(f"[{_OPENING}{_CLOSING}]")
_PAIRS = re.compile(f"[{_CLOSING}](?=[{_OPENING}{_CLOSING}])|[{_OPENING}](?=[{_OPENING}])")
# Chinese characters and punctuation, also the quotation marks that Chinese shares with Latin; but not the halves of a
# dash (——) or an ellipsis (……), which must not come apart.
_EXPANDABLE = re.compile("[⺀-⿟\u3000-〿㐀-鿿豈-﫿＀-｠\U00020000-\U0003ffff“”‘’]")
_SPACES = " \N{NO-BREAK SPACE}"

_NUMERAL = "0-9零〇一二三四五六七八九十百千两"
# What stands before and after a break that no reader expects.
_BAD_BREAKS = (
    # a number and its unit, a percentage, a date
    (re.compile(r"[0-9]\Z"), re.compile("[年月日时分秒万亿千百元个项件台套家人名次倍条款章号页届米克吨度℃%％‰‱]")),
    # 〔2026〕108号
    (re.compile(r"〔[0-9]{4}〕\Z"), re.compile("[0-9]")),
    # 第二十三条
    (re.compile(rf"第[{_NUMERAL}]*\Z"), re.compile(rf"[{_NUMERAL}]*[条款项章节编部届次号期页]")),
    (re.compile(r"附件\Z"), re.compile("[0-9]")),
    # a hyphen or a raised dot begins no line (GB/T 15834-2011, 5.1.6, 5.1.7); a dash of two may
    (re.compile(r"."), re.compile("[·・～]|—(?!—)")),
)
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z\-/._:@#&=?%+]{11,}")
_CODE_BREAK = re.compile(r"(?<=[0-9A-Za-z]{2}[-/._:@#&=?+])(?=[0-9A-Za-z]{2})")


# Unicode 15.0 and Pango see no break on either side of the quotation marks that Chinese shares with Latin.
_CJK = "[\u2e80-\u9fff\uff00-\uffef\U00020000-\U0003ffff"
_QUOTE_BREAK = re.compile(f"(?<={_CJK}”’])(?<![（《〈「『【〔［｛])(?=[“‘])|(?<=[”’])(?={_CJK}])(?![{_CLOSING}])")


def is_expandable(character: str) -> bool:
    """Whether room may be added on both sides of `character`."""
    return _EXPANDABLE.match(character) is not None


def _gap(left: str, right: str) -> bool:
    """Whether room may be added between two characters: after a space, or beside a Chinese character."""
    if left in _SPACES or right in _SPACES:
        return left in _SPACES
    return is_expandable(left) or is_expandable(right)


def gaps(text: str) -> tuple[int, ...]:
    """The characters of `text` after which room may be added, by number; never after the last."""
    return tuple(n for n, (left, right) in enumerate(pairwise(text)) if _gap(left, right))


def widening(text: str) -> int:
    """How often the same added space fits into `text`."""
    return sum(_gap(left, right) for left, right in pairwise(text))


def compression(text: str) -> tuple[int, ...]:
    """The characters of `text` after which half an em is taken off, by number.

    Of two marks side by side the empty half between them goes: after a closing mark that another mark follows, and
    between two opening ones. A closing and an opening mark, which have two empty halves between them, keep one.
    """
    return tuple(match.start() for match in _PAIRS.finditer(text))


def squeezable(text: str) -> tuple[int, ...]:
    """The marks of `text` that may lose a part of their empty half if the line needs it: after which characters.

    The last mark of a line is not among them: its empty half may hang over the edge.
    """
    taken = set(compression(text))
    found = set()
    for match in _MARKS.finditer(text):
        place = match.start() - (match.group() in _OPENING)
        if 0 <= place < len(text) - 1 and place not in taken:
            found.add(place)
    return tuple(sorted(found))


def may_hang(text: str) -> bool:
    """Whether `text` ends with a mark whose right half is empty."""
    return text[-1:] != "" and text[-1] in _CLOSING


def is_bad_break(before: str, after: str) -> bool:
    """Whether a line that ends with `before` should not end there if the next begins with `after`."""
    return any(left.search(before[-8:]) and right.match(after[:8]) for left, right in _BAD_BREAKS)


def quote_breaks(text: str) -> tuple[int, ...]:
    """Where `text` may be broken beside a Chinese quotation mark: before an opening and after a closing one."""
    return tuple(match.start() for match in _QUOTE_BREAK.finditer(text) if match.start())


def code_breaks(text: str) -> tuple[int, ...]:
    """Where the code with which `text` begins may be broken, after its signs, if nothing else helps; mostly nowhere."""
    code = _CODE.match(text)
    return tuple(match.end() for match in _CODE_BREAK.finditer(code.group())) if code else ()
