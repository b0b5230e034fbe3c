"""Usage of the forms' commands: what each is called, its options and their help."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import day

__all__ = ["add_form_commands"]


def add_form_commands(commands: Any) -> None:
    """Add `validate`."""
    validate = commands.add_parser("validate", help="核对表单", description="核对表单：一次列出全部问题，不联网。")
    validate.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="输出格式（默认 text）；sarif 供编辑器读取"
    )
    validate.add_argument(
        "paths", metavar="路径", nargs="+", type=Path, help="表单文件、申报文件夹、申报包（zip）或年度文件夹"
    )
    validate.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-06-18")
    validate.add_argument("--archive", metavar="文件夹", type=Path, help="再与这个归档核对：证书、保单、发票、出厂编号")
    validate.set_defaults(run="czdocs.cli.forms:validate")
