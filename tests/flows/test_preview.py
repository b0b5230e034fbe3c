"""Previews: what is printed for a path, what is not, and that every problem finds a place on the page."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from ruamel.yaml import YAML

from czdocs.cli.main import main
from czdocs.diagnostic import Diagnostic, Place, Severity
from czdocs.documents.context.form_grid import Grid
from czdocs.documents.context.form_layout import Block, Heading, Prose, Table
from czdocs.documents.context.form_page import FormPage, form_page
from czdocs.documents.context.form_wording import Mark
from czdocs.errors import CzdocsError
from czdocs.flows.examination import ExaminedForm, examine_content, examine_form
from czdocs.flows.form_content import filled_form
from czdocs.flows.gathering import FormFile
from czdocs.flows.knowledge import form_schemas
from czdocs.flows.preview import default_output, preview
from czdocs.flows.rendering import FontFolders
from czdocs.flows.validate import validate
from czdocs.resources import default_font_folder
from czdocs.terms import FormKind

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

ROOT = Path(__file__).parents[2]
REFUSED = ROOT / "tests" / "data" / "refused"
CASE = ROOT / "forms" / "sample" / "2026" / "cases" / "2026-XB-0001"
FONTS = FontFolders(installed=default_font_folder())


def pages(pdf: Path) -> list[str]:
    """The text of each page without white space."""
    return ["".join(page.extract_text().split()) for page in PdfReader(pdf).pages]


def test_case_is_printed_whole(tmp_path: Path) -> None:
    """All forms of a folder follow each other; a problem between two is marked; only drafts have the watermark."""
    case = tmp_path / "2026-XB-0001"
    shutil.copytree(CASE, case)
    report = case / "report.yaml"
    report.write_text(report.read_text("utf-8").replace("value: 3, source", "value: 4, source"), "utf-8")
    result = preview(case, default_output(case), fonts=FONTS)
    assert result.output == tmp_path / "2026-XB-0001.pdf"
    assert [d.code for d in result.diagnostics] == ["CZ2902"]
    assert not result.is_valid
    assert result.diagnostics == validate([case]).diagnostics
    text = pages(result.output)
    drafts = [number for number, page in enumerate(text, 1) if "草稿" in page]
    titles = [
        number
        for title in (
            "创新产品认定申请表",
            "创新产品申请报告书",
            "其他相关资料清单",
            "创新产品初审意见",
            "创新产品专家评审意见",
        )
        for number in [next(n for n, page in enumerate(text, 1) if title in page)]
    ]
    assert titles == sorted(titles)
    assert drafts == list(range(titles[1], titles[2]))
    assert "错①" in "".join(text[number - 1] for number in drafts)


def test_preview_replaces_only_an_earlier_one(tmp_path: Path) -> None:
    """A print takes the place of an earlier one, but of no other file and no folder."""
    form = tmp_path / "attachments.yaml"
    shutil.copy(CASE / "attachments.yaml", form)
    output = default_output(form)
    assert output == tmp_path / "attachments.pdf"
    preview(form, output, fonts=FONTS)
    first = output.read_bytes()
    preview(form, output, fonts=FONTS)
    assert output.read_bytes() == first
    for other in (CASE / "attachments" / "A8-standard.pdf", form, tmp_path):
        with pytest.raises(CzdocsError) as stopped:
            preview(form, other, fonts=FONTS)
        assert stopped.value.diagnostic.code == "CZ5160"
    assert form.read_bytes() == (CASE / "attachments.yaml").read_bytes()


@pytest.mark.parametrize("name", ["CZ1021-two-colons", "CZ2241-declared-secret", "CZ1005-gbk", "CZ1102-unknown-form"])
def test_what_cannot_be_read_is_not_printed(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A form that cannot be read, or that falls under art. 24, gives its findings and no file."""
    output = tmp_path / "out.pdf"
    assert main(["preview", str(REFUSED / f"{name}.yaml"), "-o", str(output)]) == 1
    told = capsys.readouterr().out
    assert name[:6] in told
    assert told.endswith("没有生成 PDF：请先改正上列问题。\n")
    assert not output.exists()


def test_secret_silences_the_case(tmp_path: Path) -> None:
    """Where one form of a folder falls under art. 24, nothing of any is printed."""
    case = tmp_path / "case"
    case.mkdir()
    shutil.copy(CASE / "report.yaml", case)
    shutil.copy(REFUSED / "CZ2241-declared-secret.yaml", case / "application.yaml")
    result = preview(case, tmp_path / "out.pdf", fonts=FONTS)
    assert (result.pages, {d.code for d in result.diagnostics}) == (0, {"CZ2241"})
    assert not (tmp_path / "out.pdf").exists()


def test_unreadable_form_of_a_case_has_a_page_with_its_problems(tmp_path: Path) -> None:
    """Beside the forms that can be read, one that cannot has a page that says why."""
    case = tmp_path / "case"
    case.mkdir()
    shutil.copy(CASE / "preliminary-review.yaml", case)
    shutil.copy(REFUSED / "CZ1021-two-colons.yaml", case / "application.yaml")
    result = preview(case, tmp_path / "out.pdf", fonts=FONTS)
    last = pages(result.output)[-1]
    assert "application.yaml" in last
    assert "CZ1021" in last
    assert "草稿" in last


def test_year_folder_is_not_one_case(tmp_path: Path) -> None:
    """A folder with the forms of several cases is refused, with the name of one."""
    with pytest.raises(CzdocsError) as stopped:
        preview(ROOT / "forms" / "sample" / "2026", tmp_path / "out.pdf", fonts=FONTS)
    assert stopped.value.diagnostic.code == "CZ5161"
    assert stopped.value.exit_status == 1


def test_missing_fonts_are_said(tmp_path: Path) -> None:
    """Without fonts nothing is printed; the reason is one of the environment."""
    with pytest.raises(CzdocsError) as stopped:
        preview(CASE / "report.yaml", tmp_path / "out.pdf", fonts=FontFolders(installed=tmp_path))
    assert (stopped.value.diagnostic.code, stopped.value.exit_status) == ("CZ4003", 4)


def test_command_says_where_the_print_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends with 0 for a valid form and 1 for a draft, and names the file."""
    output = tmp_path / "out.pdf"
    assert main(["preview", str(CASE / "expert-review.yaml"), "-o", str(output), "--today", "2026-07-01"]) == 0
    assert capsys.readouterr().out == f"已印成 {output}，共 1 页。\n没有错误。\n"
    assert main(["preview", str(REFUSED / "CZ2095-four-experts.yaml"), "-o", str(output)]) == 1
    assert capsys.readouterr().out == (
        f"已印成 {output}，共 2 页。\n这是草稿：有 1 处错误，都标在所在的栏目上，逐条列在表后；改正以前不能提交。\n"
    )


def _marks(page: FormPage) -> Iterator[Mark]:
    """All marks of a page."""
    yield from page.marks
    for block in page.blocks:
        yield from _block_marks(block)


def _block_marks(block: Block) -> Iterator[Mark]:
    match block:
        case Heading():
            yield from block.marks
        case Prose():
            yield from block.value.all_marks
        case Table():
            yield from (mark for row in block.rows for pair in row for mark in pair.value.all_marks)
        case Grid():
            for row in block.rows:
                for value in (row.number, *row.cells, *(value for _, value in row.under)):
                    yield from value.all_marks


def _marked_once(form: ExaminedForm, findings: tuple[Diagnostic, ...]) -> None:
    """Asserts that each of `findings` can be reached from the list, once, and leads somewhere."""
    page = form_page(filled_form(form, findings))
    anchors = Counter(mark.number for mark in _marks(page) if mark.is_anchor)
    assert anchors == Counter(item.number for item in page.problems)
    assert len(page.problems) == len(findings)


@pytest.mark.parametrize("path", sorted(REFUSED.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_problem_of_a_refused_form_has_one_place(path: Path) -> None:
    """Whatever is wrong with a form, each finding stands at exactly one place of the page."""
    form = examine_form(FormFile(path=path, in_folder=False))
    if not form.secret:
        _marked_once(form, validate([path]).diagnostics)


TEXTS = {kind: (CASE / f"{kind}.yaml").read_text("utf-8") for kind in ("application", "report", "expert-review")}
_ODD: list[Any] = [
    *(None, "", "文字", "<b>&{{x}}", 7),
    *([], ["甲"], [["乙"]], [{}]),
    *({}, {"键": "值"}, {"name": {"深": ["丙"]}}),
]
_KEPT = frozenset({"form", "classification", "declarations"})  # without which there is nothing to print


def _steps(schema: Any) -> Iterator[tuple[str | int, ...]]:
    """The paths that a schema knows, in lists those of the first two items."""
    yield ()
    for key, below in schema.get("properties", {}).items():
        yield from ((key, *path) for path in _steps(below))
    if "items" in schema:
        yield from ((index, *path) for index in range(2) for path in _steps(schema["items"]))


def _paths(kind: str) -> list[tuple[str | int, ...]]:
    schema = form_schemas().get(FormKind(kind)).resolved
    return sorted((path for path in _steps(schema) if path and path[0] not in _KEPT), key=str)


PATHS = {kind: _paths(kind) for kind in TEXTS}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_anywhere_can_be_laid_out(data: st.DataObject) -> None:
    """Whatever stands in place of any part of a form, and wherever a finding points, the page has a place for it."""
    kind = data.draw(st.sampled_from(sorted(TEXTS)))
    content = YAML(typ="safe").load(BytesIO(TEXTS[kind].encode()))
    content = json.loads(json.dumps(content, default=str))
    for path in data.draw(st.lists(st.sampled_from(PATHS[kind]), min_size=1, max_size=4)):
        _put(content, path, deepcopy(data.draw(st.sampled_from(_ODD))))
    form = examine_content(
        json.dumps(content, ensure_ascii=False).encode(), FormFile(path=Path("form.yaml"), in_folder=False)
    )
    if form.submission is None:
        return
    pointed = data.draw(st.lists(st.sampled_from(PATHS[kind]), max_size=5, unique=True))
    invented = tuple(
        Diagnostic(
            code="CZ1110",
            place=Place(file=form.name, line=1, column=number, path=_written(path)),
            severity=Severity.ERROR,
            message=f"第{number}个",
            article="",
            remedy="",
        )
        for number, path in enumerate(pointed, 1)
    )
    _marked_once(form, tuple(dict.fromkeys((*form.findings, *invented))))


def _put(content: Any, path: tuple[str | int, ...], value: Any) -> None:
    """Puts `value` at `path` where there is something around it."""
    *before, last = path
    here = content
    try:
        for step in before:
            here = here[step]
        here[last] = value
    except (KeyError, IndexError, TypeError):
        return


def _written(path: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(REFUSED.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_refused_form_is_printed(path: Path, tmp_path: Path) -> None:
    """Every refused form that can be read is printed, as a draft exactly where it has an error."""
    result = preview(path, tmp_path / "out.pdf", fonts=FONTS)
    if result.pages:
        with pdfplumber.open(result.output) as document:
            drafts = [any(c["size"] > 100 for c in page.chars) for page in document.pages]
        assert drafts == [not result.is_valid] * result.pages
