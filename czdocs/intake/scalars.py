"""Scalars: between the text of a single value in YAML and what the schema makes of it."""

import json
import re
from collections.abc import Mapping
from typing import Any

__all__ = ["scalar_source", "typed_text", "types_of"]

_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})\Z")
_NULLS = frozenset({"", "~", "null"})
_BOOLEANS = {"true": True, "false": False}
_PLAIN = re.compile(
    r"[^\s\x00-\x1f!-/:-@\[-`{-~\x7f-\xa0][^\x00-\x1f#:,\[\]{}\"'\x7f-\xa0\\\u2028\u2029\ufeff]*(?<![\s])\Z"
)
_PLAIN_NUMBER = re.compile(r"-?[0-9][0-9.]*\Z")


def types_of(known: Mapping[str, Any]) -> frozenset[str]:
    """The types that the schema `known` admits; empty where it does not say."""
    types = known.get("type", ())
    return frozenset([types] if isinstance(types, str) else types)


def typed_text(text: str, known: Mapping[str, Any], *, plain: bool) -> Any:
    """The value of a scalar written as `text`, `plain` without quotes, where the schema `known` is asked.

    What does not fit stays text for the schema to refuse.
    """
    if not plain:
        return text
    if text in _NULLS:
        return None
    types = types_of(known)
    if "integer" in types and _INTEGER.match(text):
        return int(text)
    if types == {"boolean"} and text in _BOOLEANS:
        return _BOOLEANS[text]
    return text


def scalar_source(text: str, known: Mapping[str, Any] | None = None) -> str:
    """`text` as it has to be written to be read back as it is, in a list or group in brackets too.

    `known` is what is asked; where that may be something else than text, quotes would change what is meant.
    """
    types = types_of(known or {})
    if types and "string" not in types:
        return text
    if text in _NULLS and "null" in types and text:
        return text
    if text not in _NULLS and (_PLAIN.match(text) or _PLAIN_NUMBER.match(text)):
        return text
    return json.dumps(text, ensure_ascii=False)
