"""Many cases at once: application cases that lie in order, examined by all cores.

What makes a case depend on others (a decision, claims, bundles, a number twice, a folder inside another) is left to
`validate`, which then examines all of them in one process.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from czdocs.diagnostic import Diagnostic
from czdocs.flows.examination import ExaminedCase, examine_case, examine_form
from czdocs.flows.executor import process_pool
from czdocs.flows.gathering import FormFile
from czdocs.flows.knowledge import form_schemas, policy_book
from czdocs.record import CASE_KINDS, CLAIM_KINDS

__all__ = ["ManyCases", "examine_many"]

_CHUNKS = 8
"""Parts for each process, so that one with many faults does not keep the others waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyCases:
    """What was found in many cases, and the texts of the files with findings."""

    findings: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a process tells of one case: its number, None where it is none of those that lie in order."""

    folder: Path
    case: str | None
    findings: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def examine_many(files: Sequence[FormFile], *, today: date | None) -> ManyCases | None:
    """The findings about `files`, None where one core is all there is, or not all are application cases in order."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if cores == 1:
        return None
    groups: dict[Path, list[FormFile]] = defaultdict(list)
    for file in files:
        groups[file.path.parent].append(file)
    if any(parent in groups for folder in groups for parent in folder.parents):
        return None
    listed = list(groups.values())
    size = -(-len(listed) // (cores * _CHUNKS))
    chunks = [listed[start : start + size] for start in range(0, len(listed), size)]
    form_schemas()  # once, before the processes part
    policy_book()
    with process_pool(cores, start="fork") as pool:
        told = [case for part in pool.map(partial(_examined, today=today), chunks) for case in part]
    return _in_order(told)


def _examined(groups: Iterable[Sequence[FormFile]], *, today: date | None) -> list[_Told]:
    """What is to be told of the cases that `groups` of files are; runs in a process of its own."""
    return [_told(examine_case(g[0].path.parent, [examine_form(file) for file in g], today=today)) for g in groups]


def _told(case: ExaminedCase) -> _Told:
    kinds = {form.submission.kind for form in case.forms if form.submission}
    plain = not case.secret and kinds <= CASE_KINDS - CLAIM_KINDS
    shown = {d.place.file for d in case.findings} | {where.file for d in case.findings for _, where in d.related}
    return _Told(
        folder=case.folder,
        case=case.case if plain else None,
        findings=case.findings,
        texts={form.name: form.text for form in case.forms if form.name in shown},
    )


def _in_order(told: Sequence[_Told]) -> ManyCases | None:
    """The findings together, None where a case is none of a plain application, or its number is not its own."""
    numbers = {one.case for one in told}
    named = all(one.folder.name == one.case or not one.folder.name.startswith("20") for one in told)
    if None in numbers or len(numbers) != len(told) or not named:
        return None
    return ManyCases(
        findings=tuple(d for one in told for d in one.findings),
        texts={name: text for one in told for name, text in one.texts.items()},
    )
