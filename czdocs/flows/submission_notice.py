"""The letter about a submission, in words from the findings, as PDF and Word document."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from czdocs.diagnostic import Diagnostic, Severity
from czdocs.documents.context.case_notice import (
    CaseNotice,
    FormFaults,
    Material,
    Programme,
    acceptance_letter,
    correction_letter,
)
from czdocs.documents.context.notice import Measures
from czdocs.documents.fonts import FontSet, check_environment, load_fonts
from czdocs.documents.glyphs import coverage, missing_characters
from czdocs.documents.gongwen import OfficialDocument
from czdocs.documents.issuing import issue_official
from czdocs.errors import CzdocsError
from czdocs.flows.form_records import FORM_TITLES
from czdocs.flows.measurement_report import MEASUREMENTS, report_file
from czdocs.flows.publication_material import KeptFile
from czdocs.flows.rendering import FontFolders
from czdocs.flows.submission import Parties, Submission
from czdocs.period import working_day_after
from czdocs.policy.book import PolicyBook
from czdocs.policy.parameter import Notice
from czdocs.terms import FormKind

__all__ = ["ACCEPTED", "RETURNED", "letter_of", "rendered"]

ACCEPTED = "acceptance-notice"
RETURNED = "correction-notice"
_MOST_SENTENCES = 100
_PROGRAMMES: Mapping[FormKind, Programme] = {
    FormKind.APPLICATION: Programme.CERTIFICATION,
    FormKind.PREMIUM_CLAIM: Programme.PREMIUM_SUBSIDY,
    FormKind.SCENARIO_CLAIM: Programme.SCENARIO_SUPPORT,
}
_MISSING_GLYPH = "〓"
"""What printers have always put where a character is wanting."""


def letter_of(  # noqa: PLR0913 - the submission and what no form says
    submission: Submission,
    parties: Parties,
    book: PolicyBook,
    *,
    today: date,
    document_number: str | None,
    contact: str | None,
) -> OfficialDocument:
    """The letter that answers `submission` today.

    Raises:
        CzdocsError: CZ5158 if the year has no notice, which says how long there is for corrections.
    """
    call = book.notice(parties.year)
    if call is None:
        raise CzdocsError("CZ5158", year=parties.year)
    notice = _notice(submission, parties, book, call, today=today, document_number=document_number, contact=contact)
    if submission.acceptable:
        return acceptance_letter(notice)
    hints = tuple(_sentence(d) for d in submission.findings if d.severity is Severity.WARNING)
    return correction_letter(notice, tuple(_faults(submission)), hints)


def _notice(  # noqa: PLR0913 - what a letter is made of
    submission: Submission,
    parties: Parties,
    book: PolicyBook,
    call: Notice,
    *,
    today: date,
    document_number: str | None,
    contact: str | None,
) -> CaseNotice:
    measures = book.on(today)
    agency = book.agencies["industry"].name_on(today)
    deadline = working_day_after(
        today, call.correction_working_days, holidays=call.holidays, extra_workdays=call.extra_workdays
    )
    return CaseNotice(
        issuer=parties.district.authority,
        company=parties.company,
        product=parties.product,
        programme=_PROGRAMMES[parties.head],
        case=parties.case,
        measures=Measures(title=measures.title, document_number=measures.document),
        call=f"《{call.title}》（{call.document}）",
        received=today,
        digest=submission.digest,
        materials=tuple(_materials(submission)),
        document_number=document_number,
        contact=contact,
        lead_agency=agency.name if agency else "常州市工业和信息化局",
        working_days=call.correction_working_days,
        deadline=deadline,
    )


def _materials(submission: Submission) -> Iterator[Material]:
    """The forms, then the attachments in the order of the list."""
    dossier = submission.case.dossier
    names = {form.name: form.path.relative_to(submission.case.folder).as_posix() for form in submission.case.forms}
    for kind in (*_PROGRAMMES, FormKind.REPORT):
        form = dossier.submissions.get(kind)
        if form is not None:
            yield Material(title=FORM_TITLES[kind.value], file=names[form.file], pages="", is_form=True)
    if dossier.attachments is not None:
        for file in dossier.attachments.body.files:
            yield Material(title=file.title, file=file.file.rpartition("/")[2], pages=str(file.pages or ""))


def _faults(submission: Submission) -> Iterator[FormFaults]:
    """The errors, form by form in the order of art. 8, then those of files that are no form."""
    errors = [d for d in submission.findings if d.severity is Severity.ERROR]
    titles = {form.file: kind.value for kind, form in submission.case.dossier.submissions.items()}
    files = sorted({d.place.file for d in errors}, key=lambda file: (_rank(titles.get(file)), file))
    left = _MOST_SENTENCES
    for file in files:
        of_file = [d for d in errors if d.place.file == file]
        sentences = [_sentence(d) for d in of_file[:left]]
        if len(of_file) > left:
            sentences.append(f"另有{len(of_file) - left}处，改正上列各处后用 czdocs validate 核对。")
        left -= len(of_file)
        yield FormFaults(title=_title(file, titles, submission), sentences=tuple(sentences))
        if left <= 0:
            return


def _rank(kind: str | None) -> int:
    return list(FORM_TITLES).index(kind) if kind is not None else len(FORM_TITLES)


def _title(file: str, titles: Mapping[str, str], submission: Submission) -> str:
    name = file.removeprefix(submission.case.folder.as_posix()).strip("/") or "全部材料"
    return f"《{FORM_TITLES[titles[file]]}》" if file in titles else f"文件{name}"


def _sentence(diagnostic: Diagnostic) -> str:
    """One finding as a sentence of a letter: what, where, by which article, and what to do."""
    line = f"第{diagnostic.place.line}行" if diagnostic.place.line else ""
    article = f"《办法》{diagnostic.article}" if diagnostic.article else ""
    where = "，".join(filter(None, (line, article)))
    message = diagnostic.message.rstrip("。")
    return f"{message}{f'（{where}）' if where else ''}。{diagnostic.remedy}"


def rendered(document: OfficialDocument, parties: Parties, folders: FontFolders, *, name: str) -> tuple[KeptFile, ...]:
    """The letter as PDF and as Word document called `name`, and the report of what was measured of it.

    Raises:
        CzdocsError: CZ5157 if a name has a character that no font can draw, or as `check_environment`.
    """
    check_environment(folders.installed)
    fonts = load_fonts(folders.installed, folders.office)
    _refuse_unprintable({"单位名称": parties.company, "产品名称": parties.product}, fonts)
    issued = issue_official(_drawable(document, fonts), fonts=fonts)
    return (
        KeptFile(name=f"{name}.pdf", role="rendering", content=issued.pdf),
        KeptFile(name=f"{name}.docx", role="rendering", content=issued.docx),
        report_file(f"{name}-{MEASUREMENTS}", {f"{name}.pdf": issued}),
    )


def _refuse_unprintable(texts: Mapping[str, str], fonts: FontSet) -> None:
    covered = coverage(fonts)
    for field, text in texts.items():
        missing = missing_characters(text, covered)
        if missing:
            raise CzdocsError("CZ5157", field=field, characters=missing)


def _drawable(document: OfficialDocument, fonts: FontSet) -> OfficialDocument:
    """The letter with a mark for each character, quoted from a form, that no font can draw."""
    covered = coverage(fonts)

    def mended(text: str) -> str:
        missing = missing_characters(text, covered)
        return "".join(_MISSING_GLYPH if character in missing else character for character in text)

    body = tuple(replace(p, heading=mended(p.heading), text=mended(p.text)) for p in document.body)
    return replace(document, body=body)
