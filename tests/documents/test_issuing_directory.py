"""The Directory is issued only where both formats have the facts of every product, and the same ones."""

from dataclasses import replace

import pytest
from directory_data import fonts, pictured

from czdocs.documents.context.directory import directory_context
from czdocs.documents.directory import render_directory_docx
from czdocs.documents.issuing_directory import check_directory, issue_directory
from czdocs.errors import CzdocsError

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
    ),
]


def test_a_directory_is_issued_and_its_faults_are_found() -> None:
    """Both formats of an edition agree; a value, a row or a character that only one has is found."""
    edition, assets = pictured()
    issued = issue_directory(edition, assets=assets, fonts=fonts())
    context = directory_context(edition)
    first, *others = edition.entries
    for changed in (
        replace(first, product=f"{first.product}甲"),
        replace(first, summary=first.summary[:-1]),
        replace(first, indicators=first.indicators[::-1]),
        replace(first, models=(*first.models, "Z-9")),
    ):
        docx = render_directory_docx(replace(edition, entries=(changed, *others)), assets=assets)
        with pytest.raises(CzdocsError, match="CZ416"):
            check_directory(issued.pdf, docx, context)
