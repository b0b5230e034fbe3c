"""SARIF: what editors and code hosts get is valid, and says the same as the text."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft4Validator, FormatChecker

from czdocs.catalogue import CATALOGUE, finding
from czdocs.cli.main import main
from czdocs.diagnostic import Place
from czdocs.flows.validate import validate
from czdocs.report.sarif import findings_sarif

DATA = Path(__file__).parents[1] / "data"
REFUSED = DATA / "refused"
SCHEMA = json.loads((DATA / "sarif" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
REFERENCE = Draft4Validator(SCHEMA, format_checker=FormatChecker())
# One pattern of the official schema, that of `language`, is no regular expression to a strict engine.
DAILY = jsonschema_rs.Draft4Validator(
    json.loads(json.dumps(SCHEMA).replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"))
)
FIRST = Place(file="表/a b.yaml", line=2, column=1)
YEAR = finding(
    "CZ1018", Place(file="表/a b.yaml", line=3, column=1), related=(("第一次出现", FIRST),), key="year", line=2
)


def run_of(text: str) -> dict[str, Any]:
    """The one run of a log, which both validators accept."""
    log = json.loads(text)
    assert [error.message for error in REFERENCE.iter_errors(log)] == []
    DAILY.validate(log)
    (run,) = log["runs"]
    return dict(run)


def test_every_refused_form_gives_a_valid_log_that_says_the_same() -> None:
    """All refused forms in one log: valid against the schema, and code, place, words and advice of each finding."""
    paths = sorted(REFUSED.rglob("*.yaml"))
    found = [d for path in paths for d in validate([path], today=date(2026, 11, 23)).diagnostics]
    assert len({d.code for d in found}) > 60
    run = run_of(findings_sarif(found))
    rules = run["tool"]["driver"]["rules"]
    for d, result in zip(found, run["results"], strict=True):
        assert result["ruleId"] == d.code == rules[result["ruleIndex"]]["id"]
        assert result["level"] == d.severity.value
        assert result["message"]["text"] == f"{d.message}怎样改：{d.remedy}"
        assert result["properties"]["article"] == d.article
        region = result["locations"][0]["physicalLocation"].get("region")
        assert region == ({"startLine": d.place.line, "startColumn": d.place.column} if d.place.line else None)
    fingerprints = [result["partialFingerprints"]["czdocs/v1"] for result in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)


def test_every_code_makes_a_valid_rule() -> None:
    """A log may speak of any code of the catalogue, with help that needs no values."""
    for code in CATALOGUE:
        entry = CATALOGUE[code]
        message, remedy = entry.in_general()
        assert message
        assert remedy
        assert not re.search(r"\{\w*\}", message + remedy)
        assert "……" not in entry.title


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("表/a b.yaml", "%E8%A1%A8/a%20b.yaml"),
        ("/srv/a#1.yaml", "file:///srv/a%231.yaml"),
        ("C:\\表\\a.yaml", "file:///C:/%E8%A1%A8/a.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("标准输入", "%E6%A0%87%E5%87%86%E8%BE%93%E5%85%A5"),
    ],
)
def test_files_are_valid_references(file: str, uri: str) -> None:
    """Spaces, Chinese, number signs, drives and colons are written as a URI wants them."""
    run = run_of(findings_sarif([finding("CZ1002", Place(file=file))]))
    assert run["results"][0]["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": uri}}


def test_related_places_have_numbers_and_roles() -> None:
    """A second place stands beside the first, with what it is."""
    (result,) = run_of(findings_sarif([YEAR]))["results"]
    (other,) = result["relatedLocations"]
    assert (other["id"], other["message"]["text"]) == (1, "第一次出现")
    assert other["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 1}


def test_nothing_found_is_a_log_without_results() -> None:
    """A viewer that is told nothing of a good form would keep showing the old findings."""
    assert run_of(findings_sarif([]))["results"] == []


def test_command_writes_sarif(capsys: pytest.CaptureFixture[str]) -> None:
    """`validate --format sarif` prints the log and nothing else, with the exit status of any validation."""
    assert main(["validate", "--format", "sarif", str(REFUSED / "CZ1018-duplicate-key.yaml")]) == 1
    run = run_of(capsys.readouterr().out)
    assert [result["ruleId"] for result in run["results"]] == ["CZ1018"]
    accepted = DATA / "accepted" / "2026" / "cases" / "2026-XB-0001"
    assert main(["validate", "--format", "sarif", str(accepted)]) == 0
    assert run_of(capsys.readouterr().out)["results"] == []
