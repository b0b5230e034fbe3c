"""Certificates: one page each, everything on it, nothing on anything else."""

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest
from directory_data import compact, fonts
from docx import Document
from edition_data import edition, publication
from pypdf import PdfReader

from czdocs.documents.certificate import render_certificate_docx, render_certificate_pdf
from czdocs.documents.context.certificate import certificate_context

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_LONG = next(e for e in edition().certified if len(e.models) == 5)


def test_it_states_everything() -> None:
    """Holder, product, models, category, basis, number, period, agencies, date."""
    (page,) = PdfReader(BytesIO(render_certificate_pdf(_LONG, publication(), fonts=fonts()))).pages
    text = compact(page.extract_text())
    for part in (
        _LONG.company,
        _LONG.product,
        *_LONG.models,
        "首台（套）重大装备",
        "常工信创新〔2026〕58号",
        "CZCP-2026-0002（接续CZCP-2024-0002）",
        "2026年6月16日至2028年6月16日",
        *publication().issuers,
    ):
        assert compact(part) in text


@pytest.mark.parametrize("number", range(10))
def test_nothing_overlaps(number: int) -> None:
    """One turned A4 page; what is said ends above the room for the seals, 21 mm over the agencies' names."""
    entry = edition().certified[number]
    with pdfplumber.open(BytesIO(render_certificate_pdf(entry, publication(), fonts=fonts()))) as pdf:
        (page,) = pdf.pages
        assert (round(page.width * 25.4 / 72), round(page.height * 25.4 / 72)) == (297, 210)
        facts = page.search("认定文号")[0]["bottom"] * 25.4 / 72
        names = page.search("常州市财政局")[0]["top"] * 25.4 / 72
        assert facts <= names - 21
        assert max(c["x1"] for c in page.chars) * 25.4 / 72 <= 297 - 12


def test_five_agencies_have_a_line_each_but_the_longest() -> None:
    """The names of up to eleven characters stay on one line beside each other."""
    names = (
        "常州市工业和信息化局",
        "常州市发展和改革委员会",
        "常州市科学技术局",
        "常州市财政局",
        "国家金融监督管理总局常州监管分局",
    )
    content = render_certificate_pdf(_LONG, replace(publication(), issuers=names), fonts=fonts())
    with pdfplumber.open(BytesIO(content)) as pdf:
        line = compact(pdf.pages[0].extract_text())
    assert "".join(names[:4]) in line


def test_the_code_says_what_the_certificate_says() -> None:
    """The QR code's text is number, product, holder and period, one a line."""
    inquiry = certificate_context(_LONG, publication()).inquiry
    assert inquiry.splitlines() == [
        "常州市创新产品认定证书",
        "CZCP-2026-0002",
        _LONG.product,
        _LONG.company,
        "2026年6月16日至2028年6月16日",
    ]


def test_the_code_follows_the_text() -> None:
    """Another period gives another code, drawn as vectors."""
    later = replace(_LONG, valid_to=_LONG.valid_to.replace(year=2029))
    drawings = []
    for entry in (_LONG, later):
        with pdfplumber.open(BytesIO(render_certificate_pdf(entry, publication(), fonts=fonts()))) as pdf:
            page = pdf.pages[0]
            drawings.append([(round(o["x0"]), round(o["top"])) for o in (*page.curves, *page.lines, *page.rects)])
    assert drawings[0] != drawings[1]


def test_same_certificate_same_bytes() -> None:
    """A certificate comes out byte for byte the same, with its own title and date inside."""
    first, second = (render_certificate_pdf(_LONG, publication(), fonts=fonts()) for _ in range(2))
    assert first == second
    information = PdfReader(BytesIO(first)).metadata
    assert information is not None
    assert information.title == "常州市创新产品认定证书 CZCP-2026-0002"
    assert information["/CreationDate"] == "D:20260616000000+08'00'"


def _characters(text: str) -> list[str]:
    return sorted(compact(text))


@pytest.mark.parametrize("agencies", range(1, 6))
def test_the_word_document_says_the_same(agencies: int) -> None:
    """Every character of the PDF stands in the Word document, and no other, for one to five agencies."""
    names = (*publication().issuers, "国家金融监督管理总局常州监管分局")[:agencies]
    issued = replace(publication(), issuers=names)
    (page,) = PdfReader(BytesIO(render_certificate_pdf(_LONG, issued, fonts=fonts()))).pages
    body = Document(BytesIO(render_certificate_docx(_LONG, issued))).element.body
    word = "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
    assert _characters(word) == _characters(page.extract_text())
    assert word.startswith(f"常州市创新产品认定证书{_LONG.company}：")


def test_same_word_document_same_bytes() -> None:
    """The Word document comes out byte for byte the same."""
    first, second = (render_certificate_docx(_LONG, publication()) for _ in range(2))
    assert first == second
