"""Usage of the forms' commands: what each is called, its options and their help."""

from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import day

__all__ = ["FORM_KINDS", "add_form_commands"]

FORM_KINDS = {
    "application": "认定申请表",
    "report": "申请报告书",
    "attachments": "其他相关资料",
    "preliminary-review": "初审意见",
    "expert-review": "专家评审意见",
    "certification-decision": "认定决定",
}


def add_form_commands(commands: Any) -> None:
    """Add `new` and `validate`."""
    new = commands.add_parser("new", help="新建一份带说明的空白表单", description="新建一份带说明的空白表单。")
    kinds = "、".join(f"{kind}（{title}）" for kind, title in FORM_KINDS.items())
    new.add_argument("kind", metavar="表单", choices=tuple(FORM_KINDS), type=_form_kind, help=kinds)
    new.add_argument("-o", "--output", metavar="文件", type=Path, help="写入的文件；不写则显示在屏幕上")
    new.set_defaults(run="czdocs.cli.forms:new")
    validate = commands.add_parser("validate", help="核对表单", description="核对表单：一次列出全部问题，不联网。")
    validate.add_argument("paths", metavar="路径", nargs="+", type=Path, help="表单文件、申报文件夹或年度文件夹")
    validate.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="输出格式（默认 text）；sarif 供编辑器读取"
    )
    validate.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-06-18")
    validate.set_defaults(run="czdocs.cli.forms:validate")


def _form_kind(text: str) -> str:
    """The kind that `text`, its English or Chinese name, means."""
    return next((kind for kind, title in FORM_KINDS.items() if text and title.endswith(text)), text)
