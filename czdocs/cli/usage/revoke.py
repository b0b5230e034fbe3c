"""Usage of the command that carries out a decision on a violation."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import add_archive_option, day, document_number

__all__ = ["add_revoke_command"]


def add_revoke_command(commands: Any) -> None:
    """Add `revoke`."""
    revoke = commands.add_parser(
        "revoke",
        help="办理监督处理决定",
        description="办理监督处理决定：与归档核对，生成处理决定书、收回补贴资金通知、移送函和公告，并归档。",
    )
    revoke.add_argument(
        "--decision", metavar="文件", type=Path, required=True, help="填好的处理决定（revocation-decision）表单"
    )
    add_archive_option(revoke)
    revoke.add_argument("--out", metavar="文件夹", type=Path, default=Path("out"), help="成品文件夹（默认 out）")
    revoke.add_argument(
        "--recovery-number",
        metavar="文号",
        type=document_number,
        help="收回补贴资金通知的发文字号；不写则留出待编的位置",
    )
    revoke.add_argument(
        "--referral-number",
        metavar="文号",
        type=document_number,
        help="移送函的发文字号；不写则留出待编的位置",
    )
    revoke.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-11-20")
    revoke.add_argument("--office-fonts", metavar="文件夹", type=Path, help="本单位字库所在的文件夹，优先使用")
    revoke.set_defaults(run="czdocs.cli.revoke:revoke")
