"""Answers from records: status on a day as known on a day, search, history."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from czdocs.archive.commit import Record
from czdocs.terms import Status

__all__ = ["CERTIFYING", "StatusAnswer", "find", "history", "normalised", "search_text", "status_of"]

CERTIFYING = "certification"
"""Kind of the records whose validity is the status of a product."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAnswer:
    """Status of `subject` on day `on` as known on day `known`.

    `valid_from` and `valid_to` are those of the certificate that decides (None also where there is none). `records`
    decide the answer: every certificate valid on the day, or the one that is not any more or not yet, with what
    revoked it; where corrections left nothing, these.
    """

    subject: str
    on: date
    known: date
    status: Status
    valid_from: date | None
    valid_to: date | None
    records: tuple[Record, ...]


def status_of(records: Iterable[Record], subject: str, *, on: date, known: date) -> StatusAnswer:
    """Status of a certificate, case, product or company on day `on`, as known at the end of day `known`.

    Of several certificates any valid one decides; where none is valid, the one that began last; where none has begun,
    the one that begins first.
    """
    seen = _Known(records, known)
    certificates = [record for record in seen.records if record.kind == CERTIFYING and subject in record.subject]
    standing = [record for record in certificates if record.sequence not in seen.superseded]
    statuses = {record.sequence: seen.status(record, on) for record in standing}

    def answer(status: Status, decisive: Record | None, because: Iterable[Record]) -> StatusAnswer:
        return StatusAnswer(
            subject=subject,
            on=on,
            known=known,
            status=status,
            valid_from=decisive.valid_from if decisive else None,
            valid_to=decisive.valid_to if decisive else None,
            records=tuple(sorted(because, key=lambda record: record.sequence)),
        )

    if not standing:
        corrections = {r.sequence: r for c in certificates for r in seen.successors[c.sequence]}
        return answer(Status.UNKNOWN, None, corrections.values())
    valid = [record for record in standing if statuses[record.sequence] is Status.CERTIFIED]
    if valid:
        return answer(Status.CERTIFIED, max(valid, key=_beginning), valid)
    begun = [record for record in standing if statuses[record.sequence] is not Status.NOT_YET]
    decisive = max(begun, key=_beginning) if begun else min(standing, key=_beginning)
    revocations = seen.revocations(decisive, on)
    return answer(statuses[decisive.sequence], decisive, (decisive, *revocations))


def find(  # noqa: PLR0913 - one keyword a criterion of the search form
    records: Iterable[Record],
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
    """Records that meet every criterion given, by sequence.

    `on` keeps those in force on that day: not superseded, inside their validity, not revoked. `known` leaves out what
    was archived later, and its effect. Every word of `text` must occur in the title, the subject or the data; width
    and case of letters do not matter.
    """
    seen = _Known(records, known)
    words = normalised(text or "").split()

    def meets(record: Record) -> bool:
        subject = record.subject
        return (
            (company is None or subject.company == company)
            and (certificate is None or subject.certificate == certificate)
            and (product is None or subject.product == product)
            and (case is None or subject.case == case)
            and (kind is None or record.kind == kind)
            and (on is None or seen.in_force(record, on))
            and (not words or all(word in search_text(record) for word in words))
        )

    return tuple(record for record in seen.records if meets(record))


def history(records: Iterable[Record], subject: str, *, known: date | None = None) -> tuple[Record, ...]:
    """Every record about `subject`, and every one that corrects or revokes such a record, by sequence."""
    seen = _Known(records, known)
    wanted = {record.sequence for record in seen.records if subject in record.subject}
    # References only point back, so one pass in order of sequence finds the chains.
    for record in seen.records:
        if wanted.intersection(record.supersedes) or wanted.intersection(record.revokes):
            wanted.add(record.sequence)
    return tuple(record for record in seen.records if record.sequence in wanted)


def normalised(text: str) -> str:
    """`text` with width and case of letters evened out, for comparing."""
    return unicodedata.normalize("NFKC", text).casefold()


def search_text(record: Record) -> str:
    """What a text search looks at: title, subject and all text in the data, normalised."""
    subject = record.subject
    parts = [record.title, subject.case, subject.certificate, subject.product, subject.company]
    return normalised("\n".join([part for part in parts if part] + _texts(record.data)))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, Sequence):
        return [text for item in value for text in _texts(item)]
    return []


def _beginning(record: Record) -> tuple[date, int]:
    return (record.valid_from or date.min, record.sequence)


class _Known:
    """What was known at the end of a day: the records, and which of them correct or revoke others."""

    def __init__(self, records: Iterable[Record], known: date | None) -> None:
        self.records = sorted(
            (record for record in records if known is None or record.known_on <= known),
            key=lambda record: record.sequence,
        )
        self.successors: defaultdict[int, list[Record]] = defaultdict(list)
        for record in self.records:
            for sequence in record.supersedes:
                self.successors[sequence].append(record)
        self.superseded = frozenset(self.successors)
        self._revoked: defaultdict[int, dict[int, Record]] = defaultdict(dict)
        for record in self.records:
            if record.sequence not in self.superseded:
                self._revoke(record)

    def _revoke(self, revocation: Record) -> None:
        """Note `revocation` for its targets and for whatever replaces these: a correction does not undo it."""
        waiting, done = list(revocation.revokes), set[int]()
        while waiting:
            sequence = waiting.pop()
            if sequence not in done:
                done.add(sequence)
                self._revoked[sequence][revocation.sequence] = revocation
                waiting += [record.sequence for record in self.successors.get(sequence, ())]

    def revocations(self, record: Record, on: date) -> tuple[Record, ...]:
        """Standing revocations of `record` that have taken effect by `on`."""
        revoking = self._revoked.get(record.sequence, {}).values()
        return tuple(r for r in revoking if r.valid_from is not None and r.valid_from <= on)

    def status(self, record: Record, on: date) -> Status:
        """Status of one certificate on a day."""
        if self.revocations(record, on):
            return Status.REVOKED
        if record.valid_from is not None and on < record.valid_from:
            return Status.NOT_YET
        if record.valid_to is not None and on > record.valid_to:
            return Status.EXPIRED
        return Status.CERTIFIED

    def in_force(self, record: Record, on: date) -> bool:
        """Whether `record` stands and is valid on a day."""
        return record.sequence not in self.superseded and self.status(record, on) is Status.CERTIFIED
