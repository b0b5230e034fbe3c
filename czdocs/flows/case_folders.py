"""Case folders: whether each lies where a case belongs and bears its number."""

import re
from collections.abc import Iterable, Iterator

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.flows.examination import ExaminedCase, doubled_cases

__all__ = ["misplaced_cases"]

_NUMBERED = re.compile(r"20[0-9]{2}-[A-Z]{2}-[0-9BC][0-9]{3}\Z", re.IGNORECASE)


def misplaced_cases(cases: Iterable[ExaminedCase]) -> list[Diagnostic]:
    """Cases inside another case, in the folder of another number, or twice; one fault a case, the first of these.

    A folder that bears no number at all may have any name.
    """
    cases = tuple(cases)
    nested = tuple(_nested(cases))
    inner = {id(case) for case, _ in nested}
    found = [told for _, told in nested]
    for case in cases:
        named = _NUMBERED.match(case.folder.name)
        if id(case) not in inner and named and case.dossier.submissions and case.case != case.folder.name:
            found.append(finding("CZ2929", _place(case), case=case.case, folder=case.folder.name))
    return [*found, *doubled_cases(case for case in cases if id(case) not in inner)]


def _nested(cases: Iterable[ExaminedCase]) -> Iterator[tuple[ExaminedCase, Diagnostic]]:
    """The cases below the folder of another, each with its finding."""
    by_folder = {case.folder: case for case in cases if case.dossier.submissions}
    for folder, case in by_folder.items():
        outer = next((by_folder[parent] for parent in folder.parents if parent in by_folder), None)
        if outer is not None:
            place = _place(case)
            yield case, finding("CZ2928", place, case=case.case, folder=folder.name, outer=outer.folder.name)


def _place(case: ExaminedCase) -> Place:
    """Where the first form of the case gives its number."""
    return next(iter(case.dossier.submissions.values())).place(("case",))
