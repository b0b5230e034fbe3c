"""The zip file of a Word document, written the same whenever and wherever it is written."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["CONTENT_TYPES", "Member", "deflated", "packed"]

CONTENT_TYPES = "[Content_Types].xml"

_LEVEL = 6
_DEFLATED, _STORED = 8, 0
_UTF8 = 0x800  # the flag that names are UTF-8; ASCII names need none
_VERSION = 20
_DATE, _TIME = 0x21, 0  # 1980-01-01, the oldest a zip can hold: Word never looks at it, and it must not be the clock's
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in a zip, compressed already, so that what never changes is compressed once a process."""

    name: str
    method: int
    checksum: int
    size: int
    data: bytes


def deflated(name: str, content: bytes) -> Member:
    """`content` as a member, compressed where that makes it smaller."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = compressor.compress(content) + compressor.flush()
    smaller = len(data) < len(content)
    return Member(
        name=name,
        method=_DEFLATED if smaller else _STORED,
        checksum=zlib.crc32(content),
        size=len(content),
        data=data if smaller else content,
    )


def packed(members: Iterable[Member]) -> bytes:
    """The zip of `members`: content types first, the others by their names, no date, no trace of the machine.

    The standard library's writer would compress every member anew, and has no way to take one that is compressed.
    """
    parts, directory, offset = [], [], 0
    ordered = sorted(members, key=lambda member: (member.name != CONTENT_TYPES, member.name))
    for member in ordered:
        name = member.name.encode("utf-8")
        common = (
            _VERSION,
            0 if member.name.isascii() else _UTF8,
            member.method,
            _TIME,
            _DATE,
            member.checksum,
            len(member.data),
            member.size,
            len(name),
            0,
        )
        local = _LOCAL.pack(b"PK\x03\x04", *common) + name
        directory.append(_CENTRAL.pack(b"PK\x01\x02", _VERSION, *common, 0, 0, 0, 0, offset) + name)
        parts += [local, member.data]
        offset += len(local) + len(member.data)
    listing = b"".join(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(ordered), len(ordered), len(listing), offset, 0)
    return b"".join([*parts, listing, end])
