"""Fitting an official document to its pages: text on page 1, no sign-off alone (GB/T 9704-2012, 7.3.3, 7.3.5.5).

What does not fit as it is usually set is laid out again, with a smaller mark, with the recipients in the imprint, or
with narrower or wider lines, until it does. Most documents fit at once.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from czdocs.documents.fonts import FontSet
from czdocs.documents.gongwen import Adjustment, OfficialDocument
from czdocs.documents.issuer_mark import Mark
from czdocs.documents.joining import UsedGlyphs
from czdocs.documents.laying_out import NOTE, SIGNATURE, lay_out, paragraph_id
from czdocs.documents.parts import Part, Position
from czdocs.documents.pdf import PartOfPdf

__all__ = ["Pages", "fit", "fits", "fitted"]

Pages = Sequence[Collection[str]]
"""The names of what stands on each page of a layout."""

_MARK_SIZES = (Decimal("0.9"), Decimal("0.8"), Decimal("0.7"))  # of the usual one
_LEAST_MARK = Decimal("7.8")  # a mark is never set smaller than a title, whose characters measure 7.76 mm
_SPACINGS = tuple(Decimal(n) / 100 * sign for n in (3, 6, 9) for sign in (-1, 1))
_TEXT = Part(start=Position(), sections=(), ends=False)


def fitted(document: OfficialDocument, *, fonts: FontSet) -> OfficialDocument:
    """The document with the `adjustment` that its pages need; as a rule the document as it is.

    A document that is adjusted already stays as it is.

    Raises:
        CzdocsError: As `render_pdf`.
    """
    return fit(document, lambda candidate: _pages(candidate, fonts))


def fit(document: OfficialDocument, pages_of: Callable[[OfficialDocument], Pages]) -> OfficialDocument:
    """As `fitted`, the pages of every candidate being those that `pages_of` gives."""
    if document.adjustment != Adjustment() or not document.body:
        return document
    pages = pages_of(document)
    if not _shows_text(pages):
        for candidate in _heads(document):
            document = candidate
            if _shows_text(pages_of(replace(candidate, body=candidate.body[:1]))):
                break
        pages = pages_of(document)
    if _signs_below_text(document, pages):
        return document
    for spacing in _SPACINGS:
        candidate = _adjusted(document, spacing=spacing)
        pages = pages_of(candidate)
        if _signs_below_text(candidate, pages) and _shows_text(pages):
            return candidate
    return _adjusted(document, closing_kept=True)


def fits(document: OfficialDocument, pages: Pages) -> bool:
    """Whether `document` can be set as it is, its layout having given `pages`."""
    if document.adjustment != Adjustment() or not document.body:
        return True
    return _shows_text(pages) and _signs_below_text(document, pages)


def _shows_text(pages: Pages) -> bool:
    """Whether page 1 shows at least one line of the body."""
    return paragraph_id(1) in pages[0]


def _signs_below_text(document: OfficialDocument, pages: Pages) -> bool:
    """Whether the sign-off, if there is one, shares its page with text of the body, and the note under it."""
    last = paragraph_id(len(document.body))
    return all((SIGNATURE in page) <= (last in page) and (NOTE in page) <= (SIGNATURE in page) for page in pages)


def _heads(document: OfficialDocument) -> Iterator[OfficialDocument]:
    """The document with less above its text: first a smaller joint mark, then the recipients in the imprint too."""
    sizes = _smaller_sizes(document.mark)
    for size in sizes:
        yield _adjusted(document, mark_size=size)
    if document.recipients:
        moved = _adjusted(document, recipients_moved=True)
        yield moved
        for size in sizes:
            yield _adjusted(moved, mark_size=size)


def _smaller_sizes(mark: Mark) -> tuple[Decimal, ...]:
    """The sizes to which a joint mark may shrink, the largest first; a mark of one line stays as it is."""
    if not mark.is_joint:
        return ()
    sizes = (max(mark.usual_size * part, _LEAST_MARK).quantize(Decimal("0.01"), ROUND_DOWN) for part in _MARK_SIZES)
    return tuple(size for size in dict.fromkeys(sizes) if size < mark.usual_size)


def _adjusted(document: OfficialDocument, **changes: object) -> OfficialDocument:
    return replace(document, adjustment=replace(document.adjustment, **changes))  # type: ignore[arg-type]


def _pages(document: OfficialDocument, fonts: FontSet) -> Pages:
    """The names on the pages of the document's text, without its attachments and its imprint."""
    found: list[Pages] = []

    def wanted(pages: Pages) -> int:
        found.append(pages)
        return 0

    lay_out(document, _TEXT, fonts=fonts, in_pdf=PartOfPdf(glyphs=UsedGlyphs(), wanted=wanted))
    return found[0]
