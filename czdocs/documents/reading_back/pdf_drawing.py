"""What a page of a PDF draws: runs of glyphs, areas and rules, in the order of drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from czdocs.documents.reading_back.geometry import Box, Matrix, bounds, common, holds, matrix_of, moved, product
from czdocs.documents.reading_back.pdf_font import PdfFont, read_font
from czdocs.documents.reading_back.pdf_operations import operations

__all__ = ["Area", "Drawing", "Run", "draw"]

_THIN = 2.0  # points: what is thinner is a rule and hides nothing
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_MANY = 8  # parts of a path from which on it is a picture and not a background
_INVISIBLE_MODES = {3, 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Glyphs drawn at once: their text, one a glyph, the box and edges of each along the line.

    `colour` is red, green and blue from 0 to 1, None where a pattern fills; `order` counts all that is drawn.
    """

    glyphs: tuple[str, ...]
    edges: tuple[tuple[float, float], ...]
    box: Box
    size: float
    upright: bool
    colour: tuple[float, ...] | None
    alpha: float
    invisible: bool
    clip: Box
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Something filled, or a picture (`colour` None); only where `solid` does it hide what is below."""

    box: Box
    colour: tuple[float, ...] | None
    solid: bool
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All that one page draws; `rules` are lines and thin areas."""

    runs: tuple[Run, ...]
    areas: tuple[Area, ...]
    rules: tuple[Box, ...]


@dataclass(slots=True)
class _State:
    """The graphics state, as far as text and areas depend on it."""

    matrix: Matrix
    clip: Box = _EVERYWHERE
    fill: tuple[float, ...] | None = (0.0, 0.0, 0.0)
    alpha: float = 1.0
    font: PdfFont | None = None
    size: float = 0.0
    spacing: float = 0.0
    words: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class _Page:
    """What has been drawn so far."""

    fonts: dict[Any, PdfFont]
    runs: list[Run] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    order: int = 0


def draw(page: Any, fonts: dict[Any, PdfFont]) -> Drawing:
    """What the pypdf `page` draws; `fonts` keeps fonts read before, for all pages of a document."""
    drawn = _Page(fonts=fonts)
    contents = page.get_contents()
    if contents is not None:
        _Interpreter(drawn, page.get("/Resources", {}), _State(matrix=(1, 0, 0, 1, 0, 0))).run(contents.get_data())
    return Drawing(runs=tuple(drawn.runs), areas=tuple(drawn.areas), rules=tuple(drawn.rules))


class _Interpreter:
    """Carries out the operators of one content stream."""

    def __init__(self, page: _Page, resources: Any, state: _State) -> None:
        self._page, self._resources, self._state = page, resources, state
        self._stack: list[_State] = []
        self._line: Matrix = (1, 0, 0, 1, 0, 0)
        self._text: Matrix = self._line
        self._path: list[list[tuple[float, float]]] = []
        self._clips = False
        self._content_marks: list[bool] = []

    def run(self, data: bytes) -> None:
        for name, operands in operations(data):
            operator = _OPERATORS.get(name)
            if operator is not None:
                operator(self, operands)

    # --- state

    def save(self, _: Sequence[Any]) -> None:
        self._stack.append(replace(self._state))

    def restore(self, _: Sequence[Any]) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def transform(self, operands: Sequence[Any]) -> None:
        self._state.matrix = product(matrix_of(operands), self._state.matrix)

    def grey(self, operands: Sequence[Any]) -> None:
        self._state.fill = (operands[0],) * 3

    def rgb(self, operands: Sequence[Any]) -> None:
        self._state.fill = tuple(operands[:3])

    def cmyk(self, operands: Sequence[Any]) -> None:
        cyan, magenta, yellow, black = operands[:4]
        self._state.fill = tuple(max(0.0, 1 - min(1.0, ink + black)) for ink in (cyan, magenta, yellow))

    def colour(self, operands: Sequence[Any]) -> None:
        numbers = [value for value in operands if isinstance(value, float)]
        if len(numbers) != len(operands) or not numbers:
            self._state.fill = None
        elif len(numbers) == 1:
            self.grey(numbers)
        elif len(numbers) == 4:  # noqa: PLR2004 - four inks
            self.cmyk(numbers)
        else:
            self.rgb(numbers)

    def named_state(self, operands: Sequence[Any]) -> None:
        states = self._resources.get("/ExtGState", {})
        state = states[operands[0]].get_object() if operands[0] in states else {}
        if "/ca" in state:
            self._state.alpha = float(state["/ca"])

    # --- paths

    def move(self, operands: Sequence[Any]) -> None:
        self._path.append([moved(operands[0], operands[1], self._state.matrix)])

    def line(self, operands: Sequence[Any]) -> None:
        point = moved(operands[-2], operands[-1], self._state.matrix)
        if self._path:
            self._path[-1].append(point)
        else:
            self._path.append([point])

    def rectangle(self, operands: Sequence[Any]) -> None:
        x, y, width, height = operands[:4]
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self._path.append([moved(a, b, self._state.matrix) for a, b in corners])

    def clips(self, _: Sequence[Any]) -> None:
        self._clips = True

    def finish(self, _: Sequence[Any]) -> None:
        if self._clips and self._path:
            self._state.clip = common(self._state.clip, bounds(point for part in self._path for point in part))
        self._path, self._clips = [], False

    def fill(self, operands: Sequence[Any]) -> None:
        boxes = [bounds(part) for part in self._path]
        if len(boxes) == 2 and holds(boxes[0], boxes[1]) != holds(boxes[1], boxes[0]):  # noqa: PLR2004
            self._fill_frame(boxes)
        elif len(boxes) > _MANY:
            self._fill_box(bounds(point for part in self._path for point in part), picture=True)
        else:
            for box in boxes:
                self._fill_box(box)
        self.finish(operands)

    def _fill_frame(self, boxes: Sequence[Box]) -> None:
        """The borders of a box, drawn as what lies between two rectangles."""
        outer, inner = sorted(boxes, key=lambda box: box[0] - box[2])
        for side in (
            (outer[0], outer[1], inner[0], outer[3]),
            (inner[2], outer[1], outer[2], outer[3]),
            (outer[0], outer[1], outer[2], inner[1]),
            (outer[0], inner[3], outer[2], outer[3]),
        ):
            self._fill_box(side)

    def _fill_box(self, box: Box, *, picture: bool = False) -> None:
        box = common(box, self._state.clip)
        width, height = box[2] - box[0], box[3] - box[1]
        if width < 0 or height < 0 or self._state.alpha == 0:
            return
        self._page.order += 1
        if min(width, height) <= _THIN:
            if max(width, height) > _THIN:
                self._page.rules.append(box)
            return
        solid = self._state.alpha > 0.5 and not picture  # noqa: PLR2004 - what is below can still be read
        fill = None if picture else self._state.fill
        self._page.areas.append(Area(box=box, colour=fill, solid=solid, order=self._page.order))

    def stroke(self, operands: Sequence[Any]) -> None:
        for part in self._path:
            box = common(bounds(part), self._state.clip)
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN < max(box[2] - box[0], box[3] - box[1]):
                self._page.rules.append(box)
        self.finish(operands)

    # --- objects and marked content

    def external(self, operands: Sequence[Any]) -> None:
        objects = self._resources.get("/XObject", {})
        if operands[0] not in objects:
            return
        item = objects[operands[0]].get_object()
        if item.get("/Subtype") != "/Form":
            corners = [moved(x, y, self._state.matrix) for x in (0, 1) for y in (0, 1)]
            self._page.order += 1
            self._page.areas.append(
                Area(box=common(bounds(corners), self._state.clip), colour=None, solid=True, order=self._page.order)
            )
            return
        inner = replace(self._state)
        inner.matrix = product(matrix_of([float(n) for n in item.get("/Matrix", (1, 0, 0, 1, 0, 0))]), inner.matrix)
        if "/BBox" in item:
            left, lower, right, upper = (float(n) for n in item["/BBox"])
            box = [moved(x, y, inner.matrix) for x in (left, right) for y in (lower, upper)]
            inner.clip = common(inner.clip, bounds(box))
        _Interpreter(self._page, item.get("/Resources", self._resources), inner).run(item.get_data())

    def mark(self, operands: Sequence[Any]) -> None:
        self._content_marks.append(bool(operands) and operands[0] == "/OC")

    def unmark(self, _: Sequence[Any]) -> None:
        if self._content_marks:
            self._content_marks.pop()

    # --- text

    def begin_text(self, _: Sequence[Any]) -> None:
        self._line = self._text = (1, 0, 0, 1, 0, 0)

    def set_font(self, operands: Sequence[Any]) -> None:
        fonts = self._resources.get("/Font", {})
        raw = fonts.raw_get(operands[0]) if operands[0] in fonts else None
        key = getattr(raw, "idnum", None) or (id(fonts), operands[0])
        if key not in self._page.fonts:
            self._page.fonts[key] = read_font(raw.get_object() if raw is not None else {})
        self._state.font, self._state.size = self._page.fonts[key], operands[1]

    def set_matrix(self, operands: Sequence[Any]) -> None:
        self._line = self._text = matrix_of(operands)

    def next_line(self, operands: Sequence[Any]) -> None:
        self._line = self._text = product((1, 0, 0, 1, operands[0], operands[1]), self._line)

    def next_line_leading(self, operands: Sequence[Any]) -> None:
        self._state.leading = -operands[1]
        self.next_line(operands)

    def new_line(self, _: Sequence[Any]) -> None:
        self.next_line((0, -self._state.leading))

    def set_number(self, name: str, operands: Sequence[Any]) -> None:
        setattr(self._state, name, operands[0])

    def show(self, operands: Sequence[Any]) -> None:
        self.show_array(([operands[-1]],))

    def show_line(self, operands: Sequence[Any]) -> None:
        self.new_line(())
        self.show(operands)

    def show_array(self, operands: Sequence[Any]) -> None:
        """TJ: strings, and numbers that move the next glyph."""
        state = self._state
        if state.font is None:
            return
        texts, edges, x = [], [], 0.0
        size, stretch = state.size, state.stretch
        for item in operands[0]:
            if isinstance(item, float):
                x -= item / 1000 * size * stretch
                continue
            for text, width in state.font.glyphs(item) if item else ():
                end = x + width / 1000 * size * stretch
                texts.append(text)
                edges.append((x, end))
                x = end + (state.spacing + (state.words if text == " " else 0)) * stretch
        if texts:
            self._add_run(texts, edges)
        self._text = product((1, 0, 0, 1, x, 0), self._text)

    def _add_run(self, texts: Sequence[str], edges: Sequence[tuple[float, float]]) -> None:
        state = self._state
        matrix = product(self._text, state.matrix)
        height = state.size
        corners = [
            moved(x, y, matrix)
            for x in (edges[0][0], edges[-1][1])
            for y in (state.rise - 0.12 * height, state.rise + 0.88 * height)
        ]
        upright = abs(matrix[1]) < 0.01 * abs(matrix[0])
        box = bounds(corners)
        along = matrix[0] if upright else matrix[1]
        origin = matrix[4] if upright else matrix[5]
        self._page.order += 1
        self._page.runs.append(
            Run(
                glyphs=tuple(texts),
                edges=tuple((origin + along * a, origin + along * b) for a, b in edges),
                box=box,
                size=(box[3] - box[1]) if upright else (box[2] - box[0]),
                upright=upright,
                colour=state.fill,
                alpha=state.alpha,
                invisible=state.mode in _INVISIBLE_MODES or any(self._content_marks),
                clip=state.clip,
                order=self._page.order,
            )
        )


_OPERATORS: Mapping[bytes, Any] = {
    b"q": _Interpreter.save,
    b"Q": _Interpreter.restore,
    b"cm": _Interpreter.transform,
    b"g": _Interpreter.grey,
    b"rg": _Interpreter.rgb,
    b"k": _Interpreter.cmyk,
    b"sc": _Interpreter.colour,
    b"scn": _Interpreter.colour,
    b"gs": _Interpreter.named_state,
    b"m": _Interpreter.move,
    b"l": _Interpreter.line,
    b"c": _Interpreter.line,
    b"v": _Interpreter.line,
    b"y": _Interpreter.line,
    b"re": _Interpreter.rectangle,
    b"W": _Interpreter.clips,
    b"W*": _Interpreter.clips,
    b"n": _Interpreter.finish,
    b"f": _Interpreter.fill,
    b"F": _Interpreter.fill,
    b"f*": _Interpreter.fill,
    b"B": _Interpreter.fill,
    b"B*": _Interpreter.fill,
    b"b": _Interpreter.fill,
    b"b*": _Interpreter.fill,
    b"S": _Interpreter.stroke,
    b"s": _Interpreter.stroke,
    b"Do": _Interpreter.external,
    b"BDC": _Interpreter.mark,
    b"BMC": _Interpreter.mark,
    b"EMC": _Interpreter.unmark,
    b"BT": _Interpreter.begin_text,
    b"Tf": _Interpreter.set_font,
    b"Tm": _Interpreter.set_matrix,
    b"Td": _Interpreter.next_line,
    b"TD": _Interpreter.next_line_leading,
    b"T*": _Interpreter.new_line,
    b"Tc": lambda self, operands: self.set_number("spacing", operands),
    b"Tw": lambda self, operands: self.set_number("words", operands),
    b"Tz": lambda self, operands: self.set_number("stretch", (operands[0] / 100,)),
    b"TL": lambda self, operands: self.set_number("leading", operands),
    b"Ts": lambda self, operands: self.set_number("rise", operands),
    b"Tr": lambda self, operands: self.set_number("mode", (int(operands[0]),)),
    b"Tj": _Interpreter.show,
    b"'": _Interpreter.show_line,
    b'"': _Interpreter.show_line,
    b"TJ": _Interpreter.show_array,
}
