"""Trailing content: a second file hidden behind, or inside, one that looks harmless."""

from collections.abc import Mapping

__all__ = ["hidden_part"]

_ARCHIVES: Mapping[bytes, str] = {
    b"PK\x03\x04": "ZIP 压缩包",
    b"Rar!\x1a\x07": "RAR 压缩包",
    b"7z\xbc\xaf\x27\x1c": "7z 压缩包",
    b"MZ\x90\x00": "可执行程序",
    b"\x7fELF": "可执行程序",
}
_TOLERATED = 1024
"""Bytes after the end of a PDF that readers pass over; programs that download or sign leave some."""
_END_RECORD = b"PK\x05\x06"
_END_RECORD_SIZE = 22
_LONGEST_COMMENT = 0xFFFF
_PNG_HEAD = 8


def hidden_part(content: bytes, kind: str) -> str:
    """What `content` of the media type `kind` holds besides, in words; empty where nothing.

    Pictures of telephones have previews and films behind the picture itself, which is no fault.
    """
    if _is_zip(content):
        return "结尾附带了别的文件（ZIP 压缩包）"
    if kind == "image/png":
        end = _png_end(content)
        return "结尾附带了别的内容" if end is not None and content[end:].strip(b"\x00\r\n") else ""
    end = _pdf_end(content) if kind == "application/pdf" else _jpeg_end(content)
    rest = content[end:].lstrip(b"\x00\r\n\t ")
    archive = next((name for mark, name in _ARCHIVES.items() if rest.startswith(mark)), None)
    if archive:
        return f"结尾附带了别的文件（{archive}）"
    return "结尾附带了别的内容" if kind == "application/pdf" and len(rest) > _TOLERATED else ""


def _is_zip(content: bytes) -> bool:
    """Whether a program that unpacks would find an archive: an end record that points to a directory of files."""
    start = max(0, len(content) - _END_RECORD_SIZE - _LONGEST_COMMENT)
    position = content.rfind(_END_RECORD, start)
    if position < 0 or position + _END_RECORD_SIZE > len(content):
        return False
    directory = position - int.from_bytes(content[position + 12 : position + 16], "little")
    return directory >= 0 and content.startswith(b"PK\x01\x02", directory)


def _pdf_end(content: bytes) -> int:
    """Where the document ends: behind its last end marker; the whole length where there is none."""
    position = content.rfind(b"%%EOF")
    return position + 5 if position >= 0 else len(content)


def _png_end(content: bytes) -> int | None:
    """Where the picture ends, None where its chunks lead nowhere."""
    position = _PNG_HEAD
    while position + 12 <= len(content):
        length = int.from_bytes(content[position : position + 4])
        kind = content[position + 4 : position + 8]
        position += 12 + length
        if kind == b"IEND":
            return position
    return None


def _jpeg_end(content: bytes) -> int:
    """Where the picture ends: the first end marker after its data began; the whole length where there is none."""
    position = 2
    while position + 4 <= len(content) and content[position] == 0xFF:  # noqa: PLR2004 - every marker begins so
        length = int.from_bytes(content[position + 2 : position + 4])
        started = content[position + 1] == 0xDA  # noqa: PLR2004 - start of scan
        position += 2 + length
        if started:
            break
    end = content.find(b"\xff\xd9", position)
    return end + 2 if end >= 0 else len(content)
