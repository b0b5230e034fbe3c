"""Findings and failures as values."""

import pickle
from pathlib import Path

import pytest

from czdocs.catalogue import CATALOGUE, finding
from czdocs.diagnostic import Place, in_order
from czdocs.errors import CzdocsError


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_says_what_and_what_to_do(code: str) -> None:
    """Every entry has a title, a message that is a sentence, and a remedy that is one."""
    entry = CATALOGUE[code]
    assert entry.title
    assert entry.message.endswith(("。", "？"))
    assert entry.remedy.endswith(("。", "}"))  # a field of the entry may end it, itself a sentence
    assert entry.exit_status in {1, 2, 3, 4}


def test_failures_travel_between_processes() -> None:
    """A failure raised in a worker arrives with its code, place, texts and exit status."""
    error = CzdocsError("CZ5102", place=Place(file="out/a.pdf"), path=Path("out/a.pdf"))
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (arrived.diagnostic, arrived.exit_status, str(arrived)) == (error.diagnostic, 4, str(error))


def test_findings_are_told_once_and_in_order() -> None:
    """Findings sort by file, line, column and code; the same finding is told once."""
    late = finding("CZ5110", Place(file="b.yaml", line=2, column=1), path="b")
    early = finding("CZ5110", Place(file="b.yaml", line=1, column=9), path="b")
    other = finding("CZ5110", Place(file="a.yaml", line=7, column=1), path="a")
    assert in_order([late, early, other, late]) == (other, early, late)
