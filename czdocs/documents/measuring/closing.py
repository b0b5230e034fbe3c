"""The end of an official document: attachment note, signatures, date, note, attendance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, pairwise, takewhile

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
_TEXT_EDGES = (28.0, 39.14)  # where lines of text begin
_BESIDE, _CENTRED = 30.0, 1.5
_LINE = 10.227
_BODY_END = 1.35
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
    last = next((n for n in range(len(lines) - 1, -1, -1) if _DATE.fullmatch(lines[n].text)), None)
    above = list(lines if last is None else lines[:last])
    below = [] if last is None else list(lines[last + 1 :])
    attendance = _from(above, _ATTENDANCE)
    note = _together(_from(above, _ATTACHMENT_NOTE))
    body = above[: len(above) - max(len(attendance), len(_from(above, _ATTACHMENT_NOTE)))]
    signing: list[Line] = []
    if last is not None:
        # Text begins at the left edge or two characters from it; whatever does not, above the date, is a signature.
        listed = len(body) + len(note)
        signing = list(takewhile(_signs, reversed(above[listed:] if note else above)))[::-1]
        body = body[: len(above) - len(signing)]
        attendance = attendance[: len(attendance) - len(signing)] if attendance else []
    names, post = _names(signing)
    return Closing(
        attachment_note=tuple(note),
        names=names,
        post=post,
        date=None if last is None else lines[last],
        note=tuple(below) if below and _NOTE.match(below[0].text) else (),
        attendance=tuple(attendance),
        above=note[-1] if note else (body[-1] if body else None),
    ), body


def _from(lines: Sequence[Line], first: re.Pattern[str]) -> list[Line]:
    """The lines from the one on that begins like `first`."""
    start = next((n for n, line in enumerate(lines) if first.match(line.text)), len(lines))
    return list(lines[start:])


def _together(lines: Sequence[Line]) -> list[Line]:
    """The first of `lines` and those that follow without a gap."""
    kept = min(len(lines), 1)
    while 0 < kept < len(lines) and 0 < lines[kept].baseline - lines[kept - 1].baseline < _BODY_END * _LINE:
        kept += 1
    return list(lines[:kept])


def _signs(line: Line) -> bool:
    """Whether `line` above the date is a row of signatures rather than of text."""
    if line.text[-1] in _SENTENCE_END:
        return False
    return len(split(line)) > 1 or all(abs(line.box.x0 - edge) > 1 for edge in _TEXT_EDGES)


def _names(lines: Sequence[Line]) -> tuple[tuple[Line, ...], Line | None]:
    """The signing agencies in reading order, and the post of who signs in their place."""
    pieces = [piece for line in lines for piece in split(line)]
    post = next((piece for piece in pieces if _POST.fullmatch(piece.text)), None)
    agencies = _whole([piece for piece in pieces if piece is not post])
    return tuple(agencies), post


def _whole(pieces: Sequence[Line]) -> list[Line]:
    """Names of two lines put together where names stand beside one another; in reading order."""
    beside = any(
        abs(a.box.middle - b.box.middle) < _LINE and abs(a.box.centre - b.box.centre) > _BESIDE
        for a, b in combinations(pieces, 2)
    )
    names: list[Line] = []
    for piece in pieces:
        upper = next((n for n in names if beside and _continues(n, piece)), None)
        if upper is None:
            names.append(piece)
        else:
            names[names.index(upper)] = Line(page=piece.page, glyphs=(*upper.glyphs, *piece.glyphs))
    rows: list[list[Line]] = []
    for name in sorted(names, key=lambda n: (n.page, n.box.middle)):
        same = rows and rows[-1][-1].page == name.page and name.box.middle - rows[-1][-1].box.middle < _LINE * 0.6
        if not same:
            rows.append([])
        rows[-1].append(name)
    return [name for row in rows for name in sorted(row, key=lambda n: n.box.x0)]


def _continues(upper: Line, lower: Line) -> bool:
    """Whether `lower` is the second line of the name `upper`: right under it, around the same middle."""
    step = lower.baseline - upper.baseline
    return (
        upper.page == lower.page
        and 0 < step < _BODY_END * _LINE
        and abs(upper.box.centre - lower.box.centre) < _CENTRED
    )
