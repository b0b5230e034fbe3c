"""The head of an official document: from the issuer mark to the recipients, as far as page 1 shows them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from czdocs.documents.measuring.lines import Line, split
from czdocs.documents.measuring.page_facts import PageFacts, Rule, is_red
from czdocs.documents.measuring.typefaces import XIAOBIAOSONG

__all__ = ["Head", "read_head", "recipients"]

_RED_SIZE, _BLACK_SIZE, _TITLE_SIZE = 16.0, 24.5, 17.5
_MARK_FOOT = 190.0
_NUMBER = re.compile(
    r"[一-龥]{1,20}[〔\[［【（(]?\d{2,4}[〕\]］】）)]?第?\d+号?|第?\d+号|第[一二三四五六七八九十百]+号|（发文字号待编）"
)
_COPY = re.compile(r"\d{1,8}")
_CLASS = re.compile(r"(绝密|机密|秘密)(★.*)?")
_URGENCY = re.compile(r"特急|加急|平急|特提|紧急")
_APPROVER = re.compile(r"签发人[：:]")
_SUBTITLE = re.compile(r"（\d{4}年.*日.*）")
_FLUSH = 36.0
_WIDE = 100.0
_MOST_RECIPIENT_LINES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above the text; `word` is 文件 beside the names of the mark, `approvers` the lines with 签发人."""

    mark: tuple[Line, ...] = ()
    word: Line | None = None
    copy_number: Line | None = None
    classification: Line | None = None
    urgency: Line | None = None
    number: Line | None = None
    approvers: tuple[Line, ...] = ()
    red_rules: tuple[Rule, ...] = ()
    title: tuple[Line, ...] = ()


def read_head(page: PageFacts, lines: Sequence[Line]) -> tuple[Head, list[Line]]:
    """The head out of the `lines` of page 1, and the lines below it."""
    rules = tuple(
        sorted(
            (r for r in page.rules if r.level and r.length > _WIDE and is_red(r.colour)),
            key=lambda r: r.box.top,
        )
    )
    marks = [line for line in lines if _is_mark(line)]
    foot = max((line.box.bottom for line in marks), default=0)
    names, word = _mark(marks)
    rest = [line for line in lines if line not in marks]
    found: dict[str, Line] = {}
    approvers: list[Line] = []
    start = next((n for n, line in enumerate(rest) if line.box.top > foot and _is_title(line)), len(rest))
    title = list(takewhile(_is_title, rest[start:]))
    stray = [line for line in rest[:start] if not _head_line(line, found, approvers)]
    below = stray + rest[start + len(title) :]
    if title and below and _SUBTITLE.fullmatch(below[0].text):
        below = below[1:]
    head = Head(
        mark=names,
        word=word,
        red_rules=rules,
        title=tuple(title),
        approvers=tuple(approvers),
        copy_number=found.get("copy"),
        classification=found.get("class"),
        urgency=found.get("urgency"),
        number=found.get("number"),
    )
    return head, below


def _is_mark(line: Line) -> bool:
    """Whether `line` belongs to the issuer mark: large and red, or very large."""
    if line.box.bottom > _MARK_FOOT:
        return False
    return (line.red and line.size >= _RED_SIZE) or line.size >= _BLACK_SIZE


def _mark(marks: Sequence[Line]) -> tuple[tuple[Line, ...], Line | None]:
    """The names of the mark, and 文件 where it stands beside them or after a single one."""
    word = None
    names = []
    for line in marks:
        if line.text.endswith("文件"):
            word = Line(page=line.page, glyphs=line.glyphs[-2:])
            if len(line.glyphs) > 2:  # noqa: PLR2004
                names.append(Line(page=line.page, glyphs=line.glyphs[:-2]))
        else:
            names.append(line)
    return tuple(names), word


def _is_title(line: Line) -> bool:
    return not line.red and (line.size >= _TITLE_SIZE or line.typeface == XIAOBIAOSONG)


def _head_line(line: Line, found: dict[str, Line], approvers: list[Line]) -> bool:
    """Sorts a line above the title into `found` and `approvers`; whether it belongs to the head."""
    for piece in split(line):
        if _APPROVER.match(piece.text) or (approvers and piece.box.x0 > 100 and not _NUMBER.fullmatch(piece.text)):  # noqa: PLR2004
            approvers.append(piece)
        elif _COPY.fullmatch(piece.text) and "copy" not in found:
            found["copy"] = piece
        elif _CLASS.fullmatch(piece.text):
            found["class"] = piece
        elif _URGENCY.fullmatch(piece.text):
            found["urgency"] = piece
        elif _NUMBER.fullmatch(piece.text) and "number" not in found:
            found["number"] = piece
        else:
            return False
    return True


def recipients(lines: Sequence[Line], head: Head) -> tuple[Line, ...]:
    """The lines that begin flush left below the title, up to the first indented one."""
    taken = 0
    if head.title and lines and lines[0].box.x0 < _FLUSH:
        for line in lines[:_MOST_RECIPIENT_LINES]:
            if taken and line.box.x0 > _FLUSH:
                break
            taken += 1
            if line.text[-1] in "：:":
                break
    return tuple(lines[:taken])
