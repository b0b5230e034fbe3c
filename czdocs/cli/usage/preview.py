"""Usage of the preview command."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import day

__all__ = ["add_preview_command"]

_DESCRIPTION = """预览表单：按正式表格的样子排成 PDF，有错误的印上“草稿”，每个问题都标在所在的栏目上。
核对的内容与 czdocs validate 相同；给出申报文件夹的，各表之间的关系一并核对，全部表单印在一个 PDF 中。"""


def add_preview_command(commands: Any) -> None:
    """Add `preview`."""
    preview = commands.add_parser("preview", help="把填好的表单印成 PDF", description=_DESCRIPTION)
    preview.add_argument("path", metavar="路径", type=Path, help="表单文件或申报文件夹")
    preview.add_argument("-o", "--output", metavar="文件", type=Path, help="写入的 PDF 文件（默认与表单同名、同处）")
    preview.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-06-18")
    preview.add_argument(
        "--office-fonts", metavar="文件夹", type=Path, help="本单位字库所在的文件夹（方正小标宋、仿宋_GB2312 等）"
    )
    preview.set_defaults(run="czdocs.cli.preview:preview")
