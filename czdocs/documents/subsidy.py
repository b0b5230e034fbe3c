"""The documents of a batch of subsidies: letters, publicity, summary, allocation notice and the finance sheet."""

from collections.abc import Sequence

from czdocs.decide.subsidy_batch import DecidedClaim, SubsidyBatch
from czdocs.documents.context.allocation import allocation_context
from czdocs.documents.context.subsidy_letter import LetterTerms, letter_context, letter_terms
from czdocs.documents.context.subsidy_lists import publicity_context, summary_context
from czdocs.documents.fonts import FontSet
from czdocs.documents.imprint import SourceFile
from czdocs.documents.issuing import Issued, issue_official
from czdocs.documents.official import render_official_docx, render_official_pdf
from czdocs.documents.subsidy_sheet import render_finance_xlsx

__all__ = [
    "LetterTerms",
    "issue_letter",
    "letter_terms",
    "render_allocation_docx",
    "render_allocation_pdf",
    "render_finance_xlsx",
    "render_letter_docx",
    "render_letter_pdf",
    "render_publicity_docx",
    "render_publicity_pdf",
    "render_summary_docx",
    "render_summary_pdf",
]


def issue_letter(
    batch: SubsidyBatch,
    claim: DecidedClaim,
    *,
    terms: LetterTerms,
    fonts: FontSet,
    sources: Sequence[SourceFile] = (),
) -> Issued:
    """The letter about `claim` in both formats, compared; as `render_letter_pdf`.

    Raises:
        CzdocsError: As `issue_official`.
    """
    return issue_official(letter_context(batch, claim, terms), fonts=fonts, sources=sources)


def render_letter_pdf(
    batch: SubsidyBatch,
    claim: DecidedClaim,
    *,
    terms: LetterTerms,
    fonts: FontSet,
    sources: Sequence[SourceFile] = (),
) -> bytes:
    """The letter about `claim`, approval or refusal, as PDF/A with `sources` (the calculation) inside.

    Of `batch` the decision and the documents cited are read, not the other claims.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    return render_official_pdf(letter_context(batch, claim, terms), fonts=fonts, sources=sources)


def render_letter_docx(batch: SubsidyBatch, claim: DecidedClaim, *, terms: LetterTerms) -> bytes:
    """The same letter as a Word document.

    Raises:
        CzdocsError: As `render_docx`.
    """
    return render_official_docx(letter_context(batch, claim, terms))


def render_publicity_pdf(batch: SubsidyBatch, *, fonts: FontSet, sources: Sequence[SourceFile] = ()) -> bytes:
    """The publicity (公示), masked, as PDF/A; `sources` must be fit for everybody.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    return render_official_pdf(publicity_context(batch), fonts=fonts, sources=sources)


def render_publicity_docx(batch: SubsidyBatch) -> bytes:
    """The same publicity as a Word document.

    Raises:
        CzdocsError: As `render_docx`.
    """
    return render_official_docx(publicity_context(batch))


def render_summary_pdf(batch: SubsidyBatch, *, fonts: FontSet, sources: Sequence[SourceFile] = ()) -> bytes:
    """The internal summary with accounts and refusals, as PDF/A.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    return render_official_pdf(summary_context(batch), fonts=fonts, sources=sources)


def render_summary_docx(batch: SubsidyBatch) -> bytes:
    """The same summary as a Word document.

    Raises:
        CzdocsError: As `render_docx`.
    """
    return render_official_docx(summary_context(batch))


def render_allocation_pdf(batch: SubsidyBatch, *, fonts: FontSet, sources: Sequence[SourceFile] = ()) -> bytes:
    """The allocation notice (资金下达), as PDF/A.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    return render_official_pdf(allocation_context(batch), fonts=fonts, sources=sources)


def render_allocation_docx(batch: SubsidyBatch) -> bytes:
    """The same notice as a Word document.

    Raises:
        CzdocsError: As `render_docx`.
    """
    return render_official_docx(allocation_context(batch))
