"""Fitting: page 1 shows text, the sign-off never stands alone, and what fits is left as it is."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from directory_data import compact, fonts
from gongwen_samples import samples, single
from pypdf import PdfReader

from czdocs.documents.fitting import Pages, fit, fits, fitted
from czdocs.documents.gongwen import Adjustment, OfficialDocument, body
from czdocs.documents.official import render_official_pdf

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_GOOD: Pages = ({"paragraph-1", "paragraph-2"}, {"paragraph-2", "signature"})
_NO_TEXT: Pages = (set(), {"paragraph-1", "paragraph-2", "signature"})
_ALONE: Pages = ({"paragraph-1", "paragraph-2"}, {"signature"})


def _document() -> OfficialDocument:
    return replace(samples()["joint-2"], body=body(("甲。", "乙。")))


class _Layouts:
    """Layouts that come out as told, and what was laid out."""

    def __init__(self, results: Sequence[Pages]) -> None:
        self.results = list(results)
        self.tried: list[Adjustment] = []

    def __call__(self, document: OfficialDocument) -> Pages:
        """The next result; the last is repeated."""
        self.tried.append(document.adjustment)
        return self.results.pop(0) if len(self.results) > 1 else self.results[0]


def test_what_fits_is_left_as_it_is() -> None:
    """One layout, the same document."""
    layouts = _Layouts([_GOOD])
    document = _document()
    assert fit(document, layouts) is document
    assert layouts.tried == [Adjustment()]


def test_an_adjusted_document_is_not_laid_out_again() -> None:
    """Fitting twice is fitting once."""
    document = replace(_document(), adjustment=Adjustment(spacing=Decimal("0.02")))
    layouts = _Layouts([_ALONE])
    assert fit(document, layouts) is document
    assert not layouts.tried
    assert fits(document, _ALONE)


def test_the_mark_shrinks_before_the_recipients_move() -> None:
    """First three smaller marks, then the recipients in the imprint under the usual mark, then both."""
    layouts = _Layouts([_NO_TEXT] * 5 + [_GOOD])
    adjustment = fit(_document(), layouts).adjustment
    sizes = [tried.mark_size for tried in layouts.tried]
    usual = _document().mark.usual_size
    assert sizes[:2] == [None, (usual * Decimal("0.9")).quantize(Decimal("0.01"))]
    assert [tried.recipients_moved for tried in layouts.tried] == [False] * 4 + [True] * 3
    assert adjustment.recipients_moved
    assert adjustment.mark_size == sizes[1]


def test_a_single_mark_never_shrinks() -> None:
    """One agency's mark is one line: its recipients move at once."""
    layouts = _Layouts([_NO_TEXT, _GOOD])
    document = replace(_document(), issuers=("常州市财政局",))
    assert fit(document, layouts).adjustment == Adjustment(recipients_moved=True)


def test_lines_become_narrower_or_wider_for_a_lone_sign_off() -> None:
    """The smallest change of the lines that helps is taken; where none does, the closing paragraph moves along."""
    layouts = _Layouts([_ALONE, _ALONE, _ALONE, _GOOD])
    assert fit(_document(), layouts).adjustment == Adjustment(spacing=Decimal("-0.06"))
    assert [tried.spacing for tried in layouts.tried] == [0, Decimal("-0.03"), Decimal("0.03"), Decimal("-0.06")]
    assert fit(_document(), _Layouts([_ALONE])).adjustment == Adjustment(closing_kept=True)


def test_ordinary_documents_need_no_fitting() -> None:
    """The samples of one agency stay as they are; eight agencies with many recipients shrink their mark."""
    for name in ("letter", "order", "stamp", "publicity"):
        assert fitted(samples()[name], fonts=fonts()).adjustment == Adjustment()
    eight = fitted(samples()["joint-8"], fonts=fonts())
    assert eight.adjustment.mark_size == Decimal("7.80") or eight.adjustment.recipients_moved
    assert fitted(eight, fonts=fonts()) is eight
    assert render_official_pdf(eight, fonts=fonts()) == render_official_pdf(samples()["joint-8"], fonts=fonts())


def _check_sign_off(lines: int) -> None:
    document = replace(
        single(),
        recipients=("各辖市（区）工信局",),
        body=body("现将有关事项通知如下。" for _ in range(lines)),
        note=None,
        attachments=(),
    )
    pages = [
        compact(page.extract_text()) for page in PdfReader(BytesIO(render_official_pdf(document, fonts=fonts()))).pages
    ]
    signed = [page for page in pages if "2026年3月5日" in page]
    assert len(signed) == 1, lines
    assert "现将有关事项通知如下" in signed[0], lines
    assert "现将有关事项通知如下" in pages[0], lines


@pytest.mark.parametrize("lines", [8, 9, 10, 11, 30, 31])
def test_a_sign_off_shares_its_page_with_text(lines: int) -> None:
    """Whatever the length of the text, its last line and the sign-off stand on one page."""
    _check_sign_off(lines)


@pytest.mark.slow
def test_a_sign_off_shares_its_page_with_text_at_any_length() -> None:
    """From one line to sixty."""
    for lines in range(1, 61):
        _check_sign_off(lines)
