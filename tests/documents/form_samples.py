"""Filled forms for the tests of their print: the sample's, with faults, and with values at every limit."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pdfplumber
from directory_data import fonts

from czdocs.documents.context.form_fields import FilledForm
from czdocs.documents.form_page import render_form_pdf
from czdocs.flows.examination import examine_alone, examine_content
from czdocs.flows.form_content import filled_form
from czdocs.flows.gathering import FormFile

__all__ = [
    "CASE",
    "FAULTS",
    "SAMPLE",
    "WATERMARK_SIZE",
    "faulty",
    "filled",
    "replaced",
    "rows",
    "utmost",
    "valid",
    "valid_pdf",
]

WATERMARK_SIZE = 100  # points; nothing else is nearly as large
SAMPLE = Path(__file__).resolve().parents[2] / "forms" / "sample"
CASE = SAMPLE / "2026" / "cases" / "2026-XB-0001"

# In which field a fault shows, in the order of the findings, and what makes it: old and new text.
FAULTS: Mapping[str, tuple[str, str]] = {
    "所属辖市（区）": ("  district: 320411 ", "  # district: "),
    "成立日期": ("registered_on: 2019-06-12", "registered_on: 2019/6/12"),
    "产品类别": ("category: first_equipment", "category: 首台套"),
    "累计销量": ("units_sold: 6 ", "units_sold: 6台 "),
    "比较关系": ('value: 3, comparison: "<="', "value: 3, comparison: 小于"),
    "材料名称": ("title: 盾构主轴承套圈加工使用意见, ", ""),
    "已获认定或资金": ("prior: []", "prior: 没有"),
    "已加盖公章": ("  sealed: true", "  sealed: 是"),
}


@cache
def valid() -> str:
    """The text of the sample application, in which nothing is wrong."""
    return (CASE / "application.yaml").read_text("utf-8")


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """`text` with each of `changes` made once.

    Raises:
        ValueError: If what is to be changed is not there.
    """
    for old, new in changes:
        if old not in text:
            raise ValueError(old)
        text = text.replace(old, new, 1)
    return text


def filled(text: str, *, name: str = "application.yaml") -> FilledForm:
    """The form `text` with what is found in it alone."""
    form = examine_content(text.encode(), FormFile(path=Path(name), in_folder=False))
    return filled_form(form, examine_alone(form))


def faulty() -> FilledForm:
    """The sample application with a fault in eight fields."""
    return filled(replaced(valid(), *FAULTS.values()))


def utmost() -> str:
    """An application with values as long, as many and as strange as they come, and 20 indicators."""
    text = "采集振动、温度与油液数据并由边缘端算法即时给出剩余寿命，" * 12
    indicator = (
        "    - {{name: {}小时环境温度20摄氏度工况下主轴系统轴向热漂移量, unit: mm, value: 0.00612345, "
        'comparison: "<=", domestic_best: 0.012, foreign_best: null, source: E1}}\n'
    )
    more = "".join(indicator.format(hours) for hours in range(9, 24))
    return replaced(
        valid(),
        ("name: 常州示例精舵机床有限公司", "name: 常州镕喆堃淼犇㛃䶮𠅤智能装备研究院有限责任公司" + "常州示例" * 8),
        ("legal_representative: 顾衡远", "legal_representative: 䶮𠅤"),
        (
            "models: [JD-MT630, JD-MT800]",
            f"models: [{', '.join(f'QSY-MB{n}600-ABCDEFGHIJKLMNOPQRSTUVW/EX' for n in range(5))}]",
        ),
        (
            "registered_address: 江苏省",
            "registered_address: '{{7*7}}<script>alert(1)</script></td>{% raw %}&amp;'\n  # ",
        ),
        ("production_address: ", "production_address: 江苏省常州市新北区" + "示例园区" * 22 + " # "),
        ("email: luzhiwei@", "email: " + "abcdefghij" * 6 + "@"),
        ("summary: >-", f"summary: {text[:300]}\n  # >-"),
        ("    一次装夹", "    # 一次装夹"),
        ("    用于航空", "    # 用于航空"),
        ("    - {name: 最大回转直径", f"{more}    - {{name: 最大回转直径"),
        ("title: 车铣复合加工中心误差补偿技术科技查新报告", f"title: '{text[:120]}'"),
        ("conclusion: 国内未见相同的双转台耦合误差补偿技术的公开报道", f"conclusion: '{text[:300]}'"),
        ("title: 一种力矩电机直驱摆头的夹紧装置", "title: " + "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2),
    )


@cache
def valid_pdf() -> bytes:
    """The print of the sample application."""
    return render_form_pdf([filled(valid())], fonts=fonts()).content


@cache
def rows(pdf: bytes) -> list[list[tuple[str, float, float]]]:
    """The lines of all tables of `pdf`: the text of each cell without white space, and where it begins and ends."""
    found = []
    with pdfplumber.open(BytesIO(pdf)) as document:
        for page in document.pages:
            # Without the watermark, which lies over the cells.
            upright = page.filter(lambda o: o["object_type"] != "char" or o["size"] < WATERMARK_SIZE)
            for table in upright.find_tables():
                for row in table.rows:
                    cells = [cell for cell in row.cells if cell]
                    found.append([("".join(upright.crop(c).extract_text().split()), c[0], c[2]) for c in cells])
    return found
