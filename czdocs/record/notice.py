"""An official document or letter as a clerk writes it (GB/T 9704-2012)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["NoticeAttachment", "NoticeLayout", "OfficialNotice"]

NoticeLayout = Literal["document", "letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAttachment:
    """One 附件: its title without number, and its paragraphs."""

    title: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialNotice:
    """公文: `issuers` in official order; `body` in paragraphs, levels told by their numbers."""

    layout: NoticeLayout
    issuers: tuple[str, ...]
    document_number: str
    title: str
    recipients: tuple[str, ...]
    body: tuple[str, ...]
    copies_to: tuple[str, ...]
    dated: date
    attachments: tuple[NoticeAttachment, ...]
    sealed: bool
    note: str | None = None
    printed_by: str | None = None
    printed_on: date | None = None
