"""The check of a budget in words and as JSON values: the share, its steps, each department, the other reading."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from czdocs.decide.derivation import exact_text, yuan_text
from czdocs.decide.reserved_share import DepartmentShare, ReservedShare, ShareStep
from czdocs.money import grouped, percent
from czdocs.policy.parameter import Measures
from czdocs.report.text import display_width

__all__ = ["budget_data", "budget_text", "share_text"]

_PLACES = 6


def budget_text(
    share: ReservedShare,
    *,
    alternatives: Sequence[ReservedShare],
    departments: Sequence[DepartmentShare],
    measures: Measures,
    binding: bool,
) -> str:
    """The calculation and its result, for people."""
    parameter, reading = measures.parameters["reserved_share"], measures.interpretations["D-09"]
    lines = [f"依据　《办法》{parameter.article}：{parameter.text}", ""]
    lines += [*_table(share.steps), ""]
    lines.append(f"口径　{reading.options[share.reading]}（D-09）。")
    lines += [
        f"　　　另一种口径（{reading.options[other.reading]}）：{share_text(other.share)}，{_met(other)}。"
        for other in alternatives
    ]
    if len(departments) > 1:
        lines += ["", "各单位　只供部门内部安排，第十三条按整个部门的预算计算："]
        lines += [_department(one, wanted=percent(share.wanted)) for one in departments]
    if not binding:
        lines += ["", "第十三条只约束使用财政性资金的采购人；本单位不受约束，第十七条鼓励优先采购。"]
    return "\n".join(lines)


def share_text(share: Fraction | None) -> str:
    """`share` in per cent, exact where it has an end (`5%`), else cut, with the fraction (`4.040404…%（4/99）`)."""
    if share is None:
        return "没有预算"
    text = exact_text(share * 100)
    if "/" not in text:
        return f"{text}%"
    cut = share * 100 * 10**_PLACES // 1
    return f"{cut // 10**_PLACES}.{cut % 10**_PLACES:0{_PLACES}}…%（{exact_text(share)}）"


def _met(share: ReservedShare) -> str:
    return "符合" if share.met else f"不符合，还差 {_lacking(share)}"


def _lacking(share: ReservedShare) -> str:
    return f"{grouped(share.shortfall)} 元" if share.unit == "元" else f"{share.shortfall:f} 个项目"


def _department(one: DepartmentShare, *, wanted: str) -> str:
    beyond = "" if one.met else f"，不到{wanted}"
    sums = f"预算 {grouped(one.amount)} 元，预留 {grouped(one.reserved)} 元"
    return f"　　　{one.department}：{sums}，占 {share_text(one.share)}{beyond}。"


def _table(steps: Sequence[ShareStep]) -> Iterator[str]:
    """The steps in columns, as wide as their longest text."""
    rows = [("步骤", "算式", "代入", "结果", "依据")]
    rows += [
        (
            step.label,
            step.formula,
            "，".join(f"{name} {value}" for name, value in step.values),
            share_text(step.result) if step.unit == "比例" else f"{_figure(step)} {step.unit}",
            "、".join((step.article, *step.readings)),
        )
        for step in steps
    ]
    widths = [max(display_width(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = (text + " " * (width - display_width(text)) for text, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _figure(step: ShareStep) -> str:
    return yuan_text(step.result) if step.unit == "元" else exact_text(step.result)


def budget_data(
    share: ReservedShare,
    *,
    alternatives: Sequence[ReservedShare],
    departments: Sequence[DepartmentShare],
    measures: Measures,
    binding: bool,
) -> dict[str, Any]:
    """The calculation as JSON values; amounts and shares are exact texts."""
    return {
        "binding": binding,
        **_share_data(share),
        "steps": [
            {
                "label": step.label,
                "formula": step.formula,
                "values": dict(step.values),
                "result": exact_text(step.result),
                "unit": step.unit,
                "article": step.article,
                "readings": list(step.readings),
            }
            for step in share.steps
        ],
        "alternatives": [_share_data(other) for other in alternatives],
        "departments": [
            {
                "department": one.department,
                "amount_yuan": f"{one.amount:f}",
                "reserved_yuan": f"{one.reserved:f}",
                "share": None if one.share is None else exact_text(one.share),
                "met": one.met,
            }
            for one in departments
        ],
        "policy": {"document": measures.document, "version": measures.version},
    }


def _share_data(share: ReservedShare) -> dict[str, Any]:
    return {
        "reading": share.reading,
        "unit": share.unit,
        "met": share.met,
        "total": exact_text(share.whole),
        "reserved": exact_text(share.reserved),
        "share": None if share.share is None else exact_text(share.share),
        "wanted": f"{share.wanted:f}",
        "least": exact_text(share.least),
        "shortfall": f"{share.shortfall:f}",
    }
