"""The measure finds what is wrong with a layout: one changed rule each."""

import pytest
from broken_layout import FAULTS, Fault, bases, broken, right

from czdocs.documents.measuring.measurement import ROWS, measure

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_LARGE = frozenset({"turned", "many-pages"})


def _case(number: int, fault: Fault) -> object:
    """The first fault of a numbered row (9a, 9b, 9c: one number) is quick; others and long documents are slow."""
    again = any(earlier.row.rstrip("abcdef") == fault.row.rstrip("abcdef") for earlier in FAULTS[:number])
    marks = [pytest.mark.slow] if again or fault.base in _LARGE else []
    return pytest.param(fault, id=fault.name, marks=marks)


@pytest.mark.parametrize(
    "base", [pytest.param(base, marks=[pytest.mark.slow] if base in _LARGE else []) for base in bases()]
)
def test_what_the_faults_start_from_is_right(base: str) -> None:
    """No row fails before a rule is changed."""
    assert [(row.number, row.measured, row.reason) for row in measure(right(base)).failures] == []


@pytest.mark.parametrize("fault", [_case(n, fault) for n, fault in enumerate(FAULTS)])
def test_a_changed_rule_fails_its_row(fault: Fault) -> None:
    """The row that the change breaks fails and says why; so may rows that measure from the same place."""
    failures = {row.number: row for row in measure(broken(fault)).failures}
    assert fault.row in failures
    assert failures[fault.row].reason
    assert failures[fault.row].measured


def test_there_are_faults_enough() -> None:
    """More than thirty faults, of more than thirty rows, each under its own name."""
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) > 30
    assert len({fault.row for fault in FAULTS}) > 30
    assert {fault.row for fault in FAULTS} <= {row.number for row in ROWS}
