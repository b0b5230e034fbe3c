"""Repair of CID-keyed fonts: glyph identifiers that PDF/A checkers understand.

The Noto CJK fonts name their glyphs by Adobe-GB1-like CIDs that differ from the glyph index. WeasyPrint writes glyph
indices under Identity-H, where a PDF/A checker looks CIDs up and finds `.notdef`. With CID equal to glyph index both
readings agree. Only the charset of the `CFF ` table changes; outlines, metrics and the character map stay as they are.
"""

from collections.abc import Iterable
from io import BytesIO

from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

__all__ = ["has_identity_cids", "repair_faults", "with_identity_cids"]


def _open(data: bytes) -> TTFont:
    """The font in `data`; what is not touched is saved byte for byte."""
    return TTFont(BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)


def _identity_order(count: int) -> list[str]:
    """Glyph names under which every CID is the glyph's index."""
    return [".notdef", *(f"cid{index:05d}" for index in range(1, count))]


def has_identity_cids(data: bytes) -> bool:
    """Whether every glyph's CID is its index."""
    charset = list(_open(data)["CFF "].cff.topDictIndex[0].charset)
    return charset == _identity_order(len(charset))


def with_identity_cids(data: bytes) -> bytes:
    """The CID-keyed OpenType font `data` with every CID equal to its glyph's index; same input, same bytes.

    The digital signature, which no longer holds, is dropped.
    """
    font = _open(data)
    top = font["CFF "].cff.topDictIndex[0]
    old = list(top.charset)
    new = _identity_order(len(old))
    glyphs = top.CharStrings
    glyphs.charStrings = {name: glyphs.charStrings[was] for was, name in zip(old, new, strict=True)}
    top.charset = new
    top.CIDCount = len(new)
    font.setGlyphOrder(new)
    if "DSIG" in font:
        del font["DSIG"]
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def repair_faults(before: bytes, after: bytes, sample: Iterable[str]) -> tuple[str, ...]:
    """What the repair broke, in English, empty when nothing: number of glyphs, charset, programs, sampled outlines.

    `sample` are characters whose drawn outlines are compared; those the font lacks must be lacking in both.
    """
    old, new = _open(before), _open(after)
    old_top, new_top = old["CFF "].cff.topDictIndex[0], new["CFF "].cff.topDictIndex[0]
    old_index, new_index = old_top.CharStrings.charStringsIndex, new_top.CharStrings.charStringsIndex
    faults = []
    if not len(old_index) == len(new_index) == old["maxp"].numGlyphs == new["maxp"].numGlyphs:
        return (f"number of glyphs: {len(old_index)} before, {len(new_index)} after",)
    if not has_identity_cids(after):
        faults.append("charset: not the identity")
    if any(old_index[i].bytecode != new_index[i].bytecode for i in range(len(old_index))):
        faults.append("glyph programs differ")
    if list(old_top.FDSelect) != list(new_top.FDSelect):
        faults.append("font dictionaries of glyphs differ")
    drawn_differently = "".join(c for c in sample if _outline(old, c) != _outline(new, c))
    if drawn_differently:
        faults.append(f"outlines differ: {drawn_differently}")
    return tuple(faults)


def _outline(font: TTFont, character: str) -> tuple[object, ...]:
    """What `font` draws for `character`, with its advance width; empty where it has no glyph."""
    name = (font.getBestCmap() or {}).get(ord(character))
    if name is None:
        return ()
    glyphs = font.getGlyphSet()
    pen = RecordingPen()
    glyphs[name].draw(pen)
    return (glyphs[name].width, *pen.value)
