"""Periods of the measures: in operation (art. 6(1)), developed lately (art. 6(4)), certified (art. 10).

All count as the Civil Code does and include both ends; none is moved by a holiday (D-03).
"""

from dataclasses import dataclass
from datetime import date

from czdocs.decide.verdict import Verdict
from czdocs.period import years_after, years_before
from czdocs.policy.parameter import Measures

__all__ = ["Period", "developed_within", "in_operation", "valid_on", "valid_until"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A verdict about a day and the bounds that it was held against, both included; `last` may be open."""

    verdict: Verdict
    first: date
    last: date | None

    @property
    def met(self) -> bool:
        """Whether the day lies within the bounds."""
        return self.verdict.met


def in_operation(registered_on: date, base: date, measures: Measures) -> Period:
    """Whether a year of operation, counted from the registration, is over on the day `base` (D-02); that day counts.

    Source: 常工信创新〔2023〕93号, art. 6(1).
    """
    years = measures.integer("operation_years")
    first = years_after(registered_on, years)
    verdict = Verdict(
        label="正常经营年限",
        formula=f"成立日期 + {years} 年 ≤ 基准日",
        values={"成立日期": f"{registered_on}", f"满 {years} 年": f"{first}", "基准日": f"{base}"},
        met=first <= base,
        article=measures.parameters["operation_years"].article,
        readings=("D-02",),
    )
    return Period(verdict=verdict, first=first, last=None)


def developed_within(completed_on: date, base: date, measures: Measures) -> Period:
    """Whether the product was completed in the years that end with the day `base` (D-02).

    Source: 常工信创新〔2023〕93号, art. 6(4).
    """
    years = measures.integer("development_years")
    first = years_before(base, years)
    verdict = Verdict(
        label="研制成功的年限",
        formula=f"基准日 − {years} 年 ≤ 研制完成日期 ≤ 基准日",
        values={"最早": f"{first}", "研制完成日期": f"{completed_on}", "基准日": f"{base}"},
        met=first <= completed_on <= base,
        article=measures.parameters["development_years"].article,
        readings=("D-02",),
    )
    return Period(verdict=verdict, first=first, last=base)


def valid_until(certified_on: date, measures: Measures) -> date:
    """The last day on which a product certified on `certified_on` is valid (D-03, D-07).

    Source: 常工信创新〔2023〕93号, art. 10.
    """
    return years_after(certified_on, measures.integer("validity_years"))


def valid_on(certified_on: date, day: date, measures: Measures) -> Period:
    """Whether a product certified on `certified_on` and not revoked is valid on `day`.

    Source: 常工信创新〔2023〕93号, art. 10.
    """
    last = valid_until(certified_on, measures)
    verdict = Verdict(
        label="有效期",
        formula=f"认定之日 ≤ 查询日 ≤ 认定之日 + {measures.integer('validity_years')} 年",
        values={"认定之日": f"{certified_on}", "查询日": f"{day}", "有效期末日": f"{last}"},
        met=certified_on <= day <= last,
        article=measures.parameters["validity_years"].article,
        readings=("D-03", "D-07"),
    )
    return Period(verdict=verdict, first=certified_on, last=last)
