"""Makes templates/certificate/certificate.docx, the Word template of the certificate.

Usage: python tools/make_certificate_template.py

The page is that of `templates/certificate/certificate.css`: A4 turned, a double border, room for seals over the
agencies' names. Word's tables have a fixed number of columns, so there is one for each number of agencies.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from make_directory_template import FANG, HEI, KAI, SONG, TITLE, add, add_table, element, fill, loop_row, set_font

TARGET = Path(__file__).parent.parent / "templates" / "certificate" / "certificate.docx"
GOLD, RED = "B8862B", "C00000"
MOST_AGENCIES = 5
WIDTH = 245


def make_page(document: Any) -> None:
    """A4 turned, with a double border in gold."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin, section.bottom_margin = Mm(24), Mm(14)
    section.header_distance = section.footer_distance = Mm(8)
    border = element("w:pgBorders", offsetFrom="page")
    for side in ("top", "left", "bottom", "right"):
        border.append(element(f"w:{side}", val="thickThinSmallGap", sz="24", space="28", color=GOLD))
    section._sectPr.find(element("w:pgMar").tag).addnext(border)  # noqa: SLF001


def make_styles(document: Any) -> None:
    """The styles of the certificate."""
    for name, face, size, line, colour in (
        ("Normal", FANG, 15, 24, None), ("证书标题", TITLE, 36, 46, RED), ("单位名称", KAI, 19, 28, None),
        ("正文文字", FANG, 15, 24, None), ("项名", HEI, 13, 18, None), ("表格", FANG, 13, 18, None),
        ("落款", FANG, 12, 17, None), ("说明", SONG, 8, 11, "333333"),
    ):  # fmt: skip
        style = document.styles[name] if name == "Normal" else document.styles.add_style(name, 1)
        set_font(style, face, size, colour=colour)
        form = style.paragraph_format
        form.line_spacing, form.space_before, form.space_after = Pt(line), Pt(0), Pt(0)


def write_statement(document: Any) -> None:
    """Title, holder, what is certified."""
    heading = add(document, "常州市创新产品认定证书", "证书标题")
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_after = Pt(10)
    add(document, "{{ certificate.company }}：", "单位名称")
    statement = add(
        document,
        "根据《常州市创新产品推广应用办法》，经联合会商认定，你单位下列产品为常州市创新产品，有效期自"
        "{{ certificate.valid_from | chinese_date }}至{{ certificate.valid_to | chinese_date }}。",
        "正文文字",
    )
    statement.paragraph_format.first_line_indent = Pt(30)
    statement.paragraph_format.space_after = Pt(6)


def write_facts(document: Any) -> None:
    """The facts, a row each."""
    table = add_table(document, [30, 200], 3)
    loop_row(table, 0, "{%tr for label, text in certificate.rows %}")
    fill(table.rows[1].cells[0], "{{ label }}", "项名")
    fill(table.rows[1].cells[1], "{{ text }}", "表格")
    loop_row(table, 2, "{%tr endfor %}")


def write_foot(document: Any, agencies: int) -> None:
    """The code beside the names of so many agencies, each with room for its seal, and the date under the last."""
    add(document, f"{{%p if certificate.issuers | length == {agencies} %}}")
    width = (WIDTH - 45) // agencies
    table = add_table(document, [45, *[width] * agencies], 1)
    row = table.rows[0]
    row.height, row.height_rule = Mm(60), WD_ROW_HEIGHT_RULE.AT_LEAST
    code = row.cells[0]
    fill(code, "{{ picture(qr, 27) }}", "说明", centred=True).paragraph_format.line_spacing = 1
    note = add(code, "二维码所示内容应当与本证书一致；证书是否有效，以公布的目录为准", "说明")
    note.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number in range(agencies):
        cell = row.cells[number + 1]
        fill(cell, f"{{{{ certificate.issuers[{number}] }}}}", "落款", centred=True)
        date = "{{ certificate.dated | chinese_date }}" if number == agencies - 1 else ""
        add(cell, date, "落款").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for cell in row.cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    add(document, "{%p endif %}")


def main() -> None:
    """Writes the template."""
    document = Document()
    make_page(document)
    make_styles(document)
    write_statement(document)
    write_facts(document)
    for agencies in range(1, MOST_AGENCIES + 1):
        write_foot(document, agencies)
    document.save(str(TARGET))


if __name__ == "__main__":
    main()
