"""The publicity: posted, not sent; candidates, not certified products."""

from io import BytesIO

import pdfplumber
import pytest
from directory_data import compact, fonts
from edition_data import edition
from pypdf import PdfReader

from czdocs.documents.context.publicity import publicity_context
from czdocs.documents.official import render_official_pdf

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module")
def text() -> str:
    """The text of the publicity without white space."""
    pages = PdfReader(BytesIO(render_official_pdf(publicity_context(edition()), fonts=fonts()))).pages
    return compact("".join(page.extract_text() for page in pages))


def test_it_says_when_how_and_to_whom(text: str) -> None:
    """Period with working days, how to object, contact, address, and the day of posting as its date."""
    for part in (
        "公示时间：2026年6月5日至6月11日（共5个工作日）",
        "以个人名义反映的，应当签署真实姓名",
        "以单位名义反映的，应当加盖单位公章",
        "联系电话：0519-85550093",
        "电子邮箱：cxcp@gxj.example.gov.cn",
        "邮政编码：213022",
        "2026年6月4日",
    ):
        assert part in text


def test_it_promises_nothing(text: str) -> None:
    """No certificate number, no document number of its own, no date of certification or validity."""
    assert "CZCP-2026" not in text
    assert "58号" not in text
    assert "有效期" not in text
    assert "认定日期" not in text
    assert "拟认定10个产品" in text


def test_refused_cases_do_not_appear(text: str) -> None:
    """What was not certified is nobody else's business."""
    for case in edition().refused:
        assert case.company not in text
        assert case.product not in text


def test_it_has_no_red_mark() -> None:
    """Nothing on its pages is red, and no agency's 文件 heads it."""
    with pdfplumber.open(BytesIO(render_official_pdf(publicity_context(edition()), fonts=fonts()))) as pdf:
        colours = {c["non_stroking_color"] for page in pdf.pages for c in (*page.chars, *page.rects)}
    assert colours <= {(0.0, 0.0, 0.0), (0.0,), (0,), 0, None}


def test_only_the_lead_agency_signs() -> None:
    """The publicity is the lead agency's; the others sign the certifying notice."""
    assert publicity_context(edition()).issuers == ("常州市工业和信息化局",)
