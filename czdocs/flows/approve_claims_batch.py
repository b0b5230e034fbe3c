"""The batch as decided: each claim with what was computed and what was decided, for documents and records."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from czdocs.decide.subsidy_batch import DecidedClaim, PayeeAccount, SubsidyBatch
from czdocs.flows.approve_claims_assessment import Assessment
from czdocs.flows.approve_claims_decision import Decision
from czdocs.flows.subsidy_input import ClaimCase
from czdocs.money import Yuan, yuan
from czdocs.policy.book import PolicyBook
from czdocs.policy.parameter import Notice
from czdocs.record.claims import PremiumClaim
from czdocs.terms import SubsidyResult

if TYPE_CHECKING:
    from czdocs.record.claims import Account, Claim
    from czdocs.record.subsidy import SubsidyEntry

__all__ = ["decided_batch", "refusal_articles"]

_NUMERAL = "[一二三四五六七八九十]+"
_ARTICLE = re.compile(f"第{_NUMERAL}条(?:第{_NUMERAL}款)?(?:第（{_NUMERAL}）项)?")


def decided_batch(
    cases: Mapping[str, ClaimCase], decision: Decision, assessment: Assessment, book: PolicyBook, *, call: Notice
) -> SubsidyBatch:
    """The decision with its claims in its order; `call` is the notice of its year."""
    measures = book.on(decision.body.dated)
    return SubsidyBatch(
        year=decision.record.year,
        decision=decision.body,
        claims=tuple(_decided(cases[entry.case], entry, assessment) for entry in decision.body.entries),
        measures_title=measures.title,
        measures_document=measures.document,
        call_title=call.title,
        call_document=call.document,
    )


def refusal_articles(claim: "Claim", reason: str, found: Iterable[str]) -> tuple[str, ...]:
    """The articles on which a refusal rests: those that the reason names, else those `found`, else the claim's own."""
    named = dict.fromkeys(match.group() for match in _ARTICLE.finditer(reason))
    own = "第二十条" if isinstance(claim, PremiumClaim) else "第二十一条"
    return tuple(named) or tuple(dict.fromkeys(filter(None, found))) or (own,)


def _decided(case: ClaimCase, entry: "SubsidyEntry", assessment: Assessment) -> DecidedClaim:
    if case.claim is None:
        raise AssertionError("only claims that were read are decided")
    body, computed, zero = case.claim.body, assessment.computed[case.case], yuan("0")
    refused = entry.result is SubsidyResult.REFUSED
    found = [error.article for error in assessment.errors(case.case)]
    return DecidedClaim(
        case=case.case,
        kind=case.claim.kind,
        submitted_on=body.submitted_on,
        company=body.applicant.name,
        uscc=body.applicant.uscc,
        district=body.applicant.district,
        product=body.product.name,
        model=body.product.model,
        certificate=body.product.certificate,
        certified_on=body.product.certified_on,
        scenario=None if isinstance(body, PremiumClaim) else body.scenario.name,
        papers=_papers(body),
        counted_yuan=_counted(body),
        claimed_yuan=body.amount_claimed_yuan,
        prior_yuan=_sum(paid.amount_yuan for paid in computed.facts.prior),
        facts=computed.facts,
        derivation=computed.derivation,
        result=entry.result,
        amount_yuan=entry.amount_yuan or zero,
        city_yuan=entry.city_yuan or zero,
        district_yuan=entry.district_yuan or zero,
        account=_account(body.account),
        reason=entry.reason,
        articles=refusal_articles(body, entry.reason or "", found) if refused else (),
    )


def _papers(claim: "Claim") -> tuple[str, ...]:
    """The numbers of the insurance contracts, or that of the order."""
    if isinstance(claim, PremiumClaim):
        return tuple(contract.number for contract in claim.insurance_contracts)
    return (claim.first_order.contract_number,)


def _counted(claim: "Claim") -> Yuan:
    """The premium paid less refunds, or the amount invoiced less red-letter invoices; of neither less than 0."""
    if isinstance(claim, PremiumClaim):
        nets = (c.premium_paid_yuan - c.premium_refunded_yuan for c in claim.insurance_contracts)
        return _sum(max(net, Decimal(0)) for net in nets)
    invoices = claim.first_order.invoices
    return Yuan(max(sum((-i.total_yuan if i.red_letter else i.total_yuan for i in invoices), Decimal(0)), Decimal(0)))


def _account(account: "Account") -> PayeeAccount:
    return PayeeAccount(
        holder=account.holder, bank=account.bank, number=account.number, clearing_number=account.clearing_number
    )


def _sum(amounts: Iterable[Decimal]) -> Yuan:
    return Yuan(sum(amounts, Decimal(0)))
