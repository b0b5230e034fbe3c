"""The context of an official document that a clerk wrote: from the form to the document."""

from decimal import Decimal

from czdocs.documents.gongwen import (
    Attachment,
    Attendance,
    Column,
    Layout,
    OfficialDocument,
    Signatory,
    Table,
    body,
)
from czdocs.documents.title import text_width, title_pieces
from czdocs.record.notice import NoticeAttachment, NoticeTable, OfficialNotice

__all__ = ["official_document"]

_URGENCY = {"very_urgent": "特急", "urgent": "加急"}
_ROLES = {"present": "出席", "absent": "请假", "observing": "列席"}
_TYPE_AREA = {False: 156, True: 225}  # millimetres, upright and turned (GB/T 9704-2012, 5.2.1)
_CELL_HALF, _PADDING = Decimal("1.6"), 2  # half a character of a table and a cell's margins, in millimetres


def official_document(notice: OfficialNotice) -> OfficialDocument:
    """The document that `notice` describes, its title in pieces and its levels told by their numbers."""
    return OfficialDocument(
        layout=Layout(notice.layout),
        issuers=notice.issuers,
        document_number=notice.order_number or notice.document_number,
        title=title_pieces(notice.title) if notice.title else (),
        recipients=notice.recipients,
        body=body(notice.body),
        dated=notice.dated,
        attachments=tuple(_attachment(attachment) for attachment in notice.attachments),
        sealed=notice.sealed,
        note=notice.note,
        copies_to=notice.copies_to,
        printed_by=notice.printed_by,
        printed_on=notice.printed_on,
        mark_word=notice.mark_word,
        copy_number=notice.copy_number,
        urgency=_URGENCY[notice.urgency] if notice.urgency else None,
        approvers=notice.approvers,
        signatory=Signatory(post=notice.signatory.post) if notice.signatory else None,
        attendance=tuple(Attendance(label=_ROLES[group.role], names=group.names) for group in notice.attendance),
    )


def _attachment(attachment: NoticeAttachment) -> Attachment:
    return Attachment(
        title=attachment.title,
        paragraphs=body(attachment.body),
        table=_table(attachment.table, area=_TYPE_AREA[attachment.landscape]) if attachment.table else None,
        landscape=attachment.landscape,
    )


def _table(table: NoticeTable, *, area: int) -> Table:
    """The table with a width for every column: where none is given, a share of what is left, after the longest text."""
    texts = [[column.title, *(row[n] for row in table.rows)] for n, column in enumerate(table.columns)]
    wanted = [min(max(map(text_width, column)) * _CELL_HALF + _PADDING, Decimal(area)) for column in texts]
    open_columns = [n for n, column in enumerate(table.columns) if column.width is None]
    left = area - sum(column.width or 0 for column in table.columns)
    total = sum(wanted[n] for n in open_columns)
    return Table(
        columns=tuple(
            Column(
                title=column.title,
                width=max(6, int(left * wanted[n] / total)) if column.width is None else column.width,
                centred=column.align == "center",
                amount=column.align == "right",
            )
            for n, column in enumerate(table.columns)
        ),
        rows=table.rows,
        unit=table.unit or "",
    )
