"""The output of one publication: its files as the archive holds them, and the manifest that vouches for them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from czdocs.archive.archive import Archive
from czdocs.archive.commit import Commit, FileRef, Record
from czdocs.flows.measurement_report import HANDED_OUT

__all__ = ["MANIFEST", "manifest", "published_files"]

MANIFEST = "manifest.json"
_RENDERED = frozenset({"certification", "directory", "notice", "publicity", "review-summary"})


def published_files(archive: Archive, commit: Commit) -> Mapping[str, bytes]:
    """Every document of the publication `commit` by its name in the output folder, and `manifest.json`.

    The bytes come out of the archive: what is handed out is what was archived.
    """
    listed = list(_renderings(commit))
    files = {name: archive.read_object(ref.digest) for name, ref, _ in listed}
    directory = next(record for record in commit.records if record.kind == "directory")
    facts = {name: directory.data[name] for name in ("year", "edition", "document_number")}
    return files | {MANIFEST: manifest(archive, commit, listed, facts)}


def _renderings(commit: Commit) -> Iterator[tuple[str, FileRef, Record]]:
    for record in commit.records:
        if record.kind in _RENDERED:
            for file in record.files:
                if file.role in HANDED_OUT:
                    name = f"certificates/{file.name}" if record.kind == "certification" else file.name
                    yield name, file, record


def manifest(
    archive: Archive, commit: Commit, listed: Iterable[tuple[str, FileRef, Record]], facts: Mapping[str, Any]
) -> bytes:
    """The manifest of the files of `commit`: `facts` first, then where they are archived, then each of them."""
    header = commit.header
    value: dict[str, Any] = {
        "format": "czdocs-manifest/1",
        **facts,
        "archive": {
            "origin": archive.info.origin,
            "commit": header.number,
            "sha256": commit.digest.hex,
            "recorded_at": header.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "records": [header.first, header.tree_size],
        },
        # The unsigned tree head; `root` is the RFC 6962 Merkle root over the first `tree_size` records.
        "checkpoint": {"tree_size": header.tree_size, "root": header.root.hex},
        "files": [
            {
                "name": name,
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.digest.hex,
                "record": record.sequence,
                "archival_number": record.archival_number,
                "source_records": list(record.derived_from),
            }
            for name, file, record in sorted(listed, key=lambda item: item[0])
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
