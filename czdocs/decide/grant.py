"""Grant: money that an archived decision gave for one claim (arts. 20 and 21)."""

from dataclasses import dataclass
from datetime import date

from czdocs.money import Yuan

__all__ = ["Grant", "Recovery"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """That the money of a grant was demanded back: by which decision, and the archive record that says so."""

    decision: str
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What was decided about one claim, as the archive has it in record `sequence`.

    `uscc` is the claimant, `decision` the document number of the decision of the day `dated`, `article` 20 or 21. The
    amounts of a refused claim are 0.
    """

    case: str
    certificate: str
    uscc: str
    approved: bool
    article: int
    decision: str
    dated: date
    amount_yuan: Yuan
    city_yuan: Yuan
    district_yuan: Yuan
    sequence: int
    recovery: Recovery | None = None
