"""Periods of the Civil Code: the worked examples, and what holds for every day."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from czdocs.period import working_day_after, working_days, years_after, years_before

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2200, 12, 31))


@pytest.mark.parametrize(
    ("certified", "last_valid", "days"),
    [
        (date(2023, 6, 15), date(2025, 6, 15), 732),
        (date(2024, 2, 29), date(2026, 2, 28), 731),
        (date(2024, 2, 28), date(2026, 2, 28), 732),
        (date(2022, 2, 28), date(2024, 2, 28), 731),
        (date(2023, 8, 31), date(2025, 8, 31), 732),
        (date(2023, 10, 1), date(2025, 10, 1), 732),
    ],
)
def test_two_years_end_on_the_corresponding_day(certified: date, last_valid: date, days: int) -> None:
    """The period ends on the corresponding day, the month's last where there is none, holidays or not."""
    assert years_after(certified, 2) == last_valid
    assert (last_valid - certified).days + 1 == days


@given(DAYS, st.integers(min_value=0, max_value=50))
def test_the_last_day_has_the_same_number_or_ends_the_month(day: date, years: int) -> None:
    """Whatever the day, the period ends in the same month of the due year."""
    end = years_after(day, years)
    assert (end.year, end.month) == (day.year + years, day.month)
    assert end.day == min(day.day, monthrange(end.year, end.month)[1])


@given(DAYS, DAYS, st.integers(min_value=1, max_value=10))
def test_a_later_beginning_never_ends_earlier(one: date, other: date, years: int) -> None:
    """Periods keep the order of their beginnings."""
    first, second = sorted((one, other))
    assert years_after(first, years) <= years_after(second, years)


@pytest.mark.parametrize(
    ("base", "first"),
    [
        (date(2026, 4, 15), date(2023, 4, 15)),
        (date(2024, 2, 29), date(2021, 2, 28)),
        (date(2025, 2, 28), date(2022, 2, 28)),
    ],
)
def test_the_last_three_years_begin_on_the_corresponding_day(base: date, first: date) -> None:
    """近三年内 begins on the same day three years before, or on the last day of that month."""
    assert years_before(base, 3) == first


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 6, 5), date(2026, 6, 11), 5),  # Friday to Thursday
        (date(2026, 6, 6), date(2026, 6, 7), 0),  # a weekend
        (date(2026, 6, 19), date(2026, 6, 19), 0),  # 端午
        (date(2026, 5, 9), date(2026, 5, 9), 1),  # a Saturday worked in exchange
        (date(2026, 6, 11), date(2026, 6, 5), 0),  # nothing
    ],
)
def test_working_days_leave_out_weekends_and_holidays(first: date, last: date, expected: int) -> None:
    """Both ends count; holidays do not, and Saturdays worked in exchange do."""
    holidays, extra = {date(2026, 6, 19)}, {date(2026, 5, 9)}
    assert working_days(first, last, holidays=holidays, extra_workdays=extra) == expected


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 4, 10), 0, date(2026, 4, 10)),
        (date(2026, 4, 10), 1, date(2026, 4, 13)),
        (date(2026, 4, 10), 5, date(2026, 4, 17)),
        (date(2026, 4, 30), 1, date(2026, 5, 6)),
        (date(2026, 4, 30), 3, date(2026, 5, 8)),
        (date(2026, 4, 30), 4, date(2026, 5, 9)),
    ],
)
def test_working_day_after(day: date, count: int, last: date) -> None:
    """The starting day does not count; holidays are passed over, a Saturday that is worked counts."""
    holidays = (date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5))
    found = working_day_after(day, count, holidays=holidays, extra_workdays=(date(2026, 5, 9),))
    assert found == last
