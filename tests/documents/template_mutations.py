"""Faults as clerks make them: each an edit of a shipped template, the code that finds it, and where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from re import finditer
from zipfile import ZIP_DEFLATED, ZipFile

from czdocs.resources import resource_bytes

__all__ = ["FAULTS", "LEGAL", "Edit", "edited", "load_with", "place_of", "said_of"]

BODY = "word/document.xml"
LETTER, NOTICE, PLAIN = "letter/letter.docx", "notice/notice.docx", "plain/plain.docx"
BOOK, GONGWEN = "directory/directory.docx", "gongwen/document.html"
HEAD, TEXT, MACROS = "gongwen/head.html", "gongwen/text.html", "gongwen/macros.html"
ATTACHMENTS, IMPRINT = "gongwen/attachments.html", "gongwen/imprint.html"
CERTIFICATE, FORM = "certificate/certificate.html", "form/form.html"
HTML_BOOK, PRODUCT, FRONT = "directory/directory.html", "directory/product.html", "directory/front.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One text of a template replaced by another, and the finding that this must give, if any.

    `part` is the part of a Word document, `contract` the template whose contract counts where it includes the edited
    one. `at` is a text (of the edited template) in the line that is named, where that is not the edited line; `says`
    must be in the message, `{place}` in it being the paragraph of the edit. `|` divides codes of which one is given.
    `also` is the edit of a template that has no `old`.
    Where `whole` is given the finding is about the template as a whole.
    """

    name: str
    template: str
    old: str
    new: str
    code: str = ""
    part: str = BODY
    contract: str = ""
    at: str = ""
    says: str = ""
    whole: bool = False
    also: tuple[str, str] | None = None


def edited(edit: Edit) -> bytes:
    """The template with the edit made once; an edit that finds nothing to replace is a fault of the test."""
    content = resource_bytes("templates", edit.template)
    if edit.template.endswith(".html"):
        return _replaced(content.decode(), edit).encode()
    parts = _parts(content)
    if edit.part not in parts and edit.part in _NEW_PARTS:
        parts |= _with_part(parts, edit.part)
    parts[edit.part] = _replaced(parts[edit.part].decode(), edit).encode()
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return output.getvalue()


def place_of(edit: Edit) -> int:
    """The line, or the paragraph of its part, that the edit is in."""
    if edit.template.endswith(".html"):
        text = edited(edit).decode()
        found = text.index(edit.at) if edit.at else _first_difference(edit, text)
        return text.count("\n", 0, found) + 1
    text = _parts(edited(edit))[edit.part].decode()
    found = text.index(edit.at) if edit.at else _first_difference(edit, text)
    return max(sum(1 for _ in finditer(r"<w:p[ />]", text[:found])), 1)


def said_of(edit: Edit) -> str:
    """What the message must say, with the place that the edit has in the template of today."""
    return edit.says.replace("{place}", str(place_of(edit))) if "{place}" in edit.says else edit.says


def load_with(edit: Edit) -> Callable[[str], bytes]:
    """The shipped templates with the edited one among them."""
    content = edited(edit)
    return lambda name: content if name == edit.template else resource_bytes("templates", name)


def _first_difference(edit: Edit, text: str) -> int:
    """Where the edit is; the place of what was taken out is where it stood."""
    content = resource_bytes("templates", edit.template)
    before = content.decode() if edit.template.endswith(".html") else _original(content, edit).decode()
    return next((n for n, (a, b) in enumerate(zip(before, text, strict=False)) if a != b), 0)


def _original(content: bytes, edit: Edit) -> bytes:
    parts = _parts(content)
    if edit.part not in parts:
        parts |= _with_part(parts, edit.part)
    return parts[edit.part]


def _replaced(text: str, edit: Edit) -> str:
    if edit.also and edit.old not in text:
        return text.replace(*edit.also, 1)
    if edit.old not in text:
        raise AssertionError(f"{edit.template} has no {edit.old!r}")
    return text.replace(edit.old, edit.new, 1)


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NOTE = "<w:r><w:t>注</w:t></w:r>"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NEW_PARTS: Mapping[str, tuple[str, bytes]] = {
    "word/footnotes.xml": (
        "footnotes",
        f'<w:footnotes {_W}><w:footnote w:id="2"><w:p>{_NOTE}</w:p></w:footnote></w:footnotes>'.encode(),
    ),
    "word/endnotes.xml": (
        "endnotes",
        f'<w:endnotes {_W}><w:endnote w:id="2"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:endnote></w:endnotes>'.encode(),
    ),
}


def _with_part(parts: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """A part of notes, as Word makes it with the first note."""
    kind, content = _NEW_PARTS[name]
    rels = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="rIdN" Type="{_TYPE}/{kind}" Target="{kind}.xml"/></Relationships>'
    override = (
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/></Types>'
    )
    types = "[Content_Types].xml"
    return {
        name: content,
        rels: parts[rels].replace(b"</Relationships>", relation.encode()),
        types: parts[types].replace(b"</Types>", override.encode()),
    }


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


_BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
    "<w:t>{{ document.isuers[0] }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
_ACROSS = "{{ row.cells[2] }}"
_NUMBER = "{{ document.document_number }}"

FAULTS: tuple[Edit, ...] = (
    # names
    Edit(
        name="root", template=LETTER, old=_NUMBER, new="{{ documnt.document_number }}", code="CZ4201", says="document"
    ),
    Edit(
        name="attribute",
        template=LETTER,
        old=_NUMBER,
        new="{{ document.number }}",
        code="CZ4202",
        says="document.document_number",
    ),
    Edit(
        name="attribute-in-loop",
        template=NOTICE,
        old="in document.body %}",
        new="in document.bodies %}",
        code="CZ4202",
        says="document.body",
    ),
    Edit(
        name="attribute-of-item",
        template=PLAIN,
        old="{{ attachment.title }}",
        new="{{ attachment.titel }}",
        code="CZ4202",
        says="attachment.title",
    ),
    Edit(
        name="attribute-in-condition",
        template=LETTER,
        old="if document.note %}",
        new="if document.notes %}",
        code="CZ4202",
        says="document.note",
    ),
    Edit(
        name="attribute-in-filter",
        template=LETTER,
        old="document.recipients | join",
        new="document.recipient | join",
        code="CZ4202",
        says="document.recipients",
    ),
    Edit(
        name="header",
        template=LETTER,
        part="word/header1.xml",
        old="document.issuers[0]",
        new="document.issuer[0]",
        also=("{{p mark(document) }}", "{{ document.issuer[0] }}"),
        code="CZ4202",
        says="首页页眉",
    ),
    Edit(
        name="header-of-book",
        template=BOOK,
        part="word/header2.xml",
        old="d.edition",
        new="d.editon",
        code="CZ4202",
        says="页眉",
    ),
    Edit(
        name="footer",
        template=NOTICE,
        part="word/footer1.xml",
        old="— </w:t>",
        new="{{ document.dated_on }}— </w:t>",
        code="CZ4202",
        says="页脚",
    ),
    Edit(
        name="footnote",
        template=NOTICE,
        part="word/footnotes.xml",
        old="注",
        new="{{ document.nota }}",
        code="CZ4202",
        says="脚注",
    ),
    Edit(
        name="endnote",
        template=NOTICE,
        part="word/endnotes.xml",
        old="注",
        new="{{ document.full_title }}",
        code="CZ4223",
        says="尾注",
    ),
    Edit(
        name="text-box",
        template=NOTICE,
        old="</w:p>",
        new=_BOX,
        code="CZ4202",
        at="document.isuers",
        says="document.issuers",
    ),
    Edit(
        name="field-code",
        template=BOOK,
        old="PAGEREF {{ section.anchor }}",
        new="PAGEREF {{ section.ancor }}",
        code="CZ4202",
        says="section.anchor",
    ),
    Edit(
        name="property",
        template=PLAIN,
        part="docProps/core.xml",
        old="<dc:title></dc:title>",
        new="<dc:title>{{ document.titel }}</dc:title>",
        code="CZ4202",
        says="文档属性",
    ),
    Edit(
        name="html-attribute",
        template=GONGWEN,
        old="{{ document.full_title }}",
        new="{{ document.fulltitle }}",
        code="CZ4202",
        says="document.full_title",
    ),
    Edit(
        name="html-nested",
        template=ATTACHMENTS,
        contract=GONGWEN,
        old="{{ column.title }}",
        new="{{ column.name }}",
        code="CZ4202",
    ),
    Edit(
        name="html-included",
        template=PRODUCT,
        contract=HTML_BOOK,
        old="{{ product.summary }}",
        new="{{ product.sumary }}",
        code="CZ4202",
        says="product.summary",
    ),
    Edit(
        name="html-macro-parameter",
        template=MACROS,
        contract=GONGWEN,
        old="{{- paragraph.text }}",
        new="{{- paragraph.txt }}",
        code="CZ4202",
        says="paragraph.text",
    ),
    Edit(
        name="html-set",
        template=ATTACHMENTS,
        contract=GONGWEN,
        old="set attachment = section.attachment",
        new="set attachment = section.attachement",
        code="CZ4202",
        says="section.attachment",
    ),
    Edit(
        name="list-for-item",
        template=LETTER,
        old="{{ attachment.title }}",
        new="{{ document.attachments.title }}",
        code="CZ4202",
        says="循环",
    ),
    Edit(
        name="loop-attribute",
        template=PLAIN,
        old="if loop.first",
        new="if loop.frist",
        code="CZ4202",
        says="loop.first",
    ),
    Edit(name="union-member", template=FORM, old="{{ block.text }}", new="{{ block.rows }}", code="CZ4202"),
    # loops
    Edit(
        name="loop-variable-outside",
        template=LETTER,
        old=_NUMBER,
        new="{{ paragraph.text }}",
        code="CZ4206",
        says="循环",
    ),
    Edit(
        name="other-loop-variable",
        template=BOOK,
        old="{{ fact.text }}",
        new="{{ facts.text }}",
        code="CZ4201",
        says="fact",
    ),
    Edit(
        name="loop-over-text",
        template=CERTIFICATE,
        old="in certificate.issuers %}<td>{{ name }}",
        new="in certificate.company %}<td>{{ name }}",
        code="CZ4212",
    ),
    Edit(
        name="wrong-unpacking",
        template=CERTIFICATE,
        old="for label, text in",
        new="for label, text, more in",
        code="CZ4212",
    ),
    # blocks and braces
    Edit(name="wrong-order", template=LETTER, old="{%p endif %}", new="{%p endfor %}", code="CZ4210"),
    Edit(
        name="missing-endfor",
        template=LETTER,
        old="{%p endfor %}",
        new="{{ document.full_title }}",
        code="CZ4210",
        at="for line in document.title_lines",
    ),
    Edit(
        name="html-missing-endif",
        template=CERTIFICATE,
        old='{% if is_dense %} class="dense"{% endif %}',
        new='{% if is_dense %} class="dense"',
        code="CZ4210",
    ),
    Edit(
        name="else-alone",
        template=PLAIN,
        old="{%p endfor %}",
        new="{%p else %}",
        code="CZ4210",
        at="{%p for line in document.title_lines",
    ),
    Edit(
        name="full-width-braces", template=LETTER, old=_NUMBER, new="｛｛ document.document_number ｝｝", code="CZ4209"
    ),
    Edit(name="full-width-closer", template=LETTER, old=_NUMBER, new="{{ document.document_number ｝｝", code="CZ4209"),
    Edit(name="full-width-comma", template=LETTER, old="join('，')", new="join（'，'）", code="CZ4209"),
    Edit(
        name="full-width-percent",
        template=LETTER,
        old="{%p if document.note %}",
        new="{％p if document.note ％}",
        code="CZ4209",
    ),
    Edit(name="no-end", template=LETTER, old=_NUMBER, new="{{ document.document_number", code="CZ4208"),
    Edit(name="one-brace", template=LETTER, old=_NUMBER, new="{ document.document_number }", code="CZ4208"),
    Edit(name="html-no-end", template=CERTIFICATE, old="{{ label }}</th>", new="{{ label }</th>", code="CZ4208"),
    Edit(name="unknown-statement", template=PLAIN, old="{%p for line", new="{%p foreach line", code="CZ4211"),
    Edit(
        name="condition-without-end",
        template=PLAIN,
        old="if document.note %}",
        new="if document.note == %}",
        code="CZ4211",
    ),
    Edit(
        name="tag-cut-by-field",
        template=BOOK,
        old="{{ section.anchor }}",
        new="{{ section.</w:instrText></w:r><w:r><w:instrText>anchor }}",
        code="CZ4224",
    ),
    Edit(
        name="text-beside-marker",
        template=NOTICE,
        old="{%p if document.note %}",
        new="附注{%p if document.note %}",
        code="CZ4225",
        says="附注",
    ),
    Edit(
        name="row-outside-table",
        template=NOTICE,
        old="{%p if document.note %}",
        new="{%tr if document.note %}",
        code="CZ4225",
    ),
    # kinds of values
    Edit(
        name="unguarded",
        template=LETTER,
        old="（{{ document.note }}）",
        new="{{ document.urgency }}",
        code="CZ4207",
        says="document.urgency",
    ),
    Edit(
        name="guard-removed",
        template=PLAIN,
        old="{%p if attachment.table %}",
        new="{%p if attachment.notes %}",
        code="CZ4207",
        at="table(attachment.table)",
    ),
    Edit(
        name="html-guard-removed",
        template=ATTACHMENTS,
        contract=GONGWEN,
        old="{% if attachment.table %}",
        new="{% if attachment.notes %}",
        code="CZ4207",
        at="{% if attachment.table.unit %}",
    ),
    Edit(
        name="whole-list",
        template=LETTER,
        old="document.recipients | join('，')",
        new="document.recipients",
        code="CZ4213",
    ),
    Edit(
        name="unknown-filter",
        template=NOTICE,
        old="| chinese_date }}",
        new="| chinesedate }}",
        code="CZ4203",
        says="chinese_date",
    ),
    Edit(
        name="filter-of-text",
        template=CERTIFICATE,
        old="{{ certificate.company }}",
        new="{{ certificate.company | chinese_date }}",
        code="CZ4214",
    ),
    Edit(name="unknown-test", template=GONGWEN, old="is even", new="is evn", code="CZ4203", says="even"),
    Edit(
        name="wrong-word",
        template=HEAD,
        contract=GONGWEN,
        old='layout == "letter"',
        new='layout == "leter"',
        code="CZ4215",
        says="letter",
    ),
    Edit(
        name="enumeration-as-text",
        template=HEAD,
        contract=GONGWEN,
        old='layout != "order"',
        new='document.layout != "order"',
        code="CZ4215",
    ),
    Edit(name="position", template=CERTIFICATE, old="{{ label }}", new="{{ certificate.rows[0][2] }}", code="CZ4228"),
    Edit(
        name="macro-argument",
        template=IMPRINT,
        contract=GONGWEN,
        old="{{ addressed() }}",
        new="{{ addressed(document, 2) }}",
        code="CZ4204",
    ),
    Edit(name="private", template=LETTER, old=_NUMBER, new="{{ document.__class__ }}", code="CZ4205"),
    # pictures, styles, addresses
    Edit(
        name="unknown-picture", template=BOOK, old="picture(product.photo,", new="picture(product.name,", code="CZ4218"
    ),
    Edit(name="picture-of-nothing", template=BOOK, old="picture(codes[", new="picture(logo[", code="CZ4201"),
    Edit(
        name="html-picture",
        template=CERTIFICATE,
        old="asset:{{ qr }}",
        new="asset:{{ certificate.number }}",
        code="CZ4218",
    ),
    Edit(
        name="style-of-table",
        template=LETTER,
        part="word/styles.xml",
        old='w:styleId="表格金额"><w:name w:val="表格金额"',
        new='w:styleId="a7"><w:name w:val="金额"',
        code="CZ4220",
        says="表格金额",
        whole=True,
    ),
    Edit(
        name="address",
        template=CERTIFICATE,
        old='src="asset:{{ qr }}"',
        new='src="https://example.com/qr.png"',
        code="CZ4221",
    ),
    Edit(
        name="style-sheet",
        template=CERTIFICATE,
        old='<meta charset="utf-8">',
        new='<link rel="stylesheet" href="own.css">',
        code="CZ4222",
    ),
    Edit(
        name="lost-include", template=HTML_BOOK, old="directory/table.html", new="directory/tables.html", code="CZ4227"
    ),
    Edit(
        name="block-out-of-cell",
        template=BOOK,
        old="{{ row.cells[2] }}",
        new="{% if d.lapsed %}{{ row.cells[2] }}",
        code="CZ4210",
        says="正文第 {place} 段",
        whole=True,
    ),
    Edit(
        name="block-across-cells",
        template=BOOK,
        old=_ACROSS,
        new="{% if row.anchor %}" + _ACROSS + "{% endif %}",
        code="CZ4217",
        says="总表第 3 列",
        at="{% if row.anchor %}{{ row.cells[2]",
    ),
    # facts
    Edit(
        name="number-removed", template=LETTER, old=_NUMBER, new="", code="CZ4216|CZ4217", says="发文字号", whole=True
    ),
    Edit(
        name="date-removed",
        template=PLAIN,
        old="document.dated | chinese_date",
        new="document.full_title",
        code="CZ4216|CZ4217",
        says="成文日期",
        also=("{{p sign_off(document) }}", ""),
        whole=True,
    ),
    Edit(
        name="recipients-first-only",
        template=LETTER,
        old="document.recipients | join('，')",
        new="document.recipients[0]",
        code="CZ4216|CZ4217",
        says="主送机关",
        whole=True,
    ),
    Edit(
        name="validity-removed",
        template=CERTIFICATE,
        old="{{ certificate.valid_to | chinese_date }}",
        new="长期",
        code="CZ4216",
        says="有效期至",
        whole=True,
    ),
    Edit(
        name="company-removed",
        template=CERTIFICATE,
        old="{{ certificate.company }}",
        new="",
        code="CZ4216",
        says="单位名称",
        whole=True,
    ),
    Edit(
        name="title-in-condition",
        template=PLAIN,
        old="{{ line }}",
        new="",
        code="CZ4217",
        says="标题",
        at="{%p if loop.first %}",
    ),
    Edit(
        name="html-text-in-condition",
        template=MACROS,
        contract=GONGWEN,
        old="{{- paragraph.text }}</p>",
        new="{% if document.sealed %}{{ paragraph.text }}{% endif %}</p>",
        code="CZ4217",
        says="正文",
    ),
    Edit(
        name="signature-removed",
        template=NOTICE,
        old="{{ document.signatures.rows[-1][1] }}",
        new="",
        code="CZ4216|CZ4217",
        says="署名",
        also=("{{p sign_off(document) }}", ""),
        whole=True,
    ),
    Edit(
        name="product-value-removed",
        template=PRODUCT,
        contract=HTML_BOOK,
        old="{{ row.value }}",
        new="",
        code="CZ4216",
        says="数值",
        whole=True,
    ),
)

LEGAL: tuple[Edit, ...] = (
    Edit(name="static-text", template=LETTER, old=_NUMBER, new="文号：{{ document.document_number }}（正本）"),
    Edit(
        name="condition-added",
        template=LETTER,
        old=_NUMBER,
        new="{% if document.urgency %}{{ document.urgency }}　{% endif %}{{ document.document_number }}",
    ),
    Edit(name="font", template=NOTICE, old="<w:rPr>", new='<w:rPr><w:color w:val="333333"/>'),
    Edit(
        name="tag-over-runs", template=LETTER, old=_NUMBER, new="{{ document.</w:t></w:r><w:r><w:t>document_number }}"
    ),
    Edit(name="quotes", template=LETTER, old="join('，')", new="join(‘，’)"),
    Edit(name="title-again", template=PLAIN, old="{{ line }}", new="{{ line }}{{ document.full_title }}"),
    Edit(
        name="two-conditions",
        template=TEXT,
        contract=GONGWEN,
        old="{% if document.note %}",
        new="{% if document.note and document.sealed or document.note %}",
    ),
    Edit(
        name="guard-not-none",
        template=ATTACHMENTS,
        contract=GONGWEN,
        old="{% if attachment.table %}",
        new="{% if attachment.table is not none %}",
    ),
    Edit(name="static-paragraph", template=PLAIN, old="</w:p>", new=f"</w:p><w:p>{_run('常州市创新产品')}</w:p>"),
    Edit(
        name="set",
        template=CERTIFICATE,
        old='<table class="facts">',
        new='{% set name = certificate.company %}<p>{{ name | trim }}</p><table class="facts">',
    ),
    Edit(name="comment", template=LETTER, old=_NUMBER, new="{# 文号由办公室编 #}{{ document.document_number }}"),
    Edit(name="footnote", template=NOTICE, part="word/footnotes.xml", old="注", new="{{ document.full_title }}"),
)
