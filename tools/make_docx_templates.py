"""The Word templates of the official documents, built so that clerks can edit them in Word afterwards.

`python tools/make_docx_templates.py` writes `templates/notice/notice.docx` (文件), `templates/letter/letter.docx`
(信函) and `templates/plain/plain.docx` (公示 and lists); same program, same bytes. The page follows GB/T 9704-2012
as `templates/gongwen/page.css` does: margins 37/26/35/28 mm, 22 lines of 28 characters.
"""

from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

_FANG, _KAI, _HEI, _SONG, _TITLE = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
_RED = RGBColor(0xE0, 0, 0)
_LINE, _CHARACTER = Pt(28.95), Mm(156 / 28)
_LEFT, _RIGHT, _CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
_CELL = {"line": Pt(13), "before": Mm(1), "after": Mm(1)}  # the row's padding: cells have none that all programs heed
_THICK, _THIN = Pt(1), Pt(0.7)  # 0.35 and 0.25 mm
_PAGE_FOOTER = Mm(24.5)  # from the page's edge to the page number
# A letter (10.1): its mark 30 mm from the upper edge, the rule of its foot 20 mm from the lower one.
_LETTER_HEADER, _LETTER_FOOTER, _LETTER_LINE = Mm(29.4), Mm(19.3), Mm(13.4)
# The grid of 22 lines and 28 characters (5.2.3): the pitch of lines in twips, what a character of 16 pt has to lose of
# its width in 4096ths of a point.
_GRID = {"type": "linesAndChars", "linePitch": "579", "charSpace": "-845"}
_PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "framePr", "widowControl", "pBdr", "shd", "tabs", "autoSpaceDE"),
    *("autoSpaceDN", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "rPr", "sectPr"),
)
_CELL_ORDER = ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign")
_RECIPIENTS = "主送：{{ document.recipients | join('，') }}。"
_COPIES = "抄送：{{ document.copies_to | join('，') }}。"
_KEPT_STYLES = ("Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "Table Grid", "No List")
_TABLE_ORDER = ("tblStyle", "tblpPr", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook")
_RUN_ORDER = ("rStyle", "rFonts", "b", "i", "color", "spacing", "w", "kern", "position", "sz", "szCs", "lang")
_ORDERS = {"w:pPr": _PARAGRAPH_ORDER, "w:rPr": _RUN_ORDER, "w:tblPr": _TABLE_ORDER, "w:tcPr": _CELL_ORDER}


def main() -> None:
    """Writes every template."""
    folder = Path(__file__).resolve().parent.parent / "templates"
    for made in (notice, letter, order, minutes, plain):
        name = made.__name__
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / f"{name}.docx").write_bytes(_packed(made()))


def notice() -> Any:
    """A document with a red mark and an imprint (文件)."""
    document = _blank()
    _footers(document.sections[0])
    _leading_lines(document)
    _tag(document, "{{p mark(document) }}")
    _tag(document, "{{p number(document) }}")
    _title(document, before=Pt(58))
    _to_whom_and_what(document)
    _signatures(document)
    _attachments(document)
    _imprint(document)
    return _finished(document)


def letter() -> Any:
    """A letter (信函): mark and double rule at the head of page 1, another at its foot, no number on it."""
    document = _blank()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance, section.footer_distance = _LETTER_HEADER, _LETTER_FOOTER
    _footers(section, below=Mm(_PAGE_FOOTER.mm - _LETTER_FOOTER.mm))
    _letter_head(section)
    document.add_paragraph(style="信函标志后空")
    _letter_number(document)
    _title(document, before=Pt(2 * _LINE.pt))
    _to_whom_and_what(document)
    _signatures(document)
    _letter_copies(document, "not document.attachments")
    _section_end(document, section, first=True)  # the only one with a first page of its own kind
    section.different_first_page_header_footer = False
    _attachments(document, after_section=True)
    _letter_copies(document, "document.attachments")
    return _finished(document)


def order() -> Any:
    """An order (令): its mark higher than a document's, a number in place of a title, no rule."""
    document = _blank()
    _footers(document.sections[0])
    _leading_lines(document)
    _tag(document, "{{p mark(document) }}")
    document.add_paragraph("{{ document.document_number or '' }}", style="令号")
    _title(document, before=_LINE)
    _to_whom_and_what(document)
    _signatures(document)
    _attachments(document)
    _imprint(document)
    return _finished(document)


def minutes() -> Any:
    """Minutes (纪要): who was there after what was said, no seal."""
    document = _blank()
    _footers(document.sections[0])
    _leading_lines(document)
    _tag(document, "{{p mark(document) }}")
    document.add_paragraph("{{ document.document_number or '' }}", style="发文字号")
    _title(document, before=Pt(58))
    document.add_paragraph("（{{ document.dated | chinese_date }}）", style="会议日期")
    _to_whom_and_what(document)
    _attendance(document)
    _attachments(document)
    _imprint(document)
    return _finished(document)


def plain() -> Any:
    """What is posted or kept and not sent: no mark, no number."""
    document = _blank()
    _footers(document.sections[0])
    _title(document, before=_LINE)
    _to_whom_and_what(document)
    _signatures(document)
    _attachments(document)
    return _finished(document)


def _blank() -> Any:
    """A document with the page and all styles."""
    document = Document()
    _drop_unused(document)
    _styles(document)
    _page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    return document


def _drop_unused(document: Any) -> None:
    """Takes away what the library's own blank document brings along: a picture of it, styles for nothing here."""
    for part, kinds in (
        (document.part, ("/stylesWithEffects", "/customXml", "/numbering")),
        (document.part.package, ("/thumbnail",)),
    ):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(kinds):
                part.rels.pop(key)
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            document.styles.element.remove(style.element)


def _finished(document: Any) -> Any:
    _drop_leading_paragraph(document)
    _in_order(document)
    return document


# --- styles


def _styles(document: Any) -> None:
    """All styles that the templates use, named as clerks know them."""
    normal = document.styles["Normal"]
    _typeface(normal, _FANG, 16)
    _spacing(normal.paragraph_format, _LINE)
    normal.paragraph_format.widow_control = False
    # The grid is there for those who look at the page's set-up. Programs differ on how characters wider than its cells
    # lie in it; letters three tenths of a point closer give 28 of them a line in each.
    normal.element.get_or_add_pPr().insert_element_before(
        _element("w:snapToGrid", val="0"), "w:spacing", "w:ind", "w:jc"
    )
    normal.element.get_or_add_rPr().append(_element("w:spacing", val="-6"))
    normal.element.get_or_add_rPr().append(_element("w:lang", val="zh-CN", eastAsia="zh-CN"))
    for name, font, size, options in (
        ("发文机关标志", _TITLE, 30, {"colour": _RED, "align": WD_ALIGN_PARAGRAPH.DISTRIBUTE, "line": Pt(37.5)}),
        ("标志前空", _FANG, 16, {"line": Mm(32.6)}),
        ("份号", _FANG, 16, {}),
        ("密级和紧急程度", _HEI, 16, {}),
        ("发文字号", _FANG, 16, {"align": _CENTRE, "before": Mm(17.8)}),
        ("签发人", _FANG, 16, {"before": Mm(17.8)}),
        ("上行文号", _FANG, 16, {"left": 1}),
        ("上行红线", _FANG, 1, {"line": Pt(1)}),
        ("会议日期", _KAI, 16, {"align": _CENTRE}),
        ("令号", _FANG, 16, {"align": _CENTRE, "before": Pt(2 * _LINE.pt)}),
        ("公文标题", _TITLE, 22, {"align": _CENTRE, "line": Pt(33)}),
        ("主送机关", _FANG, 16, {"before": _LINE}),
        ("公文正文", _FANG, 16, {"first": 2, "align": WD_ALIGN_PARAGRAPH.JUSTIFY}),
        ("公文小标题", _FANG, 16, {"first": 2, "keep": True}),
        ("公文末段", _FANG, 16, {"first": 2, "align": WD_ALIGN_PARAGRAPH.JUSTIFY, "keep": True}),
        ("附件说明", _FANG, 16, {"left": 6, "first": -4, "before": _LINE, "keep": True}),
        ("附件说明续", _FANG, 16, {"left": 6, "first": -1, "keep": True}),
        ("章标题", _HEI, 16, {"align": _CENTRE, "keep": True}),
        ("参会人员", _FANG, 16, {"left": 5, "first": -3, "align": WD_ALIGN_PARAGRAPH.JUSTIFY}),
        ("署名", _FANG, 16, {"align": _CENTRE, "keep": True}),
        ("署名左", _FANG, 16, {"keep": True}),
        ("附注", _FANG, 16, {"first": 2}),
        ("附件序号", _HEI, 16, {}),
        ("附件标题", _TITLE, 22, {"align": _CENTRE, "before": _LINE, "after": _LINE}),
        ("表头", _HEI, 9, {"align": _CENTRE, "line": Pt(13), "before": Mm(1), "after": Mm(1)}),
        ("表格文字", _FANG, 9, _CELL),
        ("表格居中", _FANG, 9, {**_CELL, "align": _CENTRE, "spacing": "-6"}),  # a date stays on one line
        ("表格金额", _FANG, 9, {**_CELL, "align": _RIGHT, "spacing": "-6"}),
        ("表格分组", _HEI, 9, {**_CELL, "keep": True}),
        ("表格合计", _HEI, 9, _CELL),
        ("表格单位", _FANG, 9, {"align": _RIGHT, "line": Pt(13), "after": Mm(1), "keep": True}),
        ("表注", _FANG, 9, {"left": Pt(36), "first": Pt(-9), "line": Pt(13), "before": Mm(1)}),
        ("信函标志", _TITLE, 34, {"colour": _RED, "align": _CENTRE, "line": _LETTER_LINE}),
        ("信函上线", _FANG, 1, {"left": Mm(-8), "right": Mm(-6), "line": Pt(1)}),
        ("信函标志后空", _FANG, 1, {"line": Mm(2)}),
        ("信函文号", _FANG, 16, {"align": _RIGHT}),
        ("版记抄送", _FANG, 14, {"left": Pt(56), "first": Pt(-42), "right": Pt(14)}),
        ("版记印发", _FANG, 14, {"left": Pt(14), "right": Pt(14)}),
        ("版记首线", _FANG, 1, {"line": _THICK}),
        ("版记中线", _FANG, 1, {"line": _THIN}),
        ("版记末线", _FANG, 1, {"line": _THICK}),
        ("版记下空", _FANG, 1, {"line": Mm(35)}),
        ("页码右", _SONG, 14, {"align": _RIGHT, "right": Pt(14), "line": Pt(16)}),
        ("页码左", _SONG, 14, {"align": _LEFT, "left": Pt(14), "line": Pt(16)}),
        ("分节", _FANG, 1, {"line": Pt(1)}),
    ):
        _style(document, name, font, size, options)
    for name in ("发文字号", "上行红线"):
        _border(document.styles[name], "bottom", size=16, space=6, colour="E00000")  # 7.2.7: the red rule
    for name in ("版记首线", "版记中线", "版记末线"):
        # A line as thick as its black background: paragraphs with different borders make no common frame everywhere.
        properties = document.styles[name].element.get_or_add_pPr()
        shade = _element("w:shd", val="clear", color="auto", fill="000000")
        properties.insert_element_before(shade, "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc")
    document.styles["版记印发"].paragraph_format.tab_stops.add_tab_stop(Emu(Mm(156) - Pt(14)), WD_TAB_ALIGNMENT.RIGHT)
    for name, font in (("一级标题", _HEI), ("二级标题", _KAI), ("条号", _HEI), ("签发人姓名", _KAI), ("黑体字", _HEI)):
        _typeface(document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER), font, 16)


def _style(document: Any, name: str, font: str, size: float, options: dict[str, Any]) -> None:
    """One paragraph style; indents given as whole numbers are characters of the grid."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _typeface(style, font, size)
    if size != 16:  # noqa: PLR2004  # the narrowing is for 16 pt only
        style.element.get_or_add_rPr().append(_element("w:spacing", val=options.get("spacing", "0")))
    if "colour" in options:
        style.font.color.rgb = options["colour"]
    form = style.paragraph_format
    _spacing(form, options.get("line", _LINE))
    form.alignment = options.get("align", _LEFT)
    form.space_before, form.space_after = options.get("before", Pt(0)), options.get("after", Pt(0))
    form.first_line_indent, form.left_indent = _indent(options.get("first")), _indent(options.get("left"))
    form.keep_with_next = options.get("keep")
    form.right_indent = _indent(options.get("right"))


def _indent(value: Any) -> Any:
    """An indent: characters of the grid as plain small numbers, lengths as they are."""
    return _CHARACTER * value if isinstance(value, int) and abs(value) < 100 else value  # noqa: PLR2004


def _typeface(style: Any, font: str, size: float) -> None:
    """Sets `font` for Chinese and for Latin letters alike."""
    style.font.size, style.font.name = Pt(size), font
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), font)


def _spacing(form: Any, line: Any) -> None:
    """Exact line pitch, nothing between paragraphs, no extra room between Chinese and digits: it breaks the grid."""
    for switch in ("w:autoSpaceDE", "w:autoSpaceDN"):
        if form._element.get_or_add_pPr().find(qn(switch)) is None:  # noqa: SLF001
            form._element.get_or_add_pPr().insert_element_before(  # noqa: SLF001
                _element(switch, val="0"), "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
            )
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    form.space_before = form.space_after = Pt(0)


# --- page


def _page(section: Any, *, landscape: bool = False) -> None:
    """Size and margins; a turned page has its head at the binding edge."""
    sides = (Mm(37), Mm(26), Mm(35), Mm(28))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    if landscape:
        sides = (Mm(28), Mm(37), Mm(26), Mm(35))
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = sides
    section.footer_distance = Mm(17) if landscape else _PAGE_FOOTER
    section.header_distance = Mm(15)
    for grid in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001
        section._sectPr.remove(grid)  # noqa: SLF001
    section._sectPr.append(_element("w:docGrid", **_GRID))  # noqa: SLF001


def _footers(section: Any, *, below: Any = None) -> None:
    """— n —, at the right of odd pages and at the left of even ones, with `below` empty under it."""
    for footer, style in ((section.footer, "页码右"), (section.even_page_footer, "页码左")):
        paragraph = footer.paragraphs[0]
        paragraph.style = style
        paragraph.add_run("— ")
        _field(paragraph, "PAGE")
        paragraph.add_run(" —")
        if below is not None:
            _spacing(footer.add_paragraph(style="分节").paragraph_format, below)


def _letter_head(section: Any) -> None:
    """Mark and double rule of page 1, thick over thin, and the rule of its foot, thin over thick; both 170 mm long."""
    section.first_page_header.paragraphs[0].add_run("{{p mark(document) }}")
    upper = section.first_page_header.add_paragraph(style="信函上线")
    upper.paragraph_format.space_before = Mm(3)
    _border(upper, "top", size=24, space=0, colour="E00000", kind="thickThinSmallGap")
    lower = section.first_page_footer.paragraphs[0]
    lower.style = "信函上线"
    _border(lower, "top", size=24, space=0, colour="E00000", kind="thinThickSmallGap")


def _field(paragraph: Any, instruction: str) -> None:
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("text", "1"), ("end", None)):
        run = paragraph.add_run()
        if kind in {"begin", "separate", "end"}:
            run._r.append(_element("w:fldChar", fldCharType=kind))  # noqa: SLF001
        elif kind == "text":
            run.text = text
        else:
            code = OxmlElement("w:instrText")
            code.text = f" {text} "
            run._r.append(code)  # noqa: SLF001


# --- elements, in the order of the document


def _leading_lines(document: Any) -> None:
    """Copy number, classification and urgency, a line each; the mark keeps its height (7.2.1 to 7.2.3)."""
    for field, style in (("copy_number", "份号"), ("classification", "密级和紧急程度"), ("urgency", "密级和紧急程度")):
        _optional(document, f"document.{field}", f"{{{{ document.{field} }}}}", style)


def _letter_number(document: Any) -> None:
    """The number flush right under the first rule; what else stands there flush left, beginning on its line (10.1)."""
    _tag(document, "{%p if document.copy_number or document.classification or document.urgency %}")
    framed = document.add_paragraph("{{ document.document_number }}", style="信函文号")
    place = {"w": _twips(100), "wrap": "around", "vAnchor": "text", "hAnchor": "margin", "xAlign": "right", "y": "1"}
    framed._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        _element("w:framePr", **place), "w:spacing", "w:ind", "w:jc"
    )
    _leading_lines(document)
    _tag(document, "{%p else %}")
    document.add_paragraph("{{ document.document_number }}", style="信函文号")
    _tag(document, "{%p endif %}")


def _title(document: Any, *, before: Any) -> None:
    """The title line by line, `before` above it."""
    _tag(document, "{%p for line in document.title_lines %}")
    _tag(document, "{%p if loop.first %}")
    document.add_paragraph("{{ line }}", style="公文标题").paragraph_format.space_before = before
    _tag(document, "{%p else %}")
    document.add_paragraph("{{ line }}", style="公文标题")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p endfor %}")


def _to_whom_and_what(document: Any) -> None:
    """Recipients, unless they stand in the imprint, and the body; without them an empty line in their place."""
    _tag(document, "{%p if document.recipients and not document.adjustment.recipients_moved %}")
    document.add_paragraph("{{ document.recipients | join('，') }}：", style="主送机关")
    _tag(document, "{%p else %}")
    _spacing(document.add_paragraph(style="分节").paragraph_format, _LINE)
    _tag(document, "{%p endif %}")
    _body(document)


def _attendance(document: Any) -> None:
    """Who was there, excused, or heard; the last thing on the page of minutes (10.3)."""
    _tag(document, "{%p for group in document.attendance %}")
    _tag(document, "{%p if loop.first %}")
    _spacing(document.add_paragraph(style="分节").paragraph_format, _LINE)
    _tag(document, "{%p endif %}")
    paragraph = document.add_paragraph(style="参会人员")
    paragraph.add_run("{{ group.label }}：", style="黑体字")
    paragraph.add_run("{{ group.names | join('，') }}")
    _tag(document, "{%p endfor %}")
    _optional(document, "document.note", "（{{ document.note }}）", "附注")


def _optional(document: Any, condition: str, text: str, style: str) -> None:
    """A paragraph that stands there only on a condition."""
    _tag(document, f"{{%p if {condition} %}}")
    document.add_paragraph(text, style=style)
    _tag(document, "{%p endif %}")


def _body(document: Any) -> None:
    """The paragraphs with their headings, and the note of attachments."""
    _tag(document, "{%p for paragraph in document.body %}")
    _tag(document, "{%p if loop.revindex <= document.closing_paragraphs %}")
    _running(document, "公文末段")
    _tag(document, "{%p elif paragraph.heading and not paragraph.text %}")
    _running(document, "公文小标题")
    _tag(document, "{%p else %}")
    _running(document)
    _tag(document, "{%p endif %}")
    _tag(document, "{%p endfor %}")
    _tag(document, "{%p for attachment in document.attachments %}")
    _tag(document, "{%p if loop.first %}")
    number = "{% if document.attachments | length > 1 %}{{ loop.index }}.{% endif %}"
    document.add_paragraph("附件：" + number + "{{ attachment.title }}", style="附件说明")
    _tag(document, "{%p else %}")
    document.add_paragraph(number + "{{ attachment.title }}", style="附件说明续")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p endfor %}")


def _running(document: Any, style: str = "公文正文") -> None:
    """One paragraph of running text, its heading in the typeface of its level."""
    paragraph = document.add_paragraph(style=style)
    for level, typeface in ((1, "一级标题"), (2, "二级标题")):
        paragraph.add_run(f"{{{{ paragraph.heading if paragraph.level == {level} else '' }}}}", style=typeface)
    paragraph.add_run("{{ paragraph.text }}")


def _signatures(document: Any) -> None:
    """Agencies and date with their room, and the note.

    All stand in one cell that no page break divides: keeping a table with the paragraph after it is not heeded
    everywhere, and the note must not stand alone on a page.
    """
    row = _table(document, rows=1, widths=(156,)).rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    cell = row.cells[0]
    cell.paragraphs[0].add_run("{{p sign_off(document) }}")
    cell.add_paragraph("{%p if document.note %}")
    cell.add_paragraph("（{{ document.note }}）", style="附注")
    cell.add_paragraph("{%p endif %}")
    cell.add_paragraph(style="分节")  # a cell ends with a paragraph


def _attachments(document: Any, *, after_section: bool = False) -> None:
    """Every attachment in a section of its own, turned where it is wide; the text before them is one section.

    The imprint follows an upright last attachment on its page. A section that so stays empty at the end is left out.
    """
    section = document.sections[0]
    if not after_section:
        _tag(document, "{%p if document.attachments %}")
        _section_end(document, section, first=True)
        _tag(document, "{%p endif %}")
    _tag(document, "{%p for attachment in document.attachments %}")
    document.add_paragraph(
        "附件{% if document.attachments | length > 1 %}{{ loop.index }}{% endif %}", style="附件序号"
    )
    document.add_paragraph("{{ attachment.title }}", style="附件标题")
    _tag(document, "{%p for paragraph in attachment.paragraphs %}")
    _running(document)
    _tag(document, "{%p endfor %}")
    _tag(document, "{%p if attachment.table %}")
    document.add_paragraph("{{p table(attachment.table) }}")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p for note in attachment.notes %}")
    document.add_paragraph("{{ note }}", style="表注")
    _tag(document, "{%p endfor %}")
    _tag(document, "{%p if attachment.landscape %}")
    _section_end(document, section, landscape=True)
    _tag(document, "{%p elif not loop.last %}")
    _section_end(document, section)
    _tag(document, "{%p else %}")
    document.add_paragraph(style="分节")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p endfor %}")


def _imprint(document: Any) -> None:
    """版记 at the foot of the last page: thick rules above and below, a thin one between (7.4).

    After a turned page it has an even page of its own.
    """
    moved = "document.adjustment.recipients_moved"
    _tag(document, f"{{%p if document.has_imprint or {moved} %}}")
    _at_foot(document, "", "版记首线")
    _tag(document, f"{{%p if {moved} %}}")
    _at_foot(document, _RECIPIENTS, "版记抄送")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if document.copies_to %}")
    _at_foot(document, _COPIES, "版记抄送")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if document.printed_by %}")
    _tag(document, f"{{%p if document.copies_to or {moved} %}}")
    _at_foot(document, "", "版记中线")
    _tag(document, "{%p endif %}")
    _at_foot(document, "{{ document.printed_by }}\t{{ document.printed_on | chinese_date }}印发", "版记印发")
    _tag(document, "{%p endif %}")
    _at_foot(document, "", "版记末线")
    _at_foot(document, "", "版记下空")
    document.add_paragraph(style="分节")  # what the foot is anchored to
    _tag(document, "{%p if document.ends_landscape %}")
    _section_end(document, document.sections[0], even=True)
    _tag(document, "{%p endif %}")
    _tag(document, "{%p endif %}")


def _letter_copies(document: Any, condition: str) -> None:
    """The imprint of a letter: whom it and copies go to, at the foot of the last page, without rules (10.1)."""
    moved = "document.adjustment.recipients_moved"
    _tag(document, f"{{%p if (document.copies_to or {moved}) and {condition} %}}")
    _tag(document, f"{{%p if {moved} %}}")
    _at_foot(document, _RECIPIENTS, "版记抄送")
    _tag(document, "{%p endif %}")
    _tag(document, "{%p if document.copies_to %}")
    _at_foot(document, _COPIES, "版记抄送")
    _tag(document, "{%p endif %}")
    _at_foot(document, "", "版记下空")
    document.add_paragraph(style="分节")
    _tag(document, "{%p endif %}")


def _at_foot(document: Any, text: str, style: str) -> None:
    """A paragraph of the frame that ends at the lower edge of the sheet, its last one as high as the margin.

    Programs differ on where the margin is once there is a footer, not on the sheet.
    """
    properties = document.add_paragraph(text, style=style)._p.get_or_add_pPr()  # noqa: SLF001
    place = {"w": _twips(156), "wrap": "notBeside", "vAnchor": "page", "hAnchor": "margin", "yAlign": "bottom"}
    properties.insert_element_before(_element("w:framePr", **place), "w:spacing", "w:ind", "w:jc")


# --- pieces


def _tag(document: Any, text: str) -> None:
    """A paragraph that only steers the filling and vanishes."""
    document.add_paragraph(text)


def _fill(cell: Any, text: str, style: str) -> None:
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)


def _table(document: Any, *, rows: int, widths: tuple[int, ...], style: str | None = None) -> Any:
    """A table of fixed column widths in millimetres, without borders unless `style` has them."""
    table = document.add_table(rows, len(widths), style)
    return _fixed(table, widths, Mm(0) if style is None else Mm(0.5))


def _fixed(table: Any, widths: tuple[int, ...], margin: Any) -> Any:
    """`table` with its columns `widths` millimetres wide and `margin` left and right in every cell."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    table._tbl.tblPr.append(_margins(margin))  # noqa: SLF001
    return table


def _margins(width: Any) -> Any:
    """Cell margins left and right."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=str(width.twips), type="dxa"))
    return margins


def _border(paragraph: Any, side: str, *, size: int, space: int, colour: str, kind: str = "single") -> None:  # noqa: PLR0913
    borders = OxmlElement("w:pBdr")
    borders.append(_element(f"w:{side}", val=kind, sz=str(size), space=str(space), color=colour))
    properties = getattr(paragraph, "_p", paragraph._element).get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _section_end(
    document: Any, section: Any, *, landscape: bool = False, first: bool = False, even: bool = False
) -> None:
    """A paragraph of no height that ends a section with the distances of `section`, whose heads and feet carry over.

    The `first` section has their references; it alone may have a first page of its own kind.
    """
    properties = document.add_paragraph(style="分节")._p.get_or_add_pPr()  # noqa: SLF001
    original = section._sectPr  # noqa: SLF001
    kept = OxmlElement("w:sectPr")
    if first:
        for name in ("w:headerReference", "w:footerReference"):
            kept.extend(deepcopy(reference) for reference in original.findall(qn(name)))
    if even:
        kept.append(_element("w:type", val="evenPage"))
    width, height = (16838, 11906) if landscape else (11906, 16838)
    size = _element("w:pgSz", w=str(width), h=str(height))
    if landscape:
        size.set(qn("w:orient"), "landscape")
    top, right, bottom, left = (28, 37, 26, 35) if landscape else (37, 26, 35, 28)
    kept.append(size)
    kept.append(
        _element(
            "w:pgMar",
            top=_twips(top),
            right=_twips(right),
            bottom=_twips(bottom),
            left=_twips(left),
            header=str(section.header_distance.twips),
            footer=_twips(17) if landscape else str(section.footer_distance.twips),
            gutter="0",
        )
    )
    if first and original.find(qn("w:titlePg")) is not None:
        kept.append(OxmlElement("w:titlePg"))
    kept.append(_element("w:docGrid", **_GRID))
    properties.append(kept)


def _twips(millimetres: float) -> str:
    return str(round(millimetres * 1440 / 25.4))


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _drop_leading_paragraph(document: Any) -> None:
    """Removes what the library's own blank document begins with, if anything."""
    first = document.element.body[0]
    if first.tag == qn("w:p") and not list(first):
        document.element.body.remove(first)


def _in_order(document: Any) -> None:
    """Puts properties into the order of the schema, on which Word insists."""
    for root in (document.element, document.styles.element):
        for kind, order in _ORDERS.items():
            places = {qn(f"w:{name}"): place for place, name in enumerate(order)}
            for properties in root.iter(qn(kind)):
                if all(child.tag in places for child in properties):
                    properties[:] = sorted(properties, key=lambda child: places[child.tag])


def _packed(document: Any) -> bytes:
    """The file with fixed dates and order of members."""
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    raw, output = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(output, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            member = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system, member.compress_type = 0, ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return output.getvalue()


if __name__ == "__main__":
    main()
