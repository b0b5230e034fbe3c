"""Elements of an official document recognised in a finished PDF from their places, sizes and words alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from czdocs.documents.measuring.closing import Closing, read_closing
from czdocs.documents.measuring.head import Head, read_head, recipients
from czdocs.documents.measuring.lines import Line, in_table, lines_of
from czdocs.documents.measuring.page_facts import Box, Glyph, PageFacts, PdfFacts, Rule

__all__ = ["AttachmentPart", "Elements", "Form", "Imprint", "PageNumber", "Paragraph", "recognise"]

_PAGE_NUMBER = re.compile(r"[—–―\-－一─]{0,2}[0-9]{1,4}[—–―\-－一─]{0,2}")
_FOOT = 255.0  # below this a page number stands
_ATTACHMENT = re.compile(r"附件[0-9]{0,3}[：:]?")
_IMPRINT = re.compile(r"(抄送|主送|分送)[：:]|.*印发$")
_FLUSH = 33.0  # left of this a line is turned, right of it indented
_WIDE = 100.0
_BODY_GAP = 1.6  # of a line; more is a new element


class Form(Enum):
    """What kind of official document it is."""

    DOCUMENT = "document"
    LETTER = "letter"
    ORDER = "order"
    MINUTES = "minutes"
    PLAIN = "plain"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {
    Form.DOCUMENT: "文件格式",
    Form.LETTER: "信函格式",
    Form.ORDER: "命令（令）格式",
    Form.MINUTES: "纪要格式",
    Form.PLAIN: "无版头（公示等）",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines of the text that belong together, the first one indented."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """A printed page number, its glyphs in reading order, on the upright sheet; `dashes` are its outlines."""

    page: int
    text: str
    box: Box
    dashes: tuple[Box, ...]
    size: float
    typeface: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentPart:
    """One attachment that begins on a page of its own: its first line, its title, further lines outside tables."""

    label: Line
    title: tuple[Line, ...]
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The 版记: its lines and the rules around and between them."""

    page: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements:
    """What stands in the document, element by element; what was not found is empty or None."""

    facts: PdfFacts
    form: Form
    head: Head
    recipients: tuple[Line, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    closing: Closing = field(default_factory=Closing)
    attachments: tuple[AttachmentPart, ...] = ()
    imprint: Imprint | None = None
    page_numbers: tuple[PageNumber, ...] = ()
    main_pages: int = 1

    @property
    def body(self) -> tuple[Line, ...]:
        """All lines of the text."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph.lines)


def recognise(facts: PdfFacts, form: Form | None = None) -> Elements:
    """The elements of the document in `facts`; `form` where the reader knows it better."""
    numbers = tuple(n for page in facts.pages if (n := _page_number(page)))
    lines = {page.number: _text_lines(page, numbers) for page in facts.pages}
    parts = _attachments(facts, lines)
    main_pages = parts[0].page - 1 if parts else len(facts.pages)
    imprint = _imprint(facts, lines)
    taken = set() if imprint is None else {id(line) for line in imprint.lines}
    main = [
        line
        for page in facts.pages[:main_pages]
        for line in lines[page.number]
        if id(line) not in taken and not (page.number > 1 and in_table(line, page.rules))
    ]
    first = facts.pages[0]
    head, rest = read_head(first, [line for line in main if line.page == 1])
    rest += [line for line in main if line.page > 1]
    addressed = recipients(rest, head)
    rest = rest[len(addressed) :]
    closing, body = read_closing(rest)
    return Elements(
        facts=facts,
        form=form or _form(head),
        head=head,
        recipients=addressed,
        paragraphs=_paragraphs(body),
        closing=closing,
        attachments=parts,
        imprint=imprint,
        page_numbers=numbers,
        main_pages=main_pages,
    )


def _form(head: Head) -> Form:
    """The form that the head shows."""
    if not head.mark:
        return Form.PLAIN
    text = "".join(line.text for line in head.mark)
    if text.endswith("纪要"):
        return Form.MINUTES
    if text.endswith("令"):
        return Form.ORDER
    signs = (
        any(rule.box.top > 260 for rule in head.red_rules),  # noqa: PLR2004
        bool(head.number and head.red_rules and head.number.box.middle > min(r.box.top for r in head.red_rules)),
        head.mark[0].ink.top < 50,  # noqa: PLR2004
        head.word is None,
    )
    return Form.LETTER if sum(signs) > 2 else Form.DOCUMENT  # noqa: PLR2004


def _text_lines(page: PageFacts, numbers: Sequence[PageNumber]) -> tuple[Line, ...]:
    """The lines of a page without its page number."""
    mine = [n for n in numbers if n.page == page.number]
    kept = []
    for line in lines_of(page):
        number = next((n for n in mine if not page.landscape and abs(n.box.top - line.box.top) < 0.5), None)  # noqa: PLR2004
        if number is None:
            kept.append(line)
    return tuple(kept)


def _page_number(page: PageFacts) -> PageNumber | None:
    """The page number, on turned pages as the upright sheet has it."""
    if page.landscape:
        glyphs = [g for g in page.glyphs if g.turned and g.text.strip()]
        ordered = sorted(glyphs, key=lambda g: g.box.top)
        if ordered and _PAGE_NUMBER.fullmatch("".join(g.text for g in ordered)):
            return _numbered(page, ordered)
    for line in reversed(lines_of(page)):
        if line.box.top < (_FOOT if not page.landscape else page.height - 45):
            break
        if _PAGE_NUMBER.fullmatch(line.text):
            return _numbered(page, line.glyphs)
    return None


def _numbered(page: PageFacts, glyphs: Sequence[Glyph]) -> PageNumber:
    from czdocs.documents.measuring.lines import Line as _Line

    line = _Line(page=page.number, glyphs=tuple(glyphs))
    dashes = [g.ink or g.box for g in glyphs if not g.text.isdigit()]
    upright = page.landscape and glyphs[0].turned

    def placed(box: Box) -> Box:
        """`box` on the upright sheet: the head of a turned page lies towards its left edge."""
        if not upright:
            return box
        return Box(x0=box.top, x1=box.bottom, top=page.width - box.x1, bottom=page.width - box.x0)

    return PageNumber(
        page=page.number,
        text=line.text,
        box=placed(line.box),
        dashes=tuple(placed(box) for box in dashes),
        size=line.size,
        typeface=line.typeface,
    )


def _attachments(facts: PdfFacts, lines: dict[int, tuple[Line, ...]]) -> tuple[AttachmentPart, ...]:
    """The pages that begin with 附件, each with its title: what follows in larger type or in the middle."""
    parts = []
    for page in facts.pages[1:]:
        mine = lines[page.number]
        if not mine or not _ATTACHMENT.fullmatch(mine[0].text):
            continue
        title: list[Line] = []
        for line in mine[1:]:
            centre = page.width / 2 if page.landscape else 106
            centred = abs(line.box.centre - centre) < 3 and line.box.x0 > _FLUSH  # noqa: PLR2004
            if line.size < 17.5 and (title or not centred):  # noqa: PLR2004
                break
            title.append(line)
        parts.append(AttachmentPart(label=mine[0], title=tuple(title), page=page.number))
    return tuple(parts)


def _imprint(facts: PdfFacts, lines: dict[int, tuple[Line, ...]]) -> Imprint | None:
    """The lines of copies and printing on the last page that has such, with the rules beside them."""
    for page in reversed(facts.pages):
        if page.landscape:
            continue
        mine = lines[page.number]
        starts = [n for n, line in enumerate(mine) if _IMPRINT.match(line.text) and not in_table(line, page.rules)]
        if not starts:
            continue
        first = mine[starts[0]]
        kept = tuple(mine[starts[0] :])
        rules = sorted(
            (
                r
                for r in page.rules
                if r.level and r.length > _WIDE and r.box.bottom > first.box.top - 1.5 * first.em and not _is_red(r)
            ),
            key=lambda r: r.box.top,
        )
        return Imprint(page=page.number, lines=kept, rules=tuple(rules))
    return None


def _is_red(rule: Rule) -> bool:
    return rule.colour[0] > 180 and max(rule.colour[1:]) < 80  # noqa: PLR2004


def _paragraphs(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The lines of the text, a new paragraph at each indented line or after a gap."""
    paragraphs: list[list[Line]] = []
    for before, line in pairwise((None, *lines)):
        if line is None:
            continue
        new_page = before is None or before.page != line.page
        apart = before is not None and not new_page and line.baseline - before.baseline > _BODY_GAP * 10.227
        if before is None or line.box.x0 > _FLUSH or apart:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return tuple(Paragraph(lines=tuple(paragraph)) for paragraph in paragraphs)
