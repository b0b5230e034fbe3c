"""The Directory as a book: the order of its pages, their numbers, and what its lists refer to.

Content goes into the file as soon as it is there; how many pages come before it is known only at the end, when numbers
and references are written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from czdocs.documents.assembly import Assembly, Placed
from czdocs.documents.context.directory import DirectoryContext
from czdocs.documents.directory_parts import Frame, Part, ProductPart
from czdocs.documents.fragment import Fragment, Sheet
from czdocs.documents.imprint import PageLabels, Properties
from czdocs.documents.list_pages import Line, ListPage, compose, draw, fill

__all__ = ["write_directory"]

_STRIPS = ("contents", "company", "product", "divider", "row")


@dataclass(slots=True, kw_only=True)
class _Page:
    """A page that is not written yet: content in the file or lines of a list; `furniture` names its margins."""

    furniture: str
    placed: Placed | None = None
    lines: ListPage | None = None
    size: tuple[float, float] = (0, 0)

    @property
    def anchors(self) -> Iterable[str]:
        """The places that lie on it."""
        return (self.placed.anchors if self.placed else ()) if self.lines is None else self.lines.anchors


def write_directory(
    context: DirectoryContext,
    laid_out: Iterable[tuple[Part, Fragment]],
    *,
    assembly: Assembly,
    properties: Properties,
    producer: str,
) -> None:
    """Write the Directory of `context`, whose parts come in the order of `parts_of`."""
    _Writer(context, assembly).write(laid_out, properties, producer)


class _Writer:
    """Writes one Directory."""

    def __init__(self, context: DirectoryContext, assembly: Assembly) -> None:
        self._context = context
        self._assembly = assembly
        self._frame: Fragment | None = None
        self._strips: dict[str, Fragment] = {}
        self._products: dict[str, list[_Page]] = {}
        self._front: dict[str, list[_Page]] = {}
        self._numbers: dict[str, str] = {}

    def write(self, laid_out: Iterable[tuple[Part, Fragment]], properties: Properties, producer: str) -> None:
        """Take the parts in, put the pages in order, write them."""
        for part, fragment in laid_out:
            self._take(part, fragment)
        front, body = self._ordered()
        self._count(front, body)
        cover = self._front["cover"]
        for page in cover:
            self._show(page, "")
        for number, page in enumerate(front, 1):
            self._show(page, roman(number))
        for number, page in enumerate(body, 1):
            self._show(page, str(number))
        labels = (
            PageLabels(first=0, prefix="封面"),
            PageLabels(first=len(cover), numerals="roman"),
            PageLabels(first=len(cover) + len(front)),
        )
        self._assembly.finish(properties, producer=producer, labels=labels)

    def _take(self, part: Part, fragment: Fragment) -> None:
        """Write the pages of a part into the file and keep its strips."""
        self._assembly.use(fragment)
        if isinstance(part, Frame):
            self._frame = fragment
            for name in ("cover", "notice", "statistics"):
                self._front[name] = self._placed(fragment, name, "" if name == "cover" else f"front/{name}")
            return
        if isinstance(part, ProductPart):
            self._products[part.name] = self._placed(fragment, "page", "")
        sheets = tuple(sheet for sheet in fragment.sheets if sheet.name in _STRIPS)
        needs_objects = any(sheet.resources.get("XObject") or sheet.resources.get("Pattern") for sheet in sheets)
        objects = fragment.objects if needs_objects else ()
        self._strips[part.name] = replace(fragment, sheets=sheets, objects=objects, fonts={})

    def _placed(self, fragment: Fragment, name: str, furniture: str) -> list[_Page]:
        return [
            _Page(
                furniture=furniture,
                placed=self._assembly.place(fragment, sheet),
                size=(sheet.width, sheet.height),
            )
            for sheet in fragment.named(name)
        ]

    def _ordered(self) -> tuple[list[_Page], list[_Page]]:
        """The pages of the front behind the cover, and those of the body."""
        front = [*self._front["notice"], *self._contents(), *self._front["statistics"]]
        body = self._table()
        for section in self._context.sections:
            rows = (self._line(product.anchor, "divider", target=product.anchor) for product in section.products)
            body += self._list(f"divider/{section.anchor}", self._head(section.anchor), rows)
            for product in section.products:
                pages = self._products[product.anchor]
                for page in pages:
                    page.furniture = f"product/{section.anchor}"
                body += pages
        return front, body + self._lapsed() + self._indexes()

    def _contents(self) -> list[_Page]:
        return self._list("front/contents", self._head("contents"), self._contents_lines())

    def _contents_lines(self) -> Iterator[Line]:
        names = [sheet.name.partition("/")[2] for sheet in self._of_frame().sheets if sheet.name.startswith("first/")]
        sections = {section.anchor: section for section in self._context.sections}
        for name in names:
            products = sections[name].products if name in sections else ()
            yield replace(self._own(f"first/{name}"), target=name, keeps=bool(products))
            for product in products:
                yield self._line(product.anchor, "contents", target=product.anchor)

    def _table(self) -> list[_Page]:
        rows = [self._line(row.anchor, "row", serial=number) for number, row in enumerate(self._context.rows, 1)]
        columns, end = (self._own("columns/table"), self._own("end/table")) if rows else (None, None)
        return self._list("summary/table", self._head("table"), rows, columns=columns, end=end)

    def _lapsed(self) -> list[_Page]:
        if not self._context.lapsed:
            return []
        rows = [self._line(f"lapsed-{n}", "row", serial=n + 1) for n in range(len(self._context.lapsed))]
        columns, end = self._own("columns/lapsed"), self._own("end/lapsed")
        return self._list("back/lapsed", self._head("lapsed"), rows, columns=columns, end=end)

    def _indexes(self) -> list[_Page]:
        pages = []
        for index in self._context.indexes:
            kind = "company" if index.anchor == "index-company" else "product"
            lines: list[Line] = []
            for number, group in enumerate(index.groups):
                lines.append(replace(self._own(f"group/{index.anchor}/{number}"), keeps=True))
                lines += (self._line(item.anchor, kind, target=item.anchor) for item in group.entries)
            pages += self._list(f"back/{index.anchor}", self._head(index.anchor), lines or [self._own("nothing")])
        return pages

    def _list(
        self, furniture: str, head: Line, lines: Iterable[Line], *, columns: Line | None = None, end: Line | None = None
    ) -> list[_Page]:
        margins = self._margins(furniture, right=True)
        height = margins.area[3] - margins.area[1]
        return [
            _Page(furniture=furniture, lines=page, size=(margins.width, margins.height))
            for page in compose(head, lines, height=height, columns=columns, end=end)
        ]

    def _count(self, front: Iterable[_Page], body: Iterable[_Page]) -> None:
        """Note the number of the first page on which each place lies."""
        for pages, numeral in ((front, roman), (body, str)):
            for number, page in enumerate(pages, 1):
                for anchor in page.anchors:
                    self._numbers.setdefault(anchor, numeral(number))

    def _show(self, page: _Page, number: str) -> None:
        """Write a page with its margins."""
        parts: list[Placed] = []
        loose = b""
        if page.furniture:
            margins = self._margins(page.furniture, right=self._assembly.page_count % 2 == 0)
            frame = self._of_frame()
            parts.append(self._assembly.place(frame, margins))
            loose = fill(self._assembly, frame, margins.slots, number)
            if page.lines is not None:
                corner = (margins.area[0], margins.area[1])
                more, operators = draw(page.lines, self._assembly, corner=corner, number_of=self._numbers.__getitem__)
                parts += more
                loose = loose + b"\n" + operators
        if page.placed is not None:
            parts.append(page.placed)
        self._assembly.add_page(parts, width=page.size[0], height=page.size[1], loose=loose)

    def _margins(self, furniture: str, *, right: bool) -> Sheet:
        side = "right" if right else "left"
        return self._of_frame().named(f"furniture/{furniture}/{side}")[0]

    def _of_frame(self) -> Fragment:
        if self._frame is None:
            raise ValueError("a Directory without its frame")
        return self._frame

    def _head(self, name: str) -> Line:
        return self._own(f"head/{name}")

    def _own(self, name: str) -> Line:
        frame = self._of_frame()
        return Line(fragment=frame, sheet=frame.named(name)[0])

    def _line(self, owner: str, kind: str, *, target: str = "", serial: int = 0) -> Line:
        fragment = self._strips[owner]
        return Line(fragment=fragment, sheet=fragment.named(kind)[0], target=target, serial=serial)


def roman(number: int) -> str:
    """`number` in capital Roman numerals, up to 3999."""
    result = ""
    for value, numeral in _ROMAN.items():
        count, number = divmod(number, value)
        result += numeral * count
    return result


_ROMAN: Mapping[int, str] = dict(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
