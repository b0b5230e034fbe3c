"""Derivation rows: the steps of a derivation as a table shows them, the same in the letter and on the terminal."""

import re
from dataclasses import dataclass
from fractions import Fraction

from czdocs.decide.derivation import Derivation, Step, exact_text, yuan_text
from czdocs.money import grouped_text

__all__ = ["StepRow", "step_rows"]

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+|/[0-9]+)?")
_DAYS = "天数"
_SHARE = "占比"
_HEADING = "："


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One row: `number` from 1, what is computed, how, from which figures, with what result, on which basis.

    `result` is in yuan with thousands commas; where it has no end it is cut after six decimals with `…`, and `exact`
    is the fraction (`8832000/73`), otherwise empty. `article` names the interpretations after the article.
    """

    number: int
    label: str
    formula: str
    figures: str
    result: str
    article: str
    exact: str = ""

    @property
    def heading(self) -> str:
        """What the step is about (`保单 A 第 1 投保年度（…）`), shared by neighbouring steps; empty for the claim."""
        return self.label.rpartition(_HEADING)[0]

    @property
    def item(self) -> str:
        """The label below its heading (`费率上限`)."""
        return self.label.rpartition(_HEADING)[2]


def step_rows(derivation: Derivation) -> tuple[StepRow, ...]:
    """The steps of `derivation` in order; whoever shows a derivation shows these."""
    return tuple(_row(number, step) for number, step in enumerate(derivation.steps, 1))


def _row(number: int, step: Step) -> StepRow:
    exact = exact_text(step.result)
    return StepRow(
        number=number,
        label=step.label,
        formula=step.formula,
        figures="；".join(f"{name} {_figure(name, value)}" for name, value in step.values.items()),
        result=grouped_text(yuan_text(step.result)),
        article=f"{step.article}（{'、'.join(step.readings)}）" if step.readings else step.article,
        exact=exact if "/" in exact else "",
    )


def _figure(name: str, value: str) -> str:
    """`value` with its unit: days, a share, or an amount in yuan; what is no number stays as it is."""
    if not _NUMBER.fullmatch(value) or name.endswith(_SHARE):
        return value
    if name.endswith(_DAYS):
        return f"{value} 天"
    return f"{grouped_text(yuan_text(Fraction(value)))} 元"
