"""Sanctions: which companies may not claim support, since when, by which decision, and until when (art. 23, D-12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from czdocs.period import years_after
from czdocs.policy.parameter import Measures

__all__ = ["Bar", "Sanction", "bar_on", "last_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """A decision that takes from a company, for all its products, the right to be supported.

    `starts` is the first day without that right, `lifted_on` the first day with it again where a later decision lifted
    the sanction. `sequence` is the archive record that says so.
    """

    uscc: str
    company: str
    ground: str
    decision: str
    starts: date
    sequence: int
    lifted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """That a company is barred on a day: by which sanction, and the last day of it; None where it has no end."""

    sanction: Sanction
    until: date | None


def bar_on(sanctions: Iterable[Sanction], uscc: str, day: date, measures: Measures) -> Bar | None:
    """The bar under which the company `uscc` stands on `day`, None where it may claim.

    Of several the one that lasts longest, of these the one that began first.

    Source: 常工信创新〔2023〕93号, art. 23, para. 2; the length as interpretation D-12 says.
    """
    bars = [
        Bar(sanction=sanction, until=last_day(sanction.starts, measures))
        for sanction in sanctions
        if sanction.uscc == uscc and _holds(sanction, day, measures)
    ]
    return min(bars, key=_longest, default=None)


def last_day(starts: date, measures: Measures) -> date | None:
    """Last day, inclusive, of a sanction that begins on `starts`; None where only a decision ends it (D-12)."""
    if measures.reading("D-12") == "credit_term":
        return years_after(starts, measures.integer("sanction_years"))
    return None


def _holds(sanction: Sanction, day: date, measures: Measures) -> bool:
    last = last_day(sanction.starts, measures)
    lifted = sanction.lifted_on is not None and sanction.lifted_on <= day
    return sanction.starts <= day and not lifted and (last is None or day <= last)


def _longest(bar: Bar) -> tuple[int, date, int]:
    """Key that puts the bar first that ends last."""
    last = bar.until or date.max
    return -last.toordinal(), bar.sanction.starts, bar.sanction.sequence
