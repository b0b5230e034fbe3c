"""References of a claim to its attachments: where, to which, and of what kind it should be."""

from collections.abc import Iterator

from czdocs.intake.schema import Path
from czdocs.record.claims import Claim, InsuranceContract, Invoice, Payment, PremiumClaim, ScenarioClaim
from czdocs.terms import AttachmentKind

__all__ = ["claim_references"]

_Reference = tuple[Path, str, AttachmentKind]


def claim_references(claim: Claim) -> Iterator[_Reference]:
    """Every attachment that `claim` refers to: where, its id and the kind that it should be."""
    if isinstance(claim, PremiumClaim):
        yield ("photo",), claim.photo, AttachmentKind.PHOTO
        for n, contract in enumerate(claim.insurance_contracts):
            yield from _of_contract(contract, ("insurance_contracts", n))
    else:
        yield from _of_order(claim)
    yield ("pledge", "attachment"), claim.pledge.attachment, AttachmentKind.CREDIT_PLEDGE


def _of_contract(contract: InsuranceContract, here: Path) -> Iterator[_Reference]:
    yield (*here, "attachment"), contract.attachment, AttachmentKind.INSURANCE_POLICY
    bought, delivery = contract.purchase_contract, contract.delivery
    yield (*here, "purchase_contract", "attachment"), bought.attachment, AttachmentKind.PURCHASE_CONTRACT
    yield (*here, "delivery", "user_receipt"), delivery.user_receipt, AttachmentKind.USER_RECEIPT
    yield (*here, "delivery", "acceptance_proof"), delivery.acceptance_proof, AttachmentKind.ACCEPTANCE_PROOF
    yield from _of_money(contract.invoices, contract.payments, here)


def _of_order(claim: ScenarioClaim) -> Iterator[_Reference]:
    order, here = claim.first_order, ("first_order",)
    yield ("scenario", "photo"), claim.scenario.photo, AttachmentKind.PHOTO
    yield (*here, "contract"), order.contract, AttachmentKind.PURCHASE_CONTRACT
    yield (*here, "delivery_proof"), order.delivery_proof, AttachmentKind.DELIVERY_PROOF
    yield (*here, "acceptance_proof"), order.acceptance_proof, AttachmentKind.ACCEPTANCE_PROOF
    yield from _of_money(order.invoices, order.payments, here)


def _of_money(invoices: tuple[Invoice, ...], payments: tuple[Payment, ...], here: Path) -> Iterator[_Reference]:
    for n, invoice in enumerate(invoices):
        yield (*here, "invoices", n, "attachment"), invoice.attachment, AttachmentKind.INVOICE
    for n, payment in enumerate(payments):
        yield (*here, "payments", n, "attachment"), payment.attachment, AttachmentKind.PAYMENT_PROOF
