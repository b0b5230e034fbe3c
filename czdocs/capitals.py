"""Capitals: amounts of money in the Chinese numerals that nobody alters, `人民币壹拾贰万零玖佰捌拾陆元整`.

The regulation leaves some 零 and 整 open. `capital` writes them only where they are due, or where without them two
amounts could be taken for one another; `parse_capital` reads every lawful spelling and no other.

Source: 支付结算办法附一 (正确填写票据和结算凭证的基本规定).
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product

from czdocs.money import Yuan

__all__ = ["capital", "parse_capital"]

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = {"仟": 1000, "拾": 10, "佰": 100}
_TENS = ("仟", "佰", "拾", "")
_GROUPS = ("万亿", "亿", "万", "")
_GROUP = 10_000
_GREATER = (("亿", _GROUP**2), ("万", _GROUP))
_LIMIT = _GROUP ** len(_GROUPS)
_FEN = 100
_LONGEST = 50
_OTHER_SHAPES = str.maketrans("貳陸億萬圓圆正", "贰陆亿万元元整")
"""Characters that are taken for others: the traditional ones of the regulation, 圆 of the coins, 正 for 整."""

_Piece = tuple[str, ...]
"""One part of the text in all its lawful spellings, the canonical one first."""
_ZERO: _Piece = ("零",)
_MAYBE_ZERO: _Piece = ("", "零")
_BETTER_ZERO: _Piece = ("零", "")


def capital(amount: Decimal) -> str:
    """`amount` of yuan in capitals, with 人民币 before it.

    No 零 and no 整 where the regulation leaves them open (`壹拾万柒仟元伍角叁分`), except for a 零 that stands for a
    whole group of four places: 100,001,000 is `壹亿零壹仟元整`, lest it be read as 壹亿壹仟万.

    Raises:
        ValueError: If `amount` is negative, has parts of a fen, or is 10^16 yuan or more.
    """
    return "".join(spellings[0] for spellings in _pieces(_fen(amount)))


def parse_capital(text: str) -> Yuan:
    """The amount that `text` writes in capitals, in yuan with two decimals.

    Taken are: with and without 人民币; 零 and 整 where they are left open; 正 for 整; 圆 and the traditional forms
    貳陸億萬圓 for 元 and their figures. Below one yuan the text begins with 角 or 分, without 零元.

    Raises:
        ValueError: If it is no lawful spelling of an amount.
    """
    plain = text.translate(_OTHER_SHAPES)
    fen = _read(plain.removeprefix("人民币")) if len(plain) <= _LONGEST else None
    if fen is None or fen >= _LIMIT * _FEN or plain not in map("".join, product(*_pieces(fen))):
        raise ValueError(f"not an amount in capitals: {text!r}")
    return Yuan(Decimal(fen).scaleb(-2))


def _fen(amount: Decimal) -> int:
    if not amount.is_finite() or not 0 <= amount < _LIMIT:
        raise ValueError(f"no capitals for {amount}")
    fen = Fraction(amount) * _FEN
    if fen.denominator != 1:
        raise ValueError(f"{amount} has parts of a fen")
    return fen.numerator


def _pieces(fen: int) -> Iterator[_Piece]:
    whole, cents = divmod(fen, _FEN)
    jiao, rest = divmod(cents, 10)
    yield ("人民币", "")
    if whole or not cents:
        yield from _whole_pieces(whole)
        yield ("元",)
    if not cents:
        yield ("整",)
    if jiao:
        if whole and whole % 10 == 0:
            yield _MAYBE_ZERO
        yield (f"{_DIGITS[jiao]}角",)
        if not rest:
            yield ("", "整")
    if rest:
        if whole and not jiao:
            yield _ZERO
        yield (f"{_DIGITS[rest]}分",)


def _whole_pieces(whole: int) -> Iterator[_Piece]:
    if not whole:
        yield _ZERO
    before: int | None = None  # the last group that was written, and then the zeros after it
    skipped = False
    for n, unit in enumerate(_GROUPS):
        group = whole // _GROUP ** (len(_GROUPS) - 1 - n) % _GROUP
        if group:
            if before is not None:
                yield from _between(before, group, skipped=skipped)
            yield (f"{_group_text(group)}{_unit(unit, whole)}",)
            before, skipped = group, False
        elif before is not None:
            skipped = True


def _between(before: int, group: int, *, skipped: bool) -> Iterator[_Piece]:
    if group < _PLACES["仟"]:
        yield _ZERO
    elif skipped:
        yield _BETTER_ZERO
    elif before % 10 == 0:
        yield _MAYBE_ZERO


def _unit(unit: str, whole: int) -> str:
    """万 alone where 亿 follows after more figures (壹万零壹亿), 万亿 where none do."""
    hundred_millions = whole // _GROUP**2 % _GROUP
    return unit.removesuffix("亿") if unit == "万亿" and hundred_millions else unit


def _group_text(group: int) -> str:
    """One to four places, from the first that is not zero; zeros between others give one 零."""
    places = [(int(digit), place) for digit, place in zip(f"{group:04}", _TENS, strict=True)]
    text = "".join(f"{_DIGITS[digit]}{place}" if digit else "零" for digit, place in places)
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.strip("零")


def _read(text: str) -> int | None:
    """The fen that the characters add up to, however they are strung together; None where one is unknown."""
    whole, yuan, cents = text.removesuffix("整").rpartition("元")
    if not yuan:
        whole, cents = "", text.removesuffix("整")
    jiao, mark, rest = cents.rpartition("角")
    if not mark:
        jiao, rest = "", cents
    parts = [_number(whole), _number(jiao), _number(rest.removesuffix("分"))]
    if any(part is None for part in parts):
        return None
    yuan_read, jiao_read, fen_read = (part or 0 for part in parts)
    return yuan_read * _FEN + jiao_read * 10 + fen_read


def _number(text: str) -> int | None:
    for unit, size in _GREATER:
        high, mark, low = text.partition(unit)
        if mark:
            above, below = _number(high), _number(low)
            return None if above is None or below is None else above * size + below
    total, digit = 0, 0
    for character in text:
        if character in _PLACES:
            total, digit = total + digit * _PLACES[character], 0
        elif character in _DIGITS:
            digit = _DIGITS.index(character)
        else:
            return None
    return total + digit
