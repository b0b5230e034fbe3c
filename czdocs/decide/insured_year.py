"""Insured years: the term of an insurance contract divided at its anniversaries, with exact shares of a year."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

__all__ = ["InsuredYear", "anniversary", "insured_years"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuredYear:
    """One insured year, both days included; `full` is the number of days that it would have if it ran whole."""

    first: date
    last: date
    full: int

    @property
    def days(self) -> int:
        """The days that the contract runs in this year (n)."""
        return (self.last - self.first).days + 1

    @property
    def share(self) -> Fraction:
        """The part of a whole year that the contract runs, for an annual rate (n/N, D-14)."""
        return Fraction(self.days, self.full)


def insured_years(start: date, end: date) -> tuple[InsuredYear, ...]:
    """The insured years of a term from `start` to `end`, both included; empty where `end` is earlier.

    A year ends on the day before the anniversary of `start`; that of 29 February is 1 March in common years. A term
    of 2024-02-29 to 2025-02-28 is one whole year of 366 days.

    Source: 常工信创新〔2023〕93号, art. 20.
    """
    years: list[InsuredYear] = []
    first = start
    while first <= end:
        following = anniversary(start, len(years) + 1)
        years.append(InsuredYear(first=first, last=min(end, following - _DAY), full=(following - first).days))
        first = following
    return tuple(years)


def anniversary(day: date, years: int) -> date:
    """The day that begins the year `years` after that which `day` begins; for 29 February 1 March in common years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
