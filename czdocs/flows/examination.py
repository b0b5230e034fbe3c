"""Examination: forms read, checked and joined to cases and years, with everything that was found."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, Severity, has_errors
from czdocs.flows.gathering import FormFile, read_attachment, read_bytes
from czdocs.flows.knowledge import form_schemas, policy_book
from czdocs.intake.attachment_content import attachment_fact
from czdocs.intake.dossier import AttachmentFact, Dossier, Terms, YearDossier
from czdocs.intake.encoding import decode
from czdocs.intake.reading import partial_record, read_submission, record_from
from czdocs.intake.rules_applied import apply_case_rules, apply_year_rules
from czdocs.intake.submission import Submission
from czdocs.record import CASE_KINDS, CLAIM_KINDS, Body, Record
from czdocs.record.attachments import Attachments
from czdocs.terms import FormKind

__all__ = [
    "ExaminedCase",
    "ExaminedForm",
    "dossier_alone",
    "doubled_cases",
    "examine_alone",
    "examine_case",
    "examine_content",
    "examine_form",
    "examine_year",
    "holds_claim",
    "terms_of",
]

_CASE_NUMBER = re.compile(r"20[0-9]{2}-[A-Z]{2}-[0-9]{4}\Z")
_CLAIM_NUMBER = re.compile(r"20[0-9]{2}-[A-Z]{2}-[BC][0-9]{3}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedForm:
    """One file: what could be made of it, and what was found; of a secret one nothing is kept but the finding.

    `record` is None where the form has errors of its own; `partial` is then what could be read all the same, of use
    only to the rules.
    """

    path: Path
    name: str
    content: bytes
    text: str
    submission: Submission | None
    record: Record[Body] | None
    findings: tuple[Diagnostic, ...]
    secret: bool
    in_folder: bool
    partial: Record[Body] | None = None

    @property
    def unread(self) -> frozenset[str]:
        """The paths of the values that cannot be used."""
        return frozenset(d.place.path for d in self.findings if d.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedCase:
    """The forms of one folder as one case, its attachments' bytes by their path, and all that was found."""

    folder: Path
    forms: tuple[ExaminedForm, ...]
    dossier: Dossier
    attachments: Mapping[str, bytes]
    findings: tuple[Diagnostic, ...]
    secret: bool

    @property
    def case(self) -> str:
        """The case number, the folder's name where no form gives one."""
        numbers = (form.submission.case for form in self.forms if form.submission and form.submission.case)
        return next(numbers, self.folder.name)


def examine_form(file: FormFile) -> ExaminedForm:
    """What `file` holds and what the schema has against it; read once."""
    content = read_bytes(file.path)
    if isinstance(content, Diagnostic):
        return _form(file, b"", findings=(content,))
    return examine_content(content, file)


def examine_content(content: bytes, file: FormFile) -> ExaminedForm:
    """What `content`, read from `file`, holds and what the schema has against it."""
    reading = read_submission(content, file=file.name, schemas=form_schemas())
    if reading.secret:
        return _form(file, b"", findings=reading.findings, secret=True)
    if reading.submission is None:
        return _form(file, content, findings=reading.findings)
    findings = (*reading.findings, *_schema_findings(reading.submission))
    record = None if has_errors(findings) else record_from(reading.submission)
    notice = policy_book().notice(reading.submission.year or 0)
    versions = _version_findings(reading.submission, notice.form_versions if notice else {})
    form = _form(file, content, findings=(*findings, *versions), submission=reading.submission, record=record)
    return form if record else replace(form, partial=partial_record(reading.submission, form.unread))


def _version_findings(submission: Submission, accepted: Mapping[str, tuple[int, ...]]) -> tuple[Diagnostic, ...]:
    """What is to be said of the version of `submission`: nothing of the only one that there is."""
    if submission.kind.value not in accepted and not submission.schema.onward:
        return ()
    from czdocs.intake.versions import check_version

    return tuple(check_version(submission, accepted))


def _schema_findings(submission: Submission) -> tuple[Diagnostic, ...]:
    """What the schema has against `submission`; the words for faults are loaded only where there are some."""
    if not submission.schema.validator.faults(dict(submission.data)):
        return ()
    from czdocs.intake.checks import check_schema

    return check_schema(submission)


def examine_case(
    folder: Path,
    forms: Iterable[ExaminedForm],
    *,
    today: date | None = None,
    files: Mapping[str, bytes | AttachmentFact] | None = None,
) -> ExaminedCase:
    """The case that `forms` of one folder make, checked with the rules of the measures.

    Attachments are read from `folder`, or taken from `files` where the case does not lie in a folder.
    Where one of them is secret, only the findings about secrecy remain (art. 24).
    """
    forms = tuple(forms)
    if any(form.secret for form in forms):
        findings = tuple(d for form in forms if form.secret for d in form.findings)
        empty = Dossier(submissions={}, of_claim=holds_claim(folder, forms))
        return ExaminedCase(folder=folder, forms=(), dossier=empty, attachments={}, findings=findings, secret=True)
    findings = tuple(d for form in forms for d in form.findings)
    chosen, doubled = _one_a_kind(forms)
    contents = _attached(folder, chosen.get(FormKind.ATTACHMENTS), files)
    dossier = replace(_dossier(forms, chosen, contents), of_claim=holds_claim(folder, forms))
    return ExaminedCase(
        folder=folder,
        forms=forms,
        dossier=dossier,
        attachments=MappingProxyType(
            {name: content for name, content in contents.items() if isinstance(content, bytes)}
        ),
        findings=(*findings, *doubled, *_ruled(dossier, chosen, today=today)),
        secret=False,
    )


def holds_claim(folder: Path, forms: Iterable[ExaminedForm]) -> bool:
    """Whether `forms` of `folder` are the case of a claim, told also where the claim itself cannot be read."""
    forms = tuple(forms)
    kinds = {form.submission.kind for form in forms if form.submission}
    if FormKind.APPLICATION in kinds:
        return False
    numbers = (folder.name, *(form.submission.case or "" for form in forms if form.submission))
    named = any(form.path.stem == kind.value for form in forms for kind in CLAIM_KINDS)
    return not kinds.isdisjoint(CLAIM_KINDS) or named or any(_CLAIM_NUMBER.match(number) for number in numbers)


def doubled_cases(cases: Iterable[ExaminedCase]) -> list[Diagnostic]:
    """Case folders that bear the number of another."""
    seen: set[str] = set()
    found: list[Diagnostic] = []
    for case in cases:
        if case.case in seen:
            forms = case.dossier.submissions.values()
            found += [finding("CZ2907", form.place(("case",)), title=form.schema.title) for form in forms]
        seen.add(case.case)
    return found


def examine_year(
    form: ExaminedForm, cases: Iterable[ExaminedCase], *, holders: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """What the rules find in the decision `form` of a year about `cases`; none where the form itself is faulty.

    `holders` gives the credit code of the holder of each certificate known from earlier years. Cases of claims are
    passed over: no decision of a year is about them.
    """
    record: Any = form.record
    if form.submission is None or record is None:
        return ()
    whole: dict[str, Dossier] = {}
    unread: set[str] = set()
    for case in cases:
        if case.dossier.of_claim:
            continue
        if case.secret or has_errors(d for f in case.forms for d in f.findings):
            unread |= {name for name in (case.case, case.folder.name) if _CASE_NUMBER.match(name)}
        else:
            whole[case.case] = case.dossier
    own = {carried.certificate: carried.applicant.uscc for carried in record.body.carried_over}
    year = YearDossier(
        submission=form.submission,
        decision=record,
        cases=whole,
        unread=frozenset(unread),
        holders={**holders, **own},
    )
    return tuple(apply_year_rules(year, _terms(record.year)))


def examine_alone(form: ExaminedForm, *, today: date | None = None) -> tuple[Diagnostic, ...]:
    """What is found in one form of which no folder is known, so that no attachment can be looked for."""
    return (*form.findings, *_ruled(dossier_alone(form), _chosen_alone(form), today=today))


def dossier_alone(form: ExaminedForm) -> Dossier:
    """The dossier of one form of which no folder is known."""
    return _dossier((form,), _chosen_alone(form), None)


def _chosen_alone(form: ExaminedForm) -> dict[FormKind, ExaminedForm]:
    return {form.submission.kind: form} if form.submission else {}


def _ruled(dossier: Dossier, chosen: Mapping[FormKind, ExaminedForm], *, today: date | None) -> tuple[Diagnostic, ...]:
    """What the rules find, with a hint where the terms of the year are not known.

    Forms with errors of their own are asked as far as they can be read, so that all problems are told at once.
    """
    partial = {kind: form.partial for kind, form in chosen.items() if form.partial}
    if FormKind.ATTACHMENTS in partial:
        dossier = replace(dossier, facts=None)  # nobody has looked at files of a list that could not be read
    dossier = replace(dossier, by_kind=MappingProxyType({**dossier.by_kind, **partial}))
    terms = terms_of(dossier, today=today)
    if terms is None:
        return ()
    unread = {kind: form.unread for kind, form in chosen.items() if form.partial}
    found = tuple(apply_case_rules(dossier, terms, unread=unread))
    first = next(dossier.records())
    if terms.notice is not None or first.kind not in CASE_KINDS:
        return found
    return (*found, finding("CZ6004", Place(file=first.file), year=first.year))


def terms_of(dossier: Dossier, *, today: date | None = None) -> Terms | None:
    """The terms for a case, those of its year; None where no form could be read."""
    record = next(dossier.records(), None)
    return None if record is None else replace(_terms(record.year), present=today)


def _terms(year: int) -> Terms:
    book = policy_book()
    notice = book.notice(year)
    measures = book.measures_for(notice.closing_date if notice else date(year, 12, 31), year)
    return Terms(measures=measures, notice=notice, agencies=tuple(book.agencies.values()))


def _form(  # noqa: PLR0913  each is one field of the form
    file: FormFile,
    content: bytes,
    *,
    findings: tuple[Diagnostic, ...],
    secret: bool = False,
    submission: Submission | None = None,
    record: Record[Body] | None = None,
) -> ExaminedForm:
    # What was not read as a form is decoded in whatever encoding it has, so that lines of it can be shown.
    text = submission.text if submission else decode(content, file=file.name).text
    return ExaminedForm(
        path=file.path,
        name=file.name,
        content=content,
        text=text,
        submission=submission,
        record=record,
        findings=findings,
        secret=secret,
        in_folder=file.in_folder,
    )


def _one_a_kind(forms: Iterable[ExaminedForm]) -> tuple[dict[FormKind, ExaminedForm], tuple[Diagnostic, ...]]:
    """The first form of each kind, and what is wrong with further ones and with other case numbers."""
    chosen: dict[FormKind, ExaminedForm] = {}
    findings: list[Diagnostic] = []
    for form in forms:
        submission = form.submission
        if submission is None or submission.kind not in CASE_KINDS:
            continue
        if submission.kind in chosen:
            findings.append(finding("CZ2907", submission.place(("form",)), title=submission.schema.title))
            continue
        first = next((f.submission for f in chosen.values() if f.submission), None)
        if first is not None and first.case != submission.case:
            findings.append(finding("CZ2906", submission.place(("case",)), case=submission.case, other=first.case))
            continue
        chosen[submission.kind] = form
    return chosen, tuple(findings)


def _attached(
    folder: Path, form: ExaminedForm | None, files: Mapping[str, bytes | AttachmentFact] | None
) -> dict[str, bytes | AttachmentFact]:
    """The content of each file on the list of attachments, or why it was not read."""
    body = form.record.body if form and form.record else None
    if not isinstance(body, Attachments):
        return {}
    if files is not None:
        return {file.file: files[file.file] for file in body.files}
    return {file.file: read_attachment(folder, file.file) for file in body.files}


def _dossier(
    forms: Iterable[ExaminedForm],
    chosen: Mapping[FormKind, ExaminedForm],
    contents: Mapping[str, bytes | AttachmentFact] | None,
) -> Dossier:
    forms = tuple(forms)
    unknown = any(form.submission is None for form in forms)
    return Dossier(
        submissions=dict(_submissions(chosen)),
        by_kind=MappingProxyType({kind: form.record for kind, form in chosen.items() if form.record}),
        present=frozenset(form.submission.kind for form in forms if form.submission),
        facts=None if contents is None else {name: _fact(content) for name, content in contents.items()},
        # A file that could not be read may be the part that seems to be missing.
        complete=contents is not None and all(form.in_folder for form in forms) and not unknown,
    )


def _fact(content: bytes | AttachmentFact) -> AttachmentFact:
    return attachment_fact(content) if isinstance(content, bytes) else content


def _submissions(chosen: Mapping[FormKind, ExaminedForm]) -> Iterator[tuple[FormKind, Submission]]:
    for kind, form in chosen.items():
        if form.submission is not None:
            yield kind, form.submission
