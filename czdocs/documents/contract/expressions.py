"""Expressions of templates: their types and paths, found without any value, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any

from jinja2 import Environment, nodes

from czdocs.diagnostic import Diagnostic
from czdocs.documents.contract.candidates import advice, near, paths_to
from czdocs.documents.contract.conditions import ALWAYS, Condition, all_of, any_of, atom, equal, negated
from czdocs.documents.contract.contract import Contract
from czdocs.documents.contract.functions import FILTERS, FREE, LOOP
from czdocs.documents.contract.scope import Macro, Scope, Value
from czdocs.documents.contract.source import Source
from czdocs.documents.contract.typed import (
    Function,
    TypeForm,
    attributes,
    default_of,
    fits,
    is_optional,
    item_type,
    joined,
    literal_values,
    members,
    named,
    position_type,
    prints,
    required,
)

__all__ = ["UNKNOWN", "Expressions", "Loop", "constant_of", "item_path", "shown", "truth_path", "word_of"]

UNKNOWN = Value(kind=Any)
_Told = tuple[Mapping[str, TypeForm], Mapping[str, TypeForm]]


class Loop:
    """The type of `loop`."""


@dataclass(slots=True, kw_only=True)
class Expressions:
    """Finds what expressions give; findings are gathered in `findings`, each once.

    `offered` are the paths that wrong names were taken for. `loop_names` are the loop variables of the source that is
    read, with their lines.
    """

    contract: Contract
    environment: Environment
    findings: list[Diagnostic] = field(default_factory=list)
    loop_names: Mapping[str, int] = field(default_factory=dict)
    domains: dict[str, tuple[object, ...]] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    origins: dict[tuple[str, object], tuple[Source, int]] = field(default_factory=dict)
    source: Source = field(default_factory=lambda: Source(template="", lines=()))

    def report(self, code: str, node: nodes.Node, *, word: str = "", **values: Any) -> None:
        """Keep a finding about `node`, in whose line `word` stands."""
        found = self.source.finding(code, node.lineno, word=word, **values)
        if found not in self.findings:
            self.findings.append(found)

    def value(self, node: nodes.Node, scope: Scope) -> Value:  # noqa: PLR0911 - a case a kind of expression
        """What `node` gives."""
        match node:
            case nodes.Const():
                return _constant(node.value)
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._attribute(node, self.needed(node.node, scope), node.attr, scope)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Call():
                return self.call(node, scope)
            case nodes.CondExpr():
                return self._either(node, scope)
            case nodes.And() | nodes.Or():
                return self._junction(node, scope)
            case nodes.Compare() | nodes.Not() | nodes.Test():
                self.condition(node, scope)
                return Value(kind=bool)
            case _:
                return self._computed(node, scope)

    def needed(self, node: nodes.Node, scope: Scope) -> Value:
        """What `node` gives, which must be there."""
        value = self.value(node, scope)
        if not is_optional(value.kind):
            return value
        self.report("CZ4207", node, word=word_of(node), name=shown(node), guard=shown(node))
        return replace(value, kind=required(value.kind))

    def _name(self, node: nodes.Name, scope: Scope) -> Value:
        value = scope.names.get(node.name)
        if value is not None:
            return self._narrowed(value, scope)
        if node.name in self.loop_names:
            line = self.source.line(self.loop_names[node.name]).spot
            self.report("CZ4206", node, word=node.name, name=node.name, line=line)
            return UNKNOWN
        functions = self.contract.functions
        offered = (*near(node.name, (*scope.names, *functions)), *paths_to(node.name, self.contract.roots))
        self.offered |= set(offered)
        if node.name.startswith("_"):
            self.report("CZ4205", node, word=node.name, name=node.name)
        else:
            self.report("CZ4201", node, word=node.name, name=node.name, hint=advice(dict.fromkeys(offered)))
        return UNKNOWN

    def _narrowed(self, value: Value, scope: Scope) -> Value:
        kind = scope.narrowed.get(value.path) if value.path else None
        return value if kind is None else replace(value, kind=kind)

    def _attribute(self, node: nodes.Getattr | nodes.Getitem, value: Value, name: str, scope: Scope) -> Value:  # noqa: PLR0911 - a case a kind of value
        """The attribute `name` of `value`."""
        whole = f"{shown(node.node)}.{name}"
        if name.startswith("_"):
            self.report("CZ4205", node, word=name, name=whole)
            return UNKNOWN
        if value.module is not None:
            if name in value.module:
                return value.module[name]
            self.report("CZ4202", node, word=name, name=whole, of="这个模板", hint=advice(near(name, value.module)))
            return UNKNOWN
        if value.kind is Loop:
            return self._of_loop(node, value, name)
        found = [self._member(node, one, name, whole) for one in members(value.kind)]
        if any(one is None for one in found):
            for kind in members(value.kind):
                self.offered |= {f"{value.path}.{one}" for one in near(name, attributes(kind) or ())}
            return UNKNOWN
        path = f"{value.path}.{name}" if value.path else ""
        known = [one for one in found if one is not None]
        if len(known) == 1 and isinstance(known[0], Function):
            return Value(kind=Any, path=path, loops=value.loops, callee=known[0])
        kind = joined(Any if isinstance(one, Function) else one for one in known)
        return self._narrowed(Value(kind=kind, path=path, loops=value.loops), scope)

    def _member(self, node: nodes.Node, kind: TypeForm, name: str, whole: str) -> TypeForm | Function | None:
        """The attribute of one type of a union; None where it has none, which is told."""
        known = attributes(kind)
        if known is None:
            return Any
        if name in known:
            return known[name]
        item = item_type(kind)
        base = whole.rpartition(".")[0]
        if item not in {None, str, Any} and name in (attributes(item) or {}):
            self.report(
                "CZ4202", node, word=f".{name}", name=whole, of=f"“{base}”是一组，它", hint="请用 for 循环逐项取用。"
            )
            return None
        offered = [f"{base}.{one}" for one in near(name, known)]
        offered += [path for path in paths_to(name, self.contract.roots) if path not in offered]
        self.report("CZ4202", node, word=f".{name}", name=whole, of=f"“{base}”", hint=advice(offered[:3]))
        return None

    def _of_loop(self, node: nodes.Getattr | nodes.Getitem, value: Value, name: str) -> Value:
        if name not in LOOP:
            hint = advice(f"loop.{one}" for one in near(name, LOOP))
            self.report("CZ4202", node, word=f"loop.{name}", name=f"loop.{name}", of="“loop”", hint=hint)
            return UNKNOWN
        kind = LOOP[name]
        if isinstance(kind, Function):
            return Value(kind=Any, callee=kind)
        return Value(kind=kind, path=f"{value.path}.{name}")

    def _item(self, node: nodes.Getitem, scope: Scope) -> Value:
        value = self.needed(node.node, scope)
        if isinstance(node.arg, nodes.Slice):
            for part in (node.arg.start, node.arg.stop, node.arg.step):
                if part is not None:
                    self.value(part, scope)
            return replace(value, path=f"{value.path}[{shown(node.arg)}]" if value.path else "")
        index = self.value(node.arg, scope)
        constant = constant_of(node.arg)
        if isinstance(constant, str) and not _is_mapping(value.kind):
            return self._attribute(node, value, constant, scope)
        path = f"{value.path}[{'' if constant is None else constant}]" if value.path else ""
        if value.kind is Any:
            return UNKNOWN
        if _is_mapping(value.kind):
            return Value(kind=value.kind.__args__[1], path=path, loops=value.loops)
        kind = position_type(value.kind, constant) if isinstance(constant, int) else item_type(value.kind)
        if kind is None:
            code = "CZ4228" if item_type(value.kind) is not None else "CZ4212"
            self.report(code, node, word=word_of(node), name=shown(node), kind=named(value.kind))
            return UNKNOWN
        if not fits(index.kind, int):
            self.report(
                "CZ4214", node, word=word_of(node), name=shown(node.arg), use=f"{shown(node.node)}[…]", wanted="整数"
            )
        return self._narrowed(Value(kind=kind, path=path, loops=value.loops), scope)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Value:
        if node.name not in self.environment.filters:
            hint = advice(near(node.name, (*FILTERS, *self.environment.filters)))
            self.report("CZ4203", node, word=node.name, name=node.name, what="筛选器", hint=hint)
        for argument in (*node.args, *(one.value for one in node.kwargs)):
            self.value(argument, scope)
        if node.node is None:
            return Value(kind=str)
        if node.name in {"default", "d"}:
            value = self.value(node.node, scope)
            return replace(value, kind=required(value.kind))
        value = self.needed(node.node, scope)
        known = FILTERS.get(node.name)
        if node.name in {"map", "select", "selectattr", "reject", "rejectattr", "groupby"}:
            return self._mapped(node, value)
        if known is None:
            return UNKNOWN
        wanted = known.takes_list and (item_type(value.kind) is None or value.kind is str)
        if wanted or not fits(value.kind, known.takes):
            need = "一组内容" if wanted else named(known.takes)
            self.report("CZ4214", node, word=node.name, name=shown(node.node), use=node.name, wanted=need)
            return Value(kind=known.gives(Any))
        if node.name == "join" and not _is_text(item_type(value.kind)):
            self.report("CZ4213", node, word=word_of(node.node), name=shown(node.node), kind=named(value.kind))
        return _filtered(node.name, value, known.gives(value.kind), keeps=known.keeps)

    def _mapped(self, node: nodes.Filter, value: Value) -> Value:
        """The value of a filter that looks at each item, by the name of its attribute."""
        item = item_type(value.kind)
        if item is None:
            self.report("CZ4214", node, word=node.name, name=shown(node.node), use=node.name, wanted="一组内容")
            return UNKNOWN
        named_by = [one.value for one in node.kwargs if one.key == "attribute"]
        if node.name in {"selectattr", "rejectattr", "groupby"}:
            named_by += node.args[:1]
        kind = item
        for constant in named_by:
            for name in str(constant_of(constant)).split("."):
                found = self._member(node, kind, name, f"{shown(node.node)}[…].{name}")
                if found is None:
                    return UNKNOWN
                kind = Any if isinstance(found, Function) else found
        if node.name == "map":
            if not named_by:
                kind = {"length": int, "string": str}.get(str(constant_of(node.args[0])) if node.args else "", Any)
            return Value(kind=tuple[kind, ...])  # type: ignore[valid-type] # made of values
        return UNKNOWN if node.name == "groupby" else Value(kind=value.kind)

    def call(self, node: nodes.Call, scope: Scope) -> Value:
        """The value of a call; what a macro prints is not looked at here."""
        callee = self.value(node.node, scope)
        arguments = self.arguments(node, scope)
        name = shown(node.node)
        if isinstance(callee.callee, Function):
            if name not in FREE and name not in {"loop.cycle", "loop.changed"}:
                self._check_call(node, callee.callee, arguments)
            return Value(kind=callee.callee.returns)
        if isinstance(callee.callee, Macro):
            return Value(kind=str)
        if callee.kind is not Any:
            self.report("CZ4204", node, word=word_of(node.node), name=name, what="不是可以带括号使用的功能")
        return UNKNOWN

    def arguments(self, node: nodes.Call, scope: Scope) -> tuple[tuple[str, Value], ...]:
        """The arguments of a call: those by place without a name."""
        given = [("", self.value(one, scope)) for one in node.args]
        return (*given, *((one.key, self.value(one.value, scope)) for one in node.kwargs))

    def _check_call(self, node: nodes.Call, function: Function, arguments: tuple[tuple[str, Value], ...]) -> None:
        """Whether the arguments are those that the function takes."""
        name, names = shown(node.node), [one for one, _ in function.parameters]
        if not function.needed <= len(arguments) <= len(names):
            self.report(
                "CZ4204",
                node,
                word=word_of(node.node),
                name=name,
                what=f"要写 {function.needed} 项内容，写了 {len(arguments)} 项",
            )
            return
        for place, (key, value) in enumerate(arguments):
            if key and key not in names:
                hint = near(key, names)
                what = f"没有“{key}”这一项" + (f"，可能是“{hint[0]}”" if hint else "")
                self.report("CZ4204", node, word=key, name=name, what=what)
                continue
            wanted = function.parameters[names.index(key) if key else place][1]
            argument = shown(node.args[place]) if place < len(node.args) else key
            if is_optional(value.kind) and not is_optional(wanted):
                self.report("CZ4207", node, word=argument.rpartition(".")[2], name=argument, guard=argument)
            elif not fits(value.kind, wanted):
                self.report("CZ4214", node, word=argument, name=argument, use=name, wanted=named(wanted))

    def _either(self, node: nodes.CondExpr, scope: Scope) -> Value:
        condition_true, condition_false = self.branches(node.test, scope)
        values = [self.value(node.expr1, condition_true)]
        if node.expr2 is not None:
            values.append(self.value(node.expr2, condition_false))
        return Value(kind=joined(one.kind for one in values))

    def _junction(self, node: nodes.And | nodes.Or, scope: Scope) -> Value:
        """`a or b` gives one of the two; as a rule it is a condition."""
        when_true, when_false = self.branches(node.left, scope)
        left = self.value(node.left, scope)
        right = self.value(node.right, when_true if isinstance(node, nodes.And) else when_false)
        kind = left.kind if isinstance(node, nodes.And) else required(left.kind)
        return Value(kind=joined((kind, right.kind)))

    def _computed(self, node: nodes.Node, scope: Scope) -> Value:
        """The value of what is reckoned or put together."""
        if isinstance(node, nodes.Concat):
            for one in node.nodes:
                self.needed(one, scope)
            return Value(kind=str)
        if isinstance(node, nodes.Tuple | nodes.List):
            items = [self.value(one, scope) for one in node.items]
            return Value(kind=tuple[joined(one.kind for one in items), ...])  # type: ignore[misc] # made of values
        if isinstance(node, nodes.BinExpr):
            sides = [self.needed(node.left, scope).kind, self.needed(node.right, scope).kind]
            return Value(kind=next((one for one in (str, Decimal, int) if one in sides), Any))
        if isinstance(node, nodes.UnaryExpr):
            return self.needed(node.node, scope)
        for child in node.iter_child_nodes():
            self.value(child, scope)
        return UNKNOWN

    # What conditions tell

    def condition(self, node: nodes.Node, scope: Scope) -> Condition:
        """The formula of a condition, its place kept."""
        condition = self._formula(node, scope)
        if condition.kind == "is":
            for value in (True, False) if condition.value is True else (condition.value,):
                self.origins.setdefault((condition.name, value), (self.source, node.lineno))
        return condition

    def _formula(self, node: nodes.Node, scope: Scope) -> Condition:  # noqa: PLR0911 - a case a kind of expression
        match node:
            case nodes.Not():
                return negated(self.condition(node.node, scope))
            case nodes.And():
                right = self.branches(node.left, scope)[0]
                return all_of((self.condition(node.left, scope), self.condition(node.right, right)))
            case nodes.Or():
                right = self.branches(node.left, scope)[1]
                return any_of((self.condition(node.left, scope), self.condition(node.right, right)))
            case nodes.Compare():
                return self._comparison(node, scope)
            case nodes.Test():
                return self._test(node, scope)
            case nodes.Const():
                return ALWAYS if node.value else negated(ALWAYS)
            case _:
                value = self.value(node, scope)
                return atom(truth_path(value.path) or f"{self.source.template}: {shown(node)}")

    def _comparison(self, node: nodes.Compare, scope: Scope) -> Condition:
        left = self.value(node.expr, scope)
        rights = [self.value(one.expr, scope) for one in node.ops]
        told = [f"{one.op} {right.path or shown(one.expr)}" for one, right in zip(node.ops, rights, strict=True)]
        opaque = atom(" ".join((left.path or shown(node.expr), *told)))
        if len(node.ops) != 1 or node.ops[0].op not in {"eq", "ne", "in"}:
            if any(is_optional(one.kind) for one in (left, *rights)):
                self.needed(node.expr, scope)
            return opaque
        operand = node.ops[0]
        self._check_possible(node, left, scope)
        constant = constant_of(operand.expr)
        if constant is None or not left.path:
            return opaque
        if values := literal_values(left.kind):
            self.domains[left.path] = values
        if operand.op == "in":
            return any_of(equal(left.path, one) for one in constant) if isinstance(constant, tuple) else opaque
        found = equal(left.path, constant)
        return negated(found) if operand.op == "ne" else found

    def _check_possible(self, node: nodes.Compare, left: Value, scope: Scope) -> None:
        """Report a comparison that never holds: a wrong word of a closed list, an enumeration with a text."""
        constant = constant_of(node.ops[0].expr)
        if constant is None or left.kind is Any:
            return
        wanted = constant if isinstance(constant, tuple) else (constant,)
        kinds = members(required(left.kind))
        enumerated = [one for one in kinds if isinstance(one, type) and issubclass(one, Enum)]
        values = [one for kind in kinds for one in literal_values(kind)] or self._told_apart(node.expr, scope)
        for one in wanted:
            if enumerated and not isinstance(one, Enum):
                name = shown(node.expr)
                self.report("CZ4215", node, word=word_of(node.expr), name=name, value=one, hint=f"请写 {name}.value。")
            elif values and one not in values:
                hint = advice(f"“{other}”" for other in near(str(one), map(str, values)) or map(str, values))
                self.report("CZ4215", node, word=str(one), name=shown(node.expr), value=one, hint=hint)
            elif not values and not any(fits(type(one), kind) or fits(kind, type(one)) for kind in kinds):
                self.report("CZ4215", node, word=word_of(node.expr), name=shown(node.expr), value=one, hint="")

    def _told_apart(self, node: nodes.Expr, scope: Scope) -> list[object]:
        """The values of a field that tells the types of a union apart, such as `kind`."""
        if not isinstance(node, nodes.Getattr):
            return []
        defaults = [default_of(one, node.attr) for one in members(self.value(node.node, scope).kind)]
        return defaults if len(defaults) > 1 and all(isinstance(one, str) for one in defaults) else []

    def _test(self, node: nodes.Test, scope: Scope) -> Condition:
        if node.name not in self.environment.tests:
            hint = advice(near(node.name, self.environment.tests))
            self.report("CZ4203", node, word=node.name, name=node.name, what="判断", hint=hint)
        value = self.value(node.node, scope)
        for argument in node.args:
            self.value(argument, scope)
        if node.name == "none" and value.path:
            return negated(atom(truth_path(value.path)))
        return atom(f"{value.path or shown(node.node)} is {node.name}")

    def branches(self, node: nodes.Node, scope: Scope) -> tuple[Scope, Scope]:
        """The scope where the condition `node` holds, and where it does not."""
        true, false = self._told(node, scope)
        return scope.knowing(true), scope.knowing(false)

    def _told(self, node: nodes.Node, scope: Scope) -> _Told:  # noqa: PLR0911 - a case a kind of expression
        """What is known of the types of paths where a condition holds, and where it does not."""
        match node:
            case nodes.Not():
                true, false = self._told(node.node, scope)
                return false, true
            case nodes.And():
                left, right = self._told(node.left, scope)[0], self._told(node.right, scope)[0]
                return {**left, **right}, {}
            case nodes.Or():
                (left, left_not), (right, right_not) = self._told(node.left, scope), self._told(node.right, scope)
                shared = {path: joined((left[path], right[path])) for path in left if path in right}
                return shared, {**left_not, **right_not}
            case nodes.Test(name="none"):
                return {}, self._there(self.value(node.node, scope))
            case nodes.Compare() if len(node.ops) == 1 and node.ops[0].op in {"eq", "ne"}:
                true, false = self._compared(node, scope)
                return (true, false) if node.ops[0].op == "eq" else (false, true)
            case nodes.Filter() if node.node is not None:
                return self._told(node.node, scope)
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                return self._there(self.value(node, scope)), {}
            case _:
                return {}, {}

    def _there(self, value: Value) -> Mapping[str, TypeForm]:
        """What is known where `value` is there: that it is not None, and what the contract says comes with it."""
        if not value.path:
            return {}
        found = {value.path: required(value.kind)} if is_optional(value.kind) else {}
        return {**found, **self._implied(value.path)}

    def _implied(self, known: str) -> Mapping[str, TypeForm]:
        """The types of the paths that are there wherever `known` holds."""
        return {path: self.present(path) for path in self.contract.implied.get(known, ())}

    def present(self, path: str) -> TypeForm:
        """The type of what a path from the roots leads to, where it is there."""
        output = self.environment.parse(f"{{{{ {path} }}}}").body[0]
        expression = next(output.iter_child_nodes())
        roots = Scope(names={name: Value(kind=kind, path=name) for name, kind in self.contract.roots.items()})
        before = len(self.findings)
        kind = required(self.value(expression, roots).kind)
        del self.findings[before:]  # the path stands in the contract, not in the template
        return kind

    def _compared(self, node: nodes.Compare, scope: Scope) -> _Told:
        """What an equation tells: that its left side is there, or which type of a union is meant."""
        constant = constant_of(node.ops[0].expr)
        left = self.value(node.expr, scope)
        there = {} if constant is None else {**self._there(left), **self._implied(f"{left.path} = {constant}")}
        if not isinstance(node.expr, nodes.Getattr) or not isinstance(constant, str):
            return there, {}
        owner = self.value(node.expr.node, scope)
        kinds = members(owner.kind)
        meant = [one for one in kinds if default_of(one, node.expr.attr) == constant]
        if len(kinds) < 2 or not meant or not owner.path:  # noqa: PLR2004 - no union
            return there, {}
        others = [one for one in kinds if one not in meant]
        return {**there, owner.path: joined(meant)}, {owner.path: joined(others)}


def shown(node: nodes.Node | None) -> str:  # noqa: C901, PLR0911 - a case a kind of expression
    """The expression as it is written."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Const():
            return f"“{node.value}”" if isinstance(node.value, str) else str(node.value)
        case nodes.Getattr():
            return f"{shown(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{shown(node.node)}[{shown(node.arg)}]"
        case nodes.Slice():
            return ":".join("" if part is None else shown(part) for part in (node.start, node.stop))
        case nodes.Filter() if node.node is not None:
            return f"{shown(node.node)} | {node.name}"
        case nodes.Call():
            return f"{shown(node.node)}(…)"
        case nodes.Neg():
            return f"-{shown(node.node)}"
        case nodes.Concat():
            return " ~ ".join(map(shown, node.nodes))
        case nodes.BinExpr():
            return f"{shown(node.left)} {node.operator} {shown(node.right)}"
        case nodes.Compare():
            return " ".join((shown(node.expr), *(f"{one.op} {shown(one.expr)}" for one in node.ops)))
        case _:
            return type(node).__name__


def item_path(path: str) -> str:
    """The path of what a loop over `path` gives."""
    if path.endswith(("|parts", "|batch")):
        return path.rpartition("|")[0]
    return f"{path}[]" if path else ""


def truth_path(path: str) -> str:
    """The path that is empty where this one is."""
    return path.removesuffix("|batch").removesuffix(" | length")


def _filtered(name: str, value: Value, kind: TypeForm, *, keeps: bool) -> Value:
    """The value of a filter: what it gives still prints what it was given, or is told by it."""
    suffix = {
        "join": "[]",
        "cell_parts": "|parts",
        "batch": "|batch",
        "slice": "|batch",
        "first": "[0]",
        "last": "[-1]",
        "length": " | length",
        "count": " | length",
    }.get(name, "")
    known = bool(suffix) or keeps or name in {"list", "sort", "reverse", "unique"}
    return Value(kind=kind, path=f"{value.path}{suffix}" if value.path and known else "", loops=value.loops)


def _constant(value: object) -> Value:
    if value is None:
        return Value(kind=NoneType)
    return Value(kind=type(value) if isinstance(value, str | bool | int | float | date) else Any)


def constant_of(node: nodes.Node | None) -> Any:
    """The value of a constant or of a tuple of constants; None for anything else."""
    match node:
        case nodes.Const():
            return node.value
        case nodes.Neg(node=nodes.Const(value=value)):
            return -value
        case nodes.Tuple() | nodes.List():
            values = tuple(constant_of(one) for one in node.items)
            return None if None in values else values
        case _:
            return None


def _is_mapping(kind: TypeForm) -> bool:
    origin = getattr(kind, "__origin__", None)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _is_text(kind: TypeForm | None) -> bool:
    return kind is None or all(prints(one) for one in members(kind))


def word_of(node: nodes.Node) -> str:
    """The word by which an expression is found in its line."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f".{node.attr}"
        case nodes.Getitem() | nodes.Filter() if node.node is not None:
            return word_of(node.node)
        case nodes.Call():
            return word_of(node.node)
        case _:
            return ""
