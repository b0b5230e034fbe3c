"""Contracts: what a template may use, and what it must print."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from czdocs.documents.contract.typed import Function, TypeForm

__all__ = ["Contract", "MandatoryFact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MandatoryFact:
    """A fact without which the document is not what it should be; printing one of `paths` prints it.

    A path is written as templates use it, with `[]` for each item of a loop (`document.body[].text`). `basis` says who
    asks for the fact. `given` are conditions under which it is asked for: a path and its value.
    """

    name: str
    paths: tuple[str, ...]
    basis: str = ""
    article: str = ""
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What the program gives a template: `roots` by name, with their types; and the facts that it must print.

    `pictures` are the paths that may stand for a picture. `given` are conditions that hold whenever this template is
    used, `assured` values that are never missing in it, though their type allows it, `never_empty` lists and texts that
    always have something in them, `implied` what is there wherever something
    else is: the `printed_on` of a document that has a `printed_by`. `domains` are all values that a path can have.
    """

    template: str
    title: str
    roots: Mapping[str, TypeForm]
    facts: tuple[MandatoryFact, ...]
    functions: Mapping[str, Function] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    given: Mapping[str, object] = field(default_factory=dict)
    assured: tuple[str, ...] = ()
    never_empty: tuple[str, ...] = ()
    implied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    domains: Mapping[str, tuple[object, ...]] = field(default_factory=dict)

    @property
    def is_word(self) -> bool:
        """Whether the template is a Word document."""
        return self.template.endswith(".docx")
