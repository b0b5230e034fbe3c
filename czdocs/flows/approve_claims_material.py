"""The material of a batch of claims: its forms, letters and documents, in a working folder until they are archived."""

import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from pathlib import Path

from czdocs.archive.digest import sha256_of_stream
from czdocs.decide.subsidy_batch import SubsidyBatch
from czdocs.flows.approve_claims_assessment import Assessment
from czdocs.flows.approve_claims_input import GivenBatch
from czdocs.flows.form_records import rulings, schema_names
from czdocs.flows.output_folder import machine_fault
from czdocs.flows.publication_material import KeptFile, StoredFile
from czdocs.flows.rendering import FontFolders, Progress
from czdocs.flows.subsidy_records import BatchMaterial
from czdocs.flows.subsidy_rendering import render_batch

__all__ = ["is_changed", "material_of", "working_folder"]

_UNFINISHED = ".czdocs-unfinished-"


def material_of(  # noqa: PLR0913 - what is made, of what, with what and where
    batch: SubsidyBatch,
    given: GivenBatch,
    assessment: Assessment,
    *,
    fonts: FontFolders,
    folder: Path,
    pool: Executor,
    progress: Progress | None,
) -> BatchMaterial:
    """Everything that the batch archives, its documents rendered into `folder`.

    Raises:
        CzdocsError: What the first document that failed raised; CZ5111 if a worker was killed.
    """
    form = given.form
    if form is None or form.submission is None:
        raise AssertionError("a batch is archived only with its decision")
    rendered = render_batch(batch, fonts=fonts, folder=folder, pool=pool, progress=progress)
    return BatchMaterial(
        batch=batch,
        forms={number: case.forms for number, case in given.cases.items()},
        codes={number: _codes(assessment, number) for number in given.cases},
        decision=KeptFile(name=form.path.name, role="submission", content=form.content),
        schemas=schema_names(form.submission.kind, form.submission.version),
        letters=rendered.letters,
        documents=rendered.documents,
        rulings=rulings(),
        fingerprint=given.fingerprint,
    )


def _codes(assessment: Assessment, case: str) -> tuple[str, ...]:
    return tuple(sorted({told.code for told in assessment.findings[case]}))


@contextmanager
def working_folder(out: Path) -> Iterator[Path]:
    """A folder in `out` that is gone afterwards; those that killed runs left there go too.

    Raises:
        CzdocsError: CZ5102 to CZ5105 if the machine refuses.
    """
    folder = out / f"{_UNFINISHED}{os.getpid()}"
    try:
        for left in out.glob(f"{_UNFINISHED}*"):
            if not _runs(left.name.removeprefix(_UNFINISHED)):
                shutil.rmtree(left, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise machine_fault(error, out) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _runs(process: str) -> bool:
    """Whether the process of that number is still there."""
    with suppress(ValueError, ProcessLookupError, PermissionError):
        os.kill(int(process), 0)
        return True
    return False


def is_changed(files: Iterable[KeptFile | StoredFile]) -> bool:
    """Whether a file on disk is no longer what it was when it was checked."""
    return any(isinstance(file, StoredFile) and not _is_as_it_was(file) for file in files)


def _is_as_it_was(file: StoredFile) -> bool:
    try:
        with file.content.open("rb") as stream:
            digest, _ = sha256_of_stream(stream)
    except OSError:
        return False
    return digest == file.ref.digest
