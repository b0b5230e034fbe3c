"""Gathering: which files are meant, and their bytes."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.dossier import AttachmentFact, AttachmentState
from czdocs.intake.limits import MAX_ATTACHMENT_BYTES, MAX_BYTES

__all__ = ["FormFile", "Found", "find_forms", "is_bundle", "read_attachment", "read_bytes"]

_SUFFIXES = frozenset({".yaml", ".yml"})


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


def is_bundle(path: Path) -> bool:
    """Whether `path` names a ZIP file that is there, in which a whole case may have been sent."""
    return path.suffix.lower() == ".zip" and path.is_file()


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


def read_attachment(folder: Path, file: str, *, limit: int = MAX_ATTACHMENT_BYTES) -> bytes | AttachmentFact:
    """The content of the attached `file`, or why it is not read; nothing outside `folder` or above `limit` bytes is."""
    path = folder / file
    try:
        state = _attachment_state(folder, path)
        if state is not AttachmentState.READ:
            return AttachmentFact(state=state)
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            content = b"" if size > limit else stream.read(limit + 1)
    except (OSError, RuntimeError):  # a ring of links is a RuntimeError of `resolve`
        return AttachmentFact(state=AttachmentState.UNREADABLE)
    size = max(size, len(content))
    return AttachmentFact(state=AttachmentState.TOO_LARGE, size=size, limit=limit) if size > limit else content


def _attachment_state(folder: Path, path: Path) -> AttachmentState:
    """What `path` is, told without opening it: opening a pipe would wait for its writer."""
    with suppress(FileNotFoundError, NotADirectoryError):
        path.stat()  # a ring of links is said here, which newer versions of `resolve` pass over
    if not path.resolve().is_relative_to(folder.resolve()):
        return AttachmentState.OUTSIDE
    if path.is_dir():
        return AttachmentState.FOLDER
    if path.is_file():
        return AttachmentState.READ
    if path.exists():
        return AttachmentState.SPECIAL
    return AttachmentState.MISSING if path.parent.is_dir() else AttachmentState.NO_FOLDER


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
