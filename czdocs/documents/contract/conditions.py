"""Conditions of templates as formulas, and whether what is printed under them is printed in every case."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

__all__ = [
    "ALWAYS",
    "OTHER",
    "Condition",
    "all_of",
    "any_of",
    "atom",
    "equal",
    "exception",
    "negated",
    "variables",
    "with_values",
]

OTHER = object()
_MOST_VARIABLES = 14


@dataclass(frozen=True, slots=True)
class Condition:
    """A formula: `kind` is `const`, `is` (the variable `name` has `value`), `not`, `and`, `or`."""

    kind: str
    name: str = ""
    value: object = None
    parts: tuple["Condition", ...] = ()


ALWAYS = Condition("const", value=True)
NEVER = Condition("const", value=False)


def atom(name: str) -> Condition:
    """That what `name` says is true, or there at all."""
    return Condition("is", name, value=True)


def equal(name: str, value: object) -> Condition:
    """That the path `name` has `value`."""
    return Condition("is", f"{name} =", value)


def negated(condition: Condition) -> Condition:
    """The opposite."""
    if condition.kind == "not":
        return condition.parts[0]
    return Condition("not", parts=(condition,))


def all_of(conditions: Iterable[Condition]) -> Condition:
    """That all hold; nothing asked is always so."""
    parts = tuple(one for one in conditions if one != ALWAYS)
    return parts[0] if len(parts) == 1 else Condition("and", parts=parts) if parts else ALWAYS


def any_of(conditions: Iterable[Condition]) -> Condition:
    """That one of them holds; of nothing none does."""
    parts = tuple(conditions)
    return parts[0] if len(parts) == 1 else Condition("or", parts=parts) if parts else NEVER


def with_values(condition: Condition, values: Mapping[str, object]) -> Condition:
    """The formula with those variables replaced of which the value is known."""
    if condition.kind == "const":
        return condition
    if condition.kind == "is":
        if condition.name not in values:
            return condition
        return ALWAYS if values[condition.name] == condition.value else NEVER
    parts = tuple(with_values(one, values) for one in condition.parts)
    if condition.kind == "not":
        return _constant(parts[0], inverted=True) or Condition("not", parts=parts)
    absorbing, neutral = (NEVER, ALWAYS) if condition.kind == "and" else (ALWAYS, NEVER)
    if absorbing in parts:
        return absorbing
    left = tuple(one for one in parts if one != neutral)
    return neutral if not left else left[0] if len(left) == 1 else Condition(condition.kind, parts=left)


def _constant(condition: Condition, *, inverted: bool) -> Condition | None:
    if condition.kind != "const":
        return None
    return NEVER if bool(condition.value) == inverted else ALWAYS


def exception(condition: Condition, domains: Mapping[str, tuple[object, ...]]) -> tuple[tuple[str, object], ...] | None:
    """Values of variables with which the formula does not hold; None where it always holds.

    `domains` are all values of some variables. A value that is none of those asked for is the `OTHER`.
    """
    condition = with_values(condition, {})
    if condition.kind == "const":
        return None if condition.value else ()
    used = tuple(variables(condition))
    if len(set(used)) > _MOST_VARIABLES:
        return ()
    name = used[0]
    if name.endswith(" ="):
        seen = {value: None for at, value in _values(condition) if at == name}
        values = domains.get(name.removesuffix(" =")) or (*seen, OTHER)
    else:
        values = (True, False)
    for value in values:
        found = exception(with_values(condition, {name: value}), domains)
        if found is not None:
            return ((name, value), *found)
    return None


def variables(condition: Condition) -> Iterator[str]:
    """The variables of a formula, each as often as it stands there."""
    if condition.kind == "is":
        yield condition.name
    for part in condition.parts:
        yield from variables(part)


def _values(condition: Condition) -> Iterator[tuple[str, object]]:
    if condition.kind == "is":
        yield condition.name, condition.value
    for part in condition.parts:
        yield from _values(part)
