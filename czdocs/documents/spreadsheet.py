"""The Directory as a spreadsheet: real dates, filters, totals that Excel computes itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from czdocs.decide.edition import DirectoryEdition, DirectoryEntry
from czdocs.documents.context.directory_lists import CountTable, counts_by_district
from czdocs.documents.context.directory_rows import COLUMNS, Cell, directory_rows
from czdocs.documents.context.notice import directory_title
from czdocs.documents.printable import check_printable

__all__ = ["render_directory_xlsx"]

_HEADS = ("序号", "新认定", *(column.head for column in COLUMNS))
_WIDTHS = (6, 8, *(column.width for column in COLUMNS))
_PRINTED = _HEADS.index("有效期至")  # the columns after it are for the screen
_FROZEN = _HEADS.index("产品名称") + 1
_LIST, _COUNTS, _LAPSED = "目录", "按辖市区统计", "已届满"
_RED, _TINT, _RULE = "#8E1A1D", "#F7F4F0", "#CFC8C0"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formats:
    """The cell formats of the workbook."""

    title: Any
    head: Any
    text: Any
    centred: Any
    day: Any
    number: Any
    total: Any
    total_number: Any


def render_directory_xlsx(edition: DirectoryEdition) -> bytes:
    """The workbook of `edition` with the sheets 目录, 按辖市区统计 and 已届满; same edition, same bytes.

    Texts are always written as texts, whatever they begin with. The file's date is that of the edition.

    Raises:
        CzdocsError: CZ4107 for a character that no document holds.
    """
    import xlsxwriter

    check_printable((edition.entries, edition.lapsed), directory_title(edition.year))
    publication = edition.publication
    output = BytesIO()
    book = xlsxwriter.Workbook(
        output,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {
            "title": directory_title(edition.year),
            "author": publication.issuers[0] if publication.issuers else "",
            "created": datetime(publication.dated.year, publication.dated.month, publication.dated.day),  # noqa: DTZ001
        }
    )
    formats = _formats(book)
    _write_list(book.add_worksheet(_LIST), edition, edition.entries, formats)
    _write_counts(book.add_worksheet(_COUNTS), edition, formats)
    _write_list(book.add_worksheet(_LAPSED), edition, edition.lapsed, formats)
    book.close()
    return output.getvalue()


def _formats(book: Any) -> _Formats:
    cell = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "border": 1, "border_color": _RULE}
    head = {**cell, "font_name": "黑体", "align": "center", "text_wrap": True, "bg_color": _TINT, "bottom": 2}
    return _Formats(
        title=book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 16, "font_color": _RED, "align": "center", "valign": "vcenter"}
        ),
        head=book.add_format(head),
        text=book.add_format({**cell, "text_wrap": True}),
        centred=book.add_format({**cell, "align": "center"}),
        day=book.add_format({**cell, "align": "center", "num_format": "yyyy-mm-dd"}),
        number=book.add_format({**cell, "num_format": "0"}),
        total=book.add_format({**cell, "font_name": "黑体", "align": "center", "top": 2}),
        total_number=book.add_format({**cell, "font_name": "黑体", "num_format": "0", "top": 2}),
    )


def _write_list(sheet: Any, edition: DirectoryEdition, entries: Sequence[DirectoryEntry], formats: _Formats) -> None:
    """One product a row under one row of heads, ready to filter, sort and print."""
    for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, formats.head)
    sheet.set_row(0, 28)
    for row, cells in enumerate(directory_rows(edition, entries), 1):
        for column, cell in enumerate(cells):
            _write_cell(sheet, row, column, cell, formats)
    sheet.autofilter(0, 0, len(entries), len(_HEADS) - 1)
    sheet.freeze_panes(1, _FROZEN)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, len(entries), _PRINTED)
    _set_up_print(sheet, edition)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, formats: _Formats) -> None:
    match cell:
        case date():
            sheet.write_datetime(row, column, cell, formats.day)
        case int():
            sheet.write_number(row, column, cell, formats.centred)
        case str():
            sheet.write_string(row, column, cell, formats.text)


def _write_counts(sheet: Any, edition: DirectoryEdition, formats: _Formats) -> None:
    """Products by district and category, counted by formulas over the first sheet, with their present values."""
    table = counts_by_district(edition)
    last = len(table.columns) - 1
    sheet.merge_range(0, 0, 0, last, f"{edition.year}年版目录{table.title}（单位：个）", formats.title)
    sheet.set_row(0, 30)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, last, 17)
    sheet.set_row(1, 30)
    for column, head in enumerate(table.columns):
        sheet.write_string(1, column, head, formats.head)
    for row, cells in enumerate(table.rows, 2):
        sheet.write_string(row, 0, cells[0], formats.text)
        _write_row_formulas(sheet, row, cells, edition, formats)
    _write_totals(sheet, table, formats)
    sheet.freeze_panes(2, 1)
    _set_up_print(sheet, edition)


def _write_row_formulas(
    sheet: Any, row: int, cells: Sequence[str], edition: DirectoryEdition, formats: _Formats
) -> None:
    """The counts of one district and their sum."""
    from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

    def column_of(head: str) -> str:
        name = xl_col_to_name(_HEADS.index(head))
        return f"'{_LIST}'!${name}$2:${name}${max(2, len(edition.entries) + 1)}"

    for column, cell in enumerate(cells[1:-1], 1):
        district, category = xl_rowcol_to_cell(row, 0, col_abs=True), xl_rowcol_to_cell(1, column, row_abs=True)
        formula = f"=COUNTIFS({column_of('所属辖市区')},{district},{column_of('类别')},{category})"
        sheet.write_formula(row, column, formula, formats.number, int(cell))
    last = len(cells) - 1
    total = f"=SUM({xl_rowcol_to_cell(row, 1)}:{xl_rowcol_to_cell(row, last - 1)})"
    sheet.write_formula(row, last, total, formats.number, int(cells[-1]))


def _write_totals(sheet: Any, table: CountTable, formats: _Formats) -> None:
    """The last row: the sums of the columns."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    row = 2 + len(table.rows)
    sheet.write_string(row, 0, table.total[0], formats.total)
    for column, cell in enumerate(table.total[1:], 1):
        formula = f"=SUM({xl_rowcol_to_cell(2, column)}:{xl_rowcol_to_cell(row - 1, column)})"
        sheet.write_formula(row, column, formula, formats.total_number, int(cell))


def _set_up_print(sheet: Any, edition: DirectoryEdition) -> None:
    """A4 on its side, as wide as one page, with title and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)  # inches, as the library wants them
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_header(f"&C&14{directory_title(edition.year)}")
    sheet.set_footer("&C第 &P 页，共 &N 页")
