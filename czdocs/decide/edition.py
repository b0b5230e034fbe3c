"""A Directory edition: the products valid on its date, with all that the documents say of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from czdocs.decide.review_outcome import ReviewOutcome
from czdocs.terms import Category, District, Field, IpKind, Level

__all__ = [
    "Agreement",
    "DirectoryEdition",
    "DirectoryEntry",
    "Indicator",
    "IpRight",
    "Publication",
    "PublicityPeriod",
    "RefusedCase",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One technical indicator as certified; `value` is decimal text, `comparison` one of `>=`, `<=`, `=`."""

    name: str
    unit: str
    value: str
    comparison: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IpRight:
    """One intellectual property right of the product."""

    kind: IpKind
    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """One certified product as the Directory, the certificate and the archive show it.

    `valid_from` and `valid_to` are inclusive; `certified_on` is the date of the certifying document (art. 10, D-07).
    `photo` is the SHA-256 (hex) of the picture and `photo_type` its media type; both are None for products carried over
    without one. `telephone` is a business number only. `renews` is the certificate that this one continues.
    """

    certificate: str
    case: str | None
    product: str
    models: tuple[str, ...]
    version: str | None
    category: Category
    field: Field
    company: str
    uscc: str
    district: District
    certified_on: date
    valid_from: date
    valid_to: date
    document_number: str
    summary: str
    features: tuple[str, ...]
    level: Level | None
    indicators: tuple[Indicator, ...]
    ip: tuple[IpRight, ...]
    standards: tuple[str, ...]
    photo: str | None
    photo_type: str | None
    contact: str | None
    telephone: str | None
    renews: str | None

    def to_data(self) -> Mapping[str, Any]:
        """The entry as JSON values, the `data` of its archive record."""
        return {
            "certificate": self.certificate,
            "case": self.case,
            "product": self.product,
            "models": list(self.models),
            "version": self.version,
            "category": self.category.value,
            "field": self.field.value,
            "company": self.company,
            "uscc": self.uscc,
            "district": self.district.value,
            "certified_on": self.certified_on.isoformat(),
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat(),
            "document_number": self.document_number,
            "summary": self.summary,
            "features": list(self.features),
            "level": self.level.value if self.level else None,
            "indicators": [
                {"name": i.name, "unit": i.unit, "value": i.value, "comparison": i.comparison} for i in self.indicators
            ],
            "ip": [{"kind": i.kind.value, "number": i.number, "title": i.title} for i in self.ip],
            "standards": list(self.standards),
            "photo": self.photo,
            "photo_type": self.photo_type,
            "contact": self.contact,
            "telephone": self.telephone,
            "renews": self.renews,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "DirectoryEntry":
        """The entry that `to_data` wrote.

        Raises:
            KeyError, ValueError: If the data are not an entry's.
        """
        return cls(
            certificate=data["certificate"],
            case=data["case"],
            product=data["product"],
            models=tuple(data["models"]),
            version=data["version"],
            category=Category(data["category"]),
            field=Field(data["field"]),
            company=data["company"],
            uscc=data["uscc"],
            district=District(data["district"]),
            certified_on=date.fromisoformat(data["certified_on"]),
            valid_from=date.fromisoformat(data["valid_from"]),
            valid_to=date.fromisoformat(data["valid_to"]),
            document_number=data["document_number"],
            summary=data["summary"],
            features=tuple(data["features"]),
            level=Level(data["level"]) if data["level"] else None,
            indicators=tuple(Indicator(**i) for i in data["indicators"]),
            ip=tuple(IpRight(kind=IpKind(i["kind"]), number=i["number"], title=i["title"]) for i in data["ip"]),
            standards=tuple(data["standards"]),
            photo=data["photo"],
            photo_type=data["photo_type"],
            contact=data["contact"],
            telephone=data["telephone"],
            renews=data["renews"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCase:
    """A case of the year that was not certified: internal, never published."""

    case: str
    company: str
    product: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityPeriod:
    """公示: when the candidates were posted, the first and last day for objections (both inclusive), and to whom."""

    posted_on: date
    first_day: date
    last_day: date
    working_days: int
    contact: str
    telephone: str
    email: str
    address: str
    postcode: str
    objections: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """联合会商 (art. 10): when it was held and who took part."""

    held_on: date
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The certifying document's own facts; `issuers` stand in official order, the lead agency first."""

    year: int
    document_number: str
    dated: date
    issuers: tuple[str, ...]
    recipients: tuple[str, ...]
    call_notice: str
    consultation: Agreement
    publicity: PublicityPeriod
    contact: str
    telephone: str
    note: str | None
    copies_to: tuple[str, ...]
    printed_by: str
    printed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEdition:
    """The yearly Directory (art. 11): every product valid on `publication.dated`, in Directory order.

    `entries` are sorted by category, district and certificate number; `new` are the certificates of this edition's year
    (certified by `publication`); `lapsed` were in force at the edition before and are no longer. Internal are `refused`
    and `reviews`, which has every case of the year.
    """

    publication: Publication
    entries: tuple[DirectoryEntry, ...]
    new: frozenset[str]
    lapsed: tuple[DirectoryEntry, ...]
    refused: tuple[RefusedCase, ...]
    reviews: tuple[ReviewOutcome, ...] = ()

    @property
    def year(self) -> int:
        """The year of the edition."""
        return self.publication.year

    @property
    def certified(self) -> tuple[DirectoryEntry, ...]:
        """The products that this edition's document certifies, in order of their certificate numbers."""
        return tuple(sorted((e for e in self.entries if e.certificate in self.new), key=lambda e: e.certificate))
