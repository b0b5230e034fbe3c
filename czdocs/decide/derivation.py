"""Derivation: how an amount was computed, step by step, the same for the letter, the terminal and the JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from czdocs.money import Yuan

__all__ = ["Derivation", "Remark", "State", "Step", "SubsidisedYear", "exact_text", "yuan_text"]

_PLACES = 6
"""Decimals of a result that has no end; such a result is always told as its fraction too."""
_TEN_FACTORS = (2, 5)


class State:
    """What an amount means; plain texts, as they stand in JSON."""

    PAYABLE = "payable"
    NOTHING = "nothing"
    TIER_MISSING = "tier_missing"
    """The year has no tiers (art. 21): the amount is the ceiling, and nothing is promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: a sum in yuan, exact, with what it was made from.

    `values` are the figures of the formula in words, in its order, as exact texts. `readings` are the interpretations
    (`D-15`) on which the step rests; `cut` says that this step made the sum smaller than it was before.
    """

    label: str
    formula: str
    values: Mapping[str, str]
    result: Fraction
    article: str
    readings: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a reader must know beside the figures, a Chinese sentence; `code` is stable, for programs."""

    code: str
    text: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidisedYear:
    """One insured year that is supported (art. 20): the day on which it begins, and its part of the amount."""

    year_start: date
    amount_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """An amount in whole yuan with its steps, the last of which rounds down (D-16); never negative.

    `exact` is the sum before rounding. `years` are the insured years of a premium subsidy that get something, in
    order, their amounts together `amount_yuan`; empty for a scenario. `readings` are all interpretations applied, each
    with the option chosen.
    """

    amount_yuan: Yuan
    exact: Fraction
    state: str
    steps: tuple[Step, ...]
    document: str
    version: int
    readings: Mapping[str, str]
    remarks: tuple[Remark, ...] = ()
    years: tuple[SubsidisedYear, ...] = field(default=())

    def __post_init__(self) -> None:
        """Freeze the mapping."""
        object.__setattr__(self, "readings", MappingProxyType(dict(self.readings)))


def exact_text(value: Fraction) -> str:
    """`value` as a decimal where it has an end (`98765.432`), otherwise as a fraction (`6374400/73`)."""
    rest, powers = value.denominator, [0, 0]
    for n, factor in enumerate(_TEN_FACTORS):
        while rest % factor == 0:
            rest //= factor
            powers[n] += 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(powers)
    # Not by way of a decimal, whose arithmetic rounds to 28 digits.
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def yuan_text(value: Fraction) -> str:
    """`value` as a decimal of at least two places (`160000.00`); where it has no end, cut after six, with `…`."""
    text = exact_text(value)
    if "/" in text:
        cut = value * 10**_PLACES // 1
        return f"{Decimal(cut).scaleb(-_PLACES):f}…"
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals:0<2}"
