"""Chinese justification: flush right edges by widening the gaps between Chinese characters.

WeasyPrint justifies a line by stretching its spaces only, so that Chinese text, which has none, ends up to one
character short of the edge. Two of its private functions are replaced here, which is why the version is checked first
(docs/decisions/0005-documents.md).
"""

import re
from itertools import pairwise
from typing import Any

from czdocs.errors import CzdocsError

__all__ = ["WEASYPRINT_VERSION", "install_justification", "is_expandable", "widening"]

# The series on which the replaced functions were read and the edges measured.
WEASYPRINT_VERSION = "70"

# Chinese characters and punctuation, also the quotation marks that Chinese shares with Latin; but not the halves of a
# dash (——) or an ellipsis (……), which must not come apart.
_EXPANDABLE = re.compile("[⺀-⿟\u3000-〿㐀-鿿豈-﫿＀-｠\U00020000-\U0003ffff“”‘’]")
_SPACE = re.compile("[ \N{NO-BREAK SPACE}]")


def is_expandable(character: str) -> bool:
    """Whether room may be added on both sides of `character`."""
    return _EXPANDABLE.match(character) is not None


def widening(text: str) -> float:
    """How often the same added space fits into one stretch of text.

    Pango adds half of a character's spacing on either side of it and none at the ends of a stretch: a gap between two
    Chinese characters counts one, between a Chinese character and a letter one half. A space counts one.
    """
    halves = sum(is_expandable(left) + is_expandable(right) for left, right in pairwise(text))
    return halves / 2 + len(_SPACE.findall(text))


def install_justification() -> None:
    """Makes this process's WeasyPrint justify Chinese; a second call does nothing.

    Raises:
        CzdocsError: CZ4105 if the installed version is not the one this was written for.
    """
    import weasyprint
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    if weasyprint.VERSION.split(".")[0] != WEASYPRINT_VERSION:
        raise CzdocsError("CZ4105", expected=f"{WEASYPRINT_VERSION}.x", actual=weasyprint.VERSION)
    if inline.count_expandable_spaces is not _count_gaps:
        inline.count_expandable_spaces = _count_gaps
        line_break.Layout.set_text = _with_gaps(line_break.Layout.set_text)


def _count_gaps(box: Any) -> float:
    """How often the same added space fits into the line or inline `box`."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        return widening(box.text)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(_count_gaps(child) for child in box.children)
    return 0


def _with_gaps(original: Any) -> Any:
    """The method `Layout.set_text` that also widens the gaps between characters; `original` serves the spaces."""

    def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002  # its signature
        original(layout, text, justify)
        if justify and layout.justification_spacing:
            _widen(layout)

    return set_text


def _widen(layout: Any) -> None:
    """Adds Pango letter spacing after every expandable character of the text of `layout`."""
    from weasyprint.text.line_break import TO_UNITS, ffi, pango

    normal = layout.style["letter_spacing"]
    spacing = int(((0 if normal == "normal" else normal) + layout.justification_spacing) * TO_UNITS)
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    start = 0
    for character in layout.text:
        end = start + len(character.encode())
        if is_expandable(character):
            attribute = pango.pango_attr_letter_spacing_new(spacing)
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_change(attributes, attribute)
        start = end
    pango.pango_layout_set_attributes(layout.layout, attributes)
