"""Agency names: the full name that an agency bears on the day of a document."""

from collections.abc import Iterable
from datetime import date

from czdocs.policy.parameter import Agency

__all__ = ["name_to_bear"]

_ABBREVIATED = 4
"""So many characters an abbreviated name has at least."""


def name_to_bear(name: str, agencies: Iterable[Agency], *, on: date) -> str | None:
    """The name that should stand instead of `name` on a day: None where it is right, or the agency is not known."""
    agency = _agency(name, tuple(agencies))
    borne = agency.name_on(on) if agency else None
    return borne.name if borne and borne.name != name else None


def _agency(name: str, agencies: tuple[Agency, ...]) -> Agency | None:
    """The agency that `name`, one of its names or an abbreviation of one, means."""
    for agency in agencies:
        if any(name in {known.name, known.short} for known in agency.names):
            return agency
    if len(name) >= _ABBREVIATED:
        for agency in agencies:
            if any(_abbreviates(name, known.name) for known in agency.names):
                return agency
    return None


def _abbreviates(short: str, name: str) -> bool:
    """Whether `short` is `name` with characters left out."""
    rest = iter(name)
    return all(character in rest for character in short)
