"""Official documents apart from any medium: levels, title shape, mark, signatures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pdfplumber
import pytest
from directory_data import compact, fonts

from czdocs.documents.gongwen import (
    Attachment,
    Layout,
    Mark,
    OfficialDocument,
    body,
    signature_block,
)
from czdocs.documents.html import cell_parts, chinese_date, chinese_numeral, render_html
from czdocs.documents.official import render_official_pdf
from czdocs.documents.title import text_width, title_lines
from czdocs.errors import CzdocsError

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)


def _document(**changes: object) -> OfficialDocument:
    document = OfficialDocument(
        layout=Layout.DOCUMENT,
        issuers=("常州市工业和信息化局",),
        document_number="常工信创新〔2026〕60号",
        title=("关于", "开展", "2026年度", "创新产品", "申报工作", "的通知"),
        recipients=("各辖市（区）工信局",),
        body=body(("根据有关规定，现通知如下：", "一、申报条件", "按《办法》第六条执行。")),
        dated=date(2026, 3, 5),
        copies_to=("常州市财政局",),
        printed_by="常州市工业和信息化局办公室",
        printed_on=date(2026, 3, 6),
    )
    return replace(document, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "level", "heading"),
    [
        ("一、认定结果。认定甲。", 1, "一、认定结果。"),
        ("十二、其他", 1, "十二、其他"),
        ("（三）落实评审支持。采购人应当。", 2, "（三）落实评审支持。"),
        ("1.材料", 3, ""),
        ("（1）材料", 4, ""),
        ("一方面，要抓紧。", 0, ""),
        ("（以下简称《办法》）", 0, ""),
        ("2026年的工作", 0, ""),
    ],
)
def test_levels_are_recognised_by_their_numbers(text: str, level: int, heading: str) -> None:
    """The four levels of headings and plain text are told apart; nothing of the text is lost."""
    (paragraph,) = body([text])
    assert (paragraph.level, paragraph.heading) == (level, heading)
    assert paragraph.heading + paragraph.text == text


def test_a_title_that_fits_is_one_line() -> None:
    """A short title is not broken."""
    assert title_lines(("关于", "公布", "目录", "的通知")) == ("关于公布目录的通知",)


def test_a_long_title_is_a_trapezium() -> None:
    """Every line is shorter than the one above, none divides a piece, none is wider than the type area."""
    pieces = (
        "关于",
        "做好",
        "2026年度",
        "《常州市",
        "创新产品",
        "推广应用",
        "推荐目录》",
        "申报",
        "和",
        "推荐工作",
        "的通知",
    )
    lines = title_lines(pieces)
    widths = [text_width(line) for line in lines]
    assert "".join(lines) == "".join(pieces)
    assert len(lines) > 1
    assert widths == sorted(set(widths), reverse=True)
    assert widths[0] <= 40


def test_the_mark_fits_the_type_area() -> None:
    """Names of any length and 文件 beside them are never wider than 156 mm, nor larger than 30 pt."""
    for length in (4, 10, 11, 16, 24):
        size = Mark(names=("局" * length, "局")).size
        assert size <= Decimal("10.6")
        assert size * (length + Decimal("2.5")) <= 156


def test_signatures_stand_as_their_seals_allow() -> None:
    """One name alone; long names two in a row; short ones three; the last row stands at the right."""
    assert signature_block(("甲局",), "2026年6月16日").rows == (("甲局",),)
    long = tuple(f"常州市发展和改革委员会{n}" for n in range(5))
    assert signature_block(long, "2026年6月16日").rows == (long[:2], long[2:4], ("", long[4]))
    short = tuple(f"常州市财政局{n}" for n in range(5))
    assert signature_block(short, "2026年6月16日").rows == (short[:3], ("", *short[3:]))


def test_no_name_leaves_the_type_area() -> None:
    """A very long last name takes its column with it to the left."""
    name = "国家金融监督管理总局常州监管分局"
    block = signature_block(("常州市工业和信息化局", "常州市财政局", name), "2026年6月16日")
    centre = 156 - block.right_margin - block.column_width / 2
    assert centre + Decimal("5.644") * len(name) / 2 <= 156


def test_a_long_last_name_stays_centred_on_the_date() -> None:
    """Five agencies, the last with a very long name: printed within the type area, the date under its middle."""
    name = "国家金融监督管理总局常州监管分局"
    issuers = ("常州市工业和信息化局", "常州市发展和改革委员会", "常州市科学技术局", "常州市财政局", name)
    with pdfplumber.open(BytesIO(render_official_pdf(_document(issuers=issuers), fonts=fonts()))) as pdf:
        lines = {compact(line["text"]): line for page in pdf.pages for line in page.extract_text_lines()}
        assert lines[name]["x1"] * 25.4 / 72 <= 184.3
        day = lines["2026年3月5日"]
        assert lines[name]["x0"] + lines[name]["x1"] == pytest.approx(day["x0"] + day["x1"], abs=2)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_seals_neither_touch_nor_leave_the_type_area(count: int) -> None:
    """Seals of 42 mm centred on the columns stay apart and within the type area."""
    for name in ("常州市财政局", "常州市发展和改革委员会"):
        block = signature_block((name,) * count, "2026年12月16日")
        assert block.column_width >= 44
        last_centre = 156 - block.right_margin - block.column_width / 2
        first_centre = last_centre - block.column_width * (len(block.rows[0]) - 1)
        assert last_centre + 21 <= 156
        assert first_centre - 21 >= 0


def test_dates_and_numerals() -> None:
    """Dates have no leading zeros; numerals are those of headings."""
    assert chinese_date(date(2026, 3, 5)) == "2026年3月5日"
    assert [chinese_numeral(n) for n in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]
    with pytest.raises(ValueError, match="100"):
        chinese_numeral(100)


def test_cells_break_where_a_clerk_would() -> None:
    """A date breaks after the year, models between models, a name anywhere."""
    assert cell_parts("2026年6月16日") == ("2026年", "6月16日")
    assert cell_parts("A-1、B-2") == ("A-1、", "B-2")
    assert cell_parts("五轴联动加工中心") == ()


def test_a_missing_template_is_named() -> None:
    """A template that is not there is named."""
    with pytest.raises(CzdocsError, match=r"CZ4104 缺少模板 gongwen/none.html"):
        render_html("gongwen/none.html", {})


def test_a_missing_value_names_template_line_and_variable() -> None:
    """A value that the context lacks is named with the template's own line."""
    with pytest.raises(CzdocsError, match=r"CZ4103 模板 gongwen/document.html 第 \d+ 行用到的“document”没有提供"):
        render_html("gongwen/document.html", {})


def test_one_agency_signs_above_the_date() -> None:
    """A document of one agency: its name is centred on the date, which ends four characters from the edge."""
    with pdfplumber.open(BytesIO(render_official_pdf(_document(), fonts=fonts()))) as pdf:
        (page,) = pdf.pages
        lines = {compact(line["text"]): line for line in page.extract_text_lines()}
        name, day = lines["常州市工业和信息化局"], lines["2026年3月5日"]
        assert day["x1"] * 25.4 / 72 == pytest.approx(161.7, abs=0.8)
        assert name["x0"] + name["x1"] == pytest.approx(day["x0"] + day["x1"], abs=2)
        assert name["top"] < day["top"]


def test_the_imprint_stands_on_the_last_page_of_text() -> None:
    """Without turned attachments the imprint shares the last page, its last rule at the foot of the type area."""
    with pdfplumber.open(BytesIO(render_official_pdf(_document(), fonts=fonts()))) as pdf:
        (page,) = pdf.pages
        assert max(rect["bottom"] for rect in page.rects) * 25.4 / 72 == pytest.approx(262, abs=0.5)
        assert "抄送：常州市财政局。" in compact(page.extract_text())


def test_text_never_runs_into_the_imprint() -> None:
    """Where the last page is too full for the imprint, the imprint goes to the next one."""
    for count in range(12, 20):
        long = _document(body=body(("现通知如下：",) * count))
        with pdfplumber.open(BytesIO(render_official_pdf(long, fonts=fonts()))) as pdf:
            page = pdf.pages[-1]
            top = page.search("抄送")[0]["top"]
            above = [line["bottom"] for line in page.extract_text_lines() if line["top"] < top - 5]
            assert all(bottom <= top for bottom in above)


def test_an_upright_attachment_starts_a_page() -> None:
    """附件 stands flush left on line 1, its title centred on line 3, and the imprint after it on the same page."""
    document = _document(attachments=(Attachment(title="申报材料要求", paragraphs=body(("一、申请表",))),))
    with pdfplumber.open(BytesIO(render_official_pdf(document, fonts=fonts()))) as pdf:
        page = pdf.pages[-1]
        ordinal, title = page.extract_text_lines()[:2]
        assert compact(ordinal["text"]) == "附件"
        assert ordinal["x0"] * 25.4 / 72 == pytest.approx(28, abs=0.5)
        assert ordinal["top"] * 25.4 / 72 == pytest.approx(37, abs=3)
        assert compact(title["text"]) == "申报材料要求"
        assert (title["top"] + title["bottom"]) / 2 * 25.4 / 72 == pytest.approx(37 + 2.5 * 225 / 22, abs=2)
        assert (title["x0"] + title["x1"]) / 2 * 25.4 / 72 == pytest.approx(106, abs=1)
        assert "抄送：" in compact(page.extract_text())


def _letter(**changes: object) -> bytes:
    return render_official_pdf(_document(layout=Layout.LETTER, **changes), fonts=fonts())


@pytest.mark.parametrize("issuer", ["常州市财政局", "国家金融监督管理总局常州监管分局"])
def test_a_letter_has_its_head(issuer: str) -> None:
    """Mark 30 mm from the edge without 文件, double rules of 170 mm at 4 mm and at 277 mm, number flush right."""
    with pdfplumber.open(BytesIO(_letter(issuers=(issuer,)))) as pdf:
        page = pdf.pages[0]
        picture = page.to_image(resolution=150).original.convert("RGB")
        pixels = picture.load()
        red = [
            y * 25.4 / 150
            for y in range(picture.height)
            if any(pixels[x, y][0] > 180 and max(pixels[x, y][1:]) < 80 for x in range(picture.width))
        ]
        rules = sorted({round(r["top"] * 25.4 / 72, 1): r for r in page.rects if r["width"] > 400}.items())
        mark, number = page.extract_text_lines()[:2]
    assert compact(mark["text"]) == issuer
    assert red[0] == pytest.approx(30, abs=1)
    assert rules[0][0] - max(y for y in red if y < rules[0][0] - 1) == pytest.approx(4, abs=0.6)
    assert red[-1] == pytest.approx(277.5, abs=1)
    assert rules[0][1]["width"] * 25.4 / 72 == pytest.approx(170, abs=1)
    assert (rules[0][1]["x0"] + rules[0][1]["x1"]) / 2 * 25.4 / 72 == pytest.approx(105.5, abs=1.5)
    assert compact(number["text"]) == "常工信创新〔2026〕60号"
    assert number["x1"] * 25.4 / 72 == pytest.approx(184, abs=0.5)


def test_a_letter_numbers_its_second_page_only() -> None:
    """Page 1 of a letter bears no number; its copies stand at the foot without rules and without an imprint."""
    with pdfplumber.open(BytesIO(_letter(body=body(("现函复如下：",) * 14)))) as pdf:
        first, second = pdf.pages
        assert "—" not in first.extract_text()
        text = compact(second.extract_text())
        assert "—2—" in text
        assert "抄送：常州市财政局。" in text
        assert "印发" not in text
        assert not second.rects
