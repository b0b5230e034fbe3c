"""Reading: bytes to a Submission, and a checked Submission to a Record."""

import hashlib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.bodies import build, build_partly
from czdocs.intake.encoding import decode
from czdocs.intake.identity import schema_of
from czdocs.intake.limits import indentation_tabs, strange_characters
from czdocs.intake.scalars import typed_text
from czdocs.intake.schema import Schemas
from czdocs.intake.secrecy import ART_24, secrecy_finding
from czdocs.intake.source import ListNode, MapNode, Node, Places, parse
from czdocs.intake.submission import Submission
from czdocs.record import Body, Record, body_of

__all__ = ["Reading", "partial_record", "read_submission", "record_from"]

_AFFIRMED = frozenset({"true", "yes", "on", "y", "t", "1", "是", "有", "对", "涉及", "涉密"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading a file gave: a submission, or the findings that say why there is none.

    `secret` tells that the file falls under art. 24; then nothing of it may be reported or kept.
    """

    submission: Submission | None
    findings: tuple[Diagnostic, ...] = ()
    secret: bool = False


def read_submission(content: bytes, *, file: str, schemas: Schemas) -> Reading:  # noqa: PLR0911  one gate a step
    """The form in `content`, or what forbids to read it; `file` is its name for the places.

    Nothing that the bytes may hold raises. The types of the values follow the form's schema: where it says text, the
    text that was written is the value (`0519`, `1.10`, `2026-04-08`), and only plain whole numbers become integers.
    """
    source = decode(content, file=file)
    secret = secrecy_finding(source.text, file=file)
    if secret:
        return Reading(submission=None, findings=(secret,), secret=True)
    if source.findings:
        return Reading(submission=None, findings=source.findings)
    faults = (*strange_characters(source.text, file=file), *indentation_tabs(source.text, file=file))
    if faults:
        return Reading(submission=None, findings=faults)
    tree = parse(source.text, file=file)
    if tree.root is None:
        return Reading(submission=None, findings=tree.findings)
    schema = schema_of(tree.root, file=file, schemas=schemas)
    if isinstance(schema, Diagnostic):
        return Reading(submission=None, findings=(*tree.findings, schema))
    submission = Submission(
        file=file,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        text=source.text,
        schema=schema,
        data=_typed_map(tree.root, schema.resolved),
        keys=Places(tree.root, of_keys=True),
        values=Places(tree.root, of_keys=False),
    )
    if _is_secret(submission.data):
        place = Place(file=file, line=1, column=1)
        return Reading(submission=None, findings=(finding(ART_24, place),), secret=True)
    return Reading(submission=submission, findings=tree.findings)


def record_from(submission: Submission) -> Record[Body]:
    """The record of `submission`, which the schema has accepted.

    The body of an older version is that of the newest one, with what has been renamed since under its new name.

    Raises:
        ValueError: If the schema would not accept it.
    """
    year = submission.year
    if year is None:
        raise ValueError(f"{submission.file} has no year")
    data = submission.data
    if submission.schema.onward:
        from czdocs.intake.changes import carried, onward  # most forms are of the newest version

        data = carried(data, onward(submission.schema))
    return _record(submission, year, build(body_of(submission.kind), data))


def partial_record(submission: Submission, unread: Collection[str]) -> Record[Body] | None:
    """What can be read of a `submission` that the schema has not accepted, so that its rules can be asked all the same.

    `unread` are the paths at which something was found; `UNREAD` stands there, and where something is missing. None
    where nothing is gained: without a year there are no terms, and the rules speak of the names of the newest version.
    """
    year = submission.year
    telling = {"", "form", "case", "year", submission.schema.resolved.get("x-year", "")}
    if year is None or telling & set(unread) or submission.schema.onward:
        return None
    return _record(submission, year, build_partly(body_of(submission.kind), submission.data, unread=unread))


def _record(submission: Submission, year: int, body: Body) -> Record[Body]:
    return Record(
        kind=submission.kind,
        version=submission.version,
        case=submission.case,
        year=year,
        file=submission.file,
        sha256=submission.sha256,
        body=body,
    )


def _typed_map(node: MapNode, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The values of `node` with the types that `schema` gives its properties."""
    properties = schema.get("properties", {})
    return {name: _typed(child, properties.get(name, {})) for name, (_, child) in node.entries.items()}


def _typed(node: Node, schema: Any) -> Any:
    """The value of `node` as `schema` types it; what does not fit stays text for the schema to refuse."""
    known: Mapping[str, Any] = schema if isinstance(schema, Mapping) else {}
    if isinstance(node, MapNode):
        return _typed_map(node, known)
    if isinstance(node, ListNode):
        return [_typed(item, known.get("items", {})) for item in node.items]
    return typed_text(node.text, known, plain=node.plain)


def _is_secret(data: Mapping[str, Any]) -> bool:
    """Whether the data themselves say that art. 24 applies, however they were written.

    Where a truth value is written in another way, the form is rather kept out than shown.
    """
    declarations = data.get("declarations")
    declared = declarations.get("state_secret") if isinstance(declarations, dict) else None
    word = unicodedata.normalize("NFKC", str(declared)).strip().lower()
    return word in _AFFIRMED or data.get("classification") is not None
