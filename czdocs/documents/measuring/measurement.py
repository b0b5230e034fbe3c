"""Measurement: a finished PDF compared with every testable row of GB/T 9704-2012."""

from dataclasses import dataclass

from czdocs.documents.measuring.elements import Elements, Form, recognise
from czdocs.documents.measuring.reading import read_facts
from czdocs.documents.measuring.rules import after, closing, forms, head, page, text
from czdocs.documents.measuring.rules.row import Found, MeasuredRow, Row, Verdict, absent, unmeasured
from czdocs.errors import CzdocsError

__all__ = ["ROWS", "Form", "MeasuredRow", "Measurement", "Verdict", "measure"]

ROWS: tuple[Row, ...] = (*page.ROWS, *head.ROWS, *text.ROWS, *closing.ROWS, *after.ROWS, *forms.ROWS)
"""The table, in the order of the standard."""

_NO_TEXT = "没有文字层（例如扫描件），读不出字的位置和字体"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What measuring found: the form, the number of pages, a verdict for every row.

    `has_text` is False for scans, of which next to nothing can be measured.
    """

    form: Form
    pages: int
    rows: tuple[MeasuredRow, ...]
    has_text: bool = True

    @property
    def passes(self) -> bool:
        """Whether no row fails. A scan passes nothing: nothing was measured."""
        return self.has_text and not self.failures

    @property
    def failures(self) -> tuple[MeasuredRow, ...]:
        """The rows that fail."""
        return tuple(row for row in self.rows if row.verdict is Verdict.FAILS)

    def count(self, verdict: Verdict) -> int:
        """How many rows have `verdict`."""
        return sum(row.verdict is verdict for row in self.rows)


def measure(pdf: bytes, *, form: Form | None = None) -> Measurement:
    """Every row of the table for `pdf`; `form` where it is known better than its looks tell.

    Raises:
        CzdocsError: As `read_facts`; CZ4143 if there is text, but nothing of an official document.
    """
    facts = read_facts(pdf)
    elements = recognise(facts, form)
    if facts.has_text and form is None and not _is_official(elements):
        raise CzdocsError("CZ4143")
    rows = tuple(_measured(row, elements) for row in ROWS)
    return Measurement(form=elements.form, pages=len(facts.pages), rows=rows, has_text=facts.has_text)


def _is_official(elements: Elements) -> bool:
    """Whether anything but running text was recognised: a mark, a number, or a title with a date."""
    head, closing = elements.head, elements.closing
    return bool(head.mark or head.number or (head.title and closing.date))


def _measured(row: Row, elements: Elements) -> MeasuredRow:
    if row.needs_text and not elements.facts.has_text:
        found: Found = unmeasured(_NO_TEXT)
    elif elements.form not in row.forms:
        found = absent(f"{elements.form.label}没有这一项")
    else:
        found = row.rule(elements)
    return MeasuredRow(
        number=row.number,
        clause=row.clause,
        element=row.element,
        expected=row.expected,
        measured=found.measured,
        verdict=found.verdict,
        reason=found.reason,
    )
