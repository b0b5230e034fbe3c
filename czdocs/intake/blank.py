"""Blank forms: every field of a schema with its title, rule and example as comments, ready to be filled in."""

from collections.abc import Iterator, Mapping
from typing import Any

from czdocs.intake.schema import FormSchema

__all__ = ["blank_form", "conditions_of", "limits_of"]

_SCHEMA_LINE = "# yaml-language-server: $schema="
_SKIPPED = frozenset({"classification"})


def blank_form(schema: FormSchema, *, schema_location: str) -> str:
    """A form of `schema` to fill in: fields in the official order, each with what is asked of it.

    `schema_location` is what an editor is told about where the schema is. Optional fields stand as comments.
    """
    lines = [
        f"{_SCHEMA_LINE}{schema_location}",
        f"# {schema.title}：{schema.resolved.get('description', '')}",
        f"# 依据：《常州市创新产品推广应用办法》{schema.resolved['x-article']}",
        "# 填好后运行 czdocs validate 校验。“必填”以外的字段不需要时删去；以 # 开头的是说明，可以保留。",
        *_fields(schema.resolved, indent=0),
    ]
    return "\n".join(lines) + "\n"


def _fields(schema: Mapping[str, Any], *, indent: int) -> Iterator[str]:
    """The lines of the fields of an object."""
    conditions = conditions_of(schema)
    for key, field in schema["properties"].items():
        if key in _SKIPPED:
            continue
        required = key in schema.get("required", ())
        yield ""
        yield from _comments(field, need="必填" if required else conditions.get(key, "可不填"), indent=indent)
        lines = _field(key, field, indent=indent)
        yield from lines if required else (f"{' ' * indent}# {line[indent:]}" for line in lines)


def _field(key: str, field: Mapping[str, Any], *, indent: int) -> list[str]:
    """The lines of one field: its key with an empty value, or with its fields or one item below it."""
    lead = " " * indent
    if "const" in field:
        return [f"{lead}{key}: {field['const']}"]
    if field.get("type") == "object":
        return [f"{lead}{key}:", *_without_first_blank(_fields(field, indent=indent + 2))]
    if field.get("type") == "array":
        return [f"{lead}{key}:", *_item(field["items"], indent=indent + 2)]
    return [f"{lead}{key}:"]


def _item(item: Mapping[str, Any], *, indent: int) -> Iterator[str]:
    """One item of a list, shown once."""
    lead = " " * indent
    if item.get("type") != "object":
        yield from _comments(item, need="每项", indent=indent)
        yield f"{lead}-"
        return
    yield f"{lead}# 以下为一项，有几项就重复几次"
    yield f"{lead}-"
    yield from _without_first_blank(_fields(item, indent=indent + 2))


def _comments(field: Mapping[str, Any], *, need: str, indent: int) -> Iterator[str]:
    """What is to be known of a field: title, need, article; rule; choices; limits; example."""
    lead = " " * indent + "# "
    yield f"{lead}{field.get('title', '')}【{need}】（{field.get('x-article', '')}）"
    if field.get("description"):
        yield f"{lead}{field['description']}"
    labels = field.get("x-labels")
    if labels:
        yield f"{lead}可填：{'、'.join(f'{code}（{label}）' for code, label in labels.items())}"
    limits = limits_of(field)
    if limits:
        yield f"{lead}限制：{limits}"
    examples = field.get("examples")
    if examples and not labels and "const" not in field:
        yield f"{lead}例：{_example(examples[0])}"


def limits_of(field: Mapping[str, Any]) -> str:
    """The limits of length, number and count in words."""
    said: list[str] = []
    for low, high, unit in (
        ("minLength", "maxLength", "个字符"),
        ("minimum", "maximum", ""),
        ("minItems", "maxItems", "项"),
    ):
        least, most = field.get(low), field.get(high)
        if least is not None and most is not None:
            said.append(f"{least} 至 {most} {unit}".rstrip() if least != most else f"{least} {unit}".rstrip())
        elif least:
            said.append(f"至少 {least} {unit}".rstrip())
        elif most is not None:
            said.append(f"至多 {most} {unit}".rstrip())
    return "，".join(said)


def _example(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def conditions_of(schema: Mapping[str, Any]) -> dict[str, str]:
    """When a field that is not always required is: `产品类别为首版次软件时必填`."""
    said: dict[str, str] = {}
    for rule in schema.get("allOf", ()):
        (key, test), *_ = rule["if"]["properties"].items()
        field = schema["properties"][key]
        labels = field.get("x-labels", {})
        values = [test["const"]] if "const" in test else test["enum"]
        named = "、".join(
            labels.get(value, _example(value)) if isinstance(value, str) else _example(value) for value in values
        )
        for name in rule.get("then", {}).get("required", ()):
            said[name] = f"{field['title']}为{named}时必填"
    return said


def _without_first_blank(lines: Iterator[str]) -> list[str]:
    listed = list(lines)
    return listed[1:] if listed and not listed[0] else listed
