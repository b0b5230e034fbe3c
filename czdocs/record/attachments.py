"""The list of attached files (art. 8(3))."""

from dataclasses import dataclass
from typing import Literal

from czdocs.terms import AttachmentKind

__all__ = ["AttachedFile", "Attachments", "MediaType"]

MediaType = Literal["application/pdf", "image/png", "image/jpeg"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """One file: `file` is relative to the case folder, `pages` is None for pictures."""

    id: str
    kind: AttachmentKind
    title: str
    file: str
    media_type: MediaType
    size: int
    pages: int | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachments:
    """其他相关资料清单."""

    files: tuple[AttachedFile, ...]
