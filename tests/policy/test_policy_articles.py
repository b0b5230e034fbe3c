"""Articles: the text of the measures, whole, and the part that a citation means."""

import re

import pytest

from czdocs.catalogue import CATALOGUE
from czdocs.errors import CzdocsError
from czdocs.flows.knowledge import articles, form_schemas
from czdocs.policy.articles import load_articles


def test_all_articles_are_there_in_order() -> None:
    """The measures have twenty-seven articles in seven chapters."""
    numbers = list(articles().articles)
    assert len(numbers) == 27
    assert (numbers[0], numbers[-1]) == ("第一条", "第二十七条")
    assert len({article.chapter for article in articles().articles.values()}) == 7


def test_every_citation_leads_to_its_text() -> None:
    """What findings and fields cite is there: article, paragraph and item."""
    cited = {entry.article for entry in CATALOGUE.values()}
    for schema in form_schemas().forms.values():
        cited |= {str(known.get("x-article", "")) for _, known in schema.fields()}
    for citation in sorted(cited - {""}):
        article = articles().cited(citation)
        assert article is not None, citation
        if "项" in citation:
            assert len(article.text) == 2, citation


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        ("第十一条", ("《目录》每年度更新一次。",)),
        ("第八条第（二）项", ("申报常州市创新产品需提交材料包括：", "(二) 创新产品申请报告书;")),
        ("第十条第二款", ("有效期限为自认定之日起2年。",)),
    ],
)
def test_citation_means_its_part(citation: str, text: tuple[str, ...]) -> None:
    """An item comes with the words that introduce it; a paragraph stands alone."""
    article = articles().cited(citation)
    assert article is not None
    assert article.text == text


def test_unknown_article_is_none() -> None:
    """There is no article 28, and what is no citation has no text."""
    assert articles().cited("第二十八条") is None
    assert articles().cited("民法典") is None


def test_item_that_is_not_there_gives_the_whole_article() -> None:
    """A citation that goes too far still leads to its article."""
    article = articles().cited("第六条第（九）项")
    assert article is not None
    assert len(article.text) == 7


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("a: [", "（整个文件）"),
        ("articles: 1", "articles"),
        ("articles: [{article: 第一条}]", "articles[0].text"),
        ("articles: [{chapter: 甲, text: [乙]}]", "articles[0].article"),
        ("document: 甲\narticles: []", "title"),
    ],
)
def test_faulty_file_is_named(content: str, key: str) -> None:
    """A file that is not what it should be stops with the name of the value."""
    with pytest.raises(CzdocsError, match=re.escape(f"articles.yaml 的 {key} 应为")):
        load_articles(content.encode())
