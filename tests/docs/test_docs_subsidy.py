"""The guide to subsidies: its commands are commands, and the files that they name are there."""

import re
import shlex
from pathlib import Path

import pytest

from czdocs.cli.main import build_parser

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide" / "subsidy.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^ *(?:czdocs|invoke) .+$", GUIDE)


def test_guide_has_commands() -> None:
    """The guide shows how to compute, approve, revoke and compute again."""
    assert {line.split()[1] for line in COMMANDS} == {
        "calculate",
        "approve-claims",
        "revoke",
        "replay",
        "what-if",
        "check-policy",
    }


@pytest.mark.parametrize("line", COMMANDS)
def test_command_of_the_guide_can_be_run(line: str) -> None:
    """Each command line is understood by the program as it stands, and its sample files exist."""
    arguments = shlex.split(line)[1:]
    assert build_parser().parse_args(arguments).command == arguments[0]
    for word in arguments:
        assert not word.startswith("forms/") or (ROOT / word).exists()
