"""Context of the Directory: everything that its pages print, in words, in the order of the pages."""

from dataclasses import dataclass

from czdocs.decide.edition import DirectoryEdition, DirectoryEntry, Indicator
from czdocs.documents.context.directory_lists import (
    Chart,
    CountTable,
    Index,
    anchor_of,
    chart_by_category,
    counts_by_district,
    counts_by_field,
    directory_indexes,
)
from czdocs.documents.context.directory_rows import COMPARISONS
from czdocs.documents.context.notice import notice_context
from czdocs.documents.context.page_size import type_size
from czdocs.documents.gongwen import OfficialDocument
from czdocs.documents.html import chinese_date
from czdocs.terms import Category

__all__ = [
    "DirectoryContext",
    "Fact",
    "ProductPage",
    "Section",
    "SummaryRow",
    "directory_context",
]

TITLE = "常州市创新产品推广应用推荐目录"
_COLUMNS = (
    "序号",
    "目录编号",
    "产品名称",
    "型号规格",
    "类别",
    "产业领域",
    "单位名称",
    "所属辖市区",
    "认定日期",
    "有效期至",
)
_ORDINALS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One labelled fact of a product page."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One line of the table of indicators; `sign` is `≥`, `≤` or `＝`."""

    name: str
    sign: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPage:
    """One product's page.

    `anchor` is its link target, `serial` its place in the Directory, `photo` the SHA-256 of its picture or empty,
    `inquiry` is what the QR code says; `size` is the type size in which all of it fits the page.
    """

    anchor: str
    serial: int
    number: str
    name: str
    is_new: bool
    facts: tuple[Fact, ...]
    summary: str
    features: tuple[str, ...]
    indicators: tuple[IndicatorRow, ...]
    rights: tuple[str, ...]
    standards: str
    photo: str
    inquiry: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The products of one category, under an ordinal (`一`)."""

    anchor: str
    ordinal: str
    category: str
    counted: str
    products: tuple[ProductPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """One line of the summary table, its cells in the order of `DirectoryContext.columns`."""

    anchor: str
    is_new: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryContext:
    """The Directory of one year as printed.

    The tables' columns stand beside their rows, so that PDF and DOCX share the words of the heads as well. `notice` is
    None where the edition certifies nothing new.
    """

    title: str
    edition: str
    issuers: tuple[str, ...]
    dated: str
    document_number: str
    notice: OfficialDocument | None
    overview: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[SummaryRow, ...]
    sections: tuple[Section, ...]
    new_label: str
    lapsed_title: str
    lapsed_note: str
    lapsed_columns: tuple[str, ...]
    lapsed: tuple[tuple[str, ...], ...]
    by_category: Chart
    by_district: CountTable
    by_field: CountTable
    indexes: tuple[Index, ...]


def directory_context(edition: DirectoryEdition) -> DirectoryContext:
    """What the Directory of `edition` prints; an edition without products gives empty tables and no sections."""
    publication = edition.publication
    return DirectoryContext(
        title=TITLE,
        edition=f"{publication.year}年版",
        issuers=publication.issuers,
        dated=chinese_date(publication.dated),
        document_number=publication.document_number,
        notice=notice_context(edition) if edition.certified else None,
        overview=_overview(edition),
        columns=_COLUMNS,
        rows=tuple(_summary_row(number, entry, edition) for number, entry in enumerate(edition.entries, start=1)),
        sections=_sections(edition),
        new_label=f"{publication.year}年新认定",
        lapsed_title="退出目录的产品",
        lapsed_note=f"下列产品收录于上一版《目录》，至{chinese_date(publication.dated)}已不在有效期内，不再列入本版《目录》。",
        lapsed_columns=("序号", "目录编号", "产品名称", "单位名称", "所属辖市区", "有效期至", "备注"),
        lapsed=tuple(_lapsed_row(number, entry, edition) for number, entry in enumerate(edition.lapsed, start=1)),
        by_category=chart_by_category(edition),
        by_district=counts_by_district(edition),
        by_field=counts_by_field(edition),
        indexes=directory_indexes(edition),
    )


def _overview(edition: DirectoryEdition) -> tuple[str, ...]:
    """The paragraphs above the statistics."""
    publication = edition.publication
    companies = len({entry.uscc for entry in edition.entries})
    renewed = sum(1 for entry in edition.entries if entry.certificate in edition.new and entry.renews)
    again = f"（其中续认定{renewed}个）" if renewed else ""
    paragraphs = [
        (
            f"本版《目录》收录截至{chinese_date(publication.dated)}在有效期内的创新产品{len(edition.entries)}个，"
            f"涉及研制生产单位{companies}家。其中，{publication.year}年新认定{len(edition.new)}个{again}，"
            f"以前年度认定、仍在有效期内的{len(edition.entries) - len(edition.new)}个。"
        ),
        (
            "产品按类别、所属辖市（区）、目录编号依次排列；各辖市（区）按行政区划代码排列，常州经济开发区列后。"
            "各产品的有效期限见产品总表和产品页，“有效期至”所载日期当日仍在有效期内。"
        ),
    ]
    if edition.lapsed:
        paragraphs.append(f"上一版《目录》收录、至本版公布时已不在有效期内的产品{len(edition.lapsed)}个，另列于后。")
    return tuple(paragraphs)


def _summary_row(number: int, entry: DirectoryEntry, edition: DirectoryEdition) -> SummaryRow:
    return SummaryRow(
        anchor=anchor_of(entry),
        is_new=entry.certificate in edition.new,
        cells=(
            str(number),
            entry.certificate,
            entry.product,
            _models(entry),
            entry.category.label,
            entry.field.label,
            entry.company,
            entry.district.label,
            entry.certified_on.isoformat(),
            entry.valid_to.isoformat(),
        ),
    )


def _lapsed_row(number: int, entry: DirectoryEntry, edition: DirectoryEdition) -> tuple[str, ...]:
    renewal = next((e.certificate for e in edition.entries if e.renews == entry.certificate), None)
    ended = "有效期届满" if entry.valid_to < edition.publication.dated else "不再有效"
    return (
        str(number),
        entry.certificate,
        entry.product,
        entry.company,
        entry.district.label,
        entry.valid_to.isoformat(),
        f"续认定为{renewal}" if renewal else ended,
    )


def _sections(edition: DirectoryEdition) -> tuple[Section, ...]:
    """The categories that have products, numbered in order."""
    filled = [c for c in Category if any(entry.category is c for entry in edition.entries)]
    return tuple(_section(ordinal, category, edition) for ordinal, category in zip(_ORDINALS, filled, strict=False))


def _section(ordinal: str, category: Category, edition: DirectoryEdition) -> Section:
    entries = [(serial, entry) for serial, entry in enumerate(edition.entries, 1) if entry.category is category]
    new = sum(1 for _, entry in entries if entry.certificate in edition.new)
    return Section(
        anchor=category.value,
        ordinal=ordinal,
        category=category.label,
        counted=f"共{len(entries)}个产品，其中{edition.year}年新认定{new}个",
        products=tuple(_product_page(serial, entry, edition) for serial, entry in entries),
    )


def _product_page(serial: int, entry: DirectoryEntry, edition: DirectoryEdition) -> ProductPage:
    validity = f"{chinese_date(entry.valid_from)}至{chinese_date(entry.valid_to)}"
    facts = _facts(entry, validity)
    indicators = tuple(_indicator(item) for item in entry.indicators)
    rights = tuple(f"{right.kind.label} {right.number} {right.title}" for right in entry.ip)
    standards = "；".join(entry.standards)
    headed = (entry.summary, entry.features, indicators, rights)
    return ProductPage(
        anchor=anchor_of(entry),
        serial=serial,
        number=entry.certificate,
        name=entry.product,
        is_new=entry.certificate in edition.new,
        facts=facts,
        summary=entry.summary,
        features=entry.features,
        indicators=indicators,
        rights=rights,
        standards=standards,
        photo=entry.photo or "",
        inquiry=f"常州市创新产品\n{entry.certificate}\n{entry.product}\n{entry.company}\n{validity}",
        size=type_size(
            name=entry.product,
            facts=[fact.text for fact in facts],
            has_picture=entry.photo is not None,
            paragraphs=[text for text in (f"　　{entry.summary}", *entry.features, *rights, standards) if text],
            rows=[(row.name, row.unit) for row in indicators],
            headings=sum(map(bool, headed)),
        ),
    )


def _facts(entry: DirectoryEntry, validity: str) -> tuple[Fact, ...]:
    """The facts beside the picture; those that the product does not have are left out."""
    facts = (
        ("型号规格", "、".join(entry.models)),
        ("软件版本", entry.version),
        ("产品类别", entry.category.label),
        ("产业领域", entry.field.label),
        ("单位名称", entry.company),
        ("社会信用代码", entry.uscc),
        ("所属辖市区", entry.district.label),
        ("技术水平", entry.level.label if entry.level else None),
        ("认定文号", entry.document_number),
        ("认定日期", chinese_date(entry.certified_on)),
        ("有效期限", validity),
        ("原目录编号", entry.renews),
        ("业务电话", entry.telephone),
    )
    return tuple(Fact(label=label, text=text) for label, text in facts if text)


def _models(entry: DirectoryEntry) -> str:
    """Models and version in one cell."""
    return "、".join((*entry.models, *((entry.version,) if entry.version else ())))


def _indicator(item: Indicator) -> IndicatorRow:
    return IndicatorRow(name=item.name, sign=COMPARISONS[item.comparison], value=item.value, unit=item.unit)
