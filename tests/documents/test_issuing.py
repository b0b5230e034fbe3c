"""Every kind of document is issued as PDF and as Word document that say the same, and what its golden text says."""

from dataclasses import replace
from pathlib import Path

import pytest
from directory_data import fonts
from issued_data import KINDS, varied

from czdocs.documents.gongwen import Attachment, Column, OfficialDocument, Table
from czdocs.documents.issuing import check_agreement, issue_official, shown_texts
from czdocs.documents.official import fitted_pdf, render_official_docx
from czdocs.documents.reading_back.docx_content import docx_content
from czdocs.documents.reading_back.pdf_content import pdf_content

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_GOLDEN = Path(__file__).resolve().parent.parent / "data" / "golden"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_issued(kind: str) -> None:
    """Both formats say the same, and nothing of the context is lost; as the golden text has it, word for word.

    `python tools/golden_texts.py` writes the golden texts anew.
    """
    issued = issue_official(KINDS[kind](), fonts=fonts())
    assert docx_content(issued.docx).readable() == (_GOLDEN / f"{kind}.txt").read_text("utf-8")


def test_there_is_no_other_golden_text() -> None:
    """Every golden text belongs to a kind."""
    assert {path.stem for path in _GOLDEN.iterdir()} == set(KINDS)


def _compared(document: OfficialDocument) -> bytes:
    """The PDF of `document`, which says what the Word document says; nothing is measured."""
    adjusted, pdf = fitted_pdf(document, fonts=fonts())
    docx = render_official_docx(adjusted)
    check_agreement(pdf, docx, document=document.full_title, texts=shown_texts(document))
    return pdf


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_varied_documents_agree(kind: str) -> None:
    """Ten cases of every kind with other figures, rare characters, signs and rows say the same in both formats."""
    for seed in range(10):
        _compared(varied(KINDS[kind](), seed))


def _listed(rows: tuple[tuple[str, ...], ...], *, landscape: bool) -> tuple[Attachment, ...]:
    columns = (
        Column(title="序号", width=15, centred=True),
        Column(title="名称", width=70),
        Column(title="金额", width=30, amount=True),
        Column(title="说明", width=41, prose=True),
    )
    return (Attachment(title="清单", table=Table(columns=columns, rows=rows, unit="单位：元"), landscape=landscape),)


@pytest.mark.slow
@pytest.mark.parametrize("landscape", [False, True])
def test_long_lists_agree(landscape: bool) -> None:  # noqa: FBT001 - a parameter
    """A list of 700 rows, laid out in parts, is read without the heads that its pages repeat."""
    rows = tuple((str(n), f"常州示例{n}公司" * (1 + n % 3), f"{n * 37}.50", "") for n in range(1, 701))
    document = replace(KINDS["allocation-notice"](), attachments=_listed(rows, landscape=landscape))
    pdf = pdf_content(_compared(document))
    assert pdf.text.count("序号名称金额说明") == 1


@pytest.mark.slow
def test_rows_longer_than_a_page_agree() -> None:
    """A row that runs over several pages is read cell by cell."""
    rows = (("1", "甲公司", "1.00", "无"), ("2", "乙公司", "2.00", "要求很多，" * 900), ("3", "丙公司", "3.00", "无"))
    document = replace(KINDS["allocation-notice"](), attachments=_listed(rows, landscape=False))
    _compared(document)


def test_word_documents_are_read_without_fonts() -> None:
    """What a Word document says needs no rendering to be read."""
    assert "受理通知书" in docx_content(render_official_docx(KINDS["acceptance-notice"]())).text
