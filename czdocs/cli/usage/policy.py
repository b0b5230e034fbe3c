"""Usage of the command about the parameter files."""

from pathlib import Path
from typing import Any

__all__ = ["add_policy_command"]


def add_policy_command(commands: Any) -> None:
    """Add `check-policy`."""
    check = commands.add_parser(
        "check-policy",
        help="核对政策参数",
        description="核对政策参数文件：每项的写法、各文件是否衔接、年度通知有没有超过《办法》的上限，一次列出全部问题。",
    )
    check.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, help="参数文件所在的文件夹（默认为随程序安装的参数文件）"
    )
    check.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    check.set_defaults(run="czdocs.cli.policy:check_policy")
