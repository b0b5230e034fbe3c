"""Check of a purchaser's budget: what is found in the form, and the reserved share with its calculation (art. 13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from czdocs.decide.reserved_share import DepartmentShare, ReservedShare, department_shares, reserved_share
from czdocs.diagnostic import Diagnostic, has_errors
from czdocs.flows.purchaser_form import purchaser_form
from czdocs.policy.parameter import Measures
from czdocs.record.procurement import ProcurementBudget
from czdocs.terms import FormKind, PurchaserKind

__all__ = ["BudgetCheck", "CheckedBudget", "check_budget"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBudget:
    """A budget that could be read, and its reserved share: as D-09 is read, and as it would be read otherwise."""

    year: int
    budget: ProcurementBudget
    measures: Measures
    share: ReservedShare
    alternatives: tuple[ReservedShare, ...]
    departments: tuple[DepartmentShare, ...]

    @property
    def binding(self) -> bool:
        """Whether art. 13 binds this purchaser, who buys with fiscal funds."""
        return self.budget.purchaser.kind is PurchaserKind.GOVERNMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetCheck:
    """What was found; `checked` is None where the form has faults, so that nothing can be calculated."""

    checked: CheckedBudget | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    @property
    def acceptable(self) -> bool:
        """Whether the form has no errors and reserves enough."""
        return self.checked is not None and not has_errors(self.diagnostics)


def check_budget(path: Path, *, today: date | None = None) -> BudgetCheck:
    """What is found in the budget `path`, and its reserved share."""
    form = purchaser_form(path, FormKind.PROCUREMENT_BUDGET, today=today)
    checked = None
    if form.record is not None and form.measures is not None:
        budget: ProcurementBudget = form.record.body
        checked = _checked(form.record.year, budget, form.measures)
    return BudgetCheck(checked=checked, diagnostics=form.diagnostics, texts=form.texts)


def _checked(year: int, budget: ProcurementBudget, measures: Measures) -> CheckedBudget:
    reading = measures.interpretations["D-09"]
    others = (measures.with_reading("D-09", option) for option in reading.options if option != reading.chosen)
    return CheckedBudget(
        year=year,
        budget=budget,
        measures=measures,
        share=reserved_share(budget, measures),
        alternatives=tuple(reserved_share(budget, other) for other in others),
        departments=department_shares(budget, measures),
    )
