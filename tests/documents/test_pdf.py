"""The PDF engine: what it refuses, what it never depends on, how it sets Chinese."""

import gc
import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from directory_data import fonts
from pypdf import PdfReader

from czdocs.documents.imprint import PageLabels, Properties, SourceFile, imprint, read_sources
from czdocs.documents.pdf import render_pdf, visible_text
from czdocs.documents.qr import qr_png, qr_svg
from czdocs.errors import CzdocsError

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_PAGE = "@page { size: A4; margin: 37mm 26mm 35mm 28mm } body { margin: 0 }"
_PROSE = (
    "根据《办法》（常工信创新〔2023〕93号），经企业申报、属地初审、专家评审、联合会商和公示等程序，现认定旻镕䶮等12个产品——"
    "“五轴联动龙门加工中心”（JG-5X2500）、CZCP-2026-0001等……为常州市创新产品。"
)


def _html(body: str, css: str = "") -> str:
    return f'<!DOCTYPE html><html lang="zh-CN"><head><title>试印</title><style>{_PAGE}{css}</style></head>{body}</html>'


def _render(body: str, css: str = "") -> bytes:
    return render_pdf(_html(body, css), document="试印", fonts=fonts())


def _properties() -> Properties:
    return Properties(
        title="关于<公布>&目录的通知",
        author="常州市工业和信息化局",
        subject="常工信创新〔2026〕58号",
        created=date(2026, 6, 16),
        keywords=("创新产品", "目录"),
    )


def _source() -> SourceFile:
    return SourceFile(
        name="目录-2026.json",
        content='{"年度": 2026}'.encode(),
        media_type="application/json",
        description="目录数据",
        modified=date(2026, 6, 15),
    )


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "https://example.com/x.png", "file:///etc/passwd", "ftp://h/x", "x.png"]
)
def test_nothing_is_fetched(address: str) -> None:
    """An address that is neither a font, an asset nor a template is refused and stops the document."""
    with pytest.raises(CzdocsError, match="CZ4101"):
        _render(f'<p>甲</p><img alt="图" src="{address}">')


def test_style_sheets_are_not_fetched_either() -> None:
    """A style sheet from elsewhere stops the document."""
    with pytest.raises(CzdocsError, match="CZ4101"):
        _render('<link rel="stylesheet" href="https://example.com/a.css"><p>甲</p>')


def test_templates_cannot_leave_their_folder() -> None:
    """A template address that climbs out of the templates is refused."""
    with pytest.raises(CzdocsError, match="CZ4101"):
        _render('<link rel="stylesheet" href="template:../pyproject.toml"><p>甲</p>')


def test_unknown_css_is_a_fault_of_the_template() -> None:
    """A misspelt property is reported with its name, not ignored."""
    with pytest.raises(CzdocsError, match=r"CZ4101.*text-alingment"):
        _render('<p style="text-alingment: left">甲</p>')


def test_a_faulty_style_sheet_is_reported_every_time() -> None:
    """A style sheet that is missing is reported on the second document as on the first."""
    for _ in range(2):
        with pytest.raises(CzdocsError, match=r"CZ4104.*gongwen/none.css"):
            render_pdf(_html("<p>甲</p>"), document="试印", fonts=fonts(), stylesheets=("gongwen/none.css",))


def test_a_lost_picture_is_named() -> None:
    """A picture that was not given is named by its digest."""
    with pytest.raises(CzdocsError, match=r"CZ4109.*abc123"):
        _render('<img alt="图" src="asset:abc123">')


def test_a_broken_picture_is_named() -> None:
    """Bytes that are no picture are named by their digest."""
    with pytest.raises(CzdocsError, match=r"CZ4109.*abc123"):
        render_pdf(
            _html('<img alt="图" src="asset:abc123">'), document="试印", fonts=fonts(), assets={"abc123": b"no picture"}
        )


def test_a_character_without_a_glyph_is_named() -> None:
    """A private-use character stops the document and is named with its code point."""
    with pytest.raises(CzdocsError, match=r"CZ4010.*U\+E123"):
        _render("<p>甲\ue123乙</p>")


def test_fonts_of_the_machine_never_take_part() -> None:
    """Every font in the file is one of the project's, also for Latin, digits, symbols and rare characters."""
    content = _render("<p>常州 Latin 123 ℃㎡³ 镕喆堃犇㛃䶮𠅤䲟</p><p style='font-family: monospace, var(--kai)'></p>")
    with pdfplumber.open(BytesIO(content)) as pdf:
        families = {character["fontname"].split("+")[1] for character in pdf.pages[0].chars}
    assert families <= {"cz-song", "cz-noto-serif"}


def test_garbage_collection_is_switched_on_again() -> None:
    """The collector runs after a document as before, also after one that failed."""
    _render("<p>甲</p>")
    with pytest.raises(CzdocsError):
        _render('<p style="nonsense: 1">甲</p>')
    assert gc.isenabled()


def test_chinese_lines_end_flush_right() -> None:
    """Every full line of mixed Chinese, Latin and figures ends within 0.3 mm of the edge of the type area."""
    css = (
        "html { font: 16pt var(--fang); line-height: calc(225mm / 22); letter-spacing: -0.21pt }"
        "body { text-align: justify } p { margin: 0; text-indent: calc(156mm / 28 * 2) }"
    )
    content = _render(f"<p>{_PROSE * 6}</p>", css)
    with pdfplumber.open(BytesIO(content)) as pdf:
        lines = pdf.pages[0].extract_text_lines()
    edges = [line["x1"] * 25.4 / 72 for line in lines[:-1]]
    assert len(edges) > 15
    # A closing bracket's ink ends before its box, so the box is measured.
    assert max(edges) <= 184.3
    assert min(edges) >= 183.7


@pytest.mark.slow
def test_same_bytes_in_every_process() -> None:
    """Hash seed and time zone do not show in the file."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import hashlib, test_pdf as t;"
        "from czdocs.documents.imprint import imprint;"
        "pdf = imprint(t._render('<p>' + t._PROSE + '</p>'), properties=t._properties(), sources=[t._source()]);"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    here = str(Path(__file__).parent)
    digests = {
        subprocess.run(  # our own interpreter and program
            [sys.executable, "-c", program, here],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "America/New_York"))
    }
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64


def test_visible_text_leaves_out_style_and_script() -> None:
    """Only what a reader sees counts as text; references are resolved."""
    assert visible_text("<style>p{}</style><p>甲&lt;b&gt;</p><script>x</script>乙") == "甲<b>乙"


def test_imprint_writes_properties_twice_and_equal() -> None:
    """Document information and XMP tell title, author, subject, key words and the document's own date alike."""
    pdf = PdfReader(BytesIO(imprint(_render("<p>甲</p>"), properties=_properties())))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "关于<公布>&目录的通知"
    assert pdf.metadata.author == "常州市工业和信息化局"
    assert pdf.metadata.subject == "常工信创新〔2026〕58号"
    assert pdf.metadata["/CreationDate"] == "D:20260616000000+08'00'"
    xmp = pdf.xmp_metadata
    assert xmp is not None
    assert xmp.dc_title == {"x-default": pdf.metadata.title}
    assert xmp.dc_creator == [pdf.metadata.author]
    assert xmp.dc_description == {"x-default": pdf.metadata.subject}
    assert xmp.pdf_keywords == "创新产品；目录"
    assert xmp.pdf_producer == pdf.metadata.producer


def test_imprint_embeds_the_source() -> None:
    """The record travels inside, byte for byte, associated as the source of the document, with its own date."""
    content = imprint(_render("<p>甲</p>"), properties=_properties(), sources=[_source()])
    assert read_sources(content) == (("目录-2026.json", '{"年度": 2026}'.encode()),)
    pdf = PdfReader(BytesIO(content))
    (file,) = pdf.attachment_list
    assert file.associated_file_relationship == "/Source"
    assert file.subtype == "/application/json"
    assert file.modification_date is not None
    assert file.modification_date.date() == date(2026, 6, 15)
    assert len(pdf.root_object["/AF"]) == 1


def test_imprint_keeps_pdf_a() -> None:
    """Conformance level, output intent, language and file header survive; the identifier depends on the content."""
    plain = _render("<p>甲</p>")
    first, second = (
        PdfReader(BytesIO(imprint(plain, properties=_properties(), sources=sources))) for sources in ((), [_source()])
    )
    packet = first.root_object["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>" in packet
    assert first.root_object["/OutputIntents"]
    assert first.root_object["/Lang"] == "zh-CN"
    assert first.pdf_header == "%PDF-1.7"
    assert first.trailer["/ID"] != second.trailer["/ID"]


def test_page_labels() -> None:
    """Front matter is counted in Roman numerals, the body in Arabic ones from 1."""
    content = _render("".join(f'<p style="break-after: page">{n}</p>' for n in "甲乙丙") + "丁")
    labelled = imprint(
        content, properties=_properties(), labels=(PageLabels(first=0, numerals="roman"), PageLabels(first=2))
    )
    assert PdfReader(BytesIO(labelled)).page_labels == ["i", "ii", "1", "2"]


def test_qr_codes_are_pictures_and_reproducible() -> None:
    """The same text gives the same code; another text another one."""
    assert qr_svg("证书").startswith(b"<svg")
    assert qr_png("证书").startswith(b"\x89PNG")
    assert qr_png("证书") == qr_png("证书")
    assert qr_png("证书") != qr_png("证明")
