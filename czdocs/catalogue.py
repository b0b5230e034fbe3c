"""The table of findings: every code with its texts, the only source of what users read about a fault.

Codes are never reused. Ranges: CZ10xx reading YAML, CZ11xx schema, CZ2Axx rule of article A (CZ2061 is the first rule
of article 6; cross-checks between forms are CZ29xx), CZ3xxx archive, CZ4xxx environment, fonts and documents, CZ5xxx
flows and command line, CZ6xxx policy parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from czdocs.diagnostic import Diagnostic, Place, Severity

__all__ = ["CATALOGUE", "Entry", "finding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code: its title, message and remedy in Chinese, with `{fields}` for the values of the case.

    `exit_status` is what the program ends with where the finding stops it: 1 input, 3 archive damaged, 4 environment.
    """

    code: str
    title: str
    message: str
    remedy: str
    article: str = ""
    severity: Severity = Severity.ERROR
    exit_status: int = 1


_ENTRIES: tuple[Entry, ...] = (
    # --- CZ10xx reading YAML
    # --- CZ11xx schema
    # --- CZ2xxx rules of the measures
    # --- CZ3xxx archive
    # --- CZ4xxx environment, fonts, documents
    # --- CZ5xxx flows and command line
    # --- CZ6xxx policy parameters
)

CATALOGUE: Mapping[str, Entry] = MappingProxyType({entry.code: entry for entry in _ENTRIES})
if len(CATALOGUE) != len(_ENTRIES):
    raise AssertionError("a diagnostic code stands twice in the catalogue")


def finding(
    code: str,
    place: Place,
    *,
    related: tuple[tuple[str, Place], ...] = (),
    article: str | None = None,
    **values: object,
) -> Diagnostic:
    """The finding `code` at `place`, its texts filled with `values`.

    `article` replaces the entry's article where one code serves several (a schema fault cites its field's article).

    Raises:
        KeyError: If the code is not in the catalogue or a value that its text needs is missing.
    """
    entry = CATALOGUE[code]
    return Diagnostic(
        code=code,
        place=place,
        severity=entry.severity,
        message=entry.message.format(**values),
        article=entry.article if article is None else article,
        remedy=entry.remedy.format(**values),
        related=related,
    )
