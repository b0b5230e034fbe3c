"""Brute force: arts. 20, 21 and 25 computed a second time, day by day, sharing no line with czdocs.

Written from the text of the measures and the readings chosen for it, to be read beside them: no parameter file, no
library's dates, no divided terms. It takes a claim as the plain data that an archived decision holds (`facts_data`).
A day that counts brings the premium paid for it and what the rate ceiling lets through for it; the lesser of the two
sums of an insured year is what the share is taken of; all else is counting days.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

__all__ = ["Outcome", "premium_outcome", "scenario_outcome"]

SHARE = Fraction(80, 100)  # art. 20: 最高按投保年度实际支付保费的80%
RATE = Fraction(3, 100)  # 实际投保费率不超过3%
PREMIUM_CAP = 500_000  # 单个创新产品投保最高可获得50万元
MOST_YEARS = 2  # 同一产品的保费补贴不超过2年
SCENARIO_SHARE = Fraction(20, 100)  # art. 21: 首张订单开票金额20%以内
SCENARIO_CAP = 5_000_000  # 最高不超过500万元

MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _every_day(first_year: int, last_year: int) -> Iterator[str]:
    for year in range(first_year, last_year + 1):
        for month, days in enumerate(MONTHS, 1):
            for day in range(1, days + (month == 2 and _is_leap(year)) + 1):
                yield f"{year}-{month:02}-{day:02}"


CALENDAR = tuple(_every_day(2010, 2060))
NUMBER = {day: number for number, day in enumerate(CALENDAR)}


def _same_day(day: str, years: int, *, instead_of_29_february: str) -> str:
    """The day of the same name `years` later."""
    year, rest = int(day[:4]) + years, day[4:]
    later = f"{year}{rest}"
    return later if later in NUMBER else f"{year}{instead_of_29_february}"


def last_valid_day(certified_on: str) -> str:
    """Art. 10: two years; the last day is the day of the same name, or the last of February (民法典 art. 202)."""
    return _same_day(certified_on, 2, instead_of_29_february="-02-28")


def _anniversary(start: str, years: int) -> str:
    """The day on which another insured year begins."""
    return _same_day(start, years, instead_of_29_february="-03-01")


@dataclass(frozen=True)
class Outcome:
    """What a claim gives: whole yuan, the exact sum before rounding, and what each insured year gets of it.

    Where several ways of joining contracts give the same lowest sum, `years` holds the years of each; nobody says which
    way is meant then. A claim under art. 21 has no years.
    """

    amount_yuan: int
    exact: Fraction
    years: tuple[Mapping[str, int], ...] = ({},)


@dataclass(frozen=True)
class Insured:
    """One contract; `net` is the premium paid less refunds."""

    start: str
    end: str
    insured: Fraction
    net: Fraction

    @property
    def a_day(self) -> Fraction:
        """What was paid for one day of the term."""
        return self.net / (NUMBER[self.end] - NUMBER[self.start] + 1)

    def followed_by(self, other: "Insured") -> bool:
        """Whether the two cover the same sum without a gap or an overlap."""
        return NUMBER[self.end] + 1 == NUMBER[other.start] and self.insured == other.insured


Group = tuple[Insured, ...]
"""One contract, or several that follow one another and are taken for one."""


@dataclass
class Year:
    """One insured year of a group, filled day by day with the days of each of its contracts that count."""

    begins: str
    ceiling_a_day: Fraction
    counted: list[int]

    def subsidy(self, group: Group) -> Fraction:
        """80 % of the premium of the days that count, or of what the rate ceiling lets through for them."""
        premium = sum((days * one.a_day for days, one in zip(self.counted, group, strict=True)), Fraction(0))
        return min(premium, sum(self.counted) * self.ceiling_a_day) * SHARE


def premium_outcome(claim: Mapping[str, Any]) -> Outcome:
    """Arts. 20 and 25, rounded down once, at the very end."""
    first, last = claim["certified_on"], last_valid_day(claim["certified_on"])
    contracts = [_insured(one) for one in claim["contracts"]]
    good = [one for one in contracts if first <= one.start <= last]
    prior_starts = [one["year_start"] for one in claim["prior"]]
    granted_before = sum((Fraction(one["amount_yuan"]) for one in claim["prior"]), Fraction(0))
    left = max(PREMIUM_CAP - granted_before, Fraction(0))
    ways = []
    for way in _ways_to_take(sorted(good, key=lambda one: one.start)):
        subsidies = [year for group in way for year in _years(group, first, last)]
        opened, sums = _subsidised(subsidies, prior_starts)
        ways.append((min(sum(sums, Fraction(0)), left), len(way) == len(good), opened, sums))
    lowest = min(total for total, *_ in ways)
    cost = sum((one.net for one in contracts), Fraction(0))
    exact = _beside_others(lowest, cost, claim["other_benefits"])
    as_they_are = [way for way in ways if way[0] == lowest and way[1]]
    equal = as_they_are or [way for way in ways if way[0] == lowest]
    return Outcome(_whole(exact), exact, tuple(_by_year(opened, sums, exact) for _, _, opened, sums in equal))


def _insured(contract: Mapping[str, Any]) -> Insured:
    paid, refunded = Fraction(contract["premium_paid_yuan"]), Fraction(contract["premium_refunded_yuan"])
    return Insured(
        start=contract["start"],
        end=contract["end"],
        insured=Fraction(contract["sum_insured_yuan"]),
        net=max(paid - refunded, Fraction(0)),
    )


def _ways_to_take(contracts: Sequence[Insured]) -> Iterator[tuple[Group, ...]]:
    """Every way to join contracts that follow one another, the contracts as they are among them.

    `contracts` come in order of their starts, so that a contract can follow only those already taken.
    """
    if not contracts:
        yield ()
        return
    *earlier, newest = contracts
    for way in _ways_to_take(earlier):
        yield (*way, (newest,))
        for n, group in enumerate(way):
            if group[-1].followed_by(newest):
                yield (*way[:n], (*group, newest), *way[n + 1 :])


def _years(group: Group, first_valid: str, last_valid: str) -> list[tuple[str, Fraction]]:
    """The insured years of a group that have a day that counts, each with its subsidy: a walk through all its days."""
    valid_from, valid_to = NUMBER[first_valid], NUMBER[last_valid]
    years: list[Year] = []
    next_begins = NUMBER[group[0].start]
    for n, contract in enumerate(group):
        for day in range(NUMBER[contract.start], NUMBER[contract.end] + 1):
            if day == next_begins:
                next_begins = NUMBER[_anniversary(group[0].start, len(years) + 1)]
                ceiling_a_day = RATE * contract.insured / (next_begins - day)
                years.append(Year(CALENDAR[day], ceiling_a_day, [0] * len(group)))
            if valid_from <= day <= valid_to:
                years[-1].counted[n] += 1
    return [(year.begins, year.subsidy(group)) for year in years if any(year.counted)]


def _subsidised(years: Sequence[tuple[str, Fraction]], prior_starts: Sequence[str]) -> tuple[list[str], list[Fraction]]:
    """The insured years of the product, and what each gives before the cap; a third year is left out."""
    starts, counted = list(prior_starts), []
    for begins, subsidy in sorted(years):
        if len(_opened([*starts, begins])) <= MOST_YEARS:
            starts.append(begins)
            counted.append((begins, subsidy))
    opened = _opened(starts)
    sums = [Fraction(0) for _ in opened]
    for begins, subsidy in counted:
        sums[max(n for n, year in enumerate(opened) if year <= begins)] += subsidy
    return opened, sums


def _opened(starts: Sequence[str]) -> list[str]:
    """A start opens a year of the product unless the year opened last is still running."""
    opened: list[str] = []
    for start in sorted(starts):
        if not opened or start >= _anniversary(opened[-1], 1):
            opened.append(start)
    return opened


def _by_year(opened: Sequence[str], sums: Sequence[Fraction], final: Fraction) -> dict[str, int]:
    """The final sum, filled into the years in order; each gets whole yuan, and together they get the amount."""
    filled, running = {}, Fraction(0)
    for begins, part in zip(opened, sums, strict=True):
        before = _whole(min(running, final))
        running += part
        filled[begins] = _whole(min(running, final)) - before
    return {begins: amount for begins, amount in filled.items() if amount}


def scenario_outcome(claim: Mapping[str, Any], tiers: Sequence[tuple[str, str]]) -> Outcome:
    """Arts. 21 and 25; `tiers` are the sums from which each holds, and its share."""
    invoiced = Fraction(0)
    for invoice in claim["invoices"]:
        total = Fraction(invoice["total_yuan"])
        invoiced += -total if invoice["red_letter"] else total
    invoiced = max(invoiced, Fraction(0)) * Fraction(claim["listed_share"])
    share = SCENARIO_SHARE
    for starts_at, tier_share in tiers:
        if invoiced >= Fraction(starts_at):
            share = Fraction(tier_share)
    listed = claim["certified_on"] <= claim["signed_on"] <= last_valid_day(claim["certified_on"])
    amount = invoiced * share if listed else Fraction(0)
    granted_before = sum((Fraction(one["amount_yuan"]) for one in claim["prior"]), Fraction(0))
    amount = min(amount, max(SCENARIO_CAP - granted_before, Fraction(0)))
    exact = _beside_others(amount, invoiced, claim["other_benefits"])
    return Outcome(_whole(exact), exact)


def _beside_others(amount: Fraction, cost: Fraction, benefits: Sequence[Mapping[str, Any]]) -> Fraction:
    """Art. 25: the higher and none twice within the city; all levels together no more than the cost."""
    same = [one for one in benefits if one["same_cost"]]
    city_paid, others_paid = Fraction(0), Fraction(0)
    for one in same:
        if one["paid"] and one["level"] == "municipal":
            city_paid += Fraction(one["amount_yuan"])
        elif one["paid"]:
            others_paid += Fraction(one["amount_yuan"])
    amount = max(amount - city_paid, Fraction(0))
    for one in same:
        if not one["paid"] and one["level"] == "municipal" and Fraction(one["amount_yuan"]) > amount:
            amount = Fraction(0)
    return min(amount, max(cost - city_paid - others_paid, Fraction(0)))


def _whole(amount: Fraction) -> int:
    return amount.numerator // amount.denominator
