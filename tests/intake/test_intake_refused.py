"""Refused and accepted forms: every fault has a file, and its findings are known word for word."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from czdocs.catalogue import CATALOGUE
from czdocs.flows.validate import Validation, validate

DATA = Path(__file__).parents[1] / "data"
REFUSED = DATA / "refused"
ACCEPTED = DATA / "accepted"
TODAY = date(2026, 11, 23)
FILES = sorted(path for path in REFUSED.iterdir() if path.suffix == ".yaml")
FOLDERS = sorted(path for path in REFUSED.iterdir() if path.is_dir())
# Faults of paths and sizes are made in tests/intake/test_intake_reading.py, tests/flows/test_validate.py,
# tests/flows/test_gathering.py and tests/flows/test_year.py; those that need an archive are in
# tests/flows/test_approve_claims.py, tests/flows/test_claim_history.py and tests/flows/test_revoke_sanctions.py,
# those of bundles in tests/intake/test_bundle.py.
ELSEWHERE = {"CZ1001", "CZ1025", *(f"CZ103{n}" for n in range(10)), "CZ2928", "CZ2929"}
ELSEWHERE |= {
    "CZ2940",
    "CZ2941",
    "CZ2942",
    "CZ2945",
    "CZ2948",
    "CZ2960",
    "CZ2961",
    "CZ2962",
    "CZ2963",
    "CZ2964",
    "CZ2969",
}
ELSEWHERE |= {f"CZ10{n}" for n in range(50, 68)}


def told(result: Validation, folder: Path) -> list[dict[str, Any]]:
    """What was found, as the expected findings write it."""
    return [
        {
            "file": Path(d.place.file).relative_to(folder).as_posix(),
            "code": d.code,
            "severity": d.severity.value,
            "line": d.place.line,
            "column": d.place.column,
            "path": d.place.path,
            "message": d.message,
        }
        for d in result.diagnostics
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_refused_form_has_its_findings(path: Path) -> None:
    """A form with one fault has the findings beside it, to the word and the column."""
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert told(validate([path], today=TODAY), REFUSED) == expected
    assert path.name[:6] in {finding["code"] for finding in expected}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_refused_case_or_year_has_its_findings(folder: Path, tmp_path: Path) -> None:
    """A case or year with one fault laid over the accepted one has the findings beside it."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    work = tmp_path / "work"
    shutil.copytree(ACCEPTED / expected["base"], work)
    for name in expected["without"]:
        (work / name).unlink()
    shutil.copytree(folder, work, dirs_exist_ok=True)
    assert told(validate([work], today=TODAY), work) == expected["findings"]
    assert folder.name[:6] in {finding["code"] for finding in expected["findings"]}


def test_accepted_year_has_no_findings() -> None:
    """The accepted year is without any finding, so that what the refused ones have comes from their fault."""
    result = validate([ACCEPTED / "2026"], today=TODAY)
    assert (result.files, result.invalid, result.diagnostics) == (6, 0, ())


def test_every_code_has_a_refused_form() -> None:
    """No code of reading, schema or rules is without a form that shows it."""
    shown = {path.name[:6] for path in (*FILES, *FOLDERS)} | ELSEWHERE
    wanted = {code for code in CATALOGUE if code.startswith(("CZ10", "CZ11", "CZ2"))}
    assert wanted - shown == set()
