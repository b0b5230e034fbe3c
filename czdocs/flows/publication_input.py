"""The input of one publication: the year's forms and what stands in the archive, and the edition that follows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from czdocs.archive.archive import Archive
from czdocs.archive.canonical import canonical
from czdocs.archive.commit import Record as ArchiveRecord
from czdocs.archive.digest import Digest, sha256
from czdocs.archive.query import CERTIFYING
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.decide.certification import Photo, carry_over, certify, compose_edition, publication_of, refusals
from czdocs.decide.edition import DirectoryEdition, DirectoryEntry
from czdocs.decide.review_outcome import ReviewOutcome, review_outcomes
from czdocs.diagnostic import Diagnostic, Place
from czdocs.documents.fonts import FontSet
from czdocs.documents.glyphs import coverage, uncovered
from czdocs.flows.form_records import case_forms, schema_names
from czdocs.flows.publication_material import CaseForm, DecisionForm, KeptFile
from czdocs.flows.publication_records import published
from czdocs.flows.year import CaseFile, CaseRecords, YearIntake
from czdocs.period import working_days
from czdocs.policy.book import PolicyBook
from czdocs.record import Record
from czdocs.record.decision import CertificationDecision
from czdocs.terms import Status

__all__ = [
    "Composition",
    "compose",
    "decision_form",
    "difference",
    "forms_of",
    "glyph_faults",
    "photos_of",
    "unprintable",
]

_NAMED_FILES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The edition that the forms give over one state of the archive, and the fingerprint of both."""

    edition: DirectoryEdition
    carried: tuple[DirectoryEntry, ...]
    fingerprint: str


def compose(intake: YearIntake, decision: Record[CertificationDecision], view: View, book: PolicyBook) -> Composition:
    """The edition of the year: certified now, carried over, or standing in the archive as `view` has it."""
    body = decision.body
    years = book.on(body.dated).integer("validity_years")
    applications = {case.case_id: case.application.body for case in intake.cases}
    photos = {case: Photo(sha256=file.sha256, media_type=file.media_type) for case, file in _photo_files(intake.cases)}
    certified = certify(body, applications, photos, validity_years=years)
    carried = carry_over(body.carried_over, validity_years=years)
    issued = {entry.certificate for entry in (*certified, *carried)}
    records = [r for r in _standing(view, on=body.dated, year=intake.year) if r.subject.certificate not in issued]
    edition = compose_edition(
        publication_of(body, year=intake.year, publicity_working_days=_publicity_days(body, intake.year, book)),
        certified,
        (*carried, *(DirectoryEntry.from_data(record.data) for record in records)),
        refused=refusals(body, applications),
        last_edition=_last_edition(view, before=body.dated),
    )
    edition = replace(edition, reviews=_reviews(intake, body))
    return Composition(edition=edition, carried=carried, fingerprint=_fingerprint(intake, records))


def _reviews(intake: YearIntake, decision: CertificationDecision) -> tuple[ReviewOutcome, ...]:
    return review_outcomes(
        decision,
        {case.case_id: case.application.body for case in intake.cases},
        preliminary={c.case_id: c.preliminary_review.body for c in intake.cases if c.preliminary_review is not None},
        experts={c.case_id: c.expert_review.body for c in intake.cases if c.expert_review is not None},
    )


def _publicity_days(decision: CertificationDecision, year: int, book: PolicyBook) -> int:
    notice = book.notice(year)
    period = decision.publicity
    return working_days(
        period.first_day,
        period.last_day,
        holidays=notice.holidays if notice else (),
        extra_workdays=notice.extra_workdays if notice else (),
    )


def _standing(view: View, *, on: date, year: int) -> list[ArchiveRecord]:
    """The certifications of other publications, valid or expired on `on`, neither revoked nor withdrawn."""
    own = published(view, year)
    standing = []
    for certificate in sorted({r.subject.certificate for r in view.find(kind=CERTIFYING) if r.subject.certificate}):
        answer = view.status(certificate, on=on, known=date.max)
        if answer.status not in {Status.CERTIFIED, Status.EXPIRED}:
            continue
        record = max((r for r in answer.records if r.kind == CERTIFYING), key=lambda r: r.sequence)
        if own is None or record.commit != own.commit:
            standing.append(record)
    return standing


def _last_edition(view: View, *, before: date) -> date | None:
    editions = (date.fromisoformat(record.data["edition"]) for record in view.find(kind="directory"))
    return max((day for day in editions if day < before), default=None)


def _fingerprint(intake: YearIntake, standing: Iterable[ArchiveRecord]) -> str:
    """Digest that is equal exactly where forms, attachments and standing certificates are."""
    forms = sorted([f"{case}/{file.name}", file.sha256] for case, file in _all_files(intake))
    value = {"year": intake.year, "forms": forms, "standing": sorted(record.id for record in standing)}
    return sha256(canonical(value)).hex


def _all_files(intake: YearIntake) -> Iterator[tuple[str, CaseFile]]:
    for case in intake.cases:
        for file in case.files:
            yield case.case_id, file
    if intake.decision_file is not None:
        yield "", intake.decision_file


def difference(intake: YearIntake, earlier: ArchiveRecord, view: View) -> str:
    """In words, how the forms differ from those that `earlier`, the Directory record of the year, was made from."""
    then = {
        (record.subject.case or "", file.name): file.digest.hex
        for record in view.commit(earlier.commit).records
        for file in record.files
        if file.role in {"submission", "attachment"}
    }
    now = {(case, file.name): file.sha256 for case, file in _all_files(intake)}
    names = sorted(
        f"{case}/{name}".lstrip("/")
        for case, name in then.keys() | now.keys()
        if then.get((case, name)) != now.get((case, name))
    )
    if not names:
        return "表单相同，但归档中有效的以往年度产品有变化"
    shown = "、".join(names[:_NAMED_FILES])
    return f"{shown} 等 {len(names)} 个文件" if len(names) > _NAMED_FILES else shown


def _photo_files(cases: Iterable[CaseRecords]) -> Iterator[tuple[str, CaseFile]]:
    for case in cases:
        file = case.attachment(case.application.body.product.photo)
        if file is not None:
            yield case.case_id, file


def photos_of(
    intake: YearIntake, edition: DirectoryEdition, archive: Archive
) -> tuple[Mapping[str, KeptFile], Mapping[str, bytes]]:
    """The pictures of the products certified now, to be kept, and those of all products of the edition, to be shown."""
    wanted = {entry.case for entry in edition.certified}
    kept = {
        file.sha256: KeptFile(name=file.name.rpartition("/")[2], role="photo", content=file.content)
        for case, file in _photo_files(intake.cases)
        if case in wanted
    }
    others = {entry.photo for entry in edition.entries if entry.photo is not None} - kept.keys()
    shown = {digest: archive.read_object(Digest("sha256", digest)) for digest in sorted(others)}
    return kept, shown | {digest: file.content for digest, file in kept.items()}


def forms_of(intake: YearIntake) -> Iterator[CaseForm]:
    """Every form of every case with its files, as the archive keeps them."""
    for case in intake.cases:
        yield from case_forms(case)


def decision_form(intake: YearIntake, edition: DirectoryEdition) -> DecisionForm:
    """The decision with its file, and what it decided."""
    file = intake.decision_file
    if file is None or intake.decision is None:
        raise AssertionError("a year is published only with its decision")
    return DecisionForm(
        files=(KeptFile(name=file.name, role="submission", content=file.content),),
        schemas=schema_names(intake.decision.kind, intake.decision.version),
        data={
            "year": intake.year,
            "document_number": edition.publication.document_number,
            "certified": [{"case": e.case, "certificate": e.certificate} for e in edition.certified],
            "refused": [{"case": r.case, "reason": r.reason} for r in edition.refused],
        },
    )


def glyph_faults(intake: YearIntake, edition: DirectoryEdition, fonts: FontSet) -> Iterator[Diagnostic]:
    """Every character of what is printed that no font has, with its place.

    Of certified applications and the decision that is everything; of refused ones and of the experts' reviews what the
    summary of the reviews says.
    """
    certified = {entry.case for entry in edition.certified}
    sources: list[tuple[Record[Any], bytes]] = []
    for case in intake.cases:
        application, review = case.application, case.expert_review
        named = (application.body.applicant.name, application.body.product.name)
        printed = application if case.case_id in certified else _part(application, *named)
        sources.append((printed, _content(case, "application")))
        if review is not None:
            sources.append((_part(review, review.body.group.opinion), _content(case, "expert-review")))
    if intake.decision is not None and intake.decision_file is not None:
        sources.append((intake.decision, intake.decision_file.content))
    yield from unprintable(sources, fonts)


def _part(record: Record[Any], *texts: str) -> Record[Any]:
    """`record` with no more than those of its texts that are printed."""
    return replace(record, body=texts)


def _content(case: CaseRecords, role: str) -> bytes:
    return next(file.content for file in case.files if file.role == role)


def unprintable(sources: Iterable[tuple[Record[Any], bytes]], fonts: FontSet) -> Iterator[Diagnostic]:
    """Every character of these records that no font has, with its place in the form that each was read from."""
    covered = coverage(fonts)
    for record, content in sources:
        missing = {character for _, character in uncovered("".join(_texts(record.body)), covered)}
        if not missing:
            continue
        for number, line in enumerate(content.decode("utf-8-sig").splitlines(), 1):
            for column, character in enumerate(line, 1):
                if character in missing:
                    yield finding(
                        "CZ4010",
                        Place(file=record.file, line=number, column=column),
                        character=character,
                        code_point=f"U+{ord(character):04X}",
                        position=column,
                    )


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record's body."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
