"""Audit of a whole archive: every commit, every record, every object, and what else lies there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from czdocs.archive.archive import format_text, read_format
from czdocs.archive.commit import Commit, FormatError, parse
from czdocs.archive.digest import Digest, sha256, sha256_of_stream
from czdocs.archive.index import Head, last_seen
from czdocs.archive.layout import (
    CHECKPOINTS,
    FORMAT_FILE,
    INDEX_FILE,
    README_FILE,
    TEMPORARY,
    UNFINISHED,
    commit_number,
    commit_path,
    object_digest,
    object_path,
)
from czdocs.archive.log import EMPTY, Frontier
from czdocs.archive.store import NotStoredError, Store
from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, has_errors, in_order
from czdocs.errors import CzdocsError

__all__ = ["Progress", "Report", "verify"]

Progress = Callable[[int, int], None]
"""Called with the bytes checked and the bytes to check."""

_OWN_FILES = {README_FILE, FORMAT_FILE, INDEX_FILE, f"{INDEX_FILE}-journal"}
_NAMED_SEQUENCES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an audit found: errors are damage, warnings are oddities that harm nothing.

    `head`, `tree_size` and `root` are those of the last commit and None, 0 and None where that is damaged.
    """

    findings: tuple[Diagnostic, ...]
    commits: int
    records: int
    objects: int
    size: int
    head: Head | None
    tree_size: int
    root: Digest | None

    @property
    def damaged(self) -> bool:
        """Whether anything is missing, altered or contradictory."""
        return has_errors(self.findings)

    @property
    def exit_status(self) -> int:
        """3 for a damaged archive, 0 for a sound one."""
        return 3 if self.damaged else 0


def verify(store: Store, progress: Progress | None = None, *, expected: Iterable[Head] = ()) -> Report:
    """Check everything, changing nothing.

    Loss of the last commits leaves no trace inside the archive: it is found by comparing with `expected`, heads that
    receipts and checkpoints elsewhere remember, and with the index, if that is there.

    Raises:
        CzdocsError: If there is no archive (CZ3020), or it is of a newer format (CZ3024).
    """
    # Asked first: what is archived while the audit runs must not look like a loss.
    remembered = last_seen(store.cache_folder)
    audit = _Audit(store=store, progress=progress)
    audit.check_format()
    audit.list_files()
    audit.check_commits()
    audit.check_heads([*expected, *([remembered] if remembered else [])])
    audit.check_objects()
    return audit.report()


@dataclass(kw_only=True)
class _Audit:
    """The state of a running audit."""

    store: Store
    progress: Progress | None
    findings: list[Diagnostic] = field(default_factory=list)
    format_digest: Digest | None = None
    commits: dict[int, int] = field(default_factory=dict)  # number -> size
    objects: dict[Digest, int] = field(default_factory=dict)  # digest -> size
    digests: dict[int, Digest | None] = field(default_factory=dict)  # number -> digest, None where damaged or missing
    references: dict[Digest, dict[int, int]] = field(default_factory=dict)  # digest -> size by sequence
    numbers: dict[str, int] = field(default_factory=dict)  # archival number -> sequence
    last: Commit | None = None
    records: int = 0
    done: int = 0
    total: int = 0

    def note(self, code: str, path: str, **values: Any) -> None:
        self.findings.append(finding(code, Place(file=path), file=path, **values))

    def advance(self, size: int) -> None:
        self.done += size
        if self.progress is not None:
            self.progress(min(self.done, self.total), self.total)

    def check_format(self) -> None:
        try:
            info = read_format(self.store)
        except CzdocsError as error:
            if error.exit_status != 3:  # noqa: PLR2004 - not damage: no archive at all, or not ours to judge
                raise
            self.findings.append(error.diagnostic)
            return
        self.format_digest = info.digest
        try:
            readme = self.store.get(README_FILE)
        except NotStoredError:
            readme = b""
        if readme != format_text() and sha256(readme) != info.readme:
            self.note("CZ3032", README_FILE)

    def list_files(self) -> None:
        for path, size in self.store.list(""):
            number, digest = commit_number(path), object_digest(path)
            if number is not None:
                self.commits[number] = size
            elif digest is not None:
                self.objects[digest] = size
            elif path.startswith(TEMPORARY) or path.rpartition("/")[2].startswith(UNFINISHED):
                self.note("CZ3033", path)
            elif path not in _OWN_FILES and not path.startswith(CHECKPOINTS):
                self.note("CZ3030", path)
        self.total = sum(self.commits.values()) + sum(self.objects.values())

    def check_commits(self) -> None:
        frontier: Frontier | None = EMPTY  # None once a commit is unreadable: later roots cannot be computed then
        for number in range(1, max(self.commits, default=0) + 1):
            path = commit_path(number)
            commit = self.read_commit(number, path)
            self.digests[number] = commit.digest if commit is not None else None
            self.advance(self.commits.get(number, 0))
            if commit is None:
                frontier, self.last = None, None
                continue
            before = self.digests.get(number - 1)
            if number == 1 and self.format_digest not in {None, commit.header.previous}:
                # The seal of commit 1 holds, so the change is more likely in the file that has none.
                self.note("CZ3007", FORMAT_FILE, reason="与第 1 次归档首行的 previous 不符")
            for reason in self.misfits(commit, number, before=before, frontier=frontier):
                self.note("CZ3003", path, reason=reason)
            self.note_records(commit)
            frontier = None if frontier is None else frontier.extended(commit.lines)
            self.last = commit

    def read_commit(self, number: int, path: str) -> Commit | None:
        try:
            return parse(self.store.get(path))
        except NotStoredError:
            self.note("CZ3002", path, number=number)
        except FormatError as error:
            self.note("CZ3001", path, reason=error)
        except CzdocsError as error:
            self.findings.append(error.diagnostic)
        return None

    def misfits(
        self, commit: Commit, number: int, *, before: Digest | None, frontier: Frontier | None
    ) -> Iterator[str]:
        """Why `commit` cannot be number `number` behind the file with digest `before`; None is not known."""
        header, last = commit.header, self.last
        if header.number != number:
            yield f"首行编号是 {header.number}"
        elif before is not None and header.previous != before:
            yield "previous 与前一次归档文件的 SHA-256 不同"
        if frontier is not None and header.first != frontier.size + 1:
            yield f"first 应为 {frontier.size + 1}，实为 {header.first}"
        elif frontier is not None and frontier.extended(commit.lines).root != header.root:
            yield "默克尔树根 root 与记录不符"
        if last is not None and header.recorded_at < last.header.recorded_at:
            yield "归档时间早于前一次"

    def note_records(self, commit: Commit) -> None:
        for record in commit.records:
            self.records += 1
            for file in record.files:
                self.references.setdefault(file.digest, {})[record.sequence] = file.size
            number = record.archival_number
            if number is not None and self.numbers.setdefault(number, record.sequence) != record.sequence:
                reason = f"档号“{number}”已用于第 {self.numbers[number]} 号记录"
                self.note("CZ3008", commit_path(commit.header.number), sequence=record.sequence, reason=reason)

    def check_heads(self, heads: Iterable[Head]) -> None:
        """Compare with commits that are known to have been there."""
        for head in heads:
            path = commit_path(head.number)
            if head.number not in self.digests:
                reason = "已不在"
            elif self.digests[head.number] not in {None, head.digest}:  # None has its own finding
                reason = "内容不同"
            else:
                continue
            self.note("CZ3009", path, number=head.number, digest=head.digest.hex, reason=reason)

    def check_objects(self) -> None:
        for digest, sizes in sorted(self.references.items()):
            if digest not in self.objects:
                some = "、".join(str(sequence) for sequence in sorted(sizes)[:_NAMED_SEQUENCES])
                self.note("CZ3004", object_path(digest), sequences=some)
        for digest, listed in self.objects.items():
            path = object_path(digest)
            try:
                with self.store.open(path) as stream:
                    actual, size = sha256_of_stream(stream)
            except NotStoredError:
                self.note("CZ3004", path, sequences="、".join(map(str, self.references.get(digest, {}))))
                continue
            except CzdocsError as error:
                self.findings.append(error.diagnostic)
                continue
            if actual != digest:
                self.note("CZ3005", path, actual=actual.hex)
            elif digest in self.references:
                for sequence, stated in self.references[digest].items():
                    if stated != size:
                        self.note("CZ3006", path, sequence=sequence, actual=size, expected=stated)
            else:
                self.note_orphan(path)
            self.advance(listed)

    def note_orphan(self, path: str) -> None:
        if None not in self.digests.values():  # otherwise an unreadable commit may well refer to it
            self.note("CZ3031", path)

    def report(self) -> Report:
        header = self.last.header if self.last is not None else None
        return Report(
            findings=in_order(self.findings),
            commits=sum(digest is not None for digest in self.digests.values()),
            records=self.records,
            objects=len(self.objects),
            size=self.total,
            head=Head(header.number, self.last.digest) if header is not None and self.last is not None else None,
            tree_size=header.tree_size if header is not None else 0,
            root=header.root if header is not None else None,
        )
