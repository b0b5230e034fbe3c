"""Notes on a field: what an office worker needs to know to fill it in, in words, from its schema alone."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from czdocs.intake.engine import compile_schema

__all__ = ["acceptor", "choices", "example_text", "field_notes", "holds_lines", "limits", "may_be_none", "value_word"]

_BOUNDS = (("minLength", "maxLength", " 个字符"), ("minimum", "maximum", ""), ("minItems", "maxItems", " 项"))
_BOUNDLESS = 1_000_000


def acceptor(field: Mapping[str, Any]) -> Callable[[Any], bool]:
    """A function that tells whether `field` alone, without its conditions, accepts a value."""
    return compile_schema(field, ()).is_valid


def field_notes(field: Mapping[str, Any]) -> tuple[str, ...]:
    """Up to two sentences on `field`: what it is; how it is written and its limits. Choices and example stand apart."""
    description = str(field.get("description", "")).strip()
    said = [part for part in (_writing(field, description), limits(field, description)) if part]
    return tuple(part for part in (description, f"写法：{'；'.join(said)}。" if said else "") if part)


def choices(field: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The values among which one is chosen, each with its Chinese name; empty where the field is free."""
    if "const" in field:
        return ()
    if field.get("type") == "boolean":
        return (("true", "是"), ("false", "否"))
    labels = field.get("x-labels", {})
    return tuple((str(value), str(labels.get(value, ""))) for value in field.get("enum", ()) if value is not None)


def example_text(field: Mapping[str, Any]) -> str:
    """An example as it is written, empty where there is none or the choices say it."""
    examples = field.get("examples", ())
    return value_word(examples[0]) if examples and not choices(field) and "const" not in field else ""


def may_be_none(field: Mapping[str, Any]) -> bool:
    """Whether `null` says that there is nothing to be filled in."""
    types = field.get("type", ())
    return not isinstance(types, str) and "null" in types


def holds_lines(field: Mapping[str, Any]) -> bool:
    """Whether the text of `field` may have several lines."""
    if field.get("type") != "string" or "enum" in field or "const" in field:
        return False
    filled = "字" * max(field.get("minLength", 2), 2)
    pattern = field.get("pattern")
    return field.get("maxLength", 1 << 20) > len(filled) and (not pattern or bool(re.search(pattern, f"{filled}\n字")))


def value_word(value: Any) -> str:
    """`value` as it is written in a form, without quotation marks."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _writing(field: Mapping[str, Any], description: str) -> str:
    """How a value of `field` is written, as far as `description` does not say it."""
    kind = field.get("type")
    none = "没有的填 null" if may_be_none(field) and "null" not in description else ""
    if "enum" in field or "const" in field or kind in ("boolean", "array", "object"):
        return none
    if field.get("format") == "date":
        said = "年-月-日，月和日各两位"
    elif kind == "integer" or (may_be_none(field) and "integer" in field["type"]):
        said = "整数"
    elif _is_number(acceptor(field)):
        said = "" if "只写数字" in description else "只写数字，不写单位，不加千分位逗号"
    else:
        said = "可以分几段" if holds_lines(field) else ""
    return "；".join(part for part in (said, none) if part)


def _is_number(accepts: Callable[[Any], bool]) -> bool:
    """Whether a field takes figures and no words."""
    return (accepts("1") or accepts("1.5")) and not accepts("字") and not accepts("字" * 12)


def limits(field: Mapping[str, Any], description: str = "") -> str:
    """The limits of length, number and count in words, as far as `description` does not say them."""
    said: list[str] = []
    for low, high, unit in _BOUNDS:
        least, most = field.get(low), field.get(high)
        if (unit and unit.strip() in description) or f"{least} 至 {most}" in description:
            continue
        if most is not None and most >= _BOUNDLESS:
            most = None
        if least is not None and most is not None:
            said.append(f"{least} 至 {most}{unit}" if least != most else f"{least}{unit}")
        elif least:
            said.append(f"至少 {least}{unit}")
        elif most is not None:
            said.append(f"至多 {most}{unit}")
    return "，".join(said)
