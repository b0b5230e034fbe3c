"""Prior money: what a product was granted before, by what the archive says and what its claim declares (D-17, D-26)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from czdocs.decide.claim_facts import PaidYear
from czdocs.decide.insured_year import anniversary
from czdocs.money import Yuan

__all__ = ["PriorDifference", "PriorMoney", "prior_by_sum", "prior_by_year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorDifference:
    """One difference between claim and archive: what each says, None where it says nothing.

    `number` is the place of the declared row in the claim; without one the claim as a whole is meant.
    """

    declared: PaidYear | None
    granted: PaidYear | None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorMoney:
    """What counts as granted before, by date, and where claim and archive differ."""

    paid: tuple[PaidYear, ...]
    differences: tuple[PriorDifference, ...] = ()


def prior_by_year(declared: Sequence[PaidYear], granted: Iterable[PaidYear]) -> PriorMoney:
    """The insured years of a product that count (art. 20): all that the archive has, and what else is declared.

    A declared year is one of the archive's where one of the two begins within the other; then the archive's sum
    counts. What nobody archived is believed.
    """
    years = _together(granted)
    paid, differences, met = list(years), [], set()
    for number, one in enumerate(declared):
        match = next((n for n, year in enumerate(years) if n not in met and _same_year(one, year)), None)
        if match is None:
            paid.append(one)
            differences.append(PriorDifference(declared=one, granted=None, number=number))
            continue
        met.add(match)
        if one.amount_yuan != years[match].amount_yuan:
            differences.append(PriorDifference(declared=one, granted=years[match], number=number))
    differences += [
        PriorDifference(declared=None, granted=year)
        for number, year in enumerate(years)
        if number not in met and year.amount_yuan
    ]
    return PriorMoney(paid=_by_date(paid), differences=tuple(differences))


def prior_by_sum(declared: Sequence[PaidYear], granted: Iterable[PaidYear]) -> PriorMoney:
    """What counts for a scenario (art. 21), where only the sum matters: the archive's, or the declared if more."""
    archived = tuple(granted)
    rest = _sum(declared) - _sum(archived)
    if rest == 0:
        return PriorMoney(paid=_by_date(archived))
    if rest < 0:
        first = archived[0]
        whole = PaidYear(year_start=first.year_start, amount_yuan=_sum(archived), source=first.source)
        told = PaidYear(year_start=declared[0].year_start, amount_yuan=_sum(declared)) if declared else None
        difference = PriorDifference(declared=told, granted=whole, number=0 if declared else None)
        return PriorMoney(paid=_by_date(archived), differences=(difference,))
    last = len(declared) - 1
    more = PaidYear(year_start=declared[last].year_start, amount_yuan=Yuan(rest))
    difference = PriorDifference(declared=more, granted=None, number=last)
    return PriorMoney(paid=_by_date((*archived, more)), differences=(difference,))


def _together(granted: Iterable[PaidYear]) -> list[PaidYear]:
    """The years by their first day, the sums of those that begin on one day together."""
    found: dict[object, PaidYear] = {}
    for one in sorted(granted, key=lambda year: year.year_start):
        earlier = found.get(one.year_start)
        amount = one.amount_yuan if earlier is None else Yuan(earlier.amount_yuan + one.amount_yuan)
        source = one.source if earlier is None or earlier.source == one.source else f"{earlier.source}、{one.source}"
        found[one.year_start] = PaidYear(year_start=one.year_start, amount_yuan=amount, source=source)
    return list(found.values())


def _same_year(one: PaidYear, other: PaidYear) -> bool:
    first, second = sorted((one.year_start, other.year_start))
    return second < anniversary(first, 1)


def _by_date(paid: Iterable[PaidYear]) -> tuple[PaidYear, ...]:
    return tuple(sorted(paid, key=lambda year: (year.year_start, year.source or "")))


def _sum(paid: Iterable[PaidYear]) -> Yuan:
    return Yuan(sum((one.amount_yuan for one in paid), Decimal(0)))
