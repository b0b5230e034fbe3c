"""Decisions on violations: what follows from them, when it holds, what is refused, and that it is all or nothing."""

import json
import multiprocessing
import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from ruamel.yaml import YAML

from czdocs.archive.audit import verify
from czdocs.archive.commit import Record, RecordDraft
from czdocs.archive.folder import FolderStore
from czdocs.cli.main import main
from czdocs.diagnostic import has_errors
from czdocs.documents.imprint import read_sources
from czdocs.errors import CzdocsError
from czdocs.flows.grants import recovered_cases
from czdocs.flows.validate import validate
from czdocs.terms import Status
from tests.flows.publications import SAMPLE, copy_of_sample, publish
from tests.flows.rulings import (
    CERTIFICATE,
    CLAIM,
    COMPANY,
    FRAUD,
    NUMBER,
    TODAY,
    archive_of_2025,
    archived,
    carried_out,
    put,
    subsidy,
)

# WeasyPrint leaves its colour profile for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

KINDS = [
    "revocation-decision",
    "revocation",
    "subsidy-recovery",
    "sanction",
    "revocation-notice",
    "recovery-order",
    "referral",
]
BOUNDARIES = Path(__file__).parents[1] / "data" / "revocation-boundaries.yaml"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose archive holds the certified product and the money granted for it."""
    folder = tmp_path_factory.mktemp("published")
    archive_of_2025(folder)
    put(folder, subsidy())
    return folder


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    """A copy of it to work in."""
    shutil.copytree(published / "archive", tmp_path / "archive")
    return tmp_path


@pytest.fixture(scope="module")
def done(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the decision was carried out, to look at only."""
    folder = tmp_path_factory.mktemp("done")
    shutil.copytree(published / "archive", folder / "archive")
    assert carried_out(folder).result == "archived"
    return folder


def of_ruling(folder: Path) -> dict[str, Record]:
    """The records of the last commit by kind."""
    view = archived(folder)
    return {record.kind: record for record in view.commit(view.head.number).records}


def told(outcome: Any) -> list[tuple[str, str, str]]:
    """Code, field and message of each finding."""
    return [(d.code, d.place.path, d.message) for d in outcome.diagnostics]


def text_of(path: Path) -> str:
    """The text of a PDF without spaces and line breaks."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_everything_that_follows_is_one_commit(folder: Path) -> None:
    """Decision, end of the certification, recovery, bar and documents are archived together, with what they rest on."""
    before = archived(folder)
    outcome = carried_out(folder, recovery_number="常工信函〔2026〕31号")
    assert (outcome.result, outcome.diagnostics) == ("archived", ())
    view = archived(folder)
    records = view.commit(view.head.number).records
    assert [record.kind for record in records] == KINDS
    assert view.head.number == before.head.number + 1
    decision, revocation, recovery, sanction, notice, order, referral = records
    (certification,) = (r for r in view.records if r.kind == "certification" and r.subject.certificate == CERTIFICATE)
    (granted,) = (r for r in view.records if r.kind == "subsidy")
    assert decision.derived_from == (certification.sequence, granted.sequence)
    assert (revocation.revokes, revocation.valid_from) == ((certification.sequence,), date(2026, 11, 20))
    assert recovery.data == {
        "case": CLAIM,
        "amount_yuan": "240000",
        "decision": NUMBER,
        "deadline": "2026-12-21",
        "subsidy": granted.sequence,
    }
    assert sanction.data == {
        "uscc": COMPANY,
        "company": "常州示例澄光新能源有限公司",
        "ground": "fraud",
        "decision": NUMBER,
        "from": "2026-11-20",
    }
    assert (sanction.subject.company, sanction.valid_from) == (COMPANY, date(2026, 11, 20))
    assert order.derived_from == (decision.sequence, recovery.sequence)
    assert (order.data["document_number"], referral.data["document_number"]) == ("常工信函〔2026〕31号", None)
    assert (notice.dated, referral.dated) == (date(2026, 11, 20), date(2026, 11, 23))
    assert [r.kind for r in records if r.access == "public"] == ["revocation"]
    assert len({r.archival_number for r in records}) == len(records)
    assert [r.kind for r in records if r.retention != "永久"] == ["referral"]
    assert not has_errors(verify(FolderStore(folder / "archive")).findings)


def test_documents_say_what_was_decided(done: Path) -> None:
    """Facts, grounds, hearing, sums in figures and capitals, deadline and way to pay stand in the documents."""
    out = done / "out"
    notice = text_of(out / f"{CERTIFICATE}-revocation-notice.pdf")
    for words in (
        "该保单在投保次日即全额退保",
        "第二十三条第二款",
        "未予采纳",
        "六十日内",
        "在另有决定解除以前持续有效",
    ):
        assert words in notice or words == "未予采纳"
    assert "理由不成立，不予采纳" in notice
    order = text_of(out / f"{CERTIFICATE}-recovery-order.pdf")
    for words in ("240,000.00元（大写：人民币贰拾肆万元整）", "2026年12月21日以前（含当日）", "非税收入缴款通知书"):
        assert words in order
    assert "1" + CLAIM + "常工信创新〔2026〕96号2026年10月15日240,000.00120,000.00120,000.00合计240,000.00" in order
    assert "常州市发展和改革委员会：" in text_of(out / f"{CERTIFICATE}-referral.pdf")
    announcement = text_of(out / f"{CERTIFICATE}-announcement.pdf")
    assert "自2026年11月20日起，撤销常州示例澄光新能源有限公司" in announcement
    assert "至2026年11月19日的认定状态不变" in announcement


def test_what_was_measured_is_archived_with_the_notice(done: Path) -> None:
    """The report names every PDF of the decision."""
    path = done / "out" / f"{CERTIFICATE}-measurements.json"
    named = {file["name"]: file["form"] for file in json.loads(path.read_bytes())["files"]}
    assert named.keys() == {pdf.name for pdf in (done / "out").glob("*.pdf")}
    assert named[f"{CERTIFICATE}-revocation-notice.pdf"] == "document"
    (kept,) = (file for file in of_ruling(done)["revocation-notice"].files if file.role == "report")
    assert (kept.name, kept.size) == (path.name, path.stat().st_size)


def test_who_signed_it_off_stays_in_the_form(done: Path) -> None:
    """Names of approvers are in no document and none of the data; the announcement does not tell the ground."""
    for path in (done / "out").glob("*.pdf"):
        ((_, embedded),) = read_sources(path.read_bytes())
        assert f'"decision": "{NUMBER}"' in embedded.decode()
        assert "周明达" not in text_of(path) + embedded.decode()
    for record in of_ruling(done).values():
        assert "周明达" not in str(record.data) + record.title
    (announced,) = (done / "out").glob("*-announcement.pdf")
    ((_, embedded),) = read_sources(announced.read_bytes())
    assert "骗取" not in text_of(announced)
    assert "fraud" not in embedded.decode()


def test_second_run_changes_nothing(folder: Path) -> None:
    """The same form again, on another day, hands the archived files out and leaves the archive as it is."""
    carried_out(folder)
    head = archived(folder).head
    first = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    shutil.rmtree(folder / "out")
    assert carried_out(folder, today=date(2027, 1, 5)).result == "unchanged"
    assert archived(folder).head == head
    assert {path.name: path.read_bytes() for path in (folder / "out").iterdir()} == first


@pytest.mark.parametrize(
    ("on", "known", "status"),
    [
        ("2026-11-19", "2026-11-23", "certified"),
        ("2026-11-20", "2026-11-23", "certified"),
        ("2026-11-19", "2026-11-24", "certified"),
        ("2026-11-20", "2026-11-24", "revoked"),
    ],
)
def test_status_changes_from_the_effective_day_for_who_knows(
    done: Path, capsys: pytest.CaptureFixture[str], on: str, known: str, status: str
) -> None:
    """A decision archived later ends the certification from its effective day on; what was known before stays so."""
    arguments = ["--archive", str(done / "archive"), "--format", "json", "--on", on, "--known", known]
    assert main(["status", CERTIFICATE, *arguments]) == 0
    assert f'"status": "{status}"' in capsys.readouterr().out


def test_certification_ends_on_a_day_to_come(folder: Path) -> None:
    """A decision that takes effect later leaves the product certified until then, and bars its holder from then on."""
    text = FRAUD.replace("effective_on: 2026-11-20", "effective_on: 2027-01-01").replace("2026-12-21", "2027-02-01")
    carried_out(folder, text)
    view = archived(folder)
    days = {day: view.status(CERTIFICATE, on=day, known=TODAY).status for day in (date(2026, 12, 31), date(2027, 1, 1))}
    assert list(days.values()) == [Status.CERTIFIED, Status.REVOKED]
    assert view.find(company=COMPANY, kind="sanction", on=date(2026, 12, 31)) == ()
    assert len(view.find(company=COMPANY, kind="sanction", on=date(2027, 1, 1))) == 1


def test_next_edition_leaves_the_product_out(folder: Path) -> None:
    """An edition dated after the effective day does not list it; one published before stays as it was."""
    text = (SAMPLE / "2026" / "decisions" / "revocation-decision.yaml").read_text("utf-8")
    text = (
        text.replace("CZCP-2025-0002", CERTIFICATE).replace("2026年9月", "2026年1月").replace("2026年10月", "2026年2月")
    )
    text = text.replace("2026-11-", "2026-03-").replace("2026-10-19", "2026-02-24")
    assert carried_out(folder, text, today=date(2026, 3, 16)).result == "archived"
    assert list(of_ruling(folder)) == ["revocation-decision", "revocation", "sanction", "revocation-notice"]
    copy_of_sample(folder, cases=("2026-XB-0001",))
    publish(folder)
    editions = {record.data["year"]: record.data["entries"] for record in archived(folder).find(kind="directory")}
    assert CERTIFICATE in editions[2025]
    assert CERTIFICATE not in editions[2026]
    assert "CZCP-2026-0001" in editions[2026]


def test_recovered_principal_can_be_asked_for(published: Path, done: Path) -> None:
    """What was demanded back is told by case, so that it counts no longer as granted."""
    assert recovered_cases(archived(published)) == {}
    assert {case: f"{amount}" for case, amount in recovered_cases(archived(done)).items()} == {CLAIM: "240000"}


CASES: list[dict[str, Any]] = YAML(typ="safe").load(BOUNDARIES.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_decisions_that_do_not_agree_with_the_archive(folder: Path, case: dict[str, Any]) -> None:
    """Each is refused at its place, in words that name both sides; nothing is archived or written."""
    text = FRAUD
    for old, new in case["replace"].items():
        assert str(old) in text
        text = text.replace(str(old), str(new))
    if "granted" in case:
        put(folder, *(subsidy(**granted) for granted in case["granted"]))
    view = archived(folder)
    outcome = carried_out(folder, text)
    assert outcome.result == "refused"
    wanted = [(code, path, message.replace("SEQ", str(view.tree_size))) for code, path, message in case["told"]]
    assert told(outcome) == wanted
    assert archived(folder).head == view.head
    assert not (folder / "out").exists()


def test_money_that_the_decision_speaks_of_may_be_left(folder: Path) -> None:
    """Of fraud nothing is left out silently: a claim that the facts name, with the reason, needs no recovery."""
    put(folder, subsidy("2025-WJ-B003", "80000"))
    reason = "  - 经核实，该单位2025年的申报2025-WJ-B003与上述行为无关，不予收回。\nheard:"
    assert carried_out(folder, FRAUD.replace("heard:", reason, 1)).result == "archived"


def test_decision_earlier_than_the_certification(folder: Path) -> None:
    """Neither the decision nor its effect lies before the day of certification."""
    text = FRAUD.replace("2026-", "2025-").replace("year: 2026", "year: 2025").replace("〔2026〕", "〔2025〕")
    text = text.replace("2025-WJ-B001", CLAIM).replace("2026年", "2024年").replace("2025-11-", "2025-05-")
    outcome = carried_out(folder, text.replace("2025-12-21", "2025-06-21"))
    days = [f for f in told(outcome) if f[0] == "CZ5253"]
    assert days == [
        ("CZ5253", "dated", "成文日期 2025-05-20 早于证书 CZCP-2025-0001 的认定日期 2025-06-20。"),
        ("CZ5253", "effective_on", "生效日期 2025-05-20 早于证书 CZCP-2025-0001 的认定日期 2025-06-20。"),
    ]


def test_decision_not_yet_dated(folder: Path) -> None:
    """A decision is archived when it has been made, though it may take effect later."""
    (only,) = told(carried_out(folder, today=date(2026, 11, 19)))
    assert only == ("CZ5262", "dated", "成文日期 2026-11-20 晚于今天（2026-11-19）。")


def test_nothing_is_decided_twice(folder: Path) -> None:
    """Another decision on the same certificate and money names the first; so does another text under its number."""
    carried_out(folder)
    records = of_ruling(folder)
    again = FRAUD.replace(NUMBER, "常工信创新〔2026〕118号")
    revoked, recovered, decided = (
        records[kind].sequence for kind in ("revocation", "subsidy-recovery", "revocation-decision")
    )
    assert [message for _, _, message in told(carried_out(folder, again))] == [
        f"证书 {CERTIFICATE} 的认定已由{NUMBER}撤销，自 2026-11-20 起失效（归档第 {revoked} 号记录）。",
        f"申报 {CLAIM} 的补贴已由{NUMBER}收回（归档第 {recovered} 号记录）。",
    ]
    assert [message for _, _, message in told(carried_out(folder, FRAUD + "# 另一份\n"))] == [
        f"{NUMBER}已经归档（第 {decided} 号记录，2026-11-24 归档），内容与这份不同。",
    ]


def test_number_of_another_decision_is_not_used_again(folder: Path) -> None:
    """The number of an archived decision of another kind belongs to it alone; nothing is archived under it again."""
    put(folder, RecordDraft(kind="subsidy-decision", title="推广应用补贴决定", data={"document_number": NUMBER}))
    (decided,) = archived(folder).find(kind="subsidy-decision")
    before = archived(folder).tree_size
    assert told(carried_out(folder)) == [
        (
            "CZ5261",
            "document_number",
            f"{NUMBER}已经归档（第 {decided.sequence} 号记录，2026-10-16 归档），内容与这份不同。",
        )
    ]
    assert archived(folder).tree_size == before


def test_without_an_archive(tmp_path: Path) -> None:
    """Where no archive is nothing is decided against it, and none is made."""
    with pytest.raises(CzdocsError) as caught:
        carried_out(tmp_path)
    assert caught.value.diagnostic.code == "CZ3020"
    assert not (tmp_path / "archive").exists()


def test_other_forms_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A form of another kind is not acceptable: exit status 1, nothing archived."""
    form = SAMPLE.parent / "example" / "subsidy-decision.yaml"
    arguments = ["--archive", str(folder / "archive"), "--out", str(folder / "out"), "--today", "2026-12-01"]
    assert main(["revoke", "--decision", str(form), *arguments]) == 1
    told_ = capsys.readouterr().err
    assert "subsidy-decision.yaml 不是监督处理决定的表单，而是推广应用补贴决定。" in told_
    assert "没有办理：上列问题改正以前，什么都没有归档，也没有生成任何文件。" in told_


def test_command_says_what_was_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The clerk reads what follows from the decision, where the files are, and that the letters lack numbers."""
    (folder / "decision.yaml").write_text(FRAUD, "utf-8")
    arguments = ["--archive", str(folder / "archive"), "--out", str(folder / "out"), "--today", "2026-11-24"]
    assert main(["revoke", "--decision", str(folder / "decision.yaml"), *arguments]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:5] == [
        "处理决定（常工信创新〔2026〕112号，2026年11月20日）已办理并归档。",
        "撤销认定：CZCP-2025-0001“轻质柔性光伏组件”自2026年11月20日起失效；下一版目录不再列入。",
        "取消补贴资格：常州示例澄光新能源有限公司自2026年11月20日起不得申报。",
        "收回补贴：1 笔，240,000.00 元（人民币贰拾肆万元整），2026年12月21日以前（含当日）缴回。",
        "移送：常州市发展和改革委员会，2026年11月23日。",
    ]
    assert lines[-1] == (
        "收回资金通知、信用移送函还没有发文字号，印发前请编号；也可用 --recovery-number、--referral-number 指明。"
    )


def test_validate_with_an_archive_tells_the_same(folder: Path) -> None:
    """`validate --archive` finds beforehand what carrying out would find, and nothing in what is archived."""
    form = folder / "decision.yaml"
    form.write_text(FRAUD.replace(CERTIFICATE, "CZCP-2025-0099"), "utf-8")
    assert [d.code for d in validate([form], archive=folder / "archive").diagnostics] == ["CZ5250"]
    carried_out(folder)
    assert validate([form], archive=folder / "archive").diagnostics == ()


def test_two_clerks_at_once(folder: Path) -> None:
    """The same decision carried out twice at the same time is archived once."""
    (folder / "decision.yaml").write_text(FRAUD, "utf-8")
    before = archived(folder).head.number
    with ThreadPoolExecutor(2) as pool:
        results = sorted(outcome.result for outcome in pool.map(carried_out, [folder, folder]))
    assert results == ["archived", "unchanged"]
    assert archived(folder).head.number == before + 1


def _killed_before_the_commit(folder: Path) -> None:
    """Die when all files are stored and the commit is about to be written."""

    def die(*_: object) -> bool:
        os.kill(os.getpid(), signal.SIGKILL)
        return False

    FolderStore.create = die  # type: ignore[method-assign]
    carried_out(folder)


def test_killed_before_the_commit_nothing_is_archived(folder: Path) -> None:
    """A process killed after its files are stored leaves no record; the same command completes the work."""
    before = archived(folder).head.number
    process = multiprocessing.get_context("spawn").Process(target=_killed_before_the_commit, args=(folder,))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert archived(folder).head.number == before
    assert archived(folder).status(CERTIFICATE, on=TODAY, known=TODAY).status is Status.CERTIFIED
    assert carried_out(folder).result == "archived"
    assert not has_errors(verify(FolderStore(folder / "archive")).findings)


@pytest.mark.slow
def test_decisions_of_the_sample_year(tmp_path: Path) -> None:
    """Both decisions of the sample are carried out over its two Directory years as they stand in forms/sample."""
    for year, today in ((2025, date(2025, 7, 1)), (2026, date(2026, 7, 1))):
        assert publish(tmp_path, year=year, forms=SAMPLE, today=today).result == "published"
    holder = {"certificate": "CZCP-2026-0009", "company": "91320412MA8R1PEH8X", "dated": date(2026, 10, 28)}
    put(tmp_path, subsidy(amount="95040", **holder), day=date(2026, 10, 29))
    for name, certificate in (("fraud-revocation", "CZCP-2026-0009"), ("revocation-decision", "CZCP-2025-0002")):
        text = (SAMPLE / "2026" / "decisions" / f"{name}.yaml").read_text("utf-8")
        outcome = carried_out(tmp_path, text)
        assert (outcome.result, outcome.diagnostics) == ("archived", ())
        view = archived(tmp_path)
        assert view.status(certificate, on=TODAY, known=TODAY).status is Status.REVOKED
    assert {case: f"{amount}" for case, amount in recovered_cases(view).items()} == {CLAIM: "95040"}
    assert not has_errors(verify(FolderStore(tmp_path / "archive")).findings)
