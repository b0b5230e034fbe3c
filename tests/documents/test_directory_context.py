"""What the Directory prints: order of the indexes, sums of the counts, fate of the lapsed products."""

from dataclasses import replace
from datetime import date

import pytest
from directory_data import empty, of_entries
from edition_data import edition, entry

from czdocs.documents.context.directory import directory_context
from czdocs.documents.context.directory_lists import chart_by_category


def test_every_index_names_every_product_once() -> None:
    """Companies, districts, categories and fields each lead to all products."""
    numbers = sorted(row.anchor for row in directory_context(edition()).rows)
    for index in directory_context(edition()).indexes:
        assert sorted(item.anchor for group in index.groups for item in group.entries) == numbers


def test_counts_sum_up_in_rows_and_columns() -> None:
    """Totals are the sums of what stands above and beside them."""
    context = directory_context(edition())
    for table in (context.by_district, context.by_field):
        figures = [[int(cell) for cell in row[1:]] for row in (*table.rows, table.total)]
        assert all(sum(row[:-1]) == row[-1] for row in figures)
        assert [sum(column) for column in zip(*figures[:-1], strict=True)] == figures[-1]


def test_lapsed_products_say_why_they_are_gone() -> None:
    """A renewed product names its new number; another says that its time is over, or only that it is not valid."""
    gone = entry(9, certified_on=date(2024, 3, 1))
    revoked = entry(7, certified_on=date(2025, 3, 1))
    context = directory_context(replace(edition(), lapsed=(*edition().lapsed, gone, revoked)))
    assert [cells[-1] for cells in context.lapsed] == ["续认定为CZCP-2026-0002", "有效期届满", "不再有效"]


def test_only_categories_with_products_have_sections() -> None:
    """Sections are numbered without gaps."""
    assert [s.ordinal for s in directory_context(edition()).sections] == ["一", "二", "三", "四"]
    assert [s.ordinal for s in directory_context(of_entries((entry(1),))).sections] == ["一"]
    assert directory_context(empty()).sections == ()


def test_more_text_takes_smaller_type() -> None:
    """The size of the type goes down as the texts grow, never up."""
    order = ["normal", "compact", "dense", "tight"]
    sizes = []
    for count in range(1, 40, 4):
        (section,) = directory_context(of_entries((replace(entry(1), features=("特点" * 25,) * count),))).sections
        sizes.append(order.index(section.products[0].size))
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (0, 3)


def test_bars_show_the_counts_of_each_category() -> None:
    """A square a product: filled for this year's, open for earlier ones; the figures say the same."""
    rows = directory_context(edition()).by_category.rows
    assert [(row.bar.count("■"), row.bar.count("□")) for row in rows] == [(4, 1), (2, 1), (2, 0), (2, 0)]
    assert rows[0].figures == "5个，新认定4个"


@pytest.mark.parametrize(("count", "worth"), [(1, 1), (24, 1), (25, 2), (60, 5), (10_000, 500)])
def test_bars_fit_their_place(count: int, worth: int) -> None:
    """A square stands for more products where there are many, as the legend says; no bar is ever longer."""
    entries = tuple(replace(entry(1), certificate=f"CZCP-2026-{n:05}") for n in range(count))
    chart = chart_by_category(of_entries(entries))
    assert f"每格{worth}个产品" in chart.legend
    assert len(chart.rows[0].bar) == -(-count // worth) <= 24
