"""Dossier: what is known of one case, or of one year, when its rules are applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from czdocs.terms import FormKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from czdocs.intake.schema import Path
    from czdocs.intake.submission import Submission
    from czdocs.policy.parameter import Agency, Measures, Notice
    from czdocs.record import Record
    from czdocs.record.application import Application
    from czdocs.record.attachments import Attachments
    from czdocs.record.claims import Claim
    from czdocs.record.decision import CertificationDecision
    from czdocs.record.report import Report
    from czdocs.record.reviews import ExpertReview, PreliminaryReview

__all__ = ["AttachmentFact", "AttachmentState", "ContentFault", "Dossier", "Fault", "Terms", "YearDossier"]


class AttachmentState(Enum):
    """Whether an attached file was read, and why not; the value says what it is instead, for a message."""

    READ = "可以读取"
    MISSING = "不存在"
    NO_FOLDER = "所在的文件夹不存在"
    TOO_LARGE = "过大"
    FOLDER = "是文件夹，不是文件"
    SPECIAL = "是设备、管道之类的特殊文件"
    OUTSIDE = "经过链接指到了案件文件夹之外"
    UNREADABLE = "没有权限读取，或者设备有误"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFault:
    """What is wrong with the content of a file, whatever the list says of it: a code and the values of its texts."""

    code: str
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentFact:
    """What a file of the attachment list really is; gathered by whoever may read files.

    Of a file that was not read only `state` is known, and `size` where it is too large; `limit` is what it may have.
    `media_type` is None where the content is of no accepted type, `pages` None where it has none or cannot be read,
    `pixels` (width, height) None where it is no picture. `faults` are those of the content itself.
    """

    state: AttachmentState
    size: int = 0
    limit: int = 0
    sha256: str = ""
    media_type: str | None = None
    pages: int | None = None
    pixels: tuple[int, int] | None = None
    faults: tuple[ContentFault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the rules measure against: the measures in force and the notice of the year, if there is one.

    `present` is today, only for rules about dates still to come; None where no day is meant. `agencies` are those
    whose names are known with their dates.
    """

    measures: Measures
    notice: Notice | None
    present: date | None = None
    agencies: tuple[Agency, ...] = ()

    def base_date(self, application: Application) -> date:
        """The day to which the periods of art. 6 are counted, as interpretation D-02 says."""
        by_notice = self.notice is not None and self.measures.reading("D-02") == "closing_date"
        return self.notice.closing_date if by_notice and self.notice else application.submitted_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a rule found: in which form, at which value, and the values for the text.

    `related` names another place with its role; `case` is needed only where a rule of a year points into a case.
    """

    kind: FormKind
    path: Path
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    related: tuple[tuple[str, FormKind, Path], ...] = ()
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The forms of one case that could be read, or one form that stands alone; `by_kind` are those without faults.

    `facts` tells of attachments by their path, None where no one looked. `complete` says that the whole case was
    handed in, so that a missing part is a fault; `of_claim` that the case is a claim's, even where that was not read.
    """

    submissions: Mapping[FormKind, Submission]
    by_kind: Mapping[FormKind, Record[Any]] = field(default_factory=lambda: MappingProxyType({}))
    present: frozenset[FormKind] = frozenset()
    facts: Mapping[str, AttachmentFact] | None = None
    complete: bool = False
    of_claim: bool = False

    @property
    def application(self) -> Record[Application] | None:
        """The application, None where it was not read."""
        return self.by_kind.get(FormKind.APPLICATION)

    @property
    def report(self) -> Record[Report] | None:
        """The report, None where it was not read."""
        return self.by_kind.get(FormKind.REPORT)

    @property
    def attachments(self) -> Record[Attachments] | None:
        """The list of attachments, None where it was not read."""
        return self.by_kind.get(FormKind.ATTACHMENTS)

    @property
    def preliminary_review(self) -> Record[PreliminaryReview] | None:
        """The district's review, None where it was not read."""
        return self.by_kind.get(FormKind.PRELIMINARY_REVIEW)

    @property
    def expert_review(self) -> Record[ExpertReview] | None:
        """The experts' review, None where it was not read."""
        return self.by_kind.get(FormKind.EXPERT_REVIEW)

    @property
    def claim(self) -> Record[Claim] | None:
        """The claim, None where it was not read or the case is an application."""
        return self.by_kind.get(FormKind.PREMIUM_CLAIM) or self.by_kind.get(FormKind.SCENARIO_CLAIM)

    def records(self) -> Iterator[Record[Any]]:
        """The records of this case in the order of the procedure."""
        return (self.by_kind[kind] for kind in FormKind if kind in self.by_kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDossier:
    """The decision of a year with the cases it decides, by case number.

    `unread` are cases of the year whose forms have faults of their own; `holders` gives the credit code of the holder
    of each certificate known from earlier years.
    """

    submission: Submission
    decision: Record[CertificationDecision]
    cases: Mapping[str, Dossier]
    unread: frozenset[str] = frozenset()
    holders: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
