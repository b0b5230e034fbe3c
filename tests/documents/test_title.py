"""The title of an official document: its pieces and the shape of its lines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from czdocs.documents.title import text_width, title_lines, title_pieces

_TITLES = (
    "关于印发《常州市创新产品推广应用办法》的通知",
    "关于组织开展2026年度常州市创新产品供需对接活动的通知",
    "常州市工业和信息化局关于公布2026年度《常州市创新产品推广应用推荐目录》的通知",
    "关于公布第二批常州市首台（套）重大装备、首批次新材料和首版次软件产品名单的通知",
    "关于废止《常州市新产品认定管理办法（试行）》等5件行政规范性文件的决定",
    "国家金融监督管理总局常州监管分局关于做好首台套保险补偿机制试点工作有关事项的通告",
)


def _is_trapezium_or_lozenge(widths: list[int]) -> bool:
    peak = widths.index(max(widths))
    return all(a < b for a, b in pairwise(widths[: peak + 1])) and all(a > b for a, b in pairwise(widths[peak:]))


@pytest.mark.parametrize("title", _TITLES)
def test_a_long_title_has_the_shape_of_official_documents(title: str) -> None:
    """Trapezium or lozenge, no line wider than the type area, nothing lost."""
    lines = title_lines(title_pieces(title))
    widths = [text_width(line) for line in lines]
    assert "".join(lines) == title
    assert max(widths) <= 40
    assert _is_trapezium_or_lozenge(widths)
    assert not any(line[0] in "》）、的" or line[-1] in "《（" for line in lines)


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        (_TITLES[0], ("关于", "《常州市", "办法》", "的通知")),
        (_TITLES[1], ("2026年度", "的通知")),
        (_TITLES[2], ("常州市工业和信息化局",)),
        (_TITLES[3], ("第二批", "首批次", "首版次")),
        (_TITLES[4], ("办法（试行）》等", "5件", "的决定")),
        (_TITLES[5], ("国家金融监督管理总局常州监管分局", "的通告")),
    ],
)
def test_what_stays_whole(title: str, whole: tuple[str, ...]) -> None:
    """关于, the type of document, agencies, numbers with units and terms of the measures are pieces of their own."""
    assert set(whole) <= set(title_pieces(title))


def test_a_rectangle_is_avoided_with_a_line_more() -> None:
    """Two lines of one length give way to three of a shape."""
    lines = title_lines(("甲" * 10, "乙" * 10, "丙" * 10, "丁" * 6, "戊" * 4))
    assert _is_trapezium_or_lozenge([text_width(line) for line in lines])


@given(st.text(alphabet="关于印发常州市创新产品《》（）、的通知2026年度A-", min_size=1, max_size=100))
def test_nothing_of_a_title_is_lost(title: str) -> None:
    """Whatever is written, the pieces and the lines are the title."""
    pieces = title_pieces(title)
    assert "".join(pieces) == title
    assert "".join(title_lines(pieces)) == title
    assert max(map(text_width, title_lines(pieces))) <= 40
