"""The main job killed: whatever the moment, the archive is whole and the next run completes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from publications import TODAY, copy_of_sample

from czdocs.archive import audit
from czdocs.archive.archive import open_archive
from czdocs.archive.folder import FolderStore

CASES = ("2026-XB-0001",)


def command(folder: Path) -> list[str]:
    """The job as a clerk runs it, over the forms in `folder`."""
    return [
        *(sys.executable, "-m", "czdocs", "publish-directory", "--year", "2026", "--jobs", "1"),
        *("--forms", str(folder / "forms"), "--archive", str(folder / "archive"), "--out", str(folder / "out")),
        *("--today", TODAY.isoformat()),
    ]


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    """The job run to its end."""
    return subprocess.run(command(folder), capture_output=True, text=True, check=False, timeout=120)


def kill_after(folder: Path, seconds: float) -> int | None:
    """The job killed after some time; the process that renders for it, if one was there."""
    process = subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers = [int(pid) for pid in children.read_text().split()] if children.exists() else []
    process.send_signal(signal.SIGKILL)
    process.wait()
    return workers[-1] if workers else None


def commits(folder: Path) -> int:
    """How many commits the archive holds, after checking that it is sound; 0 where there is none yet."""
    store = FolderStore(folder / "archive")
    if store.size("format.json") is None:
        return 0
    assert not audit.verify(store).damaged
    archive = open_archive(store)
    number = archive.view().head.number
    archive.close()
    return number


def kill_repeatedly(folder: Path, times: int, seed: int) -> None:
    """Kill the job at random moments of its duration and check the archive each time, then run it to the end."""
    copy_of_sample(folder, cases=CASES)
    rng = random.Random(seed)  # noqa: S311 - moments of a test, not secrets
    whole = time.monotonic()
    reference = folder / "reference"
    reference.mkdir()
    copy_of_sample(reference, cases=CASES)
    assert run(reference).returncode == 0
    whole = time.monotonic() - whole
    for _ in range(times):
        kill_after(folder, rng.uniform(0.05, whole))
        assert commits(folder) in {0, 1}
    last = run(folder)
    assert last.returncode == 0, last.stderr
    assert commits(folder) == 1
    made = {p.relative_to(folder / "out"): p.read_bytes() for p in (folder / "out").rglob("*.pdf")}
    expected = {p.relative_to(reference / "out"): p.read_bytes() for p in (reference / "out").rglob("*.pdf")}
    assert made == expected


@pytest.mark.slow
def test_killed_at_some_moments_the_archive_is_whole(tmp_path: Path) -> None:
    """After each of three kills the archive verifies, and the next run completes with the same documents."""
    kill_repeatedly(tmp_path, 3, seed=1)


@pytest.mark.slow
def test_killed_at_many_moments_the_archive_is_whole(tmp_path: Path) -> None:
    """The same for twenty kills."""
    kill_repeatedly(tmp_path, 20, seed=2)


def test_two_clerks_at_the_same_time_make_one_publication(tmp_path: Path) -> None:
    """Two first runs at once both end well, with one archive, one commit and the same documents."""
    copy_of_sample(tmp_path, cases=CASES)
    outs = [tmp_path / "out-1", tmp_path / "out-2"]
    both = [
        subprocess.Popen([*command(tmp_path), "--out", str(out)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for out in outs
    ]
    told = [process.communicate(timeout=120)[0].decode("utf-8") for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert commits(tmp_path) == 1
    first, second = ({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()} for out in outs)
    assert first == second
    assert "已发布并归档" in told[0] + told[1]


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    """A killed job leaves no process behind."""
    copy_of_sample(tmp_path, cases=CASES)
    worker = None
    for seconds in (1.5, 2.0, 1.0, 2.5):
        worker = kill_after(tmp_path, seconds)
        if worker is not None:
            break
    assert worker is not None
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _runs(worker):
        time.sleep(0.05)
    assert not _runs(worker)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
