"""`czdocs calculate`: amounts with their steps, drafts, assumptions and refusals, as a user meets them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from czdocs.cli.main import main

DATA = Path(__file__).resolve().parents[1] / "data" / "calculations"
CLAIMS = Path(__file__).resolve().parents[1] / "data" / "accepted" / "claims"
TODAY = ("--today", "2026-10-08")


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, output and messages of `czdocs calculate`."""
    status = main(["calculate", *map(str, arguments), *TODAY])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def refused(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 1) -> str:
    """What `czdocs calculate` says where it computes nothing."""
    ended, out, err = told(capsys, *arguments)
    assert (ended, out) == (status, "")
    return err


@pytest.mark.parametrize("name", ["half-year", "renewal", "scenario"])
def test_text_is_word_for_word(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Heading, table of steps, amount, difference, remarks, readings and gaps stand as in the file beside the claim."""
    status, out, err = told(capsys, DATA / f"{name}.yaml")
    assert (status, err) == (0, "")
    assert out == (DATA / f"{name}.txt").read_text("utf-8")


def test_json_has_exactly_these_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """The keys of the JSON are stable, amounts are decimal text, and a sum without end is told as its fraction."""
    status, out, _ = told(capsys, DATA / "half-year.yaml", "--format", "json")
    data: dict[str, Any] = json.loads(out)
    assert status == 0
    assert list(data) == [
        *("claim", "product", "amount_yuan", "amount_capital", "exact", "state", "steps", "years", "remarks"),
        *("readings", "policy", "rules_of", "claimed_yuan", "difference", "prior", "assumed", "missing"),
    ]
    assert data["claim"] is None
    assert data["product"] == "五轴联动车铣复合加工中心"
    assert (data["amount_yuan"], data["exact"], data["state"]) == ("120986.00", "8832000/73", "payable")
    assert data["amount_capital"] == "人民币壹拾贰万零玖佰捌拾陆元整"
    assert data["policy"] == {"document": "常工信创新〔2023〕93号", "version": 1}
    assert data["steps"][2] == {
        "label": "保单 PZ-2024-0007 第 1 投保年度（2024-07-01 至 2024-12-31）：补贴比例",
        "formula": "计入的保费 × 80%",
        "values": {"计入的保费": "11040000/73"},
        "result_yuan": "120986.301369",
        "result_exact": "8832000/73",
        "article": "第二十条",
        "readings": [],
        "cut": False,
    }
    assert data["years"] == [{"year_start": "2024-07-01", "amount_yuan": "120986.00"}]
    assert data["missing"][0] == {"path": "case", "title": "申报编号"}


def test_a_complete_claim_lacks_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """A case folder holds its claim; a complete one has no gaps, and its difference is told."""
    status, out, err = told(capsys, CLAIMS / "2026-XB-B001", "--format", "json")
    data = json.loads(out)
    assert (status, err) == (0, "")
    assert (data["claim"], data["assumed"], data["missing"]) == ("2026-XB-B001", [], [])
    assert (data["rules_of"], data["claimed_yuan"], data["difference"]) == ("2026-09-10", "58880.00", None)


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads the claim from standard input."""
    content = (DATA / "half-year.yaml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    status, out, _ = told(capsys, "-")
    assert (status, out) == (0, (DATA / "half-year.txt").read_text("utf-8"))


def test_numbered_figures_are_compared_under_one_name(capsys: pytest.CaptureFixture[str]) -> None:
    """A figure whose name holds a number is told once with its name, and no line begins with an ellipsis."""
    claim = Path(__file__).resolve().parents[2] / "forms" / "sample" / "2026" / "claims" / "2026-XB-B002"
    _, out, _ = told(capsys, claim, "--set", "insurance_contracts[0].premium_paid_yuan=350000")
    assert "第2项95,517.369863…元→191,034.739726…元" in "".join(out.split())
    assert not [line for line in out.splitlines() if line.lstrip().startswith("…")]


def test_values_and_readings_are_supposed_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    """Several settings and readings count together; the steps that change stand beside what they were."""
    status, out, err = told(
        capsys,
        CLAIMS / "2026-XB-B001",
        *("--set", "insurance_contracts[0].premium_paid_yuan=350000"),
        *("--interpretation", "d-16=down_hundred_yuan"),
    )
    assert (status, err) == (0, "")
    assert out.split("\n假设\n")[1] == (
        "  · insurance_contracts[0].premium_paid_yuan = 350000\n"
        "  · D-16 计算结果怎样取整：最后舍去百元以下的部分（down_hundred_yuan）\n"
        "\n"
        "步  项目                                            现在        假设\n"
        "────────────────────────────────────────────────────────────────────\n"
        "保单 SLCX-PZB-2026-3204-000318 第 1 投保年度（2026-07-01 至 2027-06-30）\n"
        " 1  保费                                       73,600.00  350,000.00\n"
        "    实际支付保费 73,600.00 元 → 350,000.00 元\n"
        " 2  费率上限                                   73,600.00  110,400.00\n"
        "    保费 73,600.00 元 → 350,000.00 元\n"
        " 3  补贴比例                                   58,880.00   88,320.00\n"
        "    计入的保费 73,600.00 元 → 110,400.00 元\n"
        " 4  单个产品最高额                             58,880.00   88,320.00\n"
        "    合计 58,880.00 元 → 88,320.00 元\n"
        " 5  取整                                       58,880.00   88,300.00\n"
        "    舍去元以下的部分 → 舍去百元以下的部分\n"
        "    计算结果 58,880.00 元 → 88,320.00 元\n"
        "────────────────────────────────────────────────────────────────────\n"
        "\n"
        "  现在　58,880.00 元　人民币伍万捌仟捌佰捌拾元整\n"
        "  假设　88,300.00 元　人民币捌万捌仟叁佰元整\n"
        "  差额　增加 29,420.00 元\n"
    )


def test_steps_of_one_side_only_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A step that is not there on the other side is said to be missing there."""
    _, out, _ = told(capsys, CLAIMS / "2026-XB-B001", "--set", "insurance_contracts[0].term.start=2026-06-01")
    (line,) = [line for line in out.splitlines() if line.startswith(" 1  不计")]
    assert line.split() == ["1", "不计", "没有这一步", "0.00"]


def test_assumptions_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Both calculations are there whole, with the difference and the steps that changed."""
    _, out, _ = told(capsys, DATA / "half-year.yaml", "--interpretation", "D-14=as_written", "--format", "json")
    data = json.loads(out)
    assert list(data) == ["assumptions", "before", "after", "difference_yuan", "changed_steps"]
    assert (data["before"]["amount_yuan"], data["after"]["amount_yuan"]) == ("120986.00", "160000.00")
    assert (data["after"]["readings"]["D-14"], data["difference_yuan"]) == ("as_written", "39014.00")
    assert data["changed_steps"][1] == {
        "label": "保单 PZ-2024-0007 第 1 投保年度（2024-07-01 至 2024-12-31）：补贴比例",
        "before_yuan": "8832000/73",
        "after_yuan": "160000.00",
    }


def test_a_supposed_value_may_fill_a_gap(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What cannot be computed as it stands is computed with the value that was missing."""
    text = (DATA / "half-year.yaml").read_text("utf-8").replace("    premium_paid_yuan: 200000.00\n", "")
    (tmp_path / "claim.yaml").write_text(text, "utf-8")
    arguments = (tmp_path / "claim.yaml", "--set", "insurance_contracts[0].premium_paid_yuan=200000")
    status, out, err = told(capsys, *arguments)
    assert (status, err) == (0, "")
    assert "  核算金额　120,986.00 元\n" in out


def test_an_item_may_be_supposed(capsys: pytest.CaptureFixture[str]) -> None:
    """The number after the last one of a list adds an item, whose fields are all set."""
    arguments = ("prior_subsidies[0].year_start=2024-01-10", "prior_subsidies[0].amount_yuan=450000")
    _, out, _ = told(capsys, DATA / "half-year.yaml", "--set", arguments[0], "--set", arguments[1])
    assert "  假设　50,000.00 元　人民币伍万元整\n" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--set", "insurance_contracts[0].premium_payed_yuan=1"],
            (
                "错误 CZ5204 --set insurance_contracts[0].premium_payed_yuan：创新产品保费补贴申报表里没有这个栏目。\n"
                "    怎样改：相近的有 insurance_contracts[0].premium_paid_yuan、"
                "insurance_contracts[0].premium_refunded_yuan、insurance_contracts[0].premium_rate。"
                "请写栏目的完整路径，例如 insurance_contracts[0].premium_paid_yuan=350000；第一项的序号是 0。\n"
            ),
        ),
        (
            ["--set", "insurance_contracts[0].premium_paid_yuan=35万"],
            (
                "错误 CZ5205 --set insurance_contracts[0].premium_paid_yuan："
                "“实际支付保费（元）”的写法“35万”不符合要求。\n"
                "    怎样改：请写成 350000。\n"
            ),
        ),
        (
            ["--set", "insurance_contracts=1"],
            (
                "错误 CZ5205 --set insurance_contracts：“保险合同”由几栏组成，不能整个设定。\n"
                "    怎样改：请写到其中的一栏，例如 insurance_contracts[0].premium_paid_yuan=350000。\n"
            ),
        ),
        (
            ["--set", "insurance_contracts[5].premium_paid_yuan=1"],
            (
                "错误 CZ5206 --set insurance_contracts[5].premium_paid_yuan：“保险合同”只有 1 项，没有序号 5。\n"
                "    怎样改：序号从 0 起；要增加一项，请用序号 1，并把这一项的各栏都用 --set 写上。\n"
            ),
        ),
        (
            ["--interpretation", "D-15=inside"],
            (
                "错误 CZ5208 --interpretation D-15=inside：D-15（保险期限有一部分在产品有效期以外的，怎样对待）"
                "没有“inside”这种理解。\n"
                "    怎样改：可以写：start_inside（起保日期须在有效期内，只计有效期内的天数）；"
                "whole_term（起保日期在有效期内的，计整个保险期限）；"
                "days_inside（不问起保日期，只计有效期内的天数）。\n"
            ),
        ),
        (
            ["--interpretation", "D-13=excluded"],
            (
                "错误 CZ5209 --interpretation D-13=excluded：按“可以抵扣的，不含税”"
                "从申报表算不出金额。\n"
                "    怎样改：可以核算的有：included（含税，按实际支付、实际开票的金额）。\n"
            ),
        ),
        (
            ["--interpretation", "D-02=submission_date"],
            (
                "错误 CZ5209 --interpretation D-02=submission_date：按“算到申报日期”"
                "从申报表算不出金额。\n"
                "    怎样改：这个问题不影响补贴金额，或者只能由人判断。\n"
            ),
        ),
        (
            ["--set", "insurance_contracts[0].term.end=2024-01-31"],
            (
                f"{DATA / 'half-year.yaml'}:8:36 错误 CZ5201 保单 PZ-2024-0007 的保险期限从 2024-07-01 起、"
                "到 2024-01-31 止，止期早于起期，不能核算。\n"
                "    依据：《办法》第二十条\n"
                "    怎样改：请按保单更正 term 里的 start 和 end。\n"
            ),
        ),
    ],
)
def test_impossible_assumptions_are_told_word_for_word(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """A path, a value, an index, an option or a reading that cannot be is told with what can."""
    assert refused(capsys, DATA / "half-year.yaml", *arguments) == f"{message}\n"


def test_an_unknown_interpretation_names_all_that_can_be_computed(capsys: pytest.CaptureFixture[str]) -> None:
    """Who misremembers a number sees the questions."""
    err = refused(capsys, DATA / "half-year.yaml", "--interpretation", "D-99=x")
    assert err.startswith(
        "错误 CZ5207 --interpretation D-99=x：参数文件里没有名为“D-99”的待定问题。\n"
        "    怎样改：可以写的有：D-13（实际支付保费和开票金额是否含税）、D-14（"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--set", "amount_claimed_yuan=1", "--set", "amount_claimed_yuan=2"],
        ["--interpretation", "D-15=whole_term", "--interpretation", "D-15=days_inside"],
        ["--set", "amount_claimed_yuan"],
        ["--set", "=1"],
        ["--interpretation", "D-15"],
    ],
)
def test_wrong_use_ends_with_status_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """What is set twice, or has no sign of equality, is wrong use."""
    refused(capsys, DATA / "half-year.yaml", *arguments, status=2)


def test_a_missing_figure_is_one_finding_at_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Only what the formula needs must be there; what is missing is told with place and remedy."""
    text = (DATA / "half-year.yaml").read_text("utf-8").replace("    sum_insured_yuan: 10000000\n", "")
    (tmp_path / "claim.yaml").write_text(text, "utf-8")
    assert refused(capsys, tmp_path / "claim.yaml") == (
        f"{tmp_path / 'claim.yaml'}:5:5 错误 CZ1104 “保险合同（保单）”缺少“保险金额（元）”（sum_insured_yuan）。\n"
        "      - number: PZ-2024-0007\n"
        "        ^\n"
        "    依据：《办法》第二十条\n"
        "    怎样改：请补写 sum_insured_yuan，例如“sum_insured_yuan: 3680000.00”。"
        "保单载明的保险金额（责任限额），元。\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("premium_paid_yuan: 200000.00", "premium_payed_yuan: 200000.00", "CZ1106"),
        ("premium_paid_yuan: 200000.00", "premium_paid_yuan: 200,000.00", "CZ1110"),
        ("premium_paid_yuan: 200000.00", "premium_paid_yuan: 200000.00\n    refund: 1000", "CZ1105"),
        ("end: 2024-12-31", "end: 2024-12-32", "CZ1111"),
        ("certified_on: 2024-01-05", 'certified_on: ""', "CZ1108"),
    ],
)
def test_a_faulty_figure_is_never_passed_over(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, before: str, after: str, code: str
) -> None:
    """A misspelt key beside the figures, a faulty amount or an impossible day stops the calculation."""
    text = (DATA / "half-year.yaml").read_text("utf-8").replace(before, after)
    (tmp_path / "claim.yaml").write_text(text, "utf-8")
    assert f"错误 {code} " in refused(capsys, tmp_path / "claim.yaml")


def test_other_faults_are_counted_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A fault that does not touch the formula is a hint."""
    text = (DATA / "renewal.yaml").read_text("utf-8").replace("uscc: 91320411MAL30P874G", "uscc: 913")
    (tmp_path / "claim.yaml").write_text(text, "utf-8")
    status, out, _ = told(capsys, tmp_path / "claim.yaml")
    assert status == 0
    assert "  · 另有 1 处填写有误，不影响核算。\n" in out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("application.yaml", "是创新产品认定申请表，不是保费补贴申报表，也不是应用场景奖励申报表。"),
        ("nowhere.yaml", "没有文件或文件夹"),
    ],
)
def test_what_is_no_claim_is_told(capsys: pytest.CaptureFixture[str], name: str, words: str) -> None:
    """Another form, or none, is not computed."""
    example = Path(__file__).resolve().parents[2] / "forms" / "example"
    assert words in refused(capsys, example / name)


def test_one_claim_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with several claims is refused with their names."""
    err = refused(capsys, CLAIMS)
    assert f"错误 CZ5203 {CLAIMS} 里有 3 份补贴申报表：" in err


def test_secrets_are_not_echoed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A claim under art. 24 is neither computed nor shown."""
    text = (DATA / "half-year.yaml").read_text("utf-8") + "declarations: {state_secret: true}\n"
    (tmp_path / "claim.yaml").write_text(text, "utf-8")
    err = refused(capsys, tmp_path / "claim.yaml")
    assert "PZ-2024-0007" not in err
    assert "第二十四条" in err


def test_days_before_the_measures_have_no_rules(capsys: pytest.CaptureFixture[str]) -> None:
    """A claim handed in before the measures were in force is refused."""
    assert "错误 CZ6002 2020-01-01 时《办法》" in refused(
        capsys, DATA / "renewal.yaml", "--set", "submitted_on=2020-01-01"
    )
