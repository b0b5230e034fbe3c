"""Records and money: immutable, exact, complete."""

import dataclasses
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from czdocs.flows.knowledge import form_schemas
from czdocs.intake.reading import read_submission, record_from
from czdocs.money import grouped, percent, wan_yuan_of, yuan, yuan_below
from czdocs.record import Body, Record, body_of
from czdocs.terms import FormKind

YEAR = Path(__file__).parent / "data" / "accepted" / "2026"
CLAIMS = YEAR.parent / "claims"
PATHS = (
    *sorted((YEAR / "cases" / "2026-XB-0001").glob("*.yaml")),
    YEAR / "certification-decision.yaml",
    *sorted(CLAIMS.glob("*/*-claim.yaml")),
    *sorted((YEAR.parent / "official").glob("*.yaml")),
)


def record(path: Path) -> Record[Body]:
    """The record of an accepted form."""
    submission = read_submission(path.read_bytes(), file=path.name, schemas=form_schemas()).submission
    assert submission is not None
    return record_from(submission)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_record_is_of_its_kind_and_cannot_change(path: Path) -> None:
    """The body has the type of the form's kind, and nothing of it can be set."""
    made = record(path)
    assert type(made.body) is body_of(made.kind)
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.year = 2027  # type: ignore[misc]
    assert hash(made) == hash(record(path))


def test_every_kind_has_a_body() -> None:
    """No kind of form is without a typed body."""
    assert len({body_of(kind) for kind in FormKind}) == len(FormKind)


def test_body_knows_every_field_of_its_schema() -> None:
    """The fields of a body are those of its schema, but for what the record itself holds."""
    for kind in FormKind:
        body = body_of(kind)
        keys = set(form_schemas().get(kind).resolved["properties"]) - {"form", "case", "year", "classification"}
        assert {f.metadata.get("key", f.name) for f in dataclasses.fields(body)} == keys


def test_days_of_publicity_stand_under_reserved_words() -> None:
    """`from` and `to` of the form are the first and the last day."""
    decision = record(YEAR / "certification-decision.yaml").body
    publicity = decision.publicity  # type: ignore[union-attr]
    assert publicity.first_day < publicity.last_day


def test_money_keeps_its_digits() -> None:
    """An amount has the digits that were written, and is grouped without being rounded."""
    assert str(yuan("3680000.00")) == "3680000.00"
    assert grouped(yuan("21540000")) == "21,540,000.00"
    assert grouped(Decimal("1234.567")) == "1,234.567"
    assert wan_yuan_of(yuan("123456.78")) == Decimal("12.345678")


def test_sums_are_cut_down_to_whole_yuan_or_fen() -> None:
    """An exact sum is cut down, never up, to the step asked for."""
    exact = Fraction(44_160_000, 365)
    assert str(yuan_below(exact, step=Decimal(1))) == "120986"
    assert str(yuan_below(exact, step=Decimal("0.01"))) == "120986.30"
    assert yuan_below(Fraction(5), step=Decimal(1)) == 5


def test_shares_are_shown_in_per_cent() -> None:
    """A fraction is shown in per cent without needless zeros."""
    assert [percent(Decimal(rate)) for rate in ("0.80", "0.015", "1", "0")] == ["80%", "1.5%", "100%", "0%"]
