"""The measure on right documents, against a second tool, and on files that are no official documents."""

import shutil
import subprocess
from dataclasses import astuple
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from broken_layout import right
from directory_data import fonts
from gongwen_samples import samples
from PIL import Image
from pypdf import PdfReader, PdfWriter

from czdocs.documents.measuring.measurement import Form, Verdict, measure
from czdocs.documents.measuring.page_facts import DPI, MM, Box, is_red
from czdocs.documents.measuring.reading import read_facts
from czdocs.documents.measuring.typefaces import typeface
from czdocs.documents.official import render_official_docx, render_official_pdf
from czdocs.documents.pdf import render_pdf
from czdocs.errors import CzdocsError

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_AGREES = 0.2  # mm


def _failures(pdf: bytes) -> list[tuple[str, str, str]]:
    return [(row.number, row.measured, row.reason) for row in measure(pdf).failures]


@pytest.mark.slow
@pytest.mark.parametrize("name", samples())
def test_documents_of_every_shape_conform(name: str) -> None:
    """No row of the table fails on what the engine lays out."""
    assert _failures(render_official_pdf(samples()[name], fonts=fonts())) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "form", "rows"),
    [
        ("upward", Form.DOCUMENT, {"12a", "12b"}),
        ("stamp", Form.DOCUMENT, {"23a", "23b"}),
        ("order", Form.ORDER, {"23a", "37a", "37b", "37c"}),
        ("minutes", Form.MINUTES, {"11a", "38a", "38b"}),
        ("unsealed", Form.DOCUMENT, {"22a", "22b"}),
        ("classified", Form.DOCUMENT, {"7", "8"}),
    ],
)
def test_every_form_is_recognised(name: str, form: Form, rows: set[str]) -> None:
    """The form and the rows that it alone has are measured."""
    measured = measure(render_official_pdf(samples()[name], fonts=fonts()))
    assert measured.form is form
    assert rows <= {row.number for row in measured.rows if row.verdict is Verdict.CONFORMS}


def test_a_letter_is_recognised() -> None:
    """A letter has its own rows; those of a document do not apply."""
    measured = measure(right("letter"))
    verdicts = {row.number: row.verdict for row in measured.rows}
    assert measured.form is Form.LETTER
    assert {verdicts[n] for n in ("33a", "33b", "34a", "34b", "34c", "35a", "35b", "35c", "36a", "36b")} == {
        Verdict.CONFORMS
    }
    assert {verdicts[n] for n in ("9a", "13a", "28a", "37a", "38a")} == {Verdict.NOT_APPLICABLE}
    assert verdicts["39"] is Verdict.NOT_MEASURED


def test_most_rows_are_measured() -> None:
    """On a document with attachments and imprint, what is left over is named with its reason."""
    measured = measure(right("single"))
    assert measured.passes
    assert measured.count(Verdict.CONFORMS) >= 45
    open_rows = {row.number for row in measured.rows if row.verdict is Verdict.NOT_MEASURED}
    assert open_rows <= {"5b", "14f", "39"}
    assert all(row.reason for row in measured.rows if row.verdict is not Verdict.CONFORMS)


def test_the_form_may_be_told() -> None:
    """The user's word goes before the looks; then the rows of that form fail."""
    measured = measure(right("letter"), form=Form.DOCUMENT)
    assert measured.form is Form.DOCUMENT
    assert "9a" in {row.number for row in measured.failures}


def test_another_tool_agrees() -> None:
    """Pdfplumber sees every glyph at the same place, in the same size, and the same rules, within 0.2 mm."""
    content = right("single")
    facts = read_facts(content)
    compared = 0
    with pdfplumber.open(BytesIO(content)) as pdf:
        for page, ours in zip(pdf.pages, facts.pages, strict=True):
            theirs = [c for c in page.chars if c["text"].strip()]
            mine = [g for g in ours.glyphs if g.text.strip()]
            assert sorted(c["text"] for c in theirs) == sorted(g.text for g in mine)
            places = {(g.text, round(g.box.x0), round(g.baseline)): g for g in mine}
            for char in theirs:
                baseline = (float(page.height) - char["matrix"][5]) * MM
                key = (char["text"], round(char["x0"] * MM), round(baseline))
                glyph = places.get(key)
                if glyph is None:  # just beyond the border of a whole millimetre
                    continue
                compared += 1
                assert glyph.box.x0 == pytest.approx(char["x0"] * MM, abs=_AGREES)
                assert glyph.box.x1 == pytest.approx(char["x1"] * MM, abs=_AGREES)
                assert glyph.baseline == pytest.approx(baseline, abs=_AGREES)
                assert glyph.size == pytest.approx(char["size"], abs=0.05)
            for rule in ours.rules:
                edges = [(r["x0"] * MM, r["x1"] * MM) for r in page.rects]
                assert any(
                    rule.box.x0 == pytest.approx(x0, abs=_AGREES) and rule.box.x1 == pytest.approx(x1, abs=_AGREES)
                    for x0, x1 in edges
                )
    assert compared > 700


def test_ink_and_outlines_agree() -> None:
    """The red ink of each character of the mark lies where its outline says, within three dots on every side."""
    page = read_facts(right("single")).pages[0]
    assert page.red is not None
    mark = [(g.box, g.ink) for g in page.glyphs if g.ink and is_red(g.colour)]
    assert len(mark) == len("常州市工业和信息化局文件")
    for box, outline in mark:
        found = page.red.within(Box(x0=box.x0, x1=box.x1, top=outline.top - 2, bottom=outline.bottom + 2))
        assert found is not None
        assert astuple(found) == pytest.approx(astuple(outline), abs=3 * 25.4 / DPI)
    assert page.red.within(Box(x0=20, top=5, x1=190, bottom=20)) is None


@pytest.mark.parametrize(
    ("font", "wanted"),
    [
        ("cz-song-bold-Bold", "小标宋"),
        ("FZXiaoBiaoSong-B05S", "小标宋"),
        ("方正小标宋简体", "小标宋"),
        ("cz-office-song-bold", "小标宋"),
        ("FangSong_GB2312", "仿宋"),
        ("仿宋_GB2312", "仿宋"),
        ("FandolFang-Regular", "仿宋"),
        ("KaiTi_GB2312", "楷体"),
        ("SimHei", "黑体"),
        ("cz-hei", "黑体"),
        ("SimSun", "宋体"),
        ("FandolSong-Regular", "宋体"),
        ("cz-noto-serif", None),
        ("DejaVuSans", None),
    ],
)
def test_fonts_are_known_by_name(font: str, wanted: str | None) -> None:
    """Our fonts and those of offices are what their names say; any other stands in."""
    assert typeface(font) == wanted


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "CZ4140"),
        (b"PK\x03\x04 not a PDF", "CZ4140"),
        (b"%PDF-1.7\n", "CZ4142"),
        (b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF", "CZ4142"),
    ],
)
def test_what_is_no_pdf_is_told(content: bytes, code: str) -> None:
    """No PDF, and a PDF cut off, have their own codes."""
    with pytest.raises(CzdocsError, match=code):
        measure(content)


def test_a_password_is_told() -> None:
    """An encrypted PDF cannot be measured."""
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(right("letter"))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(CzdocsError, match="CZ4141"):
        measure(out.getvalue())


def test_a_scan_is_not_measured() -> None:
    """A picture alone: the sheet is measured, all else is 未检测 with its reason, and nothing passes."""
    out = BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(out, "PDF", resolution=150)
    measured = measure(out.getvalue())
    assert not measured.has_text
    assert not measured.passes
    verdicts = {row.number: row for row in measured.rows}
    assert verdicts["1"].verdict is Verdict.CONFORMS
    others = [row for row in measured.rows if row.number != "1"]
    assert {row.verdict for row in others} == {Verdict.NOT_MEASURED}
    assert "没有文字层" in verdicts["4"].reason


def test_running_text_is_no_document() -> None:
    """Text without mark, number, title and date is refused."""
    html = "<html lang='zh-CN'><head><title>t</title></head><body><p>一段普通文字。</p></body></html>"
    with pytest.raises(CzdocsError, match="CZ4143"):
        measure(render_pdf(html, document="试样", fonts=fonts()))


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pypdfium2 the command ends with what to install, exit status 4."""
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(CzdocsError, match="CZ4145") as caught:
        measure(b"%PDF-1.7\n")
    assert caught.value.exit_status == 4


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["single", "letter"])
def test_a_document_made_by_a_word_processor_is_measured(name: str, tmp_path: Path) -> None:
    """A PDF out of Word or LibreOffice has its elements recognised; fonts that stand in are named."""
    source = tmp_path / "document.docx"
    source.write_bytes(render_official_docx(samples()[name]))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    measured = measure((tmp_path / "document.pdf").read_bytes())
    rows = {row.number: row for row in measured.rows}
    assert measured.form is (Form.LETTER if name == "letter" else Form.DOCUMENT)
    assert rows["1"].verdict is Verdict.CONFORMS
    assert rows["11a"].verdict is Verdict.CONFORMS
    assert rows["24"].verdict is Verdict.CONFORMS
    assert rows["4"].verdict is Verdict.CONFORMS or "其他字体" in rows["4"].measured
