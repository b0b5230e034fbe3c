"""Word templates prepared for filling: opened, their tags made ready and compiled once a process.

docxtpl knows how to turn what clerks write in Word into Jinja (`{%p`, `{%tr`, `{{r`, tags that Word has cut into runs).
It would do so for every document; here it does so once a template, and what never changes is compressed once.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from jinja2 import Template

from czdocs.documents.docx_package import CONTENT_TYPES, Member, deflated
from czdocs.documents.html import strict_environment, template_faults
from czdocs.errors import CzdocsError

__all__ = ["CORE_PROPERTIES", "STYLES", "TemplatePart", "WordTemplate", "word_template"]

CORE_PROPERTIES = "docProps/core.xml"
STYLES = "word/styles.xml"

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_FILLED = tuple(f"{_WORD}{kind}+xml" for kind in ("document.main", "header", "footer", "footnotes", "endnotes"))
_TAG = re.compile(r"\{[{%#]")
_STYLE = re.compile(r'(<w:(?:p|r|tbl)Style w:val=")([^"]*)(?=")')
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Tags that give the rows of a table other numbers of cells than its grid has columns.
_CELL_TAGS = re.compile(r"\{%tc |\{%\s*(?:colspan|hm)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePart:
    """A part of a template that holds tags, such as `word/document.xml`, with the relationships that it has.

    `regrids` says that filling may change the number of columns of its tables.
    """

    name: str
    template: Template
    relationships: str
    regrids: bool

    @property
    def relationships_name(self) -> str:
        """Where in the zip its relationships are."""
        folder, _, file = self.name.rpartition("/")
        return f"{folder}/_rels/{file}.rels"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTemplate:
    """A Word template ready to be filled: parts with tags, and members that every document takes over as they are.

    `content_types` and `styles` are among the members too, and are given because a document may change them.
    `style_ids` are those of the styles that have another id than their name: Word gives such when it saves.
    """

    parts: tuple[TemplatePart, ...]
    members: Mapping[str, Member]
    content_types: str
    styles: str
    style_ids: Mapping[str, str]

    def styled(self, xml: str) -> str:
        """`xml`, which names styles by their names, as this template calls them."""
        if not self.style_ids:
            return xml
        return _STYLE.sub(lambda found: f"{found[1]}{self.style_ids.get(found[2], found[2])}", xml)

    def styles_with(self, line_pitch: Mapping[str, int]) -> Member:
        """The styles, those named in `line_pitch` with lines of so many twips."""
        xml = self.styles
        for name, pitch in line_pitch.items():
            style = re.escape(self.style_ids.get(name, name))
            pattern = rf'(<w:style [^>]*w:styleId="{style}"[^>]*>(?:(?!</w:style>).)*?<w:spacing [^>]*w:line=")\d+'
            xml = re.sub(pattern, rf"\g<1>{pitch}", xml, flags=re.DOTALL)
        return deflated(STYLES, xml.encode("utf-8"))


def word_template(content: bytes, *, name: str) -> WordTemplate:
    """The template whose file is `content`, made ready once a process; `name` is for errors.

    Raises:
        CzdocsError: CZ4102 for a fault of syntax (with the paragraph for a line), CZ4106 for no Word document.
    """
    with template_faults(name, before=1):  # every paragraph stands on a line, from the second on
        try:
            return _prepared(content)
        except (BadZipFile, KeyError, SyntaxError, ValueError) as error:  # lxml raises syntax errors
            raise CzdocsError("CZ4106", template=name, reason=str(error)) from error


@lru_cache(maxsize=16)
def _prepared(content: bytes) -> WordTemplate:
    """The template, kept under its content."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(content))
    template.init_docx()
    names = {part.partname.lstrip("/"): part.content_type for part in template.docx.part.package.iter_parts()}
    members = dict(_members(template.docx))
    parts = tuple(
        _part(template, name, members)
        for name in sorted(names)
        if names[name] in _FILLED and _TAG.search(_without_tags(members[name]))
    )
    for part in parts:
        del members[part.name]
    ids = {style.name: style.style_id for style in template.docx.styles if style.name}
    return WordTemplate(
        parts=parts,
        members={name: deflated(name, data) for name, data in members.items() if name != CORE_PROPERTIES},
        content_types=members[CONTENT_TYPES].decode("utf-8"),
        styles=members[STYLES].decode("utf-8"),
        style_ids={name: style_id for name, style_id in ids.items() if name != style_id},
    )


def _members(document: Any) -> Iterator[tuple[str, bytes]]:
    """The members of the zip of `document` as python-docx writes it, whatever program wrote it first."""
    _ = document.core_properties  # made where a template has none, so that there is a relationship to them
    raw = BytesIO()
    document.save(raw)
    with ZipFile(raw) as file:
        for name in file.namelist():
            yield name, file.read(name)


def _without_tags(content: bytes) -> str:
    """The text of XML without its tags: Word may have cut `{{` into runs. Attributes may hold Jinja and are kept."""
    text = content.decode("utf-8")
    return text if _TAG.search(text) else re.sub(r"<[^>]*>", "", text)


def _part(template: Any, name: str, members: Mapping[str, bytes]) -> TemplatePart:
    """The part `name` with its tags compiled."""
    from docx.oxml import parse_xml

    xml = template.xml_to_string(parse_xml(members[name]))
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", template.patch_xml(xml))
    found = TemplatePart(
        name=name,
        template=strict_environment().from_string(_DECLARATION.rstrip() + source),
        relationships="",
        regrids=bool(_CELL_TAGS.search(_without_tags(members[name]))),
    )
    relationships = members.get(found.relationships_name, _NO_RELATIONSHIPS)
    return TemplatePart(
        name=name,
        template=found.template,
        relationships=relationships.decode("utf-8"),
        regrids=found.regrids,
    )


_NO_RELATIONSHIPS = (
    f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
).encode()
