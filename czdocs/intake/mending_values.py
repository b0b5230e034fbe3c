"""Keys and values that the schema refuses and that have one safe reading, in a form that can be read."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from czdocs.diagnostic import Diagnostic
from czdocs.intake.identity import kind_by_fields, kind_named
from czdocs.intake.keys import only_meaning
from czdocs.intake.mending_edits import Edit, Lines
from czdocs.intake.proposals import accepts, propose
from czdocs.intake.scalars import scalar_source, types_of
from czdocs.intake.schema import Path, Schemas
from czdocs.intake.source import MapNode, Node, Position, ScalarNode, node_at
from czdocs.intake.submission import Submission, path_text
from czdocs.intake.words import nearest, to_half_width

__all__ = ["field_edits", "form_edits"]

_KEYS = frozenset({"CZ1105", "CZ1106"})
_VALUES = frozenset(
    {"CZ1107", "CZ1109", "CZ1110", "CZ1111", "CZ1112", "CZ1113", "CZ1119", "CZ1011", "CZ1026", "CZ1028", "CZ1121"}
)
_FORM_KEYS = frozenset({"表单", "表单名称", "表格", "表单种类"})
_COMMENT = re.compile(r"\s*[#＃](?P<said>.*)\Z")
_VERSION = re.compile(r"/\s*[0-9]+\s*\Z")


def form_edits(lines: Lines, root: MapNode, *, schemas: Schemas) -> Iterator[Edit]:
    """The edits of the `form` line, where its own words and the fields of the form say the same kind."""
    name = "form" if "form" in root.entries else next((key for key in root.entries if key in _FORM_KEYS), None)
    name = name or nearest("form", root.entries)
    key_at, node = root.entries[name] if name else (root.at, root)
    if name is None or not isinstance(node, ScalarNode):
        return
    text = to_half_width(node.text)
    named, shown = kind_named(text, schemas), kind_by_fields(root, schemas)
    kind = named or shown
    if kind is None or (shown not in {None, kind} and name == "form") or not text.strip():
        return
    version = max(schemas.versions(kind))
    given = _VERSION.search(text)
    if given and given.group().strip("/ ") not in {str(v) for v in schemas.versions(kind)}:
        return
    wanted = f"{kind.value}/{given.group().strip('/ ') if given else version}"
    if name != "form":
        yield from _key_edit(lines, key_at, name, "form", code="CZ1101", reason="表单名称")
    if node.text != wanted:
        yield from _value_edit(lines, node, wanted, code="CZ1102", reason="表单名称")


def field_edits(
    lines: Lines, submission: Submission, root: MapNode, findings: tuple[Diagnostic, ...]
) -> Iterator[Edit]:
    """The edits of the keys and values that `findings` are about, each as the finding itself proposes it."""
    paths = {path_text(path): path for path in submission.values}
    for found in findings:
        path = paths.get(found.place.path)
        if not path:
            continue
        if found.code in _KEYS:
            yield from _renamed(lines, submission, root, path)
        elif found.code in _VALUES:
            yield from _mended(lines, submission, root, path, found)


def _renamed(lines: Lines, submission: Submission, root: MapNode, path: Path) -> Iterator[Edit]:
    """The edit of a key that can only be one field which is not there yet, whose schema its value suits."""
    around = node_at(root, path[:-1])
    name = path[-1]
    if not isinstance(around, MapNode) or not isinstance(name, str):
        return
    properties = submission.schema.at(path[:-1]).get("properties", {})
    absent = {key: known for key, known in properties.items() if key not in around.entries}
    required = submission.schema.at(path[:-1]).get("required", ())
    missing = {key: known for key, known in absent.items() if key in required}
    meant = only_meaning(name, absent) or only_meaning(name, missing)
    if meant is None or not _suits(around.entries[name][1], properties[meant]):
        return
    title = properties[meant].get("title", meant)
    yield from _key_edit(
        lines, around.entries[name][0], name, meant, code="CZ1106", reason=f"字段名应为 {meant}（{title}）"
    )


def _suits(node: Node, known: Mapping[str, Any]) -> bool:
    """Whether what stands under a key may be the value of the field `known`, as it is or once it is mended."""
    types = types_of(known)
    if isinstance(node, ScalarNode):
        return not node.text or accepts(known, node.text) or bool(types & {"object", "array"}) or _likely(known, node)
    return "object" in types if isinstance(node, MapNode) else "array" in types


def _likely(known: Mapping[str, Any], node: ScalarNode) -> bool:
    return propose(known, node.text) is not None or "string" in types_of(known)


def _mended(lines: Lines, submission: Submission, root: MapNode, path: Path, found: Diagnostic) -> Iterator[Edit]:
    """The edit of one value."""
    node, known = node_at(root, path), submission.schema.at(path)
    title = submission.schema.title_at(path)
    if isinstance(node, MapNode) and types_of(known) == {"string"}:
        yield from _text_edit(lines, node, known, title)
    if not isinstance(node, ScalarNode):
        return
    proposal = propose(known, node.text, unit=submission.unit_of(path))
    if proposal is None and found.code == "CZ1121":
        half = re.sub(r"\s", "", to_half_width(node.text)).upper()
        proposal = scalar_source(half, known) if half != node.text and half.isascii() else None
    if proposal is not None:
        yield from _value_edit(lines, node, proposal, code=found.code, reason=f"“{title}”的写法")


def _text_edit(lines: Lines, node: MapNode, known: Mapping[str, Any], title: str) -> Iterator[Edit]:
    """The quotes of a text on one line that was taken for a field, because of the colon in it."""
    (_, child), *others = node.entries.values()
    line, column = node.at
    if others or not isinstance(child, ScalarNode) or child.last_line != line or not child.plain:
        return
    text = lines.texts[line - 1][column - 1 : child.end[1] - 1]
    if accepts(known, text) and not text.startswith("{"):
        reason = f"“{title}”含有冒号，须加引号"
        source = json.dumps(text, ensure_ascii=False)
        yield lines.edit_for(line, (column - 1, column - 1 + len(text)), source, code="CZ1107", reason=reason)


def _key_edit(  # noqa: PLR0913  the five parts of an edit
    lines: Lines, at: Position, name: str, new: str, *, code: str, reason: str
) -> Iterator[Edit]:
    line, column = at
    text = lines.texts[line - 1]
    for written in (name, f'"{name}"', f"'{name}'"):
        if text.startswith(written, column - 1):
            yield lines.edit_for(line, (column - 1, column - 1 + len(written)), new, code=code, reason=reason)
            return


def _value_edit(lines: Lines, node: ScalarNode, source: str, *, code: str, reason: str) -> Iterator[Edit]:
    """The edit that writes `source` in place of a value on one line; a note that hangs on it is kept."""
    (line, start), (last, end) = node.at, node.end
    if line != last or node.plain != (lines.texts[line - 1][start - 1 : start] not in {'"', "'"}):
        return
    note = _COMMENT.search(node.text)
    after = lines.texts[line - 1][end - 1 :].strip()
    if note and "#" not in source:
        if after:
            return
        source = f"{source}  # {note['said'].strip()}"
    yield lines.edit_for(line, (start - 1, end - 1), source, code=code, reason=reason)
