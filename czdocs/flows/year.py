"""Year: all cases and the decision of one year, read once with their bytes, for the flows that publish and archive."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, in_order
from czdocs.flows.case_folders import misplaced_cases
from czdocs.flows.examination import (
    ExaminedCase,
    ExaminedForm,
    examine_case,
    examine_form,
    examine_year,
    holds_claim,
)
from czdocs.flows.gathering import find_forms
from czdocs.flows.holders import known_holders
from czdocs.record import CASE_KINDS, Record
from czdocs.record.application import Application
from czdocs.record.attachments import Attachments
from czdocs.record.decision import CertificationDecision
from czdocs.record.report import Report
from czdocs.record.reviews import ExpertReview, PreliminaryReview
from czdocs.terms import FormKind

__all__ = ["CaseFile", "CaseRecords", "YearIntake", "case_records", "load_case", "load_year"]

_YAML = "application/yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One file as it was read and checked; `name` is relative to the case folder (for a decision, to the year's).

    `role` is the form kind (`application`) or `attachment`; `id` is the attachment's id (`A3`), else None.
    """

    name: str
    role: str
    media_type: str
    content: bytes
    sha256: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecords:
    """One case with all its records and all its files: the forms first, then the attachments in list order."""

    case_id: str
    application: Record[Application]
    report: Record[Report]
    attachments: Record[Attachments]
    preliminary_review: Record[PreliminaryReview] | None
    expert_review: Record[ExpertReview] | None
    files: tuple[CaseFile, ...]

    def attachment(self, attachment_id: str) -> CaseFile | None:
        """The attached file of that id, None where there is none."""
        return next((file for file in self.files if file.id == attachment_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearIntake:
    """One year: its cases sorted by number, its decision with its file, and everything found, in order.

    A case with a fault that hides one of its three parts is not among `cases`; the findings say why.
    """

    year: int
    cases: tuple[CaseRecords, ...]
    decision: Record[CertificationDecision] | None
    decision_file: CaseFile | None
    diagnostics: tuple[Diagnostic, ...]

    def case(self, case_id: str) -> CaseRecords | None:
        """The case of that number, None where there is none."""
        return next((case for case in self.cases if case.case_id == case_id), None)


def load_year(folder: Path, year: int, *, today: date | None = None) -> YearIntake:
    """All forms of `year` below `folder`, which holds a folder a year or is that year's folder itself.

    Every file is read once: what `files` hold is what was checked. Nothing is refused here; whoever publishes looks
    at the diagnostics first. Folders of claims and forms that stand alone (budgets, tenders, notices) are passed over:
    the Directory is not made from them, and their faults do not stop it.
    """
    here = folder / str(year) if (folder / str(year)).is_dir() else folder
    found = find_forms([here])
    forms = tuple(examine_form(file) for file in found.files)
    decisions = [form for form in forms if _is_decision(form)]
    groups: dict[Path, list[ExaminedForm]] = defaultdict(list)
    for form in forms:
        if form.submission is None or form.submission.kind in CASE_KINDS:
            groups[form.path.parent].append(form)
    cases = tuple(
        examine_case(path, group, today=today) for path, group in groups.items() if not holds_claim(path, group)
    )
    diagnostics = [*found.findings, *(d for case in cases for d in case.findings)]
    diagnostics += misplaced_cases(cases)
    for form in decisions:
        diagnostics += form.findings
    # A form of the year's folder itself that could not be read is most likely the decision, and was told already.
    unread = any(form.submission is None and form.path.parent == here for form in forms)
    if len(decisions) != 1 and not (unread and not decisions):
        diagnostics.append(finding("CZ1035", Place(file=here.as_posix()), year=year, count=len(decisions)))
    decision: Any = decisions[0].record if len(decisions) == 1 else None
    if decision is not None:
        holders = known_holders(here.parent, before=year)
        diagnostics += examine_year(decisions[0], cases, holders=holders)
        if decision.year != year:
            diagnostics.append(finding("CZ1036", Place(file=decision.file), year=year, actual=decision.year))
    loaded = (case_records(case) for case in cases)
    return YearIntake(
        year=year,
        cases=tuple(sorted((case for case in loaded if case is not None), key=lambda case: case.case_id)),
        decision=decision,
        decision_file=_form_file(decisions[0], here) if decision is not None else None,
        diagnostics=in_order(diagnostics),
    )


def load_case(folder: Path, *, today: date | None = None) -> tuple[CaseRecords | None, tuple[Diagnostic, ...]]:
    """The case in `folder`, None where a part of it cannot be read, and everything that was found."""
    found = find_forms([folder])
    case = examine_case(folder, (examine_form(file) for file in found.files), today=today)
    return case_records(case), in_order((*found.findings, *case.findings))


def _is_decision(form: ExaminedForm) -> bool:
    return form.submission is not None and form.submission.kind is FormKind.CERTIFICATION_DECISION


def case_records(case: ExaminedCase) -> CaseRecords | None:
    """The case as records, None where one of the three parts of art. 8 is missing or faulty."""
    dossier = case.dossier
    if dossier.application is None or dossier.report is None or dossier.attachments is None:
        return None
    return CaseRecords(
        case_id=case.case,
        application=dossier.application,
        report=dossier.report,
        attachments=dossier.attachments,
        preliminary_review=dossier.preliminary_review,
        expert_review=dossier.expert_review,
        files=tuple(_files(case)),
    )


def _files(case: ExaminedCase) -> Iterator[CaseFile]:
    """The forms of the case in the order of the procedure, then its attachments in the order of the list."""
    by_name = {form.name: form for form in case.forms}
    for record in case.dossier.records():
        yield _form_file(by_name[record.file], case.folder)
    if case.dossier.attachments is None:
        return
    for file in case.dossier.attachments.body.files:
        content = case.attachments.get(file.file)
        if content is not None:
            yield CaseFile(
                name=file.file,
                role="attachment",
                media_type=file.media_type,
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
                id=file.id,
            )


def _form_file(form: ExaminedForm, folder: Path) -> CaseFile:
    if form.submission is None:
        raise AssertionError("a form without submission has no record")
    return CaseFile(
        name=form.path.relative_to(folder).as_posix(),
        role=form.submission.kind.value,
        media_type=_YAML,
        content=form.content,
        sha256=form.submission.sha256,
    )
