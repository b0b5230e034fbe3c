"""The internal summary of a year's reviews: what the experts found of every case, and what was decided (arts. 9, 10).

It is no official document (not one of the fifteen kinds) and is not published: it names refused cases, scores and
opinions. Which expert gave which points is not told.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from czdocs.decide.edition import DirectoryEdition
from czdocs.decide.review_outcome import ExpertOutcome, ReviewOutcome
from czdocs.documents.context.notice import MEASURES_2023, Measures
from czdocs.documents.context.score_items import SCORE_ITEMS, points_text
from czdocs.documents.gongwen import Attachment, Column, Layout, OfficialDocument, Table, body
from czdocs.documents.html import chinese_date
from czdocs.policy.parameter import ExpertTerms
from czdocs.terms import CertificationResult, Recommendation

__all__ = ["review_summary_context"]

_METHODS = {"meeting": "会议评审", "correspondence": "函审"}
_OBJECTIONS = {"none": "公示期间没有收到异议", "resolved": "公示期间收到的异议已经处理"}
_CUT = "平均分按各专家评分计算，舍去小数点后第三位及以下的部分。"
_REVIEWED = tuple[ReviewOutcome, ExpertOutcome]


def review_summary_context(
    edition: DirectoryEdition, measures: Measures = MEASURES_2023, terms: ExpertTerms | None = None
) -> OfficialDocument:
    """The summary of all cases of `edition`; `terms` are those of the year's notice, None where it has none.

    Lists that would be empty do not appear.
    """
    publication = edition.publication
    reviewed = tuple((one, one.experts) for one in edition.reviews if one.experts is not None)
    refused = tuple(one for one in edition.reviews if one.result is CertificationResult.REFUSED)
    lists: tuple[tuple[str, Table, Sequence[object], tuple[str, ...]], ...] = (
        ("评审和会商结果", _result_table(edition.reviews), edition.reviews, (_CUT,)),
        ("各评分项目的平均分", _score_table(reviewed), reviewed, (*_most_points(terms), _CUT)),
        ("专家组意见", _opinion_table(reviewed), reviewed, ()),
        ("不予认定的产品及理由", _refused_table(refused), refused, ()),
    )
    return OfficialDocument(
        layout=Layout.PLAIN,
        issuers=publication.issuers[:1],
        document_number=None,
        title=(f"{edition.year}年度", "常州市", "创新产品", "评审情况汇总"),
        recipients=(),
        body=body(_paragraphs(edition, measures, terms, reviewed)),
        dated=publication.dated,
        attachments=tuple(
            Attachment(title=title, table=table, landscape=True, notes=notes)
            for title, table, cases, notes in lists
            if cases
        ),
        sealed=False,
        note="内部资料，含专家评分和不予认定的理由，不予公开",
    )


def _paragraphs(
    edition: DirectoryEdition, measures: Measures, terms: ExpertTerms | None, reviewed: Sequence[_REVIEWED]
) -> Iterator[str]:
    publication = edition.publication
    yield (
        f"根据《{measures.title}》（{measures.document_number}，以下简称《办法》）第九条、第十条和{edition.year}年度创新产品"
        f"申报通知（{publication.call_notice}）的规定，{edition.year}年度常州市创新产品经属地初审、专家评审、联合会商和公示，"
        f"现将评审情况汇总如下。"
    )
    yield f"一、初审情况。{_preliminary(edition, len(reviewed))}"
    if reviewed:
        yield f"二、专家评审情况。{_experts(reviewed, terms)}"
    yield f"{'三' if reviewed else '二'}、联合会商情况。{_consultation(edition)}"
    yield f"{'四' if reviewed else '三'}、公示和认定情况。{_publicity(edition)}"


def _preliminary(edition: DirectoryEdition, reviewed: int) -> str:
    total = len(edition.reviews)
    if not total:
        return "本年度没有申报。"
    left = [one for one in edition.reviews if one.experts is None]
    if not left:
        return f"各辖市（区）、常州经开区工信部门受理申报{total}项，初审后全部提交专家评审。"
    named = "、".join(f"{one.case}{_preliminary_result(one)}" for one in left)
    return (
        f"各辖市（区）、常州经开区工信部门受理申报{total}项，初审后提交专家评审{reviewed}项，"
        f"没有提交专家评审{len(left)}项（{named}）。"
    )


def _preliminary_result(case: ReviewOutcome) -> str:
    return f"初审{case.preliminary.label}" if case.preliminary is not None else "没有初审意见"


def _experts(reviewed: Sequence[_REVIEWED], terms: ExpertTerms | None) -> str:
    days = sorted({found.held_on for _, found in reviewed})
    when = chinese_date(days[0])
    if len(days) > 1:
        when += f"至{chinese_date(days[-1]).removeprefix(f'{days[0].year}年')}"
    counts = [(label, sum(1 for _, found in reviewed if found.method == name)) for name, label in _METHODS.items()]
    methods = "、".join(f"{label}{count}项" for label, count in counts if count)
    for_it = sum(1 for _, found in reviewed if found.recommendation is Recommendation.RECOMMEND)
    means = [found.mean for _, found in reviewed]
    opinions = sum(len(found.scores) for _, found in reviewed)
    said = f"评审日期为{when}，其中{methods}，专家共出具评分{opinions}份。"
    if terms is not None:
        full = sum(terms.maxima.values())
        said += (
            f"按照申报通知，每项由{terms.minimum}名以上单数的专家独立评分，满分{full}分，"
            f"各专家总分的平均数不低于{terms.pass_mark}分的同意推荐。"
        )
    return (
        f"{said}专家组同意推荐{for_it}项，不同意推荐{len(reviewed) - for_it}项；"
        f"平均分最高{points_text(max(means))}分，最低{points_text(min(means))}分。"
    )


def _consultation(edition: DirectoryEdition) -> str:
    agreement = edition.publication.consultation
    certified = _certified(edition)
    refused = len(edition.reviews) - certified
    said = (
        f"{chinese_date(agreement.held_on)}，{'、'.join(agreement.participants)}进行联合会商，"
        f"拟认定{certified}项，不予认定{refused}项。"
    )
    against = [one.case for one in edition.reviews if _departs(one)]
    if against:
        said += f"会商结果与专家组结论不同的有{len(against)}项（{'、'.join(against)}），理由见不予认定的产品及理由。"
    return said


def _certified(edition: DirectoryEdition) -> int:
    return sum(1 for one in edition.reviews if one.result is CertificationResult.CERTIFIED)


def _departs(case: ReviewOutcome) -> bool:
    """Whether the consultation refused what the experts recommended."""
    return (
        case.result is CertificationResult.REFUSED
        and case.experts is not None
        and case.experts.recommendation is Recommendation.RECOMMEND
    )


def _publicity(edition: DirectoryEdition) -> str:
    publication = edition.publication
    period = publication.publicity
    last = chinese_date(period.last_day).removeprefix(f"{period.first_day.year}年")
    return (
        f"拟认定名单于{chinese_date(period.posted_on)}发布，公示时间为{chinese_date(period.first_day)}至{last}"
        f"（共{period.working_days}个工作日），{_OBJECTIONS[period.objections]}。"
        f"{chinese_date(publication.dated)}，以{publication.document_number}文件认定{_certified(edition)}个产品。"
    )


_ORDINAL = Column(title="序号", width=8, centred=True)
_CASE = Column(title="申报编号", width=25, centred=True)


def _result_table(cases: Sequence[ReviewOutcome]) -> Table:
    columns = (
        _ORDINAL,
        _CASE,
        Column(title="单位", width=42, prose=True),
        Column(title="产品", width=42, prose=True),
        Column(title="类别", width=26, prose=True),
        Column(title="专家人数", width=11, centred=True),
        Column(title="平均分", width=14, centred=True),
        Column(title="专家组结论", width=23, centred=True),
        Column(title="会商结果和证书编号", width=34, centred=True),
    )
    rows = tuple(
        (
            str(number),
            one.case,
            one.company,
            one.product,
            one.category.label,
            str(len(one.experts.scores)) if one.experts else "—",
            points_text(one.experts.mean) if one.experts else "—",
            one.experts.recommendation.label if one.experts else _preliminary_result(one),
            one.certificate or one.result.label,
        )
        for number, one in enumerate(cases, 1)
    )
    return Table(columns=columns, rows=rows)


def _most_points(terms: ExpertTerms | None) -> tuple[str, ...]:
    """The note that tells the most points by item; none where the year's notice is not known."""
    if terms is None:
        return ()
    items = "、".join(f"{label}{terms.maxima[name]}分" for name, label in SCORE_ITEMS.items() if name in terms.maxima)
    return (f"各评分项目的满分：{items}。",)


def _score_table(reviewed: Sequence[_REVIEWED]) -> Table:
    columns = (
        _ORDINAL,
        _CASE,
        Column(title="产品", width=47, prose=True),
        *(Column(title=label, width=19, centred=True) for label in SCORE_ITEMS.values()),
        Column(title="平均分", width=16, centred=True),
        Column(title="各专家总分（由高到低）", width=34, prose=True),
    )
    rows = tuple(
        (
            str(number),
            one.case,
            one.product,
            *(points_text(found.item_means[name]) for name in SCORE_ITEMS),
            points_text(found.mean),
            _totals(found),
        )
        for number, (one, found) in enumerate(reviewed, 1)
    )
    mean = sum((found.mean for _, found in reviewed), Fraction(0)) / max(len(reviewed), 1)
    return Table(columns=columns, rows=rows, total=("", "全部产品平均", "", "", "", "", "", "", points_text(mean), ""))


def _totals(found: ExpertOutcome) -> str:
    """The experts' totals sorted, so that nobody's points can be told from their place."""
    return "、".join(map(str, sorted((score.total for score in found.scores), reverse=True)))


def _opinion_table(reviewed: Sequence[_REVIEWED]) -> Table:
    columns = (
        _ORDINAL,
        _CASE,
        Column(title="产品", width=42, prose=True),
        Column(title="评审日期和方式", width=28, centred=True),
        Column(title="结论", width=23, centred=True),
        Column(title="专家组意见", width=99, prose=True),
    )
    rows = tuple(
        (
            str(number),
            one.case,
            one.product,
            f"{chinese_date(found.held_on)}\n{_METHODS[found.method]}",
            found.recommendation.label,
            found.opinion,
        )
        for number, (one, found) in enumerate(reviewed, 1)
    )
    return Table(columns=columns, rows=rows)


def _refused_table(cases: Sequence[ReviewOutcome]) -> Table:
    columns = (
        _ORDINAL,
        _CASE,
        Column(title="单位", width=42, prose=True),
        Column(title="产品", width=42, prose=True),
        Column(title="平均分", width=14, centred=True),
        Column(title="评审结论", width=27, centred=True),
        Column(title="不予认定的理由", width=67, prose=True),
    )
    rows = tuple(
        (
            str(number),
            one.case,
            one.company,
            one.product,
            points_text(one.experts.mean) if one.experts else "—",
            one.experts.recommendation.label if one.experts else _preliminary_result(one),
            one.reason,
        )
        for number, one in enumerate(cases, 1)
    )
    return Table(columns=columns, rows=rows)
