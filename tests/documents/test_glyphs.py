"""Which characters the fonts have, lack, and take from a fallback."""

import pytest

from czdocs.diagnostic import Place
from czdocs.documents.fonts import load_fonts
from czdocs.documents.glyphs import Coverage, Substitution, coverage, glyph_findings, substitutions, uncovered
from czdocs.resources import default_font_folder


@pytest.fixture(scope="module")
def covered() -> Coverage:
    """What the set-up fonts can draw."""
    return coverage(load_fonts(default_font_folder()))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\n\u3000\u00a0",
        "常州市工业和信息化局文件〔2026〕1号，“创新产品”认定——ABC 12.5% ℃㎡³±≥",
        "镕喆堃犇㛃䶮𠅤䲟𬭎𫖯𬱖",
        "葛\U000e0100城",
        "龘\ufe00",
        "a\u200b\u2060b\ufeff",
        "Ame\u0301lie",
        "\ufa0e\uf900",
    ],
)
def test_drawable_text_has_no_faults(covered: Coverage, text: str) -> None:
    """Ordinary text, rare names, selectors, joiners, marks with a composed form and white space are all drawn."""
    assert uncovered(text, covered) == ()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("甲\ue000乙", ((1, "\ue000"),)),
        ("가나", ((0, "가"), (1, "나"))),
        ("一\U0002ffff", ((1, "\U0002ffff"),)),
        ("\x07", ((0, "\x07"),)),
        ("常\u0331", ((1, "\u0331"),)),
        ("\ue000\ufe00", ((0, "\ue000"),)),
    ],
)
def test_undrawable_characters_are_found(covered: Coverage, text: str, faults: tuple[tuple[int, str], ...]) -> None:
    """Private-use, foreign, unassigned and control characters are found with their index; selectors are not."""
    assert uncovered(text, covered) == faults


def test_role_decides(covered: Coverage) -> None:
    """A role's text may use its own stack only."""
    assert uncovered("镕", covered, "fang") == ()
    first_only = Coverage(stacks={"fang": covered.stacks["fang"][:1]})
    assert uncovered("常镕", first_only, "fang") == ((1, "镕"),)


def test_substitutions_name_the_fallback(covered: Coverage) -> None:
    """A character that FandolFang lacks is drawn by Noto Serif, and the note says so; all others stay."""
    assert substitutions("李镕常", covered, "fang") == (Substitution(index=1, character="镕", family="cz-noto-serif"),)
    assert substitutions("李常", covered, "fang") == ()


def test_finding_names_character_code_point_and_place(covered: Coverage) -> None:
    """One finding a different character, word for word."""
    place = Place(file="a.yaml", line=3, column=7, path="applicant.name")
    found = glyph_findings("가常가", covered, place)
    assert [(d.code, str(d.place), d.message) for d in found] == [
        ("CZ4010", "a.yaml:3:7", "“가”（U+AC00）不在任何一个字库中，不能印出（第 1 个字符）。")
    ]


def test_substitution_is_a_warning(covered: Coverage) -> None:
    """In a role, a character out of the fallback is a note that forbids nothing."""
    found = glyph_findings("镕镕", covered, Place(file="a.yaml"), "fang")
    assert [(d.code, d.severity.value, d.message) for d in found] == [
        ("CZ4011", "warning", "仿宋字库没有“镕”（U+9555），以后备字体印出。")
    ]
