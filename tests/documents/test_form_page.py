"""Filled forms in print: everything that was filled in, every problem at its field, nothing outside its cell."""

import subprocess
import sys
from functools import cache
from hashlib import sha256
from io import BytesIO

import pdfplumber
import pytest
from directory_data import compact, fonts
from form_samples import CASE, FAULTS, SAMPLE, WATERMARK_SIZE, faulty, filled, replaced, rows, utmost, valid, valid_pdf
from pypdf import PdfReader

from czdocs.documents.context.form_fields import FieldKind, FilledForm, Group, Records, Scalar, Texts, Written
from czdocs.documents.context.form_grid import Grid
from czdocs.documents.context.form_layout import Heading, Prose, Table
from czdocs.documents.context.form_page import form_page
from czdocs.documents.context.form_wording import Words, short
from czdocs.documents.form_page import render_form_pdf
from czdocs.documents.imprint import read_sources
from czdocs.documents.pdf import render_pdf

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_MM = 72 / 25.4


@cache
def _faulty_pdf() -> bytes:
    return render_form_pdf([faulty()], fonts=fonts()).content


@cache
def _utmost_pdf() -> bytes:
    return render_form_pdf([filled(utmost())], fonts=fonts()).content


def _text(pdf: bytes) -> str:
    return compact("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def _watermarks(pdf: bytes) -> list[str]:
    """The large characters on each page."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return ["".join(c["text"] for c in page.chars if c["size"] > WATERMARK_SIZE) for page in document.pages]


def _scalars(entry: Scalar | Texts | Group | Records) -> list[Scalar]:
    match entry:
        case Scalar():
            return [entry]
        case Texts():
            return list(entry.items)
        case Group():
            return [scalar for below in entry.entries for scalar in _scalars(below)]
        case Records():
            return [scalar for row in entry.rows for scalar in _scalars(row)]


@pytest.mark.parametrize(
    ("kind", "text", "printed"),
    [
        (FieldKind.DATE, "2026-04-08", "2026年4月8日"),
        (FieldKind.DATE, "2023-02-30", "2023-02-30"),
        (FieldKind.DATE, "2026/4/8", "2026/4/8"),
        (FieldKind.MONEY, "3680000.00", "3,680,000.00"),
        (FieldKind.MONEY, "-120.50", "-120.50"),
        (FieldKind.MONEY, "0", "0"),
        (FieldKind.MONEY, "368万元", "368万元"),
        (FieldKind.NUMBER, "2026", "2026"),
        (FieldKind.NUMBER, "12345", "12,345"),
        (FieldKind.FLAG, "true", "是"),
        (FieldKind.FLAG, "yes", "yes"),
        (FieldKind.TEXT, "0519", "0519"),
        (FieldKind.TEXT, "1.10", "1.10"),
    ],
)
def test_values_are_put_into_words(kind: FieldKind, text: str, printed: str) -> None:
    """Dates, amounts and answers are printed as on paper; what has not their form stays as it was written."""
    assert short(Scalar(key="a", label="甲", kind=kind, text=text)) == printed


def test_nothing_is_told_from_left_out() -> None:
    """无 was said, — was left out, and a field that should be filled in is empty."""
    said, left, wanted = (
        Scalar(key="a", label="甲", written=Written.NULL),
        Scalar(key="a", label="甲", written=Written.NOTHING),
        Scalar(key="a", label="甲", written=Written.NOTHING, problems=(1,)),
    )
    assert [short(field) for field in (said, left, wanted)] == ["无", "—", ""]


def test_choice_shows_what_could_be_chosen() -> None:
    """A choice is printed with a box for everything that could be chosen; a wrong one as it was written."""
    options = (("enterprise", "企业"), ("institution", "事业单位"))
    right, wrong = (
        Scalar(key="kind", label="单位性质", kind=FieldKind.CHOICE, text=text, options=options)
        for text in ("institution", "公司")
    )
    words = Words(())
    assert [words.answer(field).lines[0].text for field in (right, wrong)] == ["□企业　■事业单位", "公司"]


def test_everything_is_printed() -> None:
    """The title and the value of every field of the application stand in the print."""
    text, form = _text(valid_pdf()), filled(valid())
    fields = [field for entry in form.body.entries for field in _scalars(entry)]
    assert len(fields) > 150
    missing = [
        (f.label, f.text) for f in fields if compact(f.label) not in text and f.label not in {"型号", "来源", "特点"}
    ]
    missing += [(f.label, f.text) for f in fields if compact(short(f)) not in text]
    assert missing == []


def test_no_print_of_a_valid_form_is_a_draft() -> None:
    """A valid form has no watermark, no sign of a problem and no list of problems, but the digest of its file."""
    assert set(_watermarks(valid_pdf())) == {""}
    text = _text(valid_pdf())
    assert "草稿" not in text
    assert "问题清单" not in text
    digest = sha256(valid().encode()).hexdigest()[:12]
    assert text.count(f"本页由czdocs依据application/1生成SHA-256：{digest}") == len(
        PdfReader(BytesIO(valid_pdf())).pages
    )
    assert f"第1页共{len(PdfReader(BytesIO(valid_pdf())).pages)}页" in text


def test_every_page_of_a_draft_says_so() -> None:
    """A form with errors has the watermark on every page and says at its head how many errors there are."""
    assert set(_watermarks(_faulty_pdf())) == {"草稿"}
    assert f"草稿：有{len(FAULTS)}处错误，不能提交" in _text(_faulty_pdf())


@pytest.mark.parametrize("number", range(1, len(FAULTS) + 1))
def test_problem_is_marked_at_its_field(number: int) -> None:
    """The sign of a problem stands in the cell beside the field's title, or below it in a table with heads."""
    title = list(FAULTS)[number - 1]
    sign = f"错{chr(0x2460 + number - 1)}"
    lines = rows(_faulty_pdf())
    (marked,) = [line for line in lines if any(text.startswith(sign) for text, _, _ in line) and line[0][0] != sign]
    place = next(index for index, cell in enumerate(marked) if cell[0].startswith(sign))
    head = [cell for line in lines[: lines.index(marked)] for cell in line if cell[0] == title]
    beside = marked[place - 1][0] == title
    below = bool(head) and (round(head[-1][1]), round(head[-1][2])) == (
        round(marked[place][1]),
        round(marked[place][2]),
    )
    assert beside or below


def test_links_lead_from_field_to_problem_and_back() -> None:
    """Each sign is a link to the problem in the list, and the problem's own sign one back; no link leads nowhere."""
    reader = PdfReader(BytesIO(_faulty_pdf()))
    targets = [
        str(note.get_object()["/Dest"])
        for page in reader.pages
        for note in page.get("/Annots", ())
        if note.get_object()["/Subtype"] == "/Link"
    ]
    wanted = {f"s1{end}{number}" for number in range(1, len(FAULTS) + 1) for end in "fp"} | {"s1list"}
    assert set(targets) == wanted
    assert set(reader.named_destinations) >= wanted


def test_list_of_problems_says_everything() -> None:
    """The list gives place, message, article, code and remedy of every problem."""
    text = _text(_faulty_pdf())
    for problem in faulty().problems:
        for part in (
            f"第{problem.line}行第{problem.column}列",
            problem.message,
            problem.remedy,
            problem.code,
            problem.article,
        ):
            assert compact(part) in text


def test_hint_is_no_error() -> None:
    """A hint alone makes no draft; its sign has another word, and its cell another tint."""
    page = form_page(filled(replaced(valid(), ("name: 五轴联动", "name: 智能五轴联动"))))
    (hinted,) = [
        pair.value for b in page.blocks if isinstance(b, Table) for row in b.rows for pair in row if pair.value.state
    ]
    assert (hinted.state, hinted.all_marks[0].text) == ("warning", "示①")
    assert (page.is_draft, page.standing, page.hints) == (False, "", "有 1 处提示")


def test_problem_of_the_whole_form_stands_at_its_head() -> None:
    """What concerns no field in particular is marked below the form's title."""
    form = filled(replaced(valid(), ("year: 2026 ", "year: 2031 "), ("2026-XB-0001", "2031-XB-0001")))
    assert [(p.code, p.field) for p in form.problems if not p.field] == [("CZ6004", "")]
    assert [mark.text for mark in form_page(form).marks] == ["示①"]


def test_misspelt_key_is_shown_with_what_it_holds() -> None:
    """What stands under a key that the form does not know is printed, and the field that was meant is marked too."""
    form = filled(replaced(valid(), ("  industry: C3421", "  industy: C3421")))
    (problem,) = form.problems
    page = form_page(form)
    pairs = [pair for block in page.blocks if isinstance(block, Table) for row in block.rows for pair in row]
    marked = {pair.label: (pair.value.lines[0].text, pair.value.numbers) for pair in pairs if pair.value.all_marks}
    assert marked == {"国民经济行业代码": ("", ()), "（表中没有）industy": ("C3421", (problem.number,))}


def test_nothing_leaves_its_page_or_is_lost() -> None:
    """However long and strange the values are, all characters stand between the margins, and all are there."""
    text = _text(_utmost_pdf())
    for part in (
        "常州镕喆堃淼犇㛃䶮𠅤智能装备研究院",
        "{{7*7}}<script>alert(1)</script></td>{%raw%}&amp;",
        "Pneumonoultramicroscopicsilicovolcanoconiosis",
        "abcdefghij" * 6,
        *(f"QSY-MB{n}600-ABCDEFGHIJKLMNOPQRSTUVW/EX" for n in range(5)),
        *(f"{hours}小时环境温度20摄氏度工况下主轴系统轴向热漂移量" for hours in range(9, 24)),
    ):
        assert part in text
    with pdfplumber.open(BytesIO(_utmost_pdf())) as document:
        for page in document.pages:
            body = [c for c in page.chars if c["size"] < WATERMARK_SIZE]
            assert min(c["x0"] for c in body) >= 17.9 * _MM
            assert max(c["x1"] for c in body) <= page.width - 17.5 * _MM
            assert max(c["bottom"] for c in body) <= page.height - 9 * _MM


def test_nothing_overflows_its_cell() -> None:
    """No line of a cell's border runs through a character."""
    with pdfplumber.open(BytesIO(_utmost_pdf())) as document:
        for page in document.pages:
            bars = [r for r in (*page.rects, *page.lines) if r["x1"] - r["x0"] < 1.5 and r["bottom"] - r["top"] > 5]
            for c in page.chars:
                middle, centre = (c["top"] + c["bottom"]) / 2, (c["x0"] + c["x1"]) / 2
                if c["size"] < WATERMARK_SIZE:
                    assert not any(abs(b["x0"] - centre) < 1 and b["top"] < middle < b["bottom"] for b in bars), c[
                        "text"
                    ]


def test_heads_are_repeated_on_the_next_page() -> None:
    """A table that goes on on another page has its heads there too."""
    with pdfplumber.open(BytesIO(_utmost_pdf())) as document:
        heads = [
            page.page_number
            for page in document.pages
            if "比较" in page.extract_text() and "指标值" in compact(page.extract_text())
        ]
        names = [page.page_number for page in document.pages if "小时环境温度" in compact(page.extract_text())]
    assert len(names) == 2
    assert set(names) <= set(heads)


def test_page_break_divides_no_row() -> None:
    """Wherever a table meets the end of a page, its heading stays with it, and a record with what belongs to it."""
    record = (
        '<tbody><tr><td rowspan="2"><p>1</p></td><td><p>甲<br>甲<br>乙</p></td></tr>'
        '<tr class="under"><td><p>丙<br>丁</p></td></tr></tbody>'
    )
    section = (
        '<section class="form"><div style="height: {}mm"></div><h3 class="bar">题</h3><table class="grid size90">'
        "<thead><tr><th>首</th><th>首</th></tr></thead>" + record * 3 + "</table></section>"
    )
    sections = "".join(section.format(height) for height in range(196, 254, 6))
    html = f'<!DOCTYPE html><html lang="zh-CN"><head><title>题</title></head><body>{sections}</body></html>'
    pdf = render_pdf(html, document="题", fonts=fonts(), stylesheets=("form/form.css",))
    pages = [compact(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]
    assert any("题" not in page and "丁" in page for page in pages)
    for page in pages:
        assert (
            page.count("甲甲乙") == page.count("甲") / 2 == page.count("丙丁") == page.count("丙") == page.count("丁")
        )
        assert page.count("题") <= page.count("首首") <= page.count("乙")


def test_character_of_no_font_is_named() -> None:
    """A character that cannot be drawn is printed as its code point, and the caller is told."""
    made = render_form_pdf(
        [filled(replaced(valid(), ("    - 力矩电机直驱B轴", "    - 😀力矩电机直驱B轴")))], fonts=fonts()
    )
    assert made.missing == ("😀",)
    text = _text(made.content)
    assert "[U+1F600]力矩电机直驱B轴" in text
    assert "字库中没有的字以编码代替：U+1F600" in text


@pytest.mark.slow
def test_same_form_same_bytes_in_any_process() -> None:
    """The print is the same byte for byte in another process with another order of hashing."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from form_samples import valid_pdf; from hashlib import sha256;"
        " print(sha256(valid_pdf()).hexdigest())"
    )
    folder = str(SAMPLE.parents[1] / "tests" / "documents")
    other = subprocess.run(
        [sys.executable, "-c", script, folder],
        capture_output=True,
        check=True,
        cwd=SAMPLE.parents[1],
        env={"PYTHONHASHSEED": "4711", "PYTHONPATH": str(SAMPLE.parents[1])},
        text=True,
    )
    assert other.stdout.strip() == sha256(valid_pdf()).hexdigest()


def test_file_travels_inside() -> None:
    """The PDF is tagged PDF/A-3a in Chinese, has the form's title and date, and holds the file it was made from."""
    reader = PdfReader(BytesIO(valid_pdf()))
    assert read_sources(valid_pdf()) == (("application.yaml", valid().encode()),)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata["/CreationDate"]) == (
        "创新产品认定申请表 2026-XB-0001",
        "D:20260408000000+08'00'",
    )
    assert reader.root_object["/Lang"] == "zh-CN"
    assert "/StructTreeRoot" in reader.root_object
    assert b"<pdfaid:conformance>A<" in reader.root_object["/Metadata"].get_object().get_data()


def test_scores_have_their_sum_and_mean() -> None:
    """The experts' sheet adds up each expert's scores and gives their means."""
    page = form_page(filled((CASE / "expert-review.yaml").read_text("utf-8"), name="expert-review.yaml"))
    (grid,) = [block for block in page.blocks if isinstance(block, Grid)]
    assert [row.cells[-1].lines[0].text for row in grid.rows] == ["87", "85", "90", "85", "83"]
    assert grid.foot[0] == "平均"
    assert grid.foot[-6:] == ("26.20", "26.00", "12.80", "8.20", "12.80", "86.00")


def test_report_is_running_text() -> None:
    """The report has its twelve numbered sections as headings, in order, with the paragraphs below them."""
    page = form_page(filled((CASE / "report.yaml").read_text("utf-8"), name="report.yaml"))
    heads = [b.text.partition("、")[0] for b in page.blocks if isinstance(b, Heading) and b.level == 2]
    assert heads == ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    assert sum(isinstance(block, Prose) for block in page.blocks) >= 14


def test_list_of_files_is_turned() -> None:
    """The list of attachments, which has eight columns and nothing else, lies on a turned page."""
    made = render_form_pdf(
        [filled((CASE / "attachments.yaml").read_text("utf-8"), name="attachments.yaml")], fonts=fonts()
    )
    (page,) = PdfReader(BytesIO(made.content)).pages
    assert page.mediabox.width > page.mediabox.height


def _grids(form: FilledForm) -> list[Grid]:
    return [block for block in form_page(form).blocks if isinstance(block, Grid)]


def test_columns_fill_the_page() -> None:
    """The columns of every grid are together as wide as the page between its margins."""
    for text in (valid(), utmost()):
        grids = _grids(filled(text))
        assert len(grids) == 5
        assert {sum(grid.widths) for grid in grids} == {1740}


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(SAMPLE.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_sample_form_is_printed(path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # a Path
    """Every form of the sample is printed whole: no value is lost, nothing leaves the page."""
    form = filled(path.read_text("utf-8"), name=path.name)
    pdf = render_form_pdf([form], fonts=fonts()).content
    text = _text(pdf)
    lost = [f.text for entry in form.body.entries for f in _scalars(entry) if compact(short(f)) not in text]
    assert [value for value in lost if "\n" not in value] == []
    with pdfplumber.open(BytesIO(pdf)) as document:
        for page in document.pages:
            body = [c for c in page.chars if c["size"] < WATERMARK_SIZE]
            assert max(c["x1"] for c in body) <= page.width - 17.5 * _MM
