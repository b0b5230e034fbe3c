"""Keys: which field was meant by a key that the schema does not know."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from czdocs.intake.words import to_half_width

__all__ = ["only_meaning", "titled"]

_CLOSE = 0.72
_LONGEST = 100
_UNIT = re.compile(r"[（(](?P<unit>[^（）()]*)[）)]\s*\Z")


def titled(name: str, properties: Mapping[str, Any]) -> str | None:
    """The one key among `properties` whose Chinese title `name` is, whole or at its end; None where none or several.

    A unit that `name` gives must be the one of the title: `单价（万元）` is not `单价（元）`.
    """
    word, unit = _word_and_unit(name)
    if len(word) <= 1:
        return None
    whole: list[str] = []
    ends: list[str] = []
    for key, known in properties.items():
        title, wanted = _word_and_unit(str(known.get("title", "")))
        if unit in {"", wanted} or not wanted:
            whole += [key] if title == word else []
            ends += [key] if title.endswith(word) else []
    found = whole or ends
    return found[0] if len(found) == 1 else None


def only_meaning(name: str, properties: Mapping[str, Any]) -> str | None:
    """The one key among `properties` that `name` may be: its title, or so near in spelling as no other."""
    near = titled(name, properties)
    if near or len(name) > _LONGEST:
        return near
    folded = {key.lower(): key for key in properties}
    word = re.sub(r"[-\s]", "_", to_half_width(name).strip(" \"'“”‘’").lower())
    matches = [word] if word in folded else get_close_matches(word, folded, n=2, cutoff=_CLOSE)
    return folded[matches[0]] if len(matches) == 1 else None


def _word_and_unit(text: str) -> tuple[str, str]:
    """`text` without a note in brackets at its end and without signs, and that note."""
    text = to_half_width(text).strip()
    match = _UNIT.search(text)
    word = text[: match.start()] if match else text
    return re.sub(r"[\W_]", "", word), match["unit"] if match else ""
