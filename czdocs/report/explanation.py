"""Explanations for people: a code, a field, the fields of a form, an article of the measures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from czdocs.catalogue import Entry
from czdocs.diagnostic import Severity
from czdocs.policy.articles import Article
from czdocs.report.codes import clearest
from czdocs.report.examples import CodeExample, visible
from czdocs.report.text import display_width
from czdocs.report.wrapping import wrapped

__all__ = ["FieldGuide", "article_text", "code_text", "field_list", "field_text"]

_WIDTH = 84
_LABEL = 6  # columns of `说明` and two blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGuide:
    """What is to be known of one field of a form: its place, what is asked, and which rules look at it.

    `values` are the allowed ones with their Chinese names; `codes` with their titles; empty texts say nothing.
    """

    form: str
    kind: str
    path: str
    title: str
    need: str
    description: str
    limits: str
    example: str
    citation: str
    values: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]


def code_text(entry: Entry, *, article: Article | None, examples: Sequence[CodeExample]) -> str:
    """What a code means, on what it is based, what to do, and at most three examples."""
    message, remedy = entry.in_general()
    kind = "提示，不影响提交" if entry.severity is Severity.WARNING else "错误"
    lines = [f"{entry.code}　{entry.title}（{kind}）", ""]
    lines += _item("说明", message) + _item("改法", remedy)
    lines += _item("例如", entry.occasion) if entry.occasion else []
    lines += _basis(entry.article, article)
    for example in clearest(examples):
        lines += ["", *_example(example)]
    return "\n".join(lines) + "\n"


def _example(example: CodeExample) -> Iterator[str]:
    if example.wrong:
        yield f"  不通过的写法（{example.file}）："
        yield from (f"    │ {visible([line])}".rstrip() for line in example.wrong)
    place = f"第 {example.line} 行第 {example.column} 列：" if example.line else ""
    yield from _wrapped(f"{place}{visible([example.message])}", indent=4)
    yield from _wrapped(f"怎样改：{visible([example.remedy])}", indent=4)
    if example.right is not None:
        yield "  通过的写法："
        yield from (f"    │ {visible([line])}".rstrip() for line in example.right)


def field_text(field: FieldGuide, *, article: Article | None) -> str:
    """All that is to be known of one field."""
    lines = [f"{field.title}　{field.path}", f"  《{field.form}》（{field.kind}）的字段，{field.need}", ""]
    lines += _item("说明", field.description) if field.description else []
    lines += _item("限制", field.limits) if field.limits else []
    for number, (value, label) in enumerate(field.values):
        lines += _item("可填" if number == 0 else "    ", f"{value}（{label}）" if label else value)
    lines += _item("例如", field.example) if field.example else []
    lines += _basis(field.citation, article)
    for number, (code, title) in enumerate(field.codes):
        lines += _item("核对" if number == 0 else "    ", f"{code} {title}")
    return "\n".join(lines) + "\n"


def field_list(fields: Iterable[FieldGuide]) -> str:
    """One line a field: path, title, need."""
    listed = tuple(fields)
    width = max((display_width(field.path) for field in listed), default=0)
    return "".join(f"  {field.path.ljust(width)}  {field.title}（{field.need}）\n" for field in listed)


def article_text(article: Article, *, title: str) -> str:
    """The words of an article under its number and chapter."""
    lines = [f"《{title}》{article.number}（{article.chapter}）", ""]
    for part in article.text:
        lines += _wrapped(part, indent=2)
    return "\n".join(lines) + "\n"


def _basis(citation: str, article: Article | None) -> list[str]:
    """The citation and the words that it cites."""
    if not citation:
        return []
    lines = _item("依据", f"《办法》{citation}" + ("：" if article else ""))
    for part in article.text if article else ():
        lines += _wrapped(part, indent=2 + _LABEL)
    return lines


def _item(label: str, text: str) -> list[str]:
    first, *more = _wrapped(text, indent=2 + _LABEL) or [""]
    return [f"  {label}  {first.strip()}", *more]


def _wrapped(text: str, *, indent: int) -> list[str]:
    """`text` in lines of at most 84 columns behind `indent` blanks."""
    return [" " * indent + line for line in wrapped(text, _WIDTH - indent)]
