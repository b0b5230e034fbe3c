"""The preview command: a form as the bureau prints it."""

import sys
from argparse import Namespace

from czdocs.cli import terminal
from czdocs.diagnostic import Severity
from czdocs.flows.preview import default_output
from czdocs.flows.preview import preview as preview_form
from czdocs.flows.rendering import FontFolders
from czdocs.report.text import findings_text
from czdocs.resources import default_font_folder

__all__ = ["preview"]


def preview(options: Namespace) -> int:
    """`czdocs preview`: the print, and where it is; exit status 1 for a draft, or where nothing could be printed."""
    fonts = FontFolders(installed=default_font_folder(), office=options.office_fonts)
    output = options.output or default_output(options.path)
    result = preview_form(options.path, output, fonts=fonts, today=options.today)
    terminal.print_findings(result.notes)
    shown = result.unmarked if result.pages else result.diagnostics
    text = findings_text(shown, texts=result.texts, colour=terminal.colour(sys.stdout))
    if text:
        print(text)
    if not result.pages:
        print("没有生成 PDF：请先改正上列问题。")
        return 1
    errors = sum(1 for d in result.diagnostics if d.severity is Severity.ERROR)
    warnings = len(result.diagnostics) - errors
    said = f"，有 {warnings} 处提示" if warnings else ""
    print(f"已印成 {result.output}，共 {result.pages} 页。")
    if errors:
        print(f"这是草稿：有 {errors} 处错误{said}，都标在所在的栏目上，逐条列在表后；改正以前不能提交。")
        return 1
    print(f"没有错误{said}。" if not warnings else f"没有错误{said}，标在所在的栏目上。")
    return 0
