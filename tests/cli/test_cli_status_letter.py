"""The letter of `czdocs status`: a proof only where it is true, and a sentence where there is none."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from docx import Document
from listed_archive import BRAKE, MAKER, OLD, SPINDLE, listed_archive
from pypdf import PdfReader

from czdocs.cli.main import main
from czdocs.documents.imprint import read_sources

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)
Ask = Callable[..., tuple[int, str, str]]
TODAY = ("--today", "2026-10-20")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that the letters are made from."""
    return listed_archive(tmp_path_factory.mktemp("listed") / "archive")


@pytest.fixture
def ask(archive: Path, capfd: pytest.CaptureFixture[str]) -> Ask:
    """`status` with this archive: its exit status, output and messages."""

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["status", *arguments, "--archive", str(archive)])
        told = capfd.readouterr()
        return status, told.out, told.err

    return run


def text(path: Path) -> str:
    """The text of a PDF without blanks, page numbers and the issuer's mark, which comes last on the first page."""
    first, *others = ("".join(page.extract_text().split()) for page in PdfReader(path).pages)
    pages = (first.removesuffix("常州市工业和信息化局"), *others)
    return "".join(re.sub("—[0-9]+—$", "", page) for page in pages)


def contents(folder: Path) -> Mapping[str, bytes]:
    """The archive's files, without the index, which is made anew at will."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(("index", ".")))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_proof_of_a_certified_product(ask: Ask, archive: Path, tmp_path: Path) -> None:
    """The letter names product, certificate, validity, edition, status, full marks and where the archive says so."""
    output = tmp_path / "证明.pdf"
    before = contents(archive)
    named = ("--project", "城轨车辆制动盘采购", "--purchaser", "常州示例轨道交通运行管理中心")
    number = ("--document-number", "常工信函〔2026〕31号", "--contact", "科技创新处，0519-85550093")
    status, out, err = ask(BRAKE, "--on", "2026-10-30", *TODAY, "--letter", str(output), *named, *number)
    assert (status, err) == (0, "")
    assert out.endswith(f"证明已写入 {output}。\n")
    said = text(output)
    for words in (
        "常州市创新产品有效性及业绩认定证明",
        "常工信函〔2026〕31号",
        "常州示例轨道交通运行管理中心：",
        "现将下列产品在“城轨车辆制动盘采购”项目的投标（响应文件提交）截止日2026年10月30日的情况证明如下：",
        "1.产品名称：城轨车辆碳陶制动盘。",
        "2.型号规格：TL-590、TL-640。",
        f"4.统一社会信用代码：{MAKER}。",
        f"5.证书编号：{BRAKE}。",
        "该产品由常工信创新〔2026〕58号文件于2026年6月16日认定，列入《常州市创新产品推广应用推荐目录（2026年版）》，",
        "有效期自2026年6月16日至2028年6月16日，首尾两日均含（《办法》第十条）。",
        "按归档截至2026年10月20日日终的内容，该产品在2026年10月30日认定有效。",
        "出具之日以后、截止日以前该产品的认定被撤销的，以当日的状态为准。",
        "2026年10月30日在自认定之日起的期限（至2028年6月16日）以内，该产品参加政府采购活动时视同已具备相应销售业绩，业绩分值为满分。",
        "创新产品归档的第2号记录",
        "2026年6月16日第2次归档",
        "出具本件时归档共有7条记录",
        "特此证明。联系方式：科技创新处，0519-85550093。",
        "2026年10月20日",
    ):
        assert words in said
    assert contents(archive) == before


def test_proof_carries_the_whole_digests(ask: Ask, tmp_path: Path) -> None:
    """Inside the PDF lies the answer for programs; the digests printed are the beginnings of those in it."""
    output = tmp_path / "letter.pdf"
    assert ask(BRAKE, "--on", "2026-10-30", *TODAY, "--letter", str(output))[0] == 0
    ((name, content),) = read_sources(output.read_bytes())
    data = json.loads(content)
    assert name == f"{BRAKE}-20261030.json"
    assert (data["status"], data["track_record_full_marks"]) == ("certified", True)
    assert f"标识{data['record']['id'][:16]}" in text(output)
    assert f"树根{data['archive']['root'][:16]}" in text(output)
    answer = json.loads(ask(BRAKE, "--on", "2026-10-30", *TODAY, "--format", "json")[1])
    assert answer["records"][0]["id"] == data["record"]["id"]


def test_same_letter_is_written_once_and_nothing_else_overwritten(ask: Ask, tmp_path: Path) -> None:
    """The same question gives the same bytes; another file in its place is left alone."""
    output = tmp_path / "letter.pdf"
    arguments = (BRAKE, "--on", "2026-10-30", *TODAY, "--letter", str(output))
    assert ask(*arguments)[0] == 0
    first = output.read_bytes()
    assert "证明没有变化：" in ask(*arguments)[1]
    status, out, err = ask(BRAKE, "--on", "2026-10-31", *TODAY, "--letter", str(output))
    assert (status, out) == (1, "")
    assert f"{output} 已经存在，没有改动它。" in err
    assert output.read_bytes() == first


def test_word_document_says_the_same(ask: Ask, tmp_path: Path) -> None:
    """The Word document has every line of the PDF's body, and the same bytes each time."""
    for name in ("a.pdf", "a.docx", "b.docx"):
        status, _, _ = ask(BRAKE, "--on", "2026-10-30", *TODAY, "--letter", str(tmp_path / name))
        assert status == 0
    lines = ["".join(p.text.split()) for p in Document(str(tmp_path / "a.docx")).paragraphs]
    said = text(tmp_path / "a.pdf")
    body = lines[lines.index("有关采购人：") :]
    assert len(body) > 12
    assert [line for line in body if line not in said] == []
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@pytest.mark.parametrize(
    ("subject", "on", "words"),
    [
        (BRAKE, "2026-06-15", "该产品在2026年6月15日尚未认定，自2026年6月16日起才有效。"),
        (OLD, "2026-05-29", "该产品在2026年5月29日有效期已经届满，自2026年5月28日的次日起不再有效。"),
        (
            SPINDLE,
            "2026-10-30",
            "该产品在2026年10月30日已被撤销认定。撤销自2026年8月20日起生效，见《关于撤销高速电主轴认定的决定》。",
        ),
    ],
)
def test_letter_tells_the_truth_of_other_products(ask: Ask, tmp_path: Path, subject: str, on: str, words: str) -> None:
    """Of a product that is not certified on the day the letter says so, and that it proves nothing."""
    output = tmp_path / "letter.pdf"
    status, out, _ = ask(subject, "--on", on, *TODAY, "--letter", str(output))
    assert status == 0
    assert "情况说明（不能证明业绩满分）已写入" in out
    said = text(output)
    assert "常州市创新产品有效性及业绩情况说明" in said
    assert words in said
    assert "业绩按实际情况评分。本说明不作为业绩证明使用。" in said
    assert "业绩分值为满分。" not in said
    assert "证明如下" not in said


@pytest.mark.parametrize("on", ["2026-06-16", "2028-06-16"])
def test_first_and_last_day_are_proved(ask: Ask, tmp_path: Path, on: str) -> None:
    """Both ends of the validity give full marks."""
    output = tmp_path / "letter.pdf"
    _, out, _ = ask(BRAKE, "--on", on, *TODAY, "--letter", str(output), "--format", "json")
    assert json.loads(out)["letter"] == {"path": output.as_posix(), "track_record_full_marks": True}


def test_proof_of_a_day_before_the_revocation_names_it(ask: Ask, tmp_path: Path) -> None:
    """Whoever gets a proof about a day in the past reads that the certification has ended since."""
    output = tmp_path / "letter.pdf"
    status, out, _ = ask(SPINDLE, "--on", "2026-08-19", *TODAY, "--letter", str(output))
    assert status == 0
    assert "认定有效" in out
    said = text(output)
    assert "该产品在2026年8月19日认定有效。该产品的认定自2026年8月20日起撤销，" in said
    assert "见《关于撤销高速电主轴认定的决定》，自该日起不再有效。" in said
    assert "业绩分值为满分。" in said


def test_what_was_archived_later_is_told(ask: Ask, tmp_path: Path) -> None:
    """An old state of knowledge proves nothing where the archive has learned otherwise since."""
    output = tmp_path / "letter.pdf"
    status, out, err = ask(SPINDLE, "--on", "2026-08-30", "--known", "2026-08-31", *TODAY, "--letter", str(output))
    assert status == 0
    assert "认定有效" in out
    assert "CZ5280" in err
    assert "按2026年8月31日日终已归档的内容，2026年8月30日的状态是“认定有效”；以后归档的内容是“已撤销”" in err
    said = text(output)
    assert "此后归档的内容表明，该产品在2026年8月30日的状态是“已撤销”，以此为准。" in said
    assert "不能依据《办法》第十五条认定业绩分值为满分" in said


@pytest.mark.parametrize(
    ("arguments", "status", "code", "words"),
    [
        (("CZCP-2026-9999", "--letter", "a.pdf"), 1, "CZ5274", "没有关于“CZCP-2026-9999”的认定记录，没有出具证明。"),
        ((BRAKE, "--letter", "a.pdf", "--known", "2026-06-15"), 1, "CZ5274", "截至2026年6月15日日终"),
        ((MAKER, "--letter", "a.pdf"), 1, "CZ5275", f"“{MAKER}”有 2 个产品的认定记录：{BRAKE}、CZCP-2026-0007"),
        (("CZCP-2026-0099", "--letter", "a.pdf"), 1, "CZ5276", "第 6 号记录里没有产品、型号和单位的完整数据"),
        ((BRAKE, "--letter", "a.txt"), 2, "CZ5277", "a.txt 的扩展名不是"),
        ((BRAKE, "--letter", "a.pdf", "--known", "2026-10-21"), 2, "CZ5278", "--known 是2026年10月21日"),
        ((BRAKE, "--letter", "a.pdf", "--project", "\U00030edf设备"), 1, "CZ5279", "采购项目中的字“\U00030edf”"),
        ((BRAKE, "--project", "制动盘采购", "--contact", "科"), 2, "CZ5281", "--project、--contact只用于证明"),
        ((BRAKE, "--letter", "file/a.pdf"), 4, "CZ5104", "路径上有同名的文件或文件夹"),
    ],
)
def test_no_letter(  # noqa: PLR0913, PLR0917 - what is asked and what is answered
    ask: Ask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    status: int,
    code: str,
    words: str,
) -> None:
    """Where there is no letter a sentence says why, and no file is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    ended, out, err = ask(*arguments, "--on", "2026-10-30", *TODAY)
    assert (ended, out) == (status, "")
    assert code in err
    assert words in err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_number_that_is_none_is_wrong_use(ask: Ask, tmp_path: Path) -> None:
    """What is no document number is not printed on a letter."""
    output = tmp_path / "letter.pdf"
    status, _, err = ask(BRAKE, "--on", "2026-10-30", *TODAY, "--letter", str(output), "--document-number", "第31号")
    assert status == 2
    assert "参数 --document-number：“第31号”不是发文字号，请写成 常工信函〔2026〕31号 的样子" in err
    assert not output.exists()


def test_no_archive_no_letter(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A folder that is no archive is said."""
    arguments = ["status", BRAKE, "--on", "2026-10-30", *TODAY, "--letter", str(tmp_path / "a.pdf")]
    assert main([*arguments, "--archive", str(tmp_path / "none")]) == 1
    assert "CZ3020" in capfd.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_letter_into_a_folder_that_may_not_be_written(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the machine refuses is told as such, with exit status 4."""

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    status, _, err = ask(BRAKE, "--on", "2026-10-30", *TODAY, "--letter", str(tmp_path / "a.pdf"))
    assert status == 4
    assert "CZ5103" in err
