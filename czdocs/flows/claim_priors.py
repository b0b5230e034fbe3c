"""Prior money of one claim: what archived decisions granted for its product, or its product and scenario, before."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from czdocs.archive.commit import Record
from czdocs.archive.view import View
from czdocs.decide.claim_facts import PaidYear
from czdocs.decide.claim_identity import normal_form
from czdocs.flows.grants import SUBSIDY, is_granted, standing
from czdocs.money import Yuan, yuan

__all__ = ["granted_for", "granted_years"]


def granted_for(  # noqa: PLR0913 - what is asked, by name
    view: View,
    certificates: Iterable[str],
    *,
    back: Collection[str],
    company: str | None = None,
    scenario: str | None = None,
    but: str | None = None,
) -> tuple[PaidYear, ...]:
    """What was granted for the product of `certificates`, its whole line of renewal, whoever held them.

    Without a `scenario` under art. 20; otherwise under art. 21 to `company` for that scenario (D-20). Money demanded
    `back`, by case, counts no longer, the insured year still does (D-26). The case `but` is left out. `source` is the
    case.
    """
    return tuple(
        replace(year, amount_yuan=Yuan(Decimal(0))) if record.subject.case in back else year
        for certificate in certificates
        for record in standing(view.find(kind=SUBSIDY, certificate=certificate))
        if is_granted(record) and _counts(record, company=company, scenario=scenario)
        for year in granted_years(record)
        if but is None or year.source != but
    )


def _counts(record: Record, *, company: str | None, scenario: str | None) -> bool:
    """Whether `record` is of the same article, and under art. 21 of the same builder and scenario."""
    known = record.data.get("scenario")
    if scenario is None or known is None:
        return scenario is None and known is None
    ours = company is None or record.subject.company == company
    return ours and normal_form(known) == normal_form(scenario)


def granted_years(record: Record) -> Iterator[PaidYear]:
    """The insured years that `record` supports, or for a scenario the day of the decision with the whole amount."""
    source = record.subject.case
    for year in record.data["years"]:
        day = date.fromisoformat(year["year_start"])
        yield PaidYear(year_start=day, amount_yuan=yuan(year["amount_yuan"]), source=source)
    if record.data["scenario"] is not None:
        day = record.dated or record.known_on
        yield PaidYear(year_start=day, amount_yuan=yuan(record.data["amount_yuan"]), source=source)
