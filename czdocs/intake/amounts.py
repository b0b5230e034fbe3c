"""Amounts: numbers as offices write them, in the unit of the field."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from czdocs.intake.scalars import types_of
from czdocs.intake.words import to_half_width

__all__ = ["amounts"]

_NUMBER = re.compile(
    r"[￥¥]?\s?(?P<sign>[-\u2212\u2013\u2014]?)\s?"
    r"(?P<digits>[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]{1,4}(?:,[0-9]{4})+|[0-9]+(?:_[0-9]+)*)"
    r"(?P<fraction>\.[0-9]+)?\s?(?P<unit>\D{0,8})\Z"
)
_MONEY = {"": 1, "元": 1, "元整": 1, "万": 10_000, "万元": 10_000, "万元整": 10_000, "亿": 10**8, "亿元": 10**8}
_COUNTED = frozenset(("人", "名", "台", "套", "件", "个", "只", "辆", "页", "字节", "张", "台(套)", "台(套、件)"))
_YEARS = frozenset({"年", "年度"})
_LONGEST = 24
"""No amount has more digits, and as many are reckoned exactly."""
_HUNDREDTH = Decimal("0.01")


def amounts(text: str, known: Mapping[str, Any], *, unit: str) -> Iterator[str]:
    """The number that `text` means in the unit of the field `known`, as a whole number and with two decimals.

    A unit is dropped only where the field names the same one or it says nothing but what is counted; it is converted
    only between yuan and their multiples. `unit` is the one that the form gives beside the value.
    """
    match = _NUMBER.match(text)
    if not match or len(text) > _LONGEST:
        return
    number = Decimal(re.sub(r"[, _]", "", match["digits"]) + (match["fraction"] or ""))
    number = number.copy_negate() if match["sign"] else number
    factor = _factor(to_half_width(match["unit"]).strip(), known, unit=to_half_width(unit).strip())
    if factor is None:
        return
    number = number * factor if factor != 1 else number
    yield f"{number:f}"
    if number == number.quantize(_HUNDREDTH):
        yield f"{number:.2f}"
    if number == number.to_integral_value():
        yield f"{number:.0f}"


def _factor(written: str, known: Mapping[str, Any], *, unit: str) -> Decimal | None:
    """By what a number with the unit `written` has to be multiplied; None where that is not certain."""
    title = str(known.get("title", ""))
    if not written or (unit and written == unit):
        return Decimal(1)
    if "万元" in title:
        # Ten thousand times too much is the usual mistake here: an amount said to be in yuan is left to a person.
        factor = _MONEY.get(written, 1)
        return Decimal(factor) / _MONEY["万元"] if factor > 1 else None
    if "（元" in title:
        return Decimal(_MONEY[written]) if written in _MONEY else None
    return _count(written, title) if "integer" in types_of(known) else None


def _count(written: str, title: str) -> Decimal | None:
    """By what a count has to be multiplied that is followed by what is counted."""
    if written in _COUNTED or ("年" in title and written in _YEARS):
        return Decimal(1)
    return Decimal(_MONEY["万"]) if written.startswith("万") and written[1:] in _COUNTED else None
