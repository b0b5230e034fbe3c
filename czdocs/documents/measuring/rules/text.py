"""Rows 14 to 19: title, recipients, text, levels, attachment note (7.3.1 to 7.3.4)."""

import re
from itertools import pairwise

from czdocs.documents.measuring.elements import Elements, Form
from czdocs.documents.measuring.lines import Line
from czdocs.documents.measuring.page_facts import MM
from czdocs.documents.measuring.rules.head import CENTRE
from czdocs.documents.measuring.rules.page import CHARACTER, LEFT, LINE
from czdocs.documents.measuring.rules.row import Found, Row, absent, conforms, judged, mm, near, pt, unmeasured
from czdocs.documents.measuring.typefaces import FANG, HEI, KAI, XIAOBIAOSONG, typeface
from czdocs.documents.paragraph import body

__all__ = ["INDENT", "ROWS", "attachment_entries"]

INDENT = LEFT + 2 * CHARACTER
_TITLED = frozenset(Form) - {Form.ORDER}
_EXAMPLES = 3
_LEVELS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("一、", re.compile(r"[一二三四五六七八九十]+、"), HEI),
    ("（一）", re.compile(r"（[一二三四五六七八九十]+）"), KAI),
    ("1.", re.compile(r"\d+[.．]"), FANG),
    ("（1）", re.compile(r"（\d+）"), FANG),
)
_NO_TITLE_MARKS = frozenset("，。；：！？,;:!?")
_PAUSES = "、，。；：,;"


def _title_type(elements: Elements) -> Found:
    title = elements.head.title
    if not title:
        return unmeasured("没有认出标题")
    sizes = [line.size for line in title]
    faces = sorted({line.typeface or line.glyphs[0].font for line in title})
    right = all(near(size, 22, 0.5) for size in sizes) and faces == [XIAOBIAOSONG]
    return judged(f"{pt(max(sizes))}，{'、'.join(faces)}", right, "标题应为 2 号小标宋体")


def _title_centre(elements: Elements) -> Found:
    title = elements.head.title
    if not title:
        return unmeasured("没有认出标题")
    worst = max(title, key=lambda line: abs(line.box.centre - CENTRE))
    return judged(mm(worst.box.centre), near(worst.box.centre, CENTRE, 1), f"“{worst.text}”没有居中")


def _title_shape(elements: Elements) -> Found:
    title = elements.head.title
    if not title:
        return unmeasured("没有认出标题")
    if len(title) == 1:
        return conforms("一行")
    widths = [line.box.x1 - line.box.x0 for line in title]
    steps = [later - earlier for earlier, later in pairwise(widths)]
    falling, rising = all(step < -1 for step in steps), all(step > 1 for step in steps)
    peak = widths.index(max(widths))
    diamond = 0 < peak < len(widths) - 1 and all(s > 0 for s in steps[:peak]) and all(s < 0 for s in steps[peak:])
    shown = "、".join(f"{width:.0f}" for width in widths) + " mm"
    return judged(shown, falling or rising or diamond, "标题各行应排成梯形或者菱形")


def _title_place(elements: Elements) -> Found:
    title, rules = elements.head.title, elements.head.red_rules
    if not title or not rules:
        return unmeasured("没有认出标题或分隔线")
    gap = title[0].box.top - rules[0].box.bottom
    right = near(gap, 20.5, 3) if elements.form is Form.DOCUMENT else gap > 0
    return judged(mm(gap), right, "标题应在红色分隔线下空二行")


def _title_words(elements: Elements) -> Found:
    title = elements.head.title
    if not title:
        return unmeasured("没有认出标题")
    wrong = sorted({c for line in title for c in line.text if c in _NO_TITLE_MARKS})
    return judged(f"{''.join(wrong) or '没有'}", not wrong, "标题中除书名号等外一般不用标点")


def _title_breaks(elements: Elements) -> Found:
    del elements
    return unmeasured("回行是否词意完整，需要人判断")


def _recipients(elements: Elements) -> Found:
    lines = elements.recipients
    if not lines:
        return absent("正文之前没有主送机关")
    lefts = [line.box.x0 for line in lines]
    worst = max(lefts, key=lambda left: abs(left - LEFT))
    ends = lines[-1].text[-1]
    reasons = (
        "" if near(worst, LEFT, 0.5) else "主送机关没有顶格",
        "" if ends == "：" else "主送机关之后应为全角冒号",
    )
    return judged(f"左 {mm(worst)}，末尾“{ends}”", not any(reasons), "；".join(filter(None, reasons)))


def _recipients_place(elements: Elements) -> Found:
    title, lines = elements.head.title, elements.recipients
    if not title or not lines or title[-1].page != lines[0].page:
        return absent("标题之下没有主送机关")
    rows = (lines[0].box.middle - title[-1].box.middle) / LINE
    return judged(f"{rows:.1f} 行", near(rows, 2, 0.4), "主送机关应在标题下空一行")


def _first_page(elements: Elements) -> Found:
    count = sum(line.page == 1 for line in elements.body)
    return judged(f"{count} 行", count >= 1, "公文首页必须显示正文")


def _indent(elements: Elements) -> Found:
    firsts = [p.lines[0] for p in elements.paragraphs if p.lines[0].box.x0 > 29 or p is elements.paragraphs[0]]  # noqa: PLR2004
    if not firsts:
        return unmeasured("没有正文")
    worst = max(firsts, key=lambda line: abs(line.box.x0 - INDENT))
    reason = f"第 {worst.page} 页“{worst.text[:6]}…”没有左空二字"
    return judged(f"{len(firsts)} 段，偏离最多的 {mm(worst.box.x0)}", near(worst.box.x0, INDENT, 0.6), reason)


def _turned(elements: Elements) -> Found:
    turned = [line for paragraph in elements.paragraphs for line in paragraph.lines[1:]]
    if not turned:
        return unmeasured("没有回行")
    worst = max(turned, key=lambda line: abs(line.box.x0 - LEFT))
    reason = f"第 {worst.page} 页“{worst.text[:6]}…”没有顶格"
    return judged(f"{len(turned)} 行，偏离最多的 {mm(worst.box.x0)}", near(worst.box.x0, LEFT, 0.5), reason)


def _levels(elements: Elements) -> Found:
    found: dict[str, int] = {}
    wrong = []
    # A （一） that is running text has no heading; there 楷体 is right only for those who take it for one.
    headed = body(paragraph.text for paragraph in elements.paragraphs)
    for paragraph, read in zip(elements.paragraphs, headed, strict=True):
        for name, pattern, face in _LEVELS:
            begins = pattern.match(paragraph.text)
            if begins is None:
                continue
            found[name] = found.get(name, 0) + 1
            glyphs = paragraph.lines[0].glyphs[: begins.end() + 2]
            used = Line(page=1, glyphs=glyphs).typeface
            if used != face and not (face == KAI and not read.heading and used == FANG):
                wrong.append(f"“{paragraph.text[:8]}…”用了{used or glyphs[-1].font}，应为{face}")
            elif any("bold" in g.font.lower() and typeface(g.font) != XIAOBIAOSONG for g in glyphs):
                wrong.append(f"“{paragraph.text[:8]}…”加了粗")
            break
    if not found:
        return absent("正文没有分层次")
    return judged("、".join(f"{n} {c} 处" for n, c in found.items()), not wrong, "；".join(wrong[:_EXAMPLES]))


def attachment_entries(elements: Elements) -> tuple[str, ...]:
    """The names of attachments that the note under the text lists, without their numbers."""
    note = elements.closing.attachment_note
    if not note:
        return ()
    entries: list[str] = []
    for n, line in enumerate(note):
        text = re.sub(r"^附件[：:]", "", line.text) if n == 0 else line.text
        number = re.match(r"(\d+)[.．]", text)
        if n == 0 or (number and int(number[1]) == len(entries) + 1):
            entries.append(re.sub(r"^\d+[.．]", "", text))
        else:
            entries[-1] += text
    return tuple(entries)


def _attachment_note(elements: Elements) -> Found:
    note = elements.closing.attachment_note
    if not note:
        return absent("没有附件说明")
    left = note[0].box.x0
    ended = [entry for entry in attachment_entries(elements) if entry and entry[-1] in _PAUSES]
    colon = note[0].text[2:3] == "："
    reasons = (
        "" if near(left, INDENT, 0.6) else "附件说明应左空二字",
        "" if colon else "“附件”之后应为全角冒号",
        "附件名称之后不加标点" if ended else "",
    )
    return judged(
        f"左 {mm(left)}，{len(attachment_entries(elements))} 个", not any(reasons), "；".join(filter(None, reasons))
    )


def _attachment_alignment(elements: Elements) -> Found:
    note = elements.closing.attachment_note
    if len(note) < 2:  # noqa: PLR2004
        return absent("附件说明没有回行" if note else "没有附件说明")
    first = re.match(r"附件[：:](?:\d+[.．])?", note[0].text)
    start = first.end() if first else 3
    name = note[0].glyphs[min(start, len(note[0].glyphs) - 1)].box.x0
    number = note[0].glyphs[3].box.x0
    offsets = []
    for line in note[1:]:
        numbered = re.match(r"\d+[.．]", line.text)
        offsets.append(line.box.x0 - (number if numbered else name))
    worst = max(offsets, key=abs)
    return judged(f"偏离 {mm(worst)}", near(worst, 0, 0.8), "附件名称回行应与上一行名称的首字对齐")


def _attachment_gap(elements: Elements) -> Found:
    note = elements.closing.attachment_note
    body = elements.body
    if not note:
        return absent("没有附件说明")
    if not body or body[-1].page != note[0].page:
        return unmeasured("附件说明与正文不在同一页")
    rows = (note[0].baseline - body[-1].baseline) / (LINE / MM * MM)
    return judged(f"{rows:.1f} 行", near(rows, 2, 0.3), "附件说明应在正文下空一行")


ROWS: tuple[Row, ...] = (
    Row(
        number="14a",
        clause="7.3.1",
        element="标题字体字号",
        expected="22 ±0.5 pt，小标宋",
        rule=_title_type,
        forms=_TITLED,
    ),
    Row(number="14b", clause="7.3.1", element="标题居中", expected="106 ±1 mm", rule=_title_centre, forms=_TITLED),
    Row(number="14c", clause="7.3.1", element="标题形状", expected="梯形或者菱形", rule=_title_shape, forms=_TITLED),
    Row(
        number="14d",
        clause="7.3.1",
        element="标题位置",
        expected="分隔线下 20.5 ±3 mm",
        rule=_title_place,
        forms=frozenset({Form.DOCUMENT}),
    ),
    Row(number="14e", clause="7.3.1", element="标题标点", expected="没有", rule=_title_words, forms=_TITLED),
    Row(number="14f", clause="7.3.1", element="标题回行", expected="词意完整", rule=_title_breaks, forms=_TITLED),
    Row(number="15a", clause="7.3.2", element="主送机关", expected="左 28 ±0.5 mm，末尾“：”", rule=_recipients),
    Row(number="15b", clause="7.3.2", element="主送机关位置", expected="标题下 2 ±0.4 行", rule=_recipients_place),
    Row(number="16", clause="7.3.3", element="首页显示正文", expected="至少 1 行", rule=_first_page),
    Row(number="17a", clause="7.3.3", element="段首", expected="39.1 ±0.6 mm", rule=_indent),
    Row(number="17b", clause="7.3.3", element="回行", expected="28 ±0.5 mm", rule=_turned),
    Row(number="18", clause="7.3.3", element="层次字体", expected="黑体、楷体、仿宋、仿宋，不加粗", rule=_levels),
    Row(
        number="19a",
        clause="7.3.4",
        element="附件说明",
        expected="左 39.1 ±0.6 mm，名称后无标点",
        rule=_attachment_note,
    ),
    Row(
        number="19b",
        clause="7.3.4",
        element="附件名称回行",
        expected="与名称首字对齐 ±0.8 mm",
        rule=_attachment_alignment,
    ),
    Row(number="19c", clause="7.3.4", element="附件说明位置", expected="正文下 2 ±0.3 行", rule=_attachment_gap),
)
