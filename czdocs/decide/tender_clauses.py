"""Clauses for a tender: wordings that do what arts. 14 and 15 ask, ready to be taken over."""

from dataclasses import dataclass

from czdocs.policy.parameter import Measures
from czdocs.record.procurement import Tender
from czdocs.terms import ProcurementMethod

__all__ = ["Clause", "suggested_clauses"]

_SCORED = frozenset(
    {ProcurementMethod.OPEN_TENDER, ProcurementMethod.INVITED_TENDER, ProcurementMethod.COMPETITIVE_CONSULTATION}
)

_DIRECTORY = "《常州市创新产品推广应用推荐目录》"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: what it is for, its wording, the article that it serves."""

    title: str
    text: str
    article: str


def suggested_clauses(tender: Tender, measures: Measures) -> tuple[Clause, ...]:
    """The clauses that fit the way of buying; what the purchaser has to fill in stands between blanks.

    Source: 常工信创新〔2023〕93号, arts. 14 and 15.
    """
    if tender.single_source is not None:
        return (_single_source(tender, measures),)
    scored = tender.method in _SCORED
    preference = Clause(
        title="同等条件优先采购",
        text=f"{'综合得分' if scored else '报价'}相同的，优先推荐提供{_DIRECTORY}中同类产品的供应商。",
        article="第十四条",
    )
    return (preference, _bonus(measures), _track_record(tender, measures)) if scored else (preference,)


def _bonus(measures: Measures) -> Clause:
    return Clause(
        title="创新产品加分",
        text=(
            f"所投产品在{_day(measures)}列入{_DIRECTORY}且在有效期内、满足技术要求的，加＿＿分；须提供认定证书复印件。"
        ),
        article="第十五条",
    )


def _track_record(tender: Tender, measures: Measures) -> Clause:
    factor = next((f for f in tender.factors if tender.track_record and f.id == tender.track_record.factor), None)
    name = f"“{factor.name}”（{factor.max_points:f}分）" if factor else "业绩分值"
    years = measures.integer("track_record_years")
    return Clause(
        title="创新产品的业绩分",
        text=(
            f"各级政府公开发布的创新产品，自认定之日起{years}年内（以{_day(measures)}计算）视同已具备相应销售业绩，"
            f"{name}按满分计算。"
        ),
        article="第十五条",
    )


def _single_source(tender: Tender, measures: Measures) -> Clause:
    source = tender.single_source
    rights = "、".join(source.rights) if source else ""
    certificate = source.certificate if source else ""
    reason = source.reason.rstrip("。") if source else ""
    return Clause(
        title="单一来源采购的理由",
        text=(
            f"拟采购的产品列入{_DIRECTORY}（证书编号{certificate}），所依据的权利是{rights}。{reason}。"
            f"根据《{measures.title}》（{measures.document}）第十四条，符合《中华人民共和国政府采购法》第三十一条"
            "“只能从唯一供应商处采购”情形的，拟采用单一来源采购方式，并依法履行论证、公示和审批程序。"
        ),
        article="第十四条",
    )


def _day(measures: Measures) -> str:
    """The day that counts, as D-10 is read."""
    return "采购文件发布日" if measures.reading("D-10") == "published_on" else "投标截止日"
