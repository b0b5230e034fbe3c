"""A font of a PDF: what text each of its glyphs stands for, and how wide it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["MISSING", "PdfFont", "read_font"]

MISSING = "\ufffd"
"""What is read where a glyph is drawn that stands for nothing: an empty box, or one without a text."""

_RANGES = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)
_TEXT = re.compile(rb"<([0-9A-Fa-f]*)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFont:
    """Texts and widths (thousandths of the size) by glyph; a code has two bytes where `wide`."""

    texts: Mapping[int, str]
    widths: Mapping[int, float]
    usual_width: float
    wide: bool

    def glyphs(self, codes: bytes) -> Iterator[tuple[str, float]]:
        """Text and width of each glyph that `codes` draw."""
        texts, widths, usual = self.texts, self.widths, self.usual_width
        if self.wide:
            numbers = [codes[i] << 8 | codes[i + 1] for i in range(0, len(codes) - 1, 2)]
            # Glyph 0 is .notdef, the empty box, whatever text the file gives it.
            return ((texts.get(n, MISSING) if n else MISSING, widths.get(n, usual)) for n in numbers)
        return ((texts.get(n, chr(n)), widths.get(n, usual)) for n in codes)


def read_font(font: Any) -> PdfFont:
    """The font that a pypdf dictionary describes."""
    texts = _texts(font["/ToUnicode"].get_object().get_data()) if "/ToUnicode" in font else {}
    if font.get("/Subtype") != "/Type0":
        first = int(font.get("/FirstChar", 0))
        widths = {first + n: float(width) for n, width in enumerate(font.get("/Widths", ()))}
        return PdfFont(texts=texts, widths=widths, usual_width=500, wide=False)
    descendant = font["/DescendantFonts"][0].get_object()
    return PdfFont(
        texts=texts,
        widths=dict(_widths(list(descendant.get("/W", ())))),
        usual_width=float(descendant.get("/DW", 1000)),
        wide=True,
    )


def _texts(table: bytes) -> dict[int, str]:
    """The ToUnicode table."""
    found: dict[int, str] = {}
    for kind, body in _RANGES.findall(table):
        if kind == b"char":
            found |= {int(code, 16): _text(text) for code, text in _PAIR.findall(body)}
            continue
        for first, last, text, several in _TRIPLE.findall(body):
            start, end = int(first, 16), int(last, 16)
            if text:
                base = _text(text)
                found |= {start + n: base[:-1] + chr(ord(base[-1]) + n) for n in range(end - start + 1)}
            else:
                found |= {start + n: _text(one) for n, one in enumerate(_TEXT.findall(several))}
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


def _widths(items: list[Any]) -> Iterator[tuple[int, float]]:
    """The /W array: `first [w w w]` or `first last w`."""
    index = 0
    while index < len(items) - 1:
        first, second = int(items[index]), items[index + 1].get_object()
        if isinstance(second, list):
            yield from ((first + n, float(width)) for n, width in enumerate(second))
            index += 2
        else:
            width = float(items[index + 2])
            yield from ((code, width) for code in range(first, int(second) + 1))
            index += 3
