"""Parts of the Directory that are laid out alone: its frame, a product, a row of the lapsed; what each rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from czdocs.documents.context.directory import DirectoryContext, ProductPage, SummaryRow
from czdocs.documents.fonts import FontSet
from czdocs.documents.fragment import FORMAT, Fragment
from czdocs.documents.html import render_html
from czdocs.documents.pdf import lay_out_fragments
from czdocs.documents.qr import qr_png
from czdocs.resources import resource_bytes

__all__ = [
    "Frame",
    "LapsedPart",
    "Part",
    "ProductPart",
    "frame_of",
    "lay_out_parts",
    "part_key",
    "parts_of",
    "ways_of_laying_out",
]

_DOCUMENT = "推荐目录"
_MODULE, _MASK = 4, 4  # pixels of a module of a QR code, 300 to the inch or more; which pattern lies over it
_SHEETS = ("directory/directory.css", "directory/parts.css")
_TEMPLATES = (
    "directory.css",
    "parts.css",
    "bare.css",
    "frame.html",
    "parts.html",
    "lines.html",
    "product.html",
    "cover.html",
    "notice.html",
    "statistics.html",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """All of the Directory but its products and the rows of its lists: a context without them, its headings left."""

    context: DirectoryContext

    @property
    def name(self) -> str:
        """The name of its fragment."""
        return "frame"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPart:
    """A product: its page and its lines; the serial numbers are left out, since they change when others do."""

    page: ProductPage
    company: str
    row: SummaryRow

    @property
    def name(self) -> str:
        """The name of its fragment."""
        return self.page.anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedPart:
    """A row of the products that have lapsed, without its serial number."""

    key: str
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of its fragment."""
        return self.key


Part = Frame | ProductPart | LapsedPart


def frame_of(context: DirectoryContext) -> Frame:
    """The frame of a Directory."""
    return Frame(
        context=replace(
            context,
            rows=(),
            sections=tuple(replace(section, products=()) for section in context.sections),
            lapsed=((),) if context.lapsed else (),
            indexes=tuple(
                replace(index, groups=tuple(replace(group, entries=()) for group in index.groups))
                for index in context.indexes
            ),
        )
    )


def parts_of(context: DirectoryContext, companies: Mapping[str, str]) -> Iterator[Part]:
    """The parts in the order in which they are put into the file; `companies` are the companies by anchor."""
    yield frame_of(context)
    rows = {row.anchor: row for row in context.rows}
    for section in context.sections:
        for product in section.products:
            row = rows[product.anchor]
            yield ProductPart(
                page=replace(product, serial=0),
                company=companies[product.anchor],
                row=replace(row, cells=("", *row.cells[1:])),
            )
    for number, cells in enumerate(context.lapsed):
        yield LapsedPart(key=f"lapsed-{number}", cells=("", *cells[1:]))


@cache
def ways_of_laying_out(fonts: tuple[str, ...]) -> bytes:
    """A digest of all that every part rests on: templates, style sheets, fonts, versions, and how parts are kept."""
    from weasyprint.text.ffi import pango

    digest = sha256(FORMAT)
    for name in _TEMPLATES:
        digest.update(sha256(resource_bytes("templates", f"directory/{name}")).digest())
    versions = (
        *(version(name) for name in ("weasyprint", "czdocs", "pydyf", "segno", "pillow")),
        str(pango.pango_version()),
    )
    digest.update(repr((fonts, versions)).encode())
    return digest.digest()


def part_key(part: Part, fonts: FontSet) -> str:
    """Equal for two parts exactly if they are laid out alike: a digest of the part and of all it rests on."""
    faces = tuple(f"{face.family} {face.weight} {face.sha256}" for face in fonts.faces)
    stacks = tuple(f"{role} {fonts.stack(role)}" for role in fonts.stacks)
    identity = part if not isinstance(part, LapsedPart) else part.cells
    return sha256(ways_of_laying_out(faces + stacks) + repr(identity).encode()).hexdigest()


def lay_out_parts(parts: Sequence[Part], *, assets: Mapping[str, bytes], fonts: FontSet) -> tuple[Fragment, ...]:
    """The fragments of `parts`; each is the same whatever it is laid out with.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    others = [part for part in parts if not isinstance(part, Frame)]
    found = _lay_out(others, assets, fonts) if others else {}
    found |= {part.name: _lay_out_frame(part, fonts) for part in parts if isinstance(part, Frame)}
    return tuple(found[part.name] for part in parts)


def _lay_out_frame(frame: Frame, fonts: FontSet) -> Fragment:
    context = frame.context
    firsts = [("notice", "公布通知")] if context.notice else []
    firsts += [("statistics", "统计"), ("table", "产品总表")]
    firsts += [(section.anchor, f"{section.ordinal}、{section.category}") for section in context.sections]
    firsts += [("lapsed", context.lapsed_title)] if context.lapsed else []
    firsts += [(index.anchor, index.title) for index in context.indexes]
    furniture = [("front", "notice", "公布通知"), ("front", "contents", "目　录"), ("front", "statistics", "统计")]
    furniture += [("summary", "table", "产品总表"), ("back", "lapsed", context.lapsed_title)]
    for section in context.sections:
        furniture += [("divider", section.anchor, section.category), ("product", section.anchor, section.category)]
    furniture += [("back", index.anchor, index.title) for index in context.indexes]
    html = render_html("directory/frame.html", {"d": context, "firsts": firsts, "furniture": furniture})
    return lay_out_fragments(html, document=_DOCUMENT, fonts=fonts, assets={}, stylesheets=_SHEETS)[""]


def _lay_out(
    parts: Sequence[ProductPart | LapsedPart], assets: Mapping[str, bytes], fonts: FontSet
) -> dict[str, Fragment]:
    products = [part for part in parts if isinstance(part, ProductPart)]
    symbols = {part.page.number: qr_png(part.page.inquiry, scale=_MODULE, mask=_MASK) for part in products}
    codes = {number: sha256(symbol).hexdigest() for number, symbol in symbols.items()}
    lapsed = [part for part in parts if isinstance(part, LapsedPart)]
    html = render_html("directory/parts.html", {"products": products, "lapsed": lapsed, "codes": codes})
    pictures = {**assets, **{codes[number]: symbol for number, symbol in symbols.items()}}
    return lay_out_fragments(
        html, document=_DOCUMENT, fonts=fonts, assets=pictures, stylesheets=(*_SHEETS, "directory/bare.css")
    )
