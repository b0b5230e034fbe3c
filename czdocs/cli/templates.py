"""The commands about templates."""

import sys
from argparse import Namespace

from czdocs.cli import terminal
from czdocs.flows.check_templates import (
    TemplateCheck,
    check_files,
    check_shipped,
    contract_named,
    copy_template,
    write_comments,
)
from czdocs.flows.template_guide import templates_text, variables_text
from czdocs.report.text import findings_text

__all__ = ["check", "copy", "list_templates", "list_variables"]


def check(options: Namespace) -> int:
    """`czdocs templates check`: all that is wrong with templates; exit status 1 where anything is."""
    if options.files and options.all:
        print("czdocs templates check：写了文件就不能再写 --all。", file=sys.stderr)
        return 2
    done = check_files(options.files, meant=options.meant) if options.files else check_shipped()
    if options.comments is not None:
        write_comments(done, options.comments, on=options.today)
    _tell(done, options)
    return 0 if done.is_good else 1


def _tell(done: TemplateCheck, options: Namespace) -> None:
    if options.format == "json":
        from czdocs.report.machine import findings_json  # most look at text

        print(findings_json(done.diagnostics, files=done.files, invalid=done.invalid))
        return
    if done.diagnostics:
        print(findings_text(done.diagnostics, texts=done.texts, colour=terminal.colour(sys.stdout)))
        print(f"模板 {done.files} 个，{done.invalid} 个有问题：共 {len(done.diagnostics)} 处。")
    else:
        print(f"模板 {done.files} 个，没有问题。")
    if options.comments is not None:
        print(f"问题已写成批注：{options.comments}")


def list_templates(options: Namespace) -> int:
    """`czdocs templates list`: the templates and what they are for."""
    del options
    print(templates_text())
    return 0


def list_variables(options: Namespace) -> int:
    """`czdocs templates variables`: what a template may use and must print."""
    print(variables_text(contract_named(options.name)))
    return 0


def copy(options: Namespace) -> int:
    """`czdocs templates copy`: a template to edit."""
    copy_template(options.name, options.output)
    print(f"已写到 {options.output}。改完后运行：czdocs templates check {options.output} --as {options.name}")
    return 0
