"""Rounding: once, at the end of a calculation, as the measures are read (D-16)."""

from decimal import Decimal
from fractions import Fraction

from czdocs.decide.derivation import Step, exact_text
from czdocs.money import Yuan, yuan_below
from czdocs.policy.parameter import Measures

__all__ = ["rounded", "rounding_step"]

_UNITS = {
    "down_yuan": Decimal(1),
    "fen": Decimal("0.01"),
    "half_up_yuan": Decimal(1),
    "down_hundred_yuan": Decimal(100),
}
_WORDS = {
    "down_yuan": "舍去元以下的部分",
    "fen": "舍去分以下的部分",
    "half_up_yuan": "四舍五入到元",
    "down_hundred_yuan": "舍去百元以下的部分",
}


def rounded(amount: Fraction, measures: Measures) -> Yuan:
    """`amount` (not negative) as it is paid; never above it unless D-16 is read as half up."""
    reading = measures.reading("D-16")
    half = Fraction(1, 2) if reading == "half_up_yuan" else Fraction(0)
    return yuan_below(amount + half, step=_UNITS[reading])


def rounding_step(amount: Fraction, measures: Measures, *, article: str) -> Step:
    """The last step of a derivation."""
    return Step(
        label="取整",
        formula=_WORDS[measures.reading("D-16")],
        values={"计算结果": exact_text(amount)},
        result=Fraction(rounded(amount, measures)),
        article=article,
        readings=("D-16",),
    )
