"""Batch amounts: what the claims of one batch give, each knowing what those before it are granted (arts. 20 and 21)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.claim_facts import ClaimFacts, PaidYear, PremiumFacts
from czdocs.decide.derivation import Derivation
from czdocs.money import Yuan
from czdocs.policy.parameter import Measures, Notice

__all__ = ["BatchClaim", "ComputedClaim", "batch_amounts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchClaim:
    """One claim of a batch with the rules of its day.

    `chain` is the same for claims that share a cap: those of one product, or of one product and scenario. The prior
    money of `facts` is that of earlier decisions. `granted_yuan` is what the decision grants, 0 where it refuses, None
    where nobody has decided yet: then each is taken to get what it gives.
    """

    case: str
    chain: str
    facts: ClaimFacts
    measures: Measures
    notice: Notice | None
    granted_yuan: Yuan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedClaim:
    """What a claim gives, and the facts that it was computed from, grants of this batch included."""

    facts: ClaimFacts
    derivation: Derivation


def batch_amounts(claims: Iterable[BatchClaim]) -> Mapping[str, ComputedClaim]:
    """What each of `claims` gives, by case; claims of one chain in the order of their first day, then of their case.

    The order of `claims` does not matter, so that whoever computes the batch comes to the same amounts.

    Source: 常工信创新〔2023〕93号, arts. 20 to 22 and 25.
    """
    chains: defaultdict[str, list[BatchClaim]] = defaultdict(list)
    for claim in claims:
        chains[claim.chain].append(claim)
    computed: dict[str, ComputedClaim] = {}
    for chain in chains.values():
        granted: tuple[PaidYear, ...] = ()
        for claim in sorted(chain, key=lambda one: (_first_day(one.facts), one.case)):
            facts = replace(claim.facts, prior=(*claim.facts.prior, *granted)) if granted else claim.facts
            derivation = claim_amount(facts, claim.measures, claim.notice)
            computed[claim.case] = ComputedClaim(facts=facts, derivation=derivation)
            granted = (*granted, *_granted(claim, derivation))
    return computed


def _first_day(facts: ClaimFacts) -> date:
    """The day on which what is supported begins."""
    if isinstance(facts, PremiumFacts):
        return min((contract.start for contract in facts.contracts), default=date.max)
    return facts.signed_on


def _granted(claim: BatchClaim, derivation: Derivation) -> tuple[PaidYear, ...]:
    """What later claims of the chain must take as granted."""
    granted = derivation.amount_yuan if claim.granted_yuan is None else claim.granted_yuan
    if not granted:
        return ()
    if not isinstance(claim.facts, PremiumFacts):
        return (PaidYear(year_start=claim.facts.signed_on, amount_yuan=granted, source=claim.case),)
    return tuple(
        PaidYear(year_start=year.year_start, amount_yuan=year.amount_yuan, source=claim.case)
        for year in derivation.years
    )
