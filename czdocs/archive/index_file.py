"""SQLite file of the index: opening, damage and locking."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from czdocs.archive.digest import Digest
from czdocs.archive.index_tables import make_tables, tables_are_current, transaction
from czdocs.archive.layout import INDEX_FILE
from czdocs.archive.state import Head

__all__ = ["IndexFile", "last_seen"]

_PATIENCE = 10  # seconds to wait for another process that writes the index
_T = TypeVar("_T")


class IndexFile:
    """The tables in a file, or in memory where there is no folder, none that can be written, or no getting at it."""

    def __init__(self, folder: Path | None) -> None:
        """Open or make the file in `folder`."""
        self._path = folder / INDEX_FILE if folder is not None else None
        self._db = self._connect()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __del__(self) -> None:
        """Let go of the file also where nobody said `close`; SQLite's connections complain otherwise."""
        with contextlib.suppress(sqlite3.Error, AttributeError):  # of another thread; never opened
            self._db.close()

    def discard(self) -> None:
        """Throw the file away and begin another one, empty."""
        self._db.close()
        if self._path is not None:
            _remove(self._path)
        self._db = self._connect()

    def run(self, work: Callable[[sqlite3.Connection], _T], restore: Callable[[sqlite3.Connection], object]) -> _T:
        """What `work` gives; where the file fails it, from another one, which `restore` fills first."""
        try:
            return work(self._db)
        except sqlite3.OperationalError:
            self._move_to_memory()
        except sqlite3.DatabaseError:
            self.discard()
        try:
            restore(self._db)
            return work(self._db)
        except sqlite3.DatabaseError:
            self._path = None
            self.discard()
            restore(self._db)
            return work(self._db)

    def _connect(self) -> sqlite3.Connection:
        for _ in range(2):
            if self._path is None or not self._path.parent.is_dir():
                break
            try:
                return _opened(self._path)
            except sqlite3.OperationalError:  # not writable, or locked for too long
                break
            except sqlite3.DatabaseError:  # not an index at all
                _remove(self._path)
        return _opened(None)

    def _move_to_memory(self) -> None:
        """Go on with a copy in memory: the folder cannot be written, or another process holds the file."""
        memory = _opened(None)
        try:
            self._db.backup(memory, progress=_refuse_waiting)
        except sqlite3.DatabaseError:
            memory.close()
            memory = _opened(None)
        self._db.close()
        self._path = None
        self._db = memory


def last_seen(folder: Path | None) -> Head | None:
    """The last commit that the index in `folder` has seen; None where there is none to ask."""
    if folder is None or not (folder / INDEX_FILE).is_file():
        return None
    try:
        with contextlib.closing(sqlite3.connect((folder / INDEX_FILE).resolve().as_uri() + "?mode=ro", uri=True)) as db:
            row = db.execute("SELECT number, digest FROM state").fetchone()
            return Head(row[0], Digest("sha256", row[1])) if row and row[0] else None
    except (sqlite3.DatabaseError, ValueError, TypeError):
        return None


def _opened(file: Path | None) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:" if file is None else file, timeout=_PATIENCE, isolation_level=None)
    try:
        # A rollback journal, not WAL: the folder may be a network share, where WAL's shared memory does not work.
        db.execute("PRAGMA synchronous = FULL")
        if not tables_are_current(db):
            with transaction(db):
                if not tables_are_current(db):  # nobody else made them meanwhile
                    make_tables(db)
    except BaseException:
        db.close()
        raise
    return db


def _refuse_waiting(status: int, _remaining: int, _total: int) -> None:
    """Stop a copy that would otherwise wait for ever for somebody else's lock."""
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise sqlite3.OperationalError("locked")


def _remove(file: Path) -> None:
    for path in (file, file.with_name(file.name + "-journal")):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
