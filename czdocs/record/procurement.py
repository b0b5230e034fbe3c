"""What purchasers file: their budget with its reserved share, and the points of a tender (arts. 12 to 16)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from czdocs.money import Yuan
from czdocs.record.decision import Enquiries
from czdocs.terms import Category, ProcurementMethod, PurchaserKind

__all__ = [
    "BonusPoints",
    "BudgetedProject",
    "Factor",
    "ProcurementBudget",
    "Purchaser",
    "Qualification",
    "SingleSource",
    "Tender",
    "TenderProject",
    "TrackRecord",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchaser:
    """Who buys."""

    name: str
    kind: PurchaserKind
    uscc: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetedProject:
    """One project of a budget; `reserved_yuan` is the part kept for innovative products."""

    department: str
    name: str
    amount_yuan: Yuan
    reserved_yuan: Yuan
    category: Category | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementBudget:
    """部门政府采购预算表 of one purchaser and year."""

    purchaser: Purchaser
    projects: tuple[BudgetedProject, ...]
    total_yuan: Yuan
    reserved_yuan: Yuan
    prepared_by: str
    approved_by: str
    dated: date
    contact: Enquiries


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderProject:
    """What is bought."""

    number: str
    name: str
    budget_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualification:
    """One requirement that bidders must meet, word for word."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One evaluation factor, word for word, with the most points that it gives."""

    id: str
    name: str
    text: str
    max_points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusPoints:
    """The points that listed products get on top."""

    points: Decimal
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """How the factor about sales counts for products published within `within_years` of their certification."""

    factor: str
    listed_products_full_marks: bool
    all_levels: bool
    within_years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleSource:
    """Why no other product will do."""

    certificate: str
    rights: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tender:
    """采购文件要点核对表 of one project or lot."""

    purchaser: Purchaser
    project: TenderProject
    published_on: date
    bid_deadline: date
    category: Category
    imported_goods: bool
    method: ProcurementMethod
    qualifications: tuple[Qualification, ...]
    contact: Enquiries
    preference: str | None = None
    factors: tuple[Factor, ...] = ()
    total_points: Decimal | None = None
    bonus: BonusPoints | None = None
    track_record: TrackRecord | None = None
    single_source: SingleSource | None = None
