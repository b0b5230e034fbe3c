"""`czdocs replay`: archived decisions computed again under the rules of their day."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from decided_claims import POLICY, Decided, add_records, archive_decisions, contract, subsidy_draft, yuan

from czdocs.archive.archive import open_archive
from czdocs.archive.digest import Digest
from czdocs.archive.folder import FolderStore
from czdocs.archive.layout import object_path
from czdocs.cli.main import main
from czdocs.decide.claim_facts import InvoiceFact, PremiumFacts, ScenarioFacts
from czdocs.policy.book import load_book

PREMIUM = Decided(
    case="2026-XB-B001",
    product="数控机床",
    certificate="CZCP-2025-0001",
    facts=PremiumFacts(
        certified_on=date(2025, 6, 16),
        contracts=(contract("PZ-1", "2026-01-01", "2026-07-03", insured=10_000_000, paid="200000.00"),),
    ),
)
SCENARIO = Decided(
    case="2026-WJ-C001",
    product="激光跟踪仪",
    certificate="CZCP-2026-0002",
    scenario="叶片检测",
    granted="250000",
    facts=ScenarioFacts(
        certified_on=date(2026, 6, 16),
        signed_on=date(2026, 7, 1),
        invoices=(InvoiceFact(number="1", total_yuan=yuan(3_000_000), red_letter=False),),
    ),
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with a premium subsidy and the support of a scenario, the latter less than the most."""
    archive_decisions(tmp_path / "archive", [PREMIUM, SCENARIO], derivation_files=True)
    return tmp_path / "archive"


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, output and messages of `czdocs replay`."""
    status = main(["replay", *map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_decision_comes_out_again(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    """Named by its case or its sequence, a decision is equal in every step."""
    line = "第 1 号　2026-XB-B001　按常工信创新〔2023〕93号参数第 1 版重算，5 步和金额 120,986.00 元都与归档一致。\n"
    assert told(capsys, "2026-XB-B001", "--archive", archive) == (0, line, "")
    assert told(capsys, 1, "--archive", archive) == (0, line, "")


def test_all_decisions(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    """`--all` takes every standing decision; less than the most for a scenario is no difference."""
    status, out, err = told(capsys, "--all", "--archive", archive)
    assert (status, err) == (0, "")
    assert out.splitlines()[1:] == [
        "第 2 号　2026-WJ-C001　按常工信创新〔2023〕93号参数第 1 版重算，4 步和金额 300,000.00 元都与归档一致。",
        "重算了 2 项补贴决定，都与归档一致。",
    ]


def test_json_keys(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    """The JSON says of each decision whether it is equal, and by which rules."""
    _, out, _ = told(capsys, "2026-XB-B001", "--archive", archive, "--format", "json")
    assert json.loads(out) == {
        "decisions": 1,
        "different": 0,
        "replayed": [
            {
                "sequence": 1,
                "case": "2026-XB-B001",
                "equal": True,
                "archived_yuan": "120986.00",
                "computed_yuan": "120986.00",
                "steps": 5,
                "policy": {"document": "常工信创新〔2023〕93号", "version": 1},
                "differences": [],
            }
        ],
    }


def test_old_decisions_follow_old_rules(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A decision made when the share was 70 % comes out with 70 %, whatever the rules are today."""
    name = "cgxcx-2023-93.yaml"
    old = POLICY[name].replace(b'value: "0.80"', b'value: "0.70"')
    assert old != POLICY[name]
    archive_decisions(tmp_path / "archive", [PREMIUM], policy={**POLICY, name: old})
    status, out, err = told(capsys, 1, "--archive", tmp_path / "archive")
    assert (status, err) == (0, "")
    assert "金额 105,863.00 元都与归档一致。" in out


def altered(archive: Path, change: Mapping[str, Any], *, step: int | None = None) -> None:
    """Add a decision like the first one whose derivation says something else."""
    book = load_book(POLICY)
    with_files = open_archive(FolderStore(archive))
    files = [file for file in with_files.view().record(1).files if file.role == "parameters"]
    with_files.close()
    draft = subsidy_draft(PREMIUM, files=files, book=book)
    derivation = dict(draft.data["derivation"])
    if step is None:
        derivation |= change
    else:
        steps = list(derivation["steps"])
        steps[step - 1] = {**steps[step - 1], **change}
        derivation["steps"] = steps
    add_records(archive, [replace(draft, data={**draft.data, "derivation": derivation}, supersedes=(1,))])


def test_a_fen_is_found(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    """Where one step differs by a fen, the step is named with both sums; the exit status is 1."""
    altered(archive, {"result_exact": "200000.01"}, step=1)
    status, out, err = told(capsys, "2026-XB-B001", "--archive", archive)
    assert status == 1
    assert out == (
        "第 3 号　2026-XB-B001　按常工信创新〔2023〕93号参数第 1 版重算，1 处与归档不同："
        "归档 120,986.00 元，重算 120,986.00 元。\n"
    )
    assert err == (
        "错误 CZ5212 第 3 号记录（2026-XB-B001）："
        "第 1 步“保单 PZ-1 第 1 投保年度（2026-01-01 至 2026-07-03）：保费”的结果归档为 200000.01，重算为 200000。\n"
        "    依据：《办法》第二十条\n"
        "    怎样改：请先运行 czdocs archive verify 核对归档；归档完好的，请把这条诊断告诉程序的维护人，"
        "原决定不因此改变。\n\n"
    )


def test_an_amount_that_was_altered_is_found(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    """Another amount, and more granted than computed, are told."""
    altered(archive, {"amount_yuan": "120987.00"})
    status, _, err = told(capsys, "--all", "--archive", archive)
    assert status == 1
    assert "核算金额归档为 120987.00，重算为 120986.00。" in err


def test_more_than_computed_is_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A grant above what the calculation gives is a difference."""
    archive_decisions(tmp_path / "archive", [replace(PREMIUM, granted="130000")])
    status, _, err = told(capsys, 1, "--archive", tmp_path / "archive")
    assert status == 1
    assert "批准的金额归档为 130000，重算为 120986。" in err


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("2026-XB-B099", "归档中没有 2026-XB-B099 的补贴决定记录。"),
        ("99", "归档中没有第 99 号的补贴决定记录，归档共有 2 条记录。"),
        ("0", "归档中没有第 0 号的补贴决定记录，归档共有 2 条记录。"),
    ],
)
def test_what_is_no_decision(capsys: pytest.CaptureFixture[str], archive: Path, given: str, message: str) -> None:
    """A case without a decision, and a sequence beyond the archive, are told."""
    status, out, err = told(capsys, given, "--archive", archive)
    assert (status, out) == (1, "")
    assert err.startswith(f"错误 CZ5211 {message}\n")


def test_wrong_use(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    """Neither a record nor `--all`, or both, is wrong use."""
    assert told(capsys, "--archive", archive)[0] == 2
    assert told(capsys, "1", "--all", "--archive", archive)[0] == 2


def test_a_record_without_facts_is_incomplete(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    """A decision that lacks its facts cannot be computed again; that is damage."""
    opened = open_archive(FolderStore(archive))
    files = opened.view().record(1).files
    opened.close()
    draft = subsidy_draft(PREMIUM, files=files, book=load_book(POLICY))
    data = {key: value for key, value in draft.data.items() if key != "facts"}
    add_records(archive, [replace(draft, data=data, supersedes=(1,))])
    status, _, err = told(capsys, "3", "--archive", archive)
    assert status == 3
    assert err.startswith("错误 CZ5213 第 3 号记录（2026-XB-B001）缺少重算所需的内容：核算所用的数据。\n")


def test_a_damaged_parameter_file_is_damage(capsys: pytest.CaptureFixture[str], archive: Path) -> None:
    """A parameter file that is no longer what was archived stops the replay with exit status 3."""
    opened = open_archive(FolderStore(archive))
    file = next(file for file in opened.view().record(1).files if file.name == "cgxcx-2023-93.yaml")
    opened.close()
    path = archive / object_path(Digest("sha256", file.digest.hex))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"0.80", b"0.90"))
    status, _, err = told(capsys, "1", "--archive", archive)
    assert status == 3
    assert "CZ3005" in err


def test_a_file_that_says_something_else_is_found(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The file that went out with the letter must say what the record says."""
    folder = tmp_path / "archive"
    archive_decisions(folder, [PREMIUM], derivation_files=True)
    archive_decisions(folder, [replace(SCENARIO, case="2026-WJ-C002")], derivation_files=True)
    opened = open_archive(FolderStore(folder))
    foreign = [file for file in opened.view().record(2).files if file.role == "derivation"]
    parameters = [file for file in opened.view().record(1).files if file.role == "parameters"]
    opened.close()
    draft = subsidy_draft(PREMIUM, files=[*parameters, *foreign], book=load_book(POLICY))
    add_records(folder, [replace(draft, supersedes=(1,))])
    status, _, err = told(capsys, "2026-XB-B001", "--archive", folder)
    assert status == 1
    assert (
        "错误 CZ5217 第 3 号记录（2026-XB-B001）：核算金额在记录中为 120986.00，"
        "在文件 2026-WJ-C002-derivation.json 中为 300000.00。\n"
    ) in err


def test_an_empty_archive_has_nothing_to_replay(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Without decisions `--all` says so."""
    archive_decisions(tmp_path / "archive", [])
    assert told(capsys, "--all", "--archive", tmp_path / "archive") == (0, "归档中没有补贴决定。\n", "")
