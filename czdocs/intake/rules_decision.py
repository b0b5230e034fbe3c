"""Rules about the certification decision of a year and its cases (arts. 10 and 11)."""

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date

from czdocs.decide.periods import valid_until
from czdocs.intake.agency_names import name_to_bear
from czdocs.intake.dossier import Fault, Terms, YearDossier
from czdocs.intake.rules import year_rule
from czdocs.intake.schema import Path
from czdocs.period import working_days
from czdocs.record.decision import CertificationDecision, Entry
from czdocs.terms import CertificationResult, FormKind, Recommendation, ReviewResult

__all__: list[str] = []

_FORM = FormKind.CERTIFICATION_DECISION


def _entries(year: YearDossier) -> Iterator[tuple[int, Entry]]:
    yield from enumerate(year.decision.body.entries)


@year_rule("CZ2100")
def departments_consulted(year: YearDossier, terms: Terms) -> Iterator[Fault]:
    """Every department that art. 10 names took part in the consultation."""
    participants = year.decision.body.consultation.participants
    for department in terms.measures.codes("consulting_departments"):
        if not any(name.endswith(department) for name in participants):
            yield Fault(kind=_FORM, path=("consultation", "participants"), values={"department": f"市{department}"})


@year_rule("CZ2986")
def signed_by_their_names(year: YearDossier, terms: Terms) -> Iterator[Fault]:
    """An agency that signs the decision is called by the full name that it bears on the day of the decision."""
    dated = year.decision.body.dated
    for n, name in enumerate(year.decision.body.issuers):
        wanted = name_to_bear(name, terms.agencies, on=dated)
        if wanted is not None:
            yield Fault(kind=_FORM, path=("issuers", n), values={"name": name, "day": dated, "wanted": wanted})


@year_rule("CZ2101")
def publicity_long_enough(year: YearDossier, terms: Terms) -> Iterator[Fault]:
    """The publicity begins after the day of posting and lasts the working days that the notice says."""
    if terms.notice is None:
        return
    publicity, least = year.decision.body.publicity, terms.notice.publicity_working_days
    days = working_days(
        publicity.first_day,
        publicity.last_day,
        holidays=terms.notice.holidays,
        extra_workdays=terms.notice.extra_workdays,
    )
    if publicity.first_day <= publicity.posted_on:
        values = {"reason": f"公示首日 {publicity.first_day} 应在发布日期 {publicity.posted_on} 之后"}
        yield Fault(kind=_FORM, path=("publicity", "from"), values=values)
    elif days < least:
        span = f"{publicity.first_day} 至 {publicity.last_day}"
        yield Fault(
            kind=_FORM, path=("publicity", "to"), values={"reason": f"{span} 只有 {days} 个工作日，至少须 {least} 个"}
        )


@year_rule("CZ2102")
def certificates_in_sequence(year: YearDossier, _: Terms) -> Iterator[Fault]:
    """Certificates are numbered from 0001 without gap, each of the decision's year."""
    number = 0
    for n, entry in _entries(year):
        if entry.result is CertificationResult.CERTIFIED:
            number += 1
            wanted = f"CZCP-{year.decision.year}-{number:04d}"
            if entry.certificate != wanted:
                values = {"certificate": entry.certificate, "wanted": wanted}
                yield Fault(kind=_FORM, path=("entries", n, "certificate"), values=values)
                return


@year_rule("CZ2103")
def certified_only_if_recommended(year: YearDossier, _: Terms) -> Iterator[Fault]:
    """Only what the district passed and the experts recommended is certified."""
    for n, entry in _entries(year):
        case = year.cases.get(entry.case)
        if entry.result is not CertificationResult.CERTIFIED or case is None:
            continue
        review, experts = case.preliminary_review, case.expert_review
        reason = ""
        if review and review.body.result is not ReviewResult.PASS:
            reason = f"初审结论为{review.body.result.label}"
        elif FormKind.EXPERT_REVIEW not in case.present:
            reason = "没有专家评审意见"
        elif experts and experts.body.group.recommendation is not Recommendation.RECOMMEND:
            reason = f"专家组{experts.body.group.recommendation.label}"
        if reason:
            yield Fault(kind=_FORM, path=("entries", n, "result"), values={"case": entry.case, "reason": reason})


@year_rule("CZ2104")
def every_case_decided_once(year: YearDossier, _: Terms) -> Iterator[Fault]:
    """Every case of the year is decided, each once, and no other."""
    counts = Counter(entry.case for _, entry in _entries(year))
    known = set(year.cases) | year.unread
    seen: set[str] = set()
    for n, entry in _entries(year):
        reason = ""
        if entry.case in seen and counts[entry.case] > 1:
            reason = "出现了两次"
        elif entry.case not in known:
            reason = "没有申报材料"
        elif entry.case in year.cases and FormKind.PRELIMINARY_REVIEW not in year.cases[entry.case].present:
            reason = "没有初审意见"
        seen.add(entry.case)
        if reason:
            yield Fault(kind=_FORM, path=("entries", n, "case"), values={"case": entry.case, "reason": reason})
    for case in sorted(known - set(counts)):
        yield Fault(kind=_FORM, path=("entries",), values={"case": case, "reason": "没有认定结果"})


@year_rule("CZ2105")
def renewals_of_same_holder(year: YearDossier, _: Terms) -> Iterator[Fault]:
    """A renewed certificate was held by the same unit."""
    for n, entry in _entries(year):
        if entry.renews is None or entry.case not in year.cases:
            continue
        application = year.cases[entry.case].application
        holder = year.holders.get(entry.renews)
        if application and holder is not None and application.body.applicant.uscc != holder:
            values = {"case": entry.case, "certificate": entry.renews, "reason": "不是同一申报单位持有"}
            yield Fault(kind=_FORM, path=("entries", n, "renews"), values=values)
        if application and application.body.product.renewal_of not in (None, entry.renews):
            values = {"case": entry.case, "certificate": entry.renews, "reason": "与申请表所填的原证书编号不同"}
            yield Fault(kind=_FORM, path=("entries", n, "renews"), values=values)


@year_rule("CZ2106")
def steps_in_order(year: YearDossier, _: Terms) -> Iterator[Fault]:
    """Experts, consultation, posting, publicity, decision and printing follow each other."""
    decision = year.decision.body
    reviews = [case.expert_review.body.dated for case in year.cases.values() if case.expert_review]
    steps = _steps(decision)
    if reviews and decision.consultation.held_on < max(reviews):
        values = {
            "title": "会商日期",
            "day": decision.consultation.held_on,
            "before": "最后的专家评审意见",
            "first": max(reviews),
        }
        yield Fault(kind=_FORM, path=("consultation", "held_on"), values=values)
    for (before, _path, first), (title, path, day) in itertools.pairwise(steps):
        if day < first:
            values = {"title": title, "day": day, "before": before, "first": first}
            yield Fault(kind=_FORM, path=path, values=values)


def _steps(decision: CertificationDecision) -> tuple[tuple[str, Path, date], ...]:
    """Title, path and day of each step in their order."""
    return (
        ("会商日期", ("consultation", "held_on"), decision.consultation.held_on),
        ("公示发布日期", ("publicity", "posted_on"), decision.publicity.posted_on),
        ("公示首日", ("publicity", "from"), decision.publicity.first_day),
        ("公示末日", ("publicity", "to"), decision.publicity.last_day),
        ("成文日期", ("dated",), decision.dated),
        ("印发日期", ("printed_on",), decision.printed_on),
    )


@year_rule("CZ2107")
def renewed_certificate_known(year: YearDossier, _: Terms) -> Iterator[Fault]:
    """A renewed certificate is among those known; otherwise a person has to look."""
    for n, entry in _entries(year):
        if entry.renews is not None and entry.renews not in year.holders:
            values = {"certificate": entry.renews}
            yield Fault(kind=_FORM, path=("entries", n, "renews"), values=values)


@year_rule("CZ2108")
def carried_over_in_force(year: YearDossier, terms: Terms) -> Iterator[Fault]:
    """What is carried over from earlier years is still in force on the day of the decision, and stands once."""
    seen: set[str] = set()
    for n, carried in enumerate(year.decision.body.carried_over):
        last = valid_until(carried.certified_on, terms.measures)
        reason = ""
        if last < year.decision.body.dated:
            reason = f"有效期至 {last}，早于成文日期"
        elif carried.certificate in seen or carried.certificate.split("-")[1] == str(year.decision.year):
            reason = "证书编号重复，或者属于本年度"
        seen.add(carried.certificate)
        if reason:
            values = {"certificate": carried.certificate, "reason": reason}
            yield Fault(kind=_FORM, path=("carried_over", n, "certificate"), values=values)


@year_rule("CZ2109")
def numbered_in_its_year(year: YearDossier, _: Terms) -> Iterator[Fault]:
    """The document number and the day of the document are of the decision's year."""
    decision = year.decision.body
    if f"〔{decision.dated.year}〕" not in decision.document_number or decision.dated.year != year.decision.year:
        values = {"number": decision.document_number, "dated": decision.dated, "year": year.decision.year}
        yield Fault(kind=_FORM, path=("document_number",), values=values)
