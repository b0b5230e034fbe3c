"""One document of every kind that is issued, of fixed sample data, and how to vary it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

from edition_data import edition
from notices_data import call, notice_of_2026, reminder, reviewed_edition
from subsidy_data import batch, claims, terms
from test_case_notice import FAULTS, NOTICE
from test_revocation import decided, ruled

from czdocs.decide.track_record import track_record_score
from czdocs.documents.context.allocation import allocation_context
from czdocs.documents.context.call_notice import call_notice_context
from czdocs.documents.context.case_notice import acceptance_letter, correction_letter
from czdocs.documents.context.expiry_reminder import expiry_reminder_context
from czdocs.documents.context.notice import MEASURES_2023, notice_context
from czdocs.documents.context.publicity import publicity_context
from czdocs.documents.context.review_summary import review_summary_context
from czdocs.documents.context.subsidy_letter import letter_context
from czdocs.documents.context.subsidy_lists import publicity_context as subsidy_publicity_context
from czdocs.documents.context.subsidy_lists import summary_context
from czdocs.documents.context.track_record import (
    ArchiveEvidence,
    CertifiedProduct,
    Occasion,
    TrackRecordLetter,
    track_record_letter,
)
from czdocs.documents.gongwen import OfficialDocument, Paragraph, Table
from czdocs.documents.revocation import ruling_documents
from czdocs.flows.knowledge import policy_book
from czdocs.terms import Status

__all__ = ["KINDS", "varied"]

_RARE = "镕喆堃淼犇㛃䶮𠅤"
_ADDED = ("（A/B-2型）", " XK 200 ", "≤0.5‰", "±3.5℃", "“甲”", "——", "-12.50", "㎡", "，", *_RARE)


@cache
def _letter(name: str) -> OfficialDocument:
    return letter_context(batch(), claims()[name], terms())


@cache
def _ruling() -> Mapping[str, OfficialDocument]:
    return ruling_documents(ruled(decided()))


def _track_record() -> OfficialDocument:
    in_force = policy_book().on(date(2026, 9, 21))
    return track_record_letter(
        TrackRecordLetter(
            on=date(2026, 9, 10),
            known=date(2026, 9, 20),
            dated=date(2026, 9, 21),
            status=Status.CERTIFIED,
            product=CertifiedProduct(
                product="五轴联动龙门加工中心",
                models=("JG-5X2500",),
                version=None,
                company="常州示例精工机床有限公司",
                uscc="91320412MA2KL5HPXJ",
                certificate="CZCP-2026-0001",
                certified_on=date(2026, 6, 16),
                valid_from=date(2026, 6, 16),
                valid_to=date(2028, 6, 16),
                document_number="常工信创新〔2026〕58号",
                editions=(2026,),
            ),
            evidence=ArchiveEvidence(
                sequence=12,
                record="0123456789abcdef" * 4,
                commit=3,
                recorded_on=date(2026, 6, 16),
                records=40,
                root="fedcba9876543210" * 4,
                head_commit=5,
                head="00112233445566778899aabbccddeeff" * 2,
            ),
            occasion=Occasion(project="数控机床采购项目", purchaser="常州示例职业技术学院"),
            issuer="常州市工业和信息化局",
            measures=MEASURES_2023,
            score=track_record_score(Status.CERTIFIED, date(2026, 6, 16), date(2026, 9, 10), measures=in_force),
            sentence=in_force.parameters["track_record_years"].text,
        )
    )


KINDS: Mapping[str, Callable[[], OfficialDocument]] = {
    "call-notice": lambda: call_notice_context(call()),
    "acceptance-notice": lambda: acceptance_letter(NOTICE),
    "correction-notice": lambda: correction_letter(NOTICE, FAULTS, ("请核实 A 型。",)),
    "certification-publicity": lambda: publicity_context(edition()),
    "publication-notice": lambda: notice_context(edition()),
    "review-summary": lambda: review_summary_context(reviewed_edition(), MEASURES_2023, notice_of_2026().experts),
    "approval-letter": lambda: _letter("plain"),
    "award-letter": lambda: _letter("scenario"),
    "refusal-letter": lambda: _letter("early"),
    "subsidy-publicity": lambda: subsidy_publicity_context(batch()),
    "subsidy-summary": lambda: summary_context(batch()),
    "allocation-notice": lambda: allocation_context(batch()),
    "revocation-notice": lambda: _ruling()["revocation-notice"],
    "revocation-announcement": lambda: _ruling()["announcement"],
    "recovery-order": lambda: _ruling()["recovery-order"],
    "referral": lambda: _ruling()["referral"],
    "track-record-letter": _track_record,
    "expiry-reminder": lambda: expiry_reminder_context(reminder()),
}
"""The documents by kind."""


def varied(document: OfficialDocument, seed: int) -> OfficialDocument:
    """`document` with other figures, rare characters and signs in its texts; some paragraphs and rows are left out."""
    random = Random(seed)  # noqa: S311 - a test repeats what it has found
    attachments = tuple(
        replace(
            attachment,
            title=_text(attachment.title, random),
            paragraphs=_paragraphs(attachment.paragraphs, random),
            table=_table(attachment.table, random) if attachment.table is not None else None,
            notes=tuple(_text(note, random) for note in attachment.notes),
        )
        for attachment in document.attachments
    )
    return replace(
        document,
        recipients=tuple(_text(one, random) for one in document.recipients),
        body=_paragraphs(document.body, random),
        attachments=attachments,
        dated=date(random.randint(2024, 2030), random.randint(1, 12), random.randint(1, 28)),
    )


def _paragraphs(paragraphs: tuple[Paragraph, ...], random: Random) -> tuple[Paragraph, ...]:
    left = [one for one in paragraphs if random.random() < 0.7] or list(paragraphs)
    return tuple(replace(one, text=_text(one.text, random)) if one.text else one for one in left)


def _table(table: Table, random: Random) -> Table:
    rows = [row for row in table.rows if random.random() < 0.7 for _ in range(random.choice((1, 1, 2)))][:3]
    return replace(table, rows=tuple(tuple(_text(cell, random) for cell in row) for row in rows))


def _text(text: str, random: Random) -> str:
    """`text` with other digits, and here and there something put in."""
    text = re.sub(r"[0-9]", lambda _: random.choice("0123456789"), text)
    if text and random.random() < 0.3:
        place = random.randint(0, len(text))
        return text[:place] + random.choice(_ADDED) + text[place:]
    return text
