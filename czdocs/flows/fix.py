"""Fixing: what can be put right in form files, shown first, and written so that no original is lost."""

import hashlib
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from czdocs.diagnostic import Diagnostic, Place, has_errors
from czdocs.errors import CzdocsError, machine_reason
from czdocs.flows.gathering import find_forms, read_bytes
from czdocs.flows.knowledge import form_schemas
from czdocs.flows.rewriting import replace_file
from czdocs.flows.validate import Validation, validate_content
from czdocs.intake.mending import Mending, mend

__all__ = ["Fix", "Fixes", "proposed_fixes", "write_fix"]

_KEPT = ".czdocs"  # hidden, so that it is no part of the case


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What can be put right in one file, and what is left for a person after it.

    `remaining` is what validation of that one form says then; of a form under art. 24 nothing else is in it.
    """

    path: Path
    original: bytes
    mending: Mending
    remaining: Validation

    @property
    def unfinished(self) -> bool:
        """Whether errors are left for a person."""
        return has_errors(self.remaining.diagnostics)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixes:
    """The fixes of all files under some paths, and what was wrong with the paths."""

    fixes: tuple[Fix, ...]
    findings: tuple[Diagnostic, ...]


def proposed_fixes(paths: Sequence[Path]) -> Fixes:
    """What can be put right in the forms that `paths` mean; nothing is written."""
    found = find_forms(paths)
    findings: list[Diagnostic] = list(found.findings)
    fixes: list[Fix] = []
    for file in found.files:
        content = read_bytes(file.path)
        if isinstance(content, Diagnostic):
            findings.append(content)
            continue
        mending = mend(content, file=file.name, schemas=form_schemas())
        left = validate_content(mending.content if mending.changed else content, name=file.name)
        fixes.append(Fix(path=file.path, original=content, mending=mending, remaining=left))
    return Fixes(fixes=tuple(fixes), findings=tuple(findings))


def write_fix(fix: Fix) -> Path:
    """Write what `fix` found; where the original is kept.

    The file appears whole or stays as it was. A link stays a link.

    Raises:
        CzdocsError: CZ5130 if the file has changed since it was read, CZ5131 if the machine refuses.
    """
    place = Place(file=fix.path.as_posix())
    try:
        target = fix.path.resolve()
        if target.read_bytes() != fix.original:
            raise CzdocsError("CZ5130", place=place, path=fix.path)
        digest = hashlib.sha256(fix.original).hexdigest()[:8]
        kept = target.parent / _KEPT / f"{target.stem}.{digest}{target.suffix}"
        kept.parent.mkdir(exist_ok=True)
        replace_file(kept, fix.original, mode=stat.S_IMODE(target.stat().st_mode))
        replace_file(target, fix.mending.content)
    except OSError as error:
        raise CzdocsError("CZ5131", place=place, path=fix.path, reason=machine_reason(error)) from error
    return kept
