"""New form: the form of a kind to fill in, or a filled-in example, and the schema that editors check it by."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from czdocs.errors import CzdocsError
from czdocs.flows.knowledge import form_schemas
from czdocs.intake.blank import SCHEMA_LINE, form_text
from czdocs.intake.editor_schema import editor_schema
from czdocs.intake.example import example_value
from czdocs.intake.field_notes import acceptor
from czdocs.intake.schema import FormSchema
from czdocs.resources import resource_bytes, resource_names
from czdocs.terms import FormKind

__all__ = [
    "SCHEMA_FOLDER",
    "editor_schema_bytes",
    "example_form",
    "form_titles",
    "new_form",
    "newest",
    "prefilled",
    "schema_location",
    "with_schema",
]

SCHEMA_FOLDER = ".czdocs"
"""Beside the form and hidden, so that it is no part of the case."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def new_form(
    kind: FormKind, *, location: str | None = None, data: Mapping[str, Any] = _NOTHING, file: str = "文件名"
) -> str:
    """The newest form of `kind` as YAML text, `data` filled in, all else blank.

    `location` is where an editor finds the schema, `file` the name under which the form will be checked.
    """
    schema = newest(kind)
    return form_text(schema, data=data, schema_location=location or schema_location(kind), file=file)


def example_form(kind: FormKind, *, location: str | None = None) -> str:
    """A complete form of `kind` with nothing wrong: the example that travels with the program.

    Where there is none yet, one composed of the examples that the schema gives.
    """
    name = f"{kind.value}.yaml"
    if name not in resource_names("examples"):
        schema = newest(kind)
        data = example_value(schema.resolved)
        return form_text(schema, data=data, schema_location=location or schema_location(kind), filled=True)
    first, _, rest = resource_bytes("examples", name).decode().partition("\n")
    if not first.startswith(SCHEMA_LINE):
        raise ValueError(f"the example {name} does not begin with its schema")
    return f"{SCHEMA_LINE}{location or schema_location(kind)}\n{rest}"


def with_schema(kind: FormKind, name: str, text: str) -> dict[str, bytes]:
    """The form `text` under `name`, and beside it the schema that its `$schema` line names.

    The schema stands whole in one file, so that an editor finds it offline, wherever the folder is copied to; a path
    into the installation would hold on one machine only and tell the user's name.
    """
    return {name: text.encode(), schema_location(kind): editor_schema_bytes(kind)}


def editor_schema_bytes(kind: FormKind, version: int | None = None) -> bytes:
    """The schema by which editors check a form of `kind` in `version`, the newest without it, as a JSON file."""
    schema = form_schemas().get(kind, version)
    return f"{json.dumps(editor_schema(schema), ensure_ascii=False, indent=1)}\n".encode()


def schema_location(kind: FormKind, version: int | None = None) -> str:
    """Where the schema of a form of `kind` in `version`, the newest without it, lies, seen from the form's folder."""
    return f"{SCHEMA_FOLDER}/{form_schemas().get(kind, version).name}"


def prefilled(kind: FormKind, *, case: str | None = None, year: int | None = None) -> dict[str, Any]:
    """The data that `case` and `year` fill in; the year is that of the case where none is given.

    Raises:
        CzdocsError: CZ5142 if the form has no such field, or the value does not fit it or the other.
    """
    properties = newest(kind).resolved["properties"]
    given: dict[str, Any] = {}
    if case is not None:
        given["case"] = case
        if year is None and case[:4].isascii() and case[:4].isdigit() and "year" in properties:
            given["year"] = int(case[:4])
    if year is not None:
        given["year"] = year
    for key, value in given.items():
        title = properties.get(key, {}).get("title", {"case": "申报编号", "year": "年度"}[key])
        if key not in properties:
            raise CzdocsError("CZ5142", option=f"--{key}", reason=f"{kind.label}没有“{title}”这一项")
        if not acceptor(properties[key])(value):
            raise CzdocsError("CZ5142", option=f"--{key}", reason=f"“{value}”不是正确的{title}")
    if case is not None and given.get("year", int(case[:4])) != int(case[:4]):
        raise CzdocsError("CZ5142", option="--year", reason=f"{year} 与申报编号 {case} 的前四位不一致")
    return given


def newest(kind: FormKind) -> FormSchema:
    """The newest schema of `kind`."""
    schemas = form_schemas()
    return schemas.get(kind, max(schemas.versions(kind)))


def form_titles() -> dict[FormKind, str]:
    """The Chinese title of each kind, in the order of the procedure."""
    return {kind: newest(kind).title for kind in FormKind if form_schemas().versions(kind)}
