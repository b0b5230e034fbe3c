"""Rows measured on sheets that no template of ours set: every text at a place of its own."""

from dataclasses import replace

import pytest
from placed_text import Placed, placed_pdf

from czdocs.documents.measuring.measurement import Form, MeasuredRow, Measurement, Verdict, measure

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_RED = "#e00000"
_RULE = (
    "<div style='left: 28mm; width: 156mm; top: {top}mm; height: 0; border-top: 0.7mm solid #e00000'></div>"  # the rule
)
_MARK = Placed(text="常州市人民政府文件", top=70.6, centre=106, size=36, face="song-bold", colour=_RED)
_NUMBER = Placed(text="常政发〔2026〕35号", top=104, centre=106)
_TITLE = Placed(text="关于设立专项资金的请示", top=137, centre=106, size=22, face="song-bold")
_TO = Placed(text="省人民政府：", top=158, left=28)
_TEXT = Placed(text="妥否，请批示。", top=168.2, left=39.14)
_NAME = Placed(text="常州市人民政府", top=188.7, right=172.9)
_DATE = Placed(text="2026年3月5日", top=198.9, left=144.57)
_DOCUMENT = (_MARK, _NUMBER, _TITLE, _TO, _TEXT, _NAME, _DATE)


def _measured(*texts: Placed, rule: float | None = 113.6, form: Form | None = None) -> Measurement:
    more = _RULE.format(top=rule) if rule else ""
    return measure(placed_pdf(*texts, more=more), form=form)


def _row(measured: Measurement, number: str) -> MeasuredRow:
    return next(row for row in measured.rows if row.number == number)


def _without(*texts: Placed) -> tuple[Placed, ...]:
    return tuple(text for text in _DOCUMENT if text not in texts)


def test_a_document_to_a_superior() -> None:
    """Number one character from the left, 签发人 one from the right, the name in 楷体."""
    number = replace(_NUMBER, centre=None, left=33.6)
    approver = Placed(text="签发人：<span style='font-family: var(--kai)'>张三</span>", top=104, right=178.4)
    right = _measured(*_without(_NUMBER), number, approver)
    assert _row(right, "12a").verdict is _row(right, "12b").verdict is Verdict.CONFORMS
    assert _row(right, "11b").verdict is Verdict.NOT_APPLICABLE
    flush = _measured(*_without(_NUMBER), replace(number, left=28), approver)
    assert _row(flush, "12a").verdict is Verdict.FAILS
    edge = _measured(*_without(_NUMBER), number, replace(approver, right=184))
    assert _row(edge, "12b").verdict is Verdict.FAILS
    fang = _measured(*_without(_NUMBER), number, replace(approver, text="签发人：张三"))
    assert _row(fang, "12b").verdict is Verdict.FAILS


def test_copy_number_and_classification() -> None:
    """Six digits on line 1, classification on line 2 and urgency on line 3, in 黑体, flush left."""
    copy = Placed(text="000012", top=39.3, left=28)
    secret = Placed(text="秘密★1年", top=49.5, left=28, face="hei")
    urgent = Placed(text="特急", top=59.7, left=28, face="hei")
    right = _measured(*_DOCUMENT, copy, secret, urgent)
    assert _row(right, "7").verdict is _row(right, "8").verdict is Verdict.CONFORMS
    assert _row(_measured(*_DOCUMENT, replace(copy, text="0012")), "7").verdict is Verdict.FAILS
    assert _row(_measured(*_DOCUMENT, replace(copy, left=40)), "7").verdict is Verdict.FAILS
    assert _row(_measured(*_DOCUMENT, copy, replace(secret, face="fang")), "8").verdict is Verdict.FAILS
    swapped = _measured(*_DOCUMENT, copy, replace(secret, top=59.7), replace(urgent, top=49.5))
    assert _row(swapped, "8").verdict is Verdict.FAILS
    assert _row(_measured(*_DOCUMENT), "7").verdict is Verdict.NOT_APPLICABLE


def test_an_unsealed_sign_off() -> None:
    """The name two characters from the right, the date beginning two characters right of it."""
    right = _measured(*_DOCUMENT)
    assert _row(right, "22a").verdict is _row(right, "22b").verdict is Verdict.CONFORMS
    assert _row(right, "20a").verdict is Verdict.NOT_APPLICABLE
    shifted = _measured(*_without(_NAME), replace(_NAME, right=178.4))
    assert {row.number for row in shifted.failures} & {"20a", "20b", "22a", "22b"}
    date = _measured(*_without(_DATE), replace(_DATE, left=141))
    assert _row(date, "22b").verdict is Verdict.FAILS


def test_a_signature_stamp() -> None:
    """The post with room for the stamp at its right, the date four characters from the right."""
    post = Placed(text="市长", top=198.9, right=120)
    date = Placed(text="2026年3月5日", top=219.4, right=161.7)
    right = _measured(*_without(_NAME, _DATE), post, date)
    assert _row(right, "23a").verdict is _row(right, "23b").verdict is Verdict.CONFORMS
    assert _row(_measured(*_without(_NAME, _DATE), post, replace(date, right=170)), "23a").verdict is Verdict.FAILS
    close = _measured(*_without(_NAME, _DATE), replace(post, right=158), date)
    assert _row(close, "23b").verdict is Verdict.FAILS


def test_joint_seals_that_touch() -> None:
    """Names in one row whose seals of 42 mm would cross; right where they stand further apart."""
    mark = (
        replace(_MARK, text="常州市财政局", top=70.6, centre=95),
        replace(_MARK, text="常州市科技局", top=85, centre=95),
        replace(_MARK, text="文件", top=77.8, centre=150),
    )
    number = replace(_NUMBER, top=118)
    last = Placed(text="常州市科技局", top=208, right=161.7)
    date = Placed(text="2026年3月5日", top=218.2, right=161.7)
    rest = (*mark, number, replace(_TITLE, top=152), replace(_TEXT, top=183), date, last)
    right = _measured(*rest, Placed(text="常州市财政局", top=208, centre=85), rule=127.6)
    assert _row(right, "21").verdict is Verdict.CONFORMS
    touching = _measured(*rest, Placed(text="常州市财政局", top=208, centre=103.9), rule=127.6)
    assert _row(touching, "21").verdict is Verdict.FAILS
    swapped = (replace(last, text="常州市财政局"), Placed(text="常州市科技局", top=208, centre=85))
    wrong = _measured(*mark, number, replace(_TITLE, top=152), replace(_TEXT, top=183), date, *swapped, rule=127.6)
    assert _row(wrong, "21").verdict is Verdict.FAILS


def test_a_name_signed_in_two_lines_is_one() -> None:
    """A long name stands half a line above and below the row that it belongs to; not on one middle they are two."""
    mark = (
        replace(_MARK, text="常州监管总局常州分局", centre=95),
        replace(_MARK, text="常州市科技局", top=85, centre=95),
        replace(_MARK, text="文件", top=77.8, centre=170),
    )
    number, title, text = replace(_NUMBER, top=118), replace(_TITLE, top=152), replace(_TEXT, top=183)
    last = Placed(text="常州市科技局", top=208, right=161.7)
    date = Placed(text="2026年3月5日", top=218.2, right=161.7)
    first = Placed(text="常州监管总局", top=202.9, centre=85)
    rest = (*mark, number, title, text, last, date, first)
    right = _row(_measured(*rest, Placed(text="常州分局", top=213.1, centre=85), rule=127.6), "21")
    assert right.verdict is Verdict.CONFORMS
    assert right.measured.startswith("2 个署名")
    aside = _row(_measured(*rest, Placed(text="常州分局", top=213.1, centre=60), rule=127.6), "21")
    assert aside.verdict is Verdict.FAILS


def test_an_order() -> None:
    """Mark 20 mm from the type area, its number below without a year, the text two lines below that."""
    mark = Placed(text="常州市人民政府令", top=55.6, centre=106, size=36, face="song-bold", colour=_RED)
    number = Placed(text="第12号", top=89, centre=106)
    text = Placed(text="现予公布，自2026年8月1日起施行。", top=119.7, left=39.14)
    post = Placed(text="市长", top=150.4, right=120)
    date = Placed(text="2026年6月16日", top=170.9, right=161.7)
    right = _measured(mark, number, text, post, date, rule=None)
    assert right.form is Form.ORDER
    assert {_row(right, n).verdict for n in ("37a", "37b", "37c", "23a")} == {Verdict.CONFORMS}
    high = _measured(replace(mark, top=50), number, text, post, date, rule=None)
    assert _row(high, "37a").verdict is Verdict.FAILS
    dated = _measured(mark, replace(number, text="常政令〔2026〕12号"), text, post, date, rule=None)
    assert _row(dated, "37b").verdict is Verdict.FAILS


def test_minutes() -> None:
    """Mark 35 mm from the type area; 出席 and so on in 黑体, turned lines under the first name."""
    mark = Placed(text="联合会商会议纪要", top=70.6, centre=106, size=36, face="song-bold", colour=_RED)
    present = Placed(text="<b style='font: inherit; font-family: var(--hei)'>出席：</b>张三、李四", top=189, left=39.14)
    turned = Placed(text="王五", top=199.2, left=56.07)
    right = _measured(mark, _NUMBER, _TITLE, _TEXT, present, turned)
    assert right.form is Form.MINUTES
    assert _row(right, "38a").verdict is _row(right, "38b").verdict is Verdict.CONFORMS
    assert _row(right, "20a").verdict is _row(right, "22a").verdict is Verdict.NOT_APPLICABLE
    flush = _measured(mark, _NUMBER, _TITLE, _TEXT, present, replace(turned, left=28))
    assert _row(flush, "38b").verdict is Verdict.FAILS
    low = _measured(replace(mark, top=76), _NUMBER, _TITLE, _TEXT, present)
    assert _row(low, "38a").verdict is Verdict.FAILS
