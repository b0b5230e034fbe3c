"""Page of the parameters: every number, list and interpretation, from the files that the program itself uses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from czdocs.policy.book import PolicyBook
from czdocs.policy.known import CEILINGS, INTERPRETATIONS
from czdocs.policy.parameter import ExpertTerms, Interpretation, Measures, Notice, Parameter, Tier
from czdocs.terms import District

__all__ = ["policy_page"]

_HEAD = """# 政策参数

本页由 `policy` 文件夹里的参数文件生成，请勿手工修改；改了参数文件以后，先用 `czdocs check-policy policy` 核对，再用
`invoke generate` 重新生成本页。金额和比例在参数文件里写成带引号的数（`"0.80"`），日期写成 2026-04-15。
"""
_READINGS = """### 对《办法》的理解

《办法》没有写明之处，程序按下列理解办理。要改用另一项的，改参数文件里的 `chosen`、`why` 和 `rejected`；
注明“程序不能照办”的，须先修改程序。
"""
_NOTICES = """## 年度申报通知

第二十二条留给年度申报通知的具体要求，一个年度一个文件。年度通知可以把《办法》的比例和最高额规定得更严，不能超过。
"""


def policy_page(book: PolicyBook, notice_fields: Mapping[str, Any]) -> str:
    """The page as Markdown; `notice_fields` are the fields of a notice by key, as its schema explains them."""
    parts = [_HEAD]
    for edition in book.measures:
        parts += _edition(edition)
    parts.append(_NOTICES)
    notices = [notice for _, notice in sorted(book.notices.items())]
    for notice in notices:
        mark = f"（**示例**：{notice.illustrative_note}）" if notice.illustrative else ""
        parts.append(f"- {notice.year} 年度：{notice.document}《{notice.title}》{mark}")
    rows = list(_notice_rows(notice_fields, notices, prefix=""))
    parts.append("\n" + _table(("项目", "名称", "单位", "依据", *(str(n.year) for n in notices)), rows))
    parts += _agencies(book)
    return "\n".join(parts)


def _edition(edition: Measures) -> Iterator[str]:
    """One edition: its parameters, then its interpretations."""
    placeholder = "（占位，以正式文本为准）" if edition.valid_from_is_placeholder else ""
    yield f"## 《{edition.title}》（{edition.document}）\n"
    yield f"来源：{edition.source}。{_period(edition.valid_from, edition.valid_to)}施行{placeholder}。\n"
    yield "### 数和名单\n"
    yield "没有另写施行日期和来源的，与上面相同。\n"
    yield _table(
        ("项目", "名称", "数值", "单位", "依据", "施行日期", "原文"),
        (
            (one.title, f"`{one.name}`", _value(one), one.unit, one.article, _own_period(one), _quoted(one))
            for one in _all(edition, Parameter)
        ),
    )
    yield _READINGS
    for reading in _all(edition, Interpretation):
        yield from _reading(reading)


def _all(edition: Measures, kind: type) -> list[Any]:
    """The parameters or the interpretations, each row of those that are dated, in the order of the file."""
    dated = [one for one in edition.dated if isinstance(one, kind)]
    named = {one.name for one in dated}
    lasting = edition.parameters if kind is Parameter else edition.interpretations
    rows = [one for name, one in lasting.items() if name not in named] + dated
    return sorted(rows, key=_row_number)


def _row_number(one: Parameter | Interpretation) -> int:
    return int(one.place.path.partition("[")[2].rstrip("]"))


def _reading(reading: Interpretation) -> Iterator[str]:
    """One interpretation: its question, and its options with the reason for or against each."""
    can = INTERPRETATIONS[reading.name]
    when = _own_period(reading)
    yield f"#### {reading.name} {reading.question}\n"
    yield f"依据{reading.article}；由{reading.decided_by}决定{f'；{when}' if when else ''}。\n"
    yield _table(
        ("选项", "名称", "理由"),
        (
            (
                f"**{meaning}**" if option == reading.chosen else meaning,
                f"`{option}`",
                f"**选用**：{reading.why}"
                if option == reading.chosen
                else f"不选：{reading.rejected[option]}{'' if can[option] else '（程序不能照办）'}",
            )
            for option, meaning in reading.options.items()
        ),
    )


def _notice_rows(
    fields: Mapping[str, Any], notices: Sequence[Notice | ExpertTerms | Mapping[str, Any]], *, prefix: str
) -> Iterator[tuple[str, ...]]:
    """A row for each field of the notices, groups of their own terms divided."""
    for key, field in fields.items():
        values = [_of(notice, key) for notice in notices]
        if key in {"experts", "maxima"}:
            yield from _notice_rows(field["properties"], values, prefix=f"{prefix}{key}.")
        elif key not in {"document", "title", "year", "illustrative", "illustrative_note"}:
            article, unit = field.get("x-article", ""), field.get("x-unit", "")
            yield field["title"], f"`{prefix}{key}`", unit, article, *(_said(key, value) for value in values)


def _of(notice: Any, key: str) -> Any:
    if isinstance(notice, Mapping):
        return notice.get(key)
    return notice.ceilings.get(key) if key in CEILINGS else getattr(notice, key)


def _said(key: str, value: Any) -> str:
    """A value of a notice in words; a dash for none."""
    if key == "district_shares":
        return "；".join(f"{District(code).label} {_percent(share)}" for code, share in value.items())
    if key == "form_versions":
        return "；".join(f"{kind} {'、'.join(map(str, versions))}" for kind, versions in value.items())
    if isinstance(value, tuple):
        return "；".join(map(_tier, value)) if key == "scenario_tiers" else "、".join(map(str, value))
    return "—" if value is None else str(value)


def _tier(tier: Tier) -> str:
    return f"从 {tier.from_yuan:,} 元起 {_percent(tier.share)}"


def _agencies(book: PolicyBook) -> Iterator[str]:
    """The names of the agencies with their dates, and how long records are kept."""
    yield "## 机关名称\n"
    yield _table(
        ("机关", "全称", "简称", "使用日期", "来源"),
        (
            (f"`{agency.id}`", name.name, name.short, _period(name.valid_from, name.valid_to), name.source)
            for agency in book.agencies.values()
            for name in agency.names
        ),
    )
    placeholder = "（占位，以市档案馆编定的为准）" if book.fonds.is_placeholder else ""
    yield f"## 档案\n\n全宗号 {book.fonds.number}{placeholder}，{book.fonds.name}。\n"
    if book.retention_is_placeholder:
        yield "下列保管期限是示例，以经审批的本机关文件材料归档范围和保管期限表为准。\n"
    yield _table(("归档文件", "保管期限"), ((f"`{kind}`", period) for kind, period in book.retention.items()))


def _value(one: Parameter) -> str:
    if isinstance(one.value, tuple):
        return "、".join(one.value)
    if isinstance(one.value, bool):
        return "是" if one.value else "否"
    if isinstance(one.value, int):
        return str(one.value)
    return _percent(Decimal(one.value)) if one.unit.startswith("比例") else f"{Decimal(one.value):,}"


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


def _quoted(one: Parameter) -> str:
    return f"{one.text}（{one.source}）" if one.source else one.text


def _own_period(one: Parameter | Interpretation) -> str:
    return _period(one.valid_from, one.valid_to) if one.valid_from or one.valid_to else ""


def _period(first: date | None, last: date | None) -> str:
    return f"{f'自 {first} 起' if first else ''}{f'到 {last} 止' if last else ''}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
