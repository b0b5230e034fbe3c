"""Scenario support: the money for who builds an application scenario, with every step (art. 21)."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from czdocs.decide.claim_facts import ScenarioFacts
from czdocs.decide.derivation import Derivation, Remark, State, Step, exact_text
from czdocs.decide.double_benefit import after_other_benefits
from czdocs.decide.rounding import rounded, rounding_step
from czdocs.money import grouped, percent
from czdocs.period import years_after
from czdocs.policy.parameter import Measures, Tier

__all__ = ["SCENARIO_READINGS", "scenario_support"]

SCENARIO_READINGS = ("D-13", "D-16", "D-18", "D-19", "D-20", "D-21", "D-22")
"""The interpretations on which an amount under art. 21 may rest."""

_ARTICLE = "第二十一条"


def scenario_support(facts: ScenarioFacts, measures: Measures, tiers: tuple[Tier, ...]) -> Derivation:
    """The most that the builder of a scenario can be given for its first order, in yuan, with its steps.

    Support is selective: less may be granted. Without `tiers` the ceiling of the measures is all that can be said
    (state `tier_missing`). Never negative.

    Source: 常工信创新〔2023〕93号, arts. 21, 22 and 25.
    """
    steps, remarks = list(_invoiced_steps(facts)), []
    counted = _counted(facts)
    first, last = facts.certified_on, years_after(facts.certified_on, measures.integer("validity_years"))
    listed = first <= facts.signed_on <= last
    if not listed:
        amount = Fraction(0)
        reason = f"合同签订日期不在产品有效期（{first} 至 {last}）内"
        steps.append(_not_listed(facts, reason))
        remarks.append(Remark(code="order_excluded", text=f"首张订单不计：{reason}。", article=_ARTICLE))
    else:
        step = _tier_step(counted, measures, tiers)
        steps.append(step)
        amount = step.result
    capped, cap_step = _capped(amount, facts, measures)
    steps.append(cap_step)
    benefits = after_other_benefits(capped, cost=counted, benefits=facts.other_benefits, measures=measures)
    steps += benefits.steps
    steps.append(rounding_step(benefits.amount, measures, article=_ARTICLE))
    result = rounded(benefits.amount, measures)
    missing = listed and not tiers
    if missing:
        text = f"本年度没有规定分档，只能算出上限 {grouped(result)} 元，不代表可以获得的金额。"
        remarks.append(Remark(code="tier_missing", text=text, article=_ARTICLE))
    return Derivation(
        amount_yuan=result,
        exact=benefits.amount,
        state=State.TIER_MISSING if missing else State.PAYABLE if result else State.NOTHING,
        steps=tuple(steps),
        document=measures.document,
        version=measures.version,
        readings={name: measures.reading(name) for name in SCENARIO_READINGS},
        remarks=(*remarks, *benefits.remarks),
    )


def _net(facts: ScenarioFacts) -> tuple[Fraction, Fraction]:
    """The sums of the invoices and of the red-letter ones."""
    blue = sum((Fraction(one.total_yuan) for one in facts.invoices if not one.red_letter), Fraction(0))
    red = sum((Fraction(one.total_yuan) for one in facts.invoices if one.red_letter), Fraction(0))
    return blue, red


def _counted(facts: ScenarioFacts) -> Fraction:
    """What was invoiced for the product (A), not below 0."""
    blue, red = _net(facts)
    return max(blue - red, Fraction(0)) * facts.listed_share


def _invoiced_steps(facts: ScenarioFacts) -> Iterator[Step]:
    blue, red = _net(facts)
    yield Step(
        label="首张订单开票金额",
        formula="蓝字发票合计 − 红字发票合计，不低于 0" if red else "发票合计",
        values={"蓝字发票合计": exact_text(blue), "红字发票合计": exact_text(red)}
        if red
        else {"发票合计": exact_text(blue)},
        result=max(blue - red, Fraction(0)),
        article=_ARTICLE,
        readings=("D-13", "D-18"),
        cut=red > 0,
    )
    if facts.listed_share != 1:
        yield Step(
            label="其中《目录》产品的开票金额",
            formula="开票金额 × 《目录》产品在订单中的金额占比",
            values={"开票金额": exact_text(max(blue - red, Fraction(0))), "占比": exact_text(facts.listed_share)},
            result=_counted(facts),
            article=_ARTICLE,
            cut=True,
        )


def _not_listed(facts: ScenarioFacts, reason: str) -> Step:
    return Step(
        label="首张订单：不计",
        formula=reason,
        values={"合同签订日期": facts.signed_on.isoformat()},
        result=Fraction(0),
        article=_ARTICLE,
        readings=("D-18",),
        cut=True,
    )


def _tier_step(counted: Fraction, measures: Measures, tiers: tuple[Tier, ...]) -> Step:
    """The tier's share of the amount, or of each tier's part of it (D-19); without tiers the ceiling."""
    if not tiers:
        share = measures.decimal("scenario_share")
        return Step(
            label="比例上限（本年度没有规定分档）",
            formula=f"开票金额 × {percent(share)}",
            values={"开票金额": exact_text(counted)},
            result=counted * Fraction(share),
            article=_ARTICLE,
        )
    if measures.reading("D-19") == "marginal":
        return _marginal_step(counted, tiers)
    number = max(n for n, one in enumerate(tiers) if Fraction(one.from_yuan) <= counted)
    tier = tiers[number]
    return Step(
        label=f"分档比例（{_tier_name(tiers, number)}）",
        formula=f"开票金额 × {percent(tier.share)}",
        values={"开票金额": exact_text(counted)},
        result=counted * Fraction(tier.share),
        article="第二十一条、第二十二条",
        readings=("D-19",),
        cut=tier.share < measures.decimal("scenario_share"),
    )


def _tier_name(tiers: tuple[Tier, ...], number: int) -> str:
    """Which amounts the tier takes: `不满 5,000,000.00 元`, `20,000,000.00 元以上`, or both bounds."""
    least = f"{grouped(tiers[number].from_yuan)} 元以上" if number else ""
    below = f"不满 {grouped(tiers[number + 1].from_yuan)} 元" if number + 1 < len(tiers) else ""
    return "、".join(filter(None, (least, below))) or "只有一档"


def _marginal_step(counted: Fraction, tiers: tuple[Tier, ...]) -> Step:
    bounds = [*(Fraction(tier.from_yuan) for tier in tiers), None]
    result, values = Fraction(0), {"开票金额": exact_text(counted)}
    for tier, (low, high) in zip(tiers, pairwise(bounds), strict=True):
        if low is None or counted <= low:
            break
        part = (counted if high is None else min(counted, high)) - low
        values[f"{percent(tier.share)} 一档的金额"] = exact_text(part)
        result += part * Fraction(tier.share)
    return Step(
        label="分档比例（各档分别计算）",
        formula="各档金额 × 该档比例，再相加",
        values=values,
        result=result,
        article="第二十一条、第二十二条",
        readings=("D-19",),
    )


def _capped(amount: Fraction, facts: ScenarioFacts, measures: Measures) -> tuple[Fraction, Step]:
    """The amount under the cap of one product in one scenario (D-20)."""
    cap = measures.decimal("scenario_cap_yuan")
    before = sum((Fraction(one.amount_yuan) for one in facts.prior), Fraction(0))
    left = min(amount, max(Fraction(cap) - before, Fraction(0)))
    return left, Step(
        label="最高额",
        formula="min(金额, 最高额 − 已获奖励)",
        values={"金额": exact_text(amount), "最高额": f"{cap:f}", "已获奖励": exact_text(before)},
        result=left,
        article=_ARTICLE,
        readings=("D-20",),
        cut=left < amount,
    )
