"""The PDF and the Word document of an act say the same, or neither is issued."""

from collections.abc import Callable

import pytest
from divergences import CONTEXTS, DOCUMENT, PDFS, WORDS, Files, faithful, other_context

from czdocs.documents.issuing import check_agreement, shown_texts
from czdocs.documents.reading_back.agreement import absent, differences
from czdocs.documents.reading_back.docx_content import docx_content
from czdocs.documents.reading_back.pdf_content import pdf_content
from czdocs.errors import CzdocsError

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)


def _refused(files: Files) -> CzdocsError:
    with pytest.raises(CzdocsError) as refusal:
        check_agreement(files.pdf, files.docx, document=DOCUMENT.full_title)
    return refusal.value


def test_a_faithful_document_passes() -> None:
    """Both formats of the document that the faults are made in say the same, and all that it must say."""
    files = faithful()
    check_agreement(files.pdf, files.docx, document=DOCUMENT.full_title, texts=shown_texts(DOCUMENT))


@pytest.mark.parametrize("fault", CONTEXTS)
def test_another_context_is_found(fault: str) -> None:
    """A Word document of a text that differs in one thing is refused."""
    assert _refused(other_context(CONTEXTS[fault])).diagnostic.code == "CZ4160"


@pytest.mark.parametrize("edit", WORDS.values(), ids=WORDS)
def test_an_edited_word_document_is_found(edit: Callable[[], Files]) -> None:
    """A Word document that shows something else than it was made with is refused."""
    assert _refused(edit()).diagnostic.code == "CZ4160"


@pytest.mark.parametrize("edit", PDFS.values(), ids=PDFS)
def test_an_edited_pdf_is_found(edit: Callable[[], Files]) -> None:
    """A PDF on which something else is seen than in the Word document is refused."""
    assert _refused(edit()).diagnostic.code == "CZ4160"


def test_a_refusal_says_where_and_what() -> None:
    """The refusal names the document, the place in both files and what each says there."""
    message = _refused(other_context(CONTEXTS["digit changed"])).diagnostic.message
    assert message == (
        "《关于下达创新产品补贴资金（第一批）的通知》的 PDF 与 Word 文件不一致（共1处）。第1处：文字不同，"
        "在 PDF 第1页、Word 文件第9段：PDF 为“金200956.⟦2⟧5元下达你们，请”，Word 文件为“金200956.⟦3⟧5元下达你们，请”。"
    )


def test_what_is_lost_in_both_is_found() -> None:
    """A text of the context that neither format shows is named, white space aside."""
    content = docx_content(faithful().docx)
    texts = ("补贴资金\n分配表", "", "审计意见", "XK 200-A")
    assert absent(texts, content) == ("审计意见",)
    with pytest.raises(CzdocsError, match="没有“审计意见”"):
        check_agreement(faithful().pdf, faithful().docx, document="通知", texts=texts)


def test_all_places_are_found() -> None:
    """Two faults are two differences, in their order."""
    changed = other_context(lambda document: CONTEXTS["rows swapped"](CONTEXTS["digit changed"](document)))
    found = differences(pdf_content(changed.pdf), docx_content(changed.docx))
    assert [difference.page for difference in found] == sorted(difference.page for difference in found)
    assert len({difference.page for difference in found}) == 2
