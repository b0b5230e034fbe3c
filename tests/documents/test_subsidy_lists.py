"""Publicity, summary and allocation notice of a batch: masked where everybody reads, with sums that agree."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pdfplumber
import pytest
from directory_data import compact, fonts
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from subsidy_data import batch, claims, document_text

from czdocs.documents.context.allocation import allocation_context
from czdocs.documents.context.subsidy_lists import publicity_context, summary_context
from czdocs.documents.context.subsidy_words import assessment, masked, running_text
from czdocs.documents.gongwen import OfficialDocument
from czdocs.documents.official import render_official_docx, render_official_pdf
from czdocs.money import Yuan

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_GOLDEN = Path(__file__).resolve().parent.parent / "data" / "letters"
_CONTEXTS = {"publicity": publicity_context, "summary": summary_context, "allocation": allocation_context}
_MM = 25.4 / 72


def _yuan(text: str) -> Yuan:
    return Yuan(Decimal(text))


@cache
def _document(name: str) -> OfficialDocument:
    return _CONTEXTS[name](batch())


@cache
def _pdf(name: str) -> bytes:
    return render_official_pdf(_document(name), fonts=fonts())


def _printed(content: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return compact("".join(re.sub(r"—\s*\d+\s*—", "", page) for page in pages))


def _written(content: bytes) -> str:
    body = Document(BytesIO(content)).element.body
    return compact("".join(node.text or "" for node in body.iter(qn("w:t"))))


@pytest.mark.parametrize("name", sorted(_CONTEXTS))
def test_a_document_says_what_its_golden_text_says(name: str) -> None:
    """Publicity, summary and allocation notice, word for word."""
    assert document_text(_document(name)) == (_GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(_CONTEXTS))
def test_pdf_and_word_say_the_same(name: str) -> None:
    """Every character of the PDF stands in the Word document, but for table heads that further pages repeat."""
    document = _document(name)
    printed, written = Counter(_printed(_pdf(name))), Counter(_written(render_official_docx(document)))
    tables = [attachment.table for attachment in document.attachments if attachment.table is not None]
    heads = {"".join(column.title for column in table.columns) for table in tables}
    for head in heads:
        whole = compact(head)
        once = sum(whole == compact("".join(c.title for c in table.columns)) for table in tables)
        again = _printed(_pdf(name)).count(whole) - once
        printed -= Counter(whole * again)
    assert printed == written


def test_the_publicity_shows_no_account_and_no_whole_number() -> None:
    """Neither in the text nor in the bytes of both formats: accounts, credit codes, whole policy numbers, refusals."""
    docx = render_official_docx(publicity_context(batch()))
    with ZipFile(BytesIO(docx)) as members:
        raw = b"".join(members.read(name) for name in members.namelist())
    pdf = render_official_pdf(publicity_context(batch()), fonts=fonts())
    printed, written = _printed(pdf), _written(docx)
    secrets = [claim.account.number for claim in claims().values()]
    secrets += [claim.account.bank for claim in claims().values()]
    secrets += [paper for claim in claims().values() for paper in claim.papers]
    secrets += [claim.uscc for claim in claims().values()]
    secrets += [claim.company for claim in claims().values() if not claim.approved]
    for secret in secrets:
        assert secret not in printed
        assert secret not in written
        assert secret.encode() not in raw
        assert secret.encode() not in pdf
    assert "PICC****0417" in printed
    assert not re.search(r"1[3-9][0-9]{9}", printed)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("PZDA202632040000000101", "PZDA****0101"),
        ("HT-2026-0815", "HT-2****0815"),
        ("AB12345678", "AB1****678"),
        ("1234", "1****4"),
        ("12", "****"),
        ("", "****"),
    ],
)
def test_masks_tell_at_most_two_thirds(number: str, shown: str) -> None:
    """A long number keeps four characters at each end, a short one a third, and the stars do not tell its length."""
    assert masked(number) == shown


def test_sums_of_all_documents_agree() -> None:
    """The totals of publicity, summary and allocation notice are those of the batch, to the yuan."""
    total = f"{batch().total_yuan:,}"
    for name in _CONTEXTS:
        (first, *_) = _document(name).attachments
        assert first.table is not None
        assert total in first.table.total
        assert f"{total}元" in "".join(p.heading + p.text for p in _document(name).body)
    by_district, by_project = (a.table for a in _document("allocation").attachments)
    assert by_district is not None
    assert by_project is not None
    assert by_district.total[-3:] == by_project.total[-3:]
    columns = zip(*(row[3:] for row in by_district.rows), strict=True)
    sums = tuple(f"{sum(int(cell.replace(',', '')) for cell in column):,}" for column in columns)
    assert sums == by_district.total[3:]


def test_base_and_rate_are_those_of_the_calculation() -> None:
    """The base counts what the share is taken of, over all parts; nothing counted has no rate."""
    plain, three, scenario, early = (
        assessment(claims()[name].derivation) for name in ("plain", "three", "scenario", "early")
    )
    assert (plain.base, plain.rate) == (Fraction(200000), "80%")
    assert three.result == three.base * 80 / 100
    assert three.rate == "80%"
    assert (scenario.base, scenario.rate) == (Fraction(8000000), "15%")
    assert (early.base, early.rate) == (Fraction(0), "—")


def test_columns_fill_the_type_area() -> None:
    """Turned tables are 225 mm wide, upright ones 156 mm, and no row has more or fewer cells."""
    for name in _CONTEXTS:
        for attachment in _document(name).attachments:
            table = attachment.table
            assert table is not None
            assert sum(column.width for column in table.columns) == (225 if attachment.landscape else 156)
            assert {len(row) for row in table.rows} <= {1, len(table.columns)}


def test_no_amount_is_broken() -> None:
    """Every figure of the last row of the publicity stands on one line, thousands of millions too."""
    great = replace(claims()["plain"], counted_yuan=_yuan("12345678901.23"), amount_yuan=_yuan("1234567890"))
    document = publicity_context(replace(batch(), claims=(*batch().claims, great)))
    table = document.attachments[0].table
    assert table is not None
    with pdfplumber.open(BytesIO(render_official_pdf(document, fonts=fonts()))) as pdf:
        words = {word["text"] for word in pdf.pages[-1].extract_words()}
    assert {cell for cell in table.total if cell} <= words
    sizes = Document(BytesIO(render_official_docx(document))).element.body.xpath(".//w:sz[@w:val='13']/../../w:t")
    assert table.total[9] in [size.text for size in sizes]


def test_the_allocation_is_a_document_with_imprint() -> None:
    """It bears mark, number, note, copies and imprint, and names no account."""
    document = _document("allocation")
    printed = _printed(_pdf("allocation"))
    assert printed.startswith("常州市工业和信息化局")
    for part in ("常工信创新〔2026〕107号", "（此件公开发布）", "抄送：常州市审计局。", "2026年11月17日印发"):
        assert part in printed
    assert document.recipients == batch().decision.recipients
    assert not any(claim.account.number in printed for claim in claims().values())


def test_without_refusals_the_summary_has_no_list_of_them() -> None:
    """A batch of approvals alone speaks of no refusal, and one of refusals alone lists no account."""
    granted = summary_context(batch("plain", "top_up"))
    assert [a.title for a in granted.attachments] == ["给予补贴的项目", "收款账户"]
    assert "不予补贴" not in "".join(p.text for p in granted.body)
    assert [a.title for a in summary_context(batch("early")).attachments] == ["不予补贴的项目"]


def test_word_documents_come_out_the_same() -> None:
    """Rendered again, each is byte for byte the same."""
    for context in _CONTEXTS.values():
        assert render_official_docx(context(batch())) == render_official_docx(context(batch()))


def test_a_last_turned_list_ends_turned_in_word() -> None:
    """The last section of a posted list is its last attachment: no empty upright page follows."""
    document = Document(BytesIO(render_official_docx(summary_context(batch()))))
    assert [s.page_width.mm > s.page_height.mm for s in document.sections if s.page_width and s.page_height] == [
        False,
        True,
        True,
        True,
    ]


def test_prose_has_no_gaps_and_dates_in_words() -> None:
    """What a terminal shows with blanks and ISO dates becomes prose; numbers of contracts are left alone."""
    text = "保单 PZ-2026-01-01-7 第 1 投保年度（2026-01-01 至 2026-12-31）不计，少 40,000.00 元，余 0.50 元。"
    assert running_text(text) == (
        "保单PZ-2026-01-01-7第1投保年度（2026年1月1日至2026年12月31日）不计，少40,000元，余0.50元。"
    )
