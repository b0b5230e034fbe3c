"""What the amount of a claim tells beside its figures: the difference to what was claimed, missing tiers, order."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from czdocs.decide.claim_amount import COMPUTED_READINGS, claim_amount, claimed_difference
from czdocs.decide.claim_facts import ContractFact, InvoiceFact, PremiumFacts, ScenarioFacts
from czdocs.decide.premium_subsidy import PREMIUM_READINGS
from czdocs.decide.scenario_support import SCENARIO_READINGS
from czdocs.flows.knowledge import policy_book
from czdocs.money import yuan

MEASURES = policy_book().on(date(2026, 1, 1))
NOTICE = policy_book().notice(2026)


def contract(
    start: str, end: str, *, paid: str = "200000", number: str = "A", insured: str = "10000000"
) -> ContractFact:
    """One insurance contract."""
    return ContractFact(
        number=number,
        sum_insured_yuan=yuan(insured),
        premium_paid_yuan=yuan(paid),
        premium_refunded_yuan=yuan("0"),
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
    )


def test_difference_to_the_claim_names_what_cut_it() -> None:
    """A claim above the computed amount is told each step that made it less."""
    facts = PremiumFacts(
        certified_on=date(2025, 1, 1), contracts=(contract("2025-01-01", "2025-12-31", paid="350000"),)
    )
    remark = claimed_difference(claim_amount(facts, MEASURES, NOTICE), yuan("280000"))
    assert remark is not None
    assert remark.text == (
        "核算金额比申报金额少 40,000.00 元，计算中减少金额的步骤有："
        "保单 A 第 1 投保年度（2025-01-01 至 2025-12-31）：费率上限。"
    )


def test_equal_claim_has_no_difference() -> None:
    """A claim for exactly the computed amount needs no explanation."""
    facts = PremiumFacts(certified_on=date(2025, 1, 1), contracts=(contract("2025-01-01", "2025-12-31"),))
    assert claimed_difference(claim_amount(facts, MEASURES, NOTICE), yuan("160000.00")) is None


def test_difference_below_one_yuan_is_rounding() -> None:
    """Where nothing was cut the fractions of a yuan are named as rounding."""
    facts = PremiumFacts(
        certified_on=date(2025, 1, 1), contracts=(contract("2025-01-01", "2025-12-31", paid="123456.79"),)
    )
    remark = claimed_difference(claim_amount(facts, MEASURES, NOTICE), yuan("98765.43"))
    assert remark is not None
    assert remark.text == "核算金额比申报金额少 0.43 元，差在取整。"


def test_no_tier_gives_a_ceiling_and_no_rate() -> None:
    """Without tiers nobody invents a rate: the ceiling is told with its state."""
    facts = ScenarioFacts(
        certified_on=date(2026, 1, 1),
        signed_on=date(2026, 2, 1),
        invoices=(InvoiceFact(number="1", total_yuan=yuan("10000000"), red_letter=False),),
    )
    derivation = claim_amount(facts, MEASURES, None)
    assert (derivation.amount_yuan, derivation.state) == (Decimal(2_000_000), "tier_missing")
    assert derivation.remarks[0].text.startswith("本年度没有规定分档，只能算出上限 2,000,000.00 元")


def test_cut_contract_never_gives_more_than_the_whole() -> None:
    """A leap year cut in two at its middle counts as much as the whole year: its parts are taken together (D-27)."""
    whole = (contract("2024-01-01", "2024-12-31", paid="366000"),)
    cut = (
        contract("2024-01-01", "2024-06-30", paid="182000", number="B1"),
        contract("2024-07-01", "2024-12-31", paid="184000", number="B2"),
    )
    exact = {}
    for name, contracts in (("whole", whole), ("cut", cut)):
        facts = PremiumFacts(certified_on=date(2024, 1, 1), contracts=contracts)
        exact[name] = claim_amount(facts, MEASURES, NOTICE).exact
        exact[f"{name} apart"] = claim_amount(facts, MEASURES.with_reading("D-27", "apart"), NOTICE).exact
    assert exact["cut"] == exact["whole"] == exact["whole apart"] == Fraction(240_000)
    assert exact["cut apart"] > exact["whole"]


def test_every_reading_can_be_computed_as_it_is_chosen() -> None:
    """The options chosen in the parameter file are among those that are computed."""
    for name in {*PREMIUM_READINGS, *SCENARIO_READINGS}:
        assert MEASURES.reading(name) in COMPUTED_READINGS[name]
        assert COMPUTED_READINGS[name] <= MEASURES.interpretations[name].options.keys()
