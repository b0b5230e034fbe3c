"""The Directory issued: both formats read back and held against its context, product by product.

The two are laid out differently: the numbers of pages, dotted lines and the order of the parts are not the same. So
here every fact of the context must follow the one before it in both, and what a product's page has must be the same
characters in both, neither more nor less.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.context.directory import DirectoryContext, ProductPage, SummaryRow, directory_context
from czdocs.documents.directory import render_directory_docx, render_directory_pdf
from czdocs.documents.fonts import FontSet
from czdocs.documents.issuing import Issued, shown_texts
from czdocs.documents.reading_back.agreement import absent
from czdocs.documents.reading_back.content import Content
from czdocs.documents.reading_back.docx_content import docx_content
from czdocs.documents.reading_back.geometry import Box
from czdocs.documents.reading_back.pdf_content import pdf_content
from czdocs.errors import CzdocsError

__all__ = ["check_directory", "issue_directory"]

_MARGINS: Box = (0, 57, 0, 60)  # points: the page number below, the running head above
_BETWEEN = 60  # characters that may stand between two facts: headings, heads of tables, signs of lists
_SIGNS = "·•"
_HEAD = "指标名称指标值计量单位"
"""The head of the table of indicators, which stands twice in a PDF that sets it in two columns."""


def issue_directory(edition: DirectoryEdition, *, assets: Mapping[str, bytes], fonts: FontSet) -> Issued:
    """The Directory of `edition` in both formats, compared.

    Raises:
        CzdocsError: As `check_directory`, `render_directory_pdf` and `render_directory_docx`.
    """
    issued = Issued(
        pdf=render_directory_pdf(edition, assets=assets, fonts=fonts),
        docx=render_directory_docx(edition, assets=assets),
    )
    check_directory(issued.pdf, issued.docx, directory_context(edition))
    return issued


def check_directory(pdf: bytes, docx: bytes, context: DirectoryContext) -> None:
    """Refuse a Directory of which one format lacks a fact, or has on a product's page what the other has not.

    Raises:
        CzdocsError: CZ4161 with the first fact that is lost, CZ4160 with the first page that differs.
    """
    title = f"{context.title}（{context.edition}）"
    printed, written = pdf_content(pdf, margins=_MARGINS), docx_content(docx, running=False)
    for file, content in (("PDF", printed), ("Word 文件", written)):
        lost = (*absent(_texts(context), content), *_lost_rows(context.rows, content))
        if lost:
            raise CzdocsError("CZ4161", document=title, file=file, text=lost[0], count=len(lost))
    _refuse_hidden(printed, written, title)
    for section in context.sections:
        for page in section.products:
            _compare_page(page, printed, written, title=title)


def _texts(context: DirectoryContext) -> Iterator[str]:
    """What stands in the Directory beside its products, a row of a table in one."""
    yield context.title
    yield from context.issuers
    if context.notice is not None:
        # Here the notice stands without its attachments and without its imprint.
        shown = shown_texts(context.notice)
        yield from (text for text in shown if text in {p.heading + p.text for p in context.notice.body})
    yield from context.overview
    for counts in (context.by_district, context.by_field):
        yield "".join(counts.columns)
        yield from map("".join, counts.rows)
        yield "".join(counts.total)
    if context.rows:
        yield "".join(context.columns)
    if context.lapsed:
        yield context.lapsed_note
        yield "".join(context.lapsed_columns)
        yield from map("".join, context.lapsed)
    for index in context.indexes:
        for group in index.groups:
            yield from (f"{item.text}{item.note}" for item in group.entries)


def _lost_rows(rows: Iterable[SummaryRow], content: Content) -> Iterator[str]:
    """The rows of the summary table that are not there; a new product's number has a sign after it.

    The PDF has the serial number written last, and so between any two cells, or apart from the row.
    """
    for row in rows:
        serial, number, *others = row.cells
        cells = (f"{number}{'新' if row.is_new else ''}", *others)
        places = range(len(cells))
        readings = ["".join(cells), *("".join((*cells[:n], serial, *cells[n:])) for n in places)]
        if all(absent((text,), content) for text in readings):
            yield readings[0]


def _refuse_hidden(pdf: Content, docx: Content, title: str) -> None:
    for content, file in ((pdf, "PDF"), (docx, "Word 文件")):
        for part, text, reason in content.hidden:
            raise CzdocsError(
                "CZ4160",
                document=title,
                count=len(content.hidden),
                kind=f"{file}中有{reason}",
                page=part,
                paragraph=part,
                in_pdf=text[:40] if content is pdf else "",
                in_docx=text[:40] if content is docx else "",
            )


def _compare_page(page: ProductPage, pdf: Content, docx: Content, *, title: str) -> None:
    """Refuse `page` where one format lacks a fact or has a character more than the other."""
    facts = tuple(filter(None, ("".join(text.split()) for text in _facts(page))))
    heading = "".join(f"{page.number}{'新' if page.is_new else ''}{page.name}{page.facts[0].label}".split())
    places = []
    for file, content in (("PDF", pdf), ("Word 文件", docx)):
        start = content.text.find(heading)
        end, lost = _followed(facts, content.text, start + len(heading)) if start >= 0 else (0, heading)
        if lost:
            raise CzdocsError("CZ4161", document=f"{title}·{page.number}", file=file, text=lost, count=1)
        places.append((start, end))
    (start, end), (first, last) = places
    one, other = _letters(pdf.text[start:end]), _letters(docx.text[first:last])
    if one != other:
        raise CzdocsError(
            "CZ4160",
            document=f"{title}·{page.number}",
            count=(one - other).total() + (other - one).total(),
            kind="产品页文字不同",
            page=pdf.part_at(start),
            paragraph=docx.part_at(first),
            in_pdf="".join((one - other).elements())[:40],
            in_docx="".join((other - one).elements())[:40],
        )


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text.replace(_HEAD, "") if character not in _SIGNS)


def _facts(page: ProductPage) -> Iterator[str]:
    """What the page says, in its order; its first label stands with its heading."""
    for index, fact in enumerate(page.facts):
        if index:
            yield fact.label
        yield fact.text
    yield page.summary
    yield from page.features
    for row in page.indicators:
        yield f"{row.name}{row.sign}{row.value}{row.unit}"
    yield from page.rights
    yield page.standards


def _followed(facts: Sequence[str], text: str, start: int) -> tuple[int, str]:
    """Where the last of `facts` ends if each follows the one before it in `text`; otherwise the first that does not."""
    for fact in facts:
        place = text.find(fact, start, start + len(fact) + _BETWEEN)
        if place < 0:
            return start, fact
        start = place + len(fact)
    return start, ""
