"""Findings about printing forms (CZ516x)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ5160",
        title="同名文件不是预览",
        message="{path} 已经存在，而且不是 czdocs 预览生成的文件，没有改动它。",
        remedy="请用 -o 另写一个文件名，或先移走原来的文件。",
        occasion="czdocs preview application.yaml -o 合同.pdf，而 合同.pdf 是另一份文件。",
    ),
    Entry(
        code="CZ5161",
        title="文件夹里不止一个项目",
        message="{path} 下有 {count} 个文件夹放有表单，一次只能预览一个申报项目。",
        remedy="请指明其中一个，例如 czdocs preview {example}。",
        occasion="czdocs preview forms/sample/2026，文件夹里有许多项目；预览时应指到其中一个项目的文件夹。",
    ),
    Entry(
        code="CZ5162",
        title="个别字以编码代替",
        message="字库中没有{characters}，预览中以编码代替。",
        remedy="请核对是否误用了自造字或特殊符号；确需使用的，请用 --office-fonts 指明含有该字的本单位字库。",
        severity=Severity.WARNING,
        occasion="产品简介里用了表情符号 😀，字库里没有它。",
    ),
)
