"""Bundle: a case sent as one ZIP file, read into memory and refused where anything about it is not plain.

Nothing is ever unpacked to disk, so no name can lead anywhere; names that try are refused all the same.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, has_errors
from czdocs.intake.bundle_manifest import MANIFEST, manifest_faults
from czdocs.intake.bundle_names import is_junk, name_faults, read_name, shown, sole_folder

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = ["Bundle", "read_bundle"]

_ENCRYPTED = 0x1 | 0x40
_METHODS = frozenset({0, 8})
"""Stored and deflated: what every program writes and reads."""
_FILE_TYPES = 0o170000
_REGULAR, _FOLDER = 0o100000, 0o040000
_UNIX = 3
_CHUNK = 1 << 20
_ARCHIVES = (b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_ARCHIVE_SUFFIXES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".iso", ".cab")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a bundle holds: content by name, without the manifest; nothing where a finding is an error."""

    findings: tuple[Diagnostic, ...]
    files: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def read_bundle(content: bytes, *, file: str) -> Bundle:
    """The files of the ZIP file `content`, named `file` in findings. Never raises, whatever it is.

    Sizes and counts are looked at before anything is unpacked, and again while it is.
    """
    from zipfile import ZipFile

    from czdocs.intake.bundle_layout import directory_fault, layout_faults, size_faults

    place = Place(file=file)
    fault = directory_fault(content, place=place)
    if fault is not None:
        return Bundle(findings=(fault,))
    try:
        with ZipFile(BytesIO(content)) as bundle:
            found = tuple(size_faults(bundle.infolist(), place=place)) or (
                *_entry_faults(bundle.infolist(), place),
                *layout_faults(content, bundle, place=place),
            )
            if found:
                return Bundle(findings=found)
            files, damaged = _unpacked(bundle, place)
    except Exception:  # noqa: BLE001  a hostile directory may fail anywhere inside the library, and is a finding for us
        return Bundle(findings=(finding("CZ1050", place, reason="的目录已损坏"),))
    if damaged:
        return Bundle(findings=damaged)
    return _checked(files, place)


def _checked(files: Mapping[str, bytes], place: Place) -> Bundle:
    """The unpacked files as a bundle: without the folder they lie in, nothing nested, as the manifest says."""
    folder = sole_folder(list(files))
    files = {name.removeprefix(folder): data for name, data in files.items()}
    found = (*_nested(files, place), *manifest_faults(files, place=place))
    if not files:
        found = (finding("CZ1050", place, reason="里没有文件"),)
    if has_errors(found):
        return Bundle(findings=found)
    files = {name: data for name, data in files.items() if name != MANIFEST}
    return Bundle(findings=found, files=MappingProxyType(files))


def _entry_faults(entries: "list[ZipInfo]", place: Place) -> Iterator[Diagnostic]:
    """What the directory says of entries that will not be read."""
    seen: dict[str, str] = {}
    for entry in entries:
        name = read_name(entry.orig_filename, flags=entry.flag_bits)
        if name is None:
            yield finding("CZ1055", place, name=shown(entry.orig_filename))
            continue
        yield from name_faults(name, place=place)
        key = unicodedata.normalize("NFC", name).casefold().rstrip("/")
        if key in seen:
            yield finding("CZ1056", place, name=shown(name), other=shown(seen[key]))
        seen[key] = name
        yield from _kind_faults(entry, shown(name), place)


def _kind_faults(entry: "ZipInfo", name: str, place: Place) -> Iterator[Diagnostic]:
    kind = (entry.external_attr >> 16) & _FILE_TYPES
    if entry.create_system == _UNIX and kind not in {0, _REGULAR, _FOLDER}:
        yield finding("CZ1052", place, name=name)
    elif entry.flag_bits & _ENCRYPTED:
        yield finding("CZ1057", place, name=name)
    elif entry.compress_type not in _METHODS:
        yield finding("CZ1061", place, name=name, method=entry.compress_type)


def _unpacked(bundle: "ZipFile", place: Place) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Content by name, without folders and what operating systems leave, and which files are damaged."""
    files: dict[str, bytes] = {}
    damaged: list[Diagnostic] = []
    for entry in bundle.infolist():
        name = read_name(entry.orig_filename, flags=entry.flag_bits) or ""
        if name.endswith("/") or is_junk(name):
            continue
        try:
            files[name] = _content(bundle, entry)
        except Exception:  # noqa: BLE001  damaged data may fail anywhere inside the libraries, and is a finding for us
            damaged.append(finding("CZ1060", place, name=shown(name)))
    return files, tuple(damaged)


def _content(bundle: "ZipFile", entry: "ZipInfo") -> bytes:
    """The content of one entry, compared with its checksum; never more than the directory says."""
    parts: list[bytes] = []
    size = 0
    with bundle.open(entry) as stream:
        while part := stream.read(min(_CHUNK, entry.file_size + 1 - size)):
            parts.append(part)
            size += len(part)
            if size > entry.file_size:
                break
    if size != entry.file_size:
        raise ValueError(size)
    return b"".join(parts)


def _nested(files: Mapping[str, bytes], place: Place) -> Iterator[Diagnostic]:
    """Archives inside the bundle."""
    for name, content in sorted(files.items()):
        if name.lower().endswith(_ARCHIVE_SUFFIXES) or content.startswith(_ARCHIVES):
            yield finding("CZ1054", place, name=shown(name))
