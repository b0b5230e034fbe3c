"""Writing that survives a crash: flushing to disk and naming without replacing."""

import ctypes
import errno
import os
import platform
import sys
from functools import cache
from pathlib import Path

__all__ = ["can_sync_filesystem", "name_without_replacing", "sync_file", "sync_filesystem", "sync_folder"]

_NO_HARD_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_SYNCFS_REPORTS_ERRORS = (5, 8)  # before Linux 5.8 syncfs returned 0 even where writing back had failed


def sync_file(descriptor: int) -> None:
    """Flush an open file to disk."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync alone stops at the drive's cache there
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Flush the names in `folder` to disk; Windows does that by itself and cannot be asked."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@cache
def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@cache
def can_sync_filesystem() -> bool:
    """Whether one call can flush a whole file system and says so when that failed."""
    libc = _libc()
    if libc is None or not hasattr(libc, "syncfs"):
        return False
    release = platform.release().split(".")
    return tuple(int(part) for part in release[:2] if part.isdigit()) >= _SYNCFS_REPORTS_ERRORS


def sync_filesystem(folder: Path) -> None:
    """Flush everything on the file system of `folder`; only where `can_sync_filesystem`."""
    libc = _libc()
    if libc is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if libc.syncfs(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def name_without_replacing(temporary: Path, final: Path) -> bool:
    """Give the file at `temporary` the name `final` unless that is taken; whether it got it.

    Afterwards `temporary` may or may not still be there.

    Raises:
        OSError: With ENOSYS where the file system knows neither hard links nor renaming without replacement, with
            EXDEV where the two names are on different file systems.
    """
    try:
        os.link(temporary, final)
    except FileExistsError:
        # An NFS server whose answer was lost is asked again and finds the name that it has just made.
        return temporary.samefile(final)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
    else:
        return True
    try:
        _rename_without_replacing(temporary, final)
    except FileExistsError:
        return False
    return True


def _rename_without_replacing(source: Path, target: Path) -> None:
    if os.name == "nt":
        source.rename(target)  # refuses there where the target exists
        return
    libc = _libc()
    if libc is None or not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(target))
    if libc.renameat2(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), _RENAME_NOREPLACE) != 0:
        code = ctypes.get_errno()
        if code == errno.EINVAL:  # the file system does not know the flag
            code = errno.ENOSYS
        raise OSError(code, os.strerror(code), str(target))
