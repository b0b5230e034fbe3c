"""Questions and answers: order, conditions, and what may be typed for a value."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.flows.new_form import newest
from czdocs.intake.answering import faults, is_secret, understood, yes_or_no
from czdocs.intake.field_notes import acceptor
from czdocs.intake.questions import SECRECY, Answers, Asked, Question, data_of, next_question
from czdocs.intake.schema import Path
from czdocs.terms import FormKind

FORM = newest(FormKind.APPLICATION)


def at(answers: Answers) -> Question:
    """The question that is open."""
    question = next_question(FORM, answers)
    assert question is not None
    return question


def answered_up_to(path: Path, **chosen: Any) -> dict[Path, tuple[Any, ...]]:
    """Answers, good enough to go on, to all questions before the one at `path`; `chosen` by field name."""
    answers: dict[Path, tuple[Any, ...]] = {}
    while (question := at(answers)).path != path or question.key != path:
        key = str(question.path[-1])
        example = (question.field.get("examples") or question.field.get("enum") or [False])[0]
        ends = question.key[-1] == "?more" or (isinstance(question.path[-1], int) and not question.required)
        given = (False,) if question.key[-1] == "?more" else () if ends else (chosen.get(key, example),)
        answers[question.key] = (False,) if question.path == SECRECY else given
    return answers


def test_secrecy_is_asked_first() -> None:
    """Nothing is asked, and so nothing stored, before it is known that the product is no secret (art. 24)."""
    assert at({}).path == SECRECY
    assert at({SECRECY: (False,)}).path == ("case",)


def test_conditional_field_is_asked_where_it_applies() -> None:
    """The version comes after the category, for software only, and then it is needed."""
    field = ("product", "field")
    software = answered_up_to(("product", "version"), category="first_version_software")
    assert at(software).required
    equipment = answered_up_to(field, category="first_equipment")
    assert ("product", "version") not in equipment
    assert equipment["product", "category"] == ("first_equipment",)


def test_answers_made_pointless_do_not_count() -> None:
    """After the category has been changed, the version answered before is no part of the form."""
    answers = answered_up_to(("product", "field"), category="first_version_software")
    assert data_of(FORM, answers)["product"]["version"] == "V3.2"
    changed = {**answers, ("product", "category"): ("first_equipment",)}
    assert "version" not in data_of(FORM, changed)["product"]


def test_list_is_asked_item_by_item() -> None:
    """A list of groups asks for its least number of items, then whether there is one more, up to its most."""
    answers = answered_up_to(("applicant", "finance", 0, "year"))
    for number in range(3):
        for key in ("year", "revenue_wan_yuan", "rd_expense_wan_yuan", "profit_wan_yuan", "tax_wan_yuan"):
            assert at(answers).path == ("applicant", "finance", number, key)
            answers[at(answers).key] = (2023 + number if key == "year" else "1.00",)
        if number < 2:
            assert at(answers).key == ("applicant", "finance", number + 1, "?more")
            answers[at(answers).key] = (True,)
    assert at(answers).path == ("declarations", "good_credit")
    assert [year["year"] for year in data_of(FORM, answers)["applicant"]["finance"]] == [2023, 2024, 2025]


@pytest.mark.parametrize(
    ("path", "typed", "value", "guessed"),
    [
        (("submitted_on",), "2026-04-08", "2026-04-08", False),
        (("submitted_on",), "2026年4月8日", "2026-04-08", True),
        (("submitted_on",), "2026/4/8", "2026-04-08", True),
        (("submitted_on",), "20260408", "2026-04-08", True),
        (("submitted_on",), "２０２６-04-08", "2026-04-08", True),
        (("submitted_on",), "2026-02-30", "2026-02-30", False),
        (("submitted_on",), "4月8日", "4月8日", False),
        (("year",), "2026", 2026, False),
        (("year",), "2026年", 2026, True),
        (("applicant", "staff_total"), "１８６人", 186, True),
        (("product", "unit_price_yuan"), "3,680,000", "3680000", True),
        (("product", "unit_price_yuan"), "368万元", "3680000", True),
        (("product", "category"), "3", "first_version_software", False),
        (("product", "category"), "首版次软件", "first_version_software", False),
        (("product", "category"), "新材料", "first_batch_material", False),
        (("product", "category"), "First_Equipment", "first_equipment", False),
        (("product", "category"), "首", "首", False),
        (("applicant", "district"), "新北区", "320411", False),
        (("applicant", "district"), "320411", "320411", False),
        (("product", "regulated"), "否", False, False),
        (("product", "regulated"), "Ｙ", True, False),
        (("product", "first_sold_on"), "", None, False),
        (("product", "first_sold_on"), "无", None, False),
        (("applicant", "contact", "phone"), "0519-85550126", "0519-85550126", False),
        (("applicant", "contact", "phone"), "０５１９-85550126", "0519-85550126", True),
    ],
)
def test_usual_ways_to_write_are_understood(path: Path, *, typed: str, value: Any, guessed: bool) -> None:
    """Dates, amounts, choices and truth values may be typed as people write them; guesses are marked as such."""
    meant = understood(FORM.at(path), typed)
    assert (meant.value, meant.guessed) == (value, guessed)


def test_answer_is_checked_with_the_rules_of_the_schema() -> None:
    """An answer is refused with the sentence that validation has for it, conditions of its group included."""
    answers = answered_up_to(("product", "ip", 0, "number"), kind="utility_model")
    question = at(answers)
    assert faults(FORM, answers, question, "ZL202321156630.9") == ()
    assert [d.code for d in faults(FORM, answers, question, "ZL202310418827.3")] == ["CZ1121"]
    assert [d.code for d in faults(FORM, answers, question, "x" * 41)] == ["CZ1113"]
    assert [d.code for d in faults(FORM, answers, question, "a\u202eb")] == ["CZ1008"]


def test_check_character_is_checked_at_once() -> None:
    """A credit code with one character wrong is refused while the licence is still at hand."""
    answers = answered_up_to(("applicant", "uscc"))
    question = at(answers)
    assert faults(FORM, answers, question, "91320411MAL30P874G") == ()
    assert [d.code for d in faults(FORM, answers, question, "91320411MAL30P874H")] == ["CZ2060"]


def test_same_item_twice_is_refused() -> None:
    """An item that a list has already is a fault of the item just typed."""
    answers = answered_up_to(("product", "models", 0))
    answers[("product", "models", 0)] = ("JD-1",)
    question = at(answers)
    assert question.path == ("product", "models", 1)
    assert [d.code for d in faults(FORM, answers, question, "JD-1")] == ["CZ1115"]
    assert faults(FORM, answers, question, "JD-2") == ()


def test_marks_of_secrecy_are_seen_in_any_answer() -> None:
    """A mark such as 机密★1年 in a text keeps the form out as the declaration does; a mention does not."""
    assert is_secret(("product", "summary"), "机密★1年")
    assert not is_secret(("product", "summary"), "不涉及国家秘密")


def test_yes_and_no() -> None:
    """What is neither yes nor no is asked again."""
    assert (yes_or_no("是"), yes_or_no("ｎ"), yes_or_no("也许")) == (True, False, None)


LONG = st.sampled_from(["9" * 40 + "元", "9" * 5000, "１" * 30, "1" * 18 + ".005", "-", "0" * 200])
PLACES = st.sampled_from(
    [
        ("submitted_on",),
        ("year",),
        ("applicant", "uscc"),
        ("applicant", "contact", "phone"),
        ("applicant", "staff_total"),
        ("product", "category"),
        ("product", "first_sold_on"),
        ("product", "unit_price_yuan"),
        ("product", "regulated"),
        ("product", "summary"),
    ]
)


@given(path=PLACES, typed=st.text(max_size=60) | LONG)
@settings(deadline=None, max_examples=400)
def test_anything_may_be_typed(path: Path, typed: str) -> None:
    """No text breaks the conversation; what is not refused is what the schema accepts."""
    field = FORM.at(path)
    value = understood(field, typed).value
    is_secret(path, value)
    question = Question(key=path, path=path, asked=Asked.VALUE, field=field, trail=(), required=True)
    if not faults(FORM, {}, question, value):
        assert acceptor(field)(value)
