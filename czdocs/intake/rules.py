"""Rule table: every rule beyond the schema, with its code and the forms it needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from czdocs.intake.dossier import Dossier, Fault, Terms, YearDossier
from czdocs.terms import FormKind

__all__ = ["CASE_RULES", "YEAR_RULES", "CaseRule", "YearRule", "rule", "year_rule"]

CaseCheck = Callable[[Dossier, Terms], Iterator[Fault]]
YearCheck = Callable[[YearDossier, Terms], Iterator[Fault]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRule:
    """A rule over the forms of one case; runs where all forms that it needs were read."""

    code: str
    needs: tuple[FormKind, ...]
    check: CaseCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRule:
    """A rule over the decision of a year and its cases."""

    code: str
    check: YearCheck


CASE_RULES: list[CaseRule] = []
YEAR_RULES: list[YearRule] = []


def rule(code: str, *needs: FormKind) -> Callable[[CaseCheck], CaseCheck]:
    """Enter the decorated check into the table of case rules under `code`."""

    def enter(check: CaseCheck) -> CaseCheck:
        CASE_RULES.append(CaseRule(code=code, needs=needs, check=check))
        return check

    return enter


def year_rule(code: str) -> Callable[[YearCheck], YearCheck]:
    """Enter the decorated check into the table of year rules under `code`."""

    def enter(check: YearCheck) -> YearCheck:
        YEAR_RULES.append(YearRule(code=code, check=check))
        return check

    return enter
