"""Questions to the tables of the index, each answered with sequences or places of records."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from czdocs.archive.query import normalised

__all__ = ["Criteria", "Position", "archival_numbers", "candidates", "positions", "related"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where the line of a record lies in its commit file, in bytes, and the hex digits of its digest."""

    start: int
    length: int
    digest: str


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


def positions(db: sqlite3.Connection, sequences: Iterable[int]) -> Mapping[int, list[Position]]:
    """Where the records with `sequences` lie, by number of their commit, each in the order asked."""
    found: dict[int, list[Position]] = defaultdict(list)
    for sequence in sequences:
        rows = db.execute("SELECT number, start, length, digest FROM record WHERE sequence = ?", (sequence,))
        for number, start, length, digest in rows:
            found[number].append(Position(start=start, length=length, digest=digest))
    return found


def related(db: sqlite3.Connection, sequences: Iterable[int]) -> set[int]:
    """`sequences` and everything that supersedes or revokes, or is superseded or revoked by, any of it."""
    done = set(sequences)
    waiting = list(done)
    while waiting:
        sequence = waiting.pop()
        near = db.execute(
            "SELECT sequence FROM link WHERE target = ? UNION SELECT target FROM link WHERE sequence = ?",
            (sequence, sequence),
        )
        fresh = {found for (found,) in near} - done
        done |= fresh
        waiting += fresh
    return done


def candidates(db: sqlite3.Connection, criteria: Criteria) -> list[int]:
    """Sequences of the records that meet `criteria`, corrections and revocations not yet considered."""
    tests, values = _conditions(criteria)
    query = f"SELECT sequence FROM record WHERE {' AND '.join(tests) or '1'} ORDER BY sequence"  # noqa: S608 - fixed texts
    return [sequence for (sequence,) in db.execute(query, values)]


def archival_numbers(db: sqlite3.Connection, prefix: str) -> list[tuple[str, int]]:
    """Archival numbers that begin with `prefix`, each with the sequence of its record."""
    query = "SELECT archival_number, sequence FROM record WHERE archival_number >= ? AND archival_number < ?"
    return list(db.execute(query, (prefix, prefix + "\U0010ffff")))


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
