"""Track record (art. 15): for two years a certified product counts as sold, its points for sales are the most."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from czdocs.decide.verdict import Verdict
from czdocs.period import years_after
from czdocs.policy.parameter import Measures
from czdocs.terms import Status

__all__ = ["TrackRecordScore", "deciding_day", "track_record_score"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecordScore:
    """The points for sales of one product on the day that counts.

    `points` are the most that the factor gives; None where the product gets no more than its real sales earn, or where
    the factor's most points were not said. `last` is the last day of full marks.
    """

    verdict: Verdict
    last: date
    points: Decimal | None

    @property
    def full(self) -> bool:
        """Whether the points for sales are the most that the factor gives."""
        return self.verdict.met


def deciding_day(*, published_on: date, bid_deadline: date, measures: Measures) -> date:
    """The day on which a product must be certified: the deadline for bids, or as D-10 is read."""
    return published_on if measures.reading("D-10") == "published_on" else bid_deadline


def track_record_score(
    status: Status, certified_on: date, day: date, *, measures: Measures, most: Decimal | None = None
) -> TrackRecordScore:
    """The points of a product that has `status` on `day`; full exactly where it is certified that day.

    `certified_on` is the day of certification, from which the years of art. 15 count; `day` the one of
    `deciding_day`; `most` the most points of the factor.

    Source: 常工信创新〔2023〕93号, art. 15.
    """
    years = measures.integer("track_record_years")
    last = years_after(certified_on, years)
    met = status is Status.CERTIFIED and certified_on <= day <= last
    verdict = Verdict(
        label="业绩分值",
        formula=f"认定之日 ≤ 截止日 ≤ 认定之日 + {years} 年，且当日认定有效 → 满分",
        values={
            "认定之日": f"{certified_on}",
            "截止日": f"{day}",
            f"满 {years} 年": f"{last}",
            "当日状态": status.label,
        },
        met=met,
        article=measures.parameters["track_record_years"].article,
        readings=("D-07", "D-10"),
    )
    return TrackRecordScore(verdict=verdict, last=last, points=most if met else None)
