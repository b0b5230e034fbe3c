"""DOCX rendering: Word templates that clerks can edit, filled with values that never become markup."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape

from markupsafe import Markup

from czdocs.documents.docx_elements import mark_xml, number_xml, sign_off_xml
from czdocs.documents.docx_package import Member, deflated, packed
from czdocs.documents.docx_pictures import Pictures
from czdocs.documents.docx_table import table_xml
from czdocs.documents.docx_template import CORE_PROPERTIES, STYLES, TemplatePart, WordTemplate, word_template
from czdocs.documents.html import template_faults
from czdocs.documents.printable import check_printable
from czdocs.errors import CzdocsError

__all__ = ["render_docx"]

_BROKEN_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*[\n\t][^<]*)</w:t>")
_DRAWING_NUMBER = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+')
_END = "</w:body></w:document>"
_EMPTY_END = re.compile(
    r"<w:p(?: [^>]*)?><w:pPr>(?:(?!</?w:p[ >]|<w:sectPr).)*(?P<section><w:sectPr.*?</w:sectPr>)</w:pPr></w:p>"
    r"<w:sectPr(?:(?!</?w:p[ >]|</w:sectPr>).)*</w:sectPr></w:body></w:document>\Z",
    re.DOTALL,
)
_MISMATCHED = "填入内容后结构不完整，请核对 {%p %}、{%tr %} 一类标记是否成对、各占一段"


def render_docx(  # noqa: PLR0913  # the properties of a document, all by name
    template: bytes,
    context: Mapping[str, Any],
    *,
    name: str,
    title: str,
    author: str,
    created: date,
    images: Mapping[str, bytes] | None = None,
    line_pitch: Mapping[str, int] | None = None,
) -> bytes:
    """The Word document that `template` gives with the values of `context`; same input, same bytes.

    `name` is the template's resource name (`notice/notice.docx`) for errors. The template places a picture with
    `{{ picture(sha256, width) }}`, the width in millimetres, out of `images` (PNG or JPEG by their SHA-256 in hex).
    A paragraph that holds only `{{p table(value) }}` gives way to a table of official documents; `mark`, `number` and
    `sign_off` are given an official document. `title`, `author` and `created` become the document's properties, and
    the styles named in `line_pitch` get lines of so many twips.

    Raises:
        CzdocsError: CZ4102 for a fault of syntax, CZ4103 for a missing value (both count paragraphs for lines), CZ4106
            for a file that is no Word document or gives none, CZ4107 for a control character in a value, CZ4109 for a
            picture that is missing or unreadable.
    """
    check_printable((context, title, author), title)
    prepared = word_template(template, name=name)
    pictures = Pictures(images or {}, document=title)
    members = dict(prepared.members)
    for part in prepared.parts:
        members[part.name] = _filled(part, {**context, **_functions(prepared)}, name=name, pictures=pictures)
    if line_pitch:
        members[STYLES] = prepared.styles_with(line_pitch)
    members[CORE_PROPERTIES] = _core_properties(title=title, author=author, created=created)
    members.update((member.name, member) for member in pictures.members(prepared))
    return packed(members.values())


def _filled(part: TemplatePart, context: Mapping[str, Any], *, name: str, pictures: Pictures) -> Member:
    """The part with the values of `context`."""
    with template_faults(name, before=1):  # every paragraph stands on a line, from the second on
        xml = part.template.render({**context, "picture": pictures.function(part)})
    xml = xml.replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")
    if "\n" in xml or "\t" in xml:
        xml = _BROKEN_TEXT.sub(_with_breaks, xml)
    if "<wp:docPr" in xml:
        numbers = count(1)
        xml = _DRAWING_NUMBER.sub(lambda found: f"{found[1]}{next(numbers)}", xml)
    content = _without_empty_end(xml).encode("utf-8")
    try:
        ParserCreate().Parse(content, True)  # noqa: FBT003  # the function takes no names
    except ExpatError as error:
        raise CzdocsError("CZ4106", template=name, reason=_MISMATCHED) from error
    return deflated(part.name, _regridded(content) if part.regrids else content)


def _with_breaks(found: re.Match[str]) -> str:
    """A text with the line breaks and tabulators of its value as Word has them."""
    start = '<w:t xml:space="preserve">'
    text = found[2].replace("\n", f"</w:t><w:br/>{start}").replace("\t", f"</w:t><w:tab/>{start}")
    return f"{start}{text}</w:t>"


def _regridded(content: bytes) -> bytes:
    """The part with every table's grid as wide as its rows have become."""
    from docx.opc.oxml import serialize_part_xml
    from docxtpl import DocxTemplate

    return serialize_part_xml(DocxTemplate("").fix_tables(content))


def _without_empty_end(xml: str) -> str:
    """The part without its last section if nothing stands in it: the section before becomes the last one.

    So every section of a template can end with a paragraph, and none of them needs to know whether it is the last.
    """
    if not xml.endswith(_END):
        return xml
    start = max(xml.rfind("<w:p>"), xml.rfind("<w:p "))
    found = _EMPTY_END.match(xml, max(start, 0))
    return f"{xml[:start]}{found['section']}{_END}" if found else xml


def _functions(template: WordTemplate) -> Mapping[str, Callable[..., Markup]]:
    """What tags can call besides `picture`; every text in what these make is escaped."""

    def made(function: Callable[[Any], str]) -> Callable[[Any], Markup]:
        return lambda value: Markup(template.styled(function(value)))  # noqa: S704 - see above

    return {
        "table": made(table_xml),
        "mark": made(mark_xml),
        "number": made(number_xml),
        "sign_off": made(sign_off_xml),
    }


def _core_properties(*, title: str, author: str, created: date) -> Member:
    """The properties of the document; python-docx would have to open the file for them."""
    moment = f'xsi:type="dcterms:W3CDTF">{created.isoformat()}T00:00:00Z<'
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {moment}/dcterms:created><dcterms:modified {moment}/dcterms:modified>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
    return deflated(CORE_PROPERTIES, xml.encode("utf-8"))
