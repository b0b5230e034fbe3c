"""Letters about subsidies: what they say to the word, the same as PDF and as Word document, laid out as a letter."""

import gc
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from directory_data import compact, fonts
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from subsidy_data import batch, claims, document_text, terms

from czdocs.capitals import capital
from czdocs.decide.derivation_rows import step_rows
from czdocs.documents.context.subsidy_letter import letter_context
from czdocs.documents.imprint import SourceFile, read_sources
from czdocs.documents.official import render_official_docx, render_official_pdf
from czdocs.errors import CzdocsError
from czdocs.flows.knowledge import policy_book
from czdocs.money import Yuan

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_GOLDEN = Path(__file__).resolve().parent.parent / "data" / "letters"
_MM = 25.4 / 72


@cache
def _pdf(name: str) -> bytes:
    return render_official_pdf(letter_context(batch(), claims()[name], terms()), fonts=fonts())


@cache
def _docx(name: str) -> bytes:
    return render_official_docx(letter_context(batch(), claims()[name], terms()))


def _printed(content: bytes) -> str:
    """The text of a PDF without its page numbers; the mark, drawn last on page 1, comes first."""
    first, *others = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    mark = batch().decision.issuers[0]
    assert compact(first).endswith(mark)
    return mark + compact(first).removesuffix(mark) + compact("".join(re.sub(r"—\s*\d+\s*—", "", p) for p in others))


def _written(content: bytes) -> str:
    """The text of a Word document, that of the head of its first page included."""
    document = Document(BytesIO(content))
    roots = (document.sections[0].first_page_header._element, document.element.body)
    return compact("".join(node.text or "" for root in roots for node in root.iter(qn("w:t"))))


def _body(name: str) -> str:
    return "\n".join(p.heading + p.text for p in letter_context(batch(), claims()[name], terms()).body)


@pytest.mark.parametrize("name", ["plain", "three", "top_up", "scenario", "selective", "early", "listed"])
def test_a_letter_says_what_its_golden_text_says(name: str) -> None:
    """Approval, three contracts, top-up, scenario, less than computed, and two refusals, word for word."""
    golden = (_GOLDEN / f"{name}.txt").read_text("utf-8")
    assert document_text(letter_context(batch(), claims()[name], terms())) == golden


@pytest.mark.parametrize("name", ["plain", "three", "early"])
def test_pdf_and_word_say_the_same(name: str) -> None:
    """Every character of the PDF stands in the Word document, but for table heads that a further page repeats."""
    context = letter_context(batch(), claims()[name], terms())
    table = context.attachments[0].table
    assert table is not None
    heads = "".join(column.title for column in table.columns)
    printed, written = _printed(_pdf(name)), _written(_docx(name))
    repeated = printed.count(heads) - 1
    assert repeated >= 0
    assert Counter(printed) - Counter(heads * repeated) == Counter(written)
    for paragraph in context.body:
        text = compact(paragraph.heading + paragraph.text)
        assert text in printed
        assert text in written


def test_every_claim_of_the_batch_shows_the_rows_that_the_terminal_shows() -> None:
    """The table has each step once, with its figures, result and article."""
    for claim in claims().values():
        (attachment,) = letter_context(batch(), claim, terms()).attachments
        assert attachment.table is not None
        rows = [row for row in attachment.table.rows if len(row) > 1]
        steps = step_rows(claim.derivation)
        assert [row[0] for row in rows] == [str(step.number) for step in steps]
        for row, step in zip(rows, steps, strict=True):
            assert row[4].split("\n")[0] == step.result
            assert compact(row[3]) == compact(step.figures)
            assert compact(row[5]) == compact(step.article)


def test_the_amount_stands_in_figures_and_capitals_with_who_bears_it() -> None:
    """An approval names the amount twice and both parts, which add up to it."""
    for name in ("plain", "three", "top_up", "scenario", "selective"):
        claim, text = claims()[name], _body(name)
        assert f"{claim.amount_yuan:,}元（大写：{capital(claim.amount_yuan)}）" in text
        assert f"市级财政承担{claim.city_yuan:,}元，{claim.district.label}财政承担{claim.district_yuan:,}元" in text
        assert claim.city_yuan + claim.district_yuan == claim.amount_yuan


def test_one_payer_is_not_split() -> None:
    """Where one of the two bears nothing, the letter speaks of the other alone, in both places."""
    claim = claims()["plain"]
    city = replace(claim, city_yuan=claim.amount_yuan, district_yuan=Yuan(Decimal(0)))
    district = replace(claim, city_yuan=Yuan(Decimal(0)), district_yuan=claim.amount_yuan)
    texts = ["\n".join(p.heading + p.text for p in letter_context(batch(), c, terms()).body) for c in (city, district)]
    assert "所需资金由市级财政承担。" in texts[0]
    assert "新北区财政" not in texts[0]
    assert "所需资金由新北区财政承担。" in texts[1]
    assert "市级财政" not in texts[1]


def test_every_reading_on_which_a_step_rests_is_explained() -> None:
    """Under the table each reading stands once with its number, article, question and the option chosen."""
    measures = policy_book().on(claims()["three"].submitted_on)
    for claim in claims().values():
        (attachment,) = letter_context(batch(), claim, terms()).attachments
        named = {name for step in claim.derivation.steps for name in step.readings}
        assert [note[:4] for note in attachment.notes[1:]] == sorted(named)
        for name, note in zip(sorted(named), attachment.notes[1:], strict=True):
            reading = measures.interpretations[name]
            assert compact(reading.question) in compact(note)
            assert compact(reading.options[reading.chosen]) in compact(note)


def test_periods_to_object_are_those_of_the_terms() -> None:
    """Both letters say the periods that they are given."""
    other = replace(terms(), reconsideration_days=45, litigation_months=3)
    for name in ("plain", "early"):
        text = "\n".join(p.heading + p.text for p in letter_context(batch(), claims()[name], other).body)
        assert "45日内向常州市人民政府申请行政复议" in text
        assert "3个月内依法向人民法院提起行政诉讼" in text


def test_a_letter_shows_the_end_of_the_account_only() -> None:
    """The letter tells the holder by which four digits to know the account; a refusal tells nothing of it."""
    for name, claim in claims().items():
        printed = _body(name)
        assert claim.account.number not in printed
        assert (claim.account.number[-4:] in printed) is claim.approved


def test_a_letter_is_laid_out_as_one() -> None:
    """Number flush right, page 1 unnumbered, page 2 numbered, rules 170 mm long, the lower 20 mm from the edge."""
    with pdfplumber.open(BytesIO(_pdf("plain"))) as pdf:
        first, second = pdf.pages[0], pdf.pages[1]
        number = next(line for line in first.extract_text_lines() if "〔2026〕107号" in line["text"])
        assert number["x1"] * _MM == pytest.approx(184, abs=0.5)
        assert "—" not in first.extract_text()
        assert "—2—" in compact(second.extract_text())
        red = [r for r in first.rects if r["non_stroking_color"][0] > 0.7]
        assert min(r["x0"] for r in red) * _MM == pytest.approx(20, abs=0.5)
        assert max(r["x1"] for r in red) * _MM == pytest.approx(190, abs=0.5)
        assert max(r["top"] for r in red) * _MM == pytest.approx(277, abs=1)


def test_the_word_letter_has_its_head_on_page_1_alone() -> None:
    """Only the first section has a first page of its own, with the mark and a rule in head and foot; margins as set."""
    document = Document(BytesIO(_docx("plain")))
    assert [s.different_first_page_header_footer for s in document.sections] == [True, False]
    head = document.sections[0].first_page_header
    assert [p.text for p in head.paragraphs] == ["常州市工业和信息化局", ""]
    kinds = [
        border.get(qn("w:val"))
        for root in (head, document.sections[0].first_page_footer)
        for border in root._element.iter(qn("w:top"))
    ]
    assert kinds == ["thickThinSmallGap", "thinThickSmallGap"]
    margins = {
        tuple(round(side.mm) for side in (s.top_margin, s.right_margin, s.bottom_margin, s.left_margin) if side)
        for s in document.sections
    }
    assert margins == {(37, 26, 35, 28)}


def test_a_word_letter_without_attachment_is_one_section() -> None:
    """A refusal for which nothing was computed has no attachment, and its only section has the letter's head."""
    claim = claims()["listed"]
    claim = replace(claim, derivation=replace(claim.derivation, steps=(), remarks=()))
    document = Document(BytesIO(render_official_docx(letter_context(batch(), claim, terms()))))
    (section,) = document.sections
    assert section.different_first_page_header_footer
    assert "附件" not in "".join(p.text for p in document.paragraphs)


def test_the_calculation_travels_inside_and_bytes_are_the_same() -> None:
    """The PDF carries its source; rendered again both forms come out byte for byte the same."""
    claim = claims()["plain"]
    source = SourceFile(
        name="2026-XB-B001-derivation.json",
        content=b'{"amount_yuan": "160000"}',
        media_type="application/json",
        description="计算过程",
        modified=batch().decision.dated,
    )
    content = render_official_pdf(letter_context(batch(), claim, terms()), fonts=fonts(), sources=(source,))
    assert read_sources(content) == ((source.name, source.content),)
    assert render_official_pdf(letter_context(batch(), claim, terms()), fonts=fonts(), sources=(source,)) == content
    assert render_official_docx(letter_context(batch(), claim, terms())) == _docx("plain")


def test_a_letter_needs_none_of_the_other_claims() -> None:
    """A worker that has the decision and one claim makes the same letter."""
    alone = replace(batch(), claims=())
    assert letter_context(alone, claims()["three"], terms()) == letter_context(batch(), claims()["three"], terms())


def test_a_character_that_no_font_has_is_an_error() -> None:
    """A private-use character in a name ends in CZ4010, not in an empty box."""
    claim = replace(claims()["plain"], company="常州\ue123示例有限公司")
    with pytest.raises(CzdocsError) as caught:
        render_official_pdf(letter_context(batch(), claim, terms()), fonts=fonts())
    assert caught.value.diagnostic.code == "CZ4010"


def test_names_from_forms_stay_text() -> None:
    """A company named like markup or like a template is printed as it is, in both."""
    strange = "常州<b>&{{7*7}}有限公司"
    claim = replace(claims()["plain"], company=strange)
    assert strange in _printed(render_official_pdf(letter_context(batch(), claim, terms()), fonts=fonts()))
    assert strange in _written(render_official_docx(letter_context(batch(), claim, terms())))


def test_nothing_of_a_word_letter_stays_in_memory() -> None:
    """Letter after letter leaves no objects behind, also while the collector itself does not come to it."""
    claim = claims()["plain"]
    render_official_docx(letter_context(batch(), claim, terms()))
    gc.collect()
    gc.disable()
    try:
        before = len(gc.get_objects())
        for _ in range(3):
            render_official_docx(letter_context(batch(), claim, terms()))
        assert len(gc.get_objects()) - before < 200
    finally:
        gc.enable()
