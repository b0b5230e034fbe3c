"""Makes templates/directory/directory.docx, the Word template of the Directory.

Usage: python tools/make_directory_template.py

A clerk may edit the result in Word; this program is how its first version came about, and how it is made anew when
the context changes.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

TARGET = Path(__file__).parent.parent / "templates" / "directory" / "directory.docx"
RED, GREY, RULE, TINT = "8E1A1D", "6A6561", "CFC8C0", "F7F4F0"
FANG, TITLE, HEI, SONG, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体", "楷体_GB2312"
WIDTH = 170


def element(tag: str, **attributes: str) -> Any:
    """An XML element of WordprocessingML with attributes of its namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_font(target: Any, name: str, size: float, *, colour: str | None = None) -> None:
    """Font, size and colour of a run or style, for Chinese and Latin alike; never bold, the faces are what they are."""
    target.font.name, target.font.size, target.font.bold = name, Pt(size), False
    if colour:
        target.font.color.rgb = RGBColor.from_string(colour)
    fonts = target.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def add(place: Any, text: str, style: str | None = None) -> Any:
    """A paragraph with `text`."""
    paragraph = place.add_paragraph(style=style)
    paragraph.add_run(text)
    return paragraph


def add_field(paragraph: Any, instruction: str, *, shown: str = "") -> None:
    """A field with the text that is shown until Word computes it."""

    def character(kind: str) -> None:
        paragraph.add_run()._r.append(element("w:fldChar", fldCharType=kind))  # noqa: SLF001

    character("begin")
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)  # noqa: SLF001
    character("separate")
    paragraph.add_run(shown)
    character("end")


def bookmark(paragraph: Any, number: str, name: str) -> None:
    """A bookmark around the paragraph's text."""
    runs = paragraph.runs
    runs[0]._r.addprevious(element("w:bookmarkStart", id=number, name=name))  # noqa: SLF001
    runs[-1]._r.addnext(element("w:bookmarkEnd", id=number))  # noqa: SLF001


def borders(cell: Any, **lines: tuple[int, str]) -> None:
    """Lines of a cell: eighths of a point and colour, by side."""
    box = element("w:tcBorders")
    for side in ("top", "bottom"):
        if side in lines:
            size, colour = lines[side]
            box.append(element(f"w:{side}", val="single", sz=str(size), space="0", color=colour))
    cell._tc.get_or_add_tcPr().append(box)  # noqa: SLF001


def add_table(place: Any, widths: list[int], rows: int) -> Any:
    """A table with fixed columns (millimetres) and no lines."""
    table = place.add_table(rows, len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in enumerate(widths):
        for cell in table.columns[column].cells:
            cell.width = Mm(width)
        table.columns[column].width = Mm(width)
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="57", type="dxa"))  # 1 mm
    table._tbl.tblPr.append(margins)  # noqa: SLF001
    return table


def fill(cell: Any, text: str, style: str, *, centred: bool = False) -> Any:
    """The only paragraph of `cell`."""
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def loop_row(table: Any, row: int, tag: str) -> None:
    """A row that only carries a tag of the template."""
    fill(table.rows[row].cells[0], tag, "表格")


def keep_row(row: Any, *, head: bool = False) -> None:
    """A row that is not divided; a head is repeated on every page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))


def list_table(  # noqa: PLR0913  # the parts of a table
    place: Any,
    rows: str,
    widths: list[int],
    *,
    heads: list[str],
    cells: list[str],
    centred: frozenset[int],
    totals: list[str] | None = None,
) -> None:
    """A ruled table: a head, a loop over `rows`, totals where there are any; columns of `centred` stand in the middle.

    `rows` is an expression whose values are called `row`; `heads`, `cells` and `totals` are texts of the template.
    """
    table = add_table(place, widths, 5 if totals else 4)
    loop_row(table, 1, "{%tr for row in " + rows + " %}")
    loop_row(table, 3, "{%tr endfor %}")
    for column, (head, cell) in enumerate(zip(heads, cells, strict=True)):
        places = [table.rows[row].cells[column] for row in range(len(table.rows))]
        fill(places[0], head, "表头", centred=True)
        places[0]._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=TINT))  # noqa: SLF001
        borders(places[0], top=(10, RED), bottom=(5, RED))
        fill(places[2], cell, "表格", centred=column in centred)
        borders(places[2], bottom=(4, RULE))
        if totals:
            fill(places[4], totals[column], "表头", centred=column in centred)
            borders(places[4], top=(5, RED), bottom=(10, RED))
    keep_row(table.rows[0], head=True)
    keep_row(table.rows[2])


def numbered(expression: str, count: int) -> list[str]:
    """The texts of `count` cells that `expression` gives as a sequence."""
    return [f"{{{{ {expression}[{column}] }}}}" for column in range(count)]


def make_styles(document: Any) -> None:
    """The styles of the book; all text takes its face from one of them."""
    styles = document.styles

    def style(name: str, face: str, size: float, line: float, **rest: Any) -> Any:
        made = styles[name] if name in [s.name for s in styles] else styles.add_style(name, 1)
        if name != "Normal":
            made.base_style = styles["Normal"]
        set_font(made, face, size, colour=rest.get("colour"))
        made.font.italic = False
        form = made.paragraph_format
        form.line_spacing, form.space_before, form.space_after = (
            Pt(line),
            Pt(rest.get("before", 0)),
            Pt(rest.get("after", 0)),
        )
        form.keep_with_next = rest.get("keep", False)
        if rest.get("indent"):
            form.first_line_indent = Pt(2 * size)
        form.alignment = rest.get("align")
        return made

    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    style("Normal", FANG, 10.5, 16.5)
    style("Heading 1", TITLE, 22, 30, colour=RED, after=16, align=centre, keep=True)
    style("Heading 2", TITLE, 20, 27, colour="1C1A19", after=8, keep=True)
    style("小标题", HEI, 11, 15, colour=RED, before=6, after=2, keep=True)
    style("封面标题", TITLE, 38, 60, colour=RED, align=centre)
    style("封面", KAI, 16, 28, align=centre)
    style("正文文字", FANG, 10.5, 15.5, indent=True, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    style("通知文字", FANG, 13, 23, indent=True, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    style("落款", FANG, 13, 23, align=right)
    style("居中", KAI, 13, 22, align=centre, colour=GREY)
    style("表题", HEI, 12, 18, before=12, after=4, align=centre, keep=True)
    style("表头", HEI, 9.5, 14)
    style("表格", FANG, 9.5, 14)
    style("项名", HEI, 9, 14, colour=GREY)
    style("编号", SONG, 11, 16, colour=RED, keep=True)
    style("列项", FANG, 10.5, 15).paragraph_format.left_indent = Mm(5)
    style("列项小", FANG, 9, 12.5).paragraph_format.left_indent = Mm(5)
    style("正文小", FANG, 9, 12.5, indent=True, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    style("索引标题", HEI, 12, 18, before=8, after=3, colour=RED, keep=True)
    for name, face, size, line, indent, before in (
        ("toc 1", HEI, 12, 18, 0, 6), ("toc 2", FANG, 11, 18, 7, 0), ("索引", FANG, 10.5, 17.5, 0, 0),
    ):  # fmt: skip
        form = style(name, face, size, line, before=before).paragraph_format
        form.left_indent = Mm(indent)
        form.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    style("Header", KAI, 9, 14, colour=GREY)
    style("Footer", SONG, 10.5, 14, align=centre)


def new_section(document: Any, *, landscape: bool = False, numbers: str | None = None, first: bool = False) -> Any:
    """A section on A4; `numbers` is the numbering that starts at 1 with it, else it goes on."""
    section = document.sections[0] if first else document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(15 if landscape else 20)
    section.top_margin, section.bottom_margin = Mm(26), Mm(20)
    section.header_distance, section.footer_distance = Mm(15), Mm(11)
    for old in section._sectPr.findall(qn("w:pgNumType")):  # noqa: SLF001
        section._sectPr.remove(old)  # noqa: SLF001
    if numbers:
        section._sectPr.append(element("w:pgNumType", fmt=numbers, start="1"))  # noqa: SLF001
    return section


def write_running_heads(section: Any) -> None:
    """The running head and the page number."""
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    head.add_run("{{ d.title }}（{{ d.edition }}）")
    line = element("w:pBdr")
    line.append(element("w:bottom", val="single", sz="4", space="4", color=RED))
    head._p.get_or_add_pPr().append(line)  # noqa: SLF001
    foot = section.footer.paragraphs[0]
    foot.add_run("— ")
    add_field(foot, "PAGE", shown="1")
    foot.add_run(" —")


def write_cover(document: Any) -> None:
    """Title, edition, issuers, date."""
    add(document, "常州市创新产品", "封面标题").paragraph_format.space_before = Pt(150)
    add(document, "推广应用推荐目录", "封面标题")
    edition = add(document, "（{{ d.edition }}）", "封面")
    edition.runs[0].font.size = Pt(22)
    edition.paragraph_format.space_before, edition.paragraph_format.space_after = Pt(24), Pt(200)
    add(document, "{%p for issuer in d.issuers %}")
    add(document, "{{ issuer }}", "封面")
    add(document, "{%p endfor %}")
    add(document, "{{ d.dated }}", "封面").paragraph_format.space_before = Pt(12)


def write_notice(document: Any) -> None:
    """The text of the joint notice."""
    add(document, "{%p if d.notice %}")
    title = add(document, "{{ d.notice.full_title }}", "Heading 1")
    bookmark(title, "1", "notice")
    add(document, "{{ d.notice.document_number }}", "通知文字").alignment = WD_ALIGN_PARAGRAPH.CENTER
    add(
        document,
        "{% for name in d.notice.recipients %}{{ name }}{% if not loop.last %}，{% endif %}{% endfor %}：",
        "通知文字",
    )
    document.paragraphs[-1].paragraph_format.first_line_indent = Pt(0)
    add(document, "{%p for paragraph in d.notice.body %}")
    body = add(document, "{% if paragraph.level == 1 %}", "通知文字")
    set_font(body.add_run("{{ paragraph.heading }}"), HEI, 13)
    body.add_run("{% else %}")
    set_font(body.add_run("{{ paragraph.heading }}"), KAI, 13)
    body.add_run("{% endif %}{{ paragraph.text }}")
    add(document, "{%p endfor %}")
    add(document, "{%p for issuer in d.notice.issuers %}")
    add(document, "{{ issuer }}", "落款").paragraph_format.right_indent = Mm(18)
    add(document, "{%p endfor %}")
    add(document, "{{ d.dated }}", "落款").paragraph_format.right_indent = Mm(18)
    add(document, "（附件略，内容见本目录“产品总表”{% if d.lapsed %}和“{{ d.lapsed_title }}”{% endif %}）", "通知文字")
    add(document, "{%p endif %}")


def contents_line(document: Any, text: str, anchor: str, style: str) -> Any:
    """A line of the contents or of an index with the number of its page."""
    paragraph = add(document, f"{text}\t", style)
    add_field(paragraph, f"PAGEREF {anchor} \\h")
    return paragraph


def write_contents(document: Any) -> None:
    """The contents; a field for each page number, which a TOC field would lose in LibreOffice."""
    heading = add(document, "目　录", "居中")
    set_font(heading.runs[0], TITLE, 22, colour=RED)
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.line_spacing, heading.paragraph_format.space_after = Pt(30), Pt(16)
    add(document, "{%p if d.notice %}")
    contents_line(document, "公布通知", "notice", "toc 1")
    add(document, "{%p endif %}")
    contents_line(document, "统计", "statistics", "toc 1")
    contents_line(document, "产品总表", "summary", "toc 1")
    add(document, "{%p for section in d.sections %}")
    contents_line(document, "{{ section.ordinal }}、{{ section.category }}", "{{ section.anchor }}", "toc 1")
    add(document, "{%p for product in section.products %}")
    contents_line(document, "{{ product.number }}　{{ product.name }}", "{{ product.anchor }}", "toc 2")
    add(document, "{%p endfor %}")
    add(document, "{%p endfor %}")
    add(document, "{%p if d.lapsed %}")
    contents_line(document, "{{ d.lapsed_title }}", "lapsed", "toc 1")
    add(document, "{%p endif %}")
    add(document, "{%p for index in d.indexes %}")
    contents_line(document, "{{ index.title }}", "{{ index.anchor }}", "toc 1")
    add(document, "{%p endfor %}")


def new_chapter(document: Any, text: str, number: str, name: str) -> Any:
    """A heading of the first level on a new page, with its bookmark."""
    heading = add(document, text, "Heading 1")
    heading.paragraph_format.page_break_before = True
    bookmark(heading, number, name)
    return heading


def write_statistics(document: Any) -> None:
    """Overview and the two tables of counts."""
    new_chapter(document, "统计", "2", "statistics")
    add(document, "{%p for paragraph in d.overview %}")
    add(document, "{{ paragraph }}", "正文文字")
    add(document, "{%p endfor %}")
    add(document, "{{ d.by_category.title }}", "表题")
    chart = add_table(document, [45, 87, 38], 3)
    loop_row(chart, 0, "{%tr for row in d.by_category.rows %}")
    loop_row(chart, 2, "{%tr endfor %}")
    for column, name in enumerate(("label", "bar", "figures")):
        place = chart.rows[1].cells[column]
        text = fill(place, f"{{{{ row.{name} }}}}", "表格")
        borders(place, bottom=(4, RULE))
        if name == "bar":
            set_font(text.runs[0], SONG, 9.5, colour=RED)
    keep_row(chart.rows[1])
    add(document, "{{ d.by_category.legend }}", "表格").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for name, widths in (("by_district", [45, 25, 25, 25, 25, 25]), ("by_field", [56, 38, 38, 38])):
        add(document, f"{{{{ d.{name}.title }}}}（单位：个）", "表题")
        count = len(widths)
        list_table(
            document,
            f"d.{name}.rows",
            widths,
            heads=numbered(f"d.{name}.columns", count),
            cells=numbered("row", count),
            centred=frozenset(range(1, count)),
            totals=numbered(f"d.{name}.total", count),
        )


def write_summary(document: Any) -> None:
    """The summary table on turned pages."""
    heading = add(document, "产品总表", "Heading 1")
    bookmark(heading, "3", "summary")
    heading.paragraph_format.space_after = Pt(4)
    add(document, "目录编号后标“新”的，为{{ d.new_label }}产品。", "表格").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    cells = numbered("row.cells", 10)
    cells[1] += "{% if row.is_new %} 新{% endif %}"
    list_table(
        document,
        "d.rows",
        [10, 34, 41, 31, 26, 24, 39, 20, 21, 21],
        heads=numbered("d.columns", 10),
        cells=cells,
        centred=frozenset({0, 1, 7, 8, 9}),
    )


def write_products(document: Any) -> None:
    """A chapter for each category, a page for each product."""
    add(document, "{%p for section in d.sections %}")
    heading = new_chapter(
        document, "{{ section.ordinal }}、{{ section.category }}", "{{ 10 + loop.index }}", "{{ section.anchor }}"
    )
    heading.paragraph_format.space_before = Pt(120)
    add(document, "{{ section.counted }}", "居中").paragraph_format.space_after = Pt(20)
    add(document, "{%p for product in section.products %}")
    line = add(document, "{{ product.number }}　{{ product.name }}")
    line.paragraph_format.left_indent = Mm(25)
    add(document, "{%p endfor %}")
    add(document, "{%p for product in section.products %}")
    write_product(document)
    add(document, "{%p endfor %}")
    add(document, "{%p endfor %}")


def add_sized(document: Any, text: str, style: str, small: str) -> None:
    """A paragraph of a product page, in `small` where the page is full."""
    paragraph = add(document, text, style)
    chosen = f"{{% if product.size in ('dense', 'tight') %}}{small}{{% else %}}{style}{{% endif %}}"
    paragraph._p.pPr.pStyle.set(qn("w:val"), chosen)  # noqa: SLF001


def write_product(document: Any) -> None:
    """The page of one product."""
    number = add(document, "{{ product.number }}{% if product.is_new %} 新{% endif %}", "编号")
    number.paragraph_format.page_break_before = True
    bookmark(add(document, "{{ product.name }}", "Heading 2"), "{{ 100 + product.serial }}", "{{ product.anchor }}")
    add(document, "{%p if product.photo %}")
    table = add_table(document, [80, 90], 1)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    left, right = table.rows[0].cells
    fill(left, "{{ picture(product.photo, widths[product.photo]) }}", "Normal").paragraph_format.line_spacing = 1
    code = add(left, "{{ picture(codes[product.number], 17) }}")
    code.paragraph_format.line_spacing = 1
    facts_table(right, "product.facts", [25, 63])
    add(document, "{%p else %}")
    left, right = add_table(document, [146, 24], 1).rows[0].cells
    facts_table(left, "product.facts", [27, 115])
    code = fill(right, "{{ picture(codes[product.number], 21) }}", "Normal")
    code.paragraph_format.line_spacing, code.alignment = 1, WD_ALIGN_PARAGRAPH.RIGHT
    add(document, "{%p endif %}")
    add(document, "产品简介", "小标题")
    add_sized(document, "{{ product.summary }}", "正文文字", "正文小")
    write_lists(document)


def write_lists(document: Any) -> None:
    """Features, indicators, rights and standards of one product."""
    add(document, "{%p if product.features %}")
    add(document, "主要特点", "小标题")
    add(document, "{%p for feature in product.features %}")
    add_sized(document, "{{ loop.index }}. {{ feature }}", "列项", "列项小")
    add(document, "{%p endfor %}")
    add(document, "{%p endif %}")
    add(document, "{%p if product.indicators %}")
    add(document, "主要技术指标", "小标题")
    list_table(
        document,
        "product.indicators",
        [90, 45, 35],
        heads=["指标名称", "指标值", "计量单位"],
        cells=["{{ row.name }}", "{{ row.sign }} {{ row.value }}", "{{ row.unit }}"],
        centred=frozenset({1, 2}),
    )
    add(document, "{%p endif %}")
    add(document, "{%p if product.rights %}")
    add(document, "自主知识产权", "小标题")
    add(document, "{%p for right in product.rights %}")
    add_sized(document, "· {{ right }}", "列项", "列项小")
    add(document, "{%p endfor %}")
    add(document, "{%p endif %}")
    add(document, "{%p if product.standards %}")
    paragraph = add(document, "执行标准", "Normal")
    set_font(paragraph.runs[0], HEI, 10.5, colour=RED)
    paragraph.add_run("　{{ product.standards }}")
    paragraph.paragraph_format.space_before = Pt(8)
    add(document, "{%p endif %}")


def facts_table(cell: Any, rows: str, widths: list[int]) -> None:
    """Labels and facts in a table inside `cell`."""
    first = cell.paragraphs[0]
    table = add_table(cell, widths, 3)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    if first.text == "":
        cell._tc.remove(first._p)  # noqa: SLF001
    loop_row(table, 0, "{%tr for fact in " + rows + " %}")
    loop_row(table, 2, "{%tr endfor %}")
    for column, (text, style) in enumerate((("{{ fact.label }}", "项名"), ("{{ fact.text }}", "表格"))):
        target = table.rows[1].cells[column]
        fill(target, text, style)
        borders(target, bottom=(4, RULE))
    closing = cell.paragraphs[-1]
    closing.paragraph_format.line_spacing = Pt(1)


def write_back(document: Any) -> None:
    """What left the Directory, and the indexes."""
    add(document, "{%p if d.lapsed %}")
    new_chapter(document, "{{ d.lapsed_title }}", "4", "lapsed")
    add(document, "{{ d.lapsed_note }}", "正文文字").paragraph_format.space_after = Pt(8)
    list_table(
        document,
        "d.lapsed",
        [10, 28, 38, 34, 18, 20, 22],
        heads=numbered("d.lapsed_columns", 7),
        cells=numbered("row", 7),
        centred=frozenset({0, 1, 4, 5}),
    )
    add(document, "{%p endif %}")
    add(document, "{%p for index in d.indexes %}")
    new_chapter(document, "{{ index.title }}", "{{ 30 + loop.index }}", "{{ index.anchor }}")
    add(document, "{%p for group in index.groups %}")
    add(document, "{{ group.heading }}", "索引标题")
    add(document, "{%p for item in group.entries %}")
    contents_line(document, "{{ item.text }}　{{ item.note }}", "{{ item.anchor }}", "索引")
    add(document, "{%p endfor %}")
    add(document, "{%p endfor %}")
    add(document, "{%p endfor %}")


def main() -> None:
    """Writes the template."""
    document = Document()
    make_styles(document)
    new_section(document, first=True)
    write_cover(document)
    write_running_heads(new_section(document, numbers="upperRoman"))
    write_notice(document)
    write_contents(document)
    write_statistics(document)
    write_running_heads(new_section(document, landscape=True, numbers="decimal"))
    write_summary(document)
    new_section(document)
    write_products(document)
    write_back(document)
    settings = document.settings.element
    settings.insert(0, element("w:updateFields", val="true"))
    document.save(str(TARGET))


if __name__ == "__main__":
    main()
