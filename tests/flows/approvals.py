"""Batches that tests approve: copies of sample claims, archives that certify their products, decisions about them."""

import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from czdocs.archive.archive import open_archive
from czdocs.archive.commit import Record, RecordDraft, Subject
from czdocs.archive.folder import FolderStore
from czdocs.archive.view import View
from czdocs.clock import given_day
from czdocs.decide.edition import DirectoryEntry
from czdocs.flows.approve_claims import ApprovalOutcome, ApprovalRequest, approve_claims
from czdocs.flows.archive_folder import open_or_create
from czdocs.flows.examination import examine_form
from czdocs.flows.executor import process_pool
from czdocs.flows.gathering import FormFile
from czdocs.flows.knowledge import policy_book
from czdocs.flows.rendering import FontFolders
from czdocs.period import years_after
from czdocs.resources import default_font_folder
from czdocs.terms import Category, District, Field

SAMPLE = Path(__file__).resolve().parents[2] / "forms" / "sample" / "2026"
TODAY = date(2026, 10, 30)
PREMIUM, SCENARIO = "2026-XB-B001", "2026-WJ-C001"
FORMS = {"B": "premium-claim.yaml", "C": "scenario-claim.yaml"}


def claims(folder: Path, *cases: str) -> None:
    """Copy sample claims into the batch of `folder`."""
    for case in cases:
        shutil.copytree(SAMPLE / "claims" / case, folder / "claims" / case)


def form_of(folder: Path, case: str) -> Path:
    """The claim form of `case`."""
    return folder / "claims" / case / FORMS[case[8]]


def change(path: Path, *changes: tuple[str, str]) -> None:
    """Replace texts of a form, each of which must be there."""
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def copied(folder: Path, case: str, other: str, *changes: tuple[str, str]) -> None:
    """A second claim like `case` with papers of its own: other numbers of policies, invoices and items."""
    shutil.copytree(folder / "claims" / case, folder / "claims" / other)
    change(folder / "claims" / other / "attachments.yaml", (case, other))
    papers = (("000318", "000319"), ("150318", "150319"), ("2606-017", "2606-018"))
    change(form_of(folder, other), (case, other), *papers, *changes)


LARGE = (
    ("3680000.00", "18750000.00"),
    ("73600.00", "375000.00"),
    ("69433.96", "353773.58"),
    ("4166.04", "21226.42"),
    ("58880.00", "300000.00"),
)
"""Changes of the premium claim after which it gives 300,000 yuan."""


def certified(folder: Path, *, renews: Mapping[str, str] | None = None) -> None:
    """An archive in `folder` in which the products of all its claims are certified."""
    archive = open_or_create(folder / "archive", given_day(date(2026, 7, 1)))
    entries: dict[str, DirectoryEntry] = {}
    for path in sorted((folder / "claims").glob("*/*-claim.yaml")):
        record: Any = examine_form(FormFile(path=path, in_folder=True)).record
        entry = _entry(record.body, renews=(renews or {}).get(record.body.product.certificate))
        entries[entry.certificate] = entry
    store(folder, (_certification(entry) for entry in entries.values()))
    archive.close()


def store(folder: Path, drafts: Iterable[RecordDraft], *, day: date = date(2026, 7, 1)) -> None:
    """Archive records without files."""
    listed, moment = tuple(drafts), given_day(day)
    archive = open_archive(FolderStore(folder / "archive"))
    archive.commit(lambda _: listed, recorded_at=moment.at, clock=moment.clock, by="test", command="test")
    archive.close()


def granted(case: str, certificate: str, uscc: str, amount: str, start: str, **data: Any) -> RecordDraft:
    """The record of money granted before."""
    facts = {"year": 2025, "decision": "常工信创新〔2025〕90号", "result": "approved", "article": 20, "reason": None}
    amounts = {"amount_yuan": amount, "city_yuan": amount, "district_yuan": "0"}
    years = [{"year_start": start, "amount_yuan": amount}]
    return RecordDraft(
        kind="subsidy",
        title=f"{case} 予以补贴",
        subject=Subject(case=case, certificate=certificate, company=uscc),
        dated=date(2025, 11, 3),
        data={**facts, **amounts, "years": years, "scenario": None, **data},
    )


def _entry(body: Any, *, renews: str | None) -> DirectoryEntry:
    holder = getattr(body, "maker", body.applicant)
    product = body.product
    years = policy_book().on(product.certified_on).integer("validity_years")
    return DirectoryEntry(
        certificate=product.certificate,
        case=None,
        product=product.name,
        models=(product.model,),
        version=None,
        category=Category.FIRST_EQUIPMENT,
        field=Field.HIGH_END_EQUIPMENT,
        company=holder.name,
        uscc=holder.uscc,
        district=District.XINBEI,
        certified_on=product.certified_on,
        valid_from=product.certified_on,
        valid_to=years_after(product.certified_on, years),
        document_number="常工信创新〔2026〕41号",
        summary="",
        features=(),
        level=None,
        indicators=(),
        ip=(),
        standards=(),
        photo=None,
        photo_type=None,
        contact=None,
        telephone=None,
        renews=renews,
    )


def _certification(entry: DirectoryEntry) -> RecordDraft:
    return RecordDraft(
        kind="certification",
        title=f"{entry.certificate} {entry.product}",
        subject=Subject(certificate=entry.certificate, product=entry.product, company=entry.uscc),
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        dated=entry.certified_on,
        data=entry.to_data(),
        access="public",
    )


def approved(case: str, amount: int, *, share: str = "0.5", reason: str | None = None) -> str:
    """An entry that grants `amount`, the district bearing its share."""
    district = int(amount * float(share))
    why = f", reason: {reason}" if reason else ""
    sums = f'amount_yuan: "{amount}", city_yuan: "{amount - district}", district_yuan: "{district}"'
    return f"  - {{case: {case}, result: approved, {sums}{why}}}"


def refused(case: str, reason: str = "保险期限早于认定之日，不符合第二十条的规定") -> str:
    """An entry that grants nothing."""
    return f"  - {{case: {case}, result: refused, reason: {reason}}}"


def decide(
    folder: Path, *entries: str, name: str = "subsidy-decision.yaml", changes: Iterable[tuple[str, str]] = ()
) -> Path:
    """The sample's decision in `folder` with these entries and their totals."""
    text = (SAMPLE / "decisions" / "subsidy-decision.yaml").read_text("utf-8")
    head, tail = text.split("entries:", 1)[0], text[text.index("use_requirements:") :]
    amounts = [[int(part.split('"')[0]) for part in entry.split('_yuan: "')[1:]] for entry in entries]
    sums = [sum(row[n] for row in amounts if row) for n in range(3)]
    keys = zip(("amount_yuan", "city_yuan", "district_yuan"), sums, strict=True)
    totals = [
        f"totals:\n  approved: {sum(1 for row in amounts if row)}",
        *(f'  {key}: "{value}"' for key, value in keys),
    ]
    text = head + "\n".join(["entries:", *entries, *totals, ""]) + tail
    path = folder / name
    path.write_text(text, "utf-8")
    change(path, *changes)
    return path


def approve(
    folder: Path,
    decision: Path | None,
    *,
    today: date = TODAY,
    draft: Path | None = None,
    progress: Any = None,
) -> ApprovalOutcome:
    """Approve the batch of `folder` into its archive and output folder."""
    request = ApprovalRequest(
        batch=folder / "claims",
        decision=decision,
        archive=folder / "archive",
        out=folder / "out",
        fonts=FontFolders(installed=default_font_folder()),
        moment=given_day(today),
        by="test",
        draft=draft,
    )
    return approve_claims(request, progress, pool=_pool())


@cache
def _pool() -> Executor:
    """Two workers for all batches of a test run: starting one takes longer than its work."""
    return process_pool(2)


def archived(folder: Path) -> View:
    """The archive of `folder` as it is."""
    return open_archive(FolderStore(folder / "archive")).view()


def records(folder: Path, kind: str) -> tuple[Record, ...]:
    """The archived records of `kind`."""
    return archived(folder).find(kind=kind)


def codes(outcome: ApprovalOutcome) -> list[str]:
    """The codes of what was found, in order."""
    return [told.code for told in outcome.diagnostics]
