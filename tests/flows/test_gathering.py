"""Gathering of attached files: sizes first, and nothing but ordinary files of the case is read."""

import os
import re
import shutil
from pathlib import Path

import pytest

from czdocs.flows.gathering import read_attachment
from czdocs.flows.validate import validate
from czdocs.intake.dossier import AttachmentFact, AttachmentState
from czdocs.intake.limits import MAX_ATTACHMENT_BYTES

CASE = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case folder without fault."""
    shutil.copytree(CASE, tmp_path / CASE.name)
    return tmp_path / CASE.name


@pytest.fixture
def photo(case: Path) -> Path:
    """The place of the attached photo, from which the photo has been taken away."""
    (path,) = (case / "attachments").glob("A2-*")
    path.unlink()
    return path


def found(case: Path) -> list[tuple[str, str]]:
    """Code and path of what is found in `case`."""
    return [(d.code, d.place.path) for d in validate([case]).diagnostics]


def test_file_beyond_the_limit_is_one_finding_and_not_read(case: Path, photo: Path) -> None:
    """A file of a terabyte, which no memory holds, is told by its size."""
    with photo.open("wb") as file:
        file.truncate(1 << 40)
    assert found(case) == [("CZ1037", "files[1].file")]
    (told,) = validate([case]).diagnostics
    assert "1,099,511,627,776 字节" in told.message
    assert "50 MB" in told.message


def test_limit_itself_is_allowed(tmp_path: Path) -> None:
    """A file of exactly the limit is read, one byte more is not."""
    (tmp_path / "a.png").write_bytes(b"12345")
    assert read_attachment(tmp_path, "a.png", limit=5) == b"12345"
    refused = AttachmentFact(state=AttachmentState.TOO_LARGE, size=5, limit=4)
    assert read_attachment(tmp_path, "a.png", limit=4) == refused
    assert MAX_ATTACHMENT_BYTES == 50 * 1024 * 1024


def test_folder_in_place_of_a_file_is_one_finding(case: Path, photo: Path) -> None:
    """A folder that bears the name of the file is told as such."""
    photo.mkdir()
    assert found(case) == [("CZ1038", "files[1].file")]


def test_pipe_in_place_of_a_file_is_one_finding(case: Path, photo: Path) -> None:
    """A pipe is not waited for."""
    os.mkfifo(photo)
    assert found(case) == [("CZ1038", "files[1].file")]


@pytest.mark.parametrize("there", [True, False], ids=["file", "nothing"])
def test_link_out_of_the_case_is_one_finding(case: Path, photo: Path, *, there: bool) -> None:
    """A link that leads out of the case folder is not followed, whether a file is there or not."""
    target = case.parent / "other.png"
    if there:
        target.write_bytes(b"other")
    photo.symlink_to(target)
    assert found(case) == [("CZ1038", "files[1].file")]
    assert "案件文件夹之外" in validate([case]).diagnostics[0].message


def test_folder_of_attachments_linked_from_elsewhere_is_not_read(case: Path) -> None:
    """A link may stand in the middle of the path too."""
    shutil.move(case / "attachments", case.parent / "elsewhere")
    (case / "attachments").symlink_to(case.parent / "elsewhere")
    assert {code for code, _ in found(case)} == {"CZ1038"}


def test_link_within_the_case_is_followed(case: Path) -> None:
    """A link to another file of the same case is that file."""
    (path,) = (case / "attachments").glob("A2-*")
    path.rename(case / "photo.png")
    path.symlink_to(case / "photo.png")
    assert found(case) == []


def test_ring_of_links_is_one_finding(case: Path, photo: Path) -> None:
    """A link to itself leads nowhere and stops nothing."""
    photo.symlink_to(photo)
    assert [code for code, _ in found(case)] == ["CZ1038"]


def test_missing_folder_of_attachments_is_one_finding(case: Path) -> None:
    """Where the whole folder is missing, that is told once and not for each file."""
    shutil.rmtree(case / "attachments")
    assert found(case) == [("CZ1039", "files")]
    (told,) = validate([case]).diagnostics
    listed = re.findall(r"(?m)id: (A[0-9]+)", (case / "attachments.yaml").read_text(encoding="utf-8"))
    assert f"{len(listed)} 个附件（{'、'.join(listed)}）" in told.message
