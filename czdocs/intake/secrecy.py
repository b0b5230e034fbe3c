"""Secrecy: recognition of forms that art. 24 keeps out, whatever else is wrong with them."""

import re
from collections.abc import Iterator

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place

__all__ = ["ART_24", "secrecy_finding"]

ART_24 = "CZ2241"

# 密级标识 as GB/T 9704 and 保密法 write it (机密★1年), with blanks or other stars between; the declaration; the field.
# A mention such as “不涉及国家秘密” or “商业秘密” is none of these.
_MARKS = re.compile(
    r"(?P<mark>(?:绝\s{0,2}密|机\s{0,2}密|秘\s{0,2}密)\s{0,2}[★☆✩✭⭐＊])"
    r"|^[ \t]*(?:#[ \t]*)?(?:密级\s*[:：]\s*)?[\"'（(【\[]?(?P<alone>绝密|机密|秘密)[\"'）)】\]]?[ \t]*$"
    r"|密级\s*[:：]\s*[\"']?(?P<level>绝密|机密|秘密)"
    r"|(?<![#\w])[\"']?state_secret[\"']?\s*[:：]\s*[\"']?(?P<declared>true|True|TRUE|yes|Yes|YES|是)\b"
    r"|(?<![#\w])[\"']?classification[\"']?\s*[:：][ \t]*(?P<field>(?!null\b|~|#|,|\})[^\s,}#][^\r\n,}#]*)",
    re.MULTILINE,
)
_TRIGGERS = re.compile(r"[绝机秘]\s{0,2}密|密级|classification|state_secret[\"']?+\s*+[:：]\s*+[\"']?+(?!false\b)")
_BEFORE, _AFTER = 100, 2000
"""Characters around a trigger within which its mark stands."""
_HARMLESS = {"", "''", '""', "无", "公开", "none", "Null", "NULL"}


def secrecy_finding(text: str, *, file: str) -> Diagnostic | None:
    """The one finding about a form that is marked or declared secret, None where it is not.

    Nothing of the text is in it; `text` need not be valid in any other way.

    Source: 常工信创新〔2023〕93号, art. 24.
    """
    for match in _marks(text):
        if match.lastgroup == "field" and match.group("field").strip() in _HARMLESS:
            continue
        line_start = text.rfind("\n", 0, match.start()) + 1
        if match.lastgroup in {"declared", "field"} and "#" in text[line_start : match.start()]:
            continue
        before = re.split(r"\r\n|\r|\n", text[: match.start(match.lastgroup or 0)])
        return finding(ART_24, Place(file=file, line=len(before), column=len(before[-1]) + 1))
    return None


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Every mark in `text`; looked for only around the words that begin one, since the marks are slow to look for."""
    done = 0
    while trigger := _TRIGGERS.search(text, done):
        end = min(len(text), trigger.end() + _AFTER)
        yield from _MARKS.finditer(text, max(0, trigger.start() - _BEFORE), end)
        done = max(trigger.end(), end - _BEFORE)
