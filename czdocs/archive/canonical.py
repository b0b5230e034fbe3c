"""Canonical JSON: the one byte form of a value (RFC 8785), without floats."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785

__all__ = ["canonical", "plain", "read_canonical"]

_MAX_INTEGER = 2**53 - 1  # RFC 8785 numbers are IEEE 754 doubles; beyond this an integer is not exact
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_PLAIN_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: object) -> Any:
    """`value` with dicts for mappings and lists for sequences: what the JSON libraries know.

    Raises:
        ValueError: For a float, an integer beyond 2^53 - 1, a key that is no text, or any other type.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if abs(value) > _MAX_INTEGER:
            raise ValueError(f"integer too large for canonical JSON: {value}")
        return value
    if isinstance(value, dict | Mapping):
        if not all(isinstance(key, str) for key in value):
            raise ValueError("a key of a JSON object is not text")
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(item) for item in value]
    raise ValueError(f"no canonical JSON for {type(value).__name__}")


def canonical(value: object) -> bytes:
    """RFC 8785 bytes of `value`.

    Raises:
        ValueError: For a float, a too large integer, a lone surrogate, or a type that JSON does not know.
    """
    return _written(plain(value))


def read_canonical(line: bytes) -> tuple[Any, bool]:
    """The value of the JSON text `line`, and whether it is written as `canonical` writes it.

    Raises:
        ValueError: If it is no JSON, or holds a float or a too large integer.
    """
    value = json.loads(line, parse_float=_refused, parse_constant=_refused, parse_int=_exact)
    return value, _written(value) == line


def _written(ready: Any) -> bytes:
    """The bytes of a value that only the JSON libraries' own types make up."""
    # Without floats the standard encoder writes the same bytes as rfc8785 at a sixth of its cost, but it sorts keys by
    # code point where RFC 8785 sorts by UTF-16 unit; the two differ only where a key reaches beyond U+FFFF, which
    # full-width signs do not.
    text = _PLAIN_ENCODER.encode(ready)
    return rfc8785.dumps(ready) if _BEYOND.search(text) else text.encode("utf-8")


def _refused(number: str) -> Any:
    raise ValueError(f"no canonical JSON for {number}")


def _exact(number: str) -> int:
    value = int(number)
    if abs(value) > _MAX_INTEGER:
        raise ValueError(f"integer too large for canonical JSON: {number}")
    return value
