"""Rules about an official document: title, attachments, seal, numbering and writing (GB/T 9704-2012)."""

import re
from collections.abc import Iterator

from czdocs.intake.dossier import Dossier, Fault, Terms
from czdocs.intake.levels import misnumbered, miswritten, well_written
from czdocs.intake.rules import rule
from czdocs.intake.schema import Path
from czdocs.record.notice import OfficialNotice
from czdocs.terms import FormKind

__all__: list[str] = []

_FORM = FormKind.NOTICE
_TITLE_MARKS = re.compile(r"[，。；：！？…,;:!?]|\.(?![0-9])")
_END_MARKS = re.compile(r"[，。；：、！？…,.;:!?]\Z")
_NUMBERED = re.compile(r"附件|[0-9]+\s*[.．、](?![0-9])|[一二三四五六七八九十]+、|（[一二三四五六七八九十0-9]+）")
_REFERENCE = re.compile(r"(?<!邮件)附件\s*([1-9][0-9]?)?(?![0-9])")
_QUOTED = re.compile(r"《[^《》]*》\s*(?:（[^（）]*）)?的?附件")
_LOOSE = re.compile(
    r"(?P<space>[\u4e00-\u9fff，。；：！？、（）《》“”][ \u3000\u00a0]+[\u4e00-\u9fff，。；：！？、（）《》“”])"
    r"|(?P<half>[\u4e00-\u9fff][,;:!?()][\u4e00-\u9fff]?)"
)
_ARTICLE_HEAD = re.compile(r"\A第[零一二三四五六七八九十百]+[章节条][ \u3000]+")
_BRACKETED_END = re.compile(r"（[^（）]*）\Z")
_PUBLICITY = "公示"
_TYPE_AREA = {False: 156, True: 225}
"""Width of the type area in millimetres, upright and turned."""
_NARROWEST = 6


def _notice(case: Dossier) -> OfficialNotice:
    body: OfficialNotice = case.by_kind[_FORM].body
    return body


def _texts(notice: OfficialNotice) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The body and the body of each attachment, with where they stand."""
    yield ("body",), notice.body
    for n, attachment in enumerate(notice.attachments):
        yield ("attachments", n, "body"), attachment.body


@rule("CZ2987", _FORM)
def title_without_punctuation(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A title has no punctuation but title marks, quotation marks, brackets and 、 (7.3.1)."""
    title = _notice(case).title
    match = _TITLE_MARKS.search(re.sub(r"《[^《》]*》", "", title))
    if match:
        yield Fault(kind=_FORM, path=("title",), values={"title": title, "mark": match.group()})


@rule("CZ2988", _FORM)
def title_names_the_type(case: Dossier, terms: Terms) -> Iterator[Fault]:
    """A title ends with one of the fifteen types of document; 公示 is none of them."""
    notice, types = _notice(case), terms.measures.codes("document_types")
    title = notice.title
    if notice.layout == "order":
        return
    bare = _BRACKETED_END.sub("", _END_MARKS.sub("", title))
    posted = notice.layout == "plain" and bare.endswith(_PUBLICITY)
    if not bare.endswith(types) and not posted:
        why = "公示不是公文文种，不用红头和发文字号" if bare.endswith(_PUBLICITY) else "末尾不是公文文种"
        yield Fault(kind=_FORM, path=("title",), values={"title": title, "why": why, "types": "、".join(types)})


@rule("CZ2989", _FORM)
def attachment_titles_bare(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A name of an attachment has neither number nor punctuation after it (7.3.4)."""
    for n, attachment in enumerate(_notice(case).attachments):
        reason = ""
        if _NUMBERED.match(attachment.title):
            reason = "前面写了“附件”或者序号"
        elif _END_MARKS.search(attachment.title):
            reason = "末尾有标点"
        if reason:
            values = {"title": attachment.title, "reason": reason}
            yield Fault(kind=_FORM, path=("attachments", n, "title"), values=values)


@rule("CZ2990", _FORM)
def letter_with_one_mark(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The mark of a letter is the lead agency's alone (10.1); a person is told so."""
    notice = _notice(case)
    if notice.layout == "letter" and len(notice.issuers) > 1:
        yield Fault(kind=_FORM, path=("issuers",), values={"lead": notice.issuers[0]})


@rule("CZ2991", _FORM)
def document_sealed(case: Dossier, _: Terms) -> Iterator[Fault]:
    """A document bears the seals of its issuers (7.3.5)."""
    notice = _notice(case)
    if not notice.sealed and notice.layout in {"document", "letter"} and notice.signatory is None:
        yield Fault(kind=_FORM, path=("sealed",))


@rule("CZ2992", _FORM)
def headings_in_sequence(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The numbers of headings follow each other, each level anew below the next higher one."""
    for path, paragraphs in _texts(_notice(case)):
        for n, found, wanted in misnumbered(paragraphs):
            yield Fault(kind=_FORM, path=(*path, n), values={"found": found, "wanted": wanted})


@rule("CZ2993", _FORM)
def headings_well_written(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Numbers of headings are written so that their level is recognised (7.3.3)."""
    for path, paragraphs in _texts(_notice(case)):
        for n, found, wanted in miswritten(paragraphs):
            yield Fault(kind=_FORM, path=(*path, n), values={"found": found, "wanted": wanted})


@rule("CZ2994", _FORM)
def chinese_set_tight(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Between Chinese characters stands no space and no half-width punctuation."""
    notice = _notice(case)
    for path, text in (
        (("title",), notice.title),
        *(((*path, n), text) for path, paragraphs in _texts(notice) for n, text in enumerate(paragraphs)),
    ):
        match = _LOOSE.search(_ARTICLE_HEAD.sub("", well_written(text), count=1))
        if match:
            what = "中文之间有空格" if match.group("space") else "用了半角标点"
            yield Fault(kind=_FORM, path=path, values={"what": what, "near": match.group()})


@rule("CZ2996", _FORM)
def attachments_as_referred_to(case: Dossier, _: Terms) -> Iterator[Fault]:
    """What the text refers to as an attachment is there; an attachment of a quoted document is not meant."""
    notice = _notice(case)
    count = len(notice.attachments)
    for n, text in enumerate(notice.body):
        for match in _REFERENCE.finditer(_QUOTED.sub("", text)):
            number = int(match.group(1) or 1)
            if number > count:
                values = {"found": match.group(), "count": count}
                yield Fault(kind=_FORM, path=("body", n), values=values)
                break


@rule("CZ2999", _FORM)
def recipients_without_marks(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Recipients have no punctuation at their end, which the layout sets (7.3.2, 7.4.2)."""
    notice = _notice(case)
    named = (("recipients", "主送机关", notice.recipients), ("copies_to", "抄送机关", notice.copies_to))
    for key, title, names in named:
        for n, name in enumerate(names):
            if _END_MARKS.search(name):
                yield Fault(kind=_FORM, path=(key, n), values={"title": title, "name": name, "mark": name[-1]})


@rule("CZ2975", _FORM)
def signed_without_a_seal(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Minutes bear no seal (10.3), and a signature stamp stands in place of one (7.3.5.3)."""
    notice = _notice(case)
    if notice.sealed and (notice.layout == "minutes" or notice.signatory is not None):
        what = "纪要不加盖印章" if notice.layout == "minutes" else "已用签名章，不再加盖机关印章"
        clause = "10.3" if notice.layout == "minutes" else "7.3.5.3"
        yield Fault(kind=_FORM, path=("sealed",), values={"what": what, "clause": clause})


@rule("CZ2976", _FORM)
def approved_by_every_issuer(case: Dossier, _: Terms) -> Iterator[Fault]:
    """What goes to a superior names who approved it, one for each issuer (7.2.6)."""
    notice = _notice(case)
    bare = _BRACKETED_END.sub("", notice.title)
    if notice.layout != "document":
        return
    if bare.endswith(("请示", "报告")) and not notice.approvers:
        yield Fault(kind=_FORM, path=("title",), values={"reason": "是报送上级机关的，没有写签发人"})
    elif notice.approvers and len(notice.approvers) != len(notice.issuers):
        reason = f"有 {len(notice.issuers)} 个发文机关、{len(notice.approvers)} 个签发人"
        yield Fault(kind=_FORM, path=("approvers",), values={"reason": reason})


@rule("CZ2977", _FORM)
def attachments_are_filled(case: Dossier, _: Terms) -> Iterator[Fault]:
    """An attachment has text or a table, every row of which has as many cells as there are columns."""
    for n, attachment in enumerate(_notice(case).attachments):
        table = attachment.table
        if table is None and not attachment.body:
            values = {"title": attachment.title, "reason": "既没有文字也没有表格"}
            yield Fault(kind=_FORM, path=("attachments", n), values=values)
        for row, cells in enumerate(table.rows if table else ()):
            if table and len(cells) != len(table.columns):
                reason = f"的表格第 {row + 1} 行有 {len(cells)} 格，表头有 {len(table.columns)} 栏"
                values = {"title": attachment.title, "reason": reason}
                yield Fault(kind=_FORM, path=("attachments", n, "table", "rows", row), values=values)


@rule("CZ2978", _FORM)
def tables_fit_the_type_area(case: Dossier, _: Terms) -> Iterator[Fault]:
    """The columns fit between the margins, 156 mm or, turned, 225 mm apart (5.2.1); each without a width needs 6 mm."""
    for n, attachment in enumerate(_notice(case).attachments):
        if attachment.table is None:
            continue
        needed = sum(_NARROWEST if column.width is None else column.width for column in attachment.table.columns)
        area = _TYPE_AREA[attachment.landscape]
        if needed > area:
            remedy = "减小栏宽" if attachment.landscape else "减小栏宽，或者填 landscape: true 改为横排"
            values = {"needed": needed, "area": area, "do": remedy}
            yield Fault(kind=_FORM, path=("attachments", n, "table", "columns"), values=values)


@rule("CZ2979", _FORM)
def present_named_once(case: Dossier, _: Terms) -> Iterator[Fault]:
    """Minutes name those present, and each role once (10.3)."""
    notice = _notice(case)
    roles = [group.role for group in notice.attendance]
    if roles and "present" not in roles:
        yield Fault(kind=_FORM, path=("attendance",), values={"reason": "没有写出席人员"})
    for n, role in enumerate(roles):
        if role in roles[:n]:
            yield Fault(kind=_FORM, path=("attendance", n, "role"), values={"reason": "同一类别写了两次"})
