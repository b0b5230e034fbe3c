"""A command-line parser that speaks Chinese: usage, help and errors of argparse, translated."""

import argparse
import re
import sys
from datetime import date
from typing import Any, NoReturn

__all__ = ["ChineseParser", "day", "document_number", "year"]

# argparse composes these sentences itself; the patterns follow the texts of Python 3.11 to 3.14.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"缺少必填的参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"参数 \1 不能是 \2，可以是：\3"),
    (r"argument (.+?): expected one argument", r"参数 \1 后面要跟一个值"),
    (r"argument (.+?): expected at least one argument", r"参数 \1 后面至少要跟一个值"),
    (r"argument (.+?): invalid int value: (.+)", r"参数 \1 应为整数，不能是 \2"),
    (r"argument (.+?): not allowed with argument (.+)", r"参数 \1 不能与 \2 同时使用"),
    (r"argument (.+?): ignored explicit argument (.+)", r"参数 \1 不接受值 \2"),
    (r"ambiguous option: (.+?) could match (.+)", r"选项 \1 不明确，可能是：\2"),
    (r"argument (.+?): (.+)", r"参数 \1：\2"),
)


def _in_chinese(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, sentence, message, flags=re.DOTALL)
    return message


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help lines with the Chinese word for usage and room for the option names."""

    def __init__(self, prog: str, **kwargs: Any) -> None:
        super().__init__(prog, max_help_position=32, width=100, **kwargs)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class ChineseParser(argparse.ArgumentParser):
    """An `ArgumentParser` whose every sentence is Chinese and that ends with exit status 2 on wrong use."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", _Formatter)
        super().__init__(add_help=False, allow_abbrev=False, **kwargs)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本帮助")

    def format_help(self) -> str:
        """The help, the headings of its groups with a Chinese colon."""
        return re.sub(r"(?m)^(\S+):$", r"\1：", super().format_help())

    def error(self, message: str) -> NoReturn:
        """Print usage and the translated `message` to standard error and exit with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：{_in_chinese(message)}\n查看帮助：{self.prog} --help\n")


def day(text: str) -> date:
    """The date that `text` (YYYY-MM-DD) gives.

    Raises:
        argparse.ArgumentTypeError: If it is not a date of the calendar, with a Chinese sentence.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise argparse.ArgumentTypeError(f"“{text}”不是有效的日期，请写成 2026-06-18 的样子")


def document_number(text: str) -> str:
    """The document number (发文字号) that `text` gives, as the forms have it.

    Raises:
        argparse.ArgumentTypeError: If it is none, with a Chinese sentence.
    """
    if re.fullmatch(r"[\u4e00-\u9fff]{2,20}〔20[0-9]{2}〕[1-9][0-9]{0,4}号", text):
        return text
    raise argparse.ArgumentTypeError(f"“{text}”不是发文字号，请写成 常工信函〔2026〕31号 的样子，年份用六角括号〔〕")


def year(text: str) -> int:
    """The year that `text` (four digits) gives.

    Raises:
        argparse.ArgumentTypeError: If it is not a year from 2000 to 2999, with a Chinese sentence.
    """
    if re.fullmatch(r"2[0-9]{3}", text):
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”不是年度，请写成 2026 的样子")
