"""Sample data of the documents that frame a year: the call, the summary of reviews, the reminder of an ending."""

from dataclasses import replace
from datetime import date

from edition_data import edition

from czdocs.decide.edition import DirectoryEdition
from czdocs.decide.review_outcome import ExpertOutcome, ReviewOutcome
from czdocs.documents.context.call_notice import CallNotice
from czdocs.documents.context.expiry_reminder import EndingProduct, ExpiryReminder
from czdocs.flows.knowledge import policy_book
from czdocs.policy.parameter import Notice
from czdocs.record.reviews import Scores
from czdocs.terms import Category, CertificationResult, District, Recommendation, ReviewResult

__all__ = ["call", "ending", "notice_of_2026", "reminder", "reviewed_edition"]


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


def notice_of_2026() -> Notice:
    """The year's parameters, as they are packaged."""
    notice = policy_book().notice(2026)
    assert notice is not None
    return notice


def call() -> CallNotice:
    """The call of 2026, for applications and claims, issued by two agencies."""
    return CallNotice(
        measures=policy_book().measures_for(date(2026, 2, 20), 2026),
        terms=notice_of_2026(),
        issuers=("常州市工业和信息化局", "常州市财政局"),
        lead_short="市工信局",
        document_number="常工信创新〔2026〕19号",
        dated=date(2026, 2, 20),
        contact="常州市工业和信息化局科技创新处",
        telephone="0519-85550093",
        opens_on=date(2026, 3, 1),
        reported_by=date(2026, 4, 30),
        copies_to=("常州市发展和改革委员会", "常州市科学技术局"),
        spared=("其他",),
        versions={"创新产品申请报告书": (1, 2)},
    )


def ending(certificate: str, product: str, valid_to: date) -> EndingProduct:
    """A product whose validity ends on `valid_to`, as its full marks do."""
    return EndingProduct(
        product=product,
        models=("YZ-PdM企业版", "YZ-PdM边缘版"),
        version="V2.0",
        certificate=certificate,
        document_number=f"常工信创新〔{valid_to.year - 2}〕61号",
        certified_on=valid_to.replace(year=valid_to.year - 2),
        valid_to=valid_to,
        full_marks_to=valid_to,
    )


def reminder() -> ExpiryReminder:
    """The letter to a company with two products that end on different days."""
    return ExpiryReminder(
        issuer="常州市工业和信息化局",
        measures=policy_book().on(date(2026, 3, 2)),
        company="常州示例云栈软件有限公司",
        uscc="91320402MA75EC8X4P",
        products=(
            ending("CZCP-2024-0003", "工业设备预测性维护软件", date(2026, 5, 28)),
            ending("CZCP-2024-0007", "㛃镕多源数据治理平台", date(2026, 5, 30)),
        ),
        known=date(2026, 3, 2),
        dated=date(2026, 3, 2),
        call=notice_of_2026(),
        contact="科技创新处，0519-85550093",
    )
