"""Revocation: a decision on a violation checked, drawn up, archived as one commit and handed out (art. 23)."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from czdocs.archive.archive import Archive, open_archive
from czdocs.archive.commit import Record as ArchiveRecord
from czdocs.archive.commit import RecordDraft
from czdocs.archive.folder import FolderStore
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.clock import Moment
from czdocs.decide.edition import DirectoryEntry
from czdocs.decide.revocation import RecoveredGrant, Ruling
from czdocs.decide.sanctions import last_day
from czdocs.diagnostic import Diagnostic, has_errors, in_order
from czdocs.documents.fonts import FontSet, check_environment, load_fonts
from czdocs.documents.imprint import SourceFile
from czdocs.documents.revocation import NOTICE, RECOVERY_ORDER, REFERRAL, render_ruling, ruling_documents
from czdocs.errors import CzdocsError
from czdocs.flows.examination import ExaminedForm, examine_alone, examine_form
from czdocs.flows.gathering import FormFile
from czdocs.flows.grants import grant_of
from czdocs.flows.knowledge import policy_book
from czdocs.flows.measurement_report import HANDED_OUT, MEASUREMENTS, report_file
from czdocs.flows.output_folder import hand_out
from czdocs.flows.publication_input import unprintable
from czdocs.flows.publication_material import KeptFile
from czdocs.flows.rendering import FontFolders
from czdocs.flows.revoke_history import archived_ruling, certification_of, faults_in, is_of
from czdocs.flows.revoke_records import RulingMaterial, document_data, ruling_drafts
from czdocs.record import Record
from czdocs.record.revocation import RevocationDecision
from czdocs.terms import FormKind

__all__ = ["RevokeOutcome", "RevokeRequest", "revoke"]

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeRequest:
    """Which decision to carry out in which archive, and the numbers of the letters, which no form says."""

    decision: Path
    archive: Path
    out: Path
    fonts: FontFolders
    moment: Moment
    by: str
    recovery_number: str | None = None
    referral_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeOutcome:
    """How it ended: `archived` now, `unchanged` because it was before, or `refused` with nothing archived.

    `records` are those of the decision's commit, `files` its files in the output folder.
    """

    result: Literal["archived", "unchanged", "refused"]
    diagnostics: tuple[Diagnostic, ...]
    decision: RevocationDecision | None = None
    records: tuple[ArchiveRecord, ...] = ()
    files: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def revoke(request: RevokeRequest) -> RevokeOutcome:
    """Carry out the decision in `request`: everything that follows from it is archived as one commit.

    Nothing is archived or written unless the form is acceptable and agrees with the archive. Killed at any moment, the
    archive holds all or nothing; the same command completes what is missing.

    Raises:
        CzdocsError: If there is no archive, or the machine or the archive does not allow to go on.
    """
    form = examine_form(FormFile(path=request.decision, in_folder=False))
    found = (*examine_alone(form, today=request.moment.day), *_unfit(request, form))
    record: Any = form.record
    if has_errors(found) or record is None:
        return _refused(form, found)
    with closing(open_archive(FolderStore(request.archive))) as archive:
        for _ in range(_ATTEMPTS):
            outcome = _attempt(request, form, record, found, archive)
            if outcome is not None:
                return outcome
    raise CzdocsError("CZ5113", attempts=_ATTEMPTS)


def _unfit(request: RevokeRequest, form: ExaminedForm) -> tuple[Diagnostic, ...]:
    """What keeps a form that may be sound from being carried out today."""
    if form.submission is not None and form.submission.kind is not FormKind.REVOCATION_DECISION:
        place, title = form.submission.place(("form",)), form.submission.schema.title
        return (finding("CZ5263", place, path=form.name, title=title),)
    record: Any = form.record
    if form.submission is None or record is None or record.body.dated <= request.moment.day:
        return ()
    place = form.submission.place(("dated",))
    return (finding("CZ5262", place, dated=record.body.dated, today=request.moment.day),)


def _refused(form: ExaminedForm, found: tuple[Diagnostic, ...]) -> RevokeOutcome:
    texts = {} if form.secret else {form.name: form.text}
    return RevokeOutcome(result="refused", diagnostics=in_order(found), texts=MappingProxyType(texts))


def _attempt(
    request: RevokeRequest,
    form: ExaminedForm,
    record: Record[RevocationDecision],
    found: tuple[Diagnostic, ...],
    archive: Archive,
) -> RevokeOutcome | None:
    """One try over the archive's present state; None where somebody else changed what the decision rests on."""
    view = archive.view()
    earlier = archived_ruling(view, record.body.document_number)
    if earlier is not None and is_of(form, earlier):
        return _handed_out(request, record, found, archive, earlier, result="unchanged")
    against = faults_in(form, view)
    if has_errors(against):
        return _refused(form, (*found, *against))
    check_environment(request.fonts.installed)
    fonts = load_fonts(request.fonts.installed, request.fonts.office)
    faults = tuple(unprintable([(record, form.content)], fonts))
    if faults:
        return _refused(form, (*found, *against, *faults))
    material = _material(request, form, record, _ruling(record.body, view), fonts=fonts)

    def build(current: View) -> tuple[RecordDraft, ...] | None:
        # Somebody may have committed since: the money recovered, the certificate revoked or issued anew.
        if current.head != view.head and (
            faults_in(form, current) != against or _ruling(record.body, current) != material.ruling
        ):
            return None
        if archived_ruling(current, record.body.document_number) is not None:
            return None
        return ruling_drafts(material, current, policy_book())

    receipt = archive.commit(
        build,
        objects=material.contents(),
        recorded_at=request.moment.at,
        clock=request.moment.clock,
        by=request.by,
        command=f"revoke {record.body.document_number}",
    )
    if receipt is None:
        return None
    return _handed_out(request, record, (*found, *against), archive, receipt.records[0], result="archived")


def _ruling(decision: RevocationDecision, view: View) -> Ruling:
    """`decision` with what the archive, as `view` has it, knows; it has no fault."""
    certification = certification_of(view, decision.certificate)
    if certification is None:
        raise AssertionError("a decision without fault has its certificate")
    certified = DirectoryEntry.from_data(certification.data)
    measures = policy_book().on(decision.dated)
    entries = decision.recovery.entries if decision.recovery else ()
    grants = {entry.case: grant_of(view, entry.case) for entry in entries}
    return Ruling(
        decision=decision,
        certified_on=certified.certified_on,
        certified_by=certified.document_number,
        valid_to=certified.valid_to,
        recovered=tuple(
            RecoveredGrant(grant=grant, amount_yuan=entry.amount_yuan)
            for entry in entries
            if (grant := grants[entry.case]) is not None
        ),
        bar_until=last_day(decision.effective_on, measures) if decision.subsidy_barred else None,
        measures_title=measures.title,
        measures_document=measures.document,
    )


def _material(
    request: RevokeRequest,
    form: ExaminedForm,
    record: Record[RevocationDecision],
    ruling: Ruling,
    *,
    fonts: FontSet,
) -> RulingMaterial:
    """Everything that the decision archives, documents rendered."""
    numbers = {RECOVERY_ORDER: request.recovery_number, REFERRAL: request.referral_number}
    given = {kind: number for kind, number in numbers.items() if number is not None}
    documents = ruling_documents(
        ruling, recovery_number=request.recovery_number, referral_number=request.referral_number
    )
    files = render_ruling(
        documents,
        fonts=fonts,
        sources={kind: _source(kind, ruling, given.get(kind)) for kind in documents},
    )
    certificate = ruling.decision.certificate
    kept = {
        kind: (
            KeptFile(name=f"{certificate}-{kind}.pdf", role="rendering", content=issued.pdf),
            KeptFile(name=f"{certificate}-{kind}.docx", role="rendering", content=issued.docx),
        )
        for kind, issued in files.items()
    }
    measured = {f"{certificate}-{kind}.pdf": issued for kind, issued in files.items()}
    report = report_file(f"{certificate}-{MEASUREMENTS}", measured)
    return RulingMaterial(
        record=record,
        form=KeptFile(name=form.path.name, role="submission", content=form.content),
        ruling=ruling,
        documents=MappingProxyType({**kept, NOTICE: (*kept[NOTICE], report)}),
        numbers=MappingProxyType(given),
    )


def _source(kind: str, ruling: Ruling, number: str | None) -> SourceFile:
    """The data of a document, embedded in the PDF that was made from them."""
    decision = ruling.decision
    return SourceFile(
        name=f"{decision.certificate}-{kind}.json",
        content=(json.dumps(document_data(kind, ruling, number), ensure_ascii=False, indent=2) + "\n").encode(),
        media_type="application/json",
        description=f"{decision.document_number} 处理决定数据",
        modified=decision.dated,
    )


def _handed_out(  # noqa: PLR0913 - the facts of the outcome
    request: RevokeRequest,
    record: Record[RevocationDecision],
    found: tuple[Diagnostic, ...],
    archive: Archive,
    first: ArchiveRecord,
    *,
    result: Literal["archived", "unchanged"],
) -> RevokeOutcome:
    """The files of the commit of record `first` in the output folder, and the outcome that says so."""
    records = tuple(archive.view().commit(first.commit).records)
    files = {
        file.name: archive.read_object(file.digest) for one in records for file in one.files if file.role in HANDED_OUT
    }
    hand_out(files, request.out)
    return RevokeOutcome(
        result=result,
        diagnostics=in_order(found),
        decision=record.body,
        records=records,
        files=tuple(files),
    )
