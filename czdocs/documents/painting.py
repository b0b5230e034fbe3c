"""Painting: what WeasyPrint has laid out becomes fragments, without fonts.

Reaches into WeasyPrint 70 (`install_justification` refuses any other): its own way to a PDF embeds a subset of each
font in every file, which a document of many parts must not pay for, nor carry.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import partial
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from czdocs.documents.fragment import Bookmark, Fragment, Glyphs, Lettering, Link, Sheet, Slot

__all__ = ["paint"]

_CHARACTERS = "0123456789IVXLCDM—. "
_NUMBER = re.compile("[0-9]+|[IVXLCDM]+")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_LETTERINGS: WeakKeyDictionary[Any, dict[tuple[Any, ...], Lettering]] = WeakKeyDictionary()
_KNOWN_FONTS: WeakKeyDictionary[Any, dict[Any, Any]] = WeakKeyDictionary()
_RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading")


def paint(rendered: Any) -> dict[str, Fragment]:
    """The fragments of the laid out document `rendered`, by the name of each.

    The first element of a page with `data-sheet` names it. A page of `strips` gives a sheet for each block with
    `data-strip`; of `furniture` what stands in the margins is kept, of other pages all but that. What is called
    `product:A` is the sheet `product` of the fragment `A`.
    """
    painters: dict[str, _Painter] = {}
    sheets: dict[str, list[Sheet]] = {}
    for page in rendered.pages:
        for name, draw in _sheets(page):
            kind, _, owner = name.partition(":")
            painter = painters.setdefault(owner, _Painter(rendered.font_config))
            sheets.setdefault(owner, []).append(draw(painter, kind))
    return {
        owner: Fragment(
            sheets=tuple(sheets[owner]),
            objects=tuple(painter.objects),
            fonts={name: _used(fonts) for name, fonts in sorted(painter.by_hash().items())},
            letterings=tuple(painter.letterings.values()),
        )
        for owner, painter in painters.items()
    }


def _sheets(page: Any) -> Iterator[tuple[str, Callable[["_Painter", str], Sheet]]]:
    """The names of the sheets that `page` gives, each with what paints it."""
    from weasyprint.formatting_structure import boxes

    box = page._page_box  # noqa: SLF001  # the library has no other way
    name = next((n for n in (_attribute(b, "data-sheet") for b in box.descendants()) if n), "")
    if name == "strips":
        done = set()
        for strip in box.descendants(placeholders=True):
            label = _attribute(strip, "data-strip")
            if label and isinstance(strip, boxes.BlockBox) and strip.element not in done:
                done.add(strip.element)
                yield label, partial(_Painter.strip, strip=strip, page=box)
        return
    margins = [child for child in box.children if isinstance(child, boxes.MarginBox)]
    if name.startswith("furniture"):
        yield f"{name}/{box.page_type.side}", partial(_Painter.furniture, box=box, margins=margins)
        return
    box.children = [child for child in box.children if not isinstance(child, boxes.MarginBox)]
    yield name, partial(_Painter.page, page=page, box=box)


def _used(fonts: Sequence[Any]) -> Glyphs:
    """What is used of the fonts of one name."""
    first = fonts[0]
    widths: dict[int, float] = {}
    texts: dict[int, str] = {}
    for font in fonts:
        widths |= font.widths
        texts |= font.to_unicode
    return Glyphs(family=first.family, weight=first.weight, style=first.style, widths=widths, texts=texts)


class _Fonts(dict[Any, Any]):
    """The fonts of one fragment by WeasyPrint's key, each without the font file.

    WeasyPrint reads the whole file for every set of fonts, several megabytes each; a process does so once here.
    """

    def __init__(self, configuration: Any) -> None:
        super().__init__()
        self._known = _KNOWN_FONTS.setdefault(configuration, {})

    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key) and key in self._known:
            font = copy(self._known[key])
            font.widths, font.to_unicode, font.missing = {}, {}, {}
            super().__setitem__(key, font)
        return super().__contains__(key)

    def __setitem__(self, key: Any, font: Any) -> None:
        font.file_content = b""
        self._known[key] = font
        super().__setitem__(key, copy(font))


class _Painter:
    """Paints one fragment."""

    def __init__(self, configuration: Any) -> None:
        self.fonts = _Fonts(configuration)
        self.letterings: dict[tuple[Any, ...], Lettering] = {}
        self.objects: list[tuple[str, bytes | None]] = []
        self._known = _LETTERINGS.setdefault(configuration, {})

    def by_hash(self) -> dict[str, list[Any]]:
        """The fonts used, by the name under which the operators know them."""
        found: dict[str, list[Any]] = {}
        for font in self.fonts.values():
            found.setdefault(font.hash, []).append(font)
        return found

    def page(self, name: str, *, page: Any, box: Any) -> Sheet:
        """A page without its margins."""
        from weasyprint.draw import draw_page

        content, resources = self._drawn(box, lambda stream: draw_page(box, stream))
        return Sheet(
            name=name,
            width=page.width,
            height=page.height,
            content=content,
            resources=resources,
            area=_area(box),
            links=tuple(
                Link(target=target, box=tuple(rectangle), external=kind == "external")
                for kind, target, rectangle, _ in page.links
            ),
            anchors={anchor: (x, y) for anchor, (x, y, *_) in page.anchors.items()},
            bookmarks=tuple(
                Bookmark(level=level, label=label, x=x, y=y, closed=state == "closed")
                for level, label, (x, y), state in page.bookmarks
            ),
        )

    def furniture(self, name: str, *, box: Any, margins: Sequence[Any]) -> Sheet:
        """The margins of a page, with a slot in place of the page number."""
        from weasyprint.draw import draw_stacking_context
        from weasyprint.formatting_structure import boxes
        from weasyprint.stacking import StackingContext

        slots, shown = [], []
        for margin in margins:
            texts = [child for child in margin.descendants() if isinstance(child, boxes.TextBox)]
            found = _NUMBER.search(texts[0].text) if len(texts) == 1 and "bottom" in margin.at_keyword else None
            if not found:
                shown.append(margin)
                continue
            text = texts[0]
            slots.append(
                Slot(
                    name="footer",
                    x=text.position_x,
                    right=text.position_x + text.width,
                    y=text.position_y + text.baseline,
                    lettering=self._lettering(text.style),
                    before=text.text[: found.start()],
                    after=text.text[found.end() :],
                )
            )

        def draw(stream: Any) -> None:
            for margin in shown:
                draw_stacking_context(stream, StackingContext.from_box(margin, box))

        content, resources = self._drawn(box, draw)
        return Sheet(
            name=name,
            width=box.margin_width(),
            height=box.margin_height(),
            content=content,
            resources=resources,
            area=_area(box),
            anchors={},
            slots=tuple(slots),
        )

    def strip(self, name: str, *, strip: Any, page: Any) -> Sheet:
        """A block of a page by itself, drawn from its own upper left corner on."""
        from weasyprint.anchors import gather_anchors
        from weasyprint.draw import draw_stacking_context
        from weasyprint.stacking import StackingContext

        left, top = strip.position_x, strip.position_y

        def draw(stream: Any) -> None:
            stream.transform(e=-left, f=-top)
            draw_stacking_context(stream, StackingContext.from_box(strip, page))

        anchors: dict[str, Any] = {}
        links: list[Any] = []
        bookmarks: list[Any] = []
        slots = tuple(self._slots(strip, left, top))  # before drawing takes lines out of the tree
        gather_anchors(strip, anchors, links, bookmarks, {None: []})
        content, resources = self._drawn(page, draw)
        return Sheet(
            name=name,
            width=strip.margin_width(),
            height=strip.margin_height(),
            content=content,
            resources=resources,
            lead=max((child.margin_top for child in strip.children[:1]), default=0),
            links=tuple(
                Link(target=t, box=(x1 - left, y1 - top, x2 - left, y2 - top), external=kind == "external")
                for kind, t, (x1, y1, x2, y2), _ in links
            ),
            anchors={anchor: (x - left, y - top) for anchor, (x, y, *_) in anchors.items()},
            bookmarks=tuple(
                Bookmark(level=level, label=label, x=x - left, y=y - top, closed=state == "closed")
                for level, label, (x, y), state in bookmarks
            ),
            slots=slots,
        )

    def _slots(self, strip: Any, left: float, top: float) -> Iterator[Slot]:
        """Where numbers go: in place of the hidden texts marked `data-number`."""
        from weasyprint.formatting_structure import boxes

        for block in strip.descendants():
            for line in block.children if isinstance(block, boxes.BlockContainerBox) else ():
                if not isinstance(line, boxes.LineBox):
                    continue
                for box in line.descendants():
                    name = _attribute(box, "data-number")
                    if name and isinstance(box, boxes.TextBox):
                        ends = box.position_x + box.width if name == "serial" else block.content_box_x() + block.width
                        yield Slot(
                            name=name,
                            x=box.position_x - left,
                            right=ends - left,
                            y=box.position_y + box.baseline - top,
                            lettering=self._lettering(box.style),
                        )

    def _lettering(self, style: Any) -> int:
        """The index of the lettering of `style`."""
        key = (style["font_family"], style["font_size"], style["font_weight"], str(style["color"]))
        if key not in self._known:
            self._known[key] = _lettering(style)
        self.letterings[key] = self._known[key]
        return list(self.letterings).index(key)

    def _drawn(self, page: Any, draw: Any) -> tuple[bytes, dict[str, dict[str, str]]]:
        """The deflated operators of what `draw` draws, and the resources they name."""
        import pydyf  # type: ignore[import-untyped]
        from weasyprint.pdf import _use_references

        resources, images = _empty_resources(), {}  # type: ignore[var-annotated]
        stream = _stream(self.fonts, (0, 0, page.margin_width(), page.margin_height()), resources, images)
        with stream.stacked():
            draw(stream)
        scratch = pydyf.PDF()
        _use_references(scratch, resources, images, {})
        # Behind the empty object, the page tree and the catalogue.
        numbers = {item.number: len(self.objects) + n for n, item in enumerate(scratch.objects[3:])}
        for item in scratch.objects[3:]:
            head, _, data = item.data.partition(b"\nstream\n")
            content = data.removesuffix(b"\nendstream") if isinstance(item, pydyf.Stream) else None
            self.objects.append((_renumbered(head, numbers), content))
        found = {
            kind: {key: _renumbered(pydyf._to_bytes(value), numbers) for key, value in resources[kind].items()}  # noqa: SLF001
            for kind in _RESOURCES
            if resources[kind]
        }
        return zlib.compress(b"\n".join(pydyf._to_bytes(item) for item in stream.stream), 6), found  # noqa: SLF001


def _lettering(style: Any) -> Lettering:
    """The lettering of `style`: what WeasyPrint writes for each character, a font for all of them."""
    from weasyprint.draw.text import draw_first_line
    from weasyprint.matrix import Matrix
    from weasyprint.text.line_break import split_first_line

    fonts: dict[Any, Any] = {}
    glyphs: dict[str, tuple[int, float]] = {}
    stream = _stream(fonts, (0, 0, 1, 1), _empty_resources(), {})
    stream.set_color(style["color"])
    colour = next(item for item in stream.stream if item.endswith(b" rg")).decode()
    name, size = "", 0.0
    for character in _CHARACTERS:
        layout = split_first_line(f"{character}.", style, None, None, 0)[0]
        layout.reactivate(style)
        stream.stream.clear()
        stream._current_font = None  # noqa: SLF001  # so that it is named again
        text = SimpleNamespace(text=f"{character}.", style=style, pango_layout=layout)
        draw_first_line(stream, text, "clip", "none", Matrix())
        layout.deactivate()
        shown = next(item for item in stream.stream if item.endswith(b" TJ"))
        head, points = next(item for item in stream.stream if item.endswith(b" Tf"))[1:-3].split()
        glyph = int(shown[shown.index(b"<") + 1 :][:4], 16)
        name, size = head.decode(), float(points)
        width = next(font.widths[glyph] for font in fonts.values() if font.hash == name and glyph in font.widths)
        glyphs[character] = (glyph, width)
    font = next(font for font in fonts.values() if font.hash == name)
    face = (font.family, font.weight, font.style)
    return Lettering(font=name, face=face, size=size, colour=colour, glyphs=glyphs)


def _stream(fonts: Any, rectangle: tuple[float, ...], resources: Any, images: Any) -> Any:
    from weasyprint.pdf.stream import Stream

    profile = SimpleNamespace(pdf_reference=b"@I@")
    return Stream(fonts, rectangle, resources, images, None, {"srgb": profile}, "srgb", compress=True)


def _empty_resources() -> Any:
    import pydyf

    empty = {kind: pydyf.Dictionary() for kind in _RESOURCES}
    return pydyf.Dictionary({**empty, "ColorSpace": b"@C@", "Font": b"@F@"})


def _renumbered(text: bytes, numbers: dict[int, int]) -> str:
    """The text of an object with its references in the fragment's own numbers."""
    return _REFERENCE.sub(lambda m: b"@%d@" % numbers[int(m[1])], text).decode("latin-1")


def _attribute(box: Any, name: str) -> str:
    element = getattr(box, "element", None)
    return (element.get(name) or "") if element is not None and not getattr(box, "pseudo_type", None) else ""


def _area(box: Any) -> tuple[float, ...]:
    x, y = box.content_box_x(), box.content_box_y()
    return (x, y, x + box.width, y + box.height)
