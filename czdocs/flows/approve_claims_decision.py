"""The decision about a batch compared with what its claims give: entries, amounts, shares, reasons (arts. 20, 21)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from czdocs.catalogue import finding
from czdocs.decide.claim_facts import PremiumFacts
from czdocs.decide.derivation import State
from czdocs.diagnostic import Diagnostic, Place
from czdocs.flows.approve_claims_assessment import Assessment, entries_of
from czdocs.flows.subsidy_input import ClaimCase
from czdocs.money import Yuan, grouped, percent, yuan
from czdocs.policy.book import PolicyBook
from czdocs.policy.parameter import Notice
from czdocs.terms import SubsidyResult

if TYPE_CHECKING:
    from czdocs.intake.submission import Submission
    from czdocs.record import Record
    from czdocs.record.claims import Claim
    from czdocs.record.subsidy import SubsidyDecision, SubsidyEntry

__all__ = ["Decision", "compared", "shares"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision as a form with its places, and as a record."""

    form: "Submission"
    record: "Record[SubsidyDecision]"

    @property
    def body(self) -> "SubsidyDecision":
        """What was decided."""
        return self.record.body

    def place(self, case: str, key: str) -> Place:
        """Where the entry of `case` says `key`."""
        number = next(n for n, entry in enumerate(self.body.entries) if entry.case == case)
        return self.form.place(("entries", number, key))


def shares(amount: Yuan, district: str, notice: Notice | None) -> tuple[Yuan, Yuan]:
    """What the city and the district bear of `amount`, as the year's notice says; the city all where it is silent."""
    borne = notice.district_yuan(amount, district) if notice is not None else Decimal(0)
    return Yuan(amount - borne), Yuan(borne)


def compared(
    cases: Mapping[str, ClaimCase], decision: Decision, assessment: Assessment, book: PolicyBook
) -> Iterator[Diagnostic]:
    """What the decision says otherwise than the claims and the measures do, and what it passes over."""
    entries = entries_of(decision.body)
    places = {entry.case: n for n, entry in enumerate(decision.body.entries)}
    for number in cases.keys() - entries.keys():
        yield finding("CZ5223", Place(file=cases[number].folder.as_posix()), case=number)
    for number, entry in entries.items():
        case = cases.get(number)
        if case is None:
            yield finding("CZ5222", decision.form.place(("entries", places[number], "case")), case=number)
        elif case.claim is not None and number in assessment.computed:
            yield from _entry_faults(entry, case.claim, decision, assessment, book)


def _entry_faults(
    entry: "SubsidyEntry", claim: "Record[Claim]", decision: Decision, assessment: Assessment, book: PolicyBook
) -> Iterator[Diagnostic]:
    case = entry.case
    known, derivation = assessment.known[case], assessment.computed[case].derivation
    if known.decided is not None:
        place, earlier = decision.place(case, "case"), known.decided
        yield finding("CZ5224", place, case=case, decision=earlier.decision, sequence=earlier.sequence)
        return
    errors = assessment.errors(case)
    if entry.result is SubsidyResult.REFUSED:
        if derivation.amount_yuan and not errors:
            place = decision.place(case, "result")
            yield finding("CZ5232", place, case=case, computed=grouped(derivation.amount_yuan))
        return
    if errors:
        codes = "、".join(sorted({error.code for error in errors}))
        yield finding("CZ5238", decision.place(case, "result"), case=case, count=len(errors), codes=codes)
    yield from _amount_faults(entry, claim, decision, assessment)
    yield from _share_faults(entry, claim, decision, book)


def _amount_faults(
    entry: "SubsidyEntry", claim: "Record[Claim]", decision: Decision, assessment: Assessment
) -> Iterator[Diagnostic]:
    """The amount approved against the amount computed: the same for premiums, no more for a scenario."""
    case, amount = entry.case, entry.amount_yuan or yuan("0")
    computed = assessment.computed[case]
    most = computed.derivation.amount_yuan
    place = decision.place(case, "amount_yuan")
    values = {"case": case, "amount": grouped(amount), "computed": grouped(most)}
    if not most:
        yield finding("CZ5231", place, case=case, amount=grouped(amount))
    elif isinstance(computed.facts, PremiumFacts):
        if amount != most:
            yield _told("CZ5227", place, values)
    elif amount > most:
        yield _told("CZ5228", place, values)
    elif computed.derivation.state == State.TIER_MISSING and entry.reason is None:
        yield finding("CZ5239", place, case=case, year=claim.year, computed=grouped(most))
    elif amount < most and entry.reason is None:
        yield _told("CZ5229", place, values)


def _told(code: str, place: Place, values: Mapping[str, str]) -> Diagnostic:
    return finding(code, place, case=values["case"], amount=values["amount"], computed=values["computed"])


def _share_faults(
    entry: "SubsidyEntry", claim: "Record[Claim]", decision: Decision, book: PolicyBook
) -> Iterator[Diagnostic]:
    """City and district bear what the notice of the claim's year says."""
    amount = entry.amount_yuan or yuan("0")
    borne = entry.city_yuan or yuan("0"), entry.district_yuan or yuan("0")
    district, notice = claim.body.applicant.district, book.notice(claim.year)
    wanted = shares(amount, district.value, notice)
    if borne != wanted and sum(borne) == amount:  # otherwise they do not add up, which was told
        share = notice.district_shares.get(district.value, Decimal(0)) if notice is not None else Decimal(0)
        yield finding(
            "CZ5230",
            decision.place(entry.case, "city_yuan"),
            case=entry.case,
            city=grouped(borne[0]),
            district=grouped(borne[1]),
            wanted_city=grouped(wanted[0]),
            wanted_district=grouped(wanted[1]),
            label=district.label,
            share=percent(share),
        )
