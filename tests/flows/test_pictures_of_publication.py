"""Pictures of a publication: those that cannot be printed are all told before anything is rendered."""

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from czdocs.errors import FindingsError
from czdocs.flows.rendering import FontFolders, render_publication

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))
from directory_data import of_entries
from edition_data import entry


def test_every_picture_that_cannot_be_printed_is_told() -> None:
    """Each finding names product, number and file; no font is needed to come so far."""
    bad, worse = "a" * 64, "b" * 64
    entries = (replace(entry(1, product="甲"), photo=bad), replace(entry(2, product="乙"), photo=worse), entry(3))
    fonts = FontFolders(installed=Path("nowhere"))
    with ThreadPoolExecutor(1) as pool, pytest.raises(FindingsError) as caught:
        render_publication(
            of_entries(entries),
            assets={bad: b"\x89PNG\r\n\x1a\n", worse: b"no picture"},
            fonts=fonts,
            pool=pool,
            names={bad: "A2-photo.png"},
        )
    told = [(finding.code, finding.message) for finding in caught.value.diagnostics]
    assert told == [
        ("CZ4190", "产品“甲”（CZCP-2026-0001）的照片 A2-photo.png 已损坏或不完整，不能印入《目录》。"),
        ("CZ4191", "产品“乙”（CZCP-2026-0002）的照片 bbbbbbbbbbbb… 不是 PNG 或 JPEG 图片，不能印入《目录》。"),
    ]
