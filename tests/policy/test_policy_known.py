"""What the program asks of the parameters: nothing that is not there, and all that the measures say is there."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from czdocs.decide.claim_amount import COMPUTED_READINGS
from czdocs.flows.knowledge import articles, policy_book
from czdocs.policy.known import INTERPRETATIONS, PARAMETERS, UNITS
from czdocs.policy.parameter import Measures
from czdocs.resources import resource_bytes
from czdocs.terms import Category, Field, FormKind, Origin

ROOT = Path(__file__).parents[2]
SOURCES = "\n".join(
    path.read_text("utf-8") for path in sorted((ROOT / "czdocs").rglob("*.py")) if path.parent.name != "policy"
)
READERS = {"integer": {int}, "decimal": {str}, "codes": {list}}
NUMBER = re.compile(r"(?P<digits>[0-9]+)(?P<unit>%|年|万元)|(?P<word>[一二三])(?P<years>年)(?:以上|内)|每(?P<every>年)")
NAMES = re.compile(r"“[0-9]+”")
NUMERALS = {"一": 1, "二": 2, "三": 3}


@pytest.fixture(scope="module")
def measures() -> Measures:
    """The measures in force."""
    return policy_book().on(date(2026, 6, 16))


def schema(kind: str) -> dict[str, Any]:
    """The schema of a kind of parameter file."""
    loaded: dict[str, Any] = json.loads(resource_bytes("policy", f"schema/{kind}-1.schema.json"))
    return loaded


@pytest.mark.parametrize(("reader", "name"), sorted(set(re.findall(r'\.(integer|decimal|codes)\("(\w+)"\)', SOURCES))))
def test_parameter_that_code_asks_for_is_there(reader: str, name: str) -> None:
    """Each parameter that code names exists and is of the kind that it is asked as."""
    assert UNITS[PARAMETERS[name]] in READERS[reader]


def test_code_asks_for_parameters() -> None:
    """The search above finds what code asks for, so that it would find a name that does not exist."""
    names = set(re.findall(r'\.(?:integer|decimal|codes)\("(\w+)"\)', SOURCES))
    assert len(names) > 20
    assert names >= {"premium_share", "validity_years", "scale_conditions"}


def test_readings_that_code_follows_are_known() -> None:
    """Each reading and option that code compares with exists; an option besides the first is not followed by nobody."""
    asked = set(re.findall(r'\.reading\("(D-\d\d)"\)', SOURCES))
    compared = re.findall(r'\.reading\("(D-\d\d)"\) [!=]= "(\w+)"', SOURCES)
    assert asked <= INTERPRETATIONS.keys()
    assert all(option in INTERPRETATIONS[name] for name, option in compared)
    open_to_choice = {name for name, options in INTERPRETATIONS.items() if sum(options.values()) > 1}
    assert open_to_choice == asked


def test_computed_options_are_those_that_may_be_chosen() -> None:
    """What the calculation says it can follow is what the parameter file may choose."""
    for name, options in COMPUTED_READINGS.items():
        assert options == {option for option, can in INTERPRETATIONS[name].items() if can}, name


def test_every_number_of_the_measures_is_a_parameter(measures: Measures) -> None:
    """Each percentage, period and sum that stands in the 27 articles has a parameter of its article with its value."""
    known: dict[str, set[str]] = {}
    for parameter in measures.parameters.values():
        number = re.match(r"第[一二三四五六七八九十]+条", parameter.article)
        if number and isinstance(parameter.value, int | str):
            known.setdefault(number[0], set()).add(f"{parameter.value} {parameter.unit[:2]}")
    told: list[str] = []
    for number, article in articles().articles.items():
        for match in NUMBER.finditer(NAMES.sub("", "".join(article.text))):
            value = _value(match)
            told.append(f"{number} {value}")
            assert value in known[number], (number, match.group(), known.get(number))
    assert told == [
        *("第六条 1 年", "第六条 3 年", "第十条 2 年", "第十一条 1 次", "第十三条 0.05 比例", "第十五条 2 年"),
        *("第二十条 0.80 比例", "第二十条 0.03 比例", "第二十条 500000 元", "第二十条 2 年"),
        *("第二十一条 0.20 比例", "第二十一条 5000000 元"),
    ]


def _value(match: "re.Match[str]") -> str:
    """The number in the words of the measures as its parameter has it."""
    if match["every"]:
        return "1 次"
    if match["word"]:
        return f"{NUMERALS[match['word']]} 年"
    digits = int(match["digits"])
    return {"年": f"{digits} 年", "万元": f"{digits}0000 元", "%": f"0.{digits:02d} 比例"}[match["unit"]]


def test_words_of_the_parameters_stand_in_the_measures(measures: Measures) -> None:
    """The sentence that a parameter of the measures quotes stands there, with its punctuation made one."""
    whole = _bare("".join(part for article in articles().articles.values() for part in article.text))
    for parameter in measures.parameters.values():
        if parameter.article.startswith("第"):
            for part in re.split(r"[；。]", parameter.text):
                assert _bare(part) in whole, parameter.name


def _bare(text: str) -> str:
    return re.sub(r"[^\w%]", "", text)


def test_lists_of_the_measures_are_the_closed_lists_of_the_program(measures: Measures) -> None:
    """Categories, fields, origins and materials are the terms of the forms; only the forms add what is other."""
    assert measures.codes("categories") == tuple(category.value for category in Category)
    assert (*measures.codes("fields"), "other") == tuple(field.value for field in Field)
    assert measures.codes("origins") == tuple(origin.value for origin in Origin)
    assert set(measures.codes("materials")) <= {kind.value for kind in FormKind}


def test_schema_of_the_measures_knows_what_the_program_asks() -> None:
    """The schema names the same parameters with the same units, and the same options, as the program."""
    parts = schema("measures")["$defs"]
    named = {
        name: unit
        for condition in parts["parameter"]["allOf"]
        for name in condition["if"]["properties"]["name"]["enum"]
        for unit in condition["then"]["properties"]["unit"]["enum"]
    }
    assert named == PARAMETERS
    assert parts["parameter"]["properties"]["name"]["enum"] == list(PARAMETERS)
    for condition in parts["interpretation"]["allOf"]:
        options = INTERPRETATIONS[condition["if"]["properties"]["name"]["const"]]
        then = condition["then"]["properties"]
        assert then["chosen"]["enum"] == [option for option, can in options.items() if can]
        assert then["options"]["required"] == list(options)
        assert then["rejected"]["properties"].keys() == options.keys()
    assert len(parts["interpretation"]["allOf"]) == len(INTERPRETATIONS)


@pytest.mark.parametrize("kind", ["measures", "notice", "agencies", "articles"])
def test_schema_explains_every_field(kind: str) -> None:
    """Each field of a parameter file has a title and a description, and no group takes unknown names."""

    def groups(node: Any) -> Any:
        if isinstance(node, dict):
            if node.get("type") == "object" and "properties" in node:
                yield node
            for below in node.values():
                yield from groups(below)

    found = list(groups(schema(kind)))
    assert found
    for group in found:
        assert group["unevaluatedProperties"] is False
        for name, field in group["properties"].items():
            assert field.get("title"), name
            assert field.get("description"), name


def test_notices_say_that_they_are_illustrative() -> None:
    """Both notices of the sample say so in their data, not in a comment alone."""
    notices = policy_book().notices
    assert sorted(notices) == [2025, 2026]
    assert all(notice.illustrative and "示例" in notice.illustrative_note for notice in notices.values())
