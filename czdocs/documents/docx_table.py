"""Tables of official documents as WordprocessingML: any number of columns, in the styles of the Word template."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from czdocs.documents.docx_elements import twips
from czdocs.documents.gongwen import Column, Table
from czdocs.documents.html import cell_parts

__all__ = ["table_xml"]

_MARGIN = 28  # half a millimetre left and right in every cell
_STYLED, _KEPT = "</w:pPr>", "<w:keepNext/></w:pPr>"  # the total never stands alone on a page
_HEAD, _TEXT, _CENTRED, _AMOUNT, _UNIT, _ACROSS, _TOTAL = (
    "表头",
    "表格文字",
    "表格居中",
    "表格金额",
    "表格单位",
    "表格分组",
    "表格合计",
)


def table_xml(table: Table) -> str:
    """`table` as the paragraph and table that take the place of a paragraph; widths as in the PDF.

    The template must have the paragraph styles named above; clerks change them there, and the finished table as any
    other.
    """
    return "".join(_parts(table))


def _parts(table: Table) -> Iterator[str]:
    if table.unit:
        yield _paragraph(table.unit, _UNIT)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Table Grid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{_MARGIN}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid>'
    )
    yield from (f'<w:gridCol w:w="{_width((column,))}"/>' for column in table.columns)
    yield "</w:tblGrid>"
    yield _row([_cell(column.title, _HEAD, (column,)) for column in table.columns], "<w:tblHeader/>")
    for number, row in enumerate(table.rows, 1):
        cells = (
            [_cell(row[0], _ACROSS, table.columns)]
            if len(row) == 1
            else [_body_cell(text, column) for text, column in zip(row, table.columns, strict=True)]
        )
        before_total = bool(table.total) and number == len(table.rows)
        yield _row([cell.replace(_STYLED, _KEPT) for cell in cells] if before_total else cells)
    if table.total:
        yield _row(
            [_cell(t, _kind(column, _TOTAL), (column,)) for t, column in zip(table.total, table.columns, strict=True)]
        )
    yield "</w:tbl>"


def _row(cells: Sequence[str], property_: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{property_}</w:trPr>{''.join(cells)}</w:tr>"


def _body_cell(text: str, column: Column) -> str:
    """A cell whose enumerated items stand on a line each, as they stay whole in the PDF."""
    parts = () if column.prose or "、" not in text else cell_parts(text)
    return _cell("\n".join(parts) or text, _kind(column, _TEXT), (column,))


def _kind(column: Column, otherwise: str) -> str:
    """The style of a column's cells; `otherwise` where nothing is said of it."""
    return _CENTRED if column.centred else _AMOUNT if column.amount else otherwise


def _cell(text: str, style: str, columns: Sequence[Column]) -> str:
    span = f'<w:gridSpan w:val="{len(columns)}"/>' if len(columns) > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_width(columns)}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(text, style, smaller=columns[0].needs_smaller_type(text))}</w:tc>"
    )


def _paragraph(text: str, style: str, *, smaller: bool = False) -> str:
    properties = '<w:rPr><w:sz w:val="13"/><w:szCs w:val="13"/></w:rPr>' if smaller else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{properties}{"<w:br/>".join(lines)}</w:r></w:p>'


def _width(columns: Sequence[Column]) -> int:
    return twips(sum(column.width for column in columns))
