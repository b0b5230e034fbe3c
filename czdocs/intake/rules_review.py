"""Rules about the reviews: the right authority, the right order, the year's terms (art. 9)."""

from __future__ import annotations

import itertools
from dataclasses import fields
from fractions import Fraction
from typing import TYPE_CHECKING

from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.terms import FormKind, Recommendation, ReviewResult

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from czdocs.intake.schema import Path
    from czdocs.record.reviews import Scores

__all__ = ["mean_total"]

_APPLICATION, _REVIEW, _EXPERTS = FormKind.APPLICATION, FormKind.PRELIMINARY_REVIEW, FormKind.EXPERT_REVIEW


@rule("CZ2090")
def district_of_case(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Application, review and case number name the same district."""
    if case.application:
        district = case.application.body.applicant.district
        letters = (case.application.case or "").split("-")[1:2]
        if letters and letters[0] != district.letters:
            values = {"district": district.label, "other": f"申报编号 {case.application.case}"}
            yield Fault(kind=_APPLICATION, path=("applicant", "district"), values=values)
    if case.application and case.preliminary_review:
        reviewing = case.preliminary_review.body.district
        if reviewing is not case.application.body.applicant.district:
            other = f"申请表的{case.application.body.applicant.district.label}"
            related = (("申请表", _APPLICATION, ("applicant", "district")),)
            values = {"district": reviewing.label, "other": other}
            yield Fault(kind=_REVIEW, path=("district",), values=values, related=related)


@rule("CZ2091", _APPLICATION)
def submitted_in_time(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The application is handed in by the closing date, which counts."""
    if case.application and terms.notice and case.application.body.submitted_on > terms.notice.closing_date:
        values = {"submitted": case.application.body.submitted_on, "closing": terms.notice.closing_date}
        yield Fault(kind=_APPLICATION, path=("submitted_on",), values=values)


@rule("CZ2092", _REVIEW)
def right_authority(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The reviewer is the industry authority of the district, sealed with its seal."""
    if case.preliminary_review is None:
        return
    review = case.preliminary_review.body
    if review.reviewer != review.district.authority:
        values = {"reviewer": review.reviewer, "district": review.district.label, "wanted": review.district.authority}
        yield Fault(kind=_REVIEW, path=("reviewer",), values=values)


@rule("CZ2093")
def reviews_in_order(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Application, acceptance, preliminary review and expert review follow each other; a day may be shared."""
    steps: list[tuple[str, FormKind, Path, date]] = []
    if case.application:
        steps.append(("申报日期", _APPLICATION, ("submitted_on",), case.application.body.submitted_on))
    if case.preliminary_review:
        review = case.preliminary_review.body
        steps.append(("受理日期", _REVIEW, ("received_on",), review.received_on))
        steps.append(("初审日期", _REVIEW, ("dated",), review.dated))
    if case.expert_review:
        experts = case.expert_review.body
        steps.append(("评审日期", _EXPERTS, ("held_on",), experts.held_on))
        steps.append(("专家组意见日期", _EXPERTS, ("dated",), experts.dated))
    for (before, kind, path, first), (title, here, at, day) in itertools.pairwise(steps):
        if day < first:
            values = {"title": title, "day": day, "before": before, "first": first}
            yield Fault(kind=here, path=at, values=values, related=((before, kind, path),))


@rule("CZ2094", _REVIEW)
def result_follows_checks(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A case passes where all checks pass and all materials are there, and only there."""
    if case.preliminary_review is None:
        return
    review = case.preliminary_review.body
    failed = [check.article for check in review.checks if check.result == "fail"]
    lacking = not (review.materials.application and review.materials.report and review.materials.attachments)
    reason = ""
    if review.result is ReviewResult.PASS and failed:
        reason = f"第六条的核对中有不符合的项（{'、'.join(failed)}）"
    elif review.result is ReviewResult.PASS and lacking:
        reason = "第八条规定的材料不齐全"
    elif review.result is ReviewResult.REJECT and not failed:
        reason = "第六条的核对中没有不符合的项"
    if reason:
        yield Fault(kind=_REVIEW, path=("result",), values={"result": review.result.label, "reason": reason})


@rule("CZ2931", _REVIEW)
def each_item_checked_once(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each item of art. 6 is checked once."""
    if case.preliminary_review is None:
        return
    articles = [check.article for check in case.preliminary_review.body.checks]
    for n, article in enumerate(articles):
        if article in articles[n + 1 :]:
            again = ("checks", articles.index(article, n + 1), "article")
            related = (("第二次出现", _REVIEW, again),)
            yield Fault(kind=_REVIEW, path=("checks", n, "article"), values={"item": article}, related=related)
            return


@rule("CZ2932", _REVIEW)
def review_sealed(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The review bears the authority's seal."""
    if case.preliminary_review and not case.preliminary_review.body.sealed:
        yield Fault(kind=_REVIEW, path=("sealed",))


@rule("CZ2095", _EXPERTS)
def enough_experts(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The experts are an odd number, no fewer than the year's notice says."""
    if case.expert_review is None or terms.notice is None:
        return
    count, least = len(case.expert_review.body.experts), terms.notice.experts.minimum
    if count < least or count % 2 == 0:
        yield Fault(kind=_EXPERTS, path=("experts",), values={"count": count, "least": least})


@rule("CZ2096", _EXPERTS)
def experts_independent(case: Dossier, _: Terms) -> Iterator[Fault]:
    """No expert has an interest in the applicant or works for it."""
    if case.expert_review is None:
        return
    applicant = case.application.body.applicant.name if case.application else None
    for n, expert in enumerate(case.expert_review.body.experts):
        if not expert.conflict_free:
            values = {"number": n + 1, "reason": "没有声明与申报单位无利害关系"}
            yield Fault(kind=_EXPERTS, path=("experts", n, "conflict_free"), values=values)
        elif expert.organisation == applicant:
            values = {"number": n + 1, "reason": "是申报单位的人员"}
            yield Fault(kind=_EXPERTS, path=("experts", n, "organisation"), values=values)


@rule("CZ2097", _EXPERTS)
def scores_within_maxima(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """No score is above the most that the year's notice gives for its item."""
    if case.expert_review is None or terms.notice is None:
        return
    for n, expert in enumerate(case.expert_review.body.experts):
        for f in fields(expert.scores):
            score, most = getattr(expert.scores, f.name), terms.notice.experts.maxima.get(f.name)
            if most is not None and score > most:
                path: Path = ("experts", n, "scores", f.name)
                title = case.submissions[_EXPERTS].schema.title_at(path)
                yield Fault(kind=_EXPERTS, path=path, values={"title": title, "score": score, "most": most})


@rule("CZ2098", _EXPERTS)
def recommendation_follows_scores(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The group recommends where the mean total reaches the pass mark, and only there."""
    if case.expert_review is None or terms.notice is None:
        return
    review, mark = case.expert_review.body, terms.notice.experts.pass_mark
    mean = mean_total(tuple(expert.scores for expert in review.experts))
    reached = mean >= mark
    if reached != (review.group.recommendation is Recommendation.RECOMMEND):
        values = {
            "recommendation": review.group.recommendation.label,
            "mean": _two_decimals(mean),
            "mark": mark,
            "relation": "不低于" if reached else "低于",
        }
        yield Fault(kind=_EXPERTS, path=("group", "recommendation"), values=values)


@rule("CZ2099", _EXPERTS)
def leader_among_experts(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The leader is one of the experts, and no expert stands twice on the list."""
    if case.expert_review is None:
        return
    review = case.expert_review.body
    names = [expert.name for expert in review.experts]
    if review.group.leader not in names:
        yield Fault(kind=_EXPERTS, path=("group", "leader"), values={"reason": "组长不在专家名单里"})
    for n, name in enumerate(names):
        if name in names[:n]:
            yield Fault(kind=_EXPERTS, path=("experts", n, "name"), values={"reason": "同一位专家列了两次"})


@rule("CZ2930")
def experts_after_district(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Only what the district passed goes to the experts, and all of that in a whole case."""
    passed = case.preliminary_review and case.preliminary_review.body.result is ReviewResult.PASS
    if case.expert_review and case.preliminary_review and not passed:
        values = {"reason": f"初审结论为{case.preliminary_review.body.result.label}，不应有专家评审意见"}
        yield Fault(kind=_EXPERTS, path=(), values=values)
    if case.complete and case.expert_review and FormKind.PRELIMINARY_REVIEW not in case.present:
        yield Fault(kind=_EXPERTS, path=(), values={"reason": "有专家评审意见，没有初审意见"})


@rule("CZ2927")
def not_dated_ahead(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A form dated after today is pointed out: the day may be mistyped."""
    dated: list[tuple[FormKind, Path, date]] = []
    if case.application:
        dated.append((_APPLICATION, ("submitted_on",), case.application.body.submitted_on))
    if case.preliminary_review:
        dated.append((_REVIEW, ("dated",), case.preliminary_review.body.dated))
    if case.expert_review:
        dated.append((_EXPERTS, ("dated",), case.expert_review.body.dated))
    for kind, path, day in dated:
        if terms.present is not None and day > terms.present:
            yield Fault(kind=kind, path=path, values={"day": day, "today": terms.present})


def _two_decimals(value: Fraction) -> str:
    """`value`, not negative, cut after two decimals."""
    hundredths = value.numerator * 100 // value.denominator
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def mean_total(scores: tuple[Scores, ...]) -> Fraction:
    """The mean of the totals of all experts, exact."""
    return Fraction(sum(score.total for score in scores), len(scores))
