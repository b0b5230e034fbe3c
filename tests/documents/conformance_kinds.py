"""A document of every kind, finished, for the tests that look at whole files: conformance and reproducibility."""

from collections.abc import Iterator
from functools import cache

import edition_data
import subsidy_data
from directory_data import fonts, pictured
from form_samples import faulty, filled, utmost

from czdocs.documents import subsidy
from czdocs.documents.certificate import render_certificate_pdf
from czdocs.documents.directory import render_directory_docx, render_directory_pdf
from czdocs.documents.form_page import render_form_pdf
from czdocs.documents.official import (
    render_notice_docx,
    render_notice_pdf,
    render_official_docx,
    render_official_pdf,
    render_publicity_pdf,
)
from czdocs.documents.spreadsheet import render_directory_xlsx
from czdocs.documents.tabular import render_directory_csv, render_directory_json

__all__ = ["every_kind", "long_list"]


@cache
def every_kind() -> dict[str, bytes]:
    """Name and content of one document of each kind; PDF, DOCX, XLSX, CSV and JSON."""
    return dict(_kinds())


def _kinds() -> Iterator[tuple[str, bytes]]:
    from gongwen_samples import samples

    for name, document in samples().items():
        yield f"gongwen-{name}.pdf", render_official_pdf(document, fonts=fonts())
        yield f"gongwen-{name}.docx", render_official_docx(document)
    edition = edition_data.edition()
    yield "notice.pdf", render_notice_pdf(edition, fonts=fonts())
    yield "notice.docx", render_notice_docx(edition)
    yield "publicity.pdf", render_publicity_pdf(edition, fonts=fonts())
    yield "certificate.pdf", render_certificate_pdf(edition.certified[0], edition.publication, fonts=fonts())
    book, assets = pictured()
    yield "directory.pdf", render_directory_pdf(book, assets=assets, fonts=fonts())
    yield "directory.docx", render_directory_docx(book, assets=assets)
    yield "directory.xlsx", render_directory_xlsx(book)
    yield "directory.csv", render_directory_csv(book)
    yield "directory.json", render_directory_json(book)
    batch, terms = subsidy_data.batch(), subsidy_data.terms()
    yield "subsidy-publicity.pdf", subsidy.render_publicity_pdf(batch, fonts=fonts())
    yield "subsidy-summary.pdf", subsidy.render_summary_pdf(batch, fonts=fonts())
    yield "subsidy-allocation.pdf", subsidy.render_allocation_pdf(batch, fonts=fonts())
    for name, claim in subsidy_data.claims().items():
        yield f"letter-{name}.pdf", subsidy.render_letter_pdf(batch, claim, terms=terms, fonts=fonts())
        yield f"letter-{name}.docx", subsidy.render_letter_docx(batch, claim, terms=terms)
    yield "form.pdf", render_form_pdf([filled(utmost())], fonts=fonts()).content
    yield "form-faulty.pdf", render_form_pdf([faulty()], fonts=fonts()).content


def long_list() -> bytes:
    """A document whose table is so long that it is laid out in parts and joined."""
    from dataclasses import replace

    from gongwen_samples import samples

    document = samples()["turned"]
    (attachment, *_) = document.attachments
    assert attachment.table is not None
    rows = (attachment.table.rows * 300)[:300]
    table = replace(attachment.table, rows=rows)
    return render_official_pdf(replace(document, attachments=(replace(attachment, table=table),)), fonts=fonts())
