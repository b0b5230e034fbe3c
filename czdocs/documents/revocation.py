"""The documents of a decision on a violation, as PDF and as Word documents."""

from collections.abc import Mapping
from types import MappingProxyType

from czdocs.decide.revocation import Ruling
from czdocs.documents.context.recovery import recovery_context
from czdocs.documents.context.referral import referral_context
from czdocs.documents.context.revocation import announcement_context, notice_context
from czdocs.documents.fonts import FontSet
from czdocs.documents.gongwen import OfficialDocument
from czdocs.documents.imprint import SourceFile
from czdocs.documents.issuing import Issued, issue_official

__all__ = ["ANNOUNCEMENT", "NOTICE", "RECOVERY_ORDER", "REFERRAL", "render_ruling", "ruling_documents"]

NOTICE = "revocation-notice"
ANNOUNCEMENT = "announcement"
RECOVERY_ORDER = "recovery-order"
REFERRAL = "referral"


def ruling_documents(
    ruling: Ruling, *, recovery_number: str | None = None, referral_number: str | None = None
) -> Mapping[str, OfficialDocument]:
    """The documents that `ruling` needs, by kind; the letters have document numbers of their own."""
    documents = {
        NOTICE: notice_context(ruling),
        ANNOUNCEMENT: announcement_context(ruling) if ruling.decision.certification_revoked else None,
        RECOVERY_ORDER: recovery_context(ruling, recovery_number),
        REFERRAL: referral_context(ruling, referral_number),
    }
    return MappingProxyType({kind: document for kind, document in documents.items() if document is not None})


def render_ruling(
    documents: Mapping[str, OfficialDocument], *, fonts: FontSet, sources: Mapping[str, SourceFile]
) -> Mapping[str, Issued]:
    """Every document by kind, issued; `sources` are embedded in the PDF of their kind.

    Raises:
        CzdocsError: As `issue_official`.
    """
    return MappingProxyType(
        {
            kind: issue_official(document, fonts=fonts, sources=[sources[kind]] if kind in sources else [])
            for kind, document in documents.items()
        }
    )
