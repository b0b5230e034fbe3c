"""Rules about a purchaser's budget: the share reserved for innovative products (art. 13)."""

from collections.abc import Iterator
from decimal import Decimal

from czdocs.decide.derivation import exact_text
from czdocs.decide.reserved_share import reserved_share
from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.money import percent
from czdocs.record.procurement import ProcurementBudget
from czdocs.terms import FormKind, PurchaserKind

__all__: list[str] = []

_FORM = FormKind.PROCUREMENT_BUDGET


def _budget(case: Dossier) -> ProcurementBudget:
    body: ProcurementBudget = case.by_kind[_FORM].body
    return body


@rule("CZ2130", _FORM)
def share_reserved(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """Government purchasers reserve the share of their budget, exactly that share included; D-09 says of what."""
    budget = _budget(case)
    if budget.purchaser.kind is not PurchaserKind.GOVERNMENT:
        return
    share = reserved_share(budget, terms.measures)
    if share.met:
        return
    key, whole, unit = ("reserved_yuan", "预算总额", "元") if share.unit == "元" else ("projects", "采购项目", "个项目")
    values = {
        "reserved": f"{exact_text(share.reserved)} {unit}",
        "whole": whole,
        "total": f"{exact_text(share.whole)} {unit}",
        "percent": percent(share.wanted),
        "least": f"{exact_text(share.least)} {unit}",
    }
    yield Fault(kind=_FORM, path=(key,), values=values)


@rule("CZ2131", _FORM)
def reserved_within_amount(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A project reserves no more than its amount."""
    for n, project in enumerate(_budget(case).projects):
        if project.reserved_yuan > project.amount_yuan:
            values = {
                "name": project.name,
                "reserved": f"{project.reserved_yuan:f}",
                "amount": f"{project.amount_yuan:f}",
            }
            yield Fault(kind=_FORM, path=("projects", n, "reserved_yuan"), values=values)


@rule("CZ2132", _FORM)
def reserved_for_a_category(case: Dossier, _: Terms) -> Iterator[Fault]:
    """What is reserved is reserved for a category of art. 5."""
    for n, project in enumerate(_budget(case).projects):
        if project.reserved_yuan > 0 and project.category is None:
            values = {"name": project.name, "reserved": f"{project.reserved_yuan:f}"}
            yield Fault(kind=_FORM, path=("projects", n, "category"), values=values)


@rule("CZ2982", _FORM)
def budget_adds_up(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Both totals are the sums of the projects."""
    budget = _budget(case)
    amount = sum((project.amount_yuan for project in budget.projects), Decimal(0))
    reserved = sum((project.reserved_yuan for project in budget.projects), Decimal(0))
    sums = (
        ("total_yuan", "预算总额", budget.total_yuan, amount),
        ("reserved_yuan", "预留总额", budget.reserved_yuan, reserved),
    )
    for key, title, value, wanted in sums:
        if value != wanted:
            values = {"title": title, "value": f"{value:f} 元", "wanted": f"{wanted:f} 元", "how": "各项目之和"}
            yield Fault(kind=_FORM, path=(key,), values=values)
