"""State of the archive: how far its history has come, and what may continue it."""

from dataclasses import dataclass
from datetime import datetime

from czdocs.archive.commit import Commit, FormatError, parse
from czdocs.archive.digest import Digest
from czdocs.archive.layout import commit_path
from czdocs.archive.log import Frontier
from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError

__all__ = ["Head", "State", "after", "chained"]


@dataclass(frozen=True, slots=True)
class Head:
    """Number and digest of the last commit; of no commit: 0 and the digest of format.json."""

    number: int
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the archive has come; `recorded_at` is that of the last commit."""

    head: Head
    frontier: Frontier
    recorded_at: datetime | None


def chained(data: bytes, state: State) -> Commit:
    """The commit `data`, if it continues `state`.

    Raises:
        CzdocsError: If it is damaged or does not.
    """
    number = state.head.number + 1
    path = commit_path(number)
    try:
        commit = parse(data)
    except FormatError as error:
        raise CzdocsError("CZ3001", place=Place(file=path), file=path, reason=error) from error
    header = commit.header
    reason = ""
    if header.number != number:
        reason = f"首行编号是 {header.number}"
    elif header.previous != state.head.digest:
        reason = "previous 与前一次归档文件的 SHA-256 不同"
    elif header.first != state.frontier.size + 1:
        reason = f"first 应为 {state.frontier.size + 1}，实为 {header.first}"
    elif state.recorded_at is not None and header.recorded_at < state.recorded_at:
        reason = "归档时间早于前一次"
    elif state.frontier.extended(commit.lines).root != header.root:
        reason = "默克尔树根 root 与记录不符"
    if reason:
        raise CzdocsError("CZ3003", place=Place(file=path), file=path, reason=reason)
    return commit


def after(state: State, commit: Commit) -> State:
    """The state that `commit`, which continues `state`, leads to."""
    return State(
        head=Head(commit.header.number, commit.digest),
        frontier=state.frontier.extended(commit.lines),
        recorded_at=commit.header.recorded_at,
    )
