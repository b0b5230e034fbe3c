"""Examples: data as a filled-in field, group or list has it, composed of the examples that the schema gives."""

from collections.abc import Mapping
from typing import Any

from czdocs.intake.conditions import demands

__all__ = ["example_value"]


def example_value(schema: Mapping[str, Any]) -> Any:
    """A value of `schema`: its own example, for a group the examples of the fields that it needs.

    Conditional fields are there where the other examples ask for them. A list has one item, none where it may be empty.
    """
    if "const" in schema:
        return schema["const"]
    if schema.get("type") == "object":
        return _example_group(schema)
    if schema.get("type") == "array":
        return [example_value(schema["items"])] if schema.get("minItems", 0) else []
    examples = schema.get("examples") or schema.get("enum") or [None]
    return examples[0]


def _example_group(schema: Mapping[str, Any]) -> dict[str, Any]:
    fields = schema["properties"]
    filled = {key: example_value(fields[key]) for key in schema.get("required", ()) if key in fields}
    needed = demands(schema, filled).required
    return {key: filled.get(key, example_value(field)) for key, field in fields.items() if key in needed}
