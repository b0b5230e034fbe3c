"""Usage of the commands about templates."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import day

__all__ = ["add_template_commands"]


def add_template_commands(commands: Any) -> None:
    """Add `templates` with its commands."""
    templates = commands.add_parser(
        "templates", help="核对、查看文书模板", description="文书模板：核对改动过的模板，列出模板和可用的变量。"
    )
    below = templates.add_subparsers(title="命令", metavar="命令", required=True, dest="templates_command")
    _add_check(below)
    listing = below.add_parser("list", help="列出模板", description="列出随程序安装的模板，各自用于哪种文书。")
    listing.set_defaults(run="czdocs.cli.templates:list_templates")
    variables = below.add_parser(
        "variables", help="列出可用的变量", description="列出一个模板可用的变量：名称、含义、种类，以及必须印出的内容。"
    )
    variables.add_argument("name", metavar="模板", help="模板名称，例如 letter/letter.docx")
    variables.set_defaults(run="czdocs.cli.templates:list_variables")
    copy = below.add_parser("copy", help="取出一个模板来改", description="把随程序安装的模板复制出来，供修改。")
    copy.add_argument("name", metavar="模板", help="模板名称，例如 letter/letter.docx")
    copy.add_argument("-o", "--output", metavar="文件", type=Path, required=True, help="写到这个文件（不覆盖）")
    copy.set_defaults(run="czdocs.cli.templates:copy")


def _add_check(below: Any) -> None:
    check = below.add_parser(
        "check",
        help="核对模板",
        description="核对模板：用到的变量是否都有、标签是否完整配对、必须印出的内容是否都印出，不需要任何数据。"
        "不写文件则核对随程序安装的全部模板。",
    )
    check.add_argument("files", metavar="文件", nargs="*", type=Path, help="改动过的模板（docx 或者 html）")
    check.add_argument("--all", action="store_true", help="核对随程序安装的全部模板（不写文件时就是这样）")
    check.add_argument(
        "--as", dest="meant", metavar="模板", help="文件改了名的，指明由哪个模板改成，例如 letter/letter.docx"
    )
    check.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    check.add_argument("--comments", metavar="文件", type=Path, help="把问题写成批注，另存为这个 Word 文件")
    check.add_argument("--today", metavar="日期", type=day, help="批注的日期，例如 2026-06-18；不写则批注不带日期")
    check.set_defaults(run="czdocs.cli.templates:check")
