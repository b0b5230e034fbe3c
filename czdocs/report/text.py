"""Findings for people: place, code, message, the line with a caret, the article, what to do."""

import unicodedata
from collections.abc import Iterable, Mapping

from czdocs.diagnostic import Diagnostic, Severity

__all__ = ["caret_line", "display_width", "findings_text"]

_TAB_WIDTH = 4
_MAX_WIDTH = 100
_SEVERITIES = {Severity.ERROR: ("错误", "31"), Severity.WARNING: ("提示", "33")}


def findings_text(diagnostics: Iterable[Diagnostic], *, texts: Mapping[str, str], colour: bool = False) -> str:
    """The findings in the order given, each a block of lines; empty for none.

    `texts` gives the content of the files whose lines may be shown; for others only the place is named.
    """
    return "\n".join(_block(d, texts, _Paint(on=colour)) for d in diagnostics)


def display_width(text: str) -> int:
    """The number of terminal columns that `text` takes: two for wide characters, none for combining ones."""
    return sum(_width(character) for character in text)


def caret_line(line: str, column: int) -> tuple[str, str]:
    """The line as it can be shown, cut around `column` (from 1) where it is long, and the line with the caret."""
    # A megabyte may stand in one line: only what can be shown is looked at.
    skipped = max(0, column - 1 - _MAX_WIDTH)
    before = _showable(line[skipped : column - 1])
    after = _showable(line[column - 1 : column - 1 + _MAX_WIDTH])
    start = 0
    while display_width(before[start:]) > _MAX_WIDTH - 20:
        start += 1
    shown = before + after
    lead = "…" if skipped or start else ""
    end = start
    while end < len(shown) and display_width(shown[start : end + 1]) <= _MAX_WIDTH:
        end += 1
    tail = "…" if end < len(shown) or len(line) > column - 1 + _MAX_WIDTH else ""
    # An ellipsis is one column wide on most terminals, whatever its class says.
    return f"{lead}{shown[start:end]}{tail}", " " * (display_width(before[start:]) + len(lead)) + "^"


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


def _block(diagnostic: Diagnostic, texts: Mapping[str, str], paint: _Paint) -> str:
    word, style = _SEVERITIES[diagnostic.severity]
    place, message = _showable(str(diagnostic.place)), _showable(diagnostic.message)
    head = f"{paint(place, '1')} " if place else ""
    lines = [f"{head}{paint(f'{word} {diagnostic.code}', style)} {message}"]
    source = _source_line(diagnostic, texts)
    if source is not None:
        shown, caret = caret_line(source, diagnostic.place.column)
        lines += [f"    {shown}", f"    {paint(caret, style)}"]
    lines += [f"    {role}：{_showable(str(where))}" for role, where in diagnostic.related]
    if diagnostic.article:
        lines.append(f"    依据：《办法》{diagnostic.article}")
    lines.append(f"    怎样改：{_showable(diagnostic.remedy)}")
    return "\n".join(lines) + "\n"


def _source_line(diagnostic: Diagnostic, texts: Mapping[str, str]) -> str | None:
    """The line that the finding is about, None where its file may not be shown or has no such line."""
    text = texts.get(diagnostic.place.file)
    if text is None or diagnostic.place.line == 0:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[diagnostic.place.line - 1] if diagnostic.place.line <= len(lines) else None


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
