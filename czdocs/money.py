"""Exact money: yuan and ten thousand yuan as decimals, read from text and written as text."""

from decimal import Decimal
from fractions import Fraction
from typing import NewType

__all__ = ["WanYuan", "Yuan", "grouped", "grouped_text", "percent", "wan_yuan", "wan_yuan_of", "yuan", "yuan_below"]

Yuan = NewType("Yuan", Decimal)
WanYuan = NewType("WanYuan", Decimal)

_CENTS = -2
_YUAN_OF_WAN = 10_000


def yuan(text: str) -> Yuan:
    """The amount that `text` (checked by the schema) writes, with the decimals that were written.

    Raises:
        decimal.InvalidOperation: If `text` is no decimal number.
    """
    return Yuan(Decimal(text))


def wan_yuan(text: str) -> WanYuan:
    """The amount in ten thousand yuan that `text` writes, with the decimals that were written.

    Raises:
        decimal.InvalidOperation: If `text` is no decimal number.
    """
    return WanYuan(Decimal(text))


def wan_yuan_of(amount: Yuan) -> WanYuan:
    """`amount` in ten thousand yuan, exact, never rounded."""
    return WanYuan(amount / _YUAN_OF_WAN)


def yuan_below(amount: Fraction, *, step: Decimal) -> Yuan:
    """The greatest multiple of `step` (1 for yuan, 0.01 for fen) that is no more than `amount`."""
    return Yuan((amount // Fraction(step)) * step)


def grouped(amount: Decimal) -> str:
    """`amount` with thousands commas and at least two decimals, never rounded (`21,540,000.00`)."""
    exponent = amount.as_tuple().exponent
    finer_than_cents = isinstance(exponent, int) and exponent < _CENTS
    return f"{amount:,f}" if finer_than_cents else f"{amount:,.2f}"


def grouped_text(text: str) -> str:
    """The decimal `text` with thousands commas, the rest as it stands (`120986.301369…` gives `120,986.301369…`)."""
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}"


def percent(rate: Decimal) -> str:
    """The fraction `rate` in per cent, with no more decimals than it has (`80%`, `1.5%`)."""
    return f"{(rate * 100).normalize():f}%"
