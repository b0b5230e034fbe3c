"""Record: a validated form with its typed body; immutable."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from czdocs.record.application import (
    Applicant,
    Application,
    Contact,
    Declarations,
    Evidence,
    FinanceYear,
    Indicator,
    IpRight,
    Licence,
    Pledge,
    PriorBenefit,
    Product,
)
from czdocs.record.attachments import AttachedFile, Attachments
from czdocs.record.claims import (
    Claim,
    InsuranceContract,
    Invoice,
    Payment,
    PremiumClaim,
    ScenarioClaim,
)
from czdocs.record.decision import (
    CarriedApplicant,
    CarriedContact,
    CarriedOver,
    CarriedProduct,
    CertificationDecision,
    Consultation,
    Enquiries,
    Entry,
    Publicity,
)
from czdocs.record.report import Innovation, Report, ReportIndicators, ReportRow, Sections
from czdocs.record.reviews import (
    Check,
    Expert,
    ExpertGroup,
    ExpertReview,
    Materials,
    PreliminaryReview,
    Scores,
)
from czdocs.terms import FormKind

__all__ = [
    "BODIES",
    "CASE_KINDS",
    "CLAIM_KINDS",
    "Applicant",
    "Application",
    "AttachedFile",
    "Attachments",
    "Body",
    "CarriedApplicant",
    "CarriedContact",
    "CarriedOver",
    "CarriedProduct",
    "CertificationDecision",
    "Check",
    "Claim",
    "Consultation",
    "Contact",
    "Declarations",
    "Enquiries",
    "Entry",
    "Evidence",
    "Expert",
    "ExpertGroup",
    "ExpertReview",
    "FinanceYear",
    "FormKind",
    "Indicator",
    "Innovation",
    "InsuranceContract",
    "Invoice",
    "IpRight",
    "Licence",
    "Materials",
    "Payment",
    "Pledge",
    "PreliminaryReview",
    "PremiumClaim",
    "PriorBenefit",
    "Product",
    "Publicity",
    "Record",
    "Report",
    "ReportIndicators",
    "ReportRow",
    "ScenarioClaim",
    "Scores",
    "Sections",
]

Body = (
    Application
    | Report
    | Attachments
    | PreliminaryReview
    | ExpertReview
    | CertificationDecision
    | PremiumClaim
    | ScenarioClaim
)
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

BODIES: Mapping[FormKind, type[Body]] = MappingProxyType(
    {
        FormKind.APPLICATION: Application,
        FormKind.REPORT: Report,
        FormKind.ATTACHMENTS: Attachments,
        FormKind.PRELIMINARY_REVIEW: PreliminaryReview,
        FormKind.EXPERT_REVIEW: ExpertReview,
        FormKind.CERTIFICATION_DECISION: CertificationDecision,
        FormKind.PREMIUM_CLAIM: PremiumClaim,
        FormKind.SCENARIO_CLAIM: ScenarioClaim,
    }
)


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
