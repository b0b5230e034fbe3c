"""Words and figures that the documents about subsidies share: amounts, the assessed base, masked numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from czdocs.decide.derivation import Derivation, Step, exact_text, yuan_text
from czdocs.decide.subsidy_batch import DecidedClaim
from czdocs.documents.html import chinese_date
from czdocs.money import grouped, grouped_text, yuan_below
from czdocs.terms import FormKind

__all__ = [
    "Assessment",
    "amount_text",
    "assessment",
    "base_text",
    "exact_amount",
    "masked",
    "papers_title",
    "programme",
    "running_text",
    "without_gaps",
]

_HEAD = _TAIL = 4
_PARTS = 3
_FEN = Decimal("0.01")
_STARS = "****"
_NO_RATE = "—"
_TIERED = "分档"
_PREMIUM_STEP = "：补贴比例"
_SCENARIO_STEPS = ("分档比例", "比例上限")
_CHINESE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”]"
_GAP = re.compile(f"(?<={_CHINESE}) | (?={_CHINESE})")
_NO_FEN = re.compile(r"(?<=[0-9])\.00(?=元)")
_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a claim's share is taken of, and what comes out of it before any cap; amounts exact in yuan.

    `rate` is the share in per cent, `分档` where each tier has its own, `—` where nothing counts.
    """

    base: Fraction
    result: Fraction
    rate: str


def assessment(derivation: Derivation) -> Assessment:
    """The assessed base (核定基数) and rate of `derivation`, from the steps in which a share is taken.

    The rate is computed, result by base, and so never differs from the figures beside it.
    """
    steps = tuple(_share_steps(derivation))
    base = sum((base for base, _ in steps), Fraction(0))
    result = sum((step.result for _, step in steps), Fraction(0))
    if not base:
        return Assessment(base=base, result=result, rate=_NO_RATE)
    text = exact_text(result / base * 100)
    return Assessment(base=base, result=result, rate=_TIERED if "/" in text else f"{text}%")


def _share_steps(derivation: Derivation) -> Iterator[tuple[Fraction, Step]]:
    """The steps that take a share, each with what it is taken of."""
    for step in derivation.steps:
        if step.label.endswith(_PREMIUM_STEP):
            yield Fraction(step.values["计入的保费"]), step
        elif step.label.startswith(_SCENARIO_STEPS):
            yield Fraction(step.values["开票金额"]), step


def programme(claim: DecidedClaim) -> str:
    """What the claim asks for, as documents call it."""
    return "保费补贴" if claim.kind is FormKind.PREMIUM_CLAIM else "应用场景奖励"


def papers_title(claim: DecidedClaim) -> str:
    """What the claim's papers are."""
    return "保单" if claim.kind is FormKind.PREMIUM_CLAIM else "首张订单合同"


def amount_text(amount: Decimal) -> str:
    """`amount` in yuan with thousands commas, with decimals only where it is no whole yuan (`160,000`)."""
    return f"{int(amount):,}" if amount == int(amount) else grouped(amount)


def exact_amount(amount: Fraction) -> str:
    """`amount` as `amount_text`; where it has no end it is cut after six decimals, with `…`."""
    return f"{int(amount):,}" if amount.denominator == 1 else grouped_text(yuan_text(amount))


def base_text(base: Fraction) -> str:
    """A base for a list, cut to the fen; the letter has it exact."""
    return grouped(yuan_below(base, step=_FEN))


def masked(number: str) -> str:
    """`number` with its first and last four characters only; of a short one, at most a third at each end is shown."""
    shown = len(number) // _PARTS
    head, tail = min(_HEAD, shown), min(_TAIL, shown)
    return f"{number[:head]}{_STARS}{number[len(number) - tail :]}"


def without_gaps(text: str) -> str:
    """`text` without the blanks that a terminal shows between Chinese and figures."""
    return _GAP.sub("", text)


def running_text(text: str) -> str:
    """`text` as prose has it: no such blanks, whole yuan without decimals, dates in words (`2026年1月1日`)."""
    dated = _DAY.sub(lambda found: chinese_date(date.fromisoformat(found[0])), text)
    return _NO_FEN.sub("", without_gaps(dated))
