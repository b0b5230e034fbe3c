"""The sign-off of an official document (GB/T 9704-2012, 7.3.5): where names and date stand, sealed and unsealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from czdocs.documents.title import text_width

__all__ = ["PlacedName", "PlainSignature", "SignatureBlock", "plain_signature", "signature_block"]

_TYPE_AREA = Decimal(156)
_CHARACTER = _TYPE_AREA / 28
_HALF_CHARACTER = Decimal("2.822")  # 8 pt in millimetres
_DATE_EDGE = Decimal("133.7")  # right edge of the date: four characters from the right edge of the type area
_SEAL_COLUMN_CHARACTERS = 8  # the longest name that leaves room for three seals of 42 mm in a row
_COLUMN_WIDTHS = {2: Decimal("75.2"), 3: Decimal("46.3")}  # so that the columns lie evenly and no seal touches another
_NAME_GAP = Decimal(3)  # between two names side by side
_WORD_ENDS = "局厅委部会办院府司"  # after these a long name may go on in a second line
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedName:
    """A name in one or two lines, centred `centre` millimetres from the left edge of the type area."""

    lines: tuple[str, ...]
    centre: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """The signing agencies in rows; widths in millimetres, the margin counts from the right edge of the type area."""

    rows: tuple[tuple[str, ...], ...]
    column_width: Decimal
    right_margin: Decimal

    @property
    def placed(self) -> tuple[tuple[PlacedName, ...], ...]:
        """The names of each row where they stand, without the empty places."""
        return tuple(
            tuple(
                PlacedName(lines=self._lines(row, column), centre=self._centre(column))
                for column, name in enumerate(names)
                if name
            )
            for row, names in enumerate(self.rows)
        )

    def _centre(self, column: int) -> Decimal:
        """The middle of the `column`-th place of a row, from the left edge of the type area."""
        places = len(self.rows[0]) - column - Decimal("0.5")
        return (_TYPE_AREA - self.right_margin - self.column_width * places).quantize(_HUNDREDTH)

    def _lines(self, row: int, column: int) -> tuple[str, ...]:
        """The name at that place in two lines where it would run into another or out of the type area.

        The name above the date stays whole: there the whole block has moved for it.
        """
        names = self.rows[row]
        name = names[column]
        if row == len(self.rows) - 1 and column == len(names) - 1:
            return (name,)
        beside = [text_width(other) for n, other in enumerate(names) if abs(n - column) == 1]
        half = text_width(name) * _HALF_CHARACTER / 2
        room = self.column_width - _NAME_GAP - max(beside, default=0) * _HALF_CHARACTER / 2
        touches = half > room and all(text_width(name) >= other for other in beside)
        return _halves(name) if touches or half > self._centre(column) else (name,)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSignature:
    """Names and date without seals, each with its left edge in millimetres from that of the type area."""

    names: tuple[tuple[str, Decimal], ...]
    date_left: Decimal


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


def plain_signature(issuers: Sequence[str], dated: str) -> PlainSignature:
    """Names without seals (7.3.5.2), the lead agency first, each ending two characters from the right edge.

    The date `dated` begins two characters right of the beginning of the last name, which stands above it. Where it is
    longer than that name, the date ends two characters from the right and the names move left.
    """
    edge = _TYPE_AREA - 2 * _CHARACTER
    last, day = (text_width(text) * _HALF_CHARACTER for text in (issuers[-1], dated))
    if day > last:
        date_left = edge - day
        edge = date_left - 2 * _CHARACTER + last
    else:
        date_left = edge - last + 2 * _CHARACTER
    lefts = ((name, (edge - text_width(name) * _HALF_CHARACTER).quantize(_HUNDREDTH)) for name in issuers)
    return PlainSignature(names=tuple(lefts), date_left=date_left.quantize(_HUNDREDTH))


def _halves(name: str) -> tuple[str, str]:
    """The name in two lines, broken near its middle, after the name of a body if there is one."""
    ends = [n for n in range(2, len(name) - 1) if name[n - 1] in _WORD_ENDS] or list(range(1, len(name)))
    middle = min(ends, key=lambda n: abs(2 * n - len(name)))
    return name[:middle], name[middle:]
