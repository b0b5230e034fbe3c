"""Imprint of a finished PDF: its properties, the records it was made from, the labels of its pages.

Properties stand twice in a PDF/A, as the document information and as XMP, and must agree; both are written here
from one `Properties`. All dates come from the document, none from the clock.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from io import BytesIO
from typing import Any, Literal
from xml.sax.saxutils import escape

__all__ = ["PageLabels", "Properties", "SourceFile", "imprint", "information", "read_sources", "xmp_packet"]

_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a reader and a search engine are told of a document; `created` is the document's own date (成文日期)."""

    title: str
    author: str
    subject: str
    created: date
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A record embedded in the document that was made from it, such as `CZCP-2026-0001.json`."""

    name: str
    content: bytes
    media_type: str
    description: str
    modified: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLabels:
    """How pages are counted from page `first` (from 0) on: Arabic or Roman numerals from 1, after `prefix`."""

    first: int
    numerals: Literal["arabic", "roman"] = "arabic"
    prefix: str = ""


def imprint(
    pdf: bytes,
    *,
    properties: Properties,
    sources: Sequence[SourceFile] = (),
    labels: Sequence[PageLabels] = (PageLabels(first=0),),
) -> bytes:
    """The document `pdf` with its properties, embedded sources and page labels; same input, same bytes.

    PDF/A conformance, output intent, outline and links stay as they are.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, ByteStringObject, NameObject

    reader = PdfReader(BytesIO(pdf))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    producer = str(reader.metadata.producer or "") if reader.metadata else ""
    writer.metadata = information(properties, producer)
    _write_xmp(writer, properties, producer)
    for source in sources:
        _embed(writer, source)
    for index, label in enumerate(labels):
        last = labels[index + 1].first - 1 if index + 1 < len(labels) else len(reader.pages) - 1
        writer.set_page_label(label.first, last, style=_NUMERALS[label.numerals], prefix=label.prefix or None, start=1)
    writer.root_object[NameObject("/ViewerPreferences")] = _display_title()
    identity = ByteStringObject(_identity(pdf, properties, sources, labels))
    writer._ID = ArrayObject((identity, identity))  # noqa: SLF001  # pypdf sets random ones only
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def read_sources(pdf: bytes) -> tuple[tuple[str, bytes], ...]:
    """Names and contents of the records embedded in `pdf`, sorted by name."""
    from pypdf import PdfReader

    embedded = PdfReader(BytesIO(pdf)).attachment_list
    return tuple(sorted((file.name, file.content) for file in embedded))


_NUMERALS: Mapping[str, Any] = {"arabic": "/D", "roman": "/r"}


def _moment(day: date) -> datetime:
    """Midnight of `day` in China."""
    return datetime(day.year, day.month, day.day, tzinfo=_CHINA)


def information(properties: Properties, producer: str) -> dict[str, str]:
    """The document information dictionary."""
    created = f"D:{properties.created:%Y%m%d}000000+08'00'"
    return {
        "/Title": properties.title,
        "/Author": properties.author,
        "/Subject": properties.subject,
        "/Keywords": "；".join(properties.keywords),
        "/Creator": "czdocs",
        "/Producer": producer,
        "/CreationDate": created,
        "/ModDate": created,
    }


def _write_xmp(writer: Any, properties: Properties, producer: str) -> None:
    """Replaces the XMP packet by one that agrees with the document information; PDF/A part and level are kept.

    What is tagged (level A) is accessible too, and says so: PDF/UA-1. PDF/A wants that namespace described.
    """
    stream = writer.root_object["/Metadata"].get_object()
    old = stream.get_data().decode("utf-8")
    part, level = (re.search(rf"pdfaid:{name}(?:=\"|>)(\w+)", old) for name in ("part", "conformance"))
    if not part or not level:
        raise ValueError("the PDF names no PDF/A level")
    stream.set_data(xmp_packet(properties, producer=producer, part=part[1], level=level[1]))


def xmp_packet(properties: Properties, *, producer: str, part: str, level: str) -> bytes:
    """The XMP packet of a PDF/A of `part` (`3`) and `level` (`U`) that has these properties."""
    created = _moment(properties.created).isoformat()
    fields = {
        "title": properties.title,
        "author": properties.author,
        "subject": properties.subject,
        "keywords": "；".join(properties.keywords),
        "producer": producer,
    }
    packet = _XMP.format(
        part=part,
        level=level,
        created=created,
        accessible=_ACCESSIBLE if level == "A" else "",
        **{name: escape(text) for name, text in fields.items()},
    )
    return packet.encode("utf-8")


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>czdocs</xmp:CreatorTool>
<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate>
</rdf:Description>{accessible}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_ACCESSIBLE = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def _embed(writer: Any, source: SourceFile) -> None:
    """Embeds `source` as an associated file of the whole document (ISO 19005-3, 6.8)."""
    from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

    file = writer.add_attachment(source.name, source.content)
    file.alternative_name = TextStringObject(source.name)
    file.description = TextStringObject(source.description)
    file.subtype = NameObject(f"/{source.media_type}")
    file.associated_file_relationship = NameObject("/Source")
    file.size = NumberObject(len(source.content))
    file.creation_date = file.modification_date = _moment(source.modified)
    file.pdf_object["/EF"][NameObject("/UF")] = file.pdf_object["/EF"].raw_get("/F")
    associated = writer.root_object.setdefault(NameObject("/AF"), ArrayObject())
    associated.get_object().append(file.pdf_object.indirect_reference)


def _display_title() -> Any:
    """Viewer preferences that show the title in place of the file name."""
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject

    return DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(value=True)})


def _identity(pdf: bytes, properties: Properties, sources: Sequence[SourceFile], labels: Sequence[PageLabels]) -> bytes:
    """Sixteen bytes that identify exactly this content."""
    digest = sha256(pdf)
    digest.update(repr((properties, tuple(sources), tuple(labels))).encode())
    return digest.digest()[:16]
