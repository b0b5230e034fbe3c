"""Replay answers for people and programs: whether archived decisions come out again as they were made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from czdocs.diagnostic import Diagnostic
from czdocs.money import grouped_text

__all__ = ["ReplayedDecision", "replay_data", "replay_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedDecision:
    """One decision computed again: what is archived, what came out now, and the findings that say where they differ."""

    sequence: int
    case: str
    title: str
    archived_yuan: str
    computed_yuan: str
    steps: int
    document: str
    version: int
    findings: tuple[Diagnostic, ...]

    @property
    def equal(self) -> bool:
        """Whether everything came out again."""
        return not self.findings


def replay_data(decisions: Sequence[ReplayedDecision]) -> dict[str, Any]:
    """The decisions as JSON values."""
    return {
        "decisions": len(decisions),
        "different": sum(1 for one in decisions if not one.equal),
        "replayed": [
            {
                "sequence": one.sequence,
                "case": one.case,
                "equal": one.equal,
                "archived_yuan": one.archived_yuan,
                "computed_yuan": one.computed_yuan,
                "steps": one.steps,
                "policy": {"document": one.document, "version": one.version},
                "differences": [{"code": d.code, "message": d.message} for d in one.findings],
            }
            for one in decisions
        ],
    }


def replay_text(decisions: Sequence[ReplayedDecision]) -> str:
    """One line a decision, and how many came out again."""
    lines = []
    for one in decisions:
        rules = f"按{one.document}参数第 {one.version} 版"
        amount = f"{grouped_text(one.archived_yuan)} 元"
        if one.equal:
            lines.append(f"第 {one.sequence} 号　{one.case}　{rules}重算，{one.steps} 步和金额 {amount}都与归档一致。")
        else:
            now = f"{grouped_text(one.computed_yuan)} 元"
            told = f"{len(one.findings)} 处与归档不同：归档 {amount}，重算 {now}。"
            lines.append(f"第 {one.sequence} 号　{one.case}　{rules}重算，{told}")
    different = sum(1 for one in decisions if not one.equal)
    if len(decisions) != 1:
        told = f"{different} 项与归档不同，见上" if different else "都与归档一致"
        lines.append(f"重算了 {len(decisions)} 项补贴决定，{told}。" if decisions else "归档中没有补贴决定。")
    return "\n".join(lines) + "\n"
