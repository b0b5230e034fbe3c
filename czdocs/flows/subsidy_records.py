"""The records of one batch of claims: its forms, the decision, what each claim was granted, and the documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from czdocs.archive.commit import Record, RecordDraft, Subject
from czdocs.archive.digest import Digest
from czdocs.archive.store import Content
from czdocs.archive.view import View
from czdocs.capitals import capital
from czdocs.decide.claim_facts import PremiumFacts, facts_data
from czdocs.decide.subsidy_batch import DecidedClaim, SubsidyBatch
from czdocs.flows.form_records import form_draft, standing_submissions
from czdocs.flows.grants import SUBSIDY
from czdocs.flows.publication_material import CaseForm, KeptFile, StoredFile
from czdocs.flows.publication_records import numbered
from czdocs.policy.book import PolicyBook
from czdocs.report.derivation import derivation_data

__all__ = ["DECISION", "DOCUMENTS", "BatchMaterial", "batch_drafts"]

DECISION = "subsidy-decision"
DOCUMENTS: Mapping[str, tuple[str, str]] = {
    "subsidy-publicity": ("publicity", "关于{year}年度推广应用补贴拟支持项目的公示（{document}）"),
    "subsidy-summary": ("summary", "{year}年度推广应用补贴核定汇总表（{document}）"),
    "subsidy-allocation": ("allocation", "关于下达{year}年度推广应用补贴资金的通知（{document}）"),
}
"""The documents about a whole batch by kind of record: what their files are called, and their titles."""
_BESIDE = {"finance": "subsidy-allocation", "measurements": "subsidy-allocation"}
_KEPT_ROLES = frozenset({"submission", "attachment"})
_TEMPLATES = ("gongwen/", "letter/", "notice/", "plain/")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchMaterial:
    """All that a batch puts into the archive.

    `forms` are those of each case, `codes` what was found of it; `letters` are the files of each claim's record and
    `documents` those about the whole batch; `rulings` are the schemas, templates and parameters that were in force;
    `fingerprint` tells this input from any other.
    """

    batch: SubsidyBatch
    forms: Mapping[str, tuple[CaseForm, ...]]
    codes: Mapping[str, tuple[str, ...]]
    decision: KeptFile
    schemas: tuple[str, ...]
    letters: Mapping[str, tuple[StoredFile, ...]]
    documents: tuple[StoredFile, ...]
    rulings: tuple[KeptFile, ...]
    fingerprint: str

    def files(self) -> Iterator[KeptFile | StoredFile]:
        """Every file."""
        yield self.decision
        yield from self.rulings
        yield from self.documents
        for letters in self.letters.values():
            yield from letters
        for forms in self.forms.values():
            for form in forms:
                yield from form.files

    def contents(self) -> Mapping[Digest, Content]:
        """Every file's bytes, or where they are, by digest."""
        return _Contents({file.ref.digest: file for file in self.files()})


class _Contents(Mapping[Digest, Content]):
    """The contents of files, looked up in them: a path for each of thousands of files is much."""

    def __init__(self, files: Mapping[Digest, KeptFile | StoredFile]) -> None:
        self._files = files

    def __getitem__(self, digest: Digest) -> Content:
        return self._files[digest].content

    def __iter__(self) -> Iterator[Digest]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def batch_drafts(material: BatchMaterial, view: View, book: PolicyBook) -> tuple[RecordDraft, ...]:
    """The records of a batch, in the order in which each may refer to those before it.

    Forms that were archived when they were taken in, and have not changed since, are referred to and not kept again.
    """
    writer = _Writer(material, view, book)
    for claim in material.batch.claims:
        writer.add_forms(claim)
    writer.add_decision()
    for claim in material.batch.claims:
        writer.add_claim(claim)
    for kind in DOCUMENTS:
        writer.add_document(kind)
    return numbered(writer.drafts, view, book, year=material.batch.decision.dated.year)


class _Writer:
    """The drafts so far, and the sequences that they will have."""

    def __init__(self, material: BatchMaterial, view: View, book: PolicyBook) -> None:
        self.material = material
        self.drafts: list[RecordDraft] = []
        self._view, self._book = view, book
        self._forms: dict[str, tuple[int, ...]] = {}
        self._decision = 0
        self._claims: list[int] = []
        self._schemas = [file for file in material.rulings if file.role == "schema"]
        self._parameters = tuple(file.ref for file in material.rulings if file.role == "parameters")
        self._templates = tuple(
            file.ref for file in material.rulings if file.role == "template" and file.name.startswith(_TEMPLATES)
        )

    def _add(self, draft: RecordDraft) -> int:
        self.drafts.append(draft)
        return self._view.next_sequence + len(self.drafts) - 1

    def add_forms(self, claim: DecidedClaim) -> None:
        """The claim and its list of attachments, unless they stand in the archive already."""
        forms = self.material.forms[claim.case]
        earlier = {record.kind: record for record in standing_submissions(self._view, forms)}
        sequences = []
        for form in forms:
            archived = earlier.get(form.kind)
            if archived is not None and _is_same(form, archived):
                sequences.append(archived.sequence)
                continue
            draft = form_draft(form, self._schemas, certificate=None, retention=self._book.retention_of(form.kind))
            replaced = (archived.sequence,) if archived is not None else ()
            sequences.append(self._add(replace(draft, supersedes=replaced)))
        self._forms[claim.case] = tuple(sequences)

    def add_decision(self) -> None:
        """The decision, after all that it decides on."""
        batch, decision = self.material.batch, self.material.batch.decision
        schemas = [file.ref for file in self._schemas if file.name in self.material.schemas]
        self._decision = self._add(
            RecordDraft(
                kind=DECISION,
                title=f"{batch.year}年度推广应用补贴决定（{decision.document_number}）",
                dated=decision.dated,
                data={
                    "year": batch.year,
                    "document_number": decision.document_number,
                    "dated": decision.dated.isoformat(),
                    "cases": [claim.case for claim in batch.claims],
                    "approved": len(batch.approved),
                    "amount_yuan": f"{batch.total_yuan:f}",
                    "city_yuan": f"{batch.city_yuan:f}",
                    "district_yuan": f"{batch.district_yuan:f}",
                    "input": self.material.fingerprint,
                },
                derived_from=tuple(sequence for forms in self._forms.values() for sequence in forms),
                retention=self._book.retention_of(DECISION),
                files=(self.material.decision.ref, *schemas, *self._parameters),
            )
        )

    def add_claim(self, claim: DecidedClaim) -> None:
        """What one claim was granted, with its letter and its calculation."""
        verb = "予以补贴" if claim.approved else "不予补贴"
        sequence = self._add(
            RecordDraft(
                kind=SUBSIDY,
                title=f"{claim.case} {verb}：{claim.product}（{claim.company}）",
                subject=Subject(
                    case=claim.case, certificate=claim.certificate, product=claim.product, company=claim.uscc
                ),
                dated=self.material.batch.decision.dated,
                data=_ClaimData(claim, self.material),
                derived_from=(*self._forms[claim.case], self._decision),
                retention=self._book.retention_of(SUBSIDY),
                files=(*(file.ref for file in self.material.letters[claim.case]), *self._parameters),
            )
        )
        self._claims.append(sequence)

    def add_document(self, kind: str) -> None:
        """A document about the batch in all its formats, with the templates that it was made from."""
        batch = self.material.batch
        name, title = DOCUMENTS[kind]
        files = [file.ref for file in self.material.documents if _kind_of(file.name) == kind]
        decision = batch.decision
        self._add(
            RecordDraft(
                kind=kind,
                title=title.format(year=batch.year, document=decision.document_number),
                dated=decision.publicity.posted_on if name == "publicity" else decision.dated,
                data={
                    "year": batch.year,
                    "document_number": decision.document_number,
                    "amount_yuan": f"{batch.total_yuan:f}",
                },
                derived_from=(self._decision, *self._claims),
                retention=self._book.retention_of(kind),
                access="public" if name == "publicity" else "internal",
                files=(*files, *self._templates),
            )
        )


def _kind_of(name: str) -> str:
    """The kind of the record that keeps the file `name` about a batch."""
    stem = name.partition(".")[0]
    return next((kind for kind, (own, _) in DOCUMENTS.items() if own == stem), _BESIDE.get(stem, ""))


def _is_same(form: CaseForm, archived: Record) -> bool:
    """Whether `archived` holds exactly the files of `form`."""
    return _names(file.ref for file in form.files) == _names(f for f in archived.files if f.role in _KEPT_ROLES)


def _names(files: Iterable[Any]) -> set[tuple[str, str]]:
    return {(file.name, file.digest.hex) for file in files}


class _ClaimData(Mapping[str, Any]):
    """What the record of a claim says, written out only while it is archived: of thousands it is much."""

    def __init__(self, claim: DecidedClaim, material: BatchMaterial) -> None:
        self._claim, self._material = claim, material

    def __getitem__(self, key: str) -> Any:
        return _CLAIM_DATA[key](self._claim, self._material)

    def __iter__(self) -> Iterator[str]:
        return iter(_CLAIM_DATA)

    def __len__(self) -> int:
        return len(_CLAIM_DATA)


_CLAIM_DATA: Mapping[str, Callable[[DecidedClaim, BatchMaterial], Any]] = {
    "year": lambda _, material: material.batch.year,
    "decision": lambda _, material: material.batch.decision.document_number,
    "result": lambda claim, _: claim.result.value,
    "article": lambda claim, _: 20 if isinstance(claim.facts, PremiumFacts) else 21,
    "amount_yuan": lambda claim, _: f"{claim.amount_yuan:f}",
    "city_yuan": lambda claim, _: f"{claim.city_yuan:f}",
    "district_yuan": lambda claim, _: f"{claim.district_yuan:f}",
    "amount_capital": lambda claim, _: capital(claim.amount_yuan),
    "claimed_yuan": lambda claim, _: f"{claim.claimed_yuan:f}",
    "reason": lambda claim, _: claim.reason,
    "articles": lambda claim, _: claim.articles,
    "findings": lambda claim, material: material.codes[claim.case],
    "years": lambda claim, _: [
        {"year_start": year.year_start.isoformat(), "amount_yuan": f"{year.amount_yuan:f}"}
        for year in claim.derivation.years
        if claim.approved
    ],
    "scenario": lambda claim, _: claim.scenario,
    "facts": lambda claim, _: facts_data(claim.facts),
    "derivation": lambda claim, _: derivation_data(claim.derivation, claim=claim.case, product=claim.product),
    "policy": lambda claim, _: {
        "document": claim.derivation.document,
        "version": claim.derivation.version,
        "on": claim.submitted_on.isoformat(),
    },
    "readings": lambda claim, _: claim.derivation.readings,
}
"""The data of a claim's record by key, money as decimal text."""
