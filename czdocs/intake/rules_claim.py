"""Rules that both claims share: who claims, with which certificate, on which papers (arts. 20 to 25)."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from czdocs.intake.claim_rules import Told, claim_rule, total, validity_end
from czdocs.intake.credit_code import check_character
from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.intake.schema import Path
from czdocs.money import grouped
from czdocs.record import CLAIM_KINDS
from czdocs.record.claims import Claim, PremiumClaim
from czdocs.terms import BenefitLevel, FormKind

__all__: list[str] = []

_DIGITS = ("0123456789", "写四位数字")
_NUMBERS: Mapping[FormKind, tuple[str, str]] = MappingProxyType(
    {
        FormKind.APPLICATION: _DIGITS,
        FormKind.REPORT: _DIGITS,
        FormKind.PRELIMINARY_REVIEW: _DIGITS,
        FormKind.EXPERT_REVIEW: _DIGITS,
        FormKind.PREMIUM_CLAIM: ("B", "写 B 加三位数字"),
        FormKind.SCENARIO_CLAIM: ("C", "写 C 加三位数字"),
    }
)
"""With what the serial part of a case number begins, by the form, and that in words."""
_SERIAL_AT = 8
_DECLARED = (("good_credit", "无严重失信行为"), ("no_fraud", "没有弄虚作假"), ("no_double_claim", "没有重复申报"))


@rule("CZ2950")
def number_of_its_kind(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The serial part of a case number tells an application from a claim for premiums or for a scenario."""
    for record in case.records():
        wanted, words = _NUMBERS.get(record.kind, ("", ""))
        if wanted and record.case and record.case[_SERIAL_AT] not in wanted:
            title = case.submissions[record.kind].schema.title
            values = {"case": record.case, "title": title, "wanted": words}
            yield Fault(kind=record.kind, path=("case",), values=values)


@rule("CZ2952")
def district_of_number(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The letters of the case number are those of the claimant's district."""
    if case.claim is not None and case.claim.case:
        district = case.claim.body.applicant.district
        if case.claim.case.split("-")[1] != district.letters:
            values = {"district": district.label, "case": case.claim.case, "wanted": district.letters}
            yield Fault(kind=case.claim.kind, path=("applicant", "district"), values=values)


@rule("CZ2967")
def claim_and_list(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A whole case of a claim has the claim and the list of attachments."""
    if not case.complete or not case.submissions or not case.of_claim:
        return
    shown = next(kind for kind in FormKind if kind in case.submissions)
    if case.present.isdisjoint(CLAIM_KINDS):
        part = "保费补贴申报表（premium-claim）或应用场景奖励申报表（scenario-claim）"
        yield Fault(kind=shown, path=(), values={"part": part})
    if FormKind.ATTACHMENTS not in case.present:
        yield Fault(kind=shown, path=(), values={"part": "附件清单（attachments）"})


@rule("CZ2927")
def claim_not_dated_ahead(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A claim dated after today is pointed out: the day may be mistyped."""
    if case.claim is not None and terms.present is not None and case.claim.body.submitted_on > terms.present:
        values = {"day": case.claim.body.submitted_on, "today": terms.present}
        yield Fault(kind=case.claim.kind, path=("submitted_on",), values=values)


@claim_rule("CZ2951")
def credit_codes_check(claim: Claim, _: Terms) -> Told:
    """The check characters of the credit codes are right (GB 32100-2015)."""
    codes: list[tuple[Path, str, str]] = [(("applicant", "uscc"), "申报单位", claim.applicant.uscc)]
    if not isinstance(claim, PremiumClaim):
        codes.append((("maker", "uscc"), "生产和制造商", claim.maker.uscc))
    for path, title, code in codes:
        wanted = check_character(code)
        if wanted != code[-1]:
            yield path, {"title": title, "uscc": code, "last": code[-1], "wanted": wanted}


@claim_rule("CZ2953")
def certificate_of_its_year(claim: Claim, terms: Terms) -> Told:
    """The certificate's number holds the year of certification; the Directory named is one that may list it."""
    product = claim.product
    year, last = product.certified_on.year, validity_end(claim, terms).year
    if product.certificate.split("-")[1] != str(year):
        key, title, value = "certified_on", "认定日期", str(product.certified_on)
        wanted = "编号中的年份应与认定日期相同"
    elif not year <= product.edition <= last:
        key, title, value = "edition", "《目录》年度", str(product.edition)
        wanted = f"年度应在 {year} 至 {last} 之间"
    else:
        return
    values = {"certificate": product.certificate, "title": title, "value": value, "wanted": wanted}
    yield ("product", key), values


@claim_rule("CZ2954")
def account_of_applicant(claim: Claim, _: Terms) -> Told:
    """The account is the claimant's own."""
    if claim.account.holder != claim.applicant.name:
        yield ("account", "holder"), {"holder": claim.account.holder, "name": claim.applicant.name}


@claim_rule("CZ2965")
def declarations_given(claim: Claim, _: Terms) -> Told:
    """Each declaration is given."""
    for key, title in _DECLARED:
        if not getattr(claim.declarations, key):
            yield ("declarations", key), {"title": title}


@claim_rule("CZ2966")
def pledge_complete(claim: Claim, _: Terms) -> Told:
    """The pledge is signed by the legal representative and sealed."""
    if claim.pledge.signed_by != claim.applicant.legal_representative:
        yield ("pledge", "signed_by"), {"reason": "的签字人与法定代表人不同"}
    if not claim.pledge.sealed:
        yield ("pledge", "sealed"), {"reason": "没有加盖公章"}


@claim_rule("CZ2968")
def dated_before_submission(claim: Claim, _: Terms) -> Told:
    """Nothing on which the claim rests is later than the claim; insurance has begun."""
    for title, path, day in _dated(claim):
        if day > claim.submitted_on:
            yield path, {"title": title, "day": day, "submitted": claim.submitted_on}


def _dated(claim: Claim) -> Iterator[tuple[str, Path, date]]:
    """Title, path and day of everything that must not be later than the claim."""
    yield "认定日期", ("product", "certified_on"), claim.product.certified_on
    yield "承诺书签字日期", ("pledge", "signed_on"), claim.pledge.signed_on
    if isinstance(claim, PremiumClaim):
        for n, contract in enumerate(claim.insurance_contracts):
            here: Path = ("insurance_contracts", n)
            yield "起保日期", (*here, "term", "start"), contract.term.start
            yield "交付日期", (*here, "delivery", "delivered_on"), contract.delivery.delivered_on
            yield "验收日期", (*here, "delivery", "accepted_on"), contract.delivery.accepted_on
            for m, invoice in enumerate(contract.invoices):
                yield "开票日期", (*here, "invoices", m, "issued_on"), invoice.issued_on
            for m, payment in enumerate(contract.payments):
                yield "付款日期", (*here, "payments", m, "paid_on"), payment.paid_on
        return
    order = claim.first_order
    yield "合同签订日期", ("first_order", "signed_on"), order.signed_on
    yield "交付日期", ("first_order", "delivered_on"), order.delivered_on
    yield "验收日期", ("first_order", "accepted_on"), order.accepted_on
    for m, invoice in enumerate(order.invoices):
        yield "开票日期", ("first_order", "invoices", m, "issued_on"), invoice.issued_on
    for m, payment in enumerate(order.payments):
        yield "付款日期", ("first_order", "payments", m, "paid_on"), payment.paid_on


@claim_rule("CZ2220")
def claimed_in_time(claim: Claim, terms: Terms) -> Told:
    """The claim is handed in by the day that the year's notice sets, which counts."""
    closing = terms.notice.claims_closing_date if terms.notice else None
    if closing is not None and claim.submitted_on > closing:
        yield ("submitted_on",), {"submitted": claim.submitted_on, "closing": closing}


@claim_rule("CZ2250")
def higher_not_both(claim: Claim, _: Terms) -> Told:
    """Municipal money for the same cost is pointed out: the higher counts, not both (art. 25)."""
    for n, benefit in enumerate(claim.other_benefits):
        if benefit.same_cost and benefit.level is BenefitLevel.MUNICIPAL:
            yield (
                ("other_benefits", n, "same_cost"),
                {
                    "programme": benefit.programme,
                    "level": benefit.level.label,
                    "state": "已经拨付" if benefit.paid else "已经申请",
                    "amount": grouped(benefit.amount_yuan),
                },
            )


@claim_rule("CZ2251")
def no_more_than_the_cost(claim: Claim, _: Terms) -> Told:
    """Money for one cost, that of other levels included, is together no more than the cost (D-22)."""
    others = total(benefit.amount_yuan for benefit in claim.other_benefits if benefit.same_cost)
    if isinstance(claim, PremiumClaim):
        contracts = claim.insurance_contracts
        cost = total(contract.premium_paid_yuan - contract.premium_refunded_yuan for contract in contracts)
    else:
        cost = claim.first_order.amount_yuan
    if others > 0 and others + claim.amount_claimed_yuan > cost:
        amounts = {"others": others, "amount": claim.amount_claimed_yuan, "cost": cost}
        yield ("amount_claimed_yuan",), {name: grouped(amount) for name, amount in amounts.items()}
