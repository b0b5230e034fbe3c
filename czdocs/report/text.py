"""Findings for people: place, code, message, the line with a caret, the article, what to do."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from czdocs.diagnostic import Diagnostic, Place, Severity

__all__ = ["caret_line", "display_width", "findings_text"]

_TAB_WIDTH = 4
_MAX_WIDTH = 100
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_JOINED_JAMO = frozenset(map(chr, range(0x1160, 0x1200)))  # vowels and finals, shown within the syllable before them
_WORD = re.compile(r"[^\s,:：\]}#]*")
_RELATED = "36"
_SEVERITIES = {Severity.ERROR: ("错误", "31"), Severity.WARNING: ("提示", "33")}


def findings_text(diagnostics: Iterable[Diagnostic], *, texts: Mapping[str, str], colour: bool = False) -> str:
    """The findings in the order given, each a block of lines; empty for none.

    `texts` gives the content of the files whose lines may be shown; for others only the place is named. The same
    words about several places of a file are said once, with all the lines; a basis and a remedy that were just said
    are not repeated, nor is a line that was just quoted.
    """
    blocks: list[str] = []
    before: Diagnostic | None = None
    lines, nothing = _Lines(texts), _Lines({})
    for first, *others in _gathered(diagnostics):
        again = before is not None and _advice(before) == _advice(first)
        quoted = before is not None and not first.related and _spot(before) == _spot(first)
        blocks.append(_block(first, others, nothing if quoted else lines, _Paint(on=colour), again=again))
        before = first
    return "\n".join(blocks)


def display_width(text: str) -> int:
    """The number of terminal columns that `text` takes: two for wide characters, none for combining ones."""
    return sum(_width(character) for character in text)


def caret_line(line: str, column: int) -> tuple[str, str]:
    """The line as it can be shown, cut around `column` (from 1) where it is long, and the line with the caret."""
    before, after = _cut(line, column)
    # An ellipsis is one column wide on most terminals, whatever its class says.
    return before + after, " " * display_width(before) + "^"


def _cut(line: str, column: int) -> tuple[str, str]:
    """What can be shown of `line` before and from `column` on, with an ellipsis where it is cut."""
    # A megabyte may stand in one line: only what can be shown is looked at.
    skipped = max(0, column - 1 - _MAX_WIDTH)
    before = _showable(line[skipped : column - 1])
    after = _showable(line[column - 1 : column - 1 + _MAX_WIDTH])
    start = 0
    while display_width(before[start:]) > _MAX_WIDTH - 20:
        start += 1
    room = _MAX_WIDTH - display_width(before[start:])
    end = 0
    while end < len(after) and display_width(after[: end + 1]) <= room:
        end += 1
    lead = "…" if skipped or start else ""
    tail = "…" if end < len(after) or len(line) > column - 1 + _MAX_WIDTH else ""
    return f"{lead}{before[start:]}", f"{after[:end]}{tail}"


def _showable(text: str) -> str:
    """`text` with tabs as blanks and with a sign for each character that could steer a terminal."""
    return "".join(c if _harmless(c) else "\ufffd" for c in text.replace("\t", " " * _TAB_WIDTH))


def _harmless(character: str) -> bool:
    """Whether a terminal only shows `character`; wide blanks count as shown."""
    return character.isprintable() or unicodedata.category(character) == "Zs"


class _Paint:
    """Colour where it is asked for."""

    def __init__(self, *, on: bool) -> None:
        self._on = on

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._on else text


class _Lines:
    """The lines of the files that may be shown, each file divided once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._divided: dict[str, list[str]] = {}

    def at(self, place: Place) -> str | None:
        """The line that `place` is in, None where its file may not be shown or has no such line."""
        if place.line == 0 or place.file not in self._texts:
            return None
        if place.file not in self._divided:
            self._divided[place.file] = _LINE_BREAK.split(self._texts[place.file])
        lines = self._divided[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else None


def _gathered(diagnostics: Iterable[Diagnostic]) -> Iterable[list[Diagnostic]]:
    """The findings with those together that say the same of further lines of the same file, in order of the first."""
    groups: dict[object, list[Diagnostic]] = {}
    for d in diagnostics:
        # A finding with related places, or about a file as a whole, says more than its words.
        alone = d.related or not d.place.line
        key = id(d) if alone else (d.place.file, d.code, d.message, *_advice(d))
        groups.setdefault(key, []).append(d)
    return groups.values()


def _spot(diagnostic: Diagnostic) -> tuple[str, int, int]:
    return diagnostic.place.file, diagnostic.place.line, diagnostic.place.column


def _advice(diagnostic: Diagnostic) -> tuple[str, str, str, str]:
    return diagnostic.place.file, diagnostic.code, diagnostic.article, diagnostic.remedy


def _block(first: Diagnostic, others: Sequence[Diagnostic], lines: _Lines, paint: _Paint, *, again: bool) -> str:
    """The lines about `first`; `others` say the same of other places, `again` that the last block advised the same."""
    word, style = _SEVERITIES[first.severity]
    place, message = _showable(str(first.place)), _showable(first.message)
    head = f"{paint(place, '1')} " if place else ""
    told = [f"{head}{paint(f'{word} {first.code}', style)} {message}", *_quote(first.place, lines, paint, style)]
    for role, where in first.related:
        same = where.file == first.place.file and where.line > 0
        told.append(f"    {role}：{f'第 {where.line} 行' if same else _showable(str(where))}")
        told += _quote(where, lines, paint, _RELATED)
    if others:
        told.append(f"    同样的问题还有 {len(others)} 处：第 {_line_numbers(d.place.line for d in others)} 行")
    if again:
        told.append("    怎样改：同上一条。")
    else:
        told += [f"    依据：《办法》{first.article}"] if first.article else []
        told.append(f"    怎样改：{_showable(first.remedy)}")
    return "\n".join(told) + "\n"


def _quote(place: Place, lines: _Lines, paint: _Paint, style: str) -> list[str]:
    """The line at `place` with a caret below it; nothing where it may not be shown."""
    source = lines.at(place)
    if source is None:
        return []
    before, after = _cut(source, place.column)
    # In colour the word itself is marked too, for terminals that count widths in another way.
    word = _WORD.match(after)
    marked = paint(word[0], f"{style};1") + after[word.end() :] if word and word[0] else after
    caret = " " * display_width(before) + "^"
    return [f"    {before}{marked}", f"    {paint(caret, style)}"]


def _line_numbers(numbers: Iterable[int]) -> str:
    """Line numbers, neighbours as a range: `4、7 至 9`; each once."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    pair = 2
    said = [f"{run[0]} 至 {run[-1]}" if len(run) > pair else "、".join(str(number) for number in run) for run in runs]
    return "、".join(said)


def _width(character: str) -> int:
    """Columns of one character, as terminals with UTF-8 count: signs of ambiguous width take one."""
    if character == "\u00ad" or unicodedata.category(character) in {"Mn", "Me", "Cf"} or character in _JOINED_JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
