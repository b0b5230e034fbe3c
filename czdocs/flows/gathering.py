"""Gathering: which files are meant, their bytes, and what attached files really are."""

import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.dossier import AttachmentFact
from czdocs.intake.limits import MAX_BYTES

__all__ = ["FormFile", "Found", "attachment_fact", "find_forms", "read_attachment", "read_bytes"]

_SUFFIXES = frozenset({".yaml", ".yml"})
_TYPES = frozenset({"application/pdf", "image/png", "image/jpeg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """A form file: where it is, and whether its folder was named, so that a whole case is meant."""

    path: Path
    in_folder: bool

    @property
    def name(self) -> str:
        """The name under which findings speak of it."""
        return self.path.as_posix()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The forms under some paths, each once and sorted, and what was wrong with the paths."""

    files: tuple[FormFile, ...]
    findings: tuple[Diagnostic, ...]


def find_forms(paths: Sequence[Path]) -> Found:
    """The form files that `paths` mean: files as they are, folders with everything below them but hidden entries."""
    files: dict[Path, FormFile] = {}
    findings: list[Diagnostic] = []
    for path in paths:
        trouble = _trouble(path)
        if trouble:
            findings.append(trouble)
        elif path.is_dir():
            before = len(findings)
            below = list(_below(path, findings))
            if not below and len(findings) == before:
                findings.append(finding("CZ1034", Place(file=path.as_posix()), name=path.as_posix()))
            for file in below:
                files[file] = FormFile(path=file, in_folder=True)
        else:
            files.setdefault(path, FormFile(path=path, in_folder=False))
    return Found(files=tuple(files[path] for path in sorted(files)), findings=tuple(findings))


def read_bytes(path: Path) -> bytes | Diagnostic:
    """The content of `path`, or why it cannot be read."""
    trouble = _trouble(path)
    if trouble:
        return trouble
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                return finding("CZ1001", Place(file=path.as_posix()), size=f"{size:,}", limit=f"{MAX_BYTES:,}")
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return _unreadable(path, error)


def read_attachment(folder: Path, file: str) -> bytes | None:
    """The content of the attached `file`, None where there is none inside `folder` that can be read."""
    path = folder / file
    try:
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            return None
        return path.read_bytes()
    except OSError:
        return None


def attachment_fact(content: bytes | None) -> AttachmentFact:
    """What `content` is: its size, digest, real type and pages; None means that the file is not there."""
    if content is None:
        return AttachmentFact(exists=False)
    import filetype  # type: ignore[import-untyped]

    guess = filetype.guess(content)
    media_type = guess.mime if guess is not None and guess.mime in _TYPES else None
    return AttachmentFact(
        exists=True,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=media_type,
        pages=_pages(content) if media_type == "application/pdf" else None,
    )


def _pages(content: bytes) -> int | None:
    """The number of pages of a PDF, None where it cannot be opened without a password or at all."""
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        return None if reader.is_encrypted else len(reader.pages)
    except Exception:  # noqa: BLE001  a damaged PDF may fail anywhere inside the library, and is a finding for us
        return None


def _below(folder: Path, findings: list[Diagnostic]) -> Iterator[Path]:
    """The form files below `folder`, in order; links to folders are not followed."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        findings.append(_unreadable(folder, error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry, findings)
        elif entry.suffix.lower() in _SUFFIXES:
            yield entry


def _trouble(path: Path) -> Diagnostic | None:
    """What keeps `path` from being read as a file or folder, None where nothing does."""
    name = path.as_posix()
    place = Place(file=name)
    try:
        if path.is_symlink() and not path.exists():
            return finding("CZ1032", place, name=name)
        if not path.exists():
            return finding("CZ1030", place, name=name)
        if not path.is_file() and not path.is_dir():
            return finding("CZ1033", place, name=name)
    except (OSError, ValueError) as error:
        return _unreadable(path, error)
    return None


def _unreadable(path: Path, error: Exception) -> Diagnostic:
    reason = "没有权限" if isinstance(error, PermissionError) else "路径不能使用或者设备有误"
    return finding("CZ1031", Place(file=path.as_posix()), name=path.as_posix(), reason=reason)
