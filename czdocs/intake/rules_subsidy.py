"""Rules about the decision on subsidies: who decides, publicity, amounts and their sums (arts. 20 to 22, 25)."""

from collections.abc import Iterator
from decimal import Decimal

from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.period import working_days
from czdocs.record.subsidy import SubsidyDecision, SubsidyEntry
from czdocs.terms import FormKind, SubsidyResult

__all__: list[str] = []

_FORM = FormKind.SUBSIDY_DECISION
_SUMS = (("amount_yuan", "核定金额合计"), ("city_yuan", "市级承担合计"), ("district_yuan", "区级承担合计"))
_FINANCE, _INDUSTRY = "财政局", "工业和信息化局"


def _decision(case: Dossier) -> SubsidyDecision:
    body: SubsidyDecision = case.by_kind[_FORM].body
    return body


def _approved(decision: SubsidyDecision) -> list[tuple[int, SubsidyEntry]]:
    return [(n, entry) for n, entry in enumerate(decision.entries) if entry.result == SubsidyResult.APPROVED]


@rule("CZ2982", _FORM)
def shares_and_totals_agree(case: Dossier, _: Terms) -> Iterator[Fault]:
    """City and district bear the amount between them, and the totals are the sums of the approved claims."""
    decision = _decision(case)
    approved = _approved(decision)
    divided = True
    for n, entry in approved:
        borne = (entry.city_yuan or Decimal(0)) + (entry.district_yuan or Decimal(0))
        if entry.amount_yuan != borne:
            values = {"title": "核定金额", "value": f"{entry.amount_yuan:f} 元", "wanted": f"{borne:f} 元"}
            values["how"] = "市级和区级承担金额之和"
            divided = False
            yield Fault(kind=_FORM, path=("entries", n, "amount_yuan"), values=values)
    totals = decision.totals
    if totals.approved != len(approved):
        values = {"title": "予以补贴的项目数", "value": f"{totals.approved} 个", "wanted": f"{len(approved)} 个"}
        yield Fault(kind=_FORM, path=("totals", "approved"), values={**values, "how": "按各项的结果"})
    for key, title in _SUMS:
        wanted = sum((getattr(entry, key) or Decimal(0) for _, entry in approved), Decimal(0))
        # A claim whose amount is wrong itself makes the total wrong: that is one mistake.
        if getattr(totals, key) != wanted and (divided or key != "amount_yuan"):
            values = {"title": title, "value": f"{getattr(totals, key):f} 元", "wanted": f"{wanted:f} 元"}
            yield Fault(kind=_FORM, path=("totals", key), values={**values, "how": "各项之和"})


@rule("CZ2984", _FORM)
def approved_with_an_amount(case: Dossier, _: Terms) -> Iterator[Fault]:
    """What is approved has an amount above zero."""
    for n, entry in _approved(_decision(case)):
        if entry.amount_yuan == 0:
            values = {"title": "核定金额", "case": entry.case}
            yield Fault(kind=_FORM, path=("entries", n, "amount_yuan"), values=values)


@rule("CZ2985", _FORM)
def publicity_long_enough(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """The publicity lasts the working days that the year's notice says (D-25), both ends included."""
    if terms.notice is None:
        return
    publicity, least = _decision(case).publicity, terms.notice.publicity_working_days
    days = working_days(
        publicity.first_day,
        publicity.last_day,
        holidays=terms.notice.holidays,
        extra_workdays=terms.notice.extra_workdays,
    )
    if publicity.first_day <= publicity.last_day and days < least:
        values = {"first": publicity.first_day, "last": publicity.last_day, "days": days, "least": least}
        yield Fault(kind=_FORM, path=("publicity", "to"), values=values)


@rule("CZ2997", _FORM)
def decided_with_finance(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The bureau leads and the finance authority signs too (arts. 22 and 26)."""
    issuers = _decision(case).issuers
    if not issuers[0].endswith(_INDUSTRY) or not any(name.endswith(_FINANCE) for name in issuers):
        yield Fault(kind=_FORM, path=("issuers",), values={"issuers": "、".join(issuers)})


@rule("CZ2998", _FORM)
def claims_of_its_year(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Every claim that is decided was made for the decision's year."""
    record = case.by_kind[_FORM]
    for n, entry in enumerate(_decision(case).entries):
        if not entry.case.startswith(f"{record.year}-"):
            values = {"case": entry.case, "year": record.year}
            yield Fault(kind=_FORM, path=("entries", n, "case"), values=values)
