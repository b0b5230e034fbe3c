"""Findings as comments of a Word document: each at its paragraph, where Word and WPS show it beside the text."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from czdocs.diagnostic import Diagnostic
from czdocs.documents.contract.word_source import BODY, W
from czdocs.documents.docx_package import deflated, packed

__all__ = ["with_comments"]

_AUTHOR, _INITIALS = "czdocs", "CZ"
_FALLBACK = "}Fallback"
_UNCOMMENTED = f"{W}txbxContent"


def with_comments(content: bytes, findings: Sequence[Diagnostic], *, on: date | None) -> bytes:
    """The Word document `content` with the findings about it as comments; same input, same bytes.

    Comments bear the day `on`, or none. What is found in headers, notes and properties, where Word allows no comments,
    stands at the first paragraph and names its place; what is found in a text box, at the paragraph that holds it.
    """
    from docx import Document

    document = Document(BytesIO(content))
    paragraphs = [
        one
        for one in document.element.body.iter(f"{W}p")
        if not any(str(above.tag).endswith(_FALLBACK) for above in one.iterancestors())
    ]
    for finding in findings:
        at = _commented(paragraphs, _paragraph_number(finding))
        first, last = _runs(at)
        text = f"{_heading(finding)}\n怎样改：{finding.remedy}"
        comment = document.add_comment([first, last], text=text, author=_AUTHOR, initials=_INITIALS)
        element = comment._comment_elm  # noqa: SLF001 - the library offers no other way to its date
        element.attrib.pop(f"{W}date", None)
        if on is not None:
            element.date = datetime(on.year, on.month, on.day, tzinfo=UTC)
    output = BytesIO()
    document.save(output)
    return _undated(output.getvalue())


def _heading(finding: Diagnostic) -> str:
    article = f"（《办法》{finding.article}）" if finding.article else ""
    return f"{finding.code} {finding.message}{article}"


def _paragraph_number(finding: Diagnostic) -> int:
    """The paragraph of the body that a finding is about, 1 where it is about none."""
    part, _, number = finding.place.path.partition("#")
    return int(number) if part == BODY and number else 1


def _commented(paragraphs: Sequence[Any], number: int) -> Any:
    """The paragraph at which a comment about paragraph `number` may stand."""
    paragraph = paragraphs[min(number, len(paragraphs)) - 1]
    boxes = [one for one in paragraph.iterancestors() if one.tag == _UNCOMMENTED]
    return next(boxes[-1].iterancestors(f"{W}p")) if boxes else paragraph


def _runs(paragraph: Any) -> tuple[Any, Any]:
    """The first and the last run of a paragraph, which gets an empty one where it has none."""
    from docx.text.run import Run

    found = list(_direct(paragraph))
    if not found:
        element = paragraph.makeelement(f"{W}r", nsmap=paragraph.nsmap)
        paragraph.append(element)
        found = [element]
    return Run(found[0], None), Run(found[-1], None)  # type: ignore[arg-type] # the range needs elements only


def _direct(paragraph: Any) -> Iterable[Any]:
    return (child for child in paragraph if child.tag == f"{W}r")


def _undated(content: bytes) -> bytes:
    """The same file without the clock's traces."""
    with ZipFile(BytesIO(content)) as source:
        return packed(deflated(name, source.read(name)) for name in source.namelist())
