"""The command line's own words: help and errors in Chinese, wrong use is exit status 2."""

import argparse
import re
from collections.abc import Iterator

import pytest

from czdocs.cli.main import build_parser, main

# What argparse would say in English, should a sentence of it come through.
ENGLISH = re.compile(
    r"usage|options|arguments|required|show this|exit|invalid|choice|choose|expected|unrecognized|error|default"
)


def commands(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command with its subcommands, the program itself first."""
    yield path
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, (*path, name))


COMMANDS = list(commands(build_parser()))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_chinese(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Each command explains itself in Chinese: what it does and every option."""
    assert main([*command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：czdocs")
    assert not ENGLISH.search(out)
    assert re.search(r"[\u4e00-\u9fff]。\n", out)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_unknown_option_is_wrong_use(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown option ends with 2 and a Chinese sentence."""
    assert main([*command, "--nonsense"]) == 2
    err = capsys.readouterr().err
    assert not ENGLISH.search(err)
    assert "查看帮助：czdocs" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["validate"], "缺少必填的参数：路径"),
        (["validate", "--format", "xml", "a"], "参数 --format 不能是"),
        (["validate", "a", "--today"], "参数 --today 后面要跟一个值"),
        (["validate", "a", "--today", "2026-02-30"], "“2026-02-30”不是有效的日期"),
        (["validate", "a", "--today", "２０２６-01-01"], "不是有效的日期"),
        (["validate", "a", "--nonsense"], "不认识的参数：--nonsense"),
        (["new", "x"], "参数 表单：“x”不是已知的表单"),
        (["new", ""], "“”不是已知的表单"),
        (["new", "意见"], "“意见”不止一种表单"),
        (["new", "report", "--example", "--interactive"], "不能与 --example 同时使用"),
        (["status", "X"], "缺少必填的参数：--on"),
        (["status", "X", "--on", "2026-13-01"], "不是有效的日期"),
        (["archive"], "缺少必填的参数：命令"),
        (["archive", "find", "--on", "昨天"], "“昨天”不是有效的日期"),
        (["publish-directory", "--year", "26"], "“26”不是年度"),
        (["publish-directory", "--jobs", "0"], "“0”不是 1 到 256 的整数"),
        (["nonsense"], "参数 命令 不能是"),
        ([], "缺少必填的参数：命令"),
    ],
)
def test_wrong_use_is_said_in_chinese(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Typical mistakes end with 2 and a sentence that names the argument."""
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert sentence in told.err
    assert not ENGLISH.search(told.err)
