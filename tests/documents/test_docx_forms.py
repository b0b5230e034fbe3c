"""The forms of GB/T 9704-2012 in Word: page, grid, styles, order of elements; places measured through LibreOffice."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from gongwen_samples import AGENCIES, samples, single

from czdocs.documents.gongwen import Adjustment, OfficialDocument
from czdocs.documents.html import chinese_date
from czdocs.documents.official import render_official_docx
from czdocs.resources import default_font_folder

_MM = 25.4 / 72
_NAMES = sorted(samples())
# The order of WordprocessingML's schema (ISO/IEC 29500-1), on which Word insists; what the templates use of it.
_SCHEMA = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs autoSpaceDE autoSpaceDN "
    "bidi adjustRightInd snapToGrid spacing ind contextualSpacing jc textDirection outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs lang",
    "tblPr": "tblStyle tblpPr tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "sectPr": "footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


@cache
def _docx(name: str) -> bytes:
    return render_official_docx(samples()[name])


def _text(content: bytes) -> str:
    document = Document(BytesIO(content))
    roots: list[Any] = [document.element.body]
    if document.sections[0].different_first_page_header_footer:
        roots.insert(0, document.sections[0].first_page_header._element)
    return "".join(re.sub(r"\s", "", node.text or "") for root in roots for node in root.iter(qn("w:t")))


@pytest.mark.parametrize("name", _NAMES)
def test_every_form_is_a_word_document(name: str) -> None:
    """Elements stand in the order of the schema, all styles exist, and the page is that of the standard."""
    document = Document(BytesIO(_docx(name)))
    ids = {style.style_id for style in document.styles}
    first = document.sections[0]
    others = [first.footer, first.even_page_footer]
    if first.different_first_page_header_footer:
        others += [first.first_page_header, first.first_page_footer]
    for root in (document.element, document.styles.element, *(other._element for other in others)):
        for kind, order in _SCHEMA.items():
            places = order.split()
            for properties in root.iter(qn(f"w:{kind}")):
                found = [
                    places.index(child.tag.partition("}")[2].replace("headerR", "footerR")) for child in properties
                ]
                assert found == sorted(found), (kind, [child.tag for child in properties])
    assert {node.get(qn("w:val")) for node in document.element.iter(qn("w:pStyle"), qn("w:rStyle"))} <= ids
    assert document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        turned = section.orientation is WD_ORIENT.LANDSCAPE
        sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        expected = (28, 37, 26, 35) if turned else (37, 26, 35, 28)
        assert tuple(round(side.mm) for side in sides if side is not None) == expected
        grid = section._sectPr.find(qn("w:docGrid"))
        assert grid is not None
        assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("linesAndChars", "579")


@pytest.mark.parametrize("name", _NAMES)
def test_elements_come_in_their_order(name: str) -> None:
    """From the mark to the imprint all that the document says stands in the order of the standard."""
    document = samples()[name]
    text = _text(_docx(name))
    expected = [
        *(document.issuers[:1] if document.layout.value != "plain" else ()),
        document.document_number,
        *document.approvers,
        *document.title_lines,
        *(f"{'，'.join(document.recipients)}：" for _ in document.recipients[:1]),
        *(paragraph.heading + paragraph.text for paragraph in document.body),
        *(f"{group.label}：{'，'.join(group.names)}" for group in document.attendance),
        *([chinese_date(document.dated)] if not document.attendance else ()),
        f"（{document.note}）" if document.note else None,
        *(f"抄送：{'，'.join(document.copies_to)}。" for _ in document.copies_to[:1]),
        f"{document.printed_by}{chinese_date(document.printed_on)}印发" if document.printed_on else None,
    ]
    place = 0
    for piece in filter(None, expected):
        found = text.find(re.sub(r"\s", "", piece), place)
        assert found >= place, piece
        place = found + len(piece)


def test_only_a_letter_has_a_first_page_of_its_own() -> None:
    """The first page of a letter has the mark and no number; none of its later sections begins so again."""
    firsts = [s.different_first_page_header_footer for s in Document(BytesIO(_docx("letter-attached"))).sections]
    assert firsts == [True, False]
    assert not any(s.different_first_page_header_footer for s in Document(BytesIO(_docx("turned"))).sections)


def test_no_section_is_empty() -> None:
    """The last section holds something: text, a turned table, or the imprint on its even page."""
    assert len(Document(BytesIO(_docx("letter"))).sections) == 1
    turned = samples()["turned"]
    with_imprint = Document(BytesIO(_docx("turned"))).sections
    without = Document(BytesIO(render_official_docx(replace(turned, copies_to=(), printed_by=None)))).sections
    assert [s.orientation for s in with_imprint] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert with_imprint[-1].start_type.name == "EVEN_PAGE"
    assert [s.orientation for s in without] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_recipients_that_moved_stand_in_the_imprint() -> None:
    """Where page 1 has no room for them they stand above 抄送, without a rule between (7.3.3, 7.4.2)."""
    moved = replace(single(), adjustment=Adjustment(recipients_moved=True))
    document = Document(BytesIO(render_official_docx(moved)))
    styles = [p.style.name for p in document.paragraphs if p.style and p.style.name.startswith("版记")]
    assert styles == ["版记首线", "版记抄送", "版记抄送", "版记中线", "版记印发", "版记末线", "版记下空"]
    text = _text(render_official_docx(moved))
    assert text.count("".join(moved.recipients[:1])) == 1
    assert text.index("主送：") > text.index("（此件公开发布）")


def test_adjustments_are_followed() -> None:
    """A smaller mark and wider lines of the text are those that fit the document on its pages."""
    adjusted = replace(
        single(), issuers=AGENCIES, adjustment=Adjustment(mark_size=Decimal("7.06"), spacing=Decimal("0.05"))
    )
    document = Document(BytesIO(render_official_docx(adjusted)))
    name = document.tables[0].cell(0, 0).paragraphs[0].runs[0]
    assert name.font.size is not None
    assert name.font.size.pt == 20
    pitches = {s: document.styles[s].paragraph_format.line_spacing.twips for s in ("公文正文", "公文末段", "主送机关")}
    assert pitches == {"公文正文": 608, "公文末段": 608, "主送机关": 579}


def test_styles_are_found_by_their_names() -> None:
    """Word gives styles other ids when it saves a template; what is put in follows them."""
    from czdocs.documents.docx import render_docx
    from czdocs.resources import resource_bytes

    template = Document(BytesIO(resource_bytes("templates", "notice/notice.docx")))
    template.styles["表头"].element.set(qn("w:styleId"), "a7")
    saved = BytesIO()
    template.save(saved)
    sample = samples()["joint-5"]
    content = render_docx(
        saved.getvalue(), {"document": sample}, name="a.docx", title="通知", author="局", created=sample.dated
    )
    heads = [p for t in Document(BytesIO(content)).tables for p in t.rows[0].cells[0].paragraphs if p.text == "序号"]
    assert [p.style.name for p in heads if p.style] == ["表头"]


# --- places, as LibreOffice lays them out


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every form as PDF, with our fonts under the names of those that offices own."""
    program = shutil.which("soffice")
    if program is None or not default_font_folder().is_dir():
        pytest.skip("LibreOffice or the fonts are not there")
    folder = tmp_path_factory.mktemp("word")
    aliases = {
        "仿宋_GB2312": "FandolFang",
        "楷体_GB2312": "FandolKai",
        "黑体": "FandolHei",
        "宋体": "FandolSong",
        "方正小标宋简体": "FandolSong",
    }
    rules = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{ours}</family></prefer></alias>'
        for name, ours in aliases.items()
    )
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{default_font_folder()}</dir><cachedir>{folder}/cache</cachedir>{rules}</fontconfig>",
        "utf-8",
    )
    for name in _NAMES:
        (folder / f"{name}.docx").write_bytes(_docx(name))
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in _NAMES),
        ],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )
    return folder


def _lines(folder: Path, name: str) -> list[list[dict[str, Any]]]:
    """The lines of every page with their boxes in millimetres."""
    with pdfplumber.open(folder / f"{name}.pdf") as pdf:
        return [
            [
                {"text": re.sub(r"\s", "", line["text"]), **{s: line[s] * _MM for s in ("x0", "x1", "top", "bottom")}}
                for line in page.extract_text_lines()
            ]
            for page in pdf.pages
        ]


def _line(page: list[dict[str, Any]], start: str) -> dict[str, Any]:
    return next(line for line in page if line["text"].startswith(start))


@pytest.mark.slow
def test_the_imprint_ends_at_the_foot_of_the_type_area(laid_out: Path) -> None:
    """On the last page of every form with an imprint its last line ends just above 262 mm, beside the others' text."""
    for name, document in samples().items():
        if document.printed_by and document.has_imprint:
            last = _line(_lines(laid_out, name)[-1], document.printed_by)
            assert last["bottom"] == pytest.approx(260.5, abs=1.6), name
            assert (last["x0"], last["x1"]) == pytest.approx((32.9, 179.1), abs=0.8), name


@pytest.mark.slow
def test_page_numbers_lie_below_the_type_area(laid_out: Path) -> None:
    """Odd pages have theirs at the right, even ones at the left; page 1 of a letter has none (7.5, 10.1)."""
    pages = _lines(laid_out, "many-pages")
    assert len(pages) > 4
    for number, page in enumerate(pages, 1):
        line = _line(page, f"—{number}—")
        assert (line["top"] + line["bottom"]) / 2 == pytest.approx(269, abs=1.2)
        edge = line["x1"] if number % 2 else line["x0"]
        assert edge == pytest.approx(179.1 if number % 2 else 32.9, abs=1)
    assert not [line for line in _lines(laid_out, "letter")[0] if line["text"].startswith("—")]


@pytest.mark.slow
def test_pages_hold_the_grid(laid_out: Path) -> None:
    """A full page has 22 lines of 28 characters, from 28 to 184 mm (5.2.3)."""
    page = [line for line in _lines(laid_out, "many-pages")[2] if not line["text"].startswith("—")]
    assert len(page) == 22
    assert max(len(line["text"]) for line in page) >= 28
    steps = [later["bottom"] - earlier["bottom"] for earlier, later in pairwise(page)]
    assert sum(steps) / len(steps) == pytest.approx(10.21, abs=0.05)
    assert min(line["x0"] for line in page) == pytest.approx(28, abs=0.5)
    assert max(line["x1"] for line in page) == pytest.approx(184, abs=1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "top"), [("single", 72), ("joint-8", 72), ("classified", 72), ("order", 57), ("minutes", 72)]
)
def test_marks_begin_at_their_height(laid_out: Path, name: str, top: float) -> None:
    """The red ink of the mark begins where the standard says (7.2.4, 10.2, 10.3)."""
    with pdfplumber.open(laid_out / f"{name}.pdf") as pdf:
        picture = pdf.pages[0].to_image(resolution=150).original.convert("RGB")
    pixels = picture.load()
    red = (
        y
        for y in range(picture.height)
        if any(pixels[x, y][0] > 180 and max(pixels[x, y][1:]) < 80 for x in range(picture.width))
    )
    assert next(red) * 25.4 / 150 == pytest.approx(top, abs=1)


@pytest.mark.slow
def test_signatures_without_seals(laid_out: Path) -> None:
    """The last name ends two characters from the right, the date begins two right of it; a longer date ends there."""
    document: OfficialDocument = samples()["unsealed"]
    lines = _lines(laid_out, "unsealed")[-1]
    last = _line(lines, document.issuers[-1])
    day = _line(lines, chinese_date(document.dated))
    longer = day["x1"] - day["x0"] > last["x1"] - last["x0"]
    assert (day if longer else last)["x1"] == pytest.approx(172.9, abs=1.2)
    assert day["x0"] - last["x0"] == pytest.approx(11.14, abs=1)


@pytest.mark.slow
def test_documents_to_superiors(laid_out: Path) -> None:
    """The number is level with the last approver, one character from the left; names end one from the right (12)."""
    lines = _lines(laid_out, "upward")[0]
    number = _line(lines, "常工信创新〔2026〕75号")
    assert number["x0"] == pytest.approx(33.6, abs=0.7)
    assert "王小五" in number["text"]
    first = _line(lines, "签发人：")
    assert first["text"] == "签发人：张三李四"
    assert first["top"] < number["top"]
