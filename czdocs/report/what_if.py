"""What-if answers for people and programs: the past decisions that would change, and the sums."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from czdocs.money import Yuan, grouped
from czdocs.report.table import Column, table_lines

__all__ = ["ChangedDecision", "WhatIf", "what_if_data", "what_if_text"]

_COLUMNS = (
    Column(title="记录", most=8, right=True),
    Column(title="申报编号", most=14),
    Column(title="产品", most=36),
    Column(title="决定日期", most=10),
    Column(title="原批准（元）", most=16, right=True),
    Column(title="假设（元）", most=16, right=True),
    Column(title="差额（元）", most=16, right=True),
    Column(title="", most=6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDecision:
    """A past decision that would have granted `new_yuan`; `follows` where an earlier one of its product changed too."""

    sequence: int
    case: str
    product: str
    certificate: str
    company: str
    document: str
    dated: date
    old_yuan: Yuan
    new_yuan: Yuan
    follows: bool

    @property
    def difference_yuan(self) -> Decimal:
        """What would have been granted more; less than 0 for less."""
        return self.new_yuan - self.old_yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The answer: the choices with their words, how many decisions were looked at, their sum, and what would change."""

    choices: tuple[tuple[str, str, str], ...]
    decisions: int
    granted_yuan: Yuan
    changed: tuple[ChangedDecision, ...]

    @property
    def difference_yuan(self) -> Decimal:
        """What all decisions together would have granted more; less than 0 for less."""
        return _sum(one.difference_yuan for one in self.changed)


def what_if_data(answer: WhatIf) -> dict[str, Any]:
    """The answer as JSON values; amounts are decimal text."""
    return {
        "interpretations": [{"name": name, "choice": choice, "words": words} for name, choice, words in answer.choices],
        "decisions": answer.decisions,
        "changed": [
            {
                "sequence": one.sequence,
                "case": one.case,
                "product": one.product,
                "certificate": one.certificate,
                "company": one.company,
                "decision": one.document,
                "dated": one.dated.isoformat(),
                "old_yuan": f"{one.old_yuan:.2f}",
                "new_yuan": f"{one.new_yuan:.2f}",
                "difference_yuan": f"{one.difference_yuan:.2f}",
                "follows": one.follows,
            }
            for one in answer.changed
        ],
        "old_yuan": f"{answer.granted_yuan:.2f}",
        "new_yuan": f"{answer.granted_yuan + answer.difference_yuan:.2f}",
        "difference_yuan": f"{answer.difference_yuan:.2f}",
    }


def what_if_text(answer: WhatIf) -> str:
    """The answer in words: the choices, the decisions that would change, the sums."""
    lines = ["假设", *(f"  · {name} {words}（{choice}）" for name, choice, words in answer.choices), ""]
    if not answer.changed:
        granted = grouped(answer.granted_yuan)
        return "\n".join([*lines, f"以往批准的 {answer.decisions} 项补贴（共 {granted} 元）都不会改变。"]) + "\n"
    lines += table_lines(_COLUMNS, [_row(one) for one in answer.changed])
    if any(one.follows for one in answer.changed):
        lines.append("连带：同一产品以前的补贴改变，本项随之改变。")
    more = [one for one in answer.changed if one.difference_yuan > 0]
    less = [one for one in answer.changed if one.difference_yuan < 0]
    now = answer.granted_yuan + answer.difference_yuan
    lines += [
        "",
        f"以往批准的 {answer.decisions} 项补贴中有 {len(answer.changed)} 项会改变：",
        f"  增加　{len(more)} 项，共 {grouped(_sum(one.difference_yuan for one in more))} 元",
        f"  减少　{len(less)} 项，共 {grouped(-_sum(one.difference_yuan for one in less))} 元",
        f"  合计　由 {grouped(answer.granted_yuan)} 元变为 {grouped(now)} 元",
        f"  差额　{_signed(answer.difference_yuan)} 元",
    ]
    return "\n".join(lines) + "\n"


def _row(one: ChangedDecision) -> tuple[str, ...]:
    amounts = grouped(one.old_yuan), grouped(one.new_yuan), _signed(one.difference_yuan)
    return (str(one.sequence), one.case, one.product, one.dated.isoformat(), *amounts, "连带" if one.follows else "")


def _signed(amount: Decimal) -> str:
    return f"+{grouped(amount)}" if amount > 0 else grouped(amount)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
