"""The page about measuring lists the rows that are measured."""

from pathlib import Path

from czdocs.documents.measuring.measurement import ROWS

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "measure.md"


def test_the_page_lists_every_row() -> None:
    """Every row of the table stands in the page with clause, element and expected value, in order, and no other."""
    lines = _PAGE.read_text("utf-8").splitlines()
    start = lines.index("| 行 | 条款 | 要素 | 规定 |") + 2
    told = [line for line in lines[start:] if line.startswith("|")]
    assert told == [f"| {row.number} | {row.clause} | {row.element} | {row.expected} |" for row in ROWS]
    assert len({row.number for row in ROWS}) == len(ROWS)


def test_every_case_of_the_standard_has_a_row() -> None:
    """The 39 cases of the table are all there, some in several rows."""
    assert {int(row.number.rstrip("abcdef")) for row in ROWS} == set(range(1, 40))
