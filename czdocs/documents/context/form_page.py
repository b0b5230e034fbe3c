"""The page of a filled form: its head, its fields as laid out, the boxes to sign in, the list of problems."""

from collections.abc import Iterable
from dataclasses import dataclass

from czdocs.documents.context.form_closing import Box, boxes_of, closing_of
from czdocs.documents.context.form_fields import FilledForm, Group, Problem, Records
from czdocs.documents.context.form_layout import SECTION, Block, Heading, Layout, is_document, marked_numbers
from czdocs.documents.context.form_wording import Mark, Words, mark_text
from czdocs.documents.html import chinese_numeral

__all__ = ["FormPage", "Listed", "form_page"]

_UPRIGHT, _TURNED = 1740, 2610  # tenths of a millimetre between the margins
_WIDE_COLUMNS = 7  # a form that is one list with more columns is turned
_DIGEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A problem in the list at the end: its sign, where it is, what it says; `is_marked` where a field links to it."""

    number: int
    sign: str
    is_warning: bool
    field: str
    place: str
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """Everything that the print of one form shows, in words and in order.

    `standing` says what the draft lacks, empty for a form without errors; `origin` and `digest` tell which file was
    printed; `inquiry` is the text of its code, empty for drafts.
    """

    title: str
    basis: str
    case: str
    standing: str
    hints: str
    is_draft: bool
    is_wide: bool
    is_prose: bool
    marks: tuple[Mark, ...]
    blocks: tuple[Block, ...]
    closing: str
    boxes: tuple[Box, ...]
    problems: tuple[Listed, ...]
    origin: str
    digest: str
    inquiry: str


def form_page(form: FilledForm) -> FormPage:
    """The page of `form`; the same form gives the same page."""
    words = Words(form.problems)
    kind = form.kind.value if form.kind else ""
    is_wide = _is_wide(form.body)
    layout = Layout(words=words, kind=kind, width=_TURNED if is_wide else _UPRIGHT)
    blocks = tuple(layout.form(form.body))
    marked = set(marked_numbers(blocks))
    digest = form.sha256[:_DIGEST]
    version = form.version or form.file
    return FormPage(
        title=f"常州市{form.title}" if form.title.startswith("创新产品") else form.title,
        basis=f"（依据《常州市创新产品推广应用办法》{form.article}）" if form.article else "",
        case=form.case,
        standing=_standing(form),
        hints=f"{'另' if form.errors else ''}有 {form.warnings} 处提示" if form.warnings else "",
        is_draft=bool(form.errors),
        is_wide=is_wide,
        is_prose=any(is_document(entry) for entry in form.body.entries if isinstance(entry, Group)),
        # What has no field of its own stands at the head, so that nothing goes unmarked.
        marks=words.marks(p.number for p in form.problems if p.number not in marked),
        blocks=blocks,
        closing=f"{chinese_numeral(_sections(blocks) + 1)}、{closing_of(kind)}",
        boxes=boxes_of(kind),
        problems=tuple(_listed(problem) for problem in form.problems),
        origin=f"本页由 czdocs 依据 {version} 生成　SHA-256：{digest}" if digest else "本页由 czdocs 生成",
        digest=digest,
        inquiry="" if form.errors or not digest else _inquiry(form),
    )


def _standing(form: FilledForm) -> str:
    """What forbids to hand the form in."""
    if not form.errors:
        return ""
    if form.kind is None:
        return f"本表有 {form.errors} 处错误，不能读取，内容没有印出"
    return f"草稿：有 {form.errors} 处错误，不能提交"


def _sections(blocks: Iterable[Block]) -> int:
    """How many numbered sections there are."""
    return sum(1 for block in blocks if isinstance(block, Heading) and block.level == SECTION and not block.is_prose)


def _inquiry(form: FilledForm) -> str:
    """What the code of a print says: which form of which case, and the digest of the whole file."""
    return "\n".join(part for part in (form.version, form.case, f"SHA-256 {form.sha256}") if part)


def _is_wide(body: Group) -> bool:
    """Whether the form is little more than one list with many columns."""
    lists = [entry for entry in body.entries if isinstance(entry, Records)]
    groups = [entry for entry in body.entries if isinstance(entry, Group)]
    return len(lists) == 1 and not groups and len(lists[0].shape.entries) > _WIDE_COLUMNS


def _listed(problem: Problem) -> Listed:
    place = f"第 {problem.line} 行第 {problem.column} 列" if problem.line else "整个文件"
    return Listed(
        number=problem.number,
        sign=mark_text(problem),
        is_warning=problem.is_warning,
        field=problem.field,
        place=place,
        problem=problem,
    )
