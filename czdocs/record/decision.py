"""The certification decision of a year (art. 10)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from czdocs.terms import Category, CertificationResult, District, Field

__all__ = [
    "CarriedApplicant",
    "CarriedContact",
    "CarriedOver",
    "CarriedProduct",
    "CertificationDecision",
    "Consultation",
    "Enquiries",
    "Entry",
    "Objections",
    "Publicity",
]

Objections = Literal["none", "resolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """The joint consultation."""

    held_on: date
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicity:
    """The publicity before certification; `first_day` (key `from`) and `last_day` (key `to`) both count."""

    posted_on: date
    first_day: date = field(metadata={"key": "from"})
    last_day: date = field(metadata={"key": "to"})
    contact: str
    telephone: str
    email: str
    address: str
    postcode: str
    objections: Objections
    objections_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was decided about one case: certified with a certificate, or refused with a reason."""

    case: str
    result: CertificationResult
    certificate: str | None = None
    renews: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedProduct:
    """A product of an earlier year, as its certifying document describes it."""

    name: str
    models: tuple[str, ...]
    category: Category
    field: Field
    summary: str
    features: tuple[str, ...]
    version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedApplicant:
    """Its manufacturer."""

    name: str
    uscc: str
    district: District


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedContact:
    """A business contact that may be published."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOver:
    """A product certified in an earlier year, still valid, that no electronic archive knows yet (art. 11)."""

    certificate: str
    product: CarriedProduct
    applicant: CarriedApplicant
    certified_on: date
    document_number: str
    contact: CarriedContact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiries:
    """Whom to ask about the document."""

    name: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationDecision:
    """创新产品认定决定; `dated` (成文日期) is the day of certification from which validity runs."""

    document_number: str
    dated: date
    issuers: tuple[str, ...]
    recipients: tuple[str, ...]
    call_notice: str
    consultation: Consultation
    publicity: Publicity
    entries: tuple[Entry, ...]
    carried_over: tuple[CarriedOver, ...]
    contact: Enquiries
    note: str
    copies_to: tuple[str, ...]
    printed_by: str
    printed_on: date
