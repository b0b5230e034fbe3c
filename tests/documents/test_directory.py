"""The Directory as PDF and DOCX: right page numbers, a page a product, the same words in both."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdf
import pytest
from directory_data import compact, empty, fonts, of_entries, overlong, pictured, utmost
from docx import Document
from edition_data import entry
from PIL import Image

from czdocs.documents.context.directory import ProductPage, directory_context
from czdocs.documents.directory import render_directory_docx, render_directory_pdf
from czdocs.errors import CzdocsError

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_POINTS = 72 / 25.4


class Book:
    """A finished PDF, read back."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with pdfplumber.open(BytesIO(content)) as pdf:
            self.texts = [compact(page.extract_text()) for page in pypdf.PdfReader(BytesIO(content)).pages]
            self.numbers = [
                page.crop((0, page.height - 21 * _POINTS, page.width, page.height)).extract_text().strip("— \n")
                for page in pdf.pages
            ]
            self.references = list(self._references(pdf))
            self.characters = {char["text"] for page in pdf.pages for char in page.chars}

    def _references(self, pdf: pdfplumber.PDF) -> Iterator[tuple[str, str]]:
        """The printed page number of every reference with leader dots, and the number of the page it leads to."""
        reader = pypdf.PdfReader(BytesIO(self.content))
        targets = reader.named_destinations
        for page, plumbed in zip(reader.pages, pdf.pages, strict=True):
            links = [annotation.get_object() for annotation in page.get("/Annots", [])]
            lines = {(str(link["/Dest"]), *sorted(map(float, link["/Rect"][1::2]))): link for link in links}
            for name, bottom, top in lines:  # a link has several boxes on its line
                area = (0, plumbed.height - top - 1, plumbed.width, plumbed.height - bottom + 1)
                shown = plumbed.crop(area).extract_text()
                if ". . ." in shown:
                    yield shown.split()[-1], self.numbers[reader.get_destination_page_number(targets[name])]

    def page_of(self, product: ProductPage) -> int:
        """The index of the page of a product."""
        return next(i for i, text in enumerate(self.texts) if "产品简介" in text and product.number in text)


def _products(context: object) -> list[ProductPage]:
    return [product for section in context.sections for product in section.products]  # type: ignore[attr-defined]


def _facts(product: ProductPage) -> list[str]:
    """Everything that the page of a product says, piece by piece."""
    return [
        compact(text)
        for text in (
            product.number,
            product.name,
            *(fact.label for fact in product.facts),
            *(fact.text for fact in product.facts),
            product.summary,
            *product.features,
            *(text for row in product.indicators for text in (row.name, f"{row.sign}{row.value}{row.unit}")),
            *product.rights,
            product.standards,
        )
    ]


def _docx_text(content: bytes) -> str:
    """All texts of a Word document's body in their order, those in tables too."""
    body = Document(BytesIO(content)).element.body
    return compact("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


@pytest.fixture(scope="module")
def book() -> Book:
    """The sample edition as PDF."""
    edition, assets = pictured()
    return Book(render_directory_pdf(edition, assets=assets, fonts=fonts()))


@pytest.fixture(scope="module")
def word() -> str:
    """The text of the sample edition as DOCX."""
    edition, assets = pictured()
    return _docx_text(render_directory_docx(edition, assets=assets))


def test_contents_and_indexes_print_the_number_of_the_page_they_lead_to(book: Book) -> None:
    """Each printed page number equals the one at the foot of the page that its link opens."""
    edition, _ = pictured()
    chapters = 3 + 4 + 1 + 4  # notice, statistics, table; categories; lapsed; indexes
    assert len(book.references) == chapters + 5 * len(edition.entries)
    assert [shown for shown, printed in book.references if shown != printed] == []


def test_front_matter_has_its_own_numbers(book: Book) -> None:
    """Roman numbers count from the notice, Arabic ones from the summary table; the cover has none."""
    first = next(i for i, text in enumerate(book.texts) if "目录编号后标" in text)
    assert book.numbers[:first] == ["", "I", "II", "III", "IV"][:first]
    assert book.numbers[first:] == [str(number + 1) for number in range(len(book.numbers) - first)]


def test_each_product_has_one_page_with_all_its_facts(book: Book) -> None:
    """Everything that is known of a product stands on its one page."""
    edition, _ = pictured()
    pages = []
    for product in _products(directory_context(edition)):
        page = book.page_of(product)
        pages.append(page)
        assert [fact for fact in _facts(product) if fact not in book.texts[page]] == []
    assert pages == sorted(set(pages))


def test_pdf_and_docx_say_the_same(book: Book, word: str) -> None:
    """What the context says stands in the Word document as it does in the PDF."""
    edition, _ = pictured()
    context = directory_context(edition)
    printed = compact("".join(book.texts))
    shared = [
        *context.overview,
        *(cell for row in context.by_district.rows for cell in row[:1]),
        *(index.title for index in context.indexes),
        context.lapsed_note,
        *(fact for product in _products(context) for fact in _facts(product)),
    ]
    texts = [compact(text) for text in shared]
    assert [text for text in texts if text not in word] == []
    # A paragraph that runs over a line is whole in the PDF's text as well: only white space was taken out.
    assert [text for text in texts if text not in printed] == []


def test_docx_has_every_line_of_the_tables_and_indexes(word: str) -> None:
    """Summary table, list of lapsed products and indexes are complete in the Word document."""
    edition, _ = pictured()
    context = directory_context(edition)
    for row in context.rows:
        mark = "新" if row.is_new else ""
        assert compact("".join((*row.cells[:2], mark, *row.cells[2:]))) in word
    for cells in context.lapsed:
        assert compact("".join(cells)) in word
    for index in context.indexes:
        for group in index.groups:
            assert compact(group.heading + "".join(item.text + item.note for item in group.entries)) in word.replace(
                "PAGEREF", ""
            )


def test_no_character_is_lost(book: Book) -> None:
    """Every glyph maps back to a character; rare ones come from the fallback fonts."""
    assert not [text for text in book.characters if "(cid:" in text or "�" in text]
    assert set("镕喆堃犇翀㛃䶮") <= book.characters


def test_file_is_archivable_and_has_bookmarks(book: Book) -> None:
    """The PDF says that it is PDF/A-3u and its outline lists chapters with products below."""
    reader = pypdf.PdfReader(BytesIO(book.content))
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata or 'pdfaid:part="3"' in metadata
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles[:3] == ["公布通知", "目　录", "统计"]
    below = [item.title for part in reader.outline if isinstance(part, list) for item in part]
    assert [title[:14] for title in below] == [entry.certificate for entry in pictured()[0].entries]


def test_longest_lawful_texts_stay_on_one_page() -> None:
    """A product that uses every limit of the form to the full still fits one page, with a picture and without."""
    _, assets = pictured()
    digest = next(iter(assets))
    edition = of_entries((utmost(1, photo=digest), utmost(2)))
    finished = Book(render_directory_pdf(edition, assets=assets, fonts=fonts()))
    for product in _products(directory_context(edition)):
        text = finished.texts[finished.page_of(product)]
        assert [fact for fact in _facts(product) if fact not in text] == []


def test_overlong_text_runs_over_without_loss() -> None:
    """A text beyond all limits goes on on a second page, and the page numbers after it are right."""
    finished = Book(render_directory_pdf(overlong(), assets={}, fonts=fonts()))
    assert "全文完" in compact("".join(finished.texts))
    assert [shown for shown, printed in finished.references if shown != printed] == []


@pytest.mark.parametrize("edition", [empty(), of_entries((entry(1),))], ids=["empty", "single"])
def test_small_editions_are_made(edition: object) -> None:
    """An edition with no product or with one is printed, and every page carries text."""
    finished = Book(render_directory_pdf(edition, assets={}, fonts=fonts()))  # type: ignore[arg-type]
    assert all(len(text) > 15 for text in finished.texts)  # more than a running head
    assert "推广应用推荐目录" in _docx_text(render_directory_docx(edition, assets={}))  # type: ignore[arg-type]


def test_missing_picture_stops_the_work() -> None:
    """A picture that an entry names and nobody gave is an error, in the PDF and in the Word document."""
    edition = of_entries((replace(entry(1), photo="0" * 64, photo_type="image/png"),))
    with pytest.raises(CzdocsError, match="CZ4109"):
        render_directory_docx(edition, assets={})
    with pytest.raises(CzdocsError, match="CZ4109"):
        render_directory_pdf(edition, assets={}, fonts=fonts())


def test_tall_picture_keeps_its_place_in_word() -> None:
    """A picture higher than wide is set narrower, so that it is no higher than the place it has."""
    output = BytesIO()
    Image.new("RGB", (300, 900), (200, 210, 220)).save(output, "PNG")
    digest = hashlib.sha256(output.getvalue()).hexdigest()
    edition = of_entries((replace(entry(1), photo=digest, photo_type="image/png"),))
    content = render_directory_docx(edition, assets={digest: output.getvalue()})
    heights = [
        int(e.get("cy")) / 36000 for e in Document(BytesIO(content)).element.body.iter() if e.tag.endswith("}extent")
    ]
    assert max(heights) == 57


def test_markup_in_a_name_is_text(book: Book, word: str) -> None:
    """Angle brackets and braces in a product's name are printed, not obeyed."""
    assert "便携式多参数监护仪<b>&{{7*7}}" in "".join(book.texts)
    assert "便携式多参数监护仪<b>&{{7*7}}" in word


_SCRIPT = """
import hashlib, sys
from directory_data import fonts, pictured
from czdocs.documents.directory import render_directory_docx, render_directory_pdf
edition, assets = pictured()
print(hashlib.sha256(render_directory_pdf(edition, assets=assets, fonts=fonts())).hexdigest())
print(hashlib.sha256(render_directory_docx(edition, assets=assets)).hexdigest())
"""


@pytest.mark.slow
def test_another_process_gives_the_same_bytes(book: Book) -> None:
    """PDF and DOCX do not depend on process, hash seed or clock."""
    edition, assets = pictured()
    here = [hashlib.sha256(book.content).hexdigest()]
    here.append(hashlib.sha256(render_directory_docx(edition, assets=assets)).hexdigest())
    path = os.pathsep.join(filter(None, (str(Path(__file__).parent), *sys.path)))
    ran = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == here
