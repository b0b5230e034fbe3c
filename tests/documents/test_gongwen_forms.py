"""The forms of GB/T 9704-2012 as they stand in the finished PDF: positions in millimetres, red marks by their ink."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest
from directory_data import compact, fonts
from gongwen_samples import AGENCIES, samples, single

from czdocs.documents.gongwen import Attachment, Layout, OfficialDocument, body
from czdocs.documents.official import render_official_pdf

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_MM = 25.4 / 72
_LINE = 225 / 22
_CHARACTER = 156 / 28
_DPI = 150


def _pages(document: OfficialDocument) -> list[list[dict[str, Any]]]:
    """The words of each page with their boxes in millimetres; what stands apart in a line is apart."""
    with pdfplumber.open(BytesIO(render_official_pdf(document, fonts=fonts()))) as pdf:
        return [
            [
                {"text": word["text"], "font": word["fontname"].split("+")[1], "size": word["size"]}
                | {side: word[side] * _MM for side in ("x0", "x1", "top", "bottom")}
                for word in page.extract_words(extra_attrs=["fontname", "size"], x_tolerance=3)
            ]
            for page in pdf.pages
        ]


@cache
def _sample(name: str) -> list[list[dict[str, Any]]]:
    return _pages(samples()[name])


def _word(page: list[dict[str, Any]], start: str) -> dict[str, Any]:
    return next(word for word in page if word["text"].startswith(start))


def _row(page: list[dict[str, Any]], text: str) -> dict[str, float]:
    """Where the line `text` stands, whose characters may be spread."""
    rows: dict[float, list[dict[str, Any]]] = {}
    for word in page:
        rows.setdefault(round(word["top"], 1), []).append(word)
    for words in rows.values():
        words.sort(key=lambda word: float(word["x0"]))
        for first in range(len(words)):
            for last in range(first, len(words)):
                some = words[first : last + 1]
                if "".join(word["text"] for word in some) == text:
                    return {
                        "x0": some[0]["x0"],
                        "x1": some[-1]["x1"],
                        "top": some[0]["top"],
                        "bottom": some[0]["bottom"],
                    }
    raise AssertionError(text)


@cache
def _red(name: str) -> tuple[float, float, float, float]:
    """Left, top, right of the red ink on page 1 and how far down its first block goes, in millimetres."""
    with pdfplumber.open(BytesIO(render_official_pdf(samples()[name], fonts=fonts()))) as pdf:
        picture = pdf.pages[0].to_image(resolution=_DPI).original.convert("RGB")
    red = picture.point(lambda value: 255 if value > 180 else 0).split()[0]
    other = [channel.point(lambda value: 255 if value < 80 else 0) for channel in picture.split()[1:]]
    from PIL import ImageChops

    mask = ImageChops.multiply(ImageChops.multiply(red, other[0]), other[1])
    above = mask.crop((0, 0, mask.width, int(290 / 25.4 * _DPI)))
    top = above.getbbox()[1]
    rows = [y for y in range(top, above.height) if above.crop((0, y, above.width, y + 1)).getbbox()]
    end = next((y for y, after in pairwise(rows) if after - y > 3 / 25.4 * _DPI), rows[-1])
    block = above.crop((0, top, above.width, end + 1)).getbbox()
    return tuple(value * 25.4 / _DPI for value in (block[0], top, block[2], end))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("name", "top"),
    [("single", 72), ("joint-2", 72), ("joint-5", 72), ("joint-8", 72), ("minutes", 72), ("order", 57), ("letter", 30)],
)
def test_the_mark_begins_where_its_form_says(name: str, top: float) -> None:
    """The red ink begins 72 mm from the edge of the sheet, 57 in an order, 30 in a letter, centred at 106 mm."""
    left, upper, right, _ = _red(name)
    assert upper == pytest.approx(top, abs=1)
    assert (left + right) / 2 == pytest.approx(106, abs=1)


@pytest.mark.parametrize("name", ["joint-2", "joint-5", "joint-8"])
def test_the_word_stands_on_the_middle_of_the_names(name: str) -> None:
    """The names of a joint mark are equally wide; 文件 stands at their right, on the middle of their height."""
    page = _sample(name)[0]
    names = [_row(page, issuer) for issuer in samples()[name].issuers]
    word = _row(page, "文件")
    assert [row["x0"] for row in names] == pytest.approx([names[0]["x0"]] * len(names), abs=0.4)
    assert [row["x1"] for row in names] == pytest.approx([names[0]["x1"]] * len(names), abs=0.4)
    assert word["x0"] > names[0]["x1"]
    assert (word["top"] + word["bottom"]) / 2 == pytest.approx((names[0]["top"] + names[-1]["bottom"]) / 2, abs=1)
    assert (names[0]["x0"] + word["x1"]) / 2 == pytest.approx(106, abs=1)


def test_a_mark_may_be_the_name_alone() -> None:
    """Without its word the mark is the agency's name."""
    document = single()
    assert replace(document, mark_word=False).mark.text == AGENCIES[0]
    assert document.mark.text == f"{AGENCIES[0]}文件"
    assert samples()["minutes"].mark.text == "常州市创新产品认定联合会商会议纪要"
    assert replace(document, layout=Layout.ORDER, issuers=("常州市人民政府令",)).mark.text == "常州市人民政府令"


def test_secrecy_stands_flush_left_in_its_order() -> None:
    """份号, 密级 and 紧急程度 stand on lines 1 to 3, flush left, the latter two in Hei."""
    page = _sample("classified")[0]
    words = [_word(page, start) for start in ("000012", "秘密★1年", "特急")]
    assert [word["x0"] for word in words] == pytest.approx([28] * 3, abs=0.5)
    for line, word in enumerate(words):
        assert 37 <= word["top"] - line * _LINE <= 43
    assert [word["font"] for word in words[1:]] == ["cz-hei", "cz-hei"]
    assert "文件" not in "".join(word["text"] for word in page)


def test_a_letter_has_its_secrecy_under_the_first_rule() -> None:
    """In a letter 密级 stands flush left level with the number, and the title two lines below the last of them."""
    page = _pages(replace(samples()["letter"], classification="秘密★1年", urgency="特急"))[0]
    number, grade, urgency = (_word(page, text) for text in ("常工信创新函", "秘密★1年", "特急"))
    assert grade["top"] == pytest.approx(number["top"], abs=1)
    assert (grade["x0"], urgency["x0"]) == pytest.approx((28, 28), abs=0.5)
    assert number["x1"] == pytest.approx(184, abs=0.5)
    assert _row(page, "关于商请推荐创新产品评审专家的函")["top"] - urgency["bottom"] == pytest.approx(
        2 * _LINE, abs=4.5
    )


@pytest.mark.parametrize("approvers", [("张三",), ("张三", "李四"), ("张三", "李四", "王小五")])
def test_a_document_to_a_superior_names_its_approvers(approvers: tuple[str, ...]) -> None:
    """签发人 stand two in a line, one character from the right, in Kai; the number is level with the last."""
    document = replace(samples()["upward"], approvers=approvers)
    page = _pages(document)[0]
    number = _word(page, "常工信创新")
    label = _word(page, "签发人：")
    assert number["x0"] == pytest.approx(28 + _CHARACTER, abs=0.7)
    assert label["font"] == "cz-fang"
    rows = [_row(page, name) for name in approvers]
    assert rows[-1]["top"] == pytest.approx(number["top"], abs=0.6)
    assert max(row["x1"] for row in rows) == pytest.approx(184 - _CHARACTER, abs=0.7)
    assert rows[0]["top"] == pytest.approx(label["top"], abs=0.6)
    with pdfplumber.open(BytesIO(render_official_pdf(document, fonts=fonts()))) as pdf:
        rule = min(pdf.pages[0].rects, key=lambda one: float(one["top"]))
        assert rule["top"] * _MM - number["bottom"] == pytest.approx(4, abs=0.5)


def test_names_without_seals() -> None:
    """Each name ends two characters from the right; the date begins two right of the beginning of the last."""
    page = _sample("unsealed")[-1]
    names = [_row(page, name) for name in AGENCIES[:3]]
    day = _row(page, "2026年3月5日")
    assert [name["x1"] for name in names] == pytest.approx([184 - 2 * _CHARACTER] * 3, abs=0.8)
    assert day["x0"] - names[-1]["x0"] == pytest.approx(2 * _CHARACTER, abs=0.8)
    assert [after["top"] - before["top"] for before, after in zip(names, [*names[1:], day], strict=True)] == (
        pytest.approx([_LINE] * 3, abs=0.3)
    )


def test_a_date_longer_than_the_name() -> None:
    """The date then ends two characters from the right, and the name begins two characters left of it."""
    page = _pages(replace(single(), sealed=False, issuers=("市财政局",), note=None, copies_to=(), printed_by=None))[-1]
    name, day = _row(page, "市财政局"), _row(page, "2026年3月5日")
    assert day["x1"] == pytest.approx(184 - 2 * _CHARACTER, abs=0.8)
    assert day["x0"] - name["x0"] == pytest.approx(2 * _CHARACTER, abs=0.8)


@pytest.mark.parametrize("name", ["order", "stamp"])
def test_room_for_a_signature_stamp(name: str) -> None:
    """The post stands left of the room for the stamp, two lines below the text; the date four from the right."""
    pages = _sample(name)
    page = next(page for page in pages if any(word["text"] == "市长" for word in page))
    post, day = _word(page, "市长"), _row(page, f"2026年{'6月16' if name == 'order' else '3月5'}日")
    assert day["x1"] == pytest.approx(184 - 4 * _CHARACTER, abs=1)
    assert post["x1"] == pytest.approx(184 - 14 * _CHARACTER, abs=1)
    assert day["top"] - post["top"] == pytest.approx(2.5 * _LINE, abs=1)
    text = max(word["bottom"] for word in page if word["bottom"] < post["top"])
    assert post["top"] - text == pytest.approx(2.5 * _LINE, abs=6)


def test_an_order() -> None:
    """The number stands two lines below the mark, centred, the text two below it, without a rule and a title."""
    page = _sample("order")[0]
    number, text = _row(page, "第12号"), _word(page, "《常州市创新产品推广应用若干规定》")
    assert (number["x0"] + number["x1"]) / 2 == pytest.approx(106, abs=1)
    assert number["top"] - _red("order")[3] == pytest.approx(2 * _LINE, abs=4)
    assert text["top"] - number["top"] == pytest.approx(3 * _LINE, abs=1)


def test_minutes() -> None:
    """出席, 请假 and 列席 in Hei, the names in Fang under the first of them; nobody signs."""
    pages = _sample("minutes")
    words = [word for page in pages for word in page]
    for label in ("出席：", "请假：", "列席："):
        word = next(word for word in words if word["text"].startswith(label))
        assert word["font"] == "cz-hei"
        assert word["x0"] == pytest.approx(28 + 2 * _CHARACTER, abs=0.6)
    present = next(word for word in words if word["text"].startswith("市工业和信息化局张三"))
    turned = [word for word in words if present["top"] + 5 < word["top"] < present["top"] + 2.5 * _LINE]
    assert {round(word["x0"] - present["x0"]) for word in turned} == {0}
    assert "".join(word["text"] for word in words).count("2026年6月12日") == 2


def test_recipients_in_the_imprint() -> None:
    """Eight agencies and many recipients leave no room: the recipients go above the copies, without a rule between."""
    crowded = replace(
        samples()["joint-8"], recipients=tuple(f"常州市创新产品推广应用示范单位第{n}号企业" for n in range(1, 12))
    )
    pages = _pages(crowded)
    assert any(word["text"].startswith("为加快") for word in pages[0])
    assert "主送：" not in "".join(word["text"] for word in pages[0])
    to, copies = _word(pages[-1], "主送："), _word(pages[-1], "抄送：")
    assert (to["x0"], copies["x0"]) == pytest.approx((28 + 14 * _MM,) * 2, abs=0.6)
    assert to["top"] < copies["top"]
    with pdfplumber.open(BytesIO(render_official_pdf(crowded, fonts=fonts()))) as pdf:
        rules = [rect["top"] * _MM for rect in pdf.pages[-1].rects if rect["width"] > 400 and rect["height"] < 2]
    assert not [rule for rule in rules if to["top"] < rule < copies["top"]]


@pytest.mark.parametrize("count", range(1, 9))
def test_names_of_joint_documents_never_meet(count: int) -> None:
    """However many agencies sign, no name leaves the type area or runs into another."""
    issuers = (*AGENCIES[4:5], *AGENCIES[:4], *AGENCIES[5:])[:count]
    page = _pages(replace(single(), issuers=issuers, note=None))[-2:]
    words = [word for one in page for word in one if any(word["text"] in name for name in issuers)]
    for word in words:
        assert word["x0"] >= 28 - 0.3
        assert word["x1"] <= 184 + 0.3
    for one in page:
        texts = [word["text"] for word in one]
        assert all(f"{a}{b}" not in texts for a in issuers for b in issuers)


def test_levels_of_running_text() -> None:
    """A （一） of one long sentence is running text, and so is an item of an enumeration; short ones are headings."""
    long = "（二）采购人应当在采购文件中落实创新产品首购订购要求并按规定公开采购意向和采购结果等有关信息。"
    items = ("（一）申请表；", "（二）申请报告书；", "（三）证明材料。", "（四）加强监督。各地要加强监督。")
    assert body((long,))[0].heading == ""
    assert [paragraph.heading for paragraph in body(items)] == ["", "", "", "（四）加强监督。"]
    assert body(("（一）关于首台（套）重大装备、首批次新材料和首版次软件认定工作的有关要求",))[0].text == ""


@pytest.mark.slow
def test_every_form_gives_the_same_bytes_again() -> None:
    """The same document gives the same file, whether it had to be fitted or not."""
    for name in ("order", "joint-8"):
        first, second = (render_official_pdf(samples()[name], fonts=fonts()) for _ in range(2))
        assert first == second


def test_all_text_is_there() -> None:
    """Whatever a document holds stands in its pages, of every form."""
    expected = {
        "order": ("常州市人民政府令", "第12号", "市长", "2026年6月16日", "常州市人民政府办公室"),
        "minutes": ("常州市创新产品认定联合会商会议纪要", "出席：", "（2026年6月12日）", "抄送：各参会单位。"),
        "upward": ("签发人：", "王小五", "（联系人：郑一，电话：0519-85681234）"),
    }
    for name, texts in expected.items():
        printed = compact("".join(word["text"] for page in _sample(name) for word in page))
        for text in texts:
            assert text in printed


def test_an_attachment_without_number() -> None:
    """A single attachment is headed 附件 without a number, several with theirs."""
    document = replace(single(), attachments=(Attachment(title="甲", paragraphs=body(("乙",))),))
    assert [word["text"] for word in _pages(document)[-1]][:1] == ["附件"]
