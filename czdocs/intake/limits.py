"""Limits: what a form's bytes must satisfy before they are parsed."""

import re
from collections.abc import Iterator
from itertools import islice

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place

__all__ = [
    "MAX_ATTACHMENT_BYTES",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "indentation_tabs",
    "misread_line",
    "strange_character",
    "strange_characters",
    "unread_keys",
]

MAX_BYTES = 1 << 20
MAX_DEPTH = 50
MAX_NODES = 100_000
MAX_ATTACHMENT_BYTES = 50 << 20
"""Of one attached file: some 150 scanned pages in colour. A case's attachments are in memory while it is examined, so a
file put there by mistake, such as a disc image, must be known by its size before it is read."""
_MAX_FINDINGS = 20
_MAX_UNREAD = 300

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_STRANGE = re.compile(
    "(?P<bidi>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])"
    "|(?P<invisible>[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]|[\u00a0\u2002-\u200a\u202f](?=[ \u00a0]*(?:[\r\n]|\\Z)))"
    "|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff])"
    "|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010ffff])"
)
_STRANGE_ANYWHERE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u00ad\u061c\u2002-\u200f\u2028-\u202f\u2060-\u2069"
    "\ue000-\uf8ff\ufeff\ufffe\uffff\U000f0000-\U0010ffff]"
)
"""A quick look for any of them."""
_STRANGE_CODES = {"bidi": "CZ1008", "invisible": "CZ1009", "control": "CZ1007", "private": "CZ1024"}
_INDENTATION_TAB = re.compile(r" *\t[ \t]*[^ \t]")
_BLOCK_HEADER = re.compile(r"(?:^|[:\-]\s+)[|>][0-9+-]{0,2}\s*(?:#.*)?$")
_WIDE_COLON = re.compile(r"^(?P<lead>\s*(?:-\s+)?)(?P<key>[A-Za-z_][A-Za-z0-9_]*|[\u4e00-\u9fff（）]{1,20})\s*：")
_NO_SPACE = re.compile(r"^(?P<lead>\s*(?:-\s+)?)(?P<key>[A-Za-z_][A-Za-z0-9_]*):(?![ \t/\\]|$)")
_MISREAD = (
    ("CZ1029", re.compile(r"\s*(?P<sign>＃)")),
    ("CZ1012", re.compile(r"[^\"#]*[:：]\s*(?P<sign>\")[^\"“”]*[”“]\s*(?:#.*)?$")),
    ("CZ1027", re.compile(r"\s*(?:-\s+)?(?P<key>[A-Za-z_]\w*|[\u4e00-\u9fff（）]{2,20}) *(?P<sign>\t+)[^\s:：]")),
    ("CZ1026", re.compile(r"\s*(?P<sign>[－—–•●◆·]|-(?=[^\s\-0-9]))\s*\S")),
    ("CZ1028", re.compile(r"\s*(?:-\s+)?(?:(?P<key>\w+)\s*[:：]\s*)(?P<sign>[［｛])")),
)
"""What an office reads at once and YAML does not, with the sign that is wrong."""
_WIDE_SPACE = re.compile(r"^ *[\u3000\u00a0]+\s*(?:-\s+)?(?P<key>[A-Za-z_][A-Za-z0-9_]*)\s*[:：]")


def strange_characters(text: str, *, file: str) -> Iterator[Diagnostic]:
    """Control, bidirectional, invisible and private characters, the first of each kind in a line, at most twenty."""
    if not _STRANGE_ANYWHERE.search(text):
        return
    told = 0
    for number, line in enumerate(_LINE_BREAK.split(text), 1):
        seen: set[str] = set()
        for match in _STRANGE.finditer(line):
            kind = match.lastgroup or "control"
            if kind in seen:
                continue
            seen.add(kind)
            place = Place(file=file, line=number, column=match.start() + 1)
            yield finding(_STRANGE_CODES[kind], place, character=f"U+{ord(match.group()):04X}")
            told += 1
            if told == _MAX_FINDINGS:
                return
            if len(seen) == len(_STRANGE_CODES):
                break


def strange_character(value: str, place: Place) -> Diagnostic | None:
    """The finding about a character in `value`, written as an escape, that no form may hold; None for none."""
    match = _STRANGE.search(value)
    if match is None:
        return None
    return finding(_STRANGE_CODES[match.lastgroup or ""], place, character=f"U+{ord(match.group()):04X}")


def indentation_tabs(text: str, *, file: str) -> Iterator[Diagnostic]:
    """Lines indented with tabs, which YAML forbids; at most twenty."""
    if "\t" not in text:
        return
    odd = (n for n in enumerate(_LINE_BREAK.split(text), 1) if "\t" in n[1] and _INDENTATION_TAB.match(n[1]))
    for number, line in islice(odd, _MAX_FINDINGS):
        yield finding("CZ1010", Place(file=file, line=number, column=line.index("\t") + 1))


def unread_keys(text: str, *, file: str) -> Iterator[Diagnostic]:
    """Lines whose key YAML does not see as one: full-width colon, no space after the colon, full-width indentation.

    They may explain why a text is no YAML, or why it is not the YAML that its writer meant. Block scalars are running
    text and are passed over; so is an address (`https://`).
    """
    return islice(_unread_keys(text, file=file), _MAX_UNREAD)


def _unread_keys(text: str, *, file: str) -> Iterator[Diagnostic]:
    block_indent: int | None = None
    for number, line in enumerate(_LINE_BREAK.split(text), 1):
        if not line or line[0] == "#":
            continue
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None:
            if not line.strip() or indent > block_indent:
                continue
            block_indent = None
        if _BLOCK_HEADER.search(line):
            block_indent = indent
            continue
        yield from _unread_key(line, number, file=file)


def _unread_key(line: str, number: int, *, file: str) -> Iterator[Diagnostic]:
    """The finding about the key of one line, none where it is in order."""
    for pattern, code in ((_WIDE_SPACE, "CZ1023"), (_WIDE_COLON, "CZ1011"), (_NO_SPACE, "CZ1022")):
        match = pattern.match(line)
        if match is None:
            continue
        key = match.group("key")
        column = 1 if code == "CZ1023" else match.end() if code == "CZ1011" else match.end("key") + 1
        yield finding(code, Place(file=file, line=number, column=column), key=key)
        return


def misread_line(text: str, number: int, *, file: str) -> Diagnostic | None:
    """What makes line `number`, or the one before, no YAML though an office would read it; None for nothing known.

    A note or an item with a full-width sign, a field and its value held apart by a tab as in a table, quotes of two
    kinds, full-width brackets.
    """
    lines = _LINE_BREAK.split(text)
    for at in (number, number - 1):
        line = lines[at - 1] if 1 <= at <= len(lines) else ""
        for code, pattern in _MISREAD:
            match = pattern.match(line)
            if match:
                place = Place(file=file, line=at, column=match.start("sign") + 1)
                key = match.groupdict().get("key")
                return finding(code, place, key=key, title=key, written=line[match.start("sign") :][:3])
    return None
