"""Groups and lists in brackets: full-width signs, missing blanks and values that need quotes, within one line."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from czdocs.intake.vocabulary import Vocabulary

__all__ = ["FlowEdit", "flow_edits", "is_flow"]

_OPEN = {"{": "}", "｛": "}", "[": "]", "［": "]", "【": "]"}
_CLOSE = {"}": "}", "｝": "}", "]": "]", "］": "]", "】": "]"}
_HALF = {"｛": "{", "［": "[", "【": "["}
_ENTRY = re.compile(
    r"(?P<comma>[,，、;；]|\A)(?P<lead>[ \t\u3000\xa0]*)(?P<key>[\"“”']?[\w（）()]{1,30}[\"“”']?)"
    r"(?P<before>[ \t\u3000\xa0]*)(?P<colon>[:：])(?P<gap>[ \t\u3000\xa0]*)"
)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_NESTED = re.compile(r"[\[［【][^\[\]［］【】{}｛｝]*[\]］】]")
_COMMA = re.compile(r"[ \t\u3000\xa0]*(?P<comma>[,，、;；])[ \t\u3000\xa0]*")
_CODE = re.compile(r"[A-Za-z0-9_.\-]+\Z")
_UNSAFE = re.compile(r"\A[#|>@`%]|\A[-?](?:\s|\Z)|[,\[\]{}:]|\s#")
_TAKEN = ("&", "*", "!", '"', "'")
"""What begins with these is either quoted, or an anchor, alias or tag: never a text that only lacks quotes."""
_PAIRS = {"“": "”", "‘": "’", '"': '"', "「": "」"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEdit:
    """One change within the text that was given: where, to what, which repair."""

    span: tuple[int, int]
    new: str
    repair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    key: str
    match: re.Match[str]
    start: int
    end: int


def is_flow(text: str) -> bool:
    """Whether `text` begins with a bracket of any width."""
    return text[:1] in _OPEN


def flow_edits(text: str, vocabulary: Vocabulary, *, offset: int = 0) -> Iterator[FlowEdit]:
    """The edits that make the group or list at the beginning of `text` what its keys say it is; none where unsure.

    `offset` is added to the places. What follows the closing bracket must be nothing or a comment.
    """
    end = _closing(text)
    if end is None:
        return
    opening, inner = text[0], text[1:end]
    found = list(_map_edits(inner, vocabulary) if _OPEN[opening] == "}" else _list_edits(inner, wide=opening != "["))
    if _OPEN[opening] == "}" and inner.strip() and not _entries(inner, vocabulary):
        return
    if opening in _HALF:
        found.append(FlowEdit(span=(-1, 0), new=_HALF[opening], repair="bracket"))
    if text[end] != _OPEN[opening]:
        found.append(FlowEdit(span=(len(inner), len(inner) + 1), new=_OPEN[opening], repair="bracket"))
    for edit in found:
        start, stop = edit.span
        yield FlowEdit(span=(start + 1 + offset, stop + 1 + offset), new=edit.new, repair=edit.repair)


def _closing(text: str) -> int | None:
    """Where the bracket closes that opens `text`: the last one before the end or a comment."""
    if not is_flow(text):
        return None
    wanted = _OPEN[text[0]]
    for place in range(len(text) - 1, 0, -1):
        if _CLOSE.get(text[place]) == wanted and re.match(r"[ \t\u3000\xa0]*(?:[#＃].*)?\Z", text[place + 1 :]):
            return place
    return None


def _entries(inner: str, vocabulary: Vocabulary) -> list[_Entry]:
    """The entries of a group as its known keys divide it, each key once; empty where it does not begin with a key."""
    covered = [m.span() for pattern in (_QUOTED, _NESTED) for m in pattern.finditer(inner)]
    matches: list[re.Match[str]] = []
    seen: set[str] = set()
    for match in _ENTRY.finditer(inner):
        key, at = match["key"], match.start("colon")
        if key in seen or not vocabulary.fields(key) or any(a < at < b for a, b in covered):
            continue
        # A comma and a title in Chinese may be running text, unless the whole group is written like that.
        if not key.isascii() and match["comma"] not in {",", ""} and not _is_chinese(matches[:1]):
            continue
        seen.add(key)
        matches.append(match)
    if not matches or matches[0].start() != 0:
        return []
    ends = [m.start() for m in matches[1:]] + [len(inner)]
    return [_Entry(key=m["key"], match=m, start=m.end(), end=end) for m, end in zip(matches, ends, strict=True)]


def _is_chinese(first: list[re.Match[str]]) -> bool:
    return bool(first) and (first[0]["colon"] == "：" or not first[0]["key"].isascii())


def _map_edits(inner: str, vocabulary: Vocabulary) -> Iterator[FlowEdit]:
    for entry in _entries(inner, vocabulary):
        match = entry.match
        lead = match["comma"] + match["lead"]
        if match["comma"] not in {",", ""} or not match["lead"].isascii():
            new = ", " if match["comma"] else " " * len(match["lead"])
            yield FlowEdit(span=(match.start(), match.start() + len(lead)), new=new, repair="bracket")
        value = inner[entry.start : entry.end].strip(" \t\u3000\xa0")
        if match["colon"] != ":" or not match["gap"].startswith(" ") or not match["gap"].isascii():
            repair = "colon" if match["colon"] != ":" else "gap" if value else ""
            if repair:
                yield FlowEdit(span=(match.end("key"), match.end()), new=": ", repair=repair)
        yield from _value_edits(inner, entry, value)


def _value_edits(inner: str, entry: _Entry, value: str) -> Iterator[FlowEdit]:
    """The edits of one value: a list in brackets, quotes of two kinds, or a text that needs quotes."""
    start = inner.index(value, entry.start)
    end = start + len(value)
    if value[:1] in {"[", "［", "【"} and value[-1:] in _CLOSE:
        yield from (
            FlowEdit(span=(e.span[0] + start + 1, e.span[1] + start + 1), new=e.new, repair=e.repair)
            for e in _list_edits(value[1:-1], wide=value[0] != "[")
        )
        if value[0] != "[":
            yield FlowEdit(span=(start, start + 1), new="[", repair="bracket")
        if value[-1] != "]":
            yield FlowEdit(span=(end - 1, end), new="]", repair="bracket")
    elif value and not value.startswith(_TAKEN) and _UNSAFE.search(value) and not is_flow(value):
        yield FlowEdit(span=(start, end), new=json.dumps(value, ensure_ascii=False), repair="quote")


def _list_edits(inner: str, *, wide: bool) -> Iterator[FlowEdit]:
    """The edits of a list's commas; in brackets of half width only codes are held apart by full-width commas."""
    if _QUOTED.search(inner) or "{" in inner or "｛" in inner:
        return
    parts = [part.strip(" \t\u3000\xa0") for part in _COMMA.split(inner)[0::2]]
    if not wide and not all(_CODE.match(part) for part in parts):
        return
    for match in _COMMA.finditer(inner):
        if match["comma"] != "," or not match.group().isascii():
            yield FlowEdit(span=match.span(), new=", ", repair="bracket")
    for match in re.finditer(r"[^,，、;；]+", inner):
        part = match.group().strip(" \t\u3000\xa0")
        if wide and part and _PAIRS.get(part[0]) == part[-1] and len(part) > 1:
            start = match.start() + match.group().index(part)
            yield FlowEdit(span=(start, start + 1), new="", repair="quotes")
            yield FlowEdit(span=(start + len(part) - 1, start + len(part)), new="", repair="quotes")
