"""The spreadsheet for the finance bureau: whom to pay what, where to, and the sums by district as formulas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from czdocs.decide.subsidy_batch import DecidedClaim, PayeeAccount, SubsidyBatch
from czdocs.documents.context.subsidy_words import programme
from czdocs.documents.printable import check_printable
from czdocs.documents.title import text_width
from czdocs.terms import District

__all__ = ["render_finance_xlsx"]

_PAYMENTS, _CLAIMS, _DISTRICTS = "拨付表", "项目明细", "按辖市区汇总"
_PAYMENT_HEADS = (
    ("序号", 6),
    ("收款单位", 28),
    ("统一社会信用代码", 21),
    ("户名", 28),
    ("开户银行", 28),
    ("行号", 15),
    ("账号", 24),
    ("项目数", 8),
    ("本次拨付（元）", 16),
    ("其中：市级（元）", 16),
    ("其中：区级（元）", 16),
)
_CLAIM_HEADS = (
    ("序号", 6),
    ("收款序号", 9),
    ("申报编号", 16),
    ("单位", 30),
    ("产品", 30),
    ("类别", 14),
    ("辖市（区）", 16),
    ("本次拨付（元）", 16),
    ("市级（元）", 16),
    ("区级（元）", 16),
)
_DISTRICT_HEADS = (("辖市（区）", 20), ("项目数", 10), ("补贴资金（元）", 18), ("市级（元）", 18), ("区级（元）", 18))
_PAYEE, _DISTRICT, _FIRST_AMOUNT = 1, 6, 7  # columns of the claims
_PADDING, _LINE_HEIGHT, _LINE_GAP = 2, 13, 4  # characters, points, points
_RULE, _TINT = "#CFC8C0", "#F7F4F0"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Payee:
    """An account to be paid into, with the claims that are paid there."""

    company: str
    uscc: str
    account: PayeeAccount
    claims: tuple[DecidedClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formats:
    """The cell formats of the workbook."""

    head: Any
    text: Any
    centred: Any
    money: Any
    total: Any
    total_count: Any
    total_money: Any


def render_finance_xlsx(batch: SubsidyBatch) -> bytes:
    """The workbook of the approved claims; internal, for it holds the accounts. Same batch, same bytes.

    拨付表 has one row an account, summed by formulas over 项目明细, as 按辖市区汇总 is by district. Every formula
    carries its present value. Texts are always written as texts, whatever they begin with.

    Raises:
        CzdocsError: CZ4107 for a character that no document holds.
    """
    import xlsxwriter

    decision = batch.decision
    check_printable(batch, decision.document_number)
    output = BytesIO()
    book = xlsxwriter.Workbook(
        output,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {
            "title": f"{batch.year}年度创新产品推广应用补贴资金拨付表",
            "subject": decision.document_number,
            "author": decision.issuers[0] if decision.issuers else "",
            "created": datetime(decision.dated.year, decision.dated.month, decision.dated.day),  # noqa: DTZ001
        }
    )
    claims = batch.approved
    formats = _formats(book, whole=all(_is_whole(claim) for claim in claims))
    payees = _payees(claims)
    sheets = [book.add_worksheet(name) for name in (_PAYMENTS, _CLAIMS, _DISTRICTS)]
    _write_payments(sheets[0], payees, len(claims), formats)
    _write_claims(sheets[1], claims, payees, formats)
    _write_districts(sheets[2], claims, formats)
    for sheet, title in zip(sheets, (_PAYMENTS, _CLAIMS, _DISTRICTS), strict=True):
        _set_up_print(sheet, f"{batch.year}年度创新产品推广应用补贴资金{title}", decision.document_number)
    book.close()
    return output.getvalue()


def _is_whole(claim: DecidedClaim) -> bool:
    return all(amount == int(amount) for amount in (claim.amount_yuan, claim.city_yuan, claim.district_yuan))


def _payees(claims: Sequence[DecidedClaim]) -> tuple[_Payee, ...]:
    """The accounts in the order in which they first occur."""
    found: dict[tuple[str, PayeeAccount], list[DecidedClaim]] = {}
    for claim in claims:
        found.setdefault((claim.uscc, claim.account), []).append(claim)
    return tuple(
        _Payee(company=ones[0].company, uscc=uscc, account=account, claims=tuple(ones))
        for (uscc, account), ones in found.items()
    )


def _formats(book: Any, *, whole: bool) -> _Formats:
    cell = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "border": 1, "border_color": _RULE}
    money = {"num_format": "#,##0" if whole else "#,##0.00"}
    total = {**cell, "font_name": "黑体", "top": 2}
    return _Formats(
        head=book.add_format(
            {**cell, "font_name": "黑体", "align": "center", "text_wrap": True, "bg_color": _TINT, "bottom": 2}
        ),
        text=book.add_format({**cell, "text_wrap": True, "num_format": "@"}),
        centred=book.add_format({**cell, "align": "center"}),
        money=book.add_format({**cell, **money}),
        total=book.add_format({**total, "align": "center"}),
        total_count=book.add_format({**total, "align": "center", "num_format": "0"}),
        total_money=book.add_format({**total, **money}),
    )


def _write_heads(sheet: Any, heads: Sequence[tuple[str, int]], formats: _Formats) -> None:
    for column, (head, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, formats.head)
    sheet.set_row(0, 28)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def _write_texts(  # noqa: PLR0913  # what goes where
    sheet: Any, row: int, first: int, texts: Sequence[str], *, heads: Sequence[tuple[str, int]], formats: _Formats
) -> None:
    """The texts of a row from column `first` on, the row as high as the longest needs."""
    lines = 1
    for column, text in enumerate(texts, first):
        sheet.write_string(row, column, text, formats.text)
        lines = max(lines, -(-text_width(text) // (heads[column][1] - _PADDING)))
    sheet.set_row(row, _LINE_HEIGHT * lines + _LINE_GAP)


def _write_payments(sheet: Any, payees: Sequence[_Payee], claims: int, formats: _Formats) -> None:
    """One row an account, its sums over the claims that bear its ordinal."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    _write_heads(sheet, _PAYMENT_HEADS, formats)
    keys = _column(_PAYEE, claims)
    for row, payee in enumerate(payees, 1):
        sheet.write_number(row, 0, row, formats.centred)
        account = payee.account
        texts = (payee.company, payee.uscc, account.holder, account.bank, account.clearing_number, account.number)
        _write_texts(sheet, row, 1, texts, heads=_PAYMENT_HEADS, formats=formats)
        key = xl_rowcol_to_cell(row, 0, col_abs=True)
        counted = len(texts) + 1
        sheet.write_formula(row, counted, f"=COUNTIF({keys},{key})", formats.centred, len(payee.claims))
        for offset, amount in enumerate(_sums(payee.claims)):
            formula = f"=SUMIF({keys},{key},{_column(_FIRST_AMOUNT + offset, claims)})"
            sheet.write_formula(row, counted + 1 + offset, formula, formats.money, amount)
    counted = len(_PAYMENT_HEADS) - 4
    every = [claim for payee in payees for claim in payee.claims]
    _write_total(sheet, len(payees), {counted: len(every)}, _sums(every), first=counted + 1, formats=formats)


def _write_claims(sheet: Any, claims: Sequence[DecidedClaim], payees: Sequence[_Payee], formats: _Formats) -> None:
    """One row a claim, with the ordinal of the account that it is paid into."""
    _write_heads(sheet, _CLAIM_HEADS, formats)
    payee_of = {claim.case: number for number, payee in enumerate(payees, 1) for claim in payee.claims}
    for row, claim in enumerate(claims, 1):
        sheet.write_number(row, 0, row, formats.centred)
        sheet.write_number(row, _PAYEE, payee_of[claim.case], formats.centred)
        texts = (claim.case, claim.company, claim.product, programme(claim), claim.district.label)
        _write_texts(sheet, row, _PAYEE + 1, texts, heads=_CLAIM_HEADS, formats=formats)
        for column, amount in enumerate(_sums((claim,)), _FIRST_AMOUNT):
            sheet.write_number(row, column, amount, formats.money)
    _write_total(sheet, len(claims), {}, _sums(claims), first=_FIRST_AMOUNT, formats=formats)
    if claims:
        sheet.autofilter(0, 0, len(claims), len(_CLAIM_HEADS) - 1)


def _write_districts(sheet: Any, claims: Sequence[DecidedClaim], formats: _Formats) -> None:
    """Every district with its sums, also those that have none."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    _write_heads(sheet, _DISTRICT_HEADS, formats)
    keys = _column(_DISTRICT, len(claims))
    for row, district in enumerate(District, 1):
        ones = [claim for claim in claims if claim.district is district]
        sheet.write_string(row, 0, district.label, formats.text)
        key = xl_rowcol_to_cell(row, 0, col_abs=True)
        sheet.write_formula(row, 1, f"=COUNTIFS({keys},{key})", formats.centred, len(ones))
        for offset, amount in enumerate(_sums(ones)):
            formula = f"=SUMIFS({_column(_FIRST_AMOUNT + offset, len(claims))},{keys},{key})"
            sheet.write_formula(row, 2 + offset, formula, formats.money, amount)
    _write_total(sheet, len(District), {1: len(claims)}, _sums(claims), first=2, formats=formats)


def _write_total(  # noqa: PLR0913  # where the sums stand and what they are
    sheet: Any,
    rows: int,
    counts: Mapping[int, int],
    amounts: Sequence[int | Decimal],
    *,
    first: int,
    formats: _Formats,
) -> None:
    """The last row: the sums of the `counts` and, from column `first` on, of the `amounts`."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    row = rows + 1
    for column in range(first):
        sheet.write_blank(row, column, None, formats.total)
    sheet.write_string(row, 0, "合计", formats.total)
    values = {**counts, **dict(enumerate(amounts, first))}
    for column, value in values.items():
        formula = f"=SUM({xl_rowcol_to_cell(1, column)}:{xl_rowcol_to_cell(max(rows, 1), column)})"
        form = formats.total_count if column in counts else formats.total_money
        sheet.write_formula(row, column, formula, form, value)


def _column(column: int, claims: int) -> str:
    """A column of the claims as formulas name it."""
    from xlsxwriter.utility import xl_col_to_name

    name = xl_col_to_name(column)
    return f"'{_CLAIMS}'!${name}$2:${name}${max(claims, 1) + 1}"


def _sums(claims: Sequence[DecidedClaim]) -> tuple[int | Decimal, ...]:
    """The total, the city's and the district's part; whole yuan as integers."""
    sums = (
        sum((claim.amount_yuan for claim in claims), Decimal(0)),
        sum((claim.city_yuan for claim in claims), Decimal(0)),
        sum((claim.district_yuan for claim in claims), Decimal(0)),
    )
    return tuple(int(amount) if amount == int(amount) else amount for amount in sums)


def _set_up_print(sheet: Any, title: str, number: str) -> None:
    """A4 on its side, as wide as one page, with title, number and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)  # inches, as the library wants them
    sheet.fit_to_pages(1, 0)
    # The blanks keep figures at the beginning of a text apart from the size of the letters.
    sheet.set_header(f"&C&14 {title}&R&10 {number}")
    sheet.set_footer("&C第 &P 页，共 &N 页")
