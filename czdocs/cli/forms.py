"""The forms' commands: new, validate."""

import os
import sys
from argparse import Namespace

from czdocs.cli import terminal
from czdocs.diagnostic import Severity
from czdocs.errors import CzdocsError
from czdocs.flows.new_form import new_form, new_form_files
from czdocs.flows.output_folder import hand_out
from czdocs.flows.validate import validate as validate_paths
from czdocs.flows.validate import validate_content
from czdocs.intake.limits import MAX_BYTES
from czdocs.record import FormKind
from czdocs.report.machine import findings_json
from czdocs.report.text import findings_text

__all__ = ["new", "validate"]


def new(options: Namespace) -> int:
    """`czdocs new`: a blank form, on the screen or in a file that was not there before."""
    if options.output is None:
        print(new_form(FormKind(options.kind)), end="")
        return 0
    if os.path.lexists(options.output):
        raise CzdocsError("CZ5121", path=options.output)
    hand_out(new_form_files(FormKind(options.kind), options.output.name), options.output.parent)
    print(f"已新建 {options.output}。填写后运行 czdocs validate {options.output} 核对。")
    return 0


def validate(options: Namespace) -> int:
    """`czdocs validate`: all problems of all forms at once; exit status 1 where there is an error."""
    if [str(path) for path in options.paths] == ["-"]:
        result = validate_content(sys.stdin.buffer.read(MAX_BYTES + 1), name="标准输入", today=options.today)
    else:
        result = validate_paths(options.paths, today=options.today)
    if options.format == "json":
        print(findings_json(result.diagnostics, files=result.files, invalid=result.invalid))
        return 1 if result.invalid else 0
    if options.format == "sarif":
        from czdocs.report.sarif import findings_sarif

        print(findings_sarif(result.diagnostics))
        return 1 if result.invalid else 0
    text = findings_text(result.diagnostics, texts=result.texts, colour=terminal.colour(sys.stdout))
    if text:
        print(text)
    errors = sum(1 for d in result.diagnostics if d.severity is Severity.ERROR)
    warnings = len(result.diagnostics) - errors
    if errors:
        print(f"核对了 {result.files} 个文件，{result.invalid} 个有错误：共 {errors} 处错误、{warnings} 处提示。")
        return 1
    print(f"核对了 {result.files} 个文件，没有错误" + (f"，有 {warnings} 处提示。" if warnings else "。"))
    return 0
