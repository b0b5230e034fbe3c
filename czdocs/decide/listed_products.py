"""Listed products for a purchase (arts. 12 and 14): which certified products are of the kind that is bought."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from czdocs.decide.edition import DirectoryEntry
from czdocs.terms import Category

__all__ = ["ListedProduct", "listed_products"]

_ALIKE = Fraction(1, 3)
"""From this part of a product's name on, found again in what is bought, the two are pointed out as alike."""
_BEYOND_THE_THING = ("采购", "项目", "设备", "系统", "产品", "软件")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProduct:
    """One product of the category; `alike` says that its name is near to that of the purchase.

    A person has to say whether it really is of the same kind.
    """

    entry: DirectoryEntry
    likeness: Fraction

    @property
    def alike(self) -> bool:
        """Whether the name is near enough to be pointed out."""
        return self.likeness >= _ALIKE


def listed_products(
    entries: Iterable[DirectoryEntry], *, category: Category, purchase: str
) -> tuple[ListedProduct, ...]:
    """Of `entries`, all valid on the day that counts, those of `category`: the nearest to `purchase` first.

    A certificate that another of them renews is left out, so that a product stands once.
    """
    known = tuple(entries)
    renewed = {entry.renews for entry in known}
    wanted = _pairs(purchase)
    found = (
        ListedProduct(entry=entry, likeness=_likeness(_pairs(entry.product), wanted))
        for entry in known
        if entry.category is category and entry.certificate not in renewed
    )
    return tuple(sorted(found, key=lambda product: (-product.likeness, product.entry.certificate)))


def _likeness(pairs: frozenset[str], wanted: frozenset[str]) -> Fraction:
    """The part of a name's pairs of characters that is found again; 0 for a name without any."""
    return Fraction(len(pairs & wanted), len(pairs)) if pairs else Fraction(0)


def _pairs(name: str) -> frozenset[str]:
    """The pairs of neighbouring characters, without the words that say nothing of the thing itself."""
    for word in _BEYOND_THE_THING:
        name = name.replace(word, " ")
    return frozenset(a + b for a, b in pairwise(name) if " " not in {a, b})
