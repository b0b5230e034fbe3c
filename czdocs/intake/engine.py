"""Engine: one JSON Schema ready to check with, by jsonschema-rs where it is installed, else by jsonschema.

Both give the same faults in the same order: paths, keywords and values are brought into one form here, and nothing
else in czdocs knows which of the two works.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

try:
    import jsonschema_rs
except ImportError:  # there is no wheel for this machine
    jsonschema_rs = None  # type: ignore[assignment]

__all__ = ["Compile", "Leaf", "Validator", "compile_fast", "compile_reference", "compile_schema"]

Documents = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One fault of one value: where in the data, which keyword, its value, where in the schema.

    `value` is the missing name for `required`, the unknown names for `unevaluatedProperties`.
    """

    path: tuple[str | int, ...]
    keyword: str
    value: Any
    schema_path: tuple[str, ...]

    @property
    def branch(self) -> int | None:
        """Number of the condition from one of whose branches the fault comes, None where it comes from none."""
        for name in ("then", "else"):
            if name in self.schema_path:
                return int(self.schema_path[self.schema_path.index(name) - 1])
        return None


class Validator(Protocol):
    """A schema that data are checked against."""

    def is_valid(self, data: Any) -> bool:
        """Whether the schema accepts `data`."""

    def faults(self, data: Any) -> tuple[Leaf, ...]:
        """Every fault of `data`, in an order that does not depend on the engine."""


Compile = Callable[[Mapping[str, Any], Documents], Validator]
"""From a schema and all documents that it may refer to, each with its `$id`, to the validator."""


def compile_schema(document: Mapping[str, Any], documents: Documents) -> Validator:
    """The validator of `document` for daily work."""
    return (compile_reference if jsonschema_rs is None else compile_fast)(document, documents)


def compile_fast(document: Mapping[str, Any], documents: Documents) -> Validator:
    """The validator of `document` by jsonschema-rs."""
    registry = jsonschema_rs.Registry([(known["$id"], dict(known)) for known in documents])
    return _Fast(jsonschema_rs.Draft202012Validator(dict(document), registry=registry, validate_formats=True))


def compile_reference(document: Mapping[str, Any], documents: Documents) -> Validator:
    """The validator of `document` by jsonschema, which the other is measured by."""
    from jsonschema import Draft202012Validator, FormatChecker, validators  # type: ignore[import-untyped]  # ships none
    from referencing import Registry, Resource

    # jsonschema does not say which property it is that a schema of `false` forbids.
    engine: Any = validators.extend(Draft202012Validator, {"properties": _properties})
    registry: Any = Registry().with_resources([(known["$id"], Resource.from_contents(known)) for known in documents])
    return _Reference(engine(dict(document), registry=registry, format_checker=FormatChecker()))


class _Fast:
    """jsonschema-rs."""

    def __init__(self, validator: Any) -> None:
        self._validator = validator

    def is_valid(self, data: Any) -> bool:
        return bool(self._validator.is_valid(data))

    def faults(self, data: Any) -> tuple[Leaf, ...]:
        return _in_order(
            Leaf(
                path=tuple(error.instance_path),
                keyword=error.kind.name,
                value=_sorted_types(error.kind.value) if error.kind.name == "type" else error.kind.value,
                schema_path=tuple(str(part) for part in error.schema_path),
            )
            for error in self._validator.iter_errors(data)
        )


class _Reference:
    """jsonschema."""

    def __init__(self, validator: Any) -> None:
        self._validator = validator

    def is_valid(self, data: Any) -> bool:
        return bool(self._validator.is_valid(data))

    def faults(self, data: Any) -> tuple[Leaf, ...]:
        return _in_order(leaf for error in self._validator.iter_errors(data) for leaf in _leaves(error))


def _properties(validator: Any, properties: Mapping[str, Any], instance: Any, _: Any) -> Iterator[Any]:
    """The errors of `properties`, each with the property that it is about."""
    from jsonschema import ValidationError

    if not isinstance(instance, dict):
        return
    for name, part in properties.items():
        if name not in instance:
            continue
        if part is False:
            yield ValidationError("", validator="falseSchema", validator_value=None, path=[name], schema_path=[name])
        else:
            yield from validator.descend(instance[name], part, path=name, schema_path=name)


def _leaves(error: Any) -> Iterator[Leaf]:
    """The faults that an error of jsonschema tells of; several errors may tell of the same."""
    path = tuple(error.absolute_path)
    schema_path = tuple(str(part) for part in error.absolute_schema_path)
    keyword, value = error.validator, error.validator_value
    values = [value]
    if keyword == "required":
        values = [name for name in value if name not in error.instance]
    elif keyword == "unevaluatedProperties":
        names = [name for name in error.instance if name not in error.schema.get("properties", {})]
        values = [names] if names else []
    elif keyword == "type":
        values = [_sorted_types(value)]
    elif keyword == "uniqueItems":
        values = [None]
    for one in values:
        yield Leaf(path=path, keyword=keyword, value=one, schema_path=schema_path)


def _sorted_types(types: Any) -> list[str]:
    """The types of a `type` keyword, which each library gives in its own order."""
    return [types] if isinstance(types, str) else sorted(types)


def _in_order(leaves: Iterable[Leaf]) -> tuple[Leaf, ...]:
    """Each fault once, by place and keyword."""
    each = {(leaf.path, leaf.keyword, str(leaf.value), leaf.branch): leaf for leaf in leaves}
    return tuple(sorted(each.values(), key=_rank))


def _rank(leaf: Leaf) -> tuple[object, ...]:
    """What orders faults: numbers of a list as numbers, and before names."""
    return (
        tuple((0, part, "") if isinstance(part, int) else (1, 0, part) for part in leaf.path),
        leaf.branch is not None,
        leaf.keyword == "format",  # a date that is not written as one is rather that than no day of the calendar
        leaf.keyword,
        str(leaf.value),
    )
