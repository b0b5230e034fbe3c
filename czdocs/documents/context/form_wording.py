"""Values of a form in words: dates, amounts, choices and answers as a printed form shows them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from czdocs.documents.context.form_fields import FieldKind, Problem, Scalar, Texts, Written
from czdocs.documents.html import cell_parts, chinese_date
from czdocs.documents.title import text_width

__all__ = ["Line", "Mark", "Value", "Words", "mark_text"]

_NUMBER = re.compile(r"(-?)([0-9]+)(\.[0-9]+)?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_GROUPED_FROM = 5  # digits: a year is never grouped
_CHOSEN, _OPEN = "■", "□"
_MAX_OPTIONS = 7
_CELL_HALVES = 40
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．、]|第[一二三四五六七八九十]+[章条]"
)
_LIST_HALVES = 16  # a list of longer texts is numbered, one a line
_NARROW_HALVES = 8
_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The sign of a problem at its field; `is_anchor` where the list of problems leads to it, once for each."""

    number: int
    text: str
    is_warning: bool
    is_anchor: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line or paragraph of a value, in pieces that stay whole as long as they fit."""

    pieces: tuple[str, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What stands in a cell; `align` is left, center or right."""

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    align: str = "left"

    @property
    def width(self) -> int:
        """The width of the longest line in half characters, marks not counted."""
        return max((text_width(line.text) for line in self.lines), default=0)

    @property
    def all_marks(self) -> tuple[Mark, ...]:
        """The marks of the value and of its lines."""
        return (*self.marks, *(mark for line in self.lines for mark in line.marks))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The problems that the list of problems can lead to here."""
        return tuple(mark.number for mark in self.all_marks if mark.is_anchor)

    @property
    def state(self) -> str:
        """How the cell is tinted: `error`, `warning` or not at all."""
        marks = self.all_marks
        if not marks:
            return ""
        return "warning" if all(mark.is_warning for mark in marks) else "error"


def mark_text(problem: Problem) -> str:
    """The sign of a problem, which tells errors from hints without colour too: `错①`, `示②`."""
    number = _CIRCLED[problem.number - 1] if problem.number <= len(_CIRCLED) else f"({problem.number})"
    return f"{'示' if problem.is_warning else '错'}{number}"


class Words:
    """Puts the values of one form into words, with the marks of its problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._marks = {p.number: Mark(number=p.number, text=mark_text(p), is_warning=p.is_warning) for p in problems}

    def marks(self, numbers: Iterable[int]) -> tuple[Mark, ...]:
        """The marks of the problems with these numbers."""
        return tuple(self._marks[number] for number in numbers)

    def of(self, field: Scalar) -> tuple[Mark, ...]:
        """The marks of `field`, also those that lead to another."""
        echoes = (replace(mark, is_anchor=False) for mark in self.marks(field.echoes))
        return (*self.marks(field.problems), *echoes)

    def cell(self, field: Scalar) -> Value:
        """A value for a cell of a grid: short, a choice by its name alone."""
        text = short(field)
        narrow = text_width(text) <= _NARROW_HALVES or field.kind not in {FieldKind.TEXT, FieldKind.CHOICE}
        amount = field.kind is FieldKind.MONEY and _NUMBER.match(field.text)
        align = "right" if amount else "center" if narrow or _NUMBER.match(text) else "left"
        return Value(lines=_lines(field, text), marks=self.of(field), align=align)

    def answer(self, field: Scalar) -> Value:
        """A value for a line of its own: choices and answers with all that could be chosen."""
        boxes = _boxes(field)
        if boxes:
            return Value(lines=(Line(pieces=boxes),), marks=self.of(field))
        return Value(lines=_lines(field, short(field)), marks=self.of(field))

    def listed(self, field: Texts, *, in_cell: bool = False) -> Value:
        """A list: short texts in a row, longer ones below each other, numbered where they are not by themselves."""
        marks = self.marks(field.problems)
        texts = tuple((short(item), self.marks(item.problems)) for item in field.items)
        if not texts:
            blank = "" if field.problems else "—" if field.written is Written.NOTHING else "无"
            return Value(lines=(Line(pieces=(blank,)),), marks=marks)
        if len(texts) > 1 and any(text_width(text) > (_CELL_HALVES if in_cell else _LIST_HALVES) for text, _ in texts):
            counted = not in_cell and not any(_NUMBERED.match(text) for text, _ in texts)
            lines = (
                Line(pieces=(f"{n}. {text}" if counted else text,), marks=own) for n, (text, own) in enumerate(texts, 1)
            )
            return Value(lines=tuple(lines), marks=marks)
        joined = (f"{text}、" if n < len(texts) else text for n, (text, _) in enumerate(texts, 1))
        inner = tuple(mark for _, own in texts for mark in own)
        return Value(lines=(Line(pieces=tuple(joined), marks=inner),), marks=marks)


def short(field: Scalar) -> str:  # noqa: PLR0911  # one line a kind
    """The value of `field` in a few words; what does not have the form of its kind stays as it was written."""
    if field.written is Written.NULL:
        return "无"
    if field.is_blank:
        return "" if field.problems or field.echoes or field.written is Written.VALUE else "—"
    match field.kind:
        case FieldKind.FLAG:
            return {"true": "是", "false": "否"}.get(field.text, field.text)
        case FieldKind.CHOICE:
            return dict(field.options).get(field.text, field.text)
        case FieldKind.DATE:
            return _date(field.text)
        case FieldKind.MONEY:
            return _grouped(field.text)
        case FieldKind.NUMBER:
            return _grouped(field.text) if len(field.text) >= _GROUPED_FROM and field.text.isdigit() else field.text
        case FieldKind.TEXT:
            return field.text


def _boxes(field: Scalar) -> tuple[str, ...]:
    """All that may be chosen, with a box each; nothing where the value is none of it."""
    if field.kind is FieldKind.FLAG:
        options: tuple[tuple[str, str], ...] = (("true", "是"), ("false", "否"))
    else:
        options = field.options if len(field.options) <= _MAX_OPTIONS else ()
    if field.written is not Written.VALUE or field.text not in dict(options):
        return ()
    last = options[-1][0]
    return tuple(
        f"{_CHOSEN if code == field.text else _OPEN}{name}{'' if code == last else '　'}" for code, name in options
    )


def _lines(field: Scalar, text: str) -> tuple[Line, ...]:
    """The paragraphs of a value; a short one in the pieces that stay whole."""
    paragraphs = tuple(part.strip() for part in text.split("\n") if part.strip()) or ("",)
    if field.kind is FieldKind.DATE:
        return tuple(Line(pieces=cell_parts(part) or (part,)) for part in paragraphs)
    return tuple(Line(pieces=(part,)) for part in paragraphs)


def _date(text: str) -> str:
    if not _DAY.match(text):
        return text
    try:
        return chinese_date(date.fromisoformat(text))
    except ValueError:
        return text


def _grouped(text: str) -> str:
    """A number with its thousands apart: `3,680,000.00`."""
    found = _NUMBER.match(text)
    return f"{found[1]}{int(found[2]):,}{found[3] or ''}" if found else text
