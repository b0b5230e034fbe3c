"""Migration of files and revalidation of archived forms."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from czdocs.archive.archive import Archive, create_archive
from czdocs.archive.commit import FileRef, RecordDraft
from czdocs.archive.digest import sha256
from czdocs.archive.folder import FolderStore
from czdocs.cli.main import main
from czdocs.errors import CzdocsError
from czdocs.flows.migrate import migrate
from czdocs.flows.revalidate import revalidate
from czdocs.flows.validate import validate
from czdocs.resources import resource_bytes

DATA = Path(__file__).parents[1] / "data"
OLD = DATA / "refused" / "CZ1130-older-version-still-taken.yaml"
CASE = DATA / "accepted" / "2026" / "cases" / "2026-XB-0001"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of version 1 in a folder of its own."""
    path = tmp_path / "report.yaml"
    path.write_bytes(OLD.read_bytes().replace(b"\n", b"\r\n"))
    return path


def test_migration_is_shown_and_done_only_when_asked(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without `--write` nothing changes; with it only what is new is left to be filled in."""
    before = report.read_bytes()
    report.chmod(0o640)
    assert main(["migrate", str(report)]) == 0
    said = capsys.readouterr().out
    assert (
        "1. 改名“九、应用情况与用户评价”：sections.application → sections.applications_and_users。本表改写 1 处。"
        in said
    )
    assert "3. 放宽“十二、其他”：sections.other。本表不必改写。" in said
    assert f"--- {report}（现在）" in said
    assert "没有改动" in said
    assert report.read_bytes() == before
    assert main(["migrate", str(report), "--write"]) == 0
    assert b"\n" not in report.read_bytes().replace(b"\r\n", b"")
    assert report.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in report.parent.iterdir()] == ["report.yaml"]
    found = validate([report]).diagnostics
    assert {(d.code, d.place.path.rpartition(".")[2]) for d in found} == {("CZ1108", "source")}
    assert len(found) == before.count(b"value:")
    assert main(["migrate", str(report)]) == 0
    assert "不必转换" in capsys.readouterr().out


def test_filled_in_form_is_accepted_with_its_case(tmp_path: Path) -> None:
    """What was migrated and completed stands beside the application without a finding."""
    shutil.copytree(CASE, tmp_path / "2026-XB-0001")
    assert validate([tmp_path]).diagnostics == ()
    path = tmp_path / "2026-XB-0001" / "report.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("source: E1", "source: E2", 1), encoding="utf-8")
    (found,) = validate([tmp_path]).diagnostics
    assert (found.code, found.place.path) == ("CZ2902", "sections.indicators.rows[0]")
    assert "（E2）”" in found.message
    assert "（E1）”" in found.message


def test_blank_form_takes_its_schema_along(report: Path) -> None:
    """The schema for the editor, which lies beside the form, is there for the new version too."""
    folder = report.parent / ".czdocs"
    folder.mkdir()
    (folder / "report-1.schema.json").write_text("{}", encoding="utf-8")
    assert main(["migrate", str(report), "--write"]) == 0
    assert json.loads((folder / "report-2.schema.json").read_text(encoding="utf-8"))["title"] == "创新产品申请报告书"
    assert "report-2.schema.json" in report.read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--to", "1"], 0, "不必转换"),
        (["--to", "3"], 2, "CZ5181"),
        (["--to", "0"], 2, "CZ5181"),
    ],
)
def test_version_that_is_not_there(
    arguments: list[str], status: int, said: str, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only a newer version that exists can be wanted."""
    assert main(["migrate", str(report), *arguments]) == status
    captured = capsys.readouterr()
    assert said in captured.out + captured.err


@pytest.mark.parametrize("content", [b"", b"form: report/1\nform: report/1\n", b"- a", b"\xff\xfe"])
def test_what_is_no_form_is_left_alone(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read as a form is refused with the reason, and stays as it is."""
    path = tmp_path / "f.yaml"
    path.write_bytes(content)
    assert main(["migrate", str(path), "--write"]) == 1
    assert "CZ5180" in capsys.readouterr().err
    assert path.read_bytes() == content


def test_odd_writing_is_migrated_too(tmp_path: Path) -> None:
    """Keys with a question mark before them are renamed and added like others."""
    path = tmp_path / "f.yaml"
    path.write_text("form: report/1\nsections:\n  ? application\n  : 文\n", encoding="utf-8")
    migration = migrate(path)
    assert "? applications_and_users" in migration.content.decode()
    path.write_text("? form\n: report/1\nsections: {indicators: {rows: [{? name : a}]}}\n", encoding="utf-8")
    assert 'source: ""' in migrate(path).content.decode()


MOMENT = datetime(2026, 6, 1, tzinfo=UTC)


def archived(folder: Path, files: dict[tuple[str, str], bytes]) -> Archive:
    """A new archive with one record of `files` by role and name."""
    archive = create_archive(FolderStore(folder), origin="试", created=MOMENT)
    refs = tuple(
        FileRef(name=name, role=role, media_type="text/plain", size=len(content), digest=sha256(content))
        for (role, name), content in files.items()
    )
    draft = RecordDraft(kind="report", title="报告书", files=refs)
    archive.commit(lambda _: [draft], objects=files.values(), recorded_at=MOMENT, clock="given", by="试", command="试")
    return archive


def test_archived_form_is_checked_by_its_own_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A form of a version that the package does not have is checked as it was filed, from the archive alone."""
    schema = json.loads(resource_bytes("schemas", "report-1.schema.json"))
    schema["properties"]["form"]["const"] = "report/9"
    schema["$id"] = schema["$id"].replace("report-1", "report-9")
    files = {
        ("submission", "report.yaml"): OLD.read_bytes().replace(b"form: report/1", b"form: report/9"),
        ("schema", "report-9.schema.json"): json.dumps(schema).encode(),
        ("schema", "common-1.schema.json"): resource_bytes("schemas", "common-1.schema.json"),
    }
    archived(tmp_path / "archive", files).close()
    assert main(["revalidate", "1", "--archive", str(tmp_path / "archive")]) == 0
    said = capsys.readouterr().out
    assert "report/9" in said
    assert sha256(files["schema", "report-9.schema.json"]).hex + "　与现在的程序所带的不同" in said
    assert "表单符合归档时的规范。" in said
    assert said.count("与现在的程序所带的不同") == 1


def test_archived_form_with_a_fault_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What its own schema refuses is told with the line, as validate would."""
    content = OLD.read_bytes().replace(b"product_name:", b"product_nane:")
    names = ("report-1.schema.json", "common-1.schema.json")
    schemas = {("schema", name): resource_bytes("schemas", name) for name in names}
    archived(tmp_path / "archive", {("submission", "report.yaml"): content, **schemas}).close()
    assert main(["revalidate", "1", "--archive", str(tmp_path / "archive")]) == 1
    assert "CZ1106" in capsys.readouterr().out


@pytest.mark.parametrize("files", [{("rendering", "a.pdf"): b"x"}, {("submission", "r.yaml"): OLD.read_bytes()}])
def test_record_without_form_or_schema_cannot_be_checked(files: dict[tuple[str, str], bytes], tmp_path: Path) -> None:
    """A record that is no form, or lacks its schemas, is wrong use."""
    archive = archived(tmp_path / "archive", files)
    with pytest.raises(CzdocsError) as stopped:
        revalidate(archive, 1)
    archive.close()
    assert (stopped.value.diagnostic.code, stopped.value.exit_status) == ("CZ5183", 2)
