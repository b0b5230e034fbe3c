"""Rows 7 to 13: copy number, classification, issuer mark, document number, red rule (7.2)."""

import re

from czdocs.documents.measuring.elements import Elements, Form
from czdocs.documents.measuring.lines import Line
from czdocs.documents.measuring.page_facts import Box
from czdocs.documents.measuring.rules.row import Found, Row, absent, conforms, fails, judged, mm, near, unmeasured
from czdocs.documents.measuring.typefaces import FANG, HEI, KAI, XIAOBIAOSONG

__all__ = ["CENTRE", "ROWS", "mark_ink", "mark_lines"]

CENTRE = 106.0
_NUMBER = re.compile(r"[一-龥]+〔\d{4}〕[1-9]\d*号")
_DOCUMENT = frozenset({Form.DOCUMENT})
_NUMBERED = frozenset({Form.DOCUMENT, Form.LETTER, Form.MINUTES})
_CLASSIFIABLE = frozenset({Form.DOCUMENT, Form.LETTER, Form.ORDER, Form.MINUTES})
_PLACEHOLDER = "（发文字号待编）"


def mark_lines(elements: Elements) -> tuple[Line, ...]:
    """All lines of the mark, with 文件 where it is printed."""
    word = elements.head.word
    return (*elements.head.mark, *((word,) if word else ()))


def mark_ink(elements: Elements) -> Box | None:
    """The extent of the mark's ink: red as printed, else its outlines."""
    lines = mark_lines(elements)
    if not lines:
        return None
    outline = Box(
        x0=min(line.ink.x0 for line in lines),
        top=min(line.ink.top for line in lines),
        x1=max(line.ink.x1 for line in lines),
        bottom=max(line.ink.bottom for line in lines),
    )
    red = elements.facts.pages[0].red
    around = Box(x0=outline.x0 - 1, top=outline.top - 1, x1=outline.x1 + 1, bottom=outline.bottom + 1)
    return (red.within(around) if red else None) or outline


def _copy_number(elements: Elements) -> Found:
    line = elements.head.copy_number
    if line is None:
        return absent("没有份号")
    left, middle = line.box.x0, line.box.middle
    if elements.form is Form.LETTER:
        return judged(f"{line.text}，左 {mm(left)}", len(line.text) == 6 and near(left, 28, 0.5), "份号格式或位置不符")  # noqa: PLR2004
    right = len(line.text) == 6 and near(left, 28, 0.5) and 37 <= middle <= 47.3  # noqa: PLR2004
    return judged(f"{line.text}，左 {mm(left)}，中线 {mm(middle)}", right, "份号应为 6 位数字，顶格排在版心第一行")


def _classification(elements: Elements) -> Found:
    head = elements.head
    lines = [line for line in (head.classification, head.urgency) if line is not None]
    if not lines:
        return absent("没有密级和紧急程度")
    order = [line for line in (head.copy_number, head.classification, head.urgency) if line is not None]
    right = (
        all(near(line.box.x0, 28, 0.5) and line.typeface == HEI for line in lines)
        and [line.baseline for line in order] == sorted(line.baseline for line in order)
        and len({round(line.baseline) for line in order}) == len(order)
    )
    shown = "、".join(f"{line.text} {line.typeface or '其他字体'} 左 {mm(line.box.x0)}" for line in lines)
    return judged(shown, right, "应为 3 号黑体、顶格，依次为份号、密级、紧急程度，各占一行")


def _mark_top(elements: Elements) -> Found:
    ink = mark_ink(elements)
    if ink is None:
        return unmeasured("没有认出发文机关标志")
    return judged(mm(ink.top), near(ink.top, 72, 1), "发文机关标志上边缘至版心上边缘应为 35 mm")


def _mark_centre(elements: Elements) -> Found:
    lines = mark_lines(elements)
    if not lines:
        return unmeasured("没有认出发文机关标志")
    centre = (min(line.box.x0 for line in lines) + max(line.box.x1 for line in lines)) / 2
    return judged(mm(centre), near(centre, CENTRE, 1), "发文机关标志没有居中")


def _mark_looks(elements: Elements) -> Found:
    lines = mark_lines(elements)
    if not lines:
        return unmeasured("没有认出发文机关标志")
    red = all(line.red for line in lines)
    faces = "、".join(sorted({line.typeface or line.glyphs[0].font for line in lines}))
    reason = "标志不是红色" if not red else "推荐使用小标宋体"
    right = red and all(line.typeface == XIAOBIAOSONG for line in lines)
    return judged(f"{'红色' if red else '不是红色'}，{faces}", right, reason)


def _joint_word(elements: Elements) -> Found:
    head = elements.head
    if len(head.mark) < 2:  # noqa: PLR2004
        return absent("不是联合行文")
    if head.word is None:
        return absent("标志没有“文件”二字")
    middle = (min(line.box.top for line in head.mark) + max(line.box.bottom for line in head.mark)) / 2
    offset = head.word.box.middle - middle
    beside = head.word.box.x0 >= max(line.box.x1 for line in head.mark)
    return judged(f"偏离中线 {mm(offset)}", beside and near(offset, 0, 1), "“文件”应在各机关名称右侧，上下居中")


def _joint_names(elements: Elements) -> Found:
    names = elements.head.mark
    if len(names) < 2:  # noqa: PLR2004
        return absent("不是联合行文")
    widths = [line.box.x1 - line.box.x0 for line in names]
    spread = max(widths) - min(widths)
    return judged(f"{len(names)} 个名称，宽度相差 {mm(spread)}", spread <= 1, "各机关名称没有排成同样的宽度")


def _number_format(elements: Elements) -> Found:
    number = elements.head.number
    if number is None:
        return unmeasured("没有认出发文字号")
    if number.text == _PLACEHOLDER:
        return unmeasured("还没有编发文字号")
    if elements.form is Form.MINUTES and re.fullmatch(r"第?[1-9]\d*[期号]", number.text):
        return conforms(number.text)
    return judged(
        number.text, bool(_NUMBER.fullmatch(number.text)), "应为 机关代字〔年份〕序号号：六角括号，不加“第”，不编虚位"
    )


def _number_place(elements: Elements) -> Found:
    number, ink = elements.head.number, mark_ink(elements)
    if number is None or ink is None:
        return unmeasured("没有认出发文字号或标志")
    if elements.head.approvers:
        return absent("上行文的发文字号居左，见第 12a 行")
    gap = number.box.top - ink.bottom
    right = near(gap, 20.5, 3) and near(number.box.centre, CENTRE, 1)
    shown = f"标志下 {mm(gap)}，中心 {mm(number.box.centre)}"
    return judged(shown, right, "发文字号应在标志下空二行、居中")


def _number_left(elements: Elements) -> Found:
    number = elements.head.number
    if not elements.head.approvers:
        return absent("不是上行文")
    if number is None:
        return unmeasured("没有认出发文字号")
    level = abs(number.baseline - max(line.baseline for line in elements.head.approvers)) < 1
    left = number.box.x0
    return judged(f"左 {mm(left)}", near(left, 33.6, 0.7) and level, "发文字号应居左空一字，与最后一个签发人同行")


def _approvers(elements: Elements) -> Found:
    lines = elements.head.approvers
    if not lines:
        return absent("不是上行文")
    edge = max(line.box.x1 for line in lines)
    label = [g for line in lines for g in line.glyphs][:4]
    names = [g for line in lines for g in line.glyphs][4:]
    faces = Line(page=1, glyphs=tuple(label)).typeface == FANG
    faces = faces and (not names or Line(page=1, glyphs=tuple(names)).typeface == KAI)
    reason = "签发人应居右空一字，“签发人”用仿宋，姓名用楷体"
    return judged(f"{len(names)} 字姓名，右 {mm(edge)}", near(edge, 178.4, 0.7) and faces, reason)


def _rule_gap(elements: Elements) -> Found:
    head = elements.head
    if not head.red_rules:
        return fails("没有红色分隔线", "发文字号之下应有红色分隔线")
    if head.number is None:
        return unmeasured("没有认出发文字号")
    gap = head.red_rules[0].box.top - head.number.box.bottom
    return judged(mm(gap), near(gap, 4, 0.5), "红色分隔线应在发文字号之下 4 mm 处")


def _rule_width(elements: Elements) -> Found:
    rules = elements.head.red_rules
    if not rules:
        return fails("没有红色分隔线", "发文字号之下应有红色分隔线")
    box = rules[0].box
    right = near(box.x0, 28, 1) and near(box.x1, 184, 1)
    shown = f"{box.x0:.1f}→{box.x1:.1f} mm，粗 {rules[0].thickness:.2f} mm"
    return judged(shown, right, "红色分隔线应与版心等宽")


ROWS: tuple[Row, ...] = (
    Row(
        number="7",
        clause="7.2.1",
        element="份号",
        expected="6 位，左 28 ±0.5 mm，版心第一行",
        rule=_copy_number,
        forms=_CLASSIFIABLE,
    ),
    Row(
        number="8",
        clause="7.2.2–3",
        element="密级、紧急程度",
        expected="3 号黑体，左 28 ±0.5 mm",
        rule=_classification,
        forms=_CLASSIFIABLE,
    ),
    Row(number="9a", clause="7.2.4", element="标志上缘", expected="72 ±1 mm", rule=_mark_top, forms=_DOCUMENT),
    Row(number="9b", clause="7.2.4", element="标志居中", expected="106 ±1 mm", rule=_mark_centre, forms=_DOCUMENT),
    Row(
        number="9c", clause="7.2.4", element="标志颜色字体", expected="红色，小标宋", rule=_mark_looks, forms=_DOCUMENT
    ),
    Row(
        number="10a",
        clause="7.2.4",
        element="联合行文“文件”",
        expected="名称右侧，中线 ±1 mm",
        rule=_joint_word,
        forms=_DOCUMENT,
    ),
    Row(
        number="10b", clause="7.2.4", element="联合行文名称", expected="同宽 ±1 mm", rule=_joint_names, forms=_DOCUMENT
    ),
    Row(
        number="11a",
        clause="7.2.5",
        element="发文字号",
        expected="机关代字〔2026〕1号",
        rule=_number_format,
        forms=_NUMBERED,
    ),
    Row(
        number="11b",
        clause="7.2.5",
        element="发文字号位置",
        expected="标志下 20.5 ±3，居中 106 ±1 mm",
        rule=_number_place,
        forms=_DOCUMENT,
    ),
    Row(
        number="12a",
        clause="7.2.5",
        element="上行文发文字号",
        expected="左 33.6 ±0.7 mm",
        rule=_number_left,
        forms=_DOCUMENT,
    ),
    Row(
        number="12b",
        clause="7.2.6",
        element="签发人",
        expected="右 178.4 ±0.7 mm，仿宋、楷体",
        rule=_approvers,
        forms=_DOCUMENT,
    ),
    Row(number="13a", clause="7.2.7", element="红色分隔线位置", expected="4 ±0.5 mm", rule=_rule_gap, forms=_DOCUMENT),
    Row(
        number="13b",
        clause="7.2.7",
        element="红色分隔线长度",
        expected="28→184 ±1 mm",
        rule=_rule_width,
        forms=_DOCUMENT,
    ),
)
