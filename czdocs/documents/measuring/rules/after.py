"""Rows 27 to 32: attachments, imprint, page numbers, turned tables (7.3.7 to 8)."""

import re

from czdocs.documents.measuring.elements import Elements, Form
from czdocs.documents.measuring.lines import Line, lines_of, split
from czdocs.documents.measuring.rules.page import BOTTOM, LINE
from czdocs.documents.measuring.rules.row import Found, Row, absent, fails, judged, mm, near, pt, unmeasured
from czdocs.documents.measuring.rules.text import attachment_entries
from czdocs.documents.measuring.typefaces import FANG, HEI, SONG

__all__ = ["ROWS"]

_INSET_LEFT, _INSET_RIGHT = 32.94, 179.06
_SMALL = 14.0
_PRINTED_ON = re.compile(r"\d{4}年(1[0-2]|[1-9])月([12]\d|3[01]|[1-9])日印发")
_COPIES = re.compile(r"(主送|抄送|分送)[：:]")
_RULED = frozenset(Form) - {Form.LETTER}
_THIRD_LINE = 2.5 * LINE
_EXAMPLES = 3


def _label(elements: Elements) -> Found:
    parts = elements.attachments
    if not parts:
        return absent("没有附件")
    wrong = []
    for part in parts:
        landscape = elements.facts.pages[part.page - 1].landscape
        left, top = (35.0, 28.0) if landscape else (28.0, 37.0)
        line = part.label
        if not near(line.box.x0, left, 0.5) or not near(line.box.middle, top + LINE / 2, 2) or line.typeface != HEI:
            wrong.append(f"第 {part.page} 页“{line.text}”")
    shown = "、".join(f"{part.label.text} 左 {mm(part.label.box.x0)}" for part in parts[:_EXAMPLES])
    return judged(shown, not wrong, f"{'、'.join(wrong[:_EXAMPLES])}应为 3 号黑体，顶格排在版心第一行")


def _attachment_title(elements: Elements) -> Found:
    parts = elements.attachments
    if not parts:
        return absent("没有附件")
    offsets = []
    for part in parts:
        if not part.title:
            return fails(f"第 {part.page} 页没有标题", "附件标题应居中排在版心第三行")
        page = elements.facts.pages[part.page - 1]
        top, centre = (28.0, 35 + 225 / 2) if page.landscape else (37.0, 106.0)
        offsets.append(part.title[0].box.middle - top - _THIRD_LINE)
        if any(not near(line.box.centre, centre, 1) for line in part.title):
            return fails(f"第 {part.page} 页标题没有居中", "附件标题应居中排在版心第三行")
    worst = max(offsets, key=abs)
    return judged(f"偏离第三行 {mm(worst)}", near(worst, 0, 2), "附件标题应居中排在版心第三行")


def _attachment_words(elements: Elements) -> Found:
    parts, entries = elements.attachments, attachment_entries(elements)
    if not parts and not entries:
        return absent("没有附件")
    if not parts:
        return unmeasured("附件不在这个文件里")
    titles = ["".join(line.text for line in part.title) for part in parts]
    labels = [part.label.text for part in parts]
    wanted = [f"附件{n}" for n in range(1, len(parts) + 1)] if len(parts) > 1 else ["附件"]
    same = list(entries) == titles and labels == wanted
    return judged(f"{len(titles)} 个附件，附件说明 {len(entries)} 个", same, "附件的顺序号和标题应与附件说明一致")


def _rule_lengths(elements: Elements) -> Found:
    imprint = elements.imprint
    if imprint is None:
        return absent("没有版记")
    if len(imprint.rules) < 2:  # noqa: PLR2004
        return fails(f"{len(imprint.rules)} 条", "版记应有首条、末条分隔线")
    worst = max(imprint.rules, key=lambda rule: abs(rule.length - 156))
    right = near(worst.length, 156, 1) and all(near(rule.box.x0, 28, 1) for rule in imprint.rules)
    return judged(f"{len(imprint.rules)} 条，{mm(worst.length)}", right, "版记分隔线应与版心等宽")


def _last_rule(elements: Elements) -> Found:
    imprint = elements.imprint
    if imprint is None or not imprint.rules:
        return absent("没有版记" if imprint is None else "没有分隔线")
    foot = imprint.rules[-1].box.bottom
    last = imprint.page == len(elements.facts.pages)
    return judged(mm(foot), near(foot, BOTTOM, 0.5) and last, "版记末条分隔线应与最后一面的版心下边缘重合")


def _rule_thickness(elements: Elements) -> Found:
    imprint = elements.imprint
    if imprint is None or len(imprint.rules) < 2:  # noqa: PLR2004
        return absent("没有版记" if imprint is None else "没有分隔线")
    outer, inner = (imprint.rules[0], imprint.rules[-1]), imprint.rules[1:-1]
    right = all(near(r.thickness, 0.35, 0.05) for r in outer) and all(near(r.thickness, 0.25, 0.05) for r in inner)
    shown = "、".join(f"{rule.thickness:.2f}" for rule in imprint.rules)
    return judged(f"{shown} mm", right, "首条和末条 0.35 mm，中间 0.25 mm")


def _copies(elements: Elements) -> Found:
    imprint = elements.imprint
    lines = [] if imprint is None else [line for line in imprint.lines if not line.text.endswith("印发")]
    if not lines:
        return absent("没有抄送机关")
    starts = [line for line in lines if _COPIES.match(line.text)]
    turned = [line for line in lines if not _COPIES.match(line.text)]
    reasons = [
        *("左空一字" for line in starts if not near(line.box.x0, _INSET_LEFT, 0.6)),
        *("回行与冒号后的首字对齐" for line in turned if not near(line.box.x0, _INSET_LEFT + 3 * 14 * 25.4 / 72, 0.8)),
        *("右空一字" for line in lines if line.box.x1 > _INSET_RIGHT + _forgiven(line)),
        *("4 号仿宋" for line in lines if not near(line.size, _SMALL, 0.3) or line.typeface != FANG),
        *("冒号用全角" for line in starts if line.text[2] != "："),
        *(() if lines[-1].text.endswith("。") else ("末尾用句号",)),
    ]
    shown = f"左 {mm(lines[0].box.x0)}，右 {mm(max(line.box.x1 for line in lines))}，{pt(lines[0].size)}"
    return judged(shown, not reasons, f"抄送机关应：{'、'.join(dict.fromkeys(reasons))}")


def _forgiven(line: Line) -> float:
    """How far a line may reach out: a closing mark's empty half does not count."""
    return line.em / 2 + 0.3 if line.text[-1] in "，。、；" else 0.8


def _printed(elements: Elements) -> Found:
    imprint = elements.imprint
    line = None if imprint is None else next((x for x in imprint.lines if x.text.endswith("印发")), None)
    if line is None:
        return absent("没有印发机关和印发日期")
    pieces = split(line)
    left, edge, day = line.box.x0, line.box.x1, pieces[-1].text
    reasons = (
        "" if near(left, _INSET_LEFT, 0.6) else "印发机关左空一字",
        "" if near(edge, _INSET_RIGHT, 0.8) else "印发日期右空一字",
        "" if near(line.size, _SMALL, 0.3) and line.typeface == FANG else "4 号仿宋",
        "" if _PRINTED_ON.fullmatch(day) else "日期不编虚位，后加“印发”",
    )
    return judged(f"左 {mm(left)}，右 {mm(edge)}，{day}", not any(reasons), "、".join(filter(None, reasons)))


def _page_number_height(elements: Elements) -> Found:
    numbers = [n for n in elements.page_numbers if n.dashes]
    if not numbers:
        return unmeasured("没有认出带一字线的页码")
    heights = [n.dashes[0].middle for n in numbers]
    worst = max(heights, key=lambda y: abs(y - 269))
    return judged(mm(worst), near(worst, 269, 0.7), "页码一字线应距版心下边缘 7 mm")


def _page_number_side(elements: Elements) -> Found:
    numbers = elements.page_numbers
    if not numbers:
        return unmeasured("没有认出页码")
    offsets = {n.page: (n.box.x1 - _INSET_RIGHT) if n.page % 2 else (n.box.x0 - _INSET_LEFT) for n in numbers}
    page = max(offsets, key=lambda p: abs(offsets[p]))
    shown = f"{len(numbers)} 页，偏离最多的第 {page} 页 {mm(offsets[page])}"
    return judged(shown, near(offsets[page], 0, 1), "页码单页应居右空一字，双页应居左空一字")


def _page_number_type(elements: Elements) -> Found:
    numbers = elements.page_numbers
    if not numbers:
        return unmeasured("没有认出页码")
    wrong = [
        n for n in numbers if not near(n.size, _SMALL, 0.3) or n.typeface != SONG or not re.fullmatch(r"—\d+—", n.text)
    ]
    shown = f"{pt(numbers[0].size)}，{numbers[0].typeface or '其他字体'}，{numbers[0].text}"
    return judged(shown, not wrong, "页码应为 4 号半角宋体数字，左右各一条一字线")


def _page_number_order(elements: Elements) -> Found:
    found = {n.page: int(re.sub(r"\D", "", n.text)) for n in elements.page_numbers}
    missing = []
    for page in elements.facts.pages:
        if page.number in found:
            continue
        blank = not lines_of(page)
        imprint = elements.imprint
        alone = imprint is not None and imprint.page == page.number and len(lines_of(page)) == len(imprint.lines)
        letter_head = elements.form is Form.LETTER and page.number == 1
        if not (blank or alone or letter_head):
            missing.append(page.number)
    wrong = [page for page, number in found.items() if number != page]
    reasons = (
        f"第 {'、'.join(map(str, missing[:_EXAMPLES]))} 页没有页码" if missing else "",
        f"第 {'、'.join(map(str, wrong[:_EXAMPLES]))} 页的页码不连续" if wrong else "",
    )
    shown = f"{len(found)} 页有页码，共 {len(elements.facts.pages)} 页"
    return judged(shown, not any(reasons), "；".join(filter(None, reasons)))


def _turned(elements: Elements) -> Found:
    pages = [page for page in elements.facts.pages if page.landscape]
    if not pages:
        return absent("没有横排的页")
    numbers = {n.page: n for n in elements.page_numbers}
    wrong = [
        page.number
        for page in pages
        if any(not g.turned and g.text.strip() for g in page.glyphs)
        and (page.number not in numbers or not near(numbers[page.number].dashes[0].middle, 269, 1.5))
    ]
    reason = f"第 {'、'.join(map(str, wrong[:_EXAMPLES]))} 页的页码不在竖排页的位置"
    return judged(f"{len(pages)} 页", not wrong, reason)


ROWS: tuple[Row, ...] = (
    Row(number="27a", clause="7.3.7", element="附件顺序号", expected="黑体，顶格，第一行", rule=_label),
    Row(number="27b", clause="7.3.7", element="附件标题", expected="居中，第三行 ±2 mm", rule=_attachment_title),
    Row(number="27c", clause="7.3.7", element="附件与附件说明", expected="一致", rule=_attachment_words),
    Row(number="28a", clause="7.4.1", element="版记分隔线长度", expected="156 ±1 mm", rule=_rule_lengths, forms=_RULED),
    Row(number="28b", clause="7.4.1", element="版记末条分隔线", expected="262 ±0.5 mm", rule=_last_rule, forms=_RULED),
    Row(
        number="28c",
        clause="7.4.1",
        element="版记分隔线粗细",
        expected="0.35、0.25 ±0.05 mm",
        rule=_rule_thickness,
        forms=_RULED,
    ),
    Row(number="29", clause="7.4.2", element="抄送机关", expected="32.9 ±0.6 → 179.1 mm，14 pt", rule=_copies),
    Row(
        number="30",
        clause="7.4.3",
        element="印发机关和日期",
        expected="32.9 ±0.6，179.1 ±0.8 mm",
        rule=_printed,
        forms=_RULED,
    ),
    Row(number="31a", clause="7.5", element="页码高度", expected="269 ±0.7 mm", rule=_page_number_height),
    Row(
        number="31b",
        clause="7.5",
        element="页码左右",
        expected="单页右 179.1、双页左 32.9 ±1 mm",
        rule=_page_number_side,
    ),
    Row(number="31c", clause="7.5", element="页码字体字号", expected="14 ±0.3 pt，宋体，—1—", rule=_page_number_type),
    Row(number="31d", clause="7.5", element="页码顺序", expected="连续", rule=_page_number_order),
    Row(number="32", clause="8", element="横排页", expected="页码在竖排页的位置", rule=_turned),
)
