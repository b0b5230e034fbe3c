"""Rows 33 to 39: letter, order, minutes, and what paper alone can show (10, 6)."""

import re

from czdocs.documents.measuring.elements import Elements, Form
from czdocs.documents.measuring.page_facts import Rule
from czdocs.documents.measuring.rules.head import CENTRE, mark_ink, mark_lines
from czdocs.documents.measuring.rules.page import BOTTOM, LINE
from czdocs.documents.measuring.rules.row import Found, Row, absent, fails, judged, mm, near, unmeasured
from czdocs.documents.measuring.rules.text import INDENT
from czdocs.documents.measuring.typefaces import FANG, HEI

__all__ = ["ROWS"]

_LETTER, _ORDER, _MINUTES = frozenset({Form.LETTER}), frozenset({Form.ORDER}), frozenset({Form.MINUTES})
_NO_MARK = "没有认出发文机关标志"
_SEVEN_EIGHTHS = 4.9
_ATTENDANCE = re.compile(r"(出席|请假|列席)([：:])")


def _pairs(elements: Elements) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The double rules at the head and at the foot of a letter's first page."""
    rules = elements.head.red_rules
    return tuple(r for r in rules if r.box.top < 150), tuple(r for r in rules if r.box.top >= 150)  # noqa: PLR2004


def _letter_top(elements: Elements) -> Found:
    ink = mark_ink(elements)
    if ink is None:
        return unmeasured(_NO_MARK)
    return judged(mm(ink.top), near(ink.top, 30, 1), "发文机关标志上边缘至上页边应为 30 mm")


def _letter_mark(elements: Elements) -> Found:
    lines = mark_lines(elements)
    if not lines:
        return unmeasured(_NO_MARK)
    centre = (min(line.box.x0 for line in lines) + max(line.box.x1 for line in lines)) / 2
    reasons = (
        "" if near(centre, 105.5, 1.5) else "没有居中",
        "" if all(line.red for line in lines) else "不是红色",
        "信函的标志不加“文件”二字" if elements.head.word else "",
        "只用主办机关的标志" if len(elements.head.mark) > 1 else "",
    )
    return judged(f"中心 {mm(centre)}", not any(reasons), "；".join(filter(None, reasons)))


def _letter_gap(elements: Elements) -> Found:
    ink, (upper, _) = mark_ink(elements), _pairs(elements)
    if ink is None or not upper:
        return fails("没有上双线", "标志之下应有红色双线")
    gap = upper[0].box.top - ink.bottom
    return judged(mm(gap), near(gap, 4, 0.5), "第一条红色双线应在标志之下 4 mm 处")


def _letter_foot(elements: Elements) -> Found:
    lower = _pairs(elements)[1]
    if not lower:
        return fails("没有下双线", "距下页边 20 mm 处应有红色双线")
    middle = (lower[0].box.top + lower[-1].box.bottom) / 2
    return judged(mm(middle), near(middle, 277, 1), "第二条红色双线应距下页边 20 mm")


def _letter_rules(elements: Elements) -> Found:
    upper, lower = _pairs(elements)
    rules = (*upper, *lower)
    if not rules:
        return fails("没有红色双线", "应有两条红色双线")
    right = len(upper) == len(lower) == 2  # noqa: PLR2004
    right = right and upper[0].thickness > upper[1].thickness and lower[0].thickness < lower[1].thickness
    lengths = all(near(r.length, 170, 1) for r in rules)
    centred = all(near(r.box.centre, 105.5, 1.5) for r in rules)
    reasons = (
        "" if right else "上双线应上粗下细，下双线应上细下粗",
        "" if lengths else "线长应为 170 mm",
        "" if centred else "应居中排布",
    )
    shown = f"{len(rules)} 条，{mm(rules[0].length)}，中心 {mm(rules[0].box.centre)}"
    return judged(shown, not any(reasons), "；".join(filter(None, reasons)))


def _letter_number(elements: Elements) -> Found:
    number, (upper, _) = elements.head.number, _pairs(elements)
    if number is None or not upper:
        return unmeasured("没有认出发文字号或双线")
    gap, edge = number.box.top - upper[-1].box.bottom, number.box.x1
    right = near(gap, _SEVEN_EIGHTHS, 0.7) and near(edge, 184, 0.5)
    return judged(f"线下 {mm(gap)}，右 {mm(edge)}", right, "发文字号应顶格居右排在第一条双线之下，相距 3 号字高的 7/8")


def _letter_title(elements: Elements) -> Found:
    head = elements.head
    above = [line for line in (head.number, head.copy_number, head.classification, head.urgency) if line is not None]
    if not head.title or not above:
        return unmeasured("没有认出标题或发文字号")
    gap = head.title[0].box.top - max(line.box.bottom for line in above)
    # Two empty lines, and the half leading of the line above and of the title.
    wanted = 2 * LINE + 2.3 + 1.9
    return judged(mm(gap), near(gap, wanted, 3), "标题应在最后一个要素之下空二行")


def _letter_text_foot(elements: Elements) -> Found:
    lower = _pairs(elements)[1]
    lines = [line for line in elements.body if line.page == 1]
    if not lower or not lines:
        return unmeasured("没有下双线或正文")
    gap = lower[0].box.top - max(line.box.bottom for line in lines)
    return judged(mm(gap), gap >= _SEVEN_EIGHTHS - 0.7, "正文与第二条双线的距离不足 3 号字高的 7/8")


def _letter_first_page(elements: Elements) -> Found:
    shown = any(n.page == 1 for n in elements.page_numbers)
    return judged("有页码" if shown else "没有页码", not shown, "信函首页不显示页码")


def _letter_copies(elements: Elements) -> Found:
    imprint = elements.imprint
    if imprint is None:
        return absent("没有抄送机关")
    foot = imprint.lines[-1].box.middle + LINE / 2
    printed = any(line.text.endswith("印发") for line in imprint.lines)
    reasons = (
        "不加分隔线" if imprint.rules else "",
        "不加印发机关和印发日期" if printed else "",
        "" if near(foot, BOTTOM, 2) and imprint.page == len(elements.facts.pages) else "位于最后一面版心最下方",
    )
    shown = f"下缘 {mm(foot)}，{len(imprint.rules)} 条分隔线"
    wrong = "、".join(filter(None, reasons))
    return judged(shown, not wrong, f"信函的版记应：{wrong}")


def _order_mark(elements: Elements) -> Found:
    ink, lines = mark_ink(elements), mark_lines(elements)
    if ink is None:
        return unmeasured(_NO_MARK)
    right = near(ink.top, 57, 1) and near(ink.centre, CENTRE, 1.5) and all(line.red for line in lines)
    return judged(f"{mm(ink.top)}，中心 {mm(ink.centre)}", right, "标志上边缘至版心上边缘应为 20 mm，红色，居中")


def _order_number(elements: Elements) -> Found:
    number, ink = elements.head.number, mark_ink(elements)
    if number is None or ink is None:
        return unmeasured("没有认出令号")
    gap = number.box.top - ink.bottom
    right = near(gap, 20.5, 3) and near(number.box.centre, CENTRE, 1) and bool(re.fullmatch(r"第\S+号", number.text))
    return judged(f"{number.text}，标志下 {mm(gap)}", right, "令号应在标志下空二行、居中，不按年编号")


def _order_body(elements: Elements) -> Found:
    number, body = elements.head.number, elements.body
    if number is None or not body:
        return unmeasured("没有认出令号或正文")
    rows = (body[0].baseline - number.baseline) / LINE
    return judged(f"{rows:.1f} 行", near(rows, 3, 0.4), "正文应在令号下空二行")


def _minutes_mark(elements: Elements) -> Found:
    ink, lines = mark_ink(elements), mark_lines(elements)
    if ink is None:
        return unmeasured(_NO_MARK)
    right = near(ink.top, 72, 1) and near(ink.centre, CENTRE, 1.5) and all(line.red for line in lines)
    return judged(f"{mm(ink.top)}，中心 {mm(ink.centre)}", right, "标志上边缘至版心上边缘应为 35 mm，红色，居中")


def _minutes_attendance(elements: Elements) -> Found:
    lines = elements.closing.attendance
    if not lines:
        return unmeasured("没有认出出席、请假、列席人员")
    wrong: list[str] = []
    start = lines[0].box.x0
    for line in lines:
        label = _ATTENDANCE.match(line.text)
        if label:
            start = line.glyphs[min(label.end(), len(line.glyphs) - 1)].box.x0
            faces = {type(line)(page=1, glyphs=line.glyphs[:2]).typeface}
            wrong += [] if near(line.box.x0, INDENT, 0.6) else ["左空二字"]
            wrong += [] if faces == {HEI} else ["“出席”等用 3 号黑体"]
            wrong += [] if label[2] == "：" else ["用全角冒号"]
            names = line.glyphs[label.end() :]
            if names and type(line)(page=1, glyphs=names).typeface != FANG:
                wrong.append("姓名用 3 号仿宋")
        elif not near(line.box.x0, start, 0.8):
            wrong.append("回行与冒号后的首字对齐")
    return judged(f"{len(lines)} 行，左 {mm(lines[0].box.x0)}", not wrong, "、".join(dict.fromkeys(wrong)))


def _on_paper(elements: Elements) -> Found:
    del elements
    return unmeasured("只能在纸质成品上检查")


ROWS: tuple[Row, ...] = (
    Row(number="33a", clause="10.1", element="信函标志上缘", expected="30 ±1 mm", rule=_letter_top, forms=_LETTER),
    Row(
        number="33b",
        clause="10.1",
        element="信函标志",
        expected="红色，居中 105–106 ±1 mm，无“文件”",
        rule=_letter_mark,
        forms=_LETTER,
    ),
    Row(
        number="34a", clause="10.1", element="上双线位置", expected="标志下 4 ±0.5 mm", rule=_letter_gap, forms=_LETTER
    ),
    Row(number="34b", clause="10.1", element="下双线位置", expected="277 ±1 mm", rule=_letter_foot, forms=_LETTER),
    Row(
        number="34c",
        clause="10.1",
        element="双线",
        expected="170 ±1 mm，居中，上粗下细、上细下粗",
        rule=_letter_rules,
        forms=_LETTER,
    ),
    Row(
        number="35a",
        clause="10.1",
        element="信函发文字号",
        expected="线下 4.9 ±0.7，右 184 ±0.5 mm",
        rule=_letter_number,
        forms=_LETTER,
    ),
    Row(
        number="35b", clause="10.1", element="信函标题位置", expected="空二行 ±3 mm", rule=_letter_title, forms=_LETTER
    ),
    Row(
        number="35c",
        clause="10.1",
        element="正文距下双线",
        expected="≥4.9 −0.7 mm",
        rule=_letter_text_foot,
        forms=_LETTER,
    ),
    Row(
        number="36a", clause="10.1", element="信函首页页码", expected="没有页码", rule=_letter_first_page, forms=_LETTER
    ),
    Row(
        number="36b",
        clause="10.1",
        element="信函版记",
        expected="版心最下方，无分隔线",
        rule=_letter_copies,
        forms=_LETTER,
    ),
    Row(
        number="37a", clause="10.2", element="命令标志", expected="57 ±1 mm，红色，居中", rule=_order_mark, forms=_ORDER
    ),
    Row(
        number="37b",
        clause="10.2",
        element="令号",
        expected="标志下 20.5 ±3 mm，居中",
        rule=_order_number,
        forms=_ORDER,
    ),
    Row(number="37c", clause="10.2", element="命令正文", expected="令号下 3 ±0.4 行", rule=_order_body, forms=_ORDER),
    Row(
        number="38a",
        clause="10.3",
        element="纪要标志",
        expected="72 ±1 mm，红色，居中",
        rule=_minutes_mark,
        forms=_MINUTES,
    ),
    Row(
        number="38b",
        clause="10.3",
        element="出席、请假、列席",
        expected="黑体、仿宋，左 39.1 ±0.6 mm",
        rule=_minutes_attendance,
        forms=_MINUTES,
    ),
    Row(
        number="39",
        clause="6",
        element="印刷装订",
        expected="双面，套正 ≤2 mm，订位 70 ±4 mm",
        rule=_on_paper,
        needs_text=False,
    ),
)
