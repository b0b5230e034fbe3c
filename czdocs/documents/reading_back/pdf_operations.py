"""The operations of a PDF's content stream, one after the other."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["operations"]

_TOKEN = re.compile(
    rb"<([0-9A-Fa-f\s]*)>|\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)|(/[^\s<>\[\](){}/%]*)"
    rb"|([-+]?\d*\.?\d+(?:[eE]-?\d+)?)|([A-Za-z'\"*][A-Za-z0-9*'\"]*)|([\[\]])|(<<|>>)|%[^\n]*",
    re.DOTALL,
)
_OPERATOR = 5  # the group of operators


def operations(data: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """Each operator of `data` with its operands: numbers as floats, strings as bytes, names as texts, arrays as lists.

    Dictionaries, which only marked content has, are not kept.
    """
    operands: list[Any] = []
    array: list[Any] | None = None
    for token in _TOKEN.finditer(data):
        kind = token.lastindex or 0
        if kind == _OPERATOR:
            yield token[kind], operands
            operands, array = [], None
        elif token[0] == b"[":
            array = []
        elif token[0] == b"]":
            operands.append(array or [])
            array = None
        elif kind in _VALUES:
            (operands if array is None else array).append(_VALUES[kind](token[kind]))


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _string(raw: bytes) -> bytes:
    """The bytes that a literal string stands for."""

    def meant(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8) & 255]) if code[:1].isdigit() else _ESCAPES.get(code, code.strip(b"\r\n"))

    return re.sub(rb"\\([0-7]{1,3}|\r\n|.)", meant, raw, flags=re.DOTALL)


# What the groups of a token stand for.
_VALUES: Mapping[int, Any] = {
    1: lambda digits: bytes.fromhex(digits.decode()),
    2: _string,
    3: lambda name: name.decode("latin-1"),
    4: float,
}
