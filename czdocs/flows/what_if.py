"""What if: past decisions computed again with another reading of the measures, in the order in which they were made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from czdocs.archive.archive import open_archive
from czdocs.archive.commit import Record, Subject
from czdocs.archive.folder import FolderStore
from czdocs.catalogue import finding
from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.claim_facts import ClaimFacts, PaidYear, PremiumFacts
from czdocs.decide.derivation import Derivation
from czdocs.decide.premium_subsidy import PREMIUM_READINGS
from czdocs.decide.reading_choices import ReadingChoice, checked_choices, read_otherwise
from czdocs.decide.scenario_support import SCENARIO_READINGS
from czdocs.diagnostic import Diagnostic, Place
from czdocs.flows.archived_decisions import DecisionRules, RulesOfRecords, archived_derivation, archived_facts
from czdocs.flows.claim_priors import granted_years
from czdocs.flows.grants import SUBSIDY, is_granted
from czdocs.flows.knowledge import policy_book
from czdocs.money import Yuan, yuan
from czdocs.policy.parameter import Measures
from czdocs.report.what_if import ChangedDecision, WhatIf

__all__ = ["what_if"]

_AND = "、"
"""Between cases where the money of one insured year came from several."""


def what_if(archive: Path, choices: Sequence[ReadingChoice], *, today: date) -> tuple[WhatIf, tuple[Diagnostic, ...]]:
    """What past decisions, archived by the end of `today`, would have granted with `choices`.

    Each is computed under the rules of its own day, but for the choices. Where an earlier decision about the same
    product would have granted otherwise, the later ones reckon with that. What was granted below the amount computed
    (art. 21 is selective) stays as it is unless the new amount is lower still.

    Raises:
        CzdocsError: If a choice is unknown or cannot be computed, or the archive is damaged or incomplete.
    """
    measures = policy_book().on(today)
    chosen = checked_choices(choices, measures)
    with closing(open_archive(FolderStore(archive))) as opened:
        history, rules = _History(choices=chosen), RulesOfRecords(opened)
        decisions = [_decision(record, rules) for record in opened.view().each(SUBSIDY, known=today)]
        changed = tuple(
            one for decision in _standing(decisions) if decision.granted for one in history.decided(decision)
        )
    result = WhatIf(
        choices=tuple((c.name, c.choice, measures.interpretations[c.name].options[c.choice]) for c in chosen),
        decisions=history.decisions,
        granted_yuan=history.granted_yuan,
        changed=changed,
    )
    return result, history.findings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    """What is needed of an archived decision; the record itself is larger by far, and there are many."""

    sequence: int
    supersedes: tuple[int, ...]
    subject: Subject
    granted: bool
    document: str
    dated: date
    old_yuan: Yuan
    selective: bool
    years: tuple[PaidYear, ...]
    facts: ClaimFacts
    rules: DecisionRules


@dataclass(slots=True, kw_only=True)
class _History:
    """The decisions so far, as they would have been."""

    choices: tuple[ReadingChoice, ...]
    decisions: int = 0
    granted_yuan: Yuan = field(default_factory=lambda: Yuan(Decimal(0)))
    _paid: dict[str, tuple[PaidYear, ...]] = field(default_factory=dict)
    _altered: set[str] = field(default_factory=set)
    _measures: dict[int, Measures | None] = field(default_factory=dict)
    _lacking: dict[tuple[str, int], str] = field(default_factory=dict)

    def decided(self, decision: _Decision) -> Iterator[ChangedDecision]:
        """`decision` if it would have granted another amount."""
        case, old, facts = decision.subject.case or "", decision.old_yuan, decision.facts
        self.decisions += 1
        self.granted_yuan = Yuan(self.granted_yuan + old)
        self._paid[case] = decision.years
        prior = _prior_otherwise(facts.prior, self._paid, self._altered)
        measures = self._read(decision.rules)
        if measures is None or not (prior != facts.prior or self._matters(facts, decision.rules.measures)):
            return
        derivation = claim_amount(replace(facts, prior=prior), measures, decision.rules.notice)
        new = min(old, derivation.amount_yuan) if decision.selective else derivation.amount_yuan
        years = _years(derivation, new, decision.years)
        if years != decision.years:
            self._paid[case] = years
            self._altered.add(case)
        if new != old:
            yield ChangedDecision(
                sequence=decision.sequence,
                case=case,
                product=decision.subject.product or "",
                certificate=decision.subject.certificate or "",
                company=decision.subject.company or "",
                document=decision.document,
                dated=decision.dated,
                old_yuan=old,
                new_yuan=new,
                follows=prior != facts.prior,
            )

    def _matters(self, facts: ClaimFacts, measures: Measures) -> bool:
        """Whether a choice is another than that of the day and bears on the article of the claim."""
        readings = PREMIUM_READINGS if isinstance(facts, PremiumFacts) else SCENARIO_READINGS
        return any(c.name in readings and measures.reading(c.name) != c.choice for c in self.choices)

    def _read(self, rules: DecisionRules) -> Measures | None:
        """The measures of the day read as the choices say; None where they had no such options."""
        edition = rules.measures
        key = id(rules)  # one object for all decisions under the same files
        if key not in self._measures:
            known = edition.interpretations
            lacking = [c for c in self.choices if c.name not in known or c.choice not in known[c.name].options]
            self._measures[key] = None if lacking else read_otherwise(edition, self.choices)
            if lacking:
                given = _AND.join(map(str, lacking))
                self._lacking[edition.document, edition.version] = given
        return self._measures[key]

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Which editions of the measures had no such options, so that decisions under them stay as they are."""
        return tuple(
            finding("CZ5216", Place(file=""), document=document, version=version, given=given)
            for (document, version), given in self._lacking.items()
        )


def _decision(record: Record, rules: RulesOfRecords) -> _Decision:
    old = yuan(record.data["amount_yuan"])
    granted = is_granted(record)
    return _Decision(
        sequence=record.sequence,
        supersedes=record.supersedes,
        subject=record.subject,
        granted=granted,
        document=record.data["decision"],
        dated=record.dated or record.known_on,
        old_yuan=old,
        selective=old != yuan(archived_derivation(record)["amount_yuan"]),
        years=tuple(granted_years(record)) if granted else (),
        facts=archived_facts(record),
        rules=rules.of(record),
    )


def _standing(decisions: Sequence[_Decision]) -> Iterator[_Decision]:
    """Those that none of them replaces, in order."""
    replaced = {sequence for one in decisions for sequence in one.supersedes}
    return (one for one in decisions if one.sequence not in replaced)


def _sources(one: PaidYear) -> frozenset[str]:
    """The cases from which the money of a year came; none where only the claim says so."""
    return frozenset(one.source.split(_AND)) if one.source else frozenset()


def _prior_otherwise(
    prior: tuple[PaidYear, ...], paid: Mapping[str, tuple[PaidYear, ...]], altered: Iterable[str]
) -> tuple[PaidYear, ...]:
    """`prior` with the years of `altered` cases as these would have been; what was recovered stays so."""
    cases = {case for one in prior for case in _sources(one)} & set(altered)
    if not cases:
        return prior
    while more := {c for one in prior if _sources(one) & cases for c in _sources(one)} - cases:
        cases |= more
    kept = [one for one in prior if not _sources(one) & cases]
    for case in sorted(cases):
        counts = any(one.amount_yuan for one in prior if case in _sources(one))
        zero = Yuan(Decimal(0))
        kept += [year if counts else replace(year, amount_yuan=zero) for year in paid.get(case, ())]
    return tuple(sorted(kept, key=lambda one: (one.year_start, one.source or "")))


def _years(derivation: Derivation, granted: Yuan, was: Sequence[PaidYear]) -> tuple[PaidYear, ...]:
    """The years of the new amount, filled in order up to what is granted; of a scenario the day that it had."""
    source = was[0].source if was else None
    starts = [(year.year_start, year.amount_yuan) for year in derivation.years]
    if not starts and was and granted:
        starts = [(was[0].year_start, granted)]
    years, left = [], granted
    for start, amount in starts:
        part = min(amount, left)
        left = Yuan(left - part)
        if part:
            years.append(PaidYear(year_start=start, amount_yuan=Yuan(Decimal(part)), source=source))
    return tuple(years)
