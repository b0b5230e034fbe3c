"""A document of every kind, finished, for the tests that look at whole files: conformance and reproducibility."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import edition_data
from directory_data import fonts, pictured
from form_samples import faulty, filled, utmost
from gongwen_samples import samples
from issued_data import KINDS
from subsidy_data import batch, claims, terms

from czdocs.documents.certificate import render_certificate_docx, render_certificate_pdf
from czdocs.documents.context.subsidy_letter import letter_context
from czdocs.documents.directory import render_directory_docx, render_directory_pdf
from czdocs.documents.form_page import render_form_pdf
from czdocs.documents.official import fitted_pdf, render_official_docx, render_official_pdf
from czdocs.documents.spreadsheet import render_directory_xlsx
from czdocs.documents.tabular import render_directory_csv, render_directory_json

__all__ = ["every_kind", "long_list"]


@cache
def every_kind() -> dict[str, bytes]:
    """Name and content of one document of each kind; PDF, DOCX, XLSX, CSV and JSON."""
    return dict(_kinds())


def _kinds() -> Iterator[tuple[str, bytes]]:
    official = {name: make() for name, make in KINDS.items()}
    letters = {f"letter-{name}": letter_context(batch(), claim, terms()) for name, claim in claims().items()}
    for name, document in {**samples(), **official, **letters}.items():
        adjusted, pdf = fitted_pdf(document, fonts=fonts())
        yield f"{name}.pdf", pdf
        yield f"{name}.docx", render_official_docx(adjusted)
    edition = edition_data.edition()
    entry = edition.certified[0]
    yield "certificate.pdf", render_certificate_pdf(entry, edition.publication, fonts=fonts())
    yield "certificate.docx", render_certificate_docx(entry, edition.publication)
    book, assets = pictured()
    yield "directory.pdf", render_directory_pdf(book, assets=assets, fonts=fonts())
    yield "directory.docx", render_directory_docx(book, assets=assets)
    yield "directory.xlsx", render_directory_xlsx(book)
    yield "directory.csv", render_directory_csv(book)
    yield "directory.json", render_directory_json(book)
    yield "form.pdf", render_form_pdf([filled(utmost())], fonts=fonts()).content
    yield "form-faulty.pdf", render_form_pdf([faulty()], fonts=fonts()).content


def long_list() -> bytes:
    """A document whose table is so long that it is laid out in parts and joined."""
    document = samples()["turned"]
    (attachment, *_) = document.attachments
    assert attachment.table is not None
    rows = (attachment.table.rows * 300)[:300]
    table = replace(attachment.table, rows=rows)
    return render_official_pdf(replace(document, attachments=(replace(attachment, table=table),)), fonts=fonts())
