"""The measurement of a document in words and as JSON: a row for each rule of GB/T 9704-2012."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from czdocs.report.text import display_width
from czdocs.report.wrapping import padded, wrapped

__all__ = ["FORMAT", "ToldMeasurement", "ToldRow", "measurement_data", "measurement_json", "measurement_text"]

FORMAT = "czdocs-measurement/1"

_HEADS = ("行", "条款", "要素", "规定", "实测", "结论")
_WIDEST = (4, 8, 20, 30, 34, 6)
_ABSENT = "not-applicable"
_GAP = "  "
_ORDER = ("符合", "不符合", "不适用", "未检测")
_TO_LINE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """One row as it is told."""

    number: str
    clause: str
    element: str
    expected: str
    measured: str
    verdict: str
    verdict_label: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMeasurement:
    """A measurement as it is told."""

    form: str
    form_label: str
    pages: int
    passes: bool
    rows: tuple[ToldRow, ...]


def measurement_text(measurement: ToldMeasurement, *, file: str, everything: bool = False) -> str:
    """The table for people; rows that do not apply are counted only, unless `everything` is wanted."""
    shown = [row for row in measurement.rows if everything or row.verdict != _ABSENT]
    lines = [f"公文版式测量　{_shown(file)}", f"格式　{measurement.form_label}，{measurement.pages} 页", ""]
    lines += _table(shown)
    lines += ["", _summary(measurement)]
    return "\n".join(lines)


def _summary(measurement: ToldMeasurement) -> str:
    counts = Counter(row.verdict_label for row in measurement.rows)
    parts = [f"{name} {counts[name]} 行" for name in _ORDER if counts[name]]
    failed = [row.number for row in measurement.rows if row.verdict == "fails"]
    if failed:
        verdict = f"结论：不符合第 {'、'.join(failed)} 行"
    else:
        verdict = "结论：没有不符合的" if measurement.passes else "结论：没有量到内容"
    return f"{verdict}（{'，'.join(parts)}）。"


def _table(rows: Sequence[ToldRow]) -> Iterator[str]:
    cells = [(r.number, r.clause, r.element, r.expected, _shown(r.measured), r.verdict_label) for r in rows]
    widths = [
        min(widest, max(display_width(text) for text in column))
        for widest, column in zip(_WIDEST, zip(_HEADS, *cells, strict=True), strict=True)
    ]
    yield _line(_HEADS, widths)
    yield "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    for row, texts in zip(rows, cells, strict=True):
        pieces = [wrapped(text, width) or [""] for text, width in zip(texts, widths, strict=True)]
        for n in range(max(map(len, pieces))):
            yield _line([piece[n] if n < len(piece) else "" for piece in pieces], widths)
        if row.reason:
            indent = " " * (widths[0] + len(_GAP))
            yield from (f"{indent}{line}" for line in wrapped(f"└ {_shown(row.reason)}", _TO_LINE))


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(padded(text, width) for text, width in zip(texts, widths, strict=True)).rstrip()


def measurement_data(measurement: ToldMeasurement, *, file: str) -> dict[str, Any]:
    """The measurement as JSON values."""
    counts = Counter(row.verdict for row in measurement.rows)
    return {
        "format": FORMAT,
        "file": file,
        "standard": "GB/T 9704-2012",
        "form": measurement.form,
        "pages": measurement.pages,
        "passes": measurement.passes,
        "counts": {name: counts[name] for name in ("conforms", "fails", "not-applicable", "not-measured")},
        "rows": [
            {
                "row": row.number,
                "clause": row.clause,
                "element": row.element,
                "expected": row.expected,
                "measured": row.measured,
                "verdict": row.verdict,
                "reason": row.reason,
            }
            for row in measurement.rows
        ],
    }


def measurement_json(measurement: ToldMeasurement, *, file: str) -> str:
    """The measurement as JSON text with stable keys."""
    return json.dumps(measurement_data(measurement, file=file), ensure_ascii=False, indent=2)


def _shown(text: str) -> str:
    """`text` without what could steer a terminal."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else "\ufffd" for c in text)
