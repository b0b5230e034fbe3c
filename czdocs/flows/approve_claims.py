"""Approving claims: a batch of claims and the decision about it checked, answered by letters, archived at once."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from czdocs.archive.archive import Archive, Receipt, open_archive
from czdocs.archive.commit import RecordDraft
from czdocs.archive.folder import FolderStore
from czdocs.archive.layout import FORMAT_FILE
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.clock import Moment
from czdocs.decide.subsidy_batch import SubsidyBatch
from czdocs.diagnostic import Diagnostic, Place, Severity, has_errors, in_order
from czdocs.documents.fonts import check_environment, load_fonts
from czdocs.documents.html import chinese_date
from czdocs.errors import CzdocsError
from czdocs.flows.approve_claims_assessment import Assessment, assess, entries_of
from czdocs.flows.approve_claims_batch import decided_batch
from czdocs.flows.approve_claims_decision import Decision, compared
from czdocs.flows.approve_claims_draft import write_draft
from czdocs.flows.approve_claims_input import GivenBatch, read_given
from czdocs.flows.approve_claims_material import is_changed, material_of, working_folder
from czdocs.flows.decision_numbers import numbered_decision
from czdocs.flows.executor import process_pool
from czdocs.flows.knowledge import policy_book
from czdocs.flows.publication_input import unprintable
from czdocs.flows.rendering import FontFolders, Progress
from czdocs.flows.subsidy_history import known_claims
from czdocs.flows.subsidy_input import ClaimCase
from czdocs.flows.subsidy_output import hand_out_batch
from czdocs.flows.subsidy_records import DECISION, BatchMaterial, batch_drafts
from czdocs.terms import SubsidyResult

__all__ = ["ApprovalOutcome", "ApprovalRequest", "approve_claims"]

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRequest:
    """Which claims, which decision about them (None: only compute), over which archive, into what.

    `draft` is where a decision is drafted from what was computed.
    """

    batch: Path
    decision: Path | None
    archive: Path
    out: Path
    fonts: FontFolders
    moment: Moment
    by: str
    jobs: int | None = None
    draft: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalOutcome:
    """How it ended: `approved` and archived, `unchanged` because it was before, `computed` only, or `refused`.

    `cases` and `assessment` are what was computed, where it came to that; `written` are the files of the output folder
    that were not there alike; `commit` is the archive's.
    """

    result: Literal["approved", "unchanged", "computed", "refused"]
    diagnostics: tuple[Diagnostic, ...]
    decision: Decision | None = None
    cases: Mapping[str, ClaimCase] = field(default_factory=lambda: MappingProxyType({}))
    assessment: Assessment | None = None
    commit: int | None = None
    digest: str | None = None
    files: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def approve_claims(
    request: ApprovalRequest, progress: Progress | None = None, *, pool: Executor | None = None
) -> ApprovalOutcome:
    """Approve or refuse the claims of a batch as decided: check, compute, render, archive as one commit, hand out.

    `pool` examines and renders where it is given; otherwise a pool of `request.jobs` processes is made for the
    occasion. Nothing is archived or written unless everything is acceptable. Killed at any moment, the archive holds
    all of the batch or nothing of it, and the same command completes what is missing. Of two batches that would spend
    the same money the first gets it, and the other is computed anew.

    Raises:
        CzdocsError: If the machine or the archive does not allow to go on.
    """
    with nullcontext(pool) if pool is not None else process_pool(request.jobs) as executor:
        given = read_given(request.batch, request.decision, today=request.moment.day, pool=executor)
        if given.secret:
            return ApprovalOutcome(result="refused", diagnostics=given.secret)
        store = FolderStore(request.archive)
        if store.size(FORMAT_FILE) is None:
            path = request.archive.as_posix()
            return _refused(given, (*given.found, finding("CZ5234", Place(file=path), path=path)))
        with closing(open_archive(store)) as archive:
            for _ in range(_ATTEMPTS):
                outcome = _attempt(request, given, archive, executor, progress)
                if outcome is not None:
                    return outcome
    raise CzdocsError("CZ5235", attempts=_ATTEMPTS)


def _refused(given: GivenBatch, found: Iterable[Diagnostic], assessment: Assessment | None = None) -> ApprovalOutcome:
    return ApprovalOutcome(
        result="refused",
        diagnostics=in_order(found),
        decision=given.decision,
        cases=given.cases,
        assessment=assessment,
        texts=given.texts,
    )


def _attempt(
    request: ApprovalRequest, given: GivenBatch, archive: Archive, pool: Executor, progress: Progress | None
) -> ApprovalOutcome | None:
    """One try over the archive's present state; None where somebody else changed what the amounts rest on."""
    view, book, decision = archive.view(), policy_book(), given.decision
    earlier = numbered_decision(view, decision.body.document_number) if decision is not None else None
    if decision is not None and earlier is not None:
        if earlier.kind == DECISION and earlier.data["input"] == given.fingerprint:
            return _handed_out(request, given, archive, earlier.commit, result="unchanged")
        document, day = decision.body.document_number, chinese_date(earlier.known_on)
        place = decision.form.place(("document_number",))
        told = finding("CZ5233", place, document=document, day=day, sequence=earlier.sequence)
        return _refused(given, (*given.found, told))
    body = decision.body if decision is not None else None
    assessment = assess(tuple(given.cases.values()), body, view, book, today=request.moment.day)
    found = _all_found(given, assessment)
    if given.form is None:
        return _computed(request, given, assessment, found)
    call = book.notice(decision.record.year) if decision is not None else None
    if not has_errors(found):
        check_environment(request.fonts.installed)
        fonts = load_fonts(request.fonts.installed, request.fonts.office)
        found = in_order((*found, *unprintable(given.printed(), fonts)))
    if decision is None or call is None or has_errors(found):
        return _refused(given, found, assessment)
    batch = decided_batch(given.cases, decision, assessment, book, call=call)
    number = _archived(request, given, archive, pool, progress, batch=batch, assessment=assessment, view=view)
    if number is None:
        return None
    return _handed_out(request, given, archive, number, result="approved", assessment=assessment, found=found)


def _all_found(given: GivenBatch, assessment: Assessment) -> tuple[Diagnostic, ...]:
    """Everything that was found, but not the faults for which the decision refuses a claim."""
    body = given.decision.body if given.decision is not None else None
    entries, found = entries_of(body), [*given.found]
    for number, case in given.cases.items():
        entry = entries.get(number)
        refused = case.whole and entry is not None and entry.result is SubsidyResult.REFUSED
        told = assessment.findings[number]
        found += [d for d in told if not refused or d.severity is not Severity.ERROR]
    if given.decision is not None:
        found += compared(given.cases, given.decision, assessment, policy_book())
    return in_order(found)


def _computed(
    request: ApprovalRequest, given: GivenBatch, assessment: Assessment, found: tuple[Diagnostic, ...]
) -> ApprovalOutcome:
    """What the claims give, with a draft of the decision where one is asked for; nothing is archived."""
    if request.draft is not None and given.cases:
        write_draft(request.draft, given.cases, assessment, policy_book(), today=request.moment.day)
    return ApprovalOutcome(
        result="computed", diagnostics=found, cases=given.cases, assessment=assessment, texts=given.texts
    )


def _archived(  # noqa: PLR0913 - the request and what was made of it
    request: ApprovalRequest,
    given: GivenBatch,
    archive: Archive,
    pool: Executor,
    progress: Progress | None,
    *,
    batch: SubsidyBatch,
    assessment: Assessment,
    view: View,
) -> int | None:
    """The number of the commit of the batch with its documents; None where the archive says otherwise than `view`."""
    with working_folder(request.out) as folder:
        material = material_of(
            batch, given, assessment, fonts=request.fonts, folder=folder, pool=pool, progress=progress
        )

        def build(current: View) -> tuple[RecordDraft, ...] | None:
            # Somebody may have committed since: the same money must still be left, the same papers unused.
            if current.head != view.head:
                if known_claims(given.cases.values(), current, today=request.moment.day) != assessment.known:
                    return None
                if numbered_decision(current, batch.decision.document_number) is not None:
                    return None
            return batch_drafts(material, current, policy_book())

        receipt = _commit(request, archive, material, build)
    return receipt.commit if receipt is not None else None


def _commit(
    request: ApprovalRequest,
    archive: Archive,
    material: BatchMaterial,
    build: Callable[[View], tuple[RecordDraft, ...] | None],
) -> Receipt | None:
    try:
        return archive.commit(
            build,
            objects=material.contents(),
            recorded_at=request.moment.at,
            clock=request.moment.clock,
            by=request.by,
            command=f"approve-claims --decision {material.decision.name}",
        )
    except (CzdocsError, OSError, ValueError) as error:
        if is_changed(material.files()):
            raise CzdocsError("CZ5236", place=Place(file=request.batch.as_posix())) from error
        raise


def _handed_out(  # noqa: PLR0913 - the facts of the outcome
    request: ApprovalRequest,
    given: GivenBatch,
    archive: Archive,
    number: int,
    *,
    result: Literal["approved", "unchanged"],
    assessment: Assessment | None = None,
    found: tuple[Diagnostic, ...] = (),
) -> ApprovalOutcome:
    """The files of commit `number` in the output folder, and the outcome that says so."""
    commit = archive.view().commit(number)
    files, written = hand_out_batch(archive, commit, request.out)
    return ApprovalOutcome(
        result=result,
        diagnostics=found,
        decision=given.decision,
        cases=given.cases,
        assessment=assessment,
        commit=number,
        digest=commit.digest.hex,
        files=files,
        written=written,
        texts=given.texts,
    )
