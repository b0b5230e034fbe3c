"""Rules about claims: each on either side of its boundary, with the accepted claims altered in one thing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from czdocs.catalogue.claims import ENTRIES
from czdocs.decide.claim_identity import claim_identifiers
from czdocs.decide.insured_year import insured_years
from czdocs.diagnostic import Diagnostic
from czdocs.flows.knowledge import form_schemas, policy_book
from czdocs.flows.validate import validate, validate_content
from czdocs.intake.dossier import Terms
from czdocs.intake.reading import read_submission, record_from
from czdocs.intake.rules_premium_claim import insured_while_certified, premium_ceiling, premium_follows_rate
from czdocs.intake.rules_scenario_claim import scenario_ceiling
from czdocs.money import Yuan
from czdocs.record.claims import InsuranceContract, InsuranceTerm, PremiumClaim, PriorSubsidy, ScenarioClaim

CLAIMS = Path(__file__).parents[1] / "data" / "accepted" / "claims"
B1 = CLAIMS / "2026-XB-B001" / "premium-claim.yaml"
B2 = CLAIMS / "2026-XB-B002" / "premium-claim.yaml"
C1 = CLAIMS / "2026-WJ-C001" / "scenario-claim.yaml"
TODAY = date(2026, 11, 23)
MEASURES = policy_book().on(date(2026, 6, 16))
TERMS = Terms(measures=MEASURES, notice=None)
BOUNDARIES = YAML(typ="safe").load((CLAIMS.parents[1] / "claim-boundaries.yaml").read_text(encoding="utf-8"))


def found(path: Path, old: str, new: str) -> list[Diagnostic]:
    """What is found in the accepted form at `path` with `old` replaced once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    return list(validate_content(text.replace(old, new, 1).encode(), name="-", today=TODAY).diagnostics)


@pytest.mark.parametrize("row", BOUNDARIES, ids=[f"{row['code']}-{n}" for n, row in enumerate(BOUNDARIES)])
def test_rule_at_its_boundary(row: Mapping[str, str]) -> None:
    """What is just right is not told by the rule, what is just wrong is, and nothing fails the schema."""
    (path,) = (CLAIMS / row["base"]).glob("*-claim.yaml")
    assert row["code"] not in {d.code for d in found(path, row["old"], row["right"] or row["old"])}
    codes = {d.code for d in found(path, row["old"], row["wrong"])}
    assert row["code"] in codes
    assert not any(code.startswith("CZ1") for code in codes)


def test_every_rule_of_claims_has_a_boundary() -> None:
    """No rule about claims is without a row of the table, but those about folders, other claims and the archive."""
    elsewhere = {"CZ2959", "CZ2960", "CZ2961", "CZ2962", "CZ2963", "CZ2964", "CZ2967", "CZ2969"}
    assert {entry.code for entry in ENTRIES} - {row["code"] for row in BOUNDARIES} == elsewhere


def premium(path: Path = B1) -> PremiumClaim:
    """The body of an accepted premium claim."""
    submission = read_submission(path.read_bytes(), file="f.yaml", schemas=form_schemas()).submission
    assert submission is not None
    body = record_from(submission).body
    assert isinstance(body, PremiumClaim)
    return body


def with_contract(claim: PremiumClaim, **changes: object) -> PremiumClaim:
    """`claim` with its first contract alone, changed."""
    contract: InsuranceContract = replace(claim.insurance_contracts[0], **changes)  # type: ignore[arg-type]
    return replace(claim, insurance_contracts=(contract,))


@pytest.mark.parametrize(
    ("insured", "paid", "start", "end", "prior", "exact"),
    [
        ("10000000", "200000", "2026-07-01", "2027-06-30", "0", Fraction(160_000)),
        ("10000000", "300000", "2026-07-01", "2027-06-30", "0", Fraction(240_000)),
        ("10000000", "350000", "2026-07-01", "2027-06-30", "0", Fraction(240_000)),
        ("30000000", "750000", "2026-07-01", "2027-06-30", "0", Fraction(500_000)),
        ("12000000", "360000", "2026-07-01", "2027-06-30", "288000", Fraction(212_000)),
        ("10000000", "183000", "2024-02-29", "2025-02-28", "0", Fraction(146_400)),
        ("10000000", "200000", "2024-07-01", "2024-12-31", "0", Fraction(44_160_000, 365)),
        ("5000000", "123456.79", "2026-07-01", "2027-06-30", "0", Fraction("98765.432")),
        ("10000000", "200000", "2026-07-01", "2027-06-30", "500000", Fraction(0)),
        ("10000000", "200000", "2026-07-01", "2027-06-30", "600000", Fraction(0)),
    ],
)
def test_premium_ceiling_is_exact(  # noqa: PLR0913, PLR0917  a row of the table
    insured: str, paid: str, start: str, end: str, prior: str, exact: Fraction
) -> None:
    """Share, rate ceiling by days, cap for life: the examples of art. 20, not rounded."""
    claim = with_contract(
        premium(),
        sum_insured_yuan=Yuan(Decimal(insured)),
        premium_paid_yuan=Yuan(Decimal(paid)),
        term=InsuranceTerm(start=date.fromisoformat(start), end=date.fromisoformat(end)),
    )
    before = PriorSubsidy(year_start=date(2025, 7, 1), amount_yuan=Yuan(Decimal(prior)))
    assert premium_ceiling(replace(claim, prior_subsidies=(before,)), MEASURES)[0] == exact


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


@given(insured=AMOUNTS, paid=AMOUNTS, refunded=AMOUNTS, prior=AMOUNTS, days=st.integers(min_value=0, max_value=1500))
@settings(deadline=None)
def test_premium_ceiling_is_never_negative_nor_above_any_limit(
    insured: Decimal, paid: Decimal, refunded: Decimal, prior: Decimal, days: int
) -> None:
    """Whatever is written, the most that can be given lies between nothing and each of the three limits."""
    start = date(2026, 7, 1)
    claim = with_contract(
        premium(),
        sum_insured_yuan=Yuan(insured),
        premium_paid_yuan=Yuan(paid),
        premium_refunded_yuan=Yuan(refunded),
        term=InsuranceTerm(start=start, end=start + timedelta(days=days)),
    )
    before = PriorSubsidy(year_start=date(2025, 7, 1), amount_yuan=Yuan(prior))
    ceiling, basis = premium_ceiling(replace(claim, prior_subsidies=(before,)), MEASURES)
    assert 0 <= ceiling <= max(Decimal(0), Decimal(500_000) - prior)
    assert ceiling <= Fraction(4, 5) * Fraction(max(paid - refunded, Decimal(0)))
    assert basis


@given(start=st.dates(min_value=date(2023, 1, 1), max_value=date(2032, 12, 31)))
def test_insurance_begins_inside_the_validity(start: date) -> None:
    """A contract is told exactly where it begins outside the two years from certification, both ends counted."""
    claim = with_contract(premium(), term=InsuranceTerm(start=start, end=start))
    told = list(insured_while_certified(claim, TERMS))
    assert bool(told) != (date(2026, 6, 16) <= start <= date(2028, 6, 16))


@given(
    insured=st.decimals(min_value=1, max_value=10**9, places=2),
    rate=st.decimals(min_value=Decimal("0.0001"), max_value=Decimal("0.1"), places=4),
    days=st.integers(min_value=0, max_value=1200),
    off=st.sampled_from(["0", "0.99", "-0.99", "1.02", "-1.02"]),
)
@settings(deadline=None)
def test_premium_is_rate_times_sum_times_term(insured: Decimal, rate: Decimal, days: int, off: str) -> None:
    """A premium computed by days passes within a yuan, and not beyond it."""
    start = date(2026, 7, 1)
    end = start + timedelta(days=days)
    exact = Fraction(insured) * Fraction(rate) * sum((year.share for year in insured_years(start, end)), Fraction(0))
    paid = Decimal(round(exact * 100)) / 100 + Decimal(off)
    claim = with_contract(
        premium(),
        sum_insured_yuan=Yuan(insured),
        premium_rate=rate,
        premium_paid_yuan=Yuan(paid),
        term=InsuranceTerm(start=start, end=end),
    )
    assert bool(list(premium_follows_rate(claim, TERMS))) == (abs(Decimal(off)) > 1)


def with_reading(name: str, chosen: str) -> Terms:
    """The terms with another option chosen for the open question `name`."""
    changed = replace(MEASURES.interpretations[name], chosen=chosen)
    return Terms(measures=replace(MEASURES, interpretations={**MEASURES.interpretations, name: changed}), notice=None)


def test_another_reading_of_the_validity_may_be_chosen() -> None:
    """Where days inside the validity suffice (D-15), a contract may begin before it, but must reach into it."""
    terms = with_reading("D-15", "days_inside")
    for end, told in ((date(2026, 6, 16), 0), (date(2026, 6, 15), 1)):
        claim = with_contract(premium(), term=InsuranceTerm(start=date(2025, 7, 1), end=end))
        assert len(list(insured_while_certified(claim, terms))) == told
        assert len(list(insured_while_certified(claim, TERMS))) == 1


def test_another_reading_of_the_rate_may_be_chosen() -> None:
    """Where the rate is taken as written (D-14), half a year costs the whole rate."""
    half = InsuranceTerm(start=date(2026, 7, 1), end=date(2026, 12, 31))
    claim = with_contract(premium(), term=half)
    assert len(list(premium_follows_rate(claim, TERMS))) == 1
    assert list(premium_follows_rate(claim, with_reading("D-14", "as_written"))) == []


def test_third_year_of_a_product_is_told_to_the_day() -> None:
    """With two years supported, a contract inside the second year counts to it, one a day later begins a third."""
    years = ("2024-07-02", "2025-07-02")
    prior = "\n".join(["prior_subsidies:", *(f"  - {{year_start: {year}, amount_yuan: 1.00}}" for year in years)])
    for start, told in (("2026-07-01", False), ("2026-07-02", True)):
        text = (
            B1.read_text(encoding="utf-8")
            .replace("prior_subsidies: []", prior)
            .replace("start: 2026-07-01", f"start: {start}")
        )
        codes = {d.code for d in validate_content(text.encode(), name="-").diagnostics}
        assert ("CZ2207" in codes) is told


def test_scenario_ceiling_leaves_out_other_goods_and_red_letters() -> None:
    """A fifth of what was invoiced net, for the listed part of the order, and never above the cap."""
    submission = read_submission(C1.read_bytes(), file="f.yaml", schemas=form_schemas()).submission
    assert submission is not None
    claim = record_from(submission).body
    assert isinstance(claim, ScenarioClaim)
    assert scenario_ceiling(claim, MEASURES)[0] == 672_000
    first, second = claim.first_order.invoices
    red = replace(second, red_letter=True, total_yuan=Yuan(Decimal(855000)))
    order = replace(claim.first_order, invoices=(first, red))
    assert scenario_ceiling(replace(claim, first_order=order), MEASURES)[0] == 168_000
    large = replace(first, total_yuan=Yuan(Decimal(30_000_000)))
    order = replace(claim.first_order, invoices=(large,))
    assert scenario_ceiling(replace(claim, first_order=order), MEASURES)[0] == 5_000_000


def test_invoice_used_twice_names_where_it_stood_first(tmp_path: Path) -> None:
    """The later of two claims is told, with the place in the earlier one; the same case copied is not told again."""
    text = B1.read_text(encoding="utf-8")
    for case in ("2026-XB-B001", "2026-XB-B003"):
        (tmp_path / f"{case}").mkdir()
        (tmp_path / case / "premium-claim.yaml").write_text(text.replace("2026-XB-B001", case), encoding="utf-8")
    clashes = [d for d in validate([tmp_path]).diagnostics if d.code == "CZ2959"]
    assert [d.message[:3] for d in clashes] == ["保单“", "出厂编", "发票“"]
    for clash in clashes:
        assert "2026-XB-B003" in clash.place.file
        ((role, first),) = clash.related
        assert role == "首次出现"
        assert "2026-XB-B001" in first.file
        assert first.line == clash.place.line


def test_machine_may_be_insured_in_two_years() -> None:
    """The same machine in two contracts is told only where both cover the same risk on a common day."""
    second = B2.read_text(encoding="utf-8").replace("coverage: liability", "coverage: quality")
    assert "CZ2958" in {d.code for d in validate_content(second.encode(), name="-").diagnostics}
    later = second.replace("start: 2026-07-15, end: 2027-01-14", "start: 2027-07-15, end: 2028-01-14")
    assert "CZ2958" not in {d.code for d in validate_content(later.encode(), name="-").diagnostics}


def test_every_paper_of_the_accepted_claims_is_used_once() -> None:
    """The accepted claims share nothing, but for the machines that B002 insures against two risks."""
    for path in (B1, B2):
        normal = [i.normal for i in claim_identifiers(premium(path)) if ":VG" not in i.normal]
        assert len(normal) == len(set(normal))
