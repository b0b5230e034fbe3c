"""Questions: a form asked field by field; which question comes next follows from the answers alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from czdocs.intake.conditions import demands, depends_on
from czdocs.intake.field_notes import holds_lines
from czdocs.intake.layout import SKIPPED
from czdocs.intake.schema import FormSchema, Path

__all__ = ["SECRECY", "Answers", "Asked", "Question", "data_of", "next_question"]

Answers = Mapping[Path, tuple[Any, ...]]
"""Answers by the question's key: one value, or none where the field was left out."""
SECRECY: Path = ("declarations", "state_secret")
"""Asked before all else, so that of a secret nothing is ever stored (art. 24)."""
_MORE = "?more"
_ENTER = "?wanted"


class Asked(Enum):
    """What a question asks for."""

    VALUE = "value"
    LINES = "lines"
    WANTED = "wanted"  # whether a group that is not needed is filled in
    MORE = "more"  # whether a list has one more item


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question about the field at `path`; `key` is what its answer is kept under.

    `trail` names the groups around it, with the number of an item in a list. `required` tells whether it can be left
    out; `count` is how many items a list has so far.
    """

    key: Path
    path: Path
    asked: Asked
    field: Mapping[str, Any]
    trail: tuple[str, ...]
    required: bool
    count: int = 0


def next_question(schema: FormSchema, answers: Answers) -> Question | None:
    """The first question that `answers` leave open, None where the form is complete."""
    return next((question for question in _form(schema, answers) if question.key not in answers), None)


def data_of(schema: FormSchema, answers: Answers) -> dict[str, Any]:
    """The data of the form as far as `answers` go, in the order of the official form.

    Answers to questions that other answers have made pointless do not count.
    """
    tree: dict[str | int, Any] = {}
    for question in _form(schema, answers):
        if question.key not in answers:
            break
        given = answers[question.key]
        if given and question.asked in {Asked.VALUE, Asked.LINES}:
            here: Any = tree
            for part in question.path[:-1]:
                here = here.setdefault(part, {})
            here[question.path[-1]] = given[0]
    data: dict[str, Any] = _ordered(schema.resolved, tree)
    return data


def _form(schema: FormSchema, answers: Answers) -> Iterator[Question]:
    """All questions in order, as far as they are known from `answers`; secrecy first."""
    field = schema.at(SECRECY)
    if field:
        yield Question(key=SECRECY, path=SECRECY, asked=Asked.VALUE, field=field, trail=(), required=True)
    yield from _group(schema.resolved, (), answers, trail=())


def _group(owner: Mapping[str, Any], path: Path, answers: Answers, *, trail: tuple[str, ...]) -> Iterator[Question]:
    """The questions about the fields of a group; a field comes after those on which it depends."""
    wants = demands(owner, {})
    for key in _in_turn(owner):
        field = owner["properties"][key]
        if key in SKIPPED or "const" in field:
            continue
        if "allOf" in owner:  # what was answered meanwhile may decide about this one
            told = {name: answers[*path, name][0] for name in owner["properties"] if answers.get((*path, name))}
            wants = demands(owner, told)
        if key not in wants.excluded:
            yield from _field(field, (*path, key), answers, trail=trail, required=key in wants.required)


def _field(
    field: Mapping[str, Any], path: Path, answers: Answers, *, trail: tuple[str, ...], required: bool
) -> Iterator[Question]:
    kind = field.get("type")
    title = str(field.get("title", path[-1]))
    if kind == "object":
        key = (*path, _ENTER)
        if not required:
            yield Question(key=key, path=path, asked=Asked.WANTED, field=field, trail=trail, required=True)
        if required or answers.get(key) == (True,):
            yield from _group(field, path, answers, trail=(*trail, title))
    elif kind == "array" and field["items"].get("type") in {"object", "array"}:
        yield from _groups(field, path, answers, trail=trail, required=required)
    elif kind == "array":
        yield from _values(field, path, answers, trail=(*trail, title), required=required)
    else:
        asked = Asked.LINES if holds_lines(field) else Asked.VALUE
        yield Question(key=path, path=path, asked=asked, field=field, trail=trail, required=required)


def _groups(
    field: Mapping[str, Any], path: Path, answers: Answers, *, trail: tuple[str, ...], required: bool
) -> Iterator[Question]:
    """The questions about a list of groups or of lists, item by item."""
    for number in range(field.get("maxItems", 1 << 16)):
        if number >= _least(field, number, required=required):
            key = (*path, number, _MORE)
            yield Question(key=key, path=path, asked=Asked.MORE, field=field, trail=trail, required=True, count=number)
            if answers.get(key) != (True,):
                return
        inner = (*trail, f"{field.get('title', path[-1])} 第 {number + 1} 项")
        if field["items"]["type"] == "array":
            yield from _values(field["items"], (*path, number), answers, trail=inner, required=True)
        else:
            yield from _group(field["items"], (*path, number), answers, trail=inner)


def _values(
    field: Mapping[str, Any], path: Path, answers: Answers, *, trail: tuple[str, ...], required: bool
) -> Iterator[Question]:
    """The questions about a list of single values; the first one left out ends it."""
    for number in range(field.get("maxItems", 1 << 16)):
        here = (*path, number)
        needed = number < _least(field, number, required=required)
        yield Question(
            key=here, path=here, asked=Asked.VALUE, field=field["items"], trail=trail, required=needed, count=number
        )
        if answers.get(here) == ():
            return


def _least(field: Mapping[str, Any], number: int, *, required: bool) -> int:
    """How many items a list of `number` items must have at least."""
    least: int = field.get("minItems", 0)
    return least if required or number else 0


def _in_turn(owner: Mapping[str, Any]) -> list[str]:
    """The fields of a group in their order, each conditional one after those that decide about it."""
    causes = depends_on(owner)
    if not causes:
        return list(owner["properties"])
    turn: list[str] = []
    waiting = list(owner["properties"])
    while waiting:
        ready = (key for key in waiting if causes.get(key, frozenset()).isdisjoint(set(waiting) - {key}))
        turn.append(next(ready, waiting[0]))
        waiting.remove(turn[-1])
    return turn


def _ordered(field: Mapping[str, Any], tree: Any) -> Any:
    """`tree`, whose lists are mappings from numbers, as data in the order of the schema."""
    if field.get("type") == "array":
        return [_ordered(field["items"], tree[number]) for number in sorted(tree)]
    if field.get("type") != "object":
        return tree
    data: dict[str, Any] = {}
    for key, known in field["properties"].items():
        if "const" in known:
            data[key] = known["const"]
        elif key in tree:
            data[key] = _ordered(known, tree[key])
        elif known.get("type") == "array" and key in field.get("required", ()) and not known.get("minItems"):
            data[key] = []
    return data
