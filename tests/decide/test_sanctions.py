"""Bars on support: whom they hold, from when, until when, and by which decision (art. 23)."""

from datetime import date
from typing import Any

from czdocs.decide.sanctions import Sanction, bar_on
from czdocs.flows.knowledge import policy_book

USCC = "91320412MA2KL5HPXJ"
START = date(2026, 11, 20)
MEASURES = policy_book().on(START)
LIMITED = MEASURES.with_reading("D-12", "credit_term")


def sanction(**changes: Any) -> Sanction:
    """A sanction of 2026 with `changes`."""
    values: dict[str, Any] = {
        "uscc": USCC,
        "company": "常州示例澄光新能源有限公司",
        "ground": "骗取补贴资金",
        "decision": "常工信创新〔2026〕112号",
        "starts": START,
        "sequence": 7,
    }
    return Sanction(**{**values, **changes})


def test_the_measures_set_no_end() -> None:
    """As the measures are read a bar begins on its first day and lasts until it is lifted (D-12)."""
    assert bar_on([sanction()], USCC, date(2026, 11, 19), MEASURES) is None
    for day in (START, date(2099, 1, 1)):
        bar = bar_on([sanction()], USCC, day, MEASURES)
        assert bar is not None
        assert (bar.sanction.decision, bar.until) == ("常工信创新〔2026〕112号", None)


def test_read_with_a_length_it_ends() -> None:
    """Read with a number of years the bar's last day is the corresponding one, included."""
    bar = bar_on([sanction()], USCC, date(2031, 11, 20), LIMITED)
    assert bar is not None
    assert bar.until == date(2031, 11, 20)
    assert bar_on([sanction()], USCC, date(2031, 11, 21), LIMITED) is None


def test_lifting_ends_it() -> None:
    """From the day on which a later decision lifts it the company may claim again."""
    lifted = [sanction(lifted_on=date(2028, 3, 1))]
    assert bar_on(lifted, USCC, date(2028, 2, 29), MEASURES) is not None
    assert bar_on(lifted, USCC, date(2028, 3, 1), MEASURES) is None


def test_other_companies_are_free() -> None:
    """A sanction holds one company, and no sanction nobody."""
    assert bar_on([sanction()], "91320411MAL30P874G", START, MEASURES) is None
    assert bar_on([], USCC, START, MEASURES) is None


def test_of_several_the_longest_counts() -> None:
    """Of two sanctions the one that lasts longer is told; where none ends, the first."""
    second = sanction(starts=date(2027, 5, 1), decision="常工信创新〔2027〕40号", sequence=9)
    for measures, decision in ((MEASURES, "常工信创新〔2026〕112号"), (LIMITED, "常工信创新〔2027〕40号")):
        bar = bar_on([second, sanction()], USCC, date(2027, 6, 1), measures)
        assert bar is not None
        assert bar.sanction.decision == decision
    first = bar_on([second, sanction(lifted_on=date(2027, 5, 20))], USCC, date(2027, 6, 1), MEASURES)
    assert first is not None
    assert first.sanction is second
