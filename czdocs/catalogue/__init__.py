"""The table of findings: every code with its texts, the only source of what users read about a fault.

Codes are never reused. Ranges: CZ10xx reading YAML (from CZ1040 attachments, from CZ1050 bundles), CZ11xx schema
(from CZ1130 versions of forms), CZ2Axx rule of article A (CZ2061 is the first rule of article 6, CZ2201 of article 20;
cross-checks between forms are CZ29xx), CZ3xxx archive, CZ4xxx environment, fonts and documents, CZ5xxx flows and
command line, CZ6xxx policy parameters. A module a range.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from czdocs.catalogue import (
    agreeing,
    approving,
    archive,
    bundles,
    calculating,
    claims,
    commands,
    environment,
    explaining,
    fields,
    filling,
    issuing,
    measures,
    measuring,
    mending,
    notices,
    official,
    parameters,
    pictures,
    previewing,
    printing,
    procuring,
    reading,
    rendering,
    revoking,
    scaling,
    templates,
    versions,
)
from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Diagnostic, Place

__all__ = ["CATALOGUE", "Entry", "finding"]

_ENTRIES: tuple[Entry, ...] = (
    *reading.ENTRIES,
    *fields.ENTRIES,
    *measures.ENTRIES,
    *claims.ENTRIES,
    *official.ENTRIES,
    *archive.ENTRIES,
    *environment.ENTRIES,
    *commands.ENTRIES,
    *filling.ENTRIES,
    *explaining.ENTRIES,
    *mending.ENTRIES,
    *parameters.ENTRIES,
    *pictures.ENTRIES,
    *issuing.ENTRIES,
    *previewing.ENTRIES,
    *printing.ENTRIES,
    *bundles.ENTRIES,
    *approving.ENTRIES,
    *revoking.ENTRIES,
    *versions.ENTRIES,
    *procuring.ENTRIES,
    *agreeing.ENTRIES,
    *rendering.ENTRIES,
    *calculating.ENTRIES,
    *templates.ENTRIES,
    *measuring.ENTRIES,
    *notices.ENTRIES,
    *scaling.ENTRIES,
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
    **values: Any,
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
