"""The archive: opening, reading and the one way to add to it."""

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from itertools import islice

from czdocs.archive.canonical import canonical
from czdocs.archive.commit import Clock, CommitHeader, Record, RecordDraft, parse, record_lines, to_lines
from czdocs.archive.digest import Digest, sha256, sha256_of_stream
from czdocs.archive.entry import draft_fault
from czdocs.archive.entry_line import moment_text, parse_moment
from czdocs.archive.index import Index
from czdocs.archive.layout import FORMAT_FILE, README_FILE, commit_path, object_path
from czdocs.archive.store import Content, NotStoredError, Store
from czdocs.archive.view import View
from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError

__all__ = ["FORMAT", "Archive", "FormatInfo", "Receipt", "create_archive", "format_text", "open_archive", "read_format"]

FORMAT = "czdocs-archive/1"

_AT_ONCE = 8192
"""Objects that are put into the store side by side."""
_FORMAT_NAME = re.compile(r"czdocs-archive/[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatInfo:
    """What format.json says; `digest` is that of the file, `readme` that of the README.md written with it."""

    origin: str
    created: datetime
    readme: Digest
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A commit that is on disk. Kept elsewhere, `commit` and `digest` later show that history was not rewritten."""

    commit: int
    digest: Digest
    recorded_at: datetime
    records: Sequence[Record]
    tree_size: int
    root: Digest
    new_objects: int


class Archive:
    """An open archive over a store."""

    def __init__(self, store: Store, info: FormatInfo) -> None:
        """Use `open_archive`."""
        self.store = store
        self.info = info
        self._index = Index(store, info.digest)

    def close(self) -> None:
        """Let go of the index file."""
        self._index.close()

    def view(self) -> View:
        """All records up to now.

        Raises:
            CzdocsError: If a commit that the index has not seen yet is damaged or missing.
        """
        return View(store=self.store, index=self._index, start=self.info.digest, state=self._index.catch_up())

    def reindex(self) -> View:
        """All records up to now, after building the index anew from the commits."""
        state = self._index.rebuild()
        return View(store=self.store, index=self._index, start=self.info.digest, state=state)

    def read_object(self, digest: Digest) -> bytes:
        """The object with `digest`, compared with it.

        Raises:
            CzdocsError: If it is not there (CZ3027) or damaged (CZ3005).
        """
        path = object_path(digest)
        try:
            data = self.store.get(path)
        except NotStoredError as error:
            raise CzdocsError("CZ3027", place=Place(file=path), digest=digest.hex) from error
        actual = sha256(data)
        if actual != digest:
            raise CzdocsError("CZ3005", place=Place(file=path), file=path, actual=actual.hex)
        return data

    def commit(  # noqa: PLR0913 - each is one field of the header
        self,
        build: Callable[[View], Sequence[RecordDraft] | None],
        *,
        objects: Mapping[Digest, Content] | Iterable[Content] = (),
        recorded_at: datetime,
        clock: Clock,
        by: str,
        command: str,
    ) -> Receipt | None:
        """Add the records that `build` gives for the current state, all or none; None where it gives none.

        `build` is called again with the new state whenever somebody else was first, so its conditions always hold for
        the state that the records follow. `objects` are contents of the records' files; those that no record names are
        not stored. `recorded_at` is raised to the last commit's where it lies before that.

        Raises:
            CzdocsError: If a record is not acceptable (CZ3025, CZ3026), the archive is damaged, or the machine fails.
            ValueError: If a file's content is neither given nor archived, or `recorded_at` has no time zone.
        """
        if recorded_at.tzinfo is None:
            raise ValueError("recorded_at needs a time zone")
        contents = objects if isinstance(objects, Mapping) else _by_digest(objects)
        moment = recorded_at.astimezone(UTC).replace(microsecond=0)
        stored: set[Digest] = set()
        new_objects = 0
        while True:
            view = self.view()
            drafts = tuple(build(view) or ())
            if not drafts:
                return None
            self._check(drafts, view, contents)
            needed = {file.digest for draft in drafts for file in draft.files} - stored
            new_objects += self._put(needed, contents)
            stored |= needed
            moment = max(moment, view.recorded_at or moment)
            lines = record_lines(drafts, first=view.next_sequence, recorded_at=moment)
            header = CommitHeader(
                number=view.head.number + 1,
                previous=view.head.digest,
                first=view.next_sequence,
                count=len(drafts),
                recorded_at=moment,
                clock=clock,
                by=by,
                command=command,
                root=view.state.frontier.extended(lines).root,
            )
            data = to_lines(header, lines)
            del drafts, lines  # a large commit would be in memory twice while it is read, here and by the index
            commit = parse(data)  # what cannot be read back must not be written
            if self.store.create(commit_path(header.number), data):
                break
        del data
        with contextlib.suppress(CzdocsError):  # archived already; the next opening says what is wrong
            self._index.catch_up()
        return Receipt(
            commit=header.number,
            digest=commit.digest,
            recorded_at=moment,
            records=commit.records,
            tree_size=header.tree_size,
            root=header.root,
            new_objects=new_objects,
        )

    def _put(self, digests: Iterable[Digest], contents: Mapping[Digest, Content]) -> int:
        """Put those of `digests` whose contents are given into the store; what is under way does not grow with them."""
        given, new = (digest for digest in digests if digest in contents), 0
        while some := {digest: contents[digest] for digest in islice(given, _AT_ONCE)}:
            new += self.store.put_objects(some)
        return new

    def _check(self, drafts: Sequence[RecordDraft], view: View, contents: Mapping[Digest, Content]) -> None:
        """Refuse drafts that the format, or the archive as it is, does not allow."""
        numbers: dict[str, int] = {}
        for sequence, draft in enumerate(drafts, view.next_sequence):
            fault = draft_fault(draft, sequence)
            for file in draft.files:
                size = self._size(file.digest, contents)
                if size is None:
                    raise ValueError(f"no content for {file.name} ({file.digest})")
                if size != file.size:
                    fault = fault or f"文件“{file.name}”写明 {file.size} 字节，实为 {size} 字节"
            if fault:
                raise CzdocsError("CZ3026", title=draft.title, reason=fault)
            number = draft.archival_number
            if number is not None:
                holder = numbers.get(number) or view.archival_numbers(number).get(number)
                if holder is not None:
                    raise CzdocsError("CZ3025", number=number, sequence=holder)
                numbers[number] = sequence

    def _size(self, digest: Digest, contents: Mapping[Digest, Content]) -> int | None:
        content = contents.get(digest)
        if content is None:
            return self.store.size(object_path(digest))
        return len(content) if isinstance(content, bytes) else content.stat().st_size


def create_archive(store: Store, *, origin: str, created: datetime) -> Archive:
    """A new, empty archive in `store`, for example of the Changzhou bureau (`origin`).

    Raises:
        CzdocsError: If there is one already (CZ3021) or another README.md lies there (CZ3022).
    """
    if store.size(FORMAT_FILE) is not None:
        raise CzdocsError("CZ3021", location=store.location)
    readme = format_text()
    if not store.create(README_FILE, readme) and store.get(README_FILE) != readme:
        raise CzdocsError("CZ3022", location=store.location, file=README_FILE)
    value = {"format": FORMAT, "origin": origin, "created": moment_text(created), "readme": sha256(readme).hex}
    if not store.create(FORMAT_FILE, canonical(value) + b"\n"):  # with this file it is an archive
        raise CzdocsError("CZ3021", location=store.location)
    return open_archive(store)


def open_archive(store: Store) -> Archive:
    """The archive in `store`.

    Raises:
        CzdocsError: If there is none (CZ3020), its format.json is damaged (CZ3007) or of a newer format (CZ3024).
    """
    return Archive(store, read_format(store))


def read_format(store: Store) -> FormatInfo:
    """What format.json says; raises as `open_archive`."""
    place = Place(file=FORMAT_FILE)
    try:
        data = store.get(FORMAT_FILE)
    except NotStoredError as error:
        if store.size(commit_path(1)) is not None:
            raise CzdocsError("CZ3007", place=place, reason="文件缺失") from error
        raise CzdocsError("CZ3020", place=place, location=store.location) from error
    try:
        value = json.loads(data)
        name = str(value["format"])
        is_canonical = canonical(value) + b"\n" == data and value.keys() == {"format", "origin", "created", "readme"}
        info = FormatInfo(
            origin=str(value["origin"]),
            created=parse_moment(value["created"]),
            readme=Digest("sha256", value["readme"]),
            digest=sha256(data),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CzdocsError("CZ3007", place=place, reason="内容无法读取") from error
    if name != FORMAT and _FORMAT_NAME.fullmatch(name):
        raise CzdocsError("CZ3024", place=place, location=store.location, format=name, known=FORMAT)
    if name != FORMAT or not is_canonical:
        raise CzdocsError("CZ3007", place=place, reason="不是规范形式")
    return info


def format_text() -> bytes:
    """The format specification that lies in every archive as README.md."""
    return files("czdocs.archive").joinpath("FORMAT.md").read_bytes()


def _by_digest(contents: Iterable[Content]) -> dict[Digest, Content]:
    found: dict[Digest, Content] = {}
    for content in contents:
        if isinstance(content, bytes):
            found[sha256(content)] = content
        else:
            with content.open("rb") as stream:
                found[sha256_of_stream(stream)[0]] = content
    return found
