"""The commands about templates: the check, its comments, the lists, a copy to edit."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from czdocs.cli.main import main
from czdocs.flows.template_guide import guide_with_variables
from czdocs.resources import resource_bytes

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "templates.md"


def _copy(folder: Path, **replaced: str) -> Path:
    """The letter's template as a clerk changed it: `old=new` in its paragraphs, headers included."""
    document = Document(BytesIO(resource_bytes("templates", "letter/letter.docx")))
    header = document.sections[0].first_page_header
    text = "\n".join(paragraph.text for paragraph in (*document.paragraphs, *header.paragraphs))
    assert all(old in text for old in replaced)
    for paragraph in (*document.paragraphs, *header.paragraphs):
        for run in paragraph.runs:
            for old, new in replaced.items():
                run.text = run.text.replace(old, new)
    path = folder / "letter.docx"
    document.save(str(path))
    return path


def _place_of_number() -> int:
    """The first paragraph of the letter's template, counted from 1, that has the number."""
    paragraphs = Document(BytesIO(resource_bytes("templates", "letter/letter.docx"))).paragraphs
    return next(n for n, paragraph in enumerate(paragraphs, 1) if "document.document_number" in paragraph.text)


def test_shipped_templates_are_checked_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file all templates of the program are checked, and are good."""
    assert main(["templates", "check"]) == 0
    assert "没有问题" in capsys.readouterr().out


def test_faults_of_a_copy_are_told_with_paragraph_and_candidates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed copy is known by its file name; each fault has its paragraph and what may be meant."""
    path = _copy(tmp_path, document_number="number")
    assert main(["templates", "check", str(path)]) == 1
    out = capsys.readouterr().out
    place = _place_of_number()
    assert f"{path}:{place}:" in out
    assert f"正文第 {place} 段用到的“document.number”不存在" in out
    assert "document.document_number" in out
    assert "1 个有问题" in out


def test_renamed_copy_needs_the_name_of_its_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of another name is checked with `--as`, without which nobody knows what it is."""
    path = _copy(tmp_path).rename(tmp_path / "我的信函.docx")
    assert main(["templates", "check", str(path)]) == 2
    assert "--as" in capsys.readouterr().err
    assert main(["templates", "check", str(path), "--as", "letter/letter.docx"]) == 0
    assert main(["templates", "check", str(path), "--as", "lettre.docx"]) == 2
    assert "letter/letter.docx" in capsys.readouterr().err


def test_json_has_stable_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get file, paragraph, part and code."""
    path = _copy(tmp_path, document_number="number")
    assert main(["templates", "check", str(path), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {one["code"] for one in told["diagnostics"]} == {"CZ4202"}
    first = next(one for one in told["diagnostics"] if one["code"] == "CZ4202")
    place = _place_of_number()
    assert (first["line"], first["path"]) == (place, f"word/document.xml#{place}")


@pytest.mark.parametrize("today", ["2026-06-18", ""])
def test_comments_stand_at_their_paragraphs(tmp_path: Path, today: str) -> None:
    """The copy with comments says each fault at its paragraph; what is in a header stands at the first one."""
    path = _copy(tmp_path, document_number="number", **{"mark(document)": "mark(documnt)"})
    outputs = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for output in outputs:
        day = ["--today", today] if today else []
        assert main(["templates", "check", str(path), "--comments", str(output), *day]) == 1
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    document = Document(str(outputs[0]))
    comments = list(document.comments)
    assert {comment.author for comment in comments} == {"czdocs"}
    assert all((comment.timestamp is not None) == bool(today) for comment in comments)
    texts = {comment.comment_id: comment.text for comment in comments}
    number = next(key for key, text in texts.items() if text.startswith("CZ4202") and "document.number" in text)
    paragraph = document.paragraphs[_place_of_number() - 1]
    assert f'w:commentRangeStart w:id="{number}"' in paragraph._p.xml
    assert "{{ document.number }}" in paragraph.text
    assert any("首页页眉" in text for text in texts.values())


def test_comments_are_for_one_word_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Comments go into a copy of one Word file, never over the file itself."""
    path = _copy(tmp_path)
    assert main(["templates", "check", "--comments", str(tmp_path / "a.docx")]) == 2
    assert main(["templates", "check", str(path), "--comments", str(path)]) == 2
    assert capsys.readouterr().err.count("CZ4229") == 2


def test_file_that_is_no_word_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken file is told as such."""
    path = tmp_path / "letter.docx"
    path.write_bytes(b"PK\x03\x04 not a zip")
    assert main(["templates", "check", str(path)]) == 4
    assert "CZ4106" in capsys.readouterr().err


def test_part_of_the_directory_is_checked_with_what_includes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template that is only included is known by its name too, and its faults are placed in the file."""
    path = tmp_path / "product.html"
    text = resource_bytes("templates", "directory/product.html").decode()
    path.write_text(text.replace("{{ product.summary }}", "{{ product.sumary }}"), encoding="utf-8")
    assert main(["templates", "check", str(path)]) == 1
    line = text[: text.index("{{ product.summary }}")].count("\n") + 1
    assert f"{path}:{line}:" in capsys.readouterr().out


def test_copy_writes_a_new_file_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A template is copied out byte by byte, and never over a file that is there."""
    output = tmp_path / "信函.docx"
    assert main(["templates", "copy", "letter/letter.docx", "-o", str(output)]) == 0
    assert output.read_bytes() == resource_bytes("templates", "letter/letter.docx")
    assert main(["templates", "copy", "letter/letter.docx", "-o", str(output)]) == 1
    assert "已经存在" in capsys.readouterr().err


def test_lists_name_templates_and_variables(capsys: pytest.CaptureFixture[str]) -> None:
    """The lists say what there is, in Chinese."""
    assert main(["templates", "list"]) == 0
    assert "letter/letter.docx" in capsys.readouterr().out
    assert main(["templates", "variables", "letter.docx"]) == 0
    out = capsys.readouterr().out
    assert "document_number  发文字号" in out
    assert "必须印出" in out


def test_variables_of_the_guide_are_current() -> None:
    """The list of variables in the guide is the one that `invoke generate` makes."""
    text = GUIDE.read_text(encoding="utf-8")
    assert guide_with_variables(text) == text
