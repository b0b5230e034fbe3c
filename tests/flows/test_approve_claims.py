"""Approving claims: what is computed from the archive and the batch, and what is refused with nothing archived."""

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from approvals import (
    LARGE,
    PREMIUM,
    SAMPLE,
    SCENARIO,
    approve,
    approved,
    archived,
    certified,
    change,
    claims,
    codes,
    copied,
    decide,
    form_of,
    granted,
    refused,
    store,
)

from czdocs.archive.commit import RecordDraft, Subject
from czdocs.errors import CzdocsError
from czdocs.flows.approve_claims import ApprovalOutcome
from czdocs.flows.validate import validate

SECOND = "2026-XB-B003"
CERTIFICATE, USCC = "CZCP-2026-0001", "91320411MAL30P874G"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A batch of one premium claim that gives 300,000 yuan, its product certified."""
    claims(tmp_path, PREMIUM)
    change(form_of(tmp_path, PREMIUM), *LARGE)
    certified(tmp_path)
    return tmp_path


@pytest.fixture
def both(tmp_path: Path) -> Path:
    """A batch of a premium claim, which gives 58,880 yuan, and a scenario claim, which gives up to 336,000."""
    claims(tmp_path, PREMIUM, SCENARIO)
    certified(tmp_path)
    return tmp_path


def amounts(outcome: ApprovalOutcome) -> dict[str, Decimal]:
    """What each claim gives."""
    assert outcome.assessment is not None
    return {case: computed.derivation.amount_yuan for case, computed in outcome.assessment.computed.items()}


def told(outcome: ApprovalOutcome, code: str) -> str:
    """What the one finding of `code` says."""
    (found,) = (d for d in outcome.diagnostics if d.code == code)
    return found.message


def nothing_done(folder: Path, outcome: ApprovalOutcome) -> bool:
    """Whether the batch was refused and neither archived nor rendered."""
    return (
        outcome.result == "refused"
        and not archived(folder).find(kind="subsidy-decision")
        and not (folder / "out").exists()
    )


# --- what is computed


def test_claims_of_one_product_share_its_cap(one: Path) -> None:
    """Of two claims with 300,000 yuan each the first by date and number gets all, the second what is left."""
    copied(one, PREMIUM, SECOND)
    assert amounts(approve(one, None)) == {PREMIUM: Decimal(300000), SECOND: Decimal(200000)}


def test_the_earlier_insurance_comes_first(one: Path) -> None:
    """The claim whose insurance begins first is computed first, whatever its number."""
    copied(one, PREMIUM, SECOND, ("2026-07-01, end: 2027-06-30", "2026-06-30, end: 2027-06-29"))
    assert amounts(approve(one, None)) == {PREMIUM: Decimal(200000), SECOND: Decimal(300000)}


def test_refused_claim_leaves_the_cap_to_the_others(one: Path) -> None:
    """A claim that the decision refuses spends nothing: the other gets its whole amount."""
    copied(one, PREMIUM, SECOND)
    decision = decide(one, refused(PREMIUM), approved(SECOND, 300000), changes=[("2026-10-28", "2026-10-29")])
    outcome = approve(one, decision, today=date(2026, 10, 28))
    assert amounts(outcome) == {PREMIUM: Decimal(300000), SECOND: Decimal(300000)}
    assert codes(outcome) == ["CZ5226", "CZ5232"]


def test_archived_money_counts_though_the_claim_is_silent(one: Path) -> None:
    """What the archive knows of earlier years is taken off the cap, and the claim's silence is pointed out."""
    store(one, [granted("2025-XB-B001", CERTIFICATE, USCC, "350000", "2025-07-01")])
    outcome = approve(one, None)
    assert amounts(outcome) == {PREMIUM: Decimal(150000)}
    assert told(outcome, "CZ2940") == (
        "归档记载该产品 2025-07-01 起的投保年度已获 350,000.00 元（申报 2025-XB-B001），本申报没有列出。"
    )


def test_archive_counts_where_the_claim_says_another_sum(one: Path) -> None:
    """A declared year that the archive has too, begun a few days apart, counts once and with the archive's sum."""
    store(one, [granted("2025-XB-B001", CERTIFICATE, USCC, "350000", "2025-07-01")])
    declare(one, "{year_start: 2025-07-03, amount_yuan: 250000}")
    outcome = approve(one, None)
    assert amounts(outcome) == {PREMIUM: Decimal(150000)}
    assert told(outcome, "CZ2941") == (
        "本申报写明 2025-07-03 起的投保年度已获 250,000.00 元，归档是 350,000.00 元（申报 2025-XB-B001）。"
    )


def test_declared_money_that_nobody_archived_counts(one: Path) -> None:
    """Money from before the archive is believed and taken off, with a hint."""
    declare(one, "{year_start: 2025-07-01, amount_yuan: 250000}")
    outcome = approve(one, None)
    assert amounts(outcome) == {PREMIUM: Decimal(250000)}
    assert codes(outcome) == ["CZ2942", "CZ2208"]


def test_money_of_the_renewed_certificate_counts(tmp_path: Path) -> None:
    """A product certified again keeps what it got under the certificate that was renewed (D-26)."""
    claims(tmp_path, PREMIUM)
    change(form_of(tmp_path, PREMIUM), *LARGE)
    certified(tmp_path, renews={CERTIFICATE: "CZCP-2023-0009"})
    store(tmp_path, [granted("2024-XB-B007", "CZCP-2023-0009", "91320404MA1MD3XN1C", "420000", "2024-03-01")])
    assert amounts(approve(tmp_path, None)) == {PREMIUM: Decimal(80000)}


def test_recovered_money_counts_no_longer_and_its_year_still_does(one: Path) -> None:
    """After a recovery the cap is whole again, but a third insured year is one too many (art. 20)."""
    store(one, [granted("2025-XB-B001", CERTIFICATE, USCC, "400000", "2025-07-01")])
    assert amounts(approve(one, None)) == {PREMIUM: Decimal(100000)}
    store(one, [recovered("2025-XB-B001")])
    assert amounts(approve(one, None)) == {PREMIUM: Decimal(300000)}
    store(one, [granted("2024-XB-B001", CERTIFICATE, USCC, "0", "2024-05-01")])
    assert amounts(approve(one, None)) == {PREMIUM: Decimal(0)}


def test_scenario_shares_its_cap_with_the_same_scenario_only(both: Path) -> None:
    """Money for the same product in another builder's scenario leaves this one's ceiling alone (D-20)."""
    body = form_of(both, SCENARIO).read_text("utf-8")
    certificate = body.split("certificate: ")[1].split()[0]
    store(both, [scenario_grant("2025-TN-C001", certificate, "91320402MA1N8K2Q1X", "常州示例别处场景")])
    assert amounts(approve(both, None))[SCENARIO] == Decimal(336000)


def declare(folder: Path, row: str) -> None:
    """Let the premium claim declare money granted before."""
    form = form_of(folder, PREMIUM)
    change(
        form,
        ("prior_subsidies: []", f"prior_subsidies: [{row}]"),
        ("insurance_stage: first", "insurance_stage: renewal"),
    )


def recovered(case: str) -> RecordDraft:
    """The record that the money of `case` is demanded back."""
    data = {"case": case, "amount_yuan": "400000", "decision": "常工信创新〔2026〕60号", "deadline": "2026-08-01"}
    return RecordDraft(kind="subsidy-recovery", title=f"{case} 收回", subject=Subject(case=case), data=data)


def scenario_grant(case: str, certificate: str, uscc: str, scenario: str) -> RecordDraft:
    """The record of a scenario supported before."""
    return granted(case, certificate, uscc, "5000000", "2025-07-01", article=21, years=[], scenario=scenario)


# --- the draft


def test_draft_becomes_a_decision(both: Path) -> None:
    """The draft has every claim with amount and shares; with the clerk's part it is one without fault."""
    path = both / "drafts" / "decision.yaml"
    outcome = approve(both, None, draft=path)
    assert outcome.result == "computed"
    assert codes(outcome) == []
    text = path.read_text("utf-8")
    assert "case: 2026-WJ-C001" in text
    assert "\n  amount_yuan: 394880\n" in text
    found = {d.code for d in validate([path]).diagnostics}
    assert found == {"CZ1108"}, "only what the clerk has to fill in is wanting"
    with pytest.raises(CzdocsError, match="CZ5121"):
        approve(both, None, draft=path)
    assert path.read_text("utf-8") == text


def test_draft_refuses_a_faulty_claim_with_its_reasons(both: Path) -> None:
    """A claim with errors is drafted as refused; the reason says what is wrong and by which article."""
    change(form_of(both, PREMIUM), ("start: 2026-07-01, end: 2027-06-30", "start: 2026-06-01, end: 2027-05-31"))
    approve(both, None, draft=both / "decision.yaml")
    text = (both / "decision.yaml").read_text("utf-8")
    assert "reason: 保单 SLCX-PZB-2026-3204-000318 的起保日期 2026-06-01 不在产品的有效期" in text


# --- what does not fit the decision


DECISIONS: dict[str, tuple[list[str], str]] = {
    "CZ5227": (
        [approved(PREMIUM, 58881), approved(SCENARIO, 336000)],
        "申报 2026-XB-B001 的核定金额是 58,881.00 元，按办法算得 58,880.00 元。",
    ),
    "CZ5228": (
        [approved(PREMIUM, 58880), approved(SCENARIO, 336002)],
        "申报 2026-WJ-C001 的核定金额是 336,002.00 元，按办法最多 336,000.00 元。",
    ),
    "CZ5229": (
        [approved(PREMIUM, 58880), approved(SCENARIO, 300000)],
        "申报 2026-WJ-C001 的核定金额是 300,000.00 元，按办法最多 336,000.00 元，决定没有写明少给的理由。",
    ),
    "CZ5230": (
        [approved(PREMIUM, 58880, share="0.25"), approved(SCENARIO, 336000)],
        "申报 2026-XB-B001 的市级承担 44,160.00 元、区级承担 14,720.00 元，应为 29,440.00 元、29,440.00 元。",
    ),
    "CZ5222": (
        [approved(PREMIUM, 58880), approved(SCENARIO, 336000), refused("2026-TN-B001")],
        "决定列有申报 2026-TN-B001，批次文件夹里没有它的材料。",
    ),
    "CZ5223": ([approved(PREMIUM, 58880)], "批次文件夹里的申报 2026-WJ-C001 没有列入决定。"),
}


@pytest.mark.parametrize("code", DECISIONS)
def test_decision_that_does_not_fit(both: Path, code: str) -> None:
    """A decision that says otherwise than claims and measures is refused, and nothing is archived."""
    entries, message = DECISIONS[code]
    outcome = approve(both, decide(both, *entries))
    assert codes(outcome) == [code]
    assert told(outcome, code) == message
    assert nothing_done(both, outcome)


def test_nothing_computed_cannot_be_approved(one: Path) -> None:
    """Where the cap is used up an approval is an error."""
    store(one, [granted("2025-XB-B001", CERTIFICATE, USCC, "500000", "2025-07-01")])
    outcome = approve(one, decide(one, approved(PREMIUM, 300000)))
    assert codes(outcome) == ["CZ2940", "CZ5231"]
    assert nothing_done(one, outcome)


def test_claim_with_errors_cannot_be_approved(both: Path) -> None:
    """The errors of the claim are told, and that the decision approves it all the same."""
    change(form_of(both, PREMIUM), ("sealed: true", "sealed: false"))
    outcome = approve(both, decide(both, approved(PREMIUM, 58880), approved(SCENARIO, 336000)))
    assert codes(outcome) == ["CZ2966", "CZ5238"]
    assert told(outcome, "CZ5238") == "申报 2026-XB-B001 有 1 处错误（CZ2966），决定却予以补贴。"
    assert nothing_done(both, outcome)


def test_decided_claim_is_not_decided_again(one: Path) -> None:
    """A claim about which the archive has a decision has no place in another batch."""
    store(one, [granted(PREMIUM, CERTIFICATE, USCC, "0", "2026-07-01", result="refused", years=[])])
    outcome = approve(one, decide(one, approved(PREMIUM, 300000)))
    assert codes(outcome) == ["CZ5224"]


def test_number_of_another_decision_is_not_used_again(one: Path) -> None:
    """A document number that an archived decision of another kind has is refused, and nothing is archived."""
    number = "常工信创新〔2026〕103号"
    decision = decide(one, approved(PREMIUM, 58880))
    assert number in decision.read_text("utf-8")
    store(one, [RecordDraft(kind="revocation-decision", title="处理决定", data={"document_number": number})])
    outcome = approve(one, decision)
    assert told(outcome, "CZ5233").startswith(f"{number}已于2026年7月1日归档（归档第 ")
    assert nothing_done(one, outcome)


# --- bad input


def no_certificate(folder: Path) -> None:
    """Name a certificate that nobody issued."""
    change(form_of(folder, PREMIUM), (CERTIFICATE, "CZCP-2026-0999"))


def twice(folder: Path) -> None:
    """The same claim in two folders."""
    shutil.copytree(folder / "claims" / PREMIUM, folder / "claims" / "again")


def reused_policy(folder: Path) -> None:
    """Another company names the same policy, in an archived claim."""
    data = {"policies": ["SLCXPZB20263204000318"], "invoices": [], "serials": []}
    subject = Subject(case="2025-TN-B009", company="91320402MA1N8K2Q1X")
    store(folder, [RecordDraft(kind="premium-claim", title="申报", subject=subject, data=data)])


def sanctioned(folder: Path) -> None:
    """Bar the company from support."""
    data = {
        "uscc": USCC,
        "company": "常州示例精舵机床有限公司",
        "ground": "fraud",
        "decision": "常工信创新〔2026〕60号",
    }
    record = RecordDraft(
        kind="sanction",
        title="取消补贴资格",
        subject=Subject(company=USCC),
        valid_from=date(2026, 8, 1),
        data={**data, "from": "2026-08-01"},
    )
    store(folder, [record], day=date(2026, 8, 1))


def stranger(folder: Path) -> None:
    """An application among the claims."""
    shutil.copytree(SAMPLE / "cases" / "2026-XB-0001", folder / "claims" / "2026-XB-0001")


def missing_attachment(folder: Path) -> None:
    """An attachment is gone."""
    next((folder / "claims" / PREMIUM / "attachments").glob("A9-*")).unlink()


BAD: dict[str, Callable[[Path], None]] = {
    "CZ2961": no_certificate,
    "CZ2907": twice,
    "CZ2960": reused_policy,
    "CZ2945": sanctioned,
    "CZ5225": stranger,
    "CZ2085": missing_attachment,
}


@pytest.mark.parametrize("code", BAD)
def test_bad_input_is_refused(both: Path, code: str) -> None:
    """Each is told with its code, and nothing is archived or written."""
    BAD[code](both)
    outcome = approve(both, decide(both, approved(PREMIUM, 58880), approved(SCENARIO, 336000)))
    assert code in codes(outcome)
    assert nothing_done(both, outcome)


def test_policy_in_two_claims_of_a_batch(one: Path) -> None:
    """The same policy in two claims is an error while both are approved; refusing one of them lifts it."""
    shutil.copytree(one / "claims" / PREMIUM, one / "claims" / SECOND)
    for form in (one / "claims" / SECOND / "attachments.yaml", form_of(one, SECOND)):
        change(form, (PREMIUM, SECOND))
    later = [("2026-10-28", "2026-10-29")]
    both_approved = decide(one, approved(PREMIUM, 300000), approved(SECOND, 200000), changes=later)
    outcome = approve(one, both_approved, today=date(2026, 10, 28))
    assert set(codes(outcome)) == {"CZ2959", "CZ5226", "CZ5238"}
    one_refused = decide(one, refused(PREMIUM), approved(SECOND, 300000), changes=later)
    assert set(codes(approve(one, one_refused, today=date(2026, 10, 28)))) == {"CZ5226"}


def test_state_secret_stops_everything(both: Path) -> None:
    """A claim that falls under art. 24 ends the batch: nothing else is told, nothing kept."""
    change(form_of(both, PREMIUM), ("state_secret: false", "state_secret: true"), ("sealed: true", "sealed: false"))
    outcome = approve(both, decide(both, refused(PREMIUM), approved(SCENARIO, 1)))
    assert codes(outcome) == ["CZ2241"]
    assert outcome.texts == {}
    assert nothing_done(both, outcome)


def test_character_that_no_font_has(tmp_path: Path) -> None:
    """A name that cannot be printed is told at its place, before anything is rendered."""
    claims(tmp_path, PREMIUM)
    change(form_of(tmp_path, PREMIUM), ("五轴联动车铣复合加工中心", "五轴联动𪛖加工中心"))
    certified(tmp_path)
    outcome = approve(tmp_path, decide(tmp_path, approved(PREMIUM, 58880)))
    assert codes(outcome) == ["CZ4010"]
    assert (outcome.diagnostics[0].place.line, outcome.diagnostics[0].place.column) == (18, 13)
    assert nothing_done(tmp_path, outcome)


def test_other_forms_and_folders(both: Path) -> None:
    """What is no decision, no batch or no archive is told with what to do."""
    decision = decide(both, approved(PREMIUM, 58880), approved(SCENARIO, 336000))
    assert codes(approve(both, SAMPLE / "certification-decision.yaml")) == ["CZ5220"]
    shutil.rmtree(both / "archive")
    outcome = approve(both, decision)
    assert codes(outcome) == ["CZ5234"]
    assert not (both / "archive").exists()


@pytest.mark.parametrize("kept", [True, False])
def test_empty_batch(both: Path, *, kept: bool) -> None:
    """A batch folder without claims, or that is not there, is told as such."""
    decision = decide(both, approved(PREMIUM, 58880), approved(SCENARIO, 336000))
    shutil.rmtree(both / "claims")
    if kept:
        (both / "claims").mkdir()
    outcome = approve(both, decision)
    assert codes(outcome) == ["CZ5221", "CZ5222", "CZ5222"]
    assert nothing_done(both, outcome)
