"""Usage of `new`: blank forms, examples, and filling in by question and answer."""

import argparse
from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import year
from czdocs.terms import FormKind

__all__ = ["add_new_command"]

_DESCRIPTION = """新建表单：空白的、填好的样表，或者一问一答地填。
不写表单名称则列出全部表单和由谁填写。"""


def add_new_command(commands: Any) -> None:
    """Add `new`."""
    new = commands.add_parser("new", help="新建一份带说明的空白表单，或一问一答地填", description=_DESCRIPTION)
    new.add_argument(
        "kind", metavar="表单", nargs="?", type=_form_kind, help="表单的名称或中文名，例如 application、认定申请表"
    )
    new.add_argument(
        "-o", "--output", metavar="文件", type=Path, help="写入的文件；不写则显示在屏幕上（一问一答时存为“表单.yaml”）"
    )
    new.add_argument("--case", metavar="编号", help="预先填上申报编号，例如 2026-XB-0001")
    new.add_argument("--year", metavar="年度", type=year, help="预先填上年度，例如 2026")
    way = new.add_mutually_exclusive_group()
    way.add_argument("--example", action="store_true", help="给出一份填好的样表，供对照")
    way.add_argument("--interactive", action="store_true", help="在终端里一问一答地填，随填随查，中断后可以接着填")
    new.set_defaults(run="czdocs.cli.filling:new")


def _form_kind(text: str) -> FormKind:
    """The kind that `text`, its English or Chinese name, means.

    Raises:
        argparse.ArgumentTypeError: If it means none, with a Chinese sentence.
    """
    named = [kind for kind in FormKind if text == kind.value]
    titled = [kind for kind in FormKind if len(text) > 1 and text in kind.label]
    found = named or [kind for kind in titled if kind.label.endswith(text)] or titled
    if len(found) == 1:
        return found[0]
    known = "、".join(f"{kind.value}（{kind.label}）" for kind in found or FormKind)
    raise argparse.ArgumentTypeError(f"“{text}”{'不止一种' if found else '不是已知的'}表单，可以是：{known}")
