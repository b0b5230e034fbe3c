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

__all__ = ["DECIMAL", "plain_data", "typed"]

DECIMAL = re.compile(r"[-+]?[0-9]*\.[0-9]+(?:[eE][-+]?[0-9]+)?\Z")
"""A number that YAML takes for a binary fraction; what is meant exactly stands in quotes."""
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMERIC = frozenset("0123456789+-.")
_NO_KEY = object()


def plain_data(content: bytes) -> Any:  # noqa: C901  a call for each event would cost as much as the work
    """What `content` says; quoted texts stay texts.

    Raises:
        ruamel.yaml.error.YAMLError: If it is no YAML, uses an alias or gives a key twice.
        ValueError: If it holds a day that is not in the calendar, or a fraction without quotes.
    """
    root: list[Any] = []
    here: Any = root
    key: Any = _NO_KEY
    outer: list[tuple[Any, Any]] = []
    for event in YAML(typ="safe", pure=False).parse(content):
        kind = type(event)
        if kind is ScalarEvent:
            value = event.value if event.style else typed(event.value)
        elif kind is MappingStartEvent:
            value = {}
        elif kind is SequenceStartEvent:
            value = []
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            here, key = outer.pop()
            continue
        elif kind is AliasEvent:
            raise MarkedYAMLError(problem="alias", problem_mark=event.start_mark)
        else:
            continue
        if type(here) is list:
            here.append(value)
        elif key is _NO_KEY:
            if kind is not ScalarEvent or value in here:
                raise MarkedYAMLError(problem="key", problem_mark=event.start_mark)
            key = value
            continue
        else:
            here[key] = value
            key = _NO_KEY
        if kind is not ScalarEvent:
            outer.append((here, key))
            here, key = value, _NO_KEY
    return root[0] if root else None


def typed(text: str) -> Any:
    """The value of a plain scalar.

    Raises:
        ValueError: If it is a day that is not in the calendar, or a fraction.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _INTEGER.match(text):
        return int(text)
    if DECIMAL.match(text):
        raise ValueError("a fraction without quotes")
    return date.fromisoformat(text) if _DAY.match(text) else text
