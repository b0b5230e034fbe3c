"""Content of attachments: what a file really is, and that no file whatever makes the check fail or linger."""

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from czdocs.intake.attachment_content import attachment_fact
from czdocs.intake.dossier import AttachmentFact
from czdocs.intake.image_content import MOST_PIXELS
from tests.intake import bad_files as bad


def codes(content: bytes) -> list[str]:
    """The codes of what is wrong with `content`."""
    return [fault.code for fault in attachment_fact(content).faults]


def told(content: bytes) -> str:
    """The value of the only fault's text."""
    (fault,) = attachment_fact(content).faults
    return str(fault.values.get("what", fault.values.get("reason", "")))


def test_good_files_have_no_fault() -> None:
    """A PDF gives its pages, a picture its pixels."""
    fact = attachment_fact(bad.pdf(pages=3))
    assert (fact.media_type, fact.pages, fact.pixels, fact.faults) == ("application/pdf", 3, None, ())
    fact = attachment_fact(bad.picture((640, 480)))
    assert (fact.media_type, fact.pages, fact.pixels, fact.faults) == ("image/png", None, (640, 480), ())


def test_empty_file() -> None:
    """A file without any byte is told as empty, not as of an unknown type."""
    assert codes(b"") == ["CZ1040"]
    assert codes(b"x") == []
    assert attachment_fact(b"x").media_type is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (bad.archive(), "ZIP 压缩包"),
        (bad.archive("word/document.xml"), "Word 文档（docx）"),
        (bad.archive("xl/workbook.xml"), "Excel 表格（xlsx）"),
        (bad.archive("OFD.xml"), "OFD 版式文件"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(300), "RAR 压缩包"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(300), "7z 压缩包"),
        (b"\x1f\x8b\x08" + bytes(300), "gzip 压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Office 文档（doc、xls、ppt 或 wps）"),
        (bad.picture(kind="GIF", mode="P"), "GIF 图片"),
        (bad.picture(kind="TIFF"), "TIFF 图片"),
        (bad.picture(kind="BMP"), "BMP 图片"),
        (bad.picture(kind="WEBP"), "WebP 图片"),
        (b"MZ\x90\x00" + bytes(300), "可执行程序"),
    ],
)
def test_refused_types_are_named(content: bytes, name: str) -> None:
    """Archives, office documents, other pictures and programs are named by what they are."""
    assert codes(content) == ["CZ1041"]
    assert told(content) == name


def test_pdf_that_cannot_be_opened() -> None:
    """A file that only begins as a PDF is damaged."""
    assert codes(b"%PDF-1.7\n" + b"x" * 100) == ["CZ1042"]
    assert told(b"%PDF-1.7\n" + b"x" * 100) == "结构已损坏"


@pytest.mark.parametrize("password", ["secret", ""])
def test_encrypted_pdf(password: str) -> None:
    """A PDF is refused as encrypted also where only printing is restricted."""
    assert codes(bad.encrypted_pdf(password)) == ["CZ1043"]


@pytest.mark.parametrize("kind", ["JavaScript", "Launch", "ImportData", "SubmitForm", "Rendition", "GoToE"])
@pytest.mark.parametrize("make", [bad.pdf_with_open_action, bad.pdf_with_page_action, bad.pdf_with_button])
def test_acting_pdf(make: object, kind: str) -> None:
    """Actions are found on the document, on pages, on fields, and behind harmless ones."""
    content = make(kind)  # type: ignore[operator]
    assert codes(content) == ["CZ1044"]
    assert kind in told(content)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (bad.pdf_with_script(), "脚本（JavaScript）"),
        (bad.pdf_with_xfa(), "动态表单（XFA）"),
        (bad.pdf_with_media(), "富媒体（RichMedia）"),
    ],
)
def test_pdf_with_scripts_forms_media(content: bytes, name: str) -> None:
    """Scripts of the document, dynamic forms and media are found."""
    assert codes(content) == ["CZ1044"]
    assert told(content) == name


def test_script_in_an_object_stream_is_found() -> None:
    """What is packed into object streams is looked at too."""
    assert codes(bad.pdf_with_packed_script()) == ["CZ1044"]
    assert b"JavaScript" not in bad.pdf_with_packed_script()


def test_links_are_harmless() -> None:
    """Links to the web and jumps inside the document are allowed."""
    assert codes(bad.pdf_with_link()) == []
    assert attachment_fact(bad.pdf_with_link()).pages == 2


def test_embedded_file_is_pointed_out() -> None:
    """A PDF with a file inside, such as an electronic invoice, keeps its pages."""
    assert codes(bad.pdf_with_embedded_file()) == ["CZ1045"]
    assert attachment_fact(bad.pdf_with_embedded_file()).pages == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("part", [0.3, 0.7, 0.98])
def test_truncated_picture(kind: str, part: float) -> None:
    """A picture that ends early is damaged."""
    content = Image.effect_noise((200, 200), 90)
    out = io.BytesIO()
    content.save(out, kind)
    whole = out.getvalue()
    assert codes(whole) == []
    assert codes(whole[: int(len(whole) * part)]) == ["CZ1046"]


@pytest.mark.parametrize(
    "content",
    [
        bad.picture(kind="JPEG", progressive=True),
        bad.picture(kind="JPEG", mode="CMYK"),
        bad.picture(kind="JPEG", mode="L"),
        bad.picture(mode="I;16"),
        bad.picture(mode="RGBA"),
        bad.picture(mode="1"),
        bad.picture(save_all=True, append_images=[Image.new("RGB", (640, 480), "red")]),
    ],
)
def test_all_kinds_of_good_pictures(content: bytes) -> None:
    """Progressive, CMYK, grey, 16-bit, transparent, black-and-white and animated pictures are fine."""
    assert codes(content) == []


def test_pixel_limit() -> None:
    """A picture of exactly the limit is decoded (and this one is damaged), one row more is not."""
    assert codes(bad.claimed_size(MOST_PIXELS // 1000, 1000)) == ["CZ1046"]
    assert codes(bad.claimed_size(MOST_PIXELS // 1000, 1001)) == ["CZ1047"]
    assert codes(bad.claimed_size(2**31 - 1, 2**31 - 1)) == ["CZ1047"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (bad.pdf() + bad.archive(), "ZIP"),
        (bad.picture() + bad.archive(), "ZIP"),
        (bad.picture(kind="JPEG") + bad.archive(), "ZIP"),
        (bad.picture(kind="JPEG") + b"Rar!\x1a\x07\x01\x00" + bytes(300), "RAR"),
        (bad.pdf() + b"MZ\x90\x00" + bytes(300), "可执行程序"),
        (bad.picture() + b"x", "别的内容"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + bad.pdf(), "开头之前"),
    ],
)
def test_two_files_in_one(content: bytes, what: str) -> None:
    """An archive or a program behind a PDF or a picture is found, and content before the PDF too."""
    assert codes(content) == ["CZ1049"]
    assert what in told(content)


def test_a_little_behind_a_pdf_is_tolerated() -> None:
    """As readers do, 1,024 bytes behind the end of a PDF are passed over, one more is not."""
    assert codes(bad.pdf() + b"x" * 1024) == []
    assert codes(bad.pdf() + b"x" * 1025) == ["CZ1049"]


def test_preview_of_a_telephone_is_no_fault() -> None:
    """A JPEG with further pictures behind the first is what telephones make."""
    out = io.BytesIO()
    frame = Image.new("RGB", (640, 480))
    frame.save(out, "MPO", save_all=True, append_images=[frame])
    assert codes(out.getvalue()) == []


@pytest.mark.parametrize(
    ("content", "pages"),
    [(bad.pdf_with_ring(), 1), (bad.pdf_bomb(), 1), (bad.pdf_object_stream_bomb(), None)],
    ids=["ring", "content bomb", "object stream bomb"],
)
def test_hostile_pdf_is_told_soon(content: bytes, pages: int | None) -> None:
    """Rings and bombs end in seconds: page content is not unpacked, packed objects only so far."""
    begun = time.perf_counter()
    fact = attachment_fact(content)
    assert time.perf_counter() - begun < 2
    assert fact.pages == pages


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [bad.pdf_with_script(), bad.pdf_with_link(), bad.picture((9, 9)), bad.picture((9, 9), kind="JPEG")]
    ),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), max_size=6),
)
def test_any_mutation_gives_a_fact(content: bytes, changes: list[tuple[float, bytes]]) -> None:
    """However a good file is altered, the answer is a fact, not a failure."""
    altered = bytearray(content)
    for where, what in changes:
        at = int(where * len(altered))
        altered[at : at + len(what)] = what
    assert isinstance(attachment_fact(bytes(altered)), AttachmentFact)


@settings(max_examples=60)
@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04"]),
    st.binary(max_size=300),
)
def test_any_bytes_give_a_fact(head: bytes, rest: bytes) -> None:
    """Whatever a file holds, the answer is a fact, not a failure."""
    assert attachment_fact(head + rest).size == len(head + rest)


def test_heavy_libraries_are_loaded_only_for_attachments() -> None:
    """Checking a form without attachments loads neither the PDF nor the picture library."""
    form = Path(__file__).parents[1] / "data" / "accepted" / "2026" / "cases" / "2026-XB-0001" / "application.yaml"
    code = f"import sys; from czdocs.cli.main import main; main(['validate', {str(form)!r}]); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "czdocs.intake.attachment_content" in loaded.split()
    assert not {"pypdf", "PIL", "filetype", "zipfile"} & set(loaded.split())


def test_pdf_of_countless_objects_is_told_soon() -> None:
    """A damaged file in which millions of objects would have to be searched for is refused by their number."""
    begun = time.perf_counter()
    content = b"%PDF-1.4\n" + b"1 0 obj <<>> endobj\n" * 2_000_000
    assert told(content) == "结构异常，要检查的对象过多"
    assert time.perf_counter() - begun < 2
