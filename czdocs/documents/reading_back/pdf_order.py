"""The reading order of what a page shows, which is not always the order of drawing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from czdocs.documents.reading_back.geometry import Box
from czdocs.documents.reading_back.pdf_grid import Grid, GridCell
from czdocs.documents.reading_back.pdf_visibility import Piece

__all__ = ["Block", "Line", "blocks_in_order", "lines_of"]

_LABEL = re.compile(r"\s*([0-9]{1,2}\.|[•◦▪·–])\s*")
_REACH = 2.0  # characters between a label and its text
_EDGE = 1.0  # points by which boxes may overlap and still lie one below the other


@dataclass(slots=True)
class Line:
    """Text on one line and in one cell."""

    pieces: list[Piece]
    box: Box
    cell: GridCell | None


@dataclass(slots=True)
class Block:
    """Lines that belong together: those of a cell, or lines of text below each other."""

    lines: list[Line] = field(default_factory=list)
    box: Box = (0, 0, 0, 0)
    cell: GridCell | None = None

    @property
    def extent(self) -> tuple[float, float]:
        """Lower and upper edge: of a cell those of its rules."""
        box = self.cell.box if self.cell else self.box
        return box[1] + _EDGE, box[3] - _EDGE


def blocks_in_order(lines: Iterable[Line]) -> list[Block]:
    """The blocks that `lines`, in the order of drawing, make on a page, from top to bottom and from left to right.

    Blocks whose heights overlap stay in the order of drawing, except where one lies wholly left of the one before.
    """
    blocks = _blocks(_labelled(list(lines)))
    ordered: list[Block] = []
    band: list[Block] = []
    bottom = 0.0
    # The order of drawing decides between blocks that begin at the same height.
    for block in [block for _, block in sorted(enumerate(blocks), key=lambda item: (-item[1].extent[1], item[0]))]:
        lower, upper = block.extent
        if band and upper <= bottom:
            ordered += _band(band, blocks)
            band = []
        bottom = min(bottom, lower) if band else lower
        band.append(block)
    return ordered + _band(band, blocks)


def _band(band: Sequence[Block], drawn: Sequence[Block]) -> list[Block]:
    """The blocks of one band in their order."""
    if len(band) == 1:
        return list(band)
    places = {id(block): index for index, block in enumerate(drawn)}
    ordered: list[Block] = []
    for block in sorted(band, key=lambda block: places[id(block)]):
        index = len(ordered)
        while index and _is_left(block, ordered[index - 1]):
            index -= 1
        ordered.insert(index, block)
    return ordered


def _is_left(one: Block, other: Block) -> bool:
    """Whether `one` stands beside `other` and left of it."""
    (a, b), (c, d) = one.extent, other.extent
    overlap = min(b, d) - max(a, c)
    return overlap > 0.3 * min(b - a, d - c) and one.box[2] <= other.box[0] + _EDGE


def _labelled(lines: list[Line]) -> list[Line]:
    """The lines, each number or sign of a list, which may be drawn apart, put before what it belongs to."""
    labels = [line for line in lines if line.cell is None and _LABEL.fullmatch("".join(p.text for p in line.pieces))]
    for label in labels:
        level = [line for line in lines if line is not label and _is_labelled(line, label)]
        if level:
            line = min(level, key=lambda line: line.box[0])
            line.pieces[:0] = label.pieces
            line.box = _union(line.box, label.box)
            lines.remove(label)
    return lines


def _is_labelled(line: Line, label: Line) -> bool:
    height = label.box[3] - label.box[1]
    return line.cell is None and _is_beside(line.box, label.box) and line.box[0] - label.box[2] < _REACH * height


def _blocks(lines: Iterable[Line]) -> list[Block]:
    """Each line with the block that it goes on: the last one, or the one before where something stood at its side."""
    blocks: list[Block] = []
    for line in lines:
        near = reversed(blocks[-2:])
        block = next((block for block in near if _continues(line, block, last=block is blocks[-1])), None)
        if block is not None:
            block.lines.append(line)
            block.box = _union(block.box, line.box)
        else:
            blocks.append(Block(lines=[line], box=line.box, cell=line.cell))
    return blocks


def _continues(line: Line, block: Block, *, last: bool) -> bool:
    """Whether `line` goes on `block`: in the same cell, or below it; close below where it is not the `last`."""
    if line.cell is not None or block.cell is not None:
        return last and line.cell == block.cell
    above = block.lines[-1].box
    height = above[3] - above[1]
    if line.box[3] > above[3] - _EDGE or line.box[1] >= above[1] or (not last and line.box[3] < above[1] - height):
        return False
    return line.box[0] < block.box[2] and block.box[0] < line.box[2]


def lines_of(pieces: Iterable[Piece], grid: Grid) -> Iterator[Line]:
    """The lines that `pieces` make, in the order of drawing."""
    line: Line | None = None
    for piece in pieces:
        box = piece.run.box
        cell = grid.cell_at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if line is not None and piece.run.upright and line.cell == cell and _is_beside(box, line.box):
            line.pieces.append(piece)
            line.box = _union(line.box, box)
            continue
        if line is not None:
            yield line
        line = Line(pieces=[piece], box=box, cell=cell)
    if line is not None:
        yield line


def _is_beside(box: Box, line: Box) -> bool:
    """Whether `box` follows on the same line."""
    overlap = min(box[3], line[3]) - max(box[1], line[1])
    height = min(box[3] - box[1], line[3] - line[1])
    return overlap > 0.6 * height and box[0] >= line[2] - 0.5 * height


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
