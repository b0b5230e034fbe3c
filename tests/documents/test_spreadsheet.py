"""The Directory as spreadsheet: real dates, texts that stay texts, formulas that agree, the same bytes."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from directory_data import empty, of_entries
from edition_data import edition, entry

from czdocs.documents.context.directory_rows import COLUMNS, directory_rows
from czdocs.documents.spreadsheet import render_directory_xlsx
from czdocs.terms import Category, District

_LIST, _COUNTS, _LAPSED = "目录", "按辖市区统计", "已届满"


def _read(content: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(BytesIO(content), data_only=values)


def _facts(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows under the head as the context has them: dates as dates, empty cells as empty texts."""
    return [
        tuple(cell.date() if isinstance(cell, datetime) else "" if cell is None else cell for cell in row)
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]


def test_sheets_hold_the_facts_of_the_entries() -> None:
    """The list and the lapsed products are read back as they went in, with real dates and numbers."""
    book = _read(render_directory_xlsx(edition()))
    assert book.sheetnames == [_LIST, _COUNTS, _LAPSED]
    assert [cell.value for cell in book[_LIST][1]] == ["序号", "新认定", *(column.head for column in COLUMNS)]
    assert tuple(_facts(book[_LIST])) == directory_rows(edition(), edition().entries)
    assert tuple(_facts(book[_LAPSED])) == directory_rows(edition(), edition().lapsed)


def test_counts_are_formulas_that_agree_with_the_entries() -> None:
    """Every count is a formula over the list, and its stored value is what the list says."""
    content = render_directory_xlsx(edition())
    formulas, values = _read(content)[_COUNTS], _read(content, values=True)[_COUNTS]
    heads = [cell.value for cell in values[2]]
    for row in range(3, 3 + len(District)):
        for column, category in enumerate(Category, 2):
            found = [
                e for e in edition().entries if e.category is category and e.district.label == values.cell(row, 1).value
            ]
            assert heads[column - 1] == category.label
            assert values.cell(row, column).value == len(found)
            assert formulas.cell(row, column).value.startswith("=COUNTIFS('目录'!")
    last = 3 + len(District)
    assert formulas.cell(last, len(heads)).value == f"=SUM(F3:F{last - 1})"
    assert values.cell(last, len(heads)).value == len(edition().entries)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "https://example.com/", "0012"])
def test_texts_are_never_formulas_links_or_numbers(name: str) -> None:
    """A text that looks like something else is stored as text."""
    sheet = _read(render_directory_xlsx(of_entries((replace(entry(1), product=name),))))[_LIST]
    cell = sheet["D2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_list_is_ready_to_filter_and_to_print() -> None:
    """Filter over all columns, frozen head, A4 on its side with the head on every page, one page wide."""
    sheet = _read(render_directory_xlsx(edition()))[_LIST]
    assert sheet.auto_filter.ref == f"A1:W{len(edition().entries) + 1}"
    assert sheet.freeze_panes == "E2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet["L2"].number_format == "yyyy-mm-dd"


def test_empty_edition_gives_empty_sheets() -> None:
    """Without products the heads and the counts of zero are there."""
    book = _read(render_directory_xlsx(empty()), values=True)
    assert _facts(book[_LIST]) == []
    assert book[_COUNTS].cell(3 + len(District), 6).value == 0


def test_date_of_the_file_is_that_of_the_edition() -> None:
    """The workbook was made on the day of the edition, by its first issuer."""
    properties = _read(render_directory_xlsx(edition())).properties
    assert properties.created.date() == edition().publication.dated
    assert properties.creator == "常州市工业和信息化局"


_SCRIPT = """
import hashlib
from edition_data import edition
from czdocs.documents.spreadsheet import render_directory_xlsx
print(hashlib.sha256(render_directory_xlsx(edition())).hexdigest())
"""


def test_another_process_gives_the_same_bytes() -> None:
    """The workbook does not depend on process, hash seed or clock."""
    path = os.pathsep.join(filter(None, (str(Path(__file__).parent), *sys.path)))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "7"}
    ran = subprocess.run([sys.executable, "-c", _SCRIPT], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == hashlib.sha256(render_directory_xlsx(edition())).hexdigest()
