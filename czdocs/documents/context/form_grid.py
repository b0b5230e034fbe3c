"""Grids: a list of records as a table with column heads, its columns as wide as their contents need."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from math import isqrt

from czdocs.documents.context.form_fields import Entry, FieldKind, Group, Records, Scalar, Texts
from czdocs.documents.context.form_wording import Line, Value, Words
from czdocs.documents.title import text_width

__all__ = ["Column", "Grid", "GridRow", "Head", "answer_grid", "record_grid"]

_MAX_COLUMNS = 12
_MAX_LINES = 6  # a column with a longer text stands below its row, over the whole width
_BLANK = 2  # the width of a dash
_CAP_HALVES = 60
_HEAD_PADDING = 14
_PADDING = 24  # tenths of a millimetre in a cell, left and right together
_NUMBER_WIDTH = 90
_SIZES = ((90, 16), (80, 14))  # type size in tenths of a point, and half a character in tenths of a millimetre
_TOKEN_HALVES = 18  # longer words without a break are broken
_WHOLE_HALVES = 8
_TOTALLED = 3  # so many whole numbers in a group have a sum
_TOKEN = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A cell of the head: its text in the lines that it takes, and how many columns and lines of the head it takes."""

    text: tuple[str, ...]
    columns: int = 1
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its head, the head of its group if it has one, and the way to its value in a record.

    `is_first` tells the first column of a group, and any that belongs to none.
    """

    label: str
    group: str
    keys: tuple[str, ...]
    is_first: bool = True
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A record: its number with the marks of the record as a whole, its cells, and what stands below them."""

    number: Value
    cells: tuple[Value, ...]
    under: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with column heads; `widths` in tenths of a millimetre, `size` of the type in tenths of a point."""

    heads: tuple[tuple[Head, ...], ...]
    widths: tuple[int, ...]
    rows: tuple[GridRow, ...]
    size: int
    foot: tuple[str, ...] = ()
    kind: str = "grid"


def record_grid(records: Records, words: Words, *, width: int) -> Grid | None:
    """The records as a grid `width` tenths of a millimetre wide; None where they do not fit into one."""
    columns = tuple(_columns(records.shape))
    if not columns or len(columns) > _MAX_COLUMNS:
        return None
    cells = {c: _aligned([_cell(row, c, words) for row in records.rows]) for c in columns}
    fitted = _fitted([_needs(c, cells[c]) for c in columns], width - _NUMBER_WIDTH)
    if fitted is None:
        return None
    low = tuple(c for c, room in zip(columns, fitted[0], strict=True) if not c.group and _is_low(cells[c], room))
    shown = tuple(c for c in columns if c not in low)
    if low:
        fitted = _fitted([_needs(c, cells[c]) for c in shown], width - _NUMBER_WIDTH) or fitted
    widths, size = fitted
    rows = tuple(
        GridRow(
            number=Value(lines=(Line(pieces=(str(n + 1),)),), marks=words.marks(row.problems), align="center"),
            cells=tuple(cells[c][n] for c in shown),
            under=(
                *((c.label, cells[c][n]) for c in low if cells[c][n].width > _BLANK or cells[c][n].state),
                *((f"（表中没有）{s.label}", words.answer(s)) for s in _strangers(row)),
            ),
        )
        for n, row in enumerate(records.rows)
    )
    return Grid(
        heads=_heads(shown, [(room - _HEAD_PADDING) // dict(_SIZES)[size] for room in widths]),
        widths=(_NUMBER_WIDTH, *widths),
        rows=rows,
        size=size,
        foot=_averages(records, shown),
    )


def _is_low(cells: Iterable[Value], width: int) -> bool:
    """Whether a column `width` tenths of a millimetre wide would make its rows too high."""
    room = (width - _PADDING) * _MAX_LINES
    return any(cell.width * _SIZES[0][1] > room for cell in cells)


def _aligned(cells: Sequence[Value]) -> tuple[Value, ...]:
    """The cells of a column, centred only where all are."""
    if all(cell.align != "left" for cell in cells):
        return tuple(cells)
    return tuple(replace(cell, align="left") if cell.align == "center" else cell for cell in cells)


def answer_grid(fields: Sequence[Scalar], words: Words, *, width: int) -> Grid:
    """Statements, each with its answer beside it."""
    answer = 320
    rows = tuple(
        GridRow(
            number=Value(lines=(Line(pieces=(str(n),)),), align="center"),
            cells=(Value(lines=(Line(pieces=(field.label,)),)), words.answer(field)),
        )
        for n, field in enumerate(fields, 1)
    )
    return Grid(
        heads=((Head(text=("序号",)), Head(text=("事项",)), Head(text=("填报",))),),
        widths=(_NUMBER_WIDTH, width - _NUMBER_WIDTH - answer, answer),
        rows=rows,
        size=105,
    )


def _columns(shape: Group) -> Iterator[Column]:
    """The columns of a record; nothing at all where it holds what no column can."""
    columns: list[Column] = []
    for entry in shape.entries:
        match entry:
            case Scalar() | Texts():
                columns.append(Column(label=entry.label, group="", keys=(entry.key,)))
            case Group() if all(isinstance(below, Scalar) for below in entry.entries):
                inner = tuple(below for below in entry.entries if isinstance(below, Scalar))
                columns += (
                    Column(label=b.label, group=entry.label, keys=(entry.key, b.key), is_first=b is inner[0])
                    for b in inner
                )
                if len(inner) >= _TOTALLED and all(below.kind is FieldKind.NUMBER for below in inner):
                    total = Column(label="合计", group=entry.label, keys=(entry.key,), is_first=False, is_total=True)
                    columns.append(total)
            case _:
                return
    yield from columns


def _entry(group: Group, key: str) -> Entry | None:
    """The entry of `group` under `key`."""
    return next((entry for entry in group.entries if entry.key == key), None)


def _cell(row: Group, column: Column, words: Words) -> Value:
    """What stands in `column` of a record; what was written in place of a whole group stands in its first column."""
    entry = _entry(row, column.keys[0])
    match entry:
        case Scalar() if column.is_first:
            return words.cell(entry)
        case Texts() if column.is_first:
            return words.listed(entry, in_cell=True)
        case Group() if column.is_total:
            total = _sum(entry)
            return Value(lines=(Line(pieces=("—" if total is None else str(total),)),), align="center")
        case Group():
            inner = _entry(entry, column.keys[-1])
            value = words.cell(inner) if isinstance(inner, Scalar) else Value(lines=())
            group = words.marks(entry.problems) if column.is_first else ()
            return replace(value, marks=(*group, *value.marks))
        case _:
            return Value(lines=(Line(pieces=("",)),))


def _strangers(group: Group) -> Iterator[Scalar]:
    """The keys of a record, and of the groups inside it, that the form does not know."""
    yield from group.strangers
    for entry in group.entries:
        if isinstance(entry, Group):
            yield from _strangers(entry)


def _sum(group: Group) -> int | None:
    """The sum of the numbers of `group`, None where one of them is none."""
    texts = [entry.text for entry in group.entries if isinstance(entry, Scalar)]
    whole = bool(texts) and all(text.isascii() and text.isdigit() for text in texts)
    return sum(int(text) for text in texts) if whole else None


def _averages(records: Records, columns: Sequence[Column]) -> tuple[str, ...]:
    """The last line under scores: their arithmetic mean to two decimals; nothing where there are no totals."""
    totalled = {column.keys[0] for column in columns if column.is_total}
    if not totalled:
        return ()
    return ("平均", *(_average(records, c) if c.keys[0] in totalled else "" for c in columns))


def _average(records: Records, column: Column) -> str:
    numbers: list[int] = []
    for row in records.rows:
        group = _entry(row, column.keys[0])
        if not isinstance(group, Group):
            return "—"
        inner = group.entries if column.is_total else tuple(e for e in group.entries if e.key == column.keys[-1])
        total = _sum(replace(group, entries=inner))
        if total is None:
            return "—"
        numbers.append(total)
    return str((Decimal(sum(numbers)) / len(numbers)).quantize(Decimal("0.01"))) if numbers else "—"


def _heads(columns: Sequence[Column], rooms: Sequence[int]) -> tuple[tuple[Head, ...], ...]:
    """One line of heads, or two where some columns form a group; `rooms` are the columns' widths in half characters."""
    heads = {column: _broken(column.label, room) for column, room in zip(columns, rooms, strict=True)}
    if not any(column.group for column in columns):
        return ((Head(text=("序号",)), *(Head(text=heads[column]) for column in columns)),)
    upper = [Head(text=("序号",), lines=2)]
    lower: list[Head] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        inner = tuple(members)
        if group:
            upper.append(Head(text=(group,), columns=len(inner)))
            lower += (Head(text=heads[column]) for column in inner)
        else:
            upper += (Head(text=heads[column], lines=2) for column in inner)
    return tuple(upper), tuple(lower)


def _broken(text: str, room: int) -> tuple[str, ...]:
    """A head in lines of `room` half characters: the unit on a line of its own, or lines of one length."""
    width = text_width(text)
    if width <= room or not room:
        return (text,)
    name, bracket, unit = text.partition("（")
    if unit.endswith("）") and max(text_width(name), text_width(unit) + 2) <= room:
        return name, bracket + unit
    count = -(-width // room)
    size = -(-len(text) // count)
    return tuple(text[start : start + size] for start in range(0, len(text), size))


def _needs(column: Column, cells: Iterable[Value]) -> tuple[int, int]:
    """The least and the natural width of a column in half characters; marks count with three characters."""
    head = text_width(column.label)
    mean = 6 if column.is_total or column.group else 4  # room for a mean with two decimals
    least, natural = max(mean, -(-head // 6) * 2), max(mean, -(-head // 4) * 2)
    for cell in cells:
        marked = 6 if cell.state else 0
        for line in cell.lines:
            longest = max((_extent(token) for piece in line.pieces for token in _tokens(piece)), default=0)
            least = max(least, min(longest, _TOKEN_HALVES), marked)
        natural = max(natural, min(cell.width + marked, _CAP_HALVES))
    return least, max(least, natural)


def _extent(text: str) -> int:
    """The width of `text`, a little more where there are capitals, which are wider than half a character."""
    return text_width(text) + any("A" <= character <= "Z" for character in text)


def _tokens(piece: str) -> Iterator[str]:
    """What of a piece should not be divided: what is as short as half a date, words and numbers."""
    if text_width(piece) <= _WHOLE_HALVES:
        yield piece
    yield from _TOKEN.findall(piece)


def _fitted(needs: Sequence[tuple[int, int]], width: int) -> tuple[tuple[int, ...], int] | None:
    """The widths in tenths of a millimetre, which together are `width`, and the size of the type; None if too much."""
    room = width - _PADDING * len(needs)
    for size, half in _SIZES:
        least = [low * half for low, _ in needs]
        spare = room - sum(least)
        if spare < 0:
            continue
        lacking = [(high - low) * half for low, high in needs]
        if sum(lacking) <= spare:  # all that is natural, and what is left in proportion
            wanted = [high * half for _, high in needs]
            shares = [high for _, high in needs]
        else:
            wanted, shares = least, [isqrt((high - low) * 100) for low, high in needs]
        left = room - sum(wanted)
        widths = [base + _PADDING + left * share // sum(shares) for base, share in zip(wanted, shares, strict=True)]
        widths[-1] += width - sum(widths)
        return tuple(widths), size
    return None
