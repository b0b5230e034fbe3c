"""补贴金额计算表: the steps of a derivation as the attachment of a letter, with the readings on which they rest."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from czdocs.decide.derivation import Derivation
from czdocs.decide.derivation_rows import StepRow, step_rows
from czdocs.decide.subsidy_batch import DecidedClaim
from czdocs.documents.context.subsidy_words import without_gaps
from czdocs.documents.gongwen import Attachment, Column, Table

__all__ = ["TITLE", "calculation_attachment", "has_calculation"]

TITLE = "补贴金额计算表"
_COLUMNS = (
    Column(title="步骤", width=9, centred=True),
    Column(title="项目", width=26, prose=True),
    Column(title="算式", width=34, prose=True),
    Column(title="数据", width=39, prose=True),
    Column(title="结果（元）", width=30, amount=True),
    Column(title="依据", width=18, prose=True),
)


def has_calculation(derivation: Derivation) -> bool:
    """Whether the steps tell more than that nothing was computed."""
    return any(step.result or step.cut for step in derivation.steps)


def calculation_attachment(claim: DecidedClaim, interpretations: Mapping[str, str]) -> Attachment:
    """The steps of the claim, those about one insured year under a common line, and the readings applied.

    `interpretations` has the meaning of every reading on which a step rests.
    """
    derivation = claim.derivation
    rows: list[tuple[str, ...]] = []
    for heading, steps in groupby(step_rows(derivation), key=lambda row: row.heading):
        if heading:
            rows.append((without_gaps(heading),))
        rows += [_cells(row) for row in steps]
    return Attachment(
        title=TITLE,
        table=Table(columns=_COLUMNS, rows=tuple(rows), unit="单位：元"),
        notes=tuple(_notes(derivation, interpretations)),
    )


def _cells(row: StepRow) -> tuple[str, ...]:
    result = f"{row.result}\n即{row.exact}" if row.exact else row.result
    texts = (row.item, row.formula, row.figures, result, row.article)
    return (str(row.number), *map(without_gaps, texts))


def _notes(derivation: Derivation, interpretations: Mapping[str, str]) -> Iterator[str]:
    applied = sorted({name for step in derivation.steps for name in step.readings})
    if applied:
        yield "注：本表按照对《办法》的下列理解计算。"
    for name in applied:
        yield f"{name}{without_gaps(interpretations[name]).rstrip('。')}。"
