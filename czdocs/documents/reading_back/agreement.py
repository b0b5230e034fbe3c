"""Whether two finished documents say the same: text, numbers, tables and order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from czdocs.documents.reading_back.content import PAGE_NUMBER, Content, Gap

__all__ = ["Difference", "absent", "differences"]

_MOST = 20
_NEAR = 8  # characters shown before and after what differs
_LONGEST = 40  # characters of what differs that are shown
_WINDOW = 3000  # characters within which two texts are searched for where they agree again
_ANCHOR = 6  # characters that must agree
_NUMERALS = frozenset("0123456789ivxlcdm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where a PDF and a Word document differ: `page` and `paragraph` count from 1; `kind` says how.

    The excerpts have a little of what stands around; what differs is between ⟦ and ⟧.
    """

    kind: str
    page: int
    paragraph: int
    in_pdf: str
    in_docx: str


def differences(pdf: Content, docx: Content) -> tuple[Difference, ...]:
    """Where the two differ, at most twenty places in order; nothing if both say the same.

    Only layout is left out of account: where lines end, and white space there. A space within a line, the end of a
    paragraph or cell, and the column of a cell count as text does.
    """
    found = [
        *_hidden(pdf, docx),
        *(_texts(pdf, docx) if pdf.text != docx.text else ()),
    ]
    if pdf.text == docx.text:
        found += [*_gaps(pdf, docx), *_columns(pdf, docx)]
    return tuple(found[:_MOST])


def absent(texts: Iterable[str], content: Content) -> tuple[str, ...]:
    """Those of `texts` that `content` does not have, white space aside."""
    where, lost = 0, []
    for text in texts:
        wanted = "".join(text.split())
        if not wanted:
            continue
        place = content.text.find(wanted, where)
        if place < 0:
            place = content.text.find(wanted)
        if place < 0:
            lost.append(text)
        else:
            where = place
    return tuple(lost)


def _hidden(pdf: Content, docx: Content) -> Iterator[Difference]:
    """What one of them has and does not show: a finished document has nothing of the kind."""
    for page, text, reason in pdf.hidden:
        yield Difference(kind=f"PDF 中有{reason}", page=page, paragraph=1, in_pdf=f"⟦{_cut(text)}⟧", in_docx="")
    for paragraph, text, reason in docx.hidden:
        kind = f"Word 文件中有{reason}"
        yield Difference(kind=kind, page=1, paragraph=paragraph, in_pdf="", in_docx=f"⟦{_cut(text)}⟧")


def _texts(pdf: Content, docx: Content) -> Iterator[Difference]:
    """Where the texts part, and agree again."""
    i = j = 0
    one, other = pdf.text, docx.text
    while True:
        start, same = (i, j), _common(one, other, i, j)
        i, j = i + same, j + same
        if j < len(other) and other[j] == PAGE_NUMBER:
            j += 1
            while i < len(one) and one[i] in _NUMERALS:
                i += 1
            continue
        if i >= len(one) and j >= len(other):
            return
        a, b = _again(one, other, i, j)
        yield _difference("文字不同", pdf, docx, (i, a), (j, b))
        if (a, b) == start:
            return
        i, j = a, b


def _common(one: str, other: str, i: int, j: int) -> int:
    """How many characters from `i` and `j` on are the same."""
    step, same = 4096, 0
    while step:
        length = min(step, len(one) - i - same, len(other) - j - same)
        if length and one[i + same : i + same + length] == other[j + same : j + same + length]:
            same += length
        else:
            step = min(step, length) // 2
    return same


def _again(one: str, other: str, i: int, j: int) -> tuple[int, int]:
    """Where the two texts, which differ at `i` and `j`, agree again."""
    left, right = one[i : i + _WINDOW], other[j : j + _WINDOW]
    for start in range(max(len(left), len(right))):
        # The shortest piece left out of one of them, or as many characters changed in both.
        for a, b in ((start, start), (start, 0), (0, start)):
            if left[a : a + _ANCHOR] == right[b : b + _ANCHOR] and len(right[b : b + _ANCHOR]) == _ANCHOR:
                return i + a, j + b
        if start > 200:  # noqa: PLR2004 - far apart: look for anything that both have
            break
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    match = matcher.find_longest_match()
    if match.size >= _ANCHOR:
        return i + match.a, j + match.b
    return len(one), len(other)


def _gaps(pdf: Content, docx: Content) -> Iterator[Difference]:
    """Spaces that only one has, and paragraphs and cells that the other runs together."""
    end = len(pdf.text)
    for offset in sorted(pdf.gaps.keys() | docx.gaps.keys()):
        if not 0 < offset < end:
            continue
        here, there = pdf.gaps.get(offset, 0), docx.gaps.get(offset, 0)
        kind = ""
        if there >= Gap.PARAGRAPH and not here:
            kind = "分段不同"
        elif here == Gap.CELL and there < Gap.PARAGRAPH:
            kind = "表格单元格不同"
        elif (here == Gap.SPACE and not there) or (there == Gap.SPACE and not here):
            kind = "空格不同"
        if kind:
            yield _difference(kind, pdf, docx, (offset, offset), (offset, offset))


def _columns(pdf: Content, docx: Content) -> Iterator[Difference]:
    """Cells that stand in another column."""
    columns = {cell.start: cell.column for cell in docx.cells}
    for cell in pdf.cells:
        if cell.start in columns and columns[cell.start] != cell.column:
            place = (cell.start, cell.end)
            yield _difference("表格列不同", pdf, docx, place, place)


def _difference(
    kind: str, pdf: Content, docx: Content, in_pdf: tuple[int, int], in_docx: tuple[int, int]
) -> Difference:
    return Difference(
        kind=kind,
        page=pdf.part_at(min(in_pdf[0], max(len(pdf.text) - 1, 0))),
        paragraph=docx.part_at(min(in_docx[0], max(len(docx.text) - 1, 0))),
        in_pdf=_excerpt(pdf, in_pdf),
        in_docx=_excerpt(docx, in_docx),
    )


def _excerpt(content: Content, place: tuple[int, int]) -> str:
    """What stands at `place`, between ⟦ and ⟧, with a little around it."""
    start, end = place
    before = _spaced(content, max(0, start - _NEAR), start)
    after = _spaced(content, end, min(len(content.text), end + _NEAR))
    gap = content.gaps.get(start)
    mark = {Gap.SPACE: " ", Gap.PARAGRAPH: "¶", Gap.CELL: "|"}.get(gap, "") if start == end and gap else ""
    return f"{before}⟦{mark}{_cut(_spaced(content, start, end))}⟧{after}"


def _spaced(content: Content, start: int, end: int) -> str:
    """The text with its spaces."""
    text: Sequence[str] = [
        (" " if content.gaps.get(n, 0) == Gap.SPACE and n > start else "") + content.text[n] for n in range(start, end)
    ]
    return "".join(text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}……{text[-_LONGEST // 2 + 2 :]}"
