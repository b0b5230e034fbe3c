"""Breaking of lines: as WeasyPrint does it, with compressed marks as narrow as they are drawn, and at better places.

Where a line ends is still Pango's choice among the breaks of Unicode, so that no line begins with a closing mark or
ends with an opening one. It is asked again, with more room, where marks make the line shorter, and with less text,
where it would divide a number from its unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from czdocs.documents.justification.marks import (
    HALF,
    code_breaks,
    is_bad_break,
    may_hang,
    quote_breaks,
    squeezable,
    widening,
)
from czdocs.documents.justification.spacing import WIDEST_GAP, compressed_by

__all__ = ["install_breaking"]

_SQUEEZED = 0.25  # what a mark within a line may lose, in em
_LOOSE = 0.1  # from this widening of a gap on, in em, a line is squeezed if that lets more text in
_LOOKAHEAD = 24  # characters after a line that may be drawn into it
_LOOKBACK = 12  # characters before a bad break among which a better one is sought


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """What a line of text is set in: all but the text that `split_first_line` takes."""

    original: Any
    style: Any
    context: Any
    width: float
    options: dict[str, Any]

    def split(self, text: str, width: float) -> "_Line":
        """The first line of `text` in `width`."""
        return _Line(self.original(text, self.style, self.context, width, 0, **self.options), text, self.size)

    @property
    def size(self) -> float:
        size: float = self.style["font_size"]
        return size


class _Line:
    """The first line of a text: what `split_first_line` found, and how wide it is with its marks compressed."""

    def __init__(self, found: tuple[Any, ...], text: str, size: float) -> None:
        self.found, self.source = found, text
        self.text: str = found[0].text
        self.resume: int | None = found[2]
        self.width: float = found[3] - compressed_by(self.text, size)

    @property
    def rest(self) -> str:
        """What is left for the next lines."""
        return "" if self.resume is None else self.source.encode()[self.resume :].decode()

    def result(self, *, resume: int | None = None, width: float | None = None) -> tuple[Any, ...]:
        """What `split_first_line` gives for this line."""
        layout, length, _, _, height, baseline = self.found
        return (
            layout,
            length,
            self.resume if resume is None else resume,
            self.width if width is None else width,
            height,
            baseline,
        )


def install_breaking() -> None:
    """Replaces the function of WeasyPrint that finds the end of a line, once a process."""
    from weasyprint.layout import inline, preferred

    if inline.split_first_line.__module__ != __name__:
        inline.split_first_line = preferred.split_first_line = _with_marks(inline.split_first_line)


def _with_marks(original: Any) -> Any:
    """The function `split_first_line` for Chinese text; `original` serves all other."""

    def split_first_line(  # noqa: PLR0913, PLR0917  # its signature
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002
        minimum: bool = False,  # noqa: FBT001, FBT002
    ) -> tuple[Any, ...]:
        options = {"is_line_start": is_line_start, "minimum": minimum}
        found = original(text, style, context, max_width, justification_spacing, **options)
        line = _Line(found, text, style["font_size"])
        wraps = max_width not in {None, inf} and style["white_space"] in {"normal", "pre-line", "pre-wrap"}
        if not wraps or line.resume is None or minimum or (max_width or 0) <= 2 * style["font_size"]:
            return line.result()
        room = _Room(original=original, style=style, context=context, width=max_width or 0, options=options)
        return _better(line, room)

    return split_first_line


def _better(line: _Line, room: _Room) -> tuple[Any, ...]:
    """The line with what compressed marks let in, without a bad break, and if it is too loose, squeezed or cut."""
    line = _filled(line, room)
    if line.resume is None or line.width > room.width or line.source.encode()[line.resume - 1 : line.resume] == b"\n":
        return line.result()
    line = _later(line, room, quote_breaks(line.rest[: int((room.width - line.width) / room.size * 2) + 2])) or line
    if is_bad_break(line.text, line.rest):
        line = _earlier(line, room) or line
    if _looseness(line, room) <= _LOOSE:
        return line.result()
    if squeezed := _squeezed(line, room):
        return squeezed
    if _looseness(line, room) > WIDEST_GAP:
        line = _later(line, room, code_breaks(line.rest)) or line
    return line.result()


def _filled(line: _Line, room: _Room) -> _Line:
    """The line with as much text as its compressed marks let in."""
    reach = line.text + line.rest[:2]
    for _ in range(2):
        gained = compressed_by(reach, room.size)
        if not gained:
            break
        longer = room.split(line.source, room.width + gained)
        if longer.width <= room.width:
            return longer
        reach = line.text
    return line


def _earlier(line: _Line, room: _Room) -> _Line | None:
    """The line ended at the last break that is not bad; None where it would be too loose."""
    from weasyprint.text.line_break import get_log_attrs

    text = line.text + line.rest[:1]
    breaks = get_log_attrs(text, room.style["lang"])
    for place in range(len(line.text) - 1, max(0, len(line.text) - _LOOKBACK), -1):
        if breaks[place].is_line_break and not is_bad_break(text[:place], text[place:]):
            shorter = _cut(line.source, place, room)
            return shorter if _looseness(shorter, room) <= WIDEST_GAP else None
    return None


def _cut(source: str, place: int, room: _Room) -> _Line:
    """The line of the first `place` characters of `source`."""
    line = room.split(source[:place], room.width + compressed_by(source[:place], room.size))
    line.source, line.resume = source, len(source[:place].encode())
    return line


def _looseness(line: _Line, room: _Room) -> float:
    """By how much each gap of the line must be widened, in em."""
    count = widening(line.text.rstrip(" "))
    return (room.width - line.width) / count / room.size if count else 0


def _squeezed(line: _Line, room: _Room) -> tuple[Any, ...] | None:
    """The line with the next word drawn into it, if its marks can be narrowed so far."""
    marks = len(squeezable(line.text + line.rest[:_LOOKAHEAD]))
    longer = room.split(line.source, room.width + (marks * _SQUEEZED + HALF) * room.size + line.found[3] - line.width)
    hangs = may_hang(longer.text) and longer.resume is not None and _looseness(line, room) > WIDEST_GAP
    hung = HALF * room.size if hangs else 0
    places = squeezable(longer.text)
    excess = longer.width - room.width - hung
    if len(longer.text) <= len(line.text) or excess > len(places) * _SQUEEZED * room.size or "\n" in longer.text:
        return None
    if is_bad_break(longer.text, longer.rest):
        return None
    if excess > 0:
        longer.found[0].squeeze = (places, excess / len(places))
    return longer.result(width=min(longer.width, room.width))


def _later(line: _Line, room: _Room, places: Sequence[int]) -> _Line | None:
    """The line with as much of its rest as fits, ended at one of `places` of the rest; None where none fits."""
    for place in reversed(places):
        taken = len(line.source) - len(line.rest) + place
        longer = _cut(line.source, taken, room)
        if len(longer.text) == taken and longer.width <= room.width:
            return longer
    return None
