"""Page of codes: every finding with its text, remedy and examples, from the catalogue that the program itself uses."""

import re
from collections.abc import Iterator, Sequence

from czdocs.catalogue import CATALOGUE, Entry
from czdocs.diagnostic import Severity
from czdocs.report.examples import CodeExample, Examples, visible

__all__ = ["clearest", "codes_page"]

_GROUPS = (
    ("CZ10", "读取文件"),
    ("CZ11", "表单字段"),
    ("CZ2", "《办法》规定的条件"),
    ("CZ3", "档案"),
    ("CZ4", "环境、字体和文件生成"),
    ("CZ5", "办理流程和命令"),
    ("CZ6", "政策参数"),
)
_HEAD = """# 诊断代码

本页由程序的诊断代码表和测试用的不合格表单生成，请勿手工修改。每条诊断都有代码、位置、说明和改法，有依据的注明条款；
“……”处随具体情况而定。例子取自虚构的表单：先是不通过的写法和程序给出的诊断，后是通过的写法。〈Tab〉之类表示看不见的字符。
在命令行里用 `czdocs explain 代码` 也能看到同样的内容。代码一经使用不再改作他用。
"""
_MOST = 3
"""So many examples of a code are shown; more would not say more."""


def codes_page(examples: Examples) -> str:
    """The page as Markdown, groups and codes in order, each code with up to three examples."""
    parts = [_HEAD]
    for prefix, title in _GROUPS:
        entries = [entry for code, entry in sorted(CATALOGUE.items()) if code.startswith(prefix)]
        if entries:
            parts.append(f"## {title}\n")
            parts += [_section(entry, examples.get(entry.code, ())) for entry in entries]
    return "\n".join(parts)


def _section(entry: Entry, examples: Sequence[CodeExample]) -> str:
    kind = "提示" if entry.severity is Severity.WARNING else "错误"
    message, remedy = entry.in_general()
    lines = [f"### {entry.code} {entry.title}", "", f"- 性质：{kind}，退出状态 {entry.exit_status}"]
    lines += [f"- 依据：《办法》{entry.article}"] if entry.article else []
    lines += [f"- 说明：{message}", f"- 怎样改：{remedy}"]
    lines += [f"- 例如：{entry.occasion}"] if entry.occasion else []
    for example in clearest(examples):
        lines += ["", *_example(example)]
    return "\n".join(lines) + "\n"


def clearest(examples: Sequence[CodeExample]) -> tuple[CodeExample, ...]:
    """At most three of the examples, those with both sides first, else in their order."""
    return tuple(sorted(examples, key=lambda example: example.right is None)[:_MOST])


def _example(example: CodeExample) -> Iterator[str]:
    """The lines of one example: refused, what is said, what passes."""
    if example.wrong:
        yield from (f"不通过的写法（{example.file}）：", "", "```yaml", visible(example.wrong), "```", "")
    place = f"第 {example.line} 行第 {example.column} 列：" if example.line else f"{example.file}："
    yield f"> {place}{_markdown(example.message)}怎样改：{_markdown(example.remedy)}"
    if example.right is not None:
        yield from ("", "通过的写法：", "", "```yaml", visible(example.right), "```")


def _markdown(text: str) -> str:
    """`text` with a backslash before what Markdown would take for its own."""
    return re.sub(r"([\\`*_<>#|\[\]])", r"\\\1", visible([text]))
