"""Preview: a form, or all forms of a case, as the bureau prints them, with every problem marked at its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, has_errors, in_order
from czdocs.documents.fonts import check_environment, font_findings, load_fonts
from czdocs.documents.form_page import MARKER, render_form_pdf
from czdocs.errors import CzdocsError
from czdocs.flows.case_folders import misplaced_cases
from czdocs.flows.examination import ExaminedForm, examine_alone, examine_case, examine_form
from czdocs.flows.form_content import filled_form
from czdocs.flows.gathering import find_forms
from czdocs.flows.output_folder import hand_out
from czdocs.flows.rendering import FontFolders
from czdocs.record import CASE_KINDS, FormKind

__all__ = ["Preview", "default_output", "preview"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What came of it: `pages` of the PDF, 0 where none was made; what was found; texts to show places in.

    `notes` are about the print itself: typefaces and characters that were replaced.
    """

    output: Path
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    notes: tuple[Diagnostic, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether nothing that was found forbids to hand the forms in."""
        return not has_errors(self.diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examined:
    """The forms in the order of the procedure, and everything that was found."""

    forms: tuple[ExaminedForm, ...]
    diagnostics: tuple[Diagnostic, ...]


def default_output(path: Path) -> Path:
    """Where the preview of `path` goes if nothing else is said: beside it, under its name."""
    whole = path.resolve() if path.name in {"", ".."} else path
    return whole.parent / f"{whole.name}.pdf" if whole.is_dir() else whole.with_suffix(".pdf")


def preview(path: Path, output: Path, *, fonts: FontFolders, today: date | None = None) -> Preview:
    """The print of the form `path`, or of the forms of the case folder `path`, in `output`.

    A file is checked alone, a folder as a case, as `validate` does. Nothing is printed where no form can be read, or
    where one falls under art. 24: then the findings say why.

    Raises:
        CzdocsError: CZ5160 if `output` is some other file, CZ5161 for a folder of several cases; as
            `check_environment`, `render_form_pdf` and `hand_out`.
    """
    examined = _examined(path, today=today)
    texts = MappingProxyType({form.name: form.text for form in examined.forms})
    nothing = Preview(output=output, pages=0, diagnostics=examined.diagnostics, texts=texts)
    if all(form.submission is None for form in examined.forms):
        return nothing
    if not _is_free(output):
        raise CzdocsError("CZ5160", path=output)
    check_environment(fonts.installed)
    faces = load_fonts(fonts.installed, fonts.office)
    printed = render_form_pdf(tuple(filled_form(form, examined.diagnostics) for form in examined.forms), fonts=faces)
    hand_out({output.name: printed.content}, output.parent)
    return Preview(
        output=output,
        pages=printed.pages,
        diagnostics=examined.diagnostics,
        texts=texts,
        notes=(*font_findings(faces), *_missing(printed.missing)),
    )


def _examined(path: Path, *, today: date | None) -> _Examined:
    """The forms that `path` means, with what `validate` finds in them; no form where one is secret."""
    found = find_forms([path])
    folders = sorted({file.path.parent for file in found.files if file.in_folder})
    if len(folders) > 1:
        raise CzdocsError("CZ5161", path=path, count=len(folders), example=folders[0])
    forms = tuple(examine_form(file) for file in found.files)
    if any(form.secret for form in forms):
        secrecy = (d for form in forms if form.secret for d in form.findings)
        return _Examined(forms=(), diagnostics=in_order((*found.findings, *secrecy)))
    diagnostics: list[Diagnostic] = [*found.findings]
    case = [form for form in forms if form.submission is None or form.submission.kind in CASE_KINDS]
    if case and path.is_dir():
        examined = examine_case(case[0].path.parent, case, today=today)
        diagnostics += (*examined.findings, *misplaced_cases([examined]))
    alone = [form for form in forms if form not in case] if path.is_dir() else forms
    for form in alone:
        diagnostics += examine_alone(form, today=today)
    return _Examined(forms=_in_order(forms), diagnostics=in_order(diagnostics))


def _in_order(forms: Iterable[ExaminedForm]) -> tuple[ExaminedForm, ...]:
    """The forms in the order of the procedure; those that could not be read at the end."""
    order = list(FormKind)
    return tuple(sorted(forms, key=lambda form: order.index(form.submission.kind) if form.submission else len(order)))


def _is_free(output: Path) -> bool:
    """Whether nothing is at `output`, or an earlier print of forms."""
    if not output.exists() and not output.is_symlink():
        return True
    return output.is_file() and _is_preview(output.read_bytes())


def _is_preview(content: bytes) -> bool:
    """Whether `content` is a PDF that says of itself that it is a print of forms."""
    import logging

    import pypdf

    if not content.startswith(b"%PDF"):
        return False
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        metadata = pypdf.PdfReader(BytesIO(content)).metadata
        keywords = metadata.get("/Keywords", "") if metadata else ""
    except Exception:  # noqa: BLE001  a damaged PDF may fail anywhere inside the library, and is not ours
        return False
    return MARKER in str(keywords).split("；")


def _missing(characters: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """The note that the print shows 〓 for `characters`."""
    if not characters:
        return ()
    named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in characters)
    return (finding("CZ5162", Place(file=""), characters=named),)
