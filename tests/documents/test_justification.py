"""Chinese line setting: rules for characters, and what stands in finished PDFs."""

from io import BytesIO
from itertools import pairwise

import pdfplumber
import pytest
from directory_data import fonts
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from czdocs.documents.justification import compression, gaps, widening
from czdocs.documents.justification.marks import code_breaks, is_bad_break, quote_breaks, squeezable
from czdocs.documents.pdf import render_pdf

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_CSS = (
    "@page { size: A4; margin: 37mm 26mm 35mm 28mm } body { margin: 0; text-align: justify }"
    "html { font: 16pt var(--fang); line-height: calc(225mm / 22); letter-spacing: -0.21pt }"
    "p { margin: 0; text-indent: calc(156mm / 28 * 2); overflow-wrap: anywhere } b { font: inherit }"
)
_MM = 25.4 / 72
_HANGING = 2.7  # half a character in millimetres
_DENSE = "依照《甲》（乙）、《丙〈丁〉》，“戊”。”己（庚）》（辛）：“壬，癸”；"
_CODES = "统一社会信用代码为91320411MA1TESTX0X的企业于2026年3月5日提出申请，编号CZCP-2026-0001-ABCDEF-20260102-CZXX。"


def _lines(*paragraphs: str) -> list[list[dict[str, object]]]:
    """The characters of each line of the page on which `paragraphs` stand."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = f'<!DOCTYPE html><html lang="zh-CN"><head><title>试印</title><style>{_CSS}</style></head>{text}</html>'
    content = render_pdf(html, document="试印", fonts=fonts())
    bare = "".join(paragraphs).replace("<b>", "").replace("</b>", "")
    read = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    # Whoever copies the text gets every character once and in its order.
    assert "".join(read.split()) == bare
    with pdfplumber.open(BytesIO(content)) as pdf:
        found: dict[float, list[dict[str, object]]] = {}
        for character in pdf.pages[0].chars:
            found.setdefault(round(character["doctop"]), []).append(character)
    return [line for _, line in sorted(found.items())]


def _text(line: list[dict[str, object]]) -> str:
    return "".join(str(character["text"]) for character in line)


def _right_edge(line: list[dict[str, object]]) -> float:
    """The right edge of the last glyph's box in millimetres."""
    return float(str(line[-1]["x1"])) * _MM


def _advance(line: list[dict[str, object]], pair: str) -> float:
    """How far the second character of `pair` stands from the first, in em."""
    at = _text(line).index(pair)
    left, right = line[at], line[at + 1]
    return (float(str(right["x0"])) - float(str(left["x0"]))) / 16


def test_gaps_are_between_chinese_characters() -> None:
    """Room is added beside Chinese characters and after spaces; dashes, ellipses, words and numbers stay whole."""
    assert widening("甲乙") == 1
    assert widening("甲——乙") == 2
    assert widening("——") == 0
    assert widening("甲A1乙") == 2
    assert widening("甲 乙") == 1
    assert gaps("甲乙AB丙") == (0, 1, 3)


def test_marks_side_by_side_lose_one_half() -> None:
    """One empty half goes between two marks, none between a mark and a character or inside brackets."""
    assert compression("》（") == (0,)
    assert compression("，”。") == (0, 1)
    assert compression("《〈甲〉》") == (0, 3)
    assert compression("（）甲，乙（丙") == ()
    assert compression("……”") == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("共2026", "年"),
        ("占35", "%"),
        ("工信〔2026〕", "108号"),
        ("第二十", "三条规定"),
        ("附件", "1"),
        ("约翰", "·史密斯"),
    ],
)
def test_what_belongs_together_is_not_divided(before: str, after: str) -> None:
    """Numbers keep their units, years their numbers; a raised dot begins no line."""
    assert is_bad_break(before, after)


@pytest.mark.parametrize(("before", "after"), [("甲", "乙"), ("说明", "——丙"), ("号", "文件"), ("第三条", "规定")])
def test_other_breaks_are_left_alone(before: str, after: str) -> None:
    """A break between words is no fault, nor one before a whole dash."""
    assert not is_bad_break(before, after)


def test_only_long_codes_may_be_broken() -> None:
    """After their signs, never within a group, and no short model name."""
    assert code_breaks("CZCP-2026-0001-ABCDEF") == (5, 10, 15)
    assert code_breaks("JG-5X2500") == ()
    assert code_breaks("91320411MA1TESTX0X") == ()


def test_lines_may_be_broken_beside_chinese_quotation_marks() -> None:
    """Before an opening and after a closing one, unless a mark there forbids it."""
    assert quote_breaks("丁》，“戊”己”。（“庚") == (3, 6)
    assert quote_breaks("it’s “so” it") == ()


@given(st.text(alphabet="甲乙，。（）《》“”A1 —…", max_size=30))
def test_no_gap_is_taken_twice(text: str) -> None:
    """A mark is either compressed or may be squeezed, and only gaps within the text are touched."""
    assert not set(compression(text)) & set(squeezable(text))
    assert all(0 <= place < len(text) - 1 for place in (*compression(text), *squeezable(text), *gaps(text)))


def test_full_lines_end_flush() -> None:
    """Every full line ends within 0.3 mm of the edge, also across a heading's end and with many marks."""
    lines = _lines(f"<b>（一）落实政策。</b>{'采购人应当依法编制部门预算，预留份额。' * 8}", _DENSE * 9)
    full = [line for line, following in pairwise(lines) if float(str(following[0]["x0"])) * _MM < 30]
    assert len(full) > 10
    for line in full:
        assert 183.7 <= _right_edge(line) <= 184.3, _text(line)


def test_marks_are_compressed_in_the_pdf() -> None:
    """A closing and an opening mark take three half characters together, two closing ones likewise."""
    line = _lines("《甲》（乙），“丙。”丁，戊")[0]
    assert _advance(line, "》（") == pytest.approx(0.487, abs=0.02)
    assert _advance(line, "。”") == pytest.approx(0.487, abs=0.02)
    assert _advance(line, "，戊") == pytest.approx(0.987, abs=0.02)


def test_compressed_marks_leave_room_for_more() -> None:
    """The end of a line is found with compressed marks: no line is wider than its natural gaps by a character."""
    lines = _lines(_DENSE * 9)
    for line in lines[1:-1]:
        text = _text(line)
        gap = next(_advance(line, a + b) for a, b in pairwise(text) if widening(a + b) and not compression(a + b))
        assert gap < 1.15, text


def test_no_line_begins_or_ends_with_the_wrong_mark() -> None:
    """Closing marks begin no line, opening ones end none."""
    lines = [_text(line) for line in _lines(*(f"{'字' * n}{_DENSE * 3}——完……" for n in range(1, 6)))]
    assert not any(line[0] in "，。、；：！？）》〉”…" for line in lines)
    assert not any(line[-1] in "（《〈“" for line in lines)


def test_a_code_neither_stretches_a_line_nor_leaves_a_hole() -> None:
    """No gap is widened by more than a quarter of a character; a long code is broken after a sign instead."""
    lines = _lines(_CODES)
    for line in lines[:-1]:
        text = _text(line)
        wide = [_advance(line, a + b) for a, b in pairwise(text) if a > "一" and b > "一" and not compression(a + b)]
        assert max(wide) < 1.25, text
    assert any(_text(line).endswith("-") for line in lines)


def test_a_line_that_would_need_wider_gaps_stays_ragged() -> None:
    """Before a code that cannot be broken a line ends where it ends."""
    line = _lines(f"证书见{'A1B2C3D4' * 4}{'Z9' * 6}其余从略。" + "字" * 40)[0]
    assert _right_edge(line) < 180
    assert _advance(line, "证书") == pytest.approx(0.987, abs=0.02)


def test_a_mark_hangs_where_the_line_needs_it() -> None:
    """The empty half of a last mark may stand over the edge, its ink never."""
    lines = [line for n in range(20) for line in _lines("字" * n + "编号AB12345678901CD2345，再写许多字" * 4)]
    assert max(map(_right_edge, lines)) <= 184.3 + _HANGING
