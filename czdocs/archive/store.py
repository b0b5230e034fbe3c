"""What an archive needs of the place that keeps its bytes."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from czdocs.archive.digest import Digest

__all__ = ["Content", "Entry", "NotStoredError", "Store"]

Content = bytes | Path
"""Bytes, or a file that holds them (for large objects)."""


class NotStoredError(LookupError):
    """Nothing is stored under this path."""


class Entry(NamedTuple):
    """A stored file: its path and its size in bytes."""

    path: str
    size: int


class Store(Protocol):
    """Files that are created once and never replaced.

    Paths are relative, with slashes. What a method could not do for want of space, rights or a sound disk is a
    CzdocsError with exit status 4; then nothing under a final name has changed, or it holds complete contents.
    """

    @property
    def location(self) -> str:
        """Where it is, for messages."""

    @property
    def cache_folder(self) -> Path | None:
        """Local folder for the index; None where there is none."""

    def get(self, path: str) -> bytes:
        """All bytes of `path`.

        Raises:
            NotStoredError: If there is no such file.
        """

    def get_range(self, path: str, offset: int, length: int) -> bytes:
        """Up to `length` bytes of `path` from `offset` on; raises as `get`."""

    def open(self, path: str) -> AbstractContextManager[BinaryIO]:
        """`path` as a stream; raises as `get`, also while it is read inside the context."""

    def size(self, path: str) -> int | None:
        """Size in bytes of `path`; None where there is no such file."""

    def list(self, prefix: str) -> Iterator[Entry]:
        """Every file whose path begins with `prefix` (a folder with its slash, or empty for all), sorted by path."""

    def create(self, path: str, data: bytes) -> bool:
        """Put `data` under `path` unless something is there; whether it was put.

        All or nothing, and on disk when it returns, whatever it returns.
        """

    def put_objects(self, objects: Mapping[Digest, Content]) -> int:
        """Put contents under their digests, those not there yet; how many were new. All on disk when it returns.

        Contents already there are compared, so that a commit never rests on a damaged object.

        Raises:
            ValueError: If a content does not have its digest.
        """
