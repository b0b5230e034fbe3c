"""Archive records as their canonical line of JSON, written and read back."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from czdocs.archive.canonical import canonical, read_canonical
from czdocs.archive.digest import Digest, sha256
from czdocs.archive.entry import FileRef, Record, RecordDraft, Subject, draft_fault

__all__ = [
    "FormatError",
    "moment_text",
    "parse_json_line",
    "parse_moment",
    "parse_record",
    "read_record",
    "record_line",
]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_FIELDS = frozenset(
    {
        "access",
        "archival_number",
        "data",
        "dated",
        "derived_from",
        "files",
        "kind",
        "recorded_at",
        "retention",
        "revokes",
        "sequence",
        "subject",
        "supersedes",
        "title",
        "valid_from",
        "valid_to",
    }
)
_FILE_FIELDS = frozenset({"media_type", "name", "role", "sha256", "size"})
_SUBJECT_FIELDS = ("case", "certificate", "product", "company")


class FormatError(ValueError):
    """Bytes that are not what the format says; the message is in Chinese and becomes part of a finding."""


def moment_text(moment: datetime) -> str:
    """`2026-11-23T08:00:00Z` for an aware moment, fractions of a second cut off."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_moment(text: object) -> datetime:
    """The moment that `moment_text` wrote.

    Raises:
        FormatError: If `text` is not in that form.
    """
    if isinstance(text, str) and _MOMENT.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError as error:
            raise FormatError(f"时间“{text}”不存在") from error
    raise FormatError(f"时间“{text}”的写法不对")


def record_line(draft: RecordDraft, *, sequence: int, recorded_at: datetime) -> bytes:
    """Canonical line of a record, without the line feed.

    Raises:
        ValueError: If `data` holds what canonical JSON cannot say.
    """
    return canonical(
        {
            "sequence": sequence,
            "recorded_at": moment_text(recorded_at),
            "kind": draft.kind,
            "title": draft.title,
            "subject": {name: value for name in _SUBJECT_FIELDS if (value := getattr(draft.subject, name)) is not None},
            "valid_from": _date_text(draft.valid_from),
            "valid_to": _date_text(draft.valid_to),
            "dated": _date_text(draft.dated),
            "data": draft.data,
            "supersedes": draft.supersedes,
            "revokes": draft.revokes,
            "derived_from": draft.derived_from,
            "archival_number": draft.archival_number,
            "retention": draft.retention,
            "access": draft.access,
            "files": [
                {
                    "name": file.name,
                    "role": file.role,
                    "media_type": file.media_type,
                    "size": file.size,
                    file.digest.algorithm: file.digest.hex,
                }
                for file in draft.files
            ],
        }
    )


def parse_json_line(line: bytes) -> dict[str, Any]:
    """The object on a canonical line.

    Raises:
        FormatError: If the line is no JSON object or not in its canonical form.
    """
    try:
        value, is_canonical = read_canonical(line)
    except (ValueError, RecursionError) as error:
        raise FormatError("不是规范的 JSON") from error
    if not isinstance(value, dict):
        raise FormatError("不是 JSON 对象")
    if not is_canonical:
        raise FormatError("不是规范形式（RFC 8785）")
    return value


def parse_record(line: bytes, *, commit: int) -> Record:
    """The record on `line`, checked field by field.

    Raises:
        FormatError: If anything is not as the format says.
    """
    return _record(parse_json_line(line), line, commit)


def read_record(line: bytes, *, commit: int) -> Record:
    """The record on `line`, whose form was checked when its commit was read; raises as `parse_record`.

    That a line is in canonical form takes most of the time of checking it.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FormatError("不是规范的 JSON") from error
    if not isinstance(value, dict):
        raise FormatError("不是 JSON 对象")
    return _record(value, line, commit)


def _record(value: dict[str, Any], line: bytes, commit: int) -> Record:
    if value.keys() != _FIELDS:
        raise FormatError(f"字段缺少或多余：{'、'.join(sorted(value.keys() ^ _FIELDS))}")
    sequence = _expect(value, "sequence", int)
    subject = _expect(value, "subject", dict)
    if not subject.keys() <= set(_SUBJECT_FIELDS) or not all(isinstance(text, str) for text in subject.values()):
        raise FormatError("subject 的内容不对")
    record = Record(
        kind=_expect(value, "kind", str),
        title=_expect(value, "title", str),
        subject=Subject(**subject),
        valid_from=_date(value, "valid_from"),
        valid_to=_date(value, "valid_to"),
        dated=_date(value, "dated"),
        data=_expect(value, "data", dict),
        supersedes=_sequences(value, "supersedes"),
        revokes=_sequences(value, "revokes"),
        derived_from=_sequences(value, "derived_from"),
        archival_number=_text_or_none(value, "archival_number"),
        retention=_text_or_none(value, "retention"),
        access=_expect(value, "access", str),
        files=tuple(_file(item) for item in _expect(value, "files", list)),
        sequence=sequence,
        commit=commit,
        recorded_at=parse_moment(value["recorded_at"]),
        digest=sha256(line),
    )
    if fault := draft_fault(record, sequence):
        raise FormatError(fault)
    return record


def _date_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _expect(value: Mapping[str, Any], name: str, kind: type) -> Any:
    item = value[name]
    if type(item) is not kind:  # a bool is no int here
        raise FormatError(f"{name} 的类型不对")
    return item


def _text_or_none(value: Mapping[str, Any], name: str) -> str | None:
    item = value[name]
    if item is not None and not isinstance(item, str):
        raise FormatError(f"{name} 的类型不对")
    return item


def _date(value: Mapping[str, Any], name: str) -> date | None:
    text = _text_or_none(value, name)
    if text is None:
        return None
    if not _DATE.fullmatch(text):
        raise FormatError(f"{name}“{text}”不是 YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FormatError(f"{name}“{text}”不存在") from error


def _sequences(value: Mapping[str, Any], name: str) -> tuple[int, ...]:
    items = _expect(value, name, list)
    if not all(type(item) is int for item in items):
        raise FormatError(f"{name} 的内容不对")
    return tuple(items)


def _file(value: Any) -> FileRef:
    if not isinstance(value, dict) or value.keys() != _FILE_FIELDS:
        raise FormatError("files 的字段缺少或多余")
    text = _expect(value, "sha256", str)
    try:
        digest = Digest("sha256", text)
    except ValueError as error:
        raise FormatError("files 中的 sha256 不对") from error
    return FileRef(
        name=_expect(value, "name", str),
        role=_expect(value, "role", str),
        media_type=_expect(value, "media_type", str),
        size=_expect(value, "size", int),
        digest=digest,
    )
