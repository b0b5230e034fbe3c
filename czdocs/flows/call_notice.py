"""The annual call for applications, drafted from the year's parameters and a few facts (art. 22)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from czdocs.catalogue import finding
from czdocs.diagnostic import Diagnostic, Place
from czdocs.documents.context.call_notice import CallNotice, call_notice_context
from czdocs.documents.fonts import check_environment, load_fonts
from czdocs.documents.html import chinese_date
from czdocs.documents.imprint import SourceFile
from czdocs.documents.issuing import issue_official
from czdocs.errors import CzdocsError
from czdocs.flows.knowledge import form_schemas, policy_book
from czdocs.flows.letter_files import refuse_unprintable, write_letters
from czdocs.flows.rendering import FontFolders
from czdocs.period import working_days
from czdocs.policy.book import PolicyBook
from czdocs.policy.parameter import Notice
from czdocs.resources import resource_bytes
from czdocs.terms import FormKind

__all__ = ["CallOutcome", "CallRequest", "write_call_notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRequest:
    """Which call, with the facts that no parameter holds; without `issuers` those that the measures name."""

    year: int
    dated: date
    contact: str
    telephone: str
    output: Path
    fonts: FontFolders
    issuers: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    opens_on: date | None = None
    reported_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutcome:
    """The files of the call, those of them that were not there already, and what to look at before it is issued."""

    files: tuple[str, ...]
    written: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def write_call_notice(request: CallRequest) -> CallOutcome:
    """Write the call that `request` asks for, as PDF and as Word document that say the same.

    Raises:
        CzdocsError: CZ5163 if the year has no parameters, CZ5166 if its days are out of order, CZ5168 if a character
            cannot be printed, CZ5121 if another file is in the way; as `check_environment` and `issue_official`.
    """
    book = policy_book()
    terms = book.notice(request.year)
    if terms is None:
        raise CzdocsError("CZ5163", year=request.year, known="、".join(map(str, sorted(book.notices))) or "（无）")
    _refuse_disorder(request, terms)
    call = _call(request, terms, book)
    check_environment(request.fonts.installed)
    fonts = load_fonts(request.fonts.installed, request.fonts.office)
    refuse_unprintable(_texts(call), fonts)
    issued = issue_official(call_notice_context(call), fonts=fonts, sources=(_source(terms, request.dated),))
    name = f"call-notice-{request.year}"
    files = {f"{name}.pdf": issued.pdf, f"{name}.docx": issued.docx}
    written = write_letters(files, request.output)
    return CallOutcome(files=tuple(files), written=written, findings=tuple(_findings(request, terms)))


def _call(request: CallRequest, terms: Notice, book: PolicyBook) -> CallNotice:
    lead = book.agencies["industry"].name_on(request.dated)
    treasury = book.agencies["finance"].name_on(request.dated) if terms.claims_closing_date else None
    report = form_schemas().get(FormKind.REPORT)
    return CallNotice(
        measures=book.measures_for(request.dated, request.year),
        terms=terms,
        issuers=request.issuers or tuple(agency.name for agency in (lead, treasury) if agency is not None),
        lead_short=lead.short if lead is not None else "市工信局",
        document_number=terms.document,
        dated=request.dated,
        contact=request.contact,
        telephone=request.telephone,
        opens_on=request.opens_on,
        reported_by=request.reported_by,
        copies_to=request.copies_to,
        spared=tuple(
            report.title_at(("sections", name)).rpartition("、")[2] for name in terms.report_sections_without_minimum
        ),
        versions={FormKind(kind).label: versions for kind, versions in terms.form_versions.items()},
    )


def _refuse_disorder(request: CallRequest, terms: Notice) -> None:
    """Refuse days that cannot follow each other.

    Raises:
        CzdocsError: CZ5166 with the first two of them.
    """
    closing = ("申报截止日期", terms.closing_date)
    pairs = (
        (("成文日期", request.dated), closing),
        (("申报开始日期", request.opens_on), closing),
        (closing, ("初审报送日期", request.reported_by)),
        (closing, ("补贴申请截止日期", terms.claims_closing_date)),
    )
    for (first, first_day), (later, later_day) in pairs:
        if first_day is not None and later_day is not None and first_day > later_day:
            raise CzdocsError(
                "CZ5166",
                first=first,
                first_day=chinese_date(first_day),
                later=later,
                later_day=chinese_date(later_day),
                file=terms.file,
            )


def _texts(call: CallNotice) -> Iterator[tuple[str, str]]:
    yield "发文机关", "".join(call.issuers)
    yield "标题", call.terms.title
    yield "联系单位", call.contact
    yield "联系电话", call.telephone
    yield "抄送机关", "".join(call.copies_to)
    yield "产品名称的要求", "".join((*call.terms.name_forbidden, *call.terms.name_ornaments))


def _source(terms: Notice, dated: date) -> SourceFile:
    """The parameters that the call was made from, embedded in it."""
    return SourceFile(
        name=terms.file,
        content=resource_bytes("policy", terms.file),
        media_type="application/yaml",
        description=f"{terms.year}年度申报通知的参数",
        modified=dated,
    )


def _findings(request: CallRequest, terms: Notice) -> Iterator[Diagnostic]:
    """What to look at before the call is issued."""
    place = Place(file=terms.file)
    if terms.illustrative:
        yield finding("CZ5164", place, file=terms.file)
    ends = (
        ("申报截止日期", terms.closing_date),
        ("初审报送日期", request.reported_by),
        ("补贴申请截止日期", terms.claims_closing_date),
    )
    for what, day in ends:
        if day is not None and not working_days(day, day, holidays=terms.holidays, extra_workdays=terms.extra_workdays):
            yield finding("CZ5165", place, what=what, day=chinese_date(day))
