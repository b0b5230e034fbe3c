"""Bodies: building of the typed bodies from data that the schema has accepted."""

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["build"]

T = TypeVar("T")


def build(body: type[T], data: Mapping[str, Any]) -> T:
    """An instance of the dataclass `body` from `data`, whose keys are its field names.

    A field that stands under another key says so in its metadata. Text becomes what the field's type says: a date, a
    decimal with the digits that were written, a member of a closed list.

    Raises:
        ValueError: If `data` does not satisfy the types, which the schema has to have excluded.
    """
    values = {name: _convert(kind, data[key]) for name, key, kind in _layout(cast("Hashable", body)) if key in data}
    return body(**values)


@cache
def _layout(body: Hashable) -> tuple[tuple[str, str, Any], ...]:
    """Name, key and type of each field of `body`."""
    hints = get_type_hints(body)
    known: Any = body
    return tuple((f.name, f.metadata.get("key", f.name), hints[f.name]) for f in fields(known))


def _convert(kind: Any, value: Any) -> Any:  # noqa: PLR0911  one line a type
    """`value` as `kind`."""
    if get_origin(kind) in (Union, UnionType):
        kinds = get_args(kind)
        return None if value is None else _convert(next(k for k in kinds if k is not NoneType), value)
    if get_origin(kind) is tuple:
        return tuple(_convert(get_args(kind)[0], item) for item in value)
    if get_origin(kind) is Literal:
        return value
    kind = getattr(kind, "__supertype__", kind)
    if is_dataclass(kind):
        return build(kind, value) if isinstance(kind, type) else value
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal:
        return Decimal(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, kind):
        raise ValueError(f"{value!r} is no {kind}")  # noqa: TRY004  a fault of the data, not of the caller
    return value
