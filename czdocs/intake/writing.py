"""Writing: values as YAML that reading gives back unchanged, as plain as an office worker would write it."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["entry_lines", "item_lines", "scalar_text"]

_STEP = 2
# What is plain here is plain for every YAML reader: begins with a letter, a digit or a Chinese character or sign.
_PLAIN = re.compile(
    r"[0-9A-Za-z_\u3007\u4e00-\u9fff（“《〔【‘￥＞＜＝](?:[^\s]|[ \u3000](?! |\u3000|$))*\Z|-[0-9][0-9.]*\Z"
)
_NOT_PLAIN = re.compile(r": |:\Z| #|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")
_OTHER_TYPES = re.compile(r"(?:null|true|false|yes|no|on|off|y|n)\Z", re.IGNORECASE)


def scalar_text(value: Any) -> str:
    """`value` (text, whole number, truth value or None) on one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.match(text) and not _NOT_PLAIN.search(text) and not _OTHER_TYPES.match(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def entry_lines(key: str, value: Any, *, indent: int) -> list[str]:
    """The lines of `key: value`, the key at column `indent`."""
    lead = " " * indent
    if isinstance(value, Mapping):
        below = [line for name, part in value.items() for line in entry_lines(name, part, indent=indent + _STEP)]
        return [f"{lead}{key}:", *below] if below else [f"{lead}{key}: {{}}"]
    if isinstance(value, list | tuple):
        items = [line for part in value for line in item_lines(part, indent=indent + _STEP)]
        return [f"{lead}{key}:", *items] if items else [f"{lead}{key}: []"]
    return _with_value(f"{lead}{key}:", value, indent=indent + _STEP)


def item_lines(value: Any, *, indent: int) -> list[str]:
    """The lines of one item of a list, its hyphen at column `indent`."""
    lead = " " * indent
    if isinstance(value, Mapping) and value:
        entries = [line for key, part in value.items() for line in entry_lines(key, part, indent=indent + _STEP)]
        return [f"{lead}- {entries[0].lstrip()}", *entries[1:]]
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        cells = ", ".join(json.dumps(part, ensure_ascii=False) for part in value)  # a row of a table, on one line
        return [f"{lead}- [{cells}]"]
    if isinstance(value, list | tuple | Mapping):
        raise TypeError("a list of other lists is no form")
    return _with_value(f"{lead}-", value, indent=indent + _STEP)


def _with_value(before: str, value: Any, *, indent: int) -> list[str]:
    """`before` with a scalar behind it, in lines of its own where it is a text of several lines."""
    if isinstance(value, str) and "\n" in value:
        paragraphs = value.split("\n")
        if _fits_block(paragraphs):
            return [f"{before} |-", *(" " * indent + line if line else "" for line in paragraphs)]
    return [f"{before} {scalar_text(value)}"]


def _fits_block(lines: Iterable[str]) -> bool:
    """Whether a text of these lines comes back whole from a literal block."""
    listed = list(lines)
    odd = any(line[:1] in {" ", "\t"} or _NOT_BLOCK.search(line) for line in listed)
    return bool(listed[0] and listed[-1]) and not odd


_NOT_BLOCK = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
