"""`czdocs call-notice` and `czdocs remind`: what they write, whom they remind, and what they refuse."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from listed_archive import BRAKE, FILM, MAKER, SPINDLE, listed_archive

from czdocs.archive.archive import open_archive
from czdocs.archive.commit import RecordDraft, Subject
from czdocs.archive.folder import FolderStore
from czdocs.cli.main import main
from czdocs.documents.imprint import read_sources
from czdocs.documents.reading_back.docx_content import docx_content

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)
Run = Callable[..., tuple[int, str, str]]
FACTS = ("--contact", "科技创新处", "--telephone", "0519-85550093")


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """The program: exit status, output and messages."""

    def ask(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        told = capfd.readouterr()
        return status, told.out, told.err

    return ask


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 2026-06-16: brake and film of one maker, a spindle revoked later, one record without data."""
    return listed_archive(tmp_path_factory.mktemp("listed") / "archive")


def add(folder: Path, drafts: Sequence[RecordDraft], *, on: date) -> None:
    """One more commit, made on that day."""
    archive = open_archive(FolderStore(folder))
    moment = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    archive.commit(lambda _: drafts, recorded_at=moment, clock="given", by="测试员", command="test")
    archive.close()


def renewal(of: str, certificate: str, *, supersedes: tuple[int, ...] = ()) -> RecordDraft:
    """A certificate that continues another."""
    return RecordDraft(
        kind="certification",
        title=f"{certificate} 再次认定",
        subject=Subject(certificate=certificate, company=MAKER),
        valid_from=date(2028, 5, 20),
        valid_to=date(2030, 5, 20),
        dated=date(2028, 5, 20),
        data={"renews": of},
        supersedes=supersedes,
    )


def reminded(out: str) -> list[list[str]]:
    """The certificates of each letter in the JSON answer."""
    data: dict[str, Any] = json.loads(out)
    return [[product["certificate"] for product in letter["products"]] for letter in data["letters"]]


def test_one_letter_a_company(run: Run, archive: Path, tmp_path: Path) -> None:
    """All products of a company that end in the period stand in one letter; revoked ones get none."""
    where = ("--archive", str(archive), "--out", str(tmp_path / "letters"), "--today", "2028-03-18")
    status, out, err = run("remind", "--within", "90", *where)
    assert status == 0
    assert out == (
        f"2028年3月18日至2028年6月16日有效期届满的产品 2 个，提醒函 1 份（{tmp_path / 'letters'}）：\n"
        f"常州示例城轨有限公司　expiry-reminder-{MAKER}.pdf、expiry-reminder-{MAKER}.docx\n"
        f"  {BRAKE}　城轨车辆碳陶制动盘　有效期至2028年6月16日\n"
        f"  {FILM}　石墨烯复合导热膜　有效期至2028年6月16日\n"
        "还没有发文字号，印发前请在 Word 文件中编号。\n"
    )
    assert "CZ5172" in err
    assert "归档第 6 号记录（CZCP-2026-0099）的有效期将在2028年6月16日届满" in err
    said = docx_content((tmp_path / "letters" / f"expiry-reminder-{MAKER}.docx").read_bytes()).text
    assert BRAKE in said
    assert FILM in said
    assert SPINDLE not in said
    ((name, content),) = read_sources((tmp_path / "letters" / f"expiry-reminder-{MAKER}.pdf").read_bytes())
    assert name == f"expiry-reminder-{MAKER}.json"
    assert [one["certificate"] for one in json.loads(content)["products"]] == [BRAKE, FILM]
    again = run("remind", "--within", "90", *where, "--format", "json")
    assert json.loads(again[1])["letters"][0]["written"] == []
    status, out, err = run("remind", "--within", "90", *where, "--contact", "科技创新处")
    assert (status, out) == (1, "")
    assert "CZ5121" in err


@pytest.mark.parametrize(
    ("today", "within", "count"),
    [("2028-03-17", "90", 0), ("2028-06-16", "1", 1), ("2028-06-17", "90", 0), ("2026-06-15", "900", 0)],
)
def test_both_ends_of_the_period_count(  # noqa: PLR0913, PLR0917 - fixtures, and what is asked and answered
    run: Run, archive: Path, tmp_path: Path, today: str, within: str, count: int
) -> None:
    """The last day of the validity is in the period on its first and its last day; what was not known then is not."""
    where = ("--archive", str(archive), "--out", str(tmp_path / "letters"), "--format", "json")
    status, out, _ = run("remind", "--within", within, "--today", today, *where)
    assert status == 0
    assert len(reminded(out)) == count
    assert (tmp_path / "letters").exists() == bool(count)


def test_renewed_products_are_left_out(run: Run, tmp_path: Path) -> None:
    """A product that was certified again is not reminded of, from the day on which that is known."""
    folder = listed_archive(tmp_path / "archive")
    add(folder, [renewal(BRAKE, "CZCP-2028-0001")], on=date(2028, 5, 20))
    where = ("--archive", str(folder), "--within", "60", "--format", "json")
    assert reminded(run("remind", "--today", "2028-05-21", "--out", str(tmp_path / "a"), *where)[1]) == [[FILM]]
    assert reminded(run("remind", "--today", "2028-05-19", "--out", str(tmp_path / "b"), *where)[1]) == [[BRAKE, FILM]]


def test_withdrawn_renewal_is_none(run: Run, tmp_path: Path) -> None:
    """Where a correction took the renewal back, the product is reminded of again."""
    folder = listed_archive(tmp_path / "archive")
    add(folder, [renewal(BRAKE, "CZCP-2028-0001")], on=date(2028, 5, 20))
    correction = RecordDraft(kind="certification-decision", title="更正", supersedes=(8,))
    add(folder, [correction], on=date(2028, 5, 22))
    arguments = ("--archive", str(folder), "--within", "60", "--today", "2028-05-23", "--out", str(tmp_path / "a"))
    assert reminded(run("remind", *arguments, "--format", "json")[1]) == [[BRAKE, FILM]]


def test_nothing_to_remind_of(run: Run, archive: Path, tmp_path: Path) -> None:
    """Where nothing ends a sentence says so, and no folder is made."""
    arguments = ("--archive", str(archive), "--within", "30", "--today", "2026-10-20", "--out", str(tmp_path / "a"))
    assert run("remind", *arguments) == (0, "2026年10月20日至2026年11月19日没有需要提醒的产品，没有写提醒函。\n", "")
    assert not (tmp_path / "a").exists()


def test_call_is_written_in_both_formats(run: Run, tmp_path: Path) -> None:
    """The call of the year, with the facts given, once; sample parameters are pointed out."""
    arguments = ("--year", "2026", "-o", str(tmp_path / "out"), *FACTS, "--dated", "2026-02-20")
    status, out, err = run("call-notice", *arguments)
    assert (status, out) == (
        0,
        f"2026年度申报通知已写入 {tmp_path / 'out'}（call-notice-2026.pdf、call-notice-2026.docx）。\n",
    )
    assert "CZ5164" in err
    said = docx_content((tmp_path / "out" / "call-notice-2026.docx").read_bytes()).text
    assert "联系单位：科技创新处" in said
    assert "“其他”部分可以从简" in said
    ((name, _),) = read_sources((tmp_path / "out" / "call-notice-2026.pdf").read_bytes())
    assert name == "notice-2026.yaml"
    assert "没有变化：" in run("call-notice", *arguments)[1]
    status, out, err = run("call-notice", *arguments, "--copy-to", "常州市科学技术局")
    assert (status, out) == (1, "")
    assert "CZ5121" in err


def test_call_points_out_days_off(run: Run, tmp_path: Path) -> None:
    """A last day on which nobody works is a warning."""
    arguments = ("--year", "2026", "-o", str(tmp_path / "out"), *FACTS, "--dated", "2026-02-20")
    status, _, err = run("call-notice", *arguments, "--reported-by", "2026-05-05")
    assert status == 0
    assert "初审报送日期2026年5月5日不是工作日" in err


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--year", "2031"), 1, "CZ5163 没有 2031 年度申报通知的参数，不能起草申报通知。"),
        (("--year", "2026", "--dated", "2026-04-16"), 2, "成文日期2026年4月16日晚于申报截止日期2026年4月15日。"),
        (("--year", "2026", "--opens", "2026-04-16"), 2, "申报开始日期2026年4月16日晚于申报截止日期2026年4月15日。"),
        (("--year", "2026", "--reported-by", "2026-04-14"), 2, "申报截止日期2026年4月15日晚于初审报送日期"),
        (("--year", "2026", "--issuer", "\U00030edf局"), 1, "CZ5168 发文机关中的字“\U00030edf”在排版字库里没有字形"),
    ],
)
def test_call_is_refused(run: Run, tmp_path: Path, arguments: tuple[str, ...], status: int, words: str) -> None:
    """What cannot be issued is said, and nothing is written."""
    dated = () if "--dated" in arguments else ("--dated", "2026-02-20")
    ended, out, err = run("call-notice", *arguments, *dated, "-o", str(tmp_path / "out"), *FACTS)
    assert (ended, out) == (status, "")
    assert words in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("remind", "--within", "0", "--out", "a"), "参数 --within：“0”不是 1 到 9999 的整数"),
        (("remind", "--within", "九十", "--out", "a"), "“九十”不是 1 到 9999 的整数"),
        (("remind", "--out", "a"), "缺少必填的参数：--within"),
        (("call-notice", "--year", "2026", "-o", "a"), "缺少必填的参数：--contact"),
    ],
)
def test_wrong_use(run: Run, arguments: tuple[str, ...], words: str) -> None:
    """Missing or senseless options end with 2 and a Chinese sentence."""
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert words in err


def test_no_archive_no_reminder(run: Run, tmp_path: Path) -> None:
    """A folder that is no archive is said."""
    status, _, err = run("remind", "--within", "9", "--archive", str(tmp_path / "none"), "--out", str(tmp_path / "a"))
    assert status == 1
    assert "CZ3020" in err
