"""Reminders to the companies whose certifications end soon, made from the archive; the archive does not change."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from czdocs.archive.archive import open_archive
from czdocs.archive.entry import Record
from czdocs.archive.folder import FolderStore
from czdocs.archive.query import CERTIFYING
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.decide.edition import DirectoryEntry
from czdocs.diagnostic import Diagnostic, Place
from czdocs.documents.context.expiry_reminder import EndingProduct, ExpiryReminder, expiry_reminder_context
from czdocs.documents.fonts import check_environment
from czdocs.documents.html import chinese_date
from czdocs.documents.imprint import SourceFile
from czdocs.documents.issuing import issue_official
from czdocs.flows.executor import process_pool, streamed
from czdocs.flows.knowledge import policy_book
from czdocs.flows.laying_out import FontFolders, loaded_fonts
from czdocs.flows.letter_files import refuse_unprintable, write_letters
from czdocs.period import years_after
from czdocs.policy.book import PolicyBook
from czdocs.policy.parameter import Measures, Notice
from czdocs.terms import Status

__all__ = ["RemindOutcome", "RemindRequest", "WrittenReminder", "write_reminders"]

_FEW = 8
"""Letters that are rendered sooner than a pool of processes has started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindRequest:
    """Whom to remind: whose certification ends from `today` to `within` days later, both included."""

    archive: Path
    within: int
    today: date
    output: Path
    fonts: FontFolders
    contact: str | None = None
    jobs: int | None = None

    @property
    def until(self) -> date:
        """The last day looked at."""
        return self.today + timedelta(days=self.within)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReminder:
    """One letter with its files; `written` are those that were not there already."""

    reminder: ExpiryReminder
    files: tuple[str, ...]
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOutcome:
    """The letters by company, and what was passed over."""

    letters: tuple[WrittenReminder, ...]
    findings: tuple[Diagnostic, ...]


def write_reminders(
    request: RemindRequest, progress: Callable[[int, int], None] | None = None, *, pool: Executor | None = None
) -> RemindOutcome:
    """Write a letter, as PDF and as Word document, to every company of which a certification ends in the period.

    Certifications that are renewed or revoked, as known today, are left out. Nothing is written if one of the letters
    cannot be.

    Raises:
        CzdocsError: CZ5168 if a character cannot be printed, CZ5121 if another file is in the way; as `open_archive`,
            `check_environment` and `issue_official`.
    """
    with closing(open_archive(FolderStore(request.archive))) as archive:
        ending = _ending(archive.view(), today=request.today, until=request.until)
    reminders, findings = _reminders(request, ending, policy_book())
    if not reminders:
        return RemindOutcome(letters=(), findings=findings)
    check_environment(request.fonts.installed)
    fonts = loaded_fonts(request.fonts)
    for reminder in reminders:
        refuse_unprintable(_texts(reminder), fonts)
    files: dict[str, Mapping[str, bytes]] = {}
    for reminder, rendered in zip(reminders, _rendered(request, reminders, pool), strict=True):
        files[reminder.uscc] = rendered
        if progress is not None:
            progress(len(files), len(reminders))
    new = set(write_letters({n: content for one in files.values() for n, content in one.items()}, request.output))
    letters = tuple(
        WrittenReminder(
            reminder=reminder,
            files=tuple(files[reminder.uscc]),
            written=tuple(name for name in files[reminder.uscc] if name in new),
        )
        for reminder in reminders
    )
    return RemindOutcome(letters=letters, findings=findings)


def _ending(view: View, *, today: date, until: date) -> tuple[Record, ...]:
    """The certifications that end from `today` to `until`, neither renewed nor revoked by then, as known `today`."""
    records = view.find(kind=CERTIFYING, known=today)
    superseded = {sequence for record in records for sequence in record.supersedes}
    standing = [record for record in records if record.sequence not in superseded]
    renewals: dict[str, list[str]] = defaultdict(list)
    for record in standing:
        if record.data.get("renews") and record.subject.certificate:
            renewals[record.data["renews"]].append(record.subject.certificate)

    def renewed(certificate: str) -> bool:
        # A renewal that was withdrawn by a correction is none; one that was revoked is.
        answers = (view.status(one, on=until, known=today) for one in renewals[certificate])
        return any(answer.status is not Status.UNKNOWN for answer in answers)

    def ends(record: Record) -> bool:
        certificate, last = record.subject.certificate, record.valid_to
        if certificate is None or last is None or not today <= last <= until:
            return False
        answer = view.status(certificate, on=last, known=today)
        return answer.status is Status.CERTIFIED and not renewed(certificate)

    return tuple(filter(ends, standing))


def _reminders(
    request: RemindRequest, ending: Iterable[Record], book: PolicyBook
) -> tuple[tuple[ExpiryReminder, ...], tuple[Diagnostic, ...]]:
    """A letter a company, in order of the first day on which one of its certifications ends."""
    products: dict[str, list[DirectoryEntry]] = defaultdict(list)
    findings = []
    for record in ending:
        try:
            entry = DirectoryEntry.from_data(record.data)
        except (KeyError, ValueError, TypeError):
            findings.append(_without_data(record))
            continue
        products[entry.uscc].append(entry)
    measures = book.on(request.today)
    agency = book.agencies["industry"].name_on(request.today)
    reminders = [
        ExpiryReminder(
            issuer=agency.name if agency else "常州市工业和信息化局",
            measures=measures,
            company=max(entries, key=lambda entry: entry.certified_on).company,
            uscc=uscc,
            products=tuple(_product(one, measures) for one in sorted(entries, key=_order)),
            known=request.today,
            dated=request.today,
            call=_open_call(book, request.today),
            contact=request.contact,
        )
        for uscc, entries in products.items()
    ]
    return tuple(sorted(reminders, key=lambda one: (one.products[0].valid_to, one.uscc))), tuple(findings)


def _order(entry: DirectoryEntry) -> tuple[date, str]:
    return entry.valid_to, entry.certificate


def _product(entry: DirectoryEntry, measures: Measures) -> EndingProduct:
    return EndingProduct(
        product=entry.product,
        models=entry.models,
        version=entry.version,
        certificate=entry.certificate,
        document_number=entry.document_number,
        certified_on=entry.certified_on,
        valid_to=entry.valid_to,
        full_marks_to=years_after(entry.certified_on, measures.integer("track_record_years")),
    )


def _open_call(book: PolicyBook, today: date) -> Notice | None:
    """The call by which one may still apply, the earliest of several."""
    still = [notice for notice in book.notices.values() if notice.closing_date >= today]
    return min(still, key=lambda notice: notice.year, default=None)


def _without_data(record: Record) -> Diagnostic:
    return finding(
        "CZ5172",
        Place(file=""),
        sequence=record.sequence,
        subject=record.subject.certificate,
        day=chinese_date(record.valid_to) if record.valid_to else "",
    )


def _texts(reminder: ExpiryReminder) -> Iterator[tuple[str, str]]:
    yield "单位名称", reminder.company
    yield "联系方式", reminder.contact or ""
    for one in reminder.products:
        yield "产品名称", one.product
        yield "型号规格", "".join((*one.models, one.version or ""))


def _rendered(
    request: RemindRequest, reminders: tuple[ExpiryReminder, ...], pool: Executor | None
) -> Iterator[Mapping[str, bytes]]:
    tasks = tuple((reminder, request.fonts) for reminder in reminders)
    if pool is None and len(tasks) <= _FEW:
        yield from map(_render, tasks)
        return
    with nullcontext(pool) if pool is not None else process_pool(request.jobs) as executor:
        yield from streamed(executor, _render, tasks)


def _render(task: tuple[ExpiryReminder, FontFolders]) -> Mapping[str, bytes]:
    """The files of one letter by name; may run in a worker."""
    reminder, folders = task
    document = expiry_reminder_context(reminder)
    issued = issue_official(document, fonts=loaded_fonts(folders), sources=(_source(reminder),))
    name = f"expiry-reminder-{reminder.uscc}"
    return {f"{name}.pdf": issued.pdf, f"{name}.docx": issued.docx}


def _source(reminder: ExpiryReminder) -> SourceFile:
    """The data of the letter, embedded in it so that it can be checked."""
    data = {
        "company": reminder.company,
        "uscc": reminder.uscc,
        "known": reminder.known.isoformat(),
        "products": [
            {"certificate": one.certificate, "product": one.product, "valid_to": one.valid_to.isoformat()}
            for one in reminder.products
        ],
    }
    return SourceFile(
        name=f"expiry-reminder-{reminder.uscc}.json",
        content=(json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode(),
        media_type="application/json",
        description=f"{reminder.uscc} 有效期届满提醒数据",
        modified=reminder.dated,
    )
