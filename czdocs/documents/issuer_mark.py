"""The red issuer mark (发文机关标志) of an official document (GB/T 9704-2012, 7.2.4, 10.1-10.3)."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

__all__ = ["Mark"]

_TYPE_AREA = Decimal(156)
_JOINT_LARGEST = Decimal("10.6")  # 30 pt: five agencies and their recipients leave room for text on page 1
_SINGLE_LARGEST = Decimal(16)
_LETTER_LARGEST = Decimal(12)
_SINGLE_MARGIN = Decimal("0.5")  # a mark of one line stays off the edges of the type area, in characters
_GAP = Decimal("0.5")  # between names and 文件, in characters
_HALF_POINTS = Decimal(144) / Decimal("25.4")  # half points in a millimetre
_LINE = Decimal("1.25")  # from one name to the next, in characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The red issuer mark: one or more names and `word` (文件, 令, 纪要, or none) beside them, centred on their height.

    `largest` is the greatest size of its characters in millimetres, where it is not the usual one.
    """

    names: tuple[str, ...]
    word: str = "文件"
    largest: Decimal | None = None

    @property
    def is_joint(self) -> bool:
        """Whether several names stand one below the other."""
        return len(self.names) > 1

    @property
    def text(self) -> str:
        """The names and the word in a line."""
        return "、".join(self.names) + self.word

    @property
    def characters(self) -> int:
        """Length of the longest name; the others are spread to it."""
        return max(len(name) for name in self.names)

    @property
    def width(self) -> Decimal:
        """Width of the whole in characters."""
        gap = _GAP if self.is_joint and self.word else Decimal(0)
        return self.characters + len(self.word) + gap

    @property
    def height(self) -> Decimal:
        """Height of the whole in characters."""
        return len(self.names) * _LINE

    @property
    def word_rise(self) -> Decimal:
        """How far its word begins above the lower edge of the names, in characters, to stand on their middle."""
        return (self.height + _LINE) / 2

    @property
    def usual_size(self) -> Decimal:
        """Size of a character in millimetres, so that names and word fit the type area."""
        if self.is_joint:
            return _down(min(_JOINT_LARGEST, _TYPE_AREA / self.width))
        return _down(min(_SINGLE_LARGEST, _TYPE_AREA / (self.width + _SINGLE_MARGIN)))

    @property
    def size(self) -> Decimal:
        """Size of a character in millimetres, as it is set."""
        return self.usual_size if self.largest is None else min(self.largest, self.usual_size)

    @property
    def letter_half_points(self) -> int:
        """`letter_size` as Word counts it, in half points."""
        return int(self.letter_size * _HALF_POINTS)

    @property
    def letter_size(self) -> Decimal:
        """Size of a character of a letter's mark (the lead agency's name alone) in millimetres; 12 for most names."""
        return _down(min(_LETTER_LARGEST, _TYPE_AREA / len(self.names[0])))


def _down(size: Decimal) -> Decimal:
    return size.quantize(Decimal("0.01"), ROUND_DOWN)
