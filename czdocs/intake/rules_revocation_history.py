"""Rules that compare a decision on a violation with the archive: its certificate, the money to recover (art. 23)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from czdocs.intake.dossier import Fault
from czdocs.terms import FormKind, RevocationGround

if TYPE_CHECKING:
    from collections.abc import Iterator

    from czdocs.decide.edition import DirectoryEntry
    from czdocs.decide.grant import Grant
    from czdocs.intake.revocation_history import RevocationHistory
    from czdocs.intake.schema import Path
    from czdocs.record.revocation import Recovered, RevocationDecision

__all__ = ["revocation_faults"]

_FORM = FormKind.REVOCATION_DECISION
_Coded = tuple[str, Fault]


def revocation_faults(decision: RevocationDecision, history: RevocationHistory) -> Iterator[_Coded]:
    """What `history` has against `decision`, each fault with its code."""
    if history.ruling is not None:
        values = {
            "decision": decision.document_number,
            "sequence": history.ruling.sequence,
            "recorded": history.ruling.day,
        }
        yield _fault("CZ5261", ("document_number",), values)
        return
    if history.certified is None:
        yield _fault("CZ5250", ("certificate",), {"certificate": decision.certificate})
        return
    yield from _differs(decision, history.certified)
    yield from _untimely(decision, history.certified)
    yield from _revoked_before(decision, history)
    yield from _recovers(decision, history)
    yield from _left_out(decision, history)


def _fault(code: str, path: Path, values: dict[str, object]) -> _Coded:
    return code, Fault(kind=_FORM, path=path, values=values)


def _differs(decision: RevocationDecision, certified: DirectoryEntry) -> Iterator[_Coded]:
    """Product, models and holder are those certified."""
    product, holder = decision.product, decision.holder
    models, wanted_models = "、".join(sorted(product.models)), "、".join(sorted(certified.models))
    figures: tuple[tuple[Path, str, str, str], ...] = (
        (("product", "name"), "产品名称", product.name, certified.product),
        (("product", "models"), "型号规格", models, wanted_models),
        (("holder", "name"), "证书持有单位", holder.name, certified.company),
        (("holder", "uscc"), "证书持有单位的统一社会信用代码", holder.uscc, certified.uscc),
        (("holder", "district"), "所属辖市（区）", holder.district.label, certified.district.label),
    )
    for path, title, value, wanted in figures:
        if value != wanted:
            values: dict[str, object] = {"title": title, "value": value, "wanted": f"“{wanted}”"}
            yield _fault("CZ5251", path, {**values, "certificate": decision.certificate})


def _untimely(decision: RevocationDecision, certified: DirectoryEntry) -> Iterator[_Coded]:
    """The decision follows the certification, and ends it while it lasts; it may do so on a day to come."""
    days = (("dated", "成文日期", decision.dated), ("effective_on", "生效日期", decision.effective_on))
    for key, title, day in days:
        if day < certified.certified_on:
            values: dict[str, object] = {"title": title, "day": day, "certificate": certified.certificate}
            yield _fault("CZ5253", (key,), {**values, "certified_on": certified.certified_on})
    if decision.certification_revoked and decision.effective_on > certified.valid_to:
        values = {"certificate": certified.certificate, "valid_to": certified.valid_to}
        yield _fault("CZ5254", ("effective_on",), {**values, "effective": decision.effective_on})


def _revoked_before(decision: RevocationDecision, history: RevocationHistory) -> Iterator[_Coded]:
    """A certificate is revoked once; that the product has another one is worth knowing."""
    if not decision.certification_revoked:
        return
    earlier = history.revocation
    if earlier is not None:
        values: dict[str, object] = {"certificate": decision.certificate, "decision": earlier.decision}
        values |= {"effective": earlier.effective_on, "sequence": earlier.sequence}
        yield _fault("CZ5252", ("certificate",), values)
    elif history.others:
        values = {"certificate": decision.certificate, "other": "、".join(history.others)}
        yield _fault("CZ5260", ("certificate",), values)


def _recovers(decision: RevocationDecision, history: RevocationHistory) -> Iterator[_Coded]:
    """What is recovered was granted to the holder for this product, in this amount, and not recovered yet."""
    for n, entry in enumerate(decision.recovery.entries if decision.recovery else ()):
        path: Path = ("recovery", "entries", n)
        grant = history.grants.get(entry.case)
        reason = _nothing_granted(grant, decision)
        if grant is None or reason:
            yield _fault("CZ5255", (*path, "case"), {"case": entry.case, "reason": reason})
        else:
            yield from _recovers_one(path, entry, grant, decision, history)


def _nothing_granted(grant: Grant | None, decision: RevocationDecision) -> str:
    """Why there is nothing to be recovered from a claim; empty where there is."""
    if grant is None:
        return "归档中没有关于它的补贴决定"
    if not grant.approved:
        return f"{grant.decision}决定不予补贴（归档第 {grant.sequence} 号记录）"
    if grant.dated > decision.dated:
        return f"补贴决定（{grant.decision}）成文于 {grant.dated}，晚于本决定"
    return ""


def _recovers_one(
    path: Path, entry: Recovered, grant: Grant, decision: RevocationDecision, history: RevocationHistory
) -> Iterator[_Coded]:
    if grant.uscc != decision.holder.uscc:
        reason = f"的申报单位（统一社会信用代码 {grant.uscc}）不是证书持有单位“{decision.holder.name}”"
        yield _fault("CZ5256", (*path, "case"), {"case": entry.case, "reason": reason})
    elif grant.certificate not in history.certificates:
        reason = f"是证书 {grant.certificate} 的申报，不是本产品（证书 {decision.certificate}）的"
        yield _fault("CZ5256", (*path, "case"), {"case": entry.case, "reason": reason})
    elif grant.recovery is not None:
        values: dict[str, object] = {"case": entry.case, "decision": grant.recovery.decision}
        yield _fault("CZ5257", (*path, "case"), {**values, "sequence": grant.recovery.sequence})
    elif entry.amount_yuan != grant.amount_yuan:
        values = {"case": entry.case, "value": f"{entry.amount_yuan:f}", **_granted(grant)}
        yield _fault("CZ5258", (*path, "amount_yuan"), values)


def _left_out(decision: RevocationDecision, history: RevocationHistory) -> Iterator[_Coded]:
    """Of what was obtained for a product by fraud nothing is left, unless the decision says of a claim why."""
    if decision.ground is not RevocationGround.FRAUD or decision.recovery is None:
        return
    listed = {entry.case for entry in decision.recovery.entries}
    said = "\n".join((*decision.facts, decision.heard.note or ""))
    for grant in history.paid:
        if grant.case not in listed and grant.case not in said and grant.dated <= decision.dated:
            yield _fault("CZ5259", ("recovery", "entries"), {"case": grant.case, **_granted(grant)})


def _granted(grant: Grant) -> dict[str, object]:
    return {"granted": f"{grant.amount_yuan:f}", "decision": grant.decision, "sequence": grant.sequence}
