"""收回补贴资金通知: the letter that demands money back, with the sum in figures and capitals (art. 23)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from czdocs.capitals import capital
from czdocs.decide.revocation import RecoveredGrant, Ruling
from czdocs.documents.context.case_notice import NO_NUMBER
from czdocs.documents.context.revocation import ruling_title
from czdocs.documents.gongwen import Attachment, Column, Layout, OfficialDocument, Table, body
from czdocs.documents.html import chinese_date
from czdocs.money import grouped
from czdocs.record.revocation import Recovery

__all__ = ["recovery_context"]

_TABLE = "收回补贴资金明细表"


def recovery_context(ruling: Ruling, document_number: str | None) -> OfficialDocument | None:
    """The letter to the holder about what is to be paid back, None where nothing is.

    Where to pay is what the decision says, never an account of ours.

    Source: 常工信创新〔2023〕93号, art. 23, para. 2.
    """
    decision = ruling.decision
    if decision.recovery is None or not ruling.recovered:
        return None
    return OfficialDocument(
        layout=Layout.LETTER,
        issuers=decision.issuers,
        document_number=document_number or NO_NUMBER,
        title=("关于收回", "常州市创新产品", "推广应用", "补贴资金", "的通知"),
        recipients=(decision.holder.name,),
        body=body(_paragraphs(ruling, decision.recovery)),
        dated=decision.dated,
        closing_paragraphs=2,
        attachments=(Attachment(title=_TABLE, table=_table(ruling.recovered)),),
    )


def _paragraphs(ruling: Ruling, recovery: Recovery) -> Iterator[str]:
    decision = ruling.decision
    yield (
        f"《{ruling_title(ruling)}》（{decision.document_number}）决定收回你单位以{decision.certificate}号证书的"
        f"“{decision.product.name}”获得的补贴资金。现将缴回事项通知如下："
    )
    yield (
        f"一、缴回金额。补贴资金本金{len(ruling.recovered)}笔，合计{grouped(recovery.total_yuan)}元"
        f"（大写：{capital(recovery.total_yuan)}），明细见附件。"
    )
    yield f"二、缴回期限。请于{chinese_date(recovery.deadline)}以前（含当日）全部缴清。"
    yield (
        f"三、缴回方式。{recovery.payment.rstrip('。')}，并注明处理决定的文号{decision.document_number}和申报编号。"
        "本通知不载明账号；要求将资金汇入个人账户或者其他账户的，请勿缴款，并向下列部门核实。"
    )
    yield "四、逾期责任。逾期没有缴清的，将依法催告，并可以依法申请人民法院强制执行。"
    yield (
        "五、救济途径。对收回资金的决定不服的，可以按照上述决定载明的途径和期限申请行政复议或者提起行政诉讼；"
        "行政复议、行政诉讼期间决定不停止执行，法律另有规定的除外。"
    )
    yield f"联系单位：{decision.contact.name}"
    yield f"联系电话：{decision.contact.telephone}"


def _table(recovered: Sequence[RecoveredGrant]) -> Table:
    """What is paid back for each claim, with the decision that had granted it and who had borne it, and the total."""
    columns = (
        Column(title="序号", width=8, centred=True),
        Column(title="申报编号", width=25, centred=True),
        Column(title="原补贴决定", width=40, centred=True),
        Column(title="决定日期", width=26, centred=True),
        Column(title="收回金额", width=21, amount=True),
        Column(title="市级负担", width=18, amount=True),
        Column(title="区级负担", width=18, amount=True),
    )
    rows = tuple(
        (
            str(number),
            one.grant.case,
            one.grant.decision,
            chinese_date(one.grant.dated),
            *_amounts(one.amount_yuan, one.grant.city_yuan, one.grant.district_yuan),
        )
        for number, one in enumerate(recovered, 1)
    )
    total = ("", "合计", "", "", *_amounts(*_totals(recovered)))
    return Table(columns=columns, rows=rows, total=total, unit="单位：元")


def _totals(recovered: Sequence[RecoveredGrant]) -> tuple[Decimal, ...]:
    return (
        sum((one.amount_yuan for one in recovered), Decimal(0)),
        sum((one.grant.city_yuan for one in recovered), Decimal(0)),
        sum((one.grant.district_yuan for one in recovered), Decimal(0)),
    )


def _amounts(*amounts: Decimal) -> tuple[str, ...]:
    return tuple(map(grouped, amounts))
