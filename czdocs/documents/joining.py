"""Joining PDFs that are parts of one document into one, with one copy of each font and of the colour profile."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

__all__ = ["UsedGlyphs", "join"]


class UsedGlyphs:
    """The glyphs that the parts of a document have used so far, by font.

    A part embeds of a font what it uses itself and what the parts before it used. So the last part that uses a font has
    all of it that the document needs; glyphs keep their numbers, whatever is embedded with them.
    """

    def __init__(self) -> None:
        """None yet."""
        self._fonts: dict[Any, Any] = {}

    def fonts_of_part(self) -> dict[Any, Any]:
        """The fonts of a new part for WeasyPrint to fill, each with the glyphs used before from the beginning."""
        return _Fonts(self._fonts)

    def add(self, fonts: dict[Any, Any]) -> None:
        """Remember what the part with `fonts` has used; nothing of its layout is kept."""
        for key, font in fonts.items():
            self._fonts[key] = (dict(font.widths), dict(font.to_unicode), dict(font.missing))


class _Fonts(dict[Any, Any]):
    """Fonts by key that begin with glyphs used before."""

    def __init__(self, used: dict[Any, Any]) -> None:
        super().__init__()
        self._used = used

    def __setitem__(self, key: Any, font: Any) -> None:
        if key in self._used:
            for mine, earlier in zip((font.widths, font.to_unicode, font.missing), self._used[key], strict=True):
                mine.update(earlier)
        super().__setitem__(key, font)


def join(parts: Sequence[bytes]) -> bytes:
    """The document whose pages are those of `parts`, one after the other; same input, same bytes.

    Metadata, output intent and whatever else belongs to a document are those of the first part, fonts those of the last
    part that has them (`UsedGlyphs`). Bookmarks of the other parts are put under the first part's first, the title.
    """
    from pypdf import PdfReader, PdfWriter

    readers = [PdfReader(BytesIO(part)) for part in parts]  # all are kept: pypdf tells them apart by their address
    writer = PdfWriter(clone_from=readers[0])
    writer.pdf_header = readers[0].pdf_header
    fonts = _last_fonts(readers, writer)
    first: Any = writer.pages[0]["/Resources"]
    colours = first.raw_get("/ColorSpace")
    for reader in readers[1:]:
        _append(reader, writer)
    for page in writer.pages:
        resources: Any = page["/Resources"]
        _put(resources, "/Font", fonts)
        _put(resources, "/ColorSpace", colours)
    _mark(readers, writer)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _append(reader: Any, writer: Any) -> None:
    """Put the pages of `reader` at the end of `writer`, but for their fonts and colours."""
    resources = reader.pages[0]["/Resources"]  # the pages of a part share them
    for name in ("/Font", "/ColorSpace"):
        del resources[name]
    for page in reader.pages:
        writer.add_page(page)


def _mark(readers: Sequence[Any], writer: Any) -> None:
    """Give `writer` the bookmarks of `readers`, the first above the others."""
    from pypdf.generic import Fit

    del writer.root_object["/Outlines"]
    title, before = None, 0
    for reader in readers:
        for mark in _flat(reader.outline):
            page = before + reader.get_destination_page_number(mark)
            place = Fit.xyz(left=mark.left, top=mark.top, zoom=mark.zoom)
            added = writer.add_outline_item(title=mark.title, page_number=page, parent=title, fit=place)
            title = title or added
        before += len(reader.pages)


def _flat(outline: Sequence[Any]) -> Iterator[Any]:
    """The bookmarks of an outline, those under others too."""
    for item in outline:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def _last_fonts(readers: Sequence[Any], writer: Any) -> Any:
    """The fonts of a document by their names, each copied into `writer` out of the last of `readers` that has it."""
    from pypdf.generic import DictionaryObject

    found: dict[str, Any] = {}
    for reader in readers:
        found |= dict(reader.pages[0]["/Resources"]["/Font"].items())
    fonts = DictionaryObject()
    for name in sorted(found):
        _put(fonts, name, found[name].get_object().clone(writer).indirect_reference)
    return writer._add_object(fonts)  # noqa: SLF001  # pypdf has no other way


def _put(dictionary: Any, name: str, value: Any) -> None:
    from pypdf.generic import NameObject

    dictionary[NameObject(name)] = value
