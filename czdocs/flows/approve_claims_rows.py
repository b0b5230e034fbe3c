"""Rows of a batch: what each claim asks for, what it gives, and what was decided, for the clerk's table."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from czdocs.flows.approve_claims import ApprovalOutcome
from czdocs.flows.approve_claims_assessment import entries_of
from czdocs.money import Yuan, yuan
from czdocs.terms import SubsidyResult

__all__ = ["ClaimRow", "claim_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim; the amounts decided are None where nobody has decided. `codes` are those of what was found."""

    case: str
    company: str
    product: str
    certificate: str
    claimed_yuan: Yuan
    prior_yuan: Yuan
    computed_yuan: Yuan
    result: SubsidyResult | None
    amount_yuan: Yuan | None
    city_yuan: Yuan | None
    district_yuan: Yuan | None
    errors: int
    codes: tuple[str, ...]


def claim_rows(outcome: ApprovalOutcome) -> tuple[ClaimRow, ...]:
    """A row for each claim of `outcome` that was computed, by case."""
    return tuple(_rows(outcome))


def _rows(outcome: ApprovalOutcome) -> Iterator[ClaimRow]:
    assessment = outcome.assessment
    entries = entries_of(outcome.decision.body if outcome.decision is not None else None)
    for number, case in sorted(outcome.cases.items()):
        if case.claim is None or assessment is None:
            continue
        body, computed, entry = case.claim.body, assessment.computed[number], entries.get(number)
        refused = entry is not None and entry.result is SubsidyResult.REFUSED
        amounts = (entry.amount_yuan, entry.city_yuan, entry.district_yuan) if entry is not None else (None,) * 3
        amount, city, district = (yuan("0"),) * 3 if refused else amounts
        yield ClaimRow(
            case=number,
            company=body.applicant.name,
            product=body.product.name,
            certificate=body.product.certificate,
            claimed_yuan=body.amount_claimed_yuan,
            prior_yuan=Yuan(sum((paid.amount_yuan for paid in computed.facts.prior), Decimal(0))),
            computed_yuan=computed.derivation.amount_yuan,
            result=entry.result if entry is not None else None,
            amount_yuan=amount,
            city_yuan=city,
            district_yuan=district,
            errors=len(assessment.errors(number)),
            codes=tuple(sorted({told.code for told in assessment.findings[number]})),
        )
