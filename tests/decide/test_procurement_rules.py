"""The rules of arts. 6, 10, 13, 15 and 16 on the cases that a clerk can read in tests/data/derivations."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from czdocs.decide.periods import developed_within, in_operation, valid_on
from czdocs.decide.reserved_share import department_shares, reserved_share
from czdocs.decide.tender_terms import ScaleCondition, Term, factor_terms, qualification_terms, scale_condition
from czdocs.decide.track_record import deciding_day, track_record_score
from czdocs.flows.knowledge import policy_book
from czdocs.money import yuan
from czdocs.record.decision import Enquiries
from czdocs.record.procurement import BudgetedProject, ProcurementBudget, Purchaser
from czdocs.terms import PurchaserKind, Status

DATA = Path(__file__).parents[1] / "data"
MEASURES = policy_book().on(date(2026, 6, 16))


def cases(name: str) -> list[Any]:
    """The cases of a file of derivations, each named by what it shows."""
    read = YAML(typ="safe").load((DATA / "derivations" / f"{name}.yaml").read_text("utf-8"))["cases"]
    return [pytest.param(case, id=case.get("why") or case["text"]) for case in read]


@pytest.mark.parametrize("case", cases("06-1-in-operation"))
def test_year_of_operation(case: dict[str, Any]) -> None:
    """A year after its registration, on the corresponding day, a company has operated for a year (art. 6(1))."""
    period = in_operation(case["registered_on"], case["base"], MEASURES)
    assert (period.first, period.met) == (case["since"], case["met"])
    assert period.verdict.values["基准日"] == f"{case['base']}"
    assert (period.verdict.article, period.verdict.readings) == ("第六条第（一）项", ("D-02",))


@pytest.mark.parametrize("case", cases("06-4-developed-within"))
def test_three_years_of_development(case: dict[str, Any]) -> None:
    """A product is new for three years, both ends included (art. 6(4))."""
    period = developed_within(case["completed_on"], case["base"], MEASURES)
    assert (period.first, period.last, period.met) == (case["first"], case["base"], case["met"])
    assert period.verdict.formula == "基准日 − 3 年 ≤ 研制完成日期 ≤ 基准日"


@pytest.mark.parametrize("case", cases("10-valid-on"))
def test_two_years_of_validity(case: dict[str, Any]) -> None:
    """A certificate is valid from its day to the corresponding one two years later, moved by no holiday (art. 10)."""
    period = valid_on(case["certified_on"], case["day"], MEASURES)
    assert (period.last, period.met) == (case["last"], case["met"])
    assert (case["last"] - period.first).days + 1 == case["days"]


def budget(case: dict[str, Any]) -> ProcurementBudget:
    """The budget of a case, its first project repeated as often as it says."""
    rows = [case["projects"][0]] * case.get("repeat", 1) + case["projects"][1:]
    projects = tuple(
        BudgetedProject(
            department="处室",
            name=f"项目{n}",
            amount_yuan=yuan(row["amount_yuan"]),
            reserved_yuan=yuan(row["reserved_yuan"]),
        )
        for n, row in enumerate(rows)
    )
    return ProcurementBudget(
        purchaser=Purchaser(name="常州示例单位", kind=PurchaserKind.GOVERNMENT),
        projects=projects,
        total_yuan=yuan(str(sum(project.amount_yuan for project in projects))),
        reserved_yuan=yuan(str(sum(project.reserved_yuan for project in projects))),
        prepared_by="财务处",
        approved_by="沈立群",
        dated=date(2026, 10, 20),
        contact=Enquiries(name="财务处", telephone="0519-85550171"),
    )


@pytest.mark.parametrize("case", cases("13-reserved-share"))
@pytest.mark.parametrize("reading", ["amount", "projects"])
def test_reserved_share(case: dict[str, Any], reading: str) -> None:
    """Exactly five per cent is enough; what is lacking is told to the fen, never too little (art. 13)."""
    wanted = case[f"by_{reading}"]
    share = reserved_share(budget(case), MEASURES.with_reading("D-09", reading))
    exact = None if wanted["share"] is None else Fraction(wanted["share"])
    assert (share.met, share.share, share.shortfall) == (wanted["met"], exact, Decimal(wanted["shortfall"]))
    assert share.reserved + Fraction(share.shortfall) >= share.least
    assert next(step.result for step in share.steps if step.label == "应预留") == share.least


def test_departments_are_told_apart() -> None:
    """Each department's own part is told, though the whole budget alone has to reach the share."""
    one = budget({"projects": [{"amount_yuan": "100", "reserved_yuan": "10"}]})
    both = budget({"projects": [{"amount_yuan": "100", "reserved_yuan": "0"}]})
    projects = (*one.projects, replace(both.projects[0], department="学校"))
    shares = department_shares(replace(one, projects=projects), MEASURES)
    assert [(s.department, s.share, s.met) for s in shares] == [
        ("处室", Fraction(1, 10), True),
        ("学校", Fraction(0), False),
    ]


@pytest.mark.parametrize("case", cases("15-track-record"))
def test_track_record(case: dict[str, Any]) -> None:
    """The points for sales are the most exactly where the product is certified on the day that counts (art. 15)."""
    most = Decimal(case["most"])
    score = track_record_score(Status(case["status"]), case["certified_on"], case["day"], measures=MEASURES, most=most)
    assert score.points == (None if case["points"] is None else Decimal(case["points"]))
    assert score.full == (case["points"] is not None)


def test_day_that_counts_is_the_deadline_or_as_read() -> None:
    """The deadline for bids counts, with the other reading of D-10 the day of publication."""
    published, deadline = date(2026, 10, 8), date(2026, 10, 30)
    assert deciding_day(published_on=published, bid_deadline=deadline, measures=MEASURES) == deadline
    other = MEASURES.with_reading("D-10", "published_on")
    assert deciding_day(published_on=published, bid_deadline=deadline, measures=other) == published


def terms_of(case: dict[str, Any]) -> tuple[Term, ...]:
    """What is found in the clause of a case."""
    imported = case.get("imported", False)
    if case["kind"] == "qualification":
        return qualification_terms(case["text"], imported=imported, measures=MEASURES)
    return factor_terms(case.get("name", "评分项"), case["text"], imported=imported, measures=MEASURES)


def found(terms: tuple[Term, ...]) -> str:
    """What was found, in the words of the data."""
    return ",".join(term.ground.value if term.forbidden else "hint" for term in terms) or "none"


@pytest.mark.parametrize("case", cases("16-tender-terms"))
def test_terms_of_article_16(case: dict[str, Any]) -> None:
    """Each condition and each letter that art. 16 names is found, and no letter where goods are imported."""
    terms = terms_of(case)
    assert found(terms) == case["found"]
    assert next((term.words for term in terms), None) == case.get("words")
    assert next((term.condition.label for term in terms if term.condition), None) == case.get("condition")


CLAUSES = YAML(typ="safe").load((DATA / "tender_clauses.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CLAUSES, ids=[case["text"][:24] for case in CLAUSES])
def test_clauses_as_purchasers_write_them(case: dict[str, Any]) -> None:
    """A usual clause is found or left alone as a careful lawyer would, with the condition that it means."""
    terms = terms_of(case)
    assert found(terms) == case["found"]
    assert next((term.condition.label for term in terms if term.condition), None) == case.get("condition")


def test_clauses_are_of_all_sorts() -> None:
    """The set is large, and nearly half of it are lawful clauses with words that mislead."""
    lawful = sum(1 for case in CLAUSES if case["found"] == "none")
    assert len(CLAUSES) >= 160
    assert lawful * 5 >= len(CLAUSES) * 2
    assert {case["found"] for case in CLAUSES} == {"scale", "letter", "hint", "none"}


def test_every_wording_of_size_means_a_condition_of_the_measures() -> None:
    """Each wording is one of the six conditions, or of the size as a whole, which 等 covers."""
    named = MEASURES.codes("scale_conditions")
    assert [scale_condition(word).label for word in named] == list(named)
    wordings = (*MEASURES.codes("scale_wordings"), *MEASURES.codes("scale_wordings_with_measure"))
    other = {word for word in wordings if scale_condition(word) is ScaleCondition.OTHER}
    assert other == {"企业规模", "规模以上", "应为大型企业", "须为大型企业"}


@given(
    total=st.integers(min_value=0, max_value=10**13).map(lambda fen: Decimal(fen).scaleb(-2)),
    part=st.integers(min_value=0, max_value=10**12).map(lambda fen: Decimal(fen).scaleb(-2)),
)
@settings(deadline=None, max_examples=200)
def test_shortfall_is_the_least_that_is_enough(total: Decimal, part: Decimal) -> None:
    """With the shortfall added the share is enough, with a fen less it is not."""
    row = {"amount_yuan": str(total), "reserved_yuan": str(part)}
    share = reserved_share(budget({"projects": [row]}), MEASURES)
    assert (share.shortfall == 0) == share.met

    def with_added(added: Decimal) -> bool:
        more = {"amount_yuan": str(total), "reserved_yuan": str(part + added)}
        return reserved_share(budget({"projects": [more]}), MEASURES).met

    assert with_added(share.shortfall)
    assert share.met or not with_added(share.shortfall - Decimal("0.01"))


@given(
    certified_on=st.dates(min_value=date(2023, 6, 1), max_value=date(2040, 12, 31)),
    after=st.integers(min_value=-3, max_value=740),
)
@settings(deadline=None, max_examples=200)
def test_full_marks_exactly_while_valid(certified_on: date, after: int) -> None:
    """As long as nobody revokes it, a product has full marks on exactly the days of its validity."""
    day = certified_on + timedelta(days=after)
    period = valid_on(certified_on, day, MEASURES)
    status = Status.CERTIFIED if period.met else Status.NOT_YET if after < 0 else Status.EXPIRED
    assert track_record_score(status, certified_on, day, measures=MEASURES).full == period.met
