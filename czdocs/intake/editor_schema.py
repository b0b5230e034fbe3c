"""Editor schema: the schema of a form kind as editors need it, whole in one file, with Chinese help.

Editors type values by YAML's own rules: `3680000.00` and `320411` are numbers to them where a form has text. So a text
that may consist of figures is allowed to be a number here; `czdocs validate` remains the judge. Draft 7 is the dialect
that every release of the YAML extension knows.
"""

from collections.abc import Mapping
from typing import Any

from czdocs.intake.field_notes import acceptor, choices, example_text, field_notes
from czdocs.intake.layout import SKIPPED, need
from czdocs.intake.schema import FormSchema

__all__ = ["editor_schema"]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_KEPT = (
    "title",
    *("type", "const", "enum", "pattern", "format", "minLength", "maxLength", "minimum", "maximum"),
    *("minItems", "maxItems", "uniqueItems", "required", "examples"),
)
_FIGURES = ("1", "1.5", "-1", "0.001", "13912345678", *("1" * length for length in range(2, 65)))
"""Texts in figures; a field that accepts one of them accepts figures."""


def editor_schema(schema: FormSchema) -> dict[str, Any]:
    """The JSON Schema (draft 7, without references) by which an editor checks, explains and completes the form."""
    return {"$schema": _DIALECT, **_node(schema.resolved, needed="")}


def _node(field: Mapping[str, Any], *, needed: str) -> dict[str, Any]:
    node: dict[str, Any] = {key: field[key] for key in _KEPT if key in field}
    # Editors show the allowed values and the example by themselves.
    node["description"] = "\n".join(_help(field, needed=needed))
    node["markdownDescription"] = "\n\n".join(_help(field, needed=needed))
    if field.get("type") == "object":
        properties = {key: value for key, value in field["properties"].items() if key not in SKIPPED}
        node["properties"] = {key: _node(value, needed=need(field, key)) for key, value in properties.items()}
        # A form that says that it is not secret is read like one that says nothing (art. 24).
        hidden = {"type": "null", "doNotSuggest": True}
        node["properties"] |= {key: hidden for key in field["properties"] if key in SKIPPED}
        node["additionalProperties"] = False
        if "allOf" in field:
            node["allOf"] = [_rule(rule) for rule in field["allOf"]]
    elif field.get("type") == "array":
        node["items"] = _node(field["items"], needed="")
    else:
        _relax(node, field)
        node["errorMessage"] = _fault(field)
        options = choices(field)
        if "enum" in node:
            named = dict(options)
            node["enumDescriptions"] = [named.get(str(value), "") for value in node["enum"]]
    return node


def _rule(rule: Any) -> Any:
    """A condition with its branches, patterns of which must let numbers pass where the field does."""
    if isinstance(rule, list):
        return [_rule(part) for part in rule]
    return {key: _rule(value) for key, value in rule.items()} if isinstance(rule, Mapping) else rule


def _relax(node: dict[str, Any], field: Mapping[str, Any]) -> None:
    """Let `node` take as numbers what is written in figures without quotation marks."""
    types = field.get("type", ())
    if "string" not in types or "const" in field:
        return
    if "enum" in field:
        figures = [int(value) for value in field["enum"] if isinstance(value, str) and value.isdigit()]
        if figures:
            node["enum"] = [*field["enum"], *figures]
            node["type"] = [*([types] if isinstance(types, str) else types), "integer"]
        return
    accepts = acceptor(field)
    if any(accepts(figure) for figure in _FIGURES):
        node["type"] = [*([types] if isinstance(types, str) else types), "number"]
        if not accepts("-1") and not accepts("-1.5"):
            node["minimum"] = 0


def _help(field: Mapping[str, Any], *, needed: str) -> list[str]:
    """What the editor shows beside a field."""
    said = list(field_notes(field))
    if needed:
        said.insert(0, f"【{needed}】依据《办法》{field.get('x-article', '')}")
    return said


def _fault(field: Mapping[str, Any]) -> str:
    """What the editor says of a value that does not fit."""
    options = choices(field)
    wanted = "、".join(f"{code}（{label}）" if label else code for code, label in options)
    if wanted:
        return f"“{field.get('title', '')}”须填以下之一：{wanted}。"
    if "const" in field:
        return f"“{field.get('title', '')}”固定写 {field['const']}。"
    example = example_text(field)
    shown = f"例：{example}" if example else ""
    return f"“{field.get('title', '')}”还没有填，或者不合要求。{''.join(field_notes(field))}{shown}"
