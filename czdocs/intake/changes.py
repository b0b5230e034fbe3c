"""Changes: what is different between one version of a form and the next, as its list of changes declares it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from czdocs.intake.schema import FormSchema
from czdocs.policy.plain import plain_data

__all__ = ["Change", "ChangeList", "Op", "Steps", "carried", "changes_text", "difference", "onward", "parse_changes"]

Op = Literal["rename", "add", "remove", "require", "relax", "narrow"]
Steps = tuple[str, ...]
"""A path without numbers: `rows[].source` is rows, [], source."""

_ITEM = "[]"
_VERBS: Mapping[Op, str] = {
    "rename": "改名",
    "add": "新增",
    "remove": "删去",
    "require": "改为必填",
    "relax": "放宽",
    "narrow": "收紧",
}
_LEAST = ("minLength", "minimum", "minItems")
_MOST = ("maxLength", "maximum", "maxItems")
_FIXED = ("type", "pattern", "format", "const", "uniqueItems", "allOf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `path` is that of the old version for rename and remove, that of the new one for all others.

    `title` is that of the field; `to` is the new path of what is renamed; `required` says of what is added whether it
    must be filled in.
    """

    op: Op
    path: str
    why: str
    article: str
    title: str = ""
    to: str | None = None
    required: bool = False

    @property
    def steps(self) -> Steps:
        """The path in steps."""
        return _steps(self.path)

    @property
    def target(self) -> str:
        """The new key of what is renamed."""
        return _steps(self.to or self.path)[-1]

    @property
    def what(self) -> str:
        """The change in a few words."""
        onto = f" → {self.to}" if self.to else ""
        need = ("（必填）" if self.required else "（可不填）") if self.op == "add" else ""
        named = f"“{self.title}”" if self.title else ""
        return f"{_VERBS[self.op]}{named}：{self.path}{onto}{need}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeList:
    """What leads from version `source` of a form to `target`."""

    form: str
    source: int
    target: int
    dated: date
    changes: tuple[Change, ...]


@cache
def parse_changes(content: bytes) -> ChangeList:
    """The list of changes in `content`.

    Raises:
        ValueError: If it is none.
    """
    data = plain_data(content)
    try:
        return ChangeList(
            form=str(data["form"]),
            source=int(data["from"]),
            target=int(data["to"]),
            dated=_day(data["dated"]),
            changes=tuple(_change(row) for row in data["changes"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"no list of changes: {error}") from error


def onward(schema: FormSchema) -> tuple[ChangeList, ...]:
    """The lists of changes from the version of `schema` to the newest one; empty for the newest."""
    return tuple(parse_changes(content) for content in schema.onward)


def carried(data: Mapping[str, Any], lists: Iterable[ChangeList]) -> dict[str, Any]:
    """`data` under the names of the version to which `lists` lead; what is only in the old version stays."""
    value: Any = data
    for changes in lists:
        for change in changes.changes:
            if change.op == "rename":
                value = _renamed(value, change.steps, change.target)
    return dict(value)


def changes_text(lists: Iterable[ChangeList]) -> str:
    """All changes in one sentence, each with its reason."""
    every = [change for changes in lists for change in changes.changes]
    return "；".join(f"{n}. {change.what}（{change.why}）" for n, change in enumerate(every, 1))


def difference(old: Mapping[str, Any], new: Mapping[str, Any], changes: ChangeList) -> set[tuple[str, str]]:
    """Every structural difference of two resolved schemas as (op, path), told by themselves.

    `changes` is asked only which old name has become which new one, which no schema can tell.
    """
    renames = {change.steps: change.target for change in changes.changes if change.op == "rename"}
    found = _differences(old, new, before=(), after=(), renames=renames)
    return {(op, _text(path)) for op, path in found if path != ("form",)}


def _differences(
    old: Mapping[str, Any], new: Mapping[str, Any], *, before: Steps, after: Steps, renames: Mapping[Steps, str]
) -> Iterator[tuple[str, Steps]]:
    yield from ((op, after) for op in _limits(old, new))
    if "items" in old and "items" in new:
        below = ((*before, _ITEM), (*after, _ITEM))
        yield from _differences(old["items"], new["items"], before=below[0], after=below[1], renames=renames)
    fields, others = old.get("properties", {}), new.get("properties", {})
    names = {key: renames.get((*before, key), key) for key in fields}
    for key, name in names.items():
        if name not in others:
            yield "remove", (*before, key)
            continue
        if name != key:
            yield "rename", (*before, key)
        was, now = key in old.get("required", ()), name in new.get("required", ())
        if was != now:
            yield ("require" if now else "relax"), (*after, name)
        path = {"before": (*before, key), "after": (*after, name)}
        yield from _differences(fields[key], others[name], **path, renames=renames)
    yield from (("add", (*after, name)) for name in others if name not in names.values())


def _limits(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Op]:
    """How the limits of one value have changed; what cannot be compared counts as narrowed."""
    for words, sign in ((_LEAST, 1), (_MOST, -1)):
        for word in words:
            was, now = old.get(word), new.get(word)
            if was != now:
                tighter = was is None or (now is not None and (now - was) * sign > 0)
                yield "narrow" if tighter else "relax"
    was, now = old.get("enum"), new.get("enum")
    if was != now:
        yield "relax" if now is None or (was is not None and set(was) <= set(now)) else "narrow"
    if any(old.get(word) != new.get(word) for word in _FIXED):
        yield "narrow"


def _renamed(value: Any, steps: Steps, name: str) -> Any:
    """`value` with the key at `steps` renamed, in its place."""
    if isinstance(value, list):
        return [_renamed(item, steps[1:], name) for item in value] if steps[0] == _ITEM else value
    if not isinstance(value, Mapping):
        return value
    if len(steps) == 1:
        return {name if key == steps[0] and name not in value else key: item for key, item in value.items()}
    return {key: _renamed(item, steps[1:], name) if key == steps[0] else item for key, item in value.items()}


def _change(row: Any) -> Change:
    if row["op"] not in get_args(Op) or (row["op"] == "rename") != ("to" in row):
        raise ValueError(f"no change: {row}")
    to = str(row["to"]) if "to" in row else None
    if to is not None and _steps(to)[:-1] != _steps(row["path"])[:-1]:
        raise ValueError(f"{row['path']} may only be renamed within its group")
    required = bool(row.get("required"))
    return Change(
        op=row["op"],
        path=row["path"],
        title=row.get("title", ""),
        to=to,
        required=required,
        why=row["why"],
        article=row["article"],
    )


def _day(value: Any) -> date:
    if type(value) is not date:
        raise ValueError(f"{value!r} is no date")
    return value


def _steps(path: str) -> Steps:
    return tuple(path.replace(_ITEM, f".{_ITEM}").split("."))


def _text(steps: Steps) -> str:
    return ".".join(steps).replace(f".{_ITEM}", _ITEM)
