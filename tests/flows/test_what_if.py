"""`czdocs what-if`: the past decisions that another reading would change, and the sum."""

import json
import random
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from decided_claims import (
    POLICY,
    Decided,
    add_records,
    archive_decisions,
    contract,
    random_facts,
    subsidy_draft,
    usual_facts,
    with_prior,
    yuan,
)

from czdocs.archive.archive import open_archive
from czdocs.archive.folder import FolderStore
from czdocs.cli.main import main
from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.claim_facts import InvoiceFact, PaidYear, PremiumFacts, ScenarioFacts
from czdocs.policy.book import load_book

BOOK = load_book(POLICY)
CERTIFIED = date(2025, 6, 16)


def premium(case: str, certificate: str, term: tuple[str, str], *, paid: str = "200000.00") -> Decided:
    """A premium subsidy for one contract of 10,000,000 yuan."""
    facts = PremiumFacts(
        certified_on=CERTIFIED, contracts=(contract(f"PZ-{case[-3:]}", *term, insured=10_000_000, paid=paid),)
    )
    return Decided(case=case, product=f"产品{certificate[-1]}", certificate=certificate, facts=facts)


HALF = premium("2026-XB-B001", "CZCP-2025-0001", ("2026-01-01", "2026-07-03"))
"""184 days at 2 %: 120,986 yuan, with the rate as written 160,000."""
WHOLE = premium("2026-XB-B002", "CZCP-2025-0002", ("2026-01-01", "2026-12-31"))
"""A whole year, which no reading of short terms changes."""


def told(capsys: pytest.CaptureFixture[str], archive: Path, *choices: str) -> tuple[int, str, str]:
    """Exit status, output and messages of `czdocs what-if`."""
    arguments = [part for choice in choices for part in ("--interpretation", choice)]
    status = main(["what-if", *arguments, "--archive", str(archive), "--today", "2026-12-31"])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def changes(capsys: pytest.CaptureFixture[str], archive: Path, *choices: str) -> dict[str, tuple[str, str, bool]]:
    """Old and new amount of each decision that changes, and whether it follows from an earlier one."""
    arguments = [part for choice in choices for part in ("--interpretation", choice)]
    main(["what-if", *arguments, "--archive", str(archive), "--today", "2026-12-31", "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    return {one["case"]: (one["old_yuan"], one["new_yuan"], one["follows"]) for one in data["changed"]}


def test_text_is_word_for_word(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What was granted, what would be, the difference of each and the sum of all."""
    archive_decisions(tmp_path, [HALF, WHOLE])
    assert told(capsys, tmp_path, "D-14=as_written") == (
        0,
        (
            "假设\n"
            "  · D-14 按保单所写的费率，不折算（as_written）\n"
            "\n"
            "记录  申报编号      产品   决定日期    原批准（元）  假设（元）  差额（元）\n"
            "─────────────────────────────────────────────────────────────────────────────\n"
            "   1  2026-XB-B001  产品1  2026-11-20    120,986.00  160,000.00  +39,014.00\n"
            "─────────────────────────────────────────────────────────────────────────────\n"
            "\n"
            "以往批准的 2 项补贴中有 1 项会改变：\n"
            "  增加　1 项，共 39,014.00 元\n"
            "  减少　0 项，共 0.00 元\n"
            "  合计　由 280,986.00 元变为 320,000.00 元\n"
            "  差额　+39,014.00 元\n"
        ),
        "",
    )


def test_json_keys(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The JSON has exactly these keys, amounts as decimal text."""
    archive_decisions(tmp_path, [HALF, WHOLE])
    main(["what-if", "--interpretation", "D-14=as_written", "--archive", str(tmp_path), "--format", "json"])
    assert json.loads(capsys.readouterr().out) == {
        "interpretations": [{"name": "D-14", "choice": "as_written", "words": "按保单所写的费率，不折算"}],
        "decisions": 2,
        "changed": [
            {
                "sequence": 1,
                "case": "2026-XB-B001",
                "product": "产品1",
                "certificate": "CZCP-2025-0001",
                "company": "91320411MAL30P874G",
                "decision": "常工信创新〔2026〕31号",
                "dated": "2026-11-20",
                "old_yuan": "120986.00",
                "new_yuan": "160000.00",
                "difference_yuan": "39014.00",
                "follows": False,
            }
        ],
        "old_yuan": "280986.00",
        "new_yuan": "320000.00",
        "difference_yuan": "39014.00",
    }


def test_nothing_changes_where_the_reading_is_that_of_the_day(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The reading in force changes nothing, and the answer says so."""
    archive_decisions(tmp_path, [HALF, WHOLE])
    status, out, _ = told(capsys, tmp_path, "D-14=annual_rate")
    assert status == 0
    assert out.endswith("以往批准的 2 项补贴（共 280,986.00 元）都不会改变。\n")


def test_history_is_computed_in_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """More for an earlier decision leaves less of the cap to a later one of the same product, and a third one more."""
    first = premium("2026-XB-B011", "CZCP-2025-0003", ("2025-07-01", "2025-12-31"), paid="300000.00")
    second = with_prior(
        premium("2026-XB-B012", "CZCP-2025-0003", ("2026-01-01", "2026-12-31"), paid="300000.00"), [first], BOOK
    )
    third = with_prior(
        premium("2026-XB-B013", "CZCP-2025-0003", ("2026-02-01", "2027-01-31"), paid="300000.00"),
        [first, second],
        BOOK,
    )
    archive_decisions(tmp_path, [first, second, third])
    # 300,000 x 184/365 x 80 % = 120,986; with the rate as written 240,000. The cap leaves 79,014 less to those after.
    assert changes(capsys, tmp_path, "D-14=as_written") == {
        "2026-XB-B011": ("120986.00", "240000.00", False),
        "2026-XB-B013": ("139014.00", "20000.00", True),
    }


def test_a_decision_that_falls_away_frees_the_cap(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Where an earlier subsidy would not have been granted, its insured year and its money no longer count."""
    first = premium("2026-XB-B021", "CZCP-2025-0004", ("2025-07-01", "2026-06-30"), paid="400000.00")
    second = with_prior(
        premium("2026-XB-B022", "CZCP-2025-0004", ("2026-07-01", "2027-06-30"), paid="280000.00"), [first], BOOK
    )
    second = replace(
        second,
        facts=replace(
            second.facts, prior=(*second.facts.prior, PaidYear(year_start=date(2025, 6, 20), amount_yuan=yuan(100_000)))
        ),
    )
    archive_decisions(tmp_path, [first, second])
    # 280,000 x 351/365 x 80 % = 215,408, of which the cap leaves 160,000 after 100,000 and 240,000.
    assert changes(capsys, tmp_path, "D-28=bars") == {
        "2026-XB-B021": ("240000.00", "0.00", False),
        "2026-XB-B022": ("160000.00", "215408.00", True),
    }


def test_recovered_money_stays_recovered(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A prior year whose money was demanded back counts as a year, not as money, also where it would change."""
    first = premium("2026-XB-B031", "CZCP-2025-0005", ("2025-07-01", "2025-12-31"), paid="300000.00")
    second = premium("2026-XB-B032", "CZCP-2025-0005", ("2026-01-01", "2026-12-31"), paid="300000.00")
    year = PaidYear(year_start=date(2025, 7, 1), amount_yuan=yuan(0), source=first.case)
    second = replace(second, facts=replace(second.facts, prior=(year,)))
    archive_decisions(tmp_path, [first, second])
    assert list(changes(capsys, tmp_path, "D-14=as_written")) == ["2026-XB-B031"]


def test_selective_support_does_not_rise(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What was granted below the most stays, unless the most itself sinks below it."""
    facts = ScenarioFacts(
        certified_on=date(2026, 6, 16),
        signed_on=date(2026, 7, 1),
        invoices=(InvoiceFact(number="1", total_yuan=yuan(6_000_000), red_letter=False),),
    )
    low = Decided(case="2026-WJ-C001", product="甲", certificate="C1", scenario="一", granted="500000", facts=facts)
    high = Decided(case="2026-WJ-C002", product="乙", certificate="C2", scenario="二", granted="800000", facts=facts)
    archive_decisions(tmp_path, [low, high])
    # 15 % of all is 900,000, by parts 500,000 + 150,000.
    assert changes(capsys, tmp_path, "D-19=marginal") == {"2026-WJ-C002": ("800000.00", "650000.00", False)}


def test_refused_and_replaced_decisions_are_left_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Only approved decisions that stand are looked at."""
    archive_decisions(tmp_path, [HALF, replace(HALF, case="2026-XB-B009", refused=True)])
    opened = open_archive(FolderStore(tmp_path))
    files = [file for file in opened.view().record(1).files if file.role == "parameters"]
    opened.close()
    add_records(tmp_path, [replace(subsidy_draft(WHOLE, files=files, book=BOOK), supersedes=(1,))])
    assert told(capsys, tmp_path, "D-14=as_written")[1].endswith(
        "以往批准的 1 项补贴（共 160,000.00 元）都不会改变。\n"
    )


def test_readings_unknown_to_the_rules_of_the_day_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A decision under parameters that did not know the option stays as it is, with a hint."""
    name = "cgxcx-2023-93.yaml"
    old = POLICY[name].replace("      as_written: 按保单所写的费率，不折算\n".encode(), b"")
    assert old != POLICY[name]
    archive_decisions(tmp_path, [HALF], policy={**POLICY, name: old})
    status, out, err = told(capsys, tmp_path, "D-14=as_written")
    assert (status, out.splitlines()[-1]) == (0, "以往批准的 1 项补贴（共 120,986.00 元）都不会改变。")
    assert err == (
        "提示 CZ5216 常工信创新〔2023〕93号参数第 1 版里没有 D-14=as_written，按这一版作出的决定没有重算。\n"
        "    怎样改：请改用当时参数文件里已有的理解。\n\n"
    )


@pytest.mark.parametrize(
    ("choice", "code"), [("D-13=excluded", "CZ5209"), ("D-20=applicant_year", "CZ5209"), ("D-15=x", "CZ5208")]
)
def test_what_cannot_be_computed_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, choice: str, code: str
) -> None:
    """An option that facts do not suffice for is refused rather than guessed at."""
    archive_decisions(tmp_path, [HALF])
    status, out, err = told(capsys, tmp_path, choice)
    assert (status, out) == (1, "")
    assert err.startswith(f"错误 {code} --interpretation {choice}：")


def test_it_is_computed_as_each_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Decisions without history give what the calculation gives with the other reading."""
    chance = random.Random(11)  # noqa: S311 - for tests
    decided = [
        Decided(
            case=f"2026-XB-B{n:03d}",
            product=f"产品{n}",
            certificate=f"CZCP-2026-{n:04d}",
            scenario=None if isinstance(facts, PremiumFacts) else "场景",
            facts=facts,
        )
        for n, facts in enumerate(random_facts(chance) for _ in range(120))
    ]
    archive_decisions(tmp_path, decided)
    measures = BOOK.on(date(2026, 11, 20)).with_reading("D-15", "days_inside").with_reading("D-19", "marginal")
    expected = {}
    for one in decided:
        old = one.derivation(BOOK).amount_yuan
        new = claim_amount(one.facts, measures, BOOK.notice(2026)).amount_yuan
        if old != new:
            expected[one.case] = (f"{old:.2f}", f"{new:.2f}", False)
    assert len(expected) > 5
    assert changes(capsys, tmp_path, "D-15=days_inside", "D-19=marginal") == expected


@pytest.mark.slow
def test_ten_thousand_decisions_take_less_than_ten_seconds(tmp_path: Path) -> None:
    """A reading that concerns the premiums of 10,000 usual decisions takes less than 10 s of the processor."""
    chance = random.Random(4)  # noqa: S311 - for tests
    for batch in range(20):
        decided = []
        for n in range(batch * 500, batch * 500 + 500):
            facts = usual_facts(chance)
            scenario = None if isinstance(facts, PremiumFacts) else "场景"
            decided.append(
                Decided(
                    case=f"2026-XB-B{n:05d}",
                    product=f"产品{n}",
                    certificate=f"CZCP-2026-{n:04d}",
                    scenario=scenario,
                    facts=facts,
                )
            )
        archive_decisions(tmp_path, decided)
    began = time.process_time()
    assert main(["what-if", "--interpretation", "D-15=whole_term", "--archive", str(tmp_path)]) == 0
    assert time.process_time() - began < 10
