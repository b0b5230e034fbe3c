"""The joint notice: measured against GB/T 9704-2012, the same words as PDF and as Word document."""

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from directory_data import compact, fonts
from docx import Document
from docx.oxml.ns import qn
from edition_data import edition, entry
from pypdf import PdfReader

from czdocs.documents.context.notice import candidate_table, certified_table, notice_context
from czdocs.documents.imprint import SourceFile, read_sources
from czdocs.documents.official import render_official_docx, render_official_pdf

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_MM = 25.4 / 72
_LINE = 225 / 22


@cache
def _pdf(*, lapsed: bool = True) -> bytes:
    return render_official_pdf(notice_context(edition(lapsed=lapsed)), fonts=fonts())


@cache
def _lines(page: int) -> tuple[dict[str, Any], ...]:
    """The lines of a page with their boxes in millimetres; names spread over a line come back without gaps."""
    with pdfplumber.open(BytesIO(_pdf())) as pdf:
        return tuple(
            {
                "text": compact(line["text"]),
                "font": line["chars"][0]["fontname"].split("+")[1],
                "size": line["chars"][0]["size"],
                **{side: line[side] * _MM for side in ("x0", "x1", "top", "bottom")},
            }
            for line in pdf.pages[page].extract_text_lines()
        )


def _line(page: int, start: str) -> dict[str, Any]:
    return next(line for line in _lines(page) if line["text"].startswith(start))


def _red_ink() -> list[float]:
    """Vertical positions of red ink on page 1, from a raster of 150 dpi, in millimetres."""
    with pdfplumber.open(BytesIO(_pdf())) as pdf:
        picture = pdf.pages[0].to_image(resolution=150).original.convert("RGB")
    rows = range(picture.height)
    pixels = picture.load()
    return [
        y * 25.4 / 150
        for y in rows
        if any(pixels[x, y][0] > 180 and max(pixels[x, y][1:]) < 80 for x in range(picture.width))
    ]


def test_paper_is_a4() -> None:
    """Upright pages and turned ones are A4."""
    sizes = {tuple(round(float(side) * _MM) for side in page.mediabox[2:]) for page in PdfReader(BytesIO(_pdf())).pages}
    assert sizes == {(210, 297), (297, 210)}


def test_mark_begins_35_mm_below_the_type_area() -> None:
    """The upper edge of the red mark's ink stands at 72 mm (7.2.4)."""
    assert _red_ink()[0] == pytest.approx(72, abs=1)


def test_names_of_the_mark_are_equally_wide() -> None:
    """The four agencies are spread to one width, 文件 is centred beside them, and all is centred at 106 mm."""
    names = [_line(0, name) for name in notice_context(edition()).issuers]
    word = _line(0, "文件")
    assert [name["x0"] for name in names] == pytest.approx([names[0]["x0"]] * 4, abs=0.3)
    assert [name["x1"] for name in names] == pytest.approx([names[0]["x1"]] * 4, abs=0.3)
    middle = (names[0]["top"] + names[-1]["bottom"]) / 2
    assert (word["top"] + word["bottom"]) / 2 == pytest.approx(middle, abs=1)
    assert (names[0]["x0"] + word["x1"]) / 2 == pytest.approx(106, abs=1)


def test_number_and_rule() -> None:
    """The number stands two lines below the mark, centred; the red rule 4 mm below it, as wide as the type area."""
    number = _line(0, "常工信创新〔2026〕58号")
    assert number["top"] - _line(0, "常州市财政局")["bottom"] == pytest.approx(20.5, abs=3)
    assert (number["x0"] + number["x1"]) / 2 == pytest.approx(106, abs=1)
    with pdfplumber.open(BytesIO(_pdf())) as pdf:
        rule = min(pdf.pages[0].rects, key=lambda r: r["top"])
        assert rule["top"] * _MM - number["bottom"] == pytest.approx(4, abs=0.5)
        assert (rule["x0"] * _MM, rule["x1"] * _MM) == pytest.approx((28, 184), abs=1)
        red, green, blue = rule["non_stroking_color"]
        assert red > 0.7
        assert max(green, blue) < 0.3


def test_title() -> None:
    """The title is 22 pt, centred at 106 mm, two lines below the rule, and narrows downwards."""
    first, second = _line(0, "关于公布"), _line(0, "推荐目录")
    for line in (first, second):
        assert line["size"] == pytest.approx(22, abs=0.5)
        assert line["font"].startswith("cz-song-bold")
        assert (line["x0"] + line["x1"]) / 2 == pytest.approx(106, abs=1)
    assert second["x1"] - second["x0"] < first["x1"] - first["x0"]
    assert first["top"] - _red_ink()[-1] == pytest.approx(2 * _LINE, abs=3)


def test_recipients_and_body() -> None:
    """Recipients flush left; the body indents two characters and turns flush, in 16 pt Fang; page 1 has text."""
    recipients, first = _line(0, "各辖市"), _line(0, "根据《")
    assert recipients["x0"] == pytest.approx(28, abs=0.5)
    assert first["x0"] == pytest.approx(39.1, abs=0.6)
    assert first["size"] == pytest.approx(16, abs=0.3)
    assert first["font"] == "cz-fang"
    turned = _lines(0)[[line["text"] for line in _lines(0)].index(first["text"]) + 1]
    assert turned["x0"] == pytest.approx(28, abs=0.5)
    assert turned["x1"] == pytest.approx(184, abs=0.3)


def test_levels_have_their_typefaces() -> None:
    """一、 is set in Hei, （一） in Kai."""
    assert _line(1, "一、")["font"] == "cz-hei"
    assert _line(1, "（一）")["font"] == "cz-kai"


def test_a_full_page_has_22_lines() -> None:
    """Page 2 is full: 22 lines on the grid, from the upper to the lower edge of the type area."""
    lines = [line for line in _lines(1) if line["size"] > 15]
    assert len(lines) == 22
    pitches = [b["top"] - a["top"] for a, b in pairwise(lines)]
    assert pitches == pytest.approx([_LINE] * 21, abs=0.2)
    assert lines[0]["top"] >= 37 - 1
    assert lines[-1]["bottom"] <= 262 + 1


def test_page_numbers() -> None:
    """— n — in 14 pt Song 7 mm below the type area: odd pages one character from the right, even from the left."""
    for page, side, edge in ((0, "x1", 179.1), (1, "x0", 32.9), (2, "x1", 179.1)):
        number = _line(page, "—")
        assert number["text"] == f"—{page + 1}—"
        assert number["size"] == pytest.approx(14, abs=0.3)
        assert number["font"] == "cz-song"
        assert number[side] == pytest.approx(edge, abs=1)
        # The dash stands in the middle of the character's box.
        assert (number["top"] + number["bottom"]) / 2 == pytest.approx(269.3, abs=0.7)


def test_page_numbers_of_turned_pages_stand_where_upright_pages_have_them() -> None:
    """On a turned page the number is at the binding side's end of the sheet, turned with it."""
    with pdfplumber.open(BytesIO(_pdf())) as pdf:
        for index in (3, 4):
            page = pdf.pages[index]
            dashes = [c for c in page.chars if c["text"] == "—"]
            assert {round((c["x0"] + c["x1"]) / 2 * _MM) for c in dashes} == {28}
            ends = (min(c["top"] for c in dashes) * _MM, max(c["bottom"] for c in dashes) * _MM)
            if (index + 1) % 2:
                assert ends[1] == pytest.approx(179.1, abs=1.5)
            else:
                assert ends[0] == pytest.approx(32.9, abs=1.5)


def test_signatures_leave_room_for_seals() -> None:
    """Rows stand 44 mm apart, the last agency is centred on the date, which ends at 161.7 mm; the note follows."""
    first, third = _line(2, "常州市工业和信息化局常州市发展"), _line(2, "常州市科学技术局常州市财政局")
    day, note = _line(2, "2026年6月16日"), _line(2, "（此件公开发布）")
    assert third["top"] - first["top"] == pytest.approx(44, abs=0.5)
    assert day["x1"] == pytest.approx(161.7, abs=0.8)
    assert note["x0"] == pytest.approx(39.1, abs=0.6)
    assert note["top"] - day["top"] == pytest.approx(_LINE, abs=0.5)


def test_imprint_at_the_foot_of_the_last_page() -> None:
    """The last rule is the lower edge of the type area; as wide as it; texts 1 character in."""
    with pdfplumber.open(BytesIO(_pdf())) as pdf:
        page = pdf.pages[-1]
        assert page.page_number % 2 == 0
        assert max(r["bottom"] for r in page.rects) * _MM == pytest.approx(262, abs=0.5)
        assert min(r["x0"] for r in page.rects) * _MM == pytest.approx(28, abs=0.5)
        assert max(r["x1"] for r in page.rects) * _MM == pytest.approx(184, abs=0.5)
        lines = page.extract_text_lines()
    assert [compact(line["text"])[:3] for line in lines[:2]] == ["抄送：", "常州市"]
    assert [line["x0"] * _MM for line in lines[:2]] == pytest.approx([32.9, 32.9], abs=0.6)
    assert lines[1]["x1"] * _MM == pytest.approx(179.1, abs=0.8)


def test_a_blank_page_and_the_imprint_after_it_have_no_number() -> None:
    """Where the imprint page follows a blank one, neither is numbered; otherwise the numbers run through."""
    numbered = {}
    for lapsed in (True, False):
        pages = [compact(page.extract_text()) for page in PdfReader(BytesIO(_pdf(lapsed=lapsed))).pages]
        numbered[not pages[-2]] = "—" in pages[-1]
    assert numbered == {True: False, False: True}


def test_list_is_whole_and_within_the_type_area() -> None:
    """Every certified product stands in the list with its number, and no cell leaves the type area."""
    with pdfplumber.open(BytesIO(_pdf())) as pdf:
        turned = [page for page in pdf.pages if page.width > page.height]
        text = compact("".join(page.extract_text() for page in turned))
        for page in turned:
            inside = [c for c in page.chars if c["text"] != "—" and c["x0"] * _MM > 34]
            assert max(c["x1"] for c in inside) * _MM <= 260.5
            assert max(c["bottom"] for c in inside) * _MM <= 184.5
    for product in edition().certified:
        assert product.certificate in text


def test_without_lapsed_products_there_is_one_attachment() -> None:
    """Then 附件 bears no ordinal and the text speaks of no products that left."""
    text = compact("".join(page.extract_text() for page in PdfReader(BytesIO(_pdf(lapsed=False))).pages))
    assert "附件：2026年度常州市创新产品名单" in text
    assert "附件：1." not in text
    assert "不再列入" not in text


def test_prose_states_basis_procedure_result_and_validity() -> None:
    """The notice names its basis, the procedure, the number certified by category, and the period from–to."""
    text = "".join(p.heading + p.text for p in notice_context(edition()).body)
    for part in (
        "《常州市创新产品推广应用办法》（常工信创新〔2023〕93号",
        "常工信创新〔2026〕19号",
        "企业申报、属地初审、专家评审、联合会商和公示",
        "等10个产品为2026年度常州市创新产品，其中首台（套）重大装备4个、首批次新材料2个、首版次软件2个",
        "自认定之日起2年，即2026年6月16日至2028年6月16日",
        "共收录在有效期内的常州市创新产品12个",
    ):
        assert part in text


def test_pdf_and_word_say_the_same() -> None:
    """Every character of the PDF but its page numbers stands in the Word document, and each of its paragraphs."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(_pdf())).pages]
    printed = compact("".join(re.sub(r"—\s*\d+\s*—", "", page) for page in pages))
    document = Document(BytesIO(render_official_docx(notice_context(edition()))))
    texts = [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]
    # The heads of the list are repeated on every further page of the PDF.
    heads = "".join(column.title for column in notice_context(edition()).attachments[0].table.columns)  # type: ignore[union-attr]
    repeated = printed.count(heads) - 2
    assert repeated >= 0
    assert Counter(printed) - Counter(heads * repeated) == Counter(compact("".join(texts)))
    for paragraph in notice_context(edition()).body:
        assert compact(paragraph.heading + paragraph.text) in compact("".join(texts))
        assert compact(paragraph.heading + paragraph.text) in printed


def test_word_document_is_set_up_as_the_page() -> None:
    """Margins, fonts and odd and even footers of the Word document are those of the standard; lists are turned."""
    document = Document(BytesIO(render_official_docx(notice_context(edition()))))
    margins = [
        tuple(round(side.mm) for side in (s.top_margin, s.right_margin, s.bottom_margin, s.left_margin))  # type: ignore[union-attr]
        for s in document.sections
    ]
    assert margins == [(37, 26, 35, 28), (28, 37, 26, 35), (28, 37, 26, 35), (37, 26, 35, 28)]
    assert document.settings.odd_and_even_pages_header_footer
    fonts_used = {s.element.rPr.rFonts.get(qn("w:eastAsia")) for s in document.styles if s.name in _WORD_STYLES}
    assert fonts_used == {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"}


def test_columns_of_the_lists_fill_the_turned_type_area() -> None:
    """The columns of both lists add up to 225 mm."""
    for table in (certified_table(()), candidate_table(())):
        assert sum(column.width for column in table.columns) == 225


def test_a_date_in_the_list_stands_on_one_line() -> None:
    """Both dates of a row are printed whole, on the line of the row's ordinal."""
    with pdfplumber.open(BytesIO(_pdf())) as pdf:
        words = [word["text"] for word in pdf.pages[3].extract_words(y_tolerance=1)]
    assert words.count("2026年6月16日") == words.count("2028年6月16日") > 0


def test_word_columns_are_those_of_the_pdf() -> None:
    """The Word template's list has the heads and widths of the list in the PDF."""
    document = Document(BytesIO(render_official_docx(notice_context(edition()))))
    table = next(t for t in document.tables if t.cell(0, 0).text == "序号")
    assert [(cell.text, round(cell.width.mm)) for cell in table.rows[0].cells] == [
        (column.title, column.width) for column in certified_table(()).columns
    ]


def test_word_keeps_the_note_with_the_signatures() -> None:
    """Signatures, date and note stand in one row that no page break divides."""
    document = Document(BytesIO(render_official_docx(notice_context(edition()))))
    (row,) = next(t for t in document.tables if "（此件公开发布）" in t.cell(0, 0).text).rows
    assert row._tr.trPr is not None
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    (signatures,) = row.cells[0].tables
    assert [[cell.text for cell in line.cells] for line in signatures.rows] == [
        ["常州市工业和信息化局", "常州市发展和改革委员会"],
        ["常州市科学技术局", "常州市财政局\n2026年6月16日"],
    ]
    height = signatures.rows[0].height
    assert height is not None
    assert height.mm > 42


def test_word_places_the_imprint_at_the_foot_of_its_page() -> None:
    """The 版记 is one frame at the foot of the sheet, above a blank of the margin's height; no 抄送 leaves no line."""
    rule, lower = "版记首线", ["版记末线", "版记下空"]
    for copies, styles in (
        (("各有关单位",), [rule, "版记抄送", "版记中线", "版记印发", *lower]),
        ((), [rule, "版记印发", *lower]),
    ):
        content = render_official_docx(replace(notice_context(edition()), copies_to=copies))
        document = Document(BytesIO(content))
        frames = [(p, p._p.pPr.find(qn("w:framePr"))) for p in document.paragraphs if p._p.pPr is not None]
        framed = [(p, frame) for p, frame in frames if frame is not None]
        assert [p.style.name for p, _ in framed if p.style] == styles
        assert {(f.get(qn("w:vAnchor")), f.get(qn("w:yAlign")), f.get(qn("w:w"))) for _, f in framed} == {
            ("page", "bottom", "8844")
        }
        assert framed[-3][0].text == "常州市工业和信息化局办公室\t2026年6月17日印发"
    blank = document.styles["版记下空"].paragraph_format.line_spacing
    assert round(blank.mm) == 35


_WORD_STYLES = {"公文正文", "公文标题", "一级标题", "二级标题", "页码右"}


def test_names_from_forms_stay_text() -> None:
    """A product named like markup or like a template is printed as it is, in both."""
    strange = "便携式多参数监护仪<b>&{{7*7}}"
    assert strange in compact(PdfReader(BytesIO(_pdf())).pages[4].extract_text())
    document = Document(BytesIO(render_official_docx(notice_context(edition()))))
    assert strange in compact("".join(node.text or "" for node in document.element.body.iter(qn("w:t"))))


def test_the_record_travels_inside() -> None:
    """The notice carries its source; its properties are those of the document."""
    source = SourceFile(
        name="directory-2026.json",
        content=b"{}",
        media_type="application/json",
        description="目录数据",
        modified=edition().publication.dated,
    )
    content = render_official_pdf(notice_context(edition()), fonts=fonts(), sources=(source,))
    assert read_sources(content) == (("directory-2026.json", b"{}"),)
    information = PdfReader(BytesIO(content)).metadata
    assert information is not None
    assert information.title == "关于公布《常州市创新产品推广应用推荐目录（2026年版）》的通知"
    assert information.subject == "常工信创新〔2026〕58号"


def test_same_notice_same_bytes() -> None:
    """Both forms of the notice come out byte for byte the same."""
    assert render_official_pdf(notice_context(edition()), fonts=fonts()) == _pdf()
    assert render_official_docx(notice_context(edition())) == render_official_docx(notice_context(edition()))


def test_same_word_document_in_every_process() -> None:
    """Hash seed and time zone do not show in the Word file."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import hashlib; from edition_data import edition;"
        "from czdocs.documents.context.notice import notice_context;"
        "from czdocs.documents.official import render_official_docx;"
        "print(hashlib.sha256(render_official_docx(notice_context(edition()))).hexdigest())"
    )
    digests = {
        subprocess.run(  # our own interpreter and program
            [sys.executable, "-c", program, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "America/New_York"))
    }
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64


def test_a_year_that_certified_nothing_speaks_of_no_result() -> None:
    """The notice then only publishes the edition, and an only attachment lists what has left."""
    document = notice_context(replace(edition(), new=frozenset()))
    text = "".join(p.heading + p.text for p in document.body)
    assert "一、《目录》构成。" in text
    assert "认定结果" not in text
    assert "（名单见附件）" in text
    assert [a.title for a in document.attachments] == ["不再列入目录的产品名单"]


def test_one_product_needs_no_count_of_examples() -> None:
    """A year with a single product names it and does not say “等1个”."""
    single = entry(1)
    alone = replace(edition(lapsed=False), entries=(single,), new=frozenset({single.certificate}))
    text = "".join(p.heading + p.text for p in notice_context(alone).body)
    assert "等1个" not in text
    assert f"“{single.product}”为2026年度常州市创新产品" in text
