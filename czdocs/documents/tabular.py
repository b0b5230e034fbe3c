"""The Directory as data: CSV for spreadsheets, JSON for programs."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from io import StringIO

from czdocs.decide.edition import DirectoryEdition
from czdocs.documents.context.directory_rows import COLUMNS, Cell, directory_rows
from czdocs.documents.context.notice import directory_title
from czdocs.documents.printable import check_printable
from czdocs.terms import Category, District, Field

__all__ = ["JSON_FORMAT", "guarded", "render_directory_csv", "render_directory_json"]

JSON_FORMAT = "czdocs-directory/1"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def render_directory_csv(edition: DirectoryEdition) -> bytes:
    """The entries of `edition` as CSV (RFC 4180): UTF-8 with a byte order mark, by which Excel knows it, and CRLF.

    Dates are written 2026-06-16. A cell that a spreadsheet would take for a formula is preceded by `'`; see `guarded`.

    Raises:
        CzdocsError: CZ4107 for a character that no document holds.
    """
    check_printable(edition.entries, directory_title(edition.year))
    output = StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(("序号", "新认定", *(column.head for column in COLUMNS)))
    writer.writerows(map(guarded, directory_rows(edition, edition.entries)))
    return output.getvalue().encode("utf-8-sig")


def guarded(row: Iterable[Cell]) -> list[str]:
    """The cells as texts, each that begins with `= + - @`, a tab or a return preceded by `'`.

    So is one that begins with `'` itself: taking one leading `'` away always gives the original back.
    """
    texts = map(str, row)
    return [f"'{text}" if text.startswith(_FORMULA_STARTS) else text for text in texts]


def render_directory_json(edition: DirectoryEdition) -> bytes:
    """The edition as JSON with English keys in a fixed order; what is internal to the procedure is not in it."""
    publication = edition.publication
    data = {
        "format": JSON_FORMAT,
        "title": directory_title(edition.year),
        "year": edition.year,
        "document_number": publication.document_number,
        "dated": publication.dated.isoformat(),
        "issuers": list(publication.issuers),
        "counts": {
            "entries": len(edition.entries),
            "new": len(edition.new),
            "lapsed": len(edition.lapsed),
            "by_category": _counts(Category, (entry.category for entry in edition.entries)),
            "by_field": _counts(Field, (entry.field for entry in edition.entries)),
            "by_district": _counts(District, (entry.district for entry in edition.entries)),
        },
        "new": sorted(edition.new),
        "entries": [dict(entry.to_data()) for entry in edition.entries],
        "lapsed": [dict(entry.to_data()) for entry in edition.lapsed],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _counts(terms: Iterable[Enum], found: Iterable[Enum]) -> Mapping[str, int]:
    """How often each of `terms` was found, in their order, also those that were not."""
    counter = Counter(found)
    return {str(term.value): counter[term] for term in terms}
