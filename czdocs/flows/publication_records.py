"""The records of one publication: what the archive keeps of the year's forms, decision and documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from czdocs.archive.archival_number import next_numbers
from czdocs.archive.commit import Record, RecordDraft, Subject
from czdocs.archive.view import View
from czdocs.decide.edition import DirectoryEntry
from czdocs.flows.form_records import form_draft, standing_submissions
from czdocs.flows.measurement_report import MEASUREMENTS, REPORT
from czdocs.flows.publication_material import CaseForm, KeptFile, Material
from czdocs.policy.book import PolicyBook

__all__ = ["numbered", "publication_drafts", "published"]

_INTERNAL = frozenset({"review-summary"})
# The notice that publishes the Directory certifies: it is kept longer than other notices.
_RETENTION_KINDS: Mapping[str, str] = {"notice": "certification-notice"}
_MAIN = "notice"
"""The document whose record keeps the report of what was measured of all."""
_DOCUMENTS: Mapping[str, str] = {
    "publicity": "关于{year}年度常州市创新产品拟认定名单的公示",
    "notice": "关于公布{year}年度常州市创新产品的通知",
    "directory": "常州市创新产品推广应用推荐目录（{year}年版）",
    "review-summary": "{year}年度常州市创新产品评审情况汇总",
}


def published(view: View, year: int) -> Record | None:
    """The standing Directory record of `year`, None where that year has not been published."""
    editions = [record for record in view.find(kind="directory") if record.data.get("year") == year]
    superseded = {sequence for record in editions for sequence in record.supersedes}
    return next((record for record in editions if record.sequence not in superseded), None)


def publication_drafts(material: Material, view: View, book: PolicyBook) -> tuple[RecordDraft, ...]:
    """The records of one publication, in the order in which each may refer to those before it.

    Where the year has been published already they correct that publication: each supersedes its predecessor, and the
    decision supersedes certificates that are not issued again.
    """
    writer = _Writer(material, view, book)
    for form in material.forms:
        writer.add_form(form)
    writer.add_decision()
    for entry in material.carried:
        writer.add_certification(entry, ())
    for entry in material.edition.certified:
        writer.add_certification(entry, writer.by_case[entry.case or ""])
    for kind in _DOCUMENTS:
        writer.add_document(kind)
    return numbered(writer.drafts, view, book, year=material.edition.year)


class _Writer:
    """The drafts so far, and the sequences that they will have."""

    def __init__(self, material: Material, view: View, book: PolicyBook) -> None:
        self.material = material
        self._book = book
        self.drafts: list[RecordDraft] = []
        self.by_case: dict[str, tuple[int, ...]] = {}
        self._first = view.next_sequence
        self._decision = 0
        self._certifications: tuple[int, ...] = ()
        self._rulings = {
            role: tuple(file.ref for file in material.rulings if file.role == role)
            for role in ("schema", "template", "parameters")
        }
        submitted = {_identity(record): record for record in standing_submissions(view, material.forms)}
        self._earlier = submitted | _standing_of(published(view, material.edition.year), view)
        self._certificates = {entry.case: entry.certificate for entry in material.edition.certified}

    def _add(self, draft: RecordDraft) -> int:
        key = _identity(draft)
        earlier = self._earlier.pop(key, None)
        self.drafts.append(
            replace(draft, supersedes=(*draft.supersedes, earlier.sequence)) if earlier is not None else draft
        )
        return self._first + len(self.drafts) - 1

    def add_form(self, form: CaseForm) -> None:
        """A form of a case; reviews derive from what they review."""
        sequences = self.by_case.get(form.case, ())
        certificate = self._certificates.get(form.case)
        draft = form_draft(
            form,
            self.material.rulings,
            certificate=certificate,
            retention=self._book.retention_of(form.kind if certificate else "refused-application"),
        )
        sequence = self._add(replace(draft, derived_from=sequences))
        self.by_case[form.case] = (*sequences, sequence)

    def add_decision(self) -> None:
        """The decision, after all that it decides on."""
        publication = self.material.edition.publication
        issued = {entry.certificate for entry in (*self.material.carried, *self.material.edition.certified)}
        withdrawn = tuple(
            record.sequence
            for (kind, _, certificate), record in list(self._earlier.items())
            if kind == "certification" and certificate not in issued
        )
        schemas = [f for f in self._rulings["schema"] if f.name in self.material.decision.schemas]
        self._decision = self._add(
            RecordDraft(
                kind="certification-decision",
                title=f"{publication.year}年度常州市创新产品认定决定（{publication.document_number}）",
                dated=publication.dated,
                data=self.material.decision.data,
                supersedes=withdrawn,
                derived_from=tuple(sequence for sequences in self.by_case.values() for sequence in sequences),
                retention=self._book.retention_of("certification-decision"),
                files=(
                    *(file.ref for file in self.material.decision.files),
                    *schemas,
                    *self._rulings["parameters"],
                ),
            )
        )

    def add_certification(self, entry: DirectoryEntry, forms: Sequence[int]) -> None:
        """One certified product with its validity and, where it is new, its certificate."""
        names = [f"{entry.certificate}.{extension}" for extension in ("pdf", "docx")]
        made = {name: self.material.documents.get(f"certificates/{name}") for name in names}
        files = [
            *(KeptFile(name=name, role="rendering", content=content) for name, content in made.items() if content),
            *([self.material.photos[entry.photo]] if entry.photo and entry.photo in self.material.photos else []),
        ]
        sequence = self._add(
            RecordDraft(
                kind="certification",
                title=f"{entry.certificate} {entry.product}（{entry.company}）",
                subject=Subject(
                    case=entry.case, certificate=entry.certificate, product=entry.product, company=entry.uscc
                ),
                valid_from=entry.valid_from,
                valid_to=entry.valid_to,
                dated=entry.certified_on,
                data=entry.to_data(),
                derived_from=(*forms, self._decision),
                retention=self._book.retention_of("certification"),
                access="public",
                files=tuple(file.ref for file in files),
            )
        )
        self._certifications = (*self._certifications, sequence)

    def add_document(self, kind: str) -> None:
        """A published document in all its formats, with the templates that it was made from."""
        edition = self.material.edition
        publication = edition.publication
        files = [
            KeptFile(name=name, role="rendering", content=content)
            for name, content in self.material.documents.items()
            if name.partition(".")[0] == kind
        ]
        if kind == _MAIN:
            report = self.material.documents[MEASUREMENTS]
            files.append(KeptFile(name=MEASUREMENTS, role=REPORT, content=report))
        templates = [
            f for f in self._rulings["template"] if f.name.partition("/")[0] in {kind, "gongwen", "certificate"}
        ]
        data: dict[str, Any] = {"year": edition.year}
        if kind == "directory":
            data |= {
                "edition": publication.dated.isoformat(),
                "document_number": publication.document_number,
                "entries": [entry.certificate for entry in edition.entries],
                "lapsed": [entry.certificate for entry in edition.lapsed],
                "input": self.material.fingerprint,
            }
        self._add(
            RecordDraft(
                kind=kind,
                title=_DOCUMENTS[kind].format(year=edition.year),
                dated=publication.publicity.posted_on if kind == "publicity" else publication.dated,
                data=data,
                derived_from=(self._decision, *self._certifications),
                retention=self._book.retention_of(_RETENTION_KINDS.get(kind, kind)),
                access="internal" if kind in _INTERNAL else "public",
                files=(*(file.ref for file in files), *templates),
            )
        )


_Identity = tuple[str, str | None, str | None]


def _identity(record: RecordDraft) -> _Identity:
    """What a corrected record has in common with the one that it corrects."""
    case = record.subject.case if record.kind != "certification" else None
    certificate = record.subject.certificate if record.kind == "certification" else None
    return record.kind, case, certificate


def _standing_of(edition: Record | None, view: View) -> dict[_Identity, Record]:
    """The records of the publication that `edition` belongs to, by identity; empty where there is none."""
    if edition is None:
        return {}
    return {_identity(record): record for record in view.commit(edition.commit).records}


def numbered(drafts: Sequence[RecordDraft], view: View, book: PolicyBook, *, year: int) -> tuple[RecordDraft, ...]:
    """`drafts` with archival numbers, which go on from the last of the year and retention."""
    fonds = book.fonds.number
    numbers: dict[str, Iterator[str]] = {}
    for retention in {draft.retention for draft in drafts if draft.retention}:
        count = sum(1 for draft in drafts if draft.retention == retention)
        numbers[retention] = iter(next_numbers(view, fonds=fonds, year=year, retention=retention, count=count))
    return tuple(
        replace(draft, archival_number=next(numbers[draft.retention])) if draft.retention else draft for draft in drafts
    )
