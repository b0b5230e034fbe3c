"""Commits: a header, records and a seal, one canonical JSON line each."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, overload

from czdocs.archive.canonical import canonical
from czdocs.archive.digest import Digest, sha256
from czdocs.archive.entry import FileRef, Record, RecordDraft, Subject
from czdocs.archive.entry_line import (
    FormatError,
    moment_text,
    parse_json_line,
    parse_moment,
    parse_record,
    read_record,
    record_line,
)

__all__ = [
    "Clock",
    "Commit",
    "CommitHeader",
    "FileRef",
    "FormatError",
    "Record",
    "RecordDraft",
    "Subject",
    "parse",
    "record_lines",
    "to_lines",
]

Clock = Literal["system", "given"]
"""Where `recorded_at` came from: the machine's clock, or a time that the operator gave."""

_FIELDS = frozenset(
    {"by", "clock", "command", "commit", "count", "first", "previous", "recorded_at", "root", "tree_size"}
)
_LEAST_LINES = 3  # header, one record, seal
_LARGE = 1 << 22
"""From this many bytes on, the records of a commit are made when they are asked for, not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitHeader:
    """First line of a commit.

    `previous` is the digest of the file of the commit before, for commit 1 of format.json. `tree_size` and `root`
    describe the Merkle tree over all records up to the last one of this commit.
    """

    number: int
    previous: Digest
    first: int
    count: int
    recorded_at: datetime
    clock: Clock
    by: str
    command: str
    root: Digest

    @property
    def tree_size(self) -> int:
        """Number of records in the archive after this commit."""
        return self.first + self.count - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit as read: its header, its records, the lines of these, and the digest of its file."""

    header: CommitHeader
    records: Sequence[Record]
    lines: tuple[bytes, ...]
    digest: Digest


class _LineRecords(Sequence[Record]):
    """The records on some lines that were checked, each made anew whenever it is asked for."""

    def __init__(self, lines: tuple[bytes, ...], commit: int) -> None:
        self._lines, self._commit = lines, commit

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...

    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        if isinstance(index, slice):
            return tuple(read_record(line, commit=self._commit) for line in self._lines[index])
        return read_record(self._lines[index], commit=self._commit)


def record_lines(drafts: Sequence[RecordDraft], *, first: int, recorded_at: datetime) -> tuple[bytes, ...]:
    """Lines of `drafts` as the records from sequence `first` on.

    Raises:
        ValueError: If a draft holds what canonical JSON cannot say.
    """
    return tuple(
        record_line(draft, sequence=sequence, recorded_at=recorded_at) for sequence, draft in enumerate(drafts, first)
    )


def to_lines(header: CommitHeader, lines: Sequence[bytes]) -> bytes:
    """Bytes of the commit file with `header` and the record lines `lines`, sealed."""
    head = canonical(
        {
            "commit": header.number,
            "previous": header.previous.hex,
            "first": header.first,
            "count": header.count,
            "recorded_at": moment_text(header.recorded_at),
            "clock": header.clock,
            "by": header.by,
            "command": header.command,
            "tree_size": header.tree_size,
            "root": header.root.hex,
        }
    )
    return b"\n".join((head, *lines, canonical({"sha256": _digest_of_lines((head, *lines)).hex}), b""))


def _digest_of_lines(lines: Iterable[bytes]) -> Digest:
    """SHA-256 of `lines` with a line feed after each, which are not put together for it."""
    state = hashlib.sha256()
    for line in lines:
        state.update(line)
        state.update(b"\n")
    return Digest("sha256", state.hexdigest())


def parse(data: bytes) -> Commit:
    """The commit whose file is `data`, checked in itself; how it fits its neighbours is the caller's question.

    Raises:
        FormatError: If a line is not canonical, a field is wrong, the seal is broken or the counts do not agree.
    """
    lines = data.split(b"\n")
    if lines.pop() != b"" or len(lines) < _LEAST_LINES:
        raise FormatError("文件不完整")
    seal = lines.pop()
    if seal != canonical({"sha256": _digest_of_lines(lines).hex}):
        raise FormatError("末行封印与内容不符")
    header = _header(parse_json_line(lines[0]))
    body = tuple(lines[1:])
    kept = [record for record in _checked(body, header) if len(data) < _LARGE]
    records = tuple(kept) if len(data) < _LARGE else _LineRecords(body, header.number)
    return Commit(header=header, records=records, lines=body, digest=sha256(data))


def _checked(lines: Sequence[bytes], header: CommitHeader) -> Iterator[Record]:
    """The records on `lines`, each as it is checked; their number is told after a fault in one of them."""
    for sequence, line in enumerate(lines, header.first):
        record = parse_record(line, commit=header.number)
        if len(lines) == header.count:
            if record.sequence != sequence:
                raise FormatError(f"顺序号应为 {sequence}，实为 {record.sequence}")
            if record.recorded_at != header.recorded_at:
                raise FormatError(f"第 {sequence} 号记录的归档时间与首行不同")
        yield record
    if len(lines) != header.count:
        raise FormatError(f"首行写明 {header.count} 条记录，实有 {len(lines)} 条")


def _header(value: dict[str, Any]) -> CommitHeader:
    if value.keys() != _FIELDS:
        raise FormatError(f"首行字段缺少或多余：{'、'.join(sorted(value.keys() ^ _FIELDS))}")
    numbers = [value[name] for name in ("commit", "first", "count", "tree_size")]
    if not all(type(number) is int and number > 0 for number in numbers):
        raise FormatError("首行的编号或条数不对")
    if value["clock"] not in ("system", "given") or not all(isinstance(value[name], str) for name in ("by", "command")):
        raise FormatError("首行的 clock、by 或 command 不对")
    try:
        previous, root = Digest("sha256", value["previous"]), Digest("sha256", value["root"])
    except (ValueError, TypeError) as error:
        raise FormatError("首行的 previous 或 root 不对") from error
    header = CommitHeader(
        number=value["commit"],
        previous=previous,
        first=value["first"],
        count=value["count"],
        recorded_at=parse_moment(value["recorded_at"]),
        clock=value["clock"],
        by=value["by"],
        command=value["command"],
        root=root,
    )
    if header.tree_size != value["tree_size"]:
        raise FormatError("首行的 tree_size 与 first、count 不符")
    return header
