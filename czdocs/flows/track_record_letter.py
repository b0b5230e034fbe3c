"""The letter about a product on the day of a bid, made from the archive; the archive does not change (art. 15)."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from czdocs.archive.archive import open_archive
from czdocs.archive.entry import Record
from czdocs.archive.folder import FolderStore
from czdocs.archive.query import CERTIFYING, StatusAnswer
from czdocs.archive.view import View
from czdocs.catalogue import finding
from czdocs.decide.edition import DirectoryEntry
from czdocs.decide.track_record import track_record_score
from czdocs.diagnostic import Diagnostic, Place
from czdocs.documents.context.notice import Measures
from czdocs.documents.context.track_record import (
    ArchiveEvidence,
    CertifiedProduct,
    Occasion,
    TrackRecordLetter,
    track_record_letter,
)
from czdocs.documents.fonts import FontSet, check_environment, load_fonts
from czdocs.documents.glyphs import coverage, missing_characters
from czdocs.documents.html import chinese_date
from czdocs.documents.imprint import SourceFile
from czdocs.documents.issuing import issue_official
from czdocs.errors import CzdocsError
from czdocs.flows.knowledge import policy_book
from czdocs.flows.output_folder import hand_out, refuse_another
from czdocs.flows.rendering import FontFolders
from czdocs.terms import Status

__all__ = ["LetterOutcome", "LetterRequest", "write_letter"]

_SUFFIXES = (".pdf", ".docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRequest:
    """Which letter: about `subject` on the day `on`, as known at the end of the day `known`, dated `today`."""

    archive: Path
    subject: str
    on: date
    known: date
    today: date
    output: Path
    fonts: FontFolders
    occasion: Occasion
    document_number: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOutcome:
    """The letter that was written, what the archive answered, and whether the letter proves full marks.

    `written` is False where the same letter was there already.
    """

    answer: StatusAnswer
    letter: TrackRecordLetter
    written: bool
    findings: tuple[Diagnostic, ...]


def write_letter(request: LetterRequest) -> LetterOutcome:
    """Write the letter that `request` asks for.

    Raises:
        CzdocsError: CZ5274 to CZ5279 where there is no such letter, CZ5121 if another file is in its place; as
            `open_archive`, `check_environment` and `hand_out`.
    """
    if request.output.suffix.lower() not in _SUFFIXES:
        raise CzdocsError("CZ5277", path=request.output, known=" 或者 ".join(_SUFFIXES))
    if request.known > request.today:
        raise CzdocsError("CZ5278", known=chinese_date(request.known), today=chinese_date(request.today))
    with closing(open_archive(FolderStore(request.archive))) as archive:
        view = archive.view()
        answer = view.status(request.subject, on=request.on, known=request.known)
        letter = _letter(request, view, answer)
    written = _write(request.output, _rendered(request, letter))
    findings = () if letter.later is None else (_changed(request, letter, letter.later),)
    return LetterOutcome(answer=answer, letter=letter, written=written, findings=findings)


def _letter(request: LetterRequest, view: View, answer: StatusAnswer) -> TrackRecordLetter:
    record = _decisive(request, view, answer)
    entry = _entry(record)
    book = policy_book()
    measures = book.on(max(request.on, book.measures[0].valid_from))
    agency = book.agencies["industry"].name_on(request.today)
    now = view.status(entry.certificate, on=request.on, known=request.today)
    revocation = _revocation(view, entry.certificate, request.today)
    return TrackRecordLetter(
        issuer=agency.name if agency else "常州市工业和信息化局",
        measures=Measures(title=measures.title, document_number=measures.document),
        product=_product(entry, record, _editions(view, entry.certificate, request.known)),
        on=request.on,
        known=request.known,
        status=answer.status,
        score=track_record_score(answer.status, entry.certified_on, request.on, measures=measures),
        sentence=measures.parameters["track_record_years"].text,
        evidence=ArchiveEvidence(
            sequence=record.sequence,
            record=record.id,
            commit=record.commit,
            recorded_on=record.known_on,
            records=view.tree_size,
            root=view.root.hex,
            head_commit=view.head.number,
            head=view.head.digest.hex,
        ),
        occasion=request.occasion,
        dated=request.today,
        revocation=(revocation.title, revocation.valid_from) if revocation and revocation.valid_from else None,
        later=None if now.status is answer.status else now.status,
        document_number=request.document_number,
        contact=request.contact,
    )


def _decisive(request: LetterRequest, view: View, answer: StatusAnswer) -> Record:
    """The certification that decides the answer.

    Raises:
        CzdocsError: If there is none (CZ5274), or `subject` has several products (CZ5275).
    """
    if answer.status is Status.UNKNOWN:
        raise CzdocsError("CZ5274", subject=request.subject, known=chinese_date(request.known))
    known = view.history(request.subject, known=request.known)
    superseded = {sequence for record in known for sequence in record.supersedes}
    standing = [
        record
        for record in known
        if record.kind == CERTIFYING and request.subject in record.subject and record.sequence not in superseded
    ]
    if len({(record.subject.product, record.subject.company) for record in standing}) > 1:
        certificates = "、".join(sorted(record.subject.certificate or "" for record in standing))
        raise CzdocsError("CZ5275", subject=request.subject, count=len(standing), certificates=certificates)
    deciding = [r for r in answer.records if r.kind == CERTIFYING and r.valid_from == answer.valid_from]
    return max(deciding, key=lambda record: record.sequence)


def _revocation(view: View, certificate: str, known: date) -> Record | None:
    """What ends `certificate`, on whatever day, as known at the end of the day `known`."""
    answer = view.status(certificate, on=date.max, known=known)
    return next((r for r in answer.records if r.kind != CERTIFYING and r.valid_from), None)


def _entry(record: Record) -> DirectoryEntry:
    """The Directory's data in the record of a certification.

    Raises:
        CzdocsError: CZ5276 if they are not there.
    """
    try:
        return DirectoryEntry.from_data(record.data)
    except (KeyError, ValueError, TypeError) as error:
        raise CzdocsError("CZ5276", sequence=record.sequence) from error


def _product(entry: DirectoryEntry, record: Record, editions: tuple[int, ...]) -> CertifiedProduct:
    return CertifiedProduct(
        product=entry.product,
        models=entry.models,
        version=entry.version,
        company=entry.company,
        uscc=entry.uscc,
        certificate=entry.certificate,
        certified_on=entry.certified_on,
        valid_from=record.valid_from or entry.valid_from,
        valid_to=record.valid_to or entry.valid_to,
        document_number=entry.document_number,
        editions=editions,
    )


def _editions(view: View, certificate: str, known: date) -> tuple[int, ...]:
    """The years of the editions of the Directory, corrected ones left out, that list `certificate`."""
    editions = view.find(kind="directory", known=known)
    superseded = {sequence for record in editions for sequence in record.supersedes}
    standing = (record for record in editions if record.sequence not in superseded)
    return tuple(sorted({r.data["year"] for r in standing if certificate in r.data.get("entries", ())}))


def _rendered(request: LetterRequest, letter: TrackRecordLetter) -> bytes:
    """The file asked for; the other is made too, so that both can be compared."""
    check_environment(request.fonts.installed)
    fonts = load_fonts(request.fonts.installed, request.fonts.office)
    _refuse_unprintable(letter, fonts)
    issued = issue_official(track_record_letter(letter), fonts=fonts, sources=(_source(letter),))
    return issued.docx if request.output.suffix.lower() == ".docx" else issued.pdf


def _refuse_unprintable(letter: TrackRecordLetter, fonts: FontSet) -> None:
    """Refuse a letter of which a character could not be seen.

    Raises:
        CzdocsError: CZ5279 with the field and the characters.
    """
    covered = coverage(fonts)
    for field, text in _texts(letter):
        missing = missing_characters(text, covered)
        if missing:
            raise CzdocsError("CZ5279", field=field, characters=missing)


def _texts(letter: TrackRecordLetter) -> Iterator[tuple[str, str]]:
    yield "产品名称", letter.product.product
    yield "型号规格", "".join(letter.product.models)
    yield "单位名称", letter.product.company
    yield "采购人", letter.occasion.purchaser or ""
    yield "采购项目", letter.occasion.project or ""
    yield "发文字号", letter.document_number or ""
    yield "联系方式", letter.contact or ""


def _source(letter: TrackRecordLetter) -> SourceFile:
    """The answer with the whole digests, embedded in the letter so that it can be checked."""
    evidence = letter.evidence
    data = {
        "certificate": letter.product.certificate,
        "on": letter.on.isoformat(),
        "known": letter.known.isoformat(),
        "status": letter.status.value,
        "valid_from": letter.product.valid_from.isoformat(),
        "valid_to": letter.product.valid_to.isoformat(),
        "track_record_full_marks": letter.proves,
        "record": {"sequence": evidence.sequence, "id": evidence.record, "commit": evidence.commit},
        "archive": {
            "records": evidence.records,
            "root": evidence.root,
            "commit": evidence.head_commit,
            "digest": evidence.head,
        },
    }
    return SourceFile(
        name=f"{letter.product.certificate}-{letter.on:%Y%m%d}.json",
        content=(json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode(),
        media_type="application/json",
        description=f"{letter.product.certificate} 在 {letter.on} 的状态",
        modified=letter.dated,
    )


def _write(output: Path, content: bytes) -> bool:
    """Write `content` where nothing is; whether it was not there already.

    Raises:
        CzdocsError: CZ5121 if something else is there; as `hand_out`.
    """
    refuse_another(output, content)
    return bool(hand_out({output.name: content}, output.parent))


def _changed(request: LetterRequest, letter: TrackRecordLetter, later: Status) -> Diagnostic:
    """The hint that the archive has learned otherwise since `known`."""
    known, day = chinese_date(request.known), chinese_date(request.on)
    return finding("CZ5280", Place(file=""), known=known, day=day, status=letter.status.label, later=later.label)
