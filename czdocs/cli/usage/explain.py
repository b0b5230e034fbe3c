"""Usage of the explaining command."""

from typing import Any

__all__ = ["add_explain_command"]


def add_explain_command(commands: Any) -> None:
    """Add `explain`."""
    explain = commands.add_parser(
        "explain",
        help="解释诊断代码、字段或条款",
        description="解释一个诊断代码、一个字段（字段名或中文名称）、一种表单或《办法》的一条。",
    )
    explain.add_argument(
        "what",
        metavar="对象",
        nargs="+",
        help="例如 CZ1110、单价、product.models、application product.models、第二十条；application 列出该表全部字段",
    )
    explain.set_defaults(run="czdocs.cli.explain:explain")
