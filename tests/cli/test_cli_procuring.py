"""The purchasers' commands: what they answer about budgets and tenders, and their exit statuses."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from listed_archive import BRAKE, FILM, OLD, listed_archive

from czdocs.cli.main import build_parser, main

OFFICIAL = Path(__file__).parents[1] / "data" / "accepted" / "official"
TODAY = ("--today", "2026-10-08")
LAST = "法定代表人授权他人投标的，提供法定代表人授权委托书。"
Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, which none of the commands changes."""
    return listed_archive(tmp_path_factory.mktemp("listed") / "archive")


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str]) -> Ask:
    """A command: its exit status, output and messages."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        told = capfd.readouterr()
        return status, told.out, told.err

    return run


def form(folder: Path, name: str, *edits: tuple[str, str]) -> str:
    """The accepted form `name` in `folder` with each first text of `edits` replaced by the second."""
    text = (OFFICIAL / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return str(folder / f"{name}.yaml")


GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "purchaser.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", re.findall(r"(?m)^    (czdocs .+)$", GUIDE))
def test_command_of_the_guide_can_be_run(line: str) -> None:
    """Each command line of the purchasers' guide is understood by the program as it stands."""
    arguments = shlex.split(line)[1:]
    assert build_parser().parse_args(arguments).command == arguments[0]


# --- check-budget ----------------------------------------------------------------------------------------------------


def test_budget_of_exactly_the_share(ask: Ask, tmp_path: Path) -> None:
    """Exactly five per cent is enough; the steps, the other reading and each department are shown."""
    status, out, _ = ask("check-budget", form(tmp_path, "procurement-budget"), *TODAY)
    assert status == 0
    lines = out.splitlines()
    assert (
        "应预留    预算总额 × 预留比例          预算总额 18360000，预留比例 0.05    918000.00 元  第十三条、D-09"
        in lines
    )
    assert "　　　另一种口径（按采购项目的个数，预留了金额的项目计一个）：66.666666…%（2/3），符合。" in lines
    assert "　　　常州示例轨道交通培训学校：预算 9,200,000.00 元，预留 0.00 元，占 0%，不到5%。" in lines
    assert lines[-1] == "结论：符合（预留 5%，要求 5% 以上）。"


def test_budget_one_fen_short(ask: Ask, tmp_path: Path) -> None:
    """A fen less is not enough, and exactly this fen is what is lacking."""
    edits = (('reserved_yuan: "680000"', 'reserved_yuan: "679999.99"'), ('"918000"', '"917999.99"'))
    path = form(tmp_path, "procurement-budget", *edits)
    status, out, _ = ask("check-budget", path, *TODAY)
    assert status == 1
    assert "CZ2130" in out
    assert out.endswith(
        "结论：不符合（预留 4.999999…%（91799999/1836000000），要求 5% 以上），还须增加预留 0.01 元。\n"
    )


def test_budget_in_json(ask: Ask, tmp_path: Path) -> None:
    """Programs get exact texts, the steps, and the findings under the keys of `validate`."""
    edits = (('reserved_yuan: "680000"', 'reserved_yuan: "0"'), ('"918000"', '"238000"'))
    path = form(tmp_path, "procurement-budget", *edits)
    status, out, _ = ask("check-budget", path, "--format", "json", *TODAY)
    data = json.loads(out)
    assert (status, data["acceptable"], data["met"]) == (1, False, False)
    assert (data["share"], data["least"], data["shortfall"]) == ("7/540", "918000", "680000")
    assert [step["label"] for step in data["steps"]] == ["预留份额", "应预留", "差额"]
    assert data["policy"]["document"] == "常工信创新〔2023〕93号"
    assert [found["code"] for found in data["diagnostics"]] == ["CZ2130"]
    assert (data["alternatives"][0]["reading"], data["alternatives"][0]["met"]) == ("projects", True)


def test_budget_of_others_is_told_but_not_demanded(ask: Ask, tmp_path: Path) -> None:
    """Who does not buy with fiscal funds is told the share and that nothing is demanded."""
    edits = (
        ("kind: government", "kind: other"),
        ('reserved_yuan: "680000"', 'reserved_yuan: "0"'),
        ('"918000"', '"238000"'),
    )
    status, out, _ = ask("check-budget", form(tmp_path, "procurement-budget", *edits), *TODAY)
    assert status == 0
    assert "第十三条只约束使用财政性资金的采购人；本单位不受约束，第十七条鼓励优先采购。" in out
    assert "结论：不作强制要求（预留 1.296296…%（7/540）" in out


def test_budget_that_does_not_add_up(ask: Ask, tmp_path: Path) -> None:
    """Totals that are not the sums are an error even where the share would be enough."""
    path = form(tmp_path, "procurement-budget", ('total_yuan: "18360000"', 'total_yuan: "18000000"'))
    status, out, _ = ask("check-budget", path, *TODAY)
    assert status == 1
    assert "CZ2982" in out
    assert out.endswith("份额符合（预留 5.1%，要求 5% 以上），但上列错误须先改正。\n")


def test_budget_with_faults_of_form_is_not_calculated(ask: Ask, tmp_path: Path) -> None:
    """A form that cannot be read whole gets its findings and no calculation."""
    path = form(tmp_path, "procurement-budget", ('amount_yuan: "6800000"', 'amount_yuan: "六百八十万"'))
    status, out, _ = ask("check-budget", path, *TODAY)
    assert status == 1
    assert out.endswith("没有计算：请先改正上列问题。\n")
    assert "结论" not in out
    data = json.loads(ask("check-budget", path, "--format", "json", *TODAY)[1])
    assert data["acceptable"] is False
    assert data["diagnostics"] != []


@pytest.mark.parametrize("command", ["check-budget", "check-tender"])
@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ("missing.yaml", "CZ1030", "missing.yaml"),
        (".", "CZ5270", "是文件夹，这里要的是一份"),
        ("other", "CZ5271", "这是"),
        ("empty.yaml", "CZ1002", ""),
    ],
)
def test_what_is_no_such_form(  # noqa: PLR0913, PLR0917 - what is asked and what is answered
    ask: Ask, tmp_path: Path, command: str, given: str, code: str, words: str
) -> None:
    """A missing or empty file, a folder and a form of another kind are told as findings, exit status 1."""
    (tmp_path / "empty.yaml").write_bytes(b"")
    wrong = "tender" if command == "check-budget" else "procurement-budget"
    path = form(tmp_path, wrong) if given == "other" else str(tmp_path / given)
    status, out, err = ask(command, path, *TODAY)
    assert status == 1
    assert code in out
    assert words in out
    assert err == ""


# --- check-tender ----------------------------------------------------------------------------------------------------


def test_lawful_tender_can_be_published(ask: Ask, tmp_path: Path) -> None:
    """A lawful tender can be published; clauses to be taken over are offered."""
    status, out, _ = ask("check-tender", form(tmp_path, "tender"), *TODAY)
    assert status == 0
    assert out.endswith("结论：可以发布。\n")
    assert "“同类产品业绩”（10分）按满分计算。" in out
    assert "《目录》中的同类产品" not in out


def test_unlawful_clauses_are_quoted_with_what_may_be_asked_instead(ask: Ask, tmp_path: Path) -> None:
    """Each finding quotes its clause, says why and what may be asked instead; the article stands once."""
    clause = "投标人注册资金不低于1000万元，并提供制造商出具的授权书。"
    edits = ((LAST, clause), ("服务方案完整、响应时间不超过2小时的得满分。", "附原厂承诺函的得满分。"))
    path = form(tmp_path, "tender", *edits)
    status, out, _ = ask("check-tender", path, *TODAY)
    assert status == 1
    assert "需要修改（2 处）\n1. 第 21 行　CZ2160" in out
    assert out.count(f"   原文　{clause}\n   依据　《办法》第十六条\n") == 2
    assert "可以改为“具有履行合同所必需的设备和专业技术能力”。" in out
    assert "提示（1 处）\n3. 第 27 行　CZ2163" in out
    assert "   原文　售后服务（15分）：附原厂承诺函的得满分。" in out
    assert out.count("\n第十六条　采购人采购《目录》内创新产品时不得将投标人的注册资本") == 1
    assert out.endswith("结论：需要修改 2 处，提示 1 处。\n")


def test_letters_for_imported_goods(ask: Ask, tmp_path: Path) -> None:
    """For imported goods a letter of the manufacturer may be asked, and the head says that the rule is off."""
    edits = ((LAST, "提供制造商出具的授权书。"), ("imported_goods: false", "imported_goods: true"))
    status, out, _ = ask("check-tender", form(tmp_path, "tender", *edits), *TODAY)
    assert status == 0
    assert "采购进口货物，第十六条关于生产厂家文件的规定不适用" in out


@pytest.mark.parametrize("missing", ["bonus:\n  points: 3\n", "preference: 综合得分相同的"])
def test_favourable_rules_may_not_be_missing(ask: Ask, tmp_path: Path, missing: str) -> None:
    """Without preference or bonus the tender has to be changed."""
    text = (OFFICIAL / "tender.yaml").read_text(encoding="utf-8")
    start = text.index(missing)
    end = text.index("\n", text.index("text: 所投", start)) if "bonus" in missing else text.index("\n", start)
    path = form(tmp_path, "tender", (text[start : end + 1], ""))
    status, out, _ = ask("check-tender", path, *TODAY)
    assert status == 1
    assert {"bonus": "第十五条", "prefe": "第十四条"}[missing[:5]] in out


def test_listed_products_of_the_category(ask: Ask, tmp_path: Path, archive: Path) -> None:
    """The listed products that are valid on the deadline are told, the one with a like name first, with full marks."""
    path = form(tmp_path, "tender")
    status, out, _ = ask("check-tender", path, "--archive", str(archive), *TODAY)
    assert status == 0
    assert "《目录》中的同类产品（投标截止日 2026年10月30日有效，按2026年10月8日日终已归档的内容）" in out
    assert f" ★ {BRAKE}　城轨车辆碳陶制动盘　TL-590、TL-640　常州示例城轨有限公司\n" in out
    assert "   认定有效至 2028-06-16（第 2 号记录）；业绩分值为满分 10 分（第十五条）\n" in out
    data = json.loads(ask("check-tender", path, "--archive", str(archive), "--format", "json", *TODAY)[1])
    assert [(p["certificate"], p["alike"]) for p in data["products"]] == [(BRAKE, True), (FILM, False)]
    assert data["products"][0]["track_record_points"] == "10"
    assert (data["result"], data["on"]) == ("publishable", "2026-10-30")


def test_no_listed_product_after_the_validity(ask: Ask, tmp_path: Path, archive: Path) -> None:
    """On a deadline after their validity no product is offered."""
    edits = (("published_on: 2026-10-08", "published_on: 2028-06-10"), ("2026-10-30", "2028-06-17"))
    path = form(tmp_path, "tender", *edits)
    _, out, _ = ask("check-tender", path, "--archive", str(archive), "--today", "2028-06-10")
    assert "   没有这一类别的有效产品。" in out
    edits = (edits[0], ("2026-10-30", "2028-06-16"))
    path = form(tmp_path, "tender", *edits)
    _, out, _ = ask("check-tender", path, "--archive", str(archive), "--today", "2028-06-10")
    assert BRAKE in out


def test_single_source_of_a_listed_product(ask: Ask, tmp_path: Path, archive: Path) -> None:
    """A single source that stands gets its reason worded; the right and the certificate are named."""
    path = form(tmp_path, "tender-single-source")
    status, out, _ = ask("check-tender", path, "--archive", str(archive), "--today", "2026-11-02")
    assert status == 0
    assert f"（证书编号{BRAKE}），所依据的权利是ZL202310123456.6、梯度碳化硅致密化专有技术。" in out
    assert "第三十一条“只能从唯一供应商处采购”情形的" in out


@pytest.mark.parametrize(
    ("certificate", "code", "words"),
    [
        ("CZCP-2026-0600", "CZ5272", "截至2026年11月2日日终，归档中没有证书 CZCP-2026-0600。"),
        (OLD, "CZ5273", f"证书 {OLD} 在2026年11月16日的状态是“有效期已届满”，不能依据第十四条采用单一来源采购。"),
        ("CZCP-2026-0001", "CZ5273", "的状态是“已撤销”"),
    ],
)
def test_single_source_of_what_is_not_listed(  # noqa: PLR0913, PLR0917 - what is asked and what is answered
    ask: Ask, tmp_path: Path, archive: Path, certificate: str, code: str, words: str
) -> None:
    """A single source needs a certificate that the archive knows as valid on the deadline; no reason is worded."""
    path = form(tmp_path, "tender-single-source", (BRAKE, certificate))
    assert ask("check-tender", path, "--today", "2026-11-02")[0] == 0
    status, out, _ = ask("check-tender", path, "--archive", str(archive), "--today", "2026-11-02")
    assert status == 1
    assert code in out
    assert words in out
    assert "单一来源采购的理由" not in out


def test_tender_of_others_is_not_bound(ask: Ask, tmp_path: Path) -> None:
    """Other purchasers may ask what they like; art. 17 is mentioned."""
    edits = ((LAST, "注册资本不低于1000万元。"), ("kind: government", "kind: other"))
    status, out, _ = ask("check-tender", form(tmp_path, "tender", *edits), *TODAY)
    assert status == 0
    assert "本单位不受约束，第十七条鼓励优先采购。" in out
    assert "可以采用的写法" not in out


def test_tender_for_editors(ask: Ask, tmp_path: Path) -> None:
    """In SARIF the findings have the places that `validate` gives them."""
    path = form(tmp_path, "tender", (LAST, "注册资本不低于1000万元。"))
    status, out, _ = ask("check-tender", path, "--format", "sarif", *TODAY)
    results = json.loads(out)["runs"][0]["results"]
    assert (status, [result["ruleId"] for result in results]) == (1, ["CZ2160"])
    assert results[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 21


def test_tender_with_faults_of_form(ask: Ask, tmp_path: Path) -> None:
    """A tender that cannot be read whole gets all findings at once, and no verdict on publishing it."""
    edits = (("max_points: 40", "max_points: 四十"), (LAST, "注册资本不低于1000万元。"))
    status, out, _ = ask("check-tender", form(tmp_path, "tender", *edits), *TODAY)
    assert status == 1
    assert "CZ2160" in out
    assert out.endswith("没有核对条款：请先改正上列问题。\n")


def test_tender_with_no_archive_there(ask: Ask, tmp_path: Path) -> None:
    """A folder that is no archive is said, and nothing is checked."""
    path = form(tmp_path, "tender")
    status, out, err = ask("check-tender", path, "--archive", str(tmp_path / "none"), *TODAY)
    assert (status, out) == (1, "")
    assert "CZ3020" in err
