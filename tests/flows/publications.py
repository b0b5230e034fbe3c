"""Years that tests publish: copies of the sample, and the one publication that many tests look at."""

import shutil
from concurrent.futures import Executor
from datetime import date
from functools import cache
from pathlib import Path

from czdocs.clock import given_day
from czdocs.flows.executor import process_pool
from czdocs.flows.publish_directory import Outcome, Request, publish_directory
from czdocs.flows.rendering import FontFolders
from czdocs.resources import default_font_folder

SAMPLE = Path(__file__).resolve().parents[2] / "forms" / "sample"
TODAY = date(2026, 7, 1)


def copy_of_sample(folder: Path, *, cases: tuple[str, ...] | None = None) -> Path:
    """A copy of the sample forms below `folder`; with `cases`, of the year 2026 with these cases alone."""
    forms = folder / "forms"
    if cases is None:
        shutil.copytree(SAMPLE, forms)
        return forms
    for case in cases:
        shutil.copytree(SAMPLE / "2026" / "cases" / case, forms / "2026" / "cases" / case)
    text = (SAMPLE / "2026" / "certification-decision.yaml").read_text("utf-8")
    lines = [
        line
        for line in text.splitlines()
        if not line.startswith("  - {case:") or any(f"{{case: {case}," in line for case in cases)
    ]
    (forms / "2026" / "certification-decision.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return forms


def publish(
    folder: Path, *, year: int = 2026, forms: Path | None = None, today: date = TODAY, correct: bool = False
) -> Outcome:
    """Publish `year` of `forms` (those in `folder` by default) into `folder`."""
    return publish_directory(
        Request(
            year=year,
            forms=forms or folder / "forms",
            archive=folder / "archive",
            out=folder / "out" / str(year),
            fonts=FontFolders(installed=default_font_folder()),
            moment=given_day(today),
            by="test",
            jobs=1,
            correct=correct,
        ),
        pool=_pool(),
    )


@cache
def _pool() -> Executor:
    """One worker for all publications of a test run: starting one takes longer than its work."""
    return process_pool(1)
