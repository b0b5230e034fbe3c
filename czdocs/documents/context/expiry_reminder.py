"""有效期届满提醒函: the letter that tells a company which certifications end soon, what ends, and how to apply again.

A letter (信函格式) of the bureau to one company, about all its products whose validity ends in the period looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from czdocs.documents.context.case_notice import NO_NUMBER
from czdocs.documents.gongwen import Layout, OfficialDocument, body
from czdocs.documents.html import chinese_date
from czdocs.policy.parameter import Measures, Notice

__all__ = ["EndingProduct", "ExpiryReminder", "expiry_reminder_context"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingProduct:
    """A certified product whose validity ends; `full_marks_to` is the last day of full marks for sales (art. 15)."""

    product: str
    models: tuple[str, ...]
    version: str | None
    certificate: str
    document_number: str
    certified_on: date
    valid_to: date
    full_marks_to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryReminder:
    """What the letter says; `call` is the next call that is still open, None where none is known yet.

    `products` come by the day on which they end, at least one.
    """

    issuer: str
    measures: Measures
    company: str
    uscc: str
    products: tuple[EndingProduct, ...]
    known: date
    dated: date
    call: Notice | None = None
    document_number: str | None = None
    contact: str | None = None


def expiry_reminder_context(reminder: ExpiryReminder) -> OfficialDocument:
    """The letter as an official document.

    Source: 常工信创新〔2023〕93号, arts. 6, 8 to 15, 20 and 21.
    """
    return OfficialDocument(
        layout=Layout.LETTER,
        issuers=(reminder.issuer,),
        document_number=reminder.document_number or NO_NUMBER,
        title=("关于", "常州市", "创新产品", "有效期", "即将届满的", "提醒函"),
        recipients=(reminder.company,),
        body=body(_paragraphs(reminder)),
        dated=reminder.dated,
        closing_paragraphs=2,  # what to tell the bureau
    )


def _paragraphs(reminder: ExpiryReminder) -> Iterator[str]:
    measures = reminder.measures
    years = measures.integer("development_years")
    yield (
        f"按照创新产品归档截至{chinese_date(reminder.known)}日终的内容，你单位（统一社会信用代码：{reminder.uscc}）下列产品"
        f"认定为常州市创新产品的有效期即将届满。根据《{measures.title}》（{measures.document}，以下简称《办法》），"
        "现将有关事项提醒如下："
    )
    yield "一、有效期即将届满的产品"
    yield from (f"{n}.{_product(one)}" for n, one in enumerate(reminder.products, 1))
    yield f"二、届满以后的变化。{_from(reminder)}，上列产品不再是有效的创新产品："
    yield (
        "（一）不再列入推荐目录。《常州市创新产品推广应用推荐目录》更新时不再收录（《办法》第十一条），"
        "证书不再证明产品认定有效，请不要再以有效的创新产品的名义参加采购活动。"
    )
    yield "（二）不再享受政府采购支持。预留份额、优先采购和评审加分（第十二条至第十五条）不再适用。"
    yield (
        "（三）业绩分值不再视为满分。自认定之日起"
        f"{measures.integer('track_record_years')}年内视同已具备相应销售业绩的规定（第十五条）不再适用，业绩按实际情况评分。"
    )
    yield (
        "（四）不再新增推广应用补贴。届满以后投保的保费和届满以后搭建的应用场景，不适用第二十条、第二十一条；"
        "届满以前已经投保或者使用的，按照《办法》和当年度申报通知申请。"
    )
    yield (
        "三、再次申报。认定的有效期不自动延续。产品仍然符合《办法》第六条规定条件"
        f"（包括近{years}年内研制成功、新投放市场）的，可以按照第八条、第九条重新申报，经评审认定后另发证书，"
        f"有效期自新的认定之日起计算。{_call(reminder)}"
    )
    yield "四、其他事项。已经再次申报的，不必回复；单位或者产品情况有变化的，请告知本局。"
    yield "特此函告。" + (f"联系方式：{reminder.contact}。" if reminder.contact else "")


def _product(one: EndingProduct) -> str:
    version = f"，版本：{one.version}" if one.version else ""
    marks = "" if one.full_marks_to == one.valid_to else f"，业绩分值为满分的期限至{chinese_date(one.full_marks_to)}"
    return (
        f"“{one.product}”（型号：{'、'.join(one.models)}{version}），证书编号{one.certificate}，由{one.document_number}文件于"
        f"{chinese_date(one.certified_on)}认定，有效期至{chinese_date(one.valid_to)}（含当日）{marks}。"
    )


def _from(reminder: ExpiryReminder) -> str:
    """From which day on; the day after, since the last one still counts (art. 10)."""
    days = {one.valid_to for one in reminder.products}
    if len(days) > 1:
        return "自各自有效期届满的次日起"
    return f"自{chinese_date(days.pop() + timedelta(days=1))}起"


def _call(reminder: ExpiryReminder) -> str:
    """When to apply: by the call that is open, or by the next one."""
    call = reminder.call
    if call is None:
        return "申报的时间和要求，以下一次年度申报通知为准。"
    return (
        f"{call.year}年度的申报按照《{call.title}》（{call.document}）办理，截止日期为{chinese_date(call.closing_date)}；"
        "错过的，以下一次年度申报通知为准。"
    )
