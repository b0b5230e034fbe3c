"""Revalidation: an archived form checked again by the schema that was archived with it, from the archive alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from czdocs.archive.archive import Archive
from czdocs.diagnostic import Diagnostic
from czdocs.errors import CzdocsError
from czdocs.intake.checks import check_schema
from czdocs.intake.reading import read_submission
from czdocs.intake.schema import load_schemas
from czdocs.resources import resource_bytes, resource_names

__all__ = ["Revalidation", "revalidate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revalidation:
    """The form of one record as it was filed, and what its own schema has against it.

    `files` are the schema files by name with their digests (SHA-256); those in `differing` are not what the package
    has under that name today, or it has none.
    """

    title: str
    name: str
    text: str
    schema: str
    files: Mapping[str, str]
    differing: frozenset[str]
    findings: tuple[Diagnostic, ...]


def revalidate(archive: Archive, sequence: int) -> Revalidation:
    """The form of the record `sequence`, checked again; the package's own schemas have no say in it.

    Raises:
        CzdocsError: If the record is no form (CZ5183), there is none, or the archive is damaged.
    """
    record = archive.view().record(sequence)
    form = next((file for file in record.files if file.role == "submission"), None)
    schemas = {file.name: file.digest for file in record.files if file.role == "schema"}
    if form is None or not schemas:
        raise CzdocsError("CZ5183", sequence=sequence, reason="不是表单，或者没有随附表单规范")
    loaded = load_schemas({name: archive.read_object(digest) for name, digest in schemas.items()})
    reading = read_submission(archive.read_object(form.digest), file=form.name, schemas=loaded)
    submission = reading.submission
    if submission is None:
        raise CzdocsError("CZ5183", sequence=sequence, reason="所附的规范不能核对这份表单")
    known = set(resource_names("schemas"))
    return Revalidation(
        title=record.title,
        name=form.name,
        text=submission.text,
        schema=f"{submission.kind.value}/{submission.version}",
        files=submission.schema.files,
        differing=frozenset(
            name
            for name in submission.schema.files
            if name not in known or resource_bytes("schemas", name) != archive.read_object(schemas[name])
        ),
        findings=(*reading.findings, *check_schema(submission)),
    )
