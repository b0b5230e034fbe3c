"""Findings about `czdocs explain` (CZ5170 to CZ5179)."""

from czdocs.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ5170",
        title="没有这个诊断代码",
        message="没有诊断代码 {given}。",
        remedy="{near}诊断代码由 CZ 和四位数字组成，全部列在 docs/diagnostics.md。",
        occasion="czdocs explain CZ1160：抄错了代码。",
    ),
    Entry(
        code="CZ5171",
        title="没有这个字段",
        message="{where}没有名为“{given}”的字段、表单或条款。",
        remedy="{near}可以写诊断代码、字段名或它的中文名称、表单名称、条款，例如 CZ1110、单价、application、第二十条。",
        occasion="czdocs explain 单介：写错了字段的名称。",
    ),
)
