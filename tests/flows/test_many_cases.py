"""Many cases: examined by several processes they give what one process finds, or are left to it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from czdocs.flows import many_cases
from czdocs.flows import validate as validation
from czdocs.flows.gathering import find_forms
from czdocs.flows.many_cases import examine_many
from czdocs.flows.validate import validate

CASE = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"
TODAY = date(2026, 11, 23)


def write_cases(folder: Path, count: int) -> None:
    """`count` cases of application and report, every third with a fault."""
    for number in range(1, count + 1):
        case = f"2026-XB-{number:04d}"
        (folder / case).mkdir(parents=True)
        for name in ("application.yaml", "report.yaml"):
            text = (CASE / name).read_text(encoding="utf-8").replace("2026-XB-0001", case)
            if number % 3 == 0:
                text = text.replace("unit_price_yuan: 3680000.00", "unit_price_yuan: 368万元")
            if number == 10:
                text = text.replace("product_name: ", "product_name：")
            (folder / case / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty cases."""
    folder = tmp_path_factory.mktemp("many")
    write_cases(folder, 30)
    return folder


def test_several_processes_find_what_one_finds(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings and the lines to show them are the same, in the same order."""
    alone = validate([cases], today=TODAY)
    assert len({d.place.file for d in alone.diagnostics}) >= 10
    monkeypatch.setattr(validation, "_MANY", 1)
    monkeypatch.setattr(many_cases.os, "sched_getaffinity", lambda _: {0, 1})
    together = validate([cases], today=TODAY)
    assert (together.files, together.invalid, together.diagnostics) == (alone.files, alone.invalid, alone.diagnostics)
    assert {name: alone.texts[name] for name in together.texts} == dict(together.texts)
    assert {d.place.file for d in alone.diagnostics} == set(together.texts)


@pytest.mark.parametrize("what", ["twice", "inside", "misnamed", "decision", "claim", "secret"])
def test_what_depends_on_others_is_left_to_one_process(
    what: str, cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number twice, a case in another, a folder of another number, a decision, a claim, a secret form."""
    monkeypatch.setattr(many_cases.os, "sched_getaffinity", lambda _: {0, 1})
    work = tmp_path / "work"
    shutil.copytree(cases, work)
    assert examine_many(find_forms([work]).files, today=TODAY) is not None
    first = work / "2026-XB-0001"
    match what:
        case "twice":
            shutil.copytree(first, work / "copy")
        case "inside":
            shutil.copytree(first, work / "2026-XB-0002" / "more")
        case "misnamed":
            first.rename(work / "2026-XB-0099")
        case "decision":
            shutil.copy(CASE.parents[1] / "certification-decision.yaml", work)
        case "claim":
            shutil.copytree(CASE.parents[2] / "claims" / "2026-XB-B001", work / "2026-XB-B001")
        case _:
            form = first / "application.yaml"
            form.write_text(form.read_text("utf-8").replace("state_secret: false", "state_secret: true"), "utf-8")
    assert examine_many(find_forms([work]).files, today=TODAY) is None
