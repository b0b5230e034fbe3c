"""Letters about a submission: what they say, in order, and what they do not say."""

from dataclasses import replace
from datetime import date

from czdocs.documents.context.case_notice import (
    NO_NUMBER,
    CaseNotice,
    FormFaults,
    Material,
    Programme,
    acceptance_letter,
    correction_letter,
)
from czdocs.documents.context.notice import MEASURES_2023
from czdocs.documents.gongwen import Layout, OfficialDocument
from czdocs.terms import District

NOTICE = CaseNotice(
    issuer=District.WUJIN.authority,
    company="常州示例精舵机床有限公司",
    product="五轴联动车铣复合加工中心",
    programme=Programme.CERTIFICATION,
    case="2026-WJ-0001",
    measures=MEASURES_2023,
    call="《关于组织申报2026年度常州市创新产品的通知》（常工信创新〔2026〕19号）",
    received=date(2026, 4, 10),
    digest="0123456789abcdef" * 4,
    materials=(
        Material(title="创新产品认定申请表", file="application.yaml", pages="", is_form=True),
        Material(title="创新产品申请报告书", file="report.yaml", pages="", is_form=True),
        Material(title="营业执照", file="A1.pdf", pages="1"),
    ),
    document_number=None,
    contact=None,
    lead_agency="常州市工业和信息化局",
    working_days=5,
    deadline=date(2026, 4, 17),
)
FAULTS = (
    FormFaults(title="《创新产品认定申请表》", sentences=("甲。", "乙。")),
    FormFaults(title="《其他相关资料》", sentences=("丙。",)),
)


def text(document: OfficialDocument) -> list[str]:
    """The paragraphs of a letter."""
    return [paragraph.heading + paragraph.text for paragraph in document.body]


def test_acceptance_says_what_was_taken_in() -> None:
    """The letter of the district authority to the company counts the materials and lists them."""
    letter = acceptance_letter(NOTICE)
    assert (letter.layout, letter.issuers, letter.recipients) == (
        Layout.LETTER,
        ("武进区工业和信息化局",),
        ("常州示例精舵机床有限公司",),
    )
    assert letter.full_title == "常州市创新产品认定申报材料受理通知书"
    assert "其他相关资料1件（清单见附件）" in text(letter)[1]
    assert "不代表产品通过认定" in "".join(text(letter))
    (attachment,) = letter.attachments
    assert attachment.table is not None
    assert [row[0] for row in attachment.table.rows] == ["1", "2", "3"]
    assert sum(column.width for column in attachment.table.columns) == 156


def test_number_is_left_open_until_it_is_given() -> None:
    """Where no number is given its place says so; the agency's characters are never made up."""
    assert acceptance_letter(NOTICE).document_number == NO_NUMBER
    assert (
        acceptance_letter(replace(NOTICE, document_number="武工信函〔2026〕3号")).document_number
        == "武工信函〔2026〕3号"
    )


def test_correction_numbers_the_faults_through_all_forms() -> None:
    """Faults are numbered through, under their forms; the deadline follows, and what to hand in."""
    said = text(correction_letter(NOTICE, FAULTS))
    assert said[1:7] == [
        "一、需要补正的内容（共3处）",
        "（一）《创新产品认定申请表》",
        "1.甲。",
        "2.乙。",
        "（二）《其他相关资料》",
        "3.丙。",
    ]
    assert said[7].startswith(
        "二、补正期限。请自收到本通知书之日起5个工作日内补正（本通知书当日送达的，至2026年4月17日止）"
    )
    assert said[8].startswith("三、补正方式。")
    assert said[9] == "特此通知。"


def test_hints_stand_apart_from_faults() -> None:
    """What is only to be checked has a section of its own and counts among no faults."""
    said = text(correction_letter(replace(NOTICE, contact="服务窗口"), FAULTS, ("丁。",)))
    assert "有3处不符合要求" in said[0]
    assert said[7].startswith("二、请一并核实的内容。")
    assert said[8] == "1.丁。"
    assert said[9].startswith("三、补正期限。")
    assert said[-1] == "联系方式：服务窗口"
