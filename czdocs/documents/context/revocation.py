"""The decision on a violation, served on the holder, and the announcement that a certification has ended (art. 23)."""

from collections.abc import Iterator
from datetime import timedelta

from czdocs.capitals import capital
from czdocs.decide.revocation import Ruling
from czdocs.documents.gongwen import Layout, OfficialDocument, body
from czdocs.documents.html import chinese_date, chinese_numeral
from czdocs.documents.title import text_width
from czdocs.money import grouped
from czdocs.record.revocation import RevocationDecision
from czdocs.terms import RevocationGround

__all__ = ["announcement_context", "ground_clause", "notice_context", "ruling_title", "title_pieces"]

_WIDEST_PIECE = 36  # half characters: what a line of the title holds beside its quotation marks
_CLAUSES = {
    RevocationGround.ASSIGNMENT: ("第二十三条第一款第（一）项", "获得政府采购合同后将合同转包"),
    RevocationGround.SUBCONTRACT: ("第二十三条第一款第（二）项", "获得政府采购合同后分包给其他制造商"),
    RevocationGround.FRAUD: ("第二十三条第二款", "弄虚作假或者采取不正当手段骗取补贴资金"),
}
"""Where art. 23 names each ground, and how; what other laws name stands in the decision itself."""
_VERBS = ("参照", "依照", "依据", "根据")
_BY_CONTRACT = frozenset({RevocationGround.ASSIGNMENT, RevocationGround.SUBCONTRACT})


def ruling_title(ruling: Ruling) -> str:
    """The title of the decision in one line, as other documents cite it."""
    return "".join(_title(ruling.decision))


def title_pieces(name: str) -> tuple[str, ...]:
    """`name` in pieces that each fit a line of a title: whole where it fits."""
    if text_width(name) <= _WIDEST_PIECE:
        return (name,)
    count = -(-text_width(name) // _WIDEST_PIECE)
    size = -(-len(name) // count)
    return tuple(name[start : start + size] for start in range(0, len(name), size))


def ground_clause(decision: RevocationDecision) -> str:
    """What the holder did, by the words of the law, and where they stand; `《办法》` is explained by the caller."""
    clause = _CLAUSES.get(decision.ground)
    if clause is not None:
        return f"属于《办法》{clause[0]}规定的{clause[1]}的情形"
    basis = decision.legal_basis or "有关法律"
    return f"{'' if basis.startswith(_VERBS) else '依照'}{basis}的规定处理"


def notice_context(ruling: Ruling) -> OfficialDocument:
    """The decision as it is served on the holder: facts, grounds, hearing, consequences, remedy.

    It speaks of the holder as the facts do, 该单位, since it is shown to others too.

    Source: 常工信创新〔2023〕93号, art. 23; who signed it off is kept with the record and not told here.
    """
    decision = ruling.decision
    return OfficialDocument(
        layout=Layout.DOCUMENT,
        issuers=decision.issuers,
        document_number=decision.document_number,
        title=_title(decision),
        recipients=(decision.holder.name,),
        body=body(_paragraphs(ruling)),
        dated=decision.dated,
        closing_paragraphs=2,  # whom to ask
        copies_to=decision.copies_to,
        printed_by=decision.printed_by,
        printed_on=decision.printed_on,
    )


def _title(decision: RevocationDecision) -> tuple[str, ...]:
    return ("关于对", *title_pieces(decision.holder.name), "作出监督处理", "的决定")


def _paragraphs(ruling: Ruling) -> Iterator[str]:
    decision = ruling.decision
    article = "第二十三条" if decision.ground in _CLAUSES else "和有关法律"
    yield (
        f"{decision.holder.name}（统一社会信用代码：{decision.holder.uscc}，以下简称该单位）的{ruling.product}于{chinese_date(ruling.certified_on)}"
        f"经{ruling.certified_by}认定为常州市创新产品（证书编号：{decision.certificate}，"
        f"有效期至{chinese_date(ruling.valid_to)}）。经调查，现根据《{ruling.measures_title}》"
        f"（{ruling.measures_document}，以下简称《办法》）{article}的规定，作出如下处理决定："
    )
    yield "一、查明的事实"
    yield from decision.facts
    contract = decision.procurement_contract
    if contract is not None:
        yield (
            f"上述事实涉及的政府采购合同编号为{contract.number}，采购人为{contract.purchaser}，"
            f"于{chinese_date(contract.signed_on)}签订。"
        )
    yield f"二、处理依据。该单位的上述行为，{ground_clause(decision)}。{_other_basis(ruling)}"
    yield f"三、告知和陈述申辩。{_hearing(decision)}"
    yield "四、处理决定"
    consequences = tuple(_consequences(ruling))
    for number, text in enumerate(consequences, 1):
        yield f"（{chinese_numeral(number)}）{text}" if len(consequences) > 1 else text
    yield f"五、救济途径。{decision.remedy}"
    yield f"联系单位：{decision.contact.name}"
    yield f"联系电话：{decision.contact.telephone}"


def _other_basis(ruling: Ruling) -> str:
    """The further legal basis, where it is not the ground itself nor the Measures, which were cited already."""
    basis = ruling.decision.legal_basis or ""
    if ruling.decision.ground is RevocationGround.OTHER_LAW:
        return ""
    if basis.startswith(f"《{ruling.measures_title}》"):
        basis = basis.partition("；")[2]
    if not basis:
        return ""
    return f"本决定同时依据{basis}作出。" if basis.startswith("《") else f"{basis.rstrip('。')}。"


def _hearing(decision: RevocationDecision) -> str:
    heard = decision.heard
    told = f"{chinese_date(heard.notified_on)}，本机关将拟作处理的事实、理由、依据和陈述、申辩的权利告知该单位，"
    outcome = {
        "waived": "该单位没有提出陈述、申辩。",
        "rejected": "该单位提出了陈述、申辩。",
        "accepted": "该单位提出了陈述、申辩，本机关部分采纳。",
    }[heard.outcome]
    return f"{told}{outcome}{heard.note or ''}"


def _consequences(ruling: Ruling) -> Iterator[str]:
    decision = ruling.decision
    if decision.certification_revoked:
        yield (
            f"撤销认定。自{chinese_date(decision.effective_on)}起，撤销{ruling.product}的常州市创新产品认定，"
            f"{decision.certificate}号证书同时失效，请将证书交回{decision.issuers[0]}。"
            "自该日起，该产品不再列入《常州市创新产品推广应用推荐目录》，不再享受《办法》规定的各项支持。"
        )
    if decision.subsidy_barred:
        yield (
            f"取消补贴资格。自{chinese_date(decision.effective_on)}起，取消该单位获得《办法》规定的补贴的资格，"
            f"该单位以任何产品申报补贴的，均不予受理和补贴。{_length(ruling)}"
        )
    if decision.recovery is not None:
        yield f"收回补贴资金。{_recovery(ruling)}"
    if decision.referral is not None:
        yield f"移送信用主管部门。将有关情况移送{decision.referral.authority}，由其依法列入不良行为记录名单。"
    if decision.ground in _BY_CONTRACT:
        yield "损失赔偿。给他人造成损失的，该单位应当按照有关法律规定和合同约定承担责任。"
    elif decision.ground is RevocationGround.FRAUD:
        yield "其他责任。对有关责任，由有关机关依法依规追究。"


def _length(ruling: Ruling) -> str:
    """How long the bar lasts, as interpretation D-12 says."""
    if ruling.bar_until is None:
        return "《办法》没有规定期限，本项处理在另有决定解除以前持续有效。"
    return f"本项处理至{chinese_date(ruling.bar_until)}为止。"


def _recovery(ruling: Ruling) -> str:
    recovery = ruling.decision.recovery
    if recovery is None or not recovery.entries:
        return "经核实，该单位没有已经拨付而应当收回的补贴资金；尚未拨付的，不再拨付。"
    return (
        f"收回该单位以该产品获得的补贴资金{len(recovery.entries)}笔，合计{grouped(recovery.total_yuan)}元"
        f"（大写：{capital(recovery.total_yuan)}），请于{chinese_date(recovery.deadline)}以前（含当日）缴回，"
        "明细和缴回方式见随本决定送达的收回补贴资金通知。"
    )


def announcement_context(ruling: Ruling) -> OfficialDocument:
    """The announcement (posted, like the publicity) that a product is no longer certified; its ground is not told."""
    decision = ruling.decision
    return OfficialDocument(
        layout=Layout.PLAIN,
        issuers=decision.issuers,
        document_number=None,
        title=("关于撤销", *title_pieces(f"“{decision.product.name}”"), "常州市创新产品认定", "的公告"),
        recipients=(),
        body=body(_announced(ruling)),
        dated=decision.dated,
        closing_paragraphs=2,
    )


def _announced(ruling: Ruling) -> Iterator[str]:
    decision = ruling.decision
    effective = chinese_date(decision.effective_on)
    yield (
        f"根据《{ruling.measures_title}》（{ruling.measures_document}）和{decision.document_number}处理决定，"
        "现将有关事项公告如下："
    )
    yield (
        f"一、撤销认定的产品。自{effective}起，撤销{decision.holder.name}{ruling.product}的常州市创新产品认定，"
        f"{decision.certificate}号证书同时失效。"
    )
    yield (
        "二、对采购活动的影响。自该日起，该产品不再列入《常州市创新产品推广应用推荐目录》，"
        "各采购人不再按列入目录的产品对待。"
    )
    before = decision.effective_on - timedelta(days=1)
    if before >= ruling.certified_on:
        yield (
            f"三、以前的认定状态。该产品自{chinese_date(ruling.certified_on)}至{chinese_date(before)}的认定状态不变，"
            "各单位可以凭证书编号查询任何一日的状态。"
        )
    yield f"联系单位：{decision.contact.name}"
    yield f"联系电话：{decision.contact.telephone}"
