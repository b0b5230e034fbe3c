"""Examples of codes: what is refused, what is said about it, what passes; made of the refused forms of the tests."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

__all__ = ["CodeExample", "Examples", "load_examples", "visible"]

_NAMES: Mapping[str, str] = {"\t": "Tab", "\u3000": "全角空格", "\u00a0": "不换行空格", "\ufffd": "不能识别的字节"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeExample:
    """One form that shows a code: where the finding stands and what it says, the lines there, and lines that pass.

    `kind` and `path` name the field, `line` is 0 where the file as a whole is meant; `right` is None where there is no
    other way to write it.
    """

    form: str
    kind: str
    file: str
    line: int
    column: int
    path: str
    message: str
    remedy: str
    wrong: tuple[str, ...]
    right: tuple[str, ...] | None


Examples = Mapping[str, tuple[CodeExample, ...]]


def load_examples(content: bytes) -> Examples:
    """The examples by code from the content of `examples.json`."""
    listed: Mapping[str, list[dict[str, Any]]] = json.loads(content)
    return MappingProxyType({code: tuple(_example(row) for row in rows) for code, rows in listed.items()})


def _example(row: Mapping[str, Any]) -> CodeExample:
    right = row["right"]
    texts = {**row, "wrong": tuple(row["wrong"]), "right": None if right is None else tuple(right)}
    return CodeExample(**texts)


def visible(lines: Iterable[str]) -> str:
    """The lines as one text in which every character that cannot be seen has a name: `〈Tab〉`, `〈U+200B〉`."""
    return "\n".join("".join(_seen(character) for character in line) for line in lines)


def _seen(character: str) -> str:
    if character in _NAMES:
        return f"〈{_NAMES[character]}〉"
    shown = character == " " or unicodedata.category(character)[0] not in "CZ"
    return character if shown else f"〈U+{ord(character):04X}〉"
