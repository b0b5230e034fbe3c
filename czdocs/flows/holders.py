"""Holders: whose the certificates of earlier years are, as far as the forms beside say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from czdocs.flows.examination import ExaminedForm, examine_form
from czdocs.flows.gathering import FormFile
from czdocs.terms import FormKind

__all__ = ["known_holders"]

_DECISION = "certification-decision.yaml"


def known_holders(folder: Path, *, before: int) -> Mapping[str, str]:
    """Credit code of the holder by certificate, from the year folders in `folder` before the year `before`.

    Years that cannot be read are passed over: their own validation says what is wrong with them.
    """
    holders: dict[str, str] = {}
    try:
        years = sorted(entry for entry in folder.iterdir() if entry.name.isdigit() and int(entry.name) < before)
    except OSError:
        return holders
    for year in years:
        if not (year / _DECISION).is_file():
            continue
        decision: Any = _form(year / _DECISION)
        if decision.record is None or decision.record.kind is not FormKind.CERTIFICATION_DECISION:
            continue
        for carried in decision.record.body.carried_over:
            holders[carried.certificate] = carried.applicant.uscc
        for entry in decision.record.body.entries:
            path = year / "cases" / entry.case / "application.yaml"
            application: Any = _form(path) if entry.certificate and path.is_file() else None
            if application is not None and application.record is not None:
                holders[entry.certificate] = application.record.body.applicant.uscc
    return holders


def _form(path: Path) -> ExaminedForm:
    return examine_form(FormFile(path=path, in_folder=True))
