"""The folder into which a publication's files are handed out; the archive keeps the originals."""

import errno
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError, machine_reason

__all__ = ["hand_out", "machine_fault", "refuse_another"]


def machine_fault(error: OSError, path: Path) -> CzdocsError:
    """The failure that says in Chinese what the machine refused for `path`, and what to do."""
    place = Place(file=str(path))
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return CzdocsError("CZ5102", place=place, path=path)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return CzdocsError("CZ5103", place=place, path=path)
        case errno.ENOTDIR | errno.EEXIST | errno.EISDIR:
            return CzdocsError("CZ5104", place=place, path=path)
        case _:
            return CzdocsError("CZ5105", place=place, path=path, reason=machine_reason(error))


def hand_out(files: Mapping[str, bytes], folder: Path) -> tuple[str, ...]:
    """Write `files` (name with slashes: content) into `folder`; the names of those that were not there alike.

    Each file appears whole or not at all; other files of the folder are left alone.

    Raises:
        CzdocsError: CZ5102 to CZ5105 if the machine refuses.
    """
    written = []
    for name, data in files.items():
        path = folder / name
        try:
            if _holds(path, data):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
        except OSError as error:
            raise machine_fault(error, path) from error
        written.append(name)
    return tuple(written)


def refuse_another(path: Path, data: bytes) -> None:
    """Refuse to put `data` in the place of another file; the same file may be there.

    Raises:
        CzdocsError: CZ5121.
    """
    if os.path.lexists(path) and not _holds(path, data):
        raise CzdocsError("CZ5121", path=path)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _replace(path: Path, data: bytes) -> None:
    # A name of its own for every writer, two threads of one process too: two clerks may hand out the same decision.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
