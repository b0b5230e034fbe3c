"""Double benefit: the higher, and none twice (art. 25); other levels' money within the cost (D-22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from czdocs.decide.claim_facts import BenefitFact
from czdocs.decide.derivation import Remark, Step, exact_text
from czdocs.money import grouped
from czdocs.policy.parameter import Measures
from czdocs.terms import BenefitLevel

__all__ = ["BenefitOutcome", "after_other_benefits"]

_ARTICLE = "第二十五条"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitOutcome:
    """What is left of an amount beside other benefits, with the steps that made it less."""

    amount: Fraction
    steps: tuple[Step, ...] = ()
    remarks: tuple[Remark, ...] = ()


def after_other_benefits(
    amount: Fraction, *, cost: Fraction, benefits: Iterable[BenefitFact], measures: Measures
) -> BenefitOutcome:
    """What remains of `amount`, both in yuan; `cost` is what the claimant spent. Never negative.

    Benefits for another cost are of another kind and leave the amount alone.

    Source: 常工信创新〔2023〕93号, art. 25.
    """
    same = tuple(one for one in benefits if one.same_cost)
    reading = measures.reading("D-22")
    ours = tuple(b for b in same if b.level is BenefitLevel.MUNICIPAL or reading == "as_same_kind")
    others = tuple(b for b in same if b not in ours)
    first = _same_kind(amount, ours, measures)
    if reading == "ignored":
        return first
    second = _within_cost(first.amount, cost, _paid(ours), others)
    return BenefitOutcome(
        amount=second.amount, steps=(*first.steps, *second.steps), remarks=(*first.remarks, *second.remarks)
    )


def _same_kind(amount: Fraction, benefits: tuple[BenefitFact, ...], measures: Measures) -> BenefitOutcome:
    """The higher of this and municipal money for the same cost."""
    steps: list[Step] = []
    remarks: list[Remark] = []
    paid = _paid(benefits)
    left = amount
    if paid:
        left, formula, remark = _against_paid(amount, paid, measures.reading("D-21"))
        remarks += remark
        steps.append(
            Step(
                label="扣除已享受的同类政策资金",
                formula=formula,
                values={"本项金额": exact_text(amount), "已享受金额": exact_text(paid)},
                result=left,
                article=_ARTICLE,
                readings=("D-21",),
                cut=left < amount,
            )
        )
    unpaid = [b for b in benefits if not b.paid]
    for benefit in unpaid:
        other = Fraction(benefit.amount_yuan)
        name = f"“{benefit.programme}”（{grouped(benefit.amount_yuan)} 元）"
        if not left:
            break
        if other > left:
            text = f"已申请尚未拨付的{name}金额较高，就高享受该项，本项不予补贴；该项没有获批的，可以重新申报本项。"
            remarks.append(Remark(code="higher_elsewhere", text=text, article=_ARTICLE))
            steps.append(
                Step(
                    label="与已申请的同类政策比较，就高",
                    formula="其他政策金额较高，本项为 0",
                    values={"本项金额": exact_text(left), "其他政策金额": exact_text(other)},
                    result=Fraction(0),
                    article=_ARTICLE,
                    cut=True,
                )
            )
            left = Fraction(0)
        else:
            text = f"已申请尚未拨付的{name}与本项属于同类政策，享受本项的，应当撤回该项申请。"
            remarks.append(Remark(code="withdraw_other", text=text, article=_ARTICLE))
    return BenefitOutcome(amount=left, steps=tuple(steps), remarks=tuple(remarks))


def _against_paid(amount: Fraction, paid: Fraction, reading: str) -> tuple[Fraction, str, list[Remark]]:
    """What is left beside `paid`, the formula in words, and what to tell."""
    if reading == "refuse":
        return Fraction(0), "已享受同类政策，本项为 0", []
    if reading == "repay_first":
        if amount <= paid:
            return Fraction(0), "已享受金额不低于本项，本项为 0", []
        text = "退回已享受的同类政策资金以后，本项全额补贴。"
        return amount, "退回已享受金额后，全额补贴", [Remark(code="repay_first", text=text, article=_ARTICLE)]
    return max(amount - paid, Fraction(0)), "本项金额 − 已享受金额，不低于 0", []


def _within_cost(
    amount: Fraction, cost: Fraction, municipal: Fraction, benefits: tuple[BenefitFact, ...]
) -> BenefitOutcome:
    """`amount` so far that all money for the cost together does not exceed it."""
    if not benefits:
        return BenefitOutcome(amount=amount)
    remarks = [
        Remark(
            code="other_level_pending",
            text=f"已申请尚未拨付的{b.level.label}“{b.programme}”（{grouped(b.amount_yuan)} 元）拨付后，"
            "合计超过实际费用的部分应当退回。",
            article=_ARTICLE,
        )
        for b in benefits
        if not b.paid
    ]
    paid = _paid(benefits)
    if not paid:
        return BenefitOutcome(amount=amount, remarks=tuple(remarks))
    left = min(amount, max(cost - municipal - paid, Fraction(0)))
    remarks.insert(
        0,
        Remark(
            code="other_level_paid",
            text=f"同一费用已享受其他级别的资金 {grouped(_decimal(paid))} 元，与本项合计不超过实际费用。",
            article=_ARTICLE,
        ),
    )
    step = Step(
        label="各级资金合计不超过实际费用",
        formula="min(本项金额, 实际费用 − 市级已享受 − 其他级别已享受)",
        values={
            "本项金额": exact_text(amount),
            "实际费用": exact_text(cost),
            "市级已享受": exact_text(municipal),
            "其他级别已享受": exact_text(paid),
        },
        result=left,
        article=_ARTICLE,
        readings=("D-22",),
        cut=left < amount,
    )
    return BenefitOutcome(amount=left, steps=(step,), remarks=tuple(remarks))


def _paid(benefits: Iterable[BenefitFact]) -> Fraction:
    return sum((Fraction(b.amount_yuan) for b in benefits if b.paid), Fraction(0))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
