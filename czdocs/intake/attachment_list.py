"""The list of attachments filled from the files themselves, every comment and every other line left as it was."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from czdocs.intake.dossier import AttachmentFact, AttachmentState
from czdocs.intake.submission import Submission

__all__ = ["FilledList", "ListChange", "fill_list", "listed_names"]

_FIELDS = ("media_type", "size", "pages", "sha256")
_VALUE = re.compile(r"""(?P<key>[A-Za-z0-9_]+)[ \t]*:[ \t]*(?:"[^"]*"|'[^']*'|[^#\s,}\]][^\s,}\]]*)?""")
_ANCHOR = "file"
"""New lines go below this one, which every entry has: without it no file is known."""
_BLANK = frozenset({None, "", 0, "0" * 64})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """A value of the list that is now as the file is; `corrected` where another value stood there."""

    id: str
    title: str
    corrected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledList:
    """The text of the list with every value as the files are, and what was changed in it."""

    text: str
    changes: tuple[ListChange, ...]


def listed_names(submission: Submission) -> tuple[str, ...]:
    """The files on the list, as far as they are written as text; the list itself may have faults."""
    return tuple(name for _, _, name in _entries(submission))


def fill_list(submission: Submission, facts: Mapping[str, AttachmentFact]) -> FilledList:
    """The list `submission` with type, size, pages and digest of each file as `facts` (by file name) say.

    Entries in flow style (`{id: A1, …}`) get no new fields, only values for those they have.
    """
    lines = submission.text.split("\n")
    changes: list[ListChange] = []
    inserted: list[tuple[int, str]] = []
    for n, entry, name in _entries(submission):
        fact = facts.get(name)
        if fact is None or fact.state is not AttachmentState.READ or fact.media_type is None:
            continue
        for field, wanted in _wanted(fact):
            path = ("files", n, field)
            if field in entry and entry[field] == wanted and type(entry[field]) is type(wanted):
                continue
            if path in submission.keys:
                done = _replaced(lines, submission.keys[path], f"{field}: {_written(wanted)}")
            else:
                line = _below(lines, submission.keys[("files", n, _ANCHOR)], f"{field}: {_written(wanted)}")
                inserted += [line] if line else []
                done = line is not None
            if done:
                title = submission.schema.title_at(path)
                corrected = entry.get(field) not in _BLANK and field in entry
                changes.append(ListChange(id=str(entry.get("id", f"第 {n + 1} 个")), title=title, corrected=corrected))
    for at, added in reversed(inserted):
        lines.insert(at, added)
    return FilledList(text="\n".join(lines), changes=tuple(changes))


def _entries(submission: Submission) -> Iterator[tuple[int, Mapping[str, Any], str]]:
    """Number, values and file name of each entry that has one."""
    files = submission.data.get("files")
    for n, entry in enumerate(files if isinstance(files, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get(_ANCHOR), str) and entry[_ANCHOR]:
            yield n, entry, entry[_ANCHOR]


def _wanted(fact: AttachmentFact) -> Iterator[tuple[str, Any]]:
    values = (fact.media_type, fact.size, fact.pages, fact.sha256)
    return zip(_FIELDS, values, strict=True)


def _written(value: Any) -> str:
    return "null" if value is None else str(value)


def _replaced(lines: list[str], position: tuple[int, int], text: str) -> bool:
    """Put `text` in place of the key and value at `position`; False where that is not on one line."""
    line, column = position[0] - 1, position[1] - 1
    match = _VALUE.match(lines[line], column)
    if match is None:
        return False
    lines[line] = lines[line][:column] + text + lines[line][match.end() :]
    return True


def _below(lines: list[str], position: tuple[int, int], text: str) -> tuple[int, str] | None:
    """A line with `text` to insert below that of the key at `position`; None where that is in flow style."""
    line, column = position[0] - 1, position[1] - 1
    before = lines[line][:column]
    if before.strip(" -"):
        return None
    return line + 1, " " * column + text + ("\r" if lines[line].endswith("\r") else "")
