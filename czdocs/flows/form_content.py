"""Content of a form for its print: its fields with titles and values in the schema's order, and what was found."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from czdocs.diagnostic import Diagnostic, in_order
from czdocs.documents.context.form_fields import (
    Entry,
    FieldKind,
    FilledForm,
    Group,
    Records,
    Scalar,
    Texts,
    Written,
)
from czdocs.flows.examination import ExaminedForm
from czdocs.flows.form_problems import home_of, meant_field, problem_of
from czdocs.intake.schema import Path
from czdocs.intake.submission import Submission, path_text

__all__ = ["filled_form"]

# Printed in the footer, and never printed: a form with a classification has no print.
_NOT_FIELDS = frozenset({"form", "classification"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_UNDATED = date(2023, 1, 1)  # before any form of the measures; only so that the file bears some fixed day
_SHOWN = 200


def filled_form(form: ExaminedForm, findings: Sequence[Diagnostic]) -> FilledForm:
    """What the print of `form` shows, with `findings` marked at their fields."""
    own = tuple(d for d in in_order(findings) if d.place.file == form.name)
    submission = form.submission
    if submission is None:
        return _unreadable(form, own)
    content = _Content(submission=submission, numbers={}, echoes={})
    known = set(content.paths())
    homes: dict[str, tuple[int, ...]] = {}
    for number, diagnostic in enumerate(own, 1):
        home = home_of(diagnostic.place.path, known)
        homes[home] = (*homes.get(home, ()), number)
    echoes = {
        path: (number,)
        for number, diagnostic in enumerate(own, 1)
        if (path := meant_field(submission, diagnostic)) is not None
    }
    content = _Content(submission=submission, numbers=homes, echoes=echoes)
    return FilledForm(
        kind=submission.kind,
        version=f"{submission.kind.value}/{submission.version}",
        title=submission.schema.title,
        article=str(submission.schema.resolved.get("x-article", "")),
        case=submission.case or "",
        author=_author(submission),
        file=form.path.name,
        content=submission.content,
        sha256=submission.sha256,
        dated=_dated(submission),
        body=content.body(),
        problems=tuple(problem_of(d, number, submission.schema) for number, d in enumerate(own, 1)),
    )


def _unreadable(form: ExaminedForm, findings: Sequence[Diagnostic]) -> FilledForm:
    """A file of which only the findings can be printed."""
    return FilledForm(
        kind=None,
        version="",
        title=form.path.name,
        article="",
        case="",
        author="",
        file=form.path.name,
        content=b"",
        sha256="",
        dated=_UNDATED,
        body=Group(key="", label=""),
        problems=tuple(problem_of(d, number, None) for number, d in enumerate(findings, 1)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """Makes the fields of one submission; `numbers` and `echoes` are the problems by the text of the path."""

    submission: Submission
    numbers: Mapping[str, tuple[int, ...]]
    echoes: Mapping[str, tuple[int, ...]]

    def body(self) -> Group:
        """All fields of the form."""
        return self._group((), self.submission.schema.resolved, self.submission.data)

    def paths(self) -> Iterator[str]:
        """The texts of the paths of everything that is printed."""
        for path in self._paths((), self.submission.schema.resolved, self.submission.data):
            yield path_text(path)

    def _paths(self, path: Path, schema: Mapping[str, Any], data: Any) -> Iterator[Path]:
        yield path
        properties = schema.get("properties", {})
        if isinstance(data, dict) and properties:
            for key in data.keys() - properties.keys():
                yield (*path, key)
        if isinstance(data, list) and schema.get("type") == "array":
            for index, item in enumerate(data):
                yield from self._paths((*path, index), schema.get("items", {}), item)
        elif properties and (isinstance(data, dict) or data is None):
            for key, field in properties.items():
                if key not in _NOT_FIELDS:
                    yield from self._paths((*path, key), field, data.get(key) if isinstance(data, dict) else None)

    def _problems(self, path: Path) -> tuple[int, ...]:
        return self.numbers.get(path_text(path), ())

    def _group(self, path: Path, schema: Mapping[str, Any], data: Any, *, written: Written = Written.VALUE) -> Group:
        """The fields of an object, those that are not there as well."""
        given: Mapping[str, Any] = data if isinstance(data, dict) else {}
        properties: Mapping[str, Any] = schema.get("properties", {})
        return Group(
            key=str(path[-1]) if path else "",
            label=str(schema.get("title", "")),
            entries=tuple(
                self._entry((*path, key), field, given) for key, field in properties.items() if key not in _NOT_FIELDS
            ),
            strangers=tuple(
                self._scalar((*path, key), {"title": key}, value, written=Written.VALUE)
                for key, value in given.items()
                if key not in properties
            ),
            written=written,
            problems=self._problems(path),
        )

    def _entry(self, path: Path, schema: Mapping[str, Any], around: Mapping[str, Any]) -> Entry:
        """The field at `path`; what does not have the schema's form is printed as a text."""
        key = str(path[-1])
        value = around.get(key)
        written = Written.NOTHING if key not in around else Written.NULL if value is None else Written.VALUE
        kind = schema.get("type")
        if kind == "object" and (isinstance(value, dict) or written is not Written.VALUE):
            return self._group(path, schema, value, written=written)
        if kind == "array" and (isinstance(value, list) or written is not Written.VALUE):
            return self._list(path, schema, value or (), written=written)
        return self._scalar(path, schema, value, written=written)

    def _list(self, path: Path, schema: Mapping[str, Any], items: Sequence[Any], *, written: Written) -> Entry:
        item: Mapping[str, Any] = schema.get("items", {})
        key, label, problems = str(path[-1]), str(schema.get("title", path[-1])), self._problems(path)
        if item.get("type") != "object":
            texts = tuple(self._scalar((*path, n), item, value) for n, value in enumerate(items))
            return Texts(key=key, label=label, items=texts, written=written, problems=problems)
        return Records(
            key=key,
            label=label,
            shape=_Content(submission=self.submission, numbers={}, echoes={})._group((), item, {}),  # noqa: SLF001  # its own class
            rows=tuple(self._row((*path, n), item, value) for n, value in enumerate(items)),
            written=written,
            problems=problems,
        )

    def _row(self, path: Path, schema: Mapping[str, Any], value: Any) -> Group:
        """One record; a value that is none stands in it like a field that the form does not know."""
        if isinstance(value, dict):
            return self._group(path, schema, value)
        empty = self._group(path, schema, {})
        stranger = Scalar(key="", label="此处所填", text=_text(value))
        return Group(
            key=empty.key, label=empty.label, entries=empty.entries, strangers=(stranger,), problems=empty.problems
        )

    def _scalar(self, path: Path, schema: Mapping[str, Any], value: Any, *, written: Written | None = None) -> Scalar:
        labels: Mapping[str, str] = schema.get("x-labels", {})
        return Scalar(
            key=str(path[-1]),
            label=str(schema.get("title", path[-1])),
            kind=_kind(str(path[-1]), schema),
            text=_text(value),
            written=written or (Written.NULL if value is None else Written.VALUE),
            options=tuple(labels.items()),
            limit=schema.get("maxLength", 0),
            problems=self._problems(path),
            echoes=self.echoes.get(path_text(path), ()),
        )


def _kind(key: str, schema: Mapping[str, Any]) -> FieldKind:  # one line a kind
    types = schema.get("type", ())
    if schema.get("x-labels"):
        return FieldKind.CHOICE
    if types == "boolean":
        return FieldKind.FLAG
    if schema.get("format") == "date":
        return FieldKind.DATE
    if key.endswith("yuan"):
        return FieldKind.MONEY
    if "integer" in types:
        return FieldKind.NUMBER
    return FieldKind.TEXT


def _text(value: Any) -> str:
    """A value as text; of what should be one value and is several, the beginning."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dict():
            return "；".join(f"{key}：{_text(inner)}" for key, inner in value.items())[:_SHOWN]
        case list():
            return "、".join(_text(inner) for inner in value)[:_SHOWN]
        case _:
            return str(value)


def _author(submission: Submission) -> str:
    """Who files the form: the applicant, the reviewer; empty where the form says nobody."""
    applicant = submission.value(("applicant", "name"))
    named = applicant or submission.value(("reviewer",)) or ""
    return named if isinstance(named, str) else ""


def _dated(submission: Submission) -> date:
    """The last day among the form's own fields, or the first of its year; never one of the clock."""
    for key in reversed(submission.schema.resolved["properties"]):
        value = submission.data.get(key)
        if isinstance(value, str) and _DAY.match(value) and _is_day(value):
            return date.fromisoformat(value)
    year = submission.year
    return date(year, 1, 1) if year and date.min.year <= year <= date.max.year else _UNDATED


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
