"""The layout of a filled form: sections, lines of fields, grids and running text, in the order of the official form."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from czdocs.documents.context.form_closing import preamble_of
from czdocs.documents.context.form_fields import Entry, FieldKind, Group, Records, Scalar, Texts, Written
from czdocs.documents.context.form_grid import Grid, answer_grid, record_grid
from czdocs.documents.context.form_wording import Line, Mark, Value, Words
from czdocs.documents.html import chinese_numeral

__all__ = ["SECTION", "Block", "Heading", "Layout", "Pair", "Prose", "Table", "is_document", "marked_numbers"]

SECTION = 2
"""The level of the headings of sections."""

_PROSE_LIMIT = 2000  # a field that may be as long as this is running text, not a cell
_SHORT_HALVES = 44  # fits beside another field
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a section (level 2) or of something inside it, with what was found about it as a whole."""

    level: int
    text: str
    marks: tuple[Mark, ...] = ()
    is_prose: bool = False
    kind: str = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A field: its title and its value; `is_wide` where it needs the line for itself."""

    label: str
    value: Value
    is_wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Fields in lines of one or two; `is_apart` where they belong to no section above them."""

    rows: tuple[tuple[Pair, ...], ...]
    is_apart: bool = False
    kind: str = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Running text."""

    value: Value
    kind: str = "prose"


Block = Heading | Table | Grid | Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Lays out the entries of a form; `width` in tenths of a millimetre."""

    words: Words
    kind: str
    width: int

    def form(self, body: Group) -> Iterator[Block]:
        """The blocks of the whole form, its sections numbered."""
        counted = 0
        for block in self.group(body, level=SECTION):
            if isinstance(block, Heading) and block.level == SECTION and not block.is_prose:
                counted += 1
                yield Heading(level=SECTION, text=f"{chinese_numeral(counted)}、{block.text}", marks=block.marks)
            else:
                yield block

    def group(self, group: Group, *, level: int) -> Iterator[Block]:
        """The blocks of the fields of `group`, whose own headings are of `level`."""
        pairs: list[Pair] = []
        for entry in group.entries:
            pair = self.pair(entry)
            if pair is not None:
                pairs.append(pair)
                continue
            yield from _table(pairs, level=level)
            pairs = []
            yield from self.section(entry, level=level)
        pairs += (
            Pair(label=f"（表中没有）{stranger.label}", value=self.words.answer(stranger), is_wide=True)
            for stranger in group.strangers
        )
        yield from _table(pairs, level=level)

    def pair(self, entry: Entry) -> Pair | None:
        """The line of `entry`; None where it needs a section of its own."""
        match entry:
            case Scalar() if entry.limit < _PROSE_LIMIT or entry.is_blank:
                return _pair(entry.label, self.words.answer(entry))
            case Texts():
                return Pair(label=entry.label, value=self.words.listed(entry), is_wide=True)
            case Group() | Records() if _is_empty(entry):
                return Pair(label=entry.label, value=self.nothing(entry), is_wide=True)
            case _:
                return None

    def nothing(self, entry: Entry) -> Value:
        """That there is nothing in `entry`: 无 where this was said, — where the field was left out."""
        said = "—" if entry.written is Written.NOTHING else "无"
        return Value(lines=(Line(pieces=("" if entry.problems else said,)),), marks=self.words.marks(entry.problems))

    def section(self, entry: Entry, *, level: int) -> Iterator[Block]:
        """The heading of `entry` and what stands below it."""
        if isinstance(entry, Group) and is_document(entry):
            yield from self.numbered(entry)
            return
        yield Heading(level=level, text=entry.label, marks=self.above(entry))
        yield from self.content(entry, level=level)

    def above(self, entry: Entry) -> tuple[Mark, ...]:
        """The marks that stand at the heading of `entry`: those about all of it, where there is anything below it."""
        whole = isinstance(entry, Group | Records) and not _is_empty(entry)
        return self.words.marks(entry.problems) if whole else ()

    def numbered(self, group: Group) -> Iterator[Block]:
        """The sections of a running text, which bear their numbers already."""
        if group.problems:
            yield Heading(level=3, text=group.label, marks=self.words.marks(group.problems))
        for entry in group.entries:
            yield Heading(level=SECTION, text=entry.label, marks=self.above(entry), is_prose=True)
            yield from self.content(entry, level=SECTION)
        strangers = Group(key="", label="", strangers=group.strangers)
        yield from self.group(strangers, level=3)

    def content(self, entry: Entry, *, level: int) -> Iterator[Block]:
        """What stands below the heading of `entry`."""
        match entry:
            case Scalar():
                yield Prose(value=self.words.answer(entry))
            case Texts():
                yield Prose(value=self.words.listed(entry))
            case Group() | Records() if _is_empty(entry):
                yield Table(rows=((Pair(label=entry.label, value=self.nothing(entry), is_wide=True),),))
            case Group():
                for paragraph in preamble_of(self.kind, entry.key):
                    yield Prose(value=Value(lines=(Line(pieces=(paragraph,)),)))
                flags = [e for e in entry.entries if isinstance(e, Scalar) and e.kind is FieldKind.FLAG]
                if len(flags) > 1 and len(flags) == len(entry.entries):
                    yield answer_grid(flags, self.words, width=self.width)
                    flagged = Group(key="", label="", strangers=entry.strangers)
                    yield from self.group(flagged, level=level + 1)
                else:
                    yield from self.group(entry, level=level + 1)
            case Records():
                yield from self.records(entry, level=level)

    def records(self, records: Records, *, level: int) -> Iterator[Block]:
        """A list of records: as a grid where it fits into one, as running text, or one below the other."""
        if any(isinstance(entry, Scalar) and entry.limit >= _PROSE_LIMIT for entry in records.shape.entries):
            for number, row in enumerate(records.rows, 1):
                yield from self.told(row, number)
        elif grid := record_grid(records, self.words, width=self.width):
            yield grid
        else:
            for number, row in enumerate(records.rows, 1):
                marks = self.words.marks(row.problems)
                yield Heading(level=min(level + 1, 5), text=f"{row.label} {number}", marks=marks)
                yield from self.group(row, level=level + 2)

    def told(self, row: Group, number: int) -> Iterator[Block]:
        """A record of running text: its first field is the heading."""
        first = next((entry for entry in row.entries if isinstance(entry, Scalar)), None)
        others = [entry for entry in row.entries if entry is not first]
        title = self.words.cell(first) if first else Value(lines=())
        text = "".join(line.text for line in title.lines)
        marks = (*self.words.marks(row.problems), *title.marks)
        yield Heading(level=3, text=f"（{chinese_numeral(number)}）{text}", marks=marks, is_prose=True)
        for entry in others:
            if isinstance(entry, Scalar) and entry.limit >= _PROSE_LIMIT:
                yield Prose(value=self.words.answer(entry))
        rest = [e for e in others if not (isinstance(e, Scalar) and e.limit >= _PROSE_LIMIT)]
        for entry in rest:
            if isinstance(entry, Scalar | Texts):
                yield Prose(value=self.named(entry))
        grouped = tuple(entry for entry in rest if not isinstance(entry, Scalar | Texts))
        yield from self.group(Group(key="", label="", entries=grouped, strangers=row.strangers), level=4)

    def named(self, entry: Scalar | Texts) -> Value:
        """A field in running text: its title and its value."""
        value = self.words.cell(entry) if isinstance(entry, Scalar) else self.words.listed(entry, in_cell=True)
        first = Line(pieces=(f"{entry.label}：", *value.lines[0].pieces), marks=value.lines[0].marks)
        return replace(value, lines=(first, *value.lines[1:]))


def _is_empty(entry: Entry) -> bool:
    """Whether there is nothing in a group or list."""
    return entry.written is not Written.VALUE or (isinstance(entry, Records) and not entry.rows)


def _pair(label: str, value: Value) -> Pair:
    narrow = len(value.lines) == 1 and value.width <= _SHORT_HALVES
    return Pair(label=label, value=value, is_wide=not narrow)


def _table(pairs: Sequence[Pair], *, level: int) -> Iterator[Table]:
    """The fields in lines: two short ones beside each other, a long one alone; nothing for none."""
    rows: list[tuple[Pair, ...]] = []
    for pair in pairs:
        last = rows[-1] if rows else ()
        if not pair.is_wide and len(last) == 1 and not last[0].is_wide:
            rows[-1] = (*last, pair)
        else:
            rows.append((pair,))
    if rows:
        yield Table(rows=tuple(rows), is_apart=level == SECTION)


def marked_numbers(blocks: Iterable[Block]) -> Iterator[int]:
    """The numbers of the problems that are marked somewhere in `blocks`."""
    for block in blocks:
        match block:
            case Heading():
                yield from (mark.number for mark in block.marks)
            case Prose():
                yield from block.value.numbers
            case Table():
                yield from (number for row in block.rows for pair in row for number in pair.value.numbers)
            case Grid():
                for row in block.rows:
                    for value in (row.number, *row.cells, *(value for _, value in row.under)):
                        yield from value.numbers


def is_document(group: Group) -> bool:
    """Whether the titles of the fields are numbered themselves (一、二、…), so that the group is the document."""
    labels = [entry.label for entry in group.entries]
    return bool(labels) and all(label.split("、")[0].strip(_NUMERALS) == "" and "、" in label for label in labels)
