"""Rules about evidence: rights, reports, their dates and how they are referred to (arts. 6(2), 6(4) and 8(3))."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.intake.rules_application import COMPLETION_KINDS, application_of
from czdocs.terms import EvidenceKind, FormKind, IpKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from czdocs.intake.schema import Path
    from czdocs.record.application import Application

__all__: list[str] = []

_FORM = FormKind.APPLICATION
_PATENTS = (IpKind.INVENTION, IpKind.UTILITY_MODEL, IpKind.DESIGN)
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_PATENT_MODULUS = 11


@rule("CZ2065", _FORM)
def rights_in_force(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each right named is in force and undisputed."""
    for n, right in enumerate(application_of(case).product.ip):
        if right.status != "valid":
            values = {"number": right.number, "status": {"lapsed": "失效", "disputed": "有争议"}[right.status]}
            yield Fault(kind=_FORM, path=("product", "ip", n, "status"), values=values)


@rule("CZ2067", _FORM)
def rights_held_or_licensed(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The holder of each right is the applicant, or the licence contract is attached."""
    application = application_of(case)
    for n, right in enumerate(application.product.ip):
        holders = right.holder.replace("；", "、").replace(";", "、").split("、")
        if application.applicant.name not in holders and right.licence is None:
            values = {"number": right.number, "holder": right.holder}
            yield Fault(kind=_FORM, path=("product", "ip", n, "holder"), values=values)


@rule("CZ2908", _FORM)
def patent_numbers_check(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The check digit of each patent number is right (ZC 0006-2003)."""
    for n, right in enumerate(application_of(case).product.ip):
        if right.kind in _PATENTS:
            digits, _dot, last = right.number.removeprefix("ZL").partition(".")
            rest = sum(int(d) * w for d, w in zip(digits, _PATENT_WEIGHTS, strict=True)) % _PATENT_MODULUS
            wanted = "X" if rest == _PATENT_MODULUS - 1 else str(rest)
            if last != wanted:
                values = {"number": right.number, "last": last, "wanted": wanted}
                yield Fault(kind=_FORM, path=("product", "ip", n, "number"), values=values)


@rule("CZ2915", _FORM)
def dated_before_submission(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Nothing that is handed in bears a later date than the application."""
    application = application_of(case)
    for path, title, day in _dated(application):
        if day > application.submitted_on:
            values = {"title": title, "day": day, "submitted": application.submitted_on}
            yield Fault(kind=_FORM, path=path, values=values)


def _dated(application: Application) -> Iterator[tuple[Path, str, date]]:
    """Path, title and day of everything that must not be later than the application."""
    product = application.product
    for n, right in enumerate(product.ip):
        yield ("product", "ip", n, "granted_on"), "授权（登记）日期", right.granted_on
    for n, item in enumerate(product.evidence):
        yield ("product", "evidence", n, "issued_on"), f"{item.kind.label}{item.id}的日期", item.issued_on
    if product.first_sold_on:
        yield ("product", "first_sold_on"), "首次销售日期", product.first_sold_on
    yield ("pledge", "signed_on"), "承诺书签字日期", application.pledge.signed_on
    yield ("applicant", "registered_on"), "成立日期", application.applicant.registered_on


@rule("CZ2916", _FORM)
def evidence_ids_unique(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each piece of evidence has its own id."""
    evidence = application_of(case).product.evidence
    seen: dict[str, Path] = {}
    for n, item in enumerate(evidence):
        path = ("product", "evidence", n, "id")
        if item.id in seen:
            related = (("第一次出现", _FORM, seen[item.id]),)
            yield Fault(kind=_FORM, path=path, values={"id": item.id}, related=related)
        seen.setdefault(item.id, path)


@rule("CZ2917", _FORM)
def evidence_ids_resolve(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each reference names a piece of evidence of the application."""
    product = application_of(case).product
    known = {item.id for item in product.evidence}
    references: list[tuple[FormKind, Path, str]] = [
        (_FORM, ("product", "completed_evidence"), product.completed_evidence),
        (_FORM, ("product", "level_evidence"), product.level_evidence),
    ]
    references += [(_FORM, ("product", "indicators", n, "source"), i.source) for n, i in enumerate(product.indicators)]
    if case.report:
        for n, innovation in enumerate(case.report.body.sections.innovations):
            references += [
                (FormKind.REPORT, ("sections", "innovations", n, "evidence", m), reference)
                for m, reference in enumerate(innovation.evidence)
            ]
    for kind, path, reference in references:
        if reference not in known:
            values = {"id": reference, "known": "、".join(sorted(known))}
            yield Fault(kind=kind, path=path, values=values)


@rule("CZ2918", _FORM)
def completion_is_documented(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The evidence of completion is an appraisal, a test report or a user's opinion (D-05)."""
    product = application_of(case).product
    for item in product.evidence:
        if item.id == product.completed_evidence and item.kind not in COMPLETION_KINDS:
            values = {"id": item.id, "kind": item.kind.label}
            yield Fault(kind=_FORM, path=("product", "completed_evidence"), values=values)


@rule("CZ2925", _FORM)
def reports_are_recent(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """Test and novelty reports are no older than the year's notice allows."""
    if terms.notice is None:
        return
    ages = {
        EvidenceKind.TEST_REPORT: terms.notice.test_report_max_age_months,
        EvidenceKind.NOVELTY_REPORT: terms.notice.novelty_report_max_age_months,
    }
    for n, item in enumerate(application_of(case).product.evidence):
        months = ages.get(item.kind)
        if months is not None and item.issued_on < months_before(terms.notice.closing_date, months):
            values = {
                "kind": item.kind.label,
                "id": item.id,
                "day": item.issued_on,
                "months": months,
                "closing": terms.notice.closing_date,
            }
            yield Fault(kind=_FORM, path=("product", "evidence", n, "issued_on"), values=values)


@rule("CZ2926", _FORM)
def licences_in_force(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each licence of a regulated product is in force on the day of the application."""
    application = application_of(case)
    for n, licence in enumerate(application.product.licences):
        if not licence.valid_from <= application.submitted_on <= licence.valid_to:
            values = {
                "name": licence.name,
                "first": licence.valid_from,
                "last": licence.valid_to,
                "submitted": application.submitted_on,
            }
            yield Fault(kind=_FORM, path=("product", "licences", n, "valid_to"), values=values)


def months_before(day: date, months: int) -> date:
    """The corresponding day `months` earlier, or the last day of that month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
