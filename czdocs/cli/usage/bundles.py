"""Usage of the commands that hand a case in and take it in."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import add_archive_option, day, document_number

__all__ = ["add_bundle_commands"]


def add_bundle_commands(commands: Any) -> None:
    """Add `pack` and `submit`."""
    pack = commands.add_parser(
        "pack",
        help="把申报材料打成一个包",
        description="把一个项目的申报材料核对无误后打成一个压缩包；附件清单里的类型、大小、页数和 SHA-256 按文件填写。",
    )
    pack.add_argument("folder", metavar="文件夹", type=Path, help="申报文件夹，例如 2026-XB-0001")
    pack.add_argument(
        "-o", "--output", metavar="文件", type=Path, help="写入的压缩包（默认与文件夹并列，以申报编号命名）"
    )
    pack.add_argument("--write-list", action="store_true", help="把填好的附件清单也写回申报文件夹，注释照旧")
    pack.add_argument("--draft", action="store_true", help="有错误也打包，供内部传看；受理时照样核对")
    pack.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-04-10")
    pack.set_defaults(run="czdocs.cli.bundles:pack")
    submit = commands.add_parser(
        "submit",
        help="受理申报材料",
        description="核对一个项目的申报材料并归档；没有错误的出具受理通知书，有错误的出具补正通知书。",
    )
    submit.add_argument("case", metavar="材料", type=Path, help="申报文件夹，或 czdocs pack 打的压缩包")
    add_archive_option(submit)
    submit.add_argument(
        "--out", metavar="文件夹", type=Path, default=Path("out"), help="通知书写入的文件夹（默认 out）"
    )
    submit.add_argument(
        "--document-number", metavar="文号", type=document_number, help="通知书的发文字号；不写则留出待编的位置"
    )
    submit.add_argument("--contact", metavar="文字", help="通知书里的联系人和电话")
    submit.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-04-10")
    submit.add_argument("--office-fonts", metavar="文件夹", type=Path, help="本单位字库所在的文件夹，优先使用")
    submit.set_defaults(run="czdocs.cli.bundles:submit")
