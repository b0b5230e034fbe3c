"""What the archive knows of the claims of a batch: their papers and certificates, and the money granted before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from czdocs.archive.view import View
from czdocs.decide.claim_facts import PaidYear
from czdocs.decide.claim_identity import normal_form
from czdocs.decide.grant import Grant
from czdocs.flows.claim_history import history_of, uses_in
from czdocs.flows.claim_priors import granted_for
from czdocs.flows.grants import grant_of, lines_of_renewal, recovered_cases
from czdocs.flows.subsidy_input import ClaimCase
from czdocs.intake.claim_history import CaseHistory
from czdocs.record.claims import Claim, PremiumClaim

__all__ = ["KnownClaim", "known_claims"]


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
    uses, lines, back = uses_in(view), lines_of_renewal(view), recovered_cases(view)
    known: dict[str, KnownClaim] = {}
    for case in cases:
        if case.claim is None:
            continue
        body = case.claim.body
        certificates = lines.get(body.product.certificate, (body.product.certificate,))
        known[case.case] = KnownClaim(
            history=history_of(case.dossier, view, uses, today=today),
            chain=_chain(body, certificates[0]),
            granted=granted_for(
                view,
                certificates,
                back=back,
                company=body.applicant.uscc,
                scenario=None if isinstance(body, PremiumClaim) else body.scenario.name,
                but=case.case,
            ),
            decided=grant_of(view, case.case),
        )
    return known


def _chain(body: Claim, product: str) -> str:
    """What shares a cap with `body`: claims for its product, or for its product in the same scenario (D-17, D-20)."""
    if isinstance(body, PremiumClaim):
        return product
    return f"{product} {body.applicant.uscc} {normal_form(body.scenario.name)}"
