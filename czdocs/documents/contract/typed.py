"""What templates may ask of a value, known by its type alone: its attributes, its items, whether it can be missing.

A type is what an annotation says: a class, `tuple[str, ...]`, `Mapping[str, int]`, `date | None`, `Literal[...]`; `Any`
is what nobody knows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from inspect import isfunction, signature
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from czdocs.documents.contract.meanings import title_of

__all__ = [
    "Function",
    "TypeForm",
    "attributes",
    "default_of",
    "fits",
    "is_optional",
    "item_type",
    "joined",
    "literal_values",
    "members",
    "named",
    "position_type",
    "prints",
    "required",
    "unpacked",
]

TypeForm = Any
"""An annotation; typing has no name for all of them."""

_PLAIN = (str, int, float, Decimal, date, bytes)
_TUPLE: Mapping[str, TypeForm] = {"count": Any, "index": Any}
_MAPPING: Mapping[str, TypeForm] = {"items": Any, "keys": Any, "values": Any, "get": Any}


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function that templates may call: its parameters in order, how many of them are needed, what it gives.

    `prints` are the parts of its first argument that it places in the document, as they are added to its path.
    """

    parameters: tuple[tuple[str, TypeForm], ...]
    needed: int
    returns: TypeForm
    prints: tuple[str, ...] = ()


def _origin(kind: TypeForm) -> TypeForm:
    """What a type with arguments is made of: `tuple` of `tuple[str, ...]`; None for a class."""
    return get_origin(kind)


def members(kind: TypeForm) -> tuple[TypeForm, ...]:
    """The types of a union, the type itself where it is none."""
    if get_origin(kind) in {Union, UnionType}:
        return tuple(one for member in get_args(kind) for one in members(member))
    return (kind,)


def joined(kinds: Iterable[TypeForm]) -> TypeForm:
    """The union of `kinds`; Any where there is none or one of them is unknown."""
    found = tuple(dict.fromkeys(one for kind in kinds for one in members(kind)))
    if not found or Any in found:
        return Any
    return found[0] if len(found) == 1 else Union[found]  # noqa: UP007 - made of values


def is_optional(kind: TypeForm) -> bool:
    """Whether the value may be None."""
    return NoneType in members(kind)


def required(kind: TypeForm) -> TypeForm:
    """The type without None."""
    return joined(one for one in members(kind) if one is not NoneType)


@lru_cache(maxsize=256)
def attributes(kind: TypeForm) -> Mapping[str, TypeForm | Function] | None:  # noqa: PLR0911 - a case a kind of type
    """The attributes of a value of one type, None where they are not known."""
    if kind is Any:
        return None
    origin = _origin(kind)
    if origin is Literal:
        plain: TypeForm = type(get_args(kind)[0])
        return attributes(plain)
    if origin is not None:
        return _MAPPING if issubclass(origin, Mapping) else _TUPLE
    if not isinstance(kind, type):
        return None
    if issubclass(kind, Enum):
        values = Literal[tuple(member.value for member in kind)]  # type: ignore[valid-type] # made of values
        return {"value": values, "name": str, **_computed(kind)}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {**{field.name: hints[field.name] for field in fields(kind)}, **_computed(kind)}
    if issubclass(kind, date):
        return {**_public(kind), "year": int, "month": int, "day": int}
    return _public(kind)


def _public(kind: type) -> dict[str, TypeForm]:
    return {name: Any for name in dir(kind) if not name.startswith("_")}


def _computed(kind: type) -> dict[str, TypeForm | Function]:
    """The properties and methods of a class of ours."""
    found: dict[str, TypeForm | Function] = {}
    for name in dir(kind):
        if name.startswith("_"):
            continue
        one = getattr(kind, name)
        if isinstance(one, property) and one.fget is not None:
            found[name] = get_type_hints(one.fget).get("return", Any)
        elif isfunction(one):
            found[name] = function_of(one)
    return found


def function_of(method: Callable[..., Any]) -> Function:
    """A method as templates call it, without its instance."""
    hints = get_type_hints(method)
    given = list(signature(method).parameters.values())[1:]
    return Function(
        parameters=tuple((one.name, hints.get(one.name, Any)) for one in given),
        needed=sum(one.default is one.empty for one in given),
        returns=hints.get("return", Any),
    )


def default_of(kind: TypeForm, name: str) -> object:
    """The default of a field that tells the types of a union apart (`kind`); None where there is none."""
    if not (isinstance(kind, type) and is_dataclass(kind)):
        return None
    return next((field.default for field in fields(kind) if field.name == name), None)


def item_type(kind: TypeForm) -> TypeForm | None:  # noqa: PLR0911 - a case a kind of type
    """The type of what a loop over the value gives, None where it cannot be looped over."""
    if kind is Any:
        return Any
    origin = _origin(kind)
    arguments = get_args(kind)
    if origin is None:
        if kind is str:
            return str
        return Any if isinstance(kind, type) and issubclass(kind, tuple | list | Mapping) else None
    if not isinstance(origin, type):
        return None
    if issubclass(origin, Mapping):
        return arguments[0]
    if origin is tuple:
        return joined(one for one in arguments if one is not ...)
    return arguments[0] if issubclass(origin, Sequence | set | frozenset) else None


def unpacked(kind: TypeForm, count: int) -> tuple[TypeForm, ...] | None:
    """The types of the parts of a value of `count` parts, None where it has another number of them."""
    if kind is Any:
        return (Any,) * count
    if _origin(kind) is not tuple:
        return None
    arguments = get_args(kind)
    if arguments[-1] is ...:
        return (arguments[0],) * count
    return arguments if len(arguments) == count else None


def position_type(kind: TypeForm, index: int) -> TypeForm | None:
    """The type of item `index` of a sequence, None where it has none there."""
    if _origin(kind) is tuple and get_args(kind)[-1] is not ...:
        arguments = get_args(kind)
        return arguments[index] if -len(arguments) <= index < len(arguments) else None
    return item_type(kind)


def literal_values(kind: TypeForm) -> tuple[object, ...]:
    """All values that the type can have, empty where they are not a short list."""
    if _origin(kind) is Literal:
        return get_args(kind)
    return (True, False) if kind is bool else ()


def prints(kind: TypeForm) -> bool:
    """Whether a value of the type says something to a reader as it is: a text, a number, a day."""
    if kind is Any:
        return True
    if _origin(kind) is Literal:
        return True
    return isinstance(kind, type) and issubclass(kind, _PLAIN) and not issubclass(kind, bool | Enum)


def fits(kind: TypeForm, wanted: TypeForm) -> bool:
    """Whether a value of a type may be given where `wanted` is expected."""
    if Any in {kind, wanted}:
        return True
    return any(_is_kind_of(given, one) for given in members(kind) for one in members(wanted))


def _is_kind_of(given: TypeForm, wanted: TypeForm) -> bool:
    if _origin(given) is Literal:
        given = type(get_args(given)[0])
    given, wanted = get_origin(given) or given, get_origin(wanted) or wanted
    return isinstance(given, type) and isinstance(wanted, type) and issubclass(given, wanted)


_NAMES: Mapping[TypeForm, str] = {
    str: "文字",
    int: "整数",
    Decimal: "数",
    bool: "是或否",
    date: "日期",
    NoneType: "没有",
}


def named(kind: TypeForm) -> str:  # noqa: PLR0911 - a case a kind of type
    """What a clerk calls the type: 文字, 日期, 若干段 …; a class of ours by its Chinese name."""
    found = members(kind)
    if NoneType in found and len(found) > 1:
        return f"{named(required(kind))}（可能没有）"
    if len(found) > 1:
        return "或".join(map(named, found))
    if kind is Any:
        return "任意"
    if _origin(kind) is Literal:
        return "、".join(map(str, get_args(kind)))
    origin = _origin(kind)
    if origin is not None and isinstance(origin, type):
        if issubclass(origin, Mapping):
            return f"对照表：{named(get_args(kind)[1])}"
        arguments = get_args(kind)
        if origin is tuple and arguments[-1] is not ...:
            return f"{len(arguments)} 项：{'、'.join(map(named, arguments))}"
        return (
            f"若干{named(arguments[0])}" if get_origin(arguments[0]) is None else f"若干行，每行{named(arguments[0])}"
        )
    return _NAMES.get(kind) or (title_of(kind) if isinstance(kind, type) else str(kind))
