"""Claims of barred companies: refused where they are validated and where they are taken in (art. 23)."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from czdocs.archive.archive import open_archive
from czdocs.archive.entry import RecordDraft, Subject
from czdocs.archive.folder import FolderStore
from czdocs.flows.grants import grant_of, linked_certificates
from czdocs.flows.validate import validate
from tests.flows.rulings import subsidy
from tests.flows.test_claim_history import CLAIMS, archive, certification
from tests.flows.test_submit import kinds, taken_in

# WeasyPrint leaves its colour profile for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

CASE = CLAIMS / "2026-XB-B001"
USCC = "91320411MAL30P874G"
SUBMITTED = date(2026, 9, 10)


def sanction(starts: date = date(2026, 8, 1), uscc: str = USCC) -> RecordDraft:
    """The bar that a decision of 2026 put on the claimant, from `starts` on."""
    return RecordDraft(
        kind="sanction",
        title="取消补贴资格",
        subject=Subject(company=uscc),
        valid_from=starts,
        data={
            "uscc": uscc,
            "company": "常州示例精舵机床有限公司",
            "ground": "fraud",
            "decision": "常工信创新〔2026〕70号",
            "from": starts.isoformat(),
        },
    )


def told(folder: Path, *, today: date | None = None) -> list[tuple[str, str, str]]:
    """Code, field and message of each finding in the claim with the archive `folder`."""
    found = validate([CASE], today=today, archive=folder).diagnostics
    return [(d.code, d.place.path, d.message) for d in found]


def test_claim_of_a_barred_company_is_refused(tmp_path: Path) -> None:
    """The decision, its ground, its record and the day are named, at the credit code."""
    folder = archive(tmp_path, certification(), sanction())
    ((code, path, message),) = told(folder)
    assert (code, path) == ("CZ2945", "applicant.uscc")
    assert message == (
        "申报单位“常州示例精舵机床有限公司”自 2026-08-01 起被取消补贴资格（常工信创新〔2026〕70号，骗取补贴资金；"
        "归档第 2 号记录），2026-09-10 仍在此期间（没有解除），不能获得补贴。"
    )


def test_bar_counts_from_its_first_day(tmp_path: Path) -> None:
    """A claim of the day before is free as long as nobody decides it later; another company's bar does not matter."""
    folder = archive(tmp_path, certification(), sanction(date(2026, 9, 11)), sanction(uscc="91320412MA2KL5HPXJ"))
    assert told(folder) == []
    assert told(folder, today=SUBMITTED) == []
    ((code, _, message),) = told(folder, today=date(2026, 9, 11))
    assert code == "CZ2945"
    assert "2026-09-11 仍在此期间" in message


def test_decided_claim_is_not_asked_again(tmp_path: Path) -> None:
    """What was granted before the bar is not refused afterwards when the forms are checked once more."""
    granted = subsidy("2026-XB-B001", company=USCC, certificate="CZCP-2026-0001", dated=date(2026, 11, 1))
    folder = archive(tmp_path, certification(), granted, sanction(date(2026, 11, 20)))
    assert told(folder, today=date(2027, 1, 5)) == []


@pytest.mark.parametrize(("from_day", "codes"), [(SUBMITTED, []), (date(2026, 9, 11), ["CZ2945"])])
def test_lifted_bar(tmp_path: Path, from_day: date, codes: list[str]) -> None:
    """A record that revokes the bar lifts it from its own day on."""
    lifting = RecordDraft(
        kind="sanction-lifting",
        title="解除取消补贴资格",
        subject=Subject(company=USCC),
        valid_from=from_day,
        revokes=(2,),
    )
    assert [code for code, _, _ in told(archive(tmp_path, certification(), sanction(), lifting))] == codes


def test_barred_company_is_not_taken_in(tmp_path: Path) -> None:
    """Its claim is refused without a letter that asks for corrections: there is nothing to correct."""
    archive(tmp_path, certification(), sanction(date(2026, 9, 11)))
    shutil.copytree(CASE, tmp_path / "2026-XB-B001")
    outcome = taken_in(tmp_path / "2026-XB-B001", tmp_path, day=date(2026, 9, 14))
    assert (outcome.result, [d.code for d in outcome.diagnostics]) == ("refused", ["CZ2945"])
    assert kinds(tmp_path) == ["certification", "sanction"]
    assert not (tmp_path / "out").exists()


def test_corrected_grant_counts(tmp_path: Path) -> None:
    """Of several records about one claim the last that stands counts; certificates are linked both ways."""
    later = certification("CZCP-2028-0003", renews="CZCP-2026-0001")
    drafts = (certification(), later, subsidy(), subsidy(amount="160000", supersedes=(3,)))
    folder = archive(tmp_path, *drafts)
    with closing(open_archive(FolderStore(folder))) as opened:
        view = opened.view()
        grant = grant_of(view, "2026-WJ-B001")
        assert grant is not None
        assert (f"{grant.amount_yuan}", grant.sequence, grant.recovery) == ("160000", 4, None)
        assert grant_of(view, "2026-WJ-B002") is None
        for certificate in ("CZCP-2026-0001", "CZCP-2028-0003"):
            assert linked_certificates(view, certificate) == {"CZCP-2026-0001", "CZCP-2028-0003"}
        assert linked_certificates(view, "CZCP-2025-0001") == {"CZCP-2025-0001"}
