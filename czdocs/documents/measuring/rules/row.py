"""One row of the table: its number, clause, element and expected value, and what came of measuring it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from czdocs.documents.measuring.elements import Elements, Form

__all__ = [
    "Found",
    "MeasuredRow",
    "Row",
    "Verdict",
    "absent",
    "conforms",
    "fails",
    "judged",
    "mm",
    "near",
    "pt",
    "unmeasured",
]

_ALL = frozenset(Form)


class Verdict(Enum):
    """What a row says about the document."""

    CONFORMS = "conforms"
    FAILS = "fails"
    NOT_APPLICABLE = "not-applicable"
    NOT_MEASURED = "not-measured"

    @property
    def label(self) -> str:
        """Its Chinese word."""
        return _LABELS[self]


_LABELS = {
    Verdict.CONFORMS: "符合",
    Verdict.FAILS: "不符合",
    Verdict.NOT_APPLICABLE: "不适用",
    Verdict.NOT_MEASURED: "未检测",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one rule found; `reason` where the verdict does not speak for itself."""

    measured: str
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the table before it is measured; `forms` are those it is asked of."""

    number: str
    clause: str
    element: str
    expected: str
    rule: Callable[[Elements], Found]
    forms: frozenset[Form] = _ALL
    needs_text: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRow:
    """A row of the table with its verdict."""

    number: str
    clause: str
    element: str
    expected: str
    measured: str
    verdict: Verdict
    reason: str = ""


def judged(measured: str, right: bool, reason: str = "") -> Found:  # noqa: FBT001 - the one question of every row
    """符合 where `right`, else 不符合; `reason` says what is wrong and is dropped where nothing is."""
    return Found(
        measured=measured, verdict=Verdict.CONFORMS if right else Verdict.FAILS, reason="" if right else reason
    )


def conforms(measured: str) -> Found:
    """Nothing is wrong with the element."""
    return Found(measured=measured, verdict=Verdict.CONFORMS)


def fails(measured: str, reason: str) -> Found:
    """The element is wrong, or missing where it must be."""
    return Found(measured=measured, verdict=Verdict.FAILS, reason=reason)


def absent(reason: str) -> Found:
    """The document has no such element."""
    return Found(measured="", verdict=Verdict.NOT_APPLICABLE, reason=reason)


def unmeasured(reason: str) -> Found:
    """The element may be there but cannot be measured in this file."""
    return Found(measured="", verdict=Verdict.NOT_MEASURED, reason=reason)


def near(value: float, wanted: float, tolerance: float) -> bool:
    """Whether `value` is `wanted` within `tolerance`; a hundredth more is forgiven for rounding."""
    return abs(value - wanted) <= tolerance + 0.01


def mm(value: float) -> str:
    """A length for people."""
    return f"{round(value, 1) + 0.0:.1f} mm"  # no -0.0


def pt(value: float) -> str:
    """A type size for people."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + " pt"
