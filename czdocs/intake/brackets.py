"""Brackets: what a full-width colon or a comma between thousands makes of a group of fields in braces.

`{year：2026}` is to YAML one key without a value, and `{amount: 11,820.40}` two keys, `amount` and `820.40`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.meant import meant_keys
from czdocs.intake.schema import Path
from czdocs.intake.submission import Submission, path_text
from czdocs.intake.wording import example_words, shown_value

__all__ = ["LostKey", "lost_keys"]

_GLUED = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_]{0,40}|[\u4e00-\u9fff（）]{1,20})\s*：.")
_THOUSANDS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class LostKey:
    """A finding about a key that YAML made of a value, and the paths of which nothing else is to be said."""

    found: Diagnostic
    settled: frozenset[Path]


def lost_keys(submission: Submission, unknown: Iterable[Path]) -> tuple[LostKey, ...]:
    """What the `unknown` keys without value tell of colons and commas."""
    lost: list[LostKey] = []
    told: set[Path] = set()
    for path in unknown:
        name = path[-1]
        if path in told or not isinstance(name, str) or submission.value(path) is not None:
            continue
        glued = _GLUED.match(name)
        if glued:
            lost.append(_glued(submission, path, glued["key"]))
        elif _THOUSANDS.match(name):
            parted = _parted(submission, path)
            if parted:
                lost.append(parted)
                told |= parted.settled
    return tuple(lost)


def _glued(submission: Submission, path: Path, key: str) -> LostKey:
    """The finding about a key that its full-width colon has joined to its value, of which nothing is said."""
    start = submission.key_place(path)
    named = (*path[:-1], key)
    meant = (key, *meant_keys(submission.schema, named, present=()))
    known = submission.schema.at(path[:-1]).get("properties", {})
    owner = (*path[:-1], next((name for name in meant if name in known), key))
    there = Place(file=start.file, line=start.line, column=start.column + len(key), path=path_text(owner))
    return LostKey(found=finding("CZ1011", there, key=key), settled=frozenset({path, owner}))


def _parted(submission: Submission, path: Path) -> LostKey | None:
    """The finding about a number that its commas have parted, at its first part; None where there is none before."""
    around = submission.value(path[:-1])
    parts: list[str] = []
    for key in reversed(list(takewhile(lambda name: name != path[-1], around))):
        if around[key] is not None or not _THOUSANDS.match(key):
            head = str(around[key])
            break
        parts.insert(0, key)
    else:
        return None
    if not re.fullmatch(r"[0-9]{1,3}", head):
        return None
    after = list(around)[list(around).index(path[-1]) :]
    parts += takewhile(lambda name: around[name] is None and _THOUSANDS.match(name), after)
    owner = (*path[:-1], key)
    known = submission.schema.at(owner)
    if not known:
        return None
    value = ",".join((head, *parts))
    number = "" if known.get("x-personal") else f"请写成 {value.replace(',', '')}，"
    found = finding(
        "CZ1110",
        submission.place(owner),
        article=str(known.get("x-article", "")),
        title=submission.schema.title_at(owner),
        value=shown_value(known, value),
        hint=f"{number}数字里不写逗号。",
        description=known.get("description", ""),
        example=example_words(known),
    )
    return LostKey(found=found, settled=frozenset({owner, *((*path[:-1], part) for part in parts)}))
