"""Vocabulary: the keys and titles of a form's fields, by which its lines are known where they are no YAML yet."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from czdocs.intake.scalars import types_of
from czdocs.intake.schema import FormSchema
from czdocs.intake.words import to_half_width

__all__ = ["Vocabulary"]

_LIKE_KEY = re.compile(r"[a-z]+(?:_[a-z0-9]+)+\Z|[a-z]{3,}\Z")
_NOTE = re.compile(r"[（(][^（）()]*[）)]\s*\Z")


class Vocabulary:
    """What a word may be the key of."""

    def __init__(self, schemas: Iterable[FormSchema]) -> None:
        self._keys: dict[str, list[Mapping[str, Any]]] = {}
        self._titles: dict[str, list[Mapping[str, Any]]] = {}
        for schema in schemas:
            for key, known in _fields(schema.resolved):
                self._keys.setdefault(key, []).append(known)
                self._titles.setdefault(_word(str(known.get("title", ""))), []).append(known)

    def fields(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """The fields whose key or title `name` is; empty for none."""
        half = to_half_width(name).strip(" \t\u3000\xa0\"'“”‘’「」")
        if half in self._keys:
            return tuple(self._keys[half])
        word = _word(half)
        if len(word) <= 1 or word.isascii():
            return ()
        ends = (known for title, fields in self._titles.items() if title.endswith(word) for known in fields)
        return tuple(self._titles.get(word, ())) or tuple(ends)

    def is_key(self, name: str) -> bool:
        """Whether `name` is a key or title, or looks like a key that is misspelt."""
        half = to_half_width(name).strip(" \t\u3000\xa0\"'“”‘’「」")
        return bool(self.fields(name)) or bool(_LIKE_KEY.match(half))

    def may_be(self, name: str, kind: str) -> bool:
        """Whether every field called `name` is of the type `kind`."""
        fields = self.fields(name)
        return bool(fields) and all(kind in types_of(known) for known in fields)


def _fields(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, known in schema.get("properties", {}).items():
        yield key, known
        yield from _fields(known)
        yield from _fields(known.get("items", {}))


def _word(title: str) -> str:
    return re.sub(r"[\W_]", "", _NOTE.sub("", title))
