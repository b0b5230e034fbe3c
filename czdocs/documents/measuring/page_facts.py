"""What a finished PDF shows: glyphs, rules, sheets, red ink; in millimetres from the sheet's upper left corner."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["DPI", "MM", "Box", "Colour", "Glyph", "PageFacts", "PdfFacts", "RedInk", "Rule", "is_black", "is_red"]

MM = 25.4 / 72
"""Millimetres in a point."""
DPI = 300
"""Resolution at which ink is looked at."""

Colour = tuple[int, int, int]
_RED_LEAST, _OTHERS_MOST = 180, 80  # the mask for red ink
_BLACK_MOST = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in millimetres; y grows downwards."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def centre(self) -> float:
        """Where its middle stands from the left edge."""
        return (self.x0 + self.x1) / 2

    @property
    def middle(self) -> float:
        """Where its middle stands from the upper edge."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One character as printed.

    `box` is its em box: from the pen's position to the next, 0.88 em above the base line to 0.12 below it, whatever
    the font says of itself. `ink` is the box of its outline, None for blanks. `size` is in points as printed.
    `turned` glyphs do not stand upright on the page.
    """

    text: str
    box: Box
    ink: Box | None
    baseline: float
    font: str
    embedded: bool
    size: float
    colour: Colour
    turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One straight stroke or thin filled rectangle, `box` with its thickness."""

    box: Box
    colour: Colour

    @property
    def level(self) -> bool:
        """Whether it lies rather than stands."""
        return self.box.x1 - self.box.x0 >= self.box.bottom - self.box.top

    @property
    def length(self) -> float:
        """Its longer side."""
        return max(self.box.x1 - self.box.x0, self.box.bottom - self.box.top)

    @property
    def thickness(self) -> float:
        """Its shorter side."""
        return min(self.box.x1 - self.box.x0, self.box.bottom - self.box.top)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedInk:
    """The red of a page as it prints: a mask at `DPI`, white where red."""

    mask: "Image" = field(repr=False)

    def within(self, box: Box) -> Box | None:
        """The extent of red ink inside `box`; None where there is none."""
        scale = DPI / 25.4
        left, top = max(round(box.x0 * scale), 0), max(round(box.top * scale), 0)
        right, bottom = min(round(box.x1 * scale), self.mask.width), min(round(box.bottom * scale), self.mask.height)
        if left >= right or top >= bottom:
            return None
        found = self.mask.crop((left, top, right, bottom)).getbbox()
        if found is None:
            return None
        return Box(
            x0=(left + found[0]) / scale,
            top=(top + found[1]) / scale,
            x1=(left + found[2]) / scale,
            bottom=(top + found[3]) / scale,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """One page as shown: its size, glyphs in reading order of the file, rules, number of pictures.

    `red` is None for pages that were not looked at as a picture.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: int = 0
    red: RedInk | None = None

    @property
    def landscape(self) -> bool:
        """Whether the page is shown broader than high."""
        return self.width > self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """All pages."""

    pages: tuple[PageFacts, ...]

    @property
    def has_text(self) -> bool:
        """Whether any page has a text layer."""
        return any(glyph.text.strip() for page in self.pages for glyph in page.glyphs)


def is_red(colour: Colour) -> bool:
    """Whether `colour` is the red of marks and rules."""
    return colour[0] > _RED_LEAST and max(colour[1:]) < _OTHERS_MOST


def is_black(colour: Colour) -> bool:
    """Whether `colour` prints as black."""
    return max(colour) <= _BLACK_MOST
