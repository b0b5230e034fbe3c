"""Findings for programs: JSON with stable keys."""

import json
import re
from collections.abc import Iterable

from czdocs.diagnostic import Diagnostic

__all__ = ["findings_json"]

_UNPRINTABLE = re.compile(r"[^ -~\u4e00-\u9fff]")


def findings_json(diagnostics: Iterable[Diagnostic], *, files: int, invalid: int) -> str:
    """The findings as JSON text; lines and columns count from 1, 0 means the file as a whole."""
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
        }
        for d in diagnostics
    ]
    text = json.dumps({"files": files, "invalid": invalid, "diagnostics": listed}, ensure_ascii=False, indent=2)
    # A file's name may hold what steers a terminal (C1 controls, marks of direction); JSON can say it harmlessly.
    return _UNPRINTABLE.sub(lambda match: _escaped(match.group()), text)


def _escaped(character: str) -> str:
    return character if character == "\n" or character.isprintable() else json.dumps(character)[1:-1]
