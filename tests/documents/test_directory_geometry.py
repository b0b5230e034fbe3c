"""The Directory at its extremes: nothing leaves the type area, nothing lies on anything else."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest
from directory_data import fonts, of_entries, pictured, utmost
from edition_data import entry

from czdocs.decide.edition import DirectoryEdition, Indicator
from czdocs.documents.directory import render_directory_pdf
from czdocs.terms import Category, District, Field

# WeasyPrint leaves its colour profile open for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

_POINTS = 72 / 25.4
_SLACK = 1.5  # points
_UNBROKEN = "ChangzhouUltraHighPrecisionMultifunctionalElectrohydraulicServoTestingSystem"


def stress() -> tuple[DirectoryEdition, dict[str, bytes]]:
    """Long names of every kind, twelve indicators, many models, and products of which hardly anything is known."""
    _, assets = pictured()
    digest = next(iter(assets))
    bare = replace(
        entry(5, product="泵", company="某厂", summary="简。", features=(), level=None, indicators=()),
        ip=(),
        standards=(),
        telephone=None,
    )
    twelve = tuple(
        Indicator(
            name=f"第{n}项指标" + "在额定工况下连续运行的稳定性" * (n % 3),
            unit="kW·h/(m²·a)",
            value="123456.789",
            comparison=">=",
        )
        for n in range(12)
    )
    entries = (
        replace(entry(1, product=_UNBROKEN, company="CHANGZHOU" + _UNBROKEN.upper(), indicators=twelve), photo=digest),
        entry(
            2,
            product="超高精度多功能电液伺服万能材料试验系统" * 4,
            company="常州示例" * 16 + "有限公司",
            indicators=twelve,
        ),
        utmost(3, photo=digest),
        replace(utmost(4), models=tuple(f"{_UNBROKEN}-{n}" for n in range(4))),
        bare,
        replace(bare, certificate="CZCP-2026-0006", photo=digest),
        entry(7, product="3D printing platform (industrial, 8 lasers)", company="3D Systems Changzhou Co., Ltd."),
    )
    kinds = list(Category), list(District), list(Field)
    spread = (
        replace(item, category=kinds[0][n % 4], district=kinds[1][n % 7], field=kinds[2][n % len(kinds[2])])
        for n, item in enumerate(entries)
    )
    return of_entries(tuple(spread)), dict(assets)


@pytest.fixture(scope="module")
def pages() -> Iterator[list[Any]]:
    """The pages of the stress edition."""
    edition, assets = stress()
    with pdfplumber.open(BytesIO(render_directory_pdf(edition, assets=assets, fonts=fonts()))) as pdf:
        yield [(page.width, page.height, page.chars, page.images) for page in pdf.pages]


def test_everything_stays_within_the_margins(pages: list[Any]) -> None:
    """No glyph stands outside the type area, running heads and page numbers included."""
    for number, (width, height, characters, _) in enumerate(pages[1:], 2):
        side = (15 if width > height else 20) * _POINTS - _SLACK
        outside = [
            c["text"]
            for c in characters
            if c["text"].strip() and not (side <= c["x0"] and c["x1"] <= width - side and 10 < c["top"] < height - 20)
        ]
        assert (number, "".join(outside)) == (number, "")


def test_the_text_ends_above_the_page_number(pages: list[Any]) -> None:
    """Between the last line and the page number there is room."""
    for _, height, characters, _ in pages[1:]:
        body = [c["bottom"] for c in characters if c["bottom"] < height - 19 * _POINTS]
        assert not [c for c in characters if height - 19 * _POINTS <= c["bottom"] and c["top"] < max(body) - 2]


def test_no_character_lies_on_another(pages: list[Any]) -> None:
    """The middles of two characters are never closer than a third of their size."""
    for number, (_, _, characters, _) in enumerate(pages, 1):
        lines: dict[int, list[Any]] = {}
        for character in (c for c in characters if c["text"].strip()):
            lines.setdefault(round((character["top"] + character["bottom"]) / 6), []).append(character)
        for line in lines.values():
            line.sort(key=lambda c: c["x0"])
            close = [
                left["text"] + right["text"]
                for left, right in pairwise(line)
                if right["x0"] - left["x0"] < 0.15 * min(left["size"], right["size"])
            ]
            assert (number, close) == (number, [])


def test_no_picture_lies_on_text(pages: list[Any]) -> None:
    """Pictures keep clear of every character."""
    for _, _, characters, images in pages:
        for image in images:
            assert not [
                c["text"]
                for c in characters
                if image["x0"] + 1 < (c["x0"] + c["x1"]) / 2 < image["x1"] - 1
                and image["top"] + 1 < (c["top"] + c["bottom"]) / 2 < image["bottom"] - 1
            ]


def test_twelve_indicators_fit_one_page(pages: list[Any]) -> None:
    """Also with units in two lines; only the product whose names are twice as long as the form allows takes two."""
    texts = ["".join(c["text"] for c in characters) for _, _, characters, _ in pages]
    for number in ("CZCP-2026-0002", "CZCP-2026-0003", "CZCP-2026-0004", "CZCP-2026-0007"):
        assert [t for t in texts if number in t and "产品简介" in t and "执行标准" in t]
