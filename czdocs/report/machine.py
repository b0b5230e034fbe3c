"""Findings for programs: JSON with stable keys."""

import json
import re
from collections.abc import Iterable
from typing import Any

from czdocs.diagnostic import Diagnostic, Place

__all__ = ["finding_data", "findings_json", "harmless_json"]

_UNPRINTABLE = re.compile(r"[^ -~\u4e00-\u9fff]")


def findings_json(diagnostics: Iterable[Diagnostic], *, files: int, invalid: int) -> str:
    """The findings as JSON text; lines and columns count from 1, 0 means the file as a whole.

    A finding that speaks of further places has them under `related`.
    """
    listed = [finding_data(d) for d in diagnostics]
    text = json.dumps({"files": files, "invalid": invalid, "diagnostics": listed}, ensure_ascii=False, indent=2)
    return harmless_json(text)


def finding_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """The finding as JSON values."""
    place = diagnostic.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": place.path,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "article": diagnostic.article,
        "remedy": diagnostic.remedy,
        **({"related": [_related(role, where) for role, where in diagnostic.related]} if diagnostic.related else {}),
    }


def harmless_json(text: str) -> str:
    """The JSON `text` with escapes for what steers a terminal, as a file's name may (marks of direction)."""
    return _UNPRINTABLE.sub(lambda match: _escaped(match.group()), text)


def _related(role: str, place: Place) -> dict[str, Any]:
    return {"role": role, "file": place.file, "line": place.line, "column": place.column, "path": place.path}


def _escaped(character: str) -> str:
    return character if character == "\n" or character.isprintable() else json.dumps(character)[1:-1]
