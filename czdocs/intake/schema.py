"""Schemas of the forms: each built once where it is asked for, references resolved locally, asked by path."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema_rs

from czdocs.record import FormKind

__all__ = ["FormSchema", "Path", "Schemas", "load_schemas"]

Path = tuple[str | int, ...]
_COMMON = "common-1.schema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSchema:
    """The schema of one version of one form kind.

    `resolved` is the schema with every reference replaced by what it means; `validator` checks with the original.
    """

    kind: FormKind
    version: int
    title: str
    document: Mapping[str, Any]
    resolved: Mapping[str, Any]
    validator: jsonschema_rs.Draft202012Validator

    def at(self, path: Path) -> Mapping[str, Any]:
        """What the schema says of the value at `path`; empty where it knows none."""
        here: Mapping[str, Any] = self.resolved
        for part in path:
            below = here.get("items") if isinstance(part, int) else here.get("properties", {}).get(part)
            if not isinstance(below, Mapping):
                return {}
            here = below
        return here

    def fields(self) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        """Every field with what is said of it, in the order of the form; 0 in a path stands for any item of a list."""
        stack: list[tuple[Path, Mapping[str, Any]]] = [((), self.resolved)]
        while stack:
            path, known = stack.pop()
            if path:
                yield path, known
            below = [((*path, key), child) for key, child in known.get("properties", {}).items()]
            if isinstance(known.get("items"), Mapping):
                below.append(((*path, 0), known["items"]))
            stack += reversed(below)

    def title_at(self, path: Path) -> str:
        """The Chinese title of the field at `path`, the key itself where the schema knows none."""
        title = self.at(path).get("title")
        return str(title) if title else str(path[-1]) if path else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Schemas:
    """All form schemas by kind and version."""

    forms: Mapping[tuple[FormKind, int], FormSchema]

    def get(self, kind: FormKind, version: int = 1) -> FormSchema:
        """The schema of `kind` in `version`.

        Raises:
            KeyError: If there is none.
        """
        return self.forms[kind, version]

    def versions(self, kind: FormKind) -> tuple[int, ...]:
        """The known versions of `kind`, sorted."""
        return tuple(sorted(version for known, version in self.forms if known is kind))


def load_schemas(documents: Mapping[str, bytes]) -> Schemas:
    """The schemas in `documents` (file name to content); references lead only to the common one.

    Raises:
        ValueError: If a file's name is none of a form kind and a version; where a schema is asked for, if it is no JSON
            Schema or refers to a definition that is not there.
    """
    return Schemas(forms=_Forms(documents))


class _Forms(Mapping[tuple[FormKind, int], FormSchema]):
    """The schemas of `documents`; each is built where it is first asked for: most runs need few of them."""

    def __init__(self, documents: Mapping[str, bytes]) -> None:
        self._documents = documents
        self._names = {_identity(name): name for name in documents if name != _COMMON}
        self._built: dict[tuple[FormKind, int], FormSchema] = {}

    def __getitem__(self, key: tuple[FormKind, int]) -> FormSchema:
        """The schema of a kind and version."""
        if key not in self._built:
            self._built[key] = self._build(key)
        return self._built[key]

    def __iter__(self) -> Iterator[tuple[FormKind, int]]:
        """The kinds and versions there are."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._names)

    @cached_property
    def _common(self) -> dict[str, Any]:
        common: dict[str, Any] = json.loads(self._documents[_COMMON])
        return common

    def _build(self, key: tuple[FormKind, int]) -> FormSchema:
        document = json.loads(self._documents[self._names[key]])
        registry = jsonschema_rs.Registry([(one["$id"], one) for one in (self._common, document)])
        return FormSchema(
            kind=key[0],
            version=key[1],
            title=document["title"],
            document=document,
            resolved=_resolve(document, self._common["$defs"]),
            validator=jsonschema_rs.Draft202012Validator(document, registry=registry, validate_formats=True),
        )


def _identity(name: str) -> tuple[FormKind, int]:
    """Kind and version of the schema file `name`."""
    kind, _, version = name.removesuffix(".schema.json").rpartition("-")
    return FormKind(kind), int(version)


def _resolve(schema: Any, definitions: Mapping[str, Any]) -> Any:
    """`schema` with each `$ref` into the common definitions replaced; what stands beside it wins."""
    if isinstance(schema, list):
        return [_resolve(part, definitions) for part in schema]
    if not isinstance(schema, dict):
        return schema
    merged: dict[str, Any] = {}
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(f"{_COMMON}#/$defs/")
        merged.update(_resolve(definitions[name], definitions))
    merged.update({key: _resolve(value, definitions) for key, value in schema.items() if key != "$ref"})
    return merged
