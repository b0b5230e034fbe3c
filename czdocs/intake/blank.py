"""Forms to fill in and forms filled in: the whole text, head and sections, in the order of the official form."""

from collections.abc import Iterator, Mapping
from typing import Any

from czdocs.intake.layout import SKIPPED, comment, is_grouped, section_lines
from czdocs.intake.schema import FormSchema

__all__ = ["SCHEMA_LINE", "form_text"]

SCHEMA_LINE = "# yaml-language-server: $schema="
_NUMERALS = "一二三四五六七八九十"
_NAMED = 3
_RULES = (
    "冒号用半角 : ，冒号后面空一格再填。例　name: 常州示例精舵机床有限公司",
    "以 # 开头的是说明，程序不看；可以保留，也可以删去。",
    "【必填】的都要填；【可不填】的不用就不管它，要用时删去行首的 # 号。",
    "缩进用空格，不用 Tab 键；同一组的字段左端对齐。",
    "日期写 2026-04-08，金额只写数字。拿不准的先填，运行上面的命令会逐处指出怎样改。",
)


def form_text(
    schema: FormSchema, *, data: Mapping[str, Any], schema_location: str, file: str = "文件名", filled: bool = False
) -> str:
    """The form of `schema` with `data` filled in and all else left open, every field with what is asked of it.

    `schema_location` is what an editor is told about where the schema is, `file` the name in the command that checks
    the form. Fields that are not needed and not in `data` stand as comments. `filled` leaves out how to fill in.
    """
    article = schema.resolved.get("x-article", "")
    lines = [
        f"# {schema.title}　{'修改' if filled else '填好'}后运行　czdocs validate {file}",
        f"{SCHEMA_LINE}{schema_location}",
        "#",
        *comment(f"{schema.resolved.get('description', '')}依据：《常州市创新产品推广应用办法》{article}。", indent=0),
    ]
    if not filled:
        lines += ["# 怎样填："]
        for number, rule in enumerate(_RULES, start=1):
            lines += comment(f"  {number}. {rule}", indent=0, hang=5)
    for heading, keys in _sections(schema.resolved):
        lines += section_lines(schema.resolved, data, keys, heading=heading)
    return "\n".join(lines) + "\n"


def _sections(schema: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The sections with their headings: what comes before the first group, each group, and what stands between."""
    runs: list[list[str]] = []
    grouped_before = True
    for key, field in schema["properties"].items():
        if key in SKIPPED:
            continue
        grouped = is_grouped(field)
        if grouped or grouped_before:
            runs.append([])
        runs[-1].append(key)
        grouped_before = grouped
    number = 0
    for keys in runs:
        field = schema["properties"][keys[0]]
        titles = [str(schema["properties"][key].get("title", key)) for key in keys]
        if keys[0] == "form":
            yield "表头", keys
        elif any(str(part.get("title", "")).startswith("一、") for part in field.get("properties", {}).values()):
            yield titles[0], keys  # its parts bear the numbers
        else:
            number += 1
            yield f"{_numeral(number)}、{'、'.join(titles[:_NAMED])}{'等' if len(titles) > _NAMED else ''}", keys


def _numeral(number: int) -> str:
    """`number`, from 1 to 19, in Chinese."""
    return _NUMERALS[number - 1] if number <= len(_NUMERALS) else f"十{_NUMERALS[number - 11]}"
