"""Manifest of a bundle: what was packed, so that whoever receives it sees that all of it came, and nothing else."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.bundle_names import shown

__all__ = ["MANIFEST", "MANIFEST_FORMAT", "ListedFile", "manifest_faults"]

MANIFEST = "manifest.json"
MANIFEST_FORMAT = "czdocs-bundle/1"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """A file of a bundle as the manifest has it."""

    name: str
    size: int
    sha256: str


def manifest_faults(files: Mapping[str, bytes], *, place: Place) -> Iterator[Diagnostic]:
    """Where `files`, the manifest among them, are not what the manifest says; a hint where there is none."""
    if MANIFEST not in files:
        yield finding("CZ1063", place)
        return
    listed = _listed(files[MANIFEST])
    if isinstance(listed, str):
        yield finding("CZ1064", place, reason=listed)
        return
    for file in listed.values():
        content = files.get(file.name)
        if content is None:
            yield finding("CZ1065", place, name=shown(file.name))
        elif len(content) != file.size or hashlib.sha256(content).hexdigest() != file.sha256:
            yield finding("CZ1067", place, name=shown(file.name))
    for name in sorted(files.keys() - listed.keys() - {MANIFEST}):
        yield finding("CZ1066", place, name=shown(name))


def _listed(content: bytes) -> dict[str, ListedFile] | str:
    """The files by name, or why the manifest cannot be used."""
    try:
        value = json.loads(content)
        if value.get("format") != MANIFEST_FORMAT:
            return f"格式不是 {MANIFEST_FORMAT}"
        files = [_file(row) for row in value["files"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "内容读不懂"
    by_name = {file.name: file for file in files}
    return by_name if len(by_name) == len(files) else "同一个文件列了两次"


def _file(row: Mapping[str, Any]) -> ListedFile:
    name, size, digest = row["name"], row["size"], row["sha256"]
    if not isinstance(name, str) or type(size) is not int or not _DIGEST.fullmatch(digest):
        raise ValueError(name)
    return ListedFile(name=name, size=size, sha256=digest)
