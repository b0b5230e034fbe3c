"""Commit files."""

import json
import shutil
import subprocess
from datetime import date

import pytest
from archive_samples import START, MemoryStore, certification, file_ref, sample
from hypothesis import given, settings
from hypothesis import strategies as st

from czdocs.archive.archive import create_archive
from czdocs.archive.canonical import canonical
from czdocs.archive.commit import CommitHeader, FormatError, RecordDraft, Subject, parse, record_lines, to_lines
from czdocs.archive.digest import sha256
from czdocs.archive.layout import commit_number, commit_path, object_digest, object_path
from czdocs.archive.log import root_of

_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
_DRAFTS = st.builds(
    RecordDraft,
    kind=st.sampled_from(["application", "certification", "preliminary-review"]),
    title=_TEXT.map(lambda text: "题" + text),
    subject=st.builds(Subject, case=st.none() | _TEXT, product=st.none() | _TEXT),
    valid_from=st.none() | st.dates(max_value=date(2026, 1, 1)),
    valid_to=st.none() | st.dates(min_value=date(2026, 1, 1)),
    dated=st.none() | st.dates(),
    data=st.dictionaries(_TEXT, st.none() | st.booleans() | st.integers(-5, 5) | _TEXT | st.lists(_TEXT), max_size=3),
    derived_from=st.sets(st.integers(1, 6)).map(tuple),
    archival_number=st.none() | _TEXT.map(lambda text: "Z" + text),
    retention=st.sampled_from([None, "永久", "30年", "10年"]),
    access=st.sampled_from(["public", "internal"]),
    files=st.lists(st.binary(max_size=3).map(file_ref), max_size=2).map(tuple),
)


def _commit(drafts: list[RecordDraft]) -> bytes:
    lines = record_lines(drafts, first=7, recorded_at=START)
    header = CommitHeader(
        number=3,
        previous=sha256(b"before"),
        first=7,
        count=len(drafts),
        recorded_at=START,
        clock="given",
        by="测试员",
        command="test",
        root=root_of(lines),
    )
    return to_lines(header, lines)


@settings(deadline=None)
@given(st.lists(_DRAFTS, min_size=1, max_size=3))
def test_written_commit_is_read_back(drafts: list[RecordDraft]) -> None:
    """Reading gives what was written, field by field, and writing that again gives the same bytes."""
    data = _commit(drafts)
    commit = parse(data)
    assert to_lines(commit.header, commit.lines) == data
    for draft, record, sequence in zip(drafts, commit.records, range(7, 99), strict=False):
        assert (record.sequence, record.commit, record.recorded_at) == (sequence, 3, START)
        assert record.id == sha256(commit.lines[sequence - 7]).hex
        for name in RecordDraft.__dataclass_fields__:
            assert getattr(record, name) == getattr(draft, name)


def _resealed(change: dict[str, object], *, line: int) -> bytes:
    """A commit whose line `line` is changed, with a seal that fits."""
    head, record, _, _ = _commit([certification("0001")]).split(b"\n")
    lines = [head, record]
    lines[line] = canonical(json.loads(lines[line]) | change)
    body = b"\n".join(lines) + b"\n"
    return body + canonical({"sha256": sha256(body).hex}) + b"\n"


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        ({"extra": 1}, 0, "首行字段缺少或多余：extra"),
        ({"count": 2}, 0, "首行的 tree_size 与 first、count 不符"),
        ({"count": 2, "tree_size": 8}, 0, "首行写明 2 条记录，实有 1 条"),
        ({"commit": True}, 0, "首行的编号或条数不对"),
        ({"clock": "moon"}, 0, "首行的 clock、by 或 command 不对"),
        ({"root": "00"}, 0, "首行的 previous 或 root 不对"),
        ({"recorded_at": "2026-02-30T00:00:00Z"}, 0, "时间“2026-02-30T00:00:00Z”不存在"),
        ({"extra": 1}, 1, "字段缺少或多余：extra"),
        ({"sequence": 8}, 1, "顺序号应为 7，实为 8"),
        ({"recorded_at": "2026-01-01T08:00:01Z"}, 1, "第 7 号记录的归档时间与首行不同"),
        ({"valid_from": "2026-1-1"}, 1, "valid_from“2026-1-1”不是 YYYY-MM-DD"),
        ({"valid_from": "2026-02-30"}, 1, "valid_from“2026-02-30”不存在"),
        ({"valid_to": "2025-01-01"}, 1, "valid_to（2025-01-01）早于 valid_from（2026-01-01）"),
        ({"supersedes": [7]}, 1, "supersedes 所指的第 7 号记录不在本记录之前"),
        ({"revokes": [True]}, 1, "revokes 的内容不对"),
        ({"kind": "Notice"}, 1, "kind“Notice”不是小写字母、数字和连字符"),
        ({"title": " "}, 1, "title（题名）为空"),
        ({"retention": "5年"}, 1, "retention（保管期限）“5年”不是永久、30年或10年"),
        ({"access": "secret"}, 1, "access“secret”不是 public 或 internal"),
        ({"subject": {"person": "x"}}, 1, "subject 的内容不对"),
        ({"files": [{}]}, 1, "files 的字段缺少或多余"),
        ({"data": []}, 1, "data 的类型不对"),
    ],
)
def test_fault_is_named(change: dict[str, object], line: int, reason: str) -> None:
    """A commit that is sealed but not as specified is refused with the one reason."""
    with pytest.raises(FormatError) as caught:
        parse(_resealed(change, line=line))
    assert str(caught.value) == reason


def test_every_single_byte_counts() -> None:
    """A commit with any one byte changed is refused."""
    data = _commit([certification("0001", content=b"x")])
    for offset in range(len(data)):
        with pytest.raises(FormatError):
            parse(data[:offset] + bytes([data[offset] ^ 1]) + data[offset + 1 :])


def test_seal_can_be_checked_without_czdocs() -> None:
    """The command that the specification gives checks the seal."""
    if shutil.which("sha256sum") is None:
        pytest.skip("needs coreutils")
    data = _commit([certification("0001")])
    shown = subprocess.run(["sh", "-c", "head -n -1 | sha256sum"], input=data, capture_output=True, check=True)  # noqa: S607
    assert data.splitlines()[-1] == b'{"sha256":"' + shown.stdout[:64] + b'"}'


@pytest.mark.parametrize("number", [1, 42, 999, 1000, 12345678, 99_999_999])
def test_commit_paths_go_both_ways(number: int) -> None:
    """A commit's path gives its number back."""
    assert commit_number(commit_path(number)) == number


def test_paths_are_those_of_the_specification() -> None:
    """Paths are split as specified, and other names are nobody's."""
    digest = sha256(b"")
    assert commit_path(42) == "commits/00/000/042.jsonl"
    assert object_path(digest) == f"objects/{digest.hex[:2]}/{digest.hex[2:]}"
    assert object_digest(object_path(digest)) == digest
    assert commit_number("commits/00/000/000.jsonl") is None
    assert object_digest(object_path(digest).upper()) is None


def test_same_input_gives_the_same_bytes() -> None:
    """Two archives that were given the same have the same bytes in every file."""
    one, two = MemoryStore(), MemoryStore()
    for store in (one, two):
        sample(create_archive(store, origin="示例", created=START))
    assert one.files == two.files
