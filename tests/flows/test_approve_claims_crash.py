"""Batches killed or run side by side: nothing is ever half approved, and no cap is spent twice."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from approvals import LARGE, PREMIUM, TODAY, approved, archived, certified, change, claims, copied, decide, form_of

from czdocs.archive import audit
from czdocs.archive.folder import FolderStore

SECOND = "2026-XB-B003"


def command(
    folder: Path, *, batch: str = "claims", decision: str = "subsidy-decision.yaml", out: str = "out"
) -> list[str]:
    """The approval as a clerk runs it."""
    return [
        *(sys.executable, "-m", "czdocs", "approve-claims", "--batch", str(folder / batch), "--jobs", "1"),
        *("--decision", str(folder / decision), "--archive", str(folder / "archive"), "--out", str(folder / out)),
        *("--today", TODAY.isoformat(), "--format", "json"),
    ]


def prepared(folder: Path) -> Path:
    """A batch of one claim in `folder`, with archive and decision."""
    folder.mkdir(exist_ok=True)
    claims(folder, PREMIUM)
    certified(folder)
    decide(folder, approved(PREMIUM, 58880))
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of an output folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_killed_at_random_moments_nothing_is_half_approved(tmp_path: Path) -> None:
    """After each kill the archive is whole, with all of the batch or nothing; the same command completes it."""
    reference, folder = prepared(tmp_path / "reference"), prepared(tmp_path / "killed")
    began = time.monotonic()
    subprocess.run(command(reference), check=True, capture_output=True, timeout=300)
    whole = time.monotonic() - began
    rng = random.Random(4)  # noqa: S311 - moments of a test, not secrets
    for _ in range(8):
        process = subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.05, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not audit.verify(FolderStore(folder / "archive")).damaged
        kinds = [record.kind for record in archived(folder).records]
        assert len(kinds) in {1, 1 + 7}, kinds
    last = subprocess.run(command(folder), check=True, capture_output=True, timeout=300)
    assert json.loads(last.stdout)["result"] in {"approved", "unchanged"}
    assert archived(folder).head.number == 2
    made, expected = files_in(folder / "out"), files_in(reference / "out")
    assert made.keys() == expected.keys(), "nothing that a killed run began is left"
    assert {n: c for n, c in made.items() if n != "manifest.json"} == {
        n: c for n, c in expected.items() if n != "manifest.json"
    }


@pytest.mark.slow
def test_two_batches_at_once_do_not_spend_one_cap_twice(tmp_path: Path) -> None:
    """Two claims of 300,000 yuan for one product in two batches at once: one is archived, the other told why not."""
    claims(tmp_path, PREMIUM)
    change(form_of(tmp_path, PREMIUM), *LARGE)
    copied(tmp_path, PREMIUM, SECOND)
    certified(tmp_path)
    for name, case in (("first", PREMIUM), ("second", SECOND)):
        (tmp_path / name).mkdir()
        shutil.move(tmp_path / "claims" / case, tmp_path / name / case)
    number = [("〔2026〕103号", "〔2026〕104号")]
    decide(tmp_path, approved(PREMIUM, 300000), name="first.yaml")
    decide(tmp_path, approved(SECOND, 300000), name="second.yaml", changes=number)
    both = [
        subprocess.Popen(
            command(tmp_path, batch=name, decision=f"{name}.yaml", out=f"out-{name}"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for name in ("first", "second")
    ]
    told = [json.loads(process.communicate(timeout=300)[0]) for process in both]
    assert sorted(process.returncode for process in both) == [0, 1], told
    assert {one["result"] for one in told} == {"approved", "refused"}
    loser = next(one for one in told if one["result"] == "refused")
    assert {d["code"] for d in loser["diagnostics"]} == {"CZ2940", "CZ5227"}
    assert loser["claims"][0]["computed_yuan"] == "200000"
    granted = archived(tmp_path).find(kind="subsidy")
    assert sum(Decimal(record.data["amount_yuan"]) for record in granted) == 300000
    assert len(archived(tmp_path).find(kind="subsidy-decision")) == 1
    assert sum((tmp_path / f"out-{name}").joinpath("manifest.json").exists() for name in ("first", "second")) == 1
