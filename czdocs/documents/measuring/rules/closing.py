"""Rows 20 to 26: signatures, seals, date, note (7.3.5, 7.3.6)."""

import re
from itertools import combinations

from czdocs.documents.measuring.closing import SignOff
from czdocs.documents.measuring.elements import Elements, Form
from czdocs.documents.measuring.rules.page import CHARACTER, LINE, RIGHT
from czdocs.documents.measuring.rules.row import Found, Row, absent, conforms, judged, mm, near, unmeasured
from czdocs.documents.measuring.rules.text import INDENT

__all__ = ["ROWS"]

_DATE = re.compile(r"\d{4}年(1[0-2]|[1-9])月([12]\d|3[01]|[1-9])日")
_SEAL = 42.0
_FROM_RIGHT_4, _FROM_RIGHT_2 = 161.7, 172.9
_SIGNED_OTHERWISE = {
    SignOff.SEALED: "加盖印章的公文",
    SignOff.UNSEALED: "不加盖印章的公文",
    SignOff.STAMP: "加盖签名章的公文",
}
_SIGNED = frozenset(Form) - {Form.MINUTES}


def _sign_off(elements: Elements, wanted: SignOff) -> Found | None:
    """None where the document is signed as `wanted`; else why the row says nothing."""
    found = elements.closing.sign_off
    if found is wanted:
        return None
    if found is None:
        return unmeasured("没有认出署名和成文日期")
    return absent(
        {SignOff.SEALED: "加盖印章的公文", SignOff.UNSEALED: "不加盖印章的公文", SignOff.STAMP: "加盖签名章的公文"}[
            found
        ]
    )


def _sealed_date(elements: Elements) -> Found:
    if other := _sign_off(elements, SignOff.SEALED):
        return other
    date, names = elements.closing.date, elements.closing.names
    if date is None:
        return unmeasured("没有认出成文日期")
    edge = date.box.x1
    long = max(name.box.x1 for name in names)
    if edge < _FROM_RIGHT_4 - 0.8 and near(long, RIGHT, 3):
        return conforms(f"右 {mm(edge)}（署名太长，与日期一起左移）")
    return judged(f"右 {mm(edge)}", near(edge, _FROM_RIGHT_4, 0.8), "成文日期应右空四字")


def _sealed_name(elements: Elements) -> Found:
    if other := _sign_off(elements, SignOff.SEALED):
        return other
    date, name = elements.closing.date, elements.closing.names[-1]
    if date is None:
        return unmeasured("没有认出成文日期")
    offset = name.box.centre - date.box.centre
    return judged(f"偏离 {mm(offset)}", near(offset, 0, 1), "署名应以成文日期为准居中")


def _seal_gap(elements: Elements) -> Found:
    if other := _sign_off(elements, SignOff.SEALED):
        return other
    closing = elements.closing
    name, above = closing.names[0], closing.above
    if closing.date is None or above is None or above.page != name.page:
        return absent("署名之前的正文在另一页，见第 25 行")
    middles = [n.box.middle for n in closing.names]
    single = max(middles) - min(middles) < LINE / 2
    last = closing.date.box.middle if single else name.box.middle + LINE
    top = (name.box.middle + last) / 2 - _SEAL / 2
    gap = top - (above.box.middle + LINE / 2)
    reason = "印章（按直径 42 mm）顶端距正文应在一行之内" if gap > 0 else "印章（按直径 42 mm）会压住正文"
    return judged(f"{mm(gap)}（印章按直径 42 mm）", -1 <= gap <= LINE + 0.1, reason)


def _joint_seals(elements: Elements) -> Found:
    if other := _sign_off(elements, SignOff.SEALED):
        return other
    names, issuers = elements.closing.names, elements.head.mark
    joint = elements.form is Form.DOCUMENT and len(issuers) > 1
    if len(names) < 2 and not joint:  # noqa: PLR2004
        return absent("不是联合行文")
    wrong = []
    if joint and [n.text for n in names] != [m.text for m in issuers]:
        wrong.append(f"认出 {len(names)} 个署名，与标志的 {len(issuers)} 个机关或其顺序不一致")
    centres = [(n.box.centre, n.box.middle) for n in names]
    gaps = [
        max(abs(a[0] - b[0]), abs(a[1] - b[1]))
        for (n, a), (m, b) in combinations(list(enumerate(centres)), 2)
        if names[n].page == names[m].page
    ]
    if gaps and min(gaps) < _SEAL:
        wrong.append("印章（按直径 42 mm）会相交或者相切")
    if any(not 28 + _SEAL / 2 - 1 <= x <= RIGHT - _SEAL / 2 + 1 for x, _ in centres):
        wrong.append("印章会超出版心")
    shown = f"{len(names)} 个署名" + (f"，最近的中心相距 {mm(min(gaps))}" if gaps else "")
    return judged(shown, not wrong, "；".join(wrong))


def _unsealed_name(elements: Elements) -> Found:
    if other := _sign_off(elements, SignOff.UNSEALED):
        return other
    date, names = elements.closing.date, elements.closing.names
    if date is None:
        return unmeasured("没有认出成文日期")
    edge = max(name.box.x1 for name in names)
    long_date = date.box.x1 - date.box.x0 > edge - names[-1].box.x0
    right = near(edge, _FROM_RIGHT_2, 0.8) or (edge < _FROM_RIGHT_2 and near(date.box.x1, _FROM_RIGHT_2, 0.8))
    reason = "日期比署名长时，日期右空二字" if long_date else "署名应右空二字"
    return judged(f"署名右 {mm(edge)}，日期右 {mm(date.box.x1)}", right, reason)


def _unsealed_date(elements: Elements) -> Found:
    if other := _sign_off(elements, SignOff.UNSEALED):
        return other
    date, names = elements.closing.date, elements.closing.names
    if date is None:
        return unmeasured("没有认出成文日期")
    shift = date.box.x0 - names[-1].box.x0
    return judged(mm(shift), near(shift, 2 * CHARACTER, 0.8), "成文日期首字应比署名首字右移二字")


def _stamp_date(elements: Elements) -> Found:
    if other := _sign_off(elements, SignOff.STAMP):
        return other
    date = elements.closing.date
    if date is None:
        return unmeasured("没有认出成文日期")
    return judged(f"右 {mm(date.box.x1)}", near(date.box.x1, _FROM_RIGHT_4, 1), "成文日期应右空四字")


def _stamp_post(elements: Elements) -> Found:
    if other := _sign_off(elements, SignOff.STAMP):
        return other
    post, date = elements.closing.post, elements.closing.date
    if post is None or date is None:
        return unmeasured("没有认出签发人职务")
    room = _FROM_RIGHT_4 - post.box.x1
    right = post.box.middle < date.box.top and room > 2 * CHARACTER
    return judged(f"{post.text}，右侧留 {mm(room)}", right, "签名章左空二字标注职务，签名章之下空一行编排日期")


def _date_format(elements: Elements) -> Found:
    date = elements.closing.date
    if date is None:
        return unmeasured("没有认出成文日期")
    return judged(date.text, bool(_DATE.fullmatch(date.text)), "用阿拉伯数字，年份标全称，月、日不编虚位")


def _seal_page(elements: Elements) -> Found:
    date = elements.closing.date
    if date is None:
        return unmeasured("没有认出成文日期")
    text = [*elements.body, *elements.closing.attachment_note]
    count = sum(line.page == date.page for line in text)
    stated = any("此页无正文" in line.text for line in elements.body)
    return judged(
        f"{count} 行正文", count > 0 and not stated, "印章与正文应同处一面，应调整行距、字距，不得标“此页无正文”"
    )


def _note(elements: Elements) -> Found:
    note, date = elements.closing.note, elements.closing.date
    if not note or date is None:
        return absent("没有附注")
    left = note[0].box.x0
    text = "".join(line.text for line in note)
    rows = (note[0].baseline - date.baseline) / LINE
    reasons = (
        "" if near(left, INDENT, 0.6) else "附注应左空二字",
        "" if text.startswith("（") and text.endswith("）") else "附注应加圆括号",
        "" if note[0].page == date.page else "附注与成文日期不在同一面",
        "" if note[0].page != date.page or near(rows, 1, 0.4) else "附注应在成文日期下一行",
    )
    return judged(f"左 {mm(left)}，{rows:.1f} 行", not any(reasons), "；".join(filter(None, reasons)))


ROWS: tuple[Row, ...] = (
    Row(
        number="20a",
        clause="7.3.5.1",
        element="日期（加盖印章）",
        expected="右 161.7 ±0.8 mm",
        rule=_sealed_date,
        forms=_SIGNED,
    ),
    Row(
        number="20b",
        clause="7.3.5.1",
        element="署名（加盖印章）",
        expected="对日期居中 ±1 mm",
        rule=_sealed_name,
        forms=_SIGNED,
    ),
    Row(
        number="20c",
        clause="7.3.5.1",
        element="印章距正文",
        expected="一行之内（10.3 mm）",
        rule=_seal_gap,
        forms=_SIGNED,
    ),
    Row(
        number="21",
        clause="7.3.5.1",
        element="联合印章",
        expected="不相交、不相切、不出版心，顺序一致",
        rule=_joint_seals,
        forms=_SIGNED,
    ),
    Row(
        number="22a",
        clause="7.3.5.2",
        element="署名（不加盖印章）",
        expected="右 172.9 ±0.8 mm",
        rule=_unsealed_name,
        forms=_SIGNED,
    ),
    Row(
        number="22b",
        clause="7.3.5.2",
        element="日期（不加盖印章）",
        expected="右移 11.14 ±0.8 mm",
        rule=_unsealed_date,
        forms=_SIGNED,
    ),
    Row(
        number="23a",
        clause="7.3.5.3",
        element="日期（签名章）",
        expected="右 161.7 ±1 mm",
        rule=_stamp_date,
        forms=_SIGNED,
    ),
    Row(
        number="23b",
        clause="7.3.5.3",
        element="职务（签名章）",
        expected="在签名章之左",
        rule=_stamp_post,
        forms=_SIGNED,
    ),
    Row(number="24", clause="7.3.5.4", element="成文日期", expected="2026年3月5日", rule=_date_format, forms=_SIGNED),
    Row(number="25", clause="7.3.5.5", element="印章与正文同面", expected="至少 1 行", rule=_seal_page, forms=_SIGNED),
    Row(number="26", clause="7.3.6", element="附注", expected="左 39.1 ±0.6 mm，圆括号", rule=_note),
)
