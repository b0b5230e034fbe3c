"""Usage of the commands that compute: calculate, replay, what-if."""

import argparse
import re
from pathlib import Path
from typing import Any

from czdocs.cli.usage.options import add_archive_option, day

__all__ = ["add_calculating_commands"]

_CALCULATE = """核算一份补贴申报：逐步列出公式、数据、结果和条款，不改动归档。
只需填好公式用到的内容，其余缺什么会列出来；是否完整请用 czdocs validate 核对。
用 --set 和 --interpretation 假设别的数值或者对《办法》的别的理解，与现在的结果并排比较，不改动文件。"""
_REPLAY = """按作出决定时的规则重算已归档的补贴决定，与归档的每一步核对到分。
退出状态：0 表示完全一致；1 表示有不同；3 表示归档有损坏。"""
_WHAT_IF = """假设对《办法》的理解不同，列出以往会改变的补贴决定和合计的差额；不改动归档。
按作出决定的先后重算，以前的补贴变了的，同一产品以后的补贴也随之改变。"""


def add_calculating_commands(commands: Any) -> None:
    """Add `calculate`, `replay` and `what-if`."""
    calculate = commands.add_parser("calculate", help="核算补贴金额", description=_CALCULATE)
    calculate.add_argument(
        "path", metavar="申报表", type=Path, help="保费补贴或应用场景奖励申报表，它所在的文件夹，或 -（标准输入）"
    )
    calculate.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    calculate.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-06-18")
    calculate.add_argument("--archive", metavar="文件夹", type=Path, help="以前获得的补贴也按这个归档计算")
    calculate.add_argument(
        "--set",
        metavar="栏目=值",
        type=_setting,
        action="append",
        default=[],
        help="假设一栏填别的值，例如 insurance_contracts[0].premium_paid_yuan=350000；可以写几次",
    )
    _add_interpretation(calculate, required=False)
    calculate.set_defaults(run="czdocs.cli.calculate:calculate")
    _add_archived(commands)


def _add_archived(commands: Any) -> None:
    replay = commands.add_parser("replay", help="重算已归档的补贴决定", description=_REPLAY)
    replay.add_argument("record", metavar="记录", nargs="?", help="补贴决定记录的顺序号，或申报编号，例如 2026-XB-B001")
    replay.add_argument("--all", action="store_true", help="重算归档中全部补贴决定")
    add_archive_option(replay)
    replay.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    replay.set_defaults(run="czdocs.cli.calculate:replay")
    what_if = commands.add_parser("what-if", help="换一种理解，以往的决定怎样改变", description=_WHAT_IF)
    _add_interpretation(what_if, required=True)
    add_archive_option(what_if)
    what_if.add_argument("--today", metavar="日期", type=day, help="只看这一天日终以前归档的决定")
    what_if.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    what_if.set_defaults(run="czdocs.cli.calculate:what_if")


def _add_interpretation(command: Any, *, required: bool) -> None:
    command.add_argument(
        "--interpretation",
        metavar="问题=理解",
        type=_choice,
        action="append",
        default=[],
        required=required,
        help="假设对一个没有写明的问题换一种理解，例如 D-15=days_inside；可以写几次",
    )


def _setting(text: str) -> tuple[str, str]:
    """The path and the value that `text` gives.

    Raises:
        argparse.ArgumentTypeError: If there is no sign of equality in it, with a Chinese sentence.
    """
    path, sign, value = text.partition("=")
    if not sign or not path.strip():
        raise argparse.ArgumentTypeError(f"“{text}”应写成 栏目=值，例如 amount_claimed_yuan=58880.00")
    return path.strip(), value.strip()


def _choice(text: str) -> tuple[str, str]:
    """The interpretation and the option that `text` gives; raises as `_setting`."""
    match = re.fullmatch(r"\s*([^=\s]+)\s*=\s*([^=\s]+)\s*", text)
    if not match:
        raise argparse.ArgumentTypeError(f"“{text}”应写成 问题=理解，例如 D-15=days_inside")
    return match[1].upper(), match[2]
