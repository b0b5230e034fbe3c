"""Insured years: exact, without gaps, leap days included."""

import itertools
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from czdocs.decide.insured_year import anniversary, insured_years

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), [(365, 365)]),
        (date(2024, 2, 29), date(2025, 2, 28), [(366, 366)]),
        (date(2024, 7, 1), date(2024, 12, 31), [(184, 365)]),
        (date(2023, 9, 1), date(2024, 8, 31), [(366, 366)]),
        (date(2023, 7, 1), date(2026, 6, 30), [(366, 366), (365, 365), (365, 365)]),
        (date(2025, 1, 1), date(2026, 1, 1), [(365, 365), (1, 365)]),
        (date(2025, 1, 1), date(2025, 1, 1), [(1, 365)]),
        (date(2025, 1, 2), date(2025, 1, 1), []),
    ],
)
def test_years_of_a_term(start: date, end: date, years: list[tuple[int, int]]) -> None:
    """Days of each insured year and of a whole one, both ends counted."""
    assert [(year.days, year.full) for year in insured_years(start, end)] == years


def test_leap_day_has_its_anniversary_in_march() -> None:
    """The year that begins on 29 February ends on 28 February, so that the next begins in March."""
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert anniversary(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(DAYS, st.integers(min_value=0, max_value=2000))
def test_years_cover_the_term(start: date, length: int) -> None:
    """The years follow each other without gap, are together the term, and only the last may be short."""
    end = start + timedelta(days=length)
    years = insured_years(start, end)
    assert years[0].first == start
    assert years[-1].last == end
    assert all(then.first - year.last == timedelta(days=1) for year, then in itertools.pairwise(years))
    assert sum(year.days for year in years) == length + 1
    assert all(year.share == 1 for year in years[:-1])
    assert Fraction(0) < years[-1].share <= 1
