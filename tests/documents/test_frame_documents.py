"""What the call for applications, the summary of reviews and the reminder say, and what they leave out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notices_data import call, ending, notice_of_2026, reminder, reviewed_edition

from czdocs.decide.review_outcome import ExpertOutcome
from czdocs.documents.context.call_notice import call_notice_context
from czdocs.documents.context.expiry_reminder import expiry_reminder_context
from czdocs.documents.context.review_summary import review_summary_context
from czdocs.documents.context.score_items import points_text
from czdocs.documents.gongwen import Layout, OfficialDocument
from czdocs.policy.parameter import Tier
from czdocs.record.reviews import Scores
from czdocs.terms import Recommendation


def prose(document: OfficialDocument) -> str:
    """The body in one text."""
    return "\n".join(paragraph.heading + paragraph.text for paragraph in document.body)


def titles(document: OfficialDocument) -> list[str]:
    """The titles of the attachments."""
    return [attachment.title for attachment in document.attachments]


def test_numbers_of_the_call_come_from_the_parameters() -> None:
    """Other terms of the year and other measures give other numbers, and none of the old ones stays."""
    terms = replace(
        notice_of_2026(),
        closing_date=date(2026, 5, 20),
        publicity_working_days=7,
        correction_working_days=9,
        photo_min_pixels=1234,
    )
    measures = call().measures.narrowed({"premium_cap_yuan": Decimal(345_678)}, source="常工信创新〔2026〕19号")
    said = prose(call_notice_context(replace(call(), terms=terms, measures=measures)))
    for words in (
        "年限计算至2026年5月20日。",
        "（2023年5月20日及以后）研制成功",
        "申报时间自2026年3月1日至5月20日止",
        "公示7个工作日",
        "自收到之日起9个工作日内补正",
        "短边不少于1234像素",
        "单个创新产品最高34.5678万元",
    ):
        assert words in said
    assert "4月15日" not in said
    assert "50万元" not in said.replace("500万元", "")


def test_call_without_claims_is_the_bureaus_alone() -> None:
    """Where the year sets no day for claims the call says nothing of support, and has one attachment."""
    terms = replace(notice_of_2026(), claims_closing_date=None)
    document = call_notice_context(replace(call(), terms=terms, issuers=("常州市工业和信息化局",)))
    said = prose(document)
    assert "四、有关要求" in said
    assert "补贴申请" not in said
    assert "见附件）" in said
    assert titles(document) == ["专家评审评分项目和分值"]
    assert document.recipients == ("各辖市（区）工信局", "常州经开区经发局")


def test_call_of_a_year_without_tiers_invents_none() -> None:
    """Without tiers the text names the limit of art. 21 only, and the attachments are numbered without them."""
    document = call_notice_context(replace(call(), terms=replace(notice_of_2026(), scenario_tiers=())))
    said = prose(document)
    assert "按首张订单开票金额20%以内分档给予支持，最高不超过500万元（第二十一条）" in said
    assert "承担的比例见附件2" in said
    assert titles(document) == ["专家评审评分项目和分值", "补贴资金市、区承担比例"]


@pytest.mark.parametrize(
    ("starts", "rows"),
    [
        ((0,), ["不分金额"]),
        ((0, 8_000, 5_000_000), ["不满8000元", "8000元以上，不满500万元", "500万元以上"]),
    ],
)
def test_tiers_leave_no_gap(starts: tuple[int, ...], rows: list[str]) -> None:
    """Each tier goes from its first yuan up to, and without, the first of the next."""
    tiers = tuple(Tier(from_yuan=Decimal(start), share=Decimal("0.1")) for start in starts)
    document = call_notice_context(replace(call(), terms=replace(notice_of_2026(), scenario_tiers=tiers)))
    table = document.attachments[1].table
    assert table is not None
    assert [row[1] for row in table.rows] == rows


def test_readings_change_the_words_of_the_call() -> None:
    """The day that years count to (D-02) and how tiers apply (D-19) are said as the interpretations have them."""
    measures = call().measures.with_reading("D-02", "submission_date").with_reading("D-19", "marginal")
    document = call_notice_context(replace(call(), measures=measures))
    assert "年限计算至提交申报之日。" in prose(document)
    assert "及以后）研制成功" not in prose(document)
    assert document.attachments[1].notes[0].startswith("各档金额分别适用各档的比例，再相加")


def test_call_says_only_what_is_known() -> None:
    """Days that the clerk did not give do not appear; a title of the bureau's own is kept word for word."""
    terms = replace(notice_of_2026(), title="关于开展2026年度常州市创新产品认定申报和推广应用补贴申请工作的通知")
    document = call_notice_context(
        replace(call(), terms=terms, opens_on=None, reported_by=None, versions={}, spared=())
    )
    assert document.full_title == terms.title
    assert document.layout is Layout.LETTER
    said = prose(document)
    assert "申报时间至2026年4月15日止" in said
    assert "连同申报材料报送市工信局。" in said
    assert "表单版本" not in said
    assert "可以从简" not in said


def test_reminder_of_one_product_names_the_day_after() -> None:
    """What ends, ends on the day after the last valid one."""
    one = replace(reminder(), products=(ending("CZCP-2024-0003", "磨床", date(2026, 12, 31)),), call=None)
    said = prose(expiry_reminder_context(one))
    assert "有效期至2026年12月31日（含当日）。" in said
    assert "自2027年1月1日起，上列产品不再是有效的创新产品" in said
    assert "申报的时间和要求，以下一次年度申报通知为准。" in said
    assert "业绩分值为满分的期限" not in said


def test_reminder_tells_full_marks_that_end_another_day() -> None:
    """Where art. 15 counts other years than the validity, each product says until when its marks are full."""
    product = replace(ending("CZCP-2024-0003", "磨床", date(2026, 5, 28)), full_marks_to=date(2027, 5, 28))
    said = prose(expiry_reminder_context(replace(reminder(), products=(product,))))
    assert "有效期至2026年5月28日（含当日），业绩分值为满分的期限至2027年5月28日。" in said


def test_summary_is_internal_and_names_no_expert() -> None:
    """The summary has no number and no recipients, and experts' totals stand sorted, without their names."""
    document = review_summary_context(reviewed_edition(), terms=notice_of_2026().experts)
    assert (document.layout, document.document_number, document.recipients) == (Layout.PLAIN, None, ())
    assert document.note is not None
    assert "不予公开" in document.note
    scores = document.attachments[1].table
    assert scores is not None
    assert scores.rows[1][-1] == "71、70、70、70、70、69、69"


def test_summary_shows_where_the_consultation_departed() -> None:
    """A case that the experts recommended and the consultation refused is named."""
    said = prose(review_summary_context(reviewed_edition(), terms=notice_of_2026().experts))
    assert "会商结果与专家组结论不同的有1项（2026-WJ-0004）" in said
    assert "没有提交专家评审1项（2026-WJ-0002初审不予推荐）" in said


def test_summary_of_a_year_without_cases() -> None:
    """A year in which nobody applied has a summary that says so, without empty lists."""
    document = review_summary_context(replace(reviewed_edition(), reviews=()))
    assert "一、初审情况。本年度没有申报。" in prose(document)
    assert "二、联合会商情况。" in prose(document)
    assert document.attachments == ()


def test_summary_without_a_notice_claims_no_pass_mark() -> None:
    """Where the year's notice is not known, no least number of experts and no pass mark is told."""
    document = review_summary_context(reviewed_edition(), terms=None)
    assert "按照申报通知，每项" not in prose(document)
    assert document.attachments[1].notes == ("平均分按各专家评分计算，舍去小数点后第三位及以下的部分。",)


@given(
    totals=st.lists(st.integers(min_value=58, max_value=88), min_size=1, max_size=15),
    mark=st.integers(min_value=58, max_value=88),
)
def test_points_never_seem_to_reach_a_mark_that_they_missed(totals: list[int], mark: int) -> None:
    """The mean as printed reaches a whole mark exactly where the exact mean does; items add up to totals."""
    scores = tuple(Scores(innovation=t - 58, advancement=25, market=12, ip=8, quality=13) for t in totals)
    found = ExpertOutcome(
        held_on=date(2026, 5, 20), method="meeting", scores=scores, recommendation=Recommendation.RECOMMEND, opinion=""
    )
    assert (Decimal(points_text(found.mean)) >= mark) == (found.mean >= mark)
    assert sum(found.item_means.values()) == found.mean
