"""Records of the forms of a case: the same whether a case is submitted or its year is published."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from czdocs.archive.commit import Record as ArchiveRecord
from czdocs.archive.commit import RecordDraft, Subject
from czdocs.archive.view import View
from czdocs.decide.claim_identity import used_identifiers
from czdocs.flows.knowledge import form_schemas
from czdocs.flows.publication_material import CaseForm, KeptFile, StoredFile
from czdocs.flows.year import CaseRecords
from czdocs.intake.dossier import Dossier
from czdocs.record import CLAIM_KINDS, Record
from czdocs.resources import resource_bytes, resource_names
from czdocs.terms import FormKind

__all__ = [
    "FORM_TITLES",
    "case_forms",
    "claim_forms",
    "form_draft",
    "rulings",
    "schema_names",
    "standing_submissions",
    "submission_data",
]

FORM_TITLES: Mapping[str, str] = {
    "application": "创新产品认定申请表",
    "report": "创新产品申请报告书",
    "attachments": "其他相关资料",
    "preliminary-review": "创新产品初审意见",
    "expert-review": "创新产品专家评审意见",
    "premium-claim": "创新产品保费补贴申报表",
    "scenario-claim": "应用场景奖励申报表",
}


def schema_names(kind: FormKind, version: int) -> tuple[str, ...]:
    """The schema files that a form of `kind` in `version` was checked with: its own and those that it refers to."""
    return tuple(form_schemas().get(kind, version).files)


def rulings() -> tuple[KeptFile, ...]:
    """All schemas, templates and parameters in force, as records keep them."""
    roles = (("schema", "schemas"), ("template", "templates"), ("parameters", "policy"))
    return tuple(
        KeptFile(name=name, role=role, content=resource_bytes(kind, name))  # type: ignore[arg-type]
        for role, kind in roles
        for name in resource_names(kind)  # type: ignore[arg-type]
        if role == "template" or name.endswith(".schema.json" if role == "schema" else ".yaml")
    )


def form_draft(form: CaseForm, rulings: Iterable[KeptFile], *, certificate: str | None, retention: str) -> RecordDraft:
    """The record of `form` with exactly those of the `rulings` that are its schemas."""
    wanted = schema_names(FormKind(form.kind), form.version)
    schemas = [file.ref for file in rulings if file.role == "schema" and file.name in wanted]
    return RecordDraft(
        kind=form.kind,
        title=f"{FORM_TITLES[form.kind]}：{form.product}（{form.company}）",
        subject=Subject(case=form.case, certificate=certificate, product=form.product, company=form.uscc),
        dated=form.dated,
        data=form.data,
        retention=retention,
        files=(*(file.ref for file in form.files), *schemas),
    )


def standing_submissions(view: View, forms: Sequence[CaseForm]) -> Iterator[ArchiveRecord]:
    """The records of these forms' cases and kinds that nothing has replaced yet, whoever archived them."""
    for case, kind in sorted({(form.case, form.kind) for form in forms}):
        records = view.find(case=case, kind=kind)
        replaced = {sequence for record in records for sequence in record.supersedes}
        yield from (record for record in records if record.sequence not in replaced)


def case_forms(case: CaseRecords) -> Iterator[CaseForm]:
    """Every form of `case` with its files, as the archive keeps them; no personal data in what its record says."""
    application = case.application.body
    for record, dated, data in _form_facts(case):
        kind = record.kind.value
        yield CaseForm(
            kind=kind,
            version=record.version,
            case=case.case_id,
            company=application.applicant.name,
            uscc=application.applicant.uscc,
            product=application.product.name,
            dated=dated,
            files=tuple(
                KeptFile(
                    name=file.name,
                    role="attachment" if file.role == "attachment" else "submission",
                    content=file.content,
                )
                for file in case.files
                if file.role == kind or (kind == "attachments" and file.role == "attachment")
            ),
            data={**data, **submission_data(record)},
        )


def claim_forms(
    dossier: Dossier, files: Sequence[KeptFile | StoredFile], names: Mapping[FormKind, str]
) -> Iterator[CaseForm]:
    """The claim of `dossier` and its list of attachments as the archive keeps them, out of `files`; `names` are theirs.

    Nothing where a part of the claim's case was not read.
    """
    claim, attachments = dossier.claim, dossier.attachments
    if claim is None or attachments is None:
        return
    body = claim.body
    facts = {"company": body.applicant.name, "district": body.applicant.district.value}
    for record, data in ((claim, facts), (attachments, {"files": len(attachments.body.files)})):
        attached = record is attachments
        yield CaseForm(
            kind=record.kind.value,
            version=record.version,
            case=claim.case or "",
            company=body.applicant.name,
            uscc=body.applicant.uscc,
            product=body.product.name,
            dated=body.submitted_on,
            files=tuple(f for f in files if f.name == names[record.kind] or (attached and f.role == "attachment")),
            data={**data, **submission_data(record)},
        )


def submission_data(record: Record[Any]) -> Mapping[str, Any]:
    """The identifiers by which later checks find `record`: for a claim its `policies`, `invoices` and `serials`.

    The forms of an application have none.
    """
    return used_identifiers(record.body) if record.kind in CLAIM_KINDS else {}


def _form_facts(case: CaseRecords) -> Iterator[tuple[Record[Any], date, Mapping[str, Any]]]:
    """Each form of `case` with its date and searchable facts."""
    application = case.application.body
    product = application.product
    facts = {
        "company": application.applicant.name,
        "district": application.applicant.district.value,
        "category": product.category.value,
        "field": product.field.value,
    }
    yield case.application, application.submitted_on, facts
    yield case.report, application.submitted_on, {}
    yield case.attachments, application.submitted_on, {"files": len(case.attachments.body.files)}
    if case.preliminary_review is not None:
        preliminary = case.preliminary_review.body
        yield case.preliminary_review, preliminary.dated, {"result": preliminary.result.value}
    if case.expert_review is not None:
        expert = case.expert_review.body
        yield case.expert_review, expert.dated, {"recommendation": expert.group.recommendation.value}
