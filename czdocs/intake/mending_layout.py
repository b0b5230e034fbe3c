"""Layout: indentation by tabs and wide blanks, lines out of line, and texts that need quotes, found by trying."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple

from czdocs.intake.mending_edits import Edit, Lines, applied
from czdocs.intake.mending_lines import BLANKS
from czdocs.intake.vocabulary import Vocabulary

__all__ = ["Judge", "Verdict", "indentation_edits", "quote_edits", "realignment_edits"]

_FIELD = re.compile(r"(?P<lead>\s*(?:-\s+)?)(?P<key>[^\s:#\[\]{}]{1,40})\s*:\s+(?P<value>\S.*)\Z")
_ITEM = re.compile(r"(?P<lead>\s*-\s+)(?P<value>\S.*)\Z")
_BLOCK = re.compile(r"(?:^|[:：\-]\s*)[|>][0-9+-]{0,2}\s*(?:#.*)?$")
_BEGINS = re.compile(r"[-－#＃]|[^\s:：#]{1,40}\s*[:：\t]")
_TRAILING = re.compile(r"\s+#.*\Z|\s+\Z")
_MAX_TRIALS = 14


class Verdict(NamedTuple):
    """How well a text can be read, the least the best: not at all (1), how far, and how many findings it has."""

    unread: int
    not_reached: int
    findings: int


Judge = Callable[[str], tuple[Verdict, Any]]
"""Says how well a text can be read, and what its data are then."""


def indentation_edits(lines: Lines, judge: Judge) -> list[Edit]:
    """The edits that indent with blanks alone, in the width that makes most sense of the whole; none where two do."""
    leads = dict(_odd_leads(lines))
    if not leads:
        return []
    tabs = (2, 4, 8, 0) if any("\t" in lead for lead in leads.values()) else (2,)
    wides = (2, 1) if any("\u3000" in lead for lead in leads.values()) else (2,)
    trials: list[tuple[Verdict, Any, list[Edit]]] = []
    for tab, wide in product(tabs, wides):
        edits = [_spaced(lines, number, lead, tab=tab, wide=wide) for number, lead in leads.items()]
        trials.append((*judge(applied(lines.text, edits)), edits))
    best = min(verdict for verdict, _, _ in trials)
    if best.unread:
        # Something else is wrong too: what can be read farthest, else two blanks a level, as in the blank form.
        return min(trials[: len(trials) - len(wides)] or trials, key=lambda trial: trial[0][:2])[2]
    likely = [(data, edits) for verdict, data, edits in trials if verdict == best]
    return likely[0][1] if all(data == likely[0][0] for data, _ in likely) else []


def _odd_leads(lines: Lines) -> Iterator[tuple[int, str]]:
    """The indentations that are not all blanks, by line; wide blanks at the beginning of a paragraph are text."""
    block: int | None = None
    for number, line in enumerate(lines.texts, 1):
        rest = line.lstrip(BLANKS)
        lead = line[: len(line) - len(rest)]
        plain = len(lead) - len(lead.lstrip(" "))
        if not rest:
            continue
        if block is not None and plain > block and "\t" not in lead:
            continue
        if "\t" in lead or (lead.strip(" ") and (not plain or _BEGINS.match(rest))):
            yield number, lead
            plain = len(lead) * 2
        if block is None or plain <= block:
            block = plain if _BLOCK.search(rest) else None


def _spaced(lines: Lines, number: int, lead: str, *, tab: int, wide: int) -> Edit:
    width = sum(tab if c == "\t" else wide if c == "\u3000" else 1 for c in lead)
    return lines.edit(number, (0, len(lead)), " " * width, "tab" if "\t" in lead else "wide-indent")


def quote_edits(lines: Lines, line: int, vocabulary: Vocabulary, judge: Judge) -> list[Edit]:
    """The edit that puts the text of `line` or the one before into quotes, where that makes it readable."""
    now, _ = judge(lines.text)
    for number in (line, line - 1):
        if not 1 <= number <= len(lines.texts):
            continue
        edit = _quoted(lines, number, vocabulary)
        if edit is not None and judge(applied(lines.text, [edit]))[0][:2] < now[:2]:
            return [edit]
    return []


def _quoted(lines: Lines, number: int, vocabulary: Vocabulary) -> Edit | None:
    text = lines.texts[number - 1]
    match = _FIELD.match(text)
    if match and not vocabulary.may_be(match["key"], "string"):
        match = None
    match = match or _ITEM.match(text)
    if not match:
        return None
    value = _TRAILING.sub("", match["value"])
    span = (match.start("value"), match.start("value") + len(value))
    if value[0] in "\"'" and value.count(value[0]) == 1:
        return lines.edit(number, (span[1], span[1]), value[0], "quotes")
    if value[0] in "\"'[{&!" or (value[0] == "*" and re.search(r"[:\-]\s+&\w", lines.text)):
        return None
    return lines.edit(number, span, json.dumps(value, ensure_ascii=False), "quote")


def realignment_edits(lines: Lines, line: int, judge: Judge) -> list[Edit]:
    """The edits that shift `line`, or the one before, with what is below it, to where alone it can be read."""
    now, _ = judge(lines.text)
    trials: list[tuple[Verdict, Any, list[Edit]]] = []
    widths = sorted({len(t) - len(t.lstrip(" ")) for t in lines.texts if t.strip()})
    for number in (line, line - 1):
        if not 1 <= number <= len(lines.texts) or not lines.texts[number - 1].strip():
            continue
        own = _width(lines, number)
        for width in [w for w in widths if w != own and abs(w - own) <= 2][:_MAX_TRIALS]:  # noqa: PLR2004  one level
            edits = list(_shifted(lines, number, width - own))
            trials.append((*judge(applied(lines.text, edits)), edits))
    better = [trial for trial in trials if trial[0][:2] < now[:2]]
    if not better:
        return []
    best = min(verdict for verdict, _, _ in better)
    likely = [(data, edits) for verdict, data, edits in better if verdict == best]
    return likely[0][1] if len(likely) == 1 or (not best.unread and all(d == likely[0][0] for d, _ in likely)) else []


def _width(lines: Lines, number: int) -> int:
    text = lines.texts[number - 1]
    return len(text) - len(text.lstrip(" "))


def _shifted(lines: Lines, first: int, by: int) -> Iterator[Edit]:
    own = _width(lines, first)
    for number in range(first, len(lines.texts) + 1):
        width = _width(lines, number)
        if number > first and lines.texts[number - 1].strip() and width <= own:
            return
        if lines.texts[number - 1].strip():
            yield lines.edit(number, (0, width), " " * max(0, width + by), "indent")
