"""Calculation: what a claim gives under the rules of its day, also with other values or other readings."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from czdocs.archive.archive import open_archive
from czdocs.archive.folder import FolderStore
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.decide.claim_amount import claim_amount, claimed_difference
from czdocs.decide.claim_facts import ClaimFacts, PaidYear, PremiumFacts
from czdocs.decide.derivation import Derivation
from czdocs.decide.prior_money import PriorMoney, prior_by_sum, prior_by_year
from czdocs.decide.reading_choices import ReadingChoice, checked_choices, read_otherwise
from czdocs.diagnostic import Diagnostic
from czdocs.flows.claim_input import ClaimForm, Setting, edited
from czdocs.flows.claim_priors import granted_for
from czdocs.flows.grants import grant_of, linked_certificates, recovered_cases
from czdocs.flows.knowledge import policy_book
from czdocs.intake.checks import check_schema
from czdocs.intake.partial_claim import PartialClaim, partial_claim
from czdocs.intake.submission import Submission
from czdocs.money import grouped
from czdocs.policy.parameter import Measures, Notice
from czdocs.report.calculation import CalculationSheet, ReadingNote

__all__ = ["Calculation", "calculate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """What came of one claim: the sheet, None where `findings` keep it from being computed.

    `changed` is the sheet with the values and readings that were asked for, None where none were.
    """

    sheet: CalculationSheet | None
    changed: CalculationSheet | None
    findings: tuple[Diagnostic, ...]


def calculate(
    form: ClaimForm,
    *,
    today: date,
    archive: Path | None = None,
    settings: Sequence[Setting] = (),
    choices: Sequence[ReadingChoice] = (),
) -> Calculation:
    """The amount of the claim in `form`, and with `settings` or `choices` also what it would be with them.

    The rules are those of the day on which the claim was handed in, `today` where it does not say. With an `archive`
    what was granted for the product before counts as well.

    Raises:
        CzdocsError: If a setting or choice is not possible, no measures are in force, or the archive is damaged.
    """
    if form.submission is None:
        return Calculation(sheet=None, changed=None, findings=form.findings)
    if archive is None:
        return _calculated(form, None, today=today, settings=settings, choices=choices)
    with closing(open_archive(FolderStore(archive))) as opened:
        return _calculated(form, opened.view(), today=today, settings=settings, choices=choices)


def _calculated(
    form: ClaimForm, view: View | None, *, today: date, settings: Sequence[Setting], choices: Sequence[ReadingChoice]
) -> Calculation:
    if form.submission is None:
        raise AssertionError("only a form that was read is calculated")
    plain = _computed(form.submission, view, today=today, choices=())
    if not (settings or choices):
        return Calculation(sheet=plain.sheet, changed=None, findings=plain.findings)
    other = _computed(edited(form.submission, settings), view, today=today, choices=choices)
    # What is missing may be what is set: then only the result with it can be shown.
    told = other.findings if other.sheet is None else plain.findings if plain.sheet is not None else ()
    return Calculation(sheet=plain.sheet, changed=other.sheet, findings=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Computed:
    sheet: CalculationSheet | None
    findings: tuple[Diagnostic, ...]


def _computed(submission: Submission, view: View | None, *, today: date, choices: Sequence[ReadingChoice]) -> _Computed:
    """One sheet, with what is to be said beside it."""
    claim = partial_claim(submission, check_schema(submission))
    day = claim.submitted_on or today
    book = policy_book()
    year = submission.year or day.year
    measures, notice = book.measures_for(day, year), book.notice(year)
    chosen = checked_choices(choices, measures)
    if claim.facts is None:
        return _Computed(sheet=None, findings=claim.faults)
    facts, findings = (claim.facts, ()) if view is None else _with_history(submission, claim.facts, view)
    read = read_otherwise(measures, chosen)
    derivation = claim_amount(facts, read, notice)
    sheet = _sheet(submission, claim, facts, derivation, notice)
    readings = tuple(_readings(derivation, read, changed=frozenset(choice.name for choice in chosen)))
    return _Computed(sheet=replace(sheet, day=day, readings=readings), findings=findings)


def _sheet(
    submission: Submission, claim: PartialClaim, facts: ClaimFacts, derivation: Derivation, notice: Notice | None
) -> CalculationSheet:
    premium = isinstance(facts, PremiumFacts)
    example = "（示例，仅供演示）" if notice is not None and notice.illustrative else ""
    return CalculationSheet(
        claim=submission.case,
        product=_text(submission, "product", "name"),
        certificate=_text(submission, "product", "certificate"),
        company=_text(submission, "applicant", "name"),
        purpose="保费补贴" if premium else "应用场景奖励",
        day=claim.submitted_on or date.min,
        day_said=claim.submitted_on is not None,
        notice=None if premium or notice is None else f"{notice.document}{example}",
        prior=facts.prior,
        claimed_yuan=claim.claimed_yuan,
        difference=None if claim.claimed_yuan is None else claimed_difference(derivation, claim.claimed_yuan),
        derivation=derivation,
        readings=(),
        assumed=claim.assumed,
        missing=claim.missing,
        wrong=claim.wrong,
    )


def _readings(derivation: Derivation, measures: Measures, *, changed: frozenset[str]) -> list[ReadingNote]:
    """The interpretations on which a step rests, and those that were changed for once, in order of their names."""
    used = {name for step in derivation.steps for name in step.readings} | changed
    notes = []
    for name in sorted(used):
        reading = measures.interpretations[name]
        notes.append(
            ReadingNote(
                name=name,
                question=reading.question,
                choice=reading.chosen,
                words=reading.options[reading.chosen],
                changed=name in changed,
            )
        )
    return notes


def _text(submission: Submission, *path: str) -> str | None:
    value = submission.value(path)
    return value if isinstance(value, str) and value.strip() else None


def _with_history(submission: Submission, facts: ClaimFacts, view: View) -> tuple[ClaimFacts, tuple[Diagnostic, ...]]:
    """`facts` with what the archive knows to have been granted before, and where that differs from the claim."""
    certificate = _text(submission, "product", "certificate")
    if certificate is None:
        return facts, ()
    company, scenario = _text(submission, "applicant", "uscc"), _text(submission, "scenario", "name")
    premium = isinstance(facts, PremiumFacts)
    granted = granted_for(
        view,
        sorted(linked_certificates(view, certificate)),
        back=recovered_cases(view),
        company=company,
        scenario=None if premium else scenario or "",
        but=submission.case,
    )
    prior = (prior_by_year if premium else prior_by_sum)(facts.prior, granted)
    findings = [*_differences(submission, prior)]
    decided = grant_of(view, submission.case) if submission.case else None
    if decided is not None and decided.approved:
        place, amount = submission.place(("case",)), grouped(decided.amount_yuan)
        findings.append(finding("CZ5215", place, case=submission.case, sequence=decided.sequence, amount=amount))
    return replace(facts, prior=prior.paid), tuple(findings)


def _differences(submission: Submission, prior: PriorMoney) -> list[Diagnostic]:
    """Where the claim and the archive speak differently of money granted before."""
    found = []
    for one in prior.differences:
        path: tuple[str | int, ...] = ("prior_subsidies",) if one.number is None else ("prior_subsidies", one.number)
        known = one.declared or one.granted
        if known is not None:
            declared, granted = _amount(one.declared), _amount(one.granted)
            place = submission.place(path)
            found.append(finding("CZ5214", place, year=known.year_start, declared=declared, granted=granted))
    return found


def _amount(paid: PaidYear | None) -> str:
    return "0.00" if paid is None else grouped(paid.amount_yuan)
