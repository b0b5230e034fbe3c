"""The measurements of all official documents of one occasion as one JSON file, a line for each document."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from czdocs.report.measurement import ToldMeasurement

__all__ = ["FORMAT", "measurement_line", "measurements_lines"]

FORMAT = "czdocs-measurements/1"
_ABSENT = "not-applicable"


def measurement_line(measurement: ToldMeasurement, *, file: str) -> str:
    """What was measured of one `file`, as JSON in one line; rows that do not apply to it are left out."""
    return _json(
        {
            "name": file,
            "form": measurement.form,
            "pages": measurement.pages,
            "passes": measurement.passes,
            "rows": {
                row.number: {
                    "verdict": row.verdict,
                    "measured": row.measured,
                    **({"reason": row.reason} if row.reason else {}),
                }
                for row in measurement.rows
                if row.verdict != _ABSENT
            },
        }
    )


def measurements_lines(table: Iterable[tuple[str, str, str, str]], lines: Iterable[str]) -> Iterator[str]:
    """The JSON file line by line: `table` has number, clause, element and expected value of each row of the standard.

    `lines` are those of the documents, as `measurement_line` gives them; thousands need not be held at once.
    """
    keys = ("row", "clause", "element", "expected")
    yield "{"
    yield f' "format": {_json(FORMAT)},'
    yield ' "standard": "GB/T 9704-2012",'
    yield ' "table": ['
    yield from _listed(_json(dict(zip(keys, row, strict=True))) for row in table)
    yield " ],"
    yield ' "files": ['
    yield from _listed(lines)
    yield " ]"
    yield "}"


def _listed(items: Iterable[str]) -> Iterator[str]:
    """The items of an array, a comma after each but the last."""
    last = None
    for item in items:
        if last is not None:
            yield f"  {last},"
        last = item
    if last is not None:
        yield f"  {last}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
