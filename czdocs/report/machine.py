"""Findings for programs: JSON with stable keys."""

import json
import re
from collections.abc import Iterable
from typing import Any

from czdocs.diagnostic import Diagnostic, Place

__all__ = ["findings_json", "harmless_json"]

_UNPRINTABLE = re.compile(r"[^ -~\u4e00-\u9fff]")


def findings_json(diagnostics: Iterable[Diagnostic], *, files: int, invalid: int) -> str:
    """The findings as JSON text; lines and columns count from 1, 0 means the file as a whole.

    A finding that speaks of further places has them under `related`.
    """
    listed = [
        {
            "file": d.place.file,
            "line": d.place.line,
            "column": d.place.column,
            "path": d.place.path,
            "code": d.code,
            "severity": d.severity.value,
            "message": d.message,
            "article": d.article,
            "remedy": d.remedy,
            **({"related": [_related(role, place) for role, place in d.related]} if d.related else {}),
        }
        for d in diagnostics
    ]
    text = json.dumps({"files": files, "invalid": invalid, "diagnostics": listed}, ensure_ascii=False, indent=2)
    return harmless_json(text)


def harmless_json(text: str) -> str:
    """The JSON `text` with escapes for what steers a terminal, as a file's name may (marks of direction)."""
    return _UNPRINTABLE.sub(lambda match: _escaped(match.group()), text)


def _related(role: str, place: Place) -> dict[str, Any]:
    return {"role": role, "file": place.file, "line": place.line, "column": place.column, "path": place.path}


def _escaped(character: str) -> str:
    return character if character == "\n" or character.isprintable() else json.dumps(character)[1:-1]
