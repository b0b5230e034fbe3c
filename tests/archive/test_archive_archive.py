"""Opening an archive and adding to it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from archive_samples import START, MemoryStore, add, certification, file_ref, new_folder, new_memory, sample

import czdocs
from czdocs.archive.archival_number import next_numbers, parse_number
from czdocs.archive.archive import Archive, create_archive, format_text, open_archive
from czdocs.archive.commit import RecordDraft
from czdocs.archive.digest import sha256
from czdocs.archive.folder import FolderStore
from czdocs.archive.view import View
from czdocs.errors import CzdocsError


def _refused(archive: Archive, draft: RecordDraft) -> str:
    with pytest.raises(CzdocsError) as caught:
        add(archive, draft)
    assert caught.value.exit_status == 1
    assert archive.view().next_sequence == 5
    return caught.value.diagnostic.message


@pytest.fixture
def archive() -> Archive:
    """The sample archive in memory: four records."""
    archive = new_memory()
    sample(archive)
    return archive


def test_specification_of_the_checkout_is_the_shipped_one() -> None:
    """archive/README.md is word for word the page that every new archive gets."""
    page = Path(czdocs.__file__).parents[1] / "archive/README.md"
    if not page.exists():
        pytest.skip("installed without the checkout")
    assert page.read_bytes() == format_text()


def test_new_archive_explains_itself(tmp_path: Path) -> None:
    """A new archive holds its specification and its format, and nothing else yet."""
    new_folder(tmp_path / "a").view()
    names = {path.name for path in (tmp_path / "a").iterdir() if path.is_file()}
    assert names == {"README.md", "format.json", "index.sqlite"}
    assert json.loads((tmp_path / "a/format.json").read_bytes())["format"] == "czdocs-archive/1"


def test_archive_is_not_made_twice(tmp_path: Path) -> None:
    """An archive is never made over another."""
    new_folder(tmp_path / "a")
    with pytest.raises(CzdocsError, match="CZ3021"):
        new_folder(tmp_path / "a")


def test_archive_is_not_made_in_a_strangers_folder(tmp_path: Path) -> None:
    """A folder with another README.md is left alone."""
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(CzdocsError, match="CZ3022"):
        new_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["README.md"]


def test_empty_folder_is_no_archive(tmp_path: Path) -> None:
    """Opening what is no archive says so and makes nothing."""
    with pytest.raises(CzdocsError, match="CZ3020"):
        open_archive(FolderStore(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()


def test_newer_format_is_not_touched() -> None:
    """An archive of a later format is refused with the way out."""
    store = MemoryStore()
    create_archive(store, origin="示例", created=START)
    store.files["format.json"] = store.files["format.json"].replace(b"archive/1", b"archive/2")
    with pytest.raises(CzdocsError, match="CZ3024") as caught:
        open_archive(store)
    assert caught.value.exit_status == 4


def test_receipt_says_what_is_there(archive: Archive) -> None:
    """The receipt's commit, root and records are those of the next view."""
    receipt = add(archive, certification("0005", content=b"five"), day=30, objects=[b"five"])
    view = archive.view()
    assert (receipt.commit, receipt.digest) == (view.head.number, view.head.digest)
    assert (receipt.tree_size, receipt.root, receipt.new_objects) == (5, view.root, 1)
    assert receipt.records == (view.record(5),)
    assert archive.read_object(sha256(b"five")) == b"five"


def test_content_is_stored_once(archive: Archive) -> None:
    """Content that is there already is not stored again, nor what no record names."""
    receipt = add(archive, certification("0005", content=b"one"), objects=[b"one", b"not named"])
    assert receipt.new_objects == 0
    with pytest.raises(CzdocsError, match="CZ3027"):
        archive.read_object(sha256(b"not named"))


def test_nothing_to_do_makes_no_commit(archive: Archive) -> None:
    """A build that gives nothing leaves the archive as it is."""
    assert archive.commit(lambda _: None, recorded_at=START, clock="system", by="a", command="b") is None
    assert archive.commit(lambda _: [], recorded_at=START, clock="system", by="a", command="b") is None
    assert archive.view().head.number == 3


def test_time_never_goes_back(archive: Archive) -> None:
    """A commit with an earlier time gets that of the commit before, and fractions of a second are cut."""
    last = archive.view().recorded_at
    assert last is not None
    assert add(archive, certification("0005"), day=1).recorded_at == last
    later = last + timedelta(microseconds=1_900_000)
    receipt = archive.commit(
        lambda _: [certification("0006")], recorded_at=later, clock="system", by="测试员", command="test"
    )
    assert receipt is not None
    assert receipt.recorded_at == last + timedelta(seconds=1)


def test_older_view_does_not_change(archive: Archive) -> None:
    """A view keeps what it had when it was taken, and is a prefix of the next."""
    before = archive.view()
    add(archive, certification("0005"))
    assert len(before.find()) == len(before.records) == before.tree_size == 4
    assert archive.view().records[:4] == before.records
    with pytest.raises(CzdocsError, match="CZ3023"):
        before.record(5)


def test_refused_drafts_change_nothing(archive: Archive) -> None:
    """What is not acceptable is named with its title, and nothing is archived."""
    assert _refused(archive, certification("5", title="")) == "《》不能归档：title（题名）为空。"
    assert "第 5 号记录不在本记录之前" in _refused(archive, certification("5", supersedes=(5,)))
    assert "没有 valid_from" in _refused(archive, RecordDraft(kind="revocation", title="撤销", revokes=(1,)))


def test_file_must_be_as_large_as_stated(archive: Archive) -> None:
    """A file whose size is not that of its content is refused."""
    ref = file_ref(b"one")
    wrong = type(ref)(name=ref.name, role=ref.role, media_type=ref.media_type, size=9, digest=ref.digest)
    assert "写明 9 字节，实为 3 字节" in _refused(archive, certification("5", files=(wrong,)))


def test_file_without_content_is_a_mistake_of_the_caller(archive: Archive) -> None:
    """A file that is neither given nor archived cannot be referred to."""
    with pytest.raises(ValueError, match="no content"):
        add(archive, certification("5", content=b"nowhere"))


def test_naive_time_is_a_mistake_of_the_caller(archive: Archive) -> None:
    """A time without zone is refused."""
    with pytest.raises(ValueError, match="time zone"):
        archive.commit(lambda _: [], recorded_at=datetime(2026, 1, 1), clock="given", by="a", command="b")  # noqa: DTZ001


def test_data_with_a_float_is_a_mistake_of_the_caller(archive: Archive) -> None:
    """Money is text; a float cannot be archived."""
    with pytest.raises(ValueError, match="float"):
        add(archive, certification("5", data={"amount": 0.1}))
    assert archive.view().tree_size == 4


def test_archival_number_is_given_once(archive: Archive) -> None:
    """A number that is taken, in the archive or in the same commit, is refused with its holder."""
    add(archive, certification("5", archival_number="Z109-WS·2026-Y-CXCP-0001"))
    with pytest.raises(CzdocsError, match=r"CZ3025.*第 5 号"):
        add(archive, certification("6", archival_number="Z109-WS·2026-Y-CXCP-0001"))
    twice = [certification(name, archival_number="Z109-WS·2026-Y-CXCP-0002") for name in ("6", "7")]
    with pytest.raises(CzdocsError, match=r"CZ3025.*第 6 号"):
        add(archive, *twice)


def test_archival_numbers_continue_within_fonds_year_and_retention(archive: Archive) -> None:
    """Each fonds, year and retention counts for itself, over all categories and units."""

    def numbers(view: View, year: int, retention: str, count: int = 1) -> tuple[str, ...]:
        return next_numbers(view, fonds="Z109", year=year, retention=retention, count=count)

    first = numbers(archive.view(), 2026, "30年", 2)
    assert first == ("Z109-WS·2026-D30-CXCP-0001", "Z109-WS·2026-D30-CXCP-0002")
    add(archive, *(certification(number, archival_number=number) for number in first))
    add(archive, certification("x", archival_number="Z109-KJ·2026-D30-BT-0007"))
    view = archive.view()
    assert numbers(view, 2026, "30年") == ("Z109-WS·2026-D30-CXCP-0008",)
    assert numbers(view, 2026, "永久") == ("Z109-WS·2026-Y-CXCP-0001",)
    assert numbers(view, 2027, "30年") == ("Z109-WS·2027-D30-CXCP-0001",)
    assert next_numbers(view, fonds="Z10", year=2026, retention="30年") == ("Z10-WS·2026-D30-CXCP-0001",)


def test_archival_number_is_read_in_its_parts() -> None:
    """A number gives its parts and is written back the same; anything else is none."""
    text = "Z109-WS·2026-D30-CXCP-0001"
    number = parse_number(text)
    assert number is not None
    assert (number.year, number.retention, number.item, str(number)) == (2026, "D30", 1, text)
    assert parse_number("2026-XB-0001") is None


def test_build_sees_the_state_that_its_records_follow(archive: Archive) -> None:
    """After a lost race build is asked again, and may find that there is nothing left to do."""
    seen: list[int] = []

    def build(view: View) -> list[RecordDraft]:
        seen.append(view.tree_size)
        if len(seen) == 1:
            add(Archive(archive.store, archive.info), certification("rival"))
        return [] if view.find(certificate="rival") else [certification("mine")]

    assert archive.commit(build, recorded_at=START, clock="given", by="测试员", command="test") is None
    assert seen == [4, 5]


def test_record_times_are_utc(archive: Archive) -> None:
    """Recorded moments are aware, in UTC."""
    record = archive.view().record(1)
    assert record.recorded_at == START
    assert record.recorded_at.tzinfo == UTC
    assert record.known_on == date(2026, 1, 1)
