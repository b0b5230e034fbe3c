"""Spacing of a line: room between Chinese characters, compressed marks, drawn by the widths of the glyphs themselves.

Pango spreads letter spacing over both sides of a character, which cannot take the empty half of one mark away. So the
widths of the finished glyphs are changed, at the only place where a line is laid out for drawing; text and characters
stay as they are.
"""

from collections.abc import Iterator
from typing import Any

from czdocs.documents.justification.marks import HALF, compression, gaps, is_expandable, widening

__all__ = ["WIDEST_GAP", "compressed_by", "install_spacing"]

WIDEST_GAP = 0.25
"""The most by which a gap is widened, in em (JLREQ 3.8.4): a line that needed more stays ragged."""


def install_spacing() -> None:
    """Replaces the justification of WeasyPrint and extends the drawing of its lines, once a process."""
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    if inline.count_expandable_spaces is not _count_gaps:
        inline.count_expandable_spaces = _count_gaps
        inline.justify_line = _justify
        Layout.set_text = _with_spacing(Layout.set_text)


def compressed_by(text: str, font_size: float) -> float:
    """By how much the marks of `text` that stand side by side make it narrower, in the unit of `font_size`."""
    return len(compression(text)) * HALF * font_size


def _justify(context: Any, line: Any, extra_width: float) -> None:
    """Widens the gaps of `line` by `extra_width` together, unless too much for each; spread names have no limit."""
    from weasyprint.layout.inline import add_word_spacing

    leaves = tuple(_leaves(line))
    for box, following in zip(leaves, (*leaves[1:], None), strict=True):
        box.gap_after = following is not None and _meet(box.text, following.text)
    count = _count_gaps(line)
    if not count:
        return
    spacing = extra_width / count
    if spacing > WIDEST_GAP * line.style["font_size"] and line.style["text_align_last"] != "justify":
        return
    add_word_spacing(context, line, spacing, 0)
    for box in leaves:
        box.pango_layout.gap_after = box.gap_after


def _leaves(box: Any) -> Iterator[Any]:
    """The stretches of text of the line or inline `box`, in their order."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        if box.text:
            yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _leaves(child)


def _meet(left: str, right: str) -> bool:
    """Whether room may be added between two stretches of text."""
    return (left[-1] not in " \N{NO-BREAK SPACE}" and right[0] != " ") and (
        is_expandable(left[-1]) or is_expandable(right[0])
    )


def _count_gaps(box: Any) -> int:
    """How often the same added space fits into the line or inline `box`."""
    return sum(widening(leaf.text) + getattr(leaf, "gap_after", False) for leaf in _leaves(box))


def _with_spacing(original: Any) -> Any:
    """The method `Layout.set_text` that also compresses marks and widens gaps where a line is laid out for drawing."""

    def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002  # its signature
        if not justify:
            original(layout, text)
            return
        # Spaces are widened with the rest below.
        spacing, layout.justification_spacing = layout.justification_spacing, 0
        original(layout, text, justify)
        layout.justification_spacing = spacing
        changes = _changes(layout, spacing)
        if changes:
            _change_widths(layout, changes)

    return set_text


def _changes(layout: Any, spacing: float) -> dict[int, float]:
    """What is added to the width of each character of `layout`, by its number, in pixels."""
    text, size = layout.text, layout.style["font_size"]
    changes = dict.fromkeys(gaps(text), spacing) if spacing else {}
    if spacing and getattr(layout, "gap_after", False):
        changes[len(text) - 1] = spacing
    for place in compression(text):
        changes[place] = changes.get(place, 0) - HALF * size
    places, amount = getattr(layout, "squeeze", ((), 0))
    for place in places:
        changes[place] = changes.get(place, 0) - amount
    return changes


def _change_widths(layout: Any, changes: dict[int, float]) -> None:
    """Adds `changes` to the widths of the glyphs of the line of `layout`."""
    from weasyprint.text.ffi import TO_UNITS, ffi, pango

    # WeasyPrint sets this mode when it draws; a change of it later would lay the line out anew.
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003  # a C function
    by_byte, start = {}, 0
    for number, character in enumerate(layout.text):
        if number in changes:
            by_byte[start] = changes[number]
        start += len(character.encode())
    line, _ = layout.get_first_line()
    run = line.runs
    while run != ffi.NULL:
        item = ffi.cast("PangoGlyphItem *", run.data)
        offset, clusters = item.item.offset, item.glyphs.log_clusters
        glyphs, count = item.glyphs.glyphs, item.glyphs.num_glyphs
        for n in range(count):
            if n + 1 < count and clusters[n + 1] == clusters[n]:
                continue
            change = by_byte.get(offset + clusters[n])
            if change:
                glyphs[n].geometry.width += round(change * TO_UNITS)
        run = run.next
