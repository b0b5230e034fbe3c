"""Letters of the district authority about a submission: 受理通知书 (accepted) and 补正通知书 (to be corrected).

Letters (信函格式) of one authority to the applicant. Nothing in them says that a product is or will be certified.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from czdocs.documents.context.notice import Measures
from czdocs.documents.gongwen import Attachment, Column, Layout, OfficialDocument, Table, body
from czdocs.documents.html import chinese_date, chinese_numeral

__all__ = ["NO_NUMBER", "CaseNotice", "FormFaults", "Material", "Programme", "acceptance_letter", "correction_letter"]

_SHORT_DIGEST = 16  # hex digits
NO_NUMBER = "（发文字号待编）"
"""Stands where the number will stand: which characters a district authority uses is not known to us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One line of the list of what was handed in."""

    title: str
    file: str
    pages: str
    is_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFaults:
    """What is wrong with one form or with the submission as a whole (`title`), a sentence each, in order."""

    title: str
    sentences: tuple[str, ...]


class Programme(Enum):
    """What a case asks for; the value names it in the letters."""

    CERTIFICATION = "认定"
    PREMIUM_SUBSIDY = "保费补贴"
    SCENARIO_SUPPORT = "应用场景奖励"

    @property
    def articles(self) -> str:
        """The articles of the measures on which such a case rests."""
        return {
            Programme.CERTIFICATION: "第八条、第九条",
            Programme.PREMIUM_SUBSIDY: "第二十条、第二十二条",
            Programme.SCENARIO_SUPPORT: "第二十一条、第二十二条",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNotice:
    """What both letters say: who writes to whom about what, on which basis, and what was handed in.

    `digest` identifies the submission; `working_days` and `deadline` are for corrections.
    """

    issuer: str
    company: str
    product: str
    programme: Programme
    case: str
    measures: Measures
    call: str
    received: date
    digest: str
    materials: tuple[Material, ...]
    document_number: str | None
    contact: str | None
    lead_agency: str
    working_days: int
    deadline: date


def acceptance_letter(notice: CaseNotice) -> OfficialDocument:
    """The letter that says that the submission is accepted for the preliminary review.

    Source: 常工信创新〔2023〕93号, arts. 8 and 9.
    """
    return _letter(notice, "受理通知书", _accepted(notice), (_materials(notice),))


def correction_letter(notice: CaseNotice, faults: Sequence[FormFaults], hints: Sequence[str] = ()) -> OfficialDocument:
    """The letter that says what to correct until when; `hints` are to be checked, but hinder nothing.

    Source: 常工信创新〔2023〕93号, arts. 8 and 9.
    """
    return _letter(notice, "补正通知书", _to_correct(notice, faults, hints), ())


def _letter(
    notice: CaseNotice, name: str, paragraphs: Iterator[str], attachments: tuple[Attachment, ...]
) -> OfficialDocument:
    return OfficialDocument(
        layout=Layout.LETTER,
        issuers=(notice.issuer,),
        document_number=notice.document_number or NO_NUMBER,
        title=("常州市创新产品", f"{notice.programme.value}申报材料", name),
        recipients=(notice.company,),
        body=body(paragraphs),
        dated=notice.received,
        attachments=attachments,
    )


def _opening(notice: CaseNotice) -> str:
    return (
        f"你单位申报常州市创新产品{notice.programme.value}的“{notice.product}”（申报编号：{notice.case}）的材料，"
        f"本局已于{chinese_date(notice.received)}收到。"
    )


def _basis(notice: CaseNotice) -> str:
    measures = notice.measures
    articles = notice.programme.articles
    return f"《{measures.title}》（{measures.document_number}，以下简称《办法》）{articles}和{notice.call}的规定"


def _accepted(notice: CaseNotice) -> Iterator[str]:
    forms = [material.title for material in notice.materials if material.is_form]
    certifies = notice.programme is Programme.CERTIFICATION
    yield (f"{_opening(notice)}经核对，材料齐全，符合规定形式。根据{_basis(notice)}，现予受理，并将有关事项通知如下：")
    yield (
        f"一、受理的材料。{'、'.join(forms)}{'各' if len(forms) > 1 else ''}1份，"
        f"其他相关资料{len(notice.materials) - len(forms)}件（清单见附件）。"
        f"本次材料的核对码是{_short(notice.digest)}（SHA-256的前16位）。"
    )
    review = "第九条的规定进行初审，并将初审" if certifies else "和申报通知的规定进行审核，并将审核"
    yield f"二、后续程序。本局将按照《办法》{review}意见和申报材料报送{notice.lead_agency}。"
    outcome = "产品通过认定" if certifies else f"同意给予{notice.programme.value}"
    yield (
        "三、有关要求。受理以后，单位名称、产品权属等重要情况发生变化，或者需要更正材料的，请及时书面告知本局，"
        f"并重新提交全部材料。受理只表明材料齐全、符合规定形式，不代表{outcome}。"
    )
    yield from _closing(notice)


def _to_correct(notice: CaseNotice, faults: Sequence[FormFaults], hints: Sequence[str]) -> Iterator[str]:
    count = sum(len(form.sentences) for form in faults)
    yield (
        f"{_opening(notice)}经核对，有{count}处不符合要求，暂不能受理。根据{_basis(notice)}，请你单位补正，并将有关事项通知如下："
    )
    yield f"一、需要补正的内容（共{count}处）"
    number = 0
    for ordinal, form in enumerate(faults, 1):
        yield f"（{chinese_numeral(ordinal)}）{form.title}"
        for sentence in form.sentences:
            number += 1
            yield f"{number}.{sentence}"
    section = 2
    if hints:
        yield f"{chinese_numeral(section)}、请一并核实的内容。下列各处不影响受理，但请核实："
        yield from (f"{n}.{hint}" for n, hint in enumerate(hints, 1))
        section += 1
    yield (
        f"{chinese_numeral(section)}、补正期限。请自收到本通知书之日起{notice.working_days}个工作日内补正"
        f"（本通知书当日送达的，至{chinese_date(notice.deadline)}止）。逾期没有补正，或者补正后仍不符合要求的，不予受理。"
    )
    yield (
        f"{chinese_numeral(section + 1)}、补正方式。请在原申报文件夹中更正上列内容，用原申报编号{notice.case}"
        "重新提交全部材料，不要只提交更正的部分。"
        f"本次材料的核对码是{_short(notice.digest)}（SHA-256的前16位），材料不退回。"
    )
    yield from _closing(notice)


def _closing(notice: CaseNotice) -> Iterator[str]:
    yield f"联系方式：{notice.contact}" if notice.contact else "特此通知。"


def _short(digest: str) -> str:
    """The beginning of a digest: enough to tell submissions apart, short enough to be read out and compared."""
    return digest[:_SHORT_DIGEST]


def _materials(notice: CaseNotice) -> Attachment:
    """The list of what was handed in."""
    columns = (
        Column(title="序号", width=11, centred=True),
        Column(title="材料名称", width=73),
        Column(title="文件名", width=58),
        Column(title="页数", width=14, centred=True),
    )
    rows = tuple((str(n), m.title, m.file, m.pages) for n, m in enumerate(notice.materials, 1))
    return Attachment(title="受理材料清单", table=Table(columns=columns, rows=rows))
