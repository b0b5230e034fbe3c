"""Page of codes: every finding with its text and remedy, from the catalogue that the program itself uses."""

from collections.abc import Iterable

from czdocs.catalogue import CATALOGUE, Entry
from czdocs.diagnostic import Severity

__all__ = ["codes_page"]

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

本页由程序的诊断代码表生成，请勿手工修改。每条诊断都有代码、位置、说明、依据和改法；`{ }` 中的内容随具体情况而定。
代码一经使用不再改作他用。
"""


def codes_page() -> str:
    """The page as Markdown, groups and codes in order."""
    parts = [_HEAD]
    for prefix, title in _GROUPS:
        entries = [entry for code, entry in sorted(CATALOGUE.items()) if code.startswith(prefix)]
        if entries:
            parts.append(f"## {title}\n")
            parts += _sections(entries)
    return "\n".join(parts)


def _sections(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        kind = "提示" if entry.severity is Severity.WARNING else "错误"
        basis = f"- 依据：《办法》{entry.article}\n" if entry.article else ""
        yield (
            f"### {entry.code} {entry.title}\n\n- 性质：{kind}，退出状态 {entry.exit_status}\n{basis}"
            f"- 说明：{entry.message}\n- 怎样改：{entry.remedy}\n"
        )
