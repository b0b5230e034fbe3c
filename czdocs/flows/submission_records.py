"""The records of a submission: its forms and the letter that accepts it, or the letter that returns it with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from czdocs.archive.archival_number import next_numbers
from czdocs.archive.commit import Record, RecordDraft, Subject
from czdocs.archive.digest import Digest
from czdocs.archive.view import View
from czdocs.flows.form_records import (
    case_forms,
    claim_forms,
    form_draft,
    rulings,
    schema_names,
    standing_submissions,
)
from czdocs.flows.publication_material import CaseForm, KeptFile
from czdocs.flows.submission import Parties, Submission
from czdocs.flows.submission_notice import ACCEPTED, RETURNED
from czdocs.flows.year import case_records
from czdocs.policy.book import PolicyBook

__all__ = ["Answer", "decided", "standing_letters", "submission_drafts"]

_TITLES: Mapping[str, str] = {ACCEPTED: "受理通知书", RETURNED: "补正通知书"}
_LETTER_TEMPLATES = "gongwen/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A submission with the letter that answers it, as the archive will keep them."""

    submission: Submission
    parties: Parties
    letter: tuple[KeptFile, ...]
    dated: date
    document_number: str | None

    @property
    def kind(self) -> str:
        """The kind of the letter's record."""
        return ACCEPTED if self.submission.acceptable else RETURNED

    def contents(self) -> Mapping[Digest, bytes]:
        """The bytes of every file, by digest."""
        return {file.ref.digest: file.content for file in (*self.submission.files, *self.letter, *rulings())}


def standing_letters(view: View, case: str) -> tuple[Record, ...]:
    """The letters about `case` that nothing has replaced, by sequence."""
    letters = [record for kind in (ACCEPTED, RETURNED) for record in view.find(case=case, kind=kind)]
    replaced = {sequence for record in letters for sequence in record.supersedes}
    return tuple(sorted((r for r in letters if r.sequence not in replaced), key=lambda r: r.sequence))


def decided(view: View, case: str) -> Record | None:
    """The certification decision that names `case`, None while there is none."""
    for record in view.find(kind="certification-decision"):
        rows = (*record.data.get("certified", ()), *record.data.get("refused", ()))
        if any(row.get("case") == case for row in rows):
            return record
    return None


def submission_drafts(answer: Answer, view: View, book: PolicyBook) -> tuple[RecordDraft, ...]:
    """The records of `answer`: an accepted case's forms and the letter, or the letter with the forms as handed in.

    Forms handed in anew replace those before. The forms get their archival numbers when the case is closed, by the
    publication of its year; the letter is finished and gets its own.
    """
    forms = _form_drafts(answer, view, book) if answer.kind == ACCEPTED else []
    sequences = tuple(range(view.next_sequence, view.next_sequence + len(forms)))
    letter = replace(_letter_draft(answer, view, book), derived_from=sequences)
    year, retention = answer.parties.year, letter.retention or ""
    (number,) = next_numbers(view, fonds=book.fonds.number, year=year, retention=retention)
    return (*forms, replace(letter, archival_number=number))


def _form_drafts(answer: Answer, view: View, book: PolicyBook) -> list[RecordDraft]:
    forms = tuple(_forms(answer.submission))
    if not forms:
        raise AssertionError("an acceptable case has all its forms")
    earlier = {record.kind: record.sequence for record in standing_submissions(view, forms)}
    kept = rulings()
    return [
        replace(
            form_draft(form, kept, certificate=None, retention=book.retention_of(form.kind)),
            supersedes=(earlier[form.kind],) if form.kind in earlier else (),
        )
        for form in forms
    ]


def _forms(submission: Submission) -> Iterator[CaseForm]:
    """The forms of a case, whether it is an application or a claim."""
    case = submission.case
    records = case_records(case)
    if records is not None:
        return case_forms(records)
    paths = {form.name: form.path.relative_to(case.folder).as_posix() for form in case.forms}
    names = {kind: paths[form.file] for kind, form in case.dossier.submissions.items()}
    return claim_forms(case.dossier, submission.files, names)


def _letter_draft(answer: Answer, view: View, book: PolicyBook) -> RecordDraft:
    parties = answer.parties
    # What was accepted stays so while a later version is faulty.
    replaced = [r for r in standing_letters(view, parties.case) if answer.kind == ACCEPTED or r.kind == RETURNED]
    return RecordDraft(
        kind=answer.kind,
        title=f"{_TITLES[answer.kind]}：{parties.product}（{parties.company}）",
        subject=Subject(case=parties.case, product=parties.product, company=parties.uscc),
        dated=answer.dated,
        data={
            "submission": answer.submission.digest,
            "document_number": answer.document_number,
            "issuer": parties.district.authority,
            "findings": sorted({finding.code for finding in answer.submission.findings}),
        },
        supersedes=tuple(record.sequence for record in replaced),
        retention=book.retention_of(answer.kind),
        files=tuple(file.ref for file in (*answer.letter, *_filed(answer), *_in_force(answer))),
    )


def _filed(answer: Answer) -> Sequence[KeptFile]:
    """The forms as handed in, kept with the letter that returns them; those of an accepted case have own records."""
    return answer.submission.files if answer.kind == RETURNED else ()


def _in_force(answer: Answer) -> list[KeptFile]:
    """Templates and parameters of the letter, and for a returned case the schemas that found it faulty."""
    forms = answer.submission.case.dossier.submissions.values()
    schemas = {name for form in forms for name in schema_names(form.kind, form.version)}
    return [
        file
        for file in rulings()
        if file.role == "parameters"
        or (file.role == "template" and file.name.startswith(_LETTER_TEMPLATES))
        or (file.role == "schema" and answer.kind == RETURNED and file.name in schemas)
    ]
