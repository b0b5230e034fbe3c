"""Application of the rule table to a case or a year."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake import (  # noqa: F401  importing them enters their rules into the table
    rules_application,
    rules_attachment_content,
    rules_attachments,
    rules_claim,
    rules_claim_papers,
    rules_decision,
    rules_evidence,
    rules_notice,
    rules_official,
    rules_premium_claim,
    rules_procurement,
    rules_report,
    rules_review,
    rules_revocation,
    rules_scenario_claim,
    rules_subsidy,
    rules_tender,
)
from czdocs.intake.claim_history import CaseHistory
from czdocs.intake.dossier import Dossier, Fault, Terms, YearDossier
from czdocs.intake.rules import CASE_RULES, YEAR_RULES
from czdocs.intake.rules_claim_history import history_faults
from czdocs.intake.rules_claim_papers import clashes
from czdocs.intake.submission import Submission, path_text
from czdocs.intake.unread import UnreadError
from czdocs.record import FormKind

__all__ = ["apply_case_rules", "apply_claim_rules", "apply_history_rules", "apply_year_rules"]


def apply_case_rules(
    case: Dossier, terms: Terms, *, unread: Mapping[FormKind, Collection[str]] = MappingProxyType({})
) -> Iterator[Diagnostic]:
    """What the rules find in one case; a rule whose forms are not all there is passed over.

    `unread` gives the paths of the values that could not be read, by form: a rule that asks for one of them ends
    there, and what it would say of a place with an unread value above or below it is not said, since the fault has
    been told already.
    """
    read = {record.kind for record in case.records()}
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


def apply_history_rules(case: Dossier, history: CaseHistory) -> Iterator[Diagnostic]:
    """What the archive's history has against one case."""
    for code, fault in history_faults(case, history):
        yield _diagnostic(code, fault, case.submissions.__getitem__)


def apply_claim_rules(cases: Iterable[Dossier]) -> Iterator[Diagnostic]:
    """What several claims have against each other: the same policy, invoice or item, told at the later one."""
    for clash in clashes(cases):
        place = clash.later.submissions[clash.kind].place(clash.path)
        first = clash.earlier.submissions[clash.earlier_kind].place(clash.earlier_path)
        yield finding("CZ2959", place, related=(("首次出现", first),), **clash.values)


def apply_year_rules(year: YearDossier, terms: Terms) -> Iterator[Diagnostic]:
    """What the rules find in the decision of a year."""
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
