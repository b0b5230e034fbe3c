"""Usage of `measure`."""

from pathlib import Path
from typing import Any

__all__ = ["add_measure_command"]

_MEASURE = """量一份公文 PDF：读出其中字的位置、字体、字号、颜色和线条，逐行对照《党政机关公文格式》（GB/T 9704-2012），
列出条款、要素、规定值、实测值和结论（符合、不符合、不适用、未检测）。其他单位制作的 PDF 也可以量。
退出状态：0 没有不符合的，1 有不符合的或者文件不能量，4 缺少组件。"""
_KINDS = ("document", "letter", "order", "minutes", "plain")


def add_measure_command(commands: Any) -> None:
    """Add `measure`."""
    measure = commands.add_parser("measure", help="按 GB/T 9704 量公文 PDF 的版式", description=_MEASURE)
    measure.add_argument("path", metavar="文件", type=Path, help="公文的 PDF 文件，例如 notice.pdf")
    measure.add_argument(
        "--kind",
        choices=_KINDS,
        help="公文的格式，不写则自己认：document 文件，letter 信函，order 命令（令），minutes 纪要，"
        "plain 无版头（公示等）",
    )
    measure.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    measure.add_argument("--all", action="store_true", help="连不适用的各行也列出（只对 text）")
    measure.set_defaults(run="czdocs.cli.measure:measure")
