"""Submission: a case as it was handed in, in a folder or a bundle, checked, with who hands in what."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from czdocs.archive.canonical import canonical
from czdocs.archive.digest import sha256
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, has_errors, in_order
from czdocs.errors import CzdocsError
from czdocs.flows.bundle import bundle_files, bundle_forms, open_bundle
from czdocs.flows.claim_history import history_of, uses_in
from czdocs.flows.examination import ExaminedCase, ExaminedForm, examine_case, examine_form
from czdocs.flows.gathering import find_forms, is_bundle
from czdocs.flows.output_folder import machine_fault
from czdocs.flows.publication_material import KeptFile
from czdocs.intake.rules_applied import apply_history_rules
from czdocs.intake.submission import Submission as Form
from czdocs.record import CLAIM_KINDS
from czdocs.terms import District, FormKind

__all__ = ["Parties", "Submission", "against_history", "take_in"]

_FILED = frozenset({FormKind.APPLICATION, FormKind.REPORT, FormKind.ATTACHMENTS, *CLAIM_KINDS})
"""What an applicant hands in (arts. 8, 20 and 21); reviews that lie in the same folder are the authorities' own."""
_CASE = re.compile(r"20[0-9]{2}-([A-Z]{2})-[0-9A-Z][0-9]{3}")
_HEADS = (FormKind.APPLICATION, FormKind.PREMIUM_CLAIM, FormKind.SCENARIO_CLAIM)
"""The form of a case that says who hands in what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who hands in what, as far as a letter needs it; `uscc` is None where it cannot be read."""

    case: str
    company: str
    uscc: str | None
    product: str
    district: District
    head: FormKind

    @property
    def year(self) -> int:
        """The year of the case."""
        return int(self.case[:4])


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A case as handed in; `parties` is None where it cannot be told whose it is, or must not be (art. 24).

    `digest` is the same exactly where all forms and attachments are; `files` are these, as they will be kept.
    """

    case: ExaminedCase
    findings: tuple[Diagnostic, ...]
    parties: Parties | None
    files: tuple[KeptFile, ...]
    digest: str
    texts: Mapping[str, str]

    @property
    def acceptable(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.parties is not None and not has_errors(self.findings)


def take_in(path: Path, *, today: date) -> Submission:
    """The submission at `path`, a case folder or a ZIP file, read once and checked with all rules of a case.

    Raises:
        CzdocsError: CZ5156 if it is neither, or if the machine refuses to read it.
    """
    try:
        case, findings = _examined(path, today)
    except OSError as error:
        raise machine_fault(error, path) from error
    if case.secret:
        return Submission(
            case=case, findings=in_order(case.findings), parties=None, files=(), digest="", texts=MappingProxyType({})
        )
    found = (*findings, *case.findings)
    parties = _parties(case) if case.forms else None
    if parties is None and not has_errors(findings):
        found = (*found, finding("CZ5154", Place(file=path.as_posix()), name=path.name))
    files = tuple(_kept(case))
    value = sorted([file.name, file.ref.digest.hex] for file in files)
    return Submission(
        case=case,
        findings=in_order(found),
        parties=parties,
        files=files,
        digest=sha256(canonical(value)).hex,
        texts=MappingProxyType({form.name: form.text for form in case.forms}),
    )


def against_history(submission: Submission, view: View, *, today: date) -> Submission:
    """`submission` with what the archive, as `view` has it, has against a claim: its certificate, papers used before.

    Neither may the claimant be barred `today`.

    Renewals are not asked: certificates from before this archive enter it with the decision only.
    """
    dossier = submission.case.dossier
    if dossier.claim is None:
        return submission
    found = apply_history_rules(dossier, history_of(dossier, view, uses_in(view), today=today))
    return replace(submission, findings=in_order((*submission.findings, *found)))


def _examined(path: Path, today: date) -> tuple[ExaminedCase, tuple[Diagnostic, ...]]:
    """The case at `path` without the authorities' reviews, and what is wrong with how it came."""
    if path.is_dir():
        found = find_forms([path])
        forms = _filed(examine_form(file) for file in found.files)
        return examine_case(path, forms, today=today), found.findings
    if not is_bundle(path):
        raise CzdocsError("CZ5156", place=Place(file=path.as_posix()), path=path)
    bundle = open_bundle(path)
    forms = _filed(bundle_forms(bundle, path))
    return examine_case(path, forms, today=today, files=bundle_files(bundle)), bundle.findings


def _filed(forms: Iterable[ExaminedForm]) -> tuple[ExaminedForm, ...]:
    return tuple(form for form in forms if form.submission is None or form.submission.kind in _FILED)


def _kept(case: ExaminedCase) -> Iterator[KeptFile]:
    """The files of the case as they were handed in, faulty ones too."""
    for form in case.forms:
        yield KeptFile(name=form.path.relative_to(case.folder).as_posix(), role="submission", content=form.content)
    for name, content in case.attachments.items():
        yield KeptFile(name=name, role="attachment", content=content)


def _parties(case: ExaminedCase) -> Parties | None:
    """Who hands in what, from the application or claim even where other parts of it are faulty."""
    head = next((kind for kind in _HEADS if kind in case.dossier.submissions), None)
    if head is None:
        return None
    form = case.dossier.submissions[head]
    number = form.case or ""
    match = _CASE.fullmatch(number)
    company, product = _text(form, "applicant", "name"), _text(form, "product", "name")
    district = next((d for d in District if match and d.letters == match[1]), None)
    if match is None or district is None or not company or not product:
        return None
    uscc = _text(form, "applicant", "uscc") or None
    return Parties(case=number, company=company, uscc=uscc, product=product, district=district, head=head)


def _text(form: Form, *path: str) -> str:
    value: Any = form.value(path)
    return value.strip() if isinstance(value, str) else ""
