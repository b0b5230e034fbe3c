"""Bundles: good ones are read whole, hostile and damaged ones are one clear finding each."""

import hashlib
import io
import json
import stat
import struct
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.intake.bundle import read_bundle
from czdocs.intake.bundle_layout import MOST_FILES

GOOD = {"application.yaml": b"form: application/1\n", "attachments/A1-x.pdf": b"%PDF-1.4 " + b"x" * 3000}


def zipped(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED, manifest: bool = False) -> bytes:
    """A ZIP file of `files`, on request with a manifest that is true."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as bundle:
        if manifest:
            bundle.writestr("manifest.json", manifest_of(files))
        for name, content in files.items():
            bundle.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def manifest_of(files: dict[str, bytes], **changes: object) -> bytes:
    """The manifest that is true of `files`."""
    rows = [{"name": n, "size": len(c), "sha256": hashlib.sha256(c).hexdigest()} for n, c in files.items()]
    return json.dumps({"format": "czdocs-bundle/1", "files": rows, **changes}).encode()


def with_entry(name: str, **attributes: object) -> bytes:
    """The good bundle with one more entry, of these attributes."""
    out = io.BytesIO(zipped(GOOD))
    with zipfile.ZipFile(out, "a") as bundle:
        entry = zipfile.ZipInfo("a")
        entry.filename = name
        for key, value in attributes.items():
            setattr(entry, key, value)
        bundle.writestr(entry, b"x")
    return out.getvalue()


def codes(content: bytes) -> list[str]:
    """The codes of what is found, without the hint that there is no manifest."""
    return [d.code for d in read_bundle(content, file="x.zip").findings if d.code != "CZ1063"]


def patched(content: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """`content` with `value` at `offset` behind the last `signature`."""
    at = content.rfind(signature) + offset
    return content[:at] + value + content[at + len(value) :]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_good_bundle_is_read_whole(method: int) -> None:
    """What was packed is what is read; a true manifest has no finding, a missing one is a hint."""
    bundle = read_bundle(zipped(GOOD, method=method, manifest=True), file="x.zip")
    assert dict(bundle.files) == GOOD
    assert bundle.findings == ()
    bundle = read_bundle(zipped(GOOD, method=method), file="x.zip")
    assert dict(bundle.files) == GOOD
    assert [d.code for d in bundle.findings] == ["CZ1063"]


def test_folder_and_what_systems_leave_are_taken_away() -> None:
    """A folder packed with its name, as Windows and macOS do, is the same case."""
    files = {f"2026-XB-0001/{name}": content for name, content in GOOD.items()}
    junk = {"__MACOSX/._a": b"1", "2026-XB-0001/.DS_Store": b"2", "2026-XB-0001/Thumbs.db": b"3"}
    assert dict(read_bundle(zipped({**files, **junk}), file="x.zip").files) == GOOD


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_chinese_names_without_mark_are_read(encoding: str) -> None:
    """Names in GBK, as Chinese Windows writes them, and in unmarked UTF-8 are read rightly."""
    content = zipped({"attachments/Aaaaaaaaaaaa.pdf": b"x", **GOOD})
    name = "附件一".encode(encoding)
    raw = b"attachments/" + name + b"A" * (12 - len(name)) + b".pdf"
    content = content.replace(b"attachments/Aaaaaaaaaaaa.pdf", raw)
    tail = "A" * (12 - len(name))
    assert f"attachments/附件一{tail}.pdf" in read_bundle(content, file="x.zip").files


def test_name_of_no_known_encoding_is_refused() -> None:
    """A name that is neither UTF-8 nor GBK is told, not guessed."""
    content = zipped({"zzzz.pdf": b"x", **GOOD}).replace(b"zzzz.pdf", b"\xff\xfe\xff\xff.pdf")
    assert codes(content) == ["CZ1055"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../x.pdf", "CZ1051"),
        ("a/../../x.pdf", "CZ1051"),
        ("..\\x.pdf", "CZ1051"),
        ("/etc/x.pdf", "CZ1051"),
        ("\\\\server\\x.pdf", "CZ1051"),
        ("C:/x.pdf", "CZ1051"),
        ("c:x.pdf", "CZ1051"),
        ("a//x.pdf", "CZ1051"),
        ("./x.pdf", "CZ1051"),
        ("a\\x.pdf", "CZ1051"),
        ("x\u202efdp.exe", "CZ1058"),
        ("x\n.pdf", "CZ1058"),
        ("x\u200b.pdf", "CZ1058"),
        ("CON.pdf", "CZ1059"),
        ("a/nul", "CZ1059"),
        ("com1.pdf", "CZ1059"),
        ("x?.pdf", "CZ1059"),
        ("x.pdf.", "CZ1059"),
        ("a /x.pdf", "CZ1059"),
        ("x" * 197 + ".pdf", "CZ1059"),
        ("APPLICATION.YAML", "CZ1056"),
        ("attachments/a1-X.PDF", "CZ1056"),
        ("inner.zip", "CZ1054"),
        ("inner.RAR", "CZ1054"),
    ],
)
def test_names_that_are_refused(name: str, code: str) -> None:
    """Names that lead out, hide something, cannot be used or stand twice are one finding each."""
    assert codes(with_entry(name)) == [code]


@pytest.mark.parametrize(
    "name", ["x..pdf", "a..b/x.pdf", "CONTRACT.pdf", "com10.pdf", "x" * 196 + ".pdf", "产品 照片.png"]
)
def test_names_that_are_allowed(name: str) -> None:
    """Names that only look like refused ones are read."""
    assert codes(with_entry(name)) == []


def test_the_same_name_in_two_normal_forms_is_refused() -> None:
    """Names that differ only in how an accent is composed are one name on a Mac."""
    assert codes(zipped({"e\u0301.pdf": b"1", "\u00e9.pdf": b"2"})) == ["CZ1056"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFBLK, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind: int) -> None:
    """An entry that would become a link, a device or a pipe is refused."""
    assert codes(with_entry("x.pdf", create_system=3, external_attr=(kind | 0o644) << 16)) == ["CZ1052"]
    assert codes(with_entry("x.pdf", create_system=3, external_attr=(stat.S_IFREG | 0o644) << 16)) == []


def test_encrypted_entry_and_strange_methods_are_refused() -> None:
    """Encrypted entries and methods that not every program knows are told by name."""
    content = with_entry("x.pdf")
    assert codes(patched(content, b"PK\x01\x02", 8, b"\x01\x00")) == ["CZ1057"]
    assert codes(patched(content, b"PK\x01\x02", 10, struct.pack("<H", 99))) == ["CZ1061"]
    assert codes(zipped(GOOD, method=zipfile.ZIP_LZMA)) == ["CZ1061", "CZ1061"]


def test_number_of_files_is_limited() -> None:
    """As many files as allowed are read, one more is refused before anything is unpacked."""
    names = [f"{n}.pdf" for n in range(MOST_FILES + 1)]
    assert codes(zipped(dict.fromkeys(names[:-1], b"x"))) == []
    assert codes(zipped(dict.fromkeys(names, b"x"))) == ["CZ1053"]


def test_bombs_are_refused_without_being_unpacked() -> None:
    """A file that would grow beyond measure is refused by its sizes, and memory does not grow."""
    bomb = zipped({"x.pdf": bytes(80 << 20)})
    assert codes(zipped({"x.pdf": bytes(1 << 20)})) == []
    tracemalloc.start()
    assert codes(bomb) == ["CZ1053"]
    assert codes(patched(zipped(GOOD), b"PK\x01\x02", 24, struct.pack("<I", 101 << 20))) == ["CZ1053"]
    assert tracemalloc.get_traced_memory()[1] < 10 << 20
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    """What unpacks to more than the directory says is damaged, and unpacked no further."""
    bomb = zipped({"x.pdf": bytes(60 << 20)})
    lying = patched(bomb, b"PK\x01\x02", 24, struct.pack("<I", 1000))
    tracemalloc.start()
    assert codes(lying) == ["CZ1060"]
    assert tracemalloc.get_traced_memory()[1] < 10 << 20
    tracemalloc.stop()


def test_damaged_content_is_told_by_name() -> None:
    """A changed byte of a stored file is found by its checksum."""
    content = zipped(GOOD, method=zipfile.ZIP_STORED)
    assert codes(content.replace(b"xxx", b"xyx", 1)) == ["CZ1060"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        zipped(GOOD)[:-30],
        zipped(GOOD)[:100],
        zipped({}),
        patched(zipped(GOOD), b"PK\x05\x06", 16, b"\xff\xff\xff\x7f"),
    ],
)
def test_what_is_no_archive(content: bytes) -> None:
    """Nothing, text, and archives without their end are one finding."""
    assert len(codes(content)) == 1
    assert codes(content)[0] in {"CZ1050", "CZ1062"}


@pytest.mark.parametrize(
    "content",
    [
        b"#!/bin/sh\n" + zipped(GOOD),
        zipped(GOOD) + zipped({"b.pdf": b"1"}),
        zipped(GOOD) + b"x",
        patched(zipped(GOOD), b"PK\x05\x06", 10, b"\xff\xff"),
        patched(zipped(GOOD), b"PK\x01\x02", 42, b"\x00\x00\x00\x00"),
    ],
    ids=["before", "two archives", "behind", "zip64", "overlap"],
)
def test_content_outside_the_files_is_refused(content: bytes) -> None:
    """Anything before, behind or between the files, and files over one another, is refused."""
    assert codes(content) == ["CZ1062"]


@pytest.mark.parametrize(
    ("manifest", "found"),
    [
        (b"{", ["CZ1064"]),
        (b"[]", ["CZ1064"]),
        (b"[" * 100_000, ["CZ1064"]),
        (manifest_of(GOOD, format="x/1"), ["CZ1064"]),
        (manifest_of({**GOOD, "b.pdf": b""}), ["CZ1065"]),
        (manifest_of({"application.yaml": GOOD["application.yaml"]}), ["CZ1066"]),
        (manifest_of({**GOOD, "application.yaml": b"form: application/2\n"}), ["CZ1067"]),
        (manifest_of({**GOOD, "application.yaml": b""}), ["CZ1067"]),
    ],
)
def test_manifest_must_be_true(manifest: bytes, found: list[str]) -> None:
    """A manifest that cannot be read, or lists other files than there are, is told."""
    assert codes(zipped({"manifest.json": manifest, **GOOD})) == found


@settings(max_examples=150, deadline=2000)
@given(
    st.sampled_from([zipped(GOOD, manifest=True), zipped(GOOD, manifest=True, method=zipfile.ZIP_STORED)]),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 6), st.binary(max_size=6)), min_size=1, max_size=4
    ),
)
def test_any_mutation_is_told_or_harmless(content: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    """However a good bundle is altered: findings, or exactly the files that were packed; never a failure."""
    altered = content
    for where, length, what in changes:
        at = int(where * len(altered))
        altered = altered[:at] + what + altered[at + length :]
    bundle = read_bundle(altered, file="x.zip")
    assert bundle.findings or dict(bundle.files) == GOOD


@settings(max_examples=80)
@given(st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]), st.binary(max_size=200))
def test_any_bytes_are_told(head: bytes, rest: bytes) -> None:
    """Whatever the bytes are, the answer is a finding."""
    assert read_bundle(head + rest, file="x.zip").findings
