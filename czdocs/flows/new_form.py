"""New form: the blank form of a kind."""

from czdocs.flows.knowledge import form_schemas
from czdocs.intake.blank import blank_form
from czdocs.record import FormKind

__all__ = ["form_titles", "new_form"]


def new_form(kind: FormKind, *, schema_location: str | None = None) -> str:
    """The newest blank form of `kind` as YAML text.

    `schema_location` is where an editor finds the schema; without it, the schema's own file name.
    """
    schemas = form_schemas()
    schema = schemas.get(kind, max(schemas.versions(kind)))
    location = schema_location or f"{kind.value}-{schema.version}.schema.json"
    return blank_form(schema, schema_location=location)


def form_titles() -> dict[FormKind, str]:
    """The Chinese title of each kind, in the order of the procedure."""
    schemas = form_schemas()
    return {kind: schemas.get(kind, max(schemas.versions(kind))).title for kind in FormKind if schemas.versions(kind)}
