"""Findings for editors and code hosts: SARIF 2.1.0, the interchange format of static analysis."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from czdocs import __version__
from czdocs.catalogue import CATALOGUE, Entry
from czdocs.diagnostic import Diagnostic, Place, Severity
from czdocs.report.machine import harmless_json

__all__ = ["findings_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_DRIVE = re.compile(r"[A-Za-z]:/")


def findings_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """The findings as one SARIF run; rules are the codes that occur, columns count characters.

    The order is kept. Nothing of a file's content is in it but what the messages say.
    """
    listed = tuple(diagnostics)
    codes = sorted({d.code for d in listed})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "czdocs",
                        "version": __version__,
                        "language": "zh-CN",
                        "rules": [_rule(CATALOGUE[code]) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": _results(listed, codes),
            }
        ],
    }
    return harmless_json(json.dumps(log, ensure_ascii=False, indent=2))


def _rule(entry: Entry) -> dict[str, Any]:
    """What a code means, for all its findings."""
    basis = f"依据：《办法》{entry.article}。" if entry.article else ""
    message, remedy = entry.in_general()
    rule: dict[str, Any] = {
        "id": entry.code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": message},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
        "help": {
            "text": f"{message}{basis}怎样改：{remedy}",
            "markdown": f"**{entry.title}**\n\n{message}{basis}\n\n**怎样改：**{remedy}",
        },
    }
    return rule | ({"properties": {"article": entry.article}} if entry.article else {})


def _results(diagnostics: Sequence[Diagnostic], codes: Sequence[str]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    results = []
    for d in diagnostics:
        fingerprint = _fingerprint(d)
        seen[fingerprint] += 1
        result: dict[str, Any] = {
            "ruleId": d.code,
            "ruleIndex": codes.index(d.code),
            "level": _LEVELS[d.severity],
            # Viewers show the message alone, so that what to do stands in it too.
            "message": {"text": f"{d.message}怎样改：{d.remedy}"},
            "locations": [_location(d.place)] if d.place.file else [],
            "partialFingerprints": {"czdocs/v1": f"{fingerprint}:{seen[fingerprint]}"},
            "properties": {"article": d.article, "remedy": d.remedy, "path": d.place.path},
        }
        if d.related:
            result["relatedLocations"] = [
                {"id": number, **_location(place), "message": {"text": role}}
                for number, (role, place) in enumerate(d.related, 1)
            ]
        results.append(result)
    return results


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.path:
        location["logicalLocations"] = [{"fullyQualifiedName": place.path, "kind": "member"}]
    return location


def _uri(file: str) -> str:
    """`file` as a reference: relative as it was given, `file:` for a path from the root or from a drive."""
    name = file.replace("\\", "/")
    if _DRIVE.match(name):
        return f"file:///{name[:2]}{quote(name[2:])}"
    # A colon in the first part of a relative reference would be taken for a scheme; `quote` writes it as %3A.
    return f"file://{quote(name)}" if name.startswith("/") else quote(name)


def _fingerprint(diagnostic: Diagnostic) -> str:
    """What stays equal where only lines were put in above the place."""
    said = f"{diagnostic.code}\n{diagnostic.place.file}\n{diagnostic.place.path}\n{diagnostic.message}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
