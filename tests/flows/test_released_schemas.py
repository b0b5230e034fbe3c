"""Released schemas: a version that is out never changes."""

import json

import pytest

from czdocs.flows import released_schemas
from czdocs.flows.released_schemas import changed_schemas, pins_text
from czdocs.resources import resource_bytes, resource_names

NAME = "report-1.schema.json"


def test_every_schema_is_as_it_is_pinned() -> None:
    """No schema differs from its pin; where one does, the message says what to do."""
    assert changed_schemas() == {}
    assert json.loads(pins_text()).keys() == {n for n in resource_names("schemas") if n.endswith(".schema.json")}
    assert pins_text().encode() == resource_bytes("schemas", "released.json")


@pytest.mark.parametrize(
    ("released", "said", "kept"),
    [
        ("0.1.0", "put it back, and make a new version", True),
        (None, "run `python -m invoke generate`", False),
    ],
)
def test_changed_schema_says_what_to_do(
    released: str | None, said: str, *, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A released schema asks for a new version, and generating never moves its pin; a draft is pinned anew."""
    pins = json.loads(pins_text()) | {NAME: {"sha256": "0" * 64, "released": released}}
    monkeypatch.setattr(released_schemas, "_pins", lambda: pins)
    (fault,) = changed_schemas().items()
    assert fault[0] == NAME
    assert said in fault[1]
    assert (json.loads(pins_text())[NAME]["sha256"] == "0" * 64) is kept
