"""Effects: a calculation beside the same one with other values or readings, for people and programs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from czdocs.capitals import capital
from czdocs.decide.derivation_rows import StepRow, step_rows
from czdocs.money import Yuan, grouped
from czdocs.report.calculation import CalculationSheet, sheet_data
from czdocs.report.table import Column, table_lines
from czdocs.report.wrapping import wrapped

__all__ = ["effects_data", "effects_text"]

_WIDTH = 100
_COLUMNS = (
    Column(title="步", most=3, right=True),
    Column(title="项目", most=46),
    Column(title="现在", most=26, right=True),
    Column(title="假设", most=26, right=True),
)


def effects_data(
    sheet: CalculationSheet | None, changed: CalculationSheet, assumptions: Iterable[str]
) -> dict[str, Any]:
    """Both calculations as JSON values; `before` is null where the claim cannot be computed as it is."""
    difference = None if sheet is None else changed.derivation.amount_yuan - sheet.derivation.amount_yuan
    return {
        "assumptions": list(assumptions),
        "before": None if sheet is None else sheet_data(sheet),
        "after": sheet_data(changed),
        "difference_yuan": None if difference is None else f"{difference:.2f}",
        "changed_steps": []
        if sheet is None
        else [
            {
                "label": (old or new).label,  # type: ignore[union-attr]
                "before_yuan": None if old is None else _result(old),
                "after_yuan": None if new is None else _result(new),
            }
            for old, new in _pairs(sheet, changed)
            if old is None or new is None or not _alike(old, new)
        ],
    }


def effects_text(sheet: CalculationSheet, changed: CalculationSheet, assumptions: Sequence[str]) -> str:
    """Both calculations side by side: the amounts, and the steps that changed, marked with `→`."""
    lines = ["假设", *(f"  · {line}" for text in assumptions for line in wrapped(text, _WIDTH - 4)), ""]
    rows: list[Sequence[str] | str] = []
    heading = ""
    for old, new in _pairs(sheet, changed):
        known = new or old
        if known is None:
            continue
        if known.heading and known.heading != heading:
            rows.append(known.heading)
        heading = known.heading
        rows.append(_row(known, old, new))
    before, after = sheet.derivation.amount_yuan, changed.derivation.amount_yuan
    lines += [*table_lines(_COLUMNS, rows), "", *_totals(before, after)]
    return "\n".join(lines) + "\n"


def _row(known: StepRow, old: StepRow | None, new: StepRow | None) -> Sequence[str]:
    """One step on both sides; below it what of its formula and its figures is otherwise."""
    number = str(known.number)
    if old is None or new is None:
        return number, known.item, old.result if old else "没有这一步", new.result if new else "没有这一步"
    if _alike(old, new):
        return number, known.item, old.result, "同左"
    return number, "\n".join((known.item, *_otherwise(old, new))), old.result, new.result


def _otherwise(old: StepRow, new: StepRow) -> Iterator[str]:
    if old.formula != new.formula:
        yield f"{old.formula} → {new.formula}"
    were, are = old.figures.split("；"), new.figures.split("；")
    if len(were) != len(are):
        yield f"{old.figures} → {new.figures}"
        return
    for was, now in zip(were, are, strict=True):
        if was != now:
            yield f"{was} → {_without_name(was, now)}"


def _without_name(was: str, now: str) -> str:
    """`now` without the words of its name, which are those that it has in common with `was` (`第 2 项 95.00 元`)."""
    words = now.split(" ")
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was.split(" "), words, strict=False)))
    return " ".join(words[common:])


def _totals(before: Yuan, after: Yuan) -> Iterator[str]:
    change = after - before
    sign = "增加" if change > 0 else "减少"
    yield f"  现在　{grouped(before)} 元　{capital(before)}"
    yield f"  假设　{grouped(after)} 元　{capital(after)}"
    yield f"  差额　{sign} {grouped(abs(change))} 元" if change else "  差额　没有变化"


def _pairs(sheet: CalculationSheet, changed: CalculationSheet) -> Iterator[tuple[StepRow | None, StepRow | None]]:
    """The steps of both, those with the same label together, in the order of the calculation."""
    old, new = step_rows(sheet.derivation), step_rows(changed.derivation)
    later = {row.label for row in new}
    waiting = list(old)
    for row in new:
        if any(one.label == row.label for one in waiting):
            while waiting[0].label != row.label:
                yield waiting.pop(0), None
            yield waiting.pop(0), row
        else:
            while waiting and waiting[0].label not in later:
                yield waiting.pop(0), None
            yield None, row
    for gone in waiting:
        yield gone, None


def _alike(old: StepRow, new: StepRow) -> bool:
    return (old.result, old.exact, old.formula, old.figures) == (new.result, new.exact, new.formula, new.figures)


def _result(row: StepRow) -> str:
    return row.exact or row.result.replace(",", "")
