"""Rules about the decision on a violation: what its ground entails, recovery, remedy (art. 23)."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.numerals import in_characters
from czdocs.intake.rules import rule
from czdocs.period import years_after
from czdocs.record.revocation import RevocationDecision
from czdocs.terms import FormKind, RevocationGround

__all__: list[str] = []

_FORM = FormKind.REVOCATION_DECISION
_BEGINNING = re.compile(r"(20[0-9]{2})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?")


def _decision(case: Dossier) -> RevocationDecision:
    body: RevocationDecision = case.by_kind[_FORM].body
    return body


@rule("CZ2230", _FORM)
def fraud_ends_subsidies(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Who obtained subsidies by fraud loses the right to them without exception."""
    decision = _decision(case)
    if decision.ground is RevocationGround.FRAUD and not decision.subsidy_barred:
        yield Fault(kind=_FORM, path=("subsidy_barred",))


@rule("CZ2231", _FORM)
def fraud_is_paid_back(case: Dossier, _: Terms) -> Iterator[Fault]:
    """What was obtained by fraud is recovered; where nothing is, a person has to look whether nothing was paid."""
    decision = _decision(case)
    if decision.ground is RevocationGround.FRAUD and decision.recovery and not decision.recovery.entries:
        yield Fault(kind=_FORM, path=("recovery", "entries"))


@rule("CZ2232", _FORM)
def revoked_on_a_legal_basis(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """Assignment and subcontracting alone do not end a certification (D-11): another legal basis is named."""
    if terms.measures.reading("D-11") == "automatic":
        return
    decision = _decision(case)
    contract = decision.ground in {RevocationGround.ASSIGNMENT, RevocationGround.SUBCONTRACT}
    if contract and decision.certification_revoked and decision.legal_basis is None:
        yield Fault(kind=_FORM, path=("certification_revoked",), values={"ground": decision.ground.label})


@rule("CZ2948", _FORM)
def delisted_where_the_reading_says_so(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """Read the other way (D-11), assignment and subcontracting end the certification without exception."""
    decision = _decision(case)
    contract = decision.ground in {RevocationGround.ASSIGNMENT, RevocationGround.SUBCONTRACT}
    if terms.measures.reading("D-11") == "automatic" and contract and not decision.certification_revoked:
        yield Fault(kind=_FORM, path=("certification_revoked",), values={"ground": decision.ground.label})


@rule("CZ2233", _FORM)
def certificate_could_be_in_force(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A certificate that is revoked is not of a later year, nor one that has surely expired already."""
    decision = _decision(case)
    if not decision.certification_revoked:
        return
    year = int(decision.certificate.split("-")[1])
    last = years_after(date(year, 12, 31), terms.measures.integer("validity_years"))
    reason = ""
    if decision.effective_on > last:
        reason = f"最迟 {last} 已经期满失效"
    elif year > decision.effective_on.year:
        reason = f"是 {year} 年的证书，晚于生效日期 {decision.effective_on}"
    if reason:
        values = {"certificate": decision.certificate, "reason": reason}
        yield Fault(kind=_FORM, path=("certificate",), values=values)


@rule("CZ2234", _FORM)
def remedy_with_its_periods(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The holder is told of reconsideration and litigation, each with its period."""
    remedy = _decision(case).remedy
    lacking: list[str] = []
    for word, name, unit in (
        ("行政复议", "reconsideration_days", "日"),
        ("诉讼", "litigation_months", "个月"),
    ):
        number = terms.measures.integer(name)
        said = rf"(?<![0-9一二三四五六七八九十])(?:{number}|{in_characters(number)})\s*{unit}"
        if word not in remedy:
            lacking.append(f"没有写明{word}")
        elif not re.search(said, remedy):
            lacking.append(f"{word}的期限应为 {number} {unit}")
    if lacking:
        yield Fault(kind=_FORM, path=("remedy",), values={"reason": "，".join(lacking)})


@rule("CZ2235", _FORM)
def something_is_decided(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A decision has a consequence: revocation, loss of subsidies, recovery or referral."""
    decision = _decision(case)
    if not (decision.certification_revoked or decision.subsidy_barred or decision.recovery or decision.referral):
        yield Fault(kind=_FORM, path=("ground",), values={"ground": decision.ground.label})


@rule("CZ2982", _FORM)
def recovery_adds_up(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The total to be paid back is the sum of its parts."""
    recovery = _decision(case).recovery
    if recovery is None:
        return
    wanted = sum((entry.amount_yuan for entry in recovery.entries), Decimal(0))
    if recovery.total_yuan != wanted:
        values = {"title": "收回金额合计", "value": f"{recovery.total_yuan:f} 元", "wanted": f"{wanted:f} 元"}
        yield Fault(kind=_FORM, path=("recovery", "total_yuan"), values={**values, "how": "各项之和"})


@rule("CZ2984", _FORM)
def recovered_amounts_above_zero(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each amount to be paid back is above zero."""
    recovery = _decision(case).recovery
    for n, entry in enumerate(recovery.entries if recovery else ()):
        if entry.amount_yuan == 0:
            values = {"title": "收回金额", "case": entry.case}
            yield Fault(kind=_FORM, path=("recovery", "entries", n, "amount_yuan"), values=values)


@rule("CZ2946", _FORM)
def facts_before_the_decision(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A decision rests on what has happened; other days that a fact names may well be to come."""
    decision = _decision(case)
    for n, fact in enumerate(decision.facts):
        match = _BEGINNING.match(fact)
        if match and _first_day(match) > (decision.dated.year, decision.dated.month, decision.dated.day):
            yield Fault(kind=_FORM, path=("facts", n), values={"text": match[0], "dated": decision.dated})


def _first_day(match: re.Match[str]) -> tuple[int, int, int]:
    """The first day that a written date can mean; one without month or day means a longer time."""
    return int(match[1]), int(match[2] or 1), int(match[3] or 1)


@rule("CZ2947", _FORM)
def recovered_with_the_treasury(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """Who bears the money takes part in the decision to recover it."""
    decision = _decision(case)
    agency = next((agency for agency in terms.agencies if agency.id == "finance"), None)
    finance = agency.name_on(decision.dated) if agency else None
    if decision.recovery and decision.recovery.entries and finance and finance.name not in decision.issuers:
        values = {"total": f"{decision.recovery.total_yuan:f}", "finance": finance.name}
        yield Fault(kind=_FORM, path=("issuers",), values=values)
