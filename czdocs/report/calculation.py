"""Calculations for people and programs: what a claim gives, step by step, and what is to be known beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from czdocs.capitals import capital
from czdocs.decide.claim_facts import PaidYear
from czdocs.decide.derivation import Derivation, Remark
from czdocs.decide.derivation_rows import StepRow, step_rows
from czdocs.decide.missing_field import MissingField
from czdocs.money import Yuan, grouped
from czdocs.report.derivation import derivation_data
from czdocs.report.table import Column, table_lines
from czdocs.report.wrapping import wrapped

__all__ = ["CalculationSheet", "ReadingNote", "sheet_data", "sheet_text", "step_table"]

_WIDTH = 100
_COLUMNS = (
    Column(title="步", most=3, right=True),
    Column(title="项目", most=24),
    Column(title="公式", most=24),
    Column(title="数据", most=30),
    Column(title="结果（元）", most=26, right=True),
    Column(title="依据", most=14),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingNote:
    """How an open question was read: its name, the question, the option and what it means; `changed` for once only."""

    name: str
    question: str
    choice: str
    words: str
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculationSheet:
    """One calculation with its heading.

    `day` is the day whose rules hold, `day_said` whether the claim names it. `notice` is the annual notice on which the
    amount rests, None where it rests on none. `prior` is what was granted before. `assumed`, `missing` and `wrong` are
    those of the partial claim; a claim that is complete has none.
    """

    claim: str | None
    product: str | None
    certificate: str | None
    company: str | None
    purpose: str
    day: date
    day_said: bool
    notice: str | None
    prior: tuple[PaidYear, ...]
    claimed_yuan: Yuan | None
    difference: Remark | None
    derivation: Derivation
    readings: tuple[ReadingNote, ...]
    assumed: tuple[str, ...] = ()
    missing: tuple[MissingField, ...] = ()
    wrong: int = 0


def sheet_data(sheet: CalculationSheet) -> dict[str, Any]:
    """The derivation as JSON values, with what was claimed, why that differs, and what the claim lacks."""
    difference = sheet.difference
    return {
        **derivation_data(sheet.derivation, claim=sheet.claim, product=sheet.product),
        "rules_of": sheet.day.isoformat(),
        "claimed_yuan": None if sheet.claimed_yuan is None else f"{sheet.claimed_yuan:.2f}",
        "difference": None if difference is None else {"code": difference.code, "text": difference.text},
        "prior": [
            {"year_start": one.year_start.isoformat(), "amount_yuan": f"{one.amount_yuan:.2f}", "source": one.source}
            for one in sheet.prior
        ],
        "assumed": list(sheet.assumed),
        "missing": [{"path": one.path, "title": one.title} for one in sheet.missing],
    }


def sheet_text(sheet: CalculationSheet) -> str:
    """The whole calculation: heading, steps, amount, difference, remarks, readings, what is missing."""
    blocks = [
        _heading(sheet),
        step_table(step_rows(sheet.derivation)),
        list(_amount(sheet)),
        list(_remarks(sheet.derivation)),
        list(_readings(sheet.readings)),
        list(_gaps(sheet)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def step_table(rows: Iterable[StepRow]) -> list[str]:
    """The steps as a table; neighbouring steps about one insured year stand below a heading."""
    cells: list[Sequence[str] | str] = []
    heading = ""
    for row in rows:
        if row.heading and row.heading != heading:
            cells.append(row.heading)
        heading = row.heading
        result = f"{row.result}\n（{row.exact}）" if row.exact else row.result
        figures, article = row.figures.replace("；", "\n"), row.article.replace("（", "\n（").replace("、第", "、\n第")
        cells.append((str(row.number), row.item, row.formula, figures, result, article))
    return table_lines(_COLUMNS, cells)


def _heading(sheet: CalculationSheet) -> list[str]:
    day = f"申报日期 {_day(sheet.day)}" if sheet.day_said else f"今天 {_day(sheet.day)}（申报表没有填写申报日期）"
    policy = f"{sheet.derivation.document}，参数第 {sheet.derivation.version} 版，依{day}"
    pairs = [
        ("申报单位", sheet.company),
        ("产品", sheet.product and f"{sheet.product}（证书 {sheet.certificate or '未填写'}）"),
        ("规则", policy),
        ("年度通知", sheet.notice),
        *(("以前获得", _paid(one)) for one in sheet.prior),
    ]
    return [f"{sheet.purpose}核算　{sheet.claim or '（没有申报编号）'}", *_pairs(pairs)]


def _paid(one: PaidYear) -> str:
    source = f"（归档：{one.source}）" if one.source else "（申报表所填）"
    return f"{_day(one.year_start)}起　{grouped(one.amount_yuan)} 元{source}"


def _amount(sheet: CalculationSheet) -> Iterator[str]:
    amount = sheet.derivation.amount_yuan
    yield from _pairs([("核算金额", f"{grouped(amount)} 元"), ("大写", capital(amount))])
    if len(sheet.derivation.years) > 1:
        years = [f"{_day(one.year_start)}起的投保年度 {grouped(one.amount_yuan)} 元" for one in sheet.derivation.years]
        yield from _pairs([("其中", "；".join(years))])
    if sheet.claimed_yuan is None:
        yield from _pairs([("申报金额", "没有填写")])
        return
    same = "与申报金额的差额为 0。" if sheet.difference is None else sheet.difference.text
    yield from _pairs([("申报金额", f"{grouped(sheet.claimed_yuan)} 元"), ("差额", same)])


def _remarks(derivation: Derivation) -> Iterator[str]:
    if derivation.remarks:
        yield "说明"
    for remark in derivation.remarks:
        yield from _point(f"{remark.text}（{remark.article}）" if remark.article else remark.text)


def _readings(readings: Sequence[ReadingNote]) -> Iterator[str]:
    if readings:
        yield "《办法》没有写明之处，核算采用的理解"
    for one in readings:
        mark = "【假设】" if one.changed else ""
        yield from _point(f"{mark}{one.name} {one.question}：{one.words}（{one.choice}）")


def _gaps(sheet: CalculationSheet) -> Iterator[str]:
    if sheet.assumed or sheet.missing or sheet.wrong:
        yield "这是按已填内容核算的，申报表还不完整"
    for text in sheet.assumed:
        yield from _point(f"{text}。")
    if sheet.missing:
        groups: dict[str, list[str]] = {}
        for one in sheet.missing:
            groups.setdefault(one.around, []).append(f"“{one.title}”")
        named = [f"{around}的{'、'.join(titles)}" if around else "、".join(titles) for around, titles in groups.items()]
        yield from _point(f"还缺 {len(sheet.missing)} 项：{'；'.join(named)}。")
    if sheet.wrong:
        yield from _point(f"另有 {sheet.wrong} 处填写有误，不影响核算。")
    if sheet.missing or sheet.wrong:
        yield from _point("申报前请用 czdocs validate 核对。")


def _pairs(pairs: Iterable[tuple[str, str | None]]) -> list[str]:
    lines: list[str] = []
    for name, value in pairs:
        first, *more = wrapped(value, _WIDTH - 12) if value else ["", ""]
        lines += [f"  {name:　<4}　{first}", *(" " * 12 + line for line in more)] if value else []
    return lines


def _point(text: str) -> Iterator[str]:
    first, *more = wrapped(text, _WIDTH - 4)
    yield f"  · {first}"
    yield from (f"    {line}" for line in more)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
