"""Partial claim: the facts that a claim gives for its amount, complete or not, and what it lacks (art. 22)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from czdocs.catalogue import finding
from czdocs.decide.claim_facts import ClaimFacts, PremiumFacts, claim_facts, facts_data
from czdocs.decide.missing_field import MissingField
from czdocs.diagnostic import Diagnostic, Severity
from czdocs.intake.bodies import build_partly
from czdocs.intake.submission import Submission, path_text
from czdocs.intake.unread import UNREAD, UnreadError
from czdocs.money import Yuan
from czdocs.record import body_of
from czdocs.record.claims import Claim
from czdocs.terms import FormKind

__all__ = ["PartialClaim", "partial_claim"]

_ABSENT = frozenset({"CZ1104", "CZ1108", "CZ1118"})
"""Codes that say that a field is missing or empty, not that what stands there is wrong."""
_STRANGE = frozenset({"CZ1105", "CZ1106"})
"""Codes about keys that the form does not know; what was meant by them may be a figure of the formula."""
_MEANT = "CZ1106"
_SHARED = (
    "product.certified_on",
    *("prior_subsidies[].year_start", "prior_subsidies[].amount_yuan"),
    *("other_benefits[].level", "other_benefits[].same_cost", "other_benefits[].paid", "other_benefits[].amount_yuan"),
)
_FIGURES: Mapping[FormKind, tuple[str, ...]] = {
    FormKind.PREMIUM_CLAIM: (
        *_SHARED,
        *("insurance_contracts[].sum_insured_yuan", "insurance_contracts[].premium_paid_yuan"),
        "insurance_contracts[].premium_refunded_yuan",
        *("insurance_contracts[].term.start", "insurance_contracts[].term.end"),
    ),
    FormKind.SCENARIO_CLAIM: (
        *_SHARED,
        "first_order.signed_on",
        *("first_order.invoices[].total_yuan", "first_order.invoices[].red_letter"),
        *("first_order.lines[].amount_yuan", "first_order.lines[].listed"),
    ),
}
"""The fields of the formula, by kind of claim."""
_ASSUMED: Mapping[str, str] = {
    "prior_subsidies": "没有填写以前获得的补贴，按没有核算",
    "other_benefits": "没有填写享受的其他政策，按没有核算",
    "insurance_contracts[].premium_refunded_yuan": "没有填写退保费，按没有核算",
    "first_order.lines": "没有填写订单明细，按整份订单都是该产品核算",
}
"""Fields of the formula that a draft may leave out, and how it is computed then."""


_NAMES = frozenset({"insurance_contracts[].number", "other_benefits[].programme", "first_order.invoices[].number"})
"""What only names a thing in the derivation; it is shown as it is written, right or wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialClaim:
    """What a claim gives for its calculation.

    `facts` is None where `faults` keep it from being computed. `assumed` says in Chinese how gaps were filled;
    `missing` are the other fields that a complete claim must have, `wrong` is the number of other faults.
    """

    facts: ClaimFacts | None
    faults: tuple[Diagnostic, ...]
    submitted_on: date | None
    claimed_yuan: Yuan | None
    assumed: tuple[str, ...]
    missing: tuple[MissingField, ...]
    wrong: int


def partial_claim(submission: Submission, found: Iterable[Diagnostic]) -> PartialClaim:
    """The facts in the claim `submission`; `found` is what the schema has against it.

    Only what the formula needs must be there and in order. Never raises.
    """
    errors = tuple(d for d in found if d.severity is Severity.ERROR)
    faults = tuple(d for d in errors if _matters(submission.kind, d))
    data, assumed = _filled(submission)
    unread = frozenset(d.place.path for d in errors if not (_assumable(d) or _pattern(d.place.path) in _NAMES))
    body: Any = build_partly(body_of(submission.kind), data, unread=unread)
    facts: ClaimFacts | None = None
    if not faults:
        facts, faults = _facts(submission, body)
    others = tuple(d for d in errors if d not in faults and not _assumable(d))
    return PartialClaim(
        facts=facts,
        faults=faults,
        submitted_on=_known(body.submitted_on),
        claimed_yuan=_known(body.amount_claimed_yuan),
        assumed=assumed,
        missing=_missing_fields(submission, [d.place.path for d in others if d.code in _ABSENT]),
        wrong=sum(1 for d in others if d.code not in _ABSENT),
    )


def _facts(submission: Submission, body: Claim) -> tuple[ClaimFacts | None, tuple[Diagnostic, ...]]:
    """The facts of `body`, or why there are none."""
    try:
        facts = claim_facts(body)
        facts_data(facts)  # what is unread stays unnoticed until somebody looks at it
    except UnreadError:
        return None, (finding("CZ5200", submission.place(), title=submission.schema.title),)
    faults = tuple(_reversed_terms(submission, facts))
    return (None, faults) if faults else (facts, ())


def _reversed_terms(submission: Submission, facts: ClaimFacts) -> Iterator[Diagnostic]:
    """The terms that end before they begin."""
    for number, contract in enumerate(facts.contracts if isinstance(facts, PremiumFacts) else ()):
        if contract.end < contract.start:
            place = submission.place(("insurance_contracts", number, "term", "end"))
            yield finding("CZ5201", place, number=contract.number, start=contract.start, end=contract.end)


def _matters(kind: FormKind, found: Diagnostic) -> bool:
    """Whether the finding is about a figure of the formula, or what holds one."""
    path = _pattern(found.place.path)
    if _assumable(found):
        return False
    if found.code in _STRANGE:
        around = path.rpartition(".")[0]
        return found.code == _MEANT if not around else any(f.startswith(f"{around}.") for f in _FIGURES[kind])
    return not path or any(f == path or f.startswith((f"{path}.", f"{path}[")) for f in _FIGURES[kind])


def _assumable(found: Diagnostic) -> bool:
    """Whether the finding says that something is missing without which the amount can be computed."""
    return found.code in _ABSENT and _pattern(found.place.path) in {*_ASSUMED, *_NAMES}


def _filled(submission: Submission) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The data of `submission` with its gaps filled, and how, in Chinese."""
    data: dict[str, Any] = deepcopy(dict(submission.data))
    assumed: dict[str, None] = {}

    def fill(group: Any, key: str, path: str, value: Any) -> None:
        if not isinstance(group, dict):
            return
        held = group.get(key)
        if held in (None, "") or (path in _NAMES and not isinstance(held, str)):
            group[key] = value
            if path in _ASSUMED:
                assumed[_ASSUMED[path]] = None

    for key in ("prior_subsidies", "other_benefits"):
        fill(data, key, key, [])
    for n, benefit in enumerate(_items(data, "other_benefits"), 1):
        fill(benefit, "programme", "other_benefits[].programme", f"第 {n} 项其他政策")
    for n, contract in enumerate(_items(data, "insurance_contracts"), 1):
        fill(contract, "number", "insurance_contracts[].number", f"{n}（未填编号）")
        fill(contract, "premium_refunded_yuan", "insurance_contracts[].premium_refunded_yuan", "0")
    if submission.kind is FormKind.SCENARIO_CLAIM:
        order = data.get("first_order")
        fill(order, "lines", "first_order.lines", [])
        for n, invoice in enumerate(_items(order, "invoices"), 1):
            fill(invoice, "number", "first_order.invoices[].number", f"{n}（未填号码）")
    return data, tuple(assumed)


def _items(group: Any, key: str) -> Iterable[Any]:
    """The items of the list under `key`, none where there is no list."""
    held = group.get(key) if isinstance(group, Mapping) else None
    return held if isinstance(held, list) else ()


def _missing_fields(submission: Submission, paths: Iterable[str]) -> tuple[MissingField, ...]:
    """The fields at `paths` in the order of the form."""
    order = {_pattern(path_text(path)): n for n, (path, _) in enumerate(submission.schema.fields())}

    def rank(path: str) -> tuple[int, ...]:
        parts = _parts(path)
        before = [parts[:n] for n in range(1, len(parts) + 1)]
        return tuple(p[-1] if isinstance(p[-1], int) else order.get(_pattern(path_text(p)), -1) for p in before)

    return tuple(_missing(submission, path) for path in sorted(paths, key=rank))


def _missing(submission: Submission, path: str) -> MissingField:
    """The field at `path` as people call it, with what it belongs to: `“保险合同”第 1 项`."""
    parts = _parts(path)
    around = parts[:-1]
    if not around:
        where = ""
    elif isinstance(around[-1], int):
        where = f"“{submission.schema.title_at(around[:-1])}”第 {around[-1] + 1} 项"
    else:
        where = f"“{submission.schema.title_at(around)}”"
    return MissingField(path=path, title=submission.schema.title_at(parts), around=where)


def _parts(path: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", path))


def _pattern(path: str) -> str:
    """`path` without its numbers: `insurance_contracts[].term.start`."""
    return re.sub(r"\[[0-9]+\]", "[]", path)


def _known(value: Any) -> Any:
    """`value`, None where it is unread."""
    return None if value is UNREAD else value
