"""Archive store in a folder, safe against crashes and concurrent writers."""

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from czdocs.archive.digest import Digest, sha256_of_stream
from czdocs.archive.durable import (
    can_sync_filesystem,
    name_without_replacing,
    sync_file,
    sync_filesystem,
    sync_folder,
)
from czdocs.archive.layout import OBJECTS, TEMPORARY, UNFINISHED, object_path
from czdocs.archive.store import Content, Entry, NotStoredError
from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError, machine_reason

__all__ = ["FolderStore"]

_BLOCK = 1 << 20
_BATCH = 16  # from this many objects on, flushing the file system twice is cheaper than flushing each file and folder
_READ_ONLY = 0o644 if os.name == "nt" else 0o444  # Windows does not let go of read-only files
_IN_THE_WAY = frozenset({errno.EEXIST, errno.ENOTDIR})
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class FolderStore:
    """A folder on a local or network file system.

    A file is written under tmp/, flushed, and named by a hard link, which never replaces; then the folders are flushed.
    """

    def __init__(self, root: Path) -> None:
        """`root` need not exist yet; writing makes it."""
        self._root = root

    @property
    def location(self) -> str:
        """Path of the folder."""
        return str(self._root)

    @property
    def cache_folder(self) -> Path | None:
        """The folder itself."""
        return self._root

    def get(self, path: str) -> bytes:
        """All bytes of `path`."""
        with self.open(path) as stream:
            return stream.read()

    def get_range(self, path: str, offset: int, length: int) -> bytes:
        """Up to `length` bytes of `path` from `offset` on."""
        with self.open(path) as stream:
            stream.seek(offset)
            return stream.read(length)

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """`path` as a stream."""
        with _reported(path):
            try:
                stream = (self._root / path).open("rb")
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
                raise NotStoredError(path) from error
        with stream, _reported(path):
            yield stream

    def size(self, path: str) -> int | None:
        """Size in bytes of `path`; None where there is no such file."""
        with _reported(path):
            try:
                return (self._root / path).stat().st_size
            except (FileNotFoundError, NotADirectoryError):
                return None

    def list(self, prefix: str) -> Iterator[Entry]:
        """Every file below the folder `prefix`, unfinished ones included."""
        folder = self._root / prefix
        with _reported(prefix):
            try:
                with os.scandir(folder) as found:
                    items = sorted(found, key=lambda item: item.name)
            except (FileNotFoundError, NotADirectoryError):
                return
        for item in items:
            path = prefix + item.name
            with _reported(path):
                try:
                    is_folder, size = item.is_dir(follow_symlinks=False), item.stat(follow_symlinks=False).st_size
                except FileNotFoundError:  # a temporary file whose writer has just finished
                    continue
            if is_folder:
                yield from self.list(path + "/")
            else:
                yield Entry(path, size)

    def create(self, path: str, data: bytes) -> bool:
        """Put `data` under `path` unless something is there; whether it was put."""
        final = self._root / path
        with _reported(path, self.location):
            self._make_folder(final.parent)
            temporary = self._write(data, flush=True)
            try:
                created = _name(temporary, final)
            finally:
                _discard(temporary)
            # Also where the name was taken: who took it may not have come to this line, and we may build on it.
            self._sync_folders({final.parent})
        return created

    def put_objects(self, objects: Mapping[Digest, Content]) -> int:
        """Put contents under their digests, those not there yet; how many were new."""
        with _reported(OBJECTS, self.location):
            missing = {digest: content for digest, content in objects.items() if not self._has(digest)}
            at_once = len(objects) >= _BATCH and can_sync_filesystem()
            folders = {(self._root / object_path(digest)).parent for digest in objects}
            for folder in folders:
                self._make_folder(folder)
            staged: dict[Path, Path] = {}
            new = 0
            try:
                for digest, content in missing.items():
                    staged[self._write(content, flush=not at_once, digest=digest)] = self._root / object_path(digest)
                if at_once and staged:
                    sync_filesystem(self._root / TEMPORARY)
                for temporary, final in staged.items():
                    new += _name(temporary, final)
            finally:
                for temporary in staged:
                    _discard(temporary)
            if at_once:
                sync_filesystem(self._root / OBJECTS)
            else:
                self._sync_folders(folders)
        return new

    def _has(self, digest: Digest) -> bool:
        path = object_path(digest)
        try:
            with self.open(path) as stream:
                actual, _ = sha256_of_stream(stream)
        except NotStoredError:
            return False
        if actual != digest:
            raise CzdocsError("CZ3005", place=Place(file=path), file=path, actual=actual.hex)
        return True

    def _write(self, content: Content, *, flush: bool, digest: Digest | None = None) -> Path:
        """A new temporary file with `content`, which must have `digest` if one is given."""
        folder = self._root / TEMPORARY
        self._make_folder(folder)
        temporary = folder / f"{os.getpid()}-{secrets.token_hex(8)}"
        state = hashlib.sha256()
        try:
            descriptor = os.open(
                temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _READ_ONLY
            )
            with os.fdopen(descriptor, "wb") as stream:
                for block in _blocks(content):
                    stream.write(block)
                    state.update(block)
                stream.flush()
                if flush:
                    sync_file(stream.fileno())
        except BaseException:
            _discard(temporary)
            raise
        if digest is not None and state.hexdigest() != digest.hex:
            _discard(temporary)
            raise ValueError(f"content does not have the digest {digest}")
        return temporary

    def _make_folder(self, folder: Path) -> None:
        if not self._root.exists():
            self._root.mkdir(parents=True, exist_ok=True)
            sync_folder(self._root.parent)
        folder.mkdir(parents=True, exist_ok=True)

    def _sync_folders(self, folders: set[Path]) -> None:
        """Flush `folders` and those above them up to the root: another process may just have made one of them."""
        every = set(folders)
        for folder in folders:
            every.update(parent for parent in folder.parents if parent.is_relative_to(self._root))
        for folder in sorted(every, reverse=True):
            sync_folder(folder)


def _blocks(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def _name(temporary: Path, final: Path) -> bool:
    try:
        return name_without_replacing(temporary, final)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    # tmp/ is on another file system (a mount, a link): stage a second copy beside the final name.
    beside = final.with_name(f"{UNFINISHED}{secrets.token_hex(8)}")
    try:
        with temporary.open("rb") as source, beside.open("xb") as target:
            while block := source.read(_BLOCK):
                target.write(block)
            target.flush()
            sync_file(target.fileno())
        beside.chmod(_READ_ONLY)
        return name_without_replacing(beside, final)
    finally:
        _discard(beside)


def _discard(temporary: Path) -> None:
    """Remove a temporary file as well as can be; one that stays does no harm."""
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


@contextmanager
def _reported(path: str, location: str = "") -> Iterator[None]:
    """Turn faults of the machine into failures that say what to do."""
    try:
        yield
    except OSError as error:
        place = Place(file=path)
        reason = machine_reason(error)
        if error.errno in _FULL:
            raise CzdocsError("CZ3041", place=place, file=path) from error
        if error.errno in _FORBIDDEN:
            raise CzdocsError("CZ3042", place=place, file=path, reason=reason) from error
        if error.errno in _IN_THE_WAY:
            raise CzdocsError("CZ3045", place=place, location=location or path) from error
        if error.errno == errno.ENOSYS:
            raise CzdocsError("CZ3044", place=place, location=location or path) from error
        raise CzdocsError("CZ3043", place=place, file=path, reason=reason) from error
