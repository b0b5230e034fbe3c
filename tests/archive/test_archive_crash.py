"""Crashes, faults of the machine and many writers at once."""

import errno
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest
from archive_samples import START, add, certification, claim_numbers, new_folder, write_many, write_until_killed

from czdocs.archive import durable
from czdocs.archive.archive import open_archive
from czdocs.archive.audit import Report, verify
from czdocs.archive.commit import parse
from czdocs.archive.folder import FolderStore
from czdocs.archive.layout import commit_path
from czdocs.errors import CzdocsError

_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["czdocs.archive.archive", "czdocs.archive.folder"])


def _sound(folder: Path) -> Report:
    report = verify(FolderStore(folder))
    assert not report.damaged, report.findings
    return report


def _run(target: Callable[..., None], arguments: list[tuple[object, ...]]) -> None:
    children = [_PROCESSES.Process(target=target, args=args) for args in arguments]
    for child in children:
        child.start()
    for child in children:
        child.join(120)
        assert child.exitcode == 0


def test_eight_writers_lose_and_double_nothing(tmp_path: Path) -> None:
    """Eight processes with 25 commits each leave 200 commits without gap, loss or double."""
    new_folder(tmp_path / "a").close()
    _run(write_many, [(tmp_path / "a", writer, 25) for writer in range(8)])
    report = _sound(tmp_path / "a")
    assert (report.commits, report.records, report.objects) == (200, 200, 200)
    view = open_archive(FolderStore(tmp_path / "a")).view()
    found = [record.subject.certificate for record in view.records]
    assert sorted(map(str, found)) == sorted(f"{writer}-{item}" for writer in range(8) for item in range(25))
    for writer in range(8):
        own = [name for name in found if str(name).startswith(f"{writer}-")]
        assert own == [f"{writer}-{item}" for item in range(25)]


def test_conditions_are_checked_again_after_a_lost_race(tmp_path: Path) -> None:
    """Writers that each take the next free number never take the same one."""
    new_folder(tmp_path / "a").close()
    _run(claim_numbers, [(tmp_path / "a", 15) for _ in range(4)])
    view = open_archive(FolderStore(tmp_path / "a")).view()
    assert [record.subject.certificate for record in view.records] == [f"N{number}" for number in range(1, 61)]
    _sound(tmp_path / "a")


def _kill_repeatedly(folder: Path, rounds: int, seed: int) -> None:
    new_folder(folder).close()
    draw = random.Random(seed)  # noqa: S311 - when to kill, not a secret
    acknowledged: dict[int, str] = {}
    for turn in range(rounds):
        receiver, sender = _PROCESSES.Pipe(duplex=False)
        child = _PROCESSES.Process(target=write_until_killed, args=(folder, turn, sender))
        child.start()
        sender.close()
        assert receiver.poll(60)
        time.sleep(draw.uniform(0, 0.03))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        while True:
            try:
                number, digest = receiver.recv()
            except (EOFError, OSError):
                break
            acknowledged[number] = digest
        _sound(folder)
        for number, digest in acknowledged.items():
            assert parse(FolderStore(folder).get(commit_path(number))).digest.hex == digest
        archive = open_archive(FolderStore(folder))
        receipt = add(archive, certification(f"after-{turn}", content=b"after"), objects=[b"after"])
        acknowledged[receipt.commit] = receipt.digest.hex
        archive.close()
    assert _sound(folder).commits >= 2 * rounds


def test_killed_writers_leave_a_sound_archive(tmp_path: Path) -> None:
    """After SIGKILL at 40 random moments all that was acknowledged is there and the next commit works."""
    _kill_repeatedly(tmp_path / "a", 40, seed=1)


@pytest.mark.slow
def test_many_killed_writers_leave_a_sound_archive(tmp_path: Path) -> None:
    """The same with 400 moments."""
    _kill_repeatedly(tmp_path / "a", 400, seed=2)


_CODES = {errno.ENOSPC: "CZ3041", errno.EACCES: "CZ3042", errno.EIO: "CZ3043"}


class _Failing:
    """Calls of the operating system that write, of which the one with number `at` fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, code: int, at: int) -> None:
        self.calls, self.code, self.at = 0, code, at
        for name in ("open", "fsync", "link", "mkdir"):
            monkeypatch.setattr(os, name, self._wrapped(getattr(os, name)))

    def _wrapped(self, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            self.calls += 1
            if self.calls == self.at:
                raise OSError(self.code, os.strerror(self.code))
            return real(*args, **kwargs)

        return call


@pytest.mark.parametrize("code", _CODES)
def test_fault_at_each_call_loses_nothing(tmp_path: Path, code: int) -> None:
    """Whichever call of a commit fails, the failure is named and the archive is whole, before or after the commit."""
    at = 0
    while True:
        at += 1
        folder = tmp_path / str(at)
        archive = new_folder(folder)
        first = add(archive, certification("0001", content=b"one"), objects=[b"one"])
        contents = [b"two", b"three"]
        draft = certification("0002", content=b"two")
        with pytest.MonkeyPatch.context() as patch:
            failing = _Failing(patch, code, at)
            try:
                add(archive, draft, certification("0003", content=b"three"), objects=contents)
            except CzdocsError as error:
                assert error.diagnostic.code == _CODES[code]  # noqa: PT017 - past the last call nothing fails
                assert error.exit_status == 4  # noqa: PT017
        report = _sound(folder)
        assert report.commits in {1, 2}
        assert report.records == {1: 1, 2: 3}[report.commits]
        again = open_archive(FolderStore(folder))
        add(again, certification("0004", content=b"two"), objects=[b"two"])
        assert parse(FolderStore(folder).get(commit_path(1))).digest == first.digest
        _sound(folder)
        if failing.calls < at:
            break
    assert at > 10


def test_full_disk_while_bytes_are_written(tmp_path: Path) -> None:
    """A write that the system cuts short is a named failure, and the archive is as before."""
    resource = pytest.importorskip("resource")
    archive = new_folder(tmp_path / "a")
    add(archive, certification("0001"))
    content = b"x" * 3_000_000
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
        with pytest.raises(CzdocsError, match="CZ3041"):
            add(archive, certification("0002", content=content), objects=[content])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    report = _sound(tmp_path / "a")
    assert (report.commits, report.objects, report.findings) == (1, 0, ())
    add(archive, certification("0002", content=content), objects=[content])


def test_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where hard links are refused, renaming without replacement does the same."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    store = FolderStore(tmp_path)
    assert store.create("commits/00/000/001.jsonl", b"first")
    assert not store.create("commits/00/000/001.jsonl", b"second")
    assert store.get("commits/00/000/001.jsonl") == b"first"
    assert list(store.list("tmp/")) == []


def test_file_system_without_any_atomic_naming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither exists the archive refuses to work rather than to risk a replaced commit."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(durable, "_libc", lambda: None)
    with pytest.raises(CzdocsError, match="CZ3044"):
        FolderStore(tmp_path).create("x", b"first")
    assert [entry.path for entry in FolderStore(tmp_path).list("")] == []


def test_temporary_folder_on_another_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where tmp/ is a mount of its own the file is staged beside its name instead."""
    real = os.link

    def link(source: Path, target: Path) -> None:
        if Path(source).parent.name == "tmp":
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        real(source, target)

    monkeypatch.setattr(os, "link", link)
    archive = new_folder(tmp_path / "a")
    add(archive, certification("0001", content=b"one"), objects=[b"one"])
    assert _sound(tmp_path / "a").findings == ()


def test_large_batches_and_files_on_disk(tmp_path: Path) -> None:
    """Contents may be given as files; a batch is flushed as a whole."""
    archive = new_folder(tmp_path / "a")
    paths = []
    for number in range(40):
        paths.append(tmp_path / f"{number}.bin")
        paths[-1].write_bytes(bytes([number]) * 1000)
    drafts = [certification(path.stem, content=path.read_bytes()) for path in paths]
    receipt = archive.commit(
        lambda _: drafts, objects=paths, recorded_at=START, clock="system", by="测试员", command="test"
    )
    assert receipt is not None
    assert receipt.new_objects == 40
    assert _sound(tmp_path / "a").findings == ()
    assert archive.read_object(drafts[7].files[0].digest) == bytes([7]) * 1000
