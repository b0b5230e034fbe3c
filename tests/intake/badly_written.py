"""The badly written forms: complete forms as they should be, and what an office worker made of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from czdocs.flows.knowledge import form_schemas
from czdocs.intake.reading import read_submission

__all__ = ["BADLY_WRITTEN", "BadForm", "bad_form", "leaves", "same_meaning"]

ROOT = Path(__file__).parents[2]
BADLY_WRITTEN = sorted((ROOT / "tests" / "data" / "badly_written").glob("*.yaml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BadForm:
    """A badly written form, and the values that its writer meant."""

    name: str
    content: bytes
    meant: Mapping[str, Any]


def bad_form(path: Path) -> BadForm:
    """The form that the case at `path` describes: its base with the alterations made in order, every time they fit."""
    case = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    base = (ROOT / case["base"]).read_text(encoding="utf-8")
    meant = read_submission(base.encode(), file=path.name, schemas=form_schemas()).submission
    assert meant is not None
    text = base
    for old, new in case["alterations"]:
        assert old in text, f"{path.name}: {old!r} is not there"
        text = text.replace(old, new)
    if case["line_ends"] == "crlf":
        text = text.replace("\n", "\r\n")
    return BadForm(name=path.name, content=text.encode(case["encoding"]), meant=dict(leaves(meant.data)))


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value below `data` with its path; an empty list or group is one."""
    if isinstance(data, Mapping) and data:
        for key, value in data.items():
            yield from leaves(value, f"{path}.{key}")
    elif isinstance(data, list) and data:
        for index, value in enumerate(data):
            yield from leaves(value, f"{path}[{index}]")
    else:
        yield path, data


def same_meaning(one: Any, other: Any) -> bool:
    """Whether two values mean the same: alike, or the same number however many zeros it ends in."""
    if type(one) is not type(other) or one == other or not isinstance(one, str):
        return bool(one == other) and type(one) is type(other)
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
