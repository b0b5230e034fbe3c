"""The main job over real forms, real documents and a real archive."""

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from publications import SAMPLE, TODAY, copy_of_sample, publish
from pypdf import PdfReader

from czdocs.archive import audit
from czdocs.archive.archive import open_archive
from czdocs.archive.folder import FolderStore
from czdocs.archive.view import View
from czdocs.documents.reading_back.docx_content import docx_content
from czdocs.errors import CzdocsError
from czdocs.flows.validate import validate
from czdocs.terms import Status

SMALL = ("2026-XB-0001", "2026-TN-0001", "2026-ZL-0002")


@pytest.fixture(scope="module")
def both_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which both sample years were published."""
    folder = tmp_path_factory.mktemp("years")
    assert publish(folder, year=2025, forms=SAMPLE).result == "published"
    assert publish(folder, year=2026, forms=SAMPLE).result == "published"
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with forms of two products that are certified and one case that is refused."""
    forms = copy_of_sample(tmp_path, cases=SMALL)
    decision = forms / "2026" / "certification-decision.yaml"
    decision.write_text(decision.read_text("utf-8").replace("CZCP-2026-0004", "CZCP-2026-0002"), "utf-8")
    return tmp_path


def view_of(folder: Path) -> View:
    """The archive's present state."""
    return open_archive(FolderStore(folder / "archive")).view()


def out_files(folder: Path) -> dict[str, bytes]:
    """Every file of the output folder, by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_form_is_archived_with_the_schemas_that_checked_it(both_years: Path) -> None:
    """Each report lists the schema of its own version and the common file, and no other version."""
    used = {
        record.subject.case[:4]: {file.name for file in record.files if file.role == "schema"}
        for record in view_of(both_years).find(kind="report")
        if record.subject.case
    }
    common = "common-1.schema.json"
    assert used == {"2025": {"report-1.schema.json", common}, "2026": {"report-2.schema.json", common}}


def test_all_documents_are_handed_out(both_years: Path) -> None:
    """The output folder holds each document in each format and a certificate a product."""
    names = set(out_files(both_years / "out" / "2026"))
    certificates = {f"certificates/CZCP-2026-{n:04d}.{suffix}" for n in range(1, 14) for suffix in ("pdf", "docx")}
    formats = {f"directory.{suffix}" for suffix in ("pdf", "docx", "xlsx", "csv", "json")}
    assert names == certificates | formats | {
        "notice.pdf",
        "notice.docx",
        "publicity.pdf",
        "publicity.docx",
        "review-summary.pdf",
        "review-summary.docx",
        "measurements.json",
        "manifest.json",
    }


def test_the_summary_of_reviews_is_internal(both_years: Path) -> None:
    """The archive keeps the summary in both formats, not public; the published data say nothing of refused cases."""
    record = view_of(both_years).find(kind="review-summary")[-1]
    assert (record.access, record.retention) == ("internal", "30年")
    assert {f.name for f in record.files if f.role == "rendering"} == {"review-summary.pdf", "review-summary.docx"}
    files = out_files(both_years / "out" / "2026")
    said = docx_content(files["review-summary.docx"]).text
    assert "2026-JT-0002" in said
    assert "专家组不同意推荐" in said
    for name in ("directory.json", "directory.csv"):
        assert "2026-JT-0002" not in files[name].decode("utf-8-sig")
    assert "2026-JT-0002" not in docx_content(files["notice.docx"]).text


def test_what_was_measured_is_archived_with_the_notice(both_years: Path) -> None:
    """The report names every official PDF with its rows; the certificates and the Directory are none."""
    content = (both_years / "out" / "2026" / "measurements.json").read_bytes()
    report = json.loads(content)
    assert (report["format"], report["standard"]) == ("czdocs-measurements/1", "GB/T 9704-2012")
    assert [(file["name"], file["form"]) for file in report["files"]] == [
        ("notice.pdf", "document"),
        ("publicity.pdf", "plain"),
        ("review-summary.pdf", "plain"),
    ]
    rows = {row["row"]: row["expected"] for row in report["table"]}
    for file in report["files"]:
        assert file["rows"].keys() <= rows.keys()
        assert file["rows"]["1"] == {"verdict": "conforms", "measured": "210.0 × 297.0 mm"}
    notice = view_of(both_years).find(kind="notice")[-1]
    (kept,) = (file for file in notice.files if file.role == "report")
    assert (kept.name, kept.digest.hex) == ("measurements.json", hashlib.sha256(content).hexdigest())


def test_certificates_are_archived_in_both_formats(both_years: Path) -> None:
    """The record of a certification keeps the certificate as PDF and as Word document."""
    record = next(r for r in view_of(both_years).find(kind="certification") if r.subject.case == "2026-XB-0001")
    names = [file.name for file in record.files if file.role == "rendering"]
    assert names == [f"{record.subject.certificate}.{suffix}" for suffix in ("pdf", "docx")]


def test_the_manifest_vouches_for_every_file(both_years: Path) -> None:
    """The manifest names each file's digest and records, and the archive's commit and tree head."""
    files = out_files(both_years / "out" / "2026")
    manifest = json.loads(files.pop("manifest.json"))
    assert {f["name"]: f["sha256"] for f in manifest["files"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }
    view = view_of(both_years)
    assert manifest["archive"]["commit"] == view.head.number
    assert manifest["archive"]["sha256"] == view.head.digest.hex
    assert manifest["checkpoint"] == {"tree_size": view.tree_size, "root": view.root.hex}
    assert all(file["source_records"] for file in manifest["files"])


def test_one_publication_is_one_commit_and_the_archive_is_sound(both_years: Path) -> None:
    """Two publications give two commits, and the audit finds nothing."""
    report = audit.verify(FolderStore(both_years / "archive"))
    assert (report.commits, report.findings) == (2, ())


def test_the_edition_lists_everything_valid_and_leaves_out_what_lapsed(both_years: Path) -> None:
    """The 2026 edition lists new and earlier products that are valid, once each, and those that have lapsed apart."""
    data = json.loads((both_years / "out" / "2026" / "directory.json").read_bytes())
    numbers = [entry["certificate"] for entry in data["entries"]]
    assert sorted(numbers) == sorted(
        [*(f"CZCP-2025-{n:04d}" for n in range(1, 6)), *(f"CZCP-2026-{n:04d}" for n in range(1, 14))]
    )
    rows = list(csv.reader(io.StringIO((both_years / "out" / "2026" / "directory.csv").read_text("utf-8-sig"))))
    assert len(rows) == 1 + len(numbers)
    record = view_of(both_years).find(kind="directory")[-1]
    assert record.data["lapsed"] == ["CZCP-2023-0006", "CZCP-2024-0001"]


@pytest.mark.parametrize(
    ("subject", "on", "known", "status"),
    [
        ("CZCP-2026-0001", date(2027, 5, 1), TODAY, Status.CERTIFIED),
        ("CZCP-2026-0001", date(2026, 6, 15), TODAY, Status.NOT_YET),
        ("CZCP-2026-0001", date(2028, 6, 16), TODAY, Status.CERTIFIED),
        ("CZCP-2026-0001", date(2028, 6, 17), TODAY, Status.EXPIRED),
        ("CZCP-2026-0001", date(2027, 5, 1), date(2026, 6, 30), Status.UNKNOWN),
        ("CZCP-2024-0002", date(2026, 5, 28), TODAY, Status.CERTIFIED),
        ("CZCP-2024-0002", date(2026, 5, 29), TODAY, Status.EXPIRED),
        ("六自由度激光跟踪测量系统", date(2026, 6, 15), TODAY, Status.EXPIRED),
        ("六自由度激光跟踪测量系统", date(2026, 6, 16), TODAY, Status.CERTIFIED),
        ("2026-LY-0002", date(2027, 5, 1), TODAY, Status.UNKNOWN),
        ("CZCP-2026-9999", date(2027, 5, 1), TODAY, Status.UNKNOWN),
    ],
)
def test_status_has_a_day_and_a_knowledge(
    both_years: Path, subject: str, on: date, known: date, status: Status
) -> None:
    """A product is certified from its day to the corresponding day, and unknown before it was archived."""
    assert view_of(both_years).status(subject, on=on, known=known).status is status


def test_every_form_is_archived_as_it_was_filed(both_years: Path) -> None:
    """The archive holds the very bytes of every decision, form and attachment of both years' cases."""
    archived = {file.digest.hex for record in view_of(both_years).records for file in record.files}
    years = [SAMPLE / year for year in ("2025", "2026")]
    # Claims, what purchasers file and decisions about single products are no part of the Directory.
    filed = [path for year in years for path in (year / "cases").rglob("*") if path.is_file()]
    filed += [year / "certification-decision.yaml" for year in years]
    assert len(filed) > 300
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in filed} <= archived


def test_archival_numbers_are_unique_and_without_gaps(both_years: Path) -> None:
    """Every record has an archival number; those of a year and retention run from 1 without a gap."""
    numbers = [record.archival_number for record in view_of(both_years).records]
    assert None not in numbers
    series: dict[str, list[int]] = {}
    for number in numbers:
        front, _, item = str(number).rpartition("-")
        series.setdefault(front, []).append(int(item))
    assert all(sorted(items) == list(range(1, len(items) + 1)) for items in series.values())


def test_public_records_hold_no_personal_data(both_years: Path) -> None:
    """No public record or document names a contact person, a mobile number, an e-mail or a refused case."""
    view = view_of(both_years)
    public = json.dumps([dict(r.data) for r in view.records if r.access == "public"], ensure_ascii=False)
    text = "".join(page.extract_text() for page in PdfReader(both_years / "out" / "2026" / "directory.pdf").pages)
    for private in ("陆知微", "luzhiwei@", "许砚秋", "2026-LY-0002", "专家组不同意推荐"):
        assert private not in public
        assert private not in text


def test_the_same_forms_again_change_nothing(small: Path) -> None:
    """A second run archives nothing, leaves every file alone and says so; a lost file is handed out again."""
    first = publish(small)
    before = out_files(small / "out" / "2026")
    second = publish(small)
    assert (first.result, second.result) == ("published", "unchanged")
    assert second.written == ()
    (small / "out" / "2026" / "notice.pdf").unlink()
    assert publish(small).written == ("notice.pdf",)
    assert out_files(small / "out" / "2026") == before
    assert view_of(small).head.number == 1


def test_claims_in_the_folder_of_the_year_change_nothing(small: Path) -> None:
    """Claims beside the cases, good, broken or secret, neither stop a publication nor make it another."""
    first = publish(small)
    claims = small / "forms" / "2026" / "claims"
    shutil.copytree(SAMPLE / "2026" / "claims", claims)
    broken = claims / "2026-XB-B001" / "premium-claim.yaml"
    broken.write_text(broken.read_text("utf-8").replace("year: 2026", "year: 二〇二六", 1), "utf-8")
    secret = claims / "2026-WJ-C001" / "scenario-claim.yaml"
    secret.write_text(secret.read_text("utf-8").replace("state_secret: false", "state_secret: true"), "utf-8")
    second = publish(small)
    assert (second.result, second.written, second.diagnostics) == ("unchanged", (), first.diagnostics)
    assert {d.code for d in validate([small / "forms"]).diagnostics} >= {"CZ1107", "CZ2241"}


def test_the_same_forms_elsewhere_give_the_same_bytes(small: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Publishing the same forms into another archive gives the same documents, byte for byte."""
    publish(small)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    publish(elsewhere, forms=small / "forms")
    assert out_files(small / "out" / "2026") == out_files(elsewhere / "out" / "2026")


def test_changed_forms_are_refused_until_a_correction_is_asked_for(small: Path) -> None:
    """A published year is never changed in passing; with the switch the correction supersedes what it corrects."""
    publish(small)
    report = small / "forms" / "2026" / "cases" / "2026-TN-0001" / "application.yaml"
    text = report.read_text("utf-8")
    changed = text.replace("制造业多源数据治理平台软件", "制造业多源数据治理平台")
    report.write_text(changed, "utf-8")
    other = report.with_name("report.yaml")
    other.write_text(other.read_text("utf-8").replace("制造业多源数据治理平台软件", "制造业多源数据治理平台"), "utf-8")
    refused = publish(small)
    assert refused.result == "refused"
    assert [d.code for d in refused.diagnostics] == ["CZ5106"]
    assert "2026-TN-0001/application.yaml、2026-TN-0001/report.yaml" in refused.diagnostics[0].message
    assert view_of(small).head.number == 1
    assert publish(small, correct=True, today=date(2026, 8, 1)).result == "published"
    view = view_of(small)
    then = view.status("CZCP-2026-0002", on=TODAY, known=date(2026, 7, 31)).records[0]
    now = view.status("CZCP-2026-0002", on=TODAY, known=date(2026, 8, 1)).records[0]
    assert (then.subject.product, now.subject.product) == ("制造业多源数据治理平台软件", "制造业多源数据治理平台")
    assert now.supersedes == (then.sequence,)
    assert len(view.find(kind="certification", on=TODAY)) == 2
    assert publish(small).result == "unchanged"


def test_a_correction_can_withdraw_a_certificate(small: Path) -> None:
    """A product that the corrected decision refuses is no longer certified, and still was as known before."""
    publish(small)
    decision = small / "forms" / "2026" / "certification-decision.yaml"
    text = decision.read_text("utf-8")
    line = "  - {case: 2026-TN-0001, result: certified, certificate: CZCP-2026-0002}"
    assert line in text
    decision.write_text(
        text.replace(line, "  - {case: 2026-TN-0001, result: refused, reason: 复核后不予认定}"), "utf-8"
    )
    assert publish(small, correct=True, today=date(2026, 8, 1)).result == "published"
    view = view_of(small)
    assert view.status("CZCP-2026-0002", on=TODAY, known=date(2026, 7, 31)).status is Status.CERTIFIED
    assert view.status("CZCP-2026-0002", on=TODAY, known=date(2026, 8, 1)).status is Status.UNKNOWN


def test_a_year_that_comes_late_is_pointed_out(small: Path) -> None:
    """A year published before an earlier one warns that the earlier products are not listed."""
    shutil.copytree(SAMPLE / "2025", small / "forms" / "2025")
    outcome = publish(small)
    assert outcome.result == "published"
    assert "CZ5107" in [d.code for d in outcome.diagnostics]


def test_nothing_is_published_before_the_document_is_dated(small: Path) -> None:
    """A decision dated after today is refused and leaves no trace."""
    outcome = publish(small, today=date(2026, 6, 15))
    assert outcome.result == "refused"
    assert "CZ5112" in [d.code for d in outcome.diagnostics]
    assert not (small / "archive").exists()


FAULTS = {
    "broken form": ("2026-XB-0001/report.yaml", "form: report/2", "form: [report/2", "CZ10"),
    "wrong credit code": ("2026-XB-0001/application.yaml", "91320411MAL30P874G", "91320411MAL30P8740", "CZ2060"),
    "developed too early": ("2026-TN-0001/application.yaml", "completed_on: ", "completed_on: 2022-03-01 #", "CZ2068"),
    "marked as secret": (
        "2026-ZL-0002/application.yaml",
        "year: 2026",
        "year: 2026\nclassification: 机密★5年",
        "CZ2241",
    ),
}


def test_five_bad_forms_give_clear_findings_and_nothing_is_archived(small: Path) -> None:
    """A broken form, a wrong code, an old product, a secret form and a missing attachment: all found, nothing done."""
    cases = small / "forms" / "2026" / "cases"
    for file, old, new, _ in FAULTS.values():
        text = (cases / file).read_text("utf-8")
        assert old in text
        (cases / file).write_text(text.replace(old, new, 1), "utf-8")
    (cases / "2026-TN-0001" / "attachments" / "A1-business-licence.pdf").unlink()
    outcome = publish(small)
    assert outcome.result == "refused"
    codes = [(d.place.file.partition("cases/")[2].partition("/")[0], d.code) for d in outcome.diagnostics]
    for file, _, _, code in FAULTS.values():
        assert any(found.startswith(code) and case == file.partition("/")[0] for case, found in codes), (file, codes)
    assert any("A1-business-licence.pdf" in d.message for d in outcome.diagnostics)
    assert all(d.remedy for d in outcome.diagnostics)
    assert not (small / "archive").exists()
    assert not (small / "out").exists()


def test_nothing_of_a_secret_form_is_echoed(small: Path) -> None:
    """Of a case with a marked form nothing but the place is said, whatever else is wrong with it."""
    folder = small / "forms" / "2026" / "cases" / "2026-ZL-0002"
    for name in ("application.yaml", "report.yaml"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(text.replace("year: 2026", "year: 二〇二六绝不外泄\nclassification: 机密"), "utf-8")
    outcome = publish(small)
    about = [d for d in outcome.diagnostics if "2026-ZL-0002" in d.place.file]
    assert {d.code for d in about} == {"CZ2241"}
    told = " ".join(f"{d.message} {d.remedy}" for d in outcome.diagnostics)
    assert "外泄" not in told
    assert "康朴" not in told


def test_a_character_without_a_font_is_named_with_its_place(small: Path) -> None:
    """A character that no font has is refused before anything is rendered, with file, line and column."""
    path = small / "forms" / "2026" / "cases" / "2026-XB-0001" / "application.yaml"
    text = path.read_text("utf-8").replace("用于航空起落架", "用于𪛖航空起落架")
    path.write_text(text, "utf-8")
    outcome = publish(small)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "𪛖" in line)
    assert [(d.code, d.place.line, d.place.column) for d in outcome.diagnostics] == [
        ("CZ4010", line, text.splitlines()[line - 1].index("𪛖") + 1)
    ]
    assert "𪛖" in outcome.diagnostics[0].message
    assert not list((small / "archive").glob("commits/**/*.jsonl"))


def test_a_character_of_the_summary_without_a_font_is_named(small: Path) -> None:
    """What only the summary of reviews prints, the experts' opinion, is looked at too; what nothing prints is not."""
    cases = small / "forms" / "2026" / "cases"
    review = cases / "2026-XB-0001" / "expert-review.yaml"
    text = review.read_text("utf-8").replace("专家组同意推荐。", "专家组同意推荐𪛖。").replace("许砚秋", "许砚𪛖")
    review.write_text(text, "utf-8")
    refused = cases / "2026-ZL-0002" / "application.yaml"
    refused.write_text(refused.read_text("utf-8").replace("summary: ", "summary: 𪛖", 1), "utf-8")
    outcome = publish(small)
    assert {(d.code, Path(d.place.file).name) for d in outcome.diagnostics} == {("CZ4010", "expert-review.yaml")}


def test_a_folder_that_cannot_be_written_is_said_and_completed_later(small: Path) -> None:
    """An output folder that is a file stops with a remedy; the archived publication is handed out once it is gone."""
    (small / "out").write_text("in the way")
    with pytest.raises(CzdocsError) as stopped:
        publish(small)
    assert stopped.value.exit_status == 4
    (small / "out").unlink()
    outcome = publish(small)
    assert (outcome.result, len(outcome.written)) == ("unchanged", len(outcome.files))


@pytest.fixture(autouse=True)
def _closed_indexes() -> Iterator[None]:
    """Archives that a test opened are let go of when it ends."""
    import gc

    yield
    gc.collect()
