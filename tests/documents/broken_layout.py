"""Right documents with one rule of their layout changed, for the measure to find."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

import pytest
from directory_data import fonts
from gongwen_samples import samples, single

from czdocs.documents.gongwen import Attachment, OfficialDocument, body
from czdocs.documents.official import render_official_pdf

__all__ = ["FAULTS", "Fault", "bases", "broken", "changed", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One change to a right document: rules of style, or words of its HTML; `row` is the row that has to fail."""

    name: str
    row: str
    css: str = ""
    old: str = ""
    new: str = ""
    base: str = "single"


_TITLE = r"<h1[^>]*>.*?</h1>"
_PLAIN = 'p[class=""], p.closing, .text p:not([class*="e"])'
_EVEN_TITLE = "<h1><span>关于组织开展2026年度</span><span>创新产品推广应用工作</span></h1>"

FAULTS: tuple[Fault, ...] = (
    Fault(name="另一种纸", row="1", css="@page { size: 216mm 279mm !important }"),
    Fault(name="天头 40 mm", row="2a", css="@page { margin-top: 40mm !important }"),
    Fault(name="订口 31 mm", row="2b", css="@page { margin-left: 31mm !important }"),
    Fault(name="版心宽 150 mm", row="3a", css="body { width: 150mm !important }"),
    Fault(name="地脚 30 mm", row="3b", css="@page { margin-bottom: 28mm !important }"),
    Fault(name="正文用楷体", row="4", css="p { font-family: var(--kai) !important }"),
    Fault(name="正文用宋体", row="4", css="p { font-family: var(--song) !important }"),
    Fault(name="正文 4 号", row="4", css="p { font-size: 14pt !important }"),
    Fault(name="行距 33 磅", row="5a", css="p { line-height: 33pt !important }"),
    Fault(name="行距 25 磅", row="5a", css="p { line-height: 25pt !important }"),
    Fault(name="每行 26 字", row="5c", css="p { letter-spacing: 1pt !important }"),
    Fault(name="右端不齐", row="5d", css="body, p, div { text-align: left !important }"),
    Fault(name="行首逗号", row="5e", old="，现就组织", new="<br>，现就组织"),
    Fault(name="主送机关蓝色", row="6", css=".recipients { color: #0000ff !important }"),
    Fault(name="正文灰色", row="6", css="body { color: #888888 !important }"),
    Fault(name="标志 70 mm", row="9a", css=".mark { position: relative; top: -2mm }"),
    Fault(name="标志偏右", row="9b", css=".mark { position: relative; left: 3mm }"),
    Fault(name="标志黑色", row="9c", css=".mark, .mark * { color: black !important }"),
    Fault(name="标志黑体", row="9c", css=".mark, .mark * { font-family: var(--hei) !important }"),
    Fault(name="“文件”不居中", row="10a", css=".mark .word { transform: translateY(4mm) }", base="joint"),
    Fault(name="标志各行不同宽", row="10b", css=".mark .name { text-align-last: left !important }", base="joint"),
    Fault(name="字号加“第”", row="11a", old="〕60号", new="〕第60号"),
    Fault(name="字号用方括号", row="11a", old="〔2026〕60号", new="[2026]60号"),
    Fault(name="字号编虚位", row="11a", old="〕60号", new="〕060号"),
    Fault(name="字号年份两位", row="11a", old="〔2026〕60号", new="〔26〕60号"),
    Fault(name="字号偏右", row="11b", css=".number { position: relative; left: 5mm }"),
    Fault(name="红线低 2 mm", row="13a", css=".red-rule { transform: translateY(2mm) }"),
    Fault(name="红线在标题下", row="13a", css=".red-rule { transform: translateY(45mm) }"),
    Fault(name="红线短", row="13b", css=".red-rule { width: 140mm }"),
    Fault(name="红线黑色", row="13b", css=".red-rule { border-color: black !important }"),
    Fault(name="标题 20 磅", row="14a", css="h1 { font-size: 20pt !important }"),
    Fault(name="标题黑体", row="14a", css="h1 { font-family: var(--hei) !important }"),
    Fault(name="标题不居中", row="14b", css="h1 { text-align: left !important }"),
    Fault(name="标题成长方形", row="14c", old=_TITLE, new=_EVEN_TITLE),
    Fault(name="标题空一行", row="14d", css="h1 { margin-top: 10mm !important }"),
    Fault(name="标题有逗号", row="14e", old="开展2026年度", new="开展，2026年度"),
    Fault(name="主送用半角冒号", row="15a", old=r"财政局：</p>", new="财政局:</p>"),
    Fault(name="主送空一字", row="15a", css=".recipients { text-indent: 5.57mm !important }"),
    Fault(name="主送紧接标题", row="15b", css=".recipients { margin-top: 0 !important }"),
    Fault(name="首页无正文", row="16", css="h1 { margin-bottom: 140mm !important }"),
    Fault(name="段首空一字", row="17a", css=f"{_PLAIN} {{ text-indent: 5.57mm !important }}"),
    Fault(name="回行缩进", row="17b", css="p.closing, p[class=''], .text p { margin-left: 2mm !important }"),
    Fault(name="一级标题仿宋", row="18", css=".level-1 { font-family: var(--fang) !important }"),
    Fault(name="二级标题黑体", row="18", css=".level-2 { font-family: var(--hei) !important }"),
    Fault(name="附件名称后有句号", row="19a", old="申报材料要求</p>", new="申报材料要求。</p>"),
    Fault(name="附件说明空一字", row="19a", css=".attachment-note { margin-left: -5.57mm !important }"),
    Fault(name="附件名称不对齐", row="19b", css=".attachment-note p + p { margin-left: 45mm !important }"),
    Fault(name="附件说明紧接正文", row="19c", css=".attachment-note { margin-top: 0 !important }"),
    Fault(name="日期右空三字", row="20a", css=".signatures { position: relative; left: 5.6mm }"),
    Fault(name="印章离正文太远", row="20c", css=".signatures { padding-top: 32mm !important }"),
    Fault(name="日期编虚位", row="24", old="2026年3月5日", new="2026年03月05日"),
    Fault(name="日期用汉字", row="24", old="2026年3月5日", new="二〇二六年三月五日"),
    Fault(name="此页无正文", row="25", old="依法依规处理。", new="依法依规处理。（此页无正文）"),
    Fault(name="附注顶格", row="26", css=".note { text-indent: 0 !important }"),
    Fault(name="“附件”用仿宋", row="27a", css=".ordinal-line { font-family: var(--fang) !important }"),
    Fault(name="附件标题第二行", row="27b", css=".attachment h2 { margin-top: 0 !important }"),
    Fault(name="附件标题不一致", row="27c", old="申报材料要求</h2>", new="申报材料目录</h2>"),
    Fault(name="版记线短", row="28a", css=".imprint .foot { width: 150mm !important }"),
    Fault(name="版记偏高", row="28b", css=".imprint .foot { bottom: 4mm !important }"),
    Fault(name="版记首线太粗", row="28c", css=".imprint .box { border-top-width: 0.7mm !important }"),
    Fault(name="抄送小四号", row="29", css=".imprint .copies { font-size: 12pt !important }"),
    Fault(name="抄送无句号", row="29", old="市政府办公室。", new="市政府办公室"),
    Fault(name="印发机关顶格", row="30", css=".imprint .printed { padding: 0 !important }"),
    Fault(name="印发日期编虚位", row="30", old="3月6日印发", new="03月06日印发"),
    Fault(name="页码低 2 mm", row="31a", css="@page :right { @bottom-right { padding-top: 6.9mm !important } }"),
    Fault(name="页码靠边", row="31b", css="@page :right { @bottom-right { padding-right: 0 !important } }"),
    Fault(name="页码 16 磅", row="31c", css="@page :right { @bottom-right { font-size: 16pt !important } }"),
    Fault(name="双页无页码", row="31d", css="@page :left { @bottom-left { content: none !important } }"),
    Fault(name="页码跳号", row="31d", css="@page :left { counter-increment: page 2 }"),
    Fault(
        name="横排页没有竖排的页码",
        row="32",
        css="@page turned:right { @left-bottom { content: none !important } }"
        "@page turned:left { @left-top { content: none !important } }",
        base="turned",
    ),
    # The fitting of the sign-off may set another pitch of lines, which is right: not here.
    Fault(
        name="每面不足 22 行",
        row="5b",
        css="@page { margin-bottom: 56mm !important } .text { line-height: calc(225mm / 22) !important }",
        base="many-pages",
    ),
    Fault(
        name="信函版记有线",
        row="36b",
        css=".foot.letter-imprint { border-top: 0.35mm solid black }",
        base="letter",
    ),
    Fault(name="信函标志低 3 mm", row="33a", css=".letter-mark { margin-top: 3mm !important }", base="letter"),
    Fault(name="信函标志黑色", row="33b", css=".letter-mark { color: black !important }", base="letter"),
    Fault(name="上双线低 2 mm", row="34a", css=".double-rule.upper { margin-top: 2mm }", base="letter"),
    Fault(name="下双线高 5 mm", row="34b", css=".double-rule.lower { margin-top: -5mm }", base="letter"),
    Fault(name="双线短", row="34c", css=".double-rule { width: 156mm !important; left: 0 !important }", base="letter"),
    Fault(
        name="信函字号居中",
        row="35a",
        css=".letter-number, .letter-head .number { text-align: center !important }",
        base="letter",
    ),
    Fault(name="信函标题空一行", row="35b", css="h1 { margin-top: 10mm !important }", base="letter"),
    Fault(
        name="信函首页有页码",
        row="36a",
        css='@page letterhead:first { @bottom-right { content: "— 1 —" !important; font: 14pt var(--song); '
        "white-space: nowrap; vertical-align: top; padding-top: 4.9mm } }",
        base="letter",
    ),
)


@cache
def bases() -> Mapping[str, OfficialDocument]:
    """The right documents."""
    attachments = (
        Attachment(title="申报材料要求", paragraphs=body(("一、申请表", "按规定格式填写并盖章。"))),
        Attachment(title="常州市创新产品推广应用推荐目录申报产品汇总表（含首台套）", paragraphs=body(("略。",))),
    )
    return {
        "single": replace(single(), attachments=attachments, note="此件公开发布"),
        "joint": samples()["joint-2"],
        "letter": samples()["letter"],
        "turned": samples()["turned"],
        "many-pages": samples()["many-pages"],
    }


@cache
def right(base: str) -> bytes:
    """The right document `base`."""
    return render_official_pdf(bases()[base], fonts=fonts())


def broken(fault: Fault) -> bytes:
    """The document of `fault` with its one change."""
    with changed(fault):
        return render_official_pdf(bases()[fault.base], fonts=fonts())


@contextmanager
def changed(fault: Fault) -> Iterator[None]:
    """Changes every HTML that WeasyPrint is given meanwhile; trial layouts may lack what is to be altered."""
    import weasyprint

    changes = 0

    def html(*, string: str, **others: object) -> weasyprint.HTML:
        nonlocal changes
        altered = string.replace("</head>", f"<style>{fault.css}</style></head>")
        if fault.old:
            altered, times = re.subn(fault.old, fault.new, altered, flags=re.DOTALL)
            changes += times
        return original(string=altered, **others)

    original = weasyprint.HTML
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasyprint, "HTML", html)
        yield
    assert changes or not fault.old, f"{fault.old} does not stand in the document"
