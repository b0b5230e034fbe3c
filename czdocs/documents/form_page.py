"""Filled forms rendered: the official look of each, a draft with its problems marked where it may not be handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from czdocs.documents.context.form_fields import FilledForm
from czdocs.documents.context.form_page import form_page
from czdocs.documents.fonts import FontSet
from czdocs.documents.glyphs import coverage, missing_characters
from czdocs.documents.html import render_html
from czdocs.documents.imprint import Properties, SourceFile, imprint
from czdocs.documents.pdf import render_pdf, visible_text
from czdocs.documents.qr import qr_svg

__all__ = ["MARKER", "FormPrint", "render_form_pdf"]

MARKER = "czdocs-preview"
"""The keyword by which a print of a form is known for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPrint:
    """The PDF, how many pages it has, and the characters that no font has, of which it shows the code point."""

    content: bytes
    pages: int
    missing: tuple[str, ...]


def render_form_pdf(forms: Sequence[FilledForm], *, fonts: FontSet) -> FormPrint:
    """The forms below each other as PDF/A-3a, with their files inside. Same input, same bytes.

    Raises:
        CzdocsError: As `render_pdf`, but not for a character that no font has.
    """
    pages = tuple(form_page(form) for form in forms)
    codes = tuple(qr_svg(page.inquiry) if page.inquiry else b"" for page in pages)
    digests = tuple(sha256(code).hexdigest() for code in codes)
    title = _title(forms)
    context = {"title": title, "pages": pages, "codes": digests, "missing": ""}
    html = render_html("form/form.html", context)
    missing = tuple(missing_characters(visible_text(html), coverage(fonts)))
    if missing:
        named = "、".join(map(_code_point, missing))
        html = render_html("form/form.html", {**context, "missing": named})
        for character in missing:
            html = html.replace(character, f"[{_code_point(character)}]")
    pdf = render_pdf(
        html,
        document=title,
        fonts=fonts,
        assets=dict(zip(digests, codes, strict=True)),
        stylesheets=("form/form.css",),
        variant="pdf/a-3a",
    )
    content = imprint(pdf, properties=_properties(forms, title), sources=_sources(forms))
    return FormPrint(content=content, pages=_page_count(pdf), missing=missing)


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _page_count(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)


def _title(forms: Sequence[FilledForm]) -> str:
    """The title of the document: that of the form, or of the case that the forms make."""
    case = next((form.case for form in forms if form.case), "")
    name = forms[0].title if len(forms) == 1 else "创新产品申报材料"
    draft = "（草稿）" if any(form.errors for form in forms) else ""
    return f"{f'{name} {case}'.rstrip()}{draft}"


def _properties(forms: Sequence[FilledForm], title: str) -> Properties:
    return Properties(
        title=title,
        author=next((form.author for form in forms if form.author), "czdocs"),
        subject="、".join(form.title for form in forms),
        created=max(form.dated for form in forms),
        keywords=(MARKER, *(form.version for form in forms if form.version)),
    )


def _sources(forms: Sequence[FilledForm]) -> tuple[SourceFile, ...]:
    """The files that the forms were read from."""
    return tuple(
        SourceFile(
            name=form.file,
            content=form.content,
            media_type="application/yaml",
            description=form.title,
            modified=form.dated,
        )
        for form in forms
        if form.content
    )
