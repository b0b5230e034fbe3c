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
from czdocs.record.notice import NoticeAttachment, OfficialNotice
from czdocs.record.procurement import (
    BonusPoints,
    BudgetedProject,
    Factor,
    ProcurementBudget,
    Purchaser,
    Qualification,
    SingleSource,
    Tender,
    TenderProject,
    TrackRecord,
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
from czdocs.record.revocation import (
    Approver,
    Hearing,
    ProcurementContract,
    Recovered,
    Recovery,
    Referral,
    RevocationDecision,
    RevokedHolder,
    RevokedProduct,
)
from czdocs.record.subsidy import Audit, SubsidyDecision, SubsidyEntry, SubsidyPublicity, SubsidyTotals
from czdocs.terms import FormKind

__all__ = [
    "BODIES",
    "CASE_KINDS",
    "CLAIM_KINDS",
    "Applicant",
    "Application",
    "Approver",
    "AttachedFile",
    "Attachments",
    "Audit",
    "Body",
    "BonusPoints",
    "BudgetedProject",
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
    "Factor",
    "FinanceYear",
    "FormKind",
    "Hearing",
    "Indicator",
    "Innovation",
    "InsuranceContract",
    "Invoice",
    "IpRight",
    "Licence",
    "Materials",
    "NoticeAttachment",
    "OfficialNotice",
    "Payment",
    "Pledge",
    "PreliminaryReview",
    "PremiumClaim",
    "PriorBenefit",
    "ProcurementBudget",
    "ProcurementContract",
    "Product",
    "Publicity",
    "Purchaser",
    "Qualification",
    "Record",
    "Recovered",
    "Recovery",
    "Referral",
    "Report",
    "ReportIndicators",
    "ReportRow",
    "RevocationDecision",
    "RevokedHolder",
    "RevokedProduct",
    "ScenarioClaim",
    "Scores",
    "Sections",
    "SingleSource",
    "SubsidyDecision",
    "SubsidyEntry",
    "SubsidyPublicity",
    "SubsidyTotals",
    "Tender",
    "TenderProject",
    "TrackRecord",
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
    | SubsidyDecision
    | RevocationDecision
    | ProcurementBudget
    | Tender
    | OfficialNotice
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
        FormKind.SUBSIDY_DECISION: SubsidyDecision,
        FormKind.REVOCATION_DECISION: RevocationDecision,
        FormKind.PROCUREMENT_BUDGET: ProcurementBudget,
        FormKind.TENDER: Tender,
        FormKind.NOTICE: OfficialNotice,
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
