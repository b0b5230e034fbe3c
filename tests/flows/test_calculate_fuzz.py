"""`czdocs calculate` over broken forms: whatever stands in one, it is computed or refused in words."""

import random
import re
from pathlib import Path

import pytest

from czdocs.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
FORMS = tuple(
    (ROOT / name).read_text("utf-8")
    for name in (
        "forms/example/premium-claim.yaml",
        "forms/example/scenario-claim.yaml",
        "tests/data/calculations/renewal.yaml",
        "tests/data/calculations/scenario.yaml",
        "tests/data/calculations/half-year.yaml",
    )
)
ODD = (
    *("", "null", "[]", "{}", "-1", "0", "99999999999999.99", "2099-12-31", "1900-01-01", "2024-02-29", "true", '"x"'),
    *("[1,2]", "{a: 1}", "１２", "1e9", "2026-13-01", "abc", "~", "- x", '"\u202e"', "'"),
)
CHOICES = ("D-15=whole_term", "D-26=calendar_window", "D-26=restarts", "D-17=insured_year", "D-22=as_same_kind")
FIELDS = (
    *("insurance_contracts[0].premium_paid_yuan", "insurance_contracts[1].term.end", "submitted_on", "case"),
    *("first_order.invoices[0].total_yuan", "prior_subsidies[0].year_start", "product.certified_on", "year"),
)


def broken(chance: random.Random) -> str:
    """A form with one to three lines lost, doubled or with an odd value."""
    lines = chance.choice(FORMS).split("\n")
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        number, way = chance.randrange(len(lines)), chance.random()
        values = list(re.finditer(r"(?<=: )[^,}\]#\n]+", lines[number]))
        if way < 0.15:
            del lines[number]
        elif way < 0.25:
            lines.insert(number, lines[chance.randrange(len(lines))])
        elif values:
            value = chance.choice(values)
            line = lines[number]
            lines[number] = line[: value.start()] + chance.choice(ODD) + line[value.end() :]
    return "\n".join(lines)


def check(count: int, seed: int, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Broken forms are computed or refused, never passed over in silence."""
    chance = random.Random(seed)  # noqa: S311 - for tests
    ends = set()
    for _ in range(count):
        (folder / "claim.yaml").write_text(broken(chance), "utf-8")
        arguments = ["calculate", str(folder / "claim.yaml"), "--today", "2026-10-08"]
        arguments += ["--interpretation", chance.choice(CHOICES)] if chance.random() < 0.3 else []
        arguments += ["--set", f"{chance.choice(FIELDS)}={chance.choice(ODD)}"] if chance.random() < 0.3 else []
        status = main(arguments)
        captured = capsys.readouterr()
        assert bool(captured.out) is (status == 0)
        assert status == 0 or "怎样改：" in captured.err
        ends.add(status)
    assert ends == {0, 1}


def test_broken_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lost lines, doubled lines and odd values give an amount or findings."""
    check(40, 1, tmp_path, capsys)


@pytest.mark.slow
def test_many_broken_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As above, for 600 forms."""
    check(600, 2, tmp_path, capsys)
