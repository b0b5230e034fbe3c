"""Rules that need the archive: certificates of claims and renewals, papers used before, bars (arts. 10, 20, 21, 23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from czdocs.decide.claim_identity import IdentifierKind, claim_identifiers
from czdocs.intake.claim_history import BARRED
from czdocs.intake.dossier import Dossier, Fault
from czdocs.record.claims import Claim, PremiumClaim
from czdocs.terms import FormKind, InsuranceStage, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from czdocs.intake.claim_history import CaseHistory, CertificateFact
    from czdocs.intake.schema import Path
    from czdocs.record import Record
    from czdocs.record.application import Application

__all__ = ["certificate_asked", "days_asked", "history_faults"]

_Coded = tuple[str, Fault]
_RENEWAL: Path = ("product", "renewal_of")


def certificate_asked(case: Dossier) -> str | None:
    """The certificate of which the history of `case` must tell, None where it names none."""
    if case.claim is not None:
        return case.claim.body.product.certificate
    return case.application.body.product.renewal_of if case.application is not None else None


def days_asked(claim: Claim) -> tuple[tuple[str, Path, date], ...]:
    """Title, path and day of each day on which the certificate must be valid."""
    if isinstance(claim, PremiumClaim):
        return tuple(
            ("起保日期", ("insurance_contracts", n, "term", "start"), contract.term.start)
            for n, contract in enumerate(claim.insurance_contracts)
        )
    return (("合同签订日期", ("first_order", "signed_on"), claim.first_order.signed_on),)


def history_faults(case: Dossier, history: CaseHistory) -> Iterator[_Coded]:
    """What `history` has against `case`, each fault with its code."""
    if case.claim is not None:
        yield from _barred(case.claim, history)
        yield from _certificate_faults(case.claim, history.certificate)
        yield from _used_before(case.claim, history)
    elif case.application is not None and case.application.body.product.renewal_of is not None:
        yield from _renewal_faults(case.application.body, history.certificate)


def _barred(claim: Record[Claim], history: CaseHistory) -> Iterator[_Coded]:
    """Who was barred by a decision is not supported, with whatever product (art. 23, para. 2)."""
    if history.barred is None:
        return
    sanction, until = history.barred.bar.sanction, history.barred.bar.until
    values = {
        "company": claim.body.applicant.name,
        "starts": sanction.starts,
        "decision": sanction.decision,
        "ground": sanction.ground,
        "sequence": sanction.sequence,
        "day": history.barred.day,
        "until": f"此期间（到 {until} 为止）" if until else "此期间（没有解除）",
    }
    yield BARRED, Fault(kind=claim.kind, path=("applicant", "uscc"), values=values)


def _certificate_faults(claim: Record[Claim], fact: CertificateFact | None) -> Iterator[_Coded]:
    """The certificate exists, says the same, and was valid on the days that count."""
    product = claim.body.product
    if fact is None:
        values: dict[str, object] = {"certificate": product.certificate}
        yield "CZ2961", Fault(kind=claim.kind, path=("product", "certificate"), values=values)
        return
    yield from _figures_differ(claim, fact)
    for title, path, day in days_asked(claim.body):
        status = fact.statuses.get(day, Status.UNKNOWN)
        if status is not Status.CERTIFIED:
            values = {"certificate": product.certificate, "title": title, "day": day, "status": status.label}
            yield "CZ2962", Fault(kind=claim.kind, path=path, values=values)


def _figures_differ(claim: Record[Claim], fact: CertificateFact) -> Iterator[_Coded]:
    """Product, model, day of certification and holder are those certified."""
    body = claim.body
    role, holder = ("applicant", body.applicant) if isinstance(body, PremiumClaim) else ("maker", body.maker)
    figures: tuple[tuple[Path, str, str, tuple[str, ...]], ...] = (
        (("product", "name"), "产品名称", body.product.name, (fact.product,)),
        (("product", "model"), "型号规格", body.product.model, fact.models),
        (
            ("product", "certified_on"),
            "认定日期",
            body.product.certified_on.isoformat(),
            (fact.certified_on.isoformat(),),
        ),
        ((role, "name"), "证书持有单位", holder.name, (fact.company,)),
        ((role, "uscc"), "证书持有单位的统一社会信用代码", holder.uscc, (fact.uscc,)),
    )
    for path, title, value, certified in figures:
        if value not in certified:
            wanted = "、".join(f"“{one}”" for one in certified)
            values = {"title": title, "value": value, "certificate": body.product.certificate, "wanted": wanted}
            yield "CZ2963", Fault(kind=claim.kind, path=path, values=values)


def _used_before(claim: Record[Claim], history: CaseHistory) -> Iterator[_Coded]:
    """No policy, invoice or insured item supported another claim; an item may be insured again in a later year."""
    renewal = isinstance(claim.body, PremiumClaim) and claim.body.insurance_stage is InsuranceStage.RENEWAL
    for identifier in claim_identifiers(claim.body):
        use = history.uses.get((identifier.kind, identifier.normal))
        if use is not None:
            code = "CZ2969" if renewal and identifier.kind is IdentifierKind.SERIAL else "CZ2960"
            values = {
                "kind": identifier.kind.label,
                "value": identifier.written,
                "other": use.case,
                "sequence": use.sequence,
                "day": use.day,
            }
            yield code, Fault(kind=claim.kind, path=identifier.path, values=values)


def _renewal_faults(application: Application, fact: CertificateFact | None) -> Iterator[_Coded]:
    """A renewed certificate is known and was held by the applicant."""
    certificate = application.product.renewal_of
    if fact is None:
        yield "CZ2107", Fault(kind=FormKind.APPLICATION, path=_RENEWAL, values={"certificate": certificate})
    elif fact.uscc != application.applicant.uscc:
        values = {"certificate": certificate, "reason": f"由“{fact.company}”持有，不是申报单位"}
        yield "CZ2964", Fault(kind=FormKind.APPLICATION, path=_RENEWAL, values=values)
