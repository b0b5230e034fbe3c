"""Damage: whatever is altered, missing, added or swapped is found and named."""

import random
import shutil
from pathlib import Path

import pytest
from archive_samples import add, certification, new_folder, sample

from czdocs.archive.archive import format_text, open_archive
from czdocs.archive.audit import verify
from czdocs.archive.folder import FolderStore
from czdocs.archive.index import Head
from czdocs.errors import CzdocsError

_HARMLESS = {"index.sqlite"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny archive, its index up to date."""
    archive = new_folder(tmp_path / "a")
    sample(archive)
    archive.close()
    return tmp_path / "a"


def _codes(folder: Path) -> dict[str, str]:
    """Findings of an audit, by file; an archive that cannot even be opened counts as one."""
    try:
        return {finding.place.file: finding.code for finding in verify(FolderStore(folder)).findings}
    except CzdocsError as error:
        return {error.diagnostic.place.file: error.diagnostic.code}


def _files(folder: Path) -> list[str]:
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name not in _HARMLESS
    )


def _write(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def test_sound_archive_has_no_findings(folder: Path) -> None:
    """A sound archive gives a report without findings, with its head and root."""
    report = verify(FolderStore(folder))
    view = open_archive(FolderStore(folder)).view()
    assert report.findings == ()
    assert (report.commits, report.records, report.objects, report.exit_status) == (3, 4, 3, 0)
    assert (report.head, report.tree_size, report.root) == (view.head, view.tree_size, view.root)


def _flip_and_check(folder: Path, name: str, offset: int, bit: int) -> None:
    path = folder / name
    sound = path.read_bytes()
    _write(path, sound[:offset] + bytes([sound[offset] ^ (1 << bit)]) + sound[offset + 1 :])
    assert name in _codes(folder), (name, offset, bit)
    _write(path, sound)


def test_flipped_bits_are_found(folder: Path) -> None:
    """A flipped bit anywhere in any file is reported for that file (a sample)."""
    draw = random.Random(20261123)  # noqa: S311 - which bits, not a secret
    for name in _files(folder):
        size = (folder / name).stat().st_size
        for offset in draw.sample(range(size), min(size, 25)):
            _flip_and_check(folder, name, offset, draw.randrange(8))
    assert _codes(folder) == {}


@pytest.mark.slow
def test_every_flipped_byte_is_found(folder: Path) -> None:
    """A flipped bit in every single byte of every file is reported for that file."""
    for name in _files(folder):
        for offset in range((folder / name).stat().st_size):
            _flip_and_check(folder, name, offset, offset % 8)


def test_each_deleted_file_is_found(folder: Path) -> None:
    """Every file that goes missing is reported, the last commit too while the index remembers it."""
    for name in _files(folder):
        sound = (folder / name).read_bytes()
        (folder / name).unlink()
        assert name in _codes(folder), name
        (folder / name).write_bytes(sound)
    assert _codes(folder) == {}


def test_each_truncated_or_lengthened_file_is_found(folder: Path) -> None:
    """Every file that ends early, is empty or goes on is reported."""
    for name in _files(folder):
        sound = (folder / name).read_bytes()
        for altered in (b"", sound[:-1], sound[: len(sound) // 2], sound + b"\n", sound + sound):
            _write(folder / name, altered)
            assert name in _codes(folder), name
        _write(folder / name, sound)


def test_swapped_files_are_found(folder: Path) -> None:
    """Two commits or two objects that change places are both reported."""
    commits = [name for name in _files(folder) if name.startswith("commits/")]
    objects = [name for name in _files(folder) if name.startswith("objects/")]
    for first, second in (commits[:2], commits[1:], objects[:2]):
        a, b = (folder / first).read_bytes(), (folder / second).read_bytes()
        _write(folder / first, b)
        _write(folder / second, a)
        assert {first, second} <= _codes(folder).keys()
        _write(folder / first, a)
        _write(folder / second, b)


def test_reordered_or_repeated_lines_are_found(folder: Path) -> None:
    """Lines of a commit that change places, vanish or stand twice break its seal."""
    path = folder / "commits/00/000/001.jsonl"
    head, one, two, seal = path.read_bytes().splitlines(keepends=True)
    for lines in ((head, two, one, seal), (head, one, seal), (head, one, one, two, seal), (one, head, two, seal)):
        _write(path, b"".join(lines))
        assert _codes(folder)["commits/00/000/001.jsonl"] == "CZ3001"


def test_rewritten_last_commit_is_found_with_an_older_receipt(tmp_path: Path) -> None:
    """A consistently forged last commit passes inside the archive, but not against a head kept elsewhere."""
    archive = new_folder(tmp_path / "a")
    add(archive, certification("0001"))
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    receipt = add(archive, certification("0002"))
    forged = open_archive(FolderStore(tmp_path / "b"))
    add(forged, certification("0003"))
    forged.close()
    (tmp_path / "b/index.sqlite").unlink()
    store = FolderStore(tmp_path / "b")
    assert not verify(store).damaged
    found = verify(store, expected=[Head(receipt.commit, receipt.digest)]).findings
    assert [finding.code for finding in found] == ["CZ3009"]


def test_forged_earlier_commit_is_found_by_the_next(tmp_path: Path) -> None:
    """A forged commit that is sound in itself does not fit the one behind it."""
    archive = new_folder(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    add(archive, certification("0001"))
    add(archive, certification("0002"))
    add(open_archive(FolderStore(tmp_path / "b")), certification("9999"))
    _write(tmp_path / "a/commits/00/000/001.jsonl", (tmp_path / "b/commits/00/000/001.jsonl").read_bytes())
    assert _codes(tmp_path / "a") == {"commits/00/000/002.jsonl": "CZ3003"}


def test_strays_orphans_and_leftovers_are_oddities(folder: Path) -> None:
    """What does not belong there is reported, but is not damage."""
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "objects/ab").mkdir(exist_ok=True)
    (folder / "objects/ab/note.txt").write_bytes(b"x")
    (folder / "tmp/1-abc").write_bytes(b"half")
    FolderStore(folder).put_objects({file.digest: b"four" for file in certification("", content=b"four").files})
    report = verify(FolderStore(folder))
    assert sorted(finding.code for finding in report.findings) == ["CZ3030", "CZ3030", "CZ3031", "CZ3033"]
    assert report.exit_status == 0


def test_newer_specification_beside_old_archive_is_sound(folder: Path) -> None:
    """The README.md of this version may replace the one that the archive was made with."""
    assert (folder / "README.md").read_bytes() == format_text()


def test_gap_stops_writing(folder: Path) -> None:
    """Where an earlier commit is missing, nothing is added: the history would fork."""
    (folder / "commits/00/000/002.jsonl").unlink()
    (folder / "index.sqlite").unlink()
    archive = open_archive(FolderStore(folder))
    with pytest.raises(CzdocsError) as caught:
        add(archive, certification("0003"))
    assert caught.value.diagnostic.code == "CZ3002"
    assert caught.value.exit_status == 3


def test_damaged_object_stops_a_commit_that_would_rest_on_it(folder: Path) -> None:
    """Archiving the same content again does not rely on a damaged copy."""
    path = next(path for path in (folder / "objects").rglob("*") if path.is_file() and path.read_bytes() == b"one")
    _write(path, b"0ne")
    archive = open_archive(FolderStore(folder))
    with pytest.raises(CzdocsError, match="CZ3005"):
        add(archive, certification("0009", content=b"one"), objects=[b"one"])
    assert archive.view().tree_size == 4


def test_progress_reaches_the_end(folder: Path) -> None:
    """Progress is counted in bytes, never falls, and ends with all of them."""
    steps: list[tuple[int, int]] = []
    report = verify(FolderStore(folder), lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1] == (report.size, report.size)
