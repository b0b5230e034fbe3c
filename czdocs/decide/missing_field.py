"""Missing field: what a complete claim must have and this one has not."""

from dataclasses import dataclass

__all__ = ["MissingField"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingField:
    """A field by its path and its title; `around` names in Chinese what it belongs to, empty for the form itself."""

    path: str
    title: str
    around: str
