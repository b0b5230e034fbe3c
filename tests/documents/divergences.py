"""Faults that make a PDF and a Word document say different things, one each, and the document that they are made in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from directory_data import fonts
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

from czdocs.documents.gongwen import Attachment, Column, Layout, OfficialDocument, Table, body
from czdocs.documents.official import render_official_docx, render_official_pdf

__all__ = ["CONTEXTS", "DOCUMENT", "PDFS", "WORDS", "Files", "faithful", "other_context"]

_COLUMNS = (
    Column(title="序号", width=11, centred=True),
    Column(title="单位名称", width=50),
    Column(title="型号", width=40),
    Column(title="金额", width=30, amount=True),
    Column(title="备注", width=25),
)
_ROWS = (
    ("1", "常州示例犇翀新材料有限公司", "XK 200-A", "123456.75", ""),
    ("2", "江苏示例旻镕智能装备有限公司", "LS600、LS800", "-2500.50", "冲减"),
    ("甲类合计",),
    ("3", "溧阳示例科技有限公司", "T1100/b", "80000.00", "新"),
)
DOCUMENT = OfficialDocument(
    layout=Layout.DOCUMENT,
    issuers=("常州市工业和信息化局", "常州市财政局"),
    document_number="常工信创新〔2026〕107号",
    title=("关于下达创新产品补贴资金", "（第一批）的通知"),
    recipients=("武进区工信局", "溧阳市工信局"),
    body=body(
        (
            "根据有关规定，现将补贴资金200956.25元下达你们，请按规定使用。",
            "一、资金用途。用于保费补贴，补贴比例为80%，费率以3.0%为限。",
            "二、有关要求。请于2026年12月31日前拨付完毕，不得截留。",
            "联系电话：0519-85550093",
        )
    ),
    dated=date(2026, 10, 15),
    attachments=(
        Attachment(
            title="补贴资金分配表",
            table=Table(columns=_COLUMNS, rows=_ROWS, total=("", "合计", "", "200956.25", ""), unit="单位：元"),
            notes=("注：1.金额含税。", "2.负数为冲减以前多拨的资金。"),
        ),
        Attachment(title="拨付要求", paragraphs=body(("各单位应当及时拨付，并报告结果。",))),
    ),
    note="此件公开发布",
    copies_to=("常州市审计局", "国库支付中心"),
    printed_by="常州市工业和信息化局办公室",
    printed_on=date(2026, 10, 16),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """A PDF and a Word document."""

    pdf: bytes
    docx: bytes


@cache
def faithful() -> Files:
    """`DOCUMENT` in both formats, which say the same."""
    return Files(pdf=render_official_pdf(DOCUMENT, fonts=fonts()), docx=render_official_docx(DOCUMENT))


def other_context(change: Callable[[OfficialDocument], OfficialDocument]) -> Files:
    """The PDF of `DOCUMENT` and the Word document of another, changed one."""
    return Files(pdf=faithful().pdf, docx=render_official_docx(change(DOCUMENT)))


def _said(number: int, old: str, new: str) -> Callable[[OfficialDocument], OfficialDocument]:
    """Another text in paragraph `number` of the body."""

    def change(document: OfficialDocument) -> OfficialDocument:
        paragraphs = list(document.body)
        one = paragraphs[number]
        assert old in one.text
        paragraphs[number] = replace(one, text=one.text.replace(old, new))
        return replace(document, body=tuple(paragraphs))

    return change


def _table(**changes: Any) -> Callable[[OfficialDocument], OfficialDocument]:
    """Another table in the first attachment."""

    def change(document: OfficialDocument) -> OfficialDocument:
        first, *others = document.attachments
        assert first.table is not None
        return replace(document, attachments=(replace(first, table=replace(first.table, **changes)), *others))

    return change


def _row(number: int, *cells: str) -> Callable[[OfficialDocument], OfficialDocument]:
    return _table(rows=(*_ROWS[:number], cells, *_ROWS[number + 1 :]))


def _attached(**changes: Any) -> Callable[[OfficialDocument], OfficialDocument]:
    return lambda document: replace(
        document, attachments=(replace(document.attachments[0], **changes), *document.attachments[1:])
    )


CONTEXTS: Mapping[str, Callable[[OfficialDocument], OfficialDocument]] = {
    "digit changed": _said(0, "200956.25", "200956.35"),
    "other rounding": _said(0, "200956.25", "200956.3"),
    "rounding to yuan": _table(total=("", "合计", "", "200956", "")),
    "sign lost": _row(1, "2", "江苏示例旻镕智能装备有限公司", "LS600、LS800", "2500.50", "冲减"),
    "other minus": _row(1, "2", "江苏示例旻镕智能装备有限公司", "LS600、LS800", "−2500.50", "冲减"),
    "percent lost": _said(1, "80%", "80"),
    "unit lost": _table(unit=""),
    "unit changed": _table(unit="单位：万元"),
    "full-width digits": _said(1, "80%", "８０%"),
    "half-width colon": _said(3, "：", ":"),
    "other hyphen": _said(3, "0519-", "0519–"),
    "paragraphs swapped": lambda d: replace(d, body=(d.body[0], d.body[2], d.body[1], d.body[3])),
    "paragraph left out": lambda d: replace(d, body=(*d.body[:2], d.body[3])),
    "paragraphs parted": lambda d: replace(
        d,
        body=(
            replace(d.body[0], text="根据有关规定，"),
            replace(d.body[0], text=d.body[0].text.removeprefix("根据有关规定，")),
            *d.body[1:],
        ),
    ),
    "note of the table lost": _attached(notes=("注：1.金额含税。",)),
    "notes swapped": _attached(notes=("2.负数为冲减以前多拨的资金。", "注：1.金额含税。")),
    "attachment dropped": lambda d: replace(d, attachments=d.attachments[:1]),
    "attachments swapped": lambda d: replace(d, attachments=d.attachments[::-1]),
    "rows swapped": _table(rows=(_ROWS[1], _ROWS[0], *_ROWS[2:])),
    "row left out": _table(rows=(_ROWS[0], *_ROWS[2:])),
    "heading across left out": _table(rows=(*_ROWS[:2], _ROWS[3])),
    "total left out": _table(total=()),
    "cells swapped": _row(3, "3", "T1100/b", "溧阳示例科技有限公司", "80000.00", "新"),
    "cell in another column": _row(0, "1", "常州示例犇翀新材料有限公司", "XK 200-A", "", "123456.75"),
    "cell divided elsewhere": _row(3, "3", "溧阳示例科技有限公司T", "1100/b", "80000.00", "新"),
    "space lost": _row(0, "1", "常州示例犇翀新材料有限公司", "XK200-A", "123456.75", ""),
    "space added": _row(3, "3", "溧阳示例科技有限公司", "T1100 /b", "80000.00", "新"),
    "rare character replaced": _row(0, "1", "常州示例〓翀新材料有限公司", "XK 200-A", "123456.75", ""),
    "other date": lambda d: replace(d, dated=date(2026, 10, 5)),
    "other number": lambda d: replace(d, document_number="常工信创新〔2026〕108号"),
    "brackets of the number": lambda d: replace(d, document_number="常工信创新[2026]107号"),
    "recipient left out": lambda d: replace(d, recipients=d.recipients[:1]),
    "issuers swapped": lambda d: replace(d, issuers=d.issuers[::-1]),
    "note lost": lambda d: replace(d, note=None),
    "copies lost": lambda d: replace(d, copies_to=d.copies_to[:1]),
    "other imprint": lambda d: replace(d, printed_by="常州市财政局办公室"),
}
"""Word documents made from something else than the PDF."""


# --- Word documents edited

_RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
_AMOUNT = '<w:t xml:space="preserve">123456.75</w:t>'
_PHONE = '<w:t xml:space="preserve">联系电话：0519-85550093</w:t>'


def _edited(*changes: tuple[str, str], part: str = "word/document.xml") -> Callable[[], Files]:
    """The Word document with texts of `part` replaced, each standing there exactly where expected."""
    return _reworked({part: changes})


def _reworked(
    changes: Mapping[str, tuple[tuple[str, str], ...]], more: Mapping[str, str] | None = None
) -> Callable[[], Files]:
    """The Word document with texts of its parts replaced and with `more` parts."""

    def edit() -> Files:
        output = BytesIO()
        with ZipFile(BytesIO(faithful().docx)) as source, ZipFile(output, "w") as target:
            assert set(changes) <= set(source.namelist())
            for name in source.namelist():
                content = source.read(name)
                for old, new in changes.get(name, ()):
                    text = content.decode("utf-8")
                    assert old in text, old
                    assert old != new, old
                    content = text.replace(old, new, 1).encode("utf-8")
                target.writestr(name, content)
            for name, text in (more or {}).items():
                assert name not in source.namelist(), name
                target.writestr(name, text)
        return Files(pdf=faithful().pdf, docx=output.getvalue())

    return edit


def _formatted(properties: str, text: str = _AMOUNT) -> Callable[[], Files]:
    """The text of a run with more properties."""
    return _edited((text, f"</w:r><w:r><w:rPr>{properties}</w:rPr>{text}"))


def _cell_of(text: str) -> Callable[[], Files]:
    """The cell with `text` cut out."""

    def edit() -> Files:
        with ZipFile(BytesIO(faithful().docx)) as archive:
            content = archive.read("word/document.xml").decode("utf-8")
        place = content.index(text)
        start, end = content.rindex("<w:tc>", 0, place), content.index("</w:tc>", place) + len("</w:tc>")
        return _edited((content[start:end], ""))()

    return edit


def _before(text: str, added: str) -> Callable[[], Files]:
    """Something put before the run with `text`."""
    run = f"<w:r>{text}"
    return _edited((run, added + run))


_BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p>"
    f"{_RUN.format('此件不公开')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_FIELD = (
    '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DOCVARIABLE tel</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{}</w:r><w:r><w:fldChar w:fldCharType="end"/>'
)


def _numbered(style: str) -> Callable[[], Files]:
    """The first paragraph of `style` as item 1 of a list, which a part of its own defines."""
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    relation = f'<Relationship Id="rIdN" Type="{kind}" Target="numbering.xml"/></Relationships>'
    override = f'<Override PartName="/word/numbering.xml" ContentType="{office}.numbering+xml"/></Types>'
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    definition = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    return _reworked(
        {
            "word/document.xml": ((style, f'{style}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),),
            "word/_rels/document.xml.rels": (("</Relationships>", relation),),
            "[Content_Types].xml": (("</Types>", override),),
        },
        more={"word/numbering.xml": definition},
    )


WORDS: Mapping[str, Callable[[], Files]] = {
    "hidden run": _formatted("<w:vanish/>"),
    "white text": _formatted('<w:color w:val="FFFFFF"/>'),
    "nearly white text": _formatted('<w:color w:val="FDFDFD"/>', _PHONE),
    "text as its shading": _formatted('<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>', _PHONE),
    "one-point text": _formatted('<w:sz w:val="2"/>'),
    "letters without width": _formatted('<w:w w:val="1"/>'),
    "hidden style": _edited(
        ('w:styleId="公文正文">', 'w:styleId="公文正文"><w:rPr><w:vanish/></w:rPr>'), part="word/styles.xml"
    ),
    "deletion tracked": _edited((f"<w:r>{_PHONE}</w:r>", f'<w:del w:id="1"><w:r>{_PHONE}</w:r></w:del>')),
    "insertion tracked": _before(_PHONE, f'<w:ins w:id="1">{_RUN.format("不得")}</w:ins>'),
    "moved away": _edited((f"<w:r>{_PHONE}</w:r>", f'<w:moveFrom w:id="1"><w:r>{_PHONE}</w:r></w:moveFrom>')),
    "cell deleted": _cell_of(_AMOUNT),
    "empty cell deleted": _cell_of('<w:pStyle w:val="表格居中"/></w:pPr><w:r><w:t xml:space="preserve"></w:t>'),
    "row hidden": _edited(("<w:trPr><w:cantSplit/></w:trPr>", "<w:trPr><w:cantSplit/><w:hidden/></w:trPr>")),
    "text box": _before(_PHONE, _BOX),
    "field with another result": _edited(
        (_PHONE, _FIELD.format(_PHONE.replace("85550093", "85550098"))),
    ),
    "text in the code of a field": _edited(
        (
            _PHONE,
            (
                '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>联系电话：0519-85550093</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/>'
            ),
        )
    ),
    "number of a page for a number": _edited(
        (_PHONE, f'</w:r><w:fldSimple w:instr=" PAGE "><w:r>{_PHONE}</w:r></w:fldSimple><w:r>')
    ),
    "symbol font": _formatted('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    "symbol": _edited((_AMOUNT, '<w:t>123456</w:t><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>75</w:t>')),
    "capitals": _formatted("<w:caps/>", '<w:t xml:space="preserve">T1100/b</w:t>'),
    "list number": _numbered('<w:pStyle w:val="公文末段"/>'),
    "paragraph beside the page": _edited(
        (
            '<w:pPr><w:pStyle w:val="公文正文"/></w:pPr>',
            '<w:pPr><w:pStyle w:val="公文正文"/><w:ind w:left="20000"/></w:pPr>',
        )
    ),
    "text only for old programs": _edited(
        (
            f"<w:r>{_PHONE}</w:r>",
            (
                '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice/>'
                f"<mc:Fallback><w:r>{_PHONE}</w:r></mc:Fallback></mc:AlternateContent>"
            ),
        )
    ),
    "text in a footer": _edited((" —</w:t>", " — 内部</w:t>"), part="word/footer1.xml"),
}
"""Word documents edited after they were made."""


# --- PDFs edited


def _redrawn(change: Callable[[bytes, Any], bytes], page: int = 0) -> Callable[[], Files]:
    """The PDF with other drawing instructions on a page."""

    def edit() -> Files:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(faithful().pdf)))
        sheet: Any = writer.pages[page]
        contents = sheet["/Contents"].get_object()
        data = change(contents.get_data(), sheet)
        contents.set_data(data)
        return _written(writer)

    return edit


def _written(writer: Any) -> Files:
    output = BytesIO()
    writer.write(output)
    return Files(pdf=output.getvalue(), docx=faithful().docx)


def _code(sheet: Any, character: str, font: str | None = None) -> tuple[str, bytes]:
    """The font of the page that has `character`, and the code of its glyph."""
    for name, one in sheet["/Resources"]["/Font"].items():
        table = one.get_object()["/ToUnicode"].get_object().get_data().decode()
        for line in table.splitlines():
            code, _, text = line.partition(" ")
            if text == f"<{ord(character):04x}>" and font in {None, name}:
                return name, code.strip("<>").encode()
    raise LookupError(character)


def _glyph(old: str, new: bytes | str) -> Callable[[bytes, Any], bytes]:
    """The last glyph of `old` on the page replaced by the code or the glyph `new`."""

    def change(data: bytes, sheet: Any) -> bytes:
        font, code = _code(sheet, old)
        other = new if isinstance(new, bytes) else _code(sheet, new, font)[1]
        head, found, tail = data.rpartition(code)
        assert found
        return head + other + tail

    return change


def _first_text(before: bytes, after: bytes = b"") -> Callable[[bytes, Any], bytes]:
    """Instructions before and after the black text of the page."""

    def change(data: bytes, _: Any) -> bytes:
        head, found, tail = data.partition(b"0 0 0 rg\nBT\n")
        assert found
        inside, end, rest = tail.partition(b"ET\n")
        return head + b"0 0 0 rg\n" + before + b"BT\n" + inside + end + after + rest

    return change


def _moved(across: float, up: float) -> Callable[[bytes, Any], bytes]:
    """The last line of the page somewhere else."""

    def change(data: bytes, _: Any) -> bytes:
        head, found, tail = data.rpartition(b" Tm\n")
        start, _newline, matrix = head.rpartition(b"\n")
        *four, x, y = matrix.split()
        place = b" ".join((*four, str(float(x) + across).encode(), str(float(y) + up).encode()))
        return start + b"\n" + place + found + tail

    return change


def _faint(data: bytes, sheet: Any) -> bytes:
    sheet["/Resources"]["/ExtGState"][NameObject("/faint")] = DictionaryObject({NameObject("/ca"): FloatObject(0.05)})
    return _first_text(b"/faint gs ", b"/a1.0 gs\n")(data, sheet)


def _relabelled(data: bytes, sheet: Any) -> bytes:
    """The glyph of 5 says 6 to whoever copies or searches."""
    font, code = _code(sheet, "5")
    table = sheet["/Resources"]["/Font"][font]["/ToUnicode"].get_object()
    table.set_data(table.get_data().replace(b"<" + code + b"> <0035>", b"<" + code + b"> <0036>"))
    return data


def _extra(colour: bytes, x: int, y: int, character: str = "不") -> Callable[[bytes, Any], bytes]:
    """A character more, drawn in `colour` at the end of the page."""

    def change(data: bytes, sheet: Any) -> bytes:
        font, code = _code(sheet, character)
        place = f"1 0 0 -1 {x} {y} Tm".encode()
        return (
            data
            + b"\nq 1 0 0 -1 0 841.9 cm "
            + colour
            + b" rg BT "
            + place
            + b" "
            + font.encode()
            + b" 16 Tf <"
            + code
            + b"> Tj ET Q\n"
        )

    return change


def _pages(order: tuple[int, ...]) -> Callable[[], Files]:
    def edit() -> Files:
        reader, writer = PdfReader(BytesIO(faithful().pdf)), PdfWriter()
        for number in order:
            writer.add_page(reader.pages[number])
        return _written(writer)

    return edit


def _annotated() -> Files:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(faithful().pdf)))
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Contents"): TextStringObject("不含税"),
            NameObject("/Rect"): ArrayObject([FloatObject(n) for n in (100, 100, 200, 120)]),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
    return _written(writer)


PDFS: Mapping[str, Callable[[], Files]] = {
    "missing glyph": _redrawn(_glyph("金", b"0000")),
    "glyph without a text": _redrawn(_glyph("金", b"fff0")),
    "another digit": _redrawn(_glyph("3", "8"), page=0),
    "glyph with another text": _redrawn(_relabelled),
    "white text": _redrawn(_first_text(b"1 1 1 rg ", b"0 0 0 rg\n")),
    "white text of one ink": _redrawn(_first_text(b"1 g ", b"0 g\n")),
    "white text of four inks": _redrawn(_first_text(b"0 0 0 0 k ", b"0 g\n")),
    "invisible text": _redrawn(_first_text(b"3 Tr ", b"0 Tr\n")),
    "faint text": _redrawn(_faint),
    "text under a white area": _redrawn(lambda data, _: data + b"\nq 1 g 70 300 460 40 re f Q\n"),
    "text under an area of a part of a line": _redrawn(lambda data, _: data + b"\nq 1 g 300 280 30 90 re f Q\n"),
    "text cut by a clip": _redrawn(_first_text(b"q 0 0 300 2000 re W n ", b"Q\n")),
    "text beside the page": _redrawn(_moved(3000, 0)),
    "text below the page": _redrawn(_moved(0, 3000)),
    "line moved up": _redrawn(_moved(0, -300)),
    "optional text": _redrawn(_first_text(b"/OC /x BDC ", b"EMC\n")),
    "white text more": _redrawn(_extra(b"1 1 1", 200, 400)),
    "black text more": _redrawn(_extra(b"0 0 0", 40, 820)),
    "page left out": _pages((0, 2)),
    "pages swapped": _pages((1, 0, 2)),
    "annotation": _annotated,
}
"""PDFs edited after they were made."""
