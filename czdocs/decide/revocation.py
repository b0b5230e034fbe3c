"""Ruling: a decision on a violation with what the archive knows of the product and of the money (art. 23)."""

from dataclasses import dataclass
from datetime import date

from czdocs.decide.grant import Grant
from czdocs.money import Yuan
from czdocs.record.revocation import RevocationDecision

__all__ = ["RecoveredGrant", "Ruling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveredGrant:
    """A grant whose principal is demanded back."""

    grant: Grant
    amount_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision ready to be drawn up: found to agree with the archive.

    `certified_on` and `certified_by` are day and number of the document that certified the product, `valid_to` the last
    day of the certification without this decision. `bar_until` is the last day of the bar on subsidies, None where only
    a later decision ends it (D-12).
    """

    decision: RevocationDecision
    certified_on: date
    certified_by: str
    valid_to: date
    recovered: tuple[RecoveredGrant, ...]
    bar_until: date | None
    measures_title: str
    measures_document: str

    @property
    def product(self) -> str:
        """The product with its models, as a sentence names it."""
        product = self.decision.product
        return f"“{product.name}”（型号：{'、'.join(product.models)}）"
