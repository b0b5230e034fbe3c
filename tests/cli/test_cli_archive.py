"""The archive's commands: what they answer, and their exit statuses."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from czdocs.archive.archive import create_archive
from czdocs.archive.commit import FileRef, RecordDraft, Subject
from czdocs.archive.digest import sha256
from czdocs.archive.folder import FolderStore
from czdocs.cli.main import main

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x1b[31m"
NAME = "五轴联动 加工中心"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of one certification with one file."""
    folder = tmp_path / "archive"
    made = create_archive(FolderStore(folder), origin="示例", created=datetime(2026, 6, 16, 2, tzinfo=UTC))
    file = FileRef(name="photo.png", role="photo", media_type="image/png", size=len(PICTURE), digest=sha256(PICTURE))
    draft = RecordDraft(
        kind="certification",
        title=f"CZCP-2026-0001 {NAME}",
        subject=Subject(certificate="CZCP-2026-0001", case="2026-XB-0001", product=NAME, company="91320411MAL30P874G"),
        valid_from=date(2026, 6, 16),
        valid_to=date(2028, 6, 16),
        files=(file,),
    )
    made.commit(
        lambda _: [draft],
        objects=[PICTURE],
        recorded_at=datetime(2026, 6, 16, 3, tzinfo=UTC),
        clock="given",
        by="测试员",
        command="test",
    )
    made.close()
    return folder


Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(archive: Path, capfd: pytest.CaptureFixture[str]) -> Ask:
    """A command with `--archive`: its exit status, output and messages."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--archive", str(archive)])
        told = capfd.readouterr()
        return status, told.out, told.err

    return run


@pytest.mark.parametrize(
    ("on", "status"),
    [("2026-06-15", "not-yet"), ("2026-06-16", "certified"), ("2028-06-16", "certified"), ("2028-06-17", "expired")],
)
def test_status_on_both_sides_of_validity(ask: Ask, on: str, status: str) -> None:
    """The first and the last day are valid, the days outside are not."""
    code, out, _ = ask("status", "CZCP-2026-0001", "--on", on, "--known", "2026-12-31", "--format", "json")
    assert code == 0
    assert json.loads(out)["status"] == status


def test_status_before_it_was_known(ask: Ask) -> None:
    """A day before the archive knew of it, the answer is unknown and names that day."""
    code, out, _ = ask("status", "CZCP-2026-0001", "--on", "2027-05-01", "--known", "2026-06-15")
    assert code == 0
    assert "无此记录" in out
    assert "截至2026年6月15日日终，归档中没有关于它的认定记录。" in out


def test_status_of_a_name_with_a_space(ask: Ask) -> None:
    """A product's full name may hold a space."""
    assert "认定有效" in ask("status", NAME, "--on", "2027-05-01", "--known", "2026-12-31")[1]


@pytest.mark.parametrize("kind", ["certification", "产品认定"])
def test_find_by_kind_in_either_language(ask: Ask, kind: str) -> None:
    """The kind is found under the name that `find` itself prints, and under its code."""
    assert "共 1 条记录。" in ask("archive", "find", "--kind", kind)[1]


@pytest.mark.parametrize("text", ["联动 加工", "加工中心"])
def test_find_by_words(ask: Ask, text: str) -> None:
    """Words of a title are found."""
    assert [r["sequence"] for r in json.loads(ask("archive", "find", "--text", text, "--format", "json")[1])] == [1]


@pytest.mark.parametrize("text", ["' OR 1=1 --", '"', "*", "%", "(", "NEAR", "不存在"])
def test_find_takes_words_literally(ask: Ask, text: str) -> None:
    """Signs of query languages are words like others, and none of them is in the archive."""
    assert ask("archive", "find", "--text", text)[:2] == (0, "没有符合条件的记录。\n")


@pytest.mark.parametrize(
    ("what", "status", "code"),
    [("0", 1, "CZ3023"), ("2", 1, "CZ3023"), ("9" * 18, 1, "CZ3023"), ("a" * 64, 1, "CZ3027"), ("a" * 63, 2, "CZ5120")],
)
def test_show_of_what_is_not_there(ask: Ask, what: str, status: int, code: str) -> None:
    """A wrong number or digest is a sentence, wrong use is exit status 2."""
    ended, out, err = ask("archive", "show", what)
    assert (ended, out) == (status, "")
    assert err.startswith(("错误", "objects/"))
    assert code in err


def test_show_gives_the_bytes_back(ask: Ask, tmp_path: Path) -> None:
    """An object comes out byte by byte, its digest typed in either case; an existing file is not overwritten."""
    target = tmp_path / "photo.png"
    digest = sha256(PICTURE).hex
    assert ask("archive", "show", digest.upper(), "-o", str(target))[0] == 0
    assert target.read_bytes() == PICTURE
    status, _, err = ask("archive", "show", digest, "-o", str(target))
    assert status == 1
    assert "CZ5121" in err


def test_show_of_a_record_in_both_formats(ask: Ask) -> None:
    """A record is told in words and as JSON."""
    assert "证书编号" in ask("archive", "show", "1")[1]
    assert json.loads(ask("archive", "show", "1", "--format", "json")[1])["subject"]["certificate"] == "CZCP-2026-0001"


def test_verify_log_and_reindex_of_a_sound_archive(ask: Ask) -> None:
    """A sound archive says so."""
    assert ask("archive", "verify")[0] == 0
    assert "第 1 次归档" in ask("archive", "log")[1]
    assert ask("archive", "reindex")[:2] == (0, "索引已重建：1 次归档，1 条记录。\n")


def test_damaged_object_is_exit_status_three(ask: Ask, archive: Path) -> None:
    """An altered object is found by the audit and never given out."""
    digest = sha256(PICTURE).hex
    path = archive / "objects" / digest[:2] / digest[2:]
    path.chmod(0o644)
    path.write_bytes(b"other")
    status, out, err = ask("archive", "verify")
    assert status == 3
    assert "归档有损坏" in out
    assert "CZ3005" in err
    assert ask("archive", "show", digest)[:2] == (3, "")


def test_damaged_commit_is_exit_status_three(ask: Ask, archive: Path) -> None:
    """An altered commit is found by the audit."""
    (path,) = (archive / "commits").rglob("*.jsonl")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"2028-06-16", b"2038-06-16"))
    assert ask("archive", "verify")[0] == 3


def test_damaged_index_costs_nothing(ask: Ask, archive: Path) -> None:
    """The index is built anew where it is unreadable."""
    (archive / "index.sqlite").write_bytes(b"junk")
    assert "认定有效" in ask("status", "CZCP-2026-0001", "--on", "2027-05-01", "--known", "2026-12-31")[1]


@pytest.mark.parametrize(
    "command", [["status", "X", "--on", "2026-01-01"], *(["archive", c] for c in ("find", "log", "verify", "reindex"))]
)
def test_folder_that_is_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    """No archive, or another folder, is exit status 1, and nothing is made there."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "none", tmp_path / "a.txt"):
        assert main([*command, "--archive", str(folder)]) == 1
        assert "不是档案" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
