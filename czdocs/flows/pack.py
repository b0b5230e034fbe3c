"""Packing: from a case folder to one ZIP file that says what it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, has_errors, in_order
from czdocs.errors import CzdocsError
from czdocs.flows.bundle import packed, too_large
from czdocs.flows.examination import ExaminedCase, ExaminedForm, examine_case, examine_content, examine_form
from czdocs.flows.gathering import FormFile, find_forms, read_attachment
from czdocs.flows.output_folder import hand_out
from czdocs.intake.attachment_content import attachment_fact
from czdocs.intake.attachment_list import FilledList, ListChange, fill_list, listed_names
from czdocs.intake.bundle_layout import MOST_FILES
from czdocs.intake.bundle_manifest import MANIFEST
from czdocs.intake.dossier import AttachmentFact
from czdocs.terms import FormKind

__all__ = ["PackRequest", "Packing", "pack_case"]

_NAMED_FILES = 5
_FORM_SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRequest:
    """What to pack, into which file (beside the folder by default).

    `draft` packs in spite of faults; `write_list` also writes the completed list of attachments into the folder.
    """

    folder: Path
    output: Path | None = None
    draft: bool = False
    write_list: bool = False
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """How it ended: the bundle's path and number of files, None where it was refused; what was found and filled in.

    `texts` are those of the forms, for showing places; nothing of a secret case.
    """

    path: Path | None
    diagnostics: tuple[Diagnostic, ...]
    files: int = 0
    written: bool = False
    changes: tuple[ListChange, ...] = ()
    list_written: bool = False
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def pack_case(request: PackRequest) -> Packing:
    """Pack the case in `request.folder`: fill in what the list of attachments leaves open, check all, write the file.

    Nothing is written where the case has errors and is not packed as a draft, and nothing of a secret one ever.

    Raises:
        CzdocsError: CZ5152 if the folder is none, CZ5153 if another file is in the way, or if the machine refuses.
    """
    if not request.folder.is_dir():
        raise CzdocsError("CZ5152", place=Place(file=request.folder.as_posix()), path=request.folder)
    found = find_forms([request.folder])
    forms = tuple(examine_form(file) for file in found.files)
    forms, filled = _with_filled_list(request.folder, forms)
    case = examine_case(request.folder, forms, today=request.today)
    if case.secret:
        return Packing(path=None, diagnostics=in_order(case.findings))
    findings = in_order((*found.findings, *case.findings, *_unlisted(case), *too_large(case)))
    texts = {form.name: form.text for form in forms}
    changes = filled.changes if filled else ()
    if not case.forms or (has_errors(findings) and not request.draft) or any(too_large(case)):
        return Packing(path=None, diagnostics=findings, changes=changes, texts=texts)
    path = request.output or request.folder.resolve().parent / f"{case.case}.zip"
    _refuse_other_file(path)
    written = hand_out({path.name: packed(case, draft=request.draft)}, path.parent)
    if request.write_list and changes:
        _write_list(case)
    return Packing(
        path=path,
        diagnostics=findings,
        files=len(case.forms) + len(case.attachments),
        written=bool(written),
        changes=changes,
        list_written=request.write_list and bool(changes),
        texts=texts,
    )


def _with_filled_list(
    folder: Path, forms: tuple[ExaminedForm, ...]
) -> tuple[tuple[ExaminedForm, ...], FilledList | None]:
    """`forms` with the first list of attachments completed from the files, and how."""
    position = next((n for n, form in enumerate(forms) if _is_list(form)), None)
    if position is None or any(form.secret for form in forms):
        return forms, None
    form = forms[position]
    if form.submission is None:
        raise AssertionError("a list has a submission")
    filled = fill_list(form.submission, _facts(folder, listed_names(form.submission)[:MOST_FILES]))
    if not filled.changes:
        return forms, filled
    bom = b"\xef\xbb\xbf" if form.content.startswith(b"\xef\xbb\xbf") else b""
    new = examine_content(bom + filled.text.encode(), FormFile(path=form.path, in_folder=True))
    return (*forms[:position], new, *forms[position + 1 :]), filled


def _is_list(form: ExaminedForm) -> bool:
    return form.submission is not None and form.submission.kind is FormKind.ATTACHMENTS


def _facts(folder: Path, names: tuple[str, ...]) -> dict[str, AttachmentFact]:
    facts: dict[str, AttachmentFact] = {}
    for name in names:
        content = read_attachment(folder, name)
        facts[name] = attachment_fact(content) if isinstance(content, bytes) else content
    return facts


def _unlisted(case: ExaminedCase) -> Iterator[Diagnostic]:
    """A hint at files of the folder that are on no list and therefore not packed."""
    attachments = case.dossier.attachments
    if attachments is None:
        return
    listed = {file.file for file in attachments.body.files}
    others = sorted(
        path.relative_to(case.folder).as_posix()
        for path in case.folder.rglob("*")
        if path.is_file() and path.suffix.lower() not in _FORM_SUFFIXES and path.name != MANIFEST
    )
    names = [name for name in others if name not in listed and not any(p.startswith(".") for p in name.split("/"))]
    if names:
        shown = "、".join(names[:_NAMED_FILES]) + ("等" if len(names) > _NAMED_FILES else "")
        place = case.dossier.submissions[FormKind.ATTACHMENTS].place(("files",))
        yield finding("CZ5150", place, names=shown, count=len(names))


def _refuse_other_file(path: Path) -> None:
    """A file that is no bundle of ours is not overwritten."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except FileNotFoundError:
        return
    if MANIFEST.encode() not in head:
        raise CzdocsError("CZ5153", place=Place(file=path.as_posix()), path=path)


def _write_list(case: ExaminedCase) -> None:
    form = next(form for form in case.forms if _is_list(form))
    hand_out({form.path.name: form.content}, form.path.parent)
