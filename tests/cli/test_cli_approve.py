"""The command `approve-claims` as a clerk runs it: words, streams and exit statuses."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from czdocs.cli.main import main

sys.path.insert(0, str(Path(__file__).parents[1] / "flows"))
from approvals import PREMIUM, SAMPLE, approved, certified, change, claims, decide, form_of

DAY = ["--today", "2026-10-30", "--jobs", "1"]


@pytest.fixture(autouse=True)
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A batch of one claim and an archive with its certificate in the working folder."""
    claims(tmp_path, PREMIUM)
    certified(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_compute_and_draft(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a decision the table is shown, a draft written and nothing archived."""
    assert main(["approve-claims", "--batch", "claims", "--draft", "d.yaml", *DAY]) == 0
    told = capsys.readouterr().out
    assert "2026-XB-B001" in told
    assert "58,880.00" in told
    assert "只作计算，没有归档。决定的草稿已写入 d.yaml，请补填后用 --decision 指明。" in told
    assert "case: 2026-XB-B001" in Path("d.yaml").read_text("utf-8")
    assert not Path("out").exists()
    assert main(["approve-claims", "--batch", "claims", "--draft", "d.yaml", *DAY]) == 1
    assert "CZ5121" in capsys.readouterr().err


def test_json_of_a_computation(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For programs: amounts as decimal text, nothing else on standard output; an error in a claim ends with 1."""
    assert main(["approve-claims", "--batch", "claims", "--format", "json", *DAY]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["result"] == "computed"
    (claim,) = told["claims"]
    assert (claim["case"], claim["computed_yuan"], claim["amount_yuan"]) == (PREMIUM, "58880", None)
    change(form_of(batch, PREMIUM), ("sealed: true", "sealed: false"))
    assert main(["approve-claims", "--batch", "claims", "--format", "json", *DAY]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["claims"][0]["findings"] == ["CZ2966"]


def test_refused_decision(batch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A decision that does not fit ends with 1 and says that nothing was archived."""
    decision = decide(batch, approved(PREMIUM, 58000))
    assert main(["approve-claims", "--batch", "claims", "--decision", decision.name, *DAY]) == 1
    told = capsys.readouterr()
    assert "CZ5227 申报 2026-XB-B001 的核定金额是 58,000.00 元，按办法算得 58,880.00 元。" in told.err
    assert "没有核定：上列问题改正以前，什么都没有归档，也没有生成任何文件。" in told.err


def test_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    """A draft beside a decision is wrong use; so is no batch at all."""
    arguments = ["approve-claims", "--batch", "claims", "--decision", "d.yaml", "--draft", "e.yaml"]
    assert main(arguments) == 2
    assert "--decision 和 --draft 不能同时使用" in capsys.readouterr().err
    assert main(["approve-claims"]) == 2


def test_no_archive(capsys: pytest.CaptureFixture[str]) -> None:
    """Without an archive nothing can be approved, and none is made."""
    shutil.rmtree("archive")
    decision = SAMPLE / "decisions" / "subsidy-decision.yaml"
    assert main(["approve-claims", "--batch", "claims", "--decision", str(decision), *DAY]) == 1
    assert "CZ5234 archive 不是归档文件夹，查不到任何产品证书。" in capsys.readouterr().err
    assert not Path("archive").exists()
