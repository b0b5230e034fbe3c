"""Official documents (公文) as GB/T 9704-2012 arranges them: their elements, apart from any medium."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from czdocs.documents.html import chinese_date
from czdocs.documents.issuer_mark import Mark
from czdocs.documents.paragraph import Paragraph, body
from czdocs.documents.signatures import PlainSignature, SignatureBlock, plain_signature, signature_block
from czdocs.documents.title import text_width, title_lines

__all__ = [
    "Adjustment",
    "Attachment",
    "Attendance",
    "Column",
    "Layout",
    "Mark",
    "OfficialDocument",
    "Paragraph",
    "PlainSignature",
    "Signatory",
    "SignatureBlock",
    "Table",
    "body",
    "plain_signature",
    "signature_block",
]

_TABLE_HALF, _TABLE_PADDING = Decimal("1.6"), Decimal("1.2")  # half a character of 9 pt, a cell's margins, in mm
_APPROVERS_PER_ROW = 2
_LINE = Decimal(225) / 22  # pitch of the grid in millimetres


class Layout(Enum):
    """The forms of GB/T 9704-2012 that are used, and the posted 公示, which is not one of them."""

    DOCUMENT = "document"
    LETTER = "letter"
    MINUTES = "minutes"
    ORDER = "order"
    PLAIN = "plain"


_MARK_WORDS: Mapping[Layout, str] = {Layout.DOCUMENT: "文件", Layout.MINUTES: "纪要", Layout.ORDER: "令"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table, `width` in millimetres.

    Codes and dates are `centred`, money stands flush right (`amount`). What a cell enumerates with 、 stays whole as
    far as it fits, unless the column holds `prose`.
    """

    title: str
    width: int
    centred: bool = False
    amount: bool = False
    prose: bool = False

    def needs_smaller_type(self, text: str) -> bool:
        """Whether an amount stays on one line only in smaller type: a broken figure could be misread."""
        widest = max(map(text_width, text.split("\n")))
        return self.amount and widest * _TABLE_HALF + _TABLE_PADDING > self.width


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose head repeats on every page; the rows have one text a column.

    A text may hold line breaks. A row of a single text is a heading across the table. `total` is the last row, set
    apart; `unit` stands above the table at its right (`单位：元`). Where empty they do not appear.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One 附件: text, a table, or both; wide tables turn the page (GB/T 9704-2012, 8).

    `notes` stand under the table, a paragraph each, in its size.
    """

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: Table | None = None
    landscape: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Who took part in a meeting, under `label`: 出席, 请假 or 列席 (GB/T 9704-2012, 10.3)."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Whose signature stamp stands in place of a seal, by post (`市长`); the stamp is never drawn (7.3.5.3)."""

    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """How a document departs from the usual measures so that it fits (7.3.3, 7.3.5.5); as a rule not at all.

    `mark_size` is the size of the mark's characters in millimetres where the usual one leaves no text on page 1; with
    `recipients_moved` the recipients stand in the imprint; `spacing` widens the lines of the text by this fraction of a
    line (narrows them where negative), so that the signature never stands alone. Where no spacing helps, the
    `closing_kept`: the closing paragraphs go to the page of the signature.
    """

    mark_size: Decimal | None = None
    recipients_moved: bool = False
    spacing: Decimal = Decimal(0)
    closing_kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """Everything that stands in an official document, in its order from the mark to the imprint.

    `issuers` come in official order, the lead agency first. `title` is given in pieces that no line break may divide.
    `sealed` documents leave room for each agency's seal; a seal is never drawn. A `signatory` signs in place of the
    agencies. `approvers` (签发人) make it a document to a superior. Without `mark_word` the mark is the names alone.
    The last `closing_paragraphs` of the body stay on the page of the signature, which never stands alone. Elements that
    are None or empty do not appear. `adjustment` comes from `fitting`, never from a context.
    """

    layout: Layout
    issuers: tuple[str, ...]
    document_number: str | None
    title: tuple[str, ...]
    recipients: tuple[str, ...]
    body: tuple[Paragraph, ...]
    dated: date
    closing_paragraphs: int = 1
    attachments: tuple[Attachment, ...] = ()
    sealed: bool = True
    note: str | None = None
    copies_to: tuple[str, ...] = ()
    printed_by: str | None = None
    printed_on: date | None = None
    mark_word: bool = True
    copy_number: str | None = None
    classification: str | None = None
    urgency: str | None = None
    approvers: tuple[str, ...] = ()
    signatory: Signatory | None = None
    attendance: tuple[Attendance, ...] = ()
    adjustment: Adjustment = Adjustment()

    @property
    def full_title(self) -> str:
        """The title in one line; of a document without one, such as an order, its mark and number."""
        return "".join(self.title) or f"{self.mark.text}{self.document_number or ''}"

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title as it is set."""
        return title_lines(self.title)

    @property
    def mark(self) -> Mark:
        """The issuer mark as it is set; minutes bear the name of one meeting or agency."""
        names = self.issuers[:1] if self.layout is Layout.MINUTES else self.issuers
        word = _MARK_WORDS.get(self.layout, "") if self.mark_word else ""
        if names[-1].endswith(word):
            word = ""
        return Mark(names=names, word=word, largest=self.adjustment.mark_size)

    @property
    def approver_rows(self) -> tuple[tuple[str, ...], ...]:
        """The 签发人 two by two, in the order of their agencies (7.2.6)."""
        starts = range(0, len(self.approvers), _APPROVERS_PER_ROW)
        return tuple(self.approvers[start : start + _APPROVERS_PER_ROW] for start in starts)

    @property
    def signatures(self) -> SignatureBlock:
        """The signing agencies as their seals stand."""
        return signature_block(self.issuers, chinese_date(self.dated))

    @property
    def plain_signature(self) -> PlainSignature:
        """The signing agencies of a document without seals."""
        return plain_signature(self.issuers, chinese_date(self.dated))

    @property
    def moved_recipients(self) -> tuple[str, ...]:
        """The recipients that stand in the imprint (7.3.3)."""
        return self.recipients if self.adjustment.recipients_moved else ()

    @property
    def line_height(self) -> Decimal:
        """The pitch of the text's lines in millimetres, where it is adjusted."""
        return (_LINE * (1 + self.adjustment.spacing)).quantize(Decimal("0.001"))

    @property
    def has_imprint(self) -> bool:
        """Whether there is a 版记."""
        return bool(self.copies_to or self.printed_by or self.moved_recipients)

    @property
    def ends_landscape(self) -> bool:
        """Whether the last page before the imprint is a turned one, on which no 版记 can stand."""
        return bool(self.attachments) and self.attachments[-1].landscape
