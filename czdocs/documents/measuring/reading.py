"""Facts read out of PDF bytes with PDFium: it knows fonts, positions and strokes, and draws the same page.

PDFium takes half the time of pdfminer for the same glyphs and gives outlines too; the tests compare the two.
"""

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import Any

from czdocs.documents.measuring.page_facts import (
    DPI,
    MM,
    Box,
    Colour,
    Glyph,
    PageFacts,
    PdfFacts,
    RedInk,
    Rule,
    is_red,
)
from czdocs.errors import CzdocsError

__all__ = ["read_facts"]

_ASCENT = 0.88  # of an em box above the base line, the rest below
_THIN = 1.5  # what is thicker in mm is no rule
_LEAST = 0.02  # nor what is thinner
_LONG = 1.5  # what is shorter in mm is no rule
_INKED = 200.0  # of the sheet in mm, from above, that is looked at as a picture
_LARGEST = 450.0  # sheets broader than this in mm are not drawn: their picture would fill the memory
_DEPTH = 6  # forms within forms that are followed
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_GENERATED = frozenset("\r\n\ufffe\uffff\x00\x02")
_ENCRYPTED = "password"
_RED, _OTHER = 180, 80
_PATH, _IMAGE, _FORM = 2, 3, 5  # kinds of page objects

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def read_facts(content: bytes) -> PdfFacts:
    """What the PDF `content` shows; the head of the first page also as a picture, for the red ink of the mark.

    Raises:
        CzdocsError: CZ4140 if it is no PDF, CZ4141 if it is encrypted, CZ4142 if it is damaged or has no page,
            CZ4145 if the library is missing.
    """
    if b"%PDF-" not in content[:1024]:
        raise CzdocsError("CZ4140")
    try:
        import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
    except ImportError as error:
        raise CzdocsError("CZ4145") from error
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise CzdocsError("CZ4141" if _ENCRYPTED in str(error).lower() else "CZ4142") from error
    try:
        count = len(document)
        if count == 0:
            raise CzdocsError("CZ4142")
        pages = tuple(_page(document[n], n, pictured=n == 0) for n in range(count))
    except pdfium.PdfiumError as error:
        raise CzdocsError("CZ4142") from error
    finally:
        document.close()
    return PdfFacts(pages=pages)


def _page(page: Any, index: int, *, pictured: bool) -> PageFacts:
    width, height = page.get_size()  # as shown, after the page's own rotation
    place = _placement(page, width, height)
    rules: list[Rule] = []
    pictures = 0
    for kind, shape in _objects(page, place):
        if kind == _IMAGE:
            pictures += 1
        elif shape is not None:
            rules += shape
    glyphs = tuple(_glyphs(page, place))
    red = None
    if pictured and width * MM < _LARGEST and any(is_red(glyph.colour) for glyph in glyphs):
        below = max(height - _INKED / MM, 0)
        red = RedInk(mask=_red_mask(page.render(scale=DPI / 72, crop=(0, below, 0, 0)).to_pil()))
    facts = PageFacts(
        number=index + 1,
        width=width * MM,
        height=height * MM,
        glyphs=glyphs,
        rules=tuple(dict.fromkeys(rules)),
        pictures=pictures,
        red=red,
    )
    page.close()
    return facts


def _placement(page: Any, width: float, height: float) -> Matrix:
    """From the page's own coordinates (points, y upwards) to millimetres as shown, y downwards."""
    left, bottom, right, top = page.get_mediabox()
    if (crop := page.get_cropbox()) != (left, bottom, right, top):
        left, bottom = max(left, crop[0]), max(bottom, crop[1])
    match page.get_rotation():
        case 90:
            return (0, MM, MM, 0, -bottom * MM, -left * MM)
        case 180:
            return (-MM, 0, 0, MM, (left + width) * MM, -bottom * MM)
        case 270:
            return (0, -MM, -MM, 0, (bottom + width) * MM, (left + height) * MM)
        case _:
            return (MM, 0, 0, -MM, -left * MM, (bottom + height) * MM)


def _joined(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(matrix: Matrix, *points: tuple[float, float]) -> Box:
    # Written out, as it is done for each character twice.
    a, b, c, d, e, f = matrix
    xs, ys = [a * x + c * y + e for x, y in points], [b * x + d * y + f for x, y in points]
    return Box(x0=min(xs), top=min(ys), x1=max(xs), bottom=max(ys))


def _glyphs(page: Any, place: Matrix) -> Iterator[Glyph]:
    """The characters of the text layer."""
    from pypdfium2 import raw

    text = page.get_textpage()
    matrix, loose = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    fonts: dict[int, tuple[str, bool]] = {}
    for n in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, n) or 0)
        if character in _GENERATED or raw.FPDFText_IsGenerated(text, n) == 1:
            continue
        raw.FPDFText_GetMatrix(text, n, matrix)
        raw.FPDFText_GetLooseCharBox(text, n, loose)
        raw.FPDFText_GetCharOrigin(text, n, x, y)
        raw.FPDFText_GetFillColor(text, n, red, green, blue, alpha)
        scale = hypot(matrix.c, matrix.d) or 1.0
        size = raw.FPDFText_GetFontSize(text, n) * scale
        along = (matrix.a / (hypot(matrix.a, matrix.b) or 1), matrix.b / (hypot(matrix.a, matrix.b) or 1))
        upwards = (matrix.c / scale, matrix.d / scale)
        advance = abs(loose.right - loose.left) * abs(along[0]) + abs(loose.top - loose.bottom) * abs(along[1])
        corners = [
            (x.value + along[0] * s + upwards[0] * t, y.value + along[1] * s + upwards[1] * t)
            for s in (0, advance)
            for t in (_ASCENT * size, (_ASCENT - 1) * size)
        ]
        ink = None
        if not character.isspace() and raw.FPDFText_GetCharBox(text, n, left, right, bottom, top):
            ink = _box(place, (left.value, bottom.value), (right.value, top.value))
        font, embedded = _font(raw, text, n, fonts)
        yield Glyph(
            text=character,
            box=_box(place, *corners),
            ink=ink,
            baseline=_moved(place, x.value, y.value)[1],
            font=font,
            embedded=embedded,
            size=size,
            colour=(red.value, green.value, blue.value),
            turned=abs(_moved(place, *along)[1] - _moved(place, 0, 0)[1]) > MM / 2,
        )
    text.close()


def _font(raw: Any, text: Any, n: int, known: dict[int, tuple[str, bool]]) -> tuple[str, bool]:
    """Name without the subset's prefix, and whether the file brings the font along."""
    font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text, n))
    key = ctypes.addressof(font.contents) if font else 0
    if key not in known:
        name = ctypes.create_string_buffer(256)
        length = raw.FPDFFont_GetBaseFontName(font, name, 256) if font else 0
        shown = _SUBSET.sub("", name.value.decode("utf-8", "replace")) if length else ""
        known[key] = (shown, bool(font) and raw.FPDFFont_GetIsEmbedded(font) == 1)
    return known[key]


def _objects(page: Any, place: Matrix) -> Iterator[tuple[int, list[Rule] | None]]:
    """Pictures and drawn paths of the page and of the forms in it."""
    from pypdfium2 import raw

    for n in range(raw.FPDFPage_CountObjects(page)):
        yield from _object(raw, raw.FPDFPage_GetObject(page, n), place, _DEPTH)


def _object(raw: Any, item: Any, place: Matrix, depth: int) -> Iterator[tuple[int, list[Rule] | None]]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == _FORM and depth:
        within = _joined(_matrix(raw, item), place)
        for n in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _object(raw, raw.FPDFFormObj_GetObject(item, n), within, depth - 1)
    elif kind == _IMAGE:
        yield kind, None
    elif kind == _PATH:
        yield kind, list(_strokes(raw, item, _joined(_matrix(raw, item), place)))


def _matrix(raw: Any, item: Any) -> Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _strokes(raw: Any, path: Any, place: Matrix) -> Iterator[Rule]:
    """The thin straight things that a path draws: filled rectangles, stroked lines and frames."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    across = width.value * hypot(place[2], place[3])
    parts = list(_subpaths(raw, path))
    if fill.value:
        for box in _filled([_box(place, *points) for points, _ in parts]):
            yield from _thin(box, _colour(raw, path, stroke=False))
    for points, closed in parts:
        if stroke.value:
            ends = [*points, points[0]] if closed else points
            for a, b in pairwise(ends):
                line, half = _box(place, a, b), across / 2
                level = line.x1 - line.x0 >= line.bottom - line.top
                grown = Box(
                    x0=line.x0 - (0 if level else half),
                    x1=line.x1 + (0 if level else half),
                    top=line.top - (half if level else 0),
                    bottom=line.bottom + (half if level else 0),
                )
                yield from _thin(grown, _colour(raw, path, stroke=True))


def _filled(boxes: list[Box]) -> Iterator[Box]:
    """What is inked of rectangles that are filled together: of one within another only the frame between them."""
    if len(boxes) == 2 and (_holds(*boxes) or _holds(*reversed(boxes))):  # noqa: PLR2004
        outer, inner = boxes if _holds(*boxes) else reversed(boxes)
        yield Box(x0=outer.x0, top=outer.top, x1=outer.x1, bottom=inner.top)
        yield Box(x0=outer.x0, top=inner.bottom, x1=outer.x1, bottom=outer.bottom)
        yield Box(x0=outer.x0, top=outer.top, x1=inner.x0, bottom=outer.bottom)
        yield Box(x0=inner.x1, top=outer.top, x1=outer.x1, bottom=outer.bottom)
    else:
        yield from boxes


def _holds(outer: Box, inner: Box) -> bool:
    """Whether `inner` lies within `outer`."""
    near = _LEAST
    return (
        outer.x0 <= inner.x0 + near
        and outer.top <= inner.top + near
        and outer.x1 >= inner.x1 - near
        and outer.bottom >= inner.bottom - near
    )


def _subpaths(raw: Any, path: Any) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The corner points of each part of a path, and whether it is closed; parts with curves are left out."""
    points: list[tuple[float, float]] = []
    closed = curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points, closed
            points, closed, curved = [], False, False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        closed = closed or bool(raw.FPDFPathSegment_GetClose(segment))
    if len(points) > 1 and not curved:
        yield points, closed


def _thin(box: Box, colour: Colour) -> Iterator[Rule]:
    rule = Rule(box=box, colour=colour)
    if _LEAST < rule.thickness <= _THIN and rule.length >= _LONG:
        yield rule


def _colour(raw: Any, path: Any, *, stroke: bool) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    get = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    get(path, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _red_mask(picture: Any) -> Any:
    """White where `picture` is red (R > 180, G and B < 80)."""
    from PIL import ImageChops

    red, green, blue = picture.convert("RGB").split()
    low = [band.point([255 if level < _OTHER else 0 for level in range(256)]) for band in (green, blue)]
    high = red.point([255 if level > _RED else 0 for level in range(256)])
    return ImageChops.darker(high, ImageChops.darker(*low))
