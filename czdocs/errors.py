"""Failures: what stops the work, carrying the same five texts as a finding and an exit status."""

from datetime import date
from typing import Any

from czdocs.catalogue import CATALOGUE, finding
from czdocs.diagnostic import Diagnostic, Place

__all__ = ["CzdocsError"]


class CzdocsError(Exception):
    """The work cannot go on: a damaged archive, a missing font, a full disk.

    `place` names the file that is meant, if any; `values` fill the texts of the code's catalogue entry.
    """

    def __init__(self, code: str, *, place: Place | None = None, **values: Any) -> None:
        self._made_of = (code, place, values)
        self.diagnostic: Diagnostic = finding(code, place or Place(file=""), **values)
        self.exit_status: int = CATALOGUE[code].exit_status
        super().__init__(f"{code} {self.diagnostic.message} {self.diagnostic.remedy}")

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels from a worker process to its parent."""
        code, place, values = self._made_of
        plain = {name: value if isinstance(value, int | str | date) else str(value) for name, value in values.items()}
        return _rebuilt, (type(self), code, place, plain)


def _rebuilt(kind: type[CzdocsError], code: str, place: Place | None, values: dict[str, Any]) -> CzdocsError:
    return kind(code, place=place, **values)
