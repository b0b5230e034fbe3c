"""The records of a decision on a violation: the decision, what it ends, bars and recovers, and its documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from czdocs.archive.archival_number import next_numbers
from czdocs.archive.commit import RecordDraft, Subject
from czdocs.archive.digest import Digest
from czdocs.archive.view import View
from czdocs.decide.revocation import RecoveredGrant, Ruling
from czdocs.documents.revocation import ANNOUNCEMENT, NOTICE, RECOVERY_ORDER, REFERRAL
from czdocs.flows.form_records import rulings, schema_names
from czdocs.flows.grants import RECOVERY
from czdocs.flows.publication_material import KeptFile
from czdocs.flows.revoke_history import DECISION, certification_of
from czdocs.flows.sanctions import SANCTION
from czdocs.policy.book import PolicyBook
from czdocs.record import Record
from czdocs.record.revocation import RevocationDecision
from czdocs.terms import FormKind

__all__ = ["REVOCATION", "RulingMaterial", "document_data", "ruling_drafts"]

_TEMPLATES = frozenset({"gongwen", "letter", "notice", "plain"})
REVOCATION = "revocation"
"""Kind of the records that end a certification, from their `valid_from` on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingMaterial:
    """All that one decision puts into the archive; `documents` are the rendered files by kind of document.

    `numbers` are the document numbers of the letters that have one, by kind.
    """

    record: Record[RevocationDecision]
    form: KeptFile
    ruling: Ruling
    documents: Mapping[str, tuple[KeptFile, ...]]
    numbers: Mapping[str, str]

    def contents(self) -> Mapping[Digest, bytes]:
        """The bytes of every file, by digest."""
        files = [self.form, *rulings(), *(file for files in self.documents.values() for file in files)]
        return MappingProxyType({file.ref.digest: file.content for file in files})


def ruling_drafts(material: RulingMaterial, view: View, book: PolicyBook) -> tuple[RecordDraft, ...]:
    """The records of one decision, in the order in which each may refer to those before it.

    The certification is the one that stands in `view`.
    """
    writer = _Writer(material, view, book)
    writer.add_decision()
    if material.ruling.decision.certification_revoked:
        writer.add_revocation()
    for recovered in material.ruling.recovered:
        writer.add_recovery(recovered)
    if material.ruling.decision.subsidy_barred:
        writer.add_sanction()
    for kind in (NOTICE, RECOVERY_ORDER, REFERRAL):
        if kind in material.documents:
            writer.add_document(kind)
    return _numbered(writer.drafts, view, book, year=material.record.year)


def document_data(kind: str, ruling: Ruling, number: str | None = None) -> Mapping[str, Any]:
    """What the record of a document says of it, and what is embedded in its PDF; nobody who signed it off is named."""
    decision = ruling.decision
    data: dict[str, Any] = {
        "decision": decision.document_number,
        "certificate": decision.certificate,
        "ground": decision.ground.value,
    }
    match kind:
        case "announcement":
            del data["ground"]
            data["effective_on"] = decision.effective_on.isoformat()
        case "recovery-order":
            data |= {"document_number": number, **_recovered(ruling)}
        case "referral" if decision.referral is not None:
            data |= {"document_number": number, "authority": decision.referral.authority}
    return data


def _recovered(ruling: Ruling) -> Mapping[str, Any]:
    recovery = ruling.decision.recovery
    if recovery is None:
        return {}
    return {
        "cases": [{"case": r.grant.case, "amount_yuan": f"{r.amount_yuan:f}"} for r in ruling.recovered],
        "total_yuan": f"{recovery.total_yuan:f}",
        "deadline": recovery.deadline.isoformat(),
    }


class _Writer:
    """The drafts so far, and the sequences that they will have."""

    def __init__(self, material: RulingMaterial, view: View, book: PolicyBook) -> None:
        self.drafts: list[RecordDraft] = []
        self._material = material
        self._decision = material.ruling.decision
        self._book = book
        self._first = view.next_sequence
        certification = certification_of(view, self._decision.certificate)
        if certification is None:
            raise AssertionError("what is not certified is not revoked")
        self._certification = certification
        # An application case is told by its certification; a product carried over has none.
        self._subject = Subject(
            case=certification.subject.case,
            certificate=self._decision.certificate,
            product=certification.subject.product,
            company=certification.subject.company,
        )

    def _add(self, kind: str, title: str, *, subject: Subject | None = None, **fields: Any) -> None:
        draft = RecordDraft(
            kind=kind,
            title=title,
            subject=subject or self._subject,
            **{"dated": self._decision.dated, "derived_from": (self._first,), **fields},
            retention=self._book.retention_of(kind),
        )
        self.drafts.append(draft)

    def add_decision(self) -> None:
        """The form as it was filled in, with the rules under which it was checked."""
        record, decision, ruling = self._material.record, self._decision, self._material.ruling
        schemas = schema_names(FormKind.REVOCATION_DECISION, record.version)
        kept = [f for f in rulings() if f.role == "parameters" or (f.role == "schema" and f.name in schemas)]
        self._add(
            DECISION,
            f"监督处理决定（{decision.document_number}）：{decision.product.name}（{decision.holder.name}）",
            derived_from=(self._certification.sequence, *(r.grant.sequence for r in ruling.recovered)),
            data={
                "year": record.year,
                "document_number": decision.document_number,
                "certificate": decision.certificate,
                "ground": decision.ground.value,
                "certification_revoked": decision.certification_revoked,
                "effective_on": decision.effective_on.isoformat(),
                "subsidy_barred": decision.subsidy_barred,
                "referred_to": decision.referral.authority if decision.referral else None,
                "recovered": _recovered(ruling) or None,
                "readings": {"D-11": self._reading("D-11"), "D-12": self._reading("D-12")},
            },
            files=(self._material.form.ref, *(file.ref for file in kept)),
        )

    def _reading(self, name: str) -> str:
        return self._book.on(self._decision.dated).reading(name)

    def add_revocation(self) -> None:
        """The end of the certification, with its announcement; public, as the certification was."""
        decision = self._decision
        self._add(
            REVOCATION,
            f"撤销认定：{decision.certificate} {decision.product.name}（{decision.holder.name}）",
            valid_from=decision.effective_on,
            revokes=(self._certification.sequence,),
            access="public",
            data={
                "certificate": decision.certificate,
                "document_number": decision.document_number,
                "effective_on": decision.effective_on.isoformat(),
            },
            files=self._files(ANNOUNCEMENT),
        )

    def add_recovery(self, recovered: RecoveredGrant) -> None:
        """That the principal of one grant is demanded back."""
        grant, decision, recovery = recovered.grant, self._decision, self._decision.recovery
        self._add(
            RECOVERY,
            f"收回补贴：{grant.case}（{decision.holder.name}）",
            subject=replace(self._subject, case=grant.case, certificate=grant.certificate),
            derived_from=(self._first, grant.sequence),
            data={
                "case": grant.case,
                "amount_yuan": f"{recovered.amount_yuan:f}",
                "decision": decision.document_number,
                "deadline": recovery.deadline.isoformat() if recovery else None,
                "subsidy": grant.sequence,
            },
        )

    def add_sanction(self) -> None:
        """That the company is not supported any more, with whatever product."""
        decision, holder = self._decision, self._decision.holder
        self._add(
            SANCTION,
            f"取消补贴资格：{holder.name}（{decision.document_number}）",
            subject=Subject(company=holder.uscc),
            valid_from=decision.effective_on,
            data={
                "uscc": holder.uscc,
                "company": holder.name,
                "ground": decision.ground.value,
                "decision": decision.document_number,
                "from": decision.effective_on.isoformat(),
            },
        )

    def add_document(self, kind: str) -> None:
        """A document that goes out, in its formats, with the templates that it was made from."""
        decision, ruling = self._decision, self._material.ruling
        titles = {NOTICE: "监督处理决定书", RECOVERY_ORDER: "收回补贴资金通知", REFERRAL: "移送信用主管部门的函"}
        dated = decision.referral.referred_on if kind == REFERRAL and decision.referral else decision.dated
        self._add(
            kind,
            f"{titles[kind]}（{decision.document_number}）：{decision.holder.name}",
            dated=dated,
            derived_from=tuple(self._first + n for n, draft in enumerate(self.drafts) if _grounds(kind, draft)),
            data=document_data(kind, ruling, self._material.numbers.get(kind)),
            files=self._files(kind),
        )

    def _files(self, kind: str) -> tuple[Any, ...]:
        templates = [f for f in rulings() if f.role == "template" and f.name.partition("/")[0] in _TEMPLATES]
        return tuple(file.ref for file in (*self._material.documents[kind], *templates))


def _grounds(kind: str, draft: RecordDraft) -> bool:
    """Whether the document `kind` rests on `draft`: the decision for all, what is recovered for its demand."""
    return draft.kind == DECISION or (kind == RECOVERY_ORDER and draft.kind == RECOVERY)


def _numbered(drafts: Sequence[RecordDraft], view: View, book: PolicyBook, *, year: int) -> tuple[RecordDraft, ...]:
    """`drafts` with archival numbers, which go on from the last of the year and retention."""
    retentions = {draft.retention for draft in drafts if draft.retention}
    numbers: dict[str, Iterator[str]] = {
        retention: iter(
            next_numbers(
                view,
                fonds=book.fonds.number,
                year=year,
                retention=retention,
                count=sum(1 for draft in drafts if draft.retention == retention),
            )
        )
        for retention in retentions
    }
    return tuple(replace(d, archival_number=next(numbers[d.retention])) if d.retention else d for d in drafts)
