"""The program `czdocs`: arguments to a command, its end to an exit status."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from czdocs import __version__
from czdocs.cli.parser import ChineseParser, day, year
from czdocs.errors import CzdocsError
from czdocs.flows.output_folder import machine_fault

__all__ = ["build_parser", "main"]

_FORM_KINDS = {
    "application": "认定申请表",
    "report": "申请报告书",
    "attachments": "其他相关资料",
    "preliminary-review": "初审意见",
    "expert-review": "专家评审意见",
    "certification-decision": "认定决定",
}
_OFFICE_FONTS_HELP = "本单位字库所在的文件夹（方正小标宋、仿宋_GB2312、楷体_GB2312），优先使用"
_INTERRUPTED = 130  # what shells expect of a program that Ctrl-C ended
_READER_GONE = 141  # and of one that a closed pipe ended: never 0, since the result may not have been good


def build_parser() -> ChineseParser:
    """The parser of all commands; a command's `run` names its function as `module:function`."""
    parser = ChineseParser(prog="czdocs", description="常州市创新产品认定：填表、核对、发布、归档。")
    parser.add_argument("--version", action="version", version=f"czdocs {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, dest="command")
    _add_form_commands(commands)
    _add_publish_command(commands)
    _add_status_command(commands)
    archive = commands.add_parser("archive", help="归档：查找、查看、核对", description="归档：查找、查看、核对。")
    _add_archive_commands(archive.add_subparsers(title="命令", metavar="命令", required=True, dest="subcommand"))
    return parser


def _add_form_commands(commands: Any) -> None:
    new = commands.add_parser("new", help="新建一份带说明的空白表单", description="新建一份带说明的空白表单。")
    kinds = "、".join(f"{kind}（{title}）" for kind, title in _FORM_KINDS.items())
    new.add_argument("kind", metavar="表单", choices=tuple(_FORM_KINDS), type=_form_kind, help=kinds)
    new.add_argument("-o", "--output", metavar="文件", type=Path, help="写入的文件；不写则显示在屏幕上")
    new.set_defaults(run="czdocs.cli.forms:new")
    validate = commands.add_parser("validate", help="核对表单", description="核对表单：一次列出全部问题，不联网。")
    validate.add_argument("paths", metavar="路径", nargs="+", type=Path, help="表单文件、申报文件夹或年度文件夹")
    validate.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    validate.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-06-18")
    validate.set_defaults(run="czdocs.cli.forms:validate")


def _add_publish_command(commands: Any) -> None:
    publish = commands.add_parser(
        "publish-directory",
        help="发布年度目录",
        description="发布年度目录：核对表单，生成通知、公示、目录和证书，并归档。",
    )
    publish.add_argument("--year", metavar="年度", type=year, help="目录年度；不写则依次发布表单文件夹中的全部年度")
    publish.add_argument(
        "--forms", metavar="文件夹", type=Path, default=Path("forms/sample"), help="表单文件夹（默认 forms/sample）"
    )
    _add_archive_option(publish)
    publish.add_argument("--out", metavar="文件夹", type=Path, default=Path("out"), help="成品文件夹（默认 out）")
    publish.add_argument("--jobs", metavar="个数", type=_jobs, help="同时排版的进程数（默认与处理器核数相同）")
    publish.add_argument("--today", metavar="日期", type=day, help="以这一天为今天，例如 2026-06-18")
    publish.add_argument("--office-fonts", metavar="文件夹", type=Path, help=_OFFICE_FONTS_HELP)
    publish.add_argument("--correct", action="store_true", help="该年度已发布过而表单有更正时，发布更正版")
    publish.set_defaults(run="czdocs.cli.publish:publish_directory")


def _add_status_command(commands: Any) -> None:
    status = commands.add_parser(
        "status", help="查询某日是否认定有效", description="查询某个产品在某日是否认定有效，按另一日已知的内容。"
    )
    status.add_argument("subject", metavar="对象", help="证书编号、申报编号、产品名称或统一社会信用代码")
    status.add_argument("--on", metavar="日期", type=day, required=True, help="查询哪一天的状态，例如投标截止日")
    status.add_argument("--known", metavar="日期", type=day, help="按哪一天日终已归档的内容回答（默认今天）")
    status.add_argument("--today", metavar="日期", type=day, help="以这一天为今天")
    status.add_argument("--format", choices=("text", "json"), default="text", help="输出格式（默认 text）")
    _add_archive_option(status)
    status.set_defaults(run="czdocs.cli.archive:status")


def _add_archive_commands(commands: Any) -> None:
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
        _add_archive_option(command)
        command.set_defaults(run=f"czdocs.cli.archive:{name}")


def _add_archive_option(command: ChineseParser) -> None:
    command.add_argument(
        "--archive", metavar="文件夹", type=Path, default=Path("archive"), help="归档文件夹（默认 archive）"
    )


def _form_kind(text: str) -> str:
    """The kind that `text`, its English or Chinese name, means."""
    return next((kind for kind, title in _FORM_KINDS.items() if text and title.endswith(text)), text)


def _jobs(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 256:  # noqa: PLR2004 - more processes than any office has cores
        return int(text)
    import argparse

    raise argparse.ArgumentTypeError(f"“{text}”不是 1 到 256 的整数")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (those of the process by default) name; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        options = build_parser().parse_args(arguments)
        status = _command(options)(options)
        sys.stdout.flush()
    except SystemExit as end:  # argparse has printed what there is to say
        return end.code if isinstance(end.code, int) else 0
    except CzdocsError as error:
        return _stopped(error)
    except KeyboardInterrupt:
        print("已中断。归档中没有留下半截的内容。", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`| head`); nothing more may be written, not even at interpreter exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _READER_GONE
    except OSError as error:  # what the machine refuses outside the archive and the output folder
        return _stopped(machine_fault(error, Path(str(error.filename or "标准输出"))))
    return status


def _stopped(error: CzdocsError) -> int:
    """Tell why the work stopped; the exit status."""
    from czdocs.cli.terminal import print_findings

    print_findings((error.diagnostic,))
    return error.exit_status


def _command(options: Namespace) -> Callable[[Namespace], int]:
    module, function = options.run.split(":")
    command: Callable[[Namespace], int] = getattr(import_module(module), function)
    return command


if __name__ == "__main__":
    sys.exit(main())
