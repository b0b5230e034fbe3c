"""Usage of the command that approves claims."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import add_archive_option, day, jobs

__all__ = ["add_approve_command"]

_DESCRIPTION = """\
核定一批补贴申报：核对全部申报和决定，查对归档，计算金额，生成通知书、公示、汇总、
资金下达通知和财政用表，并作为一次归档。

不写 --decision 时只计算，不归档；加 --draft 可按算得的金额起草一份决定，补填后再用。"""


def add_approve_command(commands: Any) -> None:
    """Add `approve-claims`."""
    approve = commands.add_parser("approve-claims", help="核定一批补贴申报", description=_DESCRIPTION)
    approve.add_argument(
        "--batch",
        metavar="文件夹",
        type=Path,
        required=True,
        help="批次文件夹，其下每个申报一个文件夹，例如 forms/sample/2026/claims",
    )
    approve.add_argument("--decision", metavar="文件", type=Path, help="推广应用补贴决定（subsidy-decision）")
    approve.add_argument("--draft", metavar="文件", type=Path, help="按算得的金额起草决定，写到这个文件（不覆盖）")
    add_archive_option(approve)
    approve.add_argument("--out", metavar="文件夹", type=Path, default=Path("out"), help="成品文件夹（默认 out）")
    approve.add_argument("--jobs", metavar="个数", type=jobs, help="同时核对和排版的进程数（默认与处理器核数相同）")
    approve.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-11-20")
    approve.add_argument(
        "--office-fonts",
        metavar="文件夹",
        type=Path,
        help="本单位字库所在的文件夹（方正小标宋、仿宋_GB2312、楷体_GB2312），优先使用",
    )
    approve.add_argument(
        "--format", choices=("text", "json"), default="text", help="结果的格式：text（默认）或 json，供程序使用"
    )
    approve.set_defaults(run="czdocs.cli.approve:approve_claims")
