"""Identity of a form: the kind and version that its `form` line names, or the one finding that says why none."""

import re

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.schema import FormSchema, Schemas
from czdocs.intake.source import MapNode, ScalarNode
from czdocs.intake.words import nearest, quoted, to_half_width
from czdocs.terms import FormKind

__all__ = ["kind_by_fields", "kind_named", "schema_of"]

_FORM = re.compile(r"(?P<kind>[a-z-]+)/(?P<version>[1-9][0-9]{0,3})\Z")
_SHARED = frozenset({"form", "case", "year", "classification"})
"""Fields of every kind, which tell none from another."""
_TELLING = 2
"""So many fields of its own a form must have before they tell its kind; one may be a chance."""


def schema_of(root: MapNode, *, file: str, schemas: Schemas) -> FormSchema | Diagnostic:
    """The schema that the `form` line of `root` names, or the finding about that line.

    Where the line is wrong, the rest of the form is not checked: against the wrong schema every field would be a
    fault. What the line most likely should be is told from its own words, else from the fields of the form.
    """
    if "form" not in root.entries:
        return _without_line(root, file=file, schemas=schemas)
    node = root.entries["form"][1]
    place = _place(file, node.at)
    text = node.text if isinstance(node, ScalarNode) else ""
    match = _FORM.match(text)
    named = next((kind for kind in FormKind if match and kind.value == match.group("kind")), None)
    if match is None or named is None or not schemas.versions(named):
        empty = "没有填写" if isinstance(node, ScalarNode) else "不是一个名称"
        said = f"是{quoted(text)}，不是已知的表单" if text.strip() else empty
        likely = kind_named(text, schemas) or kind_by_fields(root, schemas)
        return finding("CZ1102", place, said=said, wanted=_wanted(likely, schemas, text))
    version = int(match.group("version"))
    if version not in schemas.versions(named):
        return finding("CZ1103", place, value=text, wanted=_wanted(named, schemas))
    schema = schemas.get(named, version)
    if root.entries.keys() <= schema.resolved["properties"].keys():
        return schema  # no stranger among the fields: the other schemas need not be looked at, nor built
    by_fields = kind_by_fields(root, schemas)
    if by_fields is not None and by_fields is not named and _is_rather(root, by_fields, named, schemas):
        return finding("CZ1122", place, value=text, title=schema.title, wanted=_wanted(by_fields, schemas))
    return schema


def _without_line(root: MapNode, *, file: str, schemas: Schemas) -> Diagnostic:
    """The finding about a form without `form` line, at the line that was perhaps meant to be it."""
    near = nearest("form", root.entries)
    at, written = root.entries[near] if near else (root.at, None)
    named = kind_named(written.text, schemas) if isinstance(written, ScalarNode) else None
    text = written.text if isinstance(written, ScalarNode) else ""
    wanted = _wanted(named or kind_by_fields(root, schemas), schemas, text)
    step = "把这一行改成" if near else "在其他各项之前加一行，写成"
    return finding("CZ1101", _place(file, at), step=step, wanted=wanted)


def kind_named(text: str, schemas: Schemas) -> FormKind | None:
    """The kind that `text` most likely means: its name misspelt or without version, or its Chinese title."""
    word = re.split(r"[/\\]|[-_ :]?[0-9]", to_half_width(text).strip())[0].strip(" “”\"'")
    kinds = {kind.value: kind for kind in FormKind if schemas.versions(kind)}
    near = nearest(word, kinds)
    if near:
        return kinds[near]
    titled = [kind for kind in kinds.values() if len(word) > 1 and word in _newest(kind, schemas).title]
    return titled[0] if len(titled) == 1 else None


def kind_by_fields(root: MapNode, schemas: Schemas) -> FormKind | None:
    """The one kind of whose own fields `root` has most, and lacks fewest; None where none stands out."""
    counts = {kind: _own_fields(root, kind, schemas) for kind in FormKind if schemas.versions(kind)}
    most = max(counts.values(), default=0)
    likely = {kind: _lacking(root, kind, schemas) for kind, count in counts.items() if count == most}
    nearest_kinds = [kind for kind, lacking in likely.items() if lacking == min(likely.values())]
    return nearest_kinds[0] if most >= _TELLING and len(nearest_kinds) == 1 else None


def _is_rather(root: MapNode, other: FormKind, named: FormKind, schemas: Schemas) -> bool:
    """Whether `root` is of `other`, not of the kind `named`: nothing in it is that kind's alone, much is the other's.

    Kinds have fields in common: an application and a claim both have an applicant and a product.
    """
    if not _own_fields(root, named, schemas):
        return True
    fields = _newest(other, schemas).resolved["properties"].keys()
    alone = root.entries.keys() & (_newest(named, schemas).resolved["properties"].keys() - fields)
    return not alone and _own_fields(root, other, schemas) - _own_fields(root, named, schemas) >= _TELLING


def _lacking(root: MapNode, kind: FormKind, schemas: Schemas) -> int:
    """How many fields that `kind` must have are not in `root`."""
    return len(set(_newest(kind, schemas).resolved.get("required", ())) - root.entries.keys())


def _own_fields(root: MapNode, kind: FormKind, schemas: Schemas) -> int:
    """How many fields of `root` the schema of `kind` knows, not counting those that every kind has."""
    return len((root.entries.keys() & _newest(kind, schemas).resolved.get("properties", {}).keys()) - _SHARED)


def _newest(kind: FormKind, schemas: Schemas) -> FormSchema:
    return schemas.get(kind, max(schemas.versions(kind)))


def _wanted(kind: FormKind | None, schemas: Schemas, written: str = "") -> str:
    """The line as it should be for `kind`, in the version that `written` names or else the newest; for None, all."""
    match = re.search(r"/\s*0*([1-9][0-9]{0,3})\s*\Z", to_half_width(written))
    version = int(match.group(1)) if match and kind and int(match.group(1)) in schemas.versions(kind) else None
    lines = [
        f"form: {known.value}/{version or max(schemas.versions(known))}（{_newest(known, schemas).title}）"
        for known in FormKind
        if schemas.versions(known) and kind in {None, known}
    ]
    return f" {lines[0]}" if len(lines) == 1 else f"以下之一：{'、'.join(lines)}"


def _place(file: str, at: tuple[int, int]) -> Place:
    return Place(file=file, line=at[0], column=at[1], path="form")
