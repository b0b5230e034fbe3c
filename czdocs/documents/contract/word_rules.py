"""What only Word templates can have wrong: tags that swallow text or are cut in two, lost styles and pictures."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from czdocs.diagnostic import Diagnostic
from czdocs.documents.contract.source import Line, Source
from czdocs.documents.contract.tags import Tag
from czdocs.documents.contract.word_source import BODY, CORE, MARKER, Package, W, is_filled, part_label

__all__ = ["TABLE_STYLES", "package_faults", "tag_faults"]

TABLE_STYLES = ("表头", "表格文字", "表格居中", "表格金额", "表格单位", "表格分组", "表格合计", "TableGrid")
"""The styles in which `table` sets its texts and lines."""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENED = re.compile(r"\{\{|\{%")
_XML = re.compile(r"<(/?)([\w:]+)(?:[^<>\"]|\"[^\"]*\")*?(/?)>|\{\{.*?\}\}|\{%[-+ ]*(\w+).*?%\}", re.DOTALL)
_BEGINS, _ENDS, _MIDDLES = ("for", "if", "macro", "filter", "call", "with"), ("endfor", "endif"), ("else", "elif")
_MERGING = frozenset({"vm", "hm", "colspan", "cellbg"})  # docxtpl makes other tags of these
_STYLES = "word/styles.xml"
_WITHIN = {"tr": "表格的行", "tc": "表格的格"}


def tag_faults(source: Source, package: Package, tags: tuple[Tag, ...]) -> Iterator[Diagnostic]:
    """The faults of the tags of one part: each tag must be seen whole by what fills the document."""
    if source.part == CORE:
        return
    yield from _marker_faults(source, package)
    yield from _seen_otherwise(source, package, tags)
    yield from _deleted(source, package)


def _marker_faults(source: Source, package: Package) -> Iterator[Diagnostic]:
    """Tags for a whole paragraph or row beside text, which would vanish with it, or outside of any row."""
    rows = _rows(package.trees[source.part])
    for number, line in enumerate(source.lines, 1):
        marked = [(m[0], m.start() - 1) for m in MARKER.finditer(line.raw)]
        for marker, column in marked:
            tag = _TAG.match(line.raw, column - 1)
            written = tag[0] if tag else line.raw[column - 1 : column + 20]
            rest = _rest(line, rows, marker)
            if rest is None:
                what = f"要写在{_WITHIN.get(marker, '')}里，这里不在表格中"
            elif marker in {"p", "tr", "tc"} and (rest := _TAG.sub("", rest, count=1).strip()):
                whole = {"p": "一段", "tr": "一行", "tc": "一格"}[marker]
                what = f"要独占{whole}，同{whole}的“{rest[:20]}”不会印出"
            else:
                continue
            yield source.finding("CZ4225", number, column=column, tag=written, what=what)


def _rows(tree: Any) -> dict[int, tuple[Any, Any]]:
    """The row and the cell of each paragraph that is in one, by its number."""
    found: dict[int, tuple[Any, Any]] = {}
    for number, paragraph in enumerate(_paragraphs(tree), 1):
        row = next((one for one in paragraph.iterancestors(f"{W}tr")), None)
        if row is not None:
            found[number] = (row, next(iter(paragraph.iterancestors(f"{W}tc"))))
    return found


def _paragraphs(tree: Any) -> Iterator[Any]:
    """The paragraphs of a part as they are numbered."""
    for paragraph in tree.iter(f"{W}p"):
        if not any(str(one.tag).endswith("}Fallback") for one in paragraph.iterancestors()):
            yield paragraph


def _rest(line: Line, rows: dict[int, tuple[Any, Any]], marker: str) -> str | None:
    """All the text that the tag takes the place of; None where there is no such row or cell."""
    if marker not in _WITHIN:
        return line.raw
    if line.number not in rows:
        return None
    whole = rows[line.number][0 if marker == "tr" else 1]
    return "".join(text.text or "" for text in whole.iter(f"{W}t"))


def _seen_otherwise(source: Source, package: Package, tags: tuple[Tag, ...]) -> Iterator[Diagnostic]:
    """Tags that the filling does not see as they are read here, and blocks that cut through tables or cells."""
    from docx.opc.oxml import serialize_part_xml
    from docxtpl import DocxTemplate

    xml = serialize_part_xml(package.trees[source.part]).decode()
    patched = DocxTemplate.patch_xml(None, xml)
    seen = [_condensed(found[0]) for found in _TAG.finditer(patched)]
    plain = [tag for tag in tags if tag.keyword not in _MERGING]
    written = [_condensed(tag.text) for tag in plain]
    cut = [
        number
        for kind, start, end, _, _ in SequenceMatcher(None, written, seen, autojunk=False).get_opcodes()
        if kind in {"delete", "replace"}
        for number in range(start, end)
    ]
    for number in cut:
        yield source.finding("CZ4224", plain[number].line, column=plain[number].column, tag=plain[number].text)
    if not cut:
        yield from _cutting(source, patched, [tag for tag in plain if tag.kind == "{%"])


def _condensed(tag: str) -> str:
    """A tag without blanks and trimming marks."""
    return re.sub(r"^(\{.)[-+]|[-+](.\})$", r"\1\2", re.sub(r"\s+", "", tag))


def _cutting(source: Source, patched: str, tags: list[Tag]) -> Iterator[Diagnostic]:
    """Blocks that begin in one cell, row or text box and end in another: what they leave out would tear the file."""
    opened: list[str] = []
    begun: list[tuple[tuple[str, ...], int]] = []
    statements = 0
    exact = len(tags) == sum(1 for found in _XML.finditer(patched) if found[4])
    for found in _XML.finditer(patched):
        closes, name, closed, word = found[1], found[2], found[3], found[4]
        if name:
            if closes:
                del opened[-1:]
            elif not closed:
                opened.append(name)
            continue
        if not word:
            continue
        statements += 1
        if word in _BEGINS:
            begun.append((tuple(opened), statements))
        elif (word in _ENDS or word in _MIDDLES) and begun:
            before, number = begun[-1] if word in _MIDDLES else begun.pop()
            if before != tuple(opened) and exact:
                tag, start = tags[statements - 1], tags[number - 1]
                yield source.finding(
                    "CZ4226", tag.line, column=tag.column, tag=tag.text, other=source.line(start.line).spot
                )
                return


def _deleted(source: Source, package: Package) -> Iterator[Diagnostic]:
    """Tags in text that was deleted while changes were tracked: they are still filled."""
    for number, paragraph in enumerate(_paragraphs(package.trees[source.part]), 1):
        text = "".join(one.text or "" for one in paragraph.iter(f"{W}delText"))
        if _OPENED.search(text):
            at = next(n for n, line in enumerate(source.lines, 1) if line.number == number)
            yield source.finding("CZ4223", at, tag=text[:40], what="已在修订中删除，但仍会被执行")


def package_faults(body: Source, package: Package, *, has_tables: bool) -> Iterator[Diagnostic]:
    """The faults of the file as a whole: styles, pictures, tags where nothing is filled."""
    yield from _style_faults(body, package, has_tables=has_tables)
    yield from _picture_faults(body, package)
    yield from _unfilled(body, package)


def _style_faults(body: Source, package: Package, *, has_tables: bool) -> Iterator[Diagnostic]:
    styles = package.trees.get(_STYLES)
    known: dict[str, str] = {}
    for style in () if styles is None else styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        known[style.get(f"{W}styleId")] = "" if name is None else name.get(f"{W}val")
    names = {name.replace(" ", "") for name in known.values()}  # tables find their styles by name too
    missing: dict[str, int] = {}
    lines = {line.number: number for number, line in reversed(list(enumerate(body.lines, 1)))}
    for number, paragraph in enumerate(_paragraphs(package.trees[BODY]), 1):
        for used in paragraph.iter(f"{W}pStyle", f"{W}rStyle"):
            for style in filter(None, _TAG.split(used.get(f"{W}val"))):  # a tag may choose between styles
                if style not in known:
                    missing.setdefault(style, lines.get(number, 1))
    for style in TABLE_STYLES if has_tables else ():
        if style not in known and style not in names:
            missing.setdefault(style, next((n for n, line in enumerate(body.lines, 1) if "table(" in line.text), 1))
    for style, at in missing.items():
        yield body.finding("CZ4220", at, word="table(" if style in TABLE_STYLES else "", style=style)


def _picture_faults(body: Source, package: Package) -> Iterator[Diagnostic]:
    """Pictures that the file names but does not hold, or that lie outside of it."""
    for part, tree in package.trees.items():
        if not part.startswith("word/") or part.endswith(".rels"):
            continue
        relations = package.relations(part)
        for number, paragraph in enumerate(_paragraphs(tree), 1):
            for element in paragraph.iter():
                for name, identifier in element.attrib.items():
                    if not name.endswith(("}embed", "}link")) or "officeDocument" not in name:
                        continue
                    _, target, outside = relations.get(identifier, ("", "", False))
                    if target in package.parts and not outside:
                        continue
                    spot = f"{part_label(package, part) or '正文'}第 {number} 段"
                    what = f"在文件外面（{target}）" if outside else "在文件里找不到"
                    yield _at(body, part, number, "CZ4219", where=spot, what=what)


def _unfilled(body: Source, package: Package) -> Iterator[Diagnostic]:
    """Tags in parts that are not filled: they would be printed as they stand."""
    for part, tree in package.trees.items():
        if is_filled(package, part) or part.endswith(".rels"):
            continue
        for number, paragraph in enumerate(_paragraphs(tree), 1):
            text = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
            if _OPENED.search(text):
                what = f"写在{part_label(package, part)}里，那里的标签不会被填写"
                yield _at(body, part, number, "CZ4223", tag=text[:40], what=what)


def _at(body: Source, part: str, number: int, code: str, **values: Any) -> Diagnostic:
    """A finding about a paragraph of any part."""
    if part == BODY:
        at = next((n for n, line in enumerate(body.lines, 1) if line.number == number), 1)
        return body.finding(code, at, **values)
    line = Line(number=number, spot=f"第 {number} 段", text="", raw="")
    return Source(template=body.template, part=part, label=part, lines=(line,)).finding(code, 1, **values)
