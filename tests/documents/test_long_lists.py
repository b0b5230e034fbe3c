"""Documents with long lists: laid out in parts, and yet page for page what they would be in one piece."""

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from directory_data import compact, fonts
from pypdf import PdfReader
from subsidy_data import batch, claims

from czdocs.decide.subsidy_batch import SubsidyBatch
from czdocs.documents.context.allocation import allocation_context
from czdocs.documents.context.subsidy_lists import publicity_context, summary_context
from czdocs.documents.gongwen import Attachment, Column, OfficialDocument, Table
from czdocs.documents.official import render_official_pdf
from czdocs.documents.parts import Part, Position, Section, part_of, row_count, whole
from czdocs.documents.pdf import render_pdf

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_CONTEXTS = {"publicity": publicity_context, "summary": summary_context, "allocation": allocation_context}
_HERE = Path(__file__).resolve().parent


def _batch(count: int) -> SubsidyBatch:
    """`count` claims, the kinds of the sample in turn, each of a company with a number in its name."""
    kinds = tuple(claims().values())
    made = (kinds[(n * 7 + n // 5) % len(kinds)] for n in range(count))
    return replace(batch(), claims=tuple(replace(one, company=f"{one.company}{n}号") for n, one in enumerate(made)))


def _document(name: str, count: int) -> OfficialDocument:
    return _CONTEXTS[name](_batch(count))


@cache
def _long(name: str) -> PdfReader:
    """The document about 700 claims."""
    return PdfReader(BytesIO(render_official_pdf(_document(name, 700), fonts=fonts())))


def _at_once(document: OfficialDocument, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The document in one piece, but without tags, which would stand between its operators."""

    def untagged(html: str, **options: Any) -> bytes:
        return render_pdf(html, **{**options, "variant": "pdf/a-3u"})

    with monkeypatch.context() as patch:
        patch.setattr("czdocs.documents.laying_out.render_pdf", untagged)
        patch.setattr("czdocs.documents.official._ROWS", row_count(document))
        return render_official_pdf(document, fonts=fonts())


def _in_parts(document: OfficialDocument, rows: int, monkeypatch: pytest.MonkeyPatch) -> bytes:
    with monkeypatch.context() as patch:
        patch.setattr("czdocs.documents.official._ROWS", rows)
        return render_official_pdf(document, fonts=fonts())


def _outline(reader: PdfReader) -> list[tuple[str, int | None, object]]:
    """Every bookmark with its page and place."""
    found: list[tuple[str, int | None, object]] = []
    left: list[Any] = list(reader.outline)
    while left:
        item = left.pop(0)
        if isinstance(item, list):
            left = item + left
        else:
            found.append((str(item.title), reader.get_destination_page_number(item), item.top))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(_CONTEXTS))
def test_a_list_in_parts_has_the_pages_of_the_list_in_one_piece(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, rules and breaks of every page are drawn alike to the last operator, and so are the bookmarks."""
    document = _document(name, 70)
    parts, one = (
        PdfReader(BytesIO(pdf)) for pdf in (_in_parts(document, 30, monkeypatch), _at_once(document, monkeypatch))
    )
    assert len(parts.pages) == len(one.pages) > 4
    for number, (page, expected) in enumerate(zip(parts.pages, one.pages, strict=True), 1):
        contents, wanted = page.get_contents(), expected.get_contents()
        assert contents is not None
        assert wanted is not None
        assert contents.get_data() == wanted.get_data(), number
        assert page.mediabox == expected.mediabox
        assert page.extract_text() == expected.extract_text()
    assert _outline(parts) == _outline(one)
    assert parts.metadata == one.metadata


@pytest.mark.slow
def test_parts_of_any_size_give_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a part is no longer than a page, and so has to be made larger until it is."""
    document = _document("allocation", 40)
    pages = [
        [page.extract_text() for page in PdfReader(BytesIO(_in_parts(document, rows, monkeypatch))).pages]
        for rows in (5, 25, 1000)
    ]
    assert all(some == pages[-1] for some in pages)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(_CONTEXTS))
def test_700_claims_stand_once_and_in_order_with_a_total_at_the_end(name: str) -> None:
    """Every row stands once, in its order, under a head on each page; totals stand at the ends of tables only."""
    document = _document(name, 700)
    texts = [re.sub(r"—\d+—", "", compact(page.extract_text())) for page in _long(name).pages]
    tables = [attachment.table for attachment in document.attachments if attachment.table is not None]
    heads = {compact("".join(column.title for column in table.columns)) for table in tables}
    headed = [any(head in text for head in heads) for text in texts]
    assert all(headed[headed.index(True) :])
    printed = "".join(texts)
    for head in heads:
        printed = printed.replace(head, "")
    place = 0
    for table in tables:
        for row in (*table.rows, *([table.total] if table.total else [])):
            text = compact("".join(row))
            place = printed.index(text, place) + len(text)
    said = compact("".join(paragraph.heading + paragraph.text for paragraph in document.body)).count("合计")
    assert printed.count("合计") == said + sum(bool(table.total) for table in tables)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(_CONTEXTS))
def test_700_claims_are_one_document_with_one_copy_of_each_font(name: str) -> None:
    """Page numbers run from 1 to the last; fonts, colour profile, metadata and output intent are there once."""
    reader = _long(name)
    numbers = [re.search(r"—(\d+)—", compact(page.extract_text())) for page in reader.pages]
    assert [int(number[1]) for number in numbers if number] == list(range(1, len(reader.pages) + 1))
    assert reader.page_labels == [str(number) for number in range(1, len(reader.pages) + 1)]
    root: Any = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>" in metadata
    assert _document(name, 1).full_title in metadata
    assert [intent["/S"] for intent in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    assert root["/Lang"] == "zh-CN"
    size: Any = reader.trailer["/Size"]
    kept: list[Any] = [reader.get_object(number) for number in range(1, size)]
    named = [one["/FontName"] for one in kept if isinstance(one, Mapping) and one.get("/Type") == "/FontDescriptor"]
    assert len(named) == len(set(named)) == 4
    assert sum(isinstance(one, Mapping) and one.get("/Subtype") == "/OpenType" for one in kept) == 4
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    for key in ("/Font", "/ColorSpace"):
        assert len({str(one.raw_get(key)) for one in resources}) == 1


@pytest.mark.slow
def test_the_same_list_gives_the_same_bytes() -> None:
    """Rendered again, a joined document comes out byte for byte the same."""
    document = _document("allocation", 300)
    assert render_official_pdf(document, fonts=fonts()) == render_official_pdf(document, fonts=fonts())


_MEASURED = """
import sys
from pathlib import Path
sys.path[:0] = [{here!r}]
import test_long_lists as lists
from directory_data import fonts
from czdocs.documents.official import render_official_pdf
content = render_official_pdf(lists._document("summary", {count}), fonts=fonts())
assert content.startswith(b"%PDF")
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))
"""


def _peak(count: int) -> int:
    """The most memory, in MiB, that a process needs for the summary of `count` claims."""
    script = _MEASURED.format(here=str(_HERE), count=count)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True, timeout=600
    )
    return int(done.stdout) // 1024


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peaks are read from /proc")
def test_memory_does_not_grow_with_the_list() -> None:
    """A list of 700 claims, 1,220 rows, needs at most a quarter more than one of 200, which is one or two parts."""
    few, many = _peak(200), _peak(700)
    assert many < 260
    assert many < few * 1.25


def _table(*counts: int) -> OfficialDocument:
    """A document with a table of so many rows in each attachment."""
    column = Column(title="名", width=40)
    attachments = tuple(
        Attachment(
            title=f"表{n}",
            notes=("注",),
            table=Table(columns=(column,), rows=tuple((str(i),) for i in range(count)), total=("合计",), unit="元"),
        )
        for n, count in enumerate(counts)
    )
    return replace(_document("publicity", 1), attachments=attachments)


def _rows(part: Part) -> list[tuple[int, tuple[tuple[str, ...], ...], bool]]:
    """Each section's number, rows and whether it has the total."""
    found = []
    for section in part.sections:
        assert section.attachment.table is not None
        found.append((section.number, section.attachment.table.rows, bool(section.attachment.table.total)))
    return found


def test_a_part_takes_whole_attachments_and_cuts_the_last() -> None:
    """Unit, title and total stand at the two ends of a cut table only; a few rows are left to the next part."""
    document = _table(3, 10)
    first = part_of(document, Position(), rows=8)
    assert [(number, len(rows), total) for number, rows, total in _rows(first)] == [(1, 3, True), (2, 5, False)]
    assert not first.ends
    assert first.sections[1].begins
    assert first.sections[1].attachment.notes == ()
    last = part_of(document, Position(attachment=1, row=4, page=3), rows=8)
    (section,) = last.sections
    assert section.attachment.table is not None
    assert section.attachment.table.rows[0] == ("4",)
    assert (section.attachment.table.unit, section.attachment.table.total) == ("", ("合计",))
    assert (section.begins, section.attachment.notes, last.begins, last.ends) == (False, ("注",), False, True)
    few = part_of(_table(6, 10), Position(), rows=8)
    assert [number for number, _, _ in _rows(few)] == [1]
    assert few.cut([frozenset()] * 2) == Position(attachment=1, page=3)
    assert whole(document).ends


def test_a_part_is_cut_at_the_last_page_that_begins_with_a_row() -> None:
    """A row over two pages is not torn; where every page but the first goes on with one, nothing can be left out."""
    section = Section(number=1, attachment=_table(9).attachments[0], first_row=2, ends=False)
    part = Part(start=Position(row=2, page=4), sections=(section,), ends=False)
    pages = [{"row-2", "row-3"}, {"row-4", "row-5"}, {"row-5", "row-6"}]
    assert part.cut(pages) == Position(row=4, page=5)
    assert section.row_id(0) == "row-2"
    assert part.cut(pages[:1]) is None
    assert part.cut([{"row-2"}, {"row-2", "row-3"}]) is None
