"""History of a case: what the archive knows of its certificate, and of earlier claims that used the same papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from czdocs.decide.claim_identity import IdentifierKind
    from czdocs.decide.sanctions import Bar
    from czdocs.terms import Status

__all__ = ["BARRED", "BarredDay", "CaseHistory", "CertificateFact", "EarlierUse"]


BARRED = "CZ2945"
"""The code of the one finding that no correction removes: the claimant was barred by a decision (art. 23)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFact:
    """A certificate as certified; `statuses` are those on the days that the claim turns on."""

    product: str
    models: tuple[str, ...]
    company: str
    uscc: str
    certified_on: date
    statuses: Mapping[date, Status] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierUse:
    """An archived claim of another case: its number, the record's sequence and the day of archiving."""

    case: str
    sequence: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BarredDay:
    """A day on which the claimant would need the right to be supported, and the bar that takes it away (art. 23)."""

    day: date
    bar: Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHistory:
    """What the archive has to say to one case; `certificate` is None where it knows none of that number.

    `uses` holds those identifiers of the claim, by kind and normal form, that an archived claim of another case has.
    `barred` is None where the claimant may be supported.
    """

    certificate: CertificateFact | None
    uses: Mapping[tuple[IdentifierKind, str], EarlierUse] = field(default_factory=lambda: MappingProxyType({}))
    barred: BarredDay | None = None
