"""Counts and indexes of the Directory: how many products where, and on which page what stands."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from czdocs.decide.edition import DirectoryEdition, DirectoryEntry
from czdocs.documents.pinyin import initial, pinyin_key
from czdocs.terms import Category, District, Field

__all__ = [
    "Chart",
    "ChartRow",
    "CountTable",
    "Index",
    "IndexGroup",
    "IndexItem",
    "anchor_of",
    "chart_by_category",
    "counts_by_district",
    "counts_by_field",
    "directory_indexes",
]

_MOST_SQUARES = 24  # of the longest bar; one more where both its parts are rounded up


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """A table of counts; `total` is its last line. The first column is text, the others are figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One bar: filled squares for the products of this year, open ones for those of the years before; the figures."""

    label: str
    bar: str
    figures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar chart of squares, which is text like any other: the same in PDF and Word, and without colour."""

    title: str
    legend: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexItem:
    """One line of an index, with the `anchor` of the page that it names."""

    text: str
    note: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexGroup:
    """The lines under one heading of an index."""

    heading: str
    entries: tuple[IndexItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One index of the Directory."""

    anchor: str
    title: str
    groups: tuple[IndexGroup, ...]


def anchor_of(entry: DirectoryEntry) -> str:
    """The link target of a product's page, also fit for a Word bookmark."""
    return entry.certificate.replace("-", "_")


def counts_by_district(edition: DirectoryEdition) -> CountTable:
    """Products of each district by category; every district is listed, also those that have none."""
    matches = [_of_category(category) for category in Category]
    return CountTable(
        title="各辖市（区）各类产品数量",
        columns=("辖市（区）", *(category.label for category in Category), "合计"),
        rows=tuple(
            (district.label, *_counts([e for e in edition.entries if e.district is district], matches))
            for district in District
        ),
        total=("合计", *_counts(edition.entries, matches)),
    )


def counts_by_field(edition: DirectoryEdition) -> CountTable:
    """Products of each field, this year's and those of the years before."""
    matches: list[Callable[[DirectoryEntry], bool]] = [
        lambda e: e.certificate in edition.new,
        lambda e: e.certificate not in edition.new,
    ]
    return CountTable(
        title="各产业领域产品数量",
        columns=("产业领域", f"{edition.year}年新认定", "以前年度认定", "合计"),
        rows=tuple(
            (field.label, *_counts([e for e in edition.entries if e.field is field], matches)) for field in Field
        ),
        total=("合计", *_counts(edition.entries, matches)),
    )


def chart_by_category(edition: DirectoryEdition) -> Chart:
    """Products of each category as bars; a square stands for so many that the longest bar has room."""
    counts = []
    for category in Category:
        members = [entry for entry in edition.entries if entry.category is category]
        counts.append((category.label, len(members), sum(1 for e in members if e.certificate in edition.new)))
    worth = _worth_of_square(max(total for _, total, _ in counts))
    return Chart(
        title="各类产品数量",
        legend=f"■ {edition.year}年新认定　□ 以前年度认定　每格{worth}个产品"
        + ("，不足一格的按一格" if worth > 1 else ""),
        rows=tuple(
            ChartRow(
                label=label,
                bar="■" * -(-new // worth) + "□" * -(-(total - new) // worth),
                figures=f"{total}个，新认定{new}个",
            )
            for label, total, new in counts
        ),
    )


def _worth_of_square(most: int) -> int:
    """How many products a square stands for, as scales are divided: 1, 2, 5, 10, 20 and so on."""
    scale = (step * int("1" + "0" * zeros) for zeros in count() for step in (1, 2, 5))
    return next(worth for worth in scale if most <= _MOST_SQUARES * worth)


def _of_category(category: Category) -> Callable[[DirectoryEntry], bool]:
    return lambda entry: entry.category is category


def _counts(entries: Sequence[DirectoryEntry], matches: Iterable[Callable[[DirectoryEntry], bool]]) -> tuple[str, ...]:
    """How many of `entries` match each, and how many there are."""
    return (*(str(sum(map(match, entries))) for match in matches), str(len(entries)))


def directory_indexes(edition: DirectoryEdition) -> tuple[Index, ...]:
    """The four indexes: companies in the order of pinyin, the others as the closed lists and the Directory order."""
    entries = edition.entries
    by_district = [(d.label, [e for e in entries if e.district is d]) for d in District]
    by_category = [(c.label, [e for e in entries if e.category is c]) for c in Category]
    by_field = [(f.label, [e for e in entries if e.field is f]) for f in Field]
    return (
        Index(anchor="index-company", title="单位名称索引", groups=_by_company(entries)),
        Index(anchor="index-district", title="辖市区索引", groups=_by_product(by_district)),
        Index(anchor="index-category", title="产品类别索引", groups=_by_product(by_category)),
        Index(anchor="index-field", title="产业领域索引", groups=_by_product(by_field)),
    )


def _by_company(entries: Iterable[DirectoryEntry]) -> tuple[IndexGroup, ...]:
    """A line for each product under the name of its company, the companies under their initials."""
    ordered = sorted(entries, key=lambda e: (pinyin_key(e.company), e.company, e.certificate))
    return tuple(
        IndexGroup(
            heading=letter,
            entries=tuple(IndexItem(text=e.company, note=e.product, anchor=anchor_of(e)) for e in group),
        )
        for letter, group in groupby(ordered, key=lambda e: initial(e.company))
    )


def _by_product(groups: Iterable[tuple[str, Sequence[DirectoryEntry]]]) -> tuple[IndexGroup, ...]:
    """A line for each product under each heading that has any."""
    return tuple(
        IndexGroup(
            heading=heading,
            entries=tuple(IndexItem(text=e.product, note=e.company, anchor=anchor_of(e)) for e in members),
        )
        for heading, members in groups
        if members
    )
