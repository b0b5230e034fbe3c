"""Table: cells in columns that stay aligned beside wide characters, long cells in several lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from czdocs.report.text import display_width
from czdocs.report.wrapping import padded, wrapped

__all__ = ["Column", "table_lines"]

_GAP = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its title, the columns of the terminal that it takes at most, and on which side its cells stand."""

    title: str
    most: int
    right: bool = False


def table_lines(columns: Sequence[Column], rows: Iterable[Sequence[str] | str]) -> list[str]:
    """The lines of a table: titles, a rule, the rows, a rule.

    A cell is broken at its line ends and where it is too long; a row that is one text stands across the table.
    """
    held = [row if isinstance(row, str) else _cells(columns, row) for row in rows]
    titles = [[column.title] for column in columns]
    widths = [
        max(display_width(line) for row in (titles, *held) if not isinstance(row, str) for line in (*row[n], ""))
        for n in range(len(columns))
    ]
    rule = "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    lines = [*_row(columns, widths, titles), rule]
    for row in held:
        lines += [row] if isinstance(row, str) else _row(columns, widths, row)
    return [*lines, rule]


def _cells(columns: Sequence[Column], row: Sequence[str]) -> list[list[str]]:
    return [
        [line for part in cell.split("\n") for line in wrapped(part, column.most)]
        for column, cell in zip(columns, row, strict=True)
    ]


def _row(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[Sequence[str]]) -> Iterator[str]:
    for n in range(max(len(cell) for cell in cells)):
        parts = [
            padded(cell[n] if n < len(cell) else "", width, right=column.right)
            for column, width, cell in zip(columns, widths, cells, strict=True)
        ]
        yield _GAP.join(parts).rstrip()
