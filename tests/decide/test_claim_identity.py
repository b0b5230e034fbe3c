"""Identity of a claim's papers."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from czdocs.decide.claim_identity import IdentifierKind, claim_identifiers, normal_form, used_identifiers
from czdocs.flows.knowledge import form_schemas
from czdocs.intake.reading import read_submission, record_from
from czdocs.record.claims import Claim, PremiumClaim, ScenarioClaim

CLAIMS = Path(__file__).parents[1] / "data" / "accepted" / "claims"


def claim(name: str) -> Claim:
    """An accepted claim."""
    (path,) = (CLAIMS / name).glob("*-claim.yaml")
    submission = read_submission(path.read_bytes(), file="f.yaml", schemas=form_schemas()).submission
    assert submission is not None
    body = record_from(submission).body
    assert isinstance(body, PremiumClaim | ScenarioClaim)
    return body


def test_identifiers_of_a_premium_claim() -> None:
    """Policies lose their hyphens, an old invoice keeps its code, a serial number gets its maker; each stands once."""
    assert used_identifiers(claim("2026-XB-B002")) == {
        "policies": ("SLCXCPZR20263204000077", "SLCXPZB20263204000402"),
        "invoices": (
            "032002600104:20418836",
            "26322000000117720402",
            "26322000000118050011",
            "26322000000118050029",
        ),
        "serials": ("91320411MAM8NXML17:VG12002505003", "91320411MAM8NXML17:VG12002505004"),
    }


def test_identifiers_of_a_scenario_claim() -> None:
    """A scenario rests on invoices alone, and has the other keys nevertheless."""
    assert used_identifiers(claim("2026-WJ-C001")) == {
        "policies": (),
        "invoices": ("26322000000126180601", "26322000000126180618"),
        "serials": (),
    }


def test_paths_lead_to_what_was_written() -> None:
    """The path of each identifier leads to its text in the body."""
    body = claim("2026-XB-B002")
    for identifier in claim_identifiers(body):
        here: object = body
        for part in identifier.path:
            here = here[part] if isinstance(part, int) and isinstance(here, tuple) else getattr(here, str(part))
        assert isinstance(here, str)
        assert identifier.written.endswith(here)


def test_every_kind_has_a_name() -> None:
    """Each kind can be named in Chinese."""
    assert [kind.label for kind in IdentifierKind] == ["保单", "发票", "出厂编号"]


@pytest.mark.parametrize("written", ["sn-001", "ＳＮ－００１", "SN 001", "SN/001", "sn.001"])
def test_layout_does_not_make_another_number(written: str) -> None:
    """Width, case, blanks and hyphens do not tell two numbers apart."""
    assert normal_form(written) == "SN001"


@given(st.text(alphabet="ABCDEFGHJK0123456789", min_size=1), st.text(alphabet=" -_/.", max_size=3))
def test_normal_form_is_stable(text: str, sign: str) -> None:
    """The normal form of a normal form is itself, and signs of layout anywhere change nothing."""
    assert normal_form(text) == text
    assert normal_form(sign.join(text)) == text


def test_serial_numbers_are_told_apart_by_maker() -> None:
    """The same number of another maker is another machine."""
    body = claim("2026-XB-B001")
    assert isinstance(body, PremiumClaim)
    other = dataclasses.replace(body, applicant=dataclasses.replace(body.applicant, uscc="91320411MAM8NXML17"))
    assert not set(used_identifiers(body)["serials"]) & set(used_identifiers(other)["serials"])
