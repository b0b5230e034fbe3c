"""The decision about a violation: revocation, loss of subsidies, recovery, referral (art. 23)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from czdocs.money import Yuan
from czdocs.record.decision import Enquiries
from czdocs.terms import District, RevocationGround

__all__ = [
    "Approver",
    "Hearing",
    "HearingOutcome",
    "ProcurementContract",
    "Recovered",
    "Recovery",
    "Referral",
    "RevocationDecision",
    "RevokedHolder",
    "RevokedProduct",
]

HearingOutcome = Literal["waived", "rejected", "accepted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedProduct:
    """The product as its certificate names it."""

    name: str
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokedHolder:
    """The manufacturer that holds the certificate."""

    name: str
    uscc: str
    district: District


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementContract:
    """The government contract that was assigned or subcontracted."""

    number: str
    purchaser: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What the holder was told before the decision, and what came of its answer."""

    notified_on: date
    outcome: HearingOutcome
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """The principal to be paid back for one claim."""

    case: str
    amount_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What is to be paid back, by `deadline` at the latest; never an account number."""

    entries: tuple[Recovered, ...]
    total_yuan: Yuan
    deadline: date
    payment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """The referral to the credit authority for the misconduct list."""

    authority: str
    referred_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Approver:
    """Who signed the decision off; kept with the record, not published."""

    name: str
    post: str
    approved_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationDecision:
    """监督处理决定 about one product; `effective_on` is its first day, and the first without certification."""

    document_number: str
    dated: date
    issuers: tuple[str, ...]
    certificate: str
    product: RevokedProduct
    holder: RevokedHolder
    ground: RevocationGround
    facts: tuple[str, ...]
    heard: Hearing
    certification_revoked: bool
    effective_on: date
    subsidy_barred: bool
    remedy: str
    approvers: tuple[Approver, ...]
    contact: Enquiries
    copies_to: tuple[str, ...]
    printed_by: str
    printed_on: date
    legal_basis: str | None = None
    procurement_contract: ProcurementContract | None = None
    recovery: Recovery | None = None
    referral: Referral | None = None
