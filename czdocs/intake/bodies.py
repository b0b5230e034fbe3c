"""Bodies: building of the typed bodies from data that the schema has accepted."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from czdocs.intake.unread import UNREAD

__all__ = ["build", "build_partly"]

T = TypeVar("T")
Converter = Callable[[Any], Any]


def build(body: type[T], data: Mapping[str, Any]) -> T:
    """An instance of the dataclass `body` from `data`, whose keys are its field names.

    A field that stands under another key says so in its metadata. Text becomes what the field's type says: a date, a
    decimal with the digits that were written, a member of a closed list.

    Raises:
        ValueError: If `data` does not satisfy the types, which the schema has to have excluded.
    """
    made: T = _builder(cast("Hashable", body))(data)
    return made


def build_partly(body: type[T], data: Mapping[str, Any], *, unread: Collection[str]) -> T:
    """An instance of `body` from `data` that the schema has not accepted, with `UNREAD` for what cannot be used.

    `unread` are the paths (`product.models[0]`) at which something was found; what is missing or of no use for its type
    is unread too. Never raises.
    """
    made: T = _partly(body, data, "", frozenset(unread))
    return made


def _partly(kind: Any, value: Any, path: str, unread: frozenset[str]) -> Any:  # noqa: PLR0911  one line a type
    """`value` at `path` as `kind`, as far as it can be read."""
    if path in unread:
        return UNREAD
    if get_origin(kind) in (Union, UnionType):
        some = next(k for k in get_args(kind) if k is not NoneType)
        return None if value is None else _partly(some, value, path, unread)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            return UNREAD
        return tuple([_partly(get_args(kind)[0], item, f"{path}[{n}]", unread) for n, item in enumerate(value)])
    if is_dataclass(kind) and isinstance(kind, type):
        return _group_partly(kind, value, path, unread) if isinstance(value, Mapping) else UNREAD
    try:
        return _converter(kind)(value)
    except (ValueError, TypeError, ArithmeticError):
        return UNREAD


def _group_partly(kind: type, value: Mapping[str, Any], path: str, unread: frozenset[str]) -> Any:
    """The dataclass `kind` from the group `value` at `path`."""
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for f in fields(kind):
        key = f.metadata.get("key", f.name)
        below = f"{path}.{key}" if path else key
        if key in value:
            given[f.name] = _partly(hints[f.name], value[key], below, unread)
        elif below in unread or (f.default is MISSING and f.default_factory is MISSING):
            given[f.name] = UNREAD
    return kind(**given)


@cache
def _builder(body: Hashable) -> Converter:
    """The function that makes a `body` of a mapping; put together once a type, since types are slow to ask."""
    hints = get_type_hints(body)
    known: Any = body
    layout = tuple((f.name, f.metadata.get("key", f.name), _converter(hints[f.name])) for f in fields(known))

    def made(data: Mapping[str, Any]) -> Any:
        return known(**{name: convert(data[key]) for name, key, convert in layout if key in data})

    return made


def _converter(kind: Any) -> Converter:  # noqa: PLR0911  one line a type
    """The function that makes a value of `kind` of what the form holds."""
    if get_origin(kind) in (Union, UnionType):
        some = _converter(next(k for k in get_args(kind) if k is not NoneType))
        return lambda value: None if value is None else some(value)
    if get_origin(kind) is tuple:
        each = _converter(get_args(kind)[0])
        return lambda value: tuple([each(item) for item in value])  # a list is quicker to fill than a generator
    if get_origin(kind) is Literal:
        return lambda value: value
    kind = getattr(kind, "__supertype__", kind)
    if is_dataclass(kind):
        return _builder(cast("Hashable", kind))
    if kind is date:
        return date.fromisoformat
    if kind is Decimal:
        return Decimal
    if issubclass(kind, Enum):
        members = {member.value: member for member in kind}
        return lambda value: _member(members, value)
    return lambda value: _checked(kind, value)


def _member(members: Mapping[Any, Any], value: Any) -> Any:
    if value not in members:
        raise ValueError(f"{value!r} is none of {sorted(members)}")
    return members[value]


def _checked(kind: type, value: Any) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{value!r} is no {kind}")  # noqa: TRY004  a fault of the data, not of the caller
    return value
