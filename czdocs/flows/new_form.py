"""New form: the blank form of a kind."""

import json

from czdocs.flows.knowledge import form_schemas
from czdocs.intake.blank import blank_form
from czdocs.record import FormKind

__all__ = ["form_titles", "new_form", "new_form_files"]

_SCHEMA_FOLDER = ".czdocs"  # hidden, so that it is no part of the case


def new_form(kind: FormKind, *, schema_location: str | None = None) -> str:
    """The newest blank form of `kind` as YAML text.

    `schema_location` is where an editor finds the schema; without it, the schema's own file name.
    """
    schemas = form_schemas()
    schema = schemas.get(kind, max(schemas.versions(kind)))
    location = schema_location or f"{kind.value}-{schema.version}.schema.json"
    return blank_form(schema, schema_location=location)


def new_form_files(kind: FormKind, name: str) -> dict[str, bytes]:
    """The newest blank form of `kind` under `name`, and beside it the schema that its first line names.

    The schema stands whole in one file, so that an editor finds it offline, wherever the folder is copied to; a path
    into the installation would hold on one machine only and tell the user's name.
    """
    schemas = form_schemas()
    schema = schemas.get(kind, max(schemas.versions(kind)))
    location = f"{_SCHEMA_FOLDER}/{kind.value}-{schema.version}.schema.json"
    whole = {key: value for key, value in schema.resolved.items() if key != "$id"}
    return {
        name: new_form(kind, schema_location=location).encode(),
        location: f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode(),
    }


def form_titles() -> dict[FormKind, str]:
    """The Chinese title of each kind, in the order of the procedure."""
    schemas = form_schemas()
    return {kind: schemas.get(kind, max(schemas.versions(kind))).title for kind in FormKind if schemas.versions(kind)}
