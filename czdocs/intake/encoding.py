"""Encoding: which one a form's bytes are in, and their text."""

import re
from dataclasses import dataclass
from enum import Enum

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.limits import MAX_BYTES

__all__ = ["Encoding", "SourceText", "decode", "encoding_of"]

_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_WIDE_CHARACTER = re.compile(rb"[\xe2-\xe9\xef][\x80-\xbf]{2}")
"""A Chinese character or sign as UTF-8 writes it; in GBK such a run of bytes is rare."""
_HEAD = 4096
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Encoding(Enum):
    """The encodings that forms come in; the value is Python's name of it."""

    UTF_8 = "utf-8"
    UTF_16_LE = "utf-16-le"
    UTF_16_BE = "utf-16-be"
    GB_18030 = "gb18030"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A form's text without byte-order mark, and what forbids to read it."""

    text: str
    findings: tuple[Diagnostic, ...] = ()


def encoding_of(content: bytes) -> Encoding | None:
    """The one encoding in which the whole of `content` is text, None where it is damaged or none can be told.

    GBK is told only where the bytes are not mostly UTF-8: a damaged UTF-8 file, taken for GBK, would turn into other
    characters without any sign of it.
    """
    mark = _UTF16_BOMS.get(content[:2]) or _unmarked_utf16(content)
    candidates = (mark,) if mark else ("utf-8",) if _mostly_utf8(content) else ("utf-8", "gb18030")
    for name in candidates:
        try:
            content.decode(name)
        except UnicodeDecodeError:
            continue
        return Encoding(name)
    return None


def decode(content: bytes, *, file: str) -> SourceText:
    """The text of `content`; what forbids to read it is among the findings.

    Text of another encoding is decoded as far as it can be, so that a marked form is recognised as such (art. 24).
    """
    place = Place(file=file)
    if len(content) > MAX_BYTES:
        return SourceText(
            text="", findings=(finding("CZ1001", place, size=f"{len(content):,}", limit=f"{MAX_BYTES:,}"),)
        )
    utf16 = _UTF16_BOMS.get(content[:2]) or _unmarked_utf16(content)
    if utf16:
        text = content.decode(utf16, errors="replace").removeprefix("\ufeff")
        return SourceText(text=text, findings=(finding("CZ1003", place),))
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return _of_other_encoding(content, error, place)
    if not text.strip(" \t\r\n"):
        return SourceText(text="", findings=(finding("CZ1002", place),))
    if "\x00" in text:
        before = _LINE_BREAK.split(text[: text.index("\x00")])
        there = Place(file=file, line=len(before), column=len(before[-1]) + 1)
        return SourceText(text=text, findings=(finding("CZ1004", there),))
    return SourceText(text=text)


def _unmarked_utf16(content: bytes) -> str | None:
    """Which UTF-16 without a mark `content` is, by the zeros beside its ASCII characters; None for none."""
    head = content[:_HEAD]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    few, share = 4, 8
    if max(even, odd) < max(few, len(head) // 2 // share) or max(even, odd) < share * min(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _mostly_utf8(content: bytes) -> bool:
    """Whether bytes that are no UTF-8 are a damaged UTF-8 text rather than one of another encoding."""
    wide = len(_WIDE_CHARACTER.findall(content))
    broken = content.decode("utf-8", errors="replace").count("\ufffd")
    return wide > broken


def _of_other_encoding(content: bytes, error: UnicodeDecodeError, place: Place) -> SourceText:
    """What to say of bytes that are no UTF-8."""
    line = content.count(b"\n", 0, error.start) + 1
    there = Place(file=place.file, line=line, column=1)
    if encoding_of(content) is Encoding.GB_18030:
        return SourceText(text=content.decode("gb18030"), findings=(finding("CZ1005", there, line=line),))
    before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start].removeprefix(_BOM)
    exactly = Place(file=place.file, line=line, column=len(before.decode("utf-8")) + 1)
    text = content.decode("utf-8", errors="replace")
    return SourceText(text=text, findings=(finding("CZ1006", exactly, line=line),))
