"""Rows 1 to 6: sheet, type area, grid, colour (GB/T 9704-2012, 5)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from czdocs.documents.measuring.elements import Elements
from czdocs.documents.measuring.lines import Line, in_table, lines_of, units
from czdocs.documents.measuring.page_facts import MM, is_black, is_red
from czdocs.documents.measuring.rules.row import Found, Row, conforms, fails, judged, mm, near, pt, unmeasured
from czdocs.documents.measuring.typefaces import FANG, typeface

__all__ = ["BOTTOM", "CHARACTER", "LEFT", "LINE", "RIGHT", "ROWS", "full_lines"]

LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
LINE, CHARACTER = 225 / 22, 156 / 28
_PITCH, _PITCH_TOLERANCE = 28.95, 0.6  # points
_RARE = 4  # characters of a second font that a short text may have, for instance in a company's name
_MOST_ADJUSTED = 0.12  # of a line, by which lines may be spread or tightened for the seal's sake
_LITTLE_TEXT = 5  # lines above a signature that was kept from standing alone
_ROWS, _CHARACTERS = 22, 28
_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_NOT_FIRST = frozenset("，。；：、！？）》」』”’〉】〕…%‰")
_NOT_LAST = frozenset("（《「『“‘〈【〔")
_COMPRESSED = frozenset("，。；：、！？）》”’」』】〕〉")
_HEADING = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）")
_SHEET = (210.0, 297.0)
_EXAMPLES = 3


def _paper(elements: Elements) -> Found:
    sizes = Counter((round(min(p.width, p.height), 1), round(max(p.width, p.height), 1)) for p in elements.facts.pages)
    wrong = [s for s in sizes if not (near(s[0], _SHEET[0], 0.5) and near(s[1], _SHEET[1], 0.5))]
    return judged("、".join(f"{w:.1f} × {h:.1f} mm" for w, h in sizes), not wrong, "有的页不是 A4 幅面")


def _text_pages(elements: Elements) -> Iterator[tuple[int, Sequence[Line]]]:
    """The upright pages after the first that begin with text or an attachment, with the lines of the text."""
    by_page: dict[int, list[Line]] = {}
    for line in (*elements.recipients, *elements.body):
        by_page.setdefault(line.page, []).append(line)
    for part in elements.attachments:
        if not elements.facts.pages[part.page - 1].landscape:
            by_page[part.page] = [part.label]
    for page, lines in sorted(by_page.items()):
        if page > 1:
            yield page, lines


def _head_margin(elements: Elements) -> Found:
    tops = [lines[0].box.middle - LINE / 2 for _, lines in _text_pages(elements)]
    if not tops:
        return unmeasured("没有从版心第一行排起的页")
    worst = max(tops, key=lambda top: abs(top - TOP))
    return judged(mm(worst), near(worst, TOP, 1), "版心第一行没有排在天头之下")


def _turned(elements: Elements) -> list[Line]:
    return [line for paragraph in elements.paragraphs for line in paragraph.lines[1:]]


def _binding_margin(elements: Elements) -> Found:
    lines = [*elements.recipients, *_turned(elements)] or [part.label for part in elements.attachments]
    if not lines:
        return unmeasured("没有顶格的文字")
    left = median(line.box.x0 for line in lines)
    return judged(mm(left), near(left, LEFT, 1), "顶格文字没有对齐版心左缘")


def full_lines(elements: Elements) -> list[Line]:
    """Lines of the text after which the same paragraph goes on."""
    return [line for paragraph in elements.paragraphs for line, _ in pairwise(paragraph.lines)]


def _right_edge(line: Line) -> float:
    """Where the line ends; a closing mark may have lost its empty half."""
    last = line.glyphs[-1]
    if last.text in _COMPRESSED and last.box.x1 > RIGHT + 0.6:
        return last.box.x1 - line.em / 2
    return last.box.x1


def _width(elements: Elements) -> Found:
    full, turned = full_lines(elements), _turned(elements)
    if not full or not turned:
        return unmeasured("没有排满的行")
    width = median(map(_right_edge, full)) - median(line.box.x0 for line in turned)
    return judged(mm(width), near(width, 156, 1), "版心宽度不符")


def _height(elements: Elements) -> Found:
    """Nothing upright stands below the type area but page numbers; a full page reaches its foot."""
    lowest = 0.0
    numbers = {n.page: n.box.top for n in elements.page_numbers}
    for page in elements.facts.pages:
        if not page.landscape:
            lines = [
                line
                for line in lines_of(page)
                if abs(line.box.top - numbers.get(page.number, 0)) > 0.5  # noqa: PLR2004
            ]
            # Lines of a table are closer than those of the text.
            heights = (line.em if in_table(line, page.rules) else LINE for line in lines)
            lowest = max([lowest, *(line.box.middle + h / 2 for line, h in zip(lines, heights, strict=True))])
    return judged(f"最低 {mm(lowest)}", lowest <= BOTTOM + 1, "文字排到了版心之下")


def _default_font(elements: Elements) -> Found:
    plain = [p for p in elements.paragraphs if not _HEADING.match(p.text)]
    glyphs = [g for p in plain for line in p.lines for g in line.glyphs]
    hanzi = [g for g in glyphs if _HANZI.fullmatch(g.text)]
    if not hanzi:
        return unmeasured("没有正文")
    faces = Counter(typeface(g.font) or f"其他字体 {g.font}" for g in hanzi)
    size = median(g.size for g in hanzi)
    odd = [g for g in hanzi if not near(g.size, size, 0.3)]
    loose = sorted({g.font for g in hanzi if not g.embedded})
    rare = max(0.05 * len(hanzi), min(_RARE, len(hanzi) // 3))  # such characters come from a second font
    right_face = faces[FANG] >= len(hanzi) - rare
    right_size = 15.45 <= size <= 16.31 and not odd  # noqa: PLR2004
    shown = "，".join(f"{face} {count} 字" for face, count in faces.most_common())
    reasons = (
        "" if right_face else "正文不是仿宋",
        "" if right_size else "正文不是 3 号",
        f"没有嵌入字体：{'、'.join(loose)}" if loose else "",
    )
    return judged(f"{pt(size)}，{shown}", not any(reasons), "；".join(filter(None, reasons)))


def _pitches(elements: Elements) -> list[float]:
    """Distances of neighbouring lines of one paragraph, in points."""
    return [
        (below.baseline - above.baseline) / MM
        for paragraph in elements.paragraphs
        for above, below in pairwise(paragraph.lines)
        if above.page == below.page
    ]


def _adjusted(elements: Elements, pitch: float) -> bool:
    """Whether lines were spread or tightened so that the signature does not stand alone (7.3.5.5).

    Spread, little text stands above the signature, which would else stand alone; tightened, the signature would else
    not have fitted its page.
    """
    closing = elements.closing
    date = closing.date
    if date is None or abs(pitch / _PITCH - 1) > _MOST_ADJUSTED or near(pitch, _PITCH, _PITCH_TOLERANCE):
        return False
    if pitch > _PITCH:
        return date.page > 1 and 1 <= sum(line.page == date.page for line in elements.body) <= _LITTLE_TEXT
    imprint = elements.imprint
    foot = imprint.lines[0].box.top if imprint and imprint.page == date.page else BOTTOM
    room = foot - max(line.box.bottom for line in (date, *closing.note))
    return room < len(elements.body) * (_PITCH - pitch) * MM + LINE


def _pitch(elements: Elements) -> Found:
    pitches = _pitches(elements)
    if not pitches:
        return unmeasured("没有两行以上的段落")
    pitch = median(pitches)
    even = max(pitches) - min(pitches) <= _PITCH_TOLERANCE
    shown = pt(round(pitch, 2))
    if even and _adjusted(elements, pitch):
        return conforms(f"{shown}（为使印章与正文同处一面而调整）")
    return judged(shown, even and near(pitch, _PITCH, _PITCH_TOLERANCE), "行距不符" if even else "行距不一致")


def _full_pages(elements: Elements) -> list[Sequence[Line]]:
    """The lines of pages without a head in the middle of whose last paragraph the next page begins.

    Not the page before the signature: what stands there may have been left empty so that text goes with the seal.
    """
    date = elements.closing.date
    ends = {above.page for p in elements.paragraphs for above, below in pairwise(p.lines) if above.page != below.page}
    lines = (*elements.recipients, *elements.body)
    return [
        [line for line in lines if line.page == page]
        for page in sorted(ends)
        if page > 1 and not (date and date.page == page + 1)
    ]


def _rows(elements: Elements) -> Found:
    pages = _full_pages(elements)
    if not pages:
        return unmeasured("没有排满的页")
    counts = [round((lines[-1].baseline - lines[0].baseline) / LINE) + 1 for lines in pages]
    printed = [len(lines) for lines in pages]
    pitches = _pitches(elements)
    if pitches and _adjusted(elements, median(pitches)):
        fitting = int((BOTTOM - TOP) / (median(pitches) * MM) + 0.05)
        shown = f"{'、'.join(map(str, sorted(set(printed))))} 行（行距有调整）"
        return judged(shown, set(printed) == {fitting}, f"按调整后的行距，排满的页应是 {fitting} 行")
    right = set(counts) == {_ROWS} and max(printed) <= _ROWS
    shown = "、".join(map(str, sorted(set(counts))))
    return judged(f"{shown} 行", right, "排满的页不是 22 行")


def _characters(elements: Elements) -> Found:
    full = [line for line in full_lines(elements) if line.box.x0 < 33]  # noqa: PLR2004
    if not full:
        return unmeasured("没有排满的行")
    count = median(round(units(line.text) * 2) / 2 for line in full)
    return judged(f"{count:g} 字", near(count, _CHARACTERS, 0.5), "排满的行不是 28 字")


def _flush_right(elements: Elements) -> Found:
    full = full_lines(elements)
    if not full:
        return unmeasured("没有排满的行")
    worst = max(full, key=lambda line: abs(_right_edge(line) - RIGHT))
    edge = _right_edge(worst)
    reason = f"第 {worst.page} 页“…{worst.text[-6:]}”没有排到版心右缘"
    return judged(f"{len(full)} 行，偏离最多的 {mm(edge)}", near(edge, RIGHT, 0.5), reason)


def _kinsoku(elements: Elements) -> Found:
    wrong = []
    for paragraph in elements.paragraphs:
        wrong += [f"第 {line.page} 页行首“{line.text[0]}”" for line in paragraph.lines if line.text[0] in _NOT_FIRST]
        ends = paragraph.lines[:-1]
        wrong += [f"第 {line.page} 页行末“{line.text[-1]}”" for line in ends if line.text[-1] in _NOT_LAST]
    if not elements.paragraphs:
        return unmeasured("没有正文")
    shown = f"{sum(len(p.lines) for p in elements.paragraphs)} 行，{len(wrong)} 处"
    return judged(shown, not wrong, "、".join(wrong[:_EXAMPLES]))


def _colour(elements: Elements) -> Found:
    head = elements.head
    marks = {id(g) for line in (*head.mark, *filter(None, [head.word])) for g in line.glyphs}
    wrong: Counter[str] = Counter()
    for page in elements.facts.pages:
        for glyph in page.glyphs:
            if glyph.text.strip() and not is_black(glyph.colour) and not (id(glyph) in marks and is_red(glyph.colour)):
                wrong["第 {} 页 RGB({},{},{})".format(page.number, *glyph.colour)] += 1
    if not wrong:
        return conforms("文字黑色" + ("，标志红色" if head.mark else ""))
    shown = "、".join(f"{where} {count} 字" for where, count in wrong.most_common(_EXAMPLES))
    return fails(shown, "有的文字既不是黑色，也不是应当用红色的要素")


ROWS: tuple[Row, ...] = (
    Row(number="1", clause="5.1", element="纸张", expected="210 × 297 mm ±0.5", rule=_paper, needs_text=False),
    Row(number="2a", clause="5.2.1", element="天头", expected="37 ±1 mm", rule=_head_margin),
    Row(number="2b", clause="5.2.1", element="订口", expected="28 ±1 mm", rule=_binding_margin),
    Row(number="3a", clause="5.2.1", element="版心宽", expected="156 ±1 mm", rule=_width),
    Row(number="3b", clause="5.2.1", element="版心下缘", expected="不超过 262 +1 mm", rule=_height),
    Row(number="4", clause="5.2.2", element="正文字体字号", expected="仿宋，15.75–16 ±0.3 pt", rule=_default_font),
    Row(number="5a", clause="5.2.3", element="行距", expected="28.95 ±0.6 pt", rule=_pitch),
    Row(number="5b", clause="5.2.3", element="每面行数", expected="22 行", rule=_rows),
    Row(number="5c", clause="5.2.3", element="每行字数", expected="28 字", rule=_characters),
    Row(number="5d", clause="5.2.3", element="满行右端", expected="184 ±0.5 mm", rule=_flush_right),
    Row(number="5e", clause="5.2.3", element="避头尾", expected="0 处", rule=_kinsoku),
    Row(number="6", clause="5.2.4", element="颜色", expected="除标志等要素外黑色", rule=_colour),
)
