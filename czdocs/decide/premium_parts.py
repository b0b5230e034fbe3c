"""Premium parts: insurance contracts divided into insured years, with what of each counts (art. 20)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from czdocs.decide.claim_facts import ContractFact, PremiumFacts
from czdocs.decide.insured_year import InsuredYear, anniversary, insured_years
from czdocs.period import years_after
from czdocs.policy.parameter import Measures

__all__ = ["ContractGroup", "PremiumPart", "counted_parts", "opened_years", "ways_to_join"]

ContractGroup = tuple[ContractFact, ...]
"""One contract, or adjoining ones of the same sum insured that are taken for one, in order of time (D-27)."""

_DAY = timedelta(days=1)
_MOST_WAYS = 4096
"""Ways of joining that are compared; a claim with more has a dozen adjoining contracts, and not all are tried then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumPart:
    """One insured year of one contract, or of several taken for one, amounts exact in yuan.

    `premium` is the year's part of what was paid less refunds, `premium_inside` that of the days that count; each day
    bears the premium of its own contract, so that joining moves no premium from one year to another. `ceiling` is what
    the rate ceiling lets through of the year (None without a ceiling), `inside` the days of the year that count, `base`
    what the share is taken of. `excluded` says in Chinese why it gives nothing, empty where it counts; `opened` is the
    first day of the product's insured year to which it belongs.
    """

    group: ContractGroup
    ordinal: int
    year: InsuredYear
    term_days: int
    premium: Fraction
    premium_inside: Fraction
    ceiling: Fraction | None
    inside: int
    base: Fraction
    excluded: str = ""
    opened: date | None = None

    @property
    def number(self) -> str:
        """The number of the contract, or those of all of its contracts."""
        return "、".join(contract.number for contract in self.group)


def counted_parts(groups: Iterable[ContractGroup], facts: PremiumFacts, measures: Measures) -> tuple[PremiumPart, ...]:
    """The parts of `groups` in order of time, those beyond the years that a product may have excluded (D-26).

    Source: 常工信创新〔2023〕93号, arts. 10 and 20.
    """
    parts = sorted(
        (part for group in groups for part in _parts(group, facts, measures)),
        key=lambda part: (part.year.first, part.number),
    )
    most = measures.integer("premium_years")
    starts = [one.year_start for one in facts.prior if not _restarted(one.year_start, facts, measures)]
    counted: list[PremiumPart] = []
    for part in parts:
        if part.excluded or not part.inside:
            counted.append(part)
        elif len(opened_years((*starts, part.year.first))) > most:
            counted.append(replace(part, base=Fraction(0), excluded=f"该产品获得补贴的投保年度已满 {most} 个"))
        else:
            starts.append(part.year.first)
            counted.append(part)
    years = opened_years(starts)
    return tuple(part if part.excluded else replace(part, opened=_opened(part, years)) for part in counted)


def opened_years(starts: Iterable[date]) -> tuple[date, ...]:
    """The first days of the insured years into which `starts` fall: a day that no year covers opens one."""
    opened: list[date] = []
    for start in sorted(starts):
        if not opened or start >= anniversary(opened[-1], 1):
            opened.append(start)
    return tuple(opened)


def ways_to_join(
    contracts: Iterable[ContractFact], facts: PremiumFacts, measures: Measures
) -> Iterator[tuple[ContractGroup, ...]]:
    """`contracts` as they are, and then every way to join adjoining ones of the same sum insured into one (D-27).

    A year cut at an odd day can count a little more than the whole year does, because of the leap day; so the lowest
    result of all ways counts, and nobody gains by cutting a contract.
    """
    ordered = sorted(contracts, key=lambda one: (one.start, one.number))
    yield tuple((contract,) for contract in ordered)
    if measures.reading("D-27") == "apart":
        return
    joinable = [one for one in ordered if not _outside(one, facts, measures)]
    outside = tuple((one,) for one in ordered if _outside(one, facts, measures))
    yield from ((*way, *outside) for way in _joined(joinable) if len(way) < len(joinable))


def _joined(contracts: Sequence[ContractFact]) -> list[tuple[ContractGroup, ...]]:
    """Every way to take `contracts`, sorted by their starts: each begins a group or follows one."""
    ways: list[tuple[ContractGroup, ...]] = [()]
    for contract in contracts:
        ways = [longer for way in ways for longer in _longer(way, contract)]
        if len(ways) > _MOST_WAYS:
            return _simple_ways(contracts)
    return ways


def _longer(way: tuple[ContractGroup, ...], contract: ContractFact) -> Iterator[tuple[ContractGroup, ...]]:
    for n, group in enumerate(way):
        if _follows(contract, group[-1]):
            yield (*way[:n], (*group, contract), *way[n + 1 :])
    yield (*way, (contract,))


def _simple_ways(contracts: Sequence[ContractFact]) -> list[tuple[ContractGroup, ...]]:
    """All joints closed as they come, and each pair alone."""
    chains: tuple[ContractGroup, ...] = ()
    for contract in contracts:
        chains = next(_longer(chains, contract))
    pairs = ((a, b) for b in range(len(contracts)) for a in range(b) if _follows(contracts[b], contracts[a]))
    alone = [(contract,) for contract in contracts]
    return [chains, *((*alone[:a], *alone[a + 1 : b], *alone[b + 1 :], (contracts[a], contracts[b])) for a, b in pairs)]


def _follows(contract: ContractFact, before: ContractFact) -> bool:
    return before.end + _DAY == contract.start and before.sum_insured_yuan == contract.sum_insured_yuan


def _validity(facts: PremiumFacts, measures: Measures) -> tuple[date, date]:
    return facts.certified_on, years_after(facts.certified_on, measures.integer("validity_years"))


def _outside(contract: ContractFact, facts: PremiumFacts, measures: Measures) -> bool:
    """Whether `contract` begins outside the product's validity, where that matters (D-15)."""
    first, last = _validity(facts, measures)
    return measures.reading("D-15") != "days_inside" and not first <= contract.start <= last


def _restarted(start: date, facts: PremiumFacts, measures: Measures) -> bool:
    """Whether a year that began on `start` is forgotten because the product was certified again since (D-26)."""
    return measures.reading("D-26") == "restarts" and start < facts.certified_on


def _premium_of(group: ContractGroup, since: date, until: date) -> Fraction:
    """What was paid less refunds, by days, for those from `since` to `until`; each day has its own contract's part."""
    total = Fraction(0)
    for contract in group:
        paid = max(Fraction(contract.premium_paid_yuan) - Fraction(contract.premium_refunded_yuan), Fraction(0))
        days = (min(until, contract.end) - max(since, contract.start)).days + 1
        total += paid * max(days, 0) / ((contract.end - contract.start).days + 1)
    return total


def _parts(group: ContractGroup, facts: PremiumFacts, measures: Measures) -> Iterator[PremiumPart]:
    first, last = _validity(facts, measures)
    outside = _outside(group[0], facts, measures)
    excluded = f"起保日期不在产品有效期（{first} 至 {last}）内" if outside else ""
    whole = measures.reading("D-15") == "whole_term"
    start, end = group[0].start, group[-1].end
    term = (end - start).days + 1
    window = _window(facts, measures)
    for ordinal, year in enumerate(insured_years(start, end), 1):
        since, until = (year.first, year.last) if whole else (max(year.first, first), min(year.last, last))
        if window is not None:
            since, until = max(since, window[0]), min(until, window[1])
        inside = 0 if outside else max((until - since).days + 1, 0)
        premium, premium_inside = _premium_of(group, year.first, year.last), _premium_of(group, since, until)
        ceiling = _ceiling(group[0], year, term, measures)
        base = premium_inside if ceiling is None else min(premium_inside, ceiling * inside / year.days)
        barred = measures.reading("D-28") == "bars" and ceiling is not None and premium > ceiling
        why = excluded or ("实际投保费率超过上限" if barred else "")
        yield PremiumPart(
            group=group,
            ordinal=ordinal,
            year=year,
            term_days=term,
            premium=premium,
            premium_inside=premium_inside,
            ceiling=ceiling,
            inside=inside,
            base=Fraction(0) if why else base,
            excluded=why,
        )


def _ceiling(contract: ContractFact, year: InsuredYear, term: int, measures: Measures) -> Fraction | None:
    """What the rate ceiling lets through in one year: an annual rate, or the rate of the whole contract (D-14)."""
    if measures.reading("D-28") == "no_ceiling":
        return None
    yearly = Fraction(measures.decimal("premium_rate_ceiling")) * Fraction(contract.sum_insured_yuan)
    if measures.reading("D-14") == "as_written":
        return yearly * year.days / term
    return yearly * year.share


def _window(facts: PremiumFacts, measures: Measures) -> tuple[date, date] | None:
    """The days that can count where the years run on from the first start (D-26, `calendar_window`)."""
    if measures.reading("D-26") != "calendar_window":
        return None
    first, last = _validity(facts, measures)
    starts = [one.year_start for one in facts.prior]
    starts += [c.start for c in facts.contracts if first <= c.start <= last]
    if not starts:
        return None
    return min(starts), anniversary(min(starts), measures.integer("premium_years")) - _DAY


def _opened(part: PremiumPart, years: Sequence[date]) -> date | None:
    """The last of `years` that begins no later than `part`."""
    begun = [year for year in years if year <= part.year.first]
    return begun[-1] if begun else None
