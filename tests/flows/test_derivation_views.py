"""The letter is the receipt: rows, JSON and the table on the terminal show one derivation."""

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from decided_claims import DECIDED, YEAR, random_facts

from czdocs.capitals import parse_capital
from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.derivation import Derivation, Step
from czdocs.decide.derivation_rows import StepRow, step_rows
from czdocs.flows.knowledge import policy_book
from czdocs.report.calculation import step_table
from czdocs.report.derivation import derivation_data, derivation_differences
from czdocs.report.text import display_width


def derivations(count: int, seed: int) -> list[Derivation]:
    """The derivations of random claims, read in all ways that can be computed."""
    chance = random.Random(seed)  # noqa: S311 - for tests
    book = policy_book()
    made = []
    for _ in range(count):
        measures = book.on(DECIDED)
        for name in ("D-14", "D-15", "D-16", "D-17", "D-21", "D-22", "D-28"):
            if chance.random() < 0.3:
                measures = measures.with_reading(name, chance.choice(tuple(measures.interpretations[name].options)))
        made.append(claim_amount(random_facts(chance), measures, book.notice(YEAR)))
    return made


def rows_of_json(data: Mapping[str, Any], derivation: Derivation) -> tuple[StepRow, ...]:
    """The rows that the JSON alone gives."""
    steps = tuple(
        Step(
            label=step["label"],
            formula=step["formula"],
            values=step["values"],
            result=Fraction(step["result_exact"]),
            article=step["article"],
            readings=tuple(step["readings"]),
            cut=step["cut"],
        )
        for step in data["steps"]
    )
    return step_rows(replace(derivation, steps=steps))


def cells_of_table(lines: list[str]) -> list[tuple[str, ...]]:
    """Number, item, formula, figures, result and article of each step, read off the table as a person reads it."""
    title = lines[0]
    starts = [display_width(title[: title.index(name)]) for name in ("项目", "公式", "数据", "依据")]
    cells: list[list[str]] = []
    for line in lines[2:-1]:
        number, item, formula, middle, article = cut(line, [0, *starts])
        parts = re.split(r" {2,}", middle.rstrip())
        shown = len(parts) == 2 and display_width(middle.rstrip()) == starts[3] - starts[2] - 2
        figures, result = parts if shown else (middle, "")
        if re.fullmatch(r" *[0-9]+ *", number) and (item or formula).strip():
            cells.append([""] * 6)
        elif not line.startswith(" "):
            continue  # the heading of an insured year
        for n, text in enumerate((number, item, formula, figures, result, article)):
            cells[-1][n] += text.replace(" ", "")
    return [tuple(row) for row in cells]


def cut(line: str, starts: list[int]) -> list[str]:
    """`line` divided at terminal columns."""
    parts = [""] * len(starts)
    column = 0
    for character in line:
        parts[sum(1 for start in starts if start <= column) - 1] += character
        column += display_width(character)
    return parts


def expected_cells(row: StepRow) -> tuple[str, ...]:
    """What the table has to show of `row`, blanks aside."""
    result = f"{row.result}（{row.exact}）" if row.exact else row.result
    texts = (str(row.number), row.item, row.formula, row.figures.replace("；", ""), result, row.article)
    return tuple(text.replace(" ", "") for text in texts)


def check_views(derivation: Derivation) -> None:
    """All three views of `derivation` say the same."""
    rows = step_rows(derivation)
    data = derivation_data(derivation, claim="2026-XB-B001", product="产品")
    assert rows_of_json(data, derivation) == rows
    assert cells_of_table(step_table(rows)) == [expected_cells(row) for row in rows]
    assert Fraction(rows[-1].result.replace(",", "")) == Fraction(data["amount_yuan"]) == derivation.amount_yuan
    assert parse_capital(data["amount_capital"]) == Decimal(data["amount_yuan"])
    assert sum(Decimal(year["amount_yuan"]) for year in data["years"]) in {derivation.amount_yuan, 0}


def test_three_views_show_one_derivation() -> None:
    """Table, JSON and rows of random claims agree in every step, figure, article and amount."""
    for derivation in derivations(150, seed=7):
        check_views(derivation)


@pytest.mark.slow
def test_three_views_show_one_derivation_of_many_claims() -> None:
    """As above, for 3,000 claims."""
    for derivation in derivations(3_000, seed=8):
        check_views(derivation)


def test_a_derivation_does_not_differ_from_itself() -> None:
    """Nothing is told where nothing differs."""
    for derivation in derivations(20, seed=9):
        data = derivation_data(derivation, claim=None, product=None)
        assert derivation_differences(data, data) == ()


def test_every_change_of_a_step_is_told() -> None:
    """A changed figure, formula, result or article, a step too many and a changed amount are each one difference."""
    (derivation,) = derivations(1, seed=3)
    data = derivation_data(derivation, claim=None, product=None)
    first = data["steps"][0]
    changes: dict[str, Mapping[str, Any]] = {
        f"第 1 步“{first['label']}”的公式": {"formula": "别的"},
        f"第 1 步“{first['label']}”的结果": {"result_exact": "1"},
        f"第 1 步“{first['label']}”的依据": {"article": "第一条"},
    }
    for place, change in changes.items():
        other = {**data, "steps": [{**first, **change}, *data["steps"][1:]]}
        assert [one.place for one in derivation_differences(data, other)] == [place]
    shorter = {**data, "steps": data["steps"][:-1]}
    last = data["steps"][-1]
    (difference,) = derivation_differences(data, shorter)
    assert (difference.place, difference.was, difference.now) == (
        f"第 {len(data['steps'])} 步“{last['label']}”",
        last["result_exact"],
        None,
    )
    (amount,) = derivation_differences(data, {**data, "amount_yuan": "0.01"})
    assert (amount.place, amount.was, amount.now) == ("核算金额", data["amount_yuan"], "0.01")
