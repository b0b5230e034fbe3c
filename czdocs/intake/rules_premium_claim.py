"""Rules about the claim for insurance premiums (arts. 19 and 20)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from czdocs.decide.insured_year import insured_years
from czdocs.decide.premium_parts import opened_years
from czdocs.intake.claim_rules import Told, in_order, paid_before, premium_rule, total, validity_end
from czdocs.intake.dossier import Terms
from czdocs.intake.schema import Path
from czdocs.money import grouped, percent, yuan_below
from czdocs.policy.parameter import Measures
from czdocs.record.claims import InsuranceContract, PremiumClaim
from czdocs.terms import Coverage, InsuranceStage

__all__ = ["premium_ceiling"]

_YUAN, _FEN = Decimal(1), Decimal("0.01")
_TOLERANCE = 1
"""Yuan by which a premium may differ from rate times sum insured: insurers round in different ways."""


def _contracts(claim: PremiumClaim) -> Iterator[tuple[Path, InsuranceContract]]:
    for n, contract in enumerate(claim.insurance_contracts):
        yield ("insurance_contracts", n), contract


def _term_share(contract: InsuranceContract, measures: Measures) -> Fraction:
    """By how much the rate of `contract` counts: for an annual rate the years that it runs, exact to the day (D-14)."""
    if measures.reading("D-14") == "as_written":
        return Fraction(1)
    return sum((year.share for year in insured_years(contract.term.start, contract.term.end)), Fraction(0))


@premium_rule("CZ2190")
def shares_make_a_whole(claim: PremiumClaim, _: Terms) -> Told:
    """The shares of co-insurers sum to 1, each stands once, and the leading insurer is among them."""
    for path, contract in _contracts(claim):
        if not contract.co_insurers:
            continue
        names = [insurer.name for insurer in contract.co_insurers]
        shares = total(insurer.share for insurer in contract.co_insurers)
        here = (*path, "co_insurers")
        if contract.insurer not in names:
            yield here, {"number": contract.number, "reason": f"主承保人“{contract.insurer}”不在共保人里"}
        for n, name in enumerate(names):
            if name in names[:n]:
                yield (*here, n, "name"), {"number": contract.number, "reason": f"“{name}”列了两次"}
        if shares != 1:
            yield here, {"number": contract.number, "reason": f"各份额合计为 {shares}，应为 1"}


@premium_rule("CZ2200")
def insured_while_certified(claim: PremiumClaim, terms: Terms) -> Told:
    """Each contract begins inside the product's validity, both ends included, or has days in it (D-15)."""
    first, last = claim.product.certified_on, validity_end(claim, terms)
    by_days = terms.measures.reading("D-15") == "days_inside"
    for path, contract in _contracts(claim):
        begins = max(first, contract.term.start) if by_days and contract.term.end >= first else contract.term.start
        if not first <= begins <= last:
            values = {"number": contract.number, "start": contract.term.start, "first": first, "last": last}
            yield (*path, "term", "start"), values


@premium_rule("CZ2201")
def insured_by_the_maker(claim: PremiumClaim, _: Terms) -> Told:
    """The policyholder is the maker that claims."""
    for path, contract in _contracts(claim):
        if contract.policyholder != claim.applicant.name:
            values = {"number": contract.number, "holder": contract.policyholder, "name": claim.applicant.name}
            yield (*path, "policyholder"), values


@premium_rule("CZ2202")
def premium_follows_rate(claim: PremiumClaim, terms: Terms) -> Told:
    """The premium is the sum insured times the annual rate times the term, within a yuan.

    Where premium was refunded the term ended early, by tables of the insurer's own: nothing is compared then, nor
    where the term ends before it begins.
    """
    for path, contract in _contracts(claim):
        if contract.premium_refunded_yuan > 0 or contract.term.end < contract.term.start:
            continue
        wanted = (
            Fraction(contract.sum_insured_yuan)
            * Fraction(contract.premium_rate)
            * _term_share(contract, terms.measures)
        )
        if abs(wanted - Fraction(contract.premium_paid_yuan)) > _TOLERANCE:
            values = {
                "number": contract.number,
                "paid": grouped(contract.premium_paid_yuan),
                "insured": grouped(contract.sum_insured_yuan),
                "rate": contract.premium_rate,
                "days": (contract.term.end - contract.term.start).days + 1,
                "wanted": grouped(yuan_below(wanted, step=_FEN)),
            }
            yield (*path, "premium_paid_yuan"), values


@premium_rule("CZ2203")
def rate_above_ceiling(claim: PremiumClaim, terms: Terms) -> Told:
    """A rate above the ceiling is pointed out: it bars nothing, but counts only up to there."""
    ceiling = terms.measures.decimal("premium_rate_ceiling")
    for path, contract in _contracts(claim):
        if contract.premium_rate > ceiling:
            values = {"number": contract.number, "rate": contract.premium_rate, "ceiling": ceiling}
            yield (*path, "premium_rate"), values


@premium_rule("CZ2204")
def vouchers_cover_the_premium(claim: PremiumClaim, _: Terms) -> Told:
    """The vouchers are together no less than the premium paid."""
    for path, contract in _contracts(claim):
        paid = total(payment.amount_yuan for payment in contract.payments)
        if paid < contract.premium_paid_yuan:
            values = {"number": contract.number, "total": grouped(paid), "paid": grouped(contract.premium_paid_yuan)}
            yield (*path, "payments"), values


@premium_rule("CZ2205")
def invoices_cover_the_premium(claim: PremiumClaim, _: Terms) -> Told:
    """The invoices, without red-letter ones, are together no less than the premium paid."""
    for path, contract in _contracts(claim):
        billed = total(invoice.total_yuan for invoice in contract.invoices if not invoice.red_letter)
        if billed < contract.premium_paid_yuan:
            values = {"number": contract.number, "total": grouped(billed), "paid": grouped(contract.premium_paid_yuan)}
            yield (*path, "invoices"), values


@premium_rule("CZ2206")
def paid_by_maker_to_insurer(claim: PremiumClaim, _: Terms) -> Told:
    """Each voucher says that the maker paid one of the insurers."""
    for path, contract in _contracts(claim):
        insurers = dict.fromkeys([contract.insurer, *(insurer.name for insurer in contract.co_insurers)])
        for n, payment in enumerate(contract.payments):
            here = (*path, "payments", n)
            if payment.payer != claim.applicant.name:
                wanted = f"申报单位“{claim.applicant.name}”"
                yield (
                    (*here, "payer"),
                    {"number": payment.number, "role": "付款人", "name": payment.payer, "wanted": wanted},
                )
            if payment.payee not in insurers:
                wanted = "、".join(f"“{name}”" for name in insurers)
                yield (
                    (*here, "payee"),
                    {"number": payment.number, "role": "收款人", "name": payment.payee, "wanted": wanted},
                )


@premium_rule("CZ2207")
def insured_years_allowed(claim: PremiumClaim, terms: Terms) -> Told:
    """A product has its premium supported for so many insured years, all its contracts together (D-26).

    Contracts that begin within a year of the first one count to that one's insured year.
    """
    most = terms.measures.integer("premium_years")
    starts = [prior.year_start for prior in claim.prior_subsidies]
    for path, contract in sorted(_contracts(claim), key=lambda item: item[1].term.start):
        before = len(opened_years(starts))
        starts.append(contract.term.start)
        nth = len(opened_years(starts))
        if nth > most and nth > before:
            values = {"number": contract.number, "start": contract.term.start, "nth": nth, "years": most}
            yield (*path, "term", "start"), values


@premium_rule("CZ2208")
def claimed_below_ceiling(claim: PremiumClaim, terms: Terms) -> Told:
    """The amount claimed is no more than the measures can give."""
    ceiling, basis = premium_ceiling(claim, terms.measures)
    if claim.amount_claimed_yuan > ceiling:
        values = {
            "amount": grouped(claim.amount_claimed_yuan),
            "ceiling": grouped(yuan_below(ceiling, step=_YUAN)),
            "basis": basis,
        }
        yield ("amount_claimed_yuan",), values


def premium_ceiling(claim: PremiumClaim, measures: Measures) -> tuple[Fraction, str]:
    """The most that `claim` can be given, exact in yuan, and in words from what; never negative.

    It is no calculation of the subsidy: days outside the validity and other benefits are not taken off.

    Source: 常工信创新〔2023〕93号, art. 20.
    """
    share, rate = measures.decimal("premium_share"), Fraction(measures.decimal("premium_rate_ceiling"))
    base = Fraction(0)
    for contract in claim.insurance_contracts:
        paid = Fraction(max(contract.premium_paid_yuan - contract.premium_refunded_yuan, Decimal(0)))
        base += min(paid, rate * Fraction(contract.sum_insured_yuan) * _term_share(contract, measures))
    by_share = Fraction(share) * base
    left = Fraction(max(measures.decimal("premium_cap_yuan") - paid_before(claim), Decimal(0)))
    if by_share <= left:
        return by_share, f"计入补贴的保费的 {percent(share)}"
    return left, f"单个产品最高 {grouped(measures.decimal('premium_cap_yuan'))} 元减去已获补贴"


@premium_rule("CZ2209")
def dates_in_order(claim: PremiumClaim, _: Terms) -> Told:
    """Purchase, start and end of the insurance follow each other, and so do purchase, delivery and acceptance."""
    for path, contract in _contracts(claim):
        signed = (
            "采购合同签订日期",
            (*path, "purchase_contract", "signed_on"),
            contract.purchase_contract.signed_on,
        )
        insurance = (
            signed,
            ("起保日期", (*path, "term", "start"), contract.term.start),
            ("保险终止日期", (*path, "term", "end"), contract.term.end),
        )
        delivery = (
            signed,
            ("交付日期", (*path, "delivery", "delivered_on"), contract.delivery.delivered_on),
            ("验收日期", (*path, "delivery", "accepted_on"), contract.delivery.accepted_on),
        )
        for here, values in (*in_order(insurance), *in_order(delivery)):
            yield here, {**values, "number": contract.number}


@premium_rule("CZ2970")
def insured_model_is_the_product(claim: PremiumClaim, _: Terms) -> Told:
    """What is insured is the product claimed for."""
    for path, contract in _contracts(claim):
        model = contract.insured_object.model
        if model != claim.product.model:
            values = {"number": contract.number, "model": model, "wanted": claim.product.model}
            yield (*path, "insured_object", "model"), values


@premium_rule("CZ2971")
def refund_below_premium(claim: PremiumClaim, _: Terms) -> Told:
    """No more is refunded than was paid."""
    for path, contract in _contracts(claim):
        if contract.premium_refunded_yuan > contract.premium_paid_yuan:
            values = {
                "number": contract.number,
                "refunded": grouped(contract.premium_refunded_yuan),
                "paid": grouped(contract.premium_paid_yuan),
            }
            yield (*path, "premium_refunded_yuan"), values


@premium_rule("CZ2972")
def serials_within_quantity(claim: PremiumClaim, _: Terms) -> Told:
    """There are no more serial numbers than items; goods by lots may have fewer."""
    for path, contract in _contracts(claim):
        insured = contract.insured_object
        if len(insured.serial_numbers) > insured.quantity:
            values = {"number": contract.number, "count": len(insured.serial_numbers), "quantity": insured.quantity}
            yield (*path, "insured_object", "serial_numbers"), values


@premium_rule("CZ2973")
def first_without_prior(claim: PremiumClaim, _: Terms) -> Told:
    """Who claims for the first time has had nothing before."""
    if claim.insurance_stage is InsuranceStage.FIRST and claim.prior_subsidies:
        yield ("insurance_stage",), {"start": claim.prior_subsidies[0].year_start}


@premium_rule("CZ2974")
def insured_for_its_value(claim: PremiumClaim, _: Terms) -> Told:
    """A sum insured below the value of what is insured is pointed out; the limit of a liability has another measure."""
    for path, contract in _contracts(claim):
        value = contract.insured_object.value_yuan
        if contract.coverage is not Coverage.LIABILITY and contract.sum_insured_yuan < value:
            values = {"number": contract.number, "insured": grouped(contract.sum_insured_yuan), "value": grouped(value)}
            yield (*path, "sum_insured_yuan"), values
