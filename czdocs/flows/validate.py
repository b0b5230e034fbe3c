"""Validation: all problems of all forms under some paths, sorted by place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from czdocs.diagnostic import Diagnostic, Severity, in_order
from czdocs.flows.case_folders import misplaced_cases
from czdocs.flows.examination import (
    ExaminedCase,
    ExaminedForm,
    dossier_alone,
    examine_alone,
    examine_case,
    examine_content,
    examine_form,
    examine_year,
)
from czdocs.flows.gathering import FormFile, find_forms, is_bundle
from czdocs.flows.holders import known_holders
from czdocs.intake.dossier import Dossier
from czdocs.intake.rules_applied import apply_claim_rules
from czdocs.record import CASE_KINDS
from czdocs.terms import FormKind

__all__ = ["Validation", "validate", "validate_content"]

_MANY = 200
"""Below so many files, starting processes takes longer than it saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """How many files were read, how many of them have errors, what was found, and the texts to show places in.

    `texts` holds nothing of a file that falls under art. 24.
    """

    files: int
    invalid: int
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def validate(paths: Sequence[Path], *, today: date | None = None, archive: Path | None = None) -> Validation:
    """What is wrong with the forms that `paths` mean; files, case folders, bundles, year folders or any tree.

    Forms of one folder are one case; a decision is checked with all cases found below its folder. Whatever is wrong
    with a path is a finding too. Forms dated after `today` are pointed out. With an `archive` claims and renewals are
    also checked against what it holds.

    Raises:
        CzdocsError: If the archive is not there or damaged.
    """
    bundles = [path for path in paths if is_bundle(path)]
    found = find_forms([path for path in paths if path not in bundles])
    if len(found.files) >= _MANY and not bundles and archive is None:
        from czdocs.flows.many_cases import examine_many  # few have so many

        many = examine_many(found.files, today=today)
        if many is not None:
            return _summed(len(found.files), (*found.findings, *many.findings), many.texts)
    forms = tuple(examine_form(file) for file in found.files)
    cases, single = _sorted_out(forms, today=today)
    diagnostics: list[Diagnostic] = [*found.findings]
    diagnostics += misplaced_cases(cases)
    for path in bundles:
        case, of_bundle = _bundled(path, today=today)
        diagnostics += of_bundle
        forms, cases = (*forms, *case.forms), (*cases, case)
    for case in cases:
        diagnostics += case.findings
    diagnostics += apply_claim_rules(case.dossier for case in cases)
    diagnostics += _against_archive(archive, [case.dossier for case in cases], single, today=today)
    for form in single:
        diagnostics += examine_alone(form, today=today)
    for decision in (form for form in single if form.record and form.record.kind is FormKind.CERTIFICATION_DECISION):
        below = [case for case in cases if decision.path.parent in case.folder.parents]
        if decision.in_folder and decision.record is not None:
            holders = known_holders(decision.path.parent.parent, before=decision.record.year)
            diagnostics += examine_year(decision, below, holders=holders)
    return _validation(forms, diagnostics)


def validate_content(
    content: bytes, *, name: str, today: date | None = None, archive: Path | None = None
) -> Validation:
    """What is wrong with one form that is not in a file, such as one read from standard input; raises as `validate`."""
    form = examine_content(content, FormFile(path=Path(name), in_folder=False))
    found = examine_alone(form, today=today)
    return _validation((form,), (*found, *_against_archive(archive, [dossier_alone(form)], [form], today=today)))


def _against_archive(
    archive: Path | None, cases: Sequence[Dossier], single: Sequence[ExaminedForm], *, today: date | None
) -> tuple[Diagnostic, ...]:
    """What the archive has against `cases` and decisions on violations; nothing where no archive is asked."""
    if archive is None:
        return ()
    from czdocs.flows.claim_history import check_history  # the archive's index is needed only here
    from czdocs.flows.revoke_history import check_revocations

    return (*check_history(archive, cases, today=today), *check_revocations(archive, single))


def _bundled(path: Path, *, today: date | None) -> tuple[ExaminedCase, tuple[Diagnostic, ...]]:
    """The case in the ZIP file at `path`, and what is wrong with the file itself."""
    from czdocs.flows.bundle import bundle_files, bundle_forms, open_bundle  # only few have one

    bundle = open_bundle(path)
    case = examine_case(path, bundle_forms(bundle, path), today=today, files=bundle_files(bundle))
    return replace(case, attachments={}), bundle.findings


def _sorted_out(
    forms: Iterable[ExaminedForm], *, today: date | None
) -> tuple[tuple[ExaminedCase, ...], tuple[ExaminedForm, ...]]:
    """The cases, a folder each, and the forms that stand alone; what names no kind counts to the case of its folder."""
    folders: dict[Path, list[ExaminedForm]] = defaultdict(list)
    single: list[ExaminedForm] = []
    for form in forms:
        if form.submission is not None and form.submission.kind not in CASE_KINDS:
            single.append(form)
        else:
            folders[form.path.parent].append(form)
    cases = (examine_case(folder, group, today=today) for folder, group in folders.items())
    # Once a case's attachments were checked, their bytes make room for those of the next.
    return tuple(replace(case, attachments={}) for case in cases), tuple(single)


def _summed(files: int, diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> Validation:
    ordered = in_order(diagnostics)
    invalid = {d.place.file for d in ordered if d.severity is Severity.ERROR}
    return Validation(files=files, invalid=len(invalid), diagnostics=ordered, texts=MappingProxyType(dict(texts)))


def _validation(forms: Sequence[ExaminedForm], diagnostics: Iterable[Diagnostic]) -> Validation:
    return _summed(len(forms), diagnostics, {form.name: form.text for form in forms if not form.secret})
