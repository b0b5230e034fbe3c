"""The sample batch of claims: what it covers, and that its decision, its recovery and its table agree with it."""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.claim_facts import claim_facts
from czdocs.decide.derivation import Derivation
from czdocs.flows.knowledge import form_schemas, policy_book
from czdocs.flows.validate import validate
from czdocs.intake.reading import read_submission, record_from
from czdocs.money import grouped
from czdocs.period import years_after
from czdocs.record.claims import Claim, InsuranceContract, PremiumClaim, ScenarioClaim
from czdocs.record.revocation import RevocationDecision
from czdocs.record.subsidy import SubsidyDecision, SubsidyEntry
from czdocs.terms import BenefitLevel, InsuranceStage, SubsidyResult

SAMPLE = Path(__file__).parents[2] / "forms" / "sample" / "2026"
CLAIMS, DECISIONS = SAMPLE / "claims", SAMPLE / "decisions"
CASES = tuple(sorted(path.name for path in CLAIMS.iterdir() if path.is_dir()))
FRAUD = "2026-WJ-B001"


def body_of(path: Path) -> Any:
    """The body of the form at `path`."""
    submission = read_submission(path.read_bytes(), file=path.name, schemas=form_schemas()).submission
    assert submission is not None
    return record_from(submission).body


@cache
def claim(case: str) -> Claim:
    """The claim of `case`."""
    (path,) = (CLAIMS / case).glob("*-claim.yaml")
    body: Claim = body_of(path)
    return body


@cache
def computed(case: str) -> Derivation:
    """What the measures give for `case`, by the rules of the day on which it was submitted."""
    body = claim(case)
    return claim_amount(claim_facts(body), policy_book().on(body.submitted_on), policy_book().notice(2026))


@cache
def decision() -> SubsidyDecision:
    """The decision about the batch."""
    body: SubsidyDecision = body_of(DECISIONS / "subsidy-decision.yaml")
    return body


def entry(case: str) -> SubsidyEntry:
    """What was decided about `case`."""
    (only,) = (entry for entry in decision().entries if entry.case == case)
    return only


def contracts(case: str) -> tuple[InsuranceContract, ...]:
    """The insurance contracts of `case`."""
    body = claim(case)
    assert isinstance(body, PremiumClaim)
    return body.insurance_contracts


def scenario(case: str) -> ScenarioClaim:
    """The scenario claim of `case`."""
    body = claim(case)
    assert isinstance(body, ScenarioClaim)
    return body


def test_batch_is_whole_and_free_of_errors() -> None:
    """Eight premium claims and four scenario claims from all seven districts are valid, each with all its papers."""
    result = validate([CLAIMS, DECISIONS])
    assert (result.invalid, result.files) == (0, 2 * len(CASES) + len(list(DECISIONS.iterdir())))
    assert [sum(letter in case for case in CASES) for letter in ("-B", "-C")] == [8, 4]
    assert len({claim(case).applicant.district for case in CASES}) == 7
    assert sorted(entry.case for entry in decision().entries) == list(CASES)


@pytest.mark.parametrize("case", CASES)
def test_decided_as_computed(case: str) -> None:
    """A premium is granted as computed, a scenario at most so much; who has nothing to get is refused."""
    decided, amount = entry(case), computed(case).amount_yuan
    if amount == 0:
        assert decided.result is SubsidyResult.REFUSED
        assert decided.reason is not None
        assert "第二十五条" in decided.reason
    elif case == "2026-TN-C001":
        assert decided.amount_yuan is not None
        assert 0 < decided.amount_yuan < amount
    else:
        assert decided.amount_yuan == amount


@pytest.mark.parametrize("case", CASES)
def test_district_bears_the_share_of_the_notice(case: str) -> None:
    """What a district bears is its share in the year's notice, rounded down; the city bears the rest."""
    decided, notice = entry(case), policy_book().notice(2026)
    if decided.amount_yuan is None or notice is None:
        assert decided.result is SubsidyResult.REFUSED
        return
    wanted = notice.district_yuan(decided.amount_yuan, claim(case).applicant.district.value)
    assert (decided.district_yuan, decided.city_yuan) == (wanted, decided.amount_yuan - wanted)


def test_premiums_show_cap_rate_term_refund_and_renewal() -> None:
    """The premium claims reach the cap, exceed the rate, run short or too long, are cancelled and renewed."""
    (cap,) = contracts("2026-JT-B001")
    assert Decimal("0.8") * cap.premium_paid_yuan > computed("2026-JT-B001").amount_yuan == 500_000
    (dear,) = contracts(FRAUD)
    assert dear.premium_rate > Decimal("0.03")
    assert computed(FRAUD).exact == Fraction(8, 10) * Fraction(3, 100) * Fraction(dear.sum_insured_yuan)
    (cancelled,) = contracts("2026-JK-B001")
    assert 0 < cancelled.premium_refunded_yuan < cancelled.premium_paid_yuan
    long, short = contracts("2026-XB-B002")
    renewal = claim("2026-XB-B002")
    assert isinstance(renewal, PremiumClaim)
    assert (renewal.insurance_stage, len(renewal.prior_subsidies)) == (InsuranceStage.RENEWAL, 1)
    assert long.term.end > years_after(renewal.product.certified_on, 2) > short.term.end
    assert len(long.co_insurers) == 2
    assert {(c.term.end - c.term.start).days + 1 for c in (short, *contracts("2026-LY-B001"))} == {184}


@pytest.mark.parametrize(
    ("case", "level"),
    [
        ("2026-ZL-B001", BenefitLevel.MUNICIPAL),
        ("2026-TN-B001", BenefitLevel.MUNICIPAL),
        ("2026-LY-B001", BenefitLevel.PROVINCIAL),
    ],
)
def test_other_money_for_the_same_premium_counts(case: str, level: BenefitLevel) -> None:
    """Money already paid for the same premium makes the amount smaller: to nothing, to the difference, to the cost."""
    (benefit,) = claim(case).other_benefits
    (contract,) = contracts(case)
    assert (benefit.level, benefit.same_cost, benefit.paid) == (level, True, True)
    alone, amount = Fraction(8, 10) * Fraction(contract.premium_paid_yuan), computed(case).exact
    municipal = max(alone - Fraction(benefit.amount_yuan), Fraction(0))
    cost = Fraction(contract.premium_paid_yuan - benefit.amount_yuan)
    assert amount == (municipal if level is BenefitLevel.MUNICIPAL else cost) < alone


def test_scenarios_show_tiers_foreign_goods_red_letters_and_ceilings() -> None:
    """The scenario claims lie in every tier; one has a red-letter invoice, two other goods, one meets the cap."""
    goods = {case: scenario(case).first_order.lines for case in CASES if "-C" in case}
    listed = {case: sum(line.amount_yuan for line in lines if line.listed) for case, lines in goods.items()}
    assert {case for case, lines in goods.items() if not all(line.listed for line in lines)} == {
        "2026-TN-C001",
        "2026-WJ-C001",
    }
    red = {case for case in goods if any(i.red_letter for i in scenario(case).first_order.invoices)}
    assert red == {"2026-JT-C001"}
    shares = {case: computed(case).exact / Fraction(listed[case]) for case in ("2026-TN-C001", "2026-WJ-C001")}
    assert set(shares.values()) == {Fraction(1, 10)}
    assert computed("2026-JT-C001").exact == Fraction(15, 100) * (Fraction(listed["2026-JT-C001"]) - 260_000)
    assert Fraction(2, 10) * Fraction(listed["2026-XB-C001"]) > computed("2026-XB-C001").exact == 5_000_000


def test_no_account_or_voucher_stands_in_two_claims() -> None:
    """Every claimant has an account of its own, and every voucher pays for one claim only."""
    accounts = [claim(case).account.number for case in CASES]
    vouchers = [
        payment.number
        for case in CASES
        for holder in (contracts(case) if "-B" in case else (scenario(case).first_order,))
        for payment in holder.payments
    ]
    assert len(set(accounts)) == len(accounts)
    assert len(set(vouchers)) == len(vouchers)


def test_fraud_pays_back_exactly_what_it_got() -> None:
    """The fraud is decided after the subsidy, heard before, about the same holder, and recovers the whole sum."""
    revoked, body = body_of(DECISIONS / "fraud-revocation.yaml"), claim(FRAUD)
    assert isinstance(revoked, RevocationDecision)
    assert (revoked.certificate, revoked.product.name) == (body.product.certificate, body.product.name)
    assert (revoked.holder.name, revoked.holder.uscc) == (body.applicant.name, body.applicant.uscc)
    assert decision().dated < revoked.heard.notified_on < revoked.dated
    assert revoked.recovery is not None
    assert [(one.case, one.amount_yuan) for one in revoked.recovery.entries] == [(FRAUD, entry(FRAUD).amount_yuan)]
    assert (revoked.subsidy_barred, revoked.certification_revoked) == (True, True)
    assert revoked.referral is not None


def test_table_says_what_was_claimed_and_decided() -> None:
    """The table for clerks names every claim with its claimant, product, amount claimed and amount decided."""
    lines = (CLAIMS / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| 2026-")]
    told = {case: (name, product, amount, decided) for case, name, product, _, amount, decided, _ in rows}
    assert told == {
        case: (
            claim(case).applicant.name,
            claim(case).product.name,
            whole(claim(case).amount_claimed_yuan),
            "不予补贴" if entry(case).amount_yuan is None else whole(entry(case).amount_yuan),
        )
        for case in CASES
    }
    totals = decision().totals
    sums = (totals.amount_yuan, totals.city_yuan, totals.district_yuan)
    said = "合计予以补贴 {} 个，{} 元：市级 {} 元，区级 {} 元。".format(totals.approved, *map(whole, sums))
    assert said in lines


def whole(amount: Decimal | None) -> str:
    """`amount` in whole yuan with commas."""
    assert amount is not None
    return grouped(amount).removesuffix(".00")
