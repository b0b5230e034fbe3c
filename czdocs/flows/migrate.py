"""Migration of a form file: what a newer version has changed, and the file as that version wants it."""

from dataclasses import dataclass
from pathlib import Path

from czdocs.diagnostic import Diagnostic, Place
from czdocs.errors import CzdocsError
from czdocs.flows.gathering import read_bytes
from czdocs.flows.knowledge import form_schemas
from czdocs.flows.new_form import SCHEMA_FOLDER, editor_schema_bytes
from czdocs.flows.rewriting import replace_file, text_difference
from czdocs.intake.changes import onward
from czdocs.intake.migration import Done, migrate_text
from czdocs.intake.reading import read_submission
from czdocs.intake.schema import FormSchema

__all__ = ["FormMigration", "migrate", "write_migration"]

_BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMigration:
    """What is done to a form, step by step, and its content after that; `findings` say why it cannot be read."""

    path: Path
    findings: tuple[Diagnostic, ...] = ()
    old: FormSchema | None = None
    new: FormSchema | None = None
    done: tuple[Done, ...] = ()
    difference: str = ""
    content: bytes = b""

    @property
    def needed(self) -> bool:
        """Whether the form is of an older version than the one that is wanted."""
        return bool(self.difference)


def migrate(path: Path, *, to: int | None = None) -> FormMigration:
    """The form in `path` brought to version `to`, the newest without it; nothing is written.

    Raises:
        CzdocsError: If there is no such version (CZ5181) or the form is written too unusually (CZ5182).
    """
    content = read_bytes(path)
    if isinstance(content, Diagnostic):
        return FormMigration(path=path, findings=(content,))
    schemas, name = form_schemas(), path.as_posix()
    reading = read_submission(content, file=name, schemas=schemas)
    if reading.submission is None or reading.findings:
        return FormMigration(path=path, findings=reading.findings)
    old = reading.submission.schema
    known = schemas.versions(old.kind)
    wanted = max(known) if to is None else to
    if wanted not in known or wanted < old.version:
        said = "、".join(f"第 {number} 版" for number in known)
        raise CzdocsError("CZ5181", title=old.title, version=old.version, wanted=wanted, known=said)
    before = text = reading.submission.text
    done: list[Done] = []
    for changes in onward(old)[: wanted - old.version]:
        steps = (schemas.get(old.kind, changes.source), schemas.get(old.kind, changes.target))
        try:
            step = migrate_text(text, changes, old=steps[0], new=steps[1])
        except ValueError as error:
            raise CzdocsError("CZ5182", place=Place(file=name), file=name) from error
        text = step.text
        done += step.done
    return FormMigration(
        path=path,
        old=old,
        new=schemas.get(old.kind, wanted),
        done=tuple(done),
        difference=text_difference(before, text, name=name),
        content=(_BOM if content.startswith(_BOM) else b"") + text.encode(),
    )


def write_migration(migration: FormMigration) -> None:
    """Put the migrated form into its file, and beside it the schema for the editor where the old one lies.

    Raises:
        OSError: If the machine refuses; then the form is as it was.
    """
    old, new = migration.old, migration.new
    if old is not None and new is not None:
        folder = migration.path.resolve().parent / SCHEMA_FOLDER
        if (folder / old.name).is_file() and not (folder / new.name).exists():
            (folder / new.name).write_bytes(editor_schema_bytes(new.kind, new.version))
    replace_file(migration.path, migration.content)
