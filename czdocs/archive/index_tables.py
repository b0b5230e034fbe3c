"""Tables of the index: where each record lies, who mentions whom, and how far the reading has come."""

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from czdocs.archive.commit import Commit
from czdocs.archive.digest import Digest
from czdocs.archive.entry_line import moment_text, parse_moment
from czdocs.archive.log import Frontier
from czdocs.archive.query import search_text
from czdocs.archive.state import Head, State

__all__ = ["insert_commit", "make_tables", "read_state", "tables_are_current", "transaction", "write_state"]

_VERSION = 1
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


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of what is done inside or, after an exception, nothing; waits for other writers before it begins."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


def tables_are_current(db: sqlite3.Connection) -> bool:
    """Whether the tables are there, in the version that this code reads."""
    return bool(db.execute("PRAGMA user_version").fetchone()[0] == _VERSION)


def make_tables(db: sqlite3.Connection) -> None:
    """Empty tables, whatever was there before."""
    for statement in _SCHEMA.split(";"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {_VERSION}")


def read_state(db: sqlite3.Connection, start: Head) -> State | None:
    """How far the tables have come; None where they say nothing about the archive that begins with `start`."""
    row = db.execute("SELECT format, number, digest, size, peaks, recorded_at FROM state").fetchone()
    if row is None or row[0] != start.digest.hex:
        return None
    return _state_of(row)


def write_state(db: sqlite3.Connection, start: Head, state: State) -> None:
    """Note that the tables have come to `state` of the archive that begins with `start`."""
    db.execute("DELETE FROM state")
    db.execute("INSERT INTO state VALUES (?, ?, ?, ?, ?, ?)", _state_row(start, state))


def insert_commit(db: sqlite3.Connection, commit: Commit, data: bytes) -> None:
    """Add the records of `commit`, whose file is `data`."""
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


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
