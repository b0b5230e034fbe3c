"""The documents of a batch of claims, rendered side by side into a folder of their own."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from czdocs.archive.commit import FileRef
from czdocs.archive.digest import sha256, sha256_of_stream
from czdocs.decide.subsidy_batch import DecidedClaim, SubsidyBatch
from czdocs.documents.context.allocation import allocation_context
from czdocs.documents.context.subsidy_letter import letter_context, letter_terms
from czdocs.documents.context.subsidy_lists import publicity_context, summary_context
from czdocs.documents.gongwen import OfficialDocument
from czdocs.documents.imprint import SourceFile
from czdocs.documents.issuing import Issued, issue_official
from czdocs.documents.subsidy_sheet import render_finance_xlsx
from czdocs.flows.executor import streamed
from czdocs.flows.knowledge import policy_book
from czdocs.flows.laying_out import FontFolders, loaded_fonts
from czdocs.flows.measurement_report import MEASURED, MEASUREMENTS, REPORT, measured_line, report_lines
from czdocs.flows.publication_material import StoredFile, media_type
from czdocs.flows.rendering import Progress
from czdocs.report.derivation import derivation_data

__all__ = ["BatchDocuments", "render_batch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDocuments:
    """What was rendered: the files of each claim by case, and those about the whole batch."""

    letters: Mapping[str, tuple[StoredFile, ...]]
    documents: tuple[StoredFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What one worker does at a time: the files of one claim, or one document about the batch, `name`."""

    name: str
    batch: SubsidyBatch
    fonts: FontFolders
    folder: Path


def render_batch(
    batch: SubsidyBatch,
    *,
    fonts: FontFolders,
    folder: Path,
    pool: Executor,
    progress: Progress | None = None,
) -> BatchDocuments:
    """Every document of `batch`, in `folder`; nothing of it stays in memory. The same batch gives the same bytes.

    Raises:
        CzdocsError: What the first document that failed raised; CZ5111 if a worker was killed.
    """
    total = len(_DOCUMENTS) + len(batch.claims)
    tasks = _tasks(batch, fonts, folder)
    documents: list[StoredFile] = []
    letters: dict[str, tuple[StoredFile, ...]] = {}
    for number, (name, files) in enumerate(streamed(pool, _rendered, tasks), 1):
        if name in _DOCUMENTS:
            documents += files
        else:
            letters[name] = files
        if progress is not None:
            progress(number, total, name)
    return BatchDocuments(letters=letters, documents=(*documents, _report(folder)))


def _report(folder: Path) -> StoredFile:
    """What the workers left in `folder` of each measurement, put together as one file."""
    lines = (path.read_text("utf-8") for path in sorted(folder.glob(f"*{MEASURED}")))
    path = folder / MEASUREMENTS
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(report_lines(lines))
    with path.open("rb") as stream_read:
        digest, size = sha256_of_stream(stream_read)
    ref = FileRef(name=path.name, role=REPORT, media_type=media_type(path.name), size=size, digest=digest)
    return StoredFile(folder=folder, ref=ref)


def _tasks(batch: SubsidyBatch, fonts: FontFolders, folder: Path) -> Iterator[_Task]:
    """The documents about the batch first, the slowest; a letter travels with its own claim and entry alone."""
    for name in _DOCUMENTS:
        yield _Task(name=name, batch=batch, fonts=fonts, folder=folder)
    entries = {entry.case: entry for entry in batch.decision.entries}
    for claim in batch.claims:
        decision = replace(batch.decision, entries=(entries[claim.case],))
        alone = replace(batch, decision=decision, claims=(claim,))
        yield _Task(name=claim.case, batch=alone, fonts=fonts, folder=folder)


_CONTEXTS: Mapping[str, Callable[[SubsidyBatch], OfficialDocument]] = {
    "publicity": publicity_context,
    "summary": summary_context,
    "allocation": allocation_context,
}
_FINANCE = "finance.xlsx"
_DOCUMENTS = (*_CONTEXTS, _FINANCE)


def _rendered(task: _Task) -> tuple[str, tuple[StoredFile, ...]]:
    """The name of the task, and the files that it made; runs in a worker."""
    if task.name == _FINANCE:
        return task.name, (_written(task.folder, task.name, "rendering", render_finance_xlsx(task.batch)),)
    if task.name in _CONTEXTS:
        issued = issue_official(_CONTEXTS[task.name](task.batch), fonts=loaded_fonts(task.fonts))
        return task.name, tuple(_both(task.folder, task.name, issued))
    (claim,) = task.batch.claims
    return claim.case, tuple(_claim_files(task, claim))


def _claim_files(task: _Task, claim: DecidedClaim) -> Iterable[StoredFile]:
    """The letter in both formats, and the calculation for programs, which the letter carries too."""
    data = derivation_data(claim.derivation, claim=claim.case, product=claim.product)
    calculation = (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    source = SourceFile(
        name=f"{claim.case}-derivation.json",
        content=calculation,
        media_type="application/json",
        description=f"{claim.case} 补贴计算过程",
        modified=task.batch.decision.dated,
    )
    terms = letter_terms(policy_book().on(task.batch.decision.dated), task.batch.decision.contact)
    document = letter_context(task.batch, claim, terms)
    letter = issue_official(document, fonts=loaded_fonts(task.fonts), sources=(source,))
    yield from _both(task.folder, claim.case, letter, within="letters/")
    yield _written(task.folder, source.name, "derivation", calculation)


def _both(folder: Path, stem: str, issued: Issued, *, within: str = "") -> Iterator[StoredFile]:
    """Both files, and beside them what was measured; `within` is where they go in the output folder."""
    (folder / f"{stem}{MEASURED}").write_text(measured_line(f"{within}{stem}.pdf", issued), "utf-8", newline="\n")
    yield _written(folder, f"{stem}.pdf", "rendering", issued.pdf)
    yield _written(folder, f"{stem}.docx", "rendering", issued.docx)


def _written(folder: Path, name: str, role: str, content: bytes) -> StoredFile:
    (folder / name).write_bytes(content)
    ref = FileRef(name=name, role=role, media_type=media_type(name), size=len(content), digest=sha256(content))
    return StoredFile(folder=folder, ref=ref)
