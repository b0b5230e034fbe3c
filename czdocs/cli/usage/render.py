"""Usage of the render command."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import day

__all__ = ["add_render_command"]

_DESCRIPTION = """排印公文：按 GB/T 9704—2012 把公文表单排成 PDF（印发用）或者 Word 文件（修改用）。
公文表单用 czdocs new notice 新建：通知、函、命令、纪要和公示都可以，层次、标题换行和附件序号由系统安排。
表单有错误的不排印，并说明怎样改；已有的文件不覆盖。"""


def add_render_command(commands: Any) -> None:
    """Add `render`."""
    render = commands.add_parser("render", help="把公文表单排成红头文件、信函等", description=_DESCRIPTION)
    render.add_argument("document", metavar="文件种类", choices=("notice",), help="notice：公文")
    render.add_argument("--data", metavar="表单", type=Path, required=True, help="填好的公文表单（YAML 文件）")
    render.add_argument(
        "-o",
        "--output",
        metavar="文件",
        type=Path,
        action="append",
        required=True,
        help="写入的文件，扩展名是 .pdf 或者 .docx；两种都要的，写两次 -o",
    )
    render.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-06-18")
    render.add_argument(
        "--office-fonts", metavar="文件夹", type=Path, help="本单位字库所在的文件夹（方正小标宋、仿宋_GB2312 等）"
    )
    render.set_defaults(run="czdocs.cli.render:render")
