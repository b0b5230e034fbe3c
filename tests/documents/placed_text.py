"""Documents set word by word, as no template of ours would: every text at its own place on the sheet."""

from dataclasses import dataclass

from directory_data import fonts

from czdocs.documents.pdf import render_pdf

__all__ = ["Placed", "placed_pdf"]

_WIDTH = 25.4 / 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A text with the left end of its line, or the right end or the middle, and the top of its em box, in mm."""

    text: str
    top: float
    left: float | None = None
    right: float | None = None
    centre: float | None = None
    size: float = 16
    face: str = "fang"
    colour: str = "black"


def placed_pdf(*texts: Placed, css: str = "", more: str = "") -> bytes:
    """One sheet with `texts`; `more` is further HTML."""
    lines = "".join(_html(text) for text in texts)
    style = f"@page {{ size: 210mm 297mm; margin: 0 }} body {{ margin: 0 }} {css}"
    style += "div { position: absolute; white-space: nowrap; letter-spacing: 0 }"
    head = f"<head><title>t</title><style>{style}</style></head>"
    html = f"<!DOCTYPE html><html lang='zh-CN'>{head}<body>{lines}{more}</body></html>"
    return render_pdf(html, document="试样", fonts=fonts())


def _html(text: Placed) -> str:
    if text.left is not None:
        place = f"left: {text.left}mm"
    elif text.right is not None:
        place = f"right: {210 - text.right}mm"
    else:
        place = f"left: 0; width: {2 * (text.centre or 105)}mm; text-align: center"
    return (
        f"<div style='{place}; top: {text.top}mm; font: {text.size}pt/1 var(--{text.face}); color: {text.colour}'>"
        f"{text.text}</div>"
    )
