"""Check of the parameter files: every fault with its line, in each file and between them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, in_order
from czdocs.errors import CzdocsError
from czdocs.flows.gathering import find_forms, read_bytes
from czdocs.intake.parameter_files import parameter_faults, placed, read_parameters
from czdocs.policy.articles import ARTICLES_FILE
from czdocs.policy.book import AGENCIES_FILE, NOTICE_PREFIX, load_book
from czdocs.policy.soundness import unsound
from czdocs.resources import resource_bytes, resource_names

__all__ = ["PolicyCheck", "check_packaged_policy", "check_policy", "check_policy_files", "notice_fields"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyCheck:
    """How many parameter files were read, what was found, and the texts to show places in."""

    files: int
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    @property
    def invalid(self) -> int:
        """How many files have findings."""
        return len({found.place.file for found in self.diagnostics})


def check_policy(path: Path) -> PolicyCheck:
    """What is wrong with the parameter files in the folder `path`, or in the folder of the file `path`."""
    folder = path.parent if path.is_file() else path
    listed = find_forms([folder])
    findings: list[Diagnostic] = [*listed.findings]
    files: dict[str, bytes] = {}
    for file in listed.files:
        if file.path.parent == folder:
            content = read_bytes(file.path)
            if isinstance(content, Diagnostic):
                findings.append(content)
            else:
                files[file.path.name] = content
    if findings:
        return PolicyCheck(files=len(files), diagnostics=in_order(findings), texts=MappingProxyType({}))
    return check_policy_files(files, folder=folder.as_posix())


def check_packaged_policy() -> PolicyCheck:
    """What is wrong with the parameter files that travel with the package."""
    names = (name for name in resource_names("policy") if name.endswith(".yaml"))
    return check_policy_files({name: resource_bytes("policy", name) for name in names})


def check_policy_files(files: Mapping[str, bytes], *, folder: str = "policy") -> PolicyCheck:
    """What is wrong with `files` (bare name to content), each by itself and together; `folder` is where they are.

    Files with faults of their own are left out of what is checked between files.
    """
    prefix = "" if folder == "." else f"{folder}/"
    read = {name: read_parameters(content, file=f"{prefix}{name}") for name, content in files.items()}
    found: list[Diagnostic] = []
    sound: dict[str, bytes] = {}
    for name, file in read.items():
        faults = (*file.findings, *(parameter_faults(file, _schema(name)) if file.data is not None else ()))
        found += faults
        if not faults:
            sound[name] = files[name]
    missing = [name for name in (AGENCIES_FILE, ARTICLES_FILE) if name not in files]
    found += (finding("CZ6003", Place(file=folder), name=name) for name in missing)
    found += placed(_between(sound, complete=len(sound) == len(files)), read)
    return PolicyCheck(
        files=len(files),
        diagnostics=in_order(found),
        texts=MappingProxyType({file.file: file.text for file in read.values()}),
    )


def _between(files: Mapping[str, bytes], *, complete: bool) -> tuple[Diagnostic, ...]:
    """What does not fit between `files`, whose places have no lines; what lacks is said only where all are there."""
    try:
        return unsound(load_book(files))
    except CzdocsError as error:
        lacking = error.diagnostic.code == "CZ6003"
        return () if lacking and (not complete or AGENCIES_FILE not in files) else (error.diagnostic,)


def notice_fields() -> Mapping[str, Any]:
    """The fields of a year's notice by key, as its schema explains them."""
    fields: Mapping[str, Any] = _schema(f"{NOTICE_PREFIX}.yaml")["properties"]
    return fields


def _schema(name: str) -> Mapping[str, Any]:
    """The schema of the parameter file `name`."""
    kind = name.removesuffix(".yaml") if name in {AGENCIES_FILE, ARTICLES_FILE} else "measures"
    if name.startswith(NOTICE_PREFIX):
        kind = "notice"
    schema: Mapping[str, Any] = json.loads(resource_bytes("policy", f"schema/{kind}-1.schema.json"))
    return schema
