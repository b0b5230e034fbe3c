"""Usage of the command that mends forms."""

from pathlib import Path
from typing import Any

__all__ = ["add_fix_command"]

_DESCRIPTION = (
    "修改表单里只有一种正确写法的地方：编码、全角标点、制表符、缺少的空格、日期和数字的写法、写错的字段名、"
    "用中文写的字段名和选项等。先逐行显示修改和理由，询问后才写入；说明文字和其他各行不动，数额、日期、编号的含义不变。"
    "原来的文件保存在旁边的 .czdocs 文件夹。"
    "退出状态：0 表示没有错误，或者已改好；1 表示没有写入，或者还有须由人改的地方。"
)


def add_fix_command(commands: Any) -> None:
    """Add `fix`."""
    fix = commands.add_parser("fix", help="修改写法有误的表单", description=_DESCRIPTION)
    fix.add_argument("paths", metavar="文件", nargs="+", type=Path, help="表单文件或申报文件夹")
    fix.add_argument("--write", action="store_true", help="不询问，直接写入")
    fix.set_defaults(run="czdocs.cli.fix:fix")
