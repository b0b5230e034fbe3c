"""Preview: a form, or all forms of a case, as the bureau prints them, with every problem marked at its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, has_errors
from czdocs.documents.fonts import check_environment, font_findings, load_fonts
from czdocs.documents.form_page import MARKER, render_form_pdf
from czdocs.errors import CzdocsError
from czdocs.flows.examination import ExaminedForm, examine_form
from czdocs.flows.form_content import filled_form
from czdocs.flows.gathering import find_forms
from czdocs.flows.output_folder import hand_out
from czdocs.flows.rendering import FontFolders
from czdocs.flows.validate import validate
from czdocs.terms import FormKind

__all__ = ["Preview", "default_output", "preview"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What came of it: `pages` of the PDF, 0 where none was made; what was found; texts to show places in.

    `unmarked` are findings about no form that was printed; `notes` are about the print itself: typefaces and
    characters that were replaced.
    """

    output: Path
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    unmarked: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether nothing that was found forbids to hand the forms in."""
        return not has_errors(self.diagnostics)


def default_output(path: Path) -> Path:
    """Where the preview of `path` goes if nothing else is said: beside it, under its name."""
    whole = path.resolve() if path.name in {"", ".."} else path
    return whole.parent / f"{whole.name}.pdf" if whole.is_dir() else whole.with_suffix(".pdf")


def preview(path: Path, output: Path, *, fonts: FontFolders, today: date | None = None) -> Preview:
    """The print of the form `path`, or of the forms of the case folder `path`, in `output`.

    What is marked is what `validate` finds for the same path. Nothing is printed where no form can be read, or where
    one falls under art. 24: then the findings say why.

    Raises:
        CzdocsError: CZ5160 if `output` is some other file, CZ5161 for a folder of several cases; as
            `check_environment`, `render_form_pdf` and `hand_out`.
    """
    files = find_forms([path]).files
    folders = sorted({file.path.parent for file in files})
    if len(folders) > 1:
        raise CzdocsError("CZ5161", path=path, count=len(folders), example=folders[-1])
    result = validate([path], today=today)
    forms = _in_order(examine_form(file) for file in files)
    if any(form.secret for form in forms) or all(form.submission is None for form in forms):
        return Preview(output=output, pages=0, diagnostics=result.diagnostics, texts=result.texts)
    if not _is_free(output):
        raise CzdocsError("CZ5160", path=output)
    check_environment(fonts.installed)
    faces = load_fonts(fonts.installed, fonts.office)
    printed = render_form_pdf(tuple(filled_form(form, result.diagnostics) for form in forms), fonts=faces)
    hand_out({output.name: printed.content}, output.parent)
    names = {form.name for form in forms}
    return Preview(
        output=output,
        pages=printed.pages,
        diagnostics=result.diagnostics,
        texts=result.texts,
        unmarked=tuple(d for d in result.diagnostics if d.place.file not in names),
        notes=(*font_findings(faces), *_missing(printed.missing)),
    )


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
    """The note that the print shows the code points of `characters`."""
    if not characters:
        return ()
    named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in characters)
    return (finding("CZ5162", Place(file=""), characters=named),)
