"""Rules about attachments: the three parts of art. 8, and files that are what the list says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from czdocs.intake.dossier import AttachmentFact, AttachmentState, Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.terms import AttachmentKind, FormKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from czdocs.intake.schema import Path
    from czdocs.record.application import Application
    from czdocs.record.attachments import AttachedFile

__all__ = ["attachment_references", "listed_files"]

_APPLICATION, _ATTACHMENTS = FormKind.APPLICATION, FormKind.ATTACHMENTS
_PARTS = {
    FormKind.APPLICATION: "创新产品认定申请表（application）",
    FormKind.REPORT: "创新产品申请报告书（report）",
    FormKind.ATTACHMENTS: "其他相关资料清单（attachments）",
}
_NO_FILE = frozenset(
    {AttachmentState.FOLDER, AttachmentState.SPECIAL, AttachmentState.OUTSIDE, AttachmentState.UNREADABLE}
)


@rule("CZ2080")
def three_parts(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A whole case of an application has the application, the report and the list of attachments."""
    if not case.complete or not case.submissions or case.of_claim:
        return
    shown = next(kind for kind in FormKind if kind in case.submissions)
    for kind, title in _PARTS.items():
        if kind not in case.present:
            yield Fault(kind=shown, path=(), values={"part": title})


@rule("CZ2081", _ATTACHMENTS)
def references_resolve(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each attachment that the application or the claim refers to is on the list."""
    if case.attachments is None:
        return
    known = {file.id for file in case.attachments.body.files}
    for kind, path, reference, _kinds in _references(case):
        if reference not in known:
            yield Fault(kind=kind, path=path, values={"id": reference})


@rule("CZ2082", _ATTACHMENTS)
def kinds_agree(case: Dossier, _: Terms) -> Iterator[Fault]:
    """An attachment is of the kind that the reference to it says; the business licence is always there."""
    if case.attachments is None or (case.application is None and case.claim is None):
        return
    files = {file.id: (n, file) for n, file in enumerate(case.attachments.body.files)}
    for kind, path, reference, wanted in _references(case):
        if reference in files and files[reference][1].kind is not wanted:
            n, file = files[reference]
            related = (("申请表" if kind is _APPLICATION else "申报表", kind, path),)
            values = {"id": reference, "kind": file.kind.label, "wanted": wanted.label}
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "kind"), values=values, related=related)
    if not any(file.kind is AttachmentKind.BUSINESS_LICENCE for file in case.attachments.body.files):
        values = {"id": "", "kind": "没有", "wanted": AttachmentKind.BUSINESS_LICENCE.label}
        yield Fault(kind=_ATTACHMENTS, path=("files",), values=values)


@rule("CZ2083", _ATTACHMENTS)
def ids_and_files_unique(case: Dossier, _: Terms) -> Iterator[Fault]:
    """No id and no file stands twice on the list."""
    if case.attachments is None:
        return
    seen: dict[str, Path] = {}
    for n, file in enumerate(case.attachments.body.files):
        for key, value in (("id", file.id), ("file", file.file)):
            path = ("files", n, key)
            if value in seen:
                related = (("第一次出现", _ATTACHMENTS, seen[value]),)
                yield Fault(kind=_ATTACHMENTS, path=path, values={"value": value}, related=related)
            seen.setdefault(value, path)


@rule("CZ2084", _ATTACHMENTS)
def photo_is_picture(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The photo of the product is a picture."""
    for n, file, _fact in listed_files(case):
        if file.kind is AttachmentKind.PHOTO and not file.media_type.startswith("image/"):
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "media_type"), values={"id": file.id})


@rule("CZ2085", _ATTACHMENTS)
def files_exist(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each file of the list is there."""
    for n, file, fact in listed_files(case):
        if fact is not None and fact.state is AttachmentState.MISSING:
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "file"), values={"id": file.id, "file": file.file})


@rule("CZ1037", _ATTACHMENTS)
def files_not_too_large(case: Dossier, _: Terms) -> Iterator[Fault]:
    """No file is larger than may be read."""
    for n, file, fact in listed_files(case):
        if fact is not None and fact.state is AttachmentState.TOO_LARGE:
            values = {"id": file.id, "file": file.file, "size": f"{fact.size:,}", "limit": fact.limit >> 20}
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "file"), values=values)


@rule("CZ1038", _ATTACHMENTS)
def files_are_files(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each name on the list leads to an ordinary file inside the case folder that may be read."""
    for n, file, fact in listed_files(case):
        if fact is not None and fact.state in _NO_FILE:
            values = {"id": file.id, "file": file.file, "reason": fact.state.value}
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "file"), values=values)


@rule("CZ1039", _ATTACHMENTS)
def folders_exist(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each folder of attachments is there; told once, not for each file in it."""
    missing: dict[str, list[str]] = {}
    for _n, file, fact in listed_files(case):
        if fact is not None and fact.state is AttachmentState.NO_FOLDER:
            missing.setdefault(file.file.rpartition("/")[0], []).append(file.id)
    for folder, ids in missing.items():
        values = {"folder": folder, "ids": "、".join(ids), "count": len(ids)}
        yield Fault(kind=_ATTACHMENTS, path=("files",), values=values)


@rule("CZ2086", _ATTACHMENTS)
def sizes_agree(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each file that is not empty has the size that the list says."""
    for n, file, fact in listed_files(case):
        if fact is not None and fact.state is AttachmentState.READ and fact.size and fact.size != file.size:
            values = {"file": file.file, "size": file.size, "actual": fact.size}
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "size"), values=values)


@rule("CZ2087", _ATTACHMENTS)
def digests_agree(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each file of the right size has the content that the list says."""
    for n, file, fact in listed_files(case):
        if (
            fact is not None
            and fact.state is AttachmentState.READ
            and fact.size == file.size > 0
            and fact.sha256 != file.sha256
        ):
            values = {"file": file.file, "actual": fact.sha256}
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "sha256"), values=values)


@rule("CZ2088", _ATTACHMENTS)
def types_agree(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each file is by its content of the type that the list says; a file that is refused anyhow is not told twice."""
    for n, file, fact in listed_files(case):
        refused = fact is not None and fact.faults and fact.media_type is None
        read = fact is not None and fact.state is AttachmentState.READ and not refused
        if fact is not None and read and fact.media_type != file.media_type:
            values = {"file": file.file, "type": file.media_type, "actual": fact.media_type or "无法识别的类型"}
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "media_type"), values=values)


@rule("CZ2089", _ATTACHMENTS)
def pages_agree(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Each PDF that could be opened has the pages that the list says."""
    for n, file, fact in listed_files(case):
        same_type = fact is not None and fact.state is AttachmentState.READ and fact.media_type == file.media_type
        unknown = fact is not None and fact.pages is None and fact.faults
        if fact is not None and same_type and not unknown and fact.pages != file.pages:
            actual = "图片没有页数" if fact.pages is None else f"{fact.pages} 页"
            values = {"file": file.file, "pages": file.pages, "actual": actual}
            yield Fault(kind=_ATTACHMENTS, path=("files", n, "pages"), values=values)


def listed_files(case: Dossier) -> Iterator[tuple[int, AttachedFile, AttachmentFact | None]]:
    """Each file of the list with its number and what is known of it."""
    if case.attachments is not None:
        for n, file in enumerate(case.attachments.body.files):
            yield n, file, None if case.facts is None else case.facts.get(file.file)


def _references(case: Dossier) -> Iterator[tuple[FormKind, Path, str, AttachmentKind]]:
    """Every attachment that the application or the claim of `case` refers to, with the form that does."""
    application, claim = case.application, case.claim
    if application is not None:
        for path, reference, kind in attachment_references(application.body):
            yield application.kind, path, reference, kind
    if claim is not None:
        from czdocs.intake.claim_references import claim_references  # applications are checked without it

        for path, reference, kind in claim_references(claim.body):
            yield claim.kind, path, reference, kind


def attachment_references(application: Application) -> Iterator[tuple[Path, str, AttachmentKind]]:
    """Every attachment that the application refers to: where, its id and the kind that it should be."""
    product = application.product
    yield ("product", "photo"), product.photo, AttachmentKind.PHOTO
    for n, right in enumerate(product.ip):
        yield ("product", "ip", n, "attachment"), right.attachment, AttachmentKind.IP_CERTIFICATE
        if right.licence is not None:
            yield ("product", "ip", n, "licence"), right.licence, AttachmentKind.IP_LICENCE
    for n, item in enumerate(product.evidence):
        yield ("product", "evidence", n, "attachment"), item.attachment, AttachmentKind(item.kind.value)
    for n, licence in enumerate(product.licences):
        yield ("product", "licences", n, "attachment"), licence.attachment, AttachmentKind.LICENCE
