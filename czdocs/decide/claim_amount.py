"""Claim amount: what a claim gives under the measures, whichever article it rests on."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from czdocs.decide.claim_facts import ClaimFacts, PremiumFacts
from czdocs.decide.derivation import Derivation, Remark
from czdocs.decide.premium_subsidy import premium_subsidy
from czdocs.decide.scenario_support import scenario_support
from czdocs.money import Yuan, grouped
from czdocs.policy.parameter import Measures, Notice

__all__ = ["COMPUTED_READINGS", "claim_amount", "claimed_difference"]

COMPUTED_READINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "D-13": frozenset({"included"}),
        "D-14": frozenset({"annual_rate", "as_written"}),
        "D-15": frozenset({"start_inside", "whole_term", "days_inside"}),
        "D-16": frozenset({"down_yuan", "fen", "half_up_yuan", "down_hundred_yuan"}),
        "D-17": frozenset({"product_life", "insured_year"}),
        "D-18": frozenset({"applicant_first"}),
        "D-19": frozenset({"whole_amount", "marginal"}),
        "D-20": frozenset({"product_scenario"}),
        "D-21": frozenset({"top_up", "refuse", "repay_first"}),
        "D-22": frozenset({"sum_within_cost", "ignored", "as_same_kind"}),
        "D-26": frozenset({"cumulative", "calendar_window", "restarts"}),
        "D-27": frozenset({"lower", "apart"}),
        "D-28": frozenset({"ceiling_on_base", "bars", "no_ceiling"}),
    }
)
"""The options that the facts of a claim suffice to compute, by interpretation; others need papers that it lacks."""


def claim_amount(facts: ClaimFacts, measures: Measures, notice: Notice | None) -> Derivation:
    """The amount of a claim with its steps; `notice` is that of the claim's year, with the tiers of art. 21.

    Source: 常工信创新〔2023〕93号, arts. 20 to 22 and 25.
    """
    if isinstance(facts, PremiumFacts):
        return premium_subsidy(facts, measures)
    return scenario_support(facts, measures, notice.scenario_tiers if notice is not None else ())


def claimed_difference(derivation: Derivation, claimed: Yuan) -> Remark | None:
    """Why the amount differs from what the claim asks for, None where it does not."""
    difference = Fraction(derivation.amount_yuan) - Fraction(claimed)
    if not difference:
        return None
    if difference > 0:
        more = grouped(Yuan(derivation.amount_yuan - claimed))
        text = f"核算金额比申报金额多 {more} 元，申报金额没有用足可以申请的金额。"
        return Remark(code="claimed_less", text=text)
    reasons = list(dict.fromkeys(step.label for step in derivation.steps if step.cut))
    if reasons:
        why = f"，计算中减少金额的步骤有：{'；'.join(reasons)}"
    else:
        why = "，差在取整" if -difference < 1 else "，请核对申报金额的算法"
    text = f"核算金额比申报金额少 {grouped(Yuan(claimed - derivation.amount_yuan))} 元{why}。"
    return Remark(code="claimed_more", text=text)
