"""Answering: what somebody typed as the value of a field, and what the form has against it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place, Severity
from czdocs.intake.checks import check_schema
from czdocs.intake.credit_code import check_character
from czdocs.intake.field_notes import acceptor, choices, may_be_none, value_word
from czdocs.intake.limits import strange_character
from czdocs.intake.proposals import readings
from czdocs.intake.questions import Answers, Question, data_of
from czdocs.intake.schema import FormSchema, Path
from czdocs.intake.secrecy import secrecy_finding
from czdocs.intake.submission import Submission, path_text
from czdocs.intake.words import to_half_width
from czdocs.intake.writing import entry_lines

__all__ = ["Understood", "faults", "is_secret", "shown", "understood", "yes_or_no"]

_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})\Z")
_YES = frozenset({"y", "yes", "true", "1", "是", "是的", "有", "对", "对的", "要"})
_NO = frozenset({"n", "no", "false", "2", "否", "无", "没有", "不", "不要", "不是", "不是的"})
_NONE = frozenset({"", "无", "没有", "null"})
_DOUBLED = "CZ1115"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The value that was meant; `guessed` where it was written in another way and should be shown first."""

    value: Any
    guessed: bool = False


def yes_or_no(text: str) -> bool | None:
    """Whether `text` says yes or no, None where it says neither."""
    word = to_half_width(text).strip().lower()
    return True if word in _YES else False if word in _NO else None


def understood(field: Mapping[str, Any], text: str) -> Understood:
    """What `text` means as a value of `field`; what it cannot mean stays text for the check to refuse.

    A choice may be named by its number in the list, its code or its Chinese name; a date, an amount or a number by any
    of the usual ways to write it.
    """
    word = text.strip(" \u3000\t")
    if may_be_none(field) and word in _NONE:
        return Understood(value=None)
    if field.get("type") == "boolean":
        said = yes_or_no(word)
        return Understood(value=word if said is None else said)
    options = choices(field)
    if options:
        return Understood(value=_chosen(options, word))
    accepts = acceptor(field)
    if _accepted(field, word, accepts) is not None:
        return Understood(value=_accepted(field, word, accepts))
    half = to_half_width(word)
    for other in (half, *readings(field, word)):
        value = _accepted(field, other, accepts)
        if value is not None:
            return Understood(value=value, guessed=True)
    return Understood(value=word)


def faults(schema: FormSchema, answers: Answers, question: Question, value: Any) -> tuple[Diagnostic, ...]:
    """What the form has against `value` as the answer to `question`, the other answers being as they are."""
    strange = strange_character(value, Place(file="")) if isinstance(value, str) else None
    if strange is not None:
        return (strange,)
    submission = Submission(
        file="",
        content=b"",
        sha256="",
        text="",
        schema=schema,
        data=_with_value(data_of(schema, answers), question.path, value),
        keys=MappingProxyType({}),
        values=MappingProxyType({}),
    )
    here = path_text(question.path)
    around = path_text(question.path[:-1]) if isinstance(question.path[-1], int) else here
    against = tuple(
        found
        for found in check_schema(submission)
        if found.severity is Severity.ERROR
        and (found.place.path == here or (found.place.path == around and found.code == _DOUBLED))
    )
    return against or tuple(_wrong_check_character(question.path, value))


def _wrong_check_character(path: Path, value: Any) -> Iterator[Diagnostic]:
    """The finding about a credit code, right in all else, whose last character does not belong to the others."""
    if path[-1] == "uscc" and isinstance(value, str):
        wanted = check_character(value)
        if wanted != value[-1]:
            place = Place(file="", path=path_text(path))
            yield finding("CZ2060", place, uscc=value, last=value[-1], wanted=wanted)


def is_secret(path: Path, value: Any) -> bool:
    """Whether `value` at `path` says that art. 24 keeps the form out; then it must not be stored."""
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    return secrecy_finding("\n".join(entry_lines(key, value, indent=0)), file="") is not None


def _chosen(options: tuple[tuple[str, str], ...], word: str) -> str:
    """The code that `word` names; `word` itself where it names none or several."""
    half = to_half_width(word)
    for code, label in options:
        if word in {code, label} or half.lower() == code.lower():
            return code
    if half.isascii() and half.isdigit() and len(half) <= len(str(len(options))) and 1 <= int(half) <= len(options):
        return options[int(half) - 1][0]
    near = [code for code, label in options if len(word) > 1 and (word in label or half in code)]
    return near[0] if len(near) == 1 else word


def _accepted(field: Mapping[str, Any], word: str, accepts: Any) -> Any:
    """`word` with the type of `field` if it is accepted as it is, else None."""
    if "integer" in field.get("type", ()):
        return int(word) if _INTEGER.match(word) and accepts(int(word)) else None
    return word if word and accepts(word) else None


def _with_value(data: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """`data`, which is nobody else's, with `value` put in at `path`."""
    here: Any = data
    for part, below in pairwise(path):
        empty: Any = [] if isinstance(below, int) else {}
        if isinstance(part, int):
            if part == len(here):
                here.append(empty)
            here = here[part]
        else:
            here = here.setdefault(part, empty)
    if isinstance(path[-1], int):
        here[path[-1] : path[-1] + 1] = [value]
    else:
        here[path[-1]] = value
    return data


def shown(field: Mapping[str, Any], value: Any) -> str:
    """`value` as it is shown to who typed it, a choice with its Chinese name."""
    word = value_word(value)
    label = dict(choices(field)).get(word, "")
    return f"{word}（{label}）" if label else word
