"""Parameter files with places: each read strictly, checked with its schema, every fault at its line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.encoding import decode
from czdocs.intake.engine import Leaf, compile_schema
from czdocs.intake.limits import indentation_tabs, strange_characters
from czdocs.intake.source import ListNode, MapNode, Node, Position, parse, positions
from czdocs.intake.submission import path_text
from czdocs.intake.words import nearest
from czdocs.policy.known import INTERPRETATIONS
from czdocs.policy.plain import DECIMAL, typed

__all__ = ["ParameterFile", "parameter_faults", "placed", "read_parameters"]

Path = tuple[str | int, ...]
_MANY = 6
"""More choices than these are not listed: the nearest is named."""
_LAST_PART = re.compile(r"(?:\.[^.\[\]]+|\[[0-9]+\]|^[^.\[\]]+)\Z")
_LIMITS = {
    "minItems": "至少 {} 项的",
    "minProperties": "至少 {} 项的",
    "minimum": "不小于 {} 的",
    "maximum": "不大于 {} 的",
}
_TYPES = {"array": "列表", "boolean": "true 或 false", "integer": "整数", "object": "一组键和值", "string": "文字"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterFile:
    """One parameter file: its text, its data (days as text) and where each key and value stands, by path in words.

    `unquoted` are the fractions without quotes. `data` is None where the file cannot be read, as `findings` say.
    """

    file: str
    text: str
    data: Any
    keys: Mapping[str, Position]
    values: Mapping[str, Position]
    unquoted: Mapping[Path, str]
    findings: tuple[Diagnostic, ...]

    def place(self, path: str, *, of_key: bool = False) -> Place:
        """Where the value (or key) at `path` stands, or the nearest thing around it; for the whole, the first key."""
        here = path
        while here and here not in self.values:
            here = _LAST_PART.sub("", here)
        whole = min(self.keys.values(), default=(1, 1))
        known = self.keys if of_key or here != path else self.values
        line, column = known[here] if here else whole
        return Place(file=self.file, line=line, column=column, path=path)


def read_parameters(content: bytes, *, file: str) -> ParameterFile:
    """The parameter file `content` with its places, and what forbids to read it."""
    source = decode(content, file=file)
    found: list[Diagnostic] = [*source.findings]
    root: MapNode | None = None
    if not found:
        found += (*strange_characters(source.text, file=file), *indentation_tabs(source.text, file=file))
        tree = parse(source.text, file=file)
        found += tree.findings
        root = tree.root
    keys: dict[str, Position] = {}
    values: dict[str, Position] = {}
    unquoted: dict[Path, str] = {}
    for path, key, value in positions(root) if root is not None else ():
        keys[path_text(path)], values[path_text(path)] = key, value
    data = None if root is None else _data(root, (), unquoted)
    return ParameterFile(
        file=file, text=source.text, data=data, keys=keys, values=values, unquoted=unquoted, findings=tuple(found)
    )


def _data(node: Node, path: Path, unquoted: dict[Path, str]) -> Any:
    """The data of `node`; days stay text, and so do fractions without quotes, which are noted."""
    if isinstance(node, MapNode):
        return {name: _data(child, (*path, name), unquoted) for name, (_, child) in node.entries.items()}
    if isinstance(node, ListNode):
        return [_data(child, (*path, n), unquoted) for n, child in enumerate(node.items)]
    if not node.plain:
        return node.text
    if DECIMAL.match(node.text):
        unquoted[path] = node.text
        return node.text
    try:
        value = typed(node.text)
    except ValueError:
        return node.text
    return value if isinstance(value, int) or value is None else node.text


def parameter_faults(file: ParameterFile, schema: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What `schema` refuses in `file`, each value once, and the fractions without quotes that it lets pass."""
    told: set[Path] = set()
    found = compile_schema(schema, ()).faults(file.data)
    leaves = [replace(leaf, path=_of_data(leaf.path, file.data)) for leaf in found]
    misspelt = {path for leaf in leaves for path in _meant_names(leaf, schema)}
    for leaf in leaves:
        about = (*leaf.path, str(leaf.value)) if leaf.keyword == "required" else leaf.path
        if about in misspelt or (about in told and leaf.keyword != "unevaluatedProperties"):
            continue
        told.add(about)
        yield from _leaf_findings(leaf, file, schema)
    for path, value in file.unquoted.items():
        if path not in told:
            yield finding("CZ6008", file.place(path_text(path)), key=_named(path, file.data), value=value)


def _of_data(path: Path, data: Any) -> Path:
    """`path` as it leads through `data`: an engine may take a key of digits for a number."""
    parts: list[str | int] = []
    for part in path:
        key = str(part) if isinstance(data, dict) else part
        data = data[key]
        parts.append(key)
    return tuple(parts)


def _meant_names(leaf: Leaf, schema: Mapping[str, Any]) -> Iterator[Path]:
    """The paths of the known names that unknown ones most likely mean: that these are missing is no further fault."""
    if leaf.keyword == "unevaluatedProperties":
        known = _schema_at(schema, leaf.schema_path[:-1]).get("properties", ())
        yield from ((*leaf.path, near) for name in leaf.value if (near := nearest(name, known)))


def _leaf_findings(leaf: Leaf, file: ParameterFile, schema: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """The findings about one fault that the schema found."""
    path = path_text(leaf.path)
    if leaf.keyword == "required":
        around = _named(leaf.path, file.data) or f"参数文件 {file.file.rpartition('/')[2]}"
        place = replace(file.place(path, of_key=True), path=f"{path}.{leaf.value}" if path else str(leaf.value))
        yield finding("CZ6007", place, key=str(leaf.value), around=around, article=_article(leaf, schema))
        return
    node = _schema_at(schema, leaf.schema_path[:-1])
    if leaf.keyword == "unevaluatedProperties":
        for name in leaf.value:
            key = path_text((*leaf.path, name))
            yield finding(
                "CZ6005", file.place(key, of_key=True), key=name, near=_near(name, node.get("properties", ()))
            )
        return
    value = _value(file.data, leaf.path)
    reading = _value(file.data, leaf.path[:-1]) if leaf.path[-1:] == ("chosen",) else {}
    options = INTERPRETATIONS.get(str(reading.get("name")), {})
    if leaf.keyword == "enum" and isinstance(value, str) and value in options:
        followed = "、".join(option for option, can in options.items() if can)
        yield finding("CZ6014", file.place(path), name=reading["name"], option=value, followed=followed)
        return
    if leaf.keyword == "enum" and len(node["enum"]) > _MANY and isinstance(value, str):
        yield finding("CZ6005", file.place(path), key=value, near=_near(value, node["enum"]))
        return
    wanted = _wanted(leaf, node)
    yield finding(
        "CZ6001",
        file.place(path),
        name=file.file.rpartition("/")[2],
        key=_named(leaf.path, file.data) or "（整个文件）",
        wanted=f" {wanted}" if wanted[0].isascii() else wanted,
        article=_article(leaf, schema),
    )


def _near(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"是否应为“{near}”？" if near else ""


def _wanted(leaf: Leaf, node: Mapping[str, Any]) -> str:
    """What should stand where the fault is, in words."""
    example = next(iter(node.get("examples", ())), None)
    if leaf.keyword == "enum":
        return "、".join(map(str, node["enum"])) + ("之一" if len(node["enum"]) > 1 else "")
    if node.get("format") == "date":
        return f"日期，例如 {example}" if leaf.keyword != "format" else "日历上有的日期"
    if node.get("type") == "string" and example is not None:
        return f'带引号的数，例如 "{example}"'
    kind = _TYPES[str(node["type"])]
    limits = {
        "minItems": "至少 {} 项的",
        "minProperties": "至少 {} 项的",
        "minimum": "不小于 {} 的",
        "maximum": "不大于 {} 的",
    }
    return limits.get(leaf.keyword, "").format(node.get(leaf.keyword)) + kind


def _article(leaf: Leaf, schema: Mapping[str, Any]) -> str | None:
    """The article of the value, or of the nearest around it; None where the schema names none."""
    path = (*leaf.path, str(leaf.value)) if leaf.keyword == "required" else leaf.path
    node: Mapping[str, Any] = schema
    article = None
    for part in path:
        node = _meant(schema, node)
        below = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
        if not isinstance(below, Mapping):
            break
        node, article = below, below.get("x-article", article)
    return article


def _schema_at(schema: Mapping[str, Any], path: Iterable[str]) -> Mapping[str, Any]:
    """The part of `schema` at `path`; whether the path names each reference that it follows depends on the engine."""
    node: Any = schema
    for part in path:
        if part == "$ref":
            node = _meant(schema, node)
        elif isinstance(node, list):
            node = node[int(part)]
        else:
            node = node[part] if part in node else _meant(schema, node)[part]
    return _meant(schema, node)


def _meant(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """`node` with what it refers to."""
    name = str(node.get("$ref", "")).rpartition("/")[2]
    return {**schema["$defs"][name], **node} if name else node


def _value(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _named(path: Path, data: Any) -> str:
    """`path` in words: what stands in a row that has a name, from that name on."""
    label, here = "", data
    rest: Path = ()
    for part in path:
        here, rest = here[part], (*rest, part)
        name = isinstance(part, int) and isinstance(here, dict) and (here.get("name") or here.get("kind"))
        if isinstance(name, str):
            label, rest = name, ()
    return " 的 ".join(words for words in (label, path_text(rest)) if words)


def placed(found: Iterable[Diagnostic], files: Mapping[str, ParameterFile]) -> Iterator[Diagnostic]:
    """The findings, their places and related places with the lines where `files` (by bare name) have them."""
    for one in found:
        related = tuple((role, _place(place, files, one.code)) for role, place in one.related)
        yield replace(one, place=_place(one.place, files, one.code), related=related)


def _place(place: Place, files: Mapping[str, ParameterFile], code: str) -> Place:
    file = files.get(place.file)
    return place if file is None or place.line else file.place(place.path, of_key=code in {"CZ6005", "CZ6007"})
