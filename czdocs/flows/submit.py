"""Taking in: a submission checked, answered by a letter, and both archived at once (arts. 8 and 9)."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from czdocs.archive.archive import Archive
from czdocs.archive.commit import Record, RecordDraft
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.clock import Moment
from czdocs.diagnostic import Diagnostic, Place, in_order
from czdocs.flows.archive_folder import open_or_create
from czdocs.flows.knowledge import policy_book
from czdocs.flows.measurement_report import HANDED_OUT
from czdocs.flows.output_folder import hand_out
from czdocs.flows.rendering import FontFolders
from czdocs.flows.submission import Parties, Submission, against_history, take_in
from czdocs.flows.submission_notice import ACCEPTED, RETURNED, letter_of, rendered
from czdocs.flows.submission_records import Answer, decided, standing_letters, submission_drafts
from czdocs.intake.claim_history import BARRED

__all__ = ["SubmitOutcome", "SubmitRequest", "submit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitRequest:
    """What to take in, into which archive, and what the letter needs that no form says."""

    path: Path
    archive: Path
    out: Path
    fonts: FontFolders
    moment: Moment
    by: str
    document_number: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitOutcome:
    """How it ended: `accepted`, `returned` for correction, or `refused` with nothing archived.

    `unchanged` says that the same submission had been answered before, so that nothing was added; `letter` is the
    record of the letter, `files` its files in the output folder.
    """

    result: Literal["accepted", "returned", "refused"]
    diagnostics: tuple[Diagnostic, ...]
    unchanged: bool = False
    parties: Parties | None = None
    letter: Record | None = None
    files: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def submit(request: SubmitRequest) -> SubmitOutcome:
    """Take in a case: everything is checked, the case and the letter about it are archived as one commit.

    A faulty case is answered too, and kept with its letter. Nothing is archived or written of a case that falls under
    art. 24, of a bundle that is not plain, of a company that is barred from support (art. 23), or where it cannot be
    told whose case it is. Killed at any moment, the archive holds all or nothing; the same command completes what is
    missing.

    Raises:
        CzdocsError: If the path is no submission, or the machine or the archive does not allow to go on.
    """
    submission = take_in(request.path, today=request.moment.day)
    if submission.parties is None:
        return SubmitOutcome(result="refused", diagnostics=submission.findings, texts=submission.texts)
    with closing(open_or_create(request.archive, request.moment)) as archive:
        return _answer(request, submission, submission.parties, archive)


def _answer(request: SubmitRequest, submission: Submission, parties: Parties, archive: Archive) -> SubmitOutcome:
    """The outcome over the archive as it is, with the letter made only where it is needed."""
    view = archive.view()
    submission = against_history(submission, view, today=request.moment.day)
    decision = decided(view, parties.case)
    if decision is not None:
        return _too_late(request, submission, parties, decision)
    if any(finding.code == BARRED for finding in submission.findings):  # nothing that could be corrected
        found = submission.findings
        return SubmitOutcome(result="refused", diagnostics=found, parties=parties, texts=submission.texts)
    earlier = _same(view, submission, parties)
    if earlier is not None:
        return _outcome(request, submission, parties, archive, earlier, unchanged=True)
    answer = _answered(request, submission, parties)

    def build(current: View) -> tuple[RecordDraft, ...] | None:
        # Somebody may have committed since: the same case taken in, or its year decided.
        if decided(current, parties.case) is not None or _same(current, submission, parties) is not None:
            return None
        again = against_history(submission, current, today=request.moment.day)
        if again.findings != submission.findings:  # a policy claimed, or the claimant barred, meanwhile
            return None
        return submission_drafts(answer, current, policy_book())

    receipt = archive.commit(
        build,
        objects=answer.contents(),
        recorded_at=request.moment.at,
        clock=request.moment.clock,
        by=request.by,
        command=f"submit {parties.case}",
    )
    if receipt is None:
        return _answer(request, submission, parties, archive)
    return _outcome(request, submission, parties, archive, receipt.records[-1], unchanged=False)


def _same(view: View, submission: Submission, parties: Parties) -> Record | None:
    """The letter that answered exactly this submission, if it is still the last one about the case."""
    letters = standing_letters(view, parties.case)
    kind = ACCEPTED if submission.acceptable else RETURNED
    same = letters and letters[-1].kind == kind and letters[-1].data.get("submission") == submission.digest
    return letters[-1] if same else None


def _answered(request: SubmitRequest, submission: Submission, parties: Parties) -> Answer:
    kind = ACCEPTED if submission.acceptable else RETURNED
    today = request.moment.day
    document = letter_of(
        submission,
        parties,
        policy_book(),
        today=today,
        document_number=request.document_number,
        contact=request.contact,
    )
    return Answer(
        submission=submission,
        parties=parties,
        letter=rendered(document, parties, request.fonts, name=f"{parties.case}-{kind}"),
        dated=today,
        document_number=request.document_number,
    )


def _too_late(request: SubmitRequest, submission: Submission, parties: Parties, decision: Record) -> SubmitOutcome:
    place = Place(file=request.path.as_posix())
    document = decision.data.get("document_number", "")
    told = finding("CZ5155", place, case=parties.case, document=document, sequence=decision.sequence)
    return SubmitOutcome(result="refused", diagnostics=in_order((told,)), parties=parties, texts=submission.texts)


def _outcome(  # noqa: PLR0913 - the facts of the outcome
    request: SubmitRequest,
    submission: Submission,
    parties: Parties,
    archive: Archive,
    letter: Record,
    *,
    unchanged: bool,
) -> SubmitOutcome:
    """The letter's files out of the archive in the output folder, and the outcome that says so."""
    files = {file.name: archive.read_object(file.digest) for file in letter.files if file.role in HANDED_OUT}
    hand_out(files, request.out)
    return SubmitOutcome(
        result="accepted" if letter.kind == ACCEPTED else "returned",
        diagnostics=submission.findings,
        unchanged=unchanged,
        parties=parties,
        letter=letter,
        files=tuple(files),
        texts=submission.texts,
    )
