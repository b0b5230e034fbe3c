"""An approved batch: what the archive holds of it, what is handed out, and that all of it says the same sums."""

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from approvals import (
    PREMIUM,
    SCENARIO,
    TODAY,
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
    records,
    refused,
)
from openpyxl import load_workbook
from pypdf import PdfReader

from czdocs.archive import audit
from czdocs.archive.archive import open_archive
from czdocs.archive.commit import Record
from czdocs.archive.folder import FolderStore
from czdocs.capitals import parse_capital
from czdocs.clock import given_day
from czdocs.decide.claim_amount import claim_amount
from czdocs.decide.claim_facts import facts_from_data
from czdocs.errors import CzdocsError
from czdocs.flows.approve_claims import ApprovalOutcome
from czdocs.flows.knowledge import policy_book
from czdocs.flows.rendering import FontFolders
from czdocs.flows.submit import SubmitRequest, submit
from czdocs.resources import default_font_folder

# WeasyPrint leaves its colour profile for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

EARLY = "2026-XB-B003"
AMOUNTS = {PREMIUM: Decimal(58880), SCENARIO: Decimal(300000)}
TOTAL = Decimal(358880)
WHY = "预算有限，择优核定"


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ApprovalOutcome]:
    """A batch of three: a premium claim taken in before, a scenario granted less, and a faulty claim refused."""
    folder = tmp_path_factory.mktemp("batch")
    claims(folder, PREMIUM, SCENARIO)
    copied(folder, PREMIUM, EARLY, ("start: 2026-07-01, end: 2027-06-30", "start: 2026-06-01, end: 2027-05-31"))
    certified(folder)
    request = SubmitRequest(
        path=folder / "claims" / PREMIUM,
        archive=folder / "archive",
        out=folder / "letters",
        fonts=FontFolders(installed=default_font_folder()),
        moment=given_day(date(2026, 9, 11)),
        by="test",
    )
    assert submit(request).result == "accepted"
    entries = (approved(PREMIUM, 58880), refused(EARLY), approved(SCENARIO, 300000, reason=WHY))
    return folder, approve(folder, decide(folder, *entries))


def subsidy(folder: Path, case: str) -> Record:
    """The record about one claim."""
    (record,) = (r for r in records(folder, "subsidy") if r.subject.case == case)
    return record


def test_batch_is_one_commit(batch: tuple[Path, ApprovalOutcome]) -> None:
    """Forms that were not archived yet, the decision, a record a claim and three documents come in one commit."""
    folder, outcome = batch
    assert outcome.result == "approved"
    assert codes(outcome) == []
    view = archived(folder)
    assert outcome.commit == view.head.number == 3
    assert [record.kind for record in view.commit(3).records] == [
        *("premium-claim", "attachments", "scenario-claim", "attachments", "subsidy-decision"),
        *("subsidy", "subsidy", "subsidy", "subsidy-publicity", "subsidy-summary", "subsidy-allocation"),
    ]
    assert not audit.verify(FolderStore(folder / "archive")).damaged
    assert {r.access for r in view.commit(3).records if r.kind != "subsidy-publicity"} == {"internal"}
    assert all(r.archival_number for r in view.commit(3).records)


def test_record_of_an_approved_claim(batch: tuple[Path, ApprovalOutcome]) -> None:
    """It says what was granted under which rules, and rests on the claim, as it was taken in, and the decision."""
    folder, _ = batch
    record = subsidy(folder, PREMIUM)
    data = record.data
    assert (record.subject.certificate, record.subject.company) == ("CZCP-2026-0001", "91320411MAL30P874G")
    assert (data["result"], data["article"], data["decision"]) == ("approved", 20, "常工信创新〔2026〕103号")
    assert (data["amount_yuan"], data["city_yuan"], data["district_yuan"]) == ("58880", "29440", "29440")
    assert parse_capital(data["amount_capital"]) == 58880
    assert data["years"] == [{"year_start": "2026-07-01", "amount_yuan": "58880"}]
    assert data["policy"] == {"document": "常工信创新〔2023〕93号", "version": 1, "on": "2026-09-10"}
    kinds = [archived(folder).record(sequence).kind for sequence in record.derived_from]
    assert kinds == ["premium-claim", "attachments", "subsidy-decision"]
    assert {file.role for file in record.files} == {"rendering", "derivation", "parameters"}


def test_amount_follows_from_the_record_alone(batch: tuple[Path, ApprovalOutcome]) -> None:
    """The archived facts and the rules of the claim's day give the archived amount again."""
    folder, _ = batch
    book = policy_book()
    for case in (PREMIUM, SCENARIO):
        data = subsidy(folder, case).data
        derivation = claim_amount(facts_from_data(data["facts"]), book.on(date(2026, 9, 10)), book.notice(2026))
        assert f"{derivation.amount_yuan:.2f}" == data["derivation"]["amount_yuan"]


def test_scenario_granted_less_keeps_its_reason(batch: tuple[Path, ApprovalOutcome]) -> None:
    """What was computed and what was granted stand side by side, with the reason of the difference."""
    data = subsidy(batch[0], SCENARIO).data
    assert data["derivation"]["amount_yuan"] == "336000.00"
    assert (data["amount_yuan"], data["reason"], data["years"]) == ("300000", WHY, [])


def test_refused_claim_keeps_its_faults(batch: tuple[Path, ApprovalOutcome]) -> None:
    """The faults for which a claim is refused are kept by code, and its letter names the article."""
    folder, _ = batch
    data = subsidy(folder, EARLY).data
    assert (data["result"], data["amount_yuan"], data["articles"]) == ("refused", "0", ["第二十条"])
    assert "CZ2200" in data["findings"]
    letter = text_of((folder / "out" / "letters" / f"{EARLY}.pdf").read_bytes())
    assert "第二十条" in letter
    assert "不予" in letter


def test_manifest_vouches_for_every_file(batch: tuple[Path, ApprovalOutcome]) -> None:
    """Every file handed out stands in the manifest with its digest and record."""
    folder, outcome = batch
    out = folder / "out"
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert found == set(outcome.files) == set(outcome.written)
    value = json.loads((out / "manifest.json").read_text("utf-8"))
    assert value["document_number"] == "常工信创新〔2026〕103号"
    assert {file["name"] for file in value["files"]} == found - {"manifest.json"}
    for file in value["files"]:
        assert hashlib.sha256((out / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    letters = {f"letters/{case}.{suffix}" for case in (PREMIUM, EARLY, SCENARIO) for suffix in ("pdf", "docx")}
    assert letters < found


def test_what_was_measured_is_archived_with_the_allocation(batch: tuple[Path, ApprovalOutcome]) -> None:
    """The report names every official PDF by its name in the output folder, letters and documents."""
    folder, _ = batch
    out = folder / "out"
    content = (out / "measurements.json").read_bytes()
    named = [file["name"] for file in json.loads(content)["files"]]
    assert sorted(named) == sorted(path.relative_to(out).as_posix() for path in out.rglob("*.pdf"))
    (record,) = records(folder, "subsidy-allocation")
    (kept,) = (file for file in record.files if file.role == "report")
    assert (kept.name, kept.digest.hex) == ("measurements.json", hashlib.sha256(content).hexdigest())


def test_second_run_changes_nothing(batch: tuple[Path, ApprovalOutcome]) -> None:
    """The same command again finds the batch archived, and hands out what is missing from the output folder."""
    folder, outcome = batch
    (folder / "out" / "summary.pdf").unlink()
    again = approve(folder, folder / "subsidy-decision.yaml")
    assert (again.result, again.commit, again.written) == ("unchanged", outcome.commit, ("summary.pdf",))


def test_computing_a_decided_batch_tells_that_it_is_decided(batch: tuple[Path, ApprovalOutcome]) -> None:
    """Without a decision each claim is told its earlier one, and its own grant is no money granted before."""
    outcome = approve(batch[0], None)
    assert codes(outcome).count("CZ5224") == 3
    assert "CZ2940" not in codes(outcome)
    assert archived(batch[0]).head.number == 3


def test_changed_input_is_another_decision(batch: tuple[Path, ApprovalOutcome], tmp_path: Path) -> None:
    """The same number with other material is refused: an archived decision is never replaced."""
    shutil.copytree(batch[0], tmp_path / "copy")
    change(form_of(tmp_path / "copy", SCENARIO), ("# 声明", "# 各项声明"))
    outcome = approve(tmp_path / "copy", tmp_path / "copy" / "subsidy-decision.yaml")
    assert codes(outcome) == ["CZ5233"]
    assert archived(tmp_path / "copy").head.number == 3


# --- the same sums everywhere


def text_of(content: bytes) -> str:
    """The text of a PDF without spaces and line breaks."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def words_of(path: Path) -> str:
    """The text of a Word document without its markup."""
    with zipfile.ZipFile(path) as file:
        return re.sub(r"<[^>]+>|\s", "", file.read("word/document.xml").decode())


def sheet_totals(path: Path) -> Mapping[str, Decimal]:
    """The sums that the sheet of the finance bureau shows, by case and in all."""
    book = load_workbook(path, data_only=True)
    values = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return {value: Decimal(value) for value in values if re.fullmatch(r"[0-9]+(\.[0-9]+)?", value)}


def grouped(amount: Decimal) -> str:
    """`amount` as documents write whole yuan."""
    return f"{amount:,}"


def test_letters_name_the_amount_of_the_record(batch: tuple[Path, ApprovalOutcome]) -> None:
    """PDF and Word letter of each claim give the amount and its capitals that the record and its JSON have."""
    folder, _ = batch
    for case, amount in AMOUNTS.items():
        data: Any = subsidy(folder, case).data
        assert Decimal(data["amount_yuan"]) == amount
        pdf = text_of((folder / "out" / "letters" / f"{case}.pdf").read_bytes())
        word = words_of(folder / "out" / "letters" / f"{case}.docx")
        for text in (pdf, word):
            assert data["amount_capital"] in text
            assert grouped(amount) in text or f"{amount}" in text


def test_sums_agree_in_every_format(batch: tuple[Path, ApprovalOutcome]) -> None:
    """The sum of the batch is the same in the notice as PDF and Word, in the sheet, the manifest and the records."""
    folder, _ = batch
    out = folder / "out"
    (decision,) = records(folder, "subsidy-decision")
    assert Decimal(decision.data["amount_yuan"]) == TOTAL
    assert sum(Decimal(r.data["amount_yuan"]) for r in records(folder, "subsidy")) == TOTAL
    assert Decimal(json.loads((out / "manifest.json").read_text("utf-8"))["amount_yuan"]) == TOTAL
    for name in ("allocation", "publicity", "summary"):
        pdf, word = text_of((out / f"{name}.pdf").read_bytes()), words_of(out / f"{name}.docx")
        for text in (pdf, word):
            assert grouped(TOTAL) in text, name
    totals = sheet_totals(out / "finance.xlsx")
    assert {TOTAL, *AMOUNTS.values()} <= set(totals.values())


def test_publicity_shows_no_account(batch: tuple[Path, ApprovalOutcome]) -> None:
    """What everybody may read names neither accounts nor whole policy numbers nor the claims refused."""
    folder, _ = batch
    text = text_of((folder / "out" / "publicity.pdf").read_bytes())
    assert "3204110900012345678" not in text
    assert "SLCX-PZB-2026-3204-000318" not in text
    assert "示例" in text


def test_files_changed_meanwhile_stop_the_archive(tmp_path: Path) -> None:
    """An attachment that changes after it was checked is never archived: nothing is."""
    claims(tmp_path, PREMIUM)
    certified(tmp_path)
    attachment = next((tmp_path / "claims" / PREMIUM / "attachments").glob("A9-*"))

    def meddle(_done: int, _total: int, _name: str) -> None:
        attachment.write_bytes(attachment.read_bytes()[:-1] + b"\r")

    with pytest.raises(CzdocsError, match="CZ5236"):
        approve(tmp_path, decide(tmp_path, approved(PREMIUM, 58880)), progress=meddle)
    assert not records(tmp_path, "subsidy-decision")
    assert list((tmp_path / "out").iterdir()) == []


def test_somebody_else_spends_the_cap_meanwhile(tmp_path: Path) -> None:
    """Where the money is spent while the batch is rendered, it is computed anew and refused."""
    from approvals import LARGE, granted, store

    claims(tmp_path, PREMIUM)
    change(form_of(tmp_path, PREMIUM), *LARGE)
    certified(tmp_path)
    earlier = granted("2025-XB-B001", "CZCP-2026-0001", "91320411MAL30P874G", "450000", "2026-06-20")
    spent: list[int] = []

    def spend(_done: int, _total: int, _name: str) -> None:
        if not spent:
            spent.append(1)
            store(tmp_path, [earlier], day=TODAY)

    outcome = approve(tmp_path, decide(tmp_path, approved(PREMIUM, 300000)), progress=spend)
    assert codes(outcome) == ["CZ2940", "CZ5227"]
    assert not records(tmp_path, "subsidy-decision")
    assert open_archive(FolderStore(tmp_path / "archive")).view().head.number == 2
