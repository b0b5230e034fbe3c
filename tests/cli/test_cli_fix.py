"""The command that mends forms, as a clerk meets it: shown, asked, written, the original kept."""

import errno
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from czdocs.cli.main import main
from czdocs.flows import rewriting
from czdocs.flows.fix import proposed_fixes, write_fix

ROOT = Path(__file__).parents[2]
FORM = ROOT / "tests" / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001" / "application.yaml"
GOOD = FORM.read_text(encoding="utf-8")
BAD = (
    GOOD.replace("uscc: ", "uscc：")
    .replace("2026-04-08", "2026年4月8日")
    .replace("staff_total: 186", "staff_total:186人")
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A badly written form."""
    path = tmp_path / "application.yaml"
    path.write_text(BAD, encoding="utf-8")
    return path


def answer(monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    """Let a user at a terminal answer `text`; None is the end of input."""

    def say(_question: str) -> str:
        if text is None:
            raise EOFError
        return text

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", say)
    monkeypatch.setenv("NO_COLOR", "1")


def test_without_a_terminal_it_only_shows(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every changed line is shown with its reasons and codes; nothing is written, exit status 1."""
    assert main(["fix", str(form)]) == 1
    out = capsys.readouterr().out
    assert "可以修改 4 行" in out
    assert "@@ 第 22 行 @@ 冒号后加半角空格（CZ1022）；“职工总数”的写法（CZ1107）" in out
    assert "-  staff_total:186人\n+  staff_total: 186\n" in out
    assert "没有写入。要写入请运行 czdocs fix --write" in out
    assert form.read_text(encoding="utf-8") == BAD
    assert sorted(path.name for path in form.parent.iterdir()) == ["application.yaml"]


@pytest.mark.parametrize(("said", "status"), [("y", 0), ("是", 0), ("n", 1), ("", 1), (None, 1)])
def test_on_a_terminal_it_asks(
    form: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str | None, status: int
) -> None:
    """Only a yes writes."""
    answer(monkeypatch, said)
    assert main(["fix", str(form)]) == status
    assert (form.read_text(encoding="utf-8") == GOOD) == (status == 0)
    assert ("已写入" in capsys.readouterr().out) == (status == 0)


def test_writing_keeps_the_original_and_the_mode(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The original is kept beside the case, hidden; the file's mode stays; a second run has nothing to do."""
    form.chmod(0o640)
    assert main(["fix", "--write", str(form)]) == 0
    assert "改好后没有错误" in capsys.readouterr().out
    assert form.read_text(encoding="utf-8") == GOOD
    assert stat.S_IMODE(form.stat().st_mode) == 0o640
    (kept,) = (form.parent / ".czdocs").iterdir()
    assert kept.read_text(encoding="utf-8") == BAD
    assert main(["fix", "--write", str(form)]) == 0
    assert "没有要改的地方" in capsys.readouterr().out
    assert main(["validate", str(form)]) == 0


def test_what_is_left_for_a_person_is_told(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After mending, the findings that remain are told with their remedies, exit status 1."""
    form.write_text(BAD.replace("2024-11-20", "11月20日"), encoding="utf-8")
    assert main(["fix", "--write", str(form)]) == 1
    out = capsys.readouterr().out
    assert "须由您处理" in out
    assert "请写全年、月、日" in out
    assert main(["fix", str(form)]) == 1
    assert "没有能自动修改的地方" in capsys.readouterr().out


def test_other_encodings_are_converted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A form in GBK is written in UTF-8; that the whole file changes is said once."""
    path = tmp_path / "gbk.yaml"
    path.write_bytes(GOOD.encode("gbk"))
    assert main(["fix", "--write", str(path)]) == 0
    assert "整个文件：编码由 GBK 转成 UTF-8（CZ1005）" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == GOOD


def test_a_folder_and_its_troubles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All forms of a folder are mended; a file that cannot be read is told and does not stop the others."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(BAD, encoding="utf-8")
    (tmp_path / "c.yaml").symlink_to(tmp_path / "nowhere")
    assert main(["fix", "--write", str(tmp_path)]) == 1
    assert "CZ1032" in capsys.readouterr().err
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in ("a.yaml", "b.yaml")] == [GOOD, GOOD]


def test_standard_input_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    """There is no file to mend."""
    assert main(["fix", "-"]) == 2
    assert "CZ5132" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_nothing_of_a_secret_form_is_shown_or_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    """Art. 24: one finding, no line of the form, no copy, no change."""
    path = tmp_path / "application.yaml"
    content = ("# 机密★1年\n" + BAD).encode(encoding)
    path.write_bytes(content)
    assert main(["fix", "--write", str(path)]) == 1
    told = capsys.readouterr()
    assert "CZ2241" in told.out
    assert "精舵" not in told.out + told.err
    assert "uscc" not in told.out + told.err
    assert path.read_bytes() == content
    assert sorted(p.name for p in tmp_path.iterdir()) == ["application.yaml"]


def test_a_file_changed_meanwhile_is_not_overwritten(form: Path) -> None:
    """What another program wrote since the file was read stays."""
    (one,) = proposed_fixes([form]).fixes
    form.write_text("新的内容", encoding="utf-8")
    with pytest.raises(Exception, match="CZ5130"):
        write_fix(one)
    assert form.read_text(encoding="utf-8") == "新的内容"


def test_a_link_stays_a_link(form: Path, tmp_path: Path) -> None:
    """The file behind a link is mended."""
    link = tmp_path / "links" / "link.yaml"
    link.parent.mkdir()
    link.symlink_to(form)
    assert main(["fix", "--write", str(link)]) == 0
    assert link.is_symlink()
    assert form.read_text(encoding="utf-8") == GOOD


def test_a_full_disk_loses_nothing(
    form: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the disk is full at any of the flushes the original stays whole, and nothing half-written is left."""
    for last in (1, 2):
        calls = 0

        def full(_descriptor: int, last: int = last) -> None:
            nonlocal calls
            calls += 1
            if calls == last:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(rewriting.os, "fsync", full)
        assert main(["fix", "--write", str(form)]) == 4
        assert "磁盘空间不足" in capsys.readouterr().err
        assert form.read_text(encoding="utf-8") == BAD
        assert [path for path in form.parent.rglob(".*") if path.is_file() and path.suffix == ".tmp"] == []


def test_no_terminal_is_ever_steered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of the form do not reach the screen."""
    path = tmp_path / "application.yaml"
    path.write_text(BAD.replace("# 企业", "# 企业\x1b[2J\u202e\x07"), encoding="utf-8")
    main(["fix", "--write", str(path)])
    told = capsys.readouterr()
    shown: Any = told.out + told.err
    assert not {"\x1b", "\u202e", "\x07"} & set(shown)
