"""Index over the records: a cache that only points into the commit files."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from czdocs.archive import index_questions
from czdocs.archive.commit import FormatError, Record
from czdocs.archive.digest import Digest, sha256
from czdocs.archive.entry_line import read_record
from czdocs.archive.index_file import IndexFile, last_seen
from czdocs.archive.index_questions import Criteria, Position
from czdocs.archive.index_tables import insert_commit, make_tables, read_state, transaction, write_state
from czdocs.archive.layout import COMMITS, commit_folder, commit_number, commit_path
from czdocs.archive.log import EMPTY
from czdocs.archive.state import Head, State, after, chained
from czdocs.archive.store import NotStoredError, Store
from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError

__all__ = ["Criteria", "Head", "Index", "State", "chained", "last_seen"]

_WHOLE_FILE = 8  # from this many records of one commit on, reading its file at once is cheaper
_COMMITS_A_TRANSACTION = 256
_T = TypeVar("_T")


class _MisplacedError(Exception):
    """What the index points at is not there."""


class Index:
    """Where each record lies, and who mentions whom.

    What it says is only where to look: every record is read from its commit file and compared with its digest. The
    file may vanish, be damaged, belong to another history or not be writable: then it is built anew, in memory if need
    be.
    """

    def __init__(self, store: Store, format_digest: Digest) -> None:
        """An index over `store`, whose format.json has `format_digest`; opens or makes the file."""
        self._store = store
        self._start = Head(0, format_digest)
        self._checked: Head | None = None
        self._file = IndexFile(store.cache_folder)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def rebuild(self) -> State:
        """The state after throwing everything away and reading every commit."""
        self._checked = None
        self._file.discard()
        return self.catch_up()

    def catch_up(self) -> State:
        """The state after reading the commits that were added since.

        Raises:
            CzdocsError: If a commit is damaged, missing or not chained to the one before.
        """
        return self._run(self._catch_up)

    def records(self, sequences: Iterable[int]) -> tuple[Record, ...]:
        """The records with these sequences, in order; those that are not there are left out."""
        wanted = sorted(set(sequences))

        def read(db: sqlite3.Connection) -> tuple[Record, ...]:
            found = index_questions.positions(db, wanted)
            return tuple(record for number, places in found.items() for record in self._read(number, places))

        try:
            return self._run(read)
        except _MisplacedError:
            self.rebuild()  # the index is wrong, or a commit file is: reading all of them tells which
            return self._run(read)

    def related(self, sequences: Iterable[int]) -> set[int]:
        """`sequences` and everything that supersedes or revokes, or is superseded or revoked by, any of it."""
        start = set(sequences)
        return self._run(lambda db: index_questions.related(db, start))

    def candidates(self, criteria: Criteria) -> list[int]:
        """Sequences of the records that meet `criteria`, corrections and revocations not yet considered."""
        return self._run(lambda db: index_questions.candidates(db, criteria))

    def archival_numbers(self, prefix: str) -> list[tuple[str, int]]:
        """Archival numbers that begin with `prefix`, each with the sequence of its record."""
        return self._run(lambda db: index_questions.archival_numbers(db, prefix))

    # --- keeping up

    def _run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        return self._file.run(work, self._restore)

    def _restore(self, db: sqlite3.Connection) -> None:
        """Fill a file that has taken the place of another one."""
        self._checked = None
        self._catch_up(db)

    def _catch_up(self, db: sqlite3.Connection) -> State:
        state = read_state(db, self._start)
        if state is None or (state.head != self._checked and not self._is_ours(state.head)):
            state = self._begun_anew(db, state)
        while (data := self._next(state)) is not None:
            state = self._add(db, state, data)
        if state.head != self._checked:
            self._refuse_gap(state.head.number)
        self._checked = state.head
        return state

    def _add(self, db: sqlite3.Connection, state: State, data: bytes) -> State:
        """The state after adding the commit `data` that follows `state`, and as many more as one transaction takes."""
        with transaction(db):
            current = read_state(db, self._start) or self._nothing()
            # Another process may have added it while this one waited for the lock.
            following = data if current.head == state.head else self._next(current)
            for _ in range(_COMMITS_A_TRANSACTION):
                if following is None:
                    break
                commit = chained(following, current)
                insert_commit(db, commit, following)
                current = after(current, commit)
                following = self._next(current)
            write_state(db, self._start, current)
        return current

    def _begun_anew(self, db: sqlite3.Connection, found: State | None) -> State:
        """The state of empty tables, or the one that another process has reached since `found` was read.

        Looked at again under the lock: whoever empties what another has just filled takes its records from under a
        reader who knows their number already.
        """
        with transaction(db):
            current = read_state(db, self._start)
            if current is not None and current != found:
                return current
            make_tables(db)
        return self._nothing()

    def _nothing(self) -> State:
        return State(head=self._start, frontier=EMPTY, recorded_at=None)

    def _next(self, state: State) -> bytes | None:
        try:
            return self._store.get(commit_path(state.head.number + 1))
        except NotStoredError:
            return None

    def _is_ours(self, head: Head) -> bool:
        """Whether commit `head` is in the store as the index knows it."""
        if head.number == 0:
            return head == self._start
        try:
            return sha256(self._store.get(commit_path(head.number))) == head.digest
        except NotStoredError:
            return False

    def _refuse_gap(self, last: int) -> None:
        """Stop where commits lie behind the last one that can be reached: writing there would fork the history."""
        for entry in self._store.list(commit_folder(last + 1) if last else COMMITS):
            number = commit_number(entry.path)
            if number is not None and number > last:
                path = commit_path(last + 1)
                if self._store.size(path) is None:
                    raise CzdocsError("CZ3002", place=Place(file=path), number=last + 1, file=path)
                return  # somebody is writing just now

    # --- reading records

    def _read(self, number: int, places: Sequence[Position]) -> Iterator[Record]:
        path = commit_path(number)
        try:
            whole = self._store.get(path) if len(places) >= _WHOLE_FILE else None
            for place in places:
                if whole:
                    line = whole[place.start : place.start + place.length]
                else:
                    line = self._store.get_range(path, place.start, place.length)
                if sha256(line).hex != place.digest:
                    raise _MisplacedError(path)
                yield read_record(line, commit=number)
        except (NotStoredError, FormatError) as error:
            raise _MisplacedError(path) from error
