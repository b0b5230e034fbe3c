"""Loading of a year: records, and exactly the bytes that were checked."""

import hashlib
import shutil
from pathlib import Path

import pytest

from czdocs.flows.validate import validate
from czdocs.flows.year import load_case, load_year
from czdocs.terms import Category

YEAR = Path(__file__).parents[1] / "data" / "accepted" / "2026"
ALONE = YEAR.parent / "official"


def test_year_has_its_cases_and_decision() -> None:
    """A year has its cases by number and its decision."""
    intake = load_year(YEAR.parent, 2026)
    assert intake.diagnostics == ()
    assert [case.case_id for case in intake.cases] == ["2026-XB-0001"]
    assert intake.decision is not None
    assert intake.decision.body.entries[0].certificate == "CZCP-2026-0001"
    case = intake.case("2026-XB-0001")
    assert case is not None
    assert case.application.body.product.category is Category.FIRST_EQUIPMENT
    assert intake.case("2026-XB-0002") is None


def test_year_folder_itself_may_be_given() -> None:
    """The folder of the year does as well as the one that holds it."""
    assert load_year(YEAR, 2026).cases == load_year(YEAR.parent, 2026).cases


def test_files_are_those_that_were_checked() -> None:
    """Each file carries its bytes and their digest, forms first, attachments as listed."""
    case = load_year(YEAR, 2026).cases[0]
    assert [file.role for file in case.files[:5]] == [
        "application",
        "report",
        "attachments",
        "preliminary-review",
        "expert-review",
    ]
    for file in case.files:
        assert file.content == (YEAR / "cases" / case.case_id / file.name).read_bytes()
        assert file.sha256 == hashlib.sha256(file.content).hexdigest()
    assert case.application.sha256 == case.files[0].sha256
    photo = case.attachment("A2")
    assert photo is not None
    assert photo.media_type == "image/png"


def test_year_is_the_same_with_claims_beside_its_cases(tmp_path: Path) -> None:
    """The decision of a year is about no claim, and a claim is among no year's cases."""
    shutil.copytree(YEAR, tmp_path / "2026")
    shutil.copytree(YEAR.parent / "claims", tmp_path / "2026" / "claims")
    shutil.copytree(YEAR.parent / "claims" / "2026-XB-B001", tmp_path / "2026" / "claims" / "2026-XB-B009")
    (tmp_path / "2026" / "claims" / "2026-XB-B009" / "premium-claim.yaml").write_text("a: [", encoding="utf-8")
    alone, beside = load_year(YEAR.parent, 2026), load_year(tmp_path, 2026)
    assert beside.diagnostics == alone.diagnostics == ()
    assert [[file.sha256 for file in case.files] for case in beside.cases] == [
        [file.sha256 for file in case.files] for case in alone.cases
    ]
    codes = {d.code for d in validate([tmp_path]).diagnostics}
    assert "CZ1021" in codes
    assert "CZ2104" not in codes


def test_application_in_the_folder_of_a_claim_is_not_passed_over(tmp_path: Path) -> None:
    """Where an application lies, its case counts, whatever the folder is called."""
    shutil.copytree(YEAR, tmp_path / "2026")
    cases = tmp_path / "2026" / "cases"
    (cases / "2026-XB-0001").rename(cases / "2026-XB-B001")
    intake = load_year(tmp_path, 2026)
    assert [case.case_id for case in intake.cases] == ["2026-XB-0001"]
    assert [d.code for d in intake.diagnostics] == ["CZ2929"]


def test_year_without_decision_is_told(tmp_path: Path) -> None:
    """A year without a decision loads its cases and says what is missing."""
    shutil.copytree(YEAR / "cases", tmp_path / "2026" / "cases")
    intake = load_year(tmp_path, 2026)
    assert intake.decision is None
    assert [d.code for d in intake.diagnostics] == ["CZ1035"]
    assert len(intake.cases) == 1


def test_decision_with_a_wrong_form_line_is_one_finding(tmp_path: Path) -> None:
    """A decision that cannot be told to be one is there nevertheless: only its `form` line is pointed out."""
    shutil.copytree(YEAR, tmp_path / "2026")
    path = tmp_path / "2026" / "certification-decision.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("certification-decision/1", "decision/1"), encoding="utf-8"
    )
    intake = load_year(tmp_path, 2026)
    assert intake.decision is None
    assert [(d.code, Path(d.place.file).name) for d in intake.diagnostics] == [("CZ1102", path.name)]


def test_decision_of_another_year_is_told(tmp_path: Path) -> None:
    """A decision in the folder of another year is pointed out."""
    shutil.copytree(YEAR, tmp_path / "2027")
    assert "CZ1036" in [d.code for d in load_year(tmp_path, 2027).diagnostics]


@pytest.mark.parametrize("name", sorted(path.name for path in ALONE.glob("*.yaml")))
@pytest.mark.parametrize("where", [".", "decisions", "cases/2026-XB-0001"])
def test_form_that_stands_alone_changes_nothing(tmp_path: Path, name: str, where: str) -> None:
    """A notice, tender or other decision in the year's folder, good or faulty, neither blocks nor changes the year."""
    shutil.copytree(YEAR, tmp_path / "2026")
    before = load_year(tmp_path, 2026)
    (tmp_path / "2026" / where).mkdir(exist_ok=True)
    for path, content in (
        (name, (ALONE / name).read_bytes()),
        (f"faulty-{name}", (ALONE / name).read_bytes() + "slogan: 争创一流\n".encode()),
    ):
        (tmp_path / "2026" / where / path).write_bytes(content)
    assert load_year(tmp_path, 2026) == before


def test_case_without_report_is_not_loaded(tmp_path: Path) -> None:
    """A case that lacks a part is not among the cases; the findings say why."""
    shutil.copytree(YEAR / "cases" / "2026-XB-0001", tmp_path / "case")
    (tmp_path / "case" / "report.yaml").unlink()
    case, findings = load_case(tmp_path / "case")
    assert case is None
    assert [d.code for d in findings] == ["CZ2080"]
