"""Usage of the commands about versions of forms."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import add_archive_option

__all__ = ["add_version_commands"]


def add_version_commands(commands: Any) -> None:
    """Add `migrate` and `revalidate`."""
    migrate = commands.add_parser(
        "migrate",
        help="把旧版表单转换为新版",
        description="把旧版表单转换为新版：列出变化和原因，显示逐处改动，同意后改写；原有内容和注释都不会丢失。",
    )
    migrate.add_argument("path", metavar="文件", type=Path, help="要转换的表单")
    migrate.add_argument("--to", metavar="版本", type=int, help="转换到第几版（默认最新版）")
    migrate.add_argument("--write", action="store_true", help="不询问，直接改写文件")
    migrate.set_defaults(run="czdocs.cli.migrate:migrate")
    revalidate = commands.add_parser(
        "revalidate",
        help="按归档时的规范重新核对表单",
        description="按归档时的规范重新核对已归档的表单，只用归档里的内容，与现在的表单版本无关。",
    )
    revalidate.add_argument("sequence", metavar="顺序号", type=int, help="表单记录的顺序号")
    add_archive_option(revalidate)
    revalidate.set_defaults(run="czdocs.cli.migrate:revalidate")
