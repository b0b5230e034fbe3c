"""Sanctions in the archive: the decisions that bar a company from support, and what lifted them."""

from datetime import date

from czdocs.archive.view import View
from czdocs.decide.sanctions import Sanction
from czdocs.flows.grants import standing
from czdocs.terms import RevocationGround

__all__ = ["SANCTION", "sanctions_against"]

SANCTION = "sanction"
"""Kind of the records that bar a company; whatever record `revokes` one lifts it from its own `valid_from` on."""


def sanctions_against(view: View, uscc: str) -> tuple[Sanction, ...]:
    """Every standing sanction against the company `uscc`, by sequence, lifted ones too."""
    records = standing(view.find(kind=SANCTION, company=uscc))
    if not records:
        return ()
    lifted: dict[int, date] = {}
    for record in standing(view.history(uscc)):
        for sequence in record.revokes if record.valid_from else ():
            lifted[sequence] = min(record.valid_from or date.max, lifted.get(sequence, date.max))
    return tuple(
        Sanction(
            uscc=uscc,
            company=record.data["company"],
            ground=RevocationGround(record.data["ground"]).label,
            decision=record.data["decision"],
            starts=date.fromisoformat(record.data["from"]),
            sequence=record.sequence,
            lifted_on=lifted.get(record.sequence),
        )
        for record in records
    )
