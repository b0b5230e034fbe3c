"""Application of the rule table to a case or a year."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.dossier import Dossier, Fault, Terms, YearDossier
from czdocs.intake.rules import CASE_RULES, YEAR_RULES
from czdocs.intake.submission import Submission, path_text
from czdocs.intake.unread import UnreadError
from czdocs.record import CASE_KINDS, CLAIM_KINDS
from czdocs.terms import FormKind

if TYPE_CHECKING:
    from czdocs.intake.claim_history import CaseHistory
    from czdocs.intake.revocation_history import RevocationHistory
    from czdocs.record.revocation import RevocationDecision

__all__ = [
    "apply_case_rules",
    "apply_claim_rules",
    "apply_history_rules",
    "apply_revocation_rules",
    "apply_year_rules",
]

_FAMILIES: tuple[tuple[frozenset[FormKind], tuple[str, ...]], ...] = (
    (
        CASE_KINDS,
        (
            *("rules_application", "rules_attachment_content", "rules_attachments", "rules_evidence"),
            *("rules_report", "rules_review"),
        ),
    ),
    (CLAIM_KINDS, ("rules_claim", "rules_claim_papers", "rules_premium_claim", "rules_scenario_claim")),
    (frozenset({FormKind.CERTIFICATION_DECISION}), ("rules_decision",)),
    (
        frozenset(FormKind) - CASE_KINDS - {FormKind.CERTIFICATION_DECISION},
        (
            *("rules_notice", "rules_official", "rules_procurement", "rules_revocation", "rules_subsidy"),
            "rules_tender",
        ),
    ),
)
"""The modules of rules for forms of some kinds: only those are loaded that a form in hand needs."""


@cache
def _load_rules(kinds: frozenset[FormKind]) -> None:
    """Enter the rules about forms of `kinds` into the table."""
    for about, modules in _FAMILIES:
        if kinds & about:
            for module in modules:
                import_module(f"czdocs.intake.{module}")


def apply_case_rules(
    case: Dossier, terms: Terms, *, unread: Mapping[FormKind, Collection[str]] = MappingProxyType({})
) -> Iterator[Diagnostic]:
    """What the rules find in one case; a rule whose forms are not all there is passed over.

    `unread` gives the paths of the values that could not be read, by form: a rule that asks for one of them ends
    there, and what it would say of a place with an unread value above or below it is not said, since the fault has
    been told already.
    """
    read = {record.kind for record in case.records()}
    _load_rules(frozenset(read))
    # Functions in C look at the type themselves, and say so in their own way.
    no_verdict = (UnreadError, TypeError) if unread else ()
    for entry in CASE_RULES:
        if read.issuperset(entry.needs):
            with suppress(*no_verdict):
                for fault in entry.check(case, terms):
                    if not _is_unread(path_text(fault.path), unread.get(fault.kind, ())):
                        yield _diagnostic(entry.code, fault, case.submissions.__getitem__)


def _is_unread(path: str, unread: Collection[str]) -> bool:
    """Whether the value at `path`, something in it or what it is in could not be read; never the form as a whole."""
    return bool(path) and any(path == o or _is_within(path, o) or _is_within(o, path) for o in unread)


def _is_within(path: str, around: str) -> bool:
    return path.startswith(around) and path[len(around) : len(around) + 1] in {".", "["}


def apply_history_rules(case: Dossier, history: "CaseHistory") -> Iterator[Diagnostic]:
    """What the archive's history has against one case."""
    from czdocs.intake.rules_claim_history import history_faults

    for code, fault in history_faults(case, history):
        yield _diagnostic(code, fault, case.submissions.__getitem__)


def apply_revocation_rules(dossier: Dossier, history: "RevocationHistory") -> Iterator[Diagnostic]:
    """What the archive's history has against the decision on a violation in `dossier`."""
    from czdocs.intake.rules_revocation_history import revocation_faults

    decision: RevocationDecision = dossier.by_kind[FormKind.REVOCATION_DECISION].body
    for code, fault in revocation_faults(decision, history):
        yield _diagnostic(code, fault, dossier.submissions.__getitem__)


def apply_claim_rules(cases: Iterable[Dossier]) -> Iterator[Diagnostic]:
    """What several claims have against each other: the same policy, invoice or item, told at the later one."""
    claims = [case for case in cases if case.claim]
    if not claims:
        return
    from czdocs.intake.rules_claim_papers import clashes

    for clash in clashes(claims):
        place = clash.later.submissions[clash.kind].place(clash.path)
        first = clash.earlier.submissions[clash.earlier_kind].place(clash.earlier_path)
        yield finding("CZ2959", place, related=(("首次出现", first),), **clash.values)


def apply_year_rules(year: YearDossier, terms: Terms) -> Iterator[Diagnostic]:
    """What the rules find in the decision of a year."""
    _load_rules(frozenset({FormKind.CERTIFICATION_DECISION}))
    for entry in YEAR_RULES:
        for fault in entry.check(year, terms):
            cases = year.cases

            def source(kind: FormKind, case: str | None = fault.case) -> Submission:
                return year.submission if case is None else cases[case].submissions[kind]  # noqa: B023  called at once

            yield _diagnostic(entry.code, fault, source)


def _diagnostic(code: str, fault: Fault, source: Callable[[FormKind], Submission]) -> Diagnostic:
    related: tuple[tuple[str, Place], ...] = tuple(
        (role, source(kind).place(path)) for role, kind, path in fault.related
    )
    return finding(code, source(fault.kind).place(fault.path), related=related, **fault.values)
