"""Decisions on violations for tests: an archive with one certified product, money granted for it, and the forms."""

import shutil
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from czdocs.archive.archive import open_archive
from czdocs.archive.entry import RecordDraft, Subject
from czdocs.archive.folder import FolderStore
from czdocs.archive.view import View
from czdocs.clock import given_day
from czdocs.flows.rendering import FontFolders
from czdocs.flows.revoke import RevokeOutcome, RevokeRequest, revoke
from czdocs.resources import default_font_folder
from tests.flows.publications import SAMPLE, publish

CERTIFICATE = "CZCP-2025-0001"
COMPANY = "91320412MA2KL5HPXJ"
PRODUCT = "轻质柔性光伏组件"
CLAIM = "2026-WJ-B001"
NUMBER = "常工信创新〔2026〕112号"
TODAY = date(2026, 11, 24)
EXAMPLE = SAMPLE.parent / "example" / "revocation-decision.yaml"

FRAUD = (
    EXAMPLE.read_text("utf-8")
    .replace("CZCP-2026-0009", CERTIFICATE)
    .replace("百千瓦级质子交换膜电解水制氢装置, models: [SZ-PEM20]", f"{PRODUCT}, models: [CG-FX430, CG-FX460]")
    .replace("常州示例晟泽氢能装备有限公司", "常州示例澄光新能源有限公司")
    .replace("91320412MA8R1PEH8X", COMPANY)
    .replace("remedy:", "referral: {authority: 常州市发展和改革委员会, referred_on: 2026-11-23}\nremedy:", 1)
)
"""The decision of forms/example about the product below: everything that a decision can say follows from it."""


def archive_of_2025(folder: Path) -> None:
    """Publish 2025 into `folder` with the product of 2025-WJ-0001 alone, so that it bears the first number."""
    case, forms = "2025-WJ-0001", folder / "forms"
    shutil.copytree(SAMPLE / "2025" / "cases" / case, forms / "2025" / "cases" / case)
    text = (SAMPLE / "2025" / "certification-decision.yaml").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("  - {case:") or f"{{case: {case}," in line]
    written = "\n".join(lines).replace("CZCP-2025-0002", CERTIFICATE) + "\n"
    (forms / "2025" / "certification-decision.yaml").write_text(written, "utf-8")
    assert publish(folder, year=2025, today=date(2025, 7, 1)).result == "published"


def subsidy(case: str = CLAIM, amount: str = "240000", **changes: Any) -> RecordDraft:
    """What an archived decision granted for a claim, half by the city, with `changes`."""
    fields: dict[str, Any] = {"certificate": CERTIFICATE, "company": COMPANY, "dated": date(2026, 10, 15), **changes}
    half = str(Decimal(amount) / 2)
    data = {
        "year": 2026,
        "decision": "常工信创新〔2026〕96号",
        "result": fields.get("result", "approved"),
        "article": 20,
        "amount_yuan": amount,
        "city_yuan": half,
        "district_yuan": half,
        "reason": None,
    }
    return RecordDraft(
        kind="subsidy",
        title=f"补贴核定 {case}",
        subject=Subject(case=case, certificate=fields["certificate"], product=PRODUCT, company=fields["company"]),
        dated=fields["dated"],
        data=data,
        supersedes=fields.get("supersedes", ()),
    )


def put(folder: Path, *drafts: RecordDraft, day: date = date(2026, 10, 16)) -> None:
    """Archive `drafts` in the archive of `folder`, in one commit."""
    moment = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    with closing(open_archive(FolderStore(folder / "archive"))) as archive:
        archive.commit(lambda _: drafts, recorded_at=moment, clock="given", by="test", command="test")


def carried_out(folder: Path, text: str = FRAUD, *, today: date = TODAY, **numbers: str) -> RevokeOutcome:
    """Carry out the decision `text` in the archive of `folder`."""
    form = folder / "decision.yaml"
    if not form.exists() or form.read_text("utf-8") != text:
        form.write_text(text, "utf-8")
    return revoke(
        RevokeRequest(
            decision=form,
            archive=folder / "archive",
            out=folder / "out",
            fonts=FontFolders(installed=default_font_folder()),
            moment=given_day(today),
            by="test",
            **numbers,
        )
    )


def archived(folder: Path) -> View:
    """The archive of `folder` as it is."""
    return open_archive(FolderStore(folder / "archive")).view()
