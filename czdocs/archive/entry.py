"""Archive records: what they hold, and what must be true of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from czdocs.archive.digest import Digest

__all__ = ["CHINA", "FileRef", "Record", "RecordDraft", "Subject", "draft_fault"]

CHINA = timezone(timedelta(hours=8), "CST")
"""China Standard Time, in which the days of questions are counted."""

_KIND = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_RETENTIONS = (None, "永久", "30年", "10年")
_ACCESS = ("public", "internal")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRef:
    """A file of a record; its bytes are the object with `digest`. `role` says what the file is for."""

    name: str
    role: str
    media_type: str
    size: int
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a record is about; `company` is a unified social credit code."""

    case: str | None = None
    certificate: str | None = None
    product: str | None = None
    company: str | None = None

    def __contains__(self, value: object) -> bool:
        """Whether `value` is one of the four."""
        return value is not None and value in {self.case, self.certificate, self.product, self.company}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDraft:
    """A record before it has its place in the archive.

    `valid_from` and `valid_to` are inclusive, None is without limit. `data` holds JSON values without floats.
    `supersedes`, `revokes` and `derived_from` are sequences of earlier records, earlier ones of its commit included.
    """

    kind: str
    title: str
    subject: Subject = Subject()
    valid_from: date | None = None
    valid_to: date | None = None
    dated: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    supersedes: tuple[int, ...] = ()
    revokes: tuple[int, ...] = ()
    derived_from: tuple[int, ...] = ()
    archival_number: str | None = None
    retention: str | None = None
    access: str = "internal"
    files: tuple[FileRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(RecordDraft):
    """A record in the archive, in commit `commit`, archived at `recorded_at` (UTC); `digest` is that of its line."""

    sequence: int
    commit: int
    recorded_at: datetime
    digest: Digest

    @property
    def id(self) -> str:
        """Hex digits of the digest, the record's identifier."""
        return self.digest.hex

    @property
    def known_on(self) -> date:
        """First day on which it was known, China Standard Time."""
        return self.recorded_at.astimezone(CHINA).date()


def draft_fault(draft: RecordDraft, sequence: int) -> str:  # noqa: C901, PLR0911 - one return a rule
    """What is wrong with `draft` as record `sequence`, in Chinese; empty where nothing is."""
    if not _KIND.fullmatch(draft.kind):
        return f"kind“{draft.kind}”不是小写字母、数字和连字符"
    if not draft.title.strip():
        return "title（题名）为空"
    if draft.retention not in _RETENTIONS:
        return f"retention（保管期限）“{draft.retention}”不是永久、30年或10年"
    if draft.access not in _ACCESS:
        return f"access“{draft.access}”不是 public 或 internal"
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        return f"valid_to（{draft.valid_to}）早于 valid_from（{draft.valid_from}）"
    if draft.revokes and draft.valid_from is None:
        return "撤销记录没有 valid_from（撤销生效日）"
    for name in ("supersedes", "revokes", "derived_from"):
        for reference in getattr(draft, name):
            if not 1 <= reference < sequence:
                return f"{name} 所指的第 {reference} 号记录不在本记录之前"
    for file in draft.files:
        if not file.name or not file.role or "/" not in file.media_type or file.size < 0:
            return f"文件“{file.name}”的名称、用途、类型或大小不完整"
    if draft.archival_number is not None and not draft.archival_number.strip():
        return "archival_number（档号）为空"
    return ""
