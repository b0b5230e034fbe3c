"""Rules about a claim's invoices, and about what may support one claim only (arts. 20 and 21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from czdocs.decide.claim_identity import Identifier, IdentifierKind, claim_identifiers
from czdocs.intake.claim_rules import Told, claim_rule, total
from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.rules import rule
from czdocs.money import grouped
from czdocs.record.claims import Claim, InsuranceContract, Invoice, PremiumClaim
from czdocs.terms import Coverage, FormKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from czdocs.intake.schema import Path
    from czdocs.record import Record

__all__ = ["Clash", "clashes"]

_DIGITAL = 20
"""Digits of the number of a digital invoice, which has no code."""


def _lists(claim: Claim) -> Iterator[tuple[Path, tuple[Invoice, ...]]]:
    """Each list of invoices of `claim` with its path: of each insurance contract, or of the order."""
    if isinstance(claim, PremiumClaim):
        for n, contract in enumerate(claim.insurance_contracts):
            yield ("insurance_contracts", n, "invoices"), contract.invoices
    else:
        yield ("first_order", "invoices"), claim.first_order.invoices


@claim_rule("CZ2955")
def invoice_numbers_whole(claim: Claim, _: Terms) -> Told:
    """An invoice has a number of 20 digits and no code, or one of 8 digits with its code."""
    for path, invoices in _lists(claim):
        for n, invoice in enumerate(invoices):
            digital = len(invoice.number) == _DIGITAL
            if digital and invoice.code is not None:
                yield (*path, n, "code"), {"number": invoice.number, "reason": "的号码有 20 位，不应再有发票代码"}
            elif not digital and invoice.code is None:
                yield (*path, n, "number"), {"number": invoice.number, "reason": "的号码有 8 位，却没有发票代码"}


@claim_rule("CZ2956")
def invoice_adds_up(claim: Claim, _: Terms) -> Told:
    """Net amount and tax of an invoice are its total."""
    for path, invoices in _lists(claim):
        for n, invoice in enumerate(invoices):
            added = invoice.net_yuan + invoice.tax_yuan
            if added != invoice.total_yuan:
                values = {
                    "number": invoice.number,
                    "net": grouped(invoice.net_yuan),
                    "tax": grouped(invoice.tax_yuan),
                    "sum": grouped(added),
                    "total": grouped(invoice.total_yuan),
                }
                yield (*path, n, "total_yuan"), values


@claim_rule("CZ2957")
def red_letter_fits(claim: Claim, _: Terms) -> Told:
    """A red-letter invoice takes back an invoice of the same list: later, and together no more than it."""
    for path, invoices in _lists(claim):
        blue = {invoice.number: invoice for invoice in invoices if not invoice.red_letter}
        for n, invoice in enumerate(invoices):
            if not invoice.red_letter or invoice.reverses is None:
                continue
            reversed_ = blue.get(invoice.reverses)
            if reversed_ is None:
                reason, key = f"所冲减的蓝字发票 {invoice.reverses} 没有列出", "reverses"
            elif invoice.issued_on < reversed_.issued_on:
                reason, key = f"开票日期 {invoice.issued_on} 早于蓝字发票的 {reversed_.issued_on}", "issued_on"
            else:
                taken = total(i.total_yuan for i in invoices[: n + 1] if i.reverses == invoice.reverses)
                key = "total_yuan"
                reason = (
                    f"冲减合计 {grouped(taken)} 元，超过蓝字发票的 {grouped(reversed_.total_yuan)} 元"
                    if taken > reversed_.total_yuan
                    else ""
                )
            if reason:
                yield (*path, n, key), {"number": invoice.number, "reason": reason}


@rule("CZ2958")
def used_once(case: Dossier, _: Terms) -> Iterator[Fault]:
    """No policy, invoice or insured item stands twice in one claim."""
    if case.claim is None:
        return
    seen: dict[tuple[IdentifierKind, str], list[Identifier]] = {}
    for identifier in claim_identifiers(case.claim.body):
        earlier = seen.setdefault((identifier.kind, identifier.normal), [])
        first = next((e for e in earlier if _clash(case.claim.body, e, case.claim.body, identifier)), None)
        if first is not None:
            values = {"kind": identifier.kind.label, "value": identifier.written}
            related = (("首次出现", case.claim.kind, first.path),)
            yield Fault(kind=case.claim.kind, path=identifier.path, values=values, related=related)
        earlier.append(identifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """The same policy, invoice or item in two claims: where in each, and the values for the text."""

    earlier: Dossier
    earlier_kind: FormKind
    earlier_path: Path
    later: Dossier
    kind: FormKind
    path: Path
    values: Mapping[str, Any]


def clashes(cases: Iterable[Dossier]) -> Iterator[Clash]:
    """What is used in two of `cases`, each once at the later case; two copies of one case are no clash."""
    seen: dict[tuple[IdentifierKind, str], list[tuple[Dossier, Record[Claim], Identifier]]] = {}
    for case in cases:
        if case.claim is None:
            continue
        claim = case.claim
        for identifier in claim_identifiers(claim.body):
            known = seen.setdefault((identifier.kind, identifier.normal), [])
            for other, earlier, used in known:
                if earlier.case != claim.case and _clash(earlier.body, used, claim.body, identifier):
                    yield Clash(
                        earlier=other,
                        earlier_kind=earlier.kind,
                        earlier_path=used.path,
                        later=case,
                        kind=claim.kind,
                        path=identifier.path,
                        values={"kind": identifier.kind.label, "value": identifier.written, "other": earlier.case},
                    )
                    break
            known.append((case, claim, identifier))


def _clash(claim: Claim, identifier: Identifier, other: Claim, second: Identifier) -> bool:
    """Whether two equal identifiers may not both stand; a machine may be insured again, or against another risk."""
    if identifier.kind is not IdentifierKind.SERIAL:
        return True
    first, then = _contract(claim, identifier), _contract(other, second)
    return first is None or then is None or first is then or _insured_alike(first, then)


def _contract(claim: Claim, identifier: Identifier) -> InsuranceContract | None:
    """The insurance contract of `claim` in which `identifier` stands."""
    number = identifier.path[1]
    return claim.insurance_contracts[number] if isinstance(claim, PremiumClaim) and isinstance(number, int) else None


def _insured_alike(one: InsuranceContract, other: InsuranceContract) -> bool:
    """Whether two contracts cover the same risk on a common day."""
    risks = {one.coverage, other.coverage}
    same_risk = len(risks) == 1 or Coverage.COMPREHENSIVE in risks
    return same_risk and one.term.start <= other.term.end and other.term.start <= one.term.end
