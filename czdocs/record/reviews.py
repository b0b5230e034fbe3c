"""The reviews: the district's and the experts' (art. 9)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from czdocs.terms import District, Recommendation, ReviewResult

__all__ = [
    "Check",
    "CheckResult",
    "CheckedItem",
    "Expert",
    "ExpertGroup",
    "ExpertReview",
    "Materials",
    "PreliminaryReview",
    "ReviewMethod",
    "Scores",
]

CheckedItem = Literal["6(1)", "6(2)", "6(3)", "6(4)", "6(5)"]
CheckResult = Literal["pass", "fail"]
ReviewMethod = Literal["meeting", "correspondence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """Which of the three parts of art. 8 were handed in."""

    application: bool
    report: bool
    attachments: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the district found about one item of art. 6."""

    article: CheckedItem
    result: CheckResult
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryReview:
    """创新产品初审意见."""

    district: District
    received_on: date
    materials: Materials
    checks: tuple[Check, ...]
    result: ReviewResult
    opinion: str
    reviewer: str
    signed_by: str
    dated: date
    sealed: bool
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Points of one expert by item; the year's notice sets the maxima."""

    innovation: int
    advancement: int
    market: int
    ip: int
    quality: int

    @property
    def total(self) -> int:
        """The sum of all items."""
        return self.innovation + self.advancement + self.market + self.ip + self.quality


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """One expert; `conflict_free` is the expert's own declaration."""

    name: str
    organisation: str
    title: str
    speciality: str
    conflict_free: bool
    scores: Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertGroup:
    """What the group concludes."""

    leader: str
    recommendation: Recommendation
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertReview:
    """创新产品专家评审意见."""

    held_on: date
    method: ReviewMethod
    experts: tuple[Expert, ...]
    group: ExpertGroup
    dated: date
