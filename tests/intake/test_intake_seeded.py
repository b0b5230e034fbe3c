"""Seeded faults: forms with one fault each, systematically made; reported at the exact line, once, with a remedy."""

from collections import Counter

import pytest

from bench.diagnostics import Outcome, measure, seeded, table
from bench.faults import accepted_forms
from czdocs.flows.validate import validate_content
from czdocs.terms import FormKind

MOST = 12  # of a kind of fault in a form; `python bench/diagnostics.py` measures all
EXACT_LINE = 0.95
ONE_FINDING = 0.99


@pytest.fixture(scope="module")
def outcomes() -> tuple[Outcome, ...]:
    """What was found in each form."""
    return tuple(measure(seeded(MOST)))


def test_forms_without_fault_have_no_finding() -> None:
    """What is found comes from the seeded fault: the forms of all kinds from which they are made are accepted."""
    forms = list(accepted_forms())
    assert {form.name for form in forms} == {kind.value for kind in FormKind}
    for form in forms:
        text = "\n".join(form.lines) + "\n"
        assert validate_content(text.encode(), name="f.yaml").diagnostics == ()


def test_at_least_two_hundred_faults_of_all_kinds(outcomes: tuple[Outcome, ...]) -> None:
    """The goals rest on more than two hundred different forms with faults of more than twenty kinds."""
    assert len({outcome.fault.text for outcome in outcomes}) == len(outcomes) >= 200
    kinds = Counter(outcome.fault.kind for outcome in outcomes)
    assert len(kinds) >= 20
    assert {outcome.fault.form for outcome in outcomes} == {kind.value for kind in FormKind}


def test_faults_are_reported_at_their_line(outcomes: tuple[Outcome, ...]) -> None:
    """Of all faults at least 95 in 100 are reported at the exact line, and none goes unseen."""
    assert [o.fault for o in outcomes if not o.found] == []
    share = sum(outcome.exact for outcome in outcomes) / len(outcomes)
    assert share >= EXACT_LINE, table(outcomes)


def test_one_fault_is_one_finding(outcomes: tuple[Outcome, ...]) -> None:
    """A fault is told once: what follows from it is not told as well."""
    share = sum(outcome.only for outcome in outcomes) / len(outcomes)
    assert share >= ONE_FINDING, table(outcomes)


def test_what_was_meant_is_named(outcomes: tuple[Outcome, ...]) -> None:
    """Of misspelt codes and keys, Chinese names and conditions the finding names the code, key or branch meant."""
    meant = [outcome for outcome in outcomes if outcome.fault.words]
    assert len(meant) > 100
    assert [(o.fault, o.found) for o in meant if not o.named] == []


def test_no_finding_is_without_advice(outcomes: tuple[Outcome, ...]) -> None:
    """Every finding has a message that ends as a sentence and says what to do now."""
    for outcome in outcomes:
        for d in outcome.found:
            assert d.message.endswith("。")
            assert d.remedy.strip().endswith(("。", "）"))
            assert d.place.line
            assert d.place.column
