"""Code CZ4148: texts too long for the place where a document prints them."""

from czdocs.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES = (
    Entry(
        code="CZ4148",
        title="文字过长，印不下",
        message="《{document}》中的“{excerpt}……”共{length}字，{room}容纳不下。",
        remedy="请核对原始材料，在表单中改用规范的全称，不写说明性文字；确需说明的，写入产品简介。",
        occasion="产品名称里误粘贴了整篇介绍。",
    ),
)
