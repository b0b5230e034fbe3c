"""Render a document: an official document from the form in which a clerk wrote it, as PDF and as Word document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from czdocs.diagnostic import Diagnostic, Place, has_errors
from czdocs.documents.context.official_notice import official_document
from czdocs.documents.fonts import FontSet, check_environment, font_findings, load_fonts
from czdocs.documents.glyphs import coverage, missing_characters
from czdocs.documents.gongwen import OfficialDocument
from czdocs.documents.imprint import SourceFile
from czdocs.documents.issuing import issue_official
from czdocs.errors import CzdocsError
from czdocs.flows.examination import ExaminedForm, examine_form
from czdocs.flows.gathering import FormFile
from czdocs.flows.new_form import form_titles
from czdocs.flows.output_folder import hand_out, refuse_another
from czdocs.flows.rendering import FontFolders
from czdocs.flows.validate import validate
from czdocs.record.notice import OfficialNotice
from czdocs.terms import FormKind

__all__ = ["RenderedNotice", "render_notice"]

_SUFFIXES = (".pdf", ".docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedNotice:
    """What was written, what was found about the form, with the texts to show places in, and notes about typefaces."""

    written: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    notes: tuple[Diagnostic, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether the form could be rendered."""
        return not has_errors(self.diagnostics)


def render_notice(
    data: Path, outputs: Sequence[Path], *, fonts: FontFolders, today: date | None = None
) -> RenderedNotice:
    """The official document that the form `data` describes, in each of `outputs` (PDF or Word by their suffix).

    A form with errors is not rendered; what was found says why. A file that is there already is not overwritten, unless
    it is the same.

    Raises:
        CzdocsError: CZ4120 for another suffix, CZ4121 for a form of another kind, CZ4122 for an output named twice,
            CZ4123 for a character that no font has, CZ5121 if another file is in the way; as `check_environment`,
            `issue_official` and `hand_out`.
    """
    _check_outputs(outputs)
    result = validate([data], today=today)
    form = examine_form(FormFile(path=data, in_folder=False))
    if form.submission is not None and form.submission.kind is not FormKind.NOTICE:
        kind = form.submission.kind
        raise CzdocsError("CZ4121", path=data, title=form_titles()[kind], kind=kind.value)
    if has_errors(result.diagnostics) or form.record is None:
        return RenderedNotice(written=(), diagnostics=result.diagnostics, texts=result.texts)
    notice: OfficialNotice = form.record.body  # type: ignore[assignment]  # told by its kind
    document = official_document(notice)
    contents, notes = _rendered(document, notice, form, outputs, fonts)
    for path, content in contents.items():
        refuse_another(path, content)
    for path, content in contents.items():
        hand_out({path.name: content}, path.parent)
    return RenderedNotice(written=tuple(contents), diagnostics=result.diagnostics, texts=result.texts, notes=notes)


def _check_outputs(outputs: Sequence[Path]) -> None:
    """Refuse unknown suffixes and a file named twice.

    Raises:
        CzdocsError: CZ4120, CZ4122.
    """
    for n, path in enumerate(outputs):
        if path.suffix.lower() not in _SUFFIXES:
            raise CzdocsError("CZ4120", path=path, known=" 或者 ".join(_SUFFIXES))
        if path.resolve() in {other.resolve() for other in outputs[:n]}:
            raise CzdocsError("CZ4122", path=path)


def _rendered(
    document: OfficialDocument,
    notice: OfficialNotice,
    form: ExaminedForm,
    outputs: Sequence[Path],
    folders: FontFolders,
) -> tuple[dict[Path, bytes], tuple[Diagnostic, ...]]:
    """The content of each output, compared with the other form, and notes about typefaces."""
    check_environment(folders.installed)
    fonts = load_fonts(folders.installed, folders.office)
    _refuse_unprintable(notice, fonts, file=form.name)
    issued = issue_official(document, fonts=fonts, sources=(_source(form, notice),))
    contents = {path: issued.docx if path.suffix.lower() == ".docx" else issued.pdf for path in outputs}
    return contents, font_findings(fonts) if issued.pdf in contents.values() else ()


def _source(form: ExaminedForm, notice: OfficialNotice) -> SourceFile:
    """The form itself, embedded so that the document can be made again."""
    return SourceFile(
        name="notice.yaml",
        content=form.content,
        media_type="application/yaml",
        description=f"{notice.title or notice.order_number or '公文'}的公文表单",
        modified=notice.dated,
    )


def _refuse_unprintable(notice: OfficialNotice, fonts: FontSet, *, file: str) -> None:
    """Refuse a document of which a character could not be seen.

    Raises:
        CzdocsError: CZ4123 with the field and the characters.
    """
    covered = coverage(fonts)
    for title, path, text in _texts(notice):
        missing = missing_characters(text, covered)
        if missing:
            named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in missing)
            raise CzdocsError("CZ4123", place=Place(file=file, path=path), title=title, characters=named)


def _texts(notice: OfficialNotice) -> Iterator[tuple[str, str, str]]:
    """What is printed, with the title and the path of its field."""
    yield "发文机关", "issuers", "".join(notice.issuers)
    yield "标题", "title", notice.title
    yield "主送机关", "recipients", "".join(notice.recipients)
    yield from (("正文", f"body[{n}]", text) for n, text in enumerate(notice.body))
    for n, attachment in enumerate(notice.attachments):
        yield "附件名称", f"attachments[{n}].title", attachment.title
        yield from (("附件内容", f"attachments[{n}].body[{m}]", text) for m, text in enumerate(attachment.body))
        if attachment.table:
            yield "表格", f"attachments[{n}].table", "".join(column.title for column in attachment.table.columns)
            yield from (
                ("表格", f"attachments[{n}].table.rows[{m}]", "".join(row))
                for m, row in enumerate(attachment.table.rows)
            )
    yield "附注", "note", notice.note or ""
    yield "抄送机关", "copies_to", "".join(notice.copies_to)
    yield "签发人", "approvers", "".join(notice.approvers)
    yield from (("名单", f"attendance[{n}].names", "".join(g.names)) for n, g in enumerate(notice.attendance))
