"""Official documents (公文) as GB/T 9704-2012 arranges them: their elements, apart from any medium."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import Enum

from czdocs.documents.html import chinese_date
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
    "Signatory",
    "SignatureBlock",
    "Table",
    "body",
    "signature_block",
]

# Geometry of the type area in millimetres (GB/T 9704-2012, 5.2): 28 characters a line.
_TYPE_AREA = Decimal(156)
_MARK_LARGEST = Decimal("10.6")  # 30 pt: five agencies and their recipients leave room for text on page 1
_LETTER_MARK_LARGEST = Decimal(12)
_HALF_POINTS = Decimal(144) / Decimal("25.4")  # half points in a millimetre
_MARK_GAP = Decimal("0.5")  # between names and 文件, in characters
_HALF_CHARACTER = Decimal("2.822")  # 8 pt in millimetres
_TABLE_HALF, _TABLE_PADDING = Decimal("1.6"), Decimal("1.2")  # half a character of 9 pt, a cell's margins, in mm
_DATE_EDGE = Decimal("133.7")  # right edge of the date: four characters from the right edge of the type area
_SEAL_COLUMN_CHARACTERS = 8  # the longest name that leaves room for three seals of 42 mm in a row
_COLUMN_WIDTHS = {2: Decimal("75.2"), 3: Decimal("46.3")}  # so that the columns lie evenly and no seal touches another

_LEVELS = (
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"（[一二三四五六七八九十]+）"),
    re.compile(r"[1-9][0-9]*\."),
    re.compile(r"（[1-9][0-9]*）"),
)


class Layout(Enum):
    """The forms of GB/T 9704-2012 that are used, and the posted 公示, which is not one of them."""

    DOCUMENT = "document"
    LETTER = "letter"
    MINUTES = "minutes"
    ORDER = "order"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of the body; `heading` is its leading part in the typeface of `level` (1 黑体, 2 楷体, 0 none)."""

    level: int
    heading: str
    text: str


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
class Mark:
    """The red issuer mark: one or more names and 文件 beside them."""

    names: tuple[str, ...]

    @property
    def characters(self) -> int:
        """Length of the longest name; the others are spread to it."""
        return max(len(name) for name in self.names)

    @property
    def size(self) -> Decimal:
        """Size of a character in millimetres, so that names and 文件 fit the type area."""
        return min(_MARK_LARGEST, _TYPE_AREA / (self.characters + 2 + _MARK_GAP)).quantize(Decimal("0.01"), ROUND_DOWN)

    @property
    def letter_half_points(self) -> int:
        """`letter_size` as Word counts it, in half points."""
        return int(self.letter_size * _HALF_POINTS)

    @property
    def letter_size(self) -> Decimal:
        """Size of a character of a letter's mark (the lead agency's name alone) in millimetres; 12 for most names."""
        return min(_LETTER_MARK_LARGEST, _TYPE_AREA / len(self.names[0])).quantize(Decimal("0.01"), ROUND_DOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """The signing agencies in rows; widths in millimetres, the margin counts from the right edge of the type area."""

    rows: tuple[tuple[str, ...], ...]
    column_width: Decimal
    right_margin: Decimal


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
    line, so that the signature never stands alone.
    """

    mark_size: Decimal | None = None
    recipients_moved: bool = False
    spacing: Decimal = Decimal(0)


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
        """The title in one line."""
        return "".join(self.title)

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title as it is set."""
        return title_lines(self.title)

    @property
    def mark(self) -> Mark:
        """The issuer mark as it is set."""
        return Mark(names=self.issuers)

    @property
    def signatures(self) -> SignatureBlock:
        """The signing agencies as their seals stand."""
        return signature_block(self.issuers, chinese_date(self.dated))

    @property
    def has_imprint(self) -> bool:
        """Whether there is a 版记."""
        return bool(self.copies_to or self.printed_by)

    @property
    def ends_landscape(self) -> bool:
        """Whether the last page before the imprint is a turned one, on which no 版记 can stand."""
        return bool(self.attachments) and self.attachments[-1].landscape


def body(paragraphs: Iterable[str]) -> tuple[Paragraph, ...]:
    """The paragraphs with their levels recognised by their numbers: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3).

    The heading of levels 1 and 2 ends with the first 。 or with the paragraph.
    """
    return tuple(_paragraph(text) for text in paragraphs)


def _paragraph(text: str) -> Paragraph:
    level = next((n for n, pattern in enumerate(_LEVELS, 1) if pattern.match(text)), 0)
    if level not in {1, 2}:
        return Paragraph(level=level, heading="", text=text)
    end = text.find("。") + 1 or len(text)
    return Paragraph(level=level, heading=text[:end], text=text[end:])


def signature_block(issuers: Sequence[str], dated: str) -> SignatureBlock:
    """The agencies in rows as their seals allow: three short names or two long ones in a row.

    A last row that is not full begins with empty places, so that the last agency stands above the date `dated`. Where
    its column holds a name too long to be centred on the date, names and date move left together.
    """
    three = len(issuers) > 2 and max(map(len, issuers)) <= _SEAL_COLUMN_CHARACTERS  # noqa: PLR2004
    places = min(len(issuers), 3 if three else 2)
    rows = [tuple(issuers[start : start + places]) for start in range(0, len(issuers), places)]
    rows[-1] = ("",) * (places - len(rows[-1])) + rows[-1]
    longest = max(text_width(row[-1]) for row in rows) * _HALF_CHARACTER
    # The centre of the last column, from the left edge of the type area.
    centre = min(_DATE_EDGE - text_width(dated) * _HALF_CHARACTER / 2, _TYPE_AREA - longest / 2)
    width = min(_COLUMN_WIDTHS.get(places, 2 * (_TYPE_AREA - centre)), centre / (places - Decimal("0.5")))
    return SignatureBlock(rows=tuple(rows), column_width=width, right_margin=_TYPE_AREA - centre - width / 2)
