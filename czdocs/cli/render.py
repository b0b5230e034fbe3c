"""The render command: an official document from its form."""

import sys
from argparse import Namespace

from czdocs.cli import terminal
from czdocs.flows.render_document import render_notice
from czdocs.flows.rendering import FontFolders
from czdocs.report.text import findings_text
from czdocs.resources import default_font_folder

__all__ = ["render"]


def render(options: Namespace) -> int:
    """`czdocs render`: the document, and where it is; exit status 1 where the form is not valid."""
    fonts = FontFolders(installed=default_font_folder(), office=options.office_fonts)
    result = render_notice(options.data, options.output, fonts=fonts, today=options.today)
    terminal.print_findings(result.notes)
    text = findings_text(result.diagnostics, texts=result.texts, colour=terminal.colour(sys.stdout))
    if text:
        print(text)
    if not result.is_valid:
        print("没有排印：请先改正上列错误。")
        return 1
    for path in result.written:
        print(f"已排成 {path}。")
    return 0
