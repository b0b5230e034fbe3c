"""The claims for support: insurance premiums (arts. 18 to 20) and application scenarios (art. 21)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from czdocs.money import Yuan
from czdocs.record.application import Contact
from czdocs.terms import BenefitLevel, Coverage, District, InsuranceStage

__all__ = [
    "Account",
    "Claim",
    "ClaimDeclarations",
    "ClaimPledge",
    "Claimant",
    "ClaimedProduct",
    "CoInsurer",
    "Delivery",
    "FirstOrder",
    "InsuranceContract",
    "InsuranceTerm",
    "InsuredObject",
    "Invoice",
    "Maker",
    "OrderLine",
    "OtherBenefit",
    "Payment",
    "PremiumClaim",
    "PriorSubsidy",
    "PurchaseContract",
    "Scenario",
    "ScenarioClaim",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Who claims: the maker that insured its product, or the local builder of the scenario."""

    name: str
    uscc: str
    district: District
    legal_representative: str
    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedProduct:
    """The certified product as its certificate has it; `edition` is the year of a Directory that lists it."""

    name: str
    model: str
    certificate: str
    certified_on: date
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """One invoice; amounts are never negative, `red_letter` says that it takes back the invoice `reverses`.

    `code` is that of invoices before the digital ones, which alone have a number of 20 digits.
    """

    number: str
    issued_on: date
    net_yuan: Yuan
    tax_yuan: Yuan
    total_yuan: Yuan
    red_letter: bool
    attachment: str
    code: str | None = None
    reverses: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment as the bank's voucher shows it."""

    number: str
    paid_on: date
    payer: str
    payee: str
    amount_yuan: Yuan
    attachment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorSubsidy:
    """A sum already paid for this product under the same article; `year_start` begins the insured year."""

    year_start: date
    amount_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherBenefit:
    """Money of another programme, received or applied for (art. 25)."""

    level: BenefitLevel
    programme: str
    same_cost: bool
    paid: bool
    amount_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account to be paid into; its number never appears in public documents or messages."""

    holder: str
    bank: str
    number: str
    clearing_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDeclarations:
    """What the claimant declares; `state_secret` is never true in a record (art. 24)."""

    good_credit: bool
    no_fraud: bool
    no_double_claim: bool
    state_secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPledge:
    """The legal representative's pledge that the papers are true, attached as a file."""

    signed_by: str
    signed_on: date
    sealed: bool
    attachment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoInsurer:
    """One of several insurers and its share, a fraction of 1."""

    name: str
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuredObject:
    """What is insured."""

    model: str
    quantity: int
    serial_numbers: tuple[str, ...]
    value_yuan: Yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuranceTerm:
    """From when to when the insurance runs, both days included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseContract:
    """The contract by which the user bought what is insured."""

    number: str
    signed_on: date
    buyer: str
    amount_yuan: Yuan
    attachment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """When what is insured reached its user, and the papers that say so."""

    delivered_on: date
    accepted_on: date
    user_receipt: str
    acceptance_proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InsuranceContract:
    """One insurance policy (保单); `premium_rate` is a fraction a year, `co_insurers` empty with one insurer."""

    number: str
    insurer: str
    coverage: Coverage
    policyholder: str
    insured: str
    beneficiary: str
    insured_object: InsuredObject
    sum_insured_yuan: Yuan
    premium_rate: Decimal
    premium_paid_yuan: Yuan
    premium_refunded_yuan: Yuan
    term: InsuranceTerm
    purchase_contract: PurchaseContract
    delivery: Delivery
    invoices: tuple[Invoice, ...]
    payments: tuple[Payment, ...]
    attachment: str
    co_insurers: tuple[CoInsurer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumClaim:
    """创新产品保费补贴申报表."""

    submitted_on: date
    applicant: Claimant
    product: ClaimedProduct
    photo: str
    insurance_stage: InsuranceStage
    insurance_contracts: tuple[InsuranceContract, ...]
    prior_subsidies: tuple[PriorSubsidy, ...]
    other_benefits: tuple[OtherBenefit, ...]
    account: Account
    amount_claimed_yuan: Yuan
    declarations: ClaimDeclarations
    pledge: ClaimPledge
    amount_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """The holder of the product's certificate; `affiliated` with the builder of the scenario."""

    name: str
    uscc: str
    affiliated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The application scenario: where and for what the product is used."""

    name: str
    address: str
    summary: str
    photo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line of the order; `listed` is the claimed product, all else does not count."""

    name: str
    model: str
    quantity: int
    unit_price_yuan: Yuan
    amount_yuan: Yuan
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOrder:
    """The builder's first contract for the product and the scenario (D-18)."""

    contract_number: str
    signed_on: date
    seller: str
    amount_yuan: Yuan
    lines: tuple[OrderLine, ...]
    invoices: tuple[Invoice, ...]
    payments: tuple[Payment, ...]
    delivered_on: date
    accepted_on: date
    contract: str
    delivery_proof: str
    acceptance_proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioClaim:
    """应用场景奖励申报表."""

    submitted_on: date
    applicant: Claimant
    product: ClaimedProduct
    maker: Maker
    scenario: Scenario
    first_order: FirstOrder
    prior_subsidies: tuple[PriorSubsidy, ...]
    other_benefits: tuple[OtherBenefit, ...]
    account: Account
    amount_claimed_yuan: Yuan
    declarations: ClaimDeclarations
    pledge: ClaimPledge
    amount_note: str | None = None


Claim = PremiumClaim | ScenarioClaim
