"""History of cases: asked of the archive, and told of each case."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from czdocs.archive.archive import open_archive
from czdocs.archive.folder import FolderStore
from czdocs.archive.query import CERTIFYING
from czdocs.archive.view import View
from czdocs.decide.claim_identity import IdentifierKind, claim_identifiers
from czdocs.decide.sanctions import bar_on
from czdocs.diagnostic import Diagnostic
from czdocs.flows.grants import grant_of
from czdocs.flows.knowledge import policy_book
from czdocs.flows.sanctions import sanctions_against
from czdocs.intake.claim_history import BarredDay, CaseHistory, CertificateFact, EarlierUse
from czdocs.intake.dossier import Dossier
from czdocs.intake.rules_applied import apply_history_rules
from czdocs.intake.rules_claim_history import certificate_asked, days_asked
from czdocs.record import CLAIM_KINDS, Record
from czdocs.record.claims import Claim

__all__ = ["check_history", "history_of", "uses_in"]

Uses = Mapping[tuple[IdentifierKind, str], tuple[EarlierUse, ...]]


def check_history(archive: Path, cases: Iterable[Dossier], *, today: date | None = None) -> tuple[Diagnostic, ...]:
    """What the archive in the folder `archive` has against `cases`, as `history_of` tells it.

    Raises:
        CzdocsError: If it is not there or damaged.
    """
    found: list[Diagnostic] = []
    with closing(open_archive(FolderStore(archive))) as opened:
        view = opened.view()
        uses = uses_in(view)
        for case in cases:
            if certificate_asked(case) is not None:
                found += apply_history_rules(case, history_of(case, view, uses, today=today))
    return tuple(found)


def history_of(case: Dossier, view: View, uses: Uses, *, today: date | None = None) -> CaseHistory:
    """What the archive, as `view` has it, knows of the certificate that `case` names and of the papers it uses.

    A claimant must not be barred on the day of its claim, nor `today`, the day on which the claim is taken in or
    decided, as long as it is not decided.
    """
    claim = case.claim
    used: dict[tuple[IdentifierKind, str], EarlierUse] = {}
    for identifier in claim_identifiers(claim.body) if claim is not None else ():
        key = (identifier.kind, identifier.normal)
        others = [use for use in uses.get(key, ()) if claim is not None and use.case != claim.case]
        others = [use for use in others if _supports(use.case, view)]
        if others:
            used[key] = others[0]
    days = [day for _title, _path, day in days_asked(claim.body)] if claim is not None else []
    certificate = certificate_asked(case)
    return CaseHistory(
        certificate=_certificate(certificate, days, view) if certificate else None,
        uses=used,
        barred=_barred(claim, view, today) if claim is not None else None,
    )


def _barred(claim: Record[Claim], view: View, today: date | None) -> BarredDay | None:
    """The first day on which the claimant needs the right to be supported and has not got it."""
    sanctions = sanctions_against(view, claim.body.applicant.uscc)
    if not sanctions:
        return None
    days = [claim.body.submitted_on]
    if today is not None and grant_of(view, claim.case or "") is None:
        days.append(today)
    for day in days:
        bar = bar_on(sanctions, claim.body.applicant.uscc, day, policy_book().on(day))
        if bar is not None:
            return BarredDay(day=day, bar=bar)
    return None


def _supports(case: str, view: View) -> bool:
    """Whether the claim `case` is granted money or may be: the papers of a refused one have supported nothing."""
    decided = grant_of(view, case)
    return decided is None or decided.approved


def uses_in(view: View) -> Uses:
    """Every policy, invoice and serial number that archived claims used, corrected ones left out."""
    records = [record for kind in sorted(kind.value for kind in CLAIM_KINDS) for record in view.find(kind=kind)]
    superseded = {sequence for record in records for sequence in record.supersedes}
    uses: defaultdict[tuple[IdentifierKind, str], list[EarlierUse]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.sequence):
        if record.sequence in superseded or record.subject.case is None:
            continue
        use = EarlierUse(case=record.subject.case, sequence=record.sequence, day=record.known_on)
        for kind in IdentifierKind:
            for normal in record.data.get(kind.value, ()):
                uses[kind, normal].append(use)
    return {key: tuple(found) for key, found in uses.items()}


def _certificate(certificate: str, days: Iterable[date], view: View) -> CertificateFact | None:
    """What was certified under `certificate`, None where nothing stands under it."""
    records = view.find(kind=CERTIFYING, certificate=certificate)
    superseded = {sequence for record in view.history(certificate) for sequence in record.supersedes}
    standing = [record for record in records if record.sequence not in superseded]
    if not standing:
        return None
    data = standing[-1].data
    return CertificateFact(
        product=data["product"],
        models=tuple(data["models"]),
        company=data["company"],
        uscc=data["uscc"],
        certified_on=date.fromisoformat(data["certified_on"]),
        statuses={day: view.status(certificate, on=day, known=date.max).status for day in days},
    )
