"""Check of a tender: what it must not say (art. 16) or lacks (arts. 14 and 15), and which listed products it is for."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from czdocs.archive.archive import open_archive
from czdocs.archive.folder import FolderStore
from czdocs.archive.query import CERTIFYING
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.decide.edition import DirectoryEntry
from czdocs.decide.listed_products import ListedProduct, listed_products
from czdocs.decide.tender_clauses import Clause, suggested_clauses
from czdocs.decide.track_record import TrackRecordScore, deciding_day, track_record_score
from czdocs.diagnostic import Diagnostic, Severity, in_order
from czdocs.flows.purchaser_form import PurchaserForm, purchaser_form
from czdocs.intake.submission import Submission
from czdocs.policy.parameter import Measures
from czdocs.record.procurement import Tender
from czdocs.terms import FormKind, PurchaserKind, Status

__all__ = ["CheckedTender", "ListedOffer", "TenderCheck", "TenderFinding", "check_tender"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderFinding:
    """One finding with the clause that it is about, word for word; None where it is about no clause."""

    diagnostic: Diagnostic
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOffer:
    """A product that a bidder may offer: certified on the day that counts, with its points for sales."""

    product: ListedProduct
    score: TrackRecordScore
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTender:
    """A tender that could be read: the day on which a product must be certified (D-10), clauses ready to be taken over.

    `offers` are the listed products of its category, None where no archive was asked; `known` is the day up to whose
    end the archive was asked.
    """

    tender: Tender
    measures: Measures
    day: date
    known: date
    clauses: tuple[Clause, ...]
    offers: tuple[ListedOffer, ...] | None

    @property
    def binding(self) -> bool:
        """Whether arts. 12 to 16 bind this purchaser, who buys with fiscal funds."""
        return self.tender.purchaser.kind is PurchaserKind.GOVERNMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderCheck:
    """What was found; `checked` is None where the form has faults, so that no more can be said."""

    checked: CheckedTender | None
    findings: tuple[TenderFinding, ...]
    texts: Mapping[str, str]

    @property
    def errors(self) -> int:
        """How many findings have to be mended before the tender is published."""
        return sum(1 for found in self.findings if found.diagnostic.severity is Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many findings a person has to look at."""
        return len(self.findings) - self.errors


def check_tender(path: Path, *, today: date, archive: Path | None = None) -> TenderCheck:
    """What is found in the tender `path`; with an `archive` also which listed products fall under it.

    Raises:
        CzdocsError: If the archive is not there or damaged.
    """
    form = purchaser_form(path, FormKind.TENDER, today=today)
    if archive is None:
        return _check(form, None, today=today)
    with closing(open_archive(FolderStore(archive))) as opened:
        return _check(form, opened.view(), today=today)


def _check(form: PurchaserForm, view: View | None, *, today: date) -> TenderCheck:
    checked, diagnostics = None, form.diagnostics
    if form.record is not None and form.measures is not None and form.submission is not None:
        tender: Tender = form.record.body
        measures = form.measures
        day = deciding_day(published_on=tender.published_on, bid_deadline=tender.bid_deadline, measures=measures)
        if view is not None and tender.purchaser.kind is PurchaserKind.GOVERNMENT:
            sole = _single_source(tender, form.submission, view, day=day, known=today)
            diagnostics = in_order((*diagnostics, *sole))
        unfounded = any(d.place.path.startswith("single_source") for d in diagnostics)
        checked = CheckedTender(
            tender=tender,
            measures=measures,
            day=day,
            known=today,
            clauses=() if unfounded else suggested_clauses(tender, measures),
            offers=None if view is None else tuple(_offers(tender, measures, view, day=day, known=today)),
        )
    findings = (TenderFinding(diagnostic=d, clause=_clause(d, checked)) for d in diagnostics)
    return TenderCheck(checked=checked, findings=tuple(findings), texts=form.texts)


def _offers(tender: Tender, measures: Measures, view: View, *, day: date, known: date) -> Iterator[ListedOffer]:
    """The listed products of the tender's category that are certified on `day`, with their points for sales."""
    entries = {}
    for record in view.find(kind=CERTIFYING, on=day, known=known):
        if "certificate" in record.data and "category" in record.data:
            entries[record.sequence] = DirectoryEntry.from_data(record.data)
    sequences = {entry.certificate: sequence for sequence, entry in entries.items()}
    most = _most_points(tender)
    for product in listed_products(entries.values(), category=tender.category, purchase=tender.project.name):
        score = track_record_score(Status.CERTIFIED, product.entry.certified_on, day, measures=measures, most=most)
        yield ListedOffer(product=product, score=score, sequence=sequences[product.entry.certificate])


def _most_points(tender: Tender) -> Decimal | None:
    """The most points of the factor about sales; None where there is none."""
    named = tender.track_record.factor if tender.track_record else None
    return next((factor.max_points for factor in tender.factors if factor.id == named), None)


def _single_source(
    tender: Tender, submission: Submission, view: View, *, day: date, known: date
) -> Iterator[Diagnostic]:
    """What the archive has against the certificate on which a single source rests (art. 14)."""
    if tender.single_source is None:
        return
    certificate, place = tender.single_source.certificate, submission.place(("single_source", "certificate"))
    answer = view.status(certificate, on=day, known=known)
    if answer.status is Status.UNKNOWN:
        yield finding("CZ5272", place, certificate=certificate, known=_day(known))
    elif answer.status is not Status.CERTIFIED:
        yield finding("CZ5273", place, certificate=certificate, day=_day(day), status=answer.status.label)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _clause(diagnostic: Diagnostic, checked: CheckedTender | None) -> str | None:
    """The text of the requirement, factor or rule that a finding is about."""
    if checked is None:
        return None
    tender = checked.tender
    path = diagnostic.place.path
    for n, item in enumerate(tender.qualifications):
        if path.startswith(f"qualifications[{n}]"):
            return item.text
    for n, factor in enumerate(tender.factors):
        if path.startswith(f"factors[{n}]"):
            return f"{factor.name}（{factor.max_points:f}分）：{factor.text}"
    if path.startswith("bonus") and tender.bonus:
        return tender.bonus.text
    if path.startswith("single_source.reason") and tender.single_source:
        return tender.single_source.reason
    return tender.preference if path == "preference" else None
