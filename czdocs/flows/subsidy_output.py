"""The output of one batch of claims: its files as the archive holds them, handed out one by one, and the manifest."""

from collections.abc import Iterator
from pathlib import Path

from czdocs.archive.archive import Archive
from czdocs.archive.commit import Commit, FileRef, Record
from czdocs.flows.grants import SUBSIDY
from czdocs.flows.output_folder import hand_out
from czdocs.flows.publication_output import MANIFEST, manifest
from czdocs.flows.subsidy_records import DECISION, DOCUMENTS

__all__ = ["hand_out_batch"]


def hand_out_batch(archive: Archive, commit: Commit, folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write every document of the batch `commit` and its manifest into `folder`; all names, and those not there alike.

    The bytes come out of the archive, one file at a time: what is handed out is what was archived.

    Raises:
        CzdocsError: If an object is damaged, or the machine refuses.
    """
    listed = sorted(_renderings(commit), key=lambda item: item[0])
    written: list[str] = []
    for name, ref, _record in listed:
        written += hand_out({name: archive.read_object(ref.digest)}, folder)
    decision = next(record for record in commit.records if record.kind == DECISION)
    facts = {name: decision.data[name] for name in ("year", "dated", "document_number", "amount_yuan")}
    written += hand_out({MANIFEST: manifest(archive, commit, listed, facts)}, folder)
    return (*(name for name, _, _ in listed), MANIFEST), tuple(written)


def _renderings(commit: Commit) -> Iterator[tuple[str, FileRef, Record]]:
    for record in commit.records:
        if record.kind == SUBSIDY or record.kind in DOCUMENTS:
            for file in record.files:
                if file.role == "rendering":
                    name = f"letters/{file.name}" if record.kind == SUBSIDY else file.name
                    yield name, file, record
