"""Official documents (公文) as GB/T 9704-2012 arranges them: their elements, apart from any medium."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import Enum
from itertools import combinations, pairwise
from unicodedata import east_asian_width

from czdocs.documents.html import chinese_date

__all__ = [
    "Attachment",
    "Column",
    "Layout",
    "Mark",
    "OfficialDocument",
    "Paragraph",
    "SignatureBlock",
    "Table",
    "body",
    "signature_block",
    "text_width",
    "title_lines",
]

# Geometry of the type area in millimetres (GB/T 9704-2012, 5.2): 28 characters a line.
_TYPE_AREA = Decimal(156)
_TITLE_HALVES = 38  # half characters of 22 pt in a line; two fewer than the type area has, lest Word break a full one
_MARK_LARGEST = Decimal("10.6")  # 30 pt: five agencies and their recipients leave room for text on page 1
_LETTER_MARK_LARGEST = Decimal(12)
_HALF_POINTS = Decimal(144) / Decimal("25.4")  # half points in a millimetre
_MARK_GAP = Decimal("0.5")  # between names and 文件, in characters
_HALF_CHARACTER = Decimal("2.822")  # 8 pt in millimetres
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
class OfficialDocument:
    """Everything that stands in an official document, in its order from the mark to the imprint.

    `issuers` come in official order, the lead agency first. `title` is given in pieces that no line break may divide.
    `sealed` documents leave room for each agency's seal; a seal is never drawn. The last `closing_paragraphs` of the
    body stay on the page of the signature, which never stands alone. Elements that are None or empty do not appear.
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


def text_width(text: str) -> int:
    """Width of a text in half characters: a Chinese character counts two, a Latin letter or digit one."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def title_lines(pieces: Sequence[str]) -> tuple[str, ...]:
    """The title in as few lines as fit, broken between pieces, each line no longer than the one above (梯形).

    Of all such breaks the most even one is taken; where none gives that shape, the most even of the others.
    """
    for count in range(1, len(pieces) + 1):
        candidates = [_joined(pieces, cuts) for cuts in combinations(range(1, len(pieces)), count - 1)]
        fitting = [lines for lines in candidates if max(map(text_width, lines)) <= _TITLE_HALVES]
        if fitting:
            return min(fitting, key=_unevenness)
    return tuple(pieces)


def _joined(pieces: Sequence[str], cuts: tuple[int, ...]) -> tuple[str, ...]:
    bounds = (0, *cuts, len(pieces))
    return tuple("".join(pieces[a:b]) for a, b in pairwise(bounds))


def _unevenness(lines: tuple[str, ...]) -> tuple[bool, int]:
    widths = [text_width(line) for line in lines]
    shapeless = any(later >= earlier for earlier, later in pairwise(widths))
    return shapeless, max(widths) - min(widths)


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
