"""Limits: what a form's bytes must satisfy before they are parsed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place

__all__ = [
    "MAX_ATTACHMENT_BYTES",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "SourceText",
    "decode",
    "indentation_tabs",
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

_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_STRANGE = re.compile(
    "(?P<bidi>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])"
    "|(?P<invisible>[\u00ad\u200b-\u200d\u2060-\u2064\ufeff])"
    "|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff])"
    "|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010ffff])"
)
_STRANGE_CODES = {"bidi": "CZ1008", "invisible": "CZ1009", "control": "CZ1007", "private": "CZ1024"}
_INDENTATION_TAB = re.compile(r" *\t[ \t]*[^ \t]")
_BLOCK_HEADER = re.compile(r"(?:^|[:\-]\s+)[|>][0-9+-]{0,2}\s*(?:#.*)?$")
_WIDE_COLON = re.compile(r"^(?P<lead>\s*(?:-\s+)?)(?P<key>[A-Za-z_][A-Za-z0-9_]*|[\u4e00-\u9fff（）]{1,20})\s*：")
_NO_SPACE = re.compile(r"^(?P<lead>\s*(?:-\s+)?)(?P<key>[A-Za-z_][A-Za-z0-9_]*):(?![ \t/\\]|$)")
_WIDE_SPACE = re.compile(r"^ *[\u3000\u00a0]+\s*(?:-\s+)?(?P<key>[A-Za-z_][A-Za-z0-9_]*)\s*[:：]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A form's text without byte-order mark, and whether only its encoding was wrong."""

    text: str
    findings: tuple[Diagnostic, ...] = ()


def decode(content: bytes, *, file: str) -> SourceText:
    """The text of `content`; what forbids to read it is among the findings.

    Text of another encoding is decoded as far as it can be, so that a marked form is recognised as such (art. 24).
    """
    place = Place(file=file)
    if len(content) > MAX_BYTES:
        return SourceText(
            text="", findings=(finding("CZ1001", place, size=f"{len(content):,}", limit=f"{MAX_BYTES:,}"),)
        )
    if content.startswith(_UTF16_BOMS) or _looks_like_utf16(content):
        encoding = "UTF-16-BE" if content.startswith(b"\xfe\xff") or content[:1] == b"\x00" else "UTF-16-LE"
        text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
        return SourceText(text=text, findings=(finding("CZ1003", place),))
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return _of_other_encoding(content, error, place)
    if not text.strip(" \t\r\n"):
        return SourceText(text="", findings=(finding("CZ1002", place),))
    if "\x00" in text:
        line, column = _line_and_column(text, text.index("\x00"))
        return SourceText(text=text, findings=(finding("CZ1004", Place(file=file, line=line, column=column)),))
    return SourceText(text=text)


def strange_characters(text: str, *, file: str) -> Iterator[Diagnostic]:
    """Control, bidirectional, invisible and private characters, the first of each kind in a line, at most twenty."""
    seen: set[tuple[int, str]] = set()
    for match in _STRANGE.finditer(text):
        kind = match.lastgroup or "control"
        line, column = _line_and_column(text, match.start())
        if (line, kind) in seen:
            continue
        seen.add((line, kind))
        yield finding(
            _STRANGE_CODES[kind],
            Place(file=file, line=line, column=column),
            character=f"U+{ord(match.group()):04X}",
        )
        if len(seen) == _MAX_FINDINGS:
            return


def strange_character(value: str, place: Place) -> Diagnostic | None:
    """The finding about a character in `value`, written as an escape, that no form may hold; None for none."""
    match = _STRANGE.search(value)
    if match is None:
        return None
    return finding(_STRANGE_CODES[match.lastgroup or ""], place, character=f"U+{ord(match.group()):04X}")


def indentation_tabs(text: str, *, file: str) -> Iterator[Diagnostic]:
    """Lines indented with tabs, which YAML forbids; at most twenty."""
    lines = (number for number, line in enumerate(_LINE_BREAK.split(text), 1) if _INDENTATION_TAB.match(line))
    for number, _ in zip(lines, range(_MAX_FINDINGS), strict=False):
        line_text = _LINE_BREAK.split(text)[number - 1]
        yield finding("CZ1010", Place(file=file, line=number, column=line_text.index("\t") + 1))


def unread_keys(text: str, *, file: str) -> Iterator[Diagnostic]:
    """Lines whose key YAML does not see as one: full-width colon, no space after the colon, full-width indentation.

    They may explain why a text is no YAML, or why it is not the YAML that its writer meant. Block scalars are running
    text and are passed over; so is an address (`https://`).
    """
    block_indent: int | None = None
    for number, line in enumerate(_LINE_BREAK.split(text), 1):
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


def _looks_like_utf16(content: bytes) -> bool:
    """Whether every second byte of the beginning is zero, as in UTF-16 of ASCII keys without a mark."""
    head = content[:64]
    half = len(head) // 2
    few = 4
    return half >= few and (head[0::2].count(0) > half * 3 // 4 or head[1::2].count(0) > half * 3 // 4)


def _of_other_encoding(content: bytes, error: UnicodeDecodeError, place: Place) -> SourceText:
    """What to say of bytes that are no UTF-8."""
    line = content.count(b"\n", 0, error.start) + 1
    there = Place(file=place.file, line=line, column=1)
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
        return SourceText(text=text, findings=(finding("CZ1006", there, line=line),))
    return SourceText(text=text, findings=(finding("CZ1005", there, line=line),))


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at `index`."""
    before = _LINE_BREAK.split(text[:index])
    return len(before), len(before[-1]) + 1
