"""Elements of official documents as WordprocessingML whose places depend on what they say: mark, number, signatures.

The template functions of these names put them in place of a paragraph, in the paragraph styles of the template; all
that does not depend on the text (typeface, colour, alignment) is said by the style, and so is the clerks' to change.
"""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from czdocs.documents.gongwen import Layout, OfficialDocument
from czdocs.documents.html import chinese_date
from czdocs.documents.title import text_width

__all__ = ["LINE", "mark_xml", "number_xml", "sign_off_xml", "twips"]

_TYPE_AREA = Decimal(156)
_CHARACTER = _TYPE_AREA / 28
_HALF = Decimal("2.769")  # half a character of 16 pt, three tenths of a point closer, as the style 正文 has it
LINE = 579  # 28.95 pt in twips
_HALF_POINTS = Decimal(144) / Decimal("25.4")  # in a millimetre
_MARK_LINE = Decimal("1.25")  # line height of the mark, in its characters
_MARK_ASCENT = Decimal("0.23")  # between the upper edge of that line and its ink
_MARK_TOPS = {Layout.DOCUMENT: 35, Layout.MINUTES: 35, Layout.ORDER: 20}  # below the edge of the type area (7.2.4, 10)
_MARK_GAP = Decimal("0.5")
_BEFORE_SEAL = 16  # half a seal less half a line: the seal begins one line below the text
_SEAL_ROW = 43  # a seal of 42 mm, and 1 mm between two of them
_STAMP_WIDTH, _STAMP_LINES = 8 * _CHARACTER, 2  # the room for a signature stamp


def twips(millimetres: Decimal | float) -> int:
    """A length as Word counts it, in twentieths of a point."""
    return round(float(millimetres) * 1440 / 25.4)


def mark_xml(document: OfficialDocument) -> str:
    """The red mark at its height, each name on a line and spread to the longest, 文件 beside them (7.2.4).

    A letter's mark stands in the head of its first page, where the template gives its height.
    """
    if document.layout is Layout.LETTER:
        size = document.adjustment.mark_size or document.mark.letter_size
        return _paragraph("信函标志", _sized(document.issuers[0], size))
    names, size = document.mark.names, document.adjustment.mark_size or document.mark.size
    above = sum(bool(text) for text in (document.copy_number, document.classification, document.urgency))
    room = twips(_MARK_TOPS[document.layout] - _MARK_ASCENT * size) - above * LINE
    word = "文件" if document.layout is Layout.DOCUMENT and document.mark_word else ""
    return _paragraph("标志前空", line=max(room, 20)) + (
        _mark_line(document, size, word) if len(names) == 1 else _mark_table(names, size, word)
    )


def _mark_line(document: OfficialDocument, size: Decimal, word: str) -> str:
    """The mark of one agency."""
    word = {Layout.ORDER: "令", Layout.MINUTES: "纪要"}.get(document.layout, word)
    text = document.mark.names[0].removesuffix(word) + word
    size = min(size, _TYPE_AREA / len(text))
    return _paragraph(
        "发文机关标志", _sized(text, size), line=twips(size * _MARK_LINE), properties='<w:jc w:val="center"/>'
    )


def _mark_table(names: Sequence[str], size: Decimal, word: str) -> str:
    """The mark of several agencies: the names in one cell, 文件 in the middle of the next."""
    line = twips(size * _MARK_LINE)
    widths = [twips(size * max(map(len, names)))]
    cells = [_cell("".join(_paragraph("发文机关标志", _sized(n, size), line=line) for n in names), widths[0])]
    if word:
        widths.append(twips(size * (len(word) + _MARK_GAP)))
        beside = _paragraph("发文机关标志", _sized(word, size), line=line, properties='<w:jc w:val="right"/>')
        cells.append(_cell(beside, widths[1], '<w:vAlign w:val="center"/>'))
    return _table([f"<w:tr>{''.join(cells)}</w:tr>"], widths, '<w:jc w:val="center"/>')


def number_xml(document: OfficialDocument) -> str:
    """The number; beside it, in a document to a superior, who approved it: two names a line, in their order (7.2.6)."""
    number, names = escape(document.document_number or ""), document.approvers
    if not names:
        return _paragraph("发文字号", _run(number))
    rows = [names[start : start + 2] for start in range(0, len(names), 2)]
    column = max(map(len, names)) + 1
    block = _HALF * 2 * (4 + column * min(len(names), 2) - 1)  # 签发人： and the names of a line
    widths = [twips(_TYPE_AREA - _CHARACTER - block), twips(block + _CHARACTER)]
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{twips(_HALF * (8 + 2 * column))}"/></w:tabs>'
    lines = []
    for index, row in enumerate(rows):
        place = "" if not index else f'<w:spacing w:before="0"/><w:ind w:left="{twips(_HALF * 8)}" w:firstLine="0"/>'
        runs = ("" if index else _run("签发人：")) + _TAB.join(_run(escape(name), "签发人姓名") for name in row)
        lines.append(_paragraph("签发人", runs, properties=tabs + place))
    left = _cell(_paragraph("上行文号", _run(number)), widths[0], '<w:vAlign w:val="bottom"/>')
    return _table([f"<w:tr>{left}{_cell(''.join(lines), widths[1])}</w:tr>"], widths, "") + _paragraph("上行红线")


def sign_off_xml(document: OfficialDocument) -> str:
    """Agencies and date with room for what is pressed on them: seals, a signature stamp, or nothing (7.3.5)."""
    dated = chinese_date(document.dated)
    if document.signatory is not None:
        return _stamped(document.signatory.post, dated)
    return _sealed(document, dated) if document.sealed else _unsealed(document.issuers, dated)


def _sealed(document: OfficialDocument, dated: str) -> str:
    """The agencies in rows with room for a seal each, the date under the last one."""
    block = document.signatures
    width = twips(block.column_width)
    indent = max(twips(_TYPE_AREA - block.right_margin - block.column_width * len(block.rows[0])), 0)
    rows = []
    for number, names in enumerate(block.rows, 1):
        last = number == len(block.rows)
        texts = [_paragraph("署名", _run(escape(name))) for name in names]
        if last:
            texts[-1] += _paragraph("署名", _run(dated))
        height = "" if last else f'<w:trPr><w:trHeight w:val="{twips(_SEAL_ROW)}" w:hRule="atLeast"/></w:trPr>'
        rows.append(f"<w:tr>{height}{''.join(_cell(text, width) for text in texts)}</w:tr>")
    before = _paragraph("署名", line=twips(_BEFORE_SEAL))
    return before + _table(rows, [width] * len(block.rows[0]), f'<w:tblInd w:w="{indent}" w:type="dxa"/>')


def _unsealed(names: Sequence[str], dated: str) -> str:
    """The agencies two characters from the right; the date two characters right of where the last of them begins.

    Where the date is longer than that name, it ends two characters from the right and the names move left.
    """
    last, day = (text_width(text) * _HALF for text in (names[-1], dated))
    two = 2 * _CHARACTER
    edge = _TYPE_AREA - two if day <= last else _TYPE_AREA - two - day - two + last
    return (
        _paragraph("署名左")
        + "".join(_paragraph("署名左", _run(escape(n)), left=edge - text_width(n) * _HALF) for n in names)
        + _paragraph("署名左", _run(dated), left=edge - last + two)
    )


def _stamped(post: str, dated: str) -> str:
    """The post two characters left of the stamp's room, which ends four characters from the right; the date below."""
    four = 4 * _CHARACTER
    left = _TYPE_AREA - four - _STAMP_WIDTH - 2 * _CHARACTER - text_width(post) * _HALF
    day = _TYPE_AREA - four - text_width(dated) * _HALF
    empty = _paragraph("署名左")
    return (
        empty * 2
        + _paragraph("署名左", _run(escape(post)), left=left, line=_STAMP_LINES * LINE)
        + empty
        + _paragraph("署名左", _run(dated), left=day)
    )


_TAB = "<w:r><w:tab/></w:r>"


def _run(text: str, style: str = "") -> str:
    """A run of escaped text."""
    if not text:
        return ""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _sized(text: str, size: Decimal) -> str:
    """A run in a size given in millimetres, rounded down to half a point."""
    half_points = int(size * _HALF_POINTS)
    return (
        f'<w:r><w:rPr><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _paragraph(
    style: str, runs: str = "", *, line: int | None = None, left: Decimal | None = None, properties: str = ""
) -> str:
    """A paragraph in `style`; `line` in twips and `left` in millimetres depart from it, `properties` follow them."""
    spacing = "" if line is None else f'<w:spacing w:line="{line}" w:lineRule="exact"/>'
    indent = "" if left is None else f'<w:ind w:left="{twips(max(left, Decimal(0)))}" w:firstLine="0"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{spacing}{indent}{properties}</w:pPr>{runs}</w:p>'


def _cell(content: str, width: int, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _table(rows: Sequence[str], widths: Sequence[int], properties: str) -> str:
    """A table without borders and margins."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{properties}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
