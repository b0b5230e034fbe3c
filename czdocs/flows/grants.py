"""Grants in the archive: what was decided about claims, and what of the money was demanded back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from czdocs.archive.commit import Record
from czdocs.archive.query import CERTIFYING
from czdocs.archive.view import View
from czdocs.decide.grant import Grant, Recovery
from czdocs.money import Yuan, yuan
from czdocs.terms import SubsidyResult

__all__ = [
    "RECOVERY",
    "SUBSIDY",
    "grant_of",
    "grants_under",
    "is_granted",
    "lines_of_renewal",
    "linked_certificates",
    "recovered_cases",
    "standing",
]

SUBSIDY = "subsidy"
"""Kind of the records that say what was decided about one claim."""
RECOVERY = "subsidy-recovery"
"""Kind of the records that say that the money of one claim is demanded back."""


def recovered_cases(view: View) -> Mapping[str, Yuan]:
    """The principal demanded back, by case: it counts no longer as granted, while its insured year still does."""
    records = standing(view.find(kind=RECOVERY))
    return MappingProxyType({record.data["case"]: yuan(record.data["amount_yuan"]) for record in records})


def grant_of(view: View, case: str) -> Grant | None:
    """What was last decided about the claim `case`, None where nothing was."""
    records = standing(view.find(kind=SUBSIDY, case=case))
    return _with_recovery(_grant(records[-1]), view) if records else None


def grants_under(view: View, certificates: Iterable[str]) -> tuple[Grant, ...]:
    """What was decided about every claim for these `certificates`, whoever made it, by sequence."""
    records = [r for c in certificates for r in standing(view.find(kind=SUBSIDY, certificate=c))]
    return tuple(_with_recovery(_grant(r), view) for r in sorted(records, key=lambda record: record.sequence))


def is_granted(record: Record) -> bool:
    """Whether the subsidy `record` grants money."""
    return bool(record.data.get("result") == SubsidyResult.APPROVED.value)


def linked_certificates(view: View, certificate: str) -> frozenset[str]:
    """The certificates of the product of `certificate`: itself, what it renews, what renews it, and so on."""
    return frozenset(lines_of_renewal(view).get(certificate, (certificate,)))


def lines_of_renewal(view: View) -> Mapping[str, tuple[str, ...]]:
    """The certificates of the product of each certificate that renews another or is renewed, sorted."""
    lines: dict[str, set[str]] = defaultdict(set)
    for record in standing(view.find(kind=CERTIFYING)):
        certificate, before = record.subject.certificate, record.data.get("renews")
        if certificate and before:
            line = {certificate, before} | lines[certificate] | lines[before]
            lines.update(dict.fromkeys(line, line))
    return {certificate: tuple(sorted(line)) for certificate, line in lines.items()}


def standing(records: Collection[Record]) -> tuple[Record, ...]:
    """Those of some records of one kind that none of them has replaced, by sequence."""
    replaced = {sequence for record in records for sequence in record.supersedes}
    return tuple(sorted((r for r in records if r.sequence not in replaced), key=lambda record: record.sequence))


def _grant(record: Record) -> Grant:
    data, subject = record.data, record.subject
    return Grant(
        case=subject.case or "",
        certificate=subject.certificate or "",
        uscc=subject.company or "",
        approved=is_granted(record),
        article=data["article"],
        decision=data["decision"],
        dated=record.dated or date.min,
        amount_yuan=yuan(data["amount_yuan"]),
        city_yuan=yuan(data["city_yuan"]),
        district_yuan=yuan(data["district_yuan"]),
        sequence=record.sequence,
    )


def _with_recovery(grant: Grant, view: View) -> Grant:
    records = standing(view.find(kind=RECOVERY, case=grant.case))
    if not records:
        return grant
    last = records[-1]
    return replace(grant, recovery=Recovery(decision=last.data["decision"], sequence=last.sequence))
