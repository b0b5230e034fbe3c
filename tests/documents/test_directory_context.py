"""What the Directory prints: order of the indexes, sums of the counts, fate of the lapsed products."""

from dataclasses import replace
from datetime import date

import pytest
from directory_data import empty, of_entries
from edition_data import edition, entry

from czdocs.documents.context.directory import directory_context
from czdocs.documents.pinyin import initial, pinyin_key


@pytest.mark.parametrize(
    ("name", "letter"),
    [("常州示例", "C"), ("长江", "C"), ("溧阳示例", "L"), ("绿能", "L"), ("鑫光", "X"), ("晟泽", "S"), ("ABB", "A"),
     ("3D打印", "#"), ("䶮芯", "#"), ("", "#")],
)  # fmt: skip
def test_names_stand_under_the_initial_of_their_first_syllable(name: str, letter: str) -> None:
    """Characters of both levels of GB2312 have their initials; what has none goes under #."""
    assert initial(name) == letter


def test_names_sort_by_pinyin_character_by_character() -> None:
    """The order is that of the syllables, not that of code points or strokes."""
    names = ["钟楼", "溧阳", "常州示例犇", "武进", "金坛", "常州示例安御", "天宁", "新北", "3M", "䶮芯"]
    assert sorted(names, key=pinyin_key) == [
        "3M", "常州示例安御", "常州示例犇", "金坛", "溧阳", "天宁", "武进", "新北", "钟楼", "䶮芯",
    ]  # fmt: skip


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
