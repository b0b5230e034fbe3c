"""Choices: which code of a closed list was meant by what was written instead."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from czdocs.intake.words import to_half_width

__all__ = ["meant_choice"]

_SIGNS = {"≥": ">=", "≧": ">=", "⩾": ">=", "=>": ">=", "大于等于": ">=", "≤": "<=", "≦": "<=", "⩽": "<=", "=<": "<="}
_SIGNS["小于等于"] = "<="
_LONGEST = 200
_BEGINNING = 2
"""So many characters of a label tell it, where no other begins like that."""


def meant_choice(known: Mapping[str, Any], text: str) -> str | None:
    """The one code of `known` that `text` means: its label, the beginning of that, or the code misspelt."""
    if len(text) > _LONGEST:
        return None
    codes = [code for code in known.get("enum", ()) if isinstance(code, str)]
    labels = {code: _folded(str(known.get("x-labels", {}).get(code, ""))) for code in codes}
    word = _folded(text)
    if _SIGNS.get(text.strip()) in codes:
        return _SIGNS[text.strip()]
    if not word:
        return None
    for candidates in (
        [c for c in codes if word in {_folded(c), labels[c], _folded(c) + labels[c], labels[c] + _folded(c)}],
        [c for c in codes if len(word) >= _BEGINNING and labels[c].startswith(word)],
        get_close_matches(
            text.strip().lower(), [c for c in codes if c.isascii() and not re.search("[0-9]", c)], n=2, cutoff=0.8
        ),
    ):
        if candidates:
            return candidates[0] if len(candidates) == 1 else None
    return None


def _folded(text: str) -> str:
    """`text` without signs and blanks, in small half-width letters."""
    return re.sub(r"[\W_]", "", to_half_width(text)).lower()
