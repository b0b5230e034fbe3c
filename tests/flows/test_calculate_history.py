"""`czdocs calculate --archive`: what the archive knows to have been granted before counts, whoever held the product."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from decided_claims import Decided, add_records, archive_decisions, contract, yuan

from czdocs.archive.commit import RecordDraft, Subject
from czdocs.cli.main import main
from czdocs.decide.claim_facts import InvoiceFact, PremiumFacts, ScenarioFacts

CLAIM = """form: premium-claim/1
case: 2026-XB-B077
year: 2026
submitted_on: 2026-09-10
product: {name: 立式磨床, certificate: CZCP-2026-0009, certified_on: 2026-06-16}
insurance_contracts:
  - {number: PZ-9, sum_insured_yuan: 20000000, premium_paid_yuan: 600000, premium_refunded_yuan: 0,
     term: {start: 2026-07-01, end: 2027-06-30}}
prior_subsidies: [%s]
other_benefits: []
"""
SCENARIO = """form: scenario-claim/1
case: 2026-WJ-C077
year: 2026
submitted_on: 2026-09-22
applicant: {uscc: 91320411MAL30P874G}
product: {name: 激光跟踪仪, certificate: CZCP-2026-0009, certified_on: 2026-06-16}
scenario: {name: 叶片检测}
first_order:
  signed_on: 2026-07-03
  lines: [{amount_yuan: 30000000, listed: true}]
  invoices: [{number: "1", total_yuan: 30000000, red_letter: false}]
prior_subsidies: []
other_benefits: []
"""
EARLIER = Decided(
    case="2024-XB-B001",
    product="立式磨床",
    certificate="CZCP-2024-0003",
    facts=PremiumFacts(
        certified_on=date(2024, 6, 16),
        contracts=(contract("PZ-1", "2024-07-01", "2025-06-30", insured=10_000_000, paid="300000.00"),),
    ),
)
"""240,000 yuan for the year from 2024-07-01, under a certificate that the claimed one renews."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with two certificates, of which the second renews the first, and a subsidy under the first."""
    folder = tmp_path / "archive"
    archive_decisions(folder, [EARLIER])
    add_records(folder, [certificate("CZCP-2024-0003", None), certificate("CZCP-2026-0009", "CZCP-2024-0003")])
    return folder


def certificate(number: str, renews: str | None) -> RecordDraft:
    """A certification."""
    return RecordDraft(
        kind="certification", title=f"认定 {number}", subject=Subject(certificate=number), data={"renews": renews}
    )


def computed(
    capsys: pytest.CaptureFixture[str], folder: Path, text: str, *, name: str = "claim.yaml", extra: Sequence[str] = ()
) -> tuple[dict[str, Any], str]:
    """The JSON of the calculation with the archive beside it, and what was said."""
    (folder / name).write_text(text, "utf-8")
    arguments = ["calculate", str(folder / name), "--archive", str(folder / "archive"), "--format", "json", *extra]
    assert main(arguments) == 0
    captured = capsys.readouterr()
    return json.loads(captured.out), captured.err


@pytest.mark.usefixtures("archive")
def test_money_under_a_renewed_certificate_counts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What was granted under the certificate before counts; that the claim does not say so is a hint."""
    data, err = computed(capsys, tmp_path, CLAIM % "")
    assert data["prior"] == [{"year_start": "2024-07-01", "amount_yuan": "240000.00", "source": "2024-XB-B001"}]
    assert data["amount_yuan"] == "260000.00"
    assert err.splitlines()[0] == (
        f"{tmp_path / 'claim.yaml'}:9:18 提示 CZ5214 2024-07-01 起的投保年度，申报表填写已获补贴 0.00 元，"
        "归档中为 240,000.00 元。"
    )


@pytest.mark.usefixtures("archive")
def test_what_claim_and_archive_both_say_counts_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A declared year that is archived is one year; where both say the same there is nothing to tell."""
    data, err = computed(capsys, tmp_path, CLAIM % "{year_start: 2024-07-01, amount_yuan: 240000}")
    assert (data["amount_yuan"], err) == ("260000.00", "")


@pytest.mark.usefixtures("archive")
def test_what_only_the_claim_says_counts_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A year that nobody archived is believed."""
    data, _ = computed(capsys, tmp_path, CLAIM % "{year_start: 2023-07-01, amount_yuan: 100000}")
    # Two years are supported already, so that this would be the third.
    assert data["amount_yuan"] == "0.00"


def test_recovered_money_is_free_again(capsys: pytest.CaptureFixture[str], tmp_path: Path, archive: Path) -> None:
    """Money demanded back no longer uses up the cap; its insured year still counts."""
    recovery = RecordDraft(
        kind="subsidy-recovery",
        title="收回补贴资金",
        subject=Subject(case=EARLIER.case),
        data={"case": EARLIER.case, "amount_yuan": "240000", "subsidy": 1},
    )
    add_records(archive, [recovery])
    data, _ = computed(capsys, tmp_path, CLAIM % "")
    assert data["prior"] == [{"year_start": "2024-07-01", "amount_yuan": "0.00", "source": "2024-XB-B001"}]
    assert data["amount_yuan"] == "480000.00"


def test_a_decided_claim_does_not_count_against_itself(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, archive: Path
) -> None:
    """What was granted for the claim itself is no earlier money; that there is a decision is told."""
    own = replace(EARLIER, case="2026-XB-B077", certificate="CZCP-2026-0009")
    archive_decisions(archive, [own])
    data, err = computed(capsys, tmp_path, CLAIM % "{year_start: 2024-07-01, amount_yuan: 240000}")
    assert data["amount_yuan"] == "260000.00"
    assert err == (
        f"{tmp_path / 'claim.yaml'}:2:7 提示 CZ5215 归档中已有 2026-XB-B077 的补贴决定（第 4 号记录），"
        "批准 240,000.00 元；核算没有把它算作以前的补贴。\n"
        "    case: 2026-XB-B077\n"
        "          ^\n"
        "    怎样改：要核对这项决定的核算，请运行 czdocs replay 2026-XB-B077。\n\n"
    )


def test_a_scenario_counts_what_the_same_scenario_got(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, archive: Path
) -> None:
    """The cap of art. 21 is of one product in one scenario; premium subsidies and other scenarios do not use it up."""
    facts = ScenarioFacts(
        certified_on=date(2026, 6, 16),
        signed_on=date(2026, 7, 1),
        invoices=(InvoiceFact(number="1", total_yuan=yuan(8_000_000), red_letter=False),),
    )
    for case, scenario in (("2026-WJ-C001", "叶片检测"), ("2026-WJ-C002", "整机检测")):
        archive_decisions(
            archive,
            [Decided(case=case, product="激光跟踪仪", certificate="CZCP-2026-0009", scenario=scenario, facts=facts)],
        )
    data, _ = computed(capsys, tmp_path, SCENARIO)
    assert [one["source"] for one in data["prior"]] == ["2026-WJ-C001"]
    assert data["amount_yuan"] == "3800000.00"


@pytest.mark.usefixtures("archive")
def test_assumptions_reckon_with_the_archive(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Both sides of an assumption count what was granted before."""
    data, _ = computed(capsys, tmp_path, CLAIM % "", extra=["--interpretation", "D-17=insured_year"])
    assert (data["before"]["amount_yuan"], data["after"]["amount_yuan"]) == ("260000.00", "480000.00")


def test_an_archive_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder without an archive is not taken for an empty one."""
    (tmp_path / "claim.yaml").write_text(CLAIM % "", "utf-8")
    assert main(["calculate", str(tmp_path / "claim.yaml"), "--archive", str(tmp_path / "nowhere")]) != 0
    assert "CZ3020" in capsys.readouterr().err
