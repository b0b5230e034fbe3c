"""The command `measure`."""

from argparse import Namespace

from czdocs.catalogue import finding
from czdocs.cli import terminal
from czdocs.diagnostic import Place
from czdocs.flows.measure_document import measure_document
from czdocs.report.machine import harmless_json
from czdocs.report.measurement import measurement_json, measurement_text

__all__ = ["measure"]


def measure(options: Namespace) -> int:
    """`czdocs measure`: the table of rows; exit status 1 where one fails or nothing could be measured.

    Raises:
        CzdocsError: As `measure_document`.
    """
    measured = measure_document(options.path, kind=options.kind)
    name = options.path.as_posix()
    if options.format == "json":
        print(harmless_json(measurement_json(measured.told, file=name)))
    else:
        print(measurement_text(measured.told, file=name, everything=options.all))
    if not measured.has_text:
        terminal.print_findings((finding("CZ4144", Place(file=name)),))
    return 0 if measured.passes else 1
