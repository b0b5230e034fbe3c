"""The report of what was measured of the official documents of one commit, archived and handed out with them."""

from collections.abc import Iterable, Iterator, Mapping

from czdocs.documents.issuing import Issued
from czdocs.documents.measuring.measurement import ROWS
from czdocs.flows.measure_document import told
from czdocs.flows.publication_material import KeptFile
from czdocs.report.measurements import measurement_line, measurements_lines

__all__ = [
    "HANDED_OUT",
    "MEASURED",
    "MEASUREMENTS",
    "REPORT",
    "gathered",
    "measured_line",
    "report_file",
    "report_lines",
]

MEASUREMENTS = "measurements.json"
MEASURED = ".measured"
"""How the name of a file ends that has the line of one document, until the report is put together."""

REPORT = "report"
"""What the report is for, in the record that keeps it."""

HANDED_OUT = frozenset({"rendering", REPORT})
"""What files are for that go into the output folder."""


def measured_line(name: str, issued: Issued) -> str:
    """The line of the report about the PDF `name`, by its name in the output folder."""
    if issued.measurement is None:
        raise AssertionError("official documents are measured when they are issued")
    return measurement_line(told(issued.measurement), file=name)


def report_lines(lines: Iterable[str]) -> Iterator[str]:
    """The report, line by line, each with its end; `lines` are those of the documents in their order."""
    table = ((row.number, row.clause, row.element, row.expected) for row in ROWS)
    for line in measurements_lines(table, lines):
        yield f"{line}\n"


def report_file(name: str, issued: Mapping[str, Issued]) -> KeptFile:
    """The report called `name` about documents by the names of their PDF files."""
    lines = (measured_line(pdf, issued[pdf]) for pdf in sorted(issued))
    return KeptFile(name=name, role=REPORT, content="".join(report_lines(lines)).encode())


def gathered(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """`files` with the report in the place of the lines that it is made of."""
    lines = [files[name].decode() for name in sorted(files) if name.endswith(MEASURED)]
    kept = {name: content for name, content in files.items() if not name.endswith(MEASURED)}
    return kept | {MEASUREMENTS: "".join(report_lines(lines)).encode()}
