"""`czdocs new`: the list of forms, a blank form, an example, or filling in by question and answer."""

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from czdocs.errors import CzdocsError
from czdocs.flows.new_form import example_form, new_form, prefilled, with_schema
from czdocs.flows.output_folder import hand_out
from czdocs.terms import FormKind

__all__ = ["new"]


def new(options: Namespace) -> int:
    """`czdocs new`: what the options ask for; a file that is there is never touched."""
    if options.kind is None:
        if options.output or options.interactive or options.example or options.case or options.year:
            raise CzdocsError("CZ5143")
        print("\n".join(_listed()))
        return 0
    data = prefilled(options.kind, case=options.case, year=options.year)
    if options.interactive:
        from czdocs.cli.interview import interview

        return interview(options.kind, options.output or Path(f"{options.kind.value}.yaml"), data)
    if options.output is None:
        print(example_form(options.kind) if options.example else new_form(options.kind, data=data), end="")
        return 0
    if os.path.lexists(options.output):
        raise CzdocsError("CZ5121", path=options.output)
    name = options.output.name
    text = example_form(options.kind) if options.example else new_form(options.kind, data=data, file=name)
    hand_out(with_schema(options.kind, name, text), options.output.parent)
    print(_what_next(options.output, example=options.example))
    return 0


def _listed() -> Iterator[str]:
    """All kinds of forms: name, title, who files it."""
    room = max(len(kind.value) for kind in FormKind) + 2
    wide = max(len(kind.label) for kind in FormKind) + 1
    yield "可以新建的表单："
    for kind in FormKind:
        yield f"  {kind.value.ljust(room)}{kind.label.ljust(wide, '　')}{kind.filed_by}填写"
    yield ""
    yield "新建空白表单：czdocs new application -o application.yaml"
    yield "看填好的样表：czdocs new application --example"
    yield "一问一答地填：czdocs new application --interactive"


def _what_next(path: Path, *, example: bool) -> str:
    if example:
        return f"已写好样表 {path}，供对照填写；其中的单位和数据都是虚构的。"
    return f"已新建 {path}。填写后运行 czdocs validate {path} 核对。"
