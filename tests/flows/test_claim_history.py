"""Claims and renewals against an archive: certificates as certified, papers used once."""

import json
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from czdocs.archive.archive import create_archive
from czdocs.archive.entry import RecordDraft, Subject
from czdocs.archive.folder import FolderStore
from czdocs.cli.main import main
from czdocs.decide.claim_identity import used_identifiers
from czdocs.diagnostic import Diagnostic
from czdocs.flows.knowledge import form_schemas
from czdocs.flows.validate import validate, validate_content
from czdocs.intake.reading import read_submission, record_from
from czdocs.record.claims import Claim, PremiumClaim, ScenarioClaim

ROOT = Path(__file__).parents[2]
CLAIMS = ROOT / "tests" / "data" / "accepted" / "claims"
PREMIUM = CLAIMS / "2026-XB-B001" / "premium-claim.yaml"
RENEWAL = CLAIMS / "2026-XB-B002" / "premium-claim.yaml"
SCENARIO = CLAIMS / "2026-WJ-C001" / "scenario-claim.yaml"
APPLICATION = ROOT / "forms" / "sample" / "2026" / "cases" / "2026-XB-0002" / "application.yaml"
START = datetime(2026, 8, 1, 1, tzinfo=UTC)


def certification(certificate: str = "CZCP-2026-0001", **changes: Any) -> RecordDraft:
    """The certification of the accepted premium claim's product, as a publication archives it, with `changes`."""
    validity = {key: changes.pop(key) for key in ("valid_from", "valid_to") if key in changes}
    data = {
        "product": "五轴联动车铣复合加工中心",
        "models": ["JD-MT630", "JD-MT800"],
        "company": "常州示例精舵机床有限公司",
        "uscc": "91320411MAL30P874G",
        "certified_on": "2026-06-16",
    }
    return RecordDraft(
        kind="certification",
        title=f"{certificate} 产品认定",
        subject=Subject(certificate=certificate),
        **{"valid_from": date(2026, 6, 16), "valid_to": date(2028, 6, 16), **validity},
        data=data | changes,
    )


MEASURING = certification(
    "CZCP-2026-0002",
    product="六自由度激光跟踪测量系统",
    models=["HZ-LT80", "HZ-LT120"],
    company="常州示例恒准仪器有限公司",
    uscc="91320411MA74P3MP28",
)
GRINDING = certification(
    "CZCP-2025-0001",
    product="高速精密数控立式磨床",
    models=["QH-VG800", "QH-VG1200"],
    company="常州示例启衡装备有限公司",
    uscc="91320411MAM8NXML17",
    certified_on="2025-06-20",
    valid_from=date(2025, 6, 20),
    valid_to=date(2027, 6, 20),
)


def body_of(path: Path) -> Claim:
    """The body of an accepted claim."""
    submission = read_submission(path.read_bytes(), file=path.name, schemas=form_schemas()).submission
    assert submission is not None
    body = record_from(submission).body
    assert isinstance(body, PremiumClaim | ScenarioClaim)
    return body


def archived_claim(case: str, data: Mapping[str, Any], *, supersedes: tuple[int, ...] = ()) -> RecordDraft:
    """An archived premium claim that used what `data` says."""
    whole = {"policies": [], "invoices": [], "serials": [], **{key: list(value) for key, value in data.items()}}
    title, subject = f"保费补贴申报 {case}", Subject(case=case)
    return RecordDraft(kind="premium-claim", title=title, subject=subject, data=whole, supersedes=supersedes)


def archive(tmp_path: Path, *drafts: RecordDraft) -> Path:
    """An archive that holds `drafts`, each in a commit of its own."""
    folder = tmp_path / "archive"
    with closing(create_archive(FolderStore(folder), origin="测试", created=START)) as made:
        for draft in drafts:
            made.commit(lambda _, draft=draft: (draft,), recorded_at=START, clock="given", by="测试员", command="test")
    return folder


def found(path: Path, folder: Path, *replaced: tuple[str, str]) -> tuple[Diagnostic, ...]:
    """What is found in the form at `path`, altered, with the archive `folder`."""
    text = path.read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return validate_content(text.encode(), name="-", archive=folder).diagnostics


def told(path: Path, folder: Path, *replaced: tuple[str, str]) -> list[tuple[str, str]]:
    """Code and field of each finding, as `found` finds them."""
    return [(d.code, d.place.path) for d in found(path, folder, *replaced)]


def test_claims_that_agree_with_the_archive_have_no_findings(tmp_path: Path) -> None:
    """What was certified, insured and ordered while valid, with papers not used before, is accepted."""
    folder = archive(tmp_path, certification(), MEASURING, GRINDING)
    result = validate([CLAIMS], archive=folder)
    assert (result.files, result.diagnostics) == (6, ())


def test_unknown_certificate_is_told(tmp_path: Path) -> None:
    """A claim with a certificate that was never given says so at its number."""
    (only,) = found(PREMIUM, archive(tmp_path, MEASURING))
    assert (only.code, only.place.path, only.place.line) == ("CZ2961", "product.certificate", 20)
    assert only.message == "归档中没有证书 CZCP-2026-0001。"


@pytest.mark.parametrize(
    ("validity", "status"),
    [
        ({"valid_from": date(2026, 7, 1)}, ""),
        ({"valid_from": date(2026, 7, 2)}, "尚未生效"),
        ({"valid_to": date(2026, 7, 1)}, ""),
        ({"valid_to": date(2026, 6, 30)}, "有效期已届满"),
    ],
)
def test_certificate_is_valid_on_the_day_of_insurance(
    validity: Mapping[str, date], status: str, tmp_path: Path
) -> None:
    """The days on which the archive's validity begins and ends count; the day outside does not."""
    messages = [d.message for d in found(PREMIUM, archive(tmp_path, certification(**validity)))]
    wanted = f"按归档，证书 CZCP-2026-0001 在起保日期 2026-07-01 的状态是“{status}”。"
    assert messages == ([wanted] if status else [])


def test_revoked_certificate_supports_no_claim(tmp_path: Path) -> None:
    """A product revoked before the contract was signed is not ordered as a certified one."""
    revocation = RecordDraft(kind="revocation", title="撤销", revokes=(1,), valid_from=date(2026, 7, 3))
    folder = archive(tmp_path, MEASURING, revocation)
    assert told(SCENARIO, folder) == [("CZ2962", "first_order.signed_on")]
    assert told(SCENARIO, folder, ("signed_on: 2026-07-03", "signed_on: 2026-07-02")) == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"product": "五轴车铣复合加工中心"}, "product.name"),
        ({"models": ["JD-MT800"]}, "product.model"),
        ({"certified_on": "2026-06-15"}, "product.certified_on"),
        ({"company": "常州示例精舵智造有限公司"}, "applicant.name"),
        ({"uscc": "91320411MAM8NXML17"}, "applicant.uscc"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_figures_are_those_certified(changes: Mapping[str, Any], path: str, tmp_path: Path) -> None:
    """Each figure that differs from the certificate is told at its field, with what was certified."""
    (only,) = found(PREMIUM, archive(tmp_path, certification(**changes)))
    (certified,) = changes.values()
    assert (only.code, only.place.path) == ("CZ2963", path)
    assert f"应为“{certified[0] if isinstance(certified, list) else certified}”" in only.message


def test_maker_of_a_scenario_is_the_holder(tmp_path: Path) -> None:
    """In a scenario claim the maker, not the claimant, holds the certificate."""
    renamed = {**MEASURING.data, "company": "常州示例恒量仪器有限公司"}
    folder = archive(tmp_path, certification("CZCP-2026-0002", **renamed))
    assert told(SCENARIO, folder) == [("CZ2963", "maker.name")]


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("policies", "insurance_contracts[0].number"),
        ("invoices", "insurance_contracts[0].invoices[0].number"),
        ("serials", "insurance_contracts[0].insured_object.serial_numbers[0]"),
    ],
)
def test_nothing_supports_two_claims(key: str, path: str, tmp_path: Path) -> None:
    """A policy, invoice or machine that another archived claim used is told with that claim and its day."""
    used = {key: used_identifiers(body_of(PREMIUM))[key]}
    folder = archive(tmp_path, certification(), archived_claim("2026-XB-B009", used))
    (only,) = found(PREMIUM, folder)
    assert (only.code, only.place.path) == ("CZ2960", path)
    assert "2026-XB-B009" in only.message
    assert "第 2 号记录，2026-08-01" in only.message


def test_the_same_case_handed_in_again_is_no_second_use(tmp_path: Path) -> None:
    """A corrected claim of the same number may use what it used before."""
    used = used_identifiers(body_of(PREMIUM))
    assert told(PREMIUM, archive(tmp_path, certification(), archived_claim("2026-XB-B001", used))) == []


def test_what_a_correction_gave_up_is_free_again(tmp_path: Path) -> None:
    """Papers that only a superseded record used may support another claim."""
    used = used_identifiers(body_of(PREMIUM))
    corrected = archived_claim("2026-XB-B009", {}, supersedes=(2,))
    assert told(PREMIUM, archive(tmp_path, certification(), archived_claim("2026-XB-B009", used), corrected)) == []


def test_machine_insured_again_is_pointed_out_only(tmp_path: Path) -> None:
    """A renewal insures the same machines, so that their numbers are a hint; its policies must be new."""
    serials = {"serials": used_identifiers(body_of(RENEWAL))["serials"]}
    folder = archive(tmp_path, GRINDING, archived_claim("2025-XB-B001", serials))
    result = validate([RENEWAL], archive=folder)
    assert result.invalid == 0
    assert {d.code for d in result.diagnostics} == {"CZ2969"}


def test_serial_number_of_another_maker_is_another_machine(tmp_path: Path) -> None:
    """Two makers may number their machines alike."""
    folder = archive(
        tmp_path, certification(), archived_claim("2026-XB-B009", {"serials": ["91320411MAM8NXML17:JD6302606017"]})
    )
    assert told(PREMIUM, folder) == []


def test_renewed_certificate_was_the_applicants(tmp_path: Path) -> None:
    """An application for a renewal names a certificate that is known and its own."""
    own = certification("CZCP-2024-0002", uscc="91320411MA74P3MP28")
    other = certification("CZCP-2024-0002")
    quiet = {"CZ2069"}  # the sample's own hint
    for name, draft, codes in (("a", own, []), ("b", other, ["CZ2964"]), ("c", certification(), ["CZ2107"])):
        folder = archive(tmp_path / name, draft)
        assert [d.code for d in found(APPLICATION, folder) if d.code not in quiet] == codes


def test_without_an_archive_nothing_is_asked_of_it() -> None:
    """Claims are accepted as they are where no archive is named."""
    assert validate([CLAIMS]).diagnostics == ()


def test_command_takes_the_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--archive` finds what only the archive knows, and the exit status says so."""
    folder = archive(tmp_path, MEASURING)
    assert main(["validate", str(PREMIUM), "--archive", str(folder), "--format", "json"]) == 1
    assert [d["code"] for d in json.loads(capsys.readouterr().out)["diagnostics"]] == ["CZ2961"]
    assert main(["validate", str(SCENARIO), "--archive", str(folder)]) == 0


def test_missing_or_damaged_archive_ends_with_its_own_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An archive that is not there or was altered is told as everywhere, exit status 3 where it is damaged."""
    assert main(["validate", str(PREMIUM), "--archive", str(tmp_path / "nowhere")]) == main(
        ["archive", "log", "--archive", str(tmp_path / "nowhere")]
    )
    assert "CZ30" in capsys.readouterr().err
    folder = archive(tmp_path, certification())
    (commit,) = [path for path in folder.rglob("*") if path.is_file() and b"CZCP-2026-0001" in path.read_bytes()[:4000]]
    commit.chmod(0o644)
    commit.write_bytes(commit.read_bytes().replace(b"JD-MT630", b"JD-MT631"))
    assert main(["validate", str(PREMIUM), "--archive", str(folder)]) == 3
    assert "CZ30" in capsys.readouterr().err
