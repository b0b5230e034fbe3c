"""Editions for the tests of the Directory: with pictures, at the forms' upper limits, far beyond them, and empty."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO

from edition_data import edition, entry, publication
from PIL import Image, ImageDraw

from czdocs.decide.edition import DirectoryEdition, DirectoryEntry, Indicator, IpRight
from czdocs.documents.fonts import FontSet, load_fonts
from czdocs.resources import default_font_folder
from czdocs.terms import IpKind

__all__ = ["compact", "empty", "fonts", "of_entries", "overlong", "pictured", "utmost"]

_SENTENCE = "面向风电主轴承在线监测，采集振动、温度与油液数据，由边缘端算法即时给出剩余寿命和润滑建议。"


@cache
def fonts() -> FontSet:
    """The fonts of this environment."""
    return load_fonts(default_font_folder())


def _text(length: int) -> str:
    return (_SENTENCE * (length // len(_SENTENCE) + 1))[:length]


def pictured() -> tuple[DirectoryEdition, Mapping[str, bytes]]:
    """The sample edition, where three of four products have a picture, with the pictures."""
    assets: dict[str, bytes] = {}
    entries = []
    for number, item in enumerate(edition().entries):
        output = BytesIO()
        picture = Image.new("RGB", (320, 240 - 40 * (number % 3)), (230, 226, 220))
        ImageDraw.Draw(picture).ellipse((60, 30, 60 + 12 * number, 150), fill=(120, 30, 40))
        picture.save(output, "PNG" if number % 2 else "JPEG")
        digest = sha256(output.getvalue()).hexdigest()
        if number % 4 == 3:
            entries.append(item)
            continue
        assets[digest] = output.getvalue()
        kind = "image/png" if number % 2 else "image/jpeg"
        entries.append(replace(item, photo=digest, photo_type=kind))
    return replace(edition(), entries=tuple(entries)), assets


def utmost(number: int, *, photo: str | None = None) -> DirectoryEntry:
    """A product whose texts are as long as the application form allows."""
    return replace(
        entry(number, company="常州示例轨道交通智能装备研究院股份有限公司", product=_text(40)),
        models=tuple(f"QSY-MB{n}600-A/EX" for n in range(5)),
        summary=_text(160),
        features=tuple(_text(60) for _ in range(5)),
        indicators=tuple(Indicator(name=_text(12), unit="mm", value="0.008", comparison="<=") for _ in range(6)),
        ip=tuple(IpRight(kind=IpKind.INVENTION, number="ZL202211478035.7", title=_text(30)) for _ in range(5)),
        photo=photo,
        photo_type="image/png" if photo else None,
    )


def overlong() -> DirectoryEdition:
    """Three products, the middle one far longer than a page holds."""
    middle = replace(entry(2), summary=_text(4000) + "全文完")
    return of_entries((entry(1), middle, entry(3, product="其后的产品")))


def of_entries(entries: tuple[DirectoryEntry, ...]) -> DirectoryEdition:
    """An edition of these products, all of them new."""
    new = frozenset(item.certificate for item in entries)
    return DirectoryEdition(publication=publication(), entries=entries, new=new, lapsed=(), refused=())


def empty() -> DirectoryEdition:
    """An edition without any product."""
    return of_entries(())


def compact(text: str) -> str:
    """A text without white space: line breaks, justification and tables put it where they like."""
    return "".join(text.split())
