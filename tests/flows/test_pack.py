"""Packing: the list is completed from the files, the bundle is the same every time, and says what it holds."""

import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.errors import CzdocsError
from czdocs.flows.knowledge import form_schemas
from czdocs.flows.pack import Packing, PackRequest, pack_case
from czdocs.flows.validate import validate
from czdocs.intake.attachment_list import fill_list
from czdocs.intake.bundle import read_bundle
from czdocs.intake.dossier import AttachmentFact, AttachmentState
from czdocs.intake.reading import read_submission

CASE = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"
TODAY = date(2026, 11, 23)
FACT = AttachmentFact(state=AttachmentState.READ, size=12, sha256="a" * 64, media_type="application/pdf", pages=3)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case folder without fault."""
    shutil.copytree(CASE, tmp_path / CASE.name)
    return tmp_path / CASE.name


def packed(case: Path, **options: object) -> Packing:
    """Pack `case`."""
    return pack_case(PackRequest(folder=case, today=TODAY, **options))  # type: ignore[arg-type]


def test_bundle_holds_the_case_and_its_manifest(case: Path) -> None:
    """The manifest comes first and names every file with role, size and digest; the rest is the case itself."""
    packing = packed(case)
    assert packing.path == case.parent / f"{case.name}.zip"
    assert packing.diagnostics == ()
    with zipfile.ZipFile(packing.path) as bundle:
        assert bundle.namelist()[0] == "manifest.json"
        assert bundle.namelist()[1:] == sorted(bundle.namelist()[1:])
        manifest = json.loads(bundle.read("manifest.json"))
    assert (manifest["format"], manifest["case"], manifest["draft"]) == ("czdocs-bundle/1", case.name, False)
    assert {form["form"] for form in manifest["forms"]} >= {"application/1", "report/2", "attachments/1"}
    assert "common-1.schema.json" in {schema["name"] for schema in manifest["schemas"]}
    read = read_bundle(packing.path.read_bytes(), file="x.zip")
    assert read.findings == ()
    assert {name: (case / name).read_bytes() for name in read.files} == dict(read.files)
    assert packing.files == len(read.files)


def test_bundle_is_the_same_every_time(case: Path) -> None:
    """The same case gives the same bytes, whenever and wherever it is packed."""
    path = packed(case).path
    assert path is not None
    first = path.read_bytes()
    assert packed(case).written is False
    moved = shutil.move(case, case.parent / "别处")
    other = pack_case(PackRequest(folder=Path(moved), output=case.parent / "b.zip", today=TODAY)).path
    assert other is not None
    assert other.read_bytes() == first


def test_list_is_completed_from_the_files(case: Path) -> None:
    """What the list leaves open or has wrong is filled in the bundle, told, and written back only when asked for."""
    form = case / "attachments.yaml"
    whole = form.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("    size: "))
    lines[at] = "    size: 0        # 待填\n"
    pages = next(n for n, line in enumerate(lines) if line.startswith("    pages: "))
    lines[pages] = "    pages: 9\n"
    del lines[next(n for n, line in enumerate(lines) if line.startswith("    sha256: "))]
    form.write_text("".join(lines), "utf-8")
    packing = packed(case)
    told = {(change.id, change.title, change.corrected) for change in packing.changes}
    assert told == {("A1", "大小（字节）", False), ("A1", "页数", True), ("A1", "SHA-256 值", False)}
    assert form.read_text("utf-8") == "".join(lines)
    assert packed(case, write_list=True).list_written
    text = form.read_text("utf-8")
    assert "# 待填" in text
    assert validate([case], today=TODAY).invalid == 0
    assert sorted(line.partition("#")[0].strip() for line in text.splitlines()) == sorted(
        line.partition("#")[0].strip() for line in whole.splitlines()
    )


def test_faulty_case_is_packed_only_as_a_draft(case: Path) -> None:
    """A case with errors is not packed, unless as a draft, which says so."""
    next((case / "attachments").glob("A3-*")).unlink()
    refused = packed(case)
    assert refused.path is None
    assert "CZ2085" in {d.code for d in refused.diagnostics}
    assert not list(case.parent.glob("*.zip"))
    draft = packed(case, draft=True)
    assert draft.path is not None
    with zipfile.ZipFile(draft.path) as bundle:
        assert json.loads(bundle.read("manifest.json"))["draft"] is True


def test_file_that_is_not_listed_is_pointed_out(case: Path) -> None:
    """A file of the folder that is on no list is not packed, and said; hidden files are nobody's."""
    (case / "attachments" / "备注.txt").write_text("x")
    (case / ".DS_Store").write_text("x")
    packing = packed(case)
    assert [(d.code, d.severity.value) for d in packing.diagnostics] == [("CZ5150", "warning")]
    assert "attachments/备注.txt" in packing.diagnostics[0].message
    assert packing.path is not None
    assert "备注" not in packing.path.read_bytes().decode("latin-1")


def test_other_file_is_not_overwritten(case: Path, tmp_path: Path) -> None:
    """A file that is no bundle stays as it is."""
    (tmp_path / "a.zip").write_bytes(b"PK something of mine")
    with pytest.raises(CzdocsError, match="CZ5153"):
        packed(case, output=tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == b"PK something of mine"


def test_path_that_is_no_folder_is_wrong_use(tmp_path: Path) -> None:
    """A file or nothing in place of the folder ends with 2."""
    with pytest.raises(CzdocsError, match="CZ5152") as told:
        packed(tmp_path / "nowhere")
    assert told.value.exit_status == 2


def test_too_much_for_a_bundle_is_refused(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case whose files exceed what a bundle may hold is not packed, not even as a draft."""
    total = sum(path.stat().st_size for path in (case / "attachments").iterdir())
    monkeypatch.setattr("czdocs.flows.bundle.MOST_BYTES", total - 1)
    assert packed(case, draft=True).path is None
    assert [d.code for d in packed(case).diagnostics] == ["CZ5151"]
    monkeypatch.setattr("czdocs.flows.bundle.MOST_BYTES", total)
    assert packed(case).path is not None


HEAD = "form: attachments/1\ncase: 2026-XB-0001\nyear: 2026\nfiles:\n"


def filled(text: str) -> str:
    """The list `text` with the facts of `a.pdf`."""
    submission = read_submission(text.encode(), file="a.yaml", schemas=form_schemas()).submission
    assert submission is not None
    return fill_list(submission, {"a.pdf": FACT}).text


DIGEST = "a" * 64
OPEN, DONE = (
    "  - file: a.pdf\n    pages:\n    size: '12' # 字节\n",
    "  - file: a.pdf\n    pages: 3\n    size: 12 # 字节\n",
)
TYPE = "    media_type: application/pdf\n"
REST = f"    size: 12\n    pages: 3\n    sha256: {DIGEST}\n"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "  - id: A1\n    file: a.pdf # 原件\n    kind: other\n",
            f"  - id: A1\n    file: a.pdf # 原件\n{TYPE}{REST}    kind: other\n",
        ),
        (f"{OPEN}{TYPE}    sha256: {'0' * 64}\n", f"{DONE}{TYPE}    sha256: {DIGEST}\n"),
        (
            "  - {id: A1, file: a.pdf, size: 0, pages: 3}\n",
            "  - {id: A1, file: a.pdf, size: 12, pages: 3}\n",
        ),
        ("  - file: b.pdf\n    size: 0\n", "  - file: b.pdf\n    size: 0\n"),
    ],
)
def test_values_are_put_where_they_belong(entry: str, expected: str) -> None:
    """Missing fields go below the file, wrong values are replaced in place, comments and other entries stay."""
    assert filled(HEAD + entry) == HEAD + expected
    assert filled(HEAD + expected) == HEAD + expected


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["size: 1", "size:", "pages: null", "sha256: x", "# 注", "kind: other"]), unique=True))
def test_completed_list_reads_back(rows: list[str]) -> None:
    """Whatever an entry says so far, the completed list has the facts, and every comment it had."""
    rows = [row for n, row in enumerate(rows) if row.startswith("#") or row[:4] not in {r[:4] for r in rows[:n]}]
    text = filled(HEAD + "  - file: a.pdf\n" + "".join(f"    {row}\n" for row in rows))
    submission = read_submission(text.encode(), file="a.yaml", schemas=form_schemas()).submission
    assert submission is not None
    entry = submission.data["files"][0]
    assert (entry["size"], entry["pages"], entry["sha256"], entry["media_type"]) == (12, 3, "a" * 64, "application/pdf")
    assert ("# 注" in rows) == ("# 注" in text)


def test_bundle_is_validated_like_its_folder(case: Path) -> None:
    """`validate` finds in a bundle what it finds in the folder, at the same lines."""
    next((case / "attachments").glob("A3-*")).unlink()
    path = packed(case, draft=True).path
    assert path is not None
    here = [(d.code, d.place.line, d.place.path) for d in validate([case], today=TODAY).diagnostics]
    there = validate([path], today=TODAY)
    assert [(d.code, d.place.line, d.place.path) for d in there.diagnostics] == here
    assert there.diagnostics[0].place.file == f"{path.as_posix()}/attachments.yaml"
    assert there.files == 5
    path.write_bytes(path.read_bytes()[:-9])
    assert [d.code for d in validate([path]).diagnostics] == ["CZ1050"]
