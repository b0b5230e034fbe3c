"""Schemas: complete, closed, local, and read alike by both validators."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from czdocs import terms
from czdocs.flows.knowledge import form_schemas
from czdocs.intake.reading import read_submission
from czdocs.record import FormKind
from czdocs.record.application import Comparison, IpStatus, Mark, PriorLevel
from czdocs.record.attachments import MediaType
from czdocs.record.decision import Objections
from czdocs.record.notice import NoticeLayout
from czdocs.record.reviews import CheckedItem, CheckResult, ReviewMethod
from czdocs.record.revocation import HearingOutcome
from czdocs.resources import resource_bytes, resource_names

DATA = Path(__file__).parents[1] / "data"
DOCUMENTS: dict[str, Any] = {name: json.loads(resource_bytes("schemas", name)) for name in resource_names("schemas")}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(document["$id"], Resource.from_contents(document)) for document in DOCUMENTS.values()]
)
FORMS = sorted(form_schemas().forms.values(), key=lambda schema: schema.kind.value)
CASE = DATA / "accepted" / "2026" / "cases" / "2026-XB-0001"
CLAIMS = DATA / "accepted" / "claims"
LITERALS = (
    Comparison, IpStatus, Mark, PriorLevel, MediaType, Objections, CheckedItem, CheckResult, ReviewMethod,
    NoticeLayout, HearingOutcome,
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


def reference(kind: FormKind) -> Draft202012Validator:
    """The reference validator for `kind`."""
    document = DOCUMENTS[f"{kind.value}-1.schema.json"]
    return Draft202012Validator(document, registry=REGISTRY, format_checker=FormatChecker())


@pytest.mark.parametrize("schema", FORMS, ids=lambda schema: schema.kind.value)
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


@pytest.mark.parametrize("path", sorted((DATA / "refused").glob("*.yaml")), ids=lambda path: path.stem)
def test_both_validators_agree_on_refused_forms(path: Path) -> None:
    """The validator of daily work and the reference say the same of every refused form that can be read."""
    submission = read_submission(path.read_bytes(), file="f.yaml", schemas=form_schemas()).submission
    if submission is not None:
        data = dict(submission.data)
        assert submission.schema.validator.is_valid(data) == reference(submission.kind).is_valid(data)


BODIES = {
    path.stem: read_submission(path.read_bytes(), file="f.yaml", schemas=form_schemas()).submission
    for path in (
        *CASE.glob("*.yaml"),
        *CLAIMS.glob("*/*-claim.yaml"),
        *(DATA / "accepted" / "official").glob("*.yaml"),
    )
}
ODD = st.sampled_from(
    [
        "",
        " ",
        "x\n",
        "\n",
        "２０２６",
        "2026-02-30",
        "2026-04-08\n",
        "1e3",
        "0519",
        "A2",
        "E1",
        None,
        True,
        0,
        -1,
        [],
        {},
    ]
)


@given(data=st.data())
@settings(deadline=None, max_examples=150)
def test_both_validators_agree_on_altered_forms(data: st.DataObject) -> None:
    """With any value of a good form replaced, removed or added to, both validators still agree."""
    submission = BODIES[data.draw(st.sampled_from(sorted(BODIES)))]
    assert submission is not None
    body: Any = copy.deepcopy(dict(submission.data))
    path = data.draw(st.sampled_from(sorted(submission.values, key=str)))
    here: Any = body
    for part in path[:-1]:
        here = here[part]
    match data.draw(st.sampled_from(["replace", "remove", "add"])):
        case "replace":
            here[path[-1]] = data.draw(ODD)
        case "remove":
            del here[path[-1]]
        case _ if isinstance(here, dict):
            here[data.draw(st.sampled_from(["version", "licence", "mark", "licences", "slogan"]))] = data.draw(ODD)
    assert submission.schema.validator.is_valid(body) == reference(submission.kind).is_valid(body)
