"""The contract of every template; a new template is one line here, and descriptions of what is new in its context."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from czdocs.documents.context.certificate import Certificate
from czdocs.documents.context.directory import DirectoryContext
from czdocs.documents.context.form_page import FormPage
from czdocs.documents.contract.contract import Contract, MandatoryFact
from czdocs.documents.contract.facts import LOOP_FIRST
from czdocs.documents.contract.functions import WORD_FUNCTIONS
from czdocs.documents.directory_parts import LapsedPart, ProductPart
from czdocs.documents.gongwen import OfficialDocument
from czdocs.documents.parts import Part
from czdocs.resources import resource_names

__all__ = ["CONTRACTS"]

_STANDARD = "GB/T 9704—2012 "
_NEVER_EMPTY = (
    "document.issuers",
    "document.mark.names",
    "document.title",
    "document.title_lines",
    "document.body",
    "document.signatures.placed",
    "document.signatures.placed[]",
    "document.signatures.placed[][].lines",
    "document.plain_signature.names",
    "document.signatures.rows",
    "document.signatures.rows[]",
    "document.attachments[].table.rows",
    "document.attachments[].table.columns",
    "part.sections[].attachment.table.rows",
    "part.sections[].attachment.table.columns",
)
_IMPLIED = {
    "document.printed_by": ("document.printed_on", "document.has_imprint"),
    "document.printed_on": ("document.printed_by", "document.has_imprint"),
    "document.copies_to[]": ("document.has_imprint",),
}


def _fact(name: str, *paths: str, clause: str = "", article: str = "", **given: object) -> MandatoryFact:
    """A fact; the names in `given` stand for paths, with `__` for the points."""
    conditions = {path.replace("__", "."): value for path, value in given.items()}
    basis = f"{_STANDARD}{clause}" if clause else ""
    return MandatoryFact(name=name, paths=paths, basis=basis, article=article, given=conditions)


def _text_facts(attachment: str) -> tuple[MandatoryFact, ...]:
    """What every official document prints; `attachment` is where a template finds an attachment."""
    return (
        _fact("标题", "document.title_lines[]", "document.full_title", "document.title[]", clause="7.3.1"),
        _fact("主送机关", "document.recipients[]", clause="7.3.2"),
        _fact("正文各段", "document.body[].text", clause="7.3.3"),
        _fact("附件说明", "document.attachments[].title", clause="7.3.4"),
        _fact("附注", "document.note", clause="7.3.6"),
        _fact("附件标题", f"{attachment}.title", clause="7.3.7"),
        _fact("附件各段", f"{attachment}.paragraphs[].text", clause="7.3.7"),
        _fact(
            "附件表格",
            f"{attachment}.table.rows[][]",
            f"{attachment}.table.rows[][0]",
            f"{attachment}.table[]",
            clause="7.3.7",
        ),
        _fact("附件表格的表头", f"{attachment}.table.columns[].title", f"{attachment}.table[]"),
        _fact("附件表格的合计", f"{attachment}.table.total[]", f"{attachment}.table[]", article="第二十条"),
        _fact("附件表格的单位", f"{attachment}.table.unit", f"{attachment}.table[]"),
        _fact("附件表格的注", f"{attachment}.notes[]"),
    )


def _headings(*collections: str) -> tuple[MandatoryFact, ...]:
    """The leading parts of numbered paragraphs, which have a typeface of their own."""
    names = ("正文一级标题", "正文二级标题", "附件一级标题", "附件二级标题")
    places = [(one, level) for one in collections for level in (1, 2)]
    return tuple(
        MandatoryFact(
            name=name,
            paths=(f"{collection}[].heading",),
            basis=f"{_STANDARD}7.3.3",
            given={f"{collection}[].level": level},
        )
        for name, (collection, level) in zip(names, places, strict=True)
    )


def _word_signatures() -> tuple[MandatoryFact, ...]:
    """The signing agencies of a Word template, which has a table for each number of agencies in a row."""
    count = "document.signatures.rows[0] | length"
    facts = [
        MandatoryFact(
            name=name,
            paths=(f"document.signatures.rows{row}[{n}]", "document.signatures.rows[][]"),
            basis=f"{_STANDARD}7.3.5",
            given={count: c},
        )
        for c in (1, 2, 3)
        for n in range(c)
        for row, name in (
            ("[:-1][]", f"发文机关署名（每行{c}个，第{n + 1}个）"),
            ("[-1]", f"发文机关署名（末行{c}个，第{n + 1}个）"),
        )
    ]
    return tuple(facts)


_MARK = _fact("发文机关标志", "document.mark.names[]", clause="7.2.4")
_NUMBER = _fact("发文字号", "document.document_number", clause="7.2.5")
_DATED = _fact("成文日期", "document.dated", clause="7.3.5.4")
_COPIES = _fact("抄送机关", "document.copies_to[]", clause="7.4.2")
_PRINTED = (
    _fact("印发机关", "document.printed_by", clause="7.4.3"),
    _fact("印发日期", "document.printed_on", clause="7.4.3"),
)


def _word(template: str, title: str, *facts: MandatoryFact, assured: tuple[str, ...] = ()) -> Contract:
    """The contract of a Word template for official documents of one layout."""
    return Contract(
        template=template,
        title=title,
        roots={"document": OfficialDocument},
        functions=WORD_FUNCTIONS,
        facts=(
            *_text_facts("document.attachments[]"),
            *_headings("document.body", "document.attachments[].paragraphs"),
            *_word_signatures(),
            _DATED,
            *facts,
        ),
        assured=assured,
        never_empty=_NEVER_EMPTY,
        implied=_IMPLIED,
        domains={"document.signatures.rows[0] | length": (1, 2, 3)},
    )


def _minutes(template: str, title: str) -> Contract:
    """The contract of the minutes, which nobody signs and which name who took part."""
    word = _word(template, title, _MARK, *_PRINTED, _COPIES)
    attended = (
        _fact("出席等人员", "document.attendance[].names[]", clause="10.3"),
        _fact("出席等类别", "document.attendance[].label", clause="10.3"),
    )
    kept = (fact for fact in word.facts if "署名" not in fact.name)
    return replace(word, facts=(*kept, *attended))


_SIGNED: Mapping[str, Any] = {"document__layout__value": "document", "document__signatory": False}
_GONGWEN = Contract(
    template="gongwen/document.html",
    title="各种公文（PDF）",
    roots={"document": OfficialDocument, "part": Part, "imprint_numbered": bool},
    facts=(
        *_text_facts("part.sections[].attachment"),
        *_headings("document.body", "part.sections[].attachment.paragraphs"),
        _fact("发文机关标志", "document.mark.names[]", clause="7.2.4", document__layout__value="document"),
        _fact("发文机关标志", "document.issuers[0]", clause="10.1", document__layout__value="letter"),
        _fact("发文字号", "document.document_number", clause="7.2.5", document__layout__value="document"),
        _fact("发文字号", "document.document_number", clause="10.1", document__layout__value="letter"),
        _fact(
            "发文机关署名", "document.signatures.placed[][].lines[]", clause="7.3.5.1", document__sealed=True, **_SIGNED
        ),
        _fact(
            "发文机关署名", "document.plain_signature.names[][0]", clause="7.3.5.2", document__sealed=False, **_SIGNED
        ),
        _fact("签发人职务", "document.signatory.post", clause="7.3.5.3", document__layout__value="order"),
        _DATED,
        _fact("抄送机关", "document.copies_to[]", clause="7.4.2", document__has_imprint=True),
        *(
            MandatoryFact(
                name=fact.name,
                paths=fact.paths,
                basis=fact.basis,
                given={"document.layout.value": "document", "document.has_imprint": True},
            )
            for fact in _PRINTED
        ),
    ),
    given={"part.begins": True, "part.ends": True, "part.sections[].begins": True, "part.sections[].ends": True},
    never_empty=_NEVER_EMPTY,
    implied={
        **_IMPLIED,
        "document.layout.value = document": ("document.document_number",),
        "document.layout.value = letter": ("document.document_number",),
    },
)

_CERTIFICATE_FACTS = (
    _fact("单位名称", "certificate.company", article="第十条"),
    _fact("产品名称、证书编号和认定文号", "certificate.rows[][1]", article="第十条"),
    _fact("各项的名称", "certificate.rows[][0]"),
    _fact("有效期自", "certificate.valid_from", article="第十条"),
    _fact("有效期至", "certificate.valid_to", article="第十条"),
)
_CERTIFICATE = Contract(
    template="certificate/certificate.html",
    title="认定证书（PDF）",
    roots={"certificate": Certificate, "qr": str, "is_dense": bool},
    facts=(
        *_CERTIFICATE_FACTS,
        _fact("发证机关", "certificate.issuers[]", article="第十条"),
        _fact("发证日期", "certificate.dated", article="第十条"),
        _fact("查验二维码", "qr"),
    ),
    pictures=("qr",),
    never_empty=("certificate.issuers", "certificate.rows"),
)
# Agencies, date and code stand in one of five blocks, by the number of agencies; which one is used is not proven here.
_CERTIFICATE_WORD = Contract(
    template="certificate/certificate.docx",
    title="认定证书（Word）",
    roots={"certificate": Certificate, "qr": str},
    functions=WORD_FUNCTIONS,
    facts=_CERTIFICATE_FACTS,
    pictures=("qr",),
    never_empty=("certificate.issuers", "certificate.rows"),
)

_DIRECTORY_FACTS = (
    _fact("目录版本", "d.edition", article="第十一条"),
    _fact("发布机关", "d.issuers[]", article="第十条"),
    _fact("发布日期", "d.dated", article="第十条"),
    _fact("公布通知的标题", "d.notice.title_lines[]", "d.notice.full_title"),
    _fact("公布通知的文号", "d.notice.document_number"),
    _fact("公布通知的正文", "d.notice.body[].text"),
    _fact("统计说明", "d.overview[]"),
    _fact("分类的名称", "d.sections[].category", article="第二条"),
    _fact("产品编号", "d.sections[].products[].number", article="第十条"),
    _fact("产品名称", "d.sections[].products[].name", article="第十条"),
    _fact("产品的单位、类别和有效期限", "d.sections[].products[].facts[].text", article="第十条"),
    _fact("产品各项的名称", "d.sections[].products[].facts[].label"),
    _fact("产品简介", "d.sections[].products[].summary"),
    _fact("主要特点", "d.sections[].products[].features[]"),
    _fact("技术指标的名称", "d.sections[].products[].indicators[].name"),
    _fact("技术指标的比较符号", "d.sections[].products[].indicators[].sign"),
    _fact("技术指标的数值", "d.sections[].products[].indicators[].value"),
    _fact("技术指标的计量单位", "d.sections[].products[].indicators[].unit"),
    _fact("知识产权", "d.sections[].products[].rights[]"),
    _fact("执行标准", "d.sections[].products[].standards"),
    _fact("索引的各项", "d.indexes[].groups[].entries[].text"),
)


def _cells(name: str, path: str) -> tuple[MandatoryFact, ...]:
    """All cells of rows but the first, which may be counted anew."""
    return (MandatoryFact(name=name, paths=(path,), article="第十条", given={LOOP_FIRST: False}),)


_SHIPPED = frozenset(resource_names("templates"))

_PRODUCT, _INDEX = "d.sections[].products[]", "d.indexes[].groups[].entries[]"


def _in_frame(fact: MandatoryFact) -> bool:
    """Whether `fact` stands in the frame of the Directory, not with a product or in a row."""
    return not any(path.startswith((_PRODUCT, _INDEX)) for path in fact.paths)


def _of_part(fact: MandatoryFact) -> MandatoryFact:
    """`fact` of a product where products are laid out alone."""
    paths = tuple(
        path.replace(_INDEX + ".text", "products[].company").replace(_PRODUCT, "products[].page") for path in fact.paths
    )
    return replace(fact, paths=paths, given={k.replace(_PRODUCT, "products[].page"): v for k, v in fact.given.items()})


CONTRACTS: Mapping[str, Contract] = MappingProxyType(
    {
        one.template: one
        for one in (
            _word(
                "notice/notice.docx",
                "文件格式的公文（Word）",
                _MARK,
                _NUMBER,
                _COPIES,
                *_PRINTED,
                assured=("document.document_number", "document.printed_by", "document.printed_on"),
            ),
            _word(
                "letter/letter.docx",
                "信函格式的公文（Word）",
                _fact("发文机关标志", "document.issuers[0]", clause="10.1"),
                _NUMBER,
                _COPIES,
                assured=("document.document_number",),
            ),
            replace(
                _word("plain/plain.docx", "公示等不用红头的文书（Word）"),
                given={"document.adjustment.recipients_moved": False},  # there is no imprint to move them to
            ),
            _word("order/order.docx", "命令（令）（Word）", _MARK, *_PRINTED, _COPIES),
            _minutes("minutes/minutes.docx", "会议纪要（Word）"),
            _GONGWEN,
            _CERTIFICATE,
            _CERTIFICATE_WORD,
            Contract(
                template="directory/directory.html",
                title="推荐目录（PDF）",
                roots={"d": DirectoryContext, "codes": Mapping[str, str]},
                facts=(
                    *_DIRECTORY_FACTS,
                    *_cells("总表的各格", "d.rows[].cells[]"),
                    *_cells("退出目录的各格", "d.lapsed[][]"),
                ),
                pictures=("codes[]", "d.sections[].products[].photo"),
                assured=("d.notice.document_number",),
                never_empty=("d.issuers", "d.sections", "d.sections[].products"),
            ),
            Contract(
                template="directory/frame.html",
                title="推荐目录的框架（PDF）",
                roots={
                    "d": DirectoryContext,
                    "firsts": tuple[tuple[str, str], ...],
                    "furniture": tuple[tuple[str, str, str], ...],
                },
                facts=tuple(fact for fact in _DIRECTORY_FACTS if _in_frame(fact)),
                assured=("d.notice.document_number",),
                never_empty=("d.issuers", "firsts", "furniture"),
            ),
            Contract(
                template="directory/parts.html",
                title="推荐目录的产品（PDF）",
                roots={
                    "products": tuple[ProductPart, ...],
                    "lapsed": tuple[LapsedPart, ...],
                    "codes": Mapping[str, str],
                },
                facts=(
                    *(_of_part(fact) for fact in _DIRECTORY_FACTS if not _in_frame(fact)),
                    *_cells("总表的各格", "products[].row.cells[]"),
                    *_cells("退出目录的各格", "lapsed[].cells[]"),
                ),
                pictures=("codes[]", "products[].page.photo"),
            ),
            Contract(
                template="directory/directory.docx",
                title="推荐目录（Word）",
                roots={"d": DirectoryContext, "codes": Mapping[str, str], "widths": Mapping[str, int]},
                facts=(
                    *_DIRECTORY_FACTS,
                    *(_fact(f"总表第 {n + 1} 列", f"d.rows[].cells[{n}]", article="第十条") for n in range(1, 10)),
                    *(_fact(f"退出目录的表第 {n + 1} 列", f"d.lapsed[][{n}]", article="第十条") for n in range(1, 7)),
                ),
                functions=WORD_FUNCTIONS,
                pictures=("codes[]", "d.sections[].products[].photo"),
                assured=("d.notice.document_number",),
                never_empty=("d.issuers", "d.sections", "d.sections[].products"),
            ),
            Contract(
                template="form/form.html",
                title="填好的表单（PDF）",
                roots={"title": str, "pages": tuple[FormPage, ...], "codes": tuple[str, ...], "missing": str},
                facts=(
                    _fact("表单名称", "pages[].title", article="第八条"),
                    _fact("草稿的说明", "pages[].standing"),
                    MandatoryFact(
                        name="各栏的名称",
                        paths=("pages[].blocks[].rows[][].label",),
                        given={"pages[].blocks[].kind": "table"},
                    ),
                    _fact("问题的说明", "pages[].problems[].problem.message"),
                    _fact("问题的改法", "pages[].problems[].problem.remedy"),
                    _fact("签字人", "pages[].boxes[].signers[]", article="第八条"),
                ),
                pictures=("codes[]",),
                never_empty=("pages",),
            ),
        )
        if one.template in _SHIPPED
    }
)
