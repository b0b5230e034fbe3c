"""Rules about the application: who applies and with which product (arts. 5 and 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from czdocs.decide.periods import developed_within, in_operation
from czdocs.intake.credit_code import check_character
from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.terms import ApplicantKind, EvidenceKind, Field, FormKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from czdocs.record.application import Application

__all__ = ["COMPLETION_KINDS", "application_of"]

_FORM = FormKind.APPLICATION
_REGISTRIES = {ApplicantKind.ENTERPRISE: "9", ApplicantKind.INSTITUTION: "1"}
_CITY = ("常州", "溧阳")
COMPLETION_KINDS = (EvidenceKind.APPRAISAL, EvidenceKind.TEST_REPORT, EvidenceKind.USER_REPORT)


def application_of(case: Dossier) -> Application:
    """The application of a case whose rule needs it."""
    record = case.application
    if record is None:
        raise AssertionError("a rule ran without the form that it needs")
    return record.body


@rule("CZ2051", _FORM)
def name_is_one_product(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A name or model stands for one product, not for a series or an open list."""
    words = terms.notice.name_forbidden if terms.notice else ()
    product = application_of(case).product
    named = [(("product", "name"), "产品名称", product.name)]
    named += [(("product", "models", n), "型号", model) for n, model in enumerate(product.models)]  # type: ignore[misc]
    for path, title, text in named:
        for word in words:
            if word in text:
                yield Fault(kind=_FORM, path=path, values={"title": title, "name": text, "word": word})


@rule("CZ2052", _FORM)
def name_without_ornament(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A name says what the product is, not how good."""
    name = application_of(case).product.name
    for word in terms.notice.name_ornaments if terms.notice else ():
        if word in name:
            yield Fault(kind=_FORM, path=("product", "name"), values={"name": name, "word": word})


@rule("CZ2060", _FORM)
def credit_code_checks(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The check character of the unified social credit code is right (GB 32100-2015)."""
    code = application_of(case).applicant.uscc
    wanted = check_character(code)
    if wanted != code[-1]:
        values = {"uscc": code, "last": code[-1], "wanted": wanted}
        yield Fault(kind=_FORM, path=("applicant", "uscc"), values=values)


@rule("CZ2061", _FORM)
def operates_long_enough(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The applicant has operated for the years that art. 6(1) asks, counted from its registration."""
    application = application_of(case)
    registered, base = application.applicant.registered_on, terms.base_date(application)
    if not in_operation(registered, base, terms.measures).met:
        values = {"registered": registered, "years": terms.measures.integer("operation_years"), "base": base}
        yield Fault(kind=_FORM, path=("applicant", "registered_on"), values=values)


@rule("CZ2062", _FORM)
def credit_code_fits_kind(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The first character of the code is that of the registry of enterprises or of institutions."""
    applicant = application_of(case).applicant
    wanted = _REGISTRIES[applicant.kind]
    if applicant.uscc[0] != wanted:
        values = {"kind": applicant.kind.label, "first": applicant.uscc[0], "wanted": wanted}
        yield Fault(kind=_FORM, path=("applicant", "kind"), values=values)


@rule("CZ2063", _FORM)
def registered_in_the_city(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The applicant is registered within the city."""
    address = application_of(case).applicant.registered_address
    if not any(name in address for name in _CITY):
        yield Fault(kind=_FORM, path=("applicant", "registered_address"), values={"address": address})


@rule("CZ2064", _FORM)
def declarations_given(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each declaration of art. 6(2) is given."""
    declarations = application_of(case).declarations
    for key, title in (
        ("good_credit", "无严重失信行为"),
        ("no_major_accident", "近三年无重大安全、环保、质量事故"),
        ("industrial_policy", "符合国家产业政策"),
        ("ip_clear", "知识产权明晰"),
    ):
        if not getattr(declarations, key):
            yield Fault(kind=_FORM, path=("declarations", key), values={"title": title})


@rule("CZ2066", _FORM)
def other_field_needs_approval(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A field outside those that the measures name is for a person to judge."""
    product = application_of(case).product
    if product.field is Field.OTHER or product.field.value not in terms.measures.codes("fields"):
        yield Fault(kind=_FORM, path=("product", "field"), values={"field": product.field.label})


@rule("CZ2068", _FORM)
def developed_recently(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The product was completed within the years of art. 6(4), both ends included."""
    application = application_of(case)
    base, done = terms.base_date(application), application.product.completed_on
    period = developed_within(done, base, terms.measures)
    first = period.first
    if not period.met:
        values = {"what": "研制完成日期", "completed": done, "first": first, "base": base}
        yield Fault(kind=_FORM, path=("product", "completed_on"), values=values)
        return
    for n, item in enumerate(application.product.evidence):
        if item.kind in COMPLETION_KINDS and item.issued_on < first:
            values = {
                "what": f"{item.kind.label}{item.id}的日期",
                "completed": item.issued_on,
                "first": first,
                "base": base,
            }
            yield Fault(kind=_FORM, path=("product", "evidence", n, "issued_on"), values=values)


@rule("CZ2069", _FORM)
def newly_on_the_market(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A product sold for long is pointed out; whether it is new on the market, the experts judge."""
    application = application_of(case)
    sold, base = application.product.first_sold_on, terms.base_date(application)
    if sold is None or terms.notice is None:
        return
    months = terms.notice.newly_on_market_months
    if (base.year - sold.year) * 12 + base.month - sold.month - (base.day < sold.day) >= months:
        yield Fault(
            kind=_FORM, path=("product", "first_sold_on"), values={"sold": sold, "months": months, "base": base}
        )


@rule("CZ2911", _FORM)
def finance_years_follow(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The finance rows are consecutive years that end with the year before the application's."""
    record = case.application
    if record is None:
        return
    years = [row.year for row in record.body.applicant.finance]
    wanted = list(range(record.year - len(years), record.year))
    if years != wanted:
        values = {
            "years": "、".join(map(str, years)),
            "wanted": "、".join(map(str, wanted)),
        }
        yield Fault(kind=_FORM, path=("applicant", "finance"), values=values)


@rule("CZ2912", _FORM)
def research_staff_among_staff(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Research staff is part of the staff."""
    applicant = application_of(case).applicant
    if applicant.staff_rd > applicant.staff_total:
        values = {"rd": applicant.staff_rd, "total": applicant.staff_total}
        yield Fault(kind=_FORM, path=("applicant", "staff_rd"), values=values)


@rule("CZ2913", _FORM)
def sold_after_completion(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The first sale is not before the completion."""
    product = application_of(case).product
    if product.first_sold_on is not None and product.first_sold_on < product.completed_on:
        values = {"sold": product.first_sold_on, "completed": product.completed_on}
        yield Fault(kind=_FORM, path=("product", "first_sold_on"), values=values)


@rule("CZ2914", _FORM)
def sales_agree(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Without a first sale there are no sales; with one there are."""
    product = application_of(case).product
    sold = product.units_sold > 0 or product.sales_total_yuan > 0
    if sold != (product.first_sold_on is not None):
        values = {
            "first": product.first_sold_on or "未填",
            "units": product.units_sold,
            "total": product.sales_total_yuan,
        }
        yield Fault(kind=_FORM, path=("product", "units_sold"), values=values)


@rule("CZ2919", _FORM)
def pledge_by_legal_representative(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The pledge is signed by the legal representative."""
    application = application_of(case)
    if application.pledge.signed_by != application.applicant.legal_representative:
        yield Fault(kind=_FORM, path=("pledge", "signed_by"))


@rule("CZ2920", _FORM)
def pledge_sealed(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The pledge bears the applicant's seal."""
    if not application_of(case).pledge.sealed:
        yield Fault(kind=_FORM, path=("pledge", "sealed"))
