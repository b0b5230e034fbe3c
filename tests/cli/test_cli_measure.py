"""`czdocs measure`: a table for people, JSON for programs, an exit status."""

import json
from datetime import date
from pathlib import Path

import pytest

from czdocs.cli.main import main
from czdocs.documents.fonts import load_fonts
from czdocs.documents.gongwen import Layout, OfficialDocument, body
from czdocs.documents.official import render_official_pdf
from czdocs.report.text import display_width
from czdocs.resources import default_font_folder

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter as the engine lays it out."""
    document = OfficialDocument(
        layout=Layout.LETTER,
        issuers=("常州市工业和信息化局",),
        document_number="常工信函〔2026〕31号",
        title=("关于", "商请", "推荐", "评审专家", "的函"),
        recipients=("常州大学",),
        body=body(("请贵校推荐机械工程、材料科学、软件工程方面的专家各2名，于2026年6月10日前将推荐名单函告我局。",)),
        dated=date(2026, 3, 5),
    )
    path = tmp_path_factory.mktemp("measured") / "函.pdf"
    path.write_bytes(render_official_pdf(document, fonts=load_fonts(default_font_folder())))
    return path


def test_a_right_letter_passes(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rows that apply stand in a table, those that do not are counted; exit status 0."""
    assert main(["measure", str(letter)]) == 0
    out = capsys.readouterr().out
    assert "格式　信函格式，1 页" in out
    assert "33a" in out
    assert "9a" not in out
    assert "只能在纸质成品上检查" in out
    assert "结论：没有不符合的（符合 " in out


def test_columns_stand_under_their_heads(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every verdict begins in the column of the head 结论, whatever the width of the characters before it."""
    main(["measure", str(letter), "--all"])
    lines = capsys.readouterr().out.splitlines()
    head = next(line for line in lines if line.startswith("行"))
    column = display_width(head[: head.index("结论")])
    verdicts = ("不符合", "符合", "不适用", "未检测")
    rows = [line for line in lines if line.endswith(verdicts)]
    assert len(rows) > 70
    for line in rows:
        verdict = next(v for v in verdicts if line.endswith(v))
        assert display_width(line.removesuffix(verdict)) == column


def test_json_has_every_row(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON with English keys: format, form, counts, a row for each rule."""
    assert main(["measure", str(letter), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["format"] == "czdocs-measurement/1"
    assert (data["form"], data["pages"], data["passes"]) == ("letter", 1, True)
    assert sum(data["counts"].values()) == len(data["rows"])
    assert data["rows"][0] == {
        "row": "1",
        "clause": "5.1",
        "element": "纸张",
        "expected": "210 × 297 mm ±0.5",
        "measured": "210.0 × 297.0 mm",
        "verdict": "conforms",
        "reason": "",
    }


def test_a_failing_row_ends_with_one(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Measured as a document with red head, a letter fails, and the rows are named."""
    assert main(["measure", str(letter), "--kind", "document"]) == 1
    assert "结论：不符合第 9a" in capsys.readouterr().out


def test_files_that_cannot_be_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there, a folder and a file of another kind are findings, never a traceback."""
    word = tmp_path / "公文.docx"
    word.write_bytes(b"PK\x03\x04")
    assert main(["measure", str(tmp_path / "none.pdf")]) == 1
    assert "CZ1030" in capsys.readouterr().err
    assert main(["measure", str(word)]) == 1
    err = capsys.readouterr().err
    assert "CZ4140" in err
    assert "公文.docx" in err
    assert main(["measure", str(tmp_path)]) != 0
    assert "CZ51" in capsys.readouterr().err


def test_a_scan_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture without text: the table with 未检测, a finding, exit status 1."""
    from PIL import Image

    path = tmp_path / "scan.pdf"
    Image.new("RGB", (620, 877), "white").save(path, "PDF", resolution=75)
    assert main(["measure", str(path)]) == 1
    out, err = capsys.readouterr()
    assert "没有文字层" in out
    assert "结论：没有量到内容" in out
    assert "CZ4144" in err
