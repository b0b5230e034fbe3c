"""The Directory in parts: whoever lays them out, the same book; fonts and pictures once; every link alive."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from directory_data import fonts, of_entries, pictured
from edition_data import entry
from pypdf import PdfReader

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.context.directory import directory_context
from czdocs.documents.context.directory_lists import anchor_of
from czdocs.documents.directory import render_directory_pdf
from czdocs.documents.directory_book import roman
from czdocs.documents.directory_parts import Part, ProductPart, lay_out_parts, part_key, parts_of
from czdocs.documents.fragment import Fragment, Lettering, Sheet, read_fragments, write_fragments
from czdocs.documents.list_pages import Line, compose

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)


@cache
def book() -> PdfReader:
    """The sample edition."""
    edition, assets = pictured()
    return PdfReader(BytesIO(render_directory_pdf(edition, assets=assets, fonts=fonts())))


def parts(edition: DirectoryEdition) -> list[Part]:
    """The parts of `edition`."""
    return list(parts_of(directory_context(edition), {anchor_of(e): e.company for e in edition.entries}))


def products(edition: DirectoryEdition) -> list[ProductPart]:
    """The products of `edition` as parts."""
    return [part for part in parts(edition) if isinstance(part, ProductPart)]


def test_each_font_is_embedded_once() -> None:
    """All pages share one set of fonts, and no font file is there twice."""
    shared = {page["/Resources"].raw_get("/Font").idnum for page in book().pages}
    assert len(shared) == 1
    names = [font.get_object()["/BaseFont"] for font in book().pages[0]["/Resources"]["/Font"].values()]
    assert len(names) == len(set(names)) >= 5
    profiles = [n for n in range(1, book().trailer["/Size"]) if _is_profile(n)]
    assert len(profiles) == 1


def _is_profile(number: int) -> bool:
    found = book().get_object(number)
    return isinstance(found, dict) and found.get("/N") == 3 and "/Type" not in found


def test_every_link_leads_to_a_place_of_the_book() -> None:
    """Each link names a place, and the places of products lie on pages that show their numbers."""
    reader = book()
    places = reader.named_destinations
    links = [note.get_object()["/Dest"] for page in reader.pages for note in page.get("/Annots", [])]
    assert links
    assert {str(link) for link in links} <= set(places)
    edition, _ = pictured()
    for item in edition.entries:
        page = reader.pages[reader.get_destination_page_number(places[anchor_of(item)])]
        assert item.certificate in page.extract_text()


def test_outline_and_page_labels_follow_the_book() -> None:
    """Products stand under their categories in the outline; the cover, the front and the body are counted apart."""
    reader = book()
    edition, _ = pictured()
    outline = reader.outline
    under = [mark.title for item in outline if isinstance(item, list) for mark in item]
    assert under == [f"{e.certificate}　{e.product}" for e in edition.entries]
    assert reader.page_labels[:3] == ["封面", "I", "II"]
    first = next(n for n, label in enumerate(reader.page_labels) if label == "1")
    assert "产品总表" in reader.pages[first].extract_text()
    assert reader.page_labels[-1] == str(len(reader.pages) - first)


def test_part_is_laid_out_alike_alone_and_with_others() -> None:
    """What a product's fragment holds does not depend on what else is laid out, and in which order."""
    edition, assets = pictured()
    some = products(edition)[:4]
    together = lay_out_parts(some, assets=assets, fonts=fonts())
    backwards = lay_out_parts(some[::-1], assets=assets, fonts=fonts())[::-1]
    alone = [lay_out_parts([part], assets=assets, fonts=fonts())[0] for part in some]
    for one, other, third in zip(together, backwards, alone, strict=True):
        assert write_fragments([one]) == write_fragments([other]) == write_fragments([third])


def test_key_follows_the_product_and_nothing_else() -> None:
    """A changed text changes the key of its product alone; another place in the book changes none."""
    edition, _ = pictured()
    keys = [part_key(part, fonts()) for part in products(edition)]
    assert len(set(keys)) == len(keys)
    first, *others = edition.entries
    edited = replace(edition, entries=(replace(first, summary="改过。"), *others))
    after = [part_key(part, fonts()) for part in products(edited)]
    assert [a == b for a, b in zip(keys, after, strict=True)] == [False] + [True] * len(others)
    fewer = replace(edition, entries=tuple(others))
    assert [part_key(part, fonts()) for part in products(fewer)] == keys[1:]


def test_fragments_are_read_as_they_were_written() -> None:
    """Writing and reading gives the same fragment; any flipped byte is found."""
    edition, assets = pictured()
    (fragment,) = lay_out_parts(products(edition)[:1], assets=assets, fonts=fonts())
    written = write_fragments([fragment])
    assert write_fragments(read_fragments(written)) == written
    for position in range(0, len(written), max(1, len(written) // 40)):
        damaged = written[:position] + bytes([written[position] ^ 1]) + written[position + 1 :]
        with pytest.raises(ValueError, match="not fragments"):
            read_fragments(damaged)


def test_numbers_follow_a_product_of_two_pages() -> None:
    """Behind a product that needs a second page, contents and footers count on."""
    long = replace(entry(2), summary="面向风电主轴承在线监测，采集振动、温度与油液数据。" * 120)
    reader = PdfReader(BytesIO(render_directory_pdf(of_entries((entry(1), long, entry(3))), assets={}, fonts=fonts())))
    places = reader.named_destinations
    pages = [reader.get_destination_page_number(places[anchor_of(entry(n))]) for n in (1, 2, 3)]
    assert pages[1] - pages[0] == 1
    assert pages[2] - pages[1] == 2
    label = reader.page_labels[pages[2]]
    contents = next(page.extract_text() for page in reader.pages if "目　录" in page.extract_text())
    line = next(line for line in contents.splitlines() if entry(3).certificate in line)
    assert re.search(rf"\D{label}$", line.strip())


def sheet(height: float, *, lead: float = 0) -> Sheet:
    """A strip of nothing."""
    return Sheet(name="", width=10, height=height, content=b"", resources={}, lead=lead, anchors={})


NOTHING = Fragment(sheets=(), objects=(), fonts={}, letterings=())


def line(height: float, *, lead: float = 0, keeps: bool = False) -> Line:
    """A line of a list."""
    return Line(fragment=NOTHING, sheet=sheet(height, lead=lead), keeps=keeps)


def test_list_fills_its_pages() -> None:
    """Lines go to the next page where one is full, under the heads of columns; a heading goes with a line."""
    columns = line(5)
    lines = [line(10), line(10), line(8, keeps=True), line(10), line(10)]
    pages = compose(line(20), lines, height=50, columns=columns, end=line(1))
    assert [len(page.lines) for page in pages] == [4, 5]
    assert pages[1].lines[0][0] is columns
    assert [one for one, _ in pages[1].lines[1:3]] == lines[2:4]


def test_space_above_a_heading_is_left_out_at_the_head_of_a_page() -> None:
    """The space above a line counts between lines only."""
    first, second = compose(None, [line(20, lead=8), line(20, lead=8), line(20, lead=8)], height=34)
    assert [top for _, top in first.lines] == [-8, 12]
    assert [top for _, top in second.lines] == [-8]


def test_roman_numerals() -> None:
    """Numbers of the front are written in capitals."""
    assert [roman(n) for n in (1, 4, 9, 14, 40, 49, 90)] == ["I", "IV", "IX", "XIV", "XL", "XLIX", "XC"]


def test_lettering_measures_what_it_writes() -> None:
    """A number is as wide as its digits."""
    lettering = Lettering(
        font="F", face=("f", 400, 0), size=10, colour="0 0 0 rg", glyphs={"1": (17, 500), "0": (18, 600)}
    )
    assert lettering.width("101") == pytest.approx(16)
    assert b"<001100120011>" in lettering.show("101", 1, 2)


def test_same_picture_is_in_the_file_once() -> None:
    """Products with one picture share it."""
    edition, assets = pictured()
    digest = next(iter(assets))
    same = of_entries(tuple(replace(entry(n), photo=digest, photo_type="image/jpeg") for n in (1, 2, 3)))
    reader = PdfReader(BytesIO(render_directory_pdf(same, assets=assets, fonts=fonts())))
    images = Counter(
        reference.idnum
        for page in reader.pages
        for reference in page["/Resources"].get("/XObject", {}).values()
        if (found := reference.get_object())["/Subtype"] == "/Image" and found["/Width"] == 320
    )
    assert sorted(images.values()) == [3]
    del edition
