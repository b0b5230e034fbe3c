"""Plain data: a parameter file as dictionaries, lists, texts, whole numbers, truth values and days.

From the parser's events, since the library's own construction takes ten times as long, and every start waits for it.
"""

import re
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

__all__ = ["plain_data"]

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def plain_data(content: bytes) -> Any:
    """What `content` says; quoted texts stay texts.

    Raises:
        ruamel.yaml.error.YAMLError: If it is no YAML, uses an alias or gives a key twice.
        ValueError: If it holds a day that is not in the calendar.
    """
    root: list[Any] = []
    stack: list[Any] = [root]
    keys: list[Any] = []
    for event in YAML(typ="safe", pure=False).parse(content):
        if isinstance(event, ScalarEvent):
            value = event.value if event.style else _typed(event.value)
        elif isinstance(event, MappingStartEvent):
            value = {}
        elif isinstance(event, SequenceStartEvent):
            value = []
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            stack.pop()
            keys.pop()
            continue
        elif isinstance(event, AliasEvent):
            raise MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
        else:
            continue
        _add(stack[-1], keys, value, event)
        if not isinstance(event, ScalarEvent):
            stack.append(value)
            keys.append(_NO_KEY)
    return root[0] if root else None


_NO_KEY = object()


def _add(parent: Any, keys: list[Any], value: Any, event: Any) -> None:
    """Put `value` where it belongs: into a list, or as the key or the value of an entry."""
    if isinstance(parent, list):
        parent.append(value)
    elif keys[-1] is _NO_KEY:
        if not isinstance(event, ScalarEvent) or value in parent:
            raise MarkedYAMLError(problem="key", problem_mark=event.start_mark)
        keys[-1] = value
    else:
        parent[keys[-1]] = value
        keys[-1] = _NO_KEY


def _typed(text: str) -> Any:
    """The value of a plain scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    return date.fromisoformat(text) if _DAY.match(text) else text
