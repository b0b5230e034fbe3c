"""The end of an official document: attachment note, signatures, date, note, attendance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from czdocs.documents.measuring.lines import Line, split

__all__ = ["Closing", "SignOff", "read_closing"]

_DATE = re.compile(
    r"\d{2,4}年\d{1,2}月\d{1,2}日|"
    r"[一二三四五六七八九十〇○零]{4}年"
    r"[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,4}日"
)
_NOTE = re.compile(r"[（(].*[）)]?")
_ATTACHMENT_NOTE = re.compile(r"附件[：:]")
_ATTENDANCE = re.compile(r"(出席|请假|列席)[：:]")
_SENTENCE_END = "。：；:;！？"
_POST = re.compile(r"(代?理?.{0,4}(市长|省长|县长|区长|主席|主任|局长|部长|厅长|院长|委员长))(.{0,4})")
_DEEP = 50.0
_INDENT = 45.0
_LINE = 10.227
_BODY_END = 1.35
_STAGGERED = 0.75  # of a line: names in two lines stand half a line above and below the others of their row
_ALIKE = 1.0  # mm
_SEAL_ROOM = 2.3 * _LINE


class SignOff(Enum):
    """How a document is signed."""

    SEALED = "sealed"
    UNSEALED = "unsealed"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What stands below the text; `names` are the signing agencies in reading order, `above` the last line before."""

    attachment_note: tuple[Line, ...] = ()
    names: tuple[Line, ...] = ()
    post: Line | None = None
    date: Line | None = None
    note: tuple[Line, ...] = ()
    attendance: tuple[Line, ...] = ()
    above: Line | None = None

    @property
    def sign_off(self) -> SignOff | None:
        """How it is signed, from where names and date stand; None without either."""
        if self.date is None:
            return None
        if self.post is not None:
            return SignOff.STAMP
        if not self.names:
            return None
        name, date = self.names[-1], self.date
        if len(self.names) > 1:
            middles = sorted(line.box.middle for line in self.names)
            below = all(_LINE / 2 < b - a < 2 * _LINE for a, b in pairwise(middles))
            return SignOff.UNSEALED if below else SignOff.SEALED
        sealed = abs(name.box.centre - date.box.centre)
        em = name.em
        unsealed = min(
            abs(date.box.x0 - name.box.x0 - 2 * em),
            abs(date.box.x1 - (184 - 2 * em)) + max(0.0, name.box.x0 + 2 * em - date.box.x0),
        )
        if max(sealed, unsealed) < _ALIKE:  # a name longer than the date by four characters: only room for a seal tells
            above = self.above
            apart = above is None or above.page != name.page or name.baseline - above.baseline > _SEAL_ROOM
            return SignOff.SEALED if apart else SignOff.UNSEALED
        return SignOff.SEALED if sealed <= unsealed else SignOff.UNSEALED


def read_closing(lines: Sequence[Line]) -> tuple[Closing, list[Line]]:
    """The end of a document out of the `lines` below its head, and the text above it."""
    rest = list(lines)
    last = next((n for n in range(len(rest) - 1, -1, -1) if _DATE.fullmatch(rest[n].text)), None)
    date = note_lines = None
    attendance: tuple[Line, ...] = ()
    if last is not None:
        date, note_lines = rest[last], rest[last + 1 :]
        rest = rest[:last]
    names, post, rest = _names(rest) if date is not None else ((), None, rest)
    attended = next((n for n, line in enumerate(rest) if _ATTENDANCE.match(line.text)), None)
    if attended is not None:
        attendance, rest = tuple(rest[attended:]), rest[:attended]
    start = next((n for n, line in enumerate(rest) if _ATTACHMENT_NOTE.match(line.text)), None)
    above = rest[-1] if rest else None
    attachment_note: tuple[Line, ...] = ()
    if start is not None:
        attachment_note, rest = _together(rest[start:]), rest[:start]
    closing = Closing(
        attachment_note=attachment_note,
        names=names,
        post=post,
        date=date,
        note=tuple(note_lines or ()) if note_lines and _NOTE.match(note_lines[0].text) else (),
        attendance=attendance,
        above=above,
    )
    return closing, rest


def _together(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The first of `lines` and those that follow without a gap."""
    kept = 1
    while kept < len(lines) and lines[kept].baseline - lines[kept - 1].baseline < _BODY_END * _LINE:
        kept += 1
    return tuple(lines[:kept])


def _names(lines: Sequence[Line]) -> tuple[tuple[Line, ...], Line | None, list[Line]]:
    """The signing agencies above the date, or the post of who signs; and the lines before."""
    first = len(lines)
    rows: list[tuple[Line, ...]] = []
    while first:
        start = _row_start(lines, first)
        if not _signs(lines, start, first):
            break
        rows.insert(0, _row(lines[start:first]))
        first = start
    pieces = tuple(piece for row in rows for piece in row)
    post = next((piece for piece in pieces if _POST.fullmatch(piece.text)), None)
    if post is not None:
        pieces = tuple(piece for piece in pieces if piece is not post)
    return pieces, post, list(lines[:first])


def _row_start(lines: Sequence[Line], end: int) -> int:
    """The first line of the row that ends before line `end`: one line, unless a name in it is set in two."""
    start = end - 1
    while start and lines[start - 1].page == lines[start].page:
        gap = lines[start].baseline - lines[start - 1].baseline
        columns = min(len(split(lines[start])), len(split(lines[start - 1])))
        if gap > (_STAGGERED if columns == 1 else _BODY_END) * _LINE:
            break
        start -= 1
    return start


def _row(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The names of a row from left to right; two lines on one middle are one name."""
    names: list[Line] = []
    for piece in (piece for line in lines for piece in split(line)):
        above = next((n for n, name in enumerate(names) if abs(name.box.centre - piece.box.centre) < _ALIKE), None)
        if above is None:
            names.append(piece)
        else:
            names[above] = Line(page=piece.page, glyphs=(*names[above].glyphs, *piece.glyphs))
    return tuple(sorted(names, key=lambda name: name.box.centre))


def _signs(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether the lines from `start` to `end` are a row of signatures rather than of text."""
    if end - start == 1:
        return _line_signs(lines, start)
    pieces = [piece for line in lines[start:end] for piece in split(line)]
    return not any(piece.text[-1] in _SENTENCE_END or re.match(r"附件|\d+[.．]", piece.text) for piece in pieces)


def _line_signs(lines: Sequence[Line], n: int) -> bool:
    """Whether line `n` alone is a row of signatures rather than of text."""
    line = lines[n]
    if line.text[-1] in _SENTENCE_END or _ATTACHMENT_NOTE.match(line.text):
        return False
    pieces = split(line)
    if len(pieces) > 1 and all(piece.text[-1] not in _SENTENCE_END for piece in pieces):
        return not re.match(r"附件|\d+[.．]", pieces[0].text)
    before = lines[n - 1] if n else None
    apart = before is None or before.page != line.page or line.baseline - before.baseline > _BODY_END * _LINE
    if re.match(r"\d+[.．]", line.text):
        return False
    # A name stands on the right, or apart from what comes before.
    return line.box.x0 > 75 or (apart and line.box.x0 > _INDENT)  # noqa: PLR2004
