"""Verdict: whether a condition of the measures is met, with the formula, the figures and the article it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["Verdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One condition applied to one case.

    `values` are the figures of the formula in words, in its order, as exact texts; `readings` are the interpretations
    (`D-02`) on which the verdict rests.
    """

    label: str
    formula: str
    values: Mapping[str, str]
    met: bool
    article: str
    readings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Freeze the mapping."""
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))
