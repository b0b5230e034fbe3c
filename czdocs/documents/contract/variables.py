"""The list of variables of a template: every value that it may use, with its meaning."""

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from enum import Enum
from typing import get_args

from czdocs.documents.contract.contract import Contract
from czdocs.documents.contract.meanings import field_meaning
from czdocs.documents.contract.typed import Function, TypeForm, attributes, members

__all__ = ["Variable", "classes_of", "variables_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One field of a class: its type, what it means, an example."""

    name: str
    kind: TypeForm
    meaning: str
    example: str


def classes_of(contract: Contract) -> tuple[type, ...]:
    """The classes of ours that the paths of a template may lead through, in the order in which they are met."""
    found: dict[type, None] = {}
    for kind in contract.roots.values():
        _gather(kind, found)
    return tuple(found)


def _gather(kind: TypeForm, found: dict[type, None]) -> None:
    for one in members(kind):
        for argument in get_args(one):
            _gather(argument, found)
        if isinstance(one, type) and (is_dataclass(one) or issubclass(one, Enum)) and one not in found:
            found[one] = None
            for variable in variables_of(one):
                _gather(variable.kind, found)


def variables_of(owner: type) -> Iterator[Variable]:
    """The fields and properties of a class that templates may use, without its functions."""
    for name, kind in (attributes(owner) or {}).items():
        if not isinstance(kind, Function):
            meaning, example = field_meaning(owner, name)
            yield Variable(name=name, kind=kind, meaning=meaning, example=example)
