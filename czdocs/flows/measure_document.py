"""Measuring a finished document: a PDF file compared with GB/T 9704-2012, told as the report tells it."""

from dataclasses import dataclass
from pathlib import Path

from czdocs.diagnostic import Place
from czdocs.documents.measuring.measurement import Form, Measurement, measure
from czdocs.errors import CzdocsError
from czdocs.flows.output_folder import machine_fault
from czdocs.report.measurement import ToldMeasurement, ToldRow

__all__ = ["MeasuredDocument", "measure_document", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredDocument:
    """What was measured, ready to be told."""

    told: ToldMeasurement
    passes: bool
    has_text: bool


def measure_document(path: Path, *, kind: str | None = None) -> MeasuredDocument:
    """The measurement of the PDF file `path`; `kind` is the value of a `Form` where the user knows it.

    Raises:
        CzdocsError: CZ1030 if there is no such file, CZ5103 to CZ5105 if the machine refuses; as `measure`.
    """
    place = Place(file=path.as_posix())
    try:
        content = path.read_bytes()
    except (FileNotFoundError, ValueError) as error:
        raise CzdocsError("CZ1030", place=place, name=path.as_posix()) from error
    except OSError as error:
        raise machine_fault(error, path) from error
    try:
        measured = measure(content, form=Form(kind) if kind else None)
    except CzdocsError as error:
        raise CzdocsError(error.diagnostic.code, place=place) from error
    return MeasuredDocument(told=told(measured), passes=measured.passes, has_text=measured.has_text)


def told(measured: Measurement) -> ToldMeasurement:
    """`measured` in the words of the report."""
    return ToldMeasurement(
        form=measured.form.value,
        form_label=measured.form.label,
        pages=measured.pages,
        passes=measured.passes,
        rows=tuple(
            ToldRow(
                number=row.number,
                clause=row.clause,
                element=row.element,
                expected=row.expected,
                measured=row.measured,
                verdict=row.verdict.value,
                verdict_label=row.verdict.label,
                reason=row.reason,
            )
            for row in measured.rows
        ),
    )
