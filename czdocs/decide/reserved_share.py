"""Reserved share (art. 13): how much of a purchaser's budget is kept for innovative products, and what is lacking."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Literal

from czdocs.decide.derivation import exact_text
from czdocs.policy.parameter import Measures
from czdocs.record.procurement import BudgetedProject, ProcurementBudget

__all__ = ["DepartmentShare", "ReservedShare", "ShareStep", "department_shares", "reserved_share"]

_UNITS: dict[str, Literal["元", "个"]] = {"amount": "元", "projects": "个"}
_FEN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareStep:
    """One step: its exact result in `unit`, with the figures it was made from, in words and as exact texts."""

    label: str
    formula: str
    values: tuple[tuple[str, str], ...]
    result: Fraction
    unit: Literal["元", "个", "比例"]
    article: str
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservedShare:
    """Whether enough is reserved, as D-09 is read (`reading`), in yuan or in projects (`unit`).

    `share` is the exact part that is reserved, None of an empty budget. `least` is the exact amount to reserve,
    `shortfall` what is lacking to it, rounded up to the fen (or to a whole project), 0 where nothing is.
    """

    reading: str
    unit: Literal["元", "个"]
    whole: Fraction
    reserved: Fraction
    share: Fraction | None
    wanted: Decimal
    least: Fraction
    shortfall: Decimal
    steps: tuple[ShareStep, ...]

    @property
    def met(self) -> bool:
        """Whether the reserved part is the wanted share or more."""
        return self.reserved >= self.least


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentShare:
    """The part that one department of the budget reserves; of no consequence by itself."""

    department: str
    amount: Decimal
    reserved: Decimal
    share: Fraction | None
    met: bool


def reserved_share(budget: ProcurementBudget, measures: Measures) -> ReservedShare:
    """The reserved share of `budget`, exact, with its steps; exactly the wanted share is enough.

    Source: 常工信创新〔2023〕93号, art. 13; D-09.
    """
    reading = measures.reading("D-09")
    if reading == "projects":
        whole = Fraction(len(budget.projects))
        reserved = Fraction(sum(1 for project in budget.projects if project.reserved_yuan))
    else:
        whole, reserved = Fraction(Decimal(budget.total_yuan)), Fraction(Decimal(budget.reserved_yuan))
    wanted = measures.decimal("reserved_share")
    least, unit = whole * Fraction(wanted), _UNITS[reading]
    lacking = max(Fraction(0), least - reserved)
    parts = _FEN if unit == "元" else 1
    return ReservedShare(
        reading=reading,
        unit=unit,
        whole=whole,
        reserved=reserved,
        share=_share(reserved, whole),
        wanted=wanted,
        least=least,
        shortfall=Decimal(ceil(lacking * parts)) / parts,
        steps=_steps(whole, reserved, wanted, measures=measures, unit=unit),
    )


def department_shares(budget: ProcurementBudget, measures: Measures) -> tuple[DepartmentShare, ...]:
    """What each department of `budget` reserves of its own projects, in yuan, in the order of the form."""
    wanted = Fraction(measures.decimal("reserved_share"))
    names = dict.fromkeys(project.department for project in budget.projects)
    return tuple(_department(name, (p for p in budget.projects if p.department == name), wanted) for name in names)


def _department(name: str, projects: Iterable[BudgetedProject], wanted: Fraction) -> DepartmentShare:
    own = tuple(projects)
    amount = sum((project.amount_yuan for project in own), Decimal(0))
    reserved = sum((project.reserved_yuan for project in own), Decimal(0))
    return DepartmentShare(
        department=name,
        amount=amount,
        reserved=reserved,
        share=_share(Fraction(reserved), Fraction(amount)),
        met=Fraction(reserved) >= Fraction(amount) * wanted,
    )


def _share(reserved: Fraction, whole: Fraction) -> Fraction | None:
    return reserved / whole if whole else None


def _steps(
    whole: Fraction, reserved: Fraction, wanted: Decimal, *, measures: Measures, unit: Literal["元", "个"]
) -> tuple[ShareStep, ...]:
    article = measures.parameters["reserved_share"].article
    total, kept = ("预算总额", "预留金额") if unit == "元" else ("采购项目", "预留的项目")
    least, text = whole * Fraction(wanted), exact_text
    share = _share(reserved, whole)
    steps = [
        ShareStep(
            label="应预留",
            formula=f"{total} × 预留比例",
            values=((total, text(whole)), ("预留比例", f"{wanted:f}")),
            result=least,
            unit=unit,
            article=article,
            readings=("D-09",),
        ),
        ShareStep(
            label="差额",
            formula=f"应预留 − {kept}，不小于 0",
            values=(("应预留", text(least)), (kept, text(reserved))),
            result=max(Fraction(0), least - reserved),
            unit=unit,
            article=article,
        ),
    ]
    if share is not None:
        part = ShareStep(
            label="预留份额",
            formula=f"{kept} ÷ {total}",
            values=((kept, text(reserved)), (total, text(whole))),
            result=share,
            unit="比例",
            article=article,
            readings=("D-09",),
        )
        steps.insert(0, part)
    return tuple(steps)
