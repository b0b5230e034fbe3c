"""The command about the parameter files."""

import sys
from argparse import Namespace

from czdocs.cli import terminal
from czdocs.flows.check_policy import check_packaged_policy
from czdocs.flows.check_policy import check_policy as check_folder
from czdocs.report.text import findings_text

__all__ = ["check_policy"]


def check_policy(options: Namespace) -> int:
    """`czdocs check-policy`: all that is wrong with the parameter files; exit status 1 where anything is."""
    check = check_packaged_policy() if options.folder is None else check_folder(options.folder)
    if options.format == "json":
        from czdocs.report.machine import findings_json  # most look at text

        print(findings_json(check.diagnostics, files=check.files, invalid=check.invalid))
    elif check.diagnostics:
        print(findings_text(check.diagnostics, texts=check.texts, colour=terminal.colour(sys.stdout)))
        print(f"参数文件 {check.files} 个，{check.invalid} 个有错误：共 {len(check.diagnostics)} 处。")
    else:
        print(f"参数文件 {check.files} 个，没有问题。")
    return 1 if check.diagnostics else 0
