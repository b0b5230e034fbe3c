"""Assembly: one PDF/A-3u out of fragments, with one copy of each font, picture and profile.

Content is written when it is placed, pages when their numbers are known; in between a page costs a few hundred bytes of
memory. What is written depends on the order of the calls only.
"""

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO

from czdocs.documents.fragment import Bookmark, Fragment, Glyphs, Lettering, Link, Sheet
from czdocs.documents.imprint import PageLabels, Properties, information, xmp_packet
from czdocs.documents.pdf_file import PdfFile, pdf_text
from czdocs.resources import colour_profile

__all__ = ["Assembly", "Placed", "placed_at"]

_REFERENCE = re.compile(r"@(\d+|[FCI])@")
_SCALE = 0.75  # points in a pixel
_NUMERALS = {"arabic": "/D", "roman": "/R"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Content that is in the file already, with what a page needs to know of it; places are those on the page."""

    content: int | None
    resources: Mapping[str, Mapping[str, str]]
    links: tuple[Link, ...] = ()
    anchors: Mapping[str, tuple[float, float]]
    bookmarks: tuple[Bookmark, ...] = ()


def placed_at(
    sheet: Sheet, x: float, y: float
) -> tuple[tuple[Link, ...], dict[str, tuple[float, float]], tuple[Bookmark, ...]]:
    """Links, anchors and bookmarks of `sheet` where its corner lies at `x` and `y`."""
    links = tuple(
        Link(
            target=one.target, box=tuple(v + (y if n % 2 else x) for n, v in enumerate(one.box)), external=one.external
        )
        for one in sheet.links
    )
    anchors = {name: (left + x, top + y) for name, (left, top) in sheet.anchors.items()}
    marks = tuple(
        Bookmark(level=mark.level, label=mark.label, x=mark.x + x, y=mark.y + y, closed=mark.closed)
        for mark in sheet.bookmarks
    )
    return links, anchors, marks


class Assembly:
    """Puts a document together into `output`; the font files are asked for when all glyphs are known."""

    def __init__(self, output: BinaryIO, *, fonts: Callable[[Mapping[str, Glyphs]], Sequence[Any]]) -> None:
        """Begin the document."""
        self._file = PdfFile(output)
        self._fonts = fonts
        self._used: dict[str, Glyphs] = {}
        self._known: dict[bytes, int] = {}
        self._root, self._tree, self._font_number = (self._file.reserve() for _ in range(3))
        profile = zlib.compress(colour_profile(), 9)
        self._profile = self._file.add_stream("/N 3/Filter/FlateDecode", profile)
        self._spaces = self._file.add(f"<</srgb[/ICCBased {self._profile} 0 R]>>")
        self._pages: list[int] = []
        self._anchors: dict[str, str] = {}
        self._bookmarks: list[tuple[Bookmark, str]] = []

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def use(self, fragment: Fragment) -> None:
        """Take note of the glyphs that `fragment` uses."""
        for name, glyphs in fragment.fonts.items():
            mine = self._glyphs(name, glyphs.family, glyphs.weight, glyphs.style)
            mine.widths.update(glyphs.widths)  # type: ignore[attr-defined]  # a dictionary here
            for glyph, text in glyphs.texts.items():
                mine.texts.setdefault(glyph, text)  # type: ignore[attr-defined]

    def write(self, lettering: Lettering, text: str, x: float, y: float) -> bytes:
        """The operators that write `text`, whose glyphs are now used."""
        mine = self._glyphs(lettering.font, *lettering.face)
        for character in text:
            glyph, width = lettering.glyphs[character]
            mine.widths[glyph] = width  # type: ignore[index]
            mine.texts.setdefault(glyph, character)  # type: ignore[attr-defined]
        return lettering.show(text, x, y)

    def place(self, fragment: Fragment, sheet: Sheet) -> Placed:
        """Write the content of a whole page, `sheet` of `fragment`, into the file."""
        links, anchors, marks = placed_at(sheet, 0, 0)
        return Placed(
            content=self._stream(sheet.content),
            resources=self.resources(fragment, sheet),
            links=links,
            anchors=anchors,
            bookmarks=marks,
        )

    def resources(self, fragment: Fragment, sheet: Sheet) -> dict[str, dict[str, str]]:
        """What `sheet` names, with the objects in the file."""
        numbers: dict[int, int] = {}
        return {
            kind: {name: self._resolved(text, fragment, numbers) for name, text in values.items()}
            for kind, values in sheet.resources.items()
        }

    def add_page(self, parts: Sequence[Placed], *, width: float, height: float, loose: bytes = b"") -> None:
        """A page of these parts, one over the other, and of operators of its own."""
        start = f"q\n{_SCALE} 0 0 -{_SCALE} 0 {height * _SCALE:.3f} cm".encode()
        contents = [
            self._stream(zlib.compress(start, 9)),
            *(part.content for part in parts if part.content is not None),
        ]
        contents.append(self._stream(zlib.compress(loose + b"\nQ", 6)))
        number = self._file.reserve()
        links = [link for part in parts for link in part.links]
        notes = [self._file.add(self._annotation(link, height)) for link in links]
        box = f"[0 0 {width * _SCALE:.3f} {height * _SCALE:.3f}]"
        self._file.add(
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox{box}/TrimBox{box}/BleedBox{box}"
            f"/Contents[{' '.join(f'{content} 0 R' for content in contents)}]"
            f"/Resources {self._merged(parts)} 0 R"
            + (f"/Annots[{' '.join(f'{note} 0 R' for note in notes)}]" if notes else "")
            + ">>",
            number,
        )
        self._pages.append(number)
        for part in parts:
            for name, (x, y) in part.anchors.items():
                self._anchors.setdefault(name, _destination(number, x, y, height))
            self._bookmarks += [(mark, _destination(number, mark.x, mark.y, height)) for mark in part.bookmarks]

    def finish(self, properties: Properties, *, producer: str, labels: Sequence[PageLabels]) -> None:
        """Write fonts, outline, named places and properties, and end the file."""
        add = self._file.add
        fonts = self._embedded()
        add(f"<<{' '.join(f'/{name} {number} 0 R' for name, number in fonts.items())}>>", self._font_number)
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        add(f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>", self._tree)
        places = " ".join(f"({_escaped(name)}){place}" for name, place in sorted(self._anchors.items()))
        names = add(f"<</Names[{places}]>>")
        packet = xmp_packet(properties, producer=producer, part="3", level="U")
        metadata = self._file.add_stream("/Type/Metadata/Subtype/XML", packet)
        numbered = " ".join(
            f"{label.first}<<"
            + (f"/S{_NUMERALS[label.numerals]}" if not label.prefix else "")
            + (f"/P{pdf_text(label.prefix)}" if label.prefix else "")
            + "/St 1>>"
            for label in labels
        )
        intent = (
            f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB2014.icc)/Info(sRGB2014.icc)"
            f"/DestOutputProfile {self._profile} 0 R>>"
        )
        outline = self._outline()
        add(
            f"<</Type/Catalog/Pages {self._tree} 0 R/Lang(zh-CN)/Metadata {metadata} 0 R/OutputIntents[{intent}]"
            f"/Names<</Dests {names} 0 R>>/PageLabels<</Nums[{numbered}]>>/ViewerPreferences<</DisplayDocTitle true>>"
            + (f"/Outlines {outline} 0 R" if outline else "")
            + ">>",
            self._root,
        )
        facts = information(properties, producer)
        info = add("<<" + "".join(f"{name}{pdf_text(value)}" for name, value in facts.items()) + ">>")
        self._file.finish(root=self._root, info=info)

    def _glyphs(self, name: str, family: str, weight: int, style: int) -> Glyphs:
        if name not in self._used:
            self._used[name] = Glyphs(family=family, weight=weight, style=style, widths={}, texts={})
        return self._used[name]

    def _stream(self, deflated: bytes) -> int:
        """The number of the content stream `deflated`, which is in the file once."""
        key = sha256(deflated).digest()
        if key not in self._known:
            self._known[key] = self._file.add_stream("/Filter/FlateDecode", deflated)
        return self._known[key]

    def _resolved(self, text: str, fragment: Fragment, numbers: dict[int, int]) -> str:
        """The text of an object with references to objects of this file, which are written if they are not there."""

        def reference(match: re.Match[str]) -> str:
            match match[1]:
                case "F":
                    return f"{self._font_number} 0 R"
                case "C":
                    return f"{self._spaces} 0 R"
                case "I":
                    return f"{self._profile} 0 R"
                case index:
                    return f"{self._object(int(index), fragment, numbers)} 0 R"

        return _REFERENCE.sub(reference, text)

    def _object(self, index: int, fragment: Fragment, numbers: dict[int, int]) -> int:
        if index not in numbers:
            text, content = fragment.objects[index]
            text = self._resolved(text, fragment, numbers)
            key = sha256(text.encode("latin-1") + b"\0" + (content or b"")).digest()
            if key not in self._known and content is None:
                self._known[key] = self._file.add(text)
            elif key not in self._known and content is not None:
                head = re.sub(r"/Length \d+", "", text.strip().removeprefix("<<").removesuffix(">>"))
                self._known[key] = self._file.add_stream(head, content)
            numbers[index] = self._known[key]
        return numbers[index]

    def _merged(self, parts: Sequence[Placed]) -> int:
        """The number of the resources of all `parts` together."""
        merged: dict[str, dict[str, str]] = {}
        for part in parts:
            for kind, values in part.resources.items():
                for name, text in values.items():
                    if merged.setdefault(kind, {}).setdefault(name, text) != text:
                        raise ValueError(f"{name} stands for two things on one page")
        text = "".join(
            f"/{kind}<<{''.join(f'/{name} {value}' for name, value in sorted(values.items()))}>>"
            for kind, values in sorted(merged.items())
        )
        text = f"<<{text}/Font {self._font_number} 0 R/ColorSpace {self._spaces} 0 R>>"
        key = sha256(text.encode("latin-1")).digest()
        if key not in self._known:
            self._known[key] = self._file.add(text)
        return self._known[key]

    def _annotation(self, link: Link, height: float) -> str:
        x1, y1, x2, y2 = (value * _SCALE for value in link.box)
        place = f"[{x1:.2f} {height * _SCALE - y2:.2f} {x2:.2f} {height * _SCALE - y1:.2f}]"
        target = f"/A<</S/URI/URI({_escaped(link.target)})>>" if link.external else f"/Dest({_escaped(link.target)})"
        return f"<</Type/Annot/Subtype/Link/F 4/Rect{place}/BS<</W 0>>{target}>>"

    def _embedded(self) -> dict[str, int]:
        """The fonts with the glyphs used, each with the number of its object."""
        import pydyf  # type: ignore[import-untyped]
        from weasyprint.pdf.fonts import build_fonts_dictionary

        fonts = self._fonts(self._used)
        scratch = pydyf.PDF()
        first = len(scratch.objects)
        options = {"hinting": False, "pdf_version": "1.7"}
        built = build_fonts_dictionary(scratch, dict(enumerate(fonts)), True, True, options)  # noqa: FBT003  # its way
        numbers = {item.number: self._file.reserve() for item in scratch.objects[first:]}

        def renumbered(text: str) -> str:
            return re.sub(r"\b(\d+) 0 R\b", lambda m: f"{numbers[int(m[1])]} 0 R", text)

        for item in scratch.objects[first:]:
            head, _, data = item.data.partition(b"\nstream\n")
            text = renumbered(head.decode("latin-1"))
            if isinstance(item, pydyf.Stream):
                text = re.sub(r"/Length \d+", "", text.strip().removeprefix("<<").removesuffix(">>"))
                self._file.add_stream(text, data.removesuffix(b"\nendstream"), numbers[item.number])
            else:
                self._file.add(text, numbers[item.number])
        return {name: numbers[int(reference.split()[0])] for name, reference in built.items()}

    def _outline(self) -> int | None:
        """The number of the outline; bookmarks stand under the last one of a lower level before them."""
        if not self._bookmarks:
            return None
        root: dict[str, Any] = {"level": 0, "number": self._file.reserve(), "kids": []}
        stack = [root]
        for mark, place in self._bookmarks:
            while stack[-1]["level"] >= mark.level:
                stack.pop()
            node = {"level": mark.level, "number": self._file.reserve(), "kids": [], "mark": mark, "place": place}
            stack[-1]["kids"].append(node)
            stack.append(node)
        self._write_marks(root)
        return int(root["number"])

    def _write_marks(self, node: dict[str, Any]) -> int:
        """Write `node` and those under it; how many are open under it."""
        kids = node["kids"]
        below = 0
        for index, kid in enumerate(kids):
            kid["parent"] = node["number"]
            kid["beside"] = (f"/Prev {kids[index - 1]['number']} 0 R" if index else "") + (
                f"/Next {kids[index + 1]['number']} 0 R" if index + 1 < len(kids) else ""
            )
            below += 1 + self._write_marks(kid)
        ends = f"/First {kids[0]['number']} 0 R/Last {kids[-1]['number']} 0 R/Count {below}" if kids else ""
        if "mark" in node:
            title = f"/Title{pdf_text(node['mark'].label)}/Dest{node['place']}/Parent {node['parent']} 0 R"
            self._file.add(f"<<{title}{node['beside']}{ends}>>", node["number"])
        else:
            self._file.add(f"<</Type/Outlines{ends}>>", node["number"])
        return below


def _destination(page: int, x: float, y: float, height: float) -> str:
    return f"[{page} 0 R/XYZ {x * _SCALE:.2f} {(height - y) * _SCALE:.2f} 0]"


def _escaped(text: str) -> str:
    return re.sub(r"([\\()])", r"\\\1", text)
