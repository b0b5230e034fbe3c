"""Layout of a ZIP file: that its directory tells the whole truth, before anything is unpacked."""

from collections.abc import Iterator, Sequence
from zipfile import ZipFile, ZipInfo

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place

__all__ = ["MOST_BYTES", "MOST_FILES", "directory_fault", "layout_faults", "size_faults"]

MOST_FILES = 200
"""In one bundle: three forms and some ten to fifty attachments are usual."""
MOST_BYTES = 100 << 20
"""Of all files of a bundle together, unpacked, and of the bundle itself: both are in memory at once."""
_MOST_RATIO = 200
"""Unpacked to packed; PDFs and pictures hardly shrink, and a form of text shrinks to a fifth."""
_RATIO_FROM = 1 << 20
_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCATOR_64 = b"PK\x06\x07"
_LOCAL = b"PK\x03\x04"
_LOCAL_SIZE = 30
_MOST_DIRECTORY = 1 << 20
_MOST_GAP = 24
"""Between two files: a data descriptor, which some programs write behind each."""


def directory_fault(content: bytes, *, place: Place) -> Diagnostic | None:
    """What forbids even to read the directory of `content`."""
    if not content.startswith((b"PK", b"MZ")) and _END not in content[-(_END_SIZE + 0xFFFF) :]:
        return finding("CZ1050", place, reason="不是 ZIP 格式")
    position = content.rfind(_END)
    if position < 0 or position + _END_SIZE > len(content):
        return finding("CZ1050", place, reason="结尾缺失，多半是没有传完")
    size = int.from_bytes(content[position + 12 : position + 16], "little")
    count = int.from_bytes(content[position + 10 : position + 12], "little")
    if content[max(0, position - 20) : position].startswith(_LOCATOR_64) or size == 0xFFFFFFFF or count == 0xFFFF:  # noqa: PLR2004 - what the format writes there
        return finding("CZ1062", place, reason="用了超大压缩包（ZIP64）的写法，而申报材料用不着")
    if count > MOST_FILES or size > _MOST_DIRECTORY:
        return finding("CZ1053", place, reason=f"含有 {count:,} 个文件，最多 {MOST_FILES} 个")
    comment = int.from_bytes(content[position + 20 : position + 22], "little")
    if position + _END_SIZE + comment != len(content):
        return finding("CZ1062", place, reason="结尾之后还有别的内容")
    return None


def size_faults(entries: Sequence[ZipInfo], *, place: Place) -> Iterator[Diagnostic]:
    """Sizes that nobody should unpack, by what the directory says; reading holds them to it."""
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES:
        yield finding("CZ1053", place, reason=f"含有 {len(entries):,} 个文件，最多 {MOST_FILES} 个")
    elif total > MOST_BYTES:
        yield finding("CZ1053", place, reason=f"解开后有 {total:,} 字节，最多 {MOST_BYTES >> 20} MB")
    else:
        bombs = (e for e in entries if e.file_size > max(_RATIO_FROM, e.compress_size * _MOST_RATIO))
        if next(bombs, None) is not None:
            yield finding("CZ1053", place, reason=f"里有文件解开后膨胀到 {_MOST_RATIO} 倍以上")


def layout_faults(content: bytes, bundle: ZipFile, *, place: Place) -> Iterator[Diagnostic]:
    """Content that belongs to no file, or to two: other archives before or between, files over one another."""
    end = 0
    for entry in sorted(bundle.infolist(), key=lambda entry: entry.header_offset):
        start = entry.header_offset
        if not 0 <= start <= len(content) - _LOCAL_SIZE or content[start : start + 4] != _LOCAL:
            yield finding("CZ1062", place, reason="的目录与内容对不上")
            return
        if start < end:
            yield finding("CZ1062", place, reason="里有互相重叠的文件")
            return
        if start - end > (_MOST_GAP if end else 0):
            where = "文件之间夹有别的内容" if end else "开头之前有别的内容，可能是两个压缩包拼在一起"
            yield finding("CZ1062", place, reason=where)
            return
        name, extra = (int.from_bytes(content[start + at : start + at + 2], "little") for at in (26, 28))
        end = start + _LOCAL_SIZE + name + extra + entry.compress_size
    if bundle.start_dir - end > (_MOST_GAP if end else 0):
        yield finding("CZ1062", place, reason="文件之后、目录之前夹有别的内容")
