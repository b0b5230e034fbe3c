"""Small archives for the tests: a store in memory, drafts, and work for child processes."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO

from czdocs.archive.archive import Archive, Receipt, create_archive, open_archive
from czdocs.archive.commit import FileRef, RecordDraft, Subject
from czdocs.archive.digest import Digest, sha256
from czdocs.archive.folder import FolderStore
from czdocs.archive.layout import object_path
from czdocs.archive.store import Content, Entry, NotStoredError
from czdocs.archive.view import View

START = datetime(2026, 1, 1, 8, tzinfo=UTC)


class MemoryStore:
    """A store in a dictionary."""

    location = "memory"
    cache_folder = None

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def get(self, path: str) -> bytes:
        """All bytes of `path`."""
        if path not in self.files:
            raise NotStoredError(path)
        return self.files[path]

    def get_range(self, path: str, offset: int, length: int) -> bytes:
        """Some bytes of `path`."""
        return self.get(path)[offset : offset + length]

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """`path` as a stream."""
        yield io.BytesIO(self.get(path))

    def size(self, path: str) -> int | None:
        """Size of `path`, or None."""
        return len(self.files[path]) if path in self.files else None

    def list(self, prefix: str) -> Iterator[Entry]:
        """Files below `prefix`."""
        return (Entry(path, len(data)) for path, data in sorted(self.files.items()) if path.startswith(prefix))

    def create(self, path: str, data: bytes) -> bool:
        """Put `data` if `path` is free."""
        return self.files.setdefault(path, data) is data

    def put_objects(self, objects: Mapping[Digest, Content]) -> int:
        """Put those that are new."""
        return sum(
            self.create(object_path(digest), content if isinstance(content, bytes) else content.read_bytes())
            for digest, content in objects.items()
        )


def certification(certificate: str, *, content: bytes | None = None, **fields: object) -> RecordDraft:
    """A certification of 2026 and 2027, with one file where `content` is given."""
    values: dict[str, object] = {
        "kind": "certification",
        "title": f"关于认定{certificate}号创新产品的决定",
        "subject": Subject(
            certificate=certificate,
            product=f"数控机床{certificate}",
            case=f"2026-XB-{certificate}",
            company="91320411X",
        ),
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2027, 12, 31),
        "files": () if content is None else (file_ref(content),),
    }
    return RecordDraft(**(values | fields))  # type: ignore[arg-type]


def file_ref(content: bytes, name: str = "认定书.txt") -> FileRef:
    """A reference to `content`."""
    return FileRef(name=name, role="rendering", media_type="text/plain", size=len(content), digest=sha256(content))


def new_folder(folder: Path) -> Archive:
    """An empty archive in `folder`."""
    return create_archive(FolderStore(folder), origin="常州市工业和信息化局（示例）", created=START)


def new_memory() -> Archive:
    """An empty archive in memory."""
    return create_archive(MemoryStore(), origin="常州市工业和信息化局（示例）", created=START)


def add(archive: Archive, *drafts: RecordDraft, day: int = 0, objects: Sequence[bytes] = ()) -> Receipt:
    """Archive `drafts` on the day `day` after the start."""
    receipt = archive.commit(
        lambda _: drafts,
        objects=objects,
        recorded_at=START + timedelta(days=day),
        clock="given",
        by="测试员",
        command="test",
    )
    assert receipt is not None
    return receipt


def sample(archive: Archive) -> list[Receipt]:
    """Three commits: two certifications, a correction, a revocation, three objects."""
    return [
        add(
            archive,
            certification("0001", content=b"one"),
            certification("0002", content=b"two"),
            objects=[b"one", b"two"],
        ),
        add(archive, certification("0001", content=b"three", supersedes=(1,)), day=10, objects=[b"three"]),
        add(archive, RecordDraft(kind="revocation", title="撤销", revokes=(2,), valid_from=date(2026, 6, 1)), day=20),
    ]


def write_many(folder: Path, writer: int, count: int) -> None:
    """Child process: `count` commits, each with one object of its own."""
    archive = open_archive(FolderStore(folder))
    for item in range(count):
        content = f"{writer}/{item}".encode()
        add(archive, certification(f"{writer}-{item}", content=content), objects=[content])


def claim_numbers(folder: Path, count: int) -> None:
    """Child process: `count` commits, each of which takes the next certificate number there is."""
    archive = open_archive(FolderStore(folder))

    def build(view: View) -> list[RecordDraft]:
        return [certification(f"N{view.next_sequence}", archival_number=f"F-WS·2026-Y-X-{view.next_sequence:04d}")]

    for _ in range(count):
        archive.commit(build, recorded_at=START, clock="given", by="测试员", command="test")


def write_until_killed(folder: Path, seed: int, reports: Connection) -> None:
    """Child process: commits of many objects without end, each reported when it is done."""
    archive = open_archive(FolderStore(folder))
    for item in range(10**6):
        contents = [f"{seed}/{item}/{part}".encode() * 50 for part in range(20 if item % 2 else 3)]
        draft = certification(f"{seed}-{item}", files=tuple(map(file_ref, contents)))
        receipt = add(archive, draft, objects=contents)
        reports.send((receipt.commit, receipt.digest.hex))
