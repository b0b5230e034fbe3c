"""One form of a purchaser, a budget or a tender: read, checked, and with the measures that hold for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, in_order
from czdocs.flows.examination import ExaminedForm, dossier_alone, examine_alone, examine_form, terms_of
from czdocs.flows.gathering import FormFile
from czdocs.intake.submission import Submission
from czdocs.policy.parameter import Measures
from czdocs.record import Body, Record
from czdocs.terms import FormKind

__all__ = ["PurchaserForm", "purchaser_form"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaserForm:
    """What could be made of the file, and what was found; `record` and `measures` are None where it has faults of form.

    `texts` are the contents in which places may be shown; empty for a form that falls under art. 24.
    """

    submission: Submission | None
    record: Record[Any] | None
    measures: Measures | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def purchaser_form(path: Path, kind: FormKind, *, today: date | None = None) -> PurchaserForm:
    """The form of `kind` in the file `path`, checked as `validate` checks it.

    A folder, a file that is not there and a form of another kind are findings too.
    """
    if path.is_dir():
        return _nothing(finding("CZ5270", Place(file=path.as_posix()), name=path.as_posix(), wanted=kind.label))
    form = examine_form(FormFile(path=path, in_folder=False))
    submission = form.submission
    if submission is None or form.secret:
        return _nothing(*form.findings, texts=_texts(form))
    if submission.kind is not kind:
        values = {"title": submission.schema.title, "wanted": kind.label, "kind": kind.value}
        return _nothing(finding("CZ5271", submission.place(("form",)), **values), texts=_texts(form))
    terms = terms_of(dossier_alone(form), today=today)
    record: Record[Body] | None = form.record
    return PurchaserForm(
        submission=submission,
        record=record,
        measures=terms.measures if terms and record else None,
        diagnostics=in_order(examine_alone(form, today=today)),
        texts=_texts(form),
    )


def _nothing(*findings: Diagnostic, texts: Mapping[str, str] = MappingProxyType({})) -> PurchaserForm:
    return PurchaserForm(submission=None, record=None, measures=None, diagnostics=in_order(findings), texts=texts)


def _texts(form: ExaminedForm) -> Mapping[str, str]:
    return MappingProxyType({} if form.secret else {form.name: form.text})
