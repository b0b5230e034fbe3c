"""History of decisions on violations: asked of the archive, and told of each decision."""

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from czdocs.archive.archive import open_archive
from czdocs.archive.commit import Record as ArchiveRecord
from czdocs.archive.folder import FolderStore
from czdocs.archive.query import CERTIFYING
from czdocs.archive.view import View
from czdocs.decide.edition import DirectoryEntry
from czdocs.diagnostic import Diagnostic
from czdocs.flows.decision_numbers import numbered_decision
from czdocs.flows.examination import ExaminedForm, dossier_alone
from czdocs.flows.grants import grant_of, grants_under, linked_certificates, standing
from czdocs.intake.revocation_history import EarlierRevocation, EarlierRuling, RevocationHistory
from czdocs.intake.rules_applied import apply_revocation_rules
from czdocs.record import Record
from czdocs.record.revocation import RevocationDecision
from czdocs.terms import FormKind, Status

__all__ = [
    "DECISION",
    "archived_ruling",
    "certification_of",
    "check_revocations",
    "faults_in",
    "is_of",
    "revocation_history",
]

DECISION = FormKind.REVOCATION_DECISION.value
"""Kind of the records that hold a decision on a violation."""


def check_revocations(archive: Path, forms: Iterable[ExaminedForm]) -> tuple[Diagnostic, ...]:
    """What the archive in the folder `archive` has against those of `forms` that are decisions on violations.

    A decision that is archived as it is has nothing against it.

    Raises:
        CzdocsError: If the archive is not there or damaged.
    """
    decisions = [form for form in forms if form.record and form.record.kind is FormKind.REVOCATION_DECISION]
    if not decisions:
        return ()
    with closing(open_archive(FolderStore(archive))) as opened:
        view = opened.view()
        return tuple(d for form in decisions for d in faults_in(form, view))


def faults_in(form: ExaminedForm, view: View) -> tuple[Diagnostic, ...]:
    """What the archive, as `view` has it, has against the decision `form`; nothing where it holds this very one."""
    record: Any = form.record
    archived = archived_ruling(view, record.body.document_number)
    if archived is not None and is_of(form, archived):
        return ()
    return tuple(apply_revocation_rules(dossier_alone(form), revocation_history(record, view)))


def archived_ruling(view: View, document_number: str) -> ArchiveRecord | None:
    """The standing record of the decision with that number, None where there is none."""
    records = [r for r in view.find(kind=DECISION) if r.data.get("document_number") == document_number]
    found = standing(records)
    return found[-1] if found else None


def is_of(form: ExaminedForm, archived: ArchiveRecord) -> bool:
    """Whether `archived` keeps the very bytes of `form`."""
    record = form.record
    return record is not None and any(f.role == "submission" and f.digest.hex == record.sha256 for f in archived.files)


def certification_of(view: View, certificate: str) -> ArchiveRecord | None:
    """The standing certification record of `certificate`, None where nothing stands under that number."""
    superseded = {sequence for record in view.history(certificate) for sequence in record.supersedes}
    records = [r for r in view.find(kind=CERTIFYING, certificate=certificate) if r.sequence not in superseded]
    return records[-1] if records else None


def revocation_history(record: Record[RevocationDecision], view: View) -> RevocationHistory:
    """What the archive, as `view` has it, knows of the certificate and the claims that the decision names."""
    decision = record.body
    archived = archived_ruling(view, decision.document_number) or numbered_decision(view, decision.document_number)
    ruling = EarlierRuling(sequence=archived.sequence, day=archived.known_on) if archived else None
    certification = certification_of(view, decision.certificate)
    if certification is None:
        return RevocationHistory(certified=None, ruling=ruling)
    certificates = linked_certificates(view, decision.certificate)
    entries = decision.recovery.entries if decision.recovery else ()
    grants = {entry.case: grant_of(view, entry.case) for entry in entries}
    paid = (g for g in grants_under(view, sorted(certificates)) if g.uscc == decision.holder.uscc)
    return RevocationHistory(
        certified=DirectoryEntry.from_data(certification.data),
        certificates=certificates,
        others=_others(decision, certificates, view),
        revocation=_revocation(certification, view),
        ruling=ruling,
        grants=MappingProxyType({case: grant for case, grant in grants.items() if grant is not None}),
        paid=tuple(grant for grant in paid if grant.approved and grant.recovery is None),
    )


def _others(decision: RevocationDecision, certificates: Iterable[str], view: View) -> tuple[str, ...]:
    """The product's other certificates that are valid on the day on which the decision takes effect."""
    day = decision.effective_on
    return tuple(
        certificate
        for certificate in sorted(certificates)
        if certificate != decision.certificate
        and view.status(certificate, on=day, known=date.max).status is Status.CERTIFIED
    )


def _revocation(certification: ArchiveRecord, view: View) -> EarlierRevocation | None:
    """What ends the certification, on whatever day."""
    answer = view.status(certification.subject.certificate or "", on=date.max, known=date.max)
    if answer.status is not Status.REVOKED:
        return None
    revoking = next(r for r in answer.records if r.revokes)
    effective = revoking.valid_from or date.max
    decision = revoking.data.get("document_number") or revoking.title
    return EarlierRevocation(decision=decision, effective_on=effective, sequence=revoking.sequence)
