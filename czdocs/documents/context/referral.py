"""移送函: the letter that refers a company to the credit authority for the misconduct list (art. 23)."""

from collections.abc import Iterator

from czdocs.decide.revocation import Ruling
from czdocs.documents.context.case_notice import NO_NUMBER
from czdocs.documents.context.revocation import ground_clause, ruling_title, title_pieces
from czdocs.documents.gongwen import Layout, OfficialDocument, body
from czdocs.documents.html import chinese_date

__all__ = ["referral_context"]


def referral_context(ruling: Ruling, document_number: str | None) -> OfficialDocument | None:
    """The letter of the lead agency to the credit authority, None where the decision refers nobody.

    Source: 常工信创新〔2023〕93号, art. 23, para. 1.
    """
    decision = ruling.decision
    if decision.referral is None:
        return None
    return OfficialDocument(
        layout=Layout.LETTER,
        issuers=decision.issuers[:1],
        document_number=document_number or NO_NUMBER,
        title=("关于移送", *title_pieces(decision.holder.name), "有关情况", "的函"),
        recipients=(decision.referral.authority,),
        body=body(_paragraphs(ruling, decision.referral.authority)),
        dated=decision.referral.referred_on,
        closing_paragraphs=3,  # what is asked, and whom to ask
    )


def _paragraphs(ruling: Ruling, authority: str) -> Iterator[str]:
    decision = ruling.decision
    we, you = _called("我", decision.issuers[0]), _called("贵", authority)
    yield (
        f"{we}在《{ruling.measures_title}》（{ruling.measures_document}，以下简称《办法》）的监督检查中，"
        f"查明{decision.holder.name}有应当依法列入不良行为记录名单的情形，现将有关情况移送{you}。"
    )
    yield (
        f"一、单位和产品。单位名称：{decision.holder.name}；统一社会信用代码：{decision.holder.uscc}；"
        f"所属辖市（区）：{decision.holder.district.label}；所涉产品：{ruling.product}，证书编号{decision.certificate}。"
    )
    yield "二、查明的事实"
    yield from decision.facts
    contract = decision.procurement_contract
    if contract is not None:
        yield (
            f"所涉政府采购合同编号为{contract.number}，采购人为{contract.purchaser}，"
            f"于{chinese_date(contract.signed_on)}签订。"
        )
    yield (
        f"三、处理情况。该单位的上述行为，{ground_clause(decision)}。{chinese_date(decision.dated)}，"
        f"{'、'.join(decision.issuers)}作出《{ruling_title(ruling)}》（{decision.document_number}），现随函附送1份。"
    )
    yield (
        f"四、移送事项。请{you}依照《办法》第二十三条和信用管理的有关规定，依法列入不良行为记录名单，"
        f"并请将处理结果函告{we}。"
    )
    yield f"联系单位：{decision.contact.name}"
    yield f"联系电话：{decision.contact.telephone}"


def _called(whose: str, agency: str) -> str:
    """How a letter speaks of `agency` after 我 or 贵: 我局, 贵委; 单位 where its name ends otherwise."""
    return whose + {"局": "局", "会": "委", "府": "府"}.get(agency[-1], "单位")
