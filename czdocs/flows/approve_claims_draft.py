"""Draft of a subsidy decision: what the claims of a batch give, for the clerk to complete."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from czdocs.errors import CzdocsError
from czdocs.flows.approve_claims_assessment import Assessment
from czdocs.flows.approve_claims_batch import refusal_articles
from czdocs.flows.approve_claims_decision import shares
from czdocs.flows.new_form import new_form, with_schema
from czdocs.flows.output_folder import hand_out
from czdocs.flows.subsidy_input import ClaimCase
from czdocs.money import Yuan
from czdocs.policy.book import PolicyBook
from czdocs.terms import FormKind

__all__ = ["write_draft"]

_MOST = 300
"""Characters that a reason may have."""
_KIND = FormKind.SUBSIDY_DECISION


def write_draft(
    path: Path, cases: Mapping[str, ClaimCase], assessment: Assessment, book: PolicyBook, *, today: date
) -> None:
    """Write a decision with an entry for each claim, the shares and the totals; all else is left to the clerk.

    Raises:
        CzdocsError: CZ5121 if `path` is there already, CZ5102 to CZ5105 if the machine refuses.
    """
    if path.exists() or path.is_symlink():
        raise CzdocsError("CZ5121", path=path)
    read = {number: case for number, case in sorted(cases.items()) if case.claim is not None}
    entries = [_entry(case, assessment, book) for case in read.values()]
    year = next((case.claim.year for case in read.values() if case.claim is not None), today.year)
    data = {**_head(year, book, today), "entries": entries, "totals": _totals(entries)}
    text = new_form(_KIND, data=data, file=path.name)
    hand_out(with_schema(_KIND, path.name, text), path.parent)


def _head(year: int, book: PolicyBook, today: date) -> dict[str, Any]:
    """Who decides, and on which documents it rests."""
    measures, call = book.on(today), book.notice(year)
    names = [book.agencies[id_].name_on(today) for id_ in ("industry", "finance") if id_ in book.agencies]
    issuers = [name.name for name in names if name is not None]
    basis = [f"《{measures.title}》（{measures.document}）"]
    if call is not None:
        basis.append(f"《{call.title}》（{call.document}）")
    return {"year": year, "issuers": issuers, "basis": basis, "review": {"participants": issuers}}


def _entry(case: ClaimCase, assessment: Assessment, book: PolicyBook) -> dict[str, Any]:
    """What the measures give for one claim: its amount, or why there is none."""
    claim = case.claim
    if claim is None:
        raise AssertionError("only claims that were read are drafted")
    amount = assessment.computed[case.case].derivation.amount_yuan
    if assessment.errors(case.case) or not amount:
        return {"case": case.case, "result": "refused", "reason": _reason(case, assessment)}
    city, district = shares(amount, claim.body.applicant.district.value, book.notice(claim.year))
    amounts = {"amount_yuan": amount, "city_yuan": city, "district_yuan": district}
    return {"case": case.case, "result": "approved", **{key: f"{value:f}" for key, value in amounts.items()}}


def _reason(case: ClaimCase, assessment: Assessment) -> str:
    """Why nothing is given, in one sentence a cause, as much as the form takes."""
    reasons = list(_reasons(case, assessment))
    text = reasons[0][:_MOST]
    for reason in reasons[1:]:
        if len(text) + len(reason) >= _MOST:
            break
        text = f"{text}；{reason}"
    return text


def _reasons(case: ClaimCase, assessment: Assessment) -> Iterator[str]:
    errors = assessment.errors(case.case)
    for error in errors:
        basis = f"，不符合{error.article}的规定" if error.article else ""
        yield f"{error.message.rstrip('。')}{basis}"
    if errors or case.claim is None:
        return
    derivation = assessment.computed[case.case].derivation
    article = refusal_articles(case.claim.body, "", ())[0]
    cut = [step for step in derivation.steps if step.cut]
    cuts = "、".join(dict.fromkeys(step.label for step in cut))
    articles = "、".join(dict.fromkeys((article, *(step.article for step in cut))))
    yield f"按{articles}算得 0 元" + (f"（{cuts}）" if cuts else "")
    yield from (remark.text.rstrip("。") for remark in derivation.remarks)


def _totals(entries: list[dict[str, Any]]) -> dict[str, Any]:
    approved = [entry for entry in entries if entry["result"] == "approved"]
    sums = {
        key: Yuan(sum((Decimal(entry[key]) for entry in approved), Decimal(0)))
        for key in ("amount_yuan", "city_yuan", "district_yuan")
    }
    return {"approved": len(approved), **{key: f"{value:f}" for key, value in sums.items()}}
