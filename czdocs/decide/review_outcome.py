"""What became of every case of a year: the experts' review and the joint consultation (arts. 9 and 10)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction

from czdocs.record.application import Application
from czdocs.record.decision import CertificationDecision
from czdocs.record.reviews import ExpertReview, PreliminaryReview, ReviewMethod, Scores
from czdocs.terms import Category, CertificationResult, District, Recommendation, ReviewResult

__all__ = ["ExpertOutcome", "ReviewOutcome", "review_outcomes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertOutcome:
    """What the experts found about one case; who they are is not told."""

    held_on: date
    method: ReviewMethod
    scores: tuple[Scores, ...]
    recommendation: Recommendation
    opinion: str

    @property
    def mean(self) -> Fraction:
        """The mean of the experts' totals, exact."""
        return Fraction(sum(score.total for score in self.scores), len(self.scores))

    @property
    def item_means(self) -> Mapping[str, Fraction]:
        """The mean points by item, exact."""
        names = [field.name for field in fields(Scores)]
        return {n: Fraction(sum(getattr(score, n) for score in self.scores), len(self.scores)) for n in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOutcome:
    """One case: what the district and the experts found, None where there was none, and what was decided."""

    case: str
    company: str
    product: str
    category: Category
    district: District
    preliminary: ReviewResult | None
    experts: ExpertOutcome | None
    result: CertificationResult
    certificate: str | None
    reason: str


def review_outcomes(
    decision: CertificationDecision,
    applications: Mapping[str, Application],
    *,
    preliminary: Mapping[str, PreliminaryReview],
    experts: Mapping[str, ExpertReview],
) -> tuple[ReviewOutcome, ...]:
    """Every case of `decision` in its order; applications and reviews go by case.

    Raises:
        KeyError: If a case has no application.

    Source: 常工信创新〔2023〕93号, arts. 9 and 10.
    """
    return tuple(
        ReviewOutcome(
            case=entry.case,
            company=applications[entry.case].applicant.name,
            product=applications[entry.case].product.name,
            category=applications[entry.case].product.category,
            district=applications[entry.case].applicant.district,
            preliminary=preliminary[entry.case].result if entry.case in preliminary else None,
            experts=_experts(experts[entry.case]) if entry.case in experts else None,
            result=entry.result,
            certificate=entry.certificate,
            reason=entry.reason or "",
        )
        for entry in decision.entries
    )


def _experts(review: ExpertReview) -> ExpertOutcome:
    return ExpertOutcome(
        held_on=review.held_on,
        method=review.method,
        scores=tuple(expert.scores for expert in review.experts),
        recommendation=review.group.recommendation,
        opinion=review.group.opinion,
    )
