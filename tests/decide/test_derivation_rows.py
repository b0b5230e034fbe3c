"""The rows of a derivation, which the letter and the terminal show alike."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.claim_facts import ContractFact, PremiumFacts
from czdocs.decide.derivation import Derivation, State, Step, exact_text
from czdocs.decide.derivation_rows import StepRow, step_rows
from czdocs.flows.knowledge import policy_book
from czdocs.money import Yuan, grouped_text

HALF_YEAR = PremiumFacts(
    certified_on=date(2024, 1, 5),
    contracts=(
        ContractFact(
            number="PA-1",
            sum_insured_yuan=Yuan(Decimal(10_000_000)),
            premium_paid_yuan=Yuan(Decimal("200000.00")),
            premium_refunded_yuan=Yuan(Decimal(0)),
            start=date(2024, 7, 1),
            end=date(2024, 12, 31),
        ),
    ),
)


def rows() -> tuple[StepRow, ...]:
    """The rows of a contract for half a year (DOMAIN.md, 20-8)."""
    return step_rows(claim_amount(HALF_YEAR, policy_book().on(date(2025, 1, 1)), None))


def test_rows_are_numbered_and_name_article_and_readings() -> None:
    """Each step is a row with its number, its article and the interpretations on which it rests."""
    assert [(row.number, row.item, row.article) for row in rows()] == [
        (1, "保费", "第二十条（D-13）"),
        (2, "费率上限", "第二十条（D-14、D-28）"),
        (3, "补贴比例", "第二十条"),
        (4, "单个产品最高额", "第二十条（D-17、D-26）"),
        (5, "取整", "第二十条（D-16）"),
    ]


def test_figures_have_their_units() -> None:
    """Amounts have commas and yuan, days are days."""
    assert rows()[1].figures == ("保费 200,000.00 元；保险金额 10,000,000.00 元；本年度天数 184 天；全年天数 365 天")


def test_a_result_without_end_is_cut_and_told_as_a_fraction() -> None:
    """`120,986.301369…` is for reading, `8832000/73` is exact; a result with an end needs no fraction."""
    assert [(row.result, row.exact) for row in rows()][2:] == [
        ("120,986.301369…", "8832000/73"),
        ("120,986.301369…", "8832000/73"),
        ("120,986.00", ""),
    ]


def test_steps_of_one_insured_year_share_a_heading() -> None:
    """Heading and item together are the label; steps about the whole claim have no heading."""
    assert [row.heading for row in rows()] == [
        *["保单 PA-1 第 1 投保年度（2024-07-01 至 2024-12-31）"] * 3,
        "",
        "",
    ]
    assert all(row.label == (f"{row.heading}：{row.item}" if row.heading else row.item) for row in rows())


def test_what_is_no_amount_stays_as_it_is() -> None:
    """Days, numbers of contracts and shares of an order are not turned into yuan."""
    values = {"起保日期": "2023-03-01", "合并的保单": "PA-1、PA-2", "占比": "2/3", "补贴": "0.5"}
    step = Step(label="步骤", formula="公式", values=values, result=Fraction(0), article="第二十条")
    derivation = Derivation(
        amount_yuan=Yuan(Decimal(0)),
        exact=Fraction(0),
        state=State.NOTHING,
        steps=(step,),
        document="常工信创新〔2023〕93号",
        version=1,
        readings={},
    )
    (row,) = step_rows(derivation)
    assert row.figures == "起保日期 2023-03-01；合并的保单 PA-1、PA-2；占比 2/3；补贴 0.50 元"
    assert (row.result, row.article) == ("0.00", "第二十条")


def test_commas_divide_only_whole_yuan() -> None:
    """What stands behind the point is left as it is."""
    assert [grouped_text(text) for text in ("0.00", "999.5", "1000.000001…", "1234567.89")] == [
        "0.00",
        "999.5",
        "1,000.000001…",
        "1,234,567.89",
    ]


def test_an_exact_text_is_exact_however_long() -> None:
    """A sum of more digits than decimal arithmetic keeps is written with all of them; signs and zeros stand too."""
    long = Fraction(10**14 - 1) + Fraction(1, 2**20)
    assert exact_text(long) == "99999999999999.00000095367431640625"
    assert Fraction(exact_text(long)) == long
    values = (Fraction(0), Fraction(7), Fraction(-1, 8), Fraction(98765432, 1000), Fraction(6374400, 73))
    assert [exact_text(value) for value in values] == ["0", "7", "-0.125", "98765.432", "6374400/73"]
