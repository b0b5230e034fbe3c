"""Findings about a form for its print: which field each stands at, and what it says there."""

import re
from typing import TYPE_CHECKING, Any

from czdocs.diagnostic import Diagnostic, Place, Severity
from czdocs.documents.context.form_fields import Problem
from czdocs.intake.schema import FormSchema
from czdocs.intake.submission import Submission, path_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["home_of", "meant_field", "problem_of"]

_LAST_STEP = re.compile(r"(?:\.[^.\[\]]+|\[[0-9]+\]|^[^.\[\]]+)$")
_MISSPELT = "CZ1106"


def home_of(path: str, known: set[str]) -> str:
    """The path of the nearest printed thing to `path`."""
    while path and path not in known:
        path = _LAST_STEP.sub("", path) if _LAST_STEP.search(path) else ""
    return path


def meant_field(submission: Submission, diagnostic: Diagnostic) -> str | None:
    """The path of the field that a misspelt key stands for, where that field has nothing of its own."""
    if diagnostic.code != _MISSPELT:
        return None
    around = _LAST_STEP.sub("", diagnostic.place.path)
    for path in submission.keys:
        if path_text(path) == diagnostic.place.path:
            siblings = submission.schema.at(path[:-1]).get("properties", {})
            held = submission.value(path[:-1]) or {}
            told = set(re.findall(r"[a-z_0-9]+", f"{diagnostic.message} {diagnostic.remedy}"))
            near = [key for key in siblings if key in told and key not in held and key != path[-1]]
            return (f"{around}.{near[0]}" if around else near[0]) if len(near) == 1 else None
    return None


def problem_of(diagnostic: Diagnostic, number: int, schema: FormSchema | None) -> Problem:
    """The problem `number` that `diagnostic` tells, its field named by the titles of `schema` where that is known."""
    place = diagnostic.place
    return Problem(
        number=number,
        is_warning=diagnostic.severity is Severity.WARNING,
        code=diagnostic.code,
        line=place.line,
        column=place.column,
        field=_field(place.path, schema) if schema else "",
        message=diagnostic.message,
        article=diagnostic.article,
        remedy=diagnostic.remedy,
        related=tuple(f"{role}：{_where(other, place)}" for role, other in diagnostic.related),
    )


def _where(other: Place, here: Place) -> str:
    """A related place, its file only where it is another."""
    line = f"第 {other.line} 行" if other.line else ""
    return line if other.file == here.file else f"{other.file.rpartition('/')[2]} {line}".rstrip()


def _field(path: str, schema: FormSchema) -> str:
    """The titles on the way to `path`: `申报产品 › 技术指标 › 第 2 项 › 单位`."""
    steps: list[str] = []
    here: Mapping[str, Any] = schema.resolved
    for name, index in re.findall(r"([^.\[\]]+)|\[([0-9]+)\]", path):
        if index:
            here = here.get("items", {})
            steps.append(f"第 {int(index) + 1} 项")
        else:
            here = here.get("properties", {}).get(name, {})
            steps.append(str(here.get("title", name)))
    return " › ".join(steps)
