"""Rules about a tender: preference, bonus and track record, and what may not be asked of bidders (arts. 14 to 16)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from czdocs.decide.demands import claimed
from czdocs.decide.periods import valid_until
from czdocs.decide.tender_terms import Term, letter_of_factor, letter_term, scale_of_factor, scale_term
from czdocs.decide.track_record import deciding_day
from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.policy.parameter import Measures
from czdocs.record.procurement import Tender
from czdocs.terms import FormKind, PurchaserKind

__all__: list[str] = []

_FORM = FormKind.TENDER


def _tender(case: Dossier) -> Tender:
    body: Tender = case.by_kind[_FORM].body
    return body


def _public(case: Dossier) -> Tender | None:
    """The tender where a government purchaser calls, whom arts. 12 to 16 bind; None for others (art. 17)."""
    tender = _tender(case)
    return tender if tender.purchaser.kind is PurchaserKind.GOVERNMENT else None


@rule("CZ2140", _FORM)
def preference_prefers(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The clause on equal conditions says that listed products come first."""
    tender = _public(case)
    if tender and tender.preference is not None:
        words = terms.measures.codes("preference_wordings")
        if not claimed(tender.preference, words):
            yield Fault(kind=_FORM, path=("preference",), values={"word": "、".join(words)})


@rule("CZ2141", _FORM)
def single_source_is_irreplaceable(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A single source rests on a patent or know-how that nothing can replace."""
    tender = _public(case)
    if tender is None or tender.single_source is None:
        return
    reason, rights = tender.single_source.reason, terms.measures.codes("irreplaceable_rights")
    lacking: list[str] = []
    if not claimed(reason, rights):
        lacking.append(f"没有写明{'、'.join(rights)}")
    if not claimed(reason, terms.measures.codes("irreplaceable_wordings"), lack="替代|取代"):
        lacking.append("没有写明不可替代")
    if lacking:
        yield Fault(kind=_FORM, path=("single_source", "reason"), values={"reason": "，".join(lacking)})


@rule("CZ2142", _FORM)
def single_source_is_listed(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The certificate of a single source is not one that has surely expired on the day that counts (D-10)."""
    tender = _public(case)
    if tender is None or tender.single_source is None:
        return
    certificate = tender.single_source.certificate
    day = deciding_day(published_on=tender.published_on, bid_deadline=tender.bid_deadline, measures=terms.measures)
    title = "发布日期" if terms.measures.reading("D-10") == "published_on" else "投标截止日期"
    year = int(certificate.split("-")[1])
    last = valid_until(date(year, 12, 31), terms.measures)
    reason = ""
    if day > last:
        reason = f"最迟 {last} 已经期满失效"
    elif year > day.year:
        reason = f"是 {year} 年的证书，晚于{title} {day}"
    if reason:
        values = {"certificate": certificate, "reason": reason}
        yield Fault(kind=_FORM, path=("single_source", "certificate"), values=values)


@rule("CZ2150", _FORM)
def bonus_given(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Listed products that meet the technical requirements get points on top."""
    tender = _public(case)
    if tender and tender.bonus and tender.bonus.points == 0:
        yield Fault(kind=_FORM, path=("bonus", "points"))


@rule("CZ2151", _FORM)
def track_record_in_full(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """Products that any government published count as sold, in full, for two years from their certification."""
    tender, years = _public(case), terms.measures.integer("track_record_years")
    if tender is None or tender.track_record is None:
        return
    record = tender.track_record
    faults = (
        ("listed_products_full_marks", not record.listed_products_full_marks, "没有让创新产品的业绩得满分"),
        ("all_levels", not record.all_levels, "没有适用于各级政府公开发布的创新产品"),
        ("within_years", record.within_years < years, f"只适用于认定后 {record.within_years} 年，应为 {years} 年"),
    )
    for key, broken, reason in faults:
        if broken:
            yield Fault(kind=_FORM, path=("track_record", key), values={"reason": reason})


@rule("CZ2152", _FORM)
def track_record_has_its_rule(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A factor about sales has a rule for listed products, and the rule names such a factor."""
    tender = _public(case)
    if tender is None:
        return
    words = terms.measures.codes("track_record_wordings")
    about = {f.id: n for n, f in enumerate(tender.factors) if any(word in f"{f.name}{f.text}" for word in words)}
    record = tender.track_record
    if record and record.factor not in {factor.id for factor in tender.factors}:
        values = {"reason": f"业绩因素“{record.factor}”不在评审因素里"}
        yield Fault(kind=_FORM, path=("track_record", "factor"), values=values)
    elif record is None and about:
        factor, n = next(iter(about.items()))
        values = {"reason": f"评审因素 {factor} 涉及销售业绩，没有写明《目录》产品怎样计分"}
        yield Fault(kind=_FORM, path=("factors", n), values=values)


@rule("CZ2160", _FORM)
def scale_is_no_qualification(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """No requirement asks for the size of the bidder."""
    tender = _public(case)
    for n, item in enumerate(tender.qualifications if tender else ()):
        term = scale_term(item.text, terms.measures)
        if term:
            yield _fault("qualifications", n, item.id, term, measures=terms.measures)


@rule("CZ2161", _FORM)
def scale_is_no_factor(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """No factor gives points for the size of the bidder."""
    tender = _public(case)
    for n, factor in enumerate(tender.factors if tender else ()):
        term = scale_of_factor(factor.name, factor.text, terms.measures)
        if term:
            yield _fault("factors", n, factor.id, term, measures=terms.measures)


@rule("CZ2162", _FORM)
def no_letter_as_qualification(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """No requirement asks for a letter of the manufacturer, but where imported goods are bought."""
    tender = _public(case)
    if tender is None or tender.imported_goods:
        return
    for n, item in enumerate(tender.qualifications):
        term = letter_term(item.text, terms.measures)
        if term:
            yield _fault("qualifications", n, item.id, term, measures=terms.measures)


@rule("CZ2163", _FORM)
def letter_as_factor(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """Points for a letter of the manufacturer are not forbidden in words, but a person has to look."""
    tender = _public(case)
    if tender is None or tender.imported_goods:
        return
    for n, factor in enumerate(tender.factors):
        term = letter_of_factor(factor.name, factor.text, terms.measures)
        if term:
            yield _fault("factors", n, factor.id, term, measures=terms.measures)


def _fault(key: str, n: int, identity: str, term: Term, *, measures: Measures) -> Fault:
    """The fault of the clause `identity`, number `n` of `key`."""
    conditions = "、".join(measures.codes("scale_conditions"))
    values = {"id": identity, "words": term.words, "lawful": term.lawful, "conditions": conditions}
    return Fault(kind=_FORM, path=(key, n, term.where), values=values)


@rule("CZ2982", _FORM)
def points_add_up(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The factors' most points are the total."""
    tender = _tender(case)
    wanted = sum((factor.max_points for factor in tender.factors), Decimal(0))
    if tender.total_points is not None and tender.total_points != wanted:
        values = {"title": "总分", "value": f"{tender.total_points:f} 分", "wanted": f"{wanted:f} 分"}
        yield Fault(kind=_FORM, path=("total_points",), values={**values, "how": "各评审因素满分之和"})
