"""Taking in: what is accepted, returned and refused, and that the archive holds all of it or nothing."""

import io
import json
import multiprocessing
import os
import shutil
import signal
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from czdocs.archive.archive import open_archive
from czdocs.archive.audit import verify
from czdocs.archive.folder import FolderStore
from czdocs.archive.view import View
from czdocs.clock import given_day
from czdocs.diagnostic import has_errors
from czdocs.documents import pdf
from czdocs.errors import CzdocsError
from czdocs.flows.pack import PackRequest, pack_case
from czdocs.flows.rendering import FontFolders
from czdocs.flows.submit import SubmitOutcome, SubmitRequest, submit
from czdocs.resources import ResourceKind, default_font_folder, resource_bytes
from czdocs.terms import Status
from tests.flows.publications import SAMPLE, copy_of_sample, publish

# WeasyPrint leaves its colour profile for the collector to close.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed file.*icc:ResourceWarning", "ignore:.*icc:pytest.PytestUnraisableExceptionWarning"
)

CASE = "2026-XB-0001"
DAY = date(2026, 4, 10)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case folder without fault, reviews included, which are not the applicant's."""
    shutil.copytree(SAMPLE / "2026" / "cases" / CASE, tmp_path / CASE)
    return tmp_path / CASE


def taken_in(path: Path, folder: Path, *, day: date = DAY, number: str | None = None) -> SubmitOutcome:
    """Take in `path` into the archive of `folder`."""
    return submit(
        SubmitRequest(
            path=path,
            archive=folder / "archive",
            out=folder / "out",
            fonts=FontFolders(installed=default_font_folder()),
            moment=given_day(day),
            by="test",
            document_number=number,
        )
    )


def archived(folder: Path) -> View:
    """The archive of `folder` as it is."""
    return open_archive(FolderStore(folder / "archive")).view()


def kinds(folder: Path) -> list[str]:
    """The kinds of all records, in order."""
    return [record.kind for record in archived(folder).records]


def text_of(path: Path) -> str:
    """The text of a PDF without spaces and line breaks."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def break_name(case: Path) -> None:
    """Make the product's name too short."""
    form = case / "application.yaml"
    text = form.read_text("utf-8")
    form.write_text(text.replace("  name: 五轴联动车铣复合加工中心", "  name: 五轴系列", 1), "utf-8")


def test_good_case_is_accepted(case: Path, tmp_path: Path) -> None:
    """The three forms, their schemas, the attachments and the letter are one commit; the reviews are left out."""
    outcome = taken_in(case, tmp_path, number="新工信函〔2026〕12号")
    assert (outcome.result, outcome.unchanged, outcome.diagnostics) == ("accepted", False, ())
    assert kinds(tmp_path) == ["application", "report", "attachments", "acceptance-notice"]
    view = archived(tmp_path)
    assert view.head.number == 1
    application, _, attachments, letter = view.records
    schemas = {file.name: file.digest.hex for file in application.files if file.role == "schema"}
    assert schemas.keys() == {"application-1.schema.json", "common-1.schema.json"}
    archive = open_archive(FolderStore(tmp_path / "archive"))
    for file in application.files:
        if file.role == "schema":
            assert archive.read_object(file.digest) == resource_bytes("schemas", file.name)
    assert sum(1 for file in attachments.files if file.role == "attachment") == 9
    assert letter.derived_from == (1, 2, 3)
    assert letter.data["document_number"] == "新工信函〔2026〕12号"
    assert [record.archival_number is None for record in view.records] == [True, True, True, False]
    assert {record.access for record in view.records} == {"internal"}
    text = text_of(tmp_path / "out" / f"{CASE}-acceptance-notice.pdf")
    for words in ("新工信函〔2026〕12号", "现予受理", "常州示例精舵机床有限公司：", "其他相关资料9件", "2026年4月10日"):
        assert words in text
    assert letter.data["submission"][:16] in text


def test_what_was_measured_is_archived_with_the_letter(case: Path, tmp_path: Path) -> None:
    """The report about the letter lies beside it and in its record."""
    outcome = taken_in(case, tmp_path)
    name = f"{CASE}-acceptance-notice"
    assert outcome.files == (f"{name}.pdf", f"{name}.docx", f"{name}-measurements.json")
    (file,) = json.loads((tmp_path / "out" / f"{name}-measurements.json").read_bytes())["files"]
    assert (file["name"], file["form"], file["passes"]) == (f"{name}.pdf", "letter", True)
    assert outcome.letter is not None
    assert [file.name for file in outcome.letter.files if file.role == "report"] == [f"{name}-measurements.json"]


def test_letter_that_breaks_the_standard_is_not_sent(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a style sheet changed to small type the letter is refused by its row; nothing is archived or written."""

    def changed(kind: ResourceKind, name: str) -> bytes:
        small = b"p { font-size: 14pt !important }" if name == "gongwen/page.css" else b""
        return resource_bytes(kind, name) + small

    monkeypatch.setattr(pdf, "resource_bytes", changed)
    monkeypatch.setattr(pdf, "_CONFIGURATIONS", {})  # style sheets are parsed once a process
    with pytest.raises(CzdocsError) as refused:
        taken_in(case, tmp_path)
    found = refused.value.diagnostic
    assert found.code == "CZ4170"
    assert "第 4 行（5.2.2）正文字体字号：规定“仿宋，15.75–16 ±0.3 pt”，实测“14 pt" in found.message
    assert archived(tmp_path).tree_size == 0
    assert not (tmp_path / "out").exists()


def test_same_case_again_changes_nothing(case: Path, tmp_path: Path) -> None:
    """Handed in again unchanged, on another day, the first letter is handed out and the archive stays as it is."""
    taken_in(case, tmp_path)
    first = (tmp_path / "out" / f"{CASE}-acceptance-notice.pdf").read_bytes()
    shutil.rmtree(tmp_path / "out")
    outcome = taken_in(case, tmp_path, day=date(2026, 4, 13))
    assert (outcome.result, outcome.unchanged) == ("accepted", True)
    assert archived(tmp_path).head.number == 1
    assert (tmp_path / "out" / f"{CASE}-acceptance-notice.pdf").read_bytes() == first


def test_bundle_is_the_same_submission_as_its_folder(case: Path, tmp_path: Path) -> None:
    """A case as folder, as packed file and as packed by hand is one and the same submission."""
    for review in case.glob("*-review.yaml"):
        review.unlink()
    taken_in(case, tmp_path)
    path = pack_case(PackRequest(folder=case)).path
    assert path is not None
    assert taken_in(path, tmp_path).unchanged
    by_hand = Path(shutil.make_archive(str(tmp_path / "hand"), "zip", tmp_path, CASE))
    outcome = taken_in(by_hand, tmp_path)
    assert outcome.unchanged
    assert [d.code for d in outcome.diagnostics] == ["CZ1063"]


def test_changed_case_supersedes(case: Path, tmp_path: Path) -> None:
    """Handed in with changes before the decision, new records replace the earlier ones, which stay."""
    taken_in(case, tmp_path)
    form = case / "report.yaml"
    form.write_text(form.read_text("utf-8") + "# 更正\n", "utf-8")
    assert taken_in(case, tmp_path, day=date(2026, 4, 13)).result == "accepted"
    assert [record.supersedes for record in archived(tmp_path).records[4:]] == [(1,), (2,), (3,), (4,)]


def test_faulty_case_is_returned(case: Path, tmp_path: Path) -> None:
    """The letter numbers the faults with article and deadline; it is kept with the forms as they were handed in."""
    break_name(case)
    next((case / "attachments").glob("A3-*")).unlink()
    outcome = taken_in(case, tmp_path)
    assert outcome.result == "returned"
    assert kinds(tmp_path) == ["correction-notice"]
    (letter,) = archived(tmp_path).records
    assert letter.retention == "10年"
    names = {file.name for file in letter.files}
    assert {"application.yaml", "report.yaml", "attachments.yaml", "application-1.schema.json"} <= names
    assert not names & {"preliminary-review.yaml", "expert-review.yaml"}
    text = text_of(tmp_path / "out" / f"{CASE}-correction-notice.pdf")
    errors = sum(1 for d in outcome.diagnostics if d.severity.value == "error")
    assert f"有{errors}处不符合要求" in text
    assert "（《办法》" in text or "，《办法》" in text
    for number in range(1, errors + 1):
        assert f"{number}." in text
    assert "自收到本通知书之日起5个工作日内补正（本通知书当日送达的，至2026年4月17日止）" in text
    assert "现予受理" not in text


def test_corrected_case_is_accepted(case: Path, tmp_path: Path) -> None:
    """After correction the case is accepted, and the acceptance replaces the letter that returned it."""
    whole = (case / "application.yaml").read_bytes()
    break_name(case)
    assert taken_in(case, tmp_path).result == "returned"
    assert taken_in(case, tmp_path).unchanged
    (case / "application.yaml").write_bytes(whole)
    assert taken_in(case, tmp_path, day=date(2026, 4, 13)).result == "accepted"
    assert kinds(tmp_path) == ["correction-notice", "application", "report", "attachments", "acceptance-notice"]
    assert archived(tmp_path).record(5).supersedes == (1,)


def test_accepted_case_stays_accepted_while_a_later_version_is_faulty(case: Path, tmp_path: Path) -> None:
    """A faulty later version is returned without undoing the acceptance; the good one again replaces both letters."""
    whole = (case / "application.yaml").read_bytes()
    taken_in(case, tmp_path)
    break_name(case)
    taken_in(case, tmp_path, day=date(2026, 4, 13))
    assert archived(tmp_path).record(5).supersedes == ()
    (case / "application.yaml").write_bytes(whole)
    assert taken_in(case, tmp_path, day=date(2026, 4, 14)).result == "accepted"
    assert archived(tmp_path).records[-1].supersedes == (4, 5)


def test_secret_case_leaves_no_trace(case: Path, tmp_path: Path) -> None:
    """A case with a declared secret gives its finding alone: no archive, no letter, no text of it."""
    form = case / "application.yaml"
    text = form.read_text("utf-8")
    assert "state_secret: false" in text
    form.write_text(text.replace("state_secret: false", "state_secret: true"), "utf-8")
    outcome = taken_in(case, tmp_path)
    assert outcome.result == "refused"
    assert [d.code for d in outcome.diagnostics] == ["CZ2241"]
    assert dict(outcome.texts) == {}
    assert not (tmp_path / "archive").exists()
    assert not (tmp_path / "out").exists()
    assert pack_case(PackRequest(folder=case, draft=True)).path is None
    assert not list(tmp_path.glob("*.zip"))


def test_hostile_bundle_is_refused(tmp_path: Path) -> None:
    """A bundle that is not plain is told and not looked into; nothing is archived."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("../application.yaml", (SAMPLE / "2026" / "cases" / CASE / "application.yaml").read_bytes())
    (tmp_path / "x.zip").write_bytes(out.getvalue())
    outcome = taken_in(tmp_path / "x.zip", tmp_path)
    assert (outcome.result, [d.code for d in outcome.diagnostics]) == ("refused", ["CZ1051"])
    assert not (tmp_path / "archive").exists()


def test_case_of_nobody_is_refused(case: Path, tmp_path: Path) -> None:
    """Where the application cannot be read no letter can be addressed, and nothing is archived."""
    (case / "application.yaml").write_text("form: application/1\n", "utf-8")
    outcome = taken_in(case, tmp_path)
    assert outcome.result == "refused"
    assert "CZ5154" in {d.code for d in outcome.diagnostics}
    assert not (tmp_path / "archive").exists()


@pytest.mark.parametrize("name", ["nowhere", "a.txt"])
def test_path_that_is_no_submission(tmp_path: Path, name: str) -> None:
    """A path that is neither folder nor ZIP file is wrong use."""
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(CzdocsError, match="CZ5156") as told:
        taken_in(tmp_path / name, tmp_path)
    assert told.value.exit_status == 2


def test_name_that_cannot_be_printed(case: Path, tmp_path: Path) -> None:
    """A company whose name no font has is told before anything is archived."""
    form = case / "application.yaml"
    name = "常州示例精舵机床有限公司"
    form.write_text(form.read_text("utf-8").replace(name, "常州示例精\U0002ffff机床有限公司"), "utf-8")
    with pytest.raises(CzdocsError, match="CZ5157"):
        taken_in(case, tmp_path)
    assert archived(tmp_path).tree_size == 0


def test_year_is_published_over_submitted_cases(tmp_path: Path) -> None:
    """Forms taken in before are replaced by the publication's records, which have archival numbers; status is known."""
    cases = (CASE,)
    forms = copy_of_sample(tmp_path, cases=cases)
    for name in cases:
        assert taken_in(forms / "2026" / "cases" / name, tmp_path, day=date(2026, 4, 14)).result == "accepted"
    assert publish(tmp_path).result == "published"
    view = archived(tmp_path)
    for name in cases:
        for kind in ("application", "report", "attachments"):
            submitted, final = view.find(case=name, kind=kind)
            assert final.supersedes == (submitted.sequence,)
            assert (submitted.archival_number, final.archival_number is None) == (None, False)
    (certified, *_) = [r for r in view.find(kind="certification") if r.subject.case == cases[0]]
    assert certified.subject.certificate is not None
    answer = view.status(certified.subject.certificate, on=date(2026, 7, 1), known=date(2026, 7, 1))
    assert answer.status is Status.CERTIFIED
    assert not has_errors(verify(FolderStore(tmp_path / "archive")).findings)
    assert publish(tmp_path).result == "unchanged"
    late = taken_in(forms / "2026" / "cases" / cases[0], tmp_path, day=date(2026, 7, 2))
    assert (late.result, [d.code for d in late.diagnostics]) == ("refused", ["CZ5155"])
    claim_is_taken_in_once(tmp_path)


def claim_is_taken_in_once(folder: Path) -> None:
    """A claim for the certified product is accepted with what it uses; another with the same papers is returned."""
    claim = SAMPLE / "2026" / "claims" / "2026-XB-B001"
    outcome = taken_in(claim, folder, day=date(2026, 9, 15))
    assert (outcome.result, [d for d in outcome.diagnostics if d.severity.value == "error"]) == ("accepted", [])
    view = archived(folder)
    (record,) = view.find(kind="premium-claim")
    assert {key: bool(record.data[key]) for key in ("policies", "invoices", "serials")} == {
        "policies": True,
        "invoices": True,
        "serials": True,
    }
    assert [file.name for file in record.files if file.role == "schema"] == [
        "common-1.schema.json",
        "premium-claim-1.schema.json",
    ]
    assert [r.kind for r in view.find(case="2026-XB-B001")] == ["premium-claim", "attachments", "acceptance-notice"]
    text = text_of(folder / "out" / "2026-XB-B001-acceptance-notice.pdf")
    assert "常州市创新产品保费补贴申报材料受理通知书" in text
    assert "不代表同意给予保费补贴" in text
    assert taken_in(claim, folder, day=date(2026, 9, 16)).unchanged
    again = folder / "2026-XB-B009"
    shutil.copytree(claim, again)
    for form in again.glob("*.yaml"):
        form.write_text(form.read_text("utf-8").replace("2026-XB-B001", "2026-XB-B009"), "utf-8")
    returned = taken_in(again, folder, day=date(2026, 9, 16))
    assert returned.result == "returned"
    assert {d.code for d in returned.diagnostics if d.severity.value == "error"} == {"CZ2960"}


def test_two_at_once_give_one_record_each(case: Path, tmp_path: Path) -> None:
    """The same case taken in twice at once is archived once; another case at the same time is archived too."""
    other = tmp_path / "2026-TN-0001"
    shutil.copytree(SAMPLE / "2026" / "cases" / other.name, other)
    with ThreadPoolExecutor(3) as pool:
        outcomes = list(pool.map(lambda path: taken_in(path, tmp_path), (case, case, other)))
    assert {outcome.result for outcome in outcomes} == {"accepted"}
    assert sorted(outcome.unchanged for outcome in outcomes) == [False, False, True]
    assert sorted(kinds(tmp_path)) == sorted(["application", "report", "attachments", "acceptance-notice"] * 2)
    numbers = [r.archival_number for r in archived(tmp_path).records if r.archival_number]
    assert len(set(numbers)) == 2
    assert not has_errors(verify(FolderStore(tmp_path / "archive")).findings)


def _killed_before_the_commit(path: Path, folder: Path) -> None:
    FolderStore.create = lambda self, name, data: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment,method-assign,return-value]  # noqa: ARG005
    taken_in(path, folder)


def test_killed_before_the_commit_nothing_is_archived(case: Path, tmp_path: Path) -> None:
    """A process killed after its files are stored leaves no record; the same command completes the work."""
    taken_in(case, tmp_path)
    form = case / "report.yaml"
    form.write_text(form.read_text("utf-8") + "# 更正\n", "utf-8")
    process = multiprocessing.get_context("spawn").Process(target=_killed_before_the_commit, args=(case, tmp_path))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert archived(tmp_path).head.number == 1
    assert not has_errors(verify(FolderStore(tmp_path / "archive")).findings)
    assert taken_in(case, tmp_path).result == "accepted"
    assert archived(tmp_path).head.number == 2
