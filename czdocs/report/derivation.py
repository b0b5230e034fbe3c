"""Derivations for programs: JSON with stable keys, and what differs between two of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from czdocs.capitals import capital
from czdocs.decide.derivation import Derivation, Step, exact_text, yuan_text

__all__ = ["DerivationDifference", "derivation_data", "derivation_differences"]


def derivation_data(derivation: Derivation, *, claim: str | None, product: str | None) -> dict[str, Any]:
    """The derivation as JSON values; `claim` is the case number, None where a draft has none.

    Amounts are decimal text. A result without end is cut after six decimals in `result_yuan`; `result_exact` then is
    the fraction.
    """
    return {
        "claim": claim,
        "product": product,
        "amount_yuan": f"{derivation.amount_yuan:.2f}",
        "amount_capital": capital(derivation.amount_yuan),
        "exact": exact_text(derivation.exact),
        "state": derivation.state,
        "steps": [_step_data(step) for step in derivation.steps],
        "years": [
            {"year_start": year.year_start.isoformat(), "amount_yuan": f"{year.amount_yuan:.2f}"}
            for year in derivation.years
        ],
        "remarks": [
            {"code": remark.code, "text": remark.text, "article": remark.article} for remark in derivation.remarks
        ],
        "readings": dict(derivation.readings),
        "policy": {"document": derivation.document, "version": derivation.version},
    }


def _step_data(step: Step) -> dict[str, Any]:
    return {
        "label": step.label,
        "formula": step.formula,
        "values": dict(step.values),
        "result_yuan": yuan_text(step.result).removesuffix("…"),
        "result_exact": exact_text(step.result),
        "article": step.article,
        "readings": list(step.readings),
        "cut": step.cut,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationDifference:
    """Where two derivations differ: the place in words, what stood there, what stands there now; None for nothing."""

    place: str
    was: str | None
    now: str | None


def derivation_differences(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[DerivationDifference, ...]:
    """What differs between two derivations as JSON values, amounts compared exactly; empty for nothing."""
    return tuple(_differences(was, now))


def _differences(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[DerivationDifference]:
    yield from _compared("核算金额", was.get("amount_yuan"), now.get("amount_yuan"))
    yield from _compared("取整以前的金额", was.get("exact"), now.get("exact"))
    for number, (old, new) in enumerate(zip_longest(was.get("steps", ()), now.get("steps", ())), 1):
        place = f"第 {number} 步“{(old or new)['label']}”"
        if old is None or new is None:
            yield from _compared(place, old and old["result_exact"], new and new["result_exact"])
            continue
        yield from _compared(f"{place}的名称", old["label"], new["label"])
        yield from _compared(f"{place}的公式", old["formula"], new["formula"])
        for name in dict.fromkeys((*old["values"], *new["values"])):
            yield from _compared(f"{place}的“{name}”", old["values"].get(name), new["values"].get(name))
        yield from _compared(f"{place}的结果", old["result_exact"], new["result_exact"])
        yield from _compared(f"{place}的依据", _basis(old), _basis(new))
    for old, new in zip_longest(was.get("years", ()), now.get("years", ())):
        yield from _compared(f"{(old or new)['year_start']} 起的投保年度", _year(old), _year(new))
    for name in dict.fromkeys((*was.get("readings", ()), *now.get("readings", ()))):
        yield from _compared(f"对 {name} 的理解", was.get("readings", {}).get(name), now.get("readings", {}).get(name))


def _compared(place: str, was: str | None, now: str | None) -> Iterator[DerivationDifference]:
    if was != now:
        yield DerivationDifference(place=place, was=was, now=now)


def _basis(step: Mapping[str, Any]) -> str:
    return "、".join((step["article"], *step["readings"]))


def _year(year: Mapping[str, Any] | None) -> str | None:
    return None if year is None else f"{year['year_start']}：{year['amount_yuan']}"
