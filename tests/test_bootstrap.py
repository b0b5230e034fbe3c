"""The set-up script: quick when nothing is to be done, plain when something is missing."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = ("bootstrap", "requirements.lock", "pyproject.toml", "czdocs/flows/set_up_fonts.py")
# No index, no configuration of the machine: whatever would be installed cannot be had.
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PATH": os.environ["PATH"]}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the script is for Debian and Ubuntu")


def run(checkout: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What the script of `checkout` says and ends with."""
    return subprocess.run(
        [checkout / "bootstrap", *arguments],
        cwd=cwd,
        env=OFFLINE,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A bare checkout in a folder with a space and Chinese characters in its name."""
    root = tmp_path / "常州 docs"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture
def ready(checkout: Path) -> Path:
    """A checkout whose set-up is done, as the stamps say."""

    def digest(*names: str) -> str:
        return sha256(b"".join((checkout / name).read_bytes() for name in names)).hexdigest()

    venv = checkout / ".venv"
    for folder in (".czdocs", "bin", "share/czdocs/fonts"):
        (venv / folder).mkdir(parents=True)
    (venv / "bin/python").symlink_to(os.path.realpath(sys.executable))
    (venv / "share/czdocs/fonts/fonts.json").touch()
    version = ".".join(map(str, sys.version_info[:2]))
    stamps = {
        "packages": f"{checkout}|{version}|{digest('requirements.lock', 'bootstrap')}",
        "project": digest("pyproject.toml"),
        "fonts": digest("requirements.lock", "czdocs/flows/set_up_fonts.py"),
    }
    for step, stamp in stamps.items():
        (venv / ".czdocs" / step).write_text(f"{stamp}\n", "utf-8")
    return checkout


def test_help_sets_nothing_up(checkout: Path) -> None:
    """Asked for help it explains itself in Chinese and leaves the checkout alone."""
    result = run(checkout, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith("用法：./bootstrap 命令 [参数……]\n")
    assert not (checkout / ".venv").exists()


def test_ready_checkout_runs_the_command_at_once(ready: Path, tmp_path: Path) -> None:
    """With the set-up done it only runs the command: in the caller's folder, the environment first, text as UTF-8."""
    result = run(ready, "sh", "-c", 'echo "$VIRTUAL_ENV|${PATH%%:*}|$LC_ALL|$PWD|$1"', "-", "参 数", cwd=tmp_path)
    assert result.stdout == f"{ready}/.venv|{ready}/.venv/bin|C.UTF-8|{tmp_path}|参 数\n"
    assert result.stderr == ""
    assert not (ready / ".venv/bootstrap.log").exists()


def test_status_is_that_of_the_command(ready: Path) -> None:
    """The exit status of the command is passed on."""
    assert run(ready, "sh", "-c", "exit 3").returncode == 3


def test_unknown_command_is_named(ready: Path) -> None:
    """A command that does not exist is used wrongly: status 2 and its name."""
    result = run(ready, "czdoc")
    assert (result.returncode, result.stderr) == (
        2,
        "找不到命令“czdoc”。不带参数运行 ./bootstrap 可查看用法。\n",
    )


def test_tasks_are_found_from_any_folder(ready: Path, tmp_path: Path) -> None:
    """Invoke is told where the checkout's tasks are, wherever it is called."""
    task_runner = ready / ".venv/bin/invoke"
    task_runner.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', "utf-8")
    task_runner.chmod(0o755)
    result = run(ready, "invoke", "publish-directory", "--year", "2026", cwd=tmp_path)
    assert result.stdout.splitlines() == ["--search-root", str(ready), "publish-directory", "--year", "2026"]


@pytest.mark.parametrize("change", ["lock", "moved", "interrupted", "foreign python"])
def test_stale_environment_is_made_anew(ready: Path, change: str) -> None:
    """A changed lock, a moved checkout, a cut-off run or another Python start the set-up over; fonts are kept.

    Without a package index it then stops: status 4, one Chinese sentence, and the command is not run.
    """
    (ready / ".venv/bin/leftover").touch()
    match change:
        case "lock":
            with (ready / "requirements.lock").open("a", encoding="utf-8") as lock:
                lock.write("# changed\n")
        case "moved":
            ready = ready.rename(ready.with_name("elsewhere"))
        case "interrupted":
            (ready / ".venv/.czdocs/packages").unlink()
        case _:
            (ready / ".venv/bin/python").unlink()
            (ready / ".venv/bin/python").symlink_to("/nonexistent/python3")
    result = run(ready, "echo", "ran")
    assert result.returncode == 4
    assert result.stdout == ""
    *_, started, stopped = result.stderr.splitlines()
    assert started.endswith(" 建立 .venv 并安装锁定的依赖包……")
    assert stopped == (
        "无法从软件源取得依赖包。请检查网络、代理和 pip 配置（pip config list），然后重新运行 ./bootstrap；"
        f"详细记录见 {ready}/.venv/bootstrap.log。"
    )
    assert not (ready / ".venv/bin/leftover").exists()
    assert (ready / ".venv/share/czdocs/fonts/fonts.json").exists()


def test_unwritable_checkout_is_named(checkout: Path) -> None:
    """Where .venv cannot be made it stops with the folder's name."""
    (checkout / ".venv").touch()
    result = run(checkout, "true")
    assert result.returncode == 4
    assert result.stderr.startswith(f"不能在“{checkout}”中写入。")


def test_lock_is_complete_and_names_no_place() -> None:
    """Every package is pinned with digests, and the lock says nothing about where packages come from."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith(" ")]
    assert pins
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert all(line.startswith("    --hash=sha256:") for line in lines if line.startswith(" "))
    assert not any("/" in line or "://" in line for line in lines)
