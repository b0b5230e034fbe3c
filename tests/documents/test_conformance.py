"""What the industry's checker says of our PDFs, and what another machine would make of the same input."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from conformance_kinds import every_kind, long_list

from tools.verapdf import is_set_up, validate

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.mark.skipif(not is_set_up(), reason="veraPDF is not set up: invoke verapdf")
def test_no_check_of_verapdf_fails(tmp_path: Path) -> None:
    """Every kind of document is PDF/A-3a and PDF/UA-1; the Directory and lists that were joined are PDF/A-3u."""
    files = []
    for name, content in {**every_kind(), "long-list.pdf": long_list()}.items():
        if name.endswith(".pdf"):
            (tmp_path / name).write_bytes(content)
            flavours = ("3u",) if name in {"directory.pdf", "long-list.pdf"} else ("3a", "ua1")
            files += [(flavour, tmp_path / name) for flavour in flavours]
    verdicts = validate(files)
    assert len(verdicts) == len(files)
    assert [(v.flavour, Path(v.file).name, v.broken) for v in verdicts if v.broken] == []
    assert min(verdict.checks for verdict in verdicts) > 500  # it did look


_CHILD = """
import sys, time
now = time.time
time.time = lambda: now() + 86400 * 400
sys.path.insert(0, {folder!r})
from hashlib import sha256
from conformance_kinds import every_kind
for name, content in every_kind().items():
    print(name, sha256(content).hexdigest())
"""


def test_another_process_on_another_day_gives_the_same_bytes(tmp_path: Path) -> None:
    """PDF, DOCX, XLSX, CSV and JSON are the same bytes with another hash seed, time zone, locale, folder and date."""
    root = Path(__file__).resolve().parents[2]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(root),
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "1",
    }
    child = subprocess.run(  # our own interpreter
        [sys.executable, "-c", _CHILD.format(folder=str(Path(__file__).parent))],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    there = dict(line.split() for line in child.stdout.splitlines())
    here = {name: sha256(content).hexdigest() for name, content in every_kind().items()}
    assert there == here
