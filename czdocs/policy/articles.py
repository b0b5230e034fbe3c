"""Articles: the text of the measures, asked by the citation that findings and schemas carry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ruamel.yaml.error import YAMLError

from czdocs.diagnostic import Place
from czdocs.errors import CzdocsError
from czdocs.policy.plain import plain_data

__all__ = ["ARTICLES_FILE", "Article", "Articles", "load_articles"]

ARTICLES_FILE = "articles.yaml"
_CITATION = re.compile(
    r"(?P<article>第[一二三四五六七八九十]+条)(?:第(?P<paragraph>[一二三四五六七八九十]+)款)?"
    r"(?:第[（(](?P<item>[一二三四五六七八九十]+)[）)]项)?"
)
_ITEM = re.compile(r"[（(](?P<item>[一二三四五六七八九十]+)[）)]")
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its number in words, its chapter, its paragraphs and items as they stand."""

    number: str
    chapter: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """All articles of the measures by their number."""

    document: str
    title: str
    articles: Mapping[str, Article]

    def cited(self, citation: str) -> Article | None:
        """What `citation` (`第六条第（一）项`) speaks of, None where there is no such article.

        Of an article with items the item that is cited, below the words that introduce it; where the citation names
        an item or a paragraph that the article has not, the whole article.
        """
        match = _CITATION.match(citation.strip())
        article = self.articles.get(match["article"]) if match else None
        if match is None or article is None:
            return None
        return Article(number=article.number, chapter=article.chapter, text=_part(article.text, match))


def _part(text: tuple[str, ...], citation: re.Match[str]) -> tuple[str, ...]:
    """The paragraph or item of `text` that is cited."""
    paragraphs = [part for part in text if not _ITEM.match(part)]
    if citation["item"]:
        chosen = [part for part in text if (item := _ITEM.match(part)) and item["item"] == citation["item"]]
        return (paragraphs[0], *chosen) if chosen else text
    if citation["paragraph"]:
        index = _NUMERALS.find(citation["paragraph"])
        return (paragraphs[index],) if index < len(paragraphs) else text
    return text


def load_articles(content: bytes) -> Articles:
    """The articles from the content of their file.

    Raises:
        CzdocsError: If it is no YAML, or an article lacks its number, its chapter or its text.
    """
    try:
        data = plain_data(content)
    except (YAMLError, ValueError) as error:
        raise _refusal("（整个文件）", "YAML 文本") from error
    rows = data.get("articles") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise _refusal("articles", "列表")
    articles = [_article(row, number) for number, row in enumerate(rows)]
    return Articles(
        document=_text(data, "document", "document"),
        title=_text(data, "title", "title"),
        articles=MappingProxyType({article.number: article for article in articles}),
    )


def _article(row: Any, number: int) -> Article:
    path = f"articles[{number}]"
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, list) or not text or not all(isinstance(part, str) for part in text):
        raise _refusal(f"{path}.text", "文字的列表")
    return Article(
        number=_text(row, "article", f"{path}.article"),
        chapter=_text(row, "chapter", f"{path}.chapter"),
        text=tuple(text),
    )


def _text(row: Mapping[str, Any], key: str, path: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise _refusal(path, "文字")
    return value


def _refusal(key: str, wanted: str) -> CzdocsError:
    return CzdocsError("CZ6001", place=Place(file=ARTICLES_FILE, path=key), name=ARTICLES_FILE, key=key, wanted=wanted)
