"""Source: a form's YAML as a tree of nodes with places, built strictly from parser events."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.limits import MAX_DEPTH, MAX_NODES, misread_line, strange_character, unread_keys
from czdocs.intake.syntax_advice import syntax_advice

__all__ = ["ListNode", "MapNode", "Node", "Places", "Position", "ScalarNode", "Tree", "node_at", "parse", "positions"]

_MAX_FINDINGS = 20
Position = tuple[int, int]
"""Line and column, from 1."""


@dataclass(slots=True, kw_only=True)
class ScalarNode:
    """A scalar's text as written; `plain` without quotes or block indicator. `end` is the place behind it."""

    text: str
    plain: bool
    at: Position
    end: Position

    @property
    def last_line(self) -> int:
        """The line on which it ends."""
        return self.end[0]


@dataclass(slots=True, kw_only=True)
class ListNode:
    """A sequence; grows only while the tree is built."""

    at: Position
    items: "list[Node]" = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class MapNode:
    """A mapping in the order of writing; grows only while the tree is built."""

    at: Position
    entries: "dict[str, tuple[Position, Node]]" = field(default_factory=dict)


Node = ScalarNode | ListNode | MapNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The root of a form, None where the text is no form, and what was found while building it."""

    root: MapNode | None
    findings: tuple[Diagnostic, ...] = ()


def parse(text: str, *, file: str) -> Tree:
    """The tree of `text`, whose characters and encoding were checked before.

    Stops at the first fault of the syntax; duplicate keys are all found. Depth is bounded on the events, so that ten
    thousand brackets cost no more than fifty.
    """
    builder = _Builder(file=file)
    try:
        for event in _YAML.parse(text):
            builder.take(event)
    except _Stop:
        return Tree(root=None, findings=tuple(builder.findings))
    except MarkedYAMLError as error:
        faults = _syntax_fault(error, text, file=file, quote=builder.last_quote)
        return Tree(root=None, findings=(*builder.findings, *faults))
    except YAMLError:
        return Tree(
            root=None,
            findings=(*builder.findings, _no_yaml(file)),
        )
    if isinstance(builder.root, MapNode):
        swallowed = tuple(_swallowed_keys(builder.root, text, file=file)) if builder.has_long_plain else ()
        return Tree(
            root=builder.root if builder.sound and not swallowed else None, findings=(*builder.findings, *swallowed)
        )
    colons = tuple(unread_keys(text, file=file))
    place = Place(file=file, line=builder.root.at[0], column=builder.root.at[1]) if builder.root else Place(file=file)
    shape = {ListNode: "列表", ScalarNode: "一段文字"}.get(type(builder.root), "空的")
    known = misread_line(text, place.line, file=file)
    return Tree(root=None, findings=colons or (known or finding("CZ1020", place, shape=shape),))


def _no_yaml(file: str) -> Diagnostic:
    return finding("CZ1021", Place(file=file), reason="不是 YAML 文本", step=syntax_advice(""))


_YAML = YAML(typ="safe", pure=False)  # one for all forms: each looks for plug-ins on the disk when it is made


class _Stop(Exception):  # noqa: N818  not an error of the program: the finding has been noted
    """Building cannot go on."""


class _Builder:
    """Builds nodes from events on a stack; refuses what a form may not use."""

    def __init__(self, *, file: str) -> None:
        self.root: Node | None = None
        self.findings: list[Diagnostic] = []
        self._file = file
        self._open: list[ListNode | MapNode] = []
        self._keys: list[tuple[str, Position] | None] = []
        self._documents = 0
        self._nodes = 0
        self.sound = True
        self.has_long_plain = False
        self.last_quote: tuple[Position, int] | None = None

    def take(self, event: Any) -> None:
        """Add what `event` says; scalars first, since nine of ten events are."""
        mark = event.start_mark
        at = (mark.line + 1, mark.column + 1)
        if isinstance(event, ScalarEvent):
            if event.anchor or event.ctag:
                self._refuse_decorations(event, at)
            self._add(self._scalar(event, at))
        elif isinstance(event, DocumentStartEvent):
            self._start_document(event, at)
        elif isinstance(event, AliasEvent):
            self._stop("CZ1014", at, name=event.anchor)
        elif isinstance(event, MappingStartEvent):
            self._refuse_decorations(event, at)
            self._enter(MapNode(at=at))
        elif isinstance(event, SequenceStartEvent):
            self._refuse_decorations(event, at)
            self._enter(ListNode(at=at))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._open.pop()
            self._keys.pop()

    def _scalar(self, event: Any, at: Position) -> ScalarNode:
        """The scalar of `event`; escapes in quotes must not bring in what may not stand there openly."""
        mark = event.end_mark
        end = (mark.line + 1, mark.column + 1)
        if not event.style:
            self.has_long_plain |= end[0] > at[0]
            return ScalarNode(text=event.value, plain=True, at=at, end=end)
        if event.style in {'"', "'"}:
            self.last_quote = (at, end[0])
        if event.style == '"' and not event.value.isprintable():
            strange = strange_character(event.value, Place(file=self._file, line=at[0], column=at[1]))
            if strange is not None:
                self.findings.append(strange)
                self.sound = False
        return ScalarNode(text=event.value, plain=False, at=at, end=end)

    def _start_document(self, event: Any, at: Position) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop("CZ1017", at)
        if event.version or event.tags:
            self._stop("CZ1016", (1, 1))

    def _refuse_decorations(self, event: Any, at: Position) -> None:
        if event.anchor:
            self._stop("CZ1014", at, name=event.anchor)
        if event.tag:
            self._stop("CZ1015", at, tag=str(event.tag).replace("tag:yaml.org,2002:", "!!")[:40])

    def _enter(self, node: ListNode | MapNode) -> None:
        if len(self._open) == MAX_DEPTH:
            self._stop("CZ1013", node.at, limit=MAX_DEPTH)
        self._add(node)
        self._open.append(node)
        self._keys.append(None)

    def _add(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop("CZ1025", node.at, limit=MAX_NODES)
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            if not isinstance(node, ScalarNode):
                self._stop("CZ1019", node.at)
            if node.plain and node.text == "<<":
                self._stop("CZ1014", node.at, name=node.text)
            self._keys[-1] = (node.text, node.at)
            return
        self._keys[-1] = None
        name, key_at = key
        if isinstance(node, ScalarNode) and node.plain and not node.text and node.at[0] != key_at[0]:
            # The parser in Python puts an empty value before what comes next; libyaml behind the colon.
            node.at = node.end = (key_at[0], key_at[1] + len(name) + 1)
        if name in parent.entries:
            first_line, first_column = parent.entries[name][0]
            first = Place(file=self._file, line=first_line, column=first_column)
            place = Place(file=self._file, line=key_at[0], column=key_at[1])
            self.findings.append(finding("CZ1018", place, related=(("第一次出现", first),), key=name, line=first_line))
            if len(self.findings) == _MAX_FINDINGS:
                raise _Stop
            return
        parent.entries[name] = (key_at, node)

    def _stop(self, code: str, at: Position, **values: Any) -> NoReturn:
        self.findings.append(finding(code, Place(file=self._file, line=at[0], column=at[1]), **values))
        raise _Stop


_LINE_KEY = re.compile(r"[\s-]*[A-Za-z_]")
_KEY_FIRST = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\s*(?:：|:(?!/))")
_KEY_BEFORE_COLON = re.compile(r"(?<=[{,\s])[A-Za-z_][A-Za-z0-9_]*\Z")
_REASONS: tuple[tuple[str, str], ...] = (
    ("unexpected end of stream", "从这里开始的引号没有配对"),
    ("found unexpected ':'", "花括号或方括号里的值含有冒号，须加引号"),
    ("mapping values are not allowed", "一行里有两个冒号；含有冒号的文字须加引号"),
    ("could not find expected ':'", "这一行没有“字段名: 值”的写法，缺少半角冒号和空格"),
    ("scanning an alias", "值以 * 开头，须加引号"),
    ("scanning an anchor", "值以 & 开头，须加引号"),
    ("scanning a block scalar", "| 或 > 后面不能直接写文字，须换行并缩进"),
    ("did not find expected '-'", "同一个列表里的各项没有对齐"),
    ("did not find expected key", "缩进与同级的字段没有对齐，或者引号、括号没有配对"),
    ("did not find expected ',' or", "方括号或花括号里缺少逗号，或者没有配对"),
    ("did not find expected node content", "括号没有配对，或者括号里缺少内容"),
    ("cannot start any token", "值以 @、`、% 等特殊字符开头，须加引号"),
    ("escape", "双引号里的反斜杠写法不对"),
    ("hexdecimal", "双引号里的反斜杠写法不对"),
    ("block scalar", "| 或 > 后面的文字缩进不对"),
    ("block sequence entries are not allowed", "列表的短横线不能写在这里，上一行没有写完或缩进不对"),
)


def _syntax_fault(
    error: MarkedYAMLError, text: str, *, file: str, quote: tuple[Position, int] | None
) -> Iterable[Diagnostic]:
    """One finding for a fault of the syntax: its usual cause, in Chinese, where the writer should look.

    `quote` tells where the last quoted text before the fault began and on which line it ended.
    """
    mark = error.problem_mark or error.context_mark
    lines = re.split(r"\r\n|\r|\n", text)
    line = min(mark.line + 1, len(lines)) if mark else 1
    column = min(mark.column + 1, len(lines[line - 1]) + 1) if mark and mark.line < len(lines) else 1
    problem = f"{error.problem or ''} {error.context or ''}"
    opened = error.context_mark
    if opened and any(p in problem for p in ("unexpected end of stream", "expected ',' or", "find expected ':'")):
        # Where the quote, bracket or key begins is where the mistake is, not where reading stopped.
        line, column = opened.line + 1, opened.column + 1
    unread = [d for d in unread_keys(text, file=file) if d.place.line <= line]
    if unread:
        return unread
    glued = _KEY_BEFORE_COLON.search(lines[line - 1][: column - 1]) if "unexpected ':'" in problem else None
    if glued:
        return (finding("CZ1022", Place(file=file, line=line, column=column), key=glued[0]),)
    if "found duplicate %" in problem or "directive" in problem:
        return (finding("CZ1016", Place(file=file, line=1, column=1)),)
    known = misread_line(text, quote[0][0] if quote and quote[0][0] < line == quote[1] else line, file=file)
    if known:
        return (known,)
    if quote is not None and quote[0][0] < line == quote[1]:
        # A quote that was never closed ends at the next one, lines later, and the fault shows only there.
        (line, column), problem = quote[0], "unexpected end of stream"
    if "mapping values" in problem and not re.search(r"\S[ \t]*:[ \t]", lines[line - 1][: column - 1]):
        reason = "这一行或上一行的缩进不对，或者上一行没有写完"
    else:
        reason = next((chinese for english, chinese in _REASONS if english in problem), "写法不符合 YAML 的规则")
    return (finding("CZ1021", Place(file=file, line=line, column=column), reason=reason, step=syntax_advice(reason)),)


def _swallowed_keys(root: MapNode, text: str, *, file: str) -> Iterator[Diagnostic]:
    """Keys that YAML took for running text, because their colon is full-width or has no space behind it.

    Looked for only in plain scalars: from the first line of one that begins with such a key, else on its further lines.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    unread = {d.place.line: d for d in unread_keys(text, file=file) if _LINE_KEY.match(lines[d.place.line - 1])}
    if not unread:
        return
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, MapNode):
            stack.extend(child for _, child in node.entries.values())
        elif isinstance(node, ListNode):
            stack.extend(node.items)
        elif node.plain and node.last_line > node.at[0]:
            first = node.at[0] if _KEY_FIRST.match(node.text) else node.at[0] + 1
            yield from (unread[line] for line in range(first, node.last_line + 1) if line in unread)


def positions(root: MapNode) -> Iterator[tuple[tuple[str | int, ...], Position, Position]]:
    """Every path below `root` with the positions of its key (of its value in a list) and of its value."""
    stack: list[tuple[tuple[str | int, ...], Node]] = [((), root)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, MapNode):
            for name, (key_at, child) in node.entries.items():
                yield (*path, name), key_at, child.at
                stack.append(((*path, name), child))
        elif isinstance(node, ListNode):
            for index, child in enumerate(node.items):
                yield (*path, index), child.at, child.at
                stack.append(((*path, index), child))


def node_at(root: Node, path: tuple[str | int, ...]) -> Node | None:
    """What stands at `path` below `root`, None where nothing does."""
    node: Node | None = root
    for part in path:
        if isinstance(node, MapNode) and part in node.entries:
            node = node.entries[str(part)][1]
        elif isinstance(node, ListNode) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node


class Places(Mapping[tuple[str | int, ...], Position]):
    """Positions by path below a root, found when somebody first asks: of a form without faults nobody does."""

    __slots__ = ("_found", "_of_keys", "_root")

    def __init__(self, root: MapNode, *, of_keys: bool) -> None:
        """`of_keys` gives the places of keys (in lists, of the values), else those of values."""
        self._root, self._of_keys = root, of_keys
        self._found: dict[tuple[str | int, ...], Position] | None = None

    def __getitem__(self, path: tuple[str | int, ...]) -> Position:
        return self._all()[path]

    def __iter__(self) -> Iterator[tuple[str | int, ...]]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[tuple[str | int, ...], Position]:
        if self._found is None:
            self._found = {path: key if self._of_keys else value for path, key, value in positions(self._root)}
        return self._found
