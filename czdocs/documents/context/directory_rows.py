"""Rows of the Directory for tables that are computed with: every fact of a product in a cell of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from czdocs.decide.edition import DirectoryEdition, DirectoryEntry, Indicator

__all__ = ["COLUMNS", "COMPARISONS", "Cell", "RowColumn", "directory_rows"]

Cell = str | int | date
COMPARISONS = {">=": "≥", "<=": "≤", "=": "＝"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowColumn:
    """One column: its head, its width in half characters, and the cell of an entry."""

    head: str
    width: int
    cell: Callable[[DirectoryEntry], Cell]


COLUMNS: tuple[RowColumn, ...] = (
    RowColumn(head="目录编号", width=17, cell=lambda e: e.certificate),
    RowColumn(head="产品名称", width=34, cell=lambda e: e.product),
    RowColumn(head="型号规格", width=24, cell=lambda e: _joined(e.models)),
    RowColumn(head="软件版本", width=10, cell=lambda e: e.version or ""),
    RowColumn(head="类别", width=24, cell=lambda e: e.category.label),
    RowColumn(head="产业领域", width=24, cell=lambda e: e.field.label),
    RowColumn(head="单位名称", width=36, cell=lambda e: e.company),
    RowColumn(head="统一社会信用代码", width=22, cell=lambda e: e.uscc),
    RowColumn(head="所属辖市区", width=16, cell=lambda e: e.district.label),
    RowColumn(head="认定日期", width=13, cell=lambda e: e.certified_on),
    RowColumn(head="有效期自", width=13, cell=lambda e: e.valid_from),
    RowColumn(head="有效期至", width=13, cell=lambda e: e.valid_to),
    RowColumn(head="认定文号", width=26, cell=lambda e: e.document_number),
    RowColumn(head="技术水平", width=11, cell=lambda e: e.level.label if e.level else ""),
    RowColumn(head="业务电话", width=15, cell=lambda e: e.telephone or ""),
    RowColumn(head="原目录编号", width=17, cell=lambda e: e.renews or ""),
    RowColumn(head="产品简介", width=60, cell=lambda e: e.summary),
    RowColumn(head="主要特点", width=60, cell=lambda e: _joined(e.features, "；")),
    RowColumn(head="主要技术指标", width=50, cell=lambda e: _joined(map(_indicator, e.indicators), "；")),
    RowColumn(
        head="自主知识产权",
        width=50,
        cell=lambda e: _joined((f"{right.kind.label} {right.number} {right.title}" for right in e.ip), "；"),
    ),
    RowColumn(head="执行标准", width=30, cell=lambda e: _joined(e.standards, "；")),
)


def directory_rows(edition: DirectoryEdition, entries: Iterable[DirectoryEntry]) -> tuple[tuple[Cell, ...], ...]:
    """The cells of `entries`: the running number, whether it is new in `edition`, then those of `COLUMNS`."""
    return tuple(
        (number, "新" if entry.certificate in edition.new else "", *(column.cell(entry) for column in COLUMNS))
        for number, entry in enumerate(entries, 1)
    )


def _indicator(item: Indicator) -> str:
    """One indicator in a line: `重复定位精度≤1.5 μm`."""
    return f"{item.name}{COMPARISONS[item.comparison]}{item.value} {item.unit}".rstrip()


def _joined(texts: Iterable[str], mark: str = "、") -> str:
    return mark.join(texts)
