"""Rules about the claim for an application scenario (art. 21)."""

from decimal import Decimal
from fractions import Fraction

from czdocs.intake.claim_rules import Told, in_order, paid_before, scenario_rule, total, validity_end
from czdocs.intake.dossier import Terms
from czdocs.money import grouped, percent, yuan_below
from czdocs.policy.parameter import Measures
from czdocs.record.claims import ScenarioClaim

__all__ = ["scenario_ceiling"]

_CITY = ("常州", "溧阳")


def _net_invoiced(claim: ScenarioClaim) -> Decimal:
    """What the order was invoiced for, red-letter invoices taken off."""
    return total(-i.total_yuan if i.red_letter else i.total_yuan for i in claim.first_order.invoices)


@scenario_rule("CZ2210")
def ordered_while_certified(claim: ScenarioClaim, terms: Terms) -> Told:
    """The first order was signed inside the product's validity, both ends included (D-18)."""
    first, last, signed = claim.product.certified_on, validity_end(claim, terms), claim.first_order.signed_on
    if not first <= signed <= last:
        yield ("first_order", "signed_on"), {"signed": signed, "first": first, "last": last}


@scenario_rule("CZ2211")
def scenario_in_the_city(claim: ScenarioClaim, _: Terms) -> Told:
    """The scenario is built within the city."""
    if not any(name in claim.scenario.address for name in _CITY):
        yield ("scenario", "address"), {"address": claim.scenario.address}


@scenario_rule("CZ2212")
def builder_is_not_the_maker(claim: ScenarioClaim, _: Terms) -> Told:
    """Who builds the scenario is not who makes the product."""
    if claim.applicant.uscc == claim.maker.uscc:
        yield ("applicant", "uscc"), {}


@scenario_rule("CZ2213")
def affiliation_shown(claim: ScenarioClaim, _: Terms) -> Told:
    """An affiliation with the maker is pointed out."""
    if claim.maker.affiliated and claim.applicant.uscc != claim.maker.uscc:
        yield ("maker", "affiliated"), {}


@scenario_rule("CZ2214")
def order_adds_up(claim: ScenarioClaim, _: Terms) -> Told:
    """Each line is its quantity times its price, and the lines are together the contract's amount."""
    order, wrong = claim.first_order, False
    for n, line in enumerate(order.lines):
        if line.quantity * line.unit_price_yuan != line.amount_yuan:
            wrong = True
            product = grouped(line.quantity * line.unit_price_yuan)
            reason = f"第 {n + 1} 项的数量乘单价是 {product} 元，金额填的是 {grouped(line.amount_yuan)} 元"
            yield ("first_order", "lines", n, "amount_yuan"), {"reason": reason}
    added = total(line.amount_yuan for line in order.lines)
    if not wrong and added != order.amount_yuan:
        reason = f"明细合计 {grouped(added)} 元，合同金额是 {grouped(order.amount_yuan)} 元"
        yield ("first_order", "amount_yuan"), {"reason": reason}


@scenario_rule("CZ2215")
def product_is_ordered(claim: ScenarioClaim, _: Terms) -> Told:
    """The order has the product claimed for, and nothing else is marked as it."""
    product = claim.product
    listed = [line for line in claim.first_order.lines if line.listed]
    if not listed or any((line.name, line.model) != (product.name, product.model) for line in listed):
        yield ("first_order", "lines"), {"name": product.name, "model": product.model}


@scenario_rule("CZ2216")
def claimed_below_ceiling(claim: ScenarioClaim, terms: Terms) -> Told:
    """The amount claimed is no more than the measures can give."""
    ceiling, basis = scenario_ceiling(claim, terms.measures)
    if claim.amount_claimed_yuan > ceiling:
        values = {
            "amount": grouped(claim.amount_claimed_yuan),
            "ceiling": grouped(yuan_below(ceiling, step=Decimal(1))),
            "basis": basis,
        }
        yield ("amount_claimed_yuan",), values


def scenario_ceiling(claim: ScenarioClaim, measures: Measures) -> tuple[Fraction, str]:
    """The most that `claim` can be given, exact in yuan, and in words from what; never negative.

    Of what was invoiced, the part of the order that is the product counts. The year's tiers may give less.

    Source: 常工信创新〔2023〕93号, art. 21.
    """
    lines, share = claim.first_order.lines, measures.decimal("scenario_share")
    whole = total(line.amount_yuan for line in lines)
    listed = total(line.amount_yuan for line in lines if line.listed)
    part = Fraction(listed) / Fraction(whole) if whole else Fraction(0)
    by_share = max(Fraction(share) * Fraction(_net_invoiced(claim)) * part, Fraction(0))
    left = Fraction(max(measures.decimal("scenario_cap_yuan") - paid_before(claim), Decimal(0)))
    if by_share <= left:
        return by_share, f"《目录》产品开票金额的 {percent(share)}"
    return left, f"最高 {grouped(measures.decimal('scenario_cap_yuan'))} 元减去已获奖励"


@scenario_rule("CZ2217")
def paid_by_builder_to_seller(claim: ScenarioClaim, _: Terms) -> Told:
    """Each voucher says that the claimant paid the seller."""
    for n, payment in enumerate(claim.first_order.payments):
        for key, role, name, wanted in (
            ("payer", "付款人", payment.payer, claim.applicant.name),
            ("payee", "收款人", payment.payee, claim.first_order.seller),
        ):
            if name != wanted:
                values = {"number": payment.number, "role": role, "name": name, "wanted": wanted}
                yield ("first_order", "payments", n, key), values


@scenario_rule("CZ2218")
def dates_in_order(claim: ScenarioClaim, _: Terms) -> Told:
    """Order, delivery and acceptance follow each other."""
    order = claim.first_order
    yield from in_order(
        (
            ("合同签订日期", ("first_order", "signed_on"), order.signed_on),
            ("交付日期", ("first_order", "delivered_on"), order.delivered_on),
            ("验收日期", ("first_order", "accepted_on"), order.accepted_on),
        )
    )


@scenario_rule("CZ2219")
def invoiced_within_the_order(claim: ScenarioClaim, _: Terms) -> Told:
    """No more is invoiced than the contract says."""
    invoiced, amount = _net_invoiced(claim), claim.first_order.amount_yuan
    if invoiced > amount:
        yield ("first_order", "invoices"), {"total": grouped(invoiced), "amount": grouped(amount)}
