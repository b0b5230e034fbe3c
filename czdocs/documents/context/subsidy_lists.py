"""Lists of a batch of subsidies: the publicity (公示), masked for everybody, and the internal summary."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from czdocs.decide.subsidy_batch import DecidedClaim, SubsidyBatch
from czdocs.documents.context.subsidy_words import (
    amount_text,
    assessment,
    base_text,
    masked,
    programme,
    running_text,
)
from czdocs.documents.gongwen import Attachment, Column, Layout, OfficialDocument, Table, body
from czdocs.documents.html import chinese_date
from czdocs.money import grouped

__all__ = ["public_table", "publicity_context", "summary_context"]

_UNIT = "单位：元"
_ORDINAL = Column(title="序号", width=8, centred=True)
# The columns of amounts; with those before them they fill the 225 mm of a turned type area.
_AMOUNTS = ("实缴保费/开票金额", "核定基数", "比例", "核算金额", "已享受", "本次拨付", "市级", "区级")
_PUBLIC_WIDTHS = (23, 23, 11, 17, 16, 17, 16, 16)
_INTERNAL_WIDTHS = (22, 22, 10, 16, 13, 16, 16, 16)


def publicity_context(batch: SubsidyBatch) -> OfficialDocument:
    """The publicity of what is to be granted, dated with the day of its posting; only the lead agency signs.

    Numbers of contracts are masked; accounts, identity numbers and telephones of claimants never appear, nor do refused
    claims.
    """
    title = f"{batch.year}年度创新产品推广应用补贴拟安排情况表"
    return OfficialDocument(
        layout=Layout.PLAIN,
        issuers=batch.decision.issuers[:1],
        document_number=None,
        title=("关于", f"{batch.year}年度", "常州市", "创新产品", "推广应用", "补贴", "拟安排", "情况的", "公示"),
        recipients=(),
        body=body(_publicity_paragraphs(batch)),
        dated=batch.decision.publicity.posted_on,
        closing_paragraphs=2,
        attachments=(Attachment(title=title, table=public_table(batch.approved), landscape=True),),
    )


def _publicity_paragraphs(batch: SubsidyBatch) -> tuple[str, ...]:
    period = batch.decision.publicity
    first, last = chinese_date(period.first_day), chinese_date(period.last_day)
    return (
        (
            f"根据{'和'.join(batch.decision.basis)}的规定，经企业申报和审核，{batch.year}年度拟对{len(batch.approved)}个项目"
            f"给予推广应用补贴，合计{amount_text(batch.total_yuan)}元，现将有关情况（见附件）予以公示，接受社会监督。"
        ),
        f"公示时间：{first}至{last.removeprefix(f'{period.first_day.year}年')}",
        (
            "任何单位和个人对公示内容有异议的，请在公示期内以书面形式反映，说明具体情况并提供必要的证明材料。"
            "以单位名义反映的，应当加盖单位公章；以个人名义反映的，应当签署真实姓名并留下联系方式。"
            "匿名反映或者逾期反映的，不予受理。受理单位将对反映人的信息予以保密。"
        ),
        f"受理单位：{period.contact}",
        f"联系电话：{period.telephone}",
    )


def public_table(claims: Sequence[DecidedClaim]) -> Table:
    """The claims as everybody may see them, with their total."""
    columns = (
        _ORDINAL,
        Column(title="单位", width=28, prose=True),
        Column(title="产品", width=24, prose=True),
        Column(title="保单号/合同号", width=26, centred=True),
        *_amount_columns(_PUBLIC_WIDTHS),
    )
    rows = tuple(
        (str(number), one.company, one.product, "\n".join(map(masked, one.papers)), *_amounts(one))
        for number, one in enumerate(claims, 1)
    )
    return Table(columns=columns, rows=rows, total=("", "合计", "", "", *_totals(claims)), unit=_UNIT)


def _amounts(claim: DecidedClaim) -> tuple[str, ...]:
    found = assessment(claim.derivation)
    return (
        grouped(claim.counted_yuan),
        base_text(found.base),
        found.rate,
        amount_text(claim.derivation.amount_yuan),
        amount_text(claim.prior_yuan),
        amount_text(claim.amount_yuan),
        amount_text(claim.city_yuan),
        amount_text(claim.district_yuan),
    )


def _totals(claims: Sequence[DecidedClaim]) -> tuple[str, ...]:
    """The sums below `_amounts`; of exact bases, not of those cut to the fen."""
    base = sum((assessment(one.derivation).base for one in claims), Fraction(0))
    return (
        grouped(_sum(one.counted_yuan for one in claims)),
        base_text(base),
        "",
        amount_text(_sum(one.derivation.amount_yuan for one in claims)),
        amount_text(_sum(one.prior_yuan for one in claims)),
        amount_text(_sum(one.amount_yuan for one in claims)),
        amount_text(_sum(one.city_yuan for one in claims)),
        amount_text(_sum(one.district_yuan for one in claims)),
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def summary_context(batch: SubsidyBatch) -> OfficialDocument:
    """The internal summary of the batch: what is granted, where it is paid to, and what is refused why."""
    lists = (
        ("给予补贴的项目", _granted_table(batch.approved), batch.approved),
        ("收款账户", _account_table(batch.approved), batch.approved),
        ("不予补贴的项目", _refused_table(batch.refused), batch.refused),
    )
    return OfficialDocument(
        layout=Layout.PLAIN,
        issuers=batch.decision.issuers,
        document_number=None,
        title=(f"{batch.year}年度", "常州市", "创新产品", "推广应用", "补贴", "审核", "汇总表"),
        recipients=(),
        body=body(_summary_paragraphs(batch)),
        dated=batch.decision.dated,
        attachments=tuple(
            Attachment(title=title, table=table, landscape=True) for title, table, claims in lists if claims
        ),
        note="内部资料，含收款账户，不予公开",
    )


def _summary_paragraphs(batch: SubsidyBatch) -> tuple[str, ...]:
    decision = batch.decision
    granted = f"给予补贴{len(batch.approved)}项，合计{amount_text(batch.total_yuan)}元"
    shares = f"其中市级{amount_text(batch.city_yuan)}元、区级{amount_text(batch.district_yuan)}元"
    refused = f"；不予补贴{len(batch.refused)}项" if batch.refused else ""
    auditor = f"，并委托{decision.review.auditor}核查" if decision.review.auditor else ""
    return (
        (
            f"根据{'和'.join(decision.basis)}的规定，{'、'.join(decision.review.participants)}于"
            f"{chinese_date(decision.review.completed_on)}完成审核{auditor}。补贴决定的文号为{decision.document_number}。"
        ),
        f"本批共{len(batch.claims)}项申报，{granted}，{shares}{refused}。各项明细见附件。",
    )


def _granted_table(claims: Sequence[DecidedClaim]) -> Table:
    columns = (
        _ORDINAL,
        Column(title="单位和申报编号", width=30, prose=True),
        Column(title="产品", width=18, prose=True),
        Column(title="保单号/合同号", width=38, centred=True),
        *_amount_columns(_INTERNAL_WIDTHS),
    )
    rows = tuple(
        (str(number), f"{one.company}\n{one.case}", one.product, "\n".join(one.papers), *_amounts(one))
        for number, one in enumerate(claims, 1)
    )
    return Table(columns=columns, rows=rows, total=("", "合计", "", "", *_totals(claims)), unit=_UNIT)


def _amount_columns(widths: Sequence[int]) -> Iterator[Column]:
    for title, width in zip(_AMOUNTS, widths, strict=True):
        yield Column(title=title, width=width, amount=title != "比例", centred=title == "比例")


def _account_table(claims: Sequence[DecidedClaim]) -> Table:
    columns = (
        _ORDINAL,
        Column(title="申报编号", width=25, centred=True),
        Column(title="单位", width=40, prose=True),
        Column(title="户名", width=40, prose=True),
        Column(title="开户银行", width=34, prose=True),
        Column(title="行号", width=22, centred=True),
        Column(title="账号", width=38, centred=True),
        Column(title="本次拨付", width=18, amount=True),
    )
    rows = tuple(
        (
            str(number),
            one.case,
            one.company,
            one.account.holder,
            one.account.bank,
            one.account.clearing_number,
            one.account.number,
            amount_text(one.amount_yuan),
        )
        for number, one in enumerate(claims, 1)
    )
    total = ("", "合计", "", "", "", "", "", amount_text(_sum(one.amount_yuan for one in claims)))
    return Table(columns=columns, rows=rows, total=total, unit=_UNIT)


def _refused_table(claims: Sequence[DecidedClaim]) -> Table:
    columns = (
        _ORDINAL,
        Column(title="申报编号", width=25, centred=True),
        Column(title="单位", width=36, prose=True),
        Column(title="产品", width=32, prose=True),
        Column(title="类别", width=22, centred=True),
        Column(title="申报金额", width=20, amount=True),
        Column(title="核算金额", width=20, amount=True),
        Column(title="不予补贴的理由", width=40, prose=True),
        Column(title="条款", width=22, prose=True),
    )
    rows = tuple(
        (
            str(number),
            one.case,
            one.company,
            one.product,
            programme(one),
            amount_text(one.claimed_yuan),
            amount_text(one.derivation.amount_yuan),
            running_text(one.reason or ""),
            "、".join(one.articles),
        )
        for number, one in enumerate(claims, 1)
    )
    return Table(columns=columns, rows=rows, unit=_UNIT)
