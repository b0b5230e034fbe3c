"""What applicants write stands in every document as they wrote it, or is refused by name; it is never carried out."""

import csv
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from directory_data import compact, fonts, of_entries
from docx import Document
from docx.oxml.ns import qn
from edition_data import entry, publication
from pypdf import PdfReader
from subsidy_data import batch, claims, terms
from test_case_notice import NOTICE

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.certificate import render_certificate_pdf
from czdocs.documents.context.case_notice import acceptance_letter
from czdocs.documents.context.notice import notice_context
from czdocs.documents.context.subsidy_letter import letter_context
from czdocs.documents.directory import render_directory_docx, render_directory_pdf
from czdocs.documents.official import (
    render_official_docx,
    render_official_pdf,
)
from czdocs.documents.pdf import render_pdf
from czdocs.documents.qr import qr_png
from czdocs.documents.spreadsheet import render_directory_xlsx
from czdocs.documents.subsidy_sheet import render_finance_xlsx
from czdocs.documents.tabular import render_directory_csv
from czdocs.errors import CzdocsError

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

RARE = "镕喆堃淼犇㛃䶮𠅤"
STRANGE = (
    "甲{{7*7}}",
    "乙{%foriin(1,2)%}{{i}}{%endfor%}",
    "丙{{document.__class__.__mro__}}",
    "丁{#注#}{_{7}_}",
    "戊<script>alert(1)</script>",
    "己<imgsrc=file:///etc/passwd>",
    '庚"><linkrel=attachmenthref=file:///etc/passwd>',
    "辛</w:t></w:r></w:p><w:p/>",
    '=HYPERLINK("http://example.com","壬")',
    "@importurl(file:///etc/passwd);癸",
    "子</style><style>body{display:none}",
    "丑&lt;b&gt;&amp;&#65;",
    f"寅{RARE}",
)
EMOJI = "卯\U0001f680火箭"
TURNED = ("辰\u202e钱万百一\u202c", "巳\u2067甲\u2069", "午\u200f乙", "未\u061c丙")
LONG = "长" * 10_000


@cache
def strange() -> DirectoryEdition:
    """An edition with every strange text as the name of a product and of a company."""
    return of_entries(
        tuple(
            entry(n, product=text, company=text[::-1] if n % 2 else text, models=(text[:30],), summary=text * 2)
            for n, text in enumerate(STRANGE, 1)
        )
    )


def named(text: str) -> DirectoryEdition:
    """An edition of one product of this name."""
    return of_entries((entry(1, product=text),))


def in_pdf(content: bytes) -> str:
    """The text of a PDF."""
    return compact("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def in_word(content: bytes) -> str:
    """The text of a Word document."""
    document = Document(BytesIO(content))
    return compact("".join(node.text or "" for node in document.element.body.iter(qn("w:t"))))


def assert_literal(found: str) -> None:
    """Every strange text stands in what was read back, and nothing that carrying one out would have brought."""
    for text in STRANGE:
        assert text in found
    assert "root:" not in found


def test_the_notice_prints_names_as_they_are() -> None:
    """The list of certified products, as PDF and as Word document; nothing is attached to the PDF."""
    pdf = render_official_pdf(notice_context(strange()), fonts=fonts())
    assert_literal(in_pdf(pdf))
    assert not PdfReader(BytesIO(pdf)).attachments
    assert_literal(in_word(render_official_docx(notice_context(strange()))))


def test_spreadsheets_compute_none_of_it() -> None:
    """In XLSX every name is a text and no link; in CSV what begins like a formula is guarded."""
    book = openpyxl.load_workbook(BytesIO(render_directory_xlsx(strange())))
    cells = [cell for row in book["目录"].iter_rows() for cell in row]
    texts = {cell.value for cell in cells}
    assert set(STRANGE) <= texts
    assert {cell.data_type for cell in cells if cell.value in STRANGE} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    rows = list(csv.reader(StringIO(render_directory_csv(strange()).decode("utf-8-sig"), newline=""), strict=True))
    written = {cell for row in rows for cell in row}
    assert {f"'{text}" if text[0] in "=@" else text for text in STRANGE} <= written
    assert not [cell for cell in written if cell.startswith(("=", "@"))]


def test_the_finance_sheet_computes_none_of_it() -> None:
    """Company, product and account holder are texts there as well; the only formulas are its own sums."""
    formula = STRANGE[8]
    shown = batch("plain")
    claim = shown.claims[0]
    account = replace(claim.account, holder=formula)
    content = render_finance_xlsx(
        replace(shown, claims=(replace(claim, company=formula, product=formula, account=account),))
    )
    cells = [c for sheet in openpyxl.load_workbook(BytesIO(content)) for row in sheet.iter_rows() for c in row]
    assert {cell.data_type for cell in cells if cell.value == formula} == {"s"}
    assert not [cell for cell in cells if cell.data_type == "f" and "HYPERLINK" in str(cell.value)]


@pytest.mark.parametrize("text", STRANGE)
def test_letters_print_names_as_they_are(text: str) -> None:
    """The letter about a subsidy and the one about a submission, as Word documents."""
    claim = replace(claims()["plain"], company=text, product=text)
    letter = render_official_docx(letter_context(batch("plain"), claim, terms()))
    assert in_word(letter).count(text) >= 2
    notice = acceptance_letter(replace(NOTICE, company=text, product=text))
    assert in_word(render_official_docx(notice)).count(text) >= 2


def test_a_letter_as_pdf_prints_names_as_they_are() -> None:
    """The letter about a submission, with all strange texts in one name."""
    notice = acceptance_letter(replace(NOTICE, product="".join(STRANGE)))
    assert_literal(in_pdf(render_official_pdf(notice, fonts=fonts())))


@pytest.mark.parametrize("text", ["".join(STRANGE[:3]), "".join(STRANGE[3:6]), "".join(STRANGE[6:])])
def test_the_certificate_prints_names_as_they_are(text: str) -> None:
    """Product and company of a certificate."""
    pdf = render_certificate_pdf(entry(1, product=text, company=text), publication(), fonts=fonts())
    assert in_pdf(pdf).count(text) == 2


_WAYS: dict[str, Callable[[DirectoryEdition], object]] = {
    "notice.pdf": lambda edition: render_official_pdf(notice_context(edition), fonts=fonts()),
    "notice.docx": lambda edition: render_official_docx(notice_context(edition)),
    "directory.docx": lambda edition: render_directory_docx(edition, assets={}),
    "directory.pdf": lambda edition: render_directory_pdf(edition, assets={}, fonts=fonts()),
    "directory.xlsx": render_directory_xlsx,
    "directory.csv": render_directory_csv,
    "certificate.pdf": lambda edition: render_certificate_pdf(edition.entries[0], publication(), fonts=fonts()),
}


@pytest.mark.parametrize("way", sorted(_WAYS))
@pytest.mark.parametrize("text", TURNED)
def test_what_turns_the_writing_is_refused(way: str, text: str) -> None:
    """A mark that changes the direction of writing, with which a name could be made to read otherwise, is named."""
    mark = next(c for c in text if c in "\u202e\u2067\u200f\u061c")
    with pytest.raises(CzdocsError) as caught:
        _WAYS[way](named(text))
    assert caught.value.diagnostic.code == "CZ4107"
    assert f"U+{ord(mark):04X}" in str(caught.value)
    assert mark not in str(caught.value)


def test_emoji_are_printed_or_named() -> None:
    """No font of official documents has them: the PDF is refused by name, Word shows them in a font of its own."""
    with pytest.raises(CzdocsError, match=r"CZ4010.*U\+1F680"):
        render_official_pdf(notice_context(named(EMOJI)), fonts=fonts())
    assert EMOJI in in_word(render_official_docx(notice_context(named(EMOJI))))
    book = openpyxl.load_workbook(BytesIO(render_directory_xlsx(named(EMOJI))))
    assert EMOJI in {cell.value for row in book["目录"].iter_rows() for cell in row}


@pytest.mark.parametrize("way", ["directory.docx", "directory.pdf", "certificate.pdf"])
def test_what_no_code_can_hold_is_named(way: str) -> None:
    """A name of ten thousand characters has no place beside a QR code: it is named, with its length."""
    with pytest.raises(CzdocsError, match=r"CZ4148.*长长.*字"):
        _WAYS[way](named(LONG))


@pytest.mark.parametrize("length", [400, 700])
def test_a_certificate_keeps_the_room_for_its_seals(length: int) -> None:
    """A name that would run into the code and the agencies' names is refused, with its length."""
    with pytest.raises(CzdocsError, match=rf"CZ4148.*共{length}字，一页证书容纳不下"):
        render_certificate_pdf(entry(1, product="长" * length), publication(), fonts=fonts())


def test_ten_thousand_characters_are_all_written() -> None:
    """Word, XLSX and CSV have all of a name, however long."""
    assert in_word(render_official_docx(notice_context(named(LONG)))).count("长") >= len(LONG)
    book = openpyxl.load_workbook(BytesIO(render_directory_xlsx(named(LONG))))
    assert LONG in {cell.value for row in book["目录"].iter_rows() for cell in row}
    assert LONG in render_directory_csv(named(LONG)).decode("utf-8-sig")


@pytest.mark.slow
def test_ten_thousand_characters_are_all_printed() -> None:
    """The list of the notice goes on over as many pages as a name needs; nothing is lost at their edges."""
    assert in_pdf(render_official_pdf(notice_context(named(LONG)), fonts=fonts())).count("长") == 2 * len(LONG)


@pytest.mark.slow
def test_the_directory_prints_names_as_they_are() -> None:
    """The book as PDF and as Word document; a link or file of an applicant's is nowhere in it."""
    pdf = render_directory_pdf(strange(), assets={}, fonts=fonts())
    assert_literal(in_pdf(pdf))
    actions = [
        annotation.get_object().get("/A", {}).get("/S")
        for page in PdfReader(BytesIO(pdf)).pages
        for annotation in page.get("/Annots") or ()
    ]
    assert not {"/URI", "/Launch", "/JavaScript"} & set(actions)
    assert_literal(in_word(render_directory_docx(strange(), assets={})))


@pytest.mark.slow
@pytest.mark.parametrize("text", STRANGE)
def test_letters_as_pdf_print_names_as_they_are(text: str) -> None:
    """Every strange text alone in the letter about a submission."""
    notice = acceptance_letter(replace(NOTICE, company=text, product=text))
    assert in_pdf(render_official_pdf(notice, fonts=fonts())).count(text) >= 2


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="file:///etc/passwd">',
        '<img src="http://127.0.0.1:9/a.png">',
        '<img src="asset:../../etc/passwd">',
        '<p style="background: url(file:///etc/passwd)">甲</p>',
        "<style>@import url(file:///etc/passwd);</style>",
        "<style>@import url(template:../../pyproject.toml);</style>",
        '<style>@font-face { font-family: x; src: url("font:../../etc/passwd") } p { font-family: x }</style><p>甲</p>',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_not_even_a_template_reaches_outside(markup: str) -> None:
    """Where markup itself asks for them, files and addresses outside the set are refused."""
    with pytest.raises(CzdocsError, match="CZ41"):
        render_pdf(f"<html><body>{markup}</body></html>", document="通知", fonts=fonts())


@pytest.mark.slow
def test_pictures_are_found_by_their_digest_only() -> None:
    """A path in place of a picture's digest is no picture, whatever the folder holds."""
    held: Any = replace(entry(1), photo="../../etc/passwd", photo_type="image/png")
    assets = {"0" * 64: qr_png("甲")}
    for render in (
        lambda: render_directory_docx(of_entries((held,)), assets=assets),
        lambda: render_directory_pdf(of_entries((held,)), assets=assets, fonts=fonts()),
    ):
        with pytest.raises(CzdocsError, match="CZ41"):
            render()
