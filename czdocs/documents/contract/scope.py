"""What a template knows at a point of its text: names with their values, and what the conditions around it tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import nodes

from czdocs.documents.contract.conditions import Condition
from czdocs.documents.contract.source import Source
from czdocs.documents.contract.typed import Function, TypeForm

__all__ = ["Macro", "Occurrence", "Scope", "Value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A macro: its definition, where it stands, and the names that its body knows."""

    node: nodes.Macro
    source: Source
    scope: "Scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an expression gives: its type, and the path by which it is reached from the roots, if it is so reached.

    `loops` are the loops whose item it is or lies in; `callee` is what a call of it runs; `module` are the macros of
    an imported template.
    """

    kind: TypeForm
    path: str = ""
    loops: frozenset[int] = frozenset()
    callee: Function | Macro | None = None
    module: Mapping[str, "Value"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The names, and the types of paths as the conditions narrow them."""

    names: Mapping[str, Value]
    narrowed: Mapping[str, TypeForm] = field(default_factory=dict)

    def having(self, names: Mapping[str, Value]) -> "Scope":
        """The scope with more names."""
        return replace(self, names={**self.names, **names})

    def knowing(self, narrowed: Mapping[str, TypeForm]) -> "Scope":
        """The scope where more is known of some paths."""
        return replace(self, narrowed={**self.narrowed, **narrowed}) if narrowed else self

    def after(self, branches: Iterable["Scope"]) -> "Scope":
        """The scope after branches of which one was taken: the names that all of them have."""
        first, *others = branches
        shared = {name: value for name, value in first.names.items() if all(name in o.names for o in others)}
        return replace(self, names=shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """That a template prints what `path` leads to, under a condition."""

    path: str
    condition: Condition
    source: Source
    line: int
