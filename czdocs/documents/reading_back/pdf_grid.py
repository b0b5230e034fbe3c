"""The cells of a page's ruled tables, found by the rules around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from czdocs.documents.reading_back.geometry import Box

__all__ = ["Grid", "GridCell", "grid_of"]

_JOINED = 2.5  # points: pieces of a rule that lie so near are one


@dataclass(frozen=True, slots=True)
class GridCell:
    """A box between rules, its column from 0, and which table of the page it belongs to.

    One that is `open` has no rule below: it goes on on the next page.
    """

    box: Box
    column: int
    table: int
    open: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule at `at`, from `start` to `end`."""

    at: float
    start: float
    end: float

    def passes(self, place: float) -> bool:
        return self.start - _JOINED <= place <= self.end + _JOINED


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of a page: upright and level ones, in order of their places."""

    upright: tuple[_Rule, ...]
    level: tuple[_Rule, ...]
    tables: tuple[tuple[float, float, tuple[float, ...]], ...]

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell around a place; None where no rules stand on both sides of it."""
        if not self.tables:
            return None
        index = bisect_right([rule.at for rule in self.upright], x)
        left = next((rule.at for rule in reversed(self.upright[:index]) if rule.passes(y)), None)
        right = next((rule.at for rule in self.upright[index:] if rule.passes(y)), None)
        index = bisect_right([rule.at for rule in self.level], y)
        lower = next((rule.at for rule in reversed(self.level[:index]) if rule.passes(x)), None)
        upper = next((rule.at for rule in self.level[index:] if rule.passes(x)), None)
        if left is None or right is None:
            return None
        for number, (bottom, top, columns) in enumerate(self.tables):
            if bottom - _JOINED <= y <= top + _JOINED:
                ends = (bottom if lower is None else lower, top if upper is None else upper)
                box = (left, ends[0], right, ends[1])
                return GridCell(box, bisect_left(columns, left - _JOINED), number, lower is None)
        return None


def grid_of(rules: Iterable[Box]) -> Grid:
    """The grid that `rules` make."""
    upright, level = [], []
    for left, lower, right, upper in rules:
        if right - left > upper - lower:
            level.append(_Rule((lower + upper) / 2, left, right))
        else:
            upright.append(_Rule((left + right) / 2, lower, upper))
    uprights, levels = _merged(upright), _merged(level)
    return Grid(uprights, levels, tuple(_tables(uprights)))


def _merged(rules: Sequence[_Rule]) -> tuple[_Rule, ...]:
    """Pieces of the same rule put together."""
    lines: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at < _JOINED / 2:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged = []
    for line in lines:
        start = end = None
        for rule in sorted(line, key=lambda rule: rule.start):
            if start is not None and end is not None and rule.start <= end + _JOINED:
                end = max(end, rule.end)
                continue
            if start is not None and end is not None:
                merged.append(_Rule(line[0].at, start, end))
            start, end = rule.start, rule.end
        if start is not None and end is not None:
            merged.append(_Rule(line[0].at, start, end))
    return tuple(merged)


def _tables(upright: Sequence[_Rule]) -> list[tuple[float, float, tuple[float, ...]]]:
    """Lower and upper end of each table and the places of its upright rules, the top one first."""
    found: list[tuple[float, float, list[float]]] = []
    for rule in sorted(upright, key=lambda rule: -rule.end):
        if found and rule.end >= found[-1][0] - _JOINED:
            bottom, top, places = found[-1]
            found[-1] = (min(bottom, rule.start), top, [*places, rule.at])
        else:
            found.append((rule.start, rule.end, [rule.at]))
    return [(bottom, top, tuple(sorted(set(places)))) for bottom, top, places in found]
