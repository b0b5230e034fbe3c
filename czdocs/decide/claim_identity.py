"""Identity of what a claim rests on: the policies, invoices and serial numbers that may support one claim only."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from czdocs.record.claims import Claim, Invoice, PremiumClaim

__all__ = ["Identifier", "IdentifierKind", "claim_identifiers", "normal_form", "used_identifiers"]

_IGNORED = frozenset(" \t-_/.·")


class IdentifierKind(Enum):
    """What an identifier names; the value is its key in the data of an archived claim."""

    POLICY = "policies"
    INVOICE = "invoices"
    SERIAL = "serials"

    @property
    def label(self) -> str:
        """What it is called in a message."""
        return {"policies": "保单", "invoices": "发票", "serials": "出厂编号"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """One identifier of a claim: `normal` for comparing, `written` as the form has it, `path` where."""

    kind: IdentifierKind
    normal: str
    written: str
    path: tuple[str | int, ...]


def used_identifiers(body: Claim) -> Mapping[str, tuple[str, ...]]:
    """The normal forms of all policies, invoices and serial numbers of `body`, each once and sorted.

    The keys are always `policies`, `invoices` and `serials`; a scenario claim has invoices only.
    """
    found = tuple(claim_identifiers(body))
    return MappingProxyType(
        {kind.value: tuple(sorted({i.normal for i in found if i.kind is kind})) for kind in IdentifierKind}
    )


def claim_identifiers(body: Claim) -> Iterator[Identifier]:
    """Every identifier of `body`, in the order of the form, repetitions included.

    A serial number is the maker's: two makers may use the same, so its normal form begins with the credit code.
    """
    if not isinstance(body, PremiumClaim):
        yield from _invoices(body.first_order.invoices, ("first_order", "invoices"))
        return
    for n, contract in enumerate(body.insurance_contracts):
        here = ("insurance_contracts", n)
        yield Identifier(
            kind=IdentifierKind.POLICY,
            normal=normal_form(contract.number),
            written=contract.number,
            path=(*here, "number"),
        )
        for m, serial in enumerate(contract.insured_object.serial_numbers):
            yield Identifier(
                kind=IdentifierKind.SERIAL,
                normal=f"{body.applicant.uscc}:{normal_form(serial)}",
                written=serial,
                path=(*here, "insured_object", "serial_numbers", m),
            )
        yield from _invoices(contract.invoices, (*here, "invoices"))


def normal_form(text: str) -> str:
    """`text` for comparing: half-width, in capitals, without blanks, hyphens and other signs of layout."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c not in _IGNORED)


def _invoices(invoices: tuple[Invoice, ...], path: tuple[str | int, ...]) -> Iterator[Identifier]:
    """The identifiers of `invoices`: an older number is unique only with its code."""
    for n, invoice in enumerate(invoices):
        written = f"{invoice.code} {invoice.number}" if invoice.code else invoice.number
        normal = f"{invoice.code}:{invoice.number}" if invoice.code else invoice.number
        yield Identifier(kind=IdentifierKind.INVOICE, normal=normal, written=written, path=(*path, n, "number"))
