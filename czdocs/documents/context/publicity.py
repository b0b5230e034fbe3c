"""The publicity (公示) of the products that the joint consultation proposes to certify.

It is posted, not sent: no red mark, no document number, no recipients (it is not one of the fifteen kinds of official
documents), and nothing in it says that a product is certified.
"""

from datetime import date

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.context.notice import candidate_table
from czdocs.documents.gongwen import Attachment, Layout, OfficialDocument, body
from czdocs.documents.html import chinese_date

__all__ = ["publicity_context"]


def publicity_context(edition: DirectoryEdition) -> OfficialDocument:
    """The publicity of the year's candidates, dated with the day of its posting; only the lead agency signs."""
    publication = edition.publication
    period = publication.publicity
    name = f"{edition.year}年度常州市创新产品拟认定名单"
    return OfficialDocument(
        layout=Layout.PLAIN,
        issuers=publication.issuers[:1],
        document_number=None,
        title=("关于", f"{edition.year}年度", "常州市", "创新产品", "拟认定名单的", "公示"),
        recipients=(),
        body=body(_paragraphs(edition, name)),
        dated=period.posted_on,
        closing_paragraphs=5,  # to whom to object
        attachments=(Attachment(title=name, table=candidate_table(edition.certified), landscape=True),),
    )


def _paragraphs(edition: DirectoryEdition, name: str) -> tuple[str, ...]:
    """The prose of the publicity."""
    publication = edition.publication
    period = publication.publicity
    return (
        (
            f"根据《常州市创新产品推广应用办法》和{edition.year}年度创新产品申报通知（{publication.call_notice}）要求，"
            f"经企业申报、属地初审、专家评审和联合会商，拟认定{len(edition.certified)}个产品为{edition.year}年度常州市创新产品，"
            f"现将《{name}》（见附件）予以公示，接受社会监督。"
        ),
        f"公示时间：{_period(period.first_day, period.last_day)}（共{period.working_days}个工作日）",
        (
            "任何单位和个人对公示内容有异议的，请在公示期内以书面形式反映，说明具体情况并提供必要的证明材料。"
            "以单位名义反映的，应当加盖单位公章；以个人名义反映的，应当签署真实姓名并留下联系方式。"
            "匿名反映或者逾期反映的，不予受理。受理单位将对反映人的信息予以保密。"
        ),
        f"受理单位：{period.contact}",
        f"联系电话：{period.telephone}",
        f"电子邮箱：{period.email}",
        f"通信地址：{period.address}",
        f"邮政编码：{period.postcode}",
    )


def _period(first: date, last: date) -> str:
    """From–to, the year once where it is the same."""
    return f"{chinese_date(first)}至{chinese_date(last).removeprefix(f'{first.year}年')}"
