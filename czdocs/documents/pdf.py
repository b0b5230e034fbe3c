"""PDF rendering: HTML to PDF/A with the project's fonts, nothing fetched from anywhere, every warning an error."""

import atexit
import gc
import logging
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree as ET

from czdocs.diagnostic import Place
from czdocs.documents.fonts import FontSet, font_face_css
from czdocs.documents.fragment import Fragment, Glyphs
from czdocs.documents.glyphs import coverage, uncovered
from czdocs.documents.joining import UsedGlyphs
from czdocs.documents.justification import install_justification
from czdocs.documents.painting import paint
from czdocs.documents.printable import check_printable
from czdocs.errors import CzdocsError
from czdocs.resources import resource_bytes

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

__all__ = ["PartOfPdf", "PdfVariant", "embeddable_fonts", "font_css", "lay_out_fragments", "render_pdf", "visible_text"]

# 3u: text can be searched and copied; 3a: also tagged for accessibility, at a third more time.
PdfVariant = Literal["pdf/a-3u", "pdf/a-3a"]

_LOST_PICTURE = re.compile(r"Failed to load image at 'asset:(\w+)'")
_VARIABLE = re.compile(r"--([a-z-]+)\s*:\s*([^;{}]+)")
_USE = re.compile(r"var\(--([a-z-]+)\)")
# PDF/A forbids smoothed images.
_BASE_CSS = "img { image-rendering: crisp-edges }\n"


def render_pdf(  # noqa: PLR0913  # all by name
    html: str,
    *,
    document: str,
    fonts: FontSet,
    assets: Mapping[str, bytes] | None = None,
    stylesheets: Sequence[str] = (),
    variant: PdfVariant = "pdf/a-3u",
    part: "PartOfPdf | None" = None,
) -> bytes:
    """The PDF of `html`, the same bytes for the same input in any process on any day.

    `document` is the Chinese name used in errors. `assets` are the pictures by their SHA-256 (hex), addressed as
    `asset:<sha256>`; `stylesheets` are names of template resources (`gongwen/page.css`), applied in their order after
    the rules of `font_css`. Nothing else is ever read: any other address is refused. With `part` it is a part of a
    document, and perhaps not all pages are wanted; where none is, nothing is written.

    Raises:
        CzdocsError: CZ4010 for a character no font has, CZ4107 for one that no document holds, CZ4101 for a fault of
            the template, CZ4104 for a missing style sheet, CZ4105 for another WeasyPrint, CZ4108 where a font of the
            machine would have been used, CZ4109 for a lost or broken picture.
    """
    _check_characters(visible_text(html), document, fonts)
    install_justification()
    from weasyprint import HTML

    fetcher = _fetcher(fonts, assets or {})
    configuration, base, _ = _prepared(fonts)
    with _strict(document), _without_collection():
        sheets = [base, *(_stylesheet(fonts, name) for name in stylesheets)]
        rendered = HTML(string=html, base_url="document:", url_fetcher=fetcher).render(
            font_config=configuration, stylesheets=sheets, pdf_variant=variant
        )
        if part is not None:
            rendered = _of_part(rendered, part)
            if not rendered.pages:
                return b""
        content: bytes = rendered.write_pdf(pdf_variant=variant, pdf_tags=variant.endswith("a"))
    _check_families(rendered.fonts, document, fonts)
    if part is not None:
        part.glyphs.add(rendered.fonts)
    return content


def lay_out_fragments(
    html: str, *, document: str, fonts: FontSet, assets: Mapping[str, bytes], stylesheets: Sequence[str]
) -> dict[str, Fragment]:
    """The parts of `html` as fragments by their names (`paint`), which `assembly` puts together to a PDF.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    install_justification()
    configuration, base, _ = _prepared(fonts)
    with _strict(document), _without_collection():
        sheets = [base, _stylesheet(fonts, *stylesheets)]
        read = _read(html, _fetcher(fonts, assets))
        _check_characters("".join(read.etree_element.itertext()), document, fonts)
        fragments = paint(read.render(font_config=configuration, stylesheets=sheets, pdf_variant="pdf/a-3u"))
    for fragment in fragments.values():
        _check_families(fragment.fonts, document, fonts)
    return fragments


def _read(html: str, fetcher: Any) -> Any:
    """The tree of `html` for WeasyPrint: read as XML where it is that, which takes a fiftieth of the time."""
    import cssselect2  # type: ignore[import-untyped]
    from weasyprint import HTML

    try:
        root = ET.fromstring(html)  # noqa: S314  # our own template, and no entities: they would not be HTML
    except ET.ParseError:
        return HTML(string=html, base_url="document:", url_fetcher=fetcher)
    read = HTML.__new__(HTML)
    read.base_url, read.url_fetcher, read.media_type = "document:", fetcher, "print"
    read.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    read.etree_element = read.wrapper_element.etree_element
    return read


def embeddable_fonts(glyphs: Mapping[str, Glyphs], fonts: FontSet) -> list[Any]:
    """WeasyPrint's fonts of the names in `glyphs`, in the order of the names, each with the glyphs given there."""
    from weasyprint import HTML
    from weasyprint.text.fonts import get_hb_object_data

    configuration, base, _ = _prepared(fonts)
    lines = []
    for font in glyphs.values():
        text = escape(next(text for text in font.texts.values() if text.strip()))
        slant = "italic" if font.style else "normal"
        lines.append(f"<p style=\"font: {slant} {font.weight} 10pt '{font.family}'\">{text}</p>")
    with _strict("fonts"):
        rendered = HTML(string="".join(lines), base_url="document:", url_fetcher=_fetcher(fonts, {})).render(
            font_config=configuration, stylesheets=[base]
        )
        rendered.write_pdf()
    found = {font.hash: font for font in rendered.fonts.values()}
    result = []
    for name, used in sorted(glyphs.items()):
        font = found[name]
        font.file_content = get_hb_object_data(font.hb_face)
        font.widths, font.to_unicode = dict(sorted(used.widths.items())), dict(sorted(used.texts.items()))
        result.append(font)
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfPdf:
    """What a part of a document needs to know: the glyphs used before it, and how many of its pages are wanted.

    `wanted` is told the ids on each page, those of a page of a later one too if something runs over both.
    """

    glyphs: UsedGlyphs
    wanted: Callable[[Sequence[Collection[str]]], int]


def _of_part(rendered: Any, part: PartOfPdf) -> Any:
    """The wanted pages of `rendered`, without the ids, which nothing in the document refers to."""
    kept = rendered.copy(rendered.pages[: part.wanted([frozenset(page.anchors) for page in rendered.pages])])
    for page in kept.pages:
        page.anchors.clear()
    kept.fonts = part.glyphs.fonts_of_part()
    return kept


def font_css(fonts: FontSet) -> str:
    """The `@font-face` rules and, for style sheets, the typefaces as variables: `font-family: var(--fang)`."""
    variables = " ".join(f"--{role}: {fonts.stack(role)};" for role in fonts.stacks)
    return f"{font_face_css(fonts)}html {{ {variables} font-family: {fonts.stack('song')} }}\n"


class _TextReader(HTMLParser):
    """Collects the text between the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "script"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def visible_text(html: str) -> str:
    """The text of `html` without its tags, style sheets and scripts."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


def _check_characters(text: str, document: str, fonts: FontSet) -> None:
    """Refuses a text with a character that no document holds or no font has."""
    check_printable(text, document)
    for index, character in uncovered(text, coverage(fonts)):
        raise CzdocsError(
            "CZ4010",
            place=Place(file=document),
            character=character,
            code_point=f"U+{ord(character):04X}",
            position=index + 1,
        )


def _check_families(used: Mapping[Any, Any], document: str, fonts: FontSet) -> None:
    """Refuses a document that `used` a font of the machine, for which Pango reached."""
    ours = {face.family for face in fonts.faces}
    for font in used.values():
        if font.family not in ours:
            raise CzdocsError("CZ4108", document=document, family=font.family)


def _fetcher(fonts: FontSet, assets: Mapping[str, bytes]) -> Any:
    """The only source of fonts, pictures and style sheets while a document is rendered."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # the library ships no types
        """Serves `font:`, `asset:` and `template:` addresses out of the package and the given bytes."""

        def fetch(self, url: str, headers: object = None) -> "URLFetcherResponse":
            """The content behind `url`; anything unknown is refused."""
            del headers
            scheme, _, name = url.partition(":")
            match scheme:
                case "font":
                    return URLFetcherResponse(url, fonts.path_of(url).read_bytes())
                case "asset":
                    return URLFetcherResponse(url, assets[name])
                case "template":
                    return URLFetcherResponse(
                        url, resource_bytes("templates", name), headers={"Content-Type": "text/css; charset=utf-8"}
                    )
                case _:
                    raise LookupError(f"refused to fetch {url}")

    return Fetcher(allowed_protocols=())


_CONFIGURATIONS: dict[tuple[tuple[str, str], ...], tuple[Any, Any, dict[str, Any]]] = {}


def _prepared(fonts: FontSet) -> tuple[Any, Any, dict[str, Any]]:
    """Per set of fonts, made once a process: font configuration, base rules, parsed style sheets by name.

    A configuration per document would cost as much as a letter and is never fully freed by Pango.
    """
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    key = tuple((face.family, face.sha256) for face in fonts.faces)
    if key not in _CONFIGURATIONS:
        if not _CONFIGURATIONS:
            # While the interpreter shuts down, a configuration could no longer free what it holds of Pango.
            atexit.register(_CONFIGURATIONS.clear)
        configuration = FontConfiguration()
        with _strict("font_css"):
            base = CSS(string=font_css(fonts) + _BASE_CSS, font_config=configuration, url_fetcher=_fetcher(fonts, {}))
        _CONFIGURATIONS[key] = (configuration, base, {})
    return _CONFIGURATIONS[key]


def _stylesheet(fonts: FontSet, *names: str) -> Any:
    """The parsed style sheets `names` as one, read and parsed once a process."""
    from weasyprint import CSS

    configuration, _, parsed = _prepared(fonts)
    key = " ".join(names)
    if key not in parsed:
        text = "".join(map(_sheet_text, names))
        with _strict(key):
            parsed[key] = CSS(
                string=_resolved(text, fonts),
                base_url="template:",
                font_config=configuration,
                url_fetcher=_fetcher(fonts, {}),
            )
    return parsed[key]


def _sheet_text(name: str) -> str:
    try:
        return resource_bytes("templates", name).decode("utf-8")
    except LookupError as error:
        raise CzdocsError("CZ4104", template=name) from error


def _resolved(text: str, fonts: FontSet) -> str:
    """The style sheet `text` with its variables replaced where they have one value only.

    WeasyPrint reads a declaration that has a variable anew for every element: a tenth of the time of a product's page.
    """
    values: dict[str, set[str]] = {role: {fonts.stack(role)} for role in fonts.stacks}
    for name, value in _VARIABLE.findall(text):
        values.setdefault(name, set()).add(value.strip())
    known = {name: found.pop() for name, found in values.items() if len(found) == 1}
    return _USE.sub(lambda use: known.get(use[1], use[0]), text)


class _Collector(logging.Handler):
    """Keeps the messages of a logger."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _strict(document: str) -> Iterator[None]:
    """Turns whatever WeasyPrint complains of meanwhile (unknown CSS, a missing picture) into CZ4101."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagates
    for message in collector.messages:
        if picture := _LOST_PICTURE.match(message):
            raise CzdocsError("CZ4109", document=document, image=picture[1])
    if collector.messages:
        raise CzdocsError("CZ4101", document=document, reason="；".join(dict.fromkeys(collector.messages[:3])))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Suspends the cyclic garbage collector: layout makes millions of objects that live to its end (-25 % time)."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
