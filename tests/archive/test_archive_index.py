"""The index: a cache that may be lost, damaged, foreign or forbidden."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from archive_samples import add, certification, new_folder, sample

from czdocs.archive.archive import Archive, open_archive
from czdocs.archive.folder import FolderStore
from czdocs.archive.index import last_seen
from czdocs.errors import CzdocsError
from czdocs.terms import Status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample archive in a folder, its index up to date."""
    archive = new_folder(tmp_path / "a")
    sample(archive)
    archive.close()
    return tmp_path / "a"


def _answers(archive: Archive) -> tuple[object, ...]:
    view = archive.view()
    status = view.status("0002", on=date(2026, 7, 1), known=date(2026, 12, 31))
    return (view.head, view.root, status.status, view.find(text="认定"), view.history("0001"))


def _check(folder: Path) -> Archive:
    """An archive opened in `folder` answers right, and still does after a commit."""
    archive = open_archive(FolderStore(folder))
    head, _, status, found, history = _answers(archive)
    assert head.number == 3  # type: ignore[attr-defined]
    assert status is Status.REVOKED
    assert [record.sequence for record in found] == [1, 2, 3]  # type: ignore[attr-defined]
    assert [record.sequence for record in history] == [1, 3]  # type: ignore[attr-defined]
    assert add(archive, certification("0009")).commit == 4
    assert archive.view().tree_size == 5
    return archive


def test_missing_index_is_built(folder: Path) -> None:
    """Without its index the archive answers the same and makes a new one."""
    (folder / "index.sqlite").unlink()
    _check(folder)
    assert (folder / "index.sqlite").exists()


@pytest.mark.parametrize("keep", [0, 1, 100, 5000])
def test_damaged_index_is_built_anew(folder: Path, keep: int) -> None:
    """An index that is cut off or overwritten is replaced without a word."""
    path = folder / "index.sqlite"
    path.write_bytes(path.read_bytes()[:keep] + b"\xff" * 3000)
    _check(folder)


def test_noise_anywhere_in_the_index_is_cured_by_building_it_anew(folder: Path) -> None:
    """Whatever page of the index is damaged, the archive opens, and building the index anew gives the right answers."""
    sound = (folder / "index.sqlite").read_bytes()
    expected = _answers(open_archive(FolderStore(folder)))
    for offset in range(0, len(sound), 512):
        (folder / "index.sqlite").write_bytes(sound[:offset] + b"\xa5" * 64 + sound[offset + 64 :])
        archive = open_archive(FolderStore(folder))
        assert archive.reindex().head == expected[0]
        assert _answers(archive) == expected
        archive.close()


def test_index_that_points_elsewhere_is_built_anew(folder: Path) -> None:
    """Rows that do not lead to the record's bytes are not believed."""
    with sqlite3.connect(folder / "index.sqlite") as db:
        db.execute("UPDATE record SET start = start + 1")
    db.close()
    _check(folder)


def test_index_of_another_history_is_built_anew(folder: Path, tmp_path: Path) -> None:
    """An index that was made over other commits is recognised by its head."""
    other = new_folder(tmp_path / "b")
    for name in range(5):
        add(other, certification(f"other-{name}"))
    other.close()
    shutil.copy(tmp_path / "b/index.sqlite", folder / "index.sqlite")
    _check(folder)


def test_archive_works_without_a_place_for_the_index(folder: Path) -> None:
    """Where the index cannot be opened it is kept in memory."""
    (folder / "index.sqlite").unlink()
    (folder / "index.sqlite").mkdir()
    _check(folder)


def test_archive_works_while_another_process_holds_the_index(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that stays locked does not stop a commit."""
    monkeypatch.setattr("czdocs.archive.index_file._PATIENCE", 0)
    archive = open_archive(FolderStore(folder))
    other = sqlite3.connect(folder / "index.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert add(archive, certification("0009")).commit == 4
    assert archive.view().tree_size == 5
    other.close()


def test_index_catches_up_with_other_writers(folder: Path) -> None:
    """What another process archived appears in the next view."""
    one, two = (open_archive(FolderStore(folder)) for _ in range(2))
    one.view()
    add(two, certification("0009"))
    assert [record.sequence for record in one.view().find(certificate="0009")] == [5]


def test_index_remembers_the_head(folder: Path) -> None:
    """The audit can ask an index for the last commit it saw; no index gives no answer."""
    view = open_archive(FolderStore(folder)).view()
    assert last_seen(folder) == view.head
    assert last_seen(folder / "nowhere") is None


def test_damaged_commit_is_reported_not_indexed(folder: Path) -> None:
    """A damaged commit stops the reading with its name, whether the index knew it or not."""
    path = folder / "commits/00/000/003.jsonl"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace("撤销".encode(), "撒销".encode()))
    with pytest.raises(CzdocsError, match=r"CZ3001.*003\.jsonl"):
        open_archive(FolderStore(folder)).view()


def test_an_index_that_another_has_begun_is_not_emptied(folder: Path) -> None:
    """Who found no index, and had to wait for the one that was making it, takes what the other has filled."""
    (folder / "index.sqlite").unlink()
    late, first = open_archive(FolderStore(folder)), open_archive(FolderStore(folder))
    view = first.view()  # fills the index after `late` has seen none
    state = late._index._run(lambda db: late._index._begun_anew(db, None))
    assert state == view.state
    assert [record.sequence for record in view.find(text="认定")] == [1, 2, 3]
