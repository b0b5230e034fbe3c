"""Hints: how a value that was refused should have been written, where one reading is safe."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

__all__ = ["hint", "proposals"]

_DATE = re.compile(r"([12][0-9]{3})\s?[年./-]\s?([0-9]{1,2})\s?[月./-]\s?([0-9]{1,2})\s?日?(?:[ T].*)?\Z")
_COMPACT_DATE = re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})\Z")
_NUMBER = re.compile(r"[￥¥]?\s?(?P<digits>[0-9][0-9,，_ ]*(?:\.[0-9]+)?)\s?(?P<unit>[\u4e00-\u9fff]{0,3})\Z")
_TEN_THOUSAND = 10_000
_LONGEST = 20
"""Digits of a number that a form may have; with more, decimals would be rounded or overflow."""
_TRUE = frozenset({"yes", "on", "y", "True", "TRUE", "是", "有", "对"})
_FALSE = frozenset({"no", "off", "n", "False", "FALSE", "否", "无", "不是"})


def hint(known: Mapping[str, Any], value: Any, *, accepts: Callable[[str], bool]) -> str:
    """A sentence with the right way to write `value` where `known` is asked; empty where there is none that is safe.

    What is proposed satisfies `accepts`. Nothing of personal data is repeated.
    """
    if not isinstance(value, str) or known.get("x-personal"):
        return ""
    for proposal in proposals(known, value.strip()):
        if proposal != value and accepts(proposal):
            return f"请写成 {proposal}。"
    if value != value.strip() and accepts(value.strip()):
        return "请删去文字首尾的空格和空行。"
    return ""


def proposals(known: Mapping[str, Any], text: str) -> Iterator[str]:
    """What `text` may mean, by the type of the field."""
    if known.get("type") == "boolean":
        yield from ["true"] if text in _TRUE else ["false"] if text in _FALSE else []
        return
    bare = text.strip("“”‘’\"'＂ ")
    if bare != text and len(bare) <= 40:  # noqa: PLR2004  a short value, not a paragraph in quotation marks
        yield bare
    if known.get("format") == "date":
        match = _DATE.match(bare) or _COMPACT_DATE.match(bare)
        if match:
            year, month, day = (int(part) for part in match.groups())
            yield f"{year:04}-{month:02}-{day:02}"
        return
    match = _NUMBER.match(bare)
    if match:
        yield from _numbers(re.sub(r"[,，_ ]", "", match.group("digits")), match.group("unit"), str(known.get("title")))


def _numbers(digits: str, unit: str, title: str) -> Iterator[str]:
    """The number `digits` in the unit of the field, as a whole number and with two decimals."""
    if len(digits) > _LONGEST:
        return
    number = Decimal(digits)
    if unit.startswith("万") and "万元" not in title:
        number *= _TEN_THOUSAND
    elif unit.startswith(("千", "百", "亿")) or ("万元" in title and unit in {"元", "元整"}):
        return
    yield f"{number:f}"
    if number == number.quantize(Decimal("0.01")):
        yield f"{number:.2f}"
