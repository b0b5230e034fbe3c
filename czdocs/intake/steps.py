"""Steps: the days of a standing form that follow each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from czdocs.intake.schema import Path
from czdocs.record import Body, Record
from czdocs.record.notice import OfficialNotice
from czdocs.record.procurement import ProcurementBudget, Tender
from czdocs.record.revocation import RevocationDecision
from czdocs.record.subsidy import SubsidyDecision

__all__ = ["Step", "steps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Two days that follow each other; `apart` where they may not be the same."""

    before: str
    first: date
    title: str
    path: Path
    day: date
    apart: bool = False


def steps(record: Record[Any]) -> Iterator[Step]:
    """The steps of a form in pairs."""
    body: Body = record.body
    match body:
        case SubsidyDecision():
            yield from _subsidy_steps(body)
        case RevocationDecision():
            yield from _revocation_steps(body)
        case ProcurementBudget(dated=dated):
            last = date(record.year, 12, 31)
            yield Step(before="编制日期", first=dated, title="预算年度的最后一日", path=("dated",), day=last)
        case Tender(published_on=published, bid_deadline=deadline):
            yield Step(before="发布日期", first=published, title="投标截止日期", path=("bid_deadline",), day=deadline)
        case OfficialNotice(dated=dated, printed_on=date() as printed):
            yield Step(before="成文日期", first=dated, title="印发日期", path=("printed_on",), day=printed)
        case _:
            pass


def _subsidy_steps(body: SubsidyDecision) -> Iterator[Step]:
    reviewed, public = body.review.completed_on, body.publicity
    posted, first, last = ("publicity", "posted_on"), ("publicity", "from"), ("publicity", "to")
    yield Step(before="审核完成日期", first=reviewed, title="公示发布日期", path=posted, day=public.posted_on)
    yield Step(
        before="公示发布日期", first=public.posted_on, title="公示首日", path=first, day=public.first_day, apart=True
    )
    yield Step(before="公示首日", first=public.first_day, title="公示末日", path=last, day=public.last_day)
    yield Step(before="公示末日", first=public.last_day, title="成文日期", path=("dated",), day=body.dated)
    yield Step(before="成文日期", first=body.dated, title="印发日期", path=("printed_on",), day=body.printed_on)


def _revocation_steps(body: RevocationDecision) -> Iterator[Step]:
    dated, told = body.dated, body.heard.notified_on
    if body.procurement_contract:
        signed = body.procurement_contract.signed_on
        yield Step(before="合同签订日期", first=signed, title="告知日期", path=("heard", "notified_on"), day=told)
    before, first = "告知日期", told
    for n, approver in enumerate(body.approvers):
        path: Path = ("approvers", n, "approved_on")
        yield Step(before=before, first=first, title="签批日期", path=path, day=approver.approved_on)
        before, first = "上一次签批日期", approver.approved_on
    yield Step(before="最后的签批日期", first=first, title="成文日期", path=("dated",), day=dated)
    yield Step(before="成文日期", first=dated, title="生效日期", path=("effective_on",), day=body.effective_on)
    yield Step(before="成文日期", first=dated, title="印发日期", path=("printed_on",), day=body.printed_on)
    if body.referral:
        path = ("referral", "referred_on")
        yield Step(before="成文日期", first=dated, title="移送日期", path=path, day=body.referral.referred_on)
    if body.recovery:
        path, effective = ("recovery", "deadline"), body.effective_on
        yield Step(
            before="生效日期", first=effective, title="缴回期限", path=path, day=body.recovery.deadline, apart=True
        )
