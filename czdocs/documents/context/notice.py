"""The joint notice that certifies the year's products and publishes the Directory (arts. 10 and 11)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from czdocs.decide.edition import DirectoryEdition, DirectoryEntry
from czdocs.documents.gongwen import Attachment, Column, Layout, OfficialDocument, Table, body
from czdocs.documents.html import chinese_date, chinese_numeral
from czdocs.terms import Category

__all__ = ["MEASURES_2023", "Measures", "candidate_table", "certified_table", "directory_title", "notice_context"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures that a notice cites as its basis."""

    title: str
    document_number: str


MEASURES_2023 = Measures(title="常州市创新产品推广应用办法", document_number="常工信创新〔2023〕93号")

# Widths fill the 225 mm of a turned type area; in 9 pt a date needs 26 mm to stand on one line everywhere.
_ORDINAL = Column(title="序号", width=8, centred=True)
_DATE_COLUMNS = (Column(title="认定日期", width=26, centred=True), Column(title="有效期至", width=26, centred=True))


def directory_title(year: int) -> str:
    """The title of the Directory of `year`."""
    return f"常州市创新产品推广应用推荐目录（{year}年版）"


def notice_context(edition: DirectoryEdition, measures: Measures = MEASURES_2023) -> OfficialDocument:
    """The notice of `edition` as an official document, ready for any medium.

    The validity is stated as the entries have it. The attachments list the products newly certified and those that have
    left the Directory since the edition before; a list without products does not appear.

    Source: 常工信创新〔2023〕93号, arts. 9 to 16.
    """
    publication = edition.publication
    lists = (
        (f"{edition.year}年度常州市创新产品名单", edition.certified),
        ("不再列入目录的产品名单", edition.lapsed),
    )
    return OfficialDocument(
        layout=Layout.DOCUMENT,
        issuers=publication.issuers,
        document_number=publication.document_number,
        title=("关于公布", "《常州市", "创新产品", "推广应用", "推荐目录", f"（{edition.year}年版）》", "的通知"),
        recipients=publication.recipients,
        body=body(_paragraphs(edition, measures)),
        dated=publication.dated,
        closing_paragraphs=2,  # whom to ask
        attachments=tuple(
            Attachment(title=title, table=certified_table(entries), landscape=True)
            for title, entries in lists
            if entries
        ),
        note=publication.note,
        copies_to=publication.copies_to,
        printed_by=publication.printed_by,
        printed_on=publication.printed_on,
    )


def _paragraphs(edition: DirectoryEdition, measures: Measures) -> tuple[str, ...]:
    """The prose of the notice."""
    publication = edition.publication
    return (
        (
            f"根据《{measures.title}》（{measures.document_number}，以下简称《办法》）和{edition.year}年度创新产品申报通知"
            f"（{publication.call_notice}）要求，经企业申报、属地初审、专家评审、联合会商和公示等程序，现将"
            f"《{directory_title(edition.year)}》（以下简称《目录》）予以公布，并就有关事项通知如下："
        ),
        *(f"{chinese_numeral(number)}、{section}" for number, section in enumerate(_sections(edition), 1)),
        (
            "（一）落实预留份额。各级政府机关、事业单位和团体组织（以下统称采购人）编制部门政府采购预算时，"
            "应当按照《办法》第十三条规定的比例预留采购份额，用于采购创新产品。"
        ),
        (
            "（二）落实优先采购。政府采购同类产品的，应当优先采购列入《目录》的产品。采购的产品属于《目录》中产品类别的，"
            "同等条件下应当优先采购《目录》中的同类产品；《目录》中的产品具有不可替代专利、专有技术的，"
            "可依法采用单一来源方式采购。"
        ),
        (
            "（三）落实评审支持。采购人制定采购文件时，应当设置有利于《目录》产品的评审规则和评分标准，"
            f"对满足技术要求的创新产品给予适当加分；{_track_record(edition)}"
        ),
        (
            "（四）加强跟踪服务。各地、各有关部门要做好《目录》产品的宣传推介和供需对接，及时掌握推广应用情况；"
            "各有关单位要保证产品质量，加强售后服务，产品或者单位情况发生重大变化的，应当及时报告所在地工信部门。"
        ),
        f"联系单位：{publication.contact}",
        f"联系电话：{publication.telephone}",
    )


def _sections(edition: DirectoryEdition) -> Iterator[str]:
    """The numbered sections; in a year that certified nothing there is nothing to say of results and validity."""
    if edition.certified:
        yield f"认定结果。{_result(edition)}"
        yield f"有效期限。{_validity(edition)}"
    count = len(edition.entries)
    yield f"《目录》构成。本年版《目录》共收录在有效期内的常州市创新产品{count}个，{_composition(edition)}。"
    yield "推广应用要求"


def _result(edition: DirectoryEdition) -> str:
    """How many products are certified, by category."""
    products = edition.certified
    counts = [(category, sum(1 for e in products if e.category is category)) for category in Category]
    parts = "、".join(f"{category.label}{count}个" for category, count in counts if count)
    first = products[0]
    examples = f"{first.company}的“{first.product}”" + (f"等{len(products)}个产品" if len(products) > 1 else "")
    return f"认定{examples}为{edition.year}年度常州市创新产品，其中{parts}（名单见{_first_list(edition)}）。"


def _first_list(edition: DirectoryEdition) -> str:
    """How the text calls the list of certified products; an only attachment has no ordinal (7.3.4)."""
    return "附件1" if edition.lapsed else "附件"


def _validity(edition: DirectoryEdition) -> str:
    """From when to when the certification holds."""
    periods = sorted({(entry.valid_from, entry.valid_to) for entry in edition.certified})
    if len(periods) > 1:
        return f"有效期限自认定之日起计算，各产品的起止日期见{_first_list(edition)}。"
    ((first, last),) = periods
    return f"有效期限为自认定之日起{last.year - first.year}年，即{chinese_date(first)}至{chinese_date(last)}。"


def _composition(edition: DirectoryEdition) -> str:
    """What the edition consists of: new products, earlier ones still valid, and what has left."""
    earlier = len(edition.entries) - len(edition.certified)
    kept = f"以往年度认定、仍在有效期内的{earlier}个" if earlier else ""
    parts = "，".join(filter(None, (f"其中本年度新认定{len(edition.certified)}个", kept)))
    gone = (
        f"；以往年度认定的{len(edition.lapsed)}个产品不再列入《目录》（名单见{_last_list(edition)}）"
        if edition.lapsed
        else ""
    )
    return parts + gone


def _last_list(edition: DirectoryEdition) -> str:
    """How the text calls the list of products that have left."""
    return "附件2" if edition.certified else "附件"


def _track_record(edition: DirectoryEdition) -> str:
    """The full mark for the track record (art. 15), as long as the certification holds."""
    years = {entry.valid_to.year - entry.valid_from.year for entry in edition.certified}
    period = f"自认定之日起{years.pop()}年内" if len(years) == 1 else "在有效期限内"
    return f"《目录》产品{period}视同已具备相应销售业绩，参加政府采购活动时业绩分值为满分。"


def certified_table(entries: Iterable[DirectoryEntry]) -> Table:
    """The list of certified products with their certificate numbers and dates."""
    return Table(
        columns=(
            _ORDINAL,
            Column(title="目录编号", width=25, centred=True),
            *_product_columns(names=30, models=27),
            *_DATE_COLUMNS,
        ),
        rows=tuple(
            (
                str(number),
                entry.certificate,
                *_product_cells(entry),
                chinese_date(entry.certified_on),
                chinese_date(entry.valid_to),
            )
            for number, entry in enumerate(entries, 1)
        ),
    )


def candidate_table(entries: Iterable[DirectoryEntry]) -> Table:
    """The list of products that are to be certified: case numbers, neither certificate numbers nor dates yet."""
    return Table(
        columns=(
            _ORDINAL,
            Column(title="申报编号", width=25, centred=True),
            *_product_columns(names=49, models=41),
        ),
        rows=tuple((str(number), entry.case or "", *_product_cells(entry)) for number, entry in enumerate(entries, 1)),
    )


def _product_columns(*, names: int, models: int) -> tuple[Column, ...]:
    """The columns that both lists share; the names of product and company get `names` millimetres each."""
    return (
        Column(title="产品名称", width=names),
        Column(title="型号规格", width=models),
        Column(title="类别", width=21, centred=True),
        Column(title="产业领域", width=14, centred=True),
        Column(title="单位名称", width=names),
        Column(title="所属辖市区", width=18, centred=True),
    )


def _product_cells(entry: DirectoryEntry) -> tuple[str, ...]:
    """What both lists say of a product."""
    return (
        entry.product,
        "、".join((*entry.models, *filter(None, [entry.version]))),
        entry.category.label,
        entry.field.label,
        entry.company,
        entry.district.label,
    )
