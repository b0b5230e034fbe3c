"""The commands `pack` and `submit` as a clerk runs them: words, streams and exit statuses."""

import shutil
from pathlib import Path

import pytest

from czdocs.cli.main import main

# WeasyPrint leaves its colour profile for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

CASE = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"
DAY = ["--today", "2026-11-23"]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case folder without fault in the working folder."""
    shutil.copytree(CASE, tmp_path / CASE.name)
    monkeypatch.chdir(tmp_path)
    return Path(CASE.name)


def test_pack_then_submit(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A good case is packed and taken in with 0; the second time nothing changes, and both say so."""
    assert main(["pack", str(case), "-o", "a.zip", *DAY]) == 0
    assert "已打包 a.zip：表单和附件共 14 个文件。" in capsys.readouterr().out
    assert main(["submit", "a.zip", *DAY]) == 0
    told = capsys.readouterr()
    assert (
        "予以受理。\n受理通知书（out）：2026-XB-0001-acceptance-notice.pdf、2026-XB-0001-acceptance-notice.docx\n"
        in told.out
    )
    assert told.err == ""
    assert main(["submit", "a.zip", *DAY]) == 0
    assert "同样的材料已于2026年11月23日答复过，归档没有改动" in capsys.readouterr().out
    assert main(["archive", "find", "--case", case.name]) == 0
    assert "受理通知书" in capsys.readouterr().out


def test_faulty_case(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A faulty case is not packed, and is returned with a letter; both end with 1."""
    next((case / "attachments").glob("A3-*")).unlink()
    assert main(["pack", str(case), *DAY]) == 1
    assert "没有打包：有 1 处错误，见上。改正后再打包；只供内部传看的可加 --draft。" in capsys.readouterr().err
    assert main(["submit", str(case), *DAY]) == 1
    told = capsys.readouterr()
    assert "CZ2085" in told.err
    assert "需要补正，暂不受理。\n补正通知书（out）：2026-XB-0001-correction-notice.pdf" in told.out


def test_hostile_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no ZIP file ends with 1, one sentence and nothing archived."""
    monkeypatch.chdir(tmp_path)
    Path("a.zip").write_bytes(b"x")
    assert main(["submit", "a.zip"]) == 1
    told = capsys.readouterr()
    assert "CZ1050 压缩包不是 ZIP 格式" in told.err
    assert "没有受理：什么都没有归档，也没有出具通知书。" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(("command", "code"), [("pack", "CZ5152"), ("submit", "CZ5156")])
def test_wrong_path(command: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is nothing of the kind is wrong use."""
    assert main([command, str(tmp_path / "nowhere")]) == 2
    assert code in capsys.readouterr().err
