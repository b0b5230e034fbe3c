"""Every case under `tests/data/derivations`, computed by the package and a second time day by day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from brute_force import last_valid_day, premium_outcome, scenario_outcome
from ruamel.yaml import YAML

from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.claim_facts import (
    BenefitFact,
    ClaimFacts,
    ContractFact,
    InvoiceFact,
    PaidYear,
    PremiumFacts,
    ScenarioFacts,
    facts_data,
    facts_from_data,
)
from czdocs.decide.derivation import Derivation, exact_text
from czdocs.decide.premium_subsidy import premium_subsidy
from czdocs.decide.scenario_support import scenario_support
from czdocs.flows.knowledge import policy_book
from czdocs.flows.validate import validate_content
from czdocs.money import yuan
from czdocs.period import years_after
from czdocs.policy.parameter import Measures, Tier
from czdocs.terms import BenefitLevel

DATA = Path(__file__).parents[1] / "data"
MEASURES = policy_book().on(date(2026, 1, 1))
Case = Mapping[str, Any]


def cases(file: str) -> list[Any]:
    """The cases of one file, every value as the text that was written, so that no sum becomes a float."""
    rows: Sequence[Case] = YAML(typ="base", pure=True).load(DATA / "derivations" / file)
    return [pytest.param(row, id=f"{file.removesuffix('.yaml')}:{row['case']}") for row in rows]


def premium_facts(claim: Case) -> PremiumFacts:
    """The facts of a `premium_claim`."""
    return PremiumFacts(
        certified_on=date.fromisoformat(claim["certified_on"]),
        contracts=tuple(
            ContractFact(
                number=one["number"],
                sum_insured_yuan=yuan(one["sum_insured_yuan"]),
                premium_paid_yuan=yuan(one["premium_paid_yuan"]),
                premium_refunded_yuan=yuan(one.get("premium_refunded_yuan", "0")),
                start=date.fromisoformat(one["term"]["start"]),
                end=date.fromisoformat(one["term"]["end"]),
            )
            for one in claim["insurance_contracts"]
        ),
        prior=prior(claim),
        other_benefits=benefits(claim),
    )


def scenario_facts(claim: Case) -> ScenarioFacts:
    """The facts of a `scenario_claim`."""
    return ScenarioFacts(
        certified_on=date.fromisoformat(claim["certified_on"]),
        signed_on=date.fromisoformat(claim["signed_on"]),
        invoices=tuple(
            InvoiceFact(
                number=str(n), total_yuan=yuan(one["total_yuan"]), red_letter=one.get("red_letter", "false") == "true"
            )
            for n, one in enumerate(claim["invoices"], 1)
        ),
        listed_share=Fraction(claim.get("listed_share", "1")),
        prior=prior(claim),
        other_benefits=benefits(claim),
    )


def prior(claim: Case) -> tuple[PaidYear, ...]:
    """What was granted before."""
    return tuple(
        PaidYear(year_start=date.fromisoformat(one["year_start"]), amount_yuan=yuan(one["amount_yuan"]))
        for one in claim.get("prior_subsidies", ())
    )


def benefits(claim: Case) -> tuple[BenefitFact, ...]:
    """Money of other programmes; for the same cost unless the case says otherwise."""
    return tuple(
        BenefitFact(
            level=BenefitLevel(one["level"]),
            programme=one.get("programme", "示例政策"),
            same_cost=one.get("same_cost", "true") == "true",
            paid=one["paid"] == "true",
            amount_yuan=yuan(one["amount_yuan"]),
        )
        for one in claim.get("other_benefits", ())
    )


def tiers(case: Case) -> tuple[Tier, ...]:
    """The tiers that the case names."""
    return tuple(Tier(from_yuan=Decimal(one["from_yuan"]), share=Decimal(one["share"])) for one in case["tiers"])


def derived(case: Case, measures: Measures = MEASURES) -> tuple[ClaimFacts, Derivation]:
    """The facts of a case and what the package computes from them."""
    if "premium_claim" in case:
        facts = premium_facts(case["premium_claim"])
        return facts, premium_subsidy(facts, measures)
    order = scenario_facts(case["scenario_claim"])
    return order, scenario_support(order, measures, tiers(case))


CLAIMS = [
    *cases("premium-examples.yaml"),
    *cases("premium-validity.yaml"),
    *cases("premium-limits.yaml"),
    *cases("premium-years.yaml"),
    *cases("premium-adjoining.yaml"),
    *cases("scenario-examples.yaml"),
    *cases("scenario-boundaries.yaml"),
    *cases("double-benefit.yaml"),
]


@pytest.mark.parametrize("case", CLAIMS)
def test_case_is_computed(case: Case) -> None:
    """Amount, exact sum, state, insured years, remarks and the named steps are those that the case expects."""
    facts, derivation = derived(case)
    expected = case["expected"]
    assert f"{derivation.amount_yuan:f}" == expected["amount_yuan"], case["how"]
    assert exact_text(derivation.exact) == exact_text(Fraction(expected["exact"])), case["how"]
    assert derivation.state == expected.get("state", "payable")
    if isinstance(facts, PremiumFacts):
        found = {one.year_start.isoformat(): f"{one.amount_yuan:f}" for one in derivation.years}
        assert found == (expected["years"] or {})
    assert [remark.code for remark in derivation.remarks] == list(expected.get("remarks", ()))
    steps = [(step.label, exact_text(step.result)) for step in derivation.steps]
    for step in expected.get("steps", ()):
        wanted = exact_text(Fraction(step["result"]))
        assert any(step["label"] in label and result == wanted for label, result in steps), (step, steps)


@pytest.mark.parametrize("case", CLAIMS)
def test_case_counts_alike_day_by_day(case: Case) -> None:
    """The second implementation gives what the case expects, from the facts as an archive holds them."""
    facts, _ = derived(case)
    expected, data = case["expected"], facts_data(facts)
    if isinstance(facts, PremiumFacts):
        outcome = premium_outcome(data)
        years = {begins: int(amount) for begins, amount in (expected["years"] or {}).items()}
        assert years in outcome.years
    else:
        outcome = scenario_outcome(data, [(one["from_yuan"], one["share"]) for one in case["tiers"]])
    assert (str(outcome.amount_yuan), outcome.exact) == (expected["amount_yuan"], Fraction(expected["exact"]))
    assert facts_from_data(data) == facts


READINGS = [
    pytest.param(
        param.values[0],
        reading,
        id=f"{param.id}:{'-'.join(reading.values())}",
    )
    for param in CLAIMS
    for reading in param.values[0].get("instead", ())
]


@pytest.mark.parametrize(("case", "instead"), READINGS)
def test_case_read_otherwise(case: Case, instead: Case) -> None:
    """Another reading of an open question gives the amount that the case names, and is told in the derivation."""
    ((name, choice),) = ((key, value) for key, value in instead.items() if key != "amount_yuan")
    _, derivation = derived(case, MEASURES.with_reading(name, choice))
    assert derivation.amount_yuan == Decimal(instead["amount_yuan"])
    assert derivation.readings[name] == choice


@pytest.mark.parametrize("case", CLAIMS)
def test_steps_hold_together(case: Case) -> None:
    """Every step names its article and its figures, and the last one is the amount."""
    _, derivation = derived(case)
    assert derivation.steps[-1].result == Fraction(derivation.amount_yuan)
    for step in derivation.steps:
        assert step.article.startswith("第")
        assert step.values
        assert step.result >= 0
    assert derivation.readings.items() <= {name: one.chosen for name, one in MEASURES.interpretations.items()}.items()


@pytest.mark.parametrize("case", CLAIMS)
def test_notice_gives_the_same(case: Case) -> None:
    """A claim goes to its article; the tiers of its year's notice are those of the cases."""
    facts, derivation = derived(case)
    notice = policy_book().notice(2026)
    if isinstance(facts, PremiumFacts) or tiers(case) == notice.scenario_tiers:
        assert claim_amount(facts, MEASURES, notice) == derivation
    else:
        assert tiers(case) == ()
        assert claim_amount(facts, MEASURES, None) == derivation


@pytest.mark.parametrize("case", cases("validity.yaml"))
def test_validity_ends(case: Case) -> None:
    """The last valid day counts whole: what is signed on it is supported, a day later it is not (art. 10)."""
    certified, last = date.fromisoformat(case["certified_on"]), date.fromisoformat(case["last_valid_day"])
    assert years_after(certified, MEASURES.integer("validity_years")) == last
    assert last_valid_day(case["certified_on"]) == case["last_valid_day"]
    assert (last - certified).days + 1 == int(case["days"])
    day = timedelta(days=1)
    invoices = (InvoiceFact(number="1", total_yuan=yuan("1000"), red_letter=False),)
    for signed, amount in ((certified - day, 0), (certified, 200), (last, 200), (last + day, 0)):
        facts = ScenarioFacts(certified_on=certified, signed_on=signed, invoices=invoices)
        assert scenario_support(facts, MEASURES, ()).amount_yuan == amount


@pytest.mark.parametrize("case", cases("validity.yaml"))
def test_track_record_holds(case: Case) -> None:
    """A product counts as sold on bid deadlines within two years of its certification, both ends included (art. 15)."""
    certified = date.fromisoformat(case["certified_on"])
    last = years_after(certified, MEASURES.integer("track_record_years"))
    for deadline, counts in case["track_record"].items():
        assert (certified <= date.fromisoformat(deadline) <= last) == (counts == "true")


@pytest.mark.parametrize("case", cases("forms.yaml"))
def test_form_at_its_limit(case: Case) -> None:
    """A form changed as the case says is told of, or not, by the rule of its article."""
    path = DATA / "accepted" / case["form"]
    text = path.read_text(encoding="utf-8")
    for change in case["changes"]:
        assert change["from"] in text
        text = text.replace(change["from"], change["to"])
    found = validate_content(text.encode(), name=path.name, today=date(2026, 11, 23)).diagnostics
    codes = {diagnostic.code for diagnostic in found}
    assert (case["code"] in codes) == (case["told"] == "true"), codes
    assert not any(code.startswith("CZ1") for code in codes)
