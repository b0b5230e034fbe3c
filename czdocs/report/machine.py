"""Findings for programs: JSON with stable keys."""

import json
from collections.abc import Iterable

from czdocs.diagnostic import Diagnostic

__all__ = ["findings_json"]


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
    return json.dumps({"files": files, "invalid": invalid, "diagnostics": listed}, ensure_ascii=False, indent=2)
