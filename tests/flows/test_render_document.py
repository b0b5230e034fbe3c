"""Rendering an official document from a clerk's form."""

import logging
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from pypdf import PdfReader

from czdocs.cli.main import main
from czdocs.documents.context.official_notice import official_document
from czdocs.documents.gongwen import Layout, OfficialDocument
from czdocs.documents.imprint import read_sources
from czdocs.errors import CzdocsError
from czdocs.flows.examination import examine_form
from czdocs.flows.gathering import FormFile
from czdocs.flows.render_document import RenderedNotice, render_notice
from czdocs.flows.rendering import FontFolders
from czdocs.flows.validate import validate
from czdocs.resources import default_font_folder

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "forms" / "sample" / "notices"
LETTER = SAMPLES / "letter.yaml"
TODAY = date(2026, 11, 23)
FONTS = FontFolders(installed=default_font_folder())


def _render(data: Path, *outputs: Path) -> RenderedNotice:
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    return render_notice(data, outputs, fonts=FONTS, today=TODAY)


def _document(name: str) -> OfficialDocument:
    """The document of a sample, unrendered."""
    record = examine_form(FormFile(path=SAMPLES / f"{name}.yaml", in_folder=False)).record
    assert record is not None
    return official_document(record.body)


def _changed(folder: Path, *edits: tuple[str, str]) -> Path:
    """The letter with each first text of `edits` replaced by the second."""
    text = LETTER.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path = folder / "letter.yaml"
    path.write_text(text, "utf-8")
    return path


def test_samples_have_no_findings() -> None:
    """The five sample documents are without any finding."""
    result = validate([SAMPLES], today=TODAY)
    assert (result.files, result.diagnostics) == (5, ())


def test_a_letter_is_rendered_twice(tmp_path: Path) -> None:
    """PDF and Word file say the letter's text, with its table; the form is embedded; a second run is the same."""
    pdf, docx = tmp_path / "函.pdf", tmp_path / "函.docx"
    result = _render(LETTER, pdf, docx)
    assert result.written == (pdf, docx)
    first = pdf.read_bytes(), docx.read_bytes()
    with pdfplumber.open(BytesIO(first[0])) as read:
        text = "".join(page.extract_text() for page in read.pages)
        cells = read.pages[-1].extract_table()
    assert "CZCP-2025-0007" in text
    assert "附件：拟核实产品清单" in text
    assert cells is not None
    assert cells[1][1] == "五轴联动龙门加工中心"
    word = Document(str(docx))
    assert any("专此函达。" in paragraph.text for paragraph in word.paragraphs)
    assert read_sources(first[0]) == (("notice.yaml", LETTER.read_bytes()),)
    assert PdfReader(BytesIO(first[0])).metadata.title == "关于商请协助核实创新产品政府采购和应用情况的函"  # type: ignore[union-attr]
    _render(LETTER, pdf, docx)
    assert (pdf.read_bytes(), docx.read_bytes()) == first


def test_chapters_and_articles_of_an_attachment() -> None:
    """The measures have their seven chapters centred and 27 articles with the number as heading; items are text."""
    (attachment,) = _document("measures").attachments
    chapters = [p for p in attachment.paragraphs if p.centred]
    articles = [p.heading for p in attachment.paragraphs if p.heading and not p.centred]
    assert [p.heading for p in chapters][::6] == ["第一章 总则", "第七章 附则"]
    assert len(articles) == 27
    assert articles[-1] == "第二十七条"
    assert {p.level for p in attachment.paragraphs if p.text.startswith("（一）")} == {2}


def test_every_layout_has_its_elements() -> None:
    """Order, minutes and announcement become documents with what is their own."""
    order, minutes, announcement = _document("order"), _document("minutes"), _document("announcement")
    assert (order.layout, order.document_number, order.title_lines) == (Layout.ORDER, "第12号", ())
    assert order.signatory is not None
    assert [group.label for group in minutes.attendance] == ["出席", "请假", "列席"]
    assert (announcement.urgency, announcement.mark_word) == ("加急", False)


def test_open_columns_share_what_is_left() -> None:
    """The columns of a table fill the type area."""
    table = _document("letter").attachments[0].table
    assert table is not None
    widths = [column.width for column in table.columns]
    assert (widths[0], widths[3], widths[4]) == (12, 30, 24)
    assert 153 <= sum(widths) <= 156


def test_a_faulty_form_is_not_rendered(tmp_path: Path) -> None:
    """What is wrong is told; nothing is written."""
    result = _render(_changed(tmp_path, ("〔2026〕", "〔2025〕")), tmp_path / "函.pdf")
    assert [d.code for d in result.diagnostics] == ["CZ2980"]
    assert (result.written, result.is_valid) == ((), False)
    assert not (tmp_path / "函.pdf").exists()


def test_a_secret_form_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of a form that falls under art. 24 is echoed or written."""
    path = _changed(tmp_path, ("sealed: true", "sealed: true\nclassification: 机密★1年"))
    assert main(["render", "notice", "--data", str(path), "-o", str(tmp_path / "函.pdf")]) == 1
    out = capsys.readouterr().out
    assert "CZ2241" in out
    assert "机密" not in out.replace("标有秘密、机密、绝密", "")
    assert not (tmp_path / "函.pdf").exists()


@pytest.mark.parametrize(("name", "code"), [("函.doc", "CZ4120"), ("函", "CZ4120")])
def test_another_suffix_is_refused(name: str, code: str, tmp_path: Path) -> None:
    """Only PDF and Word files are made."""
    with pytest.raises(CzdocsError, match=code):
        _render(LETTER, tmp_path / name)


def test_one_output_twice_is_refused(tmp_path: Path) -> None:
    """Each output is named once."""
    with pytest.raises(CzdocsError, match="CZ4122"):
        _render(LETTER, tmp_path / "函.docx", tmp_path / "函.docx")


def test_another_form_is_refused(tmp_path: Path) -> None:
    """Only an official document's form is rendered."""
    with pytest.raises(CzdocsError, match=r"CZ4121.*tender"):
        _render(ROOT / "forms" / "example" / "tender.yaml", tmp_path / "函.docx")


def test_a_character_without_a_glyph_is_named(tmp_path: Path) -> None:
    """The field and the character are told."""
    with pytest.raises(CzdocsError, match=r"CZ4123.*正文.*U\+1F600") as caught:
        _render(_changed(tmp_path, ("专此函达。", "专此函达😀。")), tmp_path / "函.pdf")
    assert caught.value.diagnostic.place.path == "body[5]"


def test_another_file_is_not_overwritten(tmp_path: Path) -> None:
    """A file that is not the same stays."""
    (tmp_path / "函.docx").write_text("手稿")
    with pytest.raises(CzdocsError, match="CZ5121"):
        _render(LETTER, tmp_path / "函.docx")
    assert (tmp_path / "函.docx").read_text() == "手稿"


def test_the_command_says_where_the_document_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 0, and the path."""
    output = tmp_path / "函.docx"
    assert main(["render", "notice", "--data", str(LETTER), "-o", str(output), "--today", "2026-11-23"]) == 0
    assert capsys.readouterr().out == f"已排成 {output}。\n"
