"""Rules that the standing forms share: years of numbers, order of days, names of agencies, credit codes, repetition."""

import re
from collections.abc import Iterator
from typing import Any

from stdnum.cn import ric as identity_number

from czdocs.intake.agency_names import name_to_bear
from czdocs.intake.credit_code import check_character
from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.intake.schema import Path
from czdocs.intake.steps import steps
from czdocs.record import Body, Record
from czdocs.record.notice import OfficialNotice
from czdocs.record.procurement import ProcurementBudget, Tender
from czdocs.record.revocation import RevocationDecision
from czdocs.record.subsidy import SubsidyDecision
from czdocs.terms import FormKind

__all__: list[str] = []

_DOCUMENTS = (FormKind.SUBSIDY_DECISION, FormKind.REVOCATION_DECISION, FormKind.NOTICE)
_ALONE = (*_DOCUMENTS, FormKind.PROCUREMENT_BUDGET, FormKind.TENDER)
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
_ACCOUNT = re.compile(r"(?:账号|帐号|卡号|账户)[^0-9，。；]{0,12}[0-9](?:[ -]?[0-9]){9,}")


def _records(case: Dossier, kinds: tuple[FormKind, ...]) -> Iterator[Record[Any]]:
    return (case.by_kind[kind] for kind in kinds if kind in case.by_kind)


@rule("CZ2980")
def numbered_in_its_year(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The document number is of the year of the document's day, and so is the decision about a violation."""
    for record in _records(case, _DOCUMENTS):
        number, dated = record.body.document_number, record.body.dated
        if number is not None and f"〔{dated.year}〕" not in number:
            values = {"what": f"发文字号“{number}”", "dated": dated}
            yield Fault(kind=record.kind, path=("document_number",), values=values)
        if record.kind is FormKind.REVOCATION_DECISION and record.year != dated.year:
            yield Fault(kind=record.kind, path=("year",), values={"what": f"处理年度 {record.year}", "dated": dated})


@rule("CZ2981")
def days_in_order(case: Dossier, _: Terms) -> Iterator[Fault]:
    """What comes first is dated first; a day may be shared where the step allows."""
    for record in _records(case, _ALONE):
        for step in steps(record):
            if step.day < step.first or (step.apart and step.day == step.first):
                relation = "不在" if step.apart else "早于"
                values = {
                    "title": step.title,
                    "day": step.day,
                    "relation": f"{relation}{step.before} {step.first}{' 之后' if step.apart else ''}",
                }
                yield Fault(kind=record.kind, path=step.path, values=values)


@rule("CZ2983")
def nothing_twice(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Claims, projects and numbered items stand once each."""
    for record in _records(case, _ALONE):
        seen: dict[str, Path] = {}
        for title, path, value in _named(record.body):
            if value in seen:
                related = (("首次出现", record.kind, seen[value]),)
                yield Fault(kind=record.kind, path=path, values={"title": title, "value": value}, related=related)
            seen.setdefault(value, path)


def _named(body: Body) -> Iterator[tuple[str, Path, str]]:
    """What names the items of a form: its title, where it stands, what it is."""
    match body:
        case SubsidyDecision(entries=entries):
            yield from (("申报编号", ("entries", n, "case"), entry.case) for n, entry in enumerate(entries))
        case RevocationDecision(recovery=recovery) if recovery:
            yield from (
                ("申报编号", ("recovery", "entries", n, "case"), entry.case) for n, entry in enumerate(recovery.entries)
            )
        case ProcurementBudget(projects=projects):
            for n, project in enumerate(projects):
                yield "采购项目", ("projects", n, "name"), f"{project.department}：{project.name}"
        case Tender(qualifications=qualifications, factors=factors):
            yield from (("编号", ("qualifications", n, "id"), item.id) for n, item in enumerate(qualifications))
            yield from (("编号", ("factors", n, "id"), item.id) for n, item in enumerate(factors))
        case OfficialNotice(recipients=recipients, copies_to=copies):
            yield from (("主送机关", ("recipients", n), name) for n, name in enumerate(recipients))
            yield from (("抄送机关", ("copies_to", n), name) for n, name in enumerate(copies))
        case _:
            pass


@rule("CZ2986")
def agencies_by_their_names(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """An agency whose names are known is called by the full name that it bears on the day of the document."""
    for record in _records(case, _DOCUMENTS):
        named = [(("issuers", n), name) for n, name in enumerate(record.body.issuers)]
        if isinstance(record.body, SubsidyDecision):
            participants = record.body.review.participants
            named += [(("review", "participants", n), name) for n, name in enumerate(participants)]  # type: ignore[misc]
        for path, name in named:
            wanted = name_to_bear(name, terms.agencies, on=record.body.dated)
            if wanted is not None:
                values = {"name": name, "day": record.body.dated, "wanted": wanted}
                yield Fault(kind=record.kind, path=path, values=values)


@rule("CZ2995")
def credit_codes_check(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The check character of a unified social credit code is right (GB 32100-2015)."""
    for record in _records(case, _ALONE):
        match record.body:
            case ProcurementBudget(purchaser=unit) | Tender(purchaser=unit):
                path: Path = ("purchaser", "uscc")
            case RevocationDecision(holder=unit):
                path = ("holder", "uscc")
            case _:
                continue
        if unit.uscc is not None:
            wanted = check_character(unit.uscc)
            if wanted != unit.uscc[-1]:
                values = {"uscc": unit.uscc, "last": unit.uscc[-1], "wanted": wanted}
                yield Fault(kind=record.kind, path=path, values=values)


@rule("CZ2236")
def nothing_private_in_public_texts(case: Dossier, _: Terms) -> Iterator[Fault]:
    """What is served or published has neither identity numbers nor bank accounts; the number is not repeated."""
    for record in _records(case, (FormKind.REVOCATION_DECISION, FormKind.NOTICE)):
        for title, path, text in _public_texts(record.body):
            identity = any(identity_number.is_valid(match.group()) for match in _IDENTITY.finditer(text))
            what = "身份证号" if identity else "银行账号" if _ACCOUNT.search(text) else ""
            if what:
                yield Fault(kind=record.kind, path=path, values={"title": title, "what": what})


def _public_texts(body: Body) -> Iterator[tuple[str, Path, str]]:
    """The texts of a form that go out: title, where it stands, what it says."""
    match body:
        case RevocationDecision(facts=facts, recovery=recovery):
            yield from (("查明的事实", ("facts", n), text) for n, text in enumerate(facts))
            if recovery:
                yield "缴回方式", ("recovery", "payment"), recovery.payment
        case OfficialNotice(body=paragraphs, attachments=attachments):
            yield from (("正文", ("body", n), text) for n, text in enumerate(paragraphs))
            for a, attachment in enumerate(attachments):
                yield from (("附件内容", ("attachments", a, "body", n), t) for n, t in enumerate(attachment.body))
        case _:
            pass
