"""How Word shows a run of text: its properties, those of its styles and of what it stands on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Look", "Styles", "W", "is_on"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SYMBOLS = ("symbol", "wingdings", "webdings", "marlett")
_OFF = {"0", "false", "off", "none"}
_SMALLEST = 4  # half points
_NARROWEST = 10  # per cent of a letter's width
_CONTRAST = 26  # the least difference of one colour, from 0 to 255
_WHITE = (255, 255, 255)
_BLACK = (0, 0, 0)
_PARTS = ("vanish", "webHidden", "specVanish", "color", "shd", "highlight", "sz", "w", "caps", "rFonts", "position")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Why a text cannot be seen, empty if it can; and how its letters are shown."""

    reason: str = ""
    capitals: bool = False
    symbols: bool = False


def is_on(element: Any) -> bool:
    """Whether a property that is switched on by its presence is on."""
    return element is not None and element.get(f"{W}val", "1") not in _OFF


class Styles:
    """The styles of a document, each with the properties of those it is based on."""

    def __init__(self, root: Any | None) -> None:
        """Read `root`, the part `styles.xml`."""
        self._elements: dict[str, Any] = {}
        self._default: dict[str, Any] = {}
        self._usual = ""
        self._known: dict[str, Mapping[str, Any]] = {}
        self._looks: dict[tuple[Any, ...], Look] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            self._elements[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}type") == "paragraph" and is_on(_flag(style)):
                self._usual = style.get(f"{W}styleId", "")
        if root is not None:
            self._default = _properties(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def look(self, run: Any | None, paragraph: Any | None, fill: str) -> Look:
        """How text with the run properties `run` looks in a paragraph with the properties `paragraph`.

        `fill` is the colour of the cell below it, as Word writes it; empty for the page.
        """
        own, style = _properties(run), _value(paragraph, "pStyle") or self._usual
        character = _value(run, "rStyle") or ""
        below = _fill(paragraph.find(f"{W}shd") if paragraph is not None else None) or fill
        key = (style, character, below, tuple((name, _signature(item)) for name, item in own.items()))
        if key not in self._looks:
            merged = {**self._default, **self._of(style), **self._of(character), **own}
            self._looks[key] = _look(merged, below or self._fill_of(style))
        return self._looks[key]

    def numbering_of(self, style: str) -> Any | None:
        """The numbering that a paragraph style brings."""
        element = self._elements.get(style)
        while element is not None:
            found = element.find(f"{W}pPr/{W}numPr")
            if found is not None:
                return found
            element = self._elements.get(_value(element, "basedOn") or "")
        return None

    def usual_style(self) -> str:
        """The style of paragraphs that name none."""
        return self._usual

    def _of(self, style: str) -> Mapping[str, Any]:
        if style not in self._known:
            chain = list(self._chain(style))
            merged: dict[str, Any] = {}
            for element in reversed(chain):
                merged |= _properties(element.find(f"{W}rPr"))
            self._known[style] = merged
        return self._known[style]

    def _fill_of(self, style: str) -> str:
        fills = (_fill(element.find(f"{W}pPr/{W}shd")) for element in self._chain(style))
        return next(filter(None, fills), "")

    def _chain(self, style: str) -> Iterator[Any]:
        seen = set()
        while style and style in self._elements and style not in seen:
            seen.add(style)
            yield self._elements[style]
            style = _value(self._elements[style], "basedOn") or ""


def _flag(style: Any) -> Any:
    """The attribute w:default as if it were a property."""
    return type("Flag", (), {"get": lambda _, __, ___=None: style.get(f"{W}default", "0")})()


def _properties(element: Any | None) -> dict[str, Any]:
    if element is None:
        return {}
    found = ((name, element.find(f"{W}{name}")) for name in _PARTS)
    return {name: item for name, item in found if item is not None}


def _value(element: Any | None, name: str) -> str | None:
    found = element.find(f"{W}{name}") if element is not None else None
    return found.get(f"{W}val") if found is not None else None


def _signature(item: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(item.attrib.items()))


def _fill(shading: Any | None) -> str:
    fill = shading.get(f"{W}fill", "") if shading is not None else ""
    return "" if fill == "auto" else fill


def _look(properties: Mapping[str, Any], below: str) -> Look:
    reason = ""
    if is_on(properties.get("vanish")) or is_on(properties.get("specVanish")):
        reason = "隐藏文字"
    elif _number(properties.get("sz"), 20) < _SMALLEST or _number(properties.get("w"), 100) < _NARROWEST:
        reason = "小得看不见的文字"
    elif _is_unlit(properties, below):
        reason = "与底色相同的文字"
    fonts = properties.get("rFonts")
    names = [fonts.get(f"{W}{kind}", "") for kind in ("ascii", "hAnsi", "eastAsia")] if fonts is not None else []
    symbols = any(name.casefold().startswith(_SYMBOLS) for name in names)
    return Look(reason=reason, capitals=is_on(properties.get("caps")), symbols=symbols)


def _number(element: Any | None, otherwise: int) -> int:
    text = element.get(f"{W}val", "").rstrip("%") if element is not None else ""
    return int(text) if text.isdigit() else otherwise


def _is_unlit(properties: Mapping[str, Any], below: str) -> bool:
    """Whether the colour of the text is that of what it stands on."""
    colour = properties["color"].get(f"{W}val", "auto") if "color" in properties else "auto"
    if colour == "auto":
        return False  # Word takes what can be seen
    ground = _rgb(_fill(properties.get("shd")) or below) or _WHITE
    highlight = properties.get("highlight")
    if highlight is not None:
        ground = _BLACK if highlight.get(f"{W}val") == "black" else _WHITE if is_on(highlight) is False else ground
    text = _rgb(colour) or _BLACK
    return max(abs(one - other) for one, other in zip(text, ground, strict=True)) < _CONTRAST


def _rgb(colour: str) -> tuple[int, ...] | None:
    try:
        return tuple(bytes.fromhex(colour)) if len(colour) == 6 else None  # noqa: PLR2004 - RRGGBB
    except ValueError:
        return None
