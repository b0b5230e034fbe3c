"""Findings: what is wrong, where, why and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

__all__ = ["Diagnostic", "Place", "Severity", "has_errors", "in_order"]


class Severity(Enum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a file something stands.

    `line` and `column` count from 1, columns in characters; 0 means that the file as a whole is meant.
    `path` names the field (`product.models[0]`), empty for the whole form.
    """

    file: str
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        """`file:line:column`, or the file alone."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding about one place; its texts come from the catalogue."""

    code: str
    place: Place
    severity: Severity
    message: str
    article: str
    remedy: str
    related: tuple[tuple[str, Place], ...] = ()


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings sorted by file, line, column and code, each once; what is equal in these stays as it came."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.place.file, d.place.line, d.place.column, d.code)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding forbids to go on."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
