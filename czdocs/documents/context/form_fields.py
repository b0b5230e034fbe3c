"""A filled form as values: its fields with titles, what was written in each, and what was found about it.

These know neither schemas nor YAML: a flow makes them out of what intake read, the page is made out of them.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from czdocs.terms import FormKind

__all__ = ["Entry", "FieldKind", "FilledForm", "Group", "Problem", "Records", "Scalar", "Texts", "Written"]


class FieldKind(Enum):
    """What a value is, which decides how it is printed."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"


class Written(Enum):
    """What stands in the form for a field."""

    VALUE = "value"
    NULL = "null"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding about the form; `number` counts from 1, `field` names the field by its titles.

    `line` and `column` count from 1, 0 where the file as a whole is meant; `related` are other places, in words.
    """

    number: int
    is_warning: bool
    code: str
    line: int
    column: int
    field: str
    message: str
    article: str
    remedy: str
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One field with one value, as it was written.

    `options` are the codes of a choice with their names; `limit` is the most characters allowed, 0 where none is set.
    `problems` are numbers of findings, as everywhere here; `echoes` those of findings that stand at another field but
    concern this one as well.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    text: str = ""
    written: Written = Written.VALUE
    options: tuple[tuple[str, str], ...] = ()
    limit: int = 0
    problems: tuple[int, ...] = ()
    echoes: tuple[int, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return self.written is Written.NOTHING or (self.written is Written.VALUE and not self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """A field that holds a list of values; `problems` are those about the list."""

    key: str
    label: str
    items: tuple[Scalar, ...] = ()
    written: Written = Written.VALUE
    problems: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that belong together; `strangers` are keys that the form does not know."""

    key: str
    label: str
    entries: "tuple[Entry, ...]" = ()
    strangers: tuple[Scalar, ...] = ()
    written: Written = Written.VALUE
    problems: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """A field that holds a list of groups; `shape` is a group with nothing in it, for the heads of a table."""

    key: str
    label: str
    shape: Group
    rows: tuple[Group, ...] = ()
    written: Written = Written.VALUE
    problems: tuple[int, ...] = ()


Entry = Scalar | Texts | Group | Records


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """One form as it is to be printed.

    `kind` is None for a file of which not even the kind could be told; then only its problems are printed. `version`
    is `application/1`. `content` is the file itself, `sha256` its digest in hex, `dated` the day that the print bears
    inside.
    """

    kind: FormKind | None
    version: str
    title: str
    article: str
    case: str
    author: str
    file: str
    content: bytes
    sha256: str
    dated: date
    body: Group
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings forbid to hand the form in."""
        return sum(1 for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> int:
        """How many findings are hints only."""
        return len(self.problems) - self.errors
