"""Filling in: the draft of a form that is asked field by field, safe after every answer, and the form in the end.

The draft lies beside the form (`.czdocs/NAME.draft`): a line of JSON a step, appended and flushed to disk before the
next question is asked. The first line names the form; `[key, [value]]` is an answer, `[key, []]` a field left out,
`null` a step back. A line that was cut off is no step, so that a program killed at any moment loses at most the answer
that was being written. When the form has been written, the draft goes.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from czdocs.archive.durable import sync_file, sync_folder
from czdocs.errors import CzdocsError
from czdocs.flows.new_form import SCHEMA_FOLDER, newest, schema_location, with_schema
from czdocs.flows.output_folder import hand_out, machine_fault
from czdocs.intake import schema as schemas
from czdocs.intake.blank import form_text
from czdocs.intake.questions import Answers, data_of
from czdocs.terms import FormKind

__all__ = ["Draft", "answered", "discard", "finish", "open_draft", "step_back"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form being filled in: its answers so far, oldest first, and where they are kept."""

    kind: FormKind
    form: Path
    path: Path
    answers: Answers


def open_draft(kind: FormKind, form: Path) -> Draft:
    """The draft of `form` as it was left, or a new one, of which nothing is stored before the first answer.

    Raises:
        CzdocsError: CZ5121 if the form is there already, CZ5141 if there is a draft that cannot be gone on with, CZ5102
            to CZ5105 if the machine refuses.
    """
    path = form.parent / SCHEMA_FOLDER / f"{form.name}.draft"
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        if os.path.lexists(form):
            raise CzdocsError("CZ5121", path=form) from None
        return Draft(kind=kind, form=form, path=path, answers={})
    except OSError as error:
        raise machine_fault(error, path) from error
    whole = content[: content.rfind(b"\n") + 1]
    answers = _answers(whole, kind, path)
    draft = Draft(kind=kind, form=form, path=path, answers=answers)
    if os.path.lexists(form) and (not form.is_file() or form.read_bytes() != _text(draft).encode()):
        raise CzdocsError("CZ5141", draft=path, reason=f"{form} 已经存在")
    if whole != content:
        try:
            os.truncate(path, len(whole))
        except OSError as error:
            raise machine_fault(error, path) from error
    return draft


def answered(draft: Draft, key: schemas.Path, given: tuple[Any, ...]) -> Draft:
    """`draft` with the answer `given` under `key`, on disk before this returns."""
    _append(draft, [list(key), list(given)])
    kept = {known: value for known, value in draft.answers.items() if known != key}
    return Draft(kind=draft.kind, form=draft.form, path=draft.path, answers={**kept, key: given})


def step_back(draft: Draft) -> Draft:
    """`draft` without its last answer; unchanged where there is none."""
    if not draft.answers:
        return draft
    _append(draft, None)
    kept = dict(draft.answers)
    kept.popitem()
    return Draft(kind=draft.kind, form=draft.form, path=draft.path, answers=kept)


def discard(draft: Draft) -> None:
    """Remove all that was stored of `draft`."""
    try:
        draft.path.unlink(missing_ok=True)
        if draft.path.parent.is_dir():
            sync_folder(draft.path.parent)
    except OSError as error:
        raise machine_fault(error, draft.path) from error


def finish(draft: Draft) -> None:
    """Write the form that `draft` has become, with the schema for editors, then remove the draft."""
    hand_out(with_schema(draft.kind, draft.form.name, _text(draft)), draft.form.parent)
    try:
        with draft.form.open("rb+") as written:
            sync_file(written.fileno())
        sync_folder(draft.form.parent)
    except OSError as error:
        raise machine_fault(error, draft.form) from error
    discard(draft)


def _text(draft: Draft) -> str:
    schema = newest(draft.kind)
    data = data_of(schema, draft.answers)
    location = schema_location(draft.kind)
    return form_text(schema, data=data, schema_location=location, file=draft.form.name, filled=True)


def _answers(content: bytes, kind: FormKind, path: Path) -> dict[schemas.Path, tuple[Any, ...]]:
    """The answers that the steps in `content` leave.

    Raises:
        CzdocsError: CZ5141 if it is no draft, or one of another form.
    """
    answers: dict[schemas.Path, tuple[Any, ...]] = {}
    try:
        lines = [json.loads(line) for line in content.splitlines()]
        for step in lines[1:]:
            if step is None:
                answers.popitem()
                continue
            key, given = step
            answers.pop(tuple(key), None)
            answers[tuple(key)] = tuple(given)
        named = lines[0]["form"] if lines else _name(kind)
    except (ValueError, TypeError, KeyError) as error:
        raise CzdocsError("CZ5141", draft=path, reason="内容已损坏") from error
    if named != _name(kind):
        raise CzdocsError("CZ5141", draft=path, reason=f"那是 {named}，不是 {_name(kind)}")
    return answers


def _append(draft: Draft, step: Any) -> None:
    """Add `step` to the file of `draft`, which begins with the first one; only its owner may read it."""
    head: list[Any] = []
    try:
        draft.path.parent.mkdir(parents=True, exist_ok=True)
        new = not draft.path.exists() or not draft.path.stat().st_size
        if new:
            head.append({"form": _name(draft.kind)})
        lines = "".join(f"{json.dumps(part, ensure_ascii=False)}\n" for part in [*head, step])
        descriptor = os.open(draft.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            file.write(lines.encode())
            file.flush()
            sync_file(file.fileno())
        if new:
            sync_folder(draft.path.parent)
    except OSError as error:
        raise machine_fault(error, draft.path) from error


def _name(kind: FormKind) -> str:
    return f"{kind.value}/{newest(kind).version}"
