"""A template read from its first line to its last, as the engine would run it: every branch, no value."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import Environment, nodes

from czdocs.diagnostic import Diagnostic
from czdocs.documents.contract.conditions import Condition, all_of, atom, negated, with_values
from czdocs.documents.contract.contract import Contract
from czdocs.documents.contract.expressions import (
    UNKNOWN,
    Expressions,
    Loop,
    item_path,
    shown,
    truth_path,
    word_of,
)
from czdocs.documents.contract.functions import GLOBALS
from czdocs.documents.contract.scope import Macro, Occurrence, Scope, Value
from czdocs.documents.contract.source import Source
from czdocs.documents.contract.tags import scan
from czdocs.documents.contract.typed import (
    Function,
    is_optional,
    item_type,
    members,
    named,
    prints,
    required,
    unpacked,
)

__all__ = ["Reader", "Reading"]

_DEEPEST = 12  # macros and templates within one another
_ASSET = re.compile(r"asset:$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found in a template: its faults, and what it prints under which conditions.

    `origins` tell where a variable was first compared with a value, `offered` are paths that wrong names stand for.
    `is_whole` is False where a part of it could not be read, so that nothing can be said about what is missing.
    """

    findings: tuple[Diagnostic, ...]
    occurrences: tuple[Occurrence, ...]
    domains: Mapping[str, tuple[object, ...]]
    origins: Mapping[tuple[str, object], tuple[Source, int]]
    offered: frozenset[str]
    is_whole: bool


@dataclass(slots=True, kw_only=True)
class Reader:
    """Reads the sources of one template; `load` gives the sources of the templates that it includes."""

    contract: Contract
    environment: Environment
    load: Callable[[str], Source | None]
    occurrences: list[Occurrence] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    depth: int = 0
    loops: int = 0
    is_whole: bool = True
    trees: dict[str, tuple[Source, nodes.Template | None]] = field(default_factory=dict)
    called: set[int] = field(default_factory=set)
    macros: list[Macro] = field(default_factory=list)
    defined: dict[str, Value] = field(default_factory=dict)
    blocks: dict[str, tuple[nodes.Block, Source]] = field(default_factory=dict)
    expressions: Expressions = field(init=False)

    def __post_init__(self) -> None:
        self.expressions = Expressions(contract=self.contract, environment=self.environment)

    def read(self, source: Source) -> None:
        """Read one source with nothing but the roots known."""
        tree = self._parsed(source)
        if tree is not None:
            self._template(source, tree, self._roots())
            for macro in self.macros:
                if id(macro.node) not in self.called:
                    self._run(macro, {name.name: UNKNOWN for name in macro.node.args}, macro.scope)
        self.macros, self.blocks, self.defined = [], {}, {}

    def reading(self) -> Reading:
        """What was found so far."""
        return Reading(
            findings=tuple(self.expressions.findings),
            occurrences=tuple(self.occurrences),
            domains={**self.expressions.domains, **self.contract.domains},
            origins=self.expressions.origins,
            offered=frozenset(self.expressions.offered),
            is_whole=self.is_whole,
        )

    def _roots(self) -> Scope:
        functions = {**GLOBALS, **self.contract.functions}
        return Scope(
            names={
                **{name: Value(kind=Any, callee=function) for name, function in functions.items()},
                **{name: Value(kind=kind, path=name) for name, kind in self.contract.roots.items()},
            },
            narrowed={path: self.expressions.present(path) for path in self.contract.assured},
        )

    def _parsed(self, source: Source) -> nodes.Template | None:
        """The tree of a source; None where it cannot be read as a whole."""
        key = f"{source.template}#{source.part}#{source.label}"
        if key not in self.trees:
            scanned = scan(source)
            self.expressions.findings += [one for one in scanned.findings if one not in self.expressions.findings]
            tree = self.environment.parse(scanned.text) if scanned.is_whole else None
            self.is_whole &= scanned.is_whole
            self.trees[key] = (source, tree)
        return self.trees[key][1]

    def _template(self, source: Source, tree: nodes.Template, scope: Scope) -> Scope:
        with self._in(source):
            loop_names = {}
            for loop in tree.find_all(nodes.For):
                targets = (
                    loop.target.find_all(nodes.Name) if not isinstance(loop.target, nodes.Name) else (loop.target,)
                )
                loop_names.update({target.name: loop.lineno for target in targets})
            self.expressions.loop_names = loop_names
            return self._statements(tree.body, scope)

    @contextmanager
    def _in(self, source: Source) -> Iterator[None]:
        """Reads `source` meanwhile."""
        before, loop_names = self.expressions.source, self.expressions.loop_names
        self.expressions.source = source
        self.depth += 1
        yield
        self.depth -= 1
        self.expressions.source, self.expressions.loop_names = before, loop_names

    @contextmanager
    def _under(self, *conditions: Condition) -> Iterator[None]:
        """What is read meanwhile is printed only where the conditions hold."""
        self.conditions += conditions
        yield
        del self.conditions[len(self.conditions) - len(conditions) :]

    def _statements(self, statements: list[nodes.Node], scope: Scope) -> Scope:
        for statement in statements:
            scope = self._statement(statement, scope)
        return scope

    def _statement(self, node: nodes.Node, scope: Scope) -> Scope:  # noqa: C901, PLR0912 - a case a statement
        match node:
            case nodes.Output():
                self._output(node, scope)
            case nodes.For():
                self._for(node, scope)
            case nodes.If():
                return self._if(node, scope)
            case nodes.Assign():
                return self._assigned(node.target, self.expressions.value(node.node, scope), scope)
            case nodes.AssignBlock():
                self._statements(node.body, scope)
                return self._assigned(node.target, Value(kind=str), scope)
            case nodes.Macro():
                macro = Macro(node=node, source=self.expressions.source, scope=scope)
                self.macros.append(macro)
                self.defined[node.name] = Value(kind=Any, callee=macro)
                return scope.having({node.name: self.defined[node.name]})
            case nodes.CallBlock():
                self._called(node.call, scope)
                self._statements(node.body, scope.having({one.name: UNKNOWN for one in node.args}))
            case nodes.With():
                values = [self.expressions.value(one, scope) for one in node.values]
                inner = scope
                for target, value in zip(node.targets, values, strict=True):
                    inner = self._assigned(target, value, inner)
                self._statements(node.body, inner)
            case nodes.Block():
                own = self.blocks.get(node.name)
                if own and own[0] is not node:
                    with self._in(own[1]):
                        self._statements(own[0].body, scope)
                else:
                    self._statements(node.body, scope)
            case nodes.Include() | nodes.Import() | nodes.FromImport() | nodes.Extends():
                return self._other(node, scope)
            case nodes.ExprStmt():
                self.expressions.value(node.node, scope)
            case nodes.FilterBlock() | nodes.Scope() | nodes.ScopedEvalContextModifier():
                self._statements(node.body, scope)
            case _:
                pass
        return scope

    def _output(self, node: nodes.Output, scope: Scope) -> None:
        before = ""
        for one in node.nodes:
            if isinstance(one, nodes.TemplateData):
                before = one.data
                continue
            if _ASSET.search(before):
                self._picture(one, self.expressions.value(one, scope))
            before = ""
            self._printed(one, scope)

    def _printed(self, node: nodes.Expr, scope: Scope) -> None:  # noqa: C901 - a case a kind of expression
        """Keep what an expression prints, and say where it prints what no reader understands."""
        if isinstance(node, nodes.CondExpr):
            condition = self.expressions.condition(node.test, scope)
            true, false = self.expressions.branches(node.test, scope)
            with self._under(condition):
                self._printed(node.expr1, true)
            if node.expr2 is not None:
                with self._under(negated(condition)):
                    self._printed(node.expr2, false)
            return
        if isinstance(node, nodes.Or):
            condition = self.expressions.condition(node.left, scope)
            true, false = self.expressions.branches(node.left, scope)
            with self._under(condition):
                self._printed(node.left, true)
            with self._under(negated(condition)):
                self._printed(node.right, false)
            return
        if isinstance(node, nodes.Concat | nodes.Add):
            self.expressions.value(node, scope)
            for part in node.nodes if isinstance(node, nodes.Concat) else (node.left, node.right):
                self._printed(part, scope)
            return
        if isinstance(node, nodes.Filter) and isinstance(node.node, nodes.Call) and node.name in {"trim", "safe"}:
            self._printed(node.node, scope)
            return
        if isinstance(node, nodes.Call):
            self._called(node, scope)
            return
        value = self.expressions.value(node, scope)
        name, word = shown(node), word_of(node)
        if is_optional(value.kind) and required(value.kind) is not Any:
            self.expressions.report("CZ4207", node, word=word, name=name, guard=name)
        elif not all(prints(one) for one in members(value.kind)):
            self.expressions.report("CZ4213", node, word=word, name=name, kind=named(value.kind))
        elif value.callee is not None:
            self.expressions.report("CZ4213", node, word=word, name=name, kind="功能")
        self._keep(value, node)

    def _keep(self, value: Value, node: nodes.Node, below: str = "") -> None:
        if not value.path:
            return
        first_or_last = {
            f"loop {number}.{which}": True
            for number in range(1, self.loops + 1)
            if number not in value.loops
            for which in ("first", "last")
        }
        condition = with_values(all_of(self.conditions), first_or_last)
        self.occurrences.append(
            Occurrence(
                path=truth_path(value.path) + below,
                condition=condition,
                source=self.expressions.source,
                line=node.lineno,
            )
        )

    def _called(self, node: nodes.Call, scope: Scope) -> None:
        """Read what a call prints: the body of a macro, or all of the value that a function places."""
        callee = self.expressions.value(node.node, scope)
        value = self.expressions.call(node, scope)
        arguments = self.expressions.arguments(node, scope)
        if isinstance(callee.callee, Function):
            name = shown(node.node)
            if name == "picture" and arguments:
                self._picture(node.args[0] if node.args else node, arguments[0][1])
            for below in callee.callee.prints if arguments else ():
                self._keep(arguments[0][1], node, below)
        elif isinstance(callee.callee, Macro):
            self._expanded(node, callee.callee, arguments, scope)
        elif value.kind is not Any and not all(prints(one) for one in members(value.kind)):
            self.expressions.report("CZ4213", node, word=word_of(node), name=shown(node), kind=named(value.kind))

    def _picture(self, node: nodes.Node, value: Value) -> None:
        """Whether a picture is one of those that the program gives."""
        if value.kind is Any and not value.path and not isinstance(node, nodes.Const):
            return  # told already
        if value.path not in self.contract.pictures:
            known = "、".join(one.replace("[]", "[…]") for one in self.contract.pictures) or "没有图片"
            self.expressions.report("CZ4218", node, word=word_of(node), name=shown(node), known=known)

    def _expanded(self, node: nodes.Call, macro: Macro, arguments: tuple[tuple[str, Value], ...], scope: Scope) -> None:
        """Read the body of a macro with the arguments of one call."""
        self.called.add(id(macro.node))
        names = [one.name for one in macro.node.args]
        values = dict(zip(names, (value for key, value in arguments if not key), strict=False))
        values |= {key: value for key, value in arguments if key}
        strangers = [key for key in values if key not in names]
        without = names[: len(names) - len(macro.node.defaults)]
        missing = [name for name in without if name not in values]
        takes_more = any(one.name in {"varargs", "kwargs"} for one in macro.node.find_all(nodes.Name))
        given = sum(not key for key, _ in arguments)
        if missing or strangers or (given > len(names) and not takes_more):
            what = (
                f"缺少“{missing[0]}”"
                if missing
                else f"没有“{strangers[0]}”这一项"
                if strangers
                else f"只要 {len(names)} 项内容"
            )
            self.expressions.report("CZ4204", node, word=word_of(node), name=shown(node.node), what=what)
            return
        for name, default in zip(names[len(without) :], macro.node.defaults, strict=True):
            if name not in values:
                values[name] = self.expressions.value(default, macro.scope)
        self._run(macro, values, replace(macro.scope, narrowed=scope.narrowed))

    def _run(self, macro: Macro, values: Mapping[str, Value], scope: Scope) -> None:
        if self.depth > _DEEPEST:
            return
        with self._in(macro.source):  # a macro knows those that are defined after it
            self._statements(macro.node.body, scope.having({**self.defined, **values}))

    def _for(self, node: nodes.For, scope: Scope) -> None:
        whole = self.expressions.needed(node.iter, scope)
        item = item_type(whole.kind)
        if item is None or (whole.kind is str and not whole.path.endswith("|parts")):
            self.expressions.report(
                "CZ4212", node.iter, word=word_of(node.iter), name=shown(node.iter), kind=named(whole.kind)
            )
            item = Any
        self.loops += 1
        number = self.loops
        value = Value(kind=item, path=item_path(whole.path), loops=whole.loops | {number})
        inner = self._unpacked(node.target, value, scope)
        inner = inner.having({"loop": Value(kind=Loop, path=f"loop {number}")})
        filled = atom(truth_path(whole.path) or f"{self.expressions.source.template}: {shown(node.iter)}")
        conditions = [filled]
        if node.test is not None:
            conditions.append(self.expressions.condition(node.test, inner))
            inner = self.expressions.branches(node.test, inner)[0]
        with self._under(*conditions):
            self._statements(node.body, inner)
        with self._under(negated(all_of(conditions))):
            self._statements(node.else_, scope)

    def _unpacked(self, target: nodes.Node, value: Value, scope: Scope) -> Scope:
        """The scope with the names of a loop or an assignment."""
        if isinstance(target, nodes.Name):
            return scope.having({target.name: value})
        if not isinstance(target, nodes.Tuple):
            return scope
        kinds = unpacked(required(value.kind), len(target.items))
        if kinds is None:
            names = "、".join(one.name for one in target.find_all(nodes.Name))
            self.expressions.report("CZ4212", target, word=names.split("、")[0], name=names, kind=named(value.kind))
            kinds = (Any,) * len(target.items)
        for place, (name, kind) in enumerate(zip(target.items, kinds, strict=True)):
            part = Value(kind=kind, path=f"{value.path}[{place}]" if value.path else "", loops=value.loops)
            scope = self._unpacked(name, part, scope)
        return scope

    def _assigned(self, target: nodes.Node, value: Value, scope: Scope) -> Scope:
        return self._unpacked(target, value, scope)

    def _if(self, node: nodes.If, scope: Scope) -> Scope:
        condition = self.expressions.condition(node.test, scope)
        true, rest = self.expressions.branches(node.test, scope)
        with self._under(condition):
            ends = [self._statements(node.body, true)]
        before = [negated(condition)]
        for other in node.elif_:
            condition = self.expressions.condition(other.test, rest)
            true, following = self.expressions.branches(other.test, rest)
            with self._under(*before, condition):
                ends.append(self._statements(other.body, true))
            before.append(negated(condition))
            rest = following
        with self._under(*before):
            ends.append(self._statements(node.else_, rest))
        return scope.after(ends)

    def _other(self, node: nodes.Include | nodes.Import | nodes.FromImport | nodes.Extends, scope: Scope) -> Scope:  # noqa: PLR0911 - a case a statement
        """Read the template that `node` names."""
        if not isinstance(node.template, nodes.Const):
            return scope
        name = str(node.template.value)
        source = self.load(name)
        if source is None or self.depth > _DEEPEST:
            self.expressions.report("CZ4227", node, word=name, name=name)
            return scope
        tree = self._parsed(source)
        if tree is None:
            return scope
        if isinstance(node, nodes.Include):
            self._template(source, tree, scope)
            return scope
        if isinstance(node, nodes.Extends):
            own = self.trees[f"{self.expressions.source.template}##"][1]
            for block in own.find_all(nodes.Block) if own else ():
                self.blocks.setdefault(block.name, (block, self.expressions.source))
            self._template(source, tree, scope)
            return scope
        with self._under(negated(all_of(()))):  # what an import prints is not printed
            module = self._template(source, tree, scope if node.with_context else self._roots()).names
        if isinstance(node, nodes.Import):
            return scope.having({node.target: Value(kind=Any, module=module)})
        names = [(one, one) if isinstance(one, str) else one for one in node.names]
        for given, _ in names:
            if given not in module:
                self.expressions.report("CZ4201", node, word=given, name=given, hint="")
        return scope.having({own: module.get(given, UNKNOWN) for given, own in names})
