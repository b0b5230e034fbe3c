"""Blank forms: current, complete, and readable as YAML."""

from pathlib import Path

import pytest

from czdocs.flows.knowledge import form_schemas
from czdocs.flows.new_form import form_titles, new_form
from czdocs.flows.validate import validate
from czdocs.record import FormKind

BLANK = Path(__file__).parents[2] / "forms" / "blank"
FAULTS_OF_EMPTINESS = {"CZ1104", "CZ1107", "CZ1108", "CZ1109", "CZ1116", "CZ1118"}


@pytest.mark.parametrize("kind", FormKind, ids=lambda kind: kind.value)
def test_blank_form_is_current(kind: FormKind) -> None:
    """The blank form in the repository is what `czdocs new` writes from the schema."""
    made = new_form(kind, schema_location=f"../../schemas/{kind.value}-1.schema.json")
    assert (BLANK / f"{kind.value}.yaml").read_text(encoding="utf-8") == made


@pytest.mark.parametrize("kind", FormKind, ids=lambda kind: kind.value)
def test_blank_form_shows_every_field(kind: FormKind) -> None:
    """Each field of the form stands in it with its title; the marking of secrets alone is left out."""
    text = new_form(kind)
    for key, field in form_schemas().get(kind).resolved["properties"].items():
        assert (f"\n{key}:" in text or f"\n# {key}:" in text) == (key != "classification")
        if key != "classification":
            assert field["title"] in text


@pytest.mark.parametrize("kind", FormKind, ids=lambda kind: kind.value)
def test_blank_form_lacks_only_what_is_to_be_filled_in(kind: FormKind, tmp_path: Path) -> None:
    """A blank form is good YAML without unknown fields; what is found is only that values are missing."""
    path = tmp_path / "form.yaml"
    path.write_text(new_form(kind), encoding="utf-8")
    result = validate([path])
    assert result.invalid == 1
    assert {d.code for d in result.diagnostics} <= FAULTS_OF_EMPTINESS


def test_every_kind_has_a_title() -> None:
    """Each kind can be named in Chinese."""
    assert form_titles()[FormKind.APPLICATION] == "创新产品认定申请表"
    assert set(form_titles()) == set(FormKind)


def test_condition_is_explained() -> None:
    """A field that only some forms need says when."""
    assert "版本号【产品类别为首版次软件时必填】" in new_form(FormKind.APPLICATION)
