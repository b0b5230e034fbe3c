"""What a clerk may have meant: known names near to the one that was written."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import get_args, get_origin

from czdocs.documents.contract.typed import Function, TypeForm, attributes, members, required

__all__ = ["advice", "near", "paths_to"]

_DEPTH = 5
_MOST = 3


def near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Those of `known` that look like `name`, the most alike first."""
    names = tuple(dict.fromkeys(known))
    lowered = {one.lower(): one for one in names}
    found = [lowered[one] for one in get_close_matches(name.lower(), lowered, n=_MOST, cutoff=0.6)]
    parts = [one for one in names if len(name) > 2 and (name in one or one in name) and len(one) > 2]  # noqa: PLR2004
    return tuple(dict.fromkeys((*found, *parts)))[:_MOST]


def paths_to(name: str, roots: Mapping[str, TypeForm]) -> tuple[str, ...]:
    """The paths from `roots` to values that are called `name`, the shortest first."""
    found = [path for path in _paths(roots) if path.rpartition(".")[2] == name]
    return tuple(sorted(found, key=lambda path: (path.count("."), path)))[:_MOST]


def _paths(roots: Mapping[str, TypeForm]) -> Iterator[str]:
    for name, kind in roots.items():
        yield name
        yield from _below(name, kind, _DEPTH, ())


def _below(path: str, kind: TypeForm, depth: int, above: tuple[TypeForm, ...]) -> Iterator[str]:
    """The paths below a value that need no loop."""
    for one in members(required(kind)):
        if depth == 0 or one in above or get_origin(one) is not None or get_args(one):
            continue
        if one.__module__ in {"builtins", "datetime", "decimal"}:
            continue
        for name, of in (attributes(one) or {}).items():
            if not isinstance(of, Function):
                yield f"{path}.{name}"
                yield from _below(f"{path}.{name}", of, depth - 1, (*above, one))


def advice(names: Iterable[str]) -> str:
    """A sentence that offers `names`; empty for none."""
    offered = "、".join(names)
    return f"你要写的可能是 {offered}。" if offered else ""
