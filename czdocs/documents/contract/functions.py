"""Filters, tests and functions of templates: what they take and what they give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from czdocs.documents.contract.typed import Function, TypeForm, item_type, required
from czdocs.documents.gongwen import OfficialDocument, Table

__all__ = ["FILTERS", "GLOBALS", "LOOP", "WORD_FUNCTIONS", "Filter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter: what it takes and gives; `keeps` where it prints all of its value, a list where it `takes_list`."""

    takes: TypeForm
    gives: Callable[[TypeForm], TypeForm]
    keeps: bool = False
    takes_list: bool = False


def _always(kind: TypeForm) -> Callable[[TypeForm], TypeForm]:
    return lambda _: kind


def _item(kind: TypeForm) -> TypeForm:
    return item_type(required(kind)) or Any


def _rows(kind: TypeForm) -> TypeForm:
    return tuple[tuple[_item(kind), ...], ...]  # type: ignore[misc] # made of values


def _same(kind: TypeForm) -> TypeForm:
    return required(kind)


def _list(kind: TypeForm) -> TypeForm:
    return tuple[_item(kind), ...]  # type: ignore[misc] # made of values


_TEXT = Filter(takes=str, gives=_always(str), keeps=True)
_ANY_TEXT = Filter(takes=Any, gives=_always(str), keeps=True)
_LISTED = Filter(takes=Any, gives=_list, takes_list=True)
FILTERS: Mapping[str, Filter] = {
    "chinese_date": Filter(takes=date, gives=_always(str), keeps=True),
    "chinese_numeral": Filter(takes=int, gives=_always(str), keeps=True),
    "cell_parts": Filter(takes=str, gives=_always(tuple[str, ...]), keeps=True),
    "join": Filter(takes=Any, gives=_always(str), takes_list=True, keeps=True),
    "length": Filter(takes=Any, gives=_always(int)),
    "count": Filter(takes=Any, gives=_always(int)),
    "batch": Filter(takes=Any, gives=_rows, takes_list=True),
    "slice": Filter(takes=Any, gives=_rows, takes_list=True),
    "first": Filter(takes=Any, gives=_item, takes_list=True),
    "last": Filter(takes=Any, gives=_item, takes_list=True),
    "list": _LISTED,
    "sort": _LISTED,
    "reverse": _LISTED,
    "unique": _LISTED,
    "trim": _TEXT,
    "upper": _TEXT,
    "lower": _TEXT,
    "replace": _TEXT,
    "e": _ANY_TEXT,
    "escape": _ANY_TEXT,
    "string": _ANY_TEXT,
    "sum": Filter(takes=Any, gives=_always(int), takes_list=True),
    "int": Filter(takes=Any, gives=_always(int)),
    "round": Filter(takes=Any, gives=_same),
    "abs": Filter(takes=Any, gives=_same),
}

GLOBALS: Mapping[str, Function] = {
    "range": Function(parameters=(("start", int), ("stop", int), ("step", int)), needed=1, returns=tuple[int, ...]),
    "namespace": Function(parameters=(), needed=0, returns=Any),
    "dict": Function(parameters=(), needed=0, returns=Any),
    "cycler": Function(parameters=(), needed=0, returns=Any),
    "joiner": Function(parameters=(), needed=0, returns=Any),
    "lipsum": Function(parameters=(), needed=0, returns=str),
}
FREE = frozenset({"namespace", "dict", "cycler", "joiner", "lipsum"})
"""Functions of the engine whose arguments are not looked at."""


def _element(*prints: str) -> Function:
    """A function that places an element of an official document, which it is given whole."""
    return Function(parameters=(("document", OfficialDocument),), needed=1, returns=str, prints=prints)


WORD_FUNCTIONS: Mapping[str, Function] = {
    "table": Function(parameters=(("table", Table),), needed=1, returns=str, prints=("[]",)),
    "mark": _element(".mark.names[]", ".issuers[0]"),
    "number": _element(".document_number", ".approvers[]"),
    "sign_off": _element(".signatures.rows[][]", ".dated", ".signatory.post"),
    "picture": Function(parameters=(("digest", str), ("width", int)), needed=2, returns=str),
}

LOOP: Mapping[str, TypeForm] = {
    "index": int,
    "index0": int,
    "revindex": int,
    "revindex0": int,
    "first": bool,
    "last": bool,
    "length": int,
    "depth": int,
    "depth0": int,
    "previtem": Any,
    "nextitem": Any,
    "cycle": Function(parameters=(), needed=0, returns=Any),
    "changed": Function(parameters=(), needed=0, returns=bool),
}
"""What a loop tells of itself."""
