"""What holds for every amount: its limits, its order, and that no way of cutting a claim gives more."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from czdocs.decide.claim_facts import (
    BenefitFact,
    ContractFact,
    InvoiceFact,
    PaidYear,
    PremiumFacts,
    ScenarioFacts,
    facts_data,
    facts_from_data,
)
from czdocs.decide.insured_year import insured_years
from czdocs.decide.premium_subsidy import premium_subsidy
from czdocs.decide.scenario_support import scenario_support
from czdocs.flows.knowledge import policy_book
from czdocs.money import Yuan
from czdocs.policy.parameter import Tier
from czdocs.terms import BenefitLevel

MEASURES = policy_book().on(date(2026, 1, 1))
NOTICE = policy_book().notice(2026)
DAY = timedelta(days=1)
# 2024 has a 29 February; certifications on and around it, and on days after which two years hold one or none.
CERTIFIED = st.sampled_from(
    [date(2023, 6, 15), date(2024, 2, 29), date(2024, 2, 28), date(2022, 2, 28), date(2024, 1, 1), date(2024, 3, 1)]
)
MONEY = st.builds(lambda fen: Yuan(Decimal(fen).scaleb(-2)), st.integers(0, 80_000_000))
SUMS = st.builds(lambda ten_thousands: Yuan(Decimal(ten_thousands * 10_000)), st.integers(1, 3000))


@st.composite
def contracts(draw: st.DrawFn, certified: date, *, most: int = 4) -> tuple[ContractFact, ...]:
    """Some contracts around the validity of a product certified on `certified`, some adjoining others."""
    drawn: list[ContractFact] = []
    for n in range(draw(st.integers(0, most))):
        start = certified + draw(st.integers(-5, 740)) * DAY
        insured = draw(SUMS)
        if drawn and draw(st.booleans()):
            start, insured = drawn[-1].end + DAY, drawn[-1].sum_insured_yuan
        drawn.append(
            ContractFact(
                number=f"P{n}",
                sum_insured_yuan=insured,
                premium_paid_yuan=draw(MONEY),
                premium_refunded_yuan=draw(st.just(Yuan(Decimal(0))) | MONEY),
                start=start,
                end=start + draw(st.integers(0, 1200) | st.sampled_from([181, 182, 183, 364, 365])) * DAY,
            )
        )
    return tuple(draw(st.permutations(drawn)))


@st.composite
def prior_years(draw: st.DrawFn, certified: date) -> tuple[PaidYear, ...]:
    """What was granted before, in none to two years."""
    starts = draw(st.lists(st.integers(-800, 700), max_size=2))
    return tuple(PaidYear(year_start=certified + n * DAY, amount_yuan=draw(MONEY)) for n in starts)


BENEFITS = st.lists(
    st.builds(
        BenefitFact,
        level=st.sampled_from(BenefitLevel),
        programme=st.just("示例政策"),
        same_cost=st.booleans(),
        paid=st.booleans(),
        amount_yuan=MONEY,
    ),
    max_size=3,
).map(tuple)


@st.composite
def premium_claims(draw: st.DrawFn) -> PremiumFacts:
    """A claim under art. 20."""
    certified = draw(CERTIFIED)
    return PremiumFacts(
        certified_on=certified,
        contracts=draw(contracts(certified)),
        prior=draw(prior_years(certified)),
        other_benefits=draw(BENEFITS),
    )


@st.composite
def scenario_claims(draw: st.DrawFn) -> ScenarioFacts:
    """A claim under art. 21."""
    certified = draw(CERTIFIED)
    invoices = st.builds(
        InvoiceFact, number=st.just("1"), total_yuan=MONEY.map(lambda one: Yuan(one * 60)), red_letter=st.booleans()
    )
    return ScenarioFacts(
        certified_on=certified,
        signed_on=certified + draw(st.integers(-3, 740)) * DAY,
        invoices=tuple(draw(st.lists(invoices, max_size=4))),
        listed_share=draw(st.just(Fraction(1)) | st.fractions(0, 1)),
        prior=draw(prior_years(certified)),
        other_benefits=draw(BENEFITS),
    )


def granted_before(facts: PremiumFacts | ScenarioFacts) -> Fraction:
    """What the claim says was granted before."""
    return sum((Fraction(one.amount_yuan) for one in facts.prior), Fraction(0))


def net(contract: ContractFact) -> Fraction:
    """What was paid less what was refunded."""
    return max(Fraction(contract.premium_paid_yuan) - Fraction(contract.premium_refunded_yuan), Fraction(0))


@settings(deadline=None, max_examples=150)
@given(premium_claims())
def test_premium_subsidy_keeps_every_limit(facts: PremiumFacts) -> None:
    """Never negative; never above 80 % of the premiums, 80 % of 3 % a year of the sums insured, or the cap's rest."""
    derivation = premium_subsidy(facts, MEASURES)
    amount = Fraction(derivation.amount_yuan)
    assert 0 <= amount <= derivation.exact < amount + 1
    assert amount.denominator == 1
    assert amount <= Fraction(80, 100) * sum((net(one) for one in facts.contracts), Fraction(0))
    by_rate = sum(
        (
            Fraction(one.sum_insured_yuan)
            * sum((year.share for year in insured_years(one.start, one.end)), Fraction(0))
            for one in facts.contracts
        ),
        Fraction(0),
    )
    assert amount <= Fraction(80, 100) * Fraction(3, 100) * by_rate
    assert amount <= max(500_000 - granted_before(facts), Fraction(0))


@settings(deadline=None, max_examples=150)
@given(scenario_claims(), st.sampled_from([NOTICE.scenario_tiers, ()]))
def test_scenario_support_keeps_every_limit(facts: ScenarioFacts, tiers: tuple[Tier, ...]) -> None:
    """Never negative; never above 20 % of what was invoiced for the product, or the rest of five million."""
    derivation = scenario_support(facts, MEASURES, tiers)
    amount = Fraction(derivation.amount_yuan)
    invoiced = sum((Fraction(one.total_yuan) * (-1 if one.red_letter else 1) for one in facts.invoices), Fraction(0))
    assert 0 <= amount <= derivation.exact < amount + 1
    assert amount <= Fraction(20, 100) * max(invoiced, Fraction(0)) * facts.listed_share
    assert amount <= max(5_000_000 - granted_before(facts), Fraction(0))


@settings(deadline=None, max_examples=150)
@given(premium_claims())
def test_steps_and_years_add_up(facts: PremiumFacts) -> None:
    """The last step is the amount, no step is negative, and the years, in order, together get the amount."""
    derivation = premium_subsidy(facts, MEASURES)
    assert derivation.steps[-1].result == Fraction(derivation.amount_yuan) == derivation.exact // 1
    assert all(step.result >= 0 for step in derivation.steps)
    assert sum(year.amount_yuan for year in derivation.years) == derivation.amount_yuan
    starts = [year.year_start for year in derivation.years]
    assert starts == sorted(set(starts))
    assert all(year.amount_yuan > 0 for year in derivation.years)
    assert len(starts) <= 2


@settings(deadline=None, max_examples=100)
@given(premium_claims(), st.randoms(use_true_random=False))
def test_order_of_contracts_does_not_matter(facts: PremiumFacts, random: Random) -> None:
    """The same contracts in another order give the same derivation, step by step."""
    shuffled = list(facts.contracts)
    random.shuffle(shuffled)
    assert premium_subsidy(replace(facts, contracts=tuple(shuffled)), MEASURES) == premium_subsidy(facts, MEASURES)


@settings(deadline=None, max_examples=150)
@given(premium_claims(), st.data(), MONEY)
def test_more_premium_never_gives_less(facts: PremiumFacts, data: st.DataObject, more: Yuan) -> None:
    """A higher premium of any contract leaves the amount or raises it."""
    assume(facts.contracts)
    n = data.draw(st.integers(0, len(facts.contracts) - 1))
    raised = replace(facts.contracts[n], premium_paid_yuan=Yuan(facts.contracts[n].premium_paid_yuan + more))
    higher = replace(facts, contracts=(*facts.contracts[:n], raised, *facts.contracts[n + 1 :]))
    assert premium_subsidy(higher, MEASURES).exact >= premium_subsidy(facts, MEASURES).exact


@settings(deadline=None, max_examples=300)
@given(premium_claims(), st.data())
def test_cutting_a_contract_never_gives_more(facts: PremiumFacts, data: st.DataObject) -> None:
    """A contract cut in two on any day, its premium by days, gives no more than uncut, whatever stands beside it."""
    certified = facts.certified_on
    start = certified + data.draw(st.integers(0, 730)) * DAY
    days = data.draw(st.integers(2, 1100) | st.sampled_from([366, 365, 731, 730]))
    first = data.draw(st.integers(1, days - 1))
    a_day = Decimal(data.draw(st.integers(1, 200_000))).scaleb(-2)
    insured = data.draw(SUMS)

    def part(number: str, begins: date, length: int) -> ContractFact:
        return ContractFact(
            number=number,
            sum_insured_yuan=insured,
            premium_paid_yuan=Yuan(a_day * length),
            premium_refunded_yuan=Yuan(Decimal(0)),
            start=begins,
            end=begins + (length - 1) * DAY,
        )

    beside = facts.contracts[:2]
    if data.draw(st.booleans()):  # contracts of the same sum insured may adjoin the parts in another way
        beside = tuple(replace(one, sum_insured_yuan=insured) for one in beside)
    whole = replace(facts, contracts=(*beside, part("X1", start, days)))
    cut = replace(facts, contracts=(*beside, part("X1", start, first), part("X2", start + first * DAY, days - first)))
    assert premium_subsidy(cut, MEASURES).exact <= premium_subsidy(whole, MEASURES).exact


@settings(deadline=None, max_examples=150)
@given(CERTIFIED, st.data())
def test_two_claims_give_no_more_than_one(certified: date, data: st.DataObject) -> None:
    """Contracts claimed one after the other, the years of the first known to the second, get no more than together."""
    offsets = data.draw(st.lists(st.integers(0, 730), min_size=2, max_size=4, unique=True).map(sorted))
    drawn = tuple(
        ContractFact(
            number=f"P{n}",
            sum_insured_yuan=Yuan(Decimal(10_000_000 + n)),  # never the same, so that none adjoins another
            premium_paid_yuan=Yuan(Decimal(length * data.draw(st.integers(100, 1500)))),
            premium_refunded_yuan=Yuan(Decimal(0)),
            start=certified + offset * DAY,
            end=certified + (offset + length - 1) * DAY,
        )
        for n, (offset, length) in enumerate((offset, data.draw(st.integers(1, 800))) for offset in offsets)
    )
    before = data.draw(prior_years(certified))
    cut = data.draw(st.integers(1, len(drawn) - 1))
    first = premium_subsidy(PremiumFacts(certified_on=certified, contracts=drawn[:cut], prior=before), MEASURES)
    known = (*before, *(PaidYear(year_start=y.year_start, amount_yuan=y.amount_yuan) for y in first.years))
    second = premium_subsidy(PremiumFacts(certified_on=certified, contracts=drawn[cut:], prior=known), MEASURES)
    together = premium_subsidy(PremiumFacts(certified_on=certified, contracts=drawn, prior=before), MEASURES)
    assert first.amount_yuan + second.amount_yuan <= together.amount_yuan


@settings(deadline=None, max_examples=100)
@given(premium_claims() | scenario_claims())
def test_facts_round_trip(facts: PremiumFacts | ScenarioFacts) -> None:
    """Facts are read back from their JSON text exactly as they were, sums in the decimals that were written."""
    data = json.loads(json.dumps(facts_data(facts)))
    again = facts_from_data(data)
    assert again == facts
    assert facts_data(again) == facts_data(facts)
