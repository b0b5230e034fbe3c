"""An official document, letter, order or minutes as a clerk writes it (GB/T 9704-2012)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = [
    "AttendanceRole",
    "NoticeAttachment",
    "NoticeAttendance",
    "NoticeColumn",
    "NoticeLayout",
    "NoticeSignatory",
    "NoticeTable",
    "OfficialNotice",
    "TextAlign",
    "Urgency",
]

NoticeLayout = Literal["document", "letter", "order", "minutes", "plain"]
Urgency = Literal["very_urgent", "urgent"]
AttendanceRole = Literal["present", "absent", "observing"]
TextAlign = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeColumn:
    """One column of a table; `width` in millimetres, a share of what is left where it is None."""

    title: str
    width: int | None = None
    align: TextAlign = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTable:
    """A table; every row has a text for each column. `unit` stands above it (`单位：元`)."""

    columns: tuple[NoticeColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAttachment:
    """One 附件: its title without number, its paragraphs, and the table after them."""

    title: str
    body: tuple[str, ...] = ()
    table: NoticeTable | None = None
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAttendance:
    """Who took part in a meeting in one of the three roles."""

    role: AttendanceRole
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSignatory:
    """The post of the person whose signature stamp stands in place of a seal."""

    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialNotice:
    """公文: `issuers` in official order; `body` in paragraphs, levels told by their numbers.

    An order has an `order_number` and no title, minutes have an `attendance`, what is only posted (`plain`) has no mark
    and no number. `mark_word` False leaves 文件 out of the mark.
    """

    layout: NoticeLayout
    issuers: tuple[str, ...]
    recipients: tuple[str, ...]
    body: tuple[str, ...]
    copies_to: tuple[str, ...]
    dated: date
    attachments: tuple[NoticeAttachment, ...]
    sealed: bool
    document_number: str | None = None
    order_number: str | None = None
    title: str = ""
    mark_word: bool = True
    copy_number: str | None = None
    urgency: Urgency | None = None
    approvers: tuple[str, ...] = ()
    attendance: tuple[NoticeAttendance, ...] = ()
    signatory: NoticeSignatory | None = None
    note: str | None = None
    printed_by: str | None = None
    printed_on: date | None = None
