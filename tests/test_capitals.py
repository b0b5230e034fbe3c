"""Amounts in capitals: the regulation's own examples, every lawful spelling, and nothing else."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.capitals import capital, parse_capital
from czdocs.money import yuan

MOST_FEN = 10**12 * 100
_ROUND = st.builds(int.__mul__, st.integers(0, 999), st.sampled_from([10**n for n in range(12)]))

# DOMAIN of the programme, section 6: the examples of 支付结算办法附一 in the canonical spelling, then our own.
VECTORS = [
    ("1409.50", "人民币壹仟肆佰零玖元伍角"),
    ("6007.14", "人民币陆仟零柒元壹角肆分"),
    ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
    ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
    ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "人民币叁佰贰拾伍元零肆分"),
    ("0", "人民币零元整"),
    ("0.01", "人民币壹分"),
    ("0.05", "人民币伍分"),
    ("0.10", "人民币壹角"),
    ("0.99", "人民币玖角玖分"),
    ("1", "人民币壹元整"),
    ("10", "人民币壹拾元整"),
    ("10.01", "人民币壹拾元零壹分"),
    ("10.10", "人民币壹拾元壹角"),
    ("87320", "人民币捌万柒仟叁佰贰拾元整"),
    ("120986", "人民币壹拾贰万零玖佰捌拾陆元整"),
    ("500000", "人民币伍拾万元整"),
    ("1000001", "人民币壹佰万零壹元整"),
    ("1001000", "人民币壹佰万壹仟元整"),
    ("10000000", "人民币壹仟万元整"),
    ("20030000.08", "人民币贰仟零叁万元零捌分"),
    ("20030000.80", "人民币贰仟零叁万元捌角"),
    ("100000001", "人民币壹亿零壹元整"),
    ("100001000", "人民币壹亿零壹仟元整"),
    ("100010000", "人民币壹亿零壹万元整"),
    ("1070000000", "人民币壹拾亿柒仟万元整"),
    ("1010101010.01", "人民币壹拾亿壹仟零壹拾万壹仟零壹拾元零壹分"),
    ("1000000000000", "人民币壹万亿元整"),
    ("1000100000000", "人民币壹万零壹亿元整"),
    ("1000000010000", "人民币壹万亿零壹万元整"),
    ("9999999999999999", "人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整"),
]

OTHER_SPELLINGS = [
    ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
    ("107000.53", "人民币壹拾万零柒仟元伍角叁分"),
    ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
    ("107000.53", "壹拾万零柒仟元零伍角叁分"),
    ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
    ("1409.50", "壹仟肆佰零玖元伍角正"),
    ("120986", "壹拾贰万零玖佰捌拾陆元正"),
    ("160000", "人民币壹拾陆万圆整"),
    ("126000000", "人民币壹億貳仟陸佰萬圓整"),
    ("100001000", "人民币壹亿壹仟元整"),
    ("0", "零元整"),
    ("0.50", "伍角整"),
]

WRONG = [
    "",
    "人民币",
    "元整",
    "整",
    "零",
    "人民币零元",
    "零元伍角",
    "零元零伍分",
    "人民币 壹元整",  # a gap after 人民币
    "人民币壹元整 ",
    "人民币人民币壹元整",
    "壹拾元",  # 整 is due after 元
    "伍分整",  # and never after 分
    "壹元伍角叁分整",
    "拾元整",  # 壹 of 壹拾 is never dropped
    "贰拾万零元整",
    "壹仟肆佰玖元伍角",  # the inner 零 is due
    "壹仟零肆佰元整",
    "壹佰零零壹元整",
    "壹拾贰万玖佰捌拾陆元整",
    "壹佰万壹元整",
    "壹元伍分",  # 零 is due between 元 and 分
    "叁佰贰拾伍元零肆角",  # and not between a 元 that is not zero and 角
    "壹元伍角零叁分",
    "一百元整",
    "壹百元整",
    "两元整",
    "〇元整",
    "100元整",
    "壹万万元整",
    "壹亿亿元整",
    "壹拾拾元整",
    "壹佰贰仟元整",
    "壹元贰元整",
    "玖分壹角",
    "壹元整壹角",
    "负壹元整",
    "壹拾万亿亿元整",
    "亿" * 5000,
]


@pytest.mark.parametrize(("amount", "text"), VECTORS)
def test_capital_is_canonical(amount: str, text: str) -> None:
    """Each amount has its one canonical spelling, and it reads back, with and without 人民币."""
    assert capital(Decimal(amount)) == text
    assert parse_capital(text) == parse_capital(text.removeprefix("人民币")) == Decimal(amount)


@pytest.mark.parametrize(("amount", "text"), OTHER_SPELLINGS)
def test_lawful_spellings_are_read(amount: str, text: str) -> None:
    """What the regulation leaves open reads as the same amount."""
    assert parse_capital(text) == Decimal(amount)


@pytest.mark.parametrize("text", WRONG)
def test_wrong_spellings_are_refused(text: str) -> None:
    """What no regulation allows is no amount."""
    with pytest.raises(ValueError, match="not an amount in capitals"):
        parse_capital(text)


@pytest.mark.parametrize("amount", ["-0.01", "-160000", "0.001", "87320.547", "10000000000000000", "NaN", "Infinity"])
def test_no_capitals(amount: str) -> None:
    """Negative amounts, parts of a fen, amounts beyond all measure and what is no number have no capitals."""
    with pytest.raises(ValueError, match=r"capitals|fen"):
        capital(Decimal(amount))


def test_decimals_that_say_nothing_are_taken() -> None:
    """Zeros after the fen change nothing, and minus zero is zero."""
    assert capital(Decimal("160000.0000")) == "人民币壹拾陆万元整"
    assert capital(Decimal("-0.00")) == "人民币零元整"
    assert capital(Decimal("1.6E+5")) == "人民币壹拾陆万元整"


@settings(max_examples=400)
@given(st.integers(0, MOST_FEN) | _ROUND)
def test_capitals_round_trip(fen: int) -> None:
    """Every amount up to 10^12 yuan, in fen, is read from its capitals as it was, and written as text likewise."""
    amount = Decimal(fen).scaleb(-2)
    text = capital(amount)
    read = parse_capital(text)
    assert read == amount
    assert f"{read:f}" == f"{fen // 100}.{fen % 100:02}"
    assert "零零" not in text


@given(st.integers(0, MOST_FEN))
def test_text_to_money_to_text(fen: int) -> None:
    """What is written in a form is exactly what is written from it again, in figures and over capitals."""
    text = f"{fen // 100}.{fen % 100:02}"
    assert f"{yuan(text):f}" == text
    assert f"{parse_capital(capital(yuan(text))):f}" == text


@given(st.lists(st.sampled_from("零壹贰玖拾佰仟万亿元角分整"), max_size=12).map("".join))
def test_only_lawful_spellings_are_read(text: str) -> None:
    """A text that is taken differs from the canonical one in the open 零 and 整 at most."""
    try:
        amount = parse_capital(text)
    except ValueError:
        return
    kept = capital(amount).removeprefix("人民币")
    assert text.replace("零", "").removesuffix("整") == kept.replace("零", "").removesuffix("整")


def test_small_amounts_are_all_different() -> None:
    """No two amounts share a spelling, also where groups of places are empty."""
    wholes = [*range(1, 2000), *(a * 10**n + b for a, n, b in product((1, 10, 105), (4, 7, 8, 12), (0, 1, 10, 1000)))]
    amounts = {Decimal(whole) + cents for whole in wholes for cents in map(Decimal, ("0", "0.01", "0.10", "0.11"))}
    assert len({capital(amount) for amount in amounts}) == len(amounts)
