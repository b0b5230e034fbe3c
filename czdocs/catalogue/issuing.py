"""Code CZ4170: a finished PDF that breaks GB/T 9704-2012, measured before it is issued."""

from czdocs.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES = (
    Entry(
        code="CZ4170",
        title="公文版式不符合标准",
        message=(
            "《{document}》的 PDF 不符合 GB/T 9704-2012（共{count}行）。第 {row} 行（{clause}）{element}："
            "规定“{expected}”，实测“{measured}”，{reason}。"
        ),
        remedy=(
            "文件没有发出，也没有归档。改动过模板或样式的，请改正上述一项，或恢复原来的模板后重试；"
            "没有改动过的，请把这条信息告知维护模板的人员。"
        ),
        exit_status=4,
        occasion="改过样式，字号或者边距不再符合国家标准；文件生成以后逐行测量，发现不符。",
    ),
)
