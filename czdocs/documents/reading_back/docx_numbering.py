"""The numbers and signs that Word puts before the paragraphs of lists."""

from collections import defaultdict
from typing import Any

from czdocs.documents.reading_back.docx_styles import Styles, W

__all__ = ["Numbering"]

_DIGITS = "〇一二三四五六七八九"


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Any | None) -> None:
        """Read `root`, the part `numbering.xml`."""
        self._levels: dict[tuple[str, str], Any] = {}
        self._counts: dict[str, dict[str, int]] = defaultdict(dict)
        if root is None:
            return
        abstract = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
        for number in root.iter(f"{W}num"):
            reference = number.find(f"{W}abstractNumId")
            of = abstract.get(reference.get(f"{W}val")) if reference is not None else None
            for level in of.iter(f"{W}lvl") if of is not None else ():
                self._levels[number.get(f"{W}numId"), level.get(f"{W}ilvl")] = level

    def label(self, properties: Any | None, styles: Styles) -> str:
        """The label of the next paragraph, empty where it is in no list."""
        number = properties.find(f"{W}numPr") if properties is not None else None
        if number is None:
            style = properties.find(f"{W}pStyle") if properties is not None else None
            number = styles.numbering_of(style.get(f"{W}val") if style is not None else styles.usual_style())
        if number is None:
            return ""
        identity, level = _value(number, "numId"), _value(number, "ilvl") or "0"
        definition = self._levels.get((identity, level))
        return self._counted(identity, level, definition) if definition is not None else ""

    def _counted(self, identity: str, level: str, definition: Any) -> str:
        counts = self._counts[identity]
        start = int(_value(definition, "start") or "1")
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if int(one) > int(level)]:
            del counts[deeper]
        text = _value(definition, "lvlText")
        if _value(definition, "numFmt") == "bullet":
            return text
        for one, count in counts.items():
            form = self._levels.get((identity, one))
            text = text.replace(f"%{int(one) + 1}", _written(count, _value(form, "numFmt")))
        return text


def _value(element: Any | None, name: str) -> str:
    found = element.find(f"{W}{name}") if element is not None else None
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _written(count: int, form: str) -> str:
    """`count` as the numbering format `form` writes it, up to 99."""
    if "hinese" not in form:
        return chr(ord("a") + count - 1) if form == "lowerLetter" else str(count)
    tens, ones = divmod(count, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")  # noqa: PLR2004
