"""Mending: a form's bytes with everything put right that has one safe reading, and the list of what that was."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from czdocs.catalogue.mending import REPAIRS
from czdocs.diagnostic import Diagnostic, Place
from czdocs.intake.checks import check_schema
from czdocs.intake.encoding import Encoding, encoding_of
from czdocs.intake.identity import kind_named
from czdocs.intake.limits import MAX_BYTES
from czdocs.intake.mending_characters import character_edits
from czdocs.intake.mending_edits import Edit, Lines, applied
from czdocs.intake.mending_layout import Verdict, indentation_edits, quote_edits, realignment_edits
from czdocs.intake.mending_lines import line_edits
from czdocs.intake.mending_values import field_edits, form_edits
from czdocs.intake.reading import Reading, read_submission
from czdocs.intake.schema import FormSchema, Schemas
from czdocs.intake.source import MapNode, ScalarNode, node_at, parse
from czdocs.intake.submission import path_text
from czdocs.intake.vocabulary import Vocabulary
from czdocs.intake.words import to_half_width

__all__ = ["Edit", "Mending", "mend"]

_MAX_ROUNDS = 40
_MAX_TRIED = 60_000
"""Characters up to which repairs are found by trying; a longer text is no form that was filled in by hand."""
_MAX_LINES = 1500
_MAX_SCANNED = 300_000
_WHOLE = 1 << 30
"""More lines than any text has: how far one is read that is YAML throughout, but names no known form."""
_HEAVY = 3
"""A field that is none weighs more than a value that is wrong, to which its repair may lead."""
_THOUSANDS = re.compile(r"[0-9]{3}(?:\.[0-9]+)?\Z")
"""What a comma between thousands makes of the second half of a number in braces: a key."""
_IN_DOUBT = frozenset({"CZ1011", "CZ1026", "CZ1027", "CZ1028", "CZ1105", "CZ1106", "CZ1107"})
_PARTED = "CZ1110"
"""Tells, among other things, of a number in braces that its commas have parted."""
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """A form before and after, in UTF-8, and what was changed, in the order of the file.

    `secret` tells that it falls under art. 24: then nothing was changed, and nothing of it may be shown.
    `unread` tells that its bytes are no text that can be told.
    """

    before: str
    after: str
    edits: tuple[Edit, ...] = ()
    secret: bool = False
    converted: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.edits)

    @property
    def content(self) -> bytes:
        """The bytes to write."""
        return self.after.encode()


def mend(content: bytes, *, file: str, schemas: Schemas) -> Mending:
    """`content` with what has one safe reading put right; never what it means, comments, or the layout elsewhere.

    Goes on until nothing more is found, so that mending its result changes nothing. A form without errors stays as
    it is. Nothing that the bytes may hold raises.

    Source: 常工信创新〔2023〕93号, art. 24, for what is left alone.
    """
    encoding = encoding_of(content) if 0 < len(content) <= MAX_BYTES else None
    reading = read_submission(content, file=file, schemas=schemas)
    if reading.secret or encoding is None:
        return Mending(before="", after="", secret=reading.secret)
    text = content.decode(encoding.value)
    edits: list[Edit] = []
    before = text
    if encoding is not Encoding.UTF_8:
        text = before = text.removeprefix(_BOM)
        code, reason = REPAIRS["encoding" if encoding is Encoding.GB_18030 else "encoding-16"]
        edits.append(Edit(place=Place(file=file), old="", new="", code=code, reason=reason))
    menders = _Mender(file=file, schemas=schemas)
    for _ in range(_MAX_ROUNDS):
        found = menders.edits(text)
        if found is None:
            return Mending(before="", after="", secret=True)
        mended = applied(text, found) if found else text
        if mended == text:
            break
        edits += found
        text = mended
    ordered = sorted(edits, key=lambda e: e.place.line)
    return Mending(before=before, after=text, edits=tuple(ordered), converted=encoding is not Encoding.UTF_8)


class _Mender:
    """Finds the next edits of a text: those of the first stage that has any."""

    def __init__(self, *, file: str, schemas: Schemas) -> None:
        self._file = file
        self._schemas = schemas

    def edits(self, text: str) -> list[Edit] | None:
        """The next edits of `text`; none where it is in order or cannot be mended, None where art. 24 applies."""
        reading = self._read(text)
        if reading.secret:
            return None
        if len(text) > _MAX_SCANNED:
            return []
        mark = text.startswith(_BOM)
        lines = Lines(text[1:] if mark else text, file=self._file)
        edits = self._of_read(lines, reading) if reading.submission else self._of_unread(lines, reading)
        if not mark:
            return edits
        # The mark stands before the first character of line 1; `applied` counts from the text with it.
        return [_moved(edit) if edit.place.line == 1 else edit for edit in edits]

    def _read(self, text: str) -> Reading:
        return read_submission(text.encode(), file=self._file, schemas=self._schemas)

    def _judge(self, text: str) -> tuple[Verdict, Any]:
        reading = self._read(text)
        if reading.submission is None:
            reached = max((d.place.line for d in reading.findings), default=0)
            strangers = {d.code for d in reading.findings} & {"CZ1101", "CZ1102", "CZ1103", "CZ1122"}
            return Verdict(1, -_WHOLE if strangers else -reached, len(reading.findings)), None
        findings = (*reading.findings, *check_schema(reading.submission))
        weights = (_HEAVY if d.code in _IN_DOUBT else 1 for d in findings)
        parted = sum(_HEAVY for path in reading.submission.values if _THOUSANDS.match(str(path[-1])))
        return Verdict(0, 0, sum(weights) + parted), reading.submission.data

    def _of_read(self, lines: Lines, reading: Reading) -> list[Edit]:
        """The edits of a form that can be read."""
        submission = reading.submission
        root = parse(lines.text, file=self._file).root
        if submission is None or root is None:
            return []
        findings = check_schema(submission)
        if not findings:
            return []
        doubtful = _lines_of(findings, root, {path_text(p): p for p in submission.values})
        vocabulary = Vocabulary([submission.schema])
        if doubtful and len(lines.text) <= _MAX_TRIED and len(lines.texts) <= _MAX_LINES:
            now, _ = self._judge(lines.text)
            tried = list(line_edits(lines, vocabulary, only=doubtful))
            for edits in (tried, indentation_edits(lines, self._judge)):
                if edits and self._judge(applied(lines.text, edits))[0] < now:
                    return edits
        return list(field_edits(lines, submission, root, findings))

    def _of_unread(self, lines: Lines, reading: Reading) -> list[Edit]:
        """The edits of a text that is no form yet."""
        edits = list(character_edits(lines))
        if edits:
            return edits
        vocabulary = Vocabulary(self._likely_schemas(lines))
        tree = parse(lines.text, file=self._file)
        if tree.root is not None and not _indented_oddly(reading):
            return list(form_edits(lines, tree.root, schemas=self._schemas))
        edits = list(line_edits(lines, vocabulary))
        if edits:
            return edits
        if len(lines.text) > _MAX_TRIED or len(lines.texts) > _MAX_LINES:
            return []
        edits = indentation_edits(lines, self._judge)
        fault = next((d.place.line for d in reading.findings if d.code in {"CZ1014", "CZ1021"}), 0)
        if edits or not fault:
            return edits
        return quote_edits(lines, fault, vocabulary, self._judge) or realignment_edits(lines, fault, self._judge)

    def _likely_schemas(self, lines: Lines) -> Iterable[FormSchema]:
        """The schema that the `form` line names, however it is written; else all of the newest version."""
        newest = {
            kind: self._schemas.get(kind, max(self._schemas.versions(kind)))
            for kind in {kind for kind, _ in self._schemas.forms}
        }
        for text in lines.texts[:20]:
            name, _, value = to_half_width(text).replace("\t", ":", 1).partition(":")
            if name.strip(" \u3000") in {"form", "表单", "表单名称", "表格"}:
                kind = kind_named(value.partition("#")[0].strip(" \u3000\xa0"), self._schemas)
                return [newest[kind]] if kind else list(newest.values())
        return list(newest.values())


def _indented_oddly(reading: Reading) -> bool:
    return any(d.code in {"CZ1010", "CZ1023"} for d in reading.findings)


def _lines_of(findings: Iterable[Diagnostic], root: MapNode, paths: dict[str, Any]) -> set[int]:
    """The lines of what `findings` of doubtful structure are about, to the end of each value."""
    numbers: set[int] = set()
    for found in findings:
        if found.code in _IN_DOUBT or found.code == _PARTED:
            node = node_at(root, paths.get(found.place.path, ()))
            last = node.last_line if isinstance(node, ScalarNode) else found.place.line
            numbers |= set(range(found.place.line, last + 1))
    return numbers


def _moved(edit: Edit) -> Edit:
    place = Place(file=edit.place.file, line=1, column=edit.place.column + 1)
    return Edit(place=place, old=edit.old, new=edit.new, code=edit.code, reason=edit.reason)
