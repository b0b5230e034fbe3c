"""SQLite index over the records: a cache that only points into the commit files."""

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from czdocs.archive.commit import Commit, FormatError, Record, parse
from czdocs.archive.digest import Digest, sha256
from czdocs.archive.entry_line import moment_text, parse_moment, parse_record
from czdocs.archive.layout import COMMITS, INDEX_FILE, commit_folder, commit_number, commit_path
from czdocs.archive.log import EMPTY, Frontier
from czdocs.archive.query import normalised, search_text
from czdocs.archive.store import NotStoredError, Store
from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError

__all__ = ["Criteria", "Head", "Index", "State", "chained", "last_seen"]

_VERSION = 1
_PATIENCE = 10  # seconds to wait for another process that writes the index
_WHOLE_FILE = 8  # from this many records of one commit on, reading its file at once is cheaper
_COMMITS_A_TRANSACTION = 256
_SCHEMA = """
DROP TABLE IF EXISTS state;
DROP TABLE IF EXISTS record;
DROP TABLE IF EXISTS link;
CREATE TABLE state (
  format TEXT NOT NULL, number INTEGER NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, peaks TEXT NOT NULL,
  recorded_at TEXT);
CREATE TABLE record (
  sequence INTEGER PRIMARY KEY, number INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,
  digest TEXT NOT NULL, kind TEXT NOT NULL, case_id TEXT, certificate TEXT, product TEXT, company TEXT,
  valid_from TEXT, valid_to TEXT, known_on TEXT NOT NULL, archival_number TEXT, text TEXT NOT NULL);
CREATE INDEX record_case ON record(case_id) WHERE case_id IS NOT NULL;
CREATE INDEX record_certificate ON record(certificate) WHERE certificate IS NOT NULL;
CREATE INDEX record_product ON record(product) WHERE product IS NOT NULL;
CREATE INDEX record_company ON record(company) WHERE company IS NOT NULL;
CREATE INDEX record_archival_number ON record(archival_number) WHERE archival_number IS NOT NULL;
CREATE TABLE link (target INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (target, sequence)) WITHOUT ROWID;
CREATE INDEX link_sequence ON link(sequence);
"""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Head:
    """Number and digest of the last commit; of no commit: 0 and the digest of format.json."""

    number: int
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the archive has come; `recorded_at` is that of the last commit."""

    head: Head
    frontier: Frontier
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What `find` asks, as far as a column answers it; `subject` is met by any of the four subject fields."""

    subject: str | None = None
    company: str | None = None
    certificate: str | None = None
    product: str | None = None
    case: str | None = None
    kind: str | None = None
    on: date | None = None
    known: date | None = None
    text: str | None = None


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
        folder = store.cache_folder
        self._file = folder / INDEX_FILE if folder is not None else None
        self._db = self._connect()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def rebuild(self) -> State:
        """The state after throwing everything away and reading every commit."""
        self._discard()
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
            rows: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
            for sequence in wanted:
                row = db.execute("SELECT number, start, length, digest FROM record WHERE sequence = ?", (sequence,))
                for number, start, length, digest in row:
                    rows[number].append((start, length, digest))
            return tuple(record for number, places in rows.items() for record in self._read(number, places))

        try:
            return self._run(read)
        except _MisplacedError:
            self.rebuild()  # the index is wrong, or a commit file is: reading all of them tells which
            return self._run(read)

    def related(self, sequences: Iterable[int]) -> set[int]:
        """`sequences` and everything that supersedes or revokes, or is superseded or revoked by, any of it."""
        start = set(sequences)

        def spread(db: sqlite3.Connection) -> set[int]:
            done, waiting = set(start), list(start)
            while waiting:
                sequence = waiting.pop()
                near = db.execute(
                    "SELECT sequence FROM link WHERE target = ?1 UNION SELECT target FROM link WHERE sequence = ?1",
                    (sequence,),
                )
                fresh = {found for (found,) in near} - done
                done |= fresh
                waiting += fresh
            return done

        return self._run(spread)

    def candidates(self, criteria: Criteria) -> list[int]:
        """Sequences of the records that meet `criteria`, corrections and revocations not yet considered."""
        tests, values = _conditions(criteria)
        query = f"SELECT sequence FROM record WHERE {' AND '.join(tests) or '1'} ORDER BY sequence"  # noqa: S608 - fixed texts
        return self._run(lambda db: [sequence for (sequence,) in db.execute(query, values)])

    def archival_numbers(self, prefix: str) -> list[tuple[str, int]]:
        """Archival numbers that begin with `prefix`, each with the sequence of its record."""
        query = "SELECT archival_number, sequence FROM record WHERE archival_number >= ? AND archival_number < ?"
        return self._run(lambda db: list(db.execute(query, (prefix, prefix + "\U0010ffff"))))

    # --- keeping up

    def _catch_up(self, db: sqlite3.Connection) -> State:
        state = self._state(db)
        if state is None or (state.head != self._checked and not self._is_ours(state.head)):
            with _transaction(db):
                _make_tables(db)
            state = self._nothing()
        while (data := self._next(state)) is not None:
            state = self._add(db, state, data)
        if state.head != self._checked:
            self._refuse_gap(state.head.number)
        self._checked = state.head
        return state

    def _add(self, db: sqlite3.Connection, state: State, data: bytes) -> State:
        """The state after adding the commit `data` that follows `state`, and as many more as one transaction takes."""
        with _transaction(db):
            current = self._state(db) or self._nothing()
            # Another process may have added it while this one waited for the lock.
            following = data if current.head == state.head else self._next(current)
            for _ in range(_COMMITS_A_TRANSACTION):
                if following is None:
                    break
                commit = chained(following, current)
                _insert(db, commit, following)
                current = _after(current, commit)
                following = self._next(current)
            db.execute("DELETE FROM state")
            db.execute("INSERT INTO state VALUES (?, ?, ?, ?, ?, ?)", _state_row(self._start, current))
        return current

    def _nothing(self) -> State:
        return State(head=self._start, frontier=EMPTY, recorded_at=None)

    def _next(self, state: State) -> bytes | None:
        try:
            return self._store.get(commit_path(state.head.number + 1))
        except NotStoredError:
            return None

    def _state(self, db: sqlite3.Connection) -> State | None:
        row = db.execute("SELECT format, number, digest, size, peaks, recorded_at FROM state").fetchone()
        if row is None or row[0] != self._start.digest.hex:
            return None
        return _state_of(row)

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

    def _read(self, number: int, places: list[tuple[int, int, str]]) -> Iterator[Record]:
        path = commit_path(number)
        try:
            whole = self._store.get(path) if len(places) >= _WHOLE_FILE else None
            for start, length, digest in places:
                line = whole[start : start + length] if whole else self._store.get_range(path, start, length)
                if sha256(line).hex != digest:
                    raise _MisplacedError(path)
                yield parse_record(line, commit=number)
        except (NotStoredError, FormatError) as error:
            raise _MisplacedError(path) from error

    # --- the file

    def _run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """What `work` gives; where the index file fails it, from an index built anew."""
        try:
            return work(self._db)
        except sqlite3.OperationalError:
            self._move_to_memory()
        except sqlite3.DatabaseError:
            self._discard()
        try:
            self._catch_up(self._db)
            return work(self._db)
        except sqlite3.DatabaseError:
            self._file = None
            self._discard()
            self._catch_up(self._db)
            return work(self._db)

    def _connect(self) -> sqlite3.Connection:
        for _ in range(2):
            if self._file is None or not self._file.parent.is_dir():
                break
            try:
                return _opened(self._file)
            except sqlite3.OperationalError:  # not writable, or locked for too long
                break
            except sqlite3.DatabaseError:  # not an index at all
                _remove(self._file)
        return _opened(None)

    def _discard(self) -> None:
        self._db.close()
        self._checked = None
        if self._file is not None:
            _remove(self._file)
        self._db = self._connect()

    def _move_to_memory(self) -> None:
        """Go on with a copy in memory: the folder cannot be written, or another process holds the file."""
        memory = _opened(None)
        try:
            self._db.backup(memory, progress=_refuse_waiting)
        except sqlite3.DatabaseError:
            memory.close()
            memory = _opened(None)
        self._db.close()
        self._file, self._checked = None, None
        self._db = memory


def chained(data: bytes, state: State) -> Commit:
    """The commit `data`, if it continues `state`.

    Raises:
        CzdocsError: If it is damaged or does not.
    """
    number = state.head.number + 1
    path = commit_path(number)
    try:
        commit = parse(data)
    except FormatError as error:
        raise CzdocsError("CZ3001", place=Place(file=path), file=path, reason=error) from error
    header = commit.header
    reason = ""
    if header.number != number:
        reason = f"首行编号是 {header.number}"
    elif header.previous != state.head.digest:
        reason = "previous 与前一次归档文件的 SHA-256 不同"
    elif header.first != state.frontier.size + 1:
        reason = f"first 应为 {state.frontier.size + 1}，实为 {header.first}"
    elif state.recorded_at is not None and header.recorded_at < state.recorded_at:
        reason = "归档时间早于前一次"
    elif state.frontier.extended(commit.lines).root != header.root:
        reason = "默克尔树根 root 与记录不符"
    if reason:
        raise CzdocsError("CZ3003", place=Place(file=path), file=path, reason=reason)
    return commit


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
        if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            with _transaction(db):
                if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:  # nobody else made them meanwhile
                    _make_tables(db)
    except BaseException:
        db.close()
        raise
    return db


def _refuse_waiting(status: int, _remaining: int, _total: int) -> None:
    """Stop a copy that would otherwise wait for ever for somebody else's lock."""
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise sqlite3.OperationalError("locked")


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


def _make_tables(db: sqlite3.Connection) -> None:
    for statement in _SCHEMA.split(";"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {_VERSION}")


def _remove(file: Path) -> None:
    for path in (file, file.with_name(file.name + "-journal")):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _state_row(start: Head, state: State) -> tuple[object, ...]:
    return (
        start.digest.hex,
        state.head.number,
        state.head.digest.hex,
        state.frontier.size,
        "".join(peak.hex() for peak in state.frontier.peaks),
        moment_text(state.recorded_at) if state.recorded_at else None,
    )


def _state_of(row: tuple[str, int, str, int, str, str | None]) -> State | None:
    """The state in a row; None where the row makes no sense."""
    _, number, digest, size, text, recorded_at = row
    try:
        joined = bytes.fromhex(text)
        peaks = tuple(joined[at : at + 32] for at in range(0, len(joined), 32))
        if len(peaks) != size.bit_count():
            return None
        return State(
            head=Head(number, Digest("sha256", digest)),
            frontier=Frontier(size, peaks),
            recorded_at=None if recorded_at is None else parse_moment(recorded_at),
        )
    except (ValueError, TypeError, AttributeError):
        return None


def _after(state: State, commit: Commit) -> State:
    return State(
        head=Head(commit.header.number, commit.digest),
        frontier=state.frontier.extended(commit.lines),
        recorded_at=commit.header.recorded_at,
    )


def _insert(db: sqlite3.Connection, commit: Commit, data: bytes) -> None:
    start = data.index(b"\n") + 1
    rows, links = [], []
    for record, line in zip(commit.records, commit.lines, strict=True):
        subject = record.subject
        rows.append(
            (
                record.sequence,
                record.commit,
                start,
                len(line),
                record.digest.hex,
                record.kind,
                subject.case,
                subject.certificate,
                subject.product,
                subject.company,
                _day(record.valid_from),
                _day(record.valid_to),
                _day(record.known_on),
                record.archival_number,
                search_text(record),
            )
        )
        links += [(target, record.sequence) for target in {*record.supersedes, *record.revokes}]
        start += len(line) + 1
    db.executemany(f"INSERT INTO record VALUES ({', '.join('?' * 15)})", rows)  # noqa: S608 - question marks only
    db.executemany("INSERT INTO link VALUES (?, ?)", links)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _conditions(criteria: Criteria) -> tuple[list[str], list[str]]:
    tests: list[str] = []
    values: list[str] = []
    columns = {
        "company": criteria.company,
        "certificate": criteria.certificate,
        "product": criteria.product,
        "case_id": criteria.case,
        "kind": criteria.kind,
    }
    for column, value in columns.items():
        if value is not None:
            # A kind is shared by many records: the plus keeps SQLite from looking there first.
            tests.append(f"+{column} = ?" if column == "kind" else f"{column} = ?")
            values.append(value)
    if criteria.subject is not None:
        columns_of_subject = ("case_id", "certificate", "product", "company")
        found = " UNION ALL ".join(f"SELECT sequence FROM record WHERE {name} = ?" for name in columns_of_subject)  # noqa: S608 - fixed texts
        tests.append(f"sequence IN ({found})")
        values += [criteria.subject] * 4
    if criteria.on is not None:
        tests.append("(valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to >= ?)")
        values += [criteria.on.isoformat()] * 2
    if criteria.known is not None:
        tests.append("known_on <= ?")
        values.append(criteria.known.isoformat())
    for word in normalised(criteria.text or "").split():
        tests.append("instr(text, ?) > 0")
        values.append(word)
    return tests, values
