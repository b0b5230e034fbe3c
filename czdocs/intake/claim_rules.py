"""Claim rules: entry of the checks of claims into the rule table, and the values that several of them need."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from czdocs.decide.periods import valid_until
from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.intake.schema import Path
from czdocs.record.claims import Claim, PremiumClaim, ScenarioClaim
from czdocs.terms import FormKind

__all__ = ["Told", "claim_rule", "in_order", "paid_before", "premium_rule", "scenario_rule", "total", "validity_end"]

Told = Iterator[tuple[Path, Mapping[str, Any]]]
"""What a check of one claim yields: where in its form, and the values for the text."""


def claim_rule(code: str) -> Callable[[Callable[[Claim, Terms], Told]], Callable[[Claim, Terms], Told]]:
    """Enter the decorated check of either claim into the table of case rules under `code`."""

    def enter(check: Callable[[Claim, Terms], Told]) -> Callable[[Claim, Terms], Told]:
        @rule(code)
        def applied(case: Dossier, terms: Terms) -> Iterator[Fault]:
            if case.claim is not None:
                for path, values in check(case.claim.body, terms):
                    yield Fault(kind=case.claim.kind, path=path, values=values)

        return check

    return enter


def premium_rule(code: str) -> Callable[[Callable[[PremiumClaim, Terms], Told]], Callable[[PremiumClaim, Terms], Told]]:
    """Enter the decorated check of a premium claim into the table of case rules under `code`."""

    def enter(check: Callable[[PremiumClaim, Terms], Told]) -> Callable[[PremiumClaim, Terms], Told]:
        @rule(code, FormKind.PREMIUM_CLAIM)
        def applied(case: Dossier, terms: Terms) -> Iterator[Fault]:
            for path, values in check(case.by_kind[FormKind.PREMIUM_CLAIM].body, terms):
                yield Fault(kind=FormKind.PREMIUM_CLAIM, path=path, values=values)

        return check

    return enter


def scenario_rule(
    code: str,
) -> Callable[[Callable[[ScenarioClaim, Terms], Told]], Callable[[ScenarioClaim, Terms], Told]]:
    """Enter the decorated check of a scenario claim into the table of case rules under `code`."""

    def enter(check: Callable[[ScenarioClaim, Terms], Told]) -> Callable[[ScenarioClaim, Terms], Told]:
        @rule(code, FormKind.SCENARIO_CLAIM)
        def applied(case: Dossier, terms: Terms) -> Iterator[Fault]:
            for path, values in check(case.by_kind[FormKind.SCENARIO_CLAIM].body, terms):
                yield Fault(kind=FormKind.SCENARIO_CLAIM, path=path, values=values)

        return check

    return enter


def validity_end(claim: Claim, terms: Terms) -> date:
    """The last day on which the product is certified, by the day of certification that the claim gives (art. 10)."""
    return valid_until(claim.product.certified_on, terms.measures)


def paid_before(claim: Claim) -> Decimal:
    """What was already paid for the product under the same article, in yuan."""
    return total(prior.amount_yuan for prior in claim.prior_subsidies)


def total(amounts: Iterator[Decimal]) -> Decimal:
    """The sum of `amounts`, 0 for none."""
    return sum(amounts, Decimal(0))


def in_order(steps: tuple[tuple[str, Path, date], ...]) -> Told:
    """Each step (title, path, day) that is earlier than the one before it."""
    for (before, _path, first), (title, path, day) in itertools.pairwise(steps):
        if day < first:
            yield path, {"title": title, "day": day, "before": before, "first": first}
