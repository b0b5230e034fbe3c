"""Sample data of the documents that frame a year: the call, the summary of reviews, the reminder of an ending."""

from dataclasses import replace
from datetime import date

from edition_data import edition

from czdocs.decide.edition import DirectoryEdition
from czdocs.decide.review_outcome import ExpertOutcome, ReviewOutcome
from czdocs.record.reviews import Scores
from czdocs.terms import Category, CertificationResult, District, Recommendation, ReviewResult

__all__ = ["reviewed_edition"]


def _scores(*totals: int) -> tuple[Scores, ...]:
    """Points that add up to `totals`, of which each is from 58 to 88."""
    return tuple(Scores(innovation=total - 58, advancement=25, market=12, ip=8, quality=13) for total in totals)


def _experts(*totals: int, opinion: str, recommended: bool = True) -> ExpertOutcome:
    return ExpertOutcome(
        held_on=date(2026, 5, 20 + len(totals) % 3),
        method="meeting" if recommended else "correspondence",
        scores=_scores(*totals),
        recommendation=Recommendation.RECOMMEND if recommended else Recommendation.NOT_RECOMMEND,
        opinion=opinion,
    )


def _outcome(  # noqa: PLR0913 - the facts of one case
    case: str,
    product: str,
    *,
    experts: ExpertOutcome | None,
    certificate: str | None = None,
    reason: str = "",
    preliminary: ReviewResult = ReviewResult.PASS,
) -> ReviewOutcome:
    return ReviewOutcome(
        case=case,
        company="常州示例轨道交通智能装备研究院股份有限公司",
        product=product,
        category=Category.FIRST_EQUIPMENT,
        district=District.WUJIN,
        preliminary=preliminary,
        experts=experts,
        result=CertificationResult.CERTIFIED if certificate else CertificationResult.REFUSED,
        certificate=certificate,
        reason=reason,
    )


def reviewed_edition() -> DirectoryEdition:
    """The sample edition with four cases: certified, refused after each of the three stages."""
    return replace(
        edition(),
        reviews=(
            _outcome(
                "2026-WJ-0001",
                "五轴联动龙门加工中心",
                experts=_experts(88, 86, 87, 85, 83, opinion="主要指标处于国内领先水平，专家组同意推荐。"),
                certificate="CZCP-2026-0001",
            ),
            _outcome(
                "2026-WJ-0002",
                "一次性医用橡胶检查手套",
                experts=None,
                reason="辖市（区）初审不予推荐",
                preliminary=ReviewResult.REJECT,
            ),
            _outcome(
                "2026-WJ-0003",
                "桌面级光固化打印机",
                experts=_experts(
                    69, 71, 70, 70, 69, 70, 70, opinion="创新性不足，专家组不同意推荐。", recommended=False
                ),
                reason="专家组不同意推荐",
            ),
            _outcome(
                "2026-WJ-0004",
                "自走式喷雾机",
                experts=_experts(78, 74, 76, 75, 73, opinion="专家组同意推荐。"),
                reason="联合会商认为不属新投放市场的产品，不符合第六条第（五）项",
            ),
        ),
    )
