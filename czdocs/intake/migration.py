"""Migration: the text of a form of an older version as the next version wants it, by edits that lose nothing.

Only what the list of changes names is touched; comments, order, layout and unknown keys stay as they are written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from czdocs.intake.changes import Change, ChangeList, Steps
from czdocs.intake.schema import FormSchema

__all__ = ["Done", "Migrated", "migrate_text"]

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_COMMENT_AFTER_KEY = re.compile(r":(?:[ ][|>][-+0-9]*)?([ ]{2,})#")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One change and in how many places of the form something was rewritten for it."""

    change: Change
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """The new text and what was done, in the order of the list of changes."""

    text: str
    done: tuple[Done, ...]


def migrate_text(text: str, changes: ChangeList, *, old: FormSchema, new: FormSchema) -> Migrated:
    """`text`, a form of the version `old` that could be read, as the version `new` after it wants it.

    What has no place any more stays as a comment; what must be filled in now stands empty under its explanation.

    Raises:
        ValueError: If the form is written so unusually that the edits would not do exactly this.
    """
    wanted = _plain(_compose(text))
    done: list[Done] = []
    for change in changes.changes:
        edits = _edits(text, change, old=old, new=new)
        text = _applied(text, edits)
        wanted = _expected(wanted, change.steps, change)
        done.append(Done(change=change, places=sum(1 for edit in edits if edit.counts)))
    text = _named(text, old, new)
    if isinstance(wanted, dict) and "form" in wanted:
        wanted["form"] = f"{new.kind.value}/{new.version}"
    if _plain(_compose(text)) != wanted:
        raise ValueError("the edits did not do what the changes say")
    return Migrated(text=text, done=tuple(done))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """Replace what lies from `start` to `end`; `counts` tells the edit proper from explanations beside it."""

    start: int
    end: int
    text: str
    counts: bool = True


class _Page:
    """A text with its lines, to turn marks into offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def offset(self, mark: Any) -> int:
        return min(self.line(mark.line) + int(mark.column), len(self.text))

    def line(self, number: int) -> int:
        """Where the line `number` (from 0) begins; the end of the text behind the last one."""
        return self.starts[number] if number < len(self.starts) else len(self.text)

    def indentation(self, number: int) -> str:
        line = self.text[self.line(number) : self.line(number + 1)]
        return line[: len(line) - len(line.lstrip(" "))]

    def inserted(self, lines: Iterable[str], number: int) -> str:
        """`lines` to be put before the line `number`, with what ends a last line that has no end."""
        block = "".join(f"{line}{self.newline}" for line in lines)
        at = self.line(number)
        return self.newline + block if at and not _BREAK.fullmatch(self.text[at - 1]) else block


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A group of fields: its node, and the line on which the outermost bracket around it opens, if there is one."""

    node: Any
    bracket: int | None

    def entry(self, key: str) -> tuple[Any, Any] | None:
        return next(((k, v) for k, v in self.node.value if k.value == key), None)

    @property
    def keys(self) -> list[str]:
        return [str(key.value) for key, _ in self.node.value]


def _edits(text: str, change: Change, *, old: FormSchema, new: FormSchema) -> list[_Edit]:
    page = _Page(text)
    edits: list[_Edit] = []
    for group in _groups(_compose(text), change.steps[:-1], None):
        key = change.steps[-1]
        entry = group.entry(key)
        if change.op == "rename" and entry is not None and change.target not in group.keys:
            edits += _rename(page, entry[0], change.target)
        elif change.op in {"rename", "remove"} and entry is not None:
            title = _schema_at(old, change.steps).get("title", key)
            note = f"第 {new.version} 版没有“{title}”（{key}），原来填写的内容保留在这里："
            edits += _set_aside(page, group, entry, note)
        elif change.op == "add" and change.required and entry is None:
            edits += _insert(page, group, change, new=new, explained=bool(edits))
    return edits


def _rename(page: _Page, key: Any, name: str) -> Iterator[_Edit]:
    start, end = page.offset(key.start_mark), page.offset(key.end_mark)
    yield _Edit(start=start, end=end, text=name)
    longer = len(name) - (end - start)
    match = _COMMENT_AFTER_KEY.match(page.text, end)
    if match and longer > 0:  # a comment behind the key keeps its column where there is room
        spare = min(longer, len(match.group(1)) - 2)
        yield _Edit(start=match.start(1), end=match.start(1) + spare, text="", counts=False)


def _set_aside(page: _Page, group: _Group, entry: tuple[Any, Any], note: str) -> Iterator[_Edit]:
    """The entry as a comment: where it stood, or above the brackets in which it stood."""
    key, value = entry
    start = page.offset(key.start_mark)
    if group.bracket is None:
        lead = " " * key.start_mark.column
        end = page.line(_line_behind(value))
        raw = page.text[start:end]
        lines = [f"# {note}", *(f"# {line.removeprefix(lead)}".rstrip() for line in _lines(raw))]
        if len(group.node.value) == 1:
            lines.append("{}")
        yield _Edit(
            start=start,
            end=end,
            text=(page.newline + lead).join(lines) + (page.newline if raw != raw.rstrip("\r\n") else ""),
        )
        return
    entries = group.node.value
    position = next(n for n, (other, _) in enumerate(entries) if other is key)
    end = page.offset(value.end_mark)
    if position + 1 < len(entries):
        end = page.offset(entries[position + 1][0].start_mark)
    elif position:
        start = page.offset(entries[position - 1][1].end_mark)
    else:
        start, end = page.offset(group.node.start_mark) + 1, page.offset(group.node.end_mark) - 1
    lead = page.indentation(group.bracket)
    kept = [f"{lead}# {line}".rstrip() for line in (note, *_lines(page.text[start:end].strip(" ,")))]
    yield _Edit(start=page.line(group.bracket), end=page.line(group.bracket), text=page.inserted(kept, group.bracket))
    yield _Edit(start=start, end=end, text="", counts=False)


def _insert(page: _Page, group: _Group, change: Change, *, new: FormSchema, explained: bool) -> Iterator[_Edit]:
    """The new field, empty, behind the field that comes before it in the new version; explained where it is first."""
    name = change.steps[-1]
    field = _schema_at(new, change.steps)
    comments = [] if explained else _explanation(field, new.version)
    if group.bracket is not None:
        text, entries = f'{name}: ""', group.node.value
        at = page.offset(entries[-1][1].end_mark) if entries else page.offset(group.node.start_mark) + 1
        yield _Edit(start=at, end=at, text=f", {text}" if entries else text)
        lead = page.indentation(group.bracket)
        above = page.line(group.bracket)
        lines = [f"{lead}{comment}" for comment in comments]
        yield _Edit(start=above, end=above, text=page.inserted(lines, group.bracket) if lines else "", counts=False)
        return
    order = list(_schema_at(new, change.steps[:-1]).get("properties", {}))
    before = set(order[: order.index(name)])
    earlier = [value for key, value in group.node.value if key.value in before]
    first = group.node.value[0][0]
    lead = " " * first.start_mark.column
    if earlier:
        number = max(_line_behind(value) for value in earlier)
        lines = [*(f"{lead}{comment}" for comment in comments), f"{lead}{name}:"]
        yield _Edit(start=page.line(number), end=page.line(number), text=page.inserted(lines, number))
    else:
        at = page.offset(first.start_mark)
        yield _Edit(start=at, end=at, text="".join(f"{line}{page.newline}{lead}" for line in (*comments, f"{name}:")))


def _explanation(field: Mapping[str, Any], version: int) -> list[str]:
    examples = field.get("examples")
    example = f"例：{examples[0]}" if examples else ""
    return [
        f"# {field.get('title', '')}【必填，第 {version} 版新增】（{field.get('x-article', '')}）",
        f"# {field.get('description', '')}{example}",
    ]


def _groups(node: Any, steps: Steps, bracket: int | None) -> Iterator[_Group]:
    """The groups of fields at `steps`."""
    if isinstance(node, MappingNode | SequenceNode) and node.flow_style and bracket is None:
        bracket = node.start_mark.line
    if not steps:
        if isinstance(node, MappingNode):
            yield _Group(node=node, bracket=bracket)
    elif steps[0] == "[]":
        for item in node.value if isinstance(node, SequenceNode) else ():
            yield from _groups(item, steps[1:], bracket)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == steps[0]:
                yield from _groups(value, steps[1:], bracket)


def _line_behind(node: Any) -> int:
    """The number of the line after the last one that belongs to `node`."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _line_behind(last[1] if isinstance(last, tuple) else last)
    if isinstance(node, ScalarNode) and node.style in {"|", ">"} and node.end_mark.column == 0:
        return int(node.end_mark.line)
    return int(node.end_mark.line) + 1


def _expected(value: Any, steps: Steps, change: Change) -> Any:
    """The plain values of a form after `change`; what the edits must give."""
    if isinstance(value, list):
        return [_expected(item, steps[1:], change) for item in value] if steps[0] == "[]" else value
    if not isinstance(value, dict):
        return value
    if len(steps) > 1:
        return {key: _expected(item, steps[1:], change) if key == steps[0] else item for key, item in value.items()}
    key = steps[0]
    if change.op == "rename" and change.target not in value:
        return {change.target if name == key else name: item for name, item in value.items()}
    if change.op in {"rename", "remove"}:
        return {name: item for name, item in value.items() if name != key}
    return {**value, key: ""} if change.op == "add" and change.required and key not in value else value


def _named(text: str, old: FormSchema, new: FormSchema) -> str:
    """`text` with the line that names the version, and the line that tells editors of the schema."""
    page = _Page(text)
    edits = []
    for group in _groups(_compose(text), (), None):
        entry = group.entry("form")
        if entry is not None:
            start, end = page.offset(entry[1].start_mark), page.offset(entry[1].end_mark)
            edits.append(_Edit(start=start, end=end, text=f"{new.kind.value}/{new.version}"))
    line = re.search(rf"^# yaml-language-server: .*({re.escape(old.name)})", text, re.MULTILINE)
    if line:
        edits.append(_Edit(start=line.start(1), end=line.end(1), text=new.name))
    return _applied(text, edits)


def _applied(text: str, edits: Iterable[_Edit]) -> str:
    """`text` after `edits`, from the last to the first; of two at one place the later one comes behind."""
    ordered = sorted(enumerate(edits), key=lambda numbered: (numbered[1].start, numbered[1].end, numbered[0]))
    for _, edit in reversed(ordered):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _compose(text: str) -> Any:
    return YAML(typ="safe", pure=False).compose(text)


def _plain(node: Any) -> Any:
    """The texts in `node`, whatever they mean, without the line break that ends a file only where it is written."""
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value).rstrip("\n")


def _schema_at(schema: FormSchema, steps: Steps) -> Mapping[str, Any]:
    return schema.at(tuple(0 if step == "[]" else step for step in steps))


def _lines(text: str) -> list[str]:
    return [line.strip("\r\n") for line in text.rstrip("\r\n").splitlines()]
