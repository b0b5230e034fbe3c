"""Paragraphs of official documents and the levels of their headings (GB/T 9704-2012, 7.3.3)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from czdocs.documents.title import text_width

__all__ = ["Paragraph", "body"]

_LEVELS = (
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"（[一二三四五六七八九十]+）"),
    re.compile(r"[1-9][0-9]*\."),
    re.compile(r"（[1-9][0-9]*）"),
)
_CHAPTER = re.compile(r"第[零一二三四五六七八九十百]+[章节编](?=[ \u3000]|\Z)")
_ARTICLE = re.compile(r"第[零一二三四五六七八九十百]+条(?=[ \u3000]|\Z)")
_HEADED = {1, 2}  # the levels whose headings have a typeface of their own
_ENUMERATED = 2
_FIRST_LINE = 52  # half characters in a line of 28 characters that is indented by two


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of the body; `heading` is its leading part in the typeface of `level` (1 黑体, 2 楷体, 0 none).

    Chapters and articles of regulations are of level 1; a chapter is `centred`.
    """

    level: int
    heading: str
    text: str
    centred: bool = False


def body(paragraphs: Iterable[str]) -> tuple[Paragraph, ...]:
    """The paragraphs with their levels recognised by their numbers: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3).

    The heading of levels 1 and 2 ends with the first 。 or with the paragraph. A （一） that is running text has none:
    a sentence longer than a line, or an item of an enumeration, whose items end with ； but for the last, or of an
    article. A chapter (第一章) is a heading as a whole, of an article (第一条) the number is.
    """
    found: list[Paragraph] = []
    enumerates = False  # whether the last （一） was an item that another one follows
    texts = tuple(paragraphs)
    has_articles = any(map(_ARTICLE.match, texts))
    for text in texts:
        if regulation := _of_regulation(text):
            found.append(regulation)
            continue
        level = next((n for n, pattern in enumerate(_LEVELS, 1) if pattern.match(text)), 0)
        is_item = level == _ENUMERATED and (has_articles or enumerates or text.endswith("；"))
        if level <= _ENUMERATED:
            enumerates = is_item and text.endswith("；")
        found.append(_paragraph(text, level, is_item=is_item))
    return tuple(found)


def _of_regulation(text: str) -> Paragraph | None:
    """The chapter or article that `text` is, None where it is neither."""
    if _CHAPTER.match(text):
        return Paragraph(level=1, heading=text, text="", centred=True)
    article = _ARTICLE.match(text)
    return Paragraph(level=1, heading=article.group(), text=text[article.end() :]) if article else None


def _paragraph(text: str, level: int, *, is_item: bool) -> Paragraph:
    end = text.find("。") + 1 or len(text)
    heading = text[:end]
    is_sentence = level == _ENUMERATED and heading.endswith(("。", "：")) and text_width(heading) > _FIRST_LINE
    if level not in _HEADED or is_item or is_sentence:
        return Paragraph(level=level, heading="", text=text)
    return Paragraph(level=level, heading=heading, text=text[end:])
