"""The check of a tender in words and as JSON values: findings with their clauses, listed products, usable clauses."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from czdocs.decide.edition import DirectoryEntry
from czdocs.decide.tender_clauses import Clause
from czdocs.decide.track_record import TrackRecordScore
from czdocs.diagnostic import Diagnostic, Severity
from czdocs.policy.articles import Articles
from czdocs.report.machine import finding_data

__all__ = [
    "ToldOffer",
    "articles_text",
    "clauses_text",
    "findings_blocks",
    "offers_text",
    "tender_data",
    "verdict_text",
]

_MOST_OFFERS = 20
_HEADINGS = {Severity.ERROR: "需要修改", Severity.WARNING: "提示"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldOffer:
    """A listed product as it is told: whether its name is near to the purchase, its points, its archive record."""

    entry: DirectoryEntry
    alike: bool
    score: TrackRecordScore
    sequence: int


def findings_blocks(findings: Sequence[tuple[Diagnostic, str | None]], *, texts: Mapping[str, str]) -> str:
    """Every finding with its clause, what is wrong, the article and what to do, errors before hints; empty for none.

    A finding without a clause quotes its line, where `texts` has the file.
    """
    blocks: list[str] = []
    number = 0
    for severity, heading in _HEADINGS.items():
        chosen = [(d, clause) for d, clause in findings if d.severity is severity]
        if chosen:
            blocks.append(f"{heading}（{len(chosen)} 处）")
        for diagnostic, clause in chosen:
            number += 1
            blocks.append("\n".join(_block(number, diagnostic, clause or _line(diagnostic, texts))))
    return "\n".join(blocks)


def _block(number: int, diagnostic: Diagnostic, quoted: str | None) -> Iterator[str]:
    line = f"第 {diagnostic.place.line} 行　" if diagnostic.place.line else ""
    yield f"{number}. {line}{diagnostic.code}　{_shown(diagnostic.message)}"
    if quoted:
        yield f"   原文　{_shown(quoted)}"
    if diagnostic.article:
        yield f"   依据　《办法》{diagnostic.article}"
    yield f"   改法　{_shown(diagnostic.remedy)}"


def _line(diagnostic: Diagnostic, texts: Mapping[str, str]) -> str | None:
    lines = texts.get(diagnostic.place.file, "").splitlines()
    n = diagnostic.place.line
    return lines[n - 1].strip() or None if 0 < n <= len(lines) else None


def articles_text(findings: Iterable[Diagnostic], articles: Articles) -> str:
    """The text of each article that findings rest on, once; empty for none."""
    cited = dict.fromkeys(d.article for d in findings if d.article.startswith("第"))
    told = [
        (number, articles.cited(number))
        for number in sorted(cited, key=list(articles.articles).index)
        if number in articles.articles
    ]
    return "\n".join(f"{number}　{''.join(article.text)}" for number, article in told if article)


def offers_text(offers: Sequence[ToldOffer], *, day: str, known: str) -> str:
    """The listed products that may be offered, those with a like name first."""
    lines = [f"《目录》中的同类产品（{day}有效，按{known}日终已归档的内容）"]
    if not offers:
        return f"{lines[0]}\n   没有这一类别的有效产品。"
    for offer in offers[:_MOST_OFFERS]:
        entry = offer.entry
        mark = "★ " if offer.alike else "· "
        lines.append(f" {mark}{entry.certificate}　{entry.product}　{'、'.join(entry.models)}　{entry.company}")
        lines.append(f"   认定有效至 {entry.valid_to}（第 {offer.sequence} 号记录）；{_points(offer.score)}")
    if len(offers) > _MOST_OFFERS:
        lines.append(f"   另有 {len(offers) - _MOST_OFFERS} 个，用 --format json 列出全部。")
    if any(offer.alike for offer in offers):
        lines.append("   ★ 名称与采购项目相近；是否同类产品由采购人认定。")
    return "\n".join(lines)


def _points(score: TrackRecordScore) -> str:
    if not score.full:
        return "业绩按实际情况评分"
    return "业绩分值为满分" + (f" {score.points:f} 分" if score.points is not None else "") + "（第十五条）"


def clauses_text(clauses: Sequence[Clause]) -> str:
    """Clauses ready to be taken over."""
    return "\n".join(
        ["可以采用的写法", *(f" · {clause.title}（{clause.article}）：{clause.text}" for clause in clauses)]
    )


def verdict_text(errors: int, warnings: int) -> str:
    """The one line at the end."""
    if errors:
        return f"结论：需要修改 {errors} 处" + (f"，提示 {warnings} 处。" if warnings else "。")
    return "结论：可以发布" + (f"，提示 {warnings} 处。" if warnings else "。")


def tender_data(
    findings: Sequence[tuple[Diagnostic, str | None]], *, offers: Sequence[ToldOffer] | None, clauses: Sequence[Clause]
) -> dict[str, Any]:
    """The check as JSON values; `products` is null where no archive was asked."""
    errors = sum(1 for d, _ in findings if d.severity is Severity.ERROR)
    return {
        "result": "needs-change" if errors else "publishable",
        "errors": errors,
        "warnings": len(findings) - errors,
        "findings": [{**finding_data(d), "clause": clause} for d, clause in findings],
        "products": None if offers is None else [_offer_data(offer) for offer in offers],
        "clauses": [{"title": c.title, "text": c.text, "article": c.article} for c in clauses],
    }


def _offer_data(offer: ToldOffer) -> dict[str, Any]:
    entry = offer.entry
    return {
        "certificate": entry.certificate,
        "product": entry.product,
        "models": list(entry.models),
        "company": entry.company,
        "uscc": entry.uscc,
        "category": entry.category.value,
        "valid_from": entry.valid_from.isoformat(),
        "valid_to": entry.valid_to.isoformat(),
        "alike": offer.alike,
        "track_record_full_marks": offer.score.full,
        "track_record_points": None if offer.score.points is None else f"{offer.score.points:f}",
        "record": offer.sequence,
    }


def _shown(text: str) -> str:
    """`text` without what could steer a terminal."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in text)
