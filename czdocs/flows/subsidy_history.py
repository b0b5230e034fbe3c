"""What the archive knows of the claims of a batch: their papers and certificates, and the money granted before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from czdocs.archive.commit import Record
from czdocs.archive.query import CERTIFYING
from czdocs.archive.view import View
from czdocs.decide.claim_facts import PaidYear
from czdocs.decide.claim_identity import normal_form
from czdocs.decide.grant import Grant
from czdocs.flows.claim_history import history_of, uses_in
from czdocs.flows.grants import RECOVERY, SUBSIDY, grant_of, standing
from czdocs.flows.subsidy_input import ClaimCase
from czdocs.intake.claim_history import CaseHistory
from czdocs.money import yuan
from czdocs.record.claims import Claim, PremiumClaim

__all__ = ["KnownClaim", "known_claims"]

_PREMIUMS, _SCENARIOS = 20, 21
"""The articles, as records number them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownClaim:
    """What the archive has to say to one claim; equal exactly where it would lead to the same amount and findings.

    `chain` is the same for claims that share a cap, `granted` the money that their product got by other claims,
    whichever certificate it had then and whoever held it (D-26). `decided` is what was decided about the same case.
    """

    history: CaseHistory
    chain: str
    granted: tuple[PaidYear, ...]
    decided: Grant | None


def known_claims(cases: Iterable[ClaimCase], view: View, *, today: date) -> Mapping[str, KnownClaim]:
    """What the archive, as `view` has it, says to each claim of `cases` that was read, by case.

    What is derived from the archive for all of them, its papers in use and its lines of renewal, is read once.
    """
    uses, lines = uses_in(view), _lines_of_renewal(view)
    known: dict[str, KnownClaim] = {}
    for case in cases:
        if case.claim is None:
            continue
        body = case.claim.body
        certificates = lines.get(body.product.certificate, (body.product.certificate,))
        known[case.case] = KnownClaim(
            history=history_of(case.dossier, view, uses, today=today),
            chain=_chain(body, certificates[0]),
            granted=tuple(paid for c in certificates for paid in _granted(c, body, view) if paid.source != case.case),
            decided=grant_of(view, case.case),
        )
    return known


def _lines_of_renewal(view: View) -> Mapping[str, tuple[str, ...]]:
    """The certificates of the product of each certificate that renews another or is renewed, sorted."""
    lines: dict[str, set[str]] = defaultdict(set)
    for record in standing(view.find(kind=CERTIFYING)):
        certificate, before = record.subject.certificate, record.data.get("renews")
        if certificate and before:
            line = {certificate, before} | lines[certificate] | lines[before]
            lines.update(dict.fromkeys(line, line))
    return {certificate: tuple(sorted(line)) for certificate, line in lines.items()}


def _chain(body: Claim, product: str) -> str:
    """What shares a cap with `body`: claims for its product, or for its product in the same scenario (D-17, D-20)."""
    if isinstance(body, PremiumClaim):
        return product
    return f"{product} {body.applicant.uscc} {normal_form(body.scenario.name)}"


def _granted(certificate: str, body: Claim, view: View) -> Iterable[PaidYear]:
    """The money granted under `certificate` that counts for `body`."""
    for record in standing(view.find(kind=SUBSIDY, certificate=certificate)):
        if record.data["result"] == "approved" and _counts_for(record, body):
            recovered = bool(standing(view.find(kind=RECOVERY, case=record.subject.case)))
            yield from _paid(record, recovered=recovered)


def _counts_for(record: Record, body: Claim) -> bool:
    data = record.data
    if isinstance(body, PremiumClaim):
        return bool(data["article"] == _PREMIUMS)
    alike = normal_form(data["scenario"] or "") == normal_form(body.scenario.name)
    return data["article"] == _SCENARIOS and record.subject.company == body.applicant.uscc and alike


def _paid(record: Record, *, recovered: bool) -> Iterable[PaidYear]:
    """What `record` granted: money demanded back counts no longer, the insured year still does (D-26)."""
    data, source = record.data, record.subject.case
    if data["article"] == _SCENARIOS:
        amount = yuan("0") if recovered else yuan(data["amount_yuan"])
        yield PaidYear(year_start=record.dated or date.min, amount_yuan=amount, source=source)
        return
    for year in data["years"]:
        amount = yuan("0") if recovered else yuan(year["amount_yuan"])
        yield PaidYear(year_start=date.fromisoformat(year["year_start"]), amount_yuan=amount, source=source)
