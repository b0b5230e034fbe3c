"""Premium subsidy: the support of insurance premiums, with every step of its calculation (art. 20)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from czdocs.decide.claim_facts import ContractFact, PremiumFacts
from czdocs.decide.derivation import Derivation, Remark, State, Step, SubsidisedYear, exact_text
from czdocs.decide.double_benefit import after_other_benefits
from czdocs.decide.insured_year import anniversary
from czdocs.decide.premium_parts import ContractGroup, PremiumPart, counted_parts, ways_to_join
from czdocs.decide.rounding import rounded, rounding_step
from czdocs.money import Yuan, percent
from czdocs.policy.parameter import Measures

__all__ = ["PREMIUM_READINGS", "premium_subsidy"]

PREMIUM_READINGS = ("D-13", "D-14", "D-15", "D-16", "D-17", "D-21", "D-22", "D-26", "D-27", "D-28")
"""The interpretations on which an amount under art. 20 may rest."""

_ARTICLE = "第二十条"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to take the contracts: its parts, what each gives, and what is left of each under the cap."""

    groups: tuple[ContractGroup, ...]
    parts: tuple[PremiumPart, ...]
    shares: tuple[Fraction, ...]
    granted: tuple[Fraction, ...]

    @property
    def total(self) -> Fraction:
        """What all parts give, the cap applied."""
        return sum(self.granted, Fraction(0))


def premium_subsidy(facts: PremiumFacts, measures: Measures) -> Derivation:
    """The subsidy for the insurance contracts of one claim, in yuan, with its steps.

    The insured years of the product and the sum granted before count from `facts.prior`. Contracts may come in any
    order. Nothing (0) without contracts. Never negative.

    Source: 常工信创新〔2023〕93号, arts. 10, 20 and 25.
    """
    first, *others = (_way(groups, facts, measures) for groups in ways_to_join(facts.contracts, facts, measures))
    way = min((first, *others), key=lambda one: one.total)  # the first of equals: contracts as they are
    steps = [step for number in range(len(way.parts)) for step in _part_steps(way, number, measures)]
    if way is not first:
        steps.insert(0, _joined_step(first, way))
    steps += _cap_steps(way, facts, measures)
    cost = sum((_net(contract) for contract in facts.contracts), Fraction(0))
    benefits = after_other_benefits(way.total, cost=cost, benefits=facts.other_benefits, measures=measures)
    steps += benefits.steps
    steps.append(rounding_step(benefits.amount, measures, article=_ARTICLE))
    amount = rounded(benefits.amount, measures)
    return Derivation(
        amount_yuan=amount,
        exact=benefits.amount,
        state=State.PAYABLE if amount else State.NOTHING,
        steps=tuple(steps),
        document=measures.document,
        version=measures.version,
        readings={name: measures.reading(name) for name in PREMIUM_READINGS},
        remarks=(*_remarks(way), *benefits.remarks),
        years=_years(way, benefits.amount, measures),
    )


def _net(contract: ContractFact) -> Fraction:
    """What was paid less what was refunded, not below 0."""
    return max(Fraction(contract.premium_paid_yuan) - Fraction(contract.premium_refunded_yuan), Fraction(0))


def _way(groups: tuple[ContractGroup, ...], facts: PremiumFacts, measures: Measures) -> _Way:
    parts = counted_parts(groups, facts, measures)
    share = Fraction(measures.decimal("premium_share"))
    shares = tuple(part.base * share for part in parts)
    return _Way(groups=groups, parts=parts, shares=shares, granted=_under_cap(parts, shares, facts, measures))


def _under_cap(
    parts: Sequence[PremiumPart], shares: Sequence[Fraction], facts: PremiumFacts, measures: Measures
) -> tuple[Fraction, ...]:
    """What of `shares` the cap lets through, in order of time: of the product, or of each of its years (D-17)."""
    left: dict[date | None, Fraction] = {}
    granted = []
    for part, share in zip(parts, shares, strict=True):
        key = part.opened if measures.reading("D-17") == "insured_year" else None
        if key not in left:
            left[key] = _cap_left(key, facts, measures)
        granted.append(min(share, left[key]))
        left[key] -= granted[-1]
    return tuple(granted)


def _cap_left(year: date | None, facts: PremiumFacts, measures: Measures) -> Fraction:
    """The cap less what was granted before, in all or in the insured year that `year` begins; not below 0."""
    before = sum(
        (
            Fraction(one.amount_yuan)
            for one in facts.prior
            if (year is None or year <= one.year_start < anniversary(year, 1))
            and not (measures.reading("D-26") == "restarts" and one.year_start < facts.certified_on)
        ),
        Fraction(0),
    )
    return max(Fraction(measures.decimal("premium_cap_yuan")) - before, Fraction(0))


def _joined_step(apart: _Way, way: _Way) -> Step:
    numbers = ["、".join(contract.number for contract in group) for group in way.groups if len(group) > 1]
    return Step(
        label="首尾相接、保险金额相同的保单合并计算，取较低的结果",
        formula="min(分别计算, 合并计算)",
        values={
            "合并的保单": "；".join(numbers),
            "分别计算": exact_text(apart.total),
            "合并计算": exact_text(way.total),
        },
        result=way.total,
        article=_ARTICLE,
        readings=("D-27",),
        cut=True,
    )


def _part_steps(way: _Way, number: int, measures: Measures) -> Iterator[Step]:
    """The steps of one insured year of one contract."""
    part = way.parts[number]
    title = f"保单 {part.number} 第 {part.ordinal} 投保年度（{part.year.first} 至 {part.year.last}）"
    if part.excluded:
        reading = ("D-26",) if part.inside else ("D-15",)
        yield Step(
            label=f"{title}：不计",
            formula=part.excluded,
            values={"起保日期": part.group[0].start.isoformat()},
            result=Fraction(0),
            article=_ARTICLE,
            readings=reading,
            cut=True,
        )
        return
    yield _premium_step(part, title)
    if part.ceiling is not None:
        yield _ceiling_step(part, title, measures)
    if part.inside < part.year.days:
        yield _inside_step(part, title)
    share = measures.decimal("premium_share")
    yield Step(
        label=f"{title}：补贴比例",
        formula=f"计入的保费 × {percent(share)}",
        values={"计入的保费": exact_text(part.base)},
        result=way.shares[number],
        article=_ARTICLE,
    )


def _premium_step(part: PremiumPart, title: str) -> Step:
    """What was paid for the year."""
    if len(part.group) > 1:
        return _joined_premium_step(part, title)
    contract = part.group[0]
    values = {"实际支付保费": f"{contract.premium_paid_yuan:f}"}
    formula = "实际支付保费"
    if contract.premium_refunded_yuan:
        values["退保费"] = f"{contract.premium_refunded_yuan:f}"
        formula = "（实际支付保费 − 退保费）" if part.year.days < part.term_days else "实际支付保费 − 退保费"
    if part.year.days < part.term_days:
        values |= {"本年度天数": str(part.year.days), "保险期限天数": str(part.term_days)}
        formula += " × 本年度天数 ÷ 保险期限天数"
    return Step(
        label=f"{title}：保费",
        formula=formula,
        values=values,
        result=part.premium,
        article=_ARTICLE,
        readings=("D-13",),
    )


def _joined_premium_step(part: PremiumPart, title: str) -> Step:
    """What was paid for a year of several contracts, each for its own days."""
    values = {}
    for contract in part.group:
        days = (min(part.year.last, contract.end) - max(part.year.first, contract.start)).days + 1
        if days > 0:
            whole = (contract.end - contract.start).days + 1
            values[f"保单 {contract.number}"] = f"{exact_text(_net(contract))} × {days} ÷ {whole}"
    return Step(
        label=f"{title}：保费",
        formula="各保单 (实际支付保费 − 退保费) × 本年度内的天数 ÷ 保险期限天数，再相加",
        values=values,
        result=part.premium,
        article=_ARTICLE,
        readings=("D-13", "D-27"),
    )


def _ceiling_step(part: PremiumPart, title: str, measures: Measures) -> Step:
    """What the rate ceiling lets through."""
    rate = measures.decimal("premium_rate_ceiling")
    values = {"保费": exact_text(part.premium), "保险金额": f"{part.group[0].sum_insured_yuan:f}"}
    formula = f"min(保费, 保险金额 × {percent(rate)}"
    if measures.reading("D-14") == "as_written":
        days, whole, name = part.year.days, part.term_days, "保险期限天数"
    else:
        days, whole, name = part.year.days, part.year.full, "全年天数"
    if days != whole:
        values |= {"本年度天数": str(days), name: str(whole)}
        formula += f" × 本年度天数 ÷ {name}"
    return Step(
        label=f"{title}：费率上限",
        formula=f"{formula})",
        values=values,
        result=min(part.premium, part.ceiling) if part.ceiling is not None else part.premium,
        article=_ARTICLE,
        readings=("D-14", "D-28"),
        cut=part.ceiling is not None and part.ceiling < part.premium,
    )


def _inside_step(part: PremiumPart, title: str) -> Step:
    """What of the year lies inside the product's validity."""
    days = {"有效期内天数": str(part.inside), "本年度天数": str(part.year.days)}
    if len(part.group) > 1 and part.ceiling is not None:
        formula = "min(有效期内各日的保费, 费率上限 × 有效期内天数 ÷ 本年度天数)"
        values = {"有效期内各日的保费": exact_text(part.premium_inside), "费率上限": exact_text(part.ceiling), **days}
    elif len(part.group) > 1:
        formula, values = "有效期内各日的保费", {"有效期内各日的保费": exact_text(part.premium_inside), **days}
    else:
        counted = part.premium if part.ceiling is None else min(part.premium, part.ceiling)
        formula, values = "计入的保费 × 有效期内天数 ÷ 本年度天数", {"计入的保费": exact_text(counted), **days}
    return Step(
        label=f"{title}：有效期内的天数",
        formula=formula,
        values=values,
        result=part.base,
        article="第十条、第二十条",
        readings=("D-15",),
        cut=True,
    )


def _cap_steps(way: _Way, facts: PremiumFacts, measures: Measures) -> Iterator[Step]:
    """The sum over all parts, and the cap where it bites or something was granted before."""
    shares = [share for part, share in zip(way.parts, way.shares, strict=True) if not part.excluded]
    together = sum(shares, Fraction(0))
    if len(shares) > 1:
        yield Step(
            label="各投保年度合计",
            formula="各项相加",
            values={f"第 {n} 项": exact_text(share) for n, share in enumerate(shares, 1)},
            result=together,
            article=_ARTICLE,
        )
    cap = measures.decimal("premium_cap_yuan")
    by_year = measures.reading("D-17") == "insured_year"
    before = sum((Fraction(one.amount_yuan) for one in facts.prior), Fraction(0))
    formula = "每个投保年度 min(补贴, 最高额 − 该年度已获补贴)" if by_year else "min(合计, 最高额 − 已获补贴)"
    yield Step(
        label="单个产品最高额",
        formula=formula,
        values={"合计": exact_text(together), "最高额": f"{cap:f}", "已获补贴": exact_text(before)},
        result=way.total,
        article=_ARTICLE,
        readings=("D-17", "D-26"),
        cut=way.total < together,
    )


def _remarks(way: _Way) -> Iterator[Remark]:
    """What a reader must know about contracts that give nothing."""
    for part in way.parts:
        if part.excluded:
            text = f"保单 {part.number} 第 {part.ordinal} 投保年度不计：{part.excluded}。"
            yield Remark(code="year_excluded", text=text, article=_ARTICLE)


def _years(way: _Way, final: Fraction, measures: Measures) -> tuple[SubsidisedYear, ...]:
    """The amount by insured years of the product, earlier ones first, in paid units that sum to the whole amount."""
    sums: dict[date, Fraction] = {}
    for part, granted in zip(way.parts, way.granted, strict=True):
        if part.opened is not None:
            sums[part.opened] = sums.get(part.opened, Fraction(0)) + granted
    years, before, running = [], Yuan(rounded(Fraction(0), measures)), Fraction(0)
    for opened in sorted(sums):
        running = min(running + sums[opened], final)
        now = rounded(running, measures)
        if now > before:
            years.append(SubsidisedYear(year_start=opened, amount_yuan=Yuan(now - before)))
        before = now
    return tuple(years)
