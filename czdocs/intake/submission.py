"""Submission: one form as it was handed in, with its data and the place of every key and value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from czdocs.diagnostic import Place
from czdocs.intake.schema import FormSchema, Path
from czdocs.intake.source import Position
from czdocs.terms import FormKind

__all__ = ["Submission", "path_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One form file: its bytes, its typed data and the positions of every key and value by path.

    `data` holds text, integers, booleans, None, lists and mappings; never a float or a date.
    """

    file: str
    content: bytes
    sha256: str
    text: str
    schema: FormSchema
    data: Mapping[str, Any]
    keys: Mapping[Path, Position]
    values: Mapping[Path, Position]

    @property
    def kind(self) -> FormKind:
        """The kind that the form names."""
        return self.schema.kind

    @property
    def version(self) -> int:
        """The version that the form names."""
        return self.schema.version

    @property
    def case(self) -> str | None:
        """The case number as written, None where there is none."""
        value = self.data.get("case")
        return value if isinstance(value, str) else None

    @property
    def year(self) -> int | None:
        """The year as written, or that of the day which the schema names (`x-year`); None where there is none."""
        value = self.data.get("year")
        if isinstance(value, int):
            return value
        day = self.data.get(self.schema.resolved.get("x-year", ""))
        return int(day[:4]) if isinstance(day, str) and day[:4].isascii() and day[:4].isdigit() else None

    def place(self, path: Path = ()) -> Place:
        """Where the value at `path` stands, or the nearest thing around it; the `form` line for the whole."""
        here = path
        while here and here not in self.values:
            here = here[:-1]
        line, column = self.values[here] if here else self.keys.get(("form",), (1, 1))
        return Place(file=self.file, line=line, column=column, path=path_text(path))

    def key_place(self, path: Path) -> Place:
        """Where the key at `path` stands, or the nearest thing around it that exists."""
        if path not in self.keys:
            return self.place(path)
        line, column = self.keys[path]
        return Place(file=self.file, line=line, column=column, path=path_text(path))

    def value(self, path: Path) -> Any:
        """The value at `path`, None where there is none."""
        here: Any = self.data
        for part in path:
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                return None
        return here

    def unit_of(self, path: Path) -> Any:
        """The unit that the form gives beside the value at `path`, None where it gives none."""
        return self.value((*path[:-1], "unit"))


def path_text(path: Path) -> str:
    """`path` as people write it: `product.models[0]`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
