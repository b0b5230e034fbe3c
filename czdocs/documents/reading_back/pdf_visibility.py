"""Which glyphs of a page can be seen: on the sheet, inside the clip, in a colour of their own, nothing over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from czdocs.documents.reading_back.geometry import Box
from czdocs.documents.reading_back.pdf_drawing import Area, Drawing, Run

__all__ = ["Piece", "seen"]

_SLACK = 0.5  # points: what rounding may put outside
_CONTRAST = 0.1  # the least difference of one colour, from 0 to 1
_FAINTEST = 0.2  # the least opacity
_SMALLEST = 2.0  # points: the least size of letters
_WHITE = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Glyphs of one run that are all seen, or all unseen for `reason`."""

    run: Run
    text: str
    reason: str


def seen(drawing: Drawing, sheet: Box) -> Iterator[Piece]:
    """The runs of `drawing` in the order of drawing, divided where only some of a run can be seen."""
    for run in drawing.runs:
        whole = _whole_reason(run)
        if whole:
            yield Piece(run=run, text="".join(run.glyphs), reason=whole)
            continue
        near = [area for area in drawing.areas if _touches(area.box, run.box)]
        if not near and _inside(run.box, sheet) and _inside(run.box, run.clip):
            reason = _colour_reason(run, _WHITE)
            yield Piece(run=run, text="".join(run.glyphs), reason=reason)
            continue
        yield from _divided(run, near, sheet)


def _whole_reason(run: Run) -> str:
    if run.invisible:
        return "不显示的文字"
    if run.alpha < _FAINTEST:
        return "几乎透明的文字"
    if run.size < _SMALLEST:
        return "小得看不见的文字"
    return ""


def _divided(run: Run, near: Sequence[Area], sheet: Box) -> Iterator[Piece]:
    """The parts of `run`, each of glyphs with the same reason."""
    start, before = 0, None
    for index in range(len(run.glyphs)):
        reason = _glyph_reason(run, index, near, sheet)
        if before is not None and reason != before:
            yield Piece(run=run, text="".join(run.glyphs[start:index]), reason=before)
            start = index
        before = reason
    yield Piece(run=run, text="".join(run.glyphs[start:]), reason=before or "")


def _glyph_reason(run: Run, index: int, near: Sequence[Area], sheet: Box) -> str:
    along = sum(run.edges[index]) / 2
    across = (run.box[1] + run.box[3]) / 2 if run.upright else (run.box[0] + run.box[2]) / 2
    x, y = (along, across) if run.upright else (across, along)
    if not _covers(sheet, x, y):
        return "页面以外的文字"
    if not _covers(run.clip, x, y):
        return "被裁去的文字"
    under: tuple[float, ...] | None = _WHITE
    for area in near:
        if not area.solid or not _covers(area.box, x, y):
            continue
        if area.order > run.order:
            return "被遮住的文字"
        under = area.colour
    return _colour_reason(run, under)


def _colour_reason(run: Run, under: tuple[float, ...] | None) -> str:
    if run.colour is None or under is None:
        return ""
    if max(abs(one - other) for one, other in zip(run.colour, under, strict=True)) >= _CONTRAST:
        return ""
    return "与底色相同的文字"


def _covers(box: Box, x: float, y: float) -> bool:
    return box[0] - _SLACK <= x <= box[2] + _SLACK and box[1] - _SLACK <= y <= box[3] + _SLACK


def _inside(box: Box, other: Box) -> bool:
    return (
        box[0] >= other[0] - _SLACK
        and box[1] >= other[1] - _SLACK
        and box[2] <= other[2] + _SLACK
        and box[3] <= other[3] + _SLACK
    )


def _touches(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
