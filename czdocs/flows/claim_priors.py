"""Prior money of one claim: what archived decisions granted for its product, or its product and scenario, before."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from czdocs.archive.commit import Record
from czdocs.archive.view import View
from czdocs.decide.claim_facts import PaidYear
from czdocs.decide.claim_identity import normal_form
from czdocs.flows.grants import SUBSIDY, linked_certificates, recovered_cases, standing
from czdocs.money import Yuan, yuan
from czdocs.terms import SubsidyResult

__all__ = ["decided_amount", "granted_for", "granted_years", "is_granted"]


def granted_for(
    view: View, certificate: str, *, company: str | None = None, scenario: str | None = None
) -> tuple[PaidYear, ...]:
    """What was granted for the product of `certificate`, whichever certificate it had then and whoever held it.

    Without a `scenario` under art. 20; otherwise under art. 21 to `company` for that scenario (D-20). Money demanded
    back counts no longer, the insured year still does (D-26). `source` is the case.
    """
    back = recovered_cases(view)
    return tuple(
        PaidYear(year_start=year.year_start, amount_yuan=Yuan(Decimal(0)), source=year.source)
        if record.subject.case in back
        else year
        for one in sorted(linked_certificates(view, certificate))
        for record in standing(view.find(kind=SUBSIDY, certificate=one))
        if is_granted(record) and _counts(record, company=company, scenario=scenario)
        for year in granted_years(record)
    )


def _counts(record: Record, *, company: str | None, scenario: str | None) -> bool:
    """Whether `record` is of the same article, and under art. 21 of the same builder and scenario."""
    known = record.data.get("scenario")
    if scenario is None or known is None:
        return scenario is None and known is None
    ours = company is None or record.subject.company == company
    return ours and normal_form(known) == normal_form(scenario)


def is_granted(record: Record) -> bool:
    """Whether the subsidy `record` grants money."""
    return bool(record.data.get("result") == SubsidyResult.APPROVED.value)


def granted_years(record: Record) -> Iterator[PaidYear]:
    """The insured years that `record` supports, or for a scenario the day of the decision with the whole amount."""
    source = record.subject.case
    for year in record.data["years"]:
        day = date.fromisoformat(year["year_start"])
        yield PaidYear(year_start=day, amount_yuan=yuan(year["amount_yuan"]), source=source)
    if record.data["scenario"] is not None:
        day = record.dated or record.known_on
        yield PaidYear(year_start=day, amount_yuan=yuan(record.data["amount_yuan"]), source=source)


def decided_amount(view: View, case: str) -> tuple[int, Yuan] | None:
    """The record that grants money for `case`, and how much; None where none does."""
    records = [record for record in standing(view.find(kind=SUBSIDY, case=case)) if is_granted(record)]
    return (records[-1].sequence, yuan(records[-1].data["amount_yuan"])) if records else None
