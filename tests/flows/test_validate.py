"""Validation of paths: whatever a path is, there is a finding and never an exception."""

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.flows.validate import validate, validate_content

DATA = Path(__file__).parents[1] / "data"
YEAR = DATA / "accepted" / "2026"
CASE = YEAR / "cases" / "2026-XB-0001"
SAMPLE = Path(__file__).parents[2] / "forms" / "sample"


def codes(*paths: Path) -> list[str]:
    """The codes of what is found under `paths`."""
    return [d.code for d in validate(paths).diagnostics]


def test_missing_file_is_a_finding(tmp_path: Path) -> None:
    """A path that is not there is named."""
    result = validate([tmp_path / "没有.yaml"])
    assert [d.code for d in result.diagnostics] == ["CZ1030"]
    assert result.diagnostics[0].message.endswith("没有.yaml。")
    assert (result.files, result.invalid) == (0, 1)


def test_broken_link_is_a_finding(tmp_path: Path) -> None:
    """A link to nothing is named, alone and inside a folder."""
    link = tmp_path / "form.yaml"
    link.symlink_to(tmp_path / "nowhere.yaml")
    assert codes(link) == ["CZ1032"]
    assert codes(tmp_path) == ["CZ1032"]


def test_pipe_is_a_finding(tmp_path: Path) -> None:
    """What is no regular file is not waited for."""
    pipe = tmp_path / "form.yaml"
    os.mkfifo(pipe)
    assert codes(pipe) == ["CZ1033"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_unreadable_file_is_a_finding(tmp_path: Path) -> None:
    """A file without permission to read is named."""
    path = tmp_path / "form.yaml"
    path.write_text("form: application/1\n", encoding="utf-8")
    path.chmod(0)
    assert codes(path) == ["CZ1031"]


def test_path_that_no_system_takes_is_a_finding() -> None:
    """A name longer than file systems allow is a finding, not an exception."""
    assert codes(Path("a" * 5000)) == ["CZ1031"]


PIECES = [
    '""',
    "null",
    "[]",
    "[a]",
    "{}",
    "{a: b}",
    "0",
    "-1",
    "1e9",
    "9999-12-31",
    "1900-01-01",
    "A1",
    "E1",
    "true",
    "other",
]


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_no_value_breaks_the_rules(data: st.DataObject) -> None:
    """Whatever values stand in a form, there are findings and never an exception."""
    claims = sorted((YEAR.parent / "claims").glob("*/*-claim.yaml"))
    path = data.draw(st.sampled_from([*sorted(CASE.glob("*.yaml")), YEAR / "certification-decision.yaml", *claims]))
    text = path.read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(min_value=1, max_value=3))):
        spots = [match.span() for match in re.finditer(r"(?<=: )[^,}\n]+", text)]
        start, end = data.draw(st.sampled_from(spots))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    result = validate_content(text.encode(), name="-", today=date(2026, 11, 23))
    assert all(d.message and d.remedy for d in result.diagnostics)


def test_folder_without_forms_is_a_finding(tmp_path: Path) -> None:
    """An empty folder is most likely the wrong one."""
    (tmp_path / ".hidden.yaml").write_text("x", encoding="utf-8")
    assert codes(tmp_path) == ["CZ1034"]


def test_single_form_is_not_asked_for_its_case() -> None:
    """One file alone is checked alone; that the case has more parts is no fault of it."""
    assert codes(CASE / "application.yaml") == []


def test_case_folder_is_checked_as_a_whole(tmp_path: Path) -> None:
    """In a folder a missing part is a fault."""
    shutil.copy(CASE / "report.yaml", tmp_path)
    assert codes(tmp_path) == ["CZ2080", "CZ2080"]


def test_file_named_twice_is_read_once() -> None:
    """A file that a folder holds and that is also named counts once."""
    assert validate([CASE, CASE / "report.yaml"]).files == 5


def test_findings_of_many_files_are_in_order(tmp_path: Path) -> None:
    """All problems of all files come sorted by file, line and column."""
    for name in ("b.yaml", "a.yaml"):
        text = (CASE / "application.yaml").read_text(encoding="utf-8")
        text = text.replace("staff_total: 186", "staff_total: x").replace("year: 2026 ", "year: 26 ")
        (tmp_path / name).write_text(text, encoding="utf-8")
    places = [(d.place.file, d.place.line) for d in validate([tmp_path]).diagnostics if d.code.startswith("CZ11")]
    assert places == sorted(places)
    assert len(places) == 4


def test_days_to_come_are_pointed_out_only_against_today() -> None:
    """With a day given, a form dated later is pointed out; without one, nothing depends on the clock."""
    early = validate([CASE], today=date(2026, 4, 10)).diagnostics
    assert {(d.code, d.severity.value) for d in early} == {("CZ2927", "warning")}
    assert validate([CASE]).diagnostics == ()


def test_content_is_validated_without_a_file() -> None:
    """A form from standard input is checked like a file."""
    content = (CASE / "application.yaml").read_bytes()
    assert validate_content(content, name="-").diagnostics == ()
    broken = validate_content(content.replace(b"kind: enterprise", b"kind: x"), name="-")
    assert [(d.place.file, d.code) for d in broken.diagnostics] == [("-", "CZ1109")]
    assert (broken.files, broken.invalid) == (1, 1)


def test_content_without_folder_is_not_asked_for_its_files() -> None:
    """A list of attachments from standard input has no folder in which to look for them."""
    assert validate_content((CASE / "attachments.yaml").read_bytes(), name="-").diagnostics == ()


def test_two_folders_with_one_number_are_told(tmp_path: Path) -> None:
    """A case that lies in two folders is pointed out in the second."""
    shutil.copytree(CASE, tmp_path / "a")
    shutil.copytree(CASE, tmp_path / "b")
    found = validate([tmp_path]).diagnostics
    assert {(d.code, Path(d.place.file).parent.name) for d in found} == {("CZ2907", "b")}


def test_case_inside_a_case_is_one_finding(tmp_path: Path) -> None:
    """A copy of a case that lies in the case itself is told once and not form by form."""
    shutil.copytree(CASE, tmp_path / CASE.name)
    shutil.copytree(CASE, tmp_path / CASE.name / CASE.name)
    (found,) = validate([tmp_path]).diagnostics
    assert (found.code, found.place.path) == ("CZ2928", "case")
    assert Path(found.place.file).parent == tmp_path / CASE.name / CASE.name


def test_case_one_folder_deeper_is_harmless(tmp_path: Path) -> None:
    """A folder that holds nothing but the folder of the case, as unpacking often leaves it, is no fault."""
    shutil.copytree(CASE, tmp_path / CASE.name / CASE.name)
    assert codes(tmp_path) == []


@pytest.mark.parametrize("name", ["2026-XB-0002", "2026-xb-0001"])
def test_folder_of_another_number_is_one_finding(name: str, tmp_path: Path) -> None:
    """A folder that bears a number bears that of its case, to the letter."""
    shutil.copytree(CASE, tmp_path / name)
    (found,) = validate([tmp_path]).diagnostics
    assert (found.code, found.place.path) == ("CZ2929", "case")
    assert name in found.message


def test_folder_without_number_may_have_any_name(tmp_path: Path) -> None:
    """Before it is numbered and filed, a case may lie in a folder of any name."""
    shutil.copytree(CASE, tmp_path / "新能源公司")
    assert codes(tmp_path) == []


def test_missing_field_is_shown_at_the_form_line(tmp_path: Path) -> None:
    """A field that the form itself lacks is shown at its `form` line, not at the comment above it."""
    text = (CASE / "application.yaml").read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(re.sub(r"(?m)^submitted_on:.*\n", "", "# 说明\n\n" + text), encoding="utf-8")
    (found,) = validate([tmp_path / "a.yaml"]).diagnostics
    assert (found.code, found.place.line, found.place.column) == ("CZ1104", 4, 1)


def test_missing_field_of_a_group_is_shown_at_its_key(tmp_path: Path) -> None:
    """A field that a group lacks is shown at the key of the group."""
    text = (CASE / "application.yaml").read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(re.sub(r"(?m)^  uscc:.*\n", "", text), encoding="utf-8")
    (found,) = validate([tmp_path / "a.yaml"]).diagnostics
    line = text[: text.index("\napplicant:")].count("\n") + 2
    assert (found.code, found.place.line, found.place.column) == ("CZ1104", line, 1)


def test_sample_years_have_no_errors() -> None:
    """The sample that the repository ships is valid."""
    assert [str(d) for d in validate([SAMPLE]).diagnostics if d.severity.value == "error"] == []
