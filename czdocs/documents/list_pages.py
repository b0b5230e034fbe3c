"""Pages of a list: strips laid out alone, one below the other, as many as fit a page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from czdocs.documents.assembly import Assembly, Placed, placed_at
from czdocs.documents.fragment import Fragment, Lettering, Link, Sheet, Slot

__all__ = ["Line", "ListPage", "compose", "draw", "fill"]

_GAP = 4.0  # pixels between the words of a line, its dots and its number


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A strip of a list: where it leads and which serial number it has, if any; `keeps` the next line beside it."""

    fragment: Fragment
    sheet: Sheet
    target: str = ""
    serial: int = 0
    keeps: bool = False


@dataclass(slots=True, kw_only=True)
class ListPage:
    """The lines of one page, each with its distance from the top of the type area."""

    lines: list[tuple[Line, float]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def add(self, line: Line, top: float) -> None:
        """Put `line` there."""
        self.lines.append((line, top))
        self.anchors += line.sheet.anchors


def compose(
    head: Line | None, lines: Iterable[Line], *, height: float, columns: Line | None = None, end: Line | None = None
) -> list[ListPage]:
    """The pages of a list under its `head`, each page under the heads of its `columns`, the last closed by `end`.

    A line that keeps the next one goes to the next page with it. There is a page even if there are no lines.
    """
    page = ListPage()
    pages, used, fresh = [page], 0.0, True
    for line in (head, columns):
        if line:
            page.add(line, used)
            used += line.sheet.height
    waiting: list[Line] = []
    for line in lines:
        waiting.append(line)
        if line.keeps:
            continue
        needed = sum(one.sheet.height for one in waiting) - (waiting[0].sheet.lead if fresh else 0)
        if used + needed > height and not (fresh and len(pages) > 1):
            page, used, fresh = ListPage(), 0.0, True
            pages.append(page)
            if columns:
                page.add(columns, 0)
                used = columns.sheet.height
        for one in waiting:
            top = used - (one.sheet.lead if fresh else 0)
            page.add(one, top)
            used, fresh = top + one.sheet.height, False
        waiting = []
    if end:
        page.add(end, used)
    return pages


def draw(
    page: ListPage, assembly: Assembly, *, corner: tuple[float, float], number_of: Callable[[str], str]
) -> tuple[list[Placed], bytes]:
    """What a page of a list shows: the parts for `Assembly.add_page`, and its operators."""
    import zlib

    parts, operators = [], []
    for line, top in page.lines:
        sheet, (x, y) = line.sheet, (corner[0], corner[1] + top)
        links, anchors, marks = placed_at(sheet, x, y)
        if line.target:
            links = (Link(target=line.target, box=(x, y + sheet.lead, x + sheet.width, y + sheet.height)), *links)
        parts.append(
            Placed(
                content=None,
                resources=assembly.resources(line.fragment, sheet),
                links=links,
                anchors=anchors,
                bookmarks=marks,
            )
        )
        operators.append(f"q\n1 0 0 1 {x:.3f} {y:.3f} cm".encode())
        operators.append(zlib.decompress(sheet.content))
        for slot in sheet.slots:
            lettering = line.fragment.letterings[slot.lettering]
            if slot.name == "serial":
                operators.append(_right(assembly, lettering, slot, str(line.serial)))
            elif line.target:
                operators.append(_led(assembly, lettering, slot, number_of(line.target)))
        operators.append(b"Q")
    return parts, b"\n".join(operators)


def fill(assembly: Assembly, fragment: Fragment, slots: Sequence[Slot], number: str) -> bytes:
    """The operators that write `number` into the middle of `slots`, with what stands around it."""
    return b"\n".join(_centred(assembly, fragment.letterings[slot.lettering], slot, number) for slot in slots)


def _centred(assembly: Assembly, lettering: Lettering, slot: Slot, number: str) -> bytes:
    text = f"{slot.before}{number}{slot.after}"
    return assembly.write(lettering, text, (slot.x + slot.right - lettering.width(text)) / 2, slot.y)


def _right(assembly: Assembly, lettering: Lettering, slot: Slot, text: str) -> bytes:
    return assembly.write(lettering, text, slot.right - lettering.width(text), slot.y)


def _led(assembly: Assembly, lettering: Lettering, slot: Slot, number: str) -> bytes:
    """The number at the end of the line, with dots up to it that stand below those of other lines."""
    begins = slot.right - lettering.width(number)
    unit = lettering.width(". ")
    dots = int((begins - _GAP - slot.x - _GAP) / unit)
    left = slot.right - (int((slot.right - begins + _GAP) / unit) + 1 + dots) * unit
    while dots > 0 and left < slot.x + _GAP:
        left, dots = left + unit, dots - 1
    shown = assembly.write(lettering, ". " * dots, left, slot.y) if dots > 0 else b""
    return shown + b"\n" + assembly.write(lettering, number, begins, slot.y)
