"""The Directory as CSV and JSON: complete, in order, safe to open."""

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest
from directory_data import empty, of_entries
from edition_data import edition, entry

from czdocs.decide.edition import DirectoryEntry
from czdocs.documents.context.directory_rows import COLUMNS, directory_rows
from czdocs.documents.tabular import JSON_FORMAT, guarded, render_directory_csv, render_directory_json


def _rows(content: bytes) -> list[list[str]]:
    """The rows of a CSV, the guard taken off."""
    lines = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return [[cell.removeprefix("'") for cell in line] for line in lines]


def test_csv_holds_the_facts_of_the_entries() -> None:
    """Head and rows are read back as the spreadsheet has them, dates in ISO form."""
    rows = _rows(render_directory_csv(edition()))
    assert rows[0] == ["序号", "新认定", *(column.head for column in COLUMNS)]
    assert rows[1:] == [[str(cell) for cell in row] for row in directory_rows(edition(), edition().entries)]


def test_csv_opens_in_a_spreadsheet_program() -> None:
    """A byte order mark tells the encoding, and every line ends with CR LF."""
    content = render_directory_csv(edition())
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == len(edition().entries) + 1


def test_csv_quotes_what_would_break_its_rows() -> None:
    """Commas, quotation marks and line breaks in a text come back unchanged."""
    name = '甲,乙"丙"\n丁'
    rows = _rows(render_directory_csv(of_entries((replace(entry(1), product=name),))))
    assert rows[1][3] == name


@pytest.mark.parametrize("name", ["=1+1", "+86", "-5", "@x", "\tx", "'x"])
def test_csv_cells_that_look_like_formulas_are_guarded(name: str) -> None:
    """A cell that a spreadsheet would compute begins with an apostrophe, and taking it off gives the text."""
    (cell,) = guarded([name])
    assert cell == f"'{name}"
    assert _rows(render_directory_csv(of_entries((replace(entry(1), product=name),))))[1][3] == name


def test_json_gives_the_entries_back() -> None:
    """Entries and lapsed products read from the JSON are those of the edition, in its order."""
    data = json.loads(render_directory_json(edition()))
    assert (data["format"], data["year"], data["dated"]) == (JSON_FORMAT, 2026, "2026-06-16")
    assert tuple(map(DirectoryEntry.from_data, data["entries"])) == edition().entries
    assert tuple(map(DirectoryEntry.from_data, data["lapsed"])) == edition().lapsed
    assert frozenset(data["new"]) == edition().new


def test_json_counts_agree_with_the_entries() -> None:
    """Each way of counting sums up to the number of entries; what does not occur counts zero."""
    counts = json.loads(render_directory_json(edition()))["counts"]
    assert counts["entries"] == len(edition().entries)
    for key in ("by_category", "by_field", "by_district"):
        assert sum(counts[key].values()) == len(edition().entries)
    assert counts["by_field"]["other"] == 0


def test_json_keeps_refused_cases_to_itself() -> None:
    """A case that was not certified is internal and does not appear."""
    content = render_directory_json(edition()).decode()
    assert "常州示例通用机械厂" not in content
    assert "初审不予推荐" not in content


def test_empty_edition_gives_head_and_zero_counts() -> None:
    """Without products the CSV has its head only and the JSON an empty list."""
    assert len(_rows(render_directory_csv(empty()))) == 1
    assert json.loads(render_directory_json(empty()))["entries"] == []
