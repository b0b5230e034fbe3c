"""The program `czdocs`: arguments to a command, its end to an exit status."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from czdocs import __version__
from czdocs.cli.parser import ChineseParser
from czdocs.cli.usage.approve import add_approve_command
from czdocs.cli.usage.archive import add_archive_commands, add_status_command
from czdocs.cli.usage.bundles import add_bundle_commands
from czdocs.cli.usage.calculate import add_calculating_commands
from czdocs.cli.usage.explain import add_explain_command
from czdocs.cli.usage.filling import add_new_command
from czdocs.cli.usage.fix import add_fix_command
from czdocs.cli.usage.forms import add_form_commands
from czdocs.cli.usage.measure import add_measure_command
from czdocs.cli.usage.notices import add_notice_commands
from czdocs.cli.usage.policy import add_policy_command
from czdocs.cli.usage.preview import add_preview_command
from czdocs.cli.usage.procuring import add_procuring_commands
from czdocs.cli.usage.publish import add_publish_command
from czdocs.cli.usage.render import add_render_command
from czdocs.cli.usage.revoke import add_revoke_command
from czdocs.cli.usage.templates import add_template_commands
from czdocs.cli.usage.versions import add_version_commands
from czdocs.errors import CzdocsError
from czdocs.flows.output_folder import machine_fault

__all__ = ["build_parser", "main"]

_INTERRUPTED = 130  # what shells expect of a program that Ctrl-C ended
_READER_GONE = 141  # and of one that a closed pipe ended: never 0, since the result may not have been good


def build_parser() -> ChineseParser:
    """The parser of all commands; a command's `run` names its function as `module:function`."""
    parser = ChineseParser(prog="czdocs", description="常州市创新产品认定：填表、核对、发布、归档。")
    parser.add_argument("--version", action="version", version=f"czdocs {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, dest="command")
    add_new_command(commands)
    add_form_commands(commands)
    add_explain_command(commands)
    add_policy_command(commands)
    add_preview_command(commands)
    add_render_command(commands)
    add_fix_command(commands)
    add_bundle_commands(commands)
    add_calculating_commands(commands)
    add_version_commands(commands)
    add_notice_commands(commands)
    add_publish_command(commands)
    add_procuring_commands(commands)
    add_measure_command(commands)
    add_approve_command(commands)
    add_revoke_command(commands)
    add_status_command(commands)
    add_archive_commands(commands)
    add_template_commands(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (those of the process by default) name; its exit status."""
    _open_closed_streams()
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


def _open_closed_streams() -> None:
    """Put the empty device where the process was started without one of its streams (`<&-`), as Python leaves None."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - open as long as the process
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _stopped(error: CzdocsError) -> int:
    """Tell why the work stopped; the exit status."""
    from czdocs.cli.terminal import print_findings

    print_findings(error.diagnostics, texts=error.texts)
    return error.exit_status


def _command(options: Namespace) -> Callable[[Namespace], int]:
    module, function = options.run.split(":")
    command: Callable[[Namespace], int] = getattr(import_module(module), function)
    return command


if __name__ == "__main__":
    sys.exit(main())
