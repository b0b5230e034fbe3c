"""Fragments: parts of a document laid out alone, kept in a plain format until they are put together.

A fragment holds drawing operators, pictures, links and the glyphs it uses, but no fonts: those are embedded once, when
all is known. Lengths are CSS pixels (1/96 inch) from the upper left corner, as WeasyPrint draws. In texts of PDF
objects, `@3@` stands for the fragment's object 3, `@F@` for the document's fonts, `@C@` for its colour spaces and `@I@`
for its colour profile.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

__all__ = [
    "FORMAT",
    "Bookmark",
    "Fragment",
    "Glyphs",
    "Lettering",
    "Link",
    "Sheet",
    "Slot",
    "read_fragments",
    "write_fragments",
]

FORMAT = b"czdocs-fragments/1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place to click: `box` is left, top, right, bottom; `target` an anchor's name, or an address if `external`."""

    target: str
    box: tuple[float, ...]
    external: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """A line of the outline and where it leads."""

    level: int
    label: str
    x: float
    y: float
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """How numbers are written later: font, size, colour (an operator), and each character's glyph and width (1/1000).

    `face` is the font's family, weight and style, all characters have the same font.
    """

    font: str
    face: tuple[str, int, int]
    size: float
    colour: str
    glyphs: Mapping[str, tuple[int, float]]

    def width(self, text: str) -> float:
        """The width of `text`."""
        return sum(self.glyphs[character][1] for character in text) * self.size / 1000

    def show(self, text: str, x: float, y: float) -> bytes:
        """The operators that write `text` from `x` on the baseline `y`."""
        glyphs = "".join(f"{self.glyphs[character][0]:04x}" for character in text)
        return (
            f"{self.colour}\nBT\n1 0 0 -1 {x:.3f} {y:.3f} Tm\n/{self.font} {self.size:g} Tf\n<{glyphs}> Tj\nET".encode()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Room left for a number: from `x` to `right` on the baseline `y`, in the lettering of that index.

    `name` says which number; `before` and `after` are written around it.
    """

    name: str
    x: float
    right: float
    y: float
    lettering: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page, or a strip of one, with what is on it; `content` is deflated.

    `area` is a page's type area (left, top, right, bottom); `lead` the space above a strip that a page does not begin
    with. `resources` are texts of PDF objects by kind and name. `anchors` are the names of places.
    """

    name: str
    width: float
    height: float
    content: bytes
    resources: Mapping[str, Mapping[str, str]]
    area: tuple[float, ...] = ()
    lead: float = 0
    links: tuple[Link, ...] = ()
    anchors: Mapping[str, tuple[float, float]]
    bookmarks: tuple[Bookmark, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """What is used of a font: by glyph its width (1/1000) and the text that it stands for."""

    family: str
    weight: int
    style: int
    widths: Mapping[int, float]
    texts: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Sheets with what they need: objects of the PDF (dictionary and, if it is a stream, its bytes) and glyphs."""

    sheets: tuple[Sheet, ...]
    objects: tuple[tuple[str, bytes | None], ...]
    fonts: Mapping[str, Glyphs]
    letterings: tuple[Lettering, ...]

    def named(self, name: str) -> tuple[Sheet, ...]:
        """The sheets of that name."""
        return tuple(sheet for sheet in self.sheets if sheet.name == name)


def write_fragments(fragments: Sequence[Fragment]) -> bytes:
    """`fragments` in the format that is kept: format, SHA-256 of the rest, length of the head, head, bytes."""
    blobs: list[bytes] = []

    def blob(content: bytes | None) -> int | None:
        if content is None:
            return None
        blobs.append(content)
        return len(content)

    head = [
        {
            "sheets": [_sheet_data(sheet, blob(sheet.content)) for sheet in fragment.sheets],
            "objects": [[text, blob(content)] for text, content in fragment.objects],
            "fonts": {name: _glyphs_data(font) for name, font in fragment.fonts.items()},
            "letterings": [[one.font, one.face, one.size, one.colour, dict(one.glyphs)] for one in fragment.letterings],
        }
        for fragment in fragments
    ]
    packed = zlib.compress(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(), 6)
    body = b"".join((len(packed).to_bytes(8, "big"), packed, *blobs))
    return FORMAT + sha256(body).digest() + body


def read_fragments(content: bytes) -> tuple[Fragment, ...]:
    """What `write_fragments` wrote.

    Raises:
        ValueError: If it is not that, byte for byte.
    """
    start = len(FORMAT) + 32
    body = memoryview(content)[start:]
    if content[: len(FORMAT)] != FORMAT or sha256(body).digest() != content[len(FORMAT) : start]:
        raise ValueError("not fragments")
    position = 8 + int.from_bytes(body[:8], "big")
    head = json.loads(zlib.decompress(body[8:position]))

    def blob(length: int | None) -> bytes | None:
        nonlocal position
        if length is None:
            return None
        position += length
        return bytes(body[position - length : position])

    return tuple(
        Fragment(
            sheets=tuple(_sheet(data, blob(data[4]) or b"") for data in one["sheets"]),
            objects=tuple((text, blob(length)) for text, length in one["objects"]),
            fonts={name: _glyphs(data) for name, data in one["fonts"].items()},
            letterings=tuple(
                Lettering(
                    font=font,
                    face=tuple(face),
                    size=size,
                    colour=colour,
                    glyphs={c: (g, w) for c, (g, w) in glyphs.items()},
                )
                for font, face, size, colour, glyphs in one["letterings"]
            ),
        )
        for one in head
    )


def _sheet_data(sheet: Sheet, length: int | None) -> list[Any]:
    return [
        sheet.name,
        sheet.width,
        sheet.height,
        {kind: dict(values) for kind, values in sheet.resources.items()},
        length,
        sheet.area,
        sheet.lead,
        [[link.target, link.box, link.external] for link in sheet.links],
        dict(sheet.anchors),
        [[mark.level, mark.label, mark.x, mark.y, mark.closed] for mark in sheet.bookmarks],
        [[s.name, s.x, s.right, s.y, s.lettering, s.before, s.after] for s in sheet.slots],
    ]


def _sheet(data: list[Any], content: bytes) -> Sheet:
    name, width, height, resources, _, area, lead, links, anchors, bookmarks, slots = data
    return Sheet(
        name=name,
        width=width,
        height=height,
        content=content,
        resources=resources,
        area=tuple(area),
        lead=lead,
        links=tuple(Link(target=target, box=tuple(box), external=external) for target, box, external in links),
        anchors={anchor: (x, y) for anchor, (x, y) in anchors.items()},
        bookmarks=tuple(Bookmark(level=v, label=b, x=x, y=y, closed=closed) for v, b, x, y, closed in bookmarks),
        slots=tuple(
            Slot(name=n, x=x, right=right, y=y, lettering=index, before=before, after=after)
            for n, x, right, y, index, before, after in slots
        ),
    )


def _glyphs_data(font: Glyphs) -> list[Any]:
    glyphs = [[glyph, width, font.texts.get(glyph)] for glyph, width in sorted(font.widths.items())]
    return [font.family, font.weight, font.style, glyphs]


def _glyphs(data: list[Any]) -> Glyphs:
    family, weight, style, glyphs = data
    return Glyphs(
        family=family,
        weight=weight,
        style=style,
        widths={glyph: width for glyph, width, _ in glyphs},
        texts={glyph: text for glyph, _, text in glyphs if text is not None},
    )
