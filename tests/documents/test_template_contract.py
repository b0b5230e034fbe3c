"""The contract of templates: faults are found where they are, without rendering; what is right is left alone."""

from pathlib import PurePosixPath

import pytest
from template_mutations import FAULTS, LEGAL, Edit, load_with, place_of, said_of

from czdocs.diagnostic import Severity
from czdocs.documents.contract.checking import check_template, fragments
from czdocs.documents.contract.meanings import MEANINGS, ROOTS
from czdocs.documents.contract.registry import CONTRACTS
from czdocs.documents.contract.typed import attributes
from czdocs.documents.contract.variables import classes_of, variables_of
from czdocs.documents.contract.word_rules import TABLE_STYLES
from czdocs.documents.docx_table import table_xml
from czdocs.documents.gongwen import Column, Table
from czdocs.resources import resource_bytes, resource_names


def _shipped(name: str) -> bytes:
    return resource_bytes("templates", name)


@pytest.mark.parametrize("name", CONTRACTS)
def test_shipped_template_keeps_its_contract(name: str) -> None:
    """No template that travels with the program has a fault."""
    assert check_template(CONTRACTS[name], _shipped) == ()


def test_every_template_has_a_contract() -> None:
    """Every template is checked, by a contract of its own or as a part of one that includes it."""
    templates = {name for name in resource_names("templates") if PurePosixPath(name).suffix in {".html", ".docx"}}
    included = {part for one in CONTRACTS.values() if not one.is_word for part in fragments(one.template, _shipped)}
    assert templates == {*CONTRACTS, *included}


def test_there_are_fifty_faults() -> None:
    """The measure of the check is at least fifty different mistakes, each with a name of its own."""
    assert len({edit.name for edit in FAULTS}) == len(FAULTS) >= 50
    assert len({edit.code for edit in FAULTS}) >= 20


@pytest.mark.parametrize("edit", FAULTS, ids=lambda edit: edit.name)
def test_fault_is_found(edit: Edit) -> None:
    """A mistake is found with its code, at its line or paragraph, and the message names what is meant."""
    found = check_template(CONTRACTS[edit.contract or edit.template], load_with(edit))
    alike = [one for one in found if one.code in edit.code.split("|")]
    assert alike, [f"{one.place} {one.code} {one.message}" for one in found]
    if not edit.whole:
        lines = {one.place.line for one in alike}
        assert place_of(edit) in lines, (lines, place_of(edit))
    assert all(one.severity is Severity.ERROR for one in alike)
    assert any(said_of(edit) in one.message + one.remedy for one in alike), [one.message for one in alike]


@pytest.mark.parametrize("edit", LEGAL, ids=lambda edit: edit.name)
def test_legal_edit_is_left_alone(edit: Edit) -> None:
    """What a clerk may change gives no finding."""
    found = check_template(CONTRACTS[edit.contract or edit.template], load_with(edit))
    assert [f"{one.place} {one.code} {one.message}" for one in found] == []


def test_every_variable_is_described() -> None:
    """Every field that a template may use has a meaning in Chinese, and nothing is described that there is not."""
    owners = {owner for contract in CONTRACTS.values() for owner in classes_of(contract)}
    assert [f"{o.__name__}.{v.name}" for o in owners for v in variables_of(o) if not v.meaning] == []
    assert [o.__name__ for o in owners if o not in MEANINGS] == []
    stale = [
        f"{o.__name__}.{name}"
        for o, (_, told) in MEANINGS.items()
        for name in told
        if name not in (attributes(o) or {})
    ]
    assert stale == []
    assert {name for contract in CONTRACTS.values() for name in contract.roots} <= set(ROOTS)


def test_styles_of_tables_are_those_that_are_asked_for() -> None:
    """The styles that the check asks for are those that a table is set in."""
    columns = (
        Column(title="甲", width=20),
        Column(title="乙", width=20, centred=True),
        Column(title="丙", width=20, amount=True),
    )
    table = Table(columns=columns, rows=(("组",), ("1", "2", "3")), total=("计", "", "3"), unit="单位：元")
    xml = table_xml(table)
    assert all(f'w:val="{style}"' in xml.replace("Table Grid", "TableGrid") for style in TABLE_STYLES)
