"""The decision about subsidies: premium subsidies and support of scenarios (arts. 20 to 22, 25)."""

from dataclasses import dataclass, field
from datetime import date

from czdocs.money import Yuan
from czdocs.record.decision import Enquiries, Objections
from czdocs.terms import SubsidyResult

__all__ = ["Audit", "SubsidyDecision", "SubsidyEntry", "SubsidyPublicity", "SubsidyTotals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The review of the claims by the bureau and the finance authority; `auditor` where one was commissioned."""

    completed_on: date
    participants: tuple[str, ...]
    auditor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyPublicity:
    """The publicity before payment; `first_day` (key `from`) and `last_day` (key `to`) both count."""

    posted_on: date
    first_day: date = field(metadata={"key": "from"})
    last_day: date = field(metadata={"key": "to"})
    contact: str
    telephone: str
    objections: Objections
    objections_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyEntry:
    """What was decided about one claim: approved with its amount and who bears it, or refused with a reason."""

    case: str
    result: SubsidyResult
    amount_yuan: Yuan | None = None
    city_yuan: Yuan | None = None
    district_yuan: Yuan | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyTotals:
    """The sums over the approved claims, and their number."""

    approved: int
    amount_yuan: Yuan
    city_yuan: Yuan
    district_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyDecision:
    """推广应用补贴决定: one batch of claims."""

    document_number: str
    dated: date
    issuers: tuple[str, ...]
    recipients: tuple[str, ...]
    basis: tuple[str, ...]
    review: Audit
    publicity: SubsidyPublicity
    entries: tuple[SubsidyEntry, ...]
    totals: SubsidyTotals
    use_requirements: str
    contact: Enquiries
    note: str
    copies_to: tuple[str, ...]
    printed_by: str
    printed_on: date
