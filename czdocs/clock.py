"""The clock: the one place that asks what time it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

__all__ = ["CHINA", "Moment", "given_day", "now"]

CHINA = timezone(timedelta(hours=8), "CST")
"""China Standard Time; the measures, their periods and "as known on" all count in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment (aware, UTC) and whose word it is: the machine's clock, or a day given by the user."""

    at: datetime
    clock: Literal["system", "given"]

    @property
    def day(self) -> date:
        """The calendar day in China."""
        return self.at.astimezone(CHINA).date()


def now() -> Moment:
    """The present moment by the machine's clock, to the second."""
    return Moment(at=datetime.now(UTC).replace(microsecond=0), clock="system")


def given_day(day: date) -> Moment:
    """The beginning of `day` in China, as given with `--today`; the archive notes that it was given."""
    return Moment(at=datetime.combine(day, time.min, CHINA).astimezone(UTC), clock="given")
