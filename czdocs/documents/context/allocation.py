"""The allocation notice (资金下达): the joint document by which the money of a batch goes to districts and projects."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from czdocs.capitals import capital
from czdocs.decide.subsidy_batch import DecidedClaim, SubsidyBatch
from czdocs.documents.context.subsidy_words import amount_text, programme
from czdocs.documents.gongwen import Attachment, Column, Layout, OfficialDocument, Table, body
from czdocs.terms import District

__all__ = ["allocation_context"]

_UNIT = "单位：元"


def allocation_context(batch: SubsidyBatch) -> OfficialDocument:
    """The notice with the money by district and by project; it names no account.

    Source: 常工信创新〔2023〕93号, arts. 20 to 22.
    """
    decision = batch.decision
    return OfficialDocument(
        layout=Layout.DOCUMENT,
        issuers=decision.issuers,
        document_number=decision.document_number,
        title=("关于下达", f"{batch.year}年度", "常州市", "创新产品", "推广应用", "补贴资金", "的通知"),
        recipients=decision.recipients,
        body=body(_paragraphs(batch)),
        dated=decision.dated,
        closing_paragraphs=2,
        attachments=(
            Attachment(title=f"{batch.year}年度创新产品推广应用补贴资金分配表", table=_by_district(batch)),
            Attachment(title=f"{batch.year}年度创新产品推广应用补贴资金明细表", table=_by_project(batch)),
        ),
        note=decision.note or None,
        copies_to=decision.copies_to,
        printed_by=decision.printed_by,
        printed_on=decision.printed_on,
    )


def _paragraphs(batch: SubsidyBatch) -> tuple[str, ...]:
    decision = batch.decision
    total = batch.total_yuan
    return (
        (
            f"根据{'和'.join(decision.basis)}的规定，经企业申报、审核和公示，现将{batch.year}年度常州市创新产品推广应用"
            "补贴资金下达给你们，并就有关事项通知如下："
        ),
        (
            f"一、资金安排。本次共下达{len(batch.approved)}个项目的补贴资金{amount_text(total)}元"
            f"（大写：{capital(total)}），{_kinds(batch.approved)}。其中，市级财政承担{amount_text(batch.city_yuan)}元，"
            f"辖市（区）财政承担{amount_text(batch.district_yuan)}元。各地承担的金额见附件1，各项目的金额见附件2。"
        ),
        f"二、资金拨付和使用。{decision.use_requirements.rstrip('。')}。",
        (
            "三、监督检查。弄虚作假或者采取不正当手段骗取补贴资金的，依照《常州市创新产品推广应用办法》第二十三条的规定，"
            "取消补贴资格，收回补贴资金，并依法依规追究责任。"
        ),
        f"联系单位：{decision.contact.name}",
        f"联系电话：{decision.contact.telephone}",
    )


def _kinds(claims: Sequence[DecidedClaim]) -> str:
    """How many projects and how much of each kind."""
    found = dict.fromkeys(map(programme, claims))
    parts = []
    for name in found:
        ones = [one for one in claims if programme(one) == name]
        parts.append(f"{name}{len(ones)}个、{amount_text(_sum(one.amount_yuan for one in ones))}元")
    return "，".join(parts)


def _by_district(batch: SubsidyBatch) -> Table:
    """What each district's projects get and who bears it; districts without projects do not appear."""
    columns = (
        Column(title="序号", width=12, centred=True),
        Column(title="辖市（区）", width=40),
        Column(title="项目数（个）", width=20, centred=True),
        Column(title="补贴资金", width=28, amount=True),
        Column(title="市级财政承担", width=28, amount=True),
        Column(title="辖市（区）财政承担", width=28, amount=True),
    )
    rows = tuple(
        (str(number), district.label, str(len(claims)), *_amounts(claims))
        for number, (district, claims) in enumerate(_districts(batch), 1)
    )
    total = ("", "合计", str(len(batch.approved)), *_amounts(batch.approved))
    return Table(columns=columns, rows=rows, total=total, unit=_UNIT)


def _by_project(batch: SubsidyBatch) -> Table:
    """The projects under their districts."""
    columns = (
        Column(title="序号", width=10, centred=True),
        Column(title="单位", width=38, prose=True),
        Column(title="产品", width=34, prose=True),
        Column(title="类别", width=20, centred=True),
        Column(title="补贴资金", width=18, amount=True),
        Column(title="市级", width=18, amount=True),
        Column(title="区级", width=18, amount=True),
    )
    rows: list[tuple[str, ...]] = []
    number = 0
    for district, claims in _districts(batch):
        rows.append((f"{district.label}（{len(claims)}个，{amount_text(_sum(c.amount_yuan for c in claims))}元）",))
        for claim in claims:
            number += 1
            rows.append((str(number), claim.company, claim.product, programme(claim), *_amounts((claim,))))
    total = ("", "合计", "", "", *_amounts(batch.approved))
    return Table(columns=columns, rows=tuple(rows), total=total, unit=_UNIT)


def _districts(batch: SubsidyBatch) -> Iterator[tuple[District, tuple[DecidedClaim, ...]]]:
    """The districts that have approved claims, in the official order."""
    for district in District:
        claims = tuple(claim for claim in batch.approved if claim.district is district)
        if claims:
            yield district, claims


def _amounts(claims: Sequence[DecidedClaim]) -> tuple[str, str, str]:
    return (
        amount_text(_sum(claim.amount_yuan for claim in claims)),
        amount_text(_sum(claim.city_yuan for claim in claims)),
        amount_text(_sum(claim.district_yuan for claim in claims)),
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
