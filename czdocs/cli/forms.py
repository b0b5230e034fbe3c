"""The forms' command: validate."""

import sys
from argparse import Namespace

from czdocs.cli import terminal
from czdocs.diagnostic import Severity
from czdocs.flows.validate import validate as validate_paths
from czdocs.flows.validate import validate_content
from czdocs.intake.limits import MAX_BYTES
from czdocs.report.text import findings_text

__all__ = ["validate"]


def validate(options: Namespace) -> int:
    """`czdocs validate`: all problems of all forms at once; exit status 1 where there is an error."""
    if [str(path) for path in options.paths] == ["-"]:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        result = validate_content(content, name="标准输入", today=options.today, archive=options.archive)
    else:
        result = validate_paths(options.paths, today=options.today, archive=options.archive)
    if options.format == "json":
        from czdocs.report.machine import findings_json  # most look at text

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
