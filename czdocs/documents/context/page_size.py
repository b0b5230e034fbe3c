"""Type size of a product page: the largest in which all that the product says fits one page.

The heights follow `templates/directory/directory.css`; the unit is a tenth of a point.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from czdocs.documents.title import text_width

__all__ = ["TypeSize", "type_size"]

_PAGE = 7000  # 249 mm between head and foot, less a reserve of 2 mm
_WIDTH = 4818  # 170 mm
_NAME_WIDTH, _NAME_SIZE, _NAME_LINE = 4080, 200, 270
_HEAD, _HEAD_LEAST = 190, 624
_HEAD_GAP = 142 + 85  # under the head, above the standards
_PICTURE = 1800
_FACT_WIDTH = 1610


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSize:
    """A size as the style sheet names it, with the heights it gives: of a line, a heading, a row's own padding.

    `across` is how many indicators stand side by side, `indicator_width` and `unit_width` the room for name and unit of
    each.
    """

    name: str
    size: int
    line: int
    heading: int
    padding: int
    fact_size: int
    fact_line: int
    fact_padding: int
    across: int
    indicator_width: int
    unit_width: int


_SIZES = (
    TypeSize(
        name="normal",
        size=105,
        line=165,
        heading=282,
        padding=52,
        fact_size=100,
        fact_line=135,
        fact_padding=52,
        across=1,
        indicator_width=2490,
        unit_width=793,
    ),
    TypeSize(
        name="compact",
        size=95,
        line=140,
        heading=245,
        padding=28,
        fact_size=100,
        fact_line=135,
        fact_padding=52,
        across=1,
        indicator_width=2490,
        unit_width=793,
    ),
    TypeSize(
        name="dense",
        size=95,
        line=135,
        heading=245,
        padding=28,
        fact_size=100,
        fact_line=135,
        fact_padding=28,
        across=2,
        indicator_width=1134,
        unit_width=482,
    ),
    TypeSize(
        name="tight",
        size=85,
        line=120,
        heading=224,
        padding=16,
        fact_size=90,
        fact_line=135,
        fact_padding=28,
        across=2,
        indicator_width=1134,
        unit_width=482,
    ),
)


def type_size(  # noqa: PLR0913  # the parts of a page
    *,
    name: str,
    facts: Sequence[str],
    has_picture: bool,
    paragraphs: Sequence[str],
    rows: Sequence[tuple[str, str]],
    headings: int,
) -> str:
    """The name of the size for a page with these texts; the smallest also where the page will need a second one.

    `facts` are the texts beside the picture, `paragraphs` those under it, `rows` names and units of the indicators.
    """
    for size in _SIZES:
        head = max(_HEAD_LEAST, _HEAD + _NAME_LINE * _lines(name, _NAME_WIDTH, _NAME_SIZE)) + _HEAD_GAP
        used = head + _facts(facts, size, has_picture=has_picture) + headings * size.heading
        used += sum(size.line * _lines(text, _WIDTH - 184, size.size) for text in paragraphs)
        used += _indicators(rows, size)
        if used <= _PAGE:
            return size.name
    return _SIZES[-1].name


def _indicators(indicators: Sequence[tuple[str, str]], size: TypeSize) -> int:
    """Height of the table of indicators with its head."""
    lines = [
        max(_lines(name, size.indicator_width, size.size), _lines(unit, size.unit_width, size.size))
        for name, unit in indicators
    ]
    rows = [max(lines[n : n + size.across]) for n in range(0, len(lines), size.across)]
    return sum(size.padding + size.line * count for count in rows) + 210 * bool(rows)


def _facts(facts: Sequence[str], size: TypeSize, *, has_picture: bool) -> int:
    """Height of the facts: beside the picture one a line, without one two a line."""
    lines = [_lines(text, _FACT_WIDTH, size.fact_size) for text in facts]
    if has_picture:
        return max(_PICTURE, _rows(lines, size)) + 30
    return _rows((max(lines[n : n + 2]) for n in range(0, len(lines), 2)), size)


def _rows(lines: Iterable[int], size: TypeSize) -> int:
    """Height of table rows that have these numbers of lines."""
    return sum(size.fact_padding + count * size.fact_line for count in lines)


def _lines(text: str, width: int, size: int) -> int:
    """How many lines `text` takes at `size`; a line may end a character and a half early at a mark or a word."""
    room = 2 * width // size - 3
    return max(1, -(-text_width(text) // room))
