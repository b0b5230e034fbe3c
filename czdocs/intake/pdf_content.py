"""Content of PDF files: page count, encryption, and whatever in them acts on its own.

Content streams are never decoded. Work is counted, not timed, so that the same file always gives the same answer: a
hostile file uses up the allowance and is told as such.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from czdocs.intake.dossier import ContentFault

__all__ = ["PdfContent", "pdf_content"]

_MOST_READS = 3_000_000
"""Calls of the parser to its file; a scanned document of 300 pages takes some 100,000."""
_MOST_OBJECTS = 100_000
"""Objects that are looked at, and pages."""
_MOST_WRITTEN_OBJECTS = 200_000
"""Objects written outside object streams: a damaged file is searched for all of them, at some 5 microseconds each."""
_TOO_MANY = "结构异常，要检查的对象过多"
_MOST_PACKED_BYTES = 8 << 20
"""Decoded bytes of object streams and cross-reference streams, of one and of all together."""

_ACTIONS: Mapping[str, str] = {
    "/JavaScript": "脚本（JavaScript）",
    "/Launch": "启动程序的动作（Launch）",
    "/ImportData": "导入数据的动作（ImportData）",
    "/SubmitForm": "向外提交数据的动作（SubmitForm）",
    "/Rendition": "播放媒体的动作（Rendition）",
    "/Movie": "播放影片的动作（Movie）",
    "/Sound": "播放声音的动作（Sound）",
    "/GoToE": "打开内嵌文件的动作（GoToE）",
    "/RichMediaExecute": "操作富媒体的动作（RichMediaExecute）",
}
"""Values of `/S` that make a reader do more than show pages. Links (`/URI`), jumps (`/GoTo`, `/GoToR`) do no harm."""
_KEYS: Mapping[str, str] = {"/JS": "脚本（JavaScript）", "/XFA": "动态表单（XFA）"}
_ANNOTATIONS: Mapping[str, str] = {
    "/RichMedia": "富媒体（RichMedia）",
    "/Screen": "播放媒体的区域（Screen）",
    "/Movie": "影片",
    "/Sound": "声音",
    "/3D": "三维内容",
}
_EMBEDDED = "内嵌文件"
# These hold text, fonts, pictures and structure, which are many and do nothing.
_PASSED_OVER = frozenset(("/StructTreeRoot", "/Metadata", "/Contents", "/Resources", "/OutputIntents"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfContent:
    """What a PDF holds; `pages` is None where it cannot be known."""

    pages: int | None
    faults: tuple[ContentFault, ...] = ()


class _ExhaustedError(Exception):
    """The allowance is used up."""


class _CountedBytes(BytesIO):
    """A file in memory that counts how often it is asked, and ends the matter when that is too often."""

    left = _MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        """As `BytesIO.read`, at the price of one call."""
        self.left -= 1
        if self.left < 0:
            raise _ExhaustedError
        return super().read(size)


def pdf_content(content: bytes) -> PdfContent:
    """What `content`, which begins as a PDF does, really holds. Never raises, whatever it is."""
    import logging

    import pypdf

    if content.count(b" obj") > _MOST_WRITTEN_OBJECTS:
        return _damaged(_TOO_MANY)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.apply_configuration(zlib_maximum_output_length=_MOST_PACKED_BYTES, disable_legacy_handling=True):
            reader = pypdf.PdfReader(_CountedBytes(content), xref_stream_maximum_entries=_MOST_OBJECTS * 5)
            if reader.is_encrypted:
                return PdfContent(pages=None, faults=(ContentFault(code="CZ1043"),))
            walk = _Walk(reader)
            pages = walk.count_pages()
            return PdfContent(pages=pages, faults=tuple(_faults(walk.found())))
    except _ExhaustedError:
        return _damaged(_TOO_MANY)
    except Exception:  # noqa: BLE001  a damaged PDF may fail anywhere inside the library, and is a finding for us
        return _damaged("结构已损坏")


def _damaged(reason: str) -> PdfContent:
    return PdfContent(pages=None, faults=(ContentFault(code="CZ1042", values={"reason": reason}),))


def _faults(found: set[str]) -> Iterator[ContentFault]:
    active = sorted(found - {_EMBEDDED})
    if active:
        yield ContentFault(code="CZ1044", values={"what": "、".join(active)})
    if _EMBEDDED in found:
        yield ContentFault(code="CZ1045")


class _Walk:
    """A way through the objects of one PDF, each once, within the allowance."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._left = _MOST_OBJECTS
        self._packed_left = _MOST_PACKED_BYTES
        self._unpacked: set[int] = set()

    def count_pages(self) -> int:
        """Number of leaves of the page tree; a ring in it is passed over."""
        count = 0
        seen: dict[int, Any] = {}
        waiting = deque([self._reader.trailer["/Root"].raw_get("/Pages")])
        while waiting:
            reference = waiting.popleft()
            node = self._resolved(reference)
            kids = self._resolved(node.get("/Kids")) if isinstance(node, dict) else None
            if not isinstance(kids, list):
                count += 1
            elif id(node) not in seen:
                seen[id(node)] = node
                waiting.extend(kids)
        return count

    def found(self) -> set[str]:
        """What acts on its own, in words."""
        found: set[str] = set()
        seen: dict[int, Any] = {}  # with the objects themselves, so that no address is given to another
        waiting: deque[Any] = deque([self._reader.trailer["/Root"]])
        while waiting:
            value = self._resolved(waiting.popleft())
            if not isinstance(value, dict | list) or id(value) in seen:
                continue
            seen[id(value)] = value
            if isinstance(value, list):
                waiting.extend(list.__iter__(value))
                continue
            found |= set(_acting(value))
            waiting.extend(dict.get(value, key) for key in value if key not in _PASSED_OVER)
        return found

    def _resolved(self, value: Any) -> Any:
        """The object that `value` is or refers to."""
        from pypdf.generic import IndirectObject

        for _ in range(100):
            self._left -= 1
            if self._left < 0:
                raise _ExhaustedError
            if not isinstance(value, IndirectObject):
                return value
            self._pay_for_object_stream(value.idnum)
            value = self._reader.get_object(value)
        raise _ExhaustedError

    def _pay_for_object_stream(self, number: int) -> None:
        """Unpacking an object stream costs as many bytes as it holds, once; parsing all of it takes as long."""
        stream_number, _ = self._reader.xref_objStm.get(number, (0, 0))
        if stream_number in self._unpacked or not stream_number:
            return
        self._unpacked.add(stream_number)
        stream = self._reader.get_object(stream_number)
        if stream is not None:
            self._packed_left -= len(stream.get_data())
        if self._packed_left < 0:
            raise _ExhaustedError


def _acting(value: Mapping[str, Any]) -> Iterator[str]:
    """What the dictionary `value` does on its own, in words."""
    action = dict.get(value, "/S")  # type: ignore[call-overload]
    if isinstance(action, str) and action in _ACTIONS:
        yield _ACTIONS[action]
    yield from (words for key, words in _KEYS.items() if key in value)
    subtype = dict.get(value, "/Subtype")  # type: ignore[call-overload]
    if isinstance(subtype, str) and subtype in _ANNOTATIONS and "/Rect" in value:
        yield _ANNOTATIONS[subtype]
    if "/EmbeddedFiles" in value or "/EF" in value:
        yield _EMBEDDED
