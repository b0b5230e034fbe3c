"""Schemas of the forms: each built once where it is asked for, references resolved locally, asked by path."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from czdocs.intake.engine import Compile, Validator, compile_schema
from czdocs.terms import FormKind

__all__ = ["FormSchema", "Path", "Schemas", "load_schemas"]

Path = tuple[str | int, ...]
_SCHEMA = ".schema.json"
_CHANGES = ".changes.yaml"
_COMMON = "common-"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSchema:
    """The schema of one version of one form kind.

    `resolved` is the schema with every reference replaced by what it means; `validator` checks with the original.
    `files` are the digests (SHA-256) of the schema file and of the common files that it refers to, by name; they pin
    what the form was checked by. `onward` are the lists of changes, unread, that lead from here to the newest version.
    """

    kind: FormKind
    version: int
    title: str
    document: Mapping[str, Any]
    resolved: Mapping[str, Any]
    validator: Validator
    files: Mapping[str, str]
    onward: tuple[bytes, ...] = ()

    @property
    def name(self) -> str:
        """The name of the schema file."""
        return f"{self.kind.value}-{self.version}{_SCHEMA}"

    @property
    def sha256(self) -> str:
        """The digest of the schema file."""
        return self.files[self.name]

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

    def get(self, kind: FormKind, version: int | None = None) -> FormSchema:
        """The schema of `kind` in `version`, the newest without it.

        Raises:
            KeyError: If there is none.
        """
        if version is None:
            version = max(self.versions(kind), default=0)
        return self.forms[kind, version]

    def versions(self, kind: FormKind) -> tuple[int, ...]:
        """The known versions of `kind`, sorted."""
        return tuple(sorted(version for known, version in self.forms if known is kind))


def load_schemas(documents: Mapping[str, bytes], *, compile_with: Compile = compile_schema) -> Schemas:
    """The schemas in `documents` (file name to content); references lead only from one of them to a common one.

    Beside `KIND-VERSION.schema.json` and `common-VERSION.schema.json` the lists of changes `KIND-VERSION.changes.yaml`
    are taken; other names are passed over.

    Raises:
        ValueError: If a file's name is none of a form kind and a version; where a schema is asked for, if it is no JSON
            Schema, refers to a definition that is not there, or a newer version has no list of changes.
    """
    return Schemas(forms=_Forms(documents, compile_with))


class _Forms(Mapping[tuple[FormKind, int], FormSchema]):
    """The schemas of `documents`; each is built where it is first asked for: most runs need few of them."""

    def __init__(self, documents: Mapping[str, bytes], compile_with: Compile) -> None:
        self._documents = documents
        self._compile = compile_with
        names = [name for name in documents if name.endswith(_SCHEMA)]
        self._names = {_identity(name): name for name in names if not name.startswith(_COMMON)}
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
        return {name: json.loads(content) for name, content in self._documents.items() if name.startswith(_COMMON)}

    def _build(self, key: tuple[FormKind, int]) -> FormSchema:
        kind, version = key
        name = self._names[key]
        document = json.loads(self._documents[name])
        used = _referred(document, self._common)
        digests = {known: hashlib.sha256(self._documents[known]).hexdigest() for known in (name, *used)}
        return FormSchema(
            kind=kind,
            version=version,
            title=document["title"],
            document=document,
            resolved=_resolve(document, self._common, here=name),
            validator=self._compile(document, [self._common[known] for known in used]),
            files=MappingProxyType(digests),
            onward=_onward(kind, version, self._documents),
        )


def _identity(name: str) -> tuple[FormKind, int]:
    """Kind and version of the schema file `name`."""
    kind, _, version = name.removesuffix(_SCHEMA).rpartition("-")
    return FormKind(kind), int(version)


def _onward(kind: FormKind, version: int, documents: Mapping[str, bytes]) -> tuple[bytes, ...]:
    """The lists of changes from `version` of `kind` to the newest version that is there."""
    found: list[bytes] = []
    while f"{kind.value}-{version + 1}{_SCHEMA}" in documents:
        version += 1
        name = f"{kind.value}-{version}{_CHANGES}"
        if name not in documents:
            raise ValueError(f"no {name}")
        found.append(documents[name])
    return tuple(found)


def _referred(document: Any, common: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the common files that `document` refers to, and those that they refer to, sorted."""
    found: set[str] = set()
    left = [document]
    while left:
        part = left.pop()
        if isinstance(part, list):
            left += part
        elif isinstance(part, dict):
            left += part.values()
            reference = part.get("$ref")
            name = reference.partition("#")[0] if isinstance(reference, str) else ""
            if name and name not in found:
                if name not in common:
                    raise ValueError(f"{reference} is not there")
                found.add(name)
                left.append(common[name])
    return tuple(sorted(found))


def _resolve(schema: Any, common: Mapping[str, Any], *, here: str) -> Any:
    """`schema`, a part of the file `here`, with each `$ref` replaced by what it means; what stands beside it wins."""
    if isinstance(schema, list):
        return [_resolve(part, common, here=here) for part in schema]
    if not isinstance(schema, dict):
        return schema
    merged: dict[str, Any] = {}
    if isinstance(schema.get("$ref"), str):
        file, _, pointer = schema["$ref"].partition("#/$defs/")
        file = file or here
        try:
            merged.update(_resolve(common[file]["$defs"][pointer], common, here=file))
        except KeyError as error:
            raise ValueError(f"{schema['$ref']} is not there") from error
    merged.update({key: _resolve(value, common, here=here) for key, value in schema.items() if key != "$ref"})
    return merged
