"""Usage of the archive's commands."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import add_archive_option, day, document_number

__all__ = ["add_archive_commands", "add_status_command"]


def add_status_command(commands: Any) -> None:
    """Add `status`."""
    status = commands.add_parser(
        "status", help="查询某日是否认定有效", description="查询某个产品在某日是否认定有效，按另一日已知的内容。"
    )
    status.add_argument("subject", metavar="对象", help="证书编号、申报编号、产品名称或统一社会信用代码")
    status.add_argument("--on", metavar="日期", type=day, required=True, help="查询哪一天的状态，例如投标截止日")
    status.add_argument("--known", metavar="日期", type=day, help="按哪一天日终已归档的内容回答（默认今天）")
    status.add_argument("--today", metavar="日期", type=day, help="以这一天为今天")
    status.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    letter = status.add_argument_group(
        "证明", "投标（响应）时用的《创新产品有效性及业绩认定证明》（《办法》第十五条）；不改动归档。"
    )
    letter.add_argument("--letter", metavar="文件", type=Path, help="写入的证明，.pdf 或者 .docx")
    letter.add_argument("--project", metavar="名称", help="证明里写明的采购项目")
    letter.add_argument("--purchaser", metavar="名称", help="证明里写明的采购人")
    letter.add_argument(
        "--document-number", metavar="文号", type=document_number, help="证明的发文字号；不写则留出待编的位置"
    )
    letter.add_argument("--contact", metavar="文字", help="证明里的联系人和电话")
    letter.add_argument("--office-fonts", metavar="文件夹", type=Path, help="本单位字库所在的文件夹，优先使用")
    add_archive_option(status)
    status.set_defaults(run="czdocs.cli.archive:status")


def add_archive_commands(commands: Any) -> None:
    """Add `archive` with its commands."""
    group = commands.add_parser("archive", help="归档：查找、查看、核对", description="归档：查找、查看、核对。")
    commands = group.add_subparsers(title="命令", metavar="命令", required=True, dest="subcommand")
    find = commands.add_parser("find", help="查找记录", description="查找记录；各条件须同时满足。")
    find.add_argument("--company", metavar="代码", help="统一社会信用代码")
    find.add_argument("--certificate", metavar="编号", help="证书编号，例如 CZCP-2026-0001")
    find.add_argument("--product", metavar="名称", help="产品名称")
    find.add_argument("--case", metavar="编号", help="申报编号，例如 2026-XB-0001")
    find.add_argument("--kind", metavar="种类", help="记录种类，例如 certification、directory")
    find.add_argument("--on", metavar="日期", type=day, help="在这一天有效的记录")
    find.add_argument("--known", metavar="日期", type=day, help="按这一天日终已归档的内容")
    find.add_argument("--text", metavar="词语", help="题名、名称和内容中含有的词语")
    find.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    show = commands.add_parser("show", help="查看记录或取出文件", description="查看记录，或取出一个文件的原件。")
    show.add_argument("what", metavar="顺序号或摘要值", help="记录的顺序号，或文件的 SHA-256（64 位）")
    show.add_argument("-o", "--output", metavar="文件", type=Path, help="写入的文件；不写则显示在屏幕上")
    show.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    log = commands.add_parser("log", help="列出历次归档", description="列出历次归档。")
    verify = commands.add_parser(
        "verify", help="核对归档是否完好", description="逐个核对归档的全部文件，找出任何改动。"
    )
    reindex = commands.add_parser("reindex", help="重建索引", description="从归档文件重建索引；索引可以随时删除。")
    for name, command in (("find", find), ("show", show), ("log", log), ("verify", verify), ("reindex", reindex)):
        add_archive_option(command)
        command.set_defaults(run=f"czdocs.cli.archive:{name}")
