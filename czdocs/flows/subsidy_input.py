"""The input of a batch of claims: every case folder read once and checked, and of each only what is needed later."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from czdocs.archive.commit import FileRef
from czdocs.archive.digest import sha256
from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, has_errors
from czdocs.flows.examination import ExaminedCase, ExaminedForm, examine_alone, examine_case, examine_form
from czdocs.flows.executor import streamed
from czdocs.flows.form_records import claim_forms
from czdocs.flows.gathering import FormFile, find_forms
from czdocs.flows.publication_material import CaseForm, StoredFile, media_type
from czdocs.intake.dossier import Dossier
from czdocs.terms import FormKind

if TYPE_CHECKING:
    from czdocs.record import Record
    from czdocs.record.claims import Claim

__all__ = ["BatchIntake", "ClaimCase", "examined_again", "read_batch", "read_decision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCase:
    """One case folder of a batch as it was read and checked.

    `claim` is None and `forms` empty where a part of it could not be read. `whole` says that its forms themselves are
    without fault, so that what was found is a matter of the measures. `files` are the forms' own, with their digests,
    and `texts` those with findings. Of what falls under art. 24 only the findings are kept.
    """

    folder: Path
    case: str
    kinds: frozenset[FormKind]
    of_claim: bool
    claim: "Record[Claim] | None"
    forms: tuple[CaseForm, ...]
    findings: tuple[Diagnostic, ...]
    whole: bool
    secret: bool
    texts: Mapping[str, str]

    @property
    def dossier(self) -> Dossier:
        """The claim for rules that look at nothing else; it knows no places."""
        by_kind = {self.claim.kind: self.claim} if self.claim is not None else {}
        return Dossier(submissions={}, by_kind=by_kind, of_claim=self.of_claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchIntake:
    """The cases of a batch by folder, and what is wrong with the batch beside what is wrong with each case."""

    folder: Path
    cases: tuple[ClaimCase, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def secret(self) -> tuple[Diagnostic, ...]:
        """What was found of cases that fall under art. 24."""
        return tuple(d for case in self.cases if case.secret for d in case.findings)

    @property
    def texts(self) -> Mapping[str, str]:
        """The contents of the forms with findings, for showing their lines."""
        return {name: text for case in self.cases for name, text in case.texts.items()}


def read_batch(folder: Path, *, today: date, pool: Executor, decision: Path | None = None) -> BatchIntake:
    """All claims below `folder`, examined side by side in `pool`; the form `decision` may lie among them.

    At no time are more cases in memory as a whole than are being examined.
    """
    place = Place(file=folder.as_posix())
    if not folder.is_dir():
        return BatchIntake(folder=folder, cases=(), diagnostics=(finding("CZ5221", place, path=folder.as_posix()),))
    found = find_forms([folder])
    groups: dict[Path, list[FormFile]] = defaultdict(list)
    for file in found.files:
        if decision is None or file.path.resolve() != decision.resolve():
            groups[file.path.parent].append(file)
    examined = streamed(pool, partial(_examined, today=today), groups.items())
    cases = tuple(case for case in examined if case.kinds != {FormKind.SUBSIDY_DECISION})
    diagnostics = [d for d in found.findings if d.code != "CZ1034"]
    if not cases and not diagnostics:
        diagnostics.append(finding("CZ5221", place, path=folder.as_posix()))
    diagnostics += _strangers(cases)
    diagnostics += _misplaced(cases)
    return BatchIntake(folder=folder, cases=cases, diagnostics=tuple(diagnostics))


def read_decision(path: Path, *, today: date) -> tuple[ExaminedForm, tuple[Diagnostic, ...]]:
    """The subsidy decision at `path`, and what is wrong with it; `record` is None where it cannot be used."""
    form = examine_form(FormFile(path=path, in_folder=False))
    found = examine_alone(form, today=today)
    if form.secret or form.submission is None or form.submission.kind is FormKind.SUBSIDY_DECISION:
        return form, found
    kind = form.submission.kind.label
    told = finding("CZ5220", form.submission.place(("form",)), kind=kind)
    return replace(form, record=None), (told,)


def examined_again(case: ClaimCase) -> ExaminedCase:
    """The forms of `case` with their places, for telling where a fault is that only others could show."""
    files = find_forms([case.folder]).files
    forms = (examine_form(file) for file in files if file.path.parent == case.folder)
    return examine_case(case.folder, forms, files=MappingProxyType(_Unread()))


class _Unread(dict[str, bytes]):
    """Attachments that nobody looks at: none of them is asked for what it holds."""

    def __missing__(self, _name: str) -> bytes:
        return b""


def _examined(group: tuple[Path, Sequence[FormFile]], *, today: date) -> ClaimCase:
    """What is kept of the case in one folder; runs in a process of its own."""
    folder, files = group
    case = examine_case(folder, [examine_form(file) for file in files], today=today)
    dossier = case.dossier
    shown = {d.place.file for d in case.findings} | {where.file for d in case.findings for _, where in d.related}
    names = {kind: _name(form, case) for kind, form in _forms_by_kind(case).items()}
    return ClaimCase(
        folder=folder,
        case=case.case,
        kinds=frozenset(form.submission.kind for form in case.forms if form.submission),
        of_claim=dossier.of_claim,
        claim=dossier.claim,
        forms=tuple(claim_forms(dossier, tuple(_stored(case)), names)) if not case.secret else (),
        findings=case.findings,
        whole=_is_whole(case),
        secret=case.secret,
        texts={form.name: form.text for form in case.forms if form.name in shown},
    )


def _is_whole(case: ExaminedCase) -> bool:
    """Whether claim and list of attachments are there, once each, and without faults of their own."""
    dossier = case.dossier
    read = dossier.claim is not None and dossier.attachments is not None
    once = len(case.forms) == len(dossier.submissions)
    return read and once and not any(has_errors(form.findings) for form in case.forms)


def _forms_by_kind(case: ExaminedCase) -> Mapping[FormKind, ExaminedForm]:
    named = {form.name: form for form in case.forms}
    return {kind: named[submission.file] for kind, submission in case.dossier.submissions.items()}


def _name(form: ExaminedForm, case: ExaminedCase) -> str:
    return form.path.relative_to(case.folder).as_posix()


def _stored(case: ExaminedCase) -> Iterator[StoredFile]:
    """The files of the case where they are, with what their bytes were when they were checked."""
    contents = [(_name(form, case), "submission", form.content) for form in case.forms]
    contents += [(name, "attachment", content) for name, content in case.attachments.items()]
    for name, role, content in contents:
        ref = FileRef(name=name, role=role, media_type=media_type(name), size=len(content), digest=sha256(content))
        yield StoredFile(folder=case.folder, ref=ref)


def _strangers(cases: Iterable[ClaimCase]) -> Iterator[Diagnostic]:
    """Folders of a batch that hold something else than a claim."""
    for case in cases:
        if not case.of_claim and not case.secret and case.kinds:
            yield finding("CZ5225", Place(file=case.folder.as_posix()), folder=case.folder.name)


def _misplaced(cases: Sequence[ClaimCase]) -> list[Diagnostic]:
    """Cases inside another, in a folder of another number, or twice; only these are looked at again."""
    from czdocs.flows.case_folders import misplaced_cases

    folders = {case.folder for case in cases if case.kinds}
    by_number: dict[str, list[ClaimCase]] = defaultdict(list)
    for case in cases:
        by_number[case.case].append(case)
    suspects: dict[Path, ClaimCase] = {}
    for case in cases:
        outer = [parent for parent in case.folder.parents if parent in folders]
        misnamed = case.folder.name.startswith("20") and case.folder.name != case.case
        if outer or misnamed or len(by_number[case.case]) > 1:
            suspects |= {one.folder: one for one in (*(c for c in cases if c.folder in outer), case)}
    return misplaced_cases(examined_again(suspects[folder]) for folder in sorted(suspects))
