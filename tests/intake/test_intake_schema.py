"""Schemas: complete, closed, local."""

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from czdocs import terms
from czdocs.flows.knowledge import form_schemas
from czdocs.record.application import Comparison, IpStatus, Mark, PriorLevel
from czdocs.record.attachments import MediaType
from czdocs.record.decision import Objections
from czdocs.record.notice import AttendanceRole, NoticeLayout, TextAlign, Urgency
from czdocs.record.reviews import CheckedItem, CheckResult, ReviewMethod
from czdocs.record.revocation import HearingOutcome
from czdocs.resources import resource_bytes, resource_names

DOCUMENTS: dict[str, Any] = {
    name: json.loads(resource_bytes("schemas", name))
    for name in resource_names("schemas")
    if name.endswith(".schema.json")
}
FORMS = sorted(form_schemas().forms.values(), key=lambda schema: schema.name)
LITERALS = (
    Comparison, IpStatus, Mark, PriorLevel, MediaType, Objections, CheckedItem, CheckResult, ReviewMethod,
    NoticeLayout, AttendanceRole, TextAlign, Urgency, HearingOutcome,
)  # fmt: skip


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object in a schema, itself included."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from subschemas(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from subschemas(value)


def fields(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of a resolved schema with its key."""
    for key, field in schema.get("properties", {}).items():
        yield key, field
        yield from fields(field)
        yield from fields(field.get("items", {}))


@pytest.mark.parametrize("schema", FORMS, ids=lambda schema: schema.name)
def test_every_field_explains_itself(schema: Any) -> None:
    """Each field has a Chinese title, a description and the article that it rests on."""
    for key, field in fields(schema.resolved):
        for word in ("title", "description", "x-article"):
            assert field.get(word), f"{schema.kind.value} {key} has no {word}"
        assert not field["title"].isascii(), key


@pytest.mark.parametrize("schema", FORMS, ids=lambda schema: schema.kind.value)
def test_every_example_is_right(schema: Any) -> None:
    """Each example that a blank form, a question or an editor shows is accepted where it is shown."""
    for key, field in fields(schema.resolved):
        if "properties" not in field and "items" not in field:
            check = Draft202012Validator(field, format_checker=FormatChecker())
            assert [value for value in field.get("examples", ()) if not check.is_valid(value)] == [], key


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_object_is_closed_and_every_pattern_whole(name: str) -> None:
    """Objects take no unknown key; patterns match whole texts and name their digits; references stay local."""
    Draft202012Validator.check_schema(DOCUMENTS[name])
    for schema in subschemas(DOCUMENTS[name]):
        if schema.get("type") == "object":
            assert schema["unevaluatedProperties"] is False
        if isinstance(schema.get("pattern"), str):
            assert schema["pattern"].startswith("^")
            assert schema["pattern"].endswith(r"$(?!\n)")
            assert r"\d" not in schema["pattern"]
            assert r"\s" not in schema["pattern"]
        if isinstance(schema.get("$ref"), str):
            assert schema["$ref"].startswith("common-1.schema.json#/$defs/")


def test_closed_lists_are_those_of_the_terms() -> None:
    """Each enumeration of the schemas, with its Chinese names, is a closed list that the code knows too."""
    known = {
        tuple((member.value, member.label) for member in kind)
        for kind in (
            terms.ApplicantKind, terms.AttachmentKind, terms.BenefitLevel, terms.Category, terms.CertificationResult,
            terms.Coverage, terms.District, terms.EvidenceKind, terms.Field, terms.InsuranceStage, terms.IpKind,
            terms.Level, terms.Origin, terms.Recommendation, terms.ReviewResult, terms.SubsidyResult,
            terms.RevocationGround, terms.PurchaserKind, terms.ProcurementMethod,
        )
    }  # fmt: skip
    literals = {tuple(get_args(literal)) for literal in LITERALS}
    found = [schema for document in DOCUMENTS.values() for schema in subschemas(document) if "x-labels" in schema]
    assert found
    for schema in found:
        labels = schema["x-labels"]
        assert list(labels) == schema["enum"]
        assert tuple(labels.items()) in known or tuple(labels) in literals
