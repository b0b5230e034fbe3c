"""Material of one publication: the forms, the decision and the documents that it puts into the archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from czdocs.archive.commit import FileRef
from czdocs.archive.digest import Digest, sha256
from czdocs.archive.store import Content
from czdocs.decide.edition import DirectoryEdition, DirectoryEntry

__all__ = ["CaseForm", "DecisionForm", "KeptFile", "Material", "StoredFile", "media_type"]

_MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
    "yaml": "application/yaml",
    "html": "text/html",
    "css": "text/css",
    "txt": "text/plain",
    "png": "image/png",
    "jpg": "image/jpeg",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file as it will be kept: its name in the record, what it is for, its bytes."""

    name: str
    role: str
    content: bytes

    @property
    def ref(self) -> FileRef:
        """How a record names it."""
        return FileRef(
            name=self.name,
            role=self.role,
            media_type=media_type(self.name),
            size=len(self.content),
            digest=sha256(self.content),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that stays on disk until the archive copies it: where it lies in `folder`, and how a record names it."""

    folder: Path
    ref: FileRef
    path: str = ""

    @property
    def name(self) -> str:
        """Its name in the record."""
        return self.ref.name

    @property
    def role(self) -> str:
        """What it is for."""
        return self.ref.role

    @property
    def content(self) -> Path:
        """Where its bytes are; in `folder` it is called as in the record unless `path` says otherwise."""
        return self.folder / (self.path or self.ref.name)


def media_type(name: str) -> str:
    """The media type of a file called `name`."""
    return _MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForm:
    """One form of one case with the files that belong to it, and what its record says of it."""

    kind: str
    version: int
    case: str
    company: str
    uscc: str
    product: str
    dated: date | None
    files: tuple[KeptFile | StoredFile, ...]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm:
    """The certification decision of the year; `schemas` names the schema files that it was checked with."""

    files: tuple[KeptFile, ...]
    schemas: tuple[str, ...]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that one publication puts into the archive.

    `forms` are in the order of cases and, within a case, of the procedure; `carried` are products of earlier years
    that this decision brings into the archive; `documents` are the rendered files by name; `rulings` are the schemas,
    templates and parameters that were in force; `fingerprint` tells this input from any other.
    """

    edition: DirectoryEdition
    forms: tuple[CaseForm, ...]
    decision: DecisionForm
    carried: tuple[DirectoryEntry, ...]
    documents: Mapping[str, bytes]
    photos: Mapping[str, KeptFile]
    rulings: tuple[KeptFile, ...]
    fingerprint: str

    def contents(self) -> Mapping[Digest, Content]:
        """The bytes of every file, by digest."""
        files: list[KeptFile | StoredFile] = [
            *(file for form in self.forms for file in form.files),
            *self.decision.files,
            *self.photos.values(),
            *self.rulings,
        ]
        kept: dict[Digest, Content] = {file.ref.digest: file.content for file in files}
        return kept | {sha256(data): data for data in self.documents.values()}
