"""Usage of the purchasers' commands."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import day

__all__ = ["add_procuring_commands"]

_BUDGET = """核对部门政府采购预算里预留给创新产品的份额（《办法》第十三条），列出算式、各单位的份额和还差多少。
退出状态：0 符合，1 不符合或者表单有错误。"""
_TENDER = """核对采购文件：规模条件、生产厂家文件（第十六条），优先采购、加分和业绩分（第十四条、第十五条）。
给出归档的，还列出投标截止日有效的《目录》同类产品。退出状态：0 可以发布，1 需要修改。"""


def add_procuring_commands(commands: Any) -> None:
    """Add `check-budget` and `check-tender`."""
    budget = commands.add_parser("check-budget", help="核对政府采购预算的预留份额", description=_BUDGET)
    budget.add_argument("path", metavar="文件", type=Path, help="部门政府采购预算表，例如 procurement-budget.yaml")
    budget.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    budget.set_defaults(run="czdocs.cli.procuring:check_budget")
    tender = commands.add_parser("check-tender", help="核对采购文件的资格要求和评审办法", description=_TENDER)
    tender.add_argument("path", metavar="文件", type=Path, help="采购文件要点核对表，例如 tender.yaml")
    tender.add_argument("--archive", metavar="文件夹", type=Path, help="再从这个归档中列出有效的《目录》同类产品")
    tender.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="输出格式（默认 text）；sarif 供编辑器读取"
    )
    tender.set_defaults(run="czdocs.cli.procuring:check_tender")
    for command in (budget, tender):
        command.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-10-08")
