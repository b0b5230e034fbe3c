"""The archive as it was at one moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from czdocs.archive import query
from czdocs.archive.commit import Commit, Record
from czdocs.archive.digest import Digest
from czdocs.archive.index import Criteria, Index
from czdocs.archive.layout import commit_path
from czdocs.archive.log import EMPTY
from czdocs.archive.state import Head, State, after, chained
from czdocs.archive.store import NotStoredError, Store
from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError

__all__ = ["View"]

_SOME = 1024
"""Records that are read at a time where not all are kept."""


@dataclass(frozen=True, kw_only=True)
class View:
    """All records up to `state`; what is archived later does not appear in it.

    Questions go through the index and are answered by the pure functions of `query` over the records that matter.
    """

    store: Store
    index: Index
    start: Digest
    state: State

    @property
    def head(self) -> Head:
        """Number and digest of the last commit; before the first one 0 and the digest of format.json."""
        return self.state.head

    @property
    def tree_size(self) -> int:
        """Number of records."""
        return self.state.frontier.size

    @property
    def next_sequence(self) -> int:
        """Sequence that the next record would get."""
        return self.tree_size + 1

    @property
    def root(self) -> Digest:
        """Root of the Merkle tree over all records."""
        return self.state.frontier.root

    @property
    def recorded_at(self) -> datetime | None:
        """Time of the last commit; None where there is none."""
        return self.state.recorded_at

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record, by sequence. Reads every commit: prefer `find` where the archive may be large."""
        return tuple(record for commit in self.commits() for record in commit.records)

    def commits(self) -> Iterator[Commit]:
        """Every commit, each checked in itself and against the one before.

        Raises:
            CzdocsError: If one is damaged, missing or does not fit.
        """
        state = State(head=Head(0, self.start), frontier=EMPTY, recorded_at=None)
        while state.head.number < self.head.number:
            number = state.head.number + 1
            path = commit_path(number)
            try:
                commit = chained(self.store.get(path), state)
            except NotStoredError as error:
                raise CzdocsError("CZ3002", place=Place(file=path), number=number, file=path) from error
            yield commit
            state = after(state, commit)

    def commit(self, number: int) -> Commit:
        """Commit `number`, which must be one of this view; raises as `commits`."""
        return next(commit for commit in self.commits() if commit.header.number == number)

    def record(self, sequence: int) -> Record:
        """Record number `sequence`.

        Raises:
            CzdocsError: If there is none (CZ3023).
        """
        found = self._records([sequence])
        if not found:
            raise CzdocsError("CZ3023", sequence=sequence, last=self.tree_size)
        return found[0]

    def status(self, subject: str, *, on: date, known: date) -> query.StatusAnswer:
        """What `query.status_of` answers over all records."""
        first = self.index.candidates(Criteria(subject=subject, kind=query.CERTIFYING))
        return query.status_of(self._records(self.index.related(first)), subject, on=on, known=known)

    def history(self, subject: str, *, known: date | None = None) -> tuple[Record, ...]:
        """What `query.history` answers over all records."""
        first = self.index.candidates(Criteria(subject=subject))
        return query.history(self._records(self.index.related(first)), subject, known=known)

    def find(  # noqa: PLR0913 - one keyword a criterion of the search form
        self,
        *,
        company: str | None = None,
        certificate: str | None = None,
        product: str | None = None,
        case: str | None = None,
        kind: str | None = None,
        on: date | None = None,
        known: date | None = None,
        text: str | None = None,
    ) -> tuple[Record, ...]:
        """What `query.find` answers over all records."""
        criteria = Criteria(
            company=company,
            certificate=certificate,
            product=product,
            case=case,
            kind=kind,
            on=on,
            known=known,
            text=text,
        )
        first = self.index.candidates(criteria)
        return query.find(
            self._records(first if on is None else self.index.related(first)),
            company=company,
            certificate=certificate,
            product=product,
            case=case,
            kind=kind,
            on=on,
            known=known,
            text=text,
        )

    def each(self, kind: str, *, known: date | None = None) -> Iterator[Record]:
        """The records of `kind` by sequence, read some at a time, so that whoever needs them once holds few of them.

        `known` leaves out what was archived later. What others correct is among them.
        """
        found = self.index.candidates(Criteria(kind=kind, known=known))
        for first in range(0, len(found), _SOME):
            yield from self._records(found[first : first + _SOME])

    def archival_numbers(self, prefix: str = "") -> dict[str, int]:
        """Archival numbers that begin with `prefix`, each with the sequence of its record."""
        found = self.index.archival_numbers(prefix)
        return {number: sequence for number, sequence in found if sequence <= self.tree_size}

    def _records(self, sequences: "set[int] | list[int]") -> tuple[Record, ...]:
        return self.index.records(sequence for sequence in sequences if sequence <= self.tree_size)
