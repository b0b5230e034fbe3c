"""Hints: the sentence that says how a value that was refused should have been written."""

from collections.abc import Mapping
from typing import Any

from czdocs.intake.proposals import propose
from czdocs.intake.scalars import types_of

__all__ = ["hint"]

_NUMBERS = ("^(?:0|", "^-?(?:0|")
"""How the patterns of numbers begin."""


def hint(known: Mapping[str, Any], value: Any, *, unit: Any = None) -> str:
    """A sentence with the right way to write `value` where `known` is asked; empty where there is none that is safe.

    Nothing of personal data is repeated. `unit` is the unit that the form gives beside the value.
    """
    proposal = propose(known, value, unit=unit)
    if proposal is None:
        return _manner(known) if isinstance(value, str) else ""
    if proposal == value.strip() != value:
        return "请删去文字首尾的空格和空行。"
    if proposal == value:
        return "请去掉引号。" if known.get("x-personal") else f"请写成 {proposal}，不加引号。"
    return "" if known.get("x-personal") else f"请写成 {proposal}。"


def _manner(known: Mapping[str, Any]) -> str:
    """In what manner a number or day is to be written, where what was meant cannot be told; empty for other fields."""
    example = next(iter(known.get("examples", ())), None)
    if example is None or known.get("x-personal"):
        return ""
    if known.get("format") == "date":
        return f"请写全年、月、日，例如 {example}。"
    if "integer" in types_of(known) or str(known.get("pattern", "")).startswith(_NUMBERS):
        return f"请只写半角数字，不加单位和逗号，例如 {example}。"
    return ""
