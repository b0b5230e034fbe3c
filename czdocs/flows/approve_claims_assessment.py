"""Assessment of a batch of claims over one state of the archive: what each claim gives, and what is against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.decide.batch_amounts import BatchClaim, ComputedClaim, batch_amounts
from czdocs.decide.claim_facts import PremiumFacts, claim_facts
from czdocs.decide.prior_money import PriorMoney, prior_by_sum, prior_by_year
from czdocs.diagnostic import Diagnostic, Place, Severity
from czdocs.flows.subsidy_history import KnownClaim, known_claims
from czdocs.flows.subsidy_input import ClaimCase, examined_again
from czdocs.intake.rules_applied import apply_claim_rules, apply_history_rules
from czdocs.intake.rules_claim_history import history_faults
from czdocs.intake.rules_claim_papers import clashes
from czdocs.money import grouped, yuan
from czdocs.policy.book import PolicyBook
from czdocs.terms import FormKind, SubsidyResult

if TYPE_CHECKING:
    from czdocs.decide.claim_facts import PaidYear
    from czdocs.intake.submission import Submission
    from czdocs.record.subsidy import SubsidyDecision, SubsidyEntry

__all__ = ["Assessment", "assess", "entries_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the archive knows of each claim, what each gives, and what was found of each, all by case."""

    known: Mapping[str, KnownClaim]
    computed: Mapping[str, ComputedClaim]
    findings: Mapping[str, tuple[Diagnostic, ...]]

    def errors(self, case: str) -> tuple[Diagnostic, ...]:
        """What forbids to approve `case`."""
        return tuple(d for d in self.findings.get(case, ()) if d.severity is Severity.ERROR)


def entries_of(decision: "SubsidyDecision | None") -> Mapping[str, "SubsidyEntry"]:
    """The entries of `decision` by case, none without a decision."""
    return {entry.case: entry for entry in decision.entries} if decision is not None else {}


def assess(
    cases: Sequence[ClaimCase], decision: "SubsidyDecision | None", view: View, book: PolicyBook, *, today: date
) -> Assessment:
    """Every claim of `cases` that was read, against the archive as `view` has it and against the others.

    What a claim is granted by `decision` counts for those after it; without one each is taken to get what it gives.
    """
    read = tuple(case for case in cases if case.claim is not None)
    known = known_claims(read, view, today=today)
    priors = {case.case: _prior(case, known[case.case]) for case in read}
    computed = batch_amounts(_batch_claims(read, decision, known, priors, book))
    found = {case.case: [*case.findings] for case in cases}
    for case in read:
        earlier = known[case.case].decided
        if earlier is not None and decision is None:  # with a decision it is told at its entry
            place = Place(file=case.folder.as_posix())
            told = finding("CZ5224", place, case=case.case, decision=earlier.decision, sequence=earlier.sequence)
            found[case.case].append(told)
        else:
            found[case.case] += _against_archive(case, known[case.case], priors[case.case])
    for number, told in _against_each_other(read, decision):
        found[number].append(told)
    return Assessment(known=known, computed=computed, findings={case: tuple(told) for case, told in found.items()})


def _batch_claims(
    cases: Iterable[ClaimCase],
    decision: "SubsidyDecision | None",
    known: Mapping[str, KnownClaim],
    priors: Mapping[str, PriorMoney],
    book: PolicyBook,
) -> Iterator[BatchClaim]:
    """The claims with the rules in force on the day of each, and what the decision grants them."""
    entries = entries_of(decision)
    for case in cases:
        if case.claim is None:
            continue
        entry = entries.get(case.case)
        yield BatchClaim(
            case=case.case,
            chain=known[case.case].chain,
            facts=replace(claim_facts(case.claim.body), prior=priors[case.case].paid),
            measures=book.measures_for(case.claim.body.submitted_on, case.claim.year),
            notice=book.notice(case.claim.year),
            granted_yuan=None if entry is None else entry.amount_yuan or yuan("0"),
        )


def _prior(case: ClaimCase, known: KnownClaim) -> PriorMoney:
    """What the product of `case` got before, from the archive and from what the claim declares."""
    if case.claim is None:
        raise AssertionError("only claims that were read are assessed")
    facts = claim_facts(case.claim.body)
    unite = prior_by_year if isinstance(facts, PremiumFacts) else prior_by_sum
    return unite(facts.prior, known.granted)


def _against_archive(case: ClaimCase, known: KnownClaim, prior: PriorMoney) -> Iterator[Diagnostic]:
    """What the archive has against `case`; its form is read again for the places only where there is something."""
    faults = any(True for _ in history_faults(case.dossier, known.history))
    if not faults and not prior.differences:
        return
    again = examined_again(case)
    if faults:
        yield from apply_history_rules(again.dossier, known.history)
    form = again.dossier.submissions.get(case.claim.kind) if case.claim is not None else None
    if form is not None:  # otherwise it was changed meanwhile, and the archive will not take it
        yield from _differences(prior, form)


def _differences(prior: PriorMoney, form: "Submission") -> Iterator[Diagnostic]:
    """Where the claim and the archive do not say the same of money granted before; the archive's amount counts."""
    for difference in prior.differences:
        declared, granted = difference.declared, difference.granted
        number = difference.number
        place = form.place(("prior_subsidies",) if number is None else ("prior_subsidies", number, "amount_yuan"))
        if declared is None and granted is not None:
            yield finding("CZ2940", place, what=_since(granted, form), amount=_text(granted), source=granted.source)
        elif granted is None and declared is not None:
            yield finding("CZ2942", place, what=_since(declared, form), declared=_text(declared))
        elif granted is not None and declared is not None:
            what, amounts = _since(declared, form), (_text(declared), _text(granted))
            yield finding("CZ2941", place, what=what, declared=amounts[0], amount=amounts[1], source=granted.source)


def _since(paid: "PaidYear", form: "Submission") -> str:
    """Which money is meant: that of an insured year, or of the scenario."""
    return f" {paid.year_start} 起的投保年度" if form.kind is FormKind.PREMIUM_CLAIM else "在该场景"


def _text(paid: "PaidYear") -> str:
    return grouped(paid.amount_yuan)


def _against_each_other(
    cases: Sequence[ClaimCase], decision: "SubsidyDecision | None"
) -> Iterator[tuple[str, Diagnostic]]:
    """The same policy, invoice or item in two claims, told at the later one; those to be refused come last.

    So a claim is not held up by another that the decision refuses.
    """
    entries = entries_of(decision)
    ordered = sorted(cases, key=lambda case: _refused(entries.get(case.case)))
    by_claim = {case.case: case for case in ordered}
    used: dict[str, ClaimCase] = {}
    for clash in clashes(case.dossier for case in ordered):
        for dossier in (clash.earlier, clash.later):
            if dossier.claim is not None and dossier.claim.case:
                used[dossier.claim.case] = by_claim[dossier.claim.case]
    again = [examined_again(case) for case in ordered if case.case in used]
    files = {form.file: case.case for case in again for form in case.dossier.submissions.values()}
    for told in apply_claim_rules(case.dossier for case in again):
        yield files[told.place.file], told


def _refused(entry: "SubsidyEntry | None") -> bool:
    return entry is not None and entry.result is SubsidyResult.REFUSED
