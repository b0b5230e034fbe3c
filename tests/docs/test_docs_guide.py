"""The enterprise guide: its commands are commands, its mistakes are found, its right ways are right."""

import re
import shlex
from pathlib import Path

import pytest

from czdocs.cli.main import build_parser
from czdocs.flows.new_form import example_form
from czdocs.flows.validate import validate_content
from czdocs.terms import FormKind

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "enterprise.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^    (czdocs .+)$", GUIDE)
MISTAKES = re.findall(r"(?m)^### (\d+)\. .*（(CZ\d{4})）\n\n```yaml\n(.*)\n```\n```yaml\n(.*)\n```$", GUIDE)


@pytest.mark.parametrize("line", COMMANDS)
def test_command_of_the_guide_can_be_run(line: str) -> None:
    """Each command line of the guide is understood by the program as it stands."""
    arguments = shlex.split(line)[1:]
    assert build_parser().parse_args(arguments).command == arguments[0]


def test_guide_has_ten_mistakes() -> None:
    """Ten mistakes are shown, numbered through."""
    assert [int(number) for number, *_ in MISTAKES] == list(range(1, 11))


@pytest.mark.parametrize(("code", "wrong", "right"), [found[1:] for found in MISTAKES])
def test_mistake_of_the_guide_is_found(code: str, wrong: str, right: str) -> None:
    """The wrong way in the place of the right one gives the code that the guide names, and nothing else."""
    text = example_form(FormKind.APPLICATION)
    assert f"\n{right}" in text or f" {right}" in text
    assert [d.code for d in validate_content(text.encode(), name="application.yaml").diagnostics] == []
    found = validate_content(text.replace(right, wrong, 1).encode(), name="application.yaml").diagnostics
    assert {d.code for d in found} == {code}
