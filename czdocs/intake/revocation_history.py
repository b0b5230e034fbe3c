"""History of a decision on a violation: what the archive knows of its certificate and of the money."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from czdocs.decide.edition import DirectoryEntry
    from czdocs.decide.grant import Grant

__all__ = ["EarlierRevocation", "EarlierRuling", "RevocationHistory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRevocation:
    """A standing revocation of the certificate, whether it has taken effect or not."""

    decision: str
    effective_on: date
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRuling:
    """An archived decision of the same document number that says something else."""

    sequence: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationHistory:
    """What the archive has to say to one decision; `certified` is None where it knows none of that number.

    `certificates` are those of the product: the one named, what it renews and what renews it; `others` are those of
    them that are still valid on the day on which the decision takes effect. `grants` are what was decided about the
    claims named, by case; `paid` what the holder was granted for the product and has not been demanded back.
    """

    certified: DirectoryEntry | None
    certificates: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    revocation: EarlierRevocation | None = None
    ruling: EarlierRuling | None = None
    grants: Mapping[str, Grant] = field(default_factory=lambda: MappingProxyType({}))
    paid: tuple[Grant, ...] = ()
