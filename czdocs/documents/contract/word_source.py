"""The texts of a Word template that the engine fills: body, headers, footers, footnotes, text boxes, properties.

docxtpl hands the engine the XML of each part as one text. Here the same tags are read paragraph by paragraph, in the
same order, so that each has a place that a clerk can find.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile, ZipFile

from czdocs.documents.contract.source import Line, Source
from czdocs.errors import CzdocsError

__all__ = ["MARKER", "Package", "W", "is_filled", "part_label", "read_package", "word_sources"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

BODY = "word/document.xml"
CORE = "docProps/core.xml"
MARKER = re.compile(r"(?<=\{[{%#])(p|tr|tc|r)(?= )")
"""What follows the braces of a tag that takes the place of its paragraph, row, cell or run."""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_LARGEST = 50_000_000
_PROPERTIES: Mapping[str, str] = {
    "title": "标题",
    "subject": "主题",
    "creator": "作者",
    "description": "备注",
    "identifier": "标识符",
    "language": "语言",
}
_KINDS = {"default": "", "first": "首页", "even": "偶数页"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The parts of a Word document by name; of XML parts the parsed tree as well."""

    parts: Mapping[str, bytes]
    trees: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def relations(self, part: str) -> Mapping[str, tuple[str, str, bool]]:
        """The relations of a part by identifier: kind, target, whether it lies outside of the file."""
        folder, _, name = part.rpartition("/")
        tree = self.trees.get(f"{folder}/_rels/{name}.rels")
        if tree is None:
            return {}
        return {
            one.get("Id"): (
                one.get("Type").rpartition("/")[2],
                one.get("Target")
                if one.get("TargetMode") == "External"
                else normpath(join("/" + folder, one.get("Target"))).lstrip("/"),
                one.get("TargetMode") == "External",
            )
            for one in tree
        }


def read_package(name: str, content: bytes) -> Package:
    """The Word document `content`.

    Raises:
        CzdocsError: CZ4106 where it is none.
    """
    from docx.oxml.parser import parse_xml

    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST:
                raise CzdocsError("CZ4106", template=name, reason="文件太大")
            parts = {member: archive.read(member) for member in archive.namelist()}
        trees = {
            part: parse_xml(data) for part, data in parts.items() if part.endswith((".xml", ".rels")) and data.strip()
        }
    except (BadZipFile, SyntaxError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise CzdocsError("CZ4106", template=name, reason="文件损坏，或者不是 docx 格式") from error
    if BODY not in trees:
        raise CzdocsError("CZ4106", template=name, reason="里面没有 Word 的正文")
    return Package(parts=parts, trees=trees)


def is_filled(package: Package, part: str) -> bool:
    """Whether the engine fills a part of the document."""
    return part in {BODY, CORE} or part in _running_parts(package) or part in _footnotes(package)


def word_sources(template: str, package: Package) -> tuple[Source, ...]:
    """The sources of a Word template, the body first."""
    running = [part for part in _running_parts(package) if part in package.trees]
    parts = (BODY, *running, *_footnotes(package))
    return (
        *(_source(template, package, part) for part in dict.fromkeys(parts)),
        *_property_sources(template, package),
    )


def _running_parts(package: Package) -> tuple[str, ...]:
    relations = package.relations(BODY).values()
    return tuple(sorted(target for kind, target, outside in relations if kind in {"header", "footer"} and not outside))


def _footnotes(package: Package) -> tuple[str, ...]:
    relations = package.relations(BODY).values()
    return tuple(t for kind, t, outside in relations if kind == "footnotes" and not outside and t in package.trees)


def part_label(package: Package, part: str) -> str:
    """What a clerk calls a part: 页眉, 首页页脚 …; empty for the body."""
    if part == BODY:
        return ""
    if part in _footnotes(package):
        return "脚注"
    names = {"word/endnotes.xml": "尾注", "word/comments.xml": "批注", "docProps/custom.xml": "自定义属性"}
    if part not in _running_parts(package):
        return names.get(part, part)
    sections = list(package.trees[BODY].iter(f"{W}sectPr"))
    identifiers = {target: one for one, (_, target, _) in package.relations(BODY).items()}
    kind = "页眉" if "header" in part.rpartition("/")[2] else "页脚"
    for number, section in enumerate(sections, 1):
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            if reference.get(_RELATION) == identifiers.get(part):
                kind = "页眉" if reference.tag.endswith("headerReference") else "页脚"
                where = f"第 {number} 节" if len(sections) > 1 else ""
                return f"{where}{_KINDS.get(reference.get(f'{W}type'), '')}{kind}"
    return kind


def _property_sources(template: str, package: Package) -> Iterator[Source]:
    """The properties that are filled, each a source of its own as the engine takes them."""
    if CORE not in package.trees:
        return
    for one in package.trees[CORE]:
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if name in _PROPERTIES and one.text:
            spot = f"文档属性“{_PROPERTIES[name]}”"
            lines = (Line(number=1, spot=spot, text=one.text.replace("\n", " "), raw=one.text.replace("\n", " ")),)
            yield Source(template=template, part=CORE, label=spot, lines=lines)


def _source(template: str, package: Package, part: str) -> Source:
    label = part_label(package, part)
    reader = _Reader(label or "正文")
    reader.read(package.trees[part])
    return Source(template=template, part=part, label=label, lines=tuple(reader.lines))


class _Reader:
    """Reads the tree of a part into lines."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.lines: list[Line] = []
        self.pieces: list[str] = []
        self.count = 0  # paragraphs met so far
        self.current = 1  # the paragraph that is being read
        self.spot = f"{label}第 1 段"
        self.tables = 0

    def read(self, tree: Any) -> None:
        """Read all of it."""
        self._element(tree, where="")
        self._flush()

    def _flush(self) -> None:
        raw = "".join(self.pieces).replace("\n", " ")
        self.pieces = []
        text = _TAG.sub(lambda tag: tag[0].translate(_QUOTES), MARKER.sub(lambda m: " " * len(m[0]), raw))
        # A paragraph without text is a line as well, so that places can be looked up by number.
        self.lines.append(Line(number=self.current, spot=self.spot, text=text, raw=raw))

    def _element(self, element: Any, where: str) -> None:
        if not isinstance(element.tag, str):
            return
        if element.tag == f"{W}p":
            self._paragraph(element, where)
            return
        self._attributes(element)
        if element.tag in {f"{W}t", f"{W}instrText", f"{W}delText"}:
            self.pieces.append(element.text or "")
        if element.tag == f"{W}tbl":
            self._table(element)
            return
        if element.tag in {_CHOICE, _FALLBACK} or element.tag == f"{W}txbxContent":
            where = "文本框"
        before = self.count
        for child in element:
            if child.tag == _FALLBACK:
                self.count = before  # says the same again for old versions of Word
            self._element(child, where)

    def _table(self, table: Any) -> None:
        self.tables += 1
        number, row = self.tables, 0
        for child in table:
            if child.tag != f"{W}tr":
                self._element(child, "")
                continue
            row += 1
            cell = 0
            self._attributes(child)
            for part in child:
                cell += part.tag == f"{W}tc"
                self._element(part, f"表格 {number} 第 {row} 行第 {cell} 格")

    def _paragraph(self, element: Any, where: str) -> None:
        self._flush()
        outer, spot = self.current, self.spot
        self.count += 1
        self.current = self.count
        self.spot = f"{self.label}第 {self.count} 段" + (f"（{where}）" if where else "")
        self._attributes(element)
        for child in element:
            self._element(child, where)
        self._flush()
        # What follows belongs to the paragraph around it (of a text box), or to none.
        if any(one.tag == f"{W}p" for one in element.iterancestors()):
            self.current, self.spot = outer, spot

    def _attributes(self, element: Any) -> None:
        self.pieces += [value for value in element.attrib.values() if "{{" in value or "{%" in value]
