"""The application: who applies with which product (art. 8(1))."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from czdocs.money import WanYuan, Yuan
from czdocs.terms import ApplicantKind, Category, District, EvidenceKind, Field, IpKind, Level, Origin

__all__ = [
    "Applicant",
    "Application",
    "Comparison",
    "Contact",
    "Declarations",
    "Evidence",
    "FinanceYear",
    "Indicator",
    "IpRight",
    "IpStatus",
    "Licence",
    "Mark",
    "Pledge",
    "PriorBenefit",
    "PriorLevel",
    "Product",
]

Comparison = Literal[">=", "<=", "="]
IpStatus = Literal["valid", "lapsed", "disputed"]
Mark = Literal["CMA", "CNAS", "CMA、CNAS"]
PriorLevel = Literal["municipal", "provincial", "national"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Person to reach during the procedure; personal data, masked in published documents."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinanceYear:
    """One accounting year, in ten thousand yuan."""

    year: int
    revenue_wan_yuan: WanYuan
    rd_expense_wan_yuan: WanYuan
    profit_wan_yuan: WanYuan
    tax_wan_yuan: WanYuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """The manufacturer that applies, art. 6(1); `finance` runs from the oldest year to the newest."""

    name: str
    uscc: str
    kind: ApplicantKind
    legal_representative: str
    contact: Contact
    registered_on: date
    registered_address: str
    production_address: str
    district: District
    industry: str
    registered_capital_wan_yuan: WanYuan
    staff_total: int
    staff_rd: int
    finance: tuple[FinanceYear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One measured property beside the best of others; numbers keep the digits that were written."""

    name: str
    unit: str
    value: Decimal
    comparison: Comparison
    domestic_best: Decimal | None
    foreign_best: Decimal | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IpRight:
    """One right in intellectual property; `licence` is the contract's attachment where another holds it."""

    kind: IpKind
    number: str
    title: str
    holder: str
    granted_on: date
    status: IpStatus
    attachment: str
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of technical evidence, art. 8(3)."""

    id: str
    kind: EvidenceKind
    title: str
    issuer: str
    issued_on: date
    attachment: str
    number: str | None = None
    mark: Mark | None = None
    conclusion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A permit or compulsory certificate of a regulated product; both ends of its validity count."""

    name: str
    number: str
    issuer: str
    valid_from: date
    valid_to: date
    attachment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorBenefit:
    """A certification or grant that the product already has (art. 25)."""

    level: PriorLevel
    programme: str
    year: int
    document_number: str
    amount_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """The product, arts. 5 and 6."""

    name: str
    models: tuple[str, ...]
    category: Category
    field: Field
    completed_on: date
    completed_evidence: str
    first_sold_on: date | None
    origin: tuple[Origin, ...]
    unit_price_yuan: Yuan
    units_sold: int
    sales_total_yuan: Yuan
    regulated: bool
    photo: str
    summary: str
    features: tuple[str, ...]
    level: Level
    level_evidence: str
    indicators: tuple[Indicator, ...]
    ip: tuple[IpRight, ...]
    evidence: tuple[Evidence, ...]
    prior: tuple[PriorBenefit, ...]
    version: str | None = None
    field_reason: str | None = None
    renewal_of: str | None = None
    licences: tuple[Licence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarations:
    """What the applicant declares; `state_secret` is never true in a record (art. 24)."""

    good_credit: bool
    no_major_accident: bool
    industrial_policy: bool
    ip_clear: bool
    state_secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """The legal representative's pledge that the papers are true."""

    signed_by: str
    signed_on: date
    sealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """创新产品认定申请表."""

    submitted_on: date
    applicant: Applicant
    product: Product
    declarations: Declarations
    pledge: Pledge
