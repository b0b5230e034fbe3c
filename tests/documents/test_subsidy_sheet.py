"""The finance bureau's spreadsheet: one row an account, sums that are formulas and agree, texts that stay texts."""

import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from subsidy_data import batch, claims

from czdocs.decide.subsidy_batch import SubsidyBatch
from czdocs.documents.subsidy_sheet import render_finance_xlsx
from czdocs.money import Yuan

_SOFFICE = shutil.which("soffice")
_PAYMENTS, _CLAIMS, _DISTRICTS = "拨付表", "项目明细", "按辖市区汇总"


def _read(content: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(BytesIO(content), data_only=values)


def _two_of_one_company() -> SubsidyBatch:
    """A batch in which one account gets the money of two claims."""
    plain, top_up = claims()["plain"], claims()["top_up"]
    second = replace(top_up, uscc=plain.uscc, company=plain.company, account=plain.account)
    return replace(batch(), claims=(plain, claims()["scenario"], second, claims()["early"]))


def _computed(book: Any, formula: str) -> int:
    """The value of a formula, computed here from the plain cells of the workbook."""
    name, arguments = re.fullmatch(r"=([A-Z]+)\((.*)\)", formula).groups()  # type: ignore[union-attr]
    lists = [_cells(book, part) for part in arguments.split(",")]
    if name == "SUM":
        return sum(lists[0])
    if name in {"COUNTIF", "COUNTIFS"}:
        return lists[0].count(lists[1][0])
    keys, key, amounts = lists if name == "SUMIF" else (lists[1], lists[2], lists[0])
    return sum(amount for amount, found in zip(amounts, keys, strict=True) if found == key[0])


def _cells(book: Any, text: str) -> list[Any]:
    """The cells that a reference names; formulas in them computed in turn."""
    sheet, _, area = text.rpartition("!")
    where = book[sheet.strip("'")] if sheet else book[book.current]
    area = area.replace("$", "")
    cells = where[area] if ":" in area else ((where[area],),)
    return [
        _computed(book, cell.value) if isinstance(cell.value, str) and cell.value.startswith("=") else cell.value
        for (cell,) in cells
    ]


@pytest.mark.parametrize("shown", [batch(), _two_of_one_company()], ids=["sample", "two-claims-one-account"])
def test_every_formula_carries_its_value(shown: SubsidyBatch) -> None:
    """Computed from the plain cells, each formula gives what is stored beside it, and nothing is summed otherwise."""
    content = render_finance_xlsx(shown)
    formulas, values = _read(content), _read(content, values=True)
    found = 0
    for sheet in formulas.sheetnames:
        formulas.current = sheet
        for row in formulas[sheet].iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    assert _computed(formulas, cell.value) == values[sheet][cell.coordinate].value
                    found += 1
    assert found == 4 * (len(values[_PAYMENTS]["A"]) - 1) + 3 + 4 * 8


def test_totals_are_those_of_the_batch() -> None:
    """The last row of every sheet has the batch's total, the city's and the districts' part."""
    shown = batch()
    values = _read(render_finance_xlsx(shown), values=True)
    for sheet in (_PAYMENTS, _CLAIMS, _DISTRICTS):
        *_, last = values[sheet].iter_rows(values_only=True)
        assert last[0] == "合计"
        assert last[-3:] == (int(shown.total_yuan), int(shown.city_yuan), int(shown.district_yuan))


def test_one_row_an_account() -> None:
    """Two claims paid into one account are one payment; refused claims are none."""
    values = _read(render_finance_xlsx(_two_of_one_company()), values=True)[_PAYMENTS]
    rows = list(values.iter_rows(min_row=2, values_only=True))
    plain, scenario, top_up = (claims()[name] for name in ("plain", "scenario", "top_up"))
    assert len(rows) == 3
    assert rows[0][1:8] == (
        plain.company,
        plain.uscc,
        plain.account.holder,
        plain.account.bank,
        plain.account.clearing_number,
        plain.account.number,
        2,
    )
    assert rows[0][8] == int(plain.amount_yuan + top_up.amount_yuan)
    assert rows[1][8] == int(scenario.amount_yuan)


def test_money_is_numbers_and_accounts_are_texts() -> None:
    """Amounts are whole numbers with thousands commas; accounts of 19 and 20 digits keep every digit."""
    sheet = _read(render_finance_xlsx(batch()))[_CLAIMS]
    assert {type(sheet.cell(row, column).value) for row in range(2, 7) for column in (8, 9, 10)} == {int}
    assert sheet.cell(2, 8).number_format == "#,##0"
    payments = _read(render_finance_xlsx(batch()))[_PAYMENTS]
    assert [payments.cell(row, 7).value for row in (2, 3)] == ["32050162843600001234", "6228480402564890018"]
    assert {payments.cell(row, 7).data_type for row in range(2, 7)} == {"s"}


def test_fen_are_kept_where_there_are_any() -> None:
    """Amounts with fen, as another reading of D-16 gives them, are exact and shown with two decimals."""
    odd = replace(claims()["plain"], amount_yuan=Yuan(Decimal("98765.43")), city_yuan=Yuan(Decimal("49382.72")))
    odd = replace(odd, district_yuan=Yuan(Decimal("49382.71")))
    sheet = _read(render_finance_xlsx(replace(batch(), claims=(odd,))))[_CLAIMS]
    assert [Decimal(str(sheet.cell(2, column).value)) for column in (8, 9, 10)] == [
        Decimal("98765.43"),
        Decimal("49382.72"),
        Decimal("49382.71"),
    ]
    assert sheet.cell(2, 8).number_format == "#,##0.00"


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "https://example.com/", "0012"])
def test_texts_are_never_formulas_links_or_numbers(name: str) -> None:
    """A text that looks like something else is stored as text."""
    shown = replace(batch(), claims=(replace(claims()["plain"], company=name, product=name),))
    book = _read(render_finance_xlsx(shown))
    for cell in (book[_PAYMENTS]["B2"], book[_CLAIMS]["D2"], book[_CLAIMS]["E2"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_a_batch_without_approvals_has_sheets_that_sum_to_nothing() -> None:
    """Nothing granted gives a workbook of heads and totals of 0."""
    values = _read(render_finance_xlsx(batch("early")), values=True)
    assert [cell.value for cell in values[_PAYMENTS][2]][-3:] == [0, 0, 0]


def test_same_batch_same_bytes() -> None:
    """Rendered again, the workbook is byte for byte the same; its date is the decision's."""
    content = render_finance_xlsx(batch())
    assert render_finance_xlsx(batch()) == content
    assert _read(content).properties.created.date() == batch().decision.dated


@pytest.mark.slow
@pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is an optional checker")
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    """Computed anew by LibreOffice, every cell has the value that is stored."""
    shown = _two_of_one_company()
    source = tmp_path / "finance.xlsx"
    # Without stored values LibreOffice has to compute them.
    source.write_bytes(_without_values(render_finance_xlsx(shown)))
    subprocess.run(  # our own file
        [_SOFFICE or "", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out", source.name],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
    )
    computed = _read((tmp_path / "out" / "finance.xlsx").read_bytes(), values=True)
    stored = _read(render_finance_xlsx(shown), values=True)
    for sheet in stored.sheetnames:
        assert list(computed[sheet].iter_rows(values_only=True)) == list(stored[sheet].iter_rows(values_only=True))


def _without_values(content: bytes) -> bytes:
    """The workbook with its formulas only."""
    output = BytesIO()
    _read(content).save(output)
    return output.getvalue()
