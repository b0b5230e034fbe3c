"""Handing out: every file whole, whoever else writes into the same folder."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from czdocs.flows.output_folder import hand_out

_FILES = {f"certificates/{number:04}.pdf": bytes([number]) * 4096 for number in range(60)}


def test_two_clerks_hand_out_the_same_files(tmp_path: Path) -> None:
    """Several writers of one folder at the same time all succeed, and leave nothing but the files."""
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda folder: hand_out(_FILES, folder), [tmp_path] * 4))
    assert set().union(*written) == set(_FILES)
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == _FILES
