"""The calculations against a second implementation that counts day by day, on random claims."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from random import Random

import pytest
from brute_force import premium_outcome, scenario_outcome

from czdocs.decide.claim_facts import (
    BenefitFact,
    ClaimFacts,
    ContractFact,
    InvoiceFact,
    PaidYear,
    PremiumFacts,
    ScenarioFacts,
    facts_data,
)
from czdocs.decide.premium_subsidy import premium_subsidy
from czdocs.decide.scenario_support import scenario_support
from czdocs.flows.knowledge import policy_book
from czdocs.money import Yuan
from czdocs.policy.parameter import Tier
from czdocs.terms import BenefitLevel

MEASURES = policy_book().on(date(2026, 1, 1))
TIERS = tuple(
    Tier(from_yuan=Decimal(start), share=Decimal(share))
    for start, share in (("0", "0.10"), ("5000000", "0.15"), ("20000000", "0.20"))
)
STARTS = (
    "2023-06-15",
    "2024-02-29",
    "2024-02-28",
    "2022-02-28",
    "2023-03-01",
    "2023-12-31",
    "2024-01-01",
    "2026-06-16",
)
DAY = timedelta(days=1)


class Claims:
    """Random claims; dates and sums lie near the limits of the measures more often than not."""

    def __init__(self, seed: int) -> None:
        """All claims follow from `seed`."""
        self.random = Random(seed)  # noqa: S311  claims that can be drawn again, no secrets

    def claims(self) -> Iterator[ClaimFacts]:
        """Claims without end, every fifth one for a scenario."""
        while True:
            for _ in range(4):
                yield self.premium()
            yield self.scenario()

    def near(self, day: date) -> date:
        """A day that is often `day` itself or its neighbour."""
        return day + self.random.choice((0, 0, 0, 1, -1, 2, 30, -30, 181, 183, 200, 364, 365, 366)) * DAY

    def money(self, *bounds: str) -> Yuan:
        """A sum that is often one of `bounds` or a fen beside it."""
        chance = self.random.random()
        if chance < 0.6:
            bound = Decimal(self.random.choice(bounds))
            return Yuan(max(bound + Decimal(self.random.choice(("0", "0", "0.01", "-0.01"))), Decimal(0)))
        if chance < 0.8:
            return Yuan(Decimal(self.random.randrange(1, 900)) * 1000)
        return Yuan(Decimal(self.random.randrange(1, 60_000_000)).scaleb(-2))

    def certified(self) -> date:
        """A day of certification, leap days among them."""
        return self.near(date.fromisoformat(self.random.choice(STARTS)))

    def premium(self) -> PremiumFacts:
        """A claim under art. 20."""
        certified = self.certified()
        contracts: list[ContractFact] = []
        for n in range(self.random.choice((1, 1, 2, 2, 2, 3, 3, 4))):
            contracts.append(self.contract(n, certified, contracts))
        self.random.shuffle(contracts)
        return PremiumFacts(
            certified_on=certified,
            contracts=tuple(contracts),
            prior=self.prior(certified, "500000", "288000", "212000", "0"),
            other_benefits=self.benefits("240000", "160000", "300000", "60000"),
        )

    def contract(self, n: int, certified: date, before: list[ContractFact]) -> ContractFact:
        """A contract, often next to one of those `before`, with the same sum insured."""
        insured = self.money("10000000", "12000000", "30000000", "5000000")
        start = self.near(
            self.random.choice((certified, certified, years_later(certified, 1), years_later(certified, 2)))
        )
        if before and self.random.random() < 0.6:
            neighbour = self.random.choice(before)
            start = neighbour.end + self.random.choice((1, 1, 1, 1, 0, 2)) * DAY
            if self.random.random() < 0.85:
                insured = neighbour.sum_insured_yuan
        end = self.end(start, certified)
        days = (end - start).days + 1
        three_percent = Decimal(insured) * 3 / 100
        paid = self.money("200000", "300000", "360000", "183000", "366000", "0")
        if self.random.random() < 0.5:
            exact = three_percent * days / 365 * self.random.choice((1, 1, 1, 2, Decimal("0.5")))
            paid = Yuan(exact.quantize(Decimal("0.01")))
        refunded = Yuan(Decimal(0))
        if self.random.random() < 0.2:
            refunded = Yuan(max(paid + Decimal(self.random.choice(("0", "0.01", "-0.01", "-60000"))), Decimal(0)))
        return ContractFact(
            number=f"{self.random.choice('PA')}-{n}",
            sum_insured_yuan=insured,
            premium_paid_yuan=paid,
            premium_refunded_yuan=refunded,
            start=start,
            end=end,
        )

    def end(self, start: date, certified: date) -> date:
        """A last day: whole years, halves, a single day, or near the end of the validity."""
        kind = self.random.randrange(6)
        if kind == 0:
            return start
        if kind == 1:
            return max(self.near(years_later(certified, 2)), start)
        if kind == 2:
            return start + self.random.randrange(0, 1200) * DAY
        if kind == 3:
            return start + self.random.choice((180, 181, 182, 183, 184, 364, 365, 366, 729, 730, 731, 1095)) * DAY
        return years_later(start, self.random.choice((1, 1, 1, 2, 3))) - self.random.choice((1, 1, 1, 0, 2)) * DAY

    def prior(self, certified: date, *bounds: str) -> tuple[PaidYear, ...]:
        """What was granted before, in none to two years."""
        years = self.random.choice((0, 0, 0, 0, 0, 1, 1, 2))
        since = self.near(years_later(certified, self.random.choice((-1, -1, 0, 0, 1, -2))))
        return tuple(
            PaidYear(year_start=self.near(years_later(since, n)), amount_yuan=self.money(*bounds)) for n in range(years)
        )

    def benefits(self, *bounds: str) -> tuple[BenefitFact, ...]:
        """Other money, for none to three programmes."""
        count = self.random.choice((0, 0, 0, 0, 0, 0, 1, 1, 2, 3))
        return tuple(
            BenefitFact(
                level=self.random.choice((BenefitLevel.MUNICIPAL, BenefitLevel.PROVINCIAL, BenefitLevel.NATIONAL)),
                programme=f"示例政策{n}",
                same_cost=self.random.random() < 0.8,
                paid=self.random.random() < 0.6,
                amount_yuan=self.money(*bounds),
            )
            for n in range(count)
        )

    def scenario(self) -> ScenarioFacts:
        """A claim under art. 21."""
        certified = self.certified()
        bounds = ("5000000", "20000000", "25000000", "4999999.99", "3000000")
        invoices = tuple(
            InvoiceFact(number=f"{n}", total_yuan=self.money(*bounds), red_letter=self.random.random() < 0.2)
            for n in range(self.random.randrange(0, 4))
        )
        whole = self.random.choice((1, 1, 1, 1, 2, 3, 7, 1000))
        return ScenarioFacts(
            certified_on=certified,
            signed_on=self.near(self.random.choice((certified, years_later(certified, 1), years_later(certified, 2)))),
            invoices=invoices,
            listed_share=Fraction(self.random.randint(0, whole), whole) if whole > 1 else Fraction(1),
            prior=self.prior(certified, "5000000", "4000000", "6000000", "0"),
            other_benefits=self.benefits("240000", "750000", "1000000", "5000000"),
        )


def years_later(day: date, years: int) -> date:
    """The day of the same name, 28 for 29 February; only for drawing days, where a day more or less is no matter."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def compared(facts: ClaimFacts, tiers: tuple[Tier, ...]) -> tuple[int, str]:
    """The amount of a claim, and how the two implementations differ on it; empty where they agree."""
    data = facts_data(facts)
    if isinstance(facts, PremiumFacts):
        derivation = premium_subsidy(facts, MEASURES)
        outcome = premium_outcome(data)
    else:
        derivation = scenario_support(facts, MEASURES, tiers)
        outcome = scenario_outcome(data, [(f"{tier.from_yuan}", f"{tier.share}") for tier in tiers])
    years = {one.year_start.isoformat(): int(one.amount_yuan) for one in derivation.years}
    amount = int(derivation.amount_yuan)
    if (derivation.exact, amount) == (outcome.exact, outcome.amount_yuan) and years in outcome.years:
        return amount, ""
    return amount, f"{data}\n{derivation.exact} {amount} {years}\n{outcome}"


def check(seed: int, count: int) -> int:
    """Compare `count` claims drawn from `seed`; the number of those that give money."""
    paying = 0
    for n, facts in enumerate(islice(Claims(seed).claims(), count)):
        amount, difference = compared(facts, () if n % 7 == 6 else TIERS)
        assert not difference, difference
        paying += amount > 0
    return paying


def test_two_implementations_agree_on_1000_claims() -> None:
    """Amount, exact sum and years are the same, and half of the claims give money."""
    assert check(seed=20, count=1000) > 420


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_two_implementations_agree_on_100000_claims(seed: int) -> None:
    """Amount, exact sum and years are the same on ten times ten thousand claims."""
    assert check(seed=seed, count=10_000) > 4200
