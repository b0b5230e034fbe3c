"""The output of one batch of claims: its files as the archive holds them, handed out one by one, and the manifest."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from czdocs.archive.archive import Archive
from czdocs.archive.commit import Commit, FileRef, Record
from czdocs.flows.grants import SUBSIDY
from czdocs.flows.measurement_report import HANDED_OUT
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
    facts: Mapping[str, Any] = {}
    listed: list[tuple[str, FileRef, Record]] = []
    for record in commit.records:
        if record.kind == DECISION:
            facts = {name: record.data[name] for name in ("year", "dated", "document_number", "amount_yuan")}
        listed += _renderings(record)
    listed.sort(key=lambda item: item[0])
    written: list[str] = []
    for name, ref, _record in listed:
        written += hand_out({name: archive.read_object(ref.digest)}, folder)
    written += hand_out({MANIFEST: manifest(archive, commit, listed, facts)}, folder)
    return (*(name for name, _, _ in listed), MANIFEST), tuple(written)


def _renderings(record: Record) -> Iterator[tuple[str, FileRef, Record]]:
    """The documents of `record` by their names in the output folder; what the record says besides is not kept."""
    if record.kind == SUBSIDY or record.kind in DOCUMENTS:
        bare = replace(record, data={}, files=())
        for file in record.files:
            if file.role in HANDED_OUT:
                yield f"letters/{file.name}" if record.kind == SUBSIDY else file.name, file, bare
