"""Claim amount: what a claim gives under the measures, whichever article it rests on."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from czdocs.decide.claim_facts import ClaimFacts, PremiumFacts
from czdocs.decide.derivation import Derivation, Remark
from czdocs.decide.premium_subsidy import PREMIUM_READINGS, premium_subsidy
from czdocs.decide.scenario_support import SCENARIO_READINGS, scenario_support
from czdocs.money import Yuan, grouped
from czdocs.policy.known import INTERPRETATIONS
from czdocs.policy.parameter import Measures, Notice

__all__ = ["COMPUTED_READINGS", "claim_amount", "claimed_difference"]

COMPUTED_READINGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        name: frozenset(option for option, followed in INTERPRETATIONS[name].items() if followed)
        for name in sorted({*PREMIUM_READINGS, *SCENARIO_READINGS})
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
