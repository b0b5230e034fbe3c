"""Editor schemas: what VS Code's YAML extension checks forms by, offline."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft7Validator

from czdocs.flows.knowledge import form_schemas
from czdocs.flows.new_form import editor_schema_bytes, schema_location
from czdocs.intake.source import ListNode, MapNode, Node, parse
from czdocs.terms import FormKind

ROOT = Path(__file__).parents[2]
FORMS = ROOT / "forms"
FILLED = sorted((*(FORMS / "sample").rglob("*.yaml"), *(FORMS / "example").glob("*.yaml")))
FIRST = re.compile(r"(?m)^# yaml-language-server: \$schema=(\S+)$")
EACH_KIND = pytest.mark.parametrize("kind", FormKind, ids=lambda kind: kind.value)


def schema(kind: FormKind) -> dict[str, Any]:
    """The editor schema of `kind` as an editor reads it."""
    read: dict[str, Any] = json.loads(editor_schema_bytes(kind))
    return read


def as_an_editor_types(node: Node) -> Any:  # noqa: PLR0911  one line a type
    """The value of `node` by the core schema of YAML 1.2, which editors follow."""
    if isinstance(node, MapNode):
        return {key: as_an_editor_types(child) for key, (_, child) in node.entries.items()}
    if isinstance(node, ListNode):
        return [as_an_editor_types(child) for child in node.items]
    if not node.plain:
        return node.text
    if node.text in {"", "~", "null", "Null", "NULL"}:
        return None
    if node.text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return node.text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text):
        return float(node.text)
    return node.text


def kind_of(text: str) -> tuple[FormKind, int]:
    """The kind and version that a form's own line names."""
    match = re.search(r"(?m)^form: ([a-z-]+)/([0-9]+)", text)
    assert match
    return FormKind(match[1]), int(match[2])


@EACH_KIND
def test_editor_schema_stands_alone(kind: FormKind) -> None:
    """It is a valid draft 7 schema that refers to nothing outside itself, so that it works without a network."""
    read = schema(kind)
    Draft7Validator.check_schema(read)
    text = json.dumps(read)
    assert "$ref" not in text
    assert set(re.findall(r"https?://[^\"]+", text)) <= {"http://json-schema.org/draft-07/schema#"}


def test_editor_schemas_in_the_repository_are_current() -> None:
    """The files beside the forms are what `czdocs new` would write, those of older versions too."""
    for kind, version in form_schemas().forms:
        assert (FORMS / schema_location(kind, version)).read_bytes() == editor_schema_bytes(kind, version)


def test_every_form_names_a_schema_that_is_there() -> None:
    """Each form of the repository, blank, sample and example, leads an editor to the schema of its kind."""
    for path in (*FILLED, *(FORMS / "blank").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        named = FIRST.search(text)
        assert named, path
        assert (path.parent / named[1]).resolve() == FORMS / schema_location(*kind_of(text)), path


def test_accepted_forms_satisfy_the_editor() -> None:
    """What our own reading accepts is not flagged by an editor that takes 3680000.00 for a number."""
    checks = {key: jsonschema_rs.Draft7Validator(json.loads(editor_schema_bytes(*key))) for key in form_schemas().forms}
    for path in FILLED:
        text = path.read_text(encoding="utf-8")
        root = parse(text, file=path.name).root
        assert root is not None
        errors = [
            f"{e.instance_path}: {e.message}" for e in checks[kind_of(text)].iter_errors(as_an_editor_types(root))
        ]
        assert errors == [], path


@pytest.mark.parametrize(
    ("alter", "place"),
    [
        (lambda form: form["product"].update(catagory="first_equipment"), "product"),
        (lambda form: form["product"].update(category="重大装备"), "product/category"),
        (lambda form: form["applicant"].update(district=320400), "applicant/district"),
        (lambda form: form["applicant"].update(staff_total="186人"), "applicant/staff_total"),
        (lambda form: form["product"].update(unit_price_yuan="368万元"), "product/unit_price_yuan"),
        (lambda form: form["product"].update(unit_price_yuan=-1), "product/unit_price_yuan"),
        (lambda form: form.update(submitted_on="2026年4月8日"), "submitted_on"),
        (lambda form: form["product"].update(version="V3.2"), "product"),
        (lambda form: form["product"].pop("models"), "product"),
    ],
)
def test_editor_sees_what_is_wrong(alter: Any, place: str) -> None:
    """A misspelt field, a wrong code, a unit behind a number, a missing field are flagged at their place."""
    root = parse((FORMS / "example" / "application.yaml").read_text(encoding="utf-8"), file="f").root
    assert root is not None
    form = as_an_editor_types(root)
    alter(form)
    errors = list(Draft7Validator(schema(FormKind.APPLICATION)).iter_errors(form))
    assert {"/".join(map(str, error.absolute_path)) for error in errors} == {place}


def test_editor_speaks_chinese() -> None:
    """Each field has its title, explanation and own sentence for a fault; codes have their names."""
    category = schema(FormKind.APPLICATION)["properties"]["product"]["properties"]["category"]
    assert category["title"] == "产品类别"
    assert category["markdownDescription"].startswith("【必填】依据《办法》第五条")
    assert category["enumDescriptions"][2] == "首版次软件"
    assert "first_version_software（首版次软件）" in category["errorMessage"]
