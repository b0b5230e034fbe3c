"""Facts of a claim: exactly the values from which its amount is computed, no names and no papers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from czdocs.money import Yuan
from czdocs.record.claims import Claim, OtherBenefit, PremiumClaim, PriorSubsidy, ScenarioClaim
from czdocs.terms import BenefitLevel

__all__ = [
    "BenefitFact",
    "ClaimFacts",
    "ContractFact",
    "InvoiceFact",
    "PaidYear",
    "PremiumFacts",
    "ScenarioFacts",
    "claim_facts",
    "facts_data",
    "facts_from_data",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFact:
    """One insurance contract; both days of the term count, amounts in yuan with tax."""

    number: str
    sum_insured_yuan: Yuan
    premium_paid_yuan: Yuan
    premium_refunded_yuan: Yuan
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFact:
    """One invoice of the first order; the amount is never negative, `red_letter` takes it off."""

    number: str
    total_yuan: Yuan
    red_letter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidYear:
    """What was already granted for the product under the same article; `source` is the case, where it is known."""

    year_start: date
    amount_yuan: Yuan
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitFact:
    """Money of another programme (art. 25)."""

    level: BenefitLevel
    programme: str
    same_cost: bool
    paid: bool
    amount_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumFacts:
    """What art. 20 needs; `prior` are all earlier years of the product, whatever certificate it had (D-26)."""

    certified_on: date
    contracts: tuple[ContractFact, ...]
    prior: tuple[PaidYear, ...] = ()
    other_benefits: tuple[BenefitFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFacts:
    """What art. 21 needs; `listed_share` is the part of the order that is the product, a fraction from 0 to 1.

    `prior` is what the same product and scenario were granted before (D-20).
    """

    certified_on: date
    signed_on: date
    invoices: tuple[InvoiceFact, ...]
    listed_share: Fraction = Fraction(1)
    prior: tuple[PaidYear, ...] = ()
    other_benefits: tuple[BenefitFact, ...] = ()


ClaimFacts = PremiumFacts | ScenarioFacts


def claim_facts(claim: Claim) -> ClaimFacts:
    """The facts that `claim` itself declares."""
    prior = tuple(_paid(one) for one in claim.prior_subsidies)
    benefits = tuple(_benefit(one) for one in claim.other_benefits)
    if isinstance(claim, PremiumClaim):
        contracts = tuple(
            ContractFact(
                number=contract.number,
                sum_insured_yuan=contract.sum_insured_yuan,
                premium_paid_yuan=contract.premium_paid_yuan,
                premium_refunded_yuan=contract.premium_refunded_yuan,
                start=contract.term.start,
                end=contract.term.end,
            )
            for contract in claim.insurance_contracts
        )
        return PremiumFacts(
            certified_on=claim.product.certified_on, contracts=contracts, prior=prior, other_benefits=benefits
        )
    order = claim.first_order
    return ScenarioFacts(
        certified_on=claim.product.certified_on,
        signed_on=order.signed_on,
        invoices=tuple(
            InvoiceFact(number=one.number, total_yuan=one.total_yuan, red_letter=one.red_letter)
            for one in order.invoices
        ),
        listed_share=_listed_share(claim),
        prior=prior,
        other_benefits=benefits,
    )


def _listed_share(claim: ScenarioClaim) -> Fraction:
    lines = claim.first_order.lines
    whole = sum((Fraction(line.amount_yuan) for line in lines), Fraction(0))
    listed = sum((Fraction(line.amount_yuan) for line in lines if line.listed), Fraction(0))
    return listed / whole if whole else Fraction(1)


def _paid(prior: PriorSubsidy) -> PaidYear:
    return PaidYear(year_start=prior.year_start, amount_yuan=prior.amount_yuan)


def _benefit(benefit: OtherBenefit) -> BenefitFact:
    return BenefitFact(
        level=benefit.level,
        programme=benefit.programme,
        same_cost=benefit.same_cost,
        paid=benefit.paid,
        amount_yuan=benefit.amount_yuan,
    )


def facts_data(facts: ClaimFacts) -> Mapping[str, Any]:
    """`facts` as JSON values: money as decimal text, days as YYYY-MM-DD, the share as `numerator/denominator`."""
    shared: dict[str, Any] = {
        "certified_on": facts.certified_on.isoformat(),
        "prior": [
            {"year_start": one.year_start.isoformat(), "amount_yuan": f"{one.amount_yuan:f}", "source": one.source}
            for one in facts.prior
        ],
        "other_benefits": [
            {
                "level": one.level.value,
                "programme": one.programme,
                "same_cost": one.same_cost,
                "paid": one.paid,
                "amount_yuan": f"{one.amount_yuan:f}",
            }
            for one in facts.other_benefits
        ],
    }
    if isinstance(facts, PremiumFacts):
        contracts = [
            {
                "number": one.number,
                "sum_insured_yuan": f"{one.sum_insured_yuan:f}",
                "premium_paid_yuan": f"{one.premium_paid_yuan:f}",
                "premium_refunded_yuan": f"{one.premium_refunded_yuan:f}",
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
            }
            for one in facts.contracts
        ]
        return {"article": 20, **shared, "contracts": contracts}
    invoices = [
        {"number": one.number, "total_yuan": f"{one.total_yuan:f}", "red_letter": one.red_letter}
        for one in facts.invoices
    ]
    share = f"{facts.listed_share.numerator}/{facts.listed_share.denominator}"
    return {
        "article": 21,
        **shared,
        "signed_on": facts.signed_on.isoformat(),
        "invoices": invoices,
        "listed_share": share,
    }


def facts_from_data(data: Mapping[str, Any]) -> ClaimFacts:
    """The facts that `facts_data` wrote."""
    prior = tuple(
        PaidYear(
            year_start=date.fromisoformat(one["year_start"]),
            amount_yuan=_yuan(one["amount_yuan"]),
            source=one["source"],
        )
        for one in data["prior"]
    )
    benefits = tuple(
        BenefitFact(
            level=BenefitLevel(one["level"]),
            programme=one["programme"],
            same_cost=one["same_cost"],
            paid=one["paid"],
            amount_yuan=_yuan(one["amount_yuan"]),
        )
        for one in data["other_benefits"]
    )
    certified_on = date.fromisoformat(data["certified_on"])
    if "contracts" in data:
        contracts = tuple(
            ContractFact(
                number=one["number"],
                sum_insured_yuan=_yuan(one["sum_insured_yuan"]),
                premium_paid_yuan=_yuan(one["premium_paid_yuan"]),
                premium_refunded_yuan=_yuan(one["premium_refunded_yuan"]),
                start=date.fromisoformat(one["start"]),
                end=date.fromisoformat(one["end"]),
            )
            for one in data["contracts"]
        )
        return PremiumFacts(certified_on=certified_on, contracts=contracts, prior=prior, other_benefits=benefits)
    facts = ScenarioFacts(
        certified_on=certified_on,
        signed_on=date.fromisoformat(data["signed_on"]),
        invoices=tuple(
            InvoiceFact(number=one["number"], total_yuan=_yuan(one["total_yuan"]), red_letter=one["red_letter"])
            for one in data["invoices"]
        ),
        prior=prior,
        other_benefits=benefits,
    )
    return replace(facts, listed_share=Fraction(data["listed_share"]))


def _yuan(text: str) -> Yuan:
    return Yuan(Decimal(text))
