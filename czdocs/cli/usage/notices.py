"""Usage of the commands that call for applications and remind of an ending validity."""

import argparse
from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import add_archive_option, day, jobs, year

__all__ = ["add_notice_commands"]

_CALL = """起草年度申报通知（《办法》第二十二条）：内容取自《办法》和 policy/ 中该年度的参数，
文号、标题和截止日期也在参数里；参数里没有的事项用下列选项写明。生成 PDF 和 Word 文件，不归档。"""
_REMIND = """给有效期即将届满的单位写提醒函：每个单位一份，列明届满的产品、届满以后的变化和怎样再次申报。
已经再次认定或者已被撤销的产品不提醒，以今天已归档的内容为准；不改动归档。"""
_FONTS = "本单位字库所在的文件夹，优先使用"


def add_notice_commands(commands: Any) -> None:
    """Add `call-notice` and `remind`."""
    call = commands.add_parser("call-notice", help="起草年度申报通知", description=_CALL)
    call.add_argument("--year", metavar="年度", type=year, required=True, help="申报年度，例如 2026")
    call.add_argument("-o", "--out", metavar="文件夹", type=Path, required=True, help="成品文件夹")
    call.add_argument("--contact", metavar="名称", required=True, help="联系单位，例如 常州市工业和信息化局科技创新处")
    call.add_argument("--telephone", metavar="号码", required=True, help="联系电话，例如 0519-85550093")
    call.add_argument("--dated", metavar="日期", type=day, help="成文日期（默认今天）")
    call.add_argument("--opens", metavar="日期", type=day, help="申报开始日期；不写则只写截止日期")
    call.add_argument("--reported-by", metavar="日期", type=day, help="各辖市（区）报送初审意见的最后日期")
    call.add_argument(
        "--issuer",
        metavar="名称",
        action="append",
        default=[],
        help="发文机关，联合发文的逐个写，牵头机关在前；不写则为市工信局，同时部署补贴申请的与市财政局联合发文",
    )
    call.add_argument("--copy-to", metavar="名称", action="append", default=[], help="抄送机关，可以写多个")
    call.add_argument("--office-fonts", metavar="文件夹", type=Path, help=_FONTS)
    call.set_defaults(run="czdocs.cli.notices:call_notice")
    remind = commands.add_parser("remind", help="写有效期届满提醒函", description=_REMIND)
    remind.add_argument(
        "--within", metavar="天数", type=_days, required=True, help="提醒今后多少天以内届满的，例如 90；届满当日计入"
    )
    add_archive_option(remind)
    remind.add_argument("--out", metavar="文件夹", type=Path, required=True, help="提醒函写入的文件夹")
    remind.add_argument("--contact", metavar="文字", help="提醒函里的联系人和电话")
    remind.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，也是提醒函的成文日期")
    remind.add_argument("--jobs", metavar="个数", type=jobs, help="同时排版的进程数（默认与处理器核数相同）")
    remind.add_argument("--office-fonts", metavar="文件夹", type=Path, help=_FONTS)
    remind.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    remind.set_defaults(run="czdocs.cli.notices:remind")


def _days(text: str) -> int:
    """The number of days that `text` gives.

    Raises:
        argparse.ArgumentTypeError: If it is none from 1 to 9999, with a Chinese sentence.
    """
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 9999:  # noqa: PLR2004 - longer than anything is valid
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”不是 1 到 9999 的整数")
