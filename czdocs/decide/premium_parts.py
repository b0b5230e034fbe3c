"""Premium parts: insurance contracts divided into insured years, with what of each counts (art. 20)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product

from czdocs.decide.claim_facts import ContractFact, PremiumFacts
from czdocs.decide.insured_year import InsuredYear, anniversary, insured_years
from czdocs.money import Yuan
from czdocs.period import years_after
from czdocs.policy.parameter import Measures

__all__ = ["PremiumPart", "counted_parts", "opened_years", "ways_to_join"]

_DAY = timedelta(days=1)
_MOST_WAYS = 4096
"""Ways of joining that are compared; a claim with more has a dozen adjoining contracts, and not all are tried then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumPart:
    """One insured year of one contract, amounts exact in yuan.

    `premium` is the year's part of what was paid less refunds, `ceiling` what the rate ceiling lets through of it (None
    without a ceiling), `inside` the days of the year that count, `base` what the share is taken of. `excluded` says in
    Chinese why it gives nothing, empty where it counts; `opened` is the first day of the product's insured year to
    which it belongs.
    """

    contract: ContractFact
    ordinal: int
    year: InsuredYear
    term_days: int
    premium: Fraction
    ceiling: Fraction | None
    inside: int
    base: Fraction
    excluded: str = ""
    opened: date | None = None


def counted_parts(
    contracts: Iterable[ContractFact], facts: PremiumFacts, measures: Measures
) -> tuple[PremiumPart, ...]:
    """The parts of `contracts` in order of time, those beyond the years that a product may have excluded (D-26).

    Source: 常工信创新〔2023〕93号, arts. 10 and 20.
    """
    parts = sorted(
        (part for contract in contracts for part in _parts(contract, facts, measures)),
        key=lambda part: (part.year.first, part.contract.number),
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
    contracts: Sequence[ContractFact], facts: PremiumFacts, measures: Measures
) -> Iterator[tuple[ContractFact, ...]]:
    """`contracts` as they are, and then every way to join adjoining ones of the same sum insured into one (D-27).

    A year cut at an odd day can count a little more than the whole year does, because of the leap day; so the lowest
    result of all ways counts, and nobody gains by cutting a contract.
    """
    yield tuple(contracts)
    if measures.reading("D-27") == "apart":
        return
    chains = tuple(_chains(contracts, facts, measures))
    joints = sum(len(chain) - 1 for chain in chains)
    if not joints:
        return
    every = product((False, True), repeat=joints) if 2**joints <= _MOST_WAYS else _simple_ways(joints)
    for joined in every:
        if any(joined):
            yield _joined(chains, joined)


def _simple_ways(joints: int) -> Iterator[tuple[bool, ...]]:
    """All joints closed, and each alone."""
    yield (True,) * joints
    for n in range(joints):
        yield tuple(m == n for m in range(joints))


def _chains(contracts: Sequence[ContractFact], facts: PremiumFacts, measures: Measures) -> Iterator[list[ContractFact]]:
    """The contracts in chains of adjoining ones; one that begins outside the validity stands alone."""
    chains: list[list[ContractFact]] = []
    for contract in sorted(contracts, key=lambda one: (one.start, one.number)):
        fitting = [
            chain
            for chain in chains
            if chain[-1].end + _DAY == contract.start
            and chain[-1].sum_insured_yuan == contract.sum_insured_yuan
            and not _outside(chain[-1], facts, measures)
            and not _outside(contract, facts, measures)
        ]
        if fitting:
            fitting[0].append(contract)
        else:
            chains.append([contract])
    yield from chains


def _joined(chains: Sequence[Sequence[ContractFact]], joined: Sequence[bool]) -> tuple[ContractFact, ...]:
    """The contracts with those joints closed that `joined` says, chain after chain."""
    left, result = iter(joined), []
    for chain in chains:
        result.append(chain[0])
        for _before, contract in pairwise(chain):
            if next(left):
                result[-1] = _one_of(result[-1], contract)
            else:
                result.append(contract)
    return tuple(result)


def _one_of(first: ContractFact, second: ContractFact) -> ContractFact:
    return replace(
        first,
        number=f"{first.number}、{second.number}",
        premium_paid_yuan=Yuan(first.premium_paid_yuan + second.premium_paid_yuan),
        premium_refunded_yuan=Yuan(first.premium_refunded_yuan + second.premium_refunded_yuan),
        end=second.end,
    )


def _validity(facts: PremiumFacts, measures: Measures) -> tuple[date, date]:
    return facts.certified_on, years_after(facts.certified_on, measures.integer("validity_years"))


def _outside(contract: ContractFact, facts: PremiumFacts, measures: Measures) -> bool:
    """Whether `contract` begins outside the product's validity, where that matters (D-15)."""
    first, last = _validity(facts, measures)
    return measures.reading("D-15") != "days_inside" and not first <= contract.start <= last


def _restarted(start: date, facts: PremiumFacts, measures: Measures) -> bool:
    """Whether a year that began on `start` is forgotten because the product was certified again since (D-26)."""
    return measures.reading("D-26") == "restarts" and start < facts.certified_on


def _parts(contract: ContractFact, facts: PremiumFacts, measures: Measures) -> Iterator[PremiumPart]:
    first, last = _validity(facts, measures)
    outside = _outside(contract, facts, measures)
    excluded = f"起保日期不在产品有效期（{first} 至 {last}）内" if outside else ""
    whole = measures.reading("D-15") == "whole_term"
    paid = max(Fraction(contract.premium_paid_yuan) - Fraction(contract.premium_refunded_yuan), Fraction(0))
    term = (contract.end - contract.start).days + 1
    window = _window(facts, measures)
    for ordinal, year in enumerate(insured_years(contract.start, contract.end), 1):
        premium = paid * year.days / term
        ceiling = _ceiling(contract, year, term, measures)
        base = premium if ceiling is None else min(premium, ceiling)
        since, until = (year.first, year.last) if whole else (max(year.first, first), min(year.last, last))
        if window is not None:
            since, until = max(since, window[0]), min(until, window[1])
        inside = 0 if outside else max((until - since).days + 1, 0)
        barred = measures.reading("D-28") == "bars" and ceiling is not None and premium > ceiling
        why = excluded or ("实际投保费率超过上限" if barred else "")
        yield PremiumPart(
            contract=contract,
            ordinal=ordinal,
            year=year,
            term_days=term,
            premium=premium,
            ceiling=ceiling,
            inside=inside,
            base=Fraction(0) if why else base * inside / year.days,
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
