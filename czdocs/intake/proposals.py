"""Proposals: what a refused value most likely should be, where it has one safe reading.

The sentence in a finding and the edit of `czdocs fix` both come from here, so that they never differ.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from czdocs.intake.amounts import amounts
from czdocs.intake.choices import meant_choice
from czdocs.intake.engine import compile_schema
from czdocs.intake.scalars import scalar_source, typed_text, types_of
from czdocs.intake.words import to_half_width

__all__ = ["accepts", "is_coded", "propose", "readings"]

_QUOTES = "“”‘’「」『』\"'＂＇"
_SHORT = 40
_LONGEST_CODE = 200
_FREE_TEXT = ("^[^", "")
"""How the patterns of running text begin, where nothing but blanks at both ends is ever mended."""
_DATE = re.compile(
    r"([12][0-9]{3})\s?[年./-]\s?([0-9]{1,2})\s?[月./-]\s?([0-9]{1,2})\s?日?(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?)?\Z"
)
_COMPACT_DATE = re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})\Z")
_CHINESE_DATE = re.compile(
    r"([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日\Z"
)
_CHINESE_DIGITS = {c: n for n, characters in enumerate(("〇○零", *"一二三四五六七八九")) for c in characters}
_TRUE = frozenset({"yes", "on", "y", "true", "是", "√", "✓", "✔", "☑"})
_FALSE = frozenset({"no", "off", "n", "false", "否", "×", "✗", "✘"})
_PRESENT, _ABSENT = frozenset({"有", "对"}), frozenset({"无", "没有", "不是"})
_NOTHING = frozenset(
    {"无", "暂无", "没有", "未销售", "尚未销售", "/", "-", "--", "—", "——", "N/A", "n/a", "NULL", "Null"}
)
_BRACKETS = re.compile(r"\s*[\[［【](?P<inner>[^\[\]［］【】\n]*)[\]］】]\s*\Z")
_SEPARATORS = re.compile(r"[、，,；;]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u30fc]{1,2}")
_YEAR_IN_BRACKETS = re.compile(r"[\[［【(（](20[0-9]{2})[\]］】)）]")
_COMMENT = re.compile(r"\s*[#＃].*\Z")


def propose(known: Mapping[str, Any], value: Any, *, unit: Any = None) -> str | None:
    """How `value` should be written in YAML where `known` is asked; None where there is no reading that is safe.

    What is proposed satisfies `known`. `unit` is the unit that the form itself gives for the value.
    """
    if not isinstance(value, str) or "\n" in value.strip():
        return None
    types = types_of(known)
    if "array" in types:
        return _list_source(known, value)
    if "object" in types:
        return None
    for text in readings(known, value, unit if isinstance(unit, str) else ""):
        if (text != value or "string" not in types) and accepts(known, text):
            return scalar_source(text, known)
    return None


def accepts(known: Mapping[str, Any], text: str) -> bool:
    """Whether `text`, written without quotes where they are not needed, is accepted where `known` is asked."""
    return compile_schema(known, ()).is_valid(typed_text(text, known, plain=True))


def is_coded(known: Mapping[str, Any]) -> bool:
    """Whether `known` asks for a code, number, date or truth value, as against running text."""
    if types_of(known) & {"integer", "boolean"} or "enum" in known or "format" in known:
        return True
    return not str(known.get("pattern", "")).startswith(_FREE_TEXT[0]) and "pattern" in known


def readings(known: Mapping[str, Any], value: str, unit: str = "") -> Iterator[str]:
    """What `value` may mean, the nearest to what was written first."""
    text = value.strip()
    yield text
    if not is_coded(known) or not text or len(text) > _LONGEST_CODE:
        return
    half = re.sub(r"[\u3000\xa0]", " ", to_half_width(text))
    yield half
    bare = _unquoted(half)
    yield bare
    noted = _COMMENT.sub("", half)
    if noted != half:
        yield from _special_readings(known, _unquoted(noted), unit)
    yield from _special_readings(known, bare, unit)


def _unquoted(text: str) -> str:
    return text.strip(f"{_QUOTES} ") if len(text) <= _LONGEST_CODE else text


def _special_readings(known: Mapping[str, Any], text: str, unit: str) -> Iterator[str]:
    """What `text` means by the type of the field."""
    types = types_of(known)
    if "null" in types and text in _NOTHING:
        yield "null"
    if "boolean" in types:
        yield from _truth(text, str(known.get("title", "")))
    elif "enum" in known:
        choice = meant_choice(known, text)
        if choice is not None:
            yield choice
    elif known.get("format") == "date":
        yield from _days(text)
    else:
        yield text
        yield from amounts(text, known, unit=unit)
        yield from _codes(text)


def _truth(text: str, title: str) -> Iterator[str]:
    """`true` or `false`; whether something is there says nothing where the title itself denies it."""
    denied = "无" in title or "不" in title
    if text.lower() in _TRUE or (text in _PRESENT and not denied):
        yield "true"
    if text.lower() in _FALSE or (text in _ABSENT and not denied):
        yield "false"


def _days(text: str) -> Iterator[str]:
    """The day that `text` names whole, with year, month and day in this order."""
    match = _DATE.match(text) or _COMPACT_DATE.match(text)
    parts = [int(part) for part in match.groups()] if match else _chinese_day(text)
    if parts:
        try:
            yield date(parts[0], parts[1], parts[2]).isoformat()
        except ValueError:
            return


def _chinese_day(text: str) -> list[int]:
    """Year, month and day of a date in Chinese numerals; empty where it is none."""
    match = _CHINESE_DATE.match(text)
    if not match:
        return []
    year = int("".join(str(_CHINESE_DIGITS[c]) for c in match[1]))
    return [year, *(_below_hundred(part) for part in match.groups()[1:])]


def _below_hundred(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (_CHINESE_DIGITS.get(tens, 1) * 10 if ten else 0) + (_CHINESE_DIGITS.get(ones, 0))


def _codes(text: str) -> Iterator[str]:
    """A code with its blanks, dashes, brackets and letters as codes have them."""
    dashed = _DASHES.sub("-", text)
    for code in (dashed, re.sub(r"\s", "", dashed), _YEAR_IN_BRACKETS.sub(r"〔\1〕", text)):
        yield code
        yield code.upper()
        yield code.lower()


def _list_source(known: Mapping[str, Any], value: str) -> str | None:
    """The list that `value` means: none at all, or what full-width brackets or commas hold apart."""
    text = value.strip()
    if text in _NOTHING and not known.get("minItems"):
        return "[]"
    item = known.get("items", {})
    match = _BRACKETS.match(text)
    if not text or types_of(item) != {"string"}:
        return None
    short = is_coded(item) or item.get("maxLength", _SHORT + 1) <= _SHORT
    if not short or len(text) > _SHORT * _SHORT:
        return None
    parts = _SEPARATORS.split(match["inner"] if match else text)
    if match is None and not is_coded(item) and re.search("[，,；;]", text):
        return None
    sources = [_item_source(item, part.strip()) for part in parts if part.strip() or not match]
    return f"[{', '.join(s for s in sources if s)}]" if all(sources) and accepts_list(known, len(sources)) else None


def _item_source(item: Mapping[str, Any], text: str) -> str | None:
    return scalar_source(text, item) if accepts(item, text) else propose(item, text)


def accepts_list(known: Mapping[str, Any], count: int) -> bool:
    """Whether a list of `count` items may stand where `known` is asked."""
    return bool(known.get("minItems", 0) <= count <= known.get("maxItems", count))
