"""Codes CZ416x: what a finished PDF and a finished Word document say, compared before they are issued."""

from czdocs.catalogue.entry import Entry

__all__ = ["ENTRIES"]

_REMEDY = (
    "两个文件都没有发出。改动过模板的，请核对上述位置，使 PDF 模板和 Word 模板写法一致，或恢复原来的模板后重试；"
    "没有改动过的，请把这条信息告知维护模板的人员。"
)

ENTRIES = (
    Entry(
        code="CZ4160",
        title="PDF 与 Word 文件内容不一致",
        message=(
            "《{document}》的 PDF 与 Word 文件不一致（共{count}处）。第1处：{kind}，在 PDF 第{page}页、"
            "Word 文件第{paragraph}段：PDF 为“{in_pdf}”，Word 文件为“{in_docx}”。"
        ),
        remedy=_REMEDY,
        exit_status=4,
        occasion="改过一个模板，没有同样改另一个；两个文件生成以后读回比较，发现不同。",
    ),
    Entry(
        code="CZ4161",
        title="文件缺少应有的内容",
        message="《{document}》的{file}中没有“{text}”（共缺{count}处）。",
        remedy=_REMEDY,
        exit_status=4,
        occasion="改过模板，删去了公文必须写明的一项。",
    ),
)
