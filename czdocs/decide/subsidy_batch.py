"""Subsidy batch: the claims of one decision with what was computed and what was decided, for documents and records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from czdocs.decide.claim_facts import ClaimFacts
from czdocs.decide.derivation import Derivation
from czdocs.money import Yuan
from czdocs.record.subsidy import SubsidyDecision
from czdocs.terms import District, FormKind, SubsidyResult

__all__ = ["DecidedClaim", "PayeeAccount", "SubsidyBatch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeAccount:
    """Where the money goes; never in a public document, nor in a message."""

    holder: str
    bank: str
    number: str
    clearing_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedClaim:
    """One claim of a batch, computed and decided.

    `papers` are the numbers of the insurance contracts, or that of the order; `counted_yuan` is the premium paid less
    refunds (art. 20) or the amount invoiced less red-letter invoices (art. 21); `prior_yuan` is what the product was
    granted before. The amounts of a refused claim are 0 and it has a `reason`; an approved one has none, unless less
    was granted than computed (art. 21 is selective). `articles` are those on which a refusal rests.
    """

    case: str
    kind: FormKind
    submitted_on: date
    company: str
    uscc: str
    district: District
    product: str
    model: str
    certificate: str
    certified_on: date
    scenario: str | None
    papers: tuple[str, ...]
    counted_yuan: Yuan
    claimed_yuan: Yuan
    prior_yuan: Yuan
    facts: ClaimFacts
    derivation: Derivation
    result: SubsidyResult
    amount_yuan: Yuan
    city_yuan: Yuan
    district_yuan: Yuan
    account: PayeeAccount
    reason: str | None = None
    articles: tuple[str, ...] = ()

    @property
    def approved(self) -> bool:
        """Whether money is granted."""
        return self.result is SubsidyResult.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyBatch:
    """One decision with its claims in the decision's order, and the documents on which it rests."""

    year: int
    decision: SubsidyDecision
    claims: tuple[DecidedClaim, ...]
    measures_title: str
    measures_document: str
    call_title: str
    call_document: str

    @property
    def approved(self) -> tuple[DecidedClaim, ...]:
        """The claims that are granted money, in order."""
        return tuple(claim for claim in self.claims if claim.approved)

    @property
    def refused(self) -> tuple[DecidedClaim, ...]:
        """The others, in order."""
        return tuple(claim for claim in self.claims if not claim.approved)

    @property
    def total_yuan(self) -> Yuan:
        """What is granted in all."""
        return _sum(claim.amount_yuan for claim in self.claims)

    @property
    def city_yuan(self) -> Yuan:
        """What the city bears."""
        return _sum(claim.city_yuan for claim in self.claims)

    @property
    def district_yuan(self) -> Yuan:
        """What the districts bear."""
        return _sum(claim.district_yuan for claim in self.claims)


def _sum(amounts: Iterable[Decimal]) -> Yuan:
    return Yuan(sum(amounts, Decimal(0)))
