"""Record: a validated form with its typed body; immutable.

The bodies stand in modules of their own, each loaded when a form of its kind is read: dataclasses are slow to make, and
an office checks one form at a time.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from czdocs.terms import FormKind

if TYPE_CHECKING:
    from czdocs.record.application import Application
    from czdocs.record.attachments import Attachments
    from czdocs.record.claims import PremiumClaim, ScenarioClaim
    from czdocs.record.decision import CertificationDecision
    from czdocs.record.notice import OfficialNotice
    from czdocs.record.procurement import ProcurementBudget, Tender
    from czdocs.record.report import Report
    from czdocs.record.reviews import ExpertReview, PreliminaryReview
    from czdocs.record.revocation import RevocationDecision
    from czdocs.record.subsidy import SubsidyDecision

    Body = (
        Application
        | Report
        | Attachments
        | PreliminaryReview
        | ExpertReview
        | CertificationDecision
        | PremiumClaim
        | ScenarioClaim
        | SubsidyDecision
        | RevocationDecision
        | ProcurementBudget
        | Tender
        | OfficialNotice
    )
else:
    Body = object

__all__ = ["CASE_KINDS", "CLAIM_KINDS", "Body", "FormKind", "Record", "body_of"]

B_co = TypeVar("B_co", bound=Body, covariant=True)

CASE_KINDS = frozenset(
    {
        FormKind.APPLICATION,
        FormKind.REPORT,
        FormKind.ATTACHMENTS,
        FormKind.PRELIMINARY_REVIEW,
        FormKind.EXPERT_REVIEW,
        FormKind.PREMIUM_CLAIM,
        FormKind.SCENARIO_CLAIM,
    }
)
"""Forms that lie together in the folder of their case; every other form stands alone."""

CLAIM_KINDS = frozenset({FormKind.PREMIUM_CLAIM, FormKind.SCENARIO_CLAIM})
"""Forms that open a case of their own kind: a claim, which no Directory is made from."""

_BODIES = {
    FormKind.APPLICATION: "application:Application",
    FormKind.REPORT: "report:Report",
    FormKind.ATTACHMENTS: "attachments:Attachments",
    FormKind.PRELIMINARY_REVIEW: "reviews:PreliminaryReview",
    FormKind.EXPERT_REVIEW: "reviews:ExpertReview",
    FormKind.CERTIFICATION_DECISION: "decision:CertificationDecision",
    FormKind.PREMIUM_CLAIM: "claims:PremiumClaim",
    FormKind.SCENARIO_CLAIM: "claims:ScenarioClaim",
    FormKind.SUBSIDY_DECISION: "subsidy:SubsidyDecision",
    FormKind.REVOCATION_DECISION: "revocation:RevocationDecision",
    FormKind.PROCUREMENT_BUDGET: "procurement:ProcurementBudget",
    FormKind.TENDER: "procurement:Tender",
    FormKind.NOTICE: "notice:OfficialNotice",
}


@cache
def body_of(kind: FormKind) -> type[Any]:
    """The dataclass that holds the body of a form of `kind`."""
    module, name = _BODIES[kind].split(":")
    body: type[Any] = getattr(import_module(f"czdocs.record.{module}"), name)
    return body


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Generic[B_co]):
    """One validated form.

    `case` is None for the forms of a whole year; `file` is the name under which it was read and `sha256` the digest
    of the bytes that were read.
    """

    kind: FormKind
    version: int
    case: str | None
    year: int
    file: str
    sha256: str
    body: B_co
