"""`czdocs check-policy`, and what every command says of parameter files that are not in order."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from czdocs.cli.main import main

ROOT = Path(__file__).parents[2]
CLAIM = ROOT / "forms" / "sample" / "2026" / "claims" / "2026-XB-C001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the parameter files."""
    return Path(shutil.copytree(ROOT / "policy", tmp_path / "policy"))


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Replace `old` in the parameter file `name`."""
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def test_files_in_order(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Without a fault the number of files is told, of those that travel with the program and of a folder."""
    assert main(["check-policy"]) == 0
    assert main(["check-policy", str(folder)]) == 0
    assert main(["check-policy", str(folder / "notice-2026.yaml")]) == 0
    assert capsys.readouterr().out == "参数文件 5 个，没有问题。\n" * 3


def test_faults_are_shown_with_their_lines(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """A tier above the ceiling is shown with its line and the line of the ceiling."""
    spoil(folder, "notice-2026.yaml", 'share: "0.20"}', 'share: "0.21"}')
    assert main(["check-policy", str(folder)]) == 1
    notice, measures = (f"{folder}/{name}" for name in ("notice-2026.yaml", "cgxcx-2023-93.yaml"))
    lines = capsys.readouterr().out.splitlines()
    place = next(
        n for n, line in enumerate((folder / "notice-2026.yaml").read_text().splitlines(), 1) if "0.21" in line
    )
    assert lines[0] == (
        f"{notice}:{place}:36 错误 CZ6009 应用场景奖励第 3 档的比例 21%，"
        "超过《办法》（常工信创新〔2023〕93号）规定的上限 20%。"
    )
    assert lines[1] == '      - {from_yuan: "20000000", share: "0.21"}'
    assert lines[3].startswith(f"    《办法》的规定：{measures}:")
    assert lines[4] == '        value: "0.20"'
    assert lines[-1] == "参数文件 5 个，1 个有错误：共 1 处。"


def test_faults_as_json(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """Programs get the same findings with their places, and the places that they refer to."""
    spoil(folder, "notice-2025.yaml", "scenario_tiers:", "scenario_tier:")
    assert main(["check-policy", str(folder), "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    (found,) = answer["diagnostics"]
    assert (answer["files"], answer["invalid"]) == (5, 1)
    assert (found["code"], found["column"], found["path"]) == ("CZ6005", 1, "scenario_tier")
    assert found["remedy"].startswith("是否应为“scenario_tiers”？")


@pytest.mark.parametrize(
    ("remove", "said"),
    [
        ("*", "CZ1034"),
        ("agencies.yaml", "CZ6003 缺少参数文件 agencies.yaml。"),
        ("cgxcx-2023-93.yaml", "CZ6003 缺少参数文件 cgxcx-2023-93.yaml。"),
        ("articles.yaml", "CZ6003 缺少参数文件 articles.yaml。"),
    ],
)
def test_incomplete_folder(capsys: pytest.CaptureFixture[str], folder: Path, remove: str, said: str) -> None:
    """A folder without parameter files, or without one that must be there, is refused."""
    for path in list(folder.glob(remove)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert main(["check-policy", str(folder)]) == 1
    assert said in capsys.readouterr().out


def test_folder_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A wrong path is a finding."""
    assert main(["check-policy", str(tmp_path / "nothing")]) == 1
    assert "CZ1030" in capsys.readouterr().out


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program whose notice exceeds the ceiling of art. 21 and has a misspelt key."""
    root = tmp_path_factory.mktemp("program")
    for name in ("czdocs", "schemas", "policy", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    spoil(root / "policy", "notice-2025.yaml", 'share: "0.20"}', 'share: "0.30"}')
    spoil(root / "policy", "notice-2026.yaml", "photo_min_pixels", "photo_min_pixel")
    return root


COMMANDS: tuple[Sequence[str], ...] = (
    ("validate", str(CLAIM)),
    ("validate", "--format", "json", str(CLAIM)),
    ("preview", str(CLAIM / "scenario-claim.yaml"), "-o", "a.pdf"),
    ("submit", str(CLAIM), "--archive", "archive"),
    ("calculate", str(CLAIM)),
    ("approve-claims", "--batch", str(CLAIM.parent), "--archive", "archive"),
    ("what-if", "--interpretation", "D-15=whole_term", "--archive", "archive"),
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: " ".join(arguments[:2]))
def test_no_command_works_with_faulty_parameters(program: Path, tmp_path: Path, arguments: Sequence[str]) -> None:
    """A command that needs the parameters ends with status 1 and all faults of them; there is no traceback."""
    run = subprocess.run(
        [sys.executable, "-m", "czdocs", *arguments],
        cwd=tmp_path,
        env={"PYTHONPATH": str(program), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    assert "policy/notice-2025.yaml:" in run.stderr
    assert (
        "CZ6009 应用场景奖励第 3 档的比例 30%，超过《办法》（常工信创新〔2023〕93号）规定的上限 20%。" not in run.stdout
    )
    assert "错误 CZ6005 参数文件没有“photo_min_pixel”这一项。" in run.stderr
    assert "policy/cgxcx-2023-93.yaml:" in run.stderr
    assert "Traceback" not in run.stderr
    assert not list(tmp_path.iterdir())


def test_lower_cap_of_a_notice_is_what_claims_are_computed_with(program: Path, tmp_path: Path) -> None:
    """A notice may set less than the measures allow (art. 22): a claim of its year then gets no more."""
    shutil.copytree(program, tmp_path / "program")
    shutil.rmtree(tmp_path / "program" / "policy")
    shutil.copytree(ROOT / "policy", tmp_path / "program" / "policy")
    spoil(
        tmp_path / "program" / "policy", "notice-2026.yaml", "year: 2026\n", 'year: 2026\npremium_cap_yuan: "400000"\n'
    )
    claim = CLAIM.parent / "2026-JT-B001"
    run = subprocess.run(
        [sys.executable, "-m", "czdocs", "calculate", str(claim), "--format", "json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "program"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(run.stdout)["amount_yuan"] == "400000.00"
