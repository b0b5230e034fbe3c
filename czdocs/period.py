"""Counting of days, months and years as the Civil Code does (民法典第二百条至第二百零三条)."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

__all__ = ["working_day_after", "working_days", "years_after", "years_before"]


def _shift(day: date, years: int) -> date:
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def years_after(day: date, years: int) -> date:
    """Last day of a period of `years` that begins with `day`, inclusive.

    The starting day is not counted; the period ends on the corresponding day, or on the last day of the month where
    there is none (2024-02-29 and two years give 2026-02-28). Not moved by holidays.

    Source: 民法典 arts. 201(2), 202.
    """
    return _shift(day, years)


def years_before(day: date, years: int) -> date:
    """First day of the `years` that end with `day`, inclusive ("近三年内": `years_before(base, 3) <= completed`)."""
    return _shift(day, -years)


def working_days(
    first: date, last: date, *, holidays: Collection[date] = (), extra_workdays: Collection[date] = ()
) -> int:
    """Number of working days from `first` to `last`, both included; 0 where `last` is earlier.

    `holidays` and `extra_workdays` are the State Council's arrangement of the year (调休).
    """
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(
        1
        for day in days
        if day in extra_workdays or (day.weekday() < 5 and day not in holidays)  # noqa: PLR2004
    )


def working_day_after(
    day: date, count: int, *, holidays: Collection[date] = (), extra_workdays: Collection[date] = ()
) -> date:
    """The `count`-th working day after `day`, which itself does not count (民法典 art. 201(1)); `day` for 0."""
    last = day
    while working_days(day + timedelta(days=1), last, holidays=holidays, extra_workdays=extra_workdays) < count:
        last += timedelta(days=1)
    return last
