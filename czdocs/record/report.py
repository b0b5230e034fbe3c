"""The report: twelve sections that argue for the product (art. 8(2))."""

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Innovation", "Report", "ReportIndicators", "ReportRow", "Sections"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Innovation:
    """One innovation and the ids of the evidence for it."""

    title: str
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One indicator, equal to that of the application; the evidence for it is named since version 2."""

    name: str
    unit: str
    value: Decimal
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIndicators:
    """Section six: a text and the table."""

    text: str
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The twelve sections in their order, the last may be missing since version 2; a blank line parts paragraphs."""

    company: str
    product: str
    background: str
    innovations: tuple[Innovation, ...]
    technology: str
    indicators: ReportIndicators
    ip_and_standards: str
    quality: str
    applications_and_users: str
    market: str
    promotion: str
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """创新产品申请报告书."""

    product_name: str
    sections: Sections
