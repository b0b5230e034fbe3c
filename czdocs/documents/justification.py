"""Chinese justification: flush right edges by widening the gaps between Chinese characters.

WeasyPrint justifies a line by stretching its spaces only, so that Chinese text, which has none, ends up to one
character short of the edge. Two of its private functions are replaced here, which is why the version is checked first
(docs/decisions/0005-documents.md).
"""

import re
from typing import Any

from czdocs.errors import CzdocsError

__all__ = ["WEASYPRINT_VERSION", "expandable_gaps", "install_justification"]

# The series on which the replaced functions were read and the edges measured.
WEASYPRINT_VERSION = "70"

# A character after which a gap may open: Chinese characters and punctuation, also the quotation marks and dashes that
# Chinese shares with Latin; but not inside a two-part dash (——) or ellipsis (……), nor before a line's end.
_EXPANDABLE = re.compile(r"(?:(?![—…])[⺀-⿟　-〿㐀-鿿豈-﫿＀-｠\U00020000-\U0003ffff“”‘’]|—(?!—)|…(?!…))(?=.)", re.DOTALL)
_SPACE = re.compile("[ \N{NO-BREAK SPACE}]")


def expandable_gaps(text: str) -> tuple[int, ...]:
    """Indexes of the characters of one stretch of text after which a line may be widened, spaces not among them."""
    return tuple(match.start() for match in _EXPANDABLE.finditer(text))


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


def _count_gaps(box: Any) -> int:
    """Number of places at which the line or inline `box` can be widened."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        return len(expandable_gaps(box.text)) + len(_SPACE.findall(box.text))
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(_count_gaps(child) for child in box.children)
    return 0


def _with_gaps(original: Any) -> Any:
    """The method `Layout.set_text` that also gives each counted gap its share; `original` serves the spaces."""

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
    gaps = frozenset(expandable_gaps(layout.text))
    start = 0
    for index, character in enumerate(layout.text):
        end = start + len(character.encode())
        if index in gaps:
            attribute = pango.pango_attr_letter_spacing_new(spacing)
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_change(attributes, attribute)
        start = end
    pango.pango_layout_set_attributes(layout.layout, attributes)
