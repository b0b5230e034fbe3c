"""What the variables of the printed form mean."""

from collections.abc import Mapping

from czdocs.documents.context import form_closing, form_fields, form_grid, form_layout, form_page, form_wording

__all__ = ["FORM_MEANINGS"]

FORM_MEANINGS: Mapping[type, tuple[str, Mapping[str, str]]] = {
    form_page.FormPage: (
        "一张表单",
        {
            "title": "表单名称",
            "basis": "依据；没有的是空的",
            "case": "申报编号；没有的是空的",
            "standing": "不能提交的原因；没有错误的是空的",
            "hints": "有几处提示；没有的是空的",
            "is_draft": "是否草稿",
            "is_wide": "是否横排",
            "is_prose": "是否成段的文字",
            "marks": "整张表单的问题记号",
            "blocks": "各块内容",
            "closing": "签字栏的标题",
            "boxes": "签字栏",
            "problems": "问题清单",
            "origin": "由哪个文件印出",
            "digest": "文件的校验值",
            "inquiry": "核对码里的文字；草稿是空的",
        },
    ),
    form_page.Listed: (
        "清单里的问题",
        {
            "number": "编号",
            "sign": "记号",
            "is_warning": "是否只是提示",
            "field": "哪一栏",
            "place": "文件里的位置",
            "problem": "问题",
        },
    ),
    form_fields.Problem: (
        "问题",
        {
            "number": "编号",
            "is_warning": "是否只是提示",
            "code": "诊断代码",
            "line": "第几行",
            "column": "第几列",
            "field": "哪一栏",
            "message": "问题的说明",
            "article": "依据的条款；没有的是空的",
            "remedy": "怎样改",
            "related": "有关的其他位置",
        },
    ),
    form_wording.Mark: (
        "问题的记号",
        {"number": "编号", "text": "记号的文字", "is_warning": "是否只是提示", "is_anchor": "清单是否链接到这里"},
    ),
    form_wording.Line: ("一行", {"pieces": "不宜断开的各截", "marks": "问题的记号", "text": "整行文字"}),
    form_wording.Value: (
        "填写的内容",
        {
            "lines": "各行",
            "marks": "问题的记号",
            "align": "对齐：left、center、right",
            "all_marks": "全部记号",
            "numbers": "问题的编号",
            "state": "底色：error、warning 或者没有",
            "width": "最长一行的宽度，半个字",
        },
    ),
    form_layout.Heading: (
        "标题",
        {
            "level": "层次",
            "text": "文字",
            "marks": "问题的记号",
            "is_prose": "下面是否成段的文字",
            "kind": "块的种类：heading",
        },
    ),
    form_layout.Table: (
        "各栏",
        {"rows": "各行，每行一栏或者两栏", "is_apart": "是否独立成块", "kind": "块的种类：table"},
    ),
    form_layout.Pair: ("一栏", {"label": "栏名", "value": "填写的内容", "is_wide": "是否独占一行"}),
    form_layout.Prose: ("成段的文字", {"value": "内容", "kind": "块的种类：prose"}),
    form_grid.Grid: (
        "列表",
        {
            "heads": "表头，逐行",
            "widths": "各列宽度，十分之一毫米",
            "rows": "各行",
            "size": "字号，十分之一磅",
            "foot": "表尾；没有的是空的",
            "kind": "块的种类：grid",
        },
    ),
    form_grid.Head: ("表头的一格", {"text": "文字，逐行", "columns": "占几列", "lines": "占几行"}),
    form_grid.GridRow: ("列表的一行", {"number": "序号", "cells": "各格", "under": "排在下面的内容，每项是栏名和内容"}),
    form_closing.Box: (
        "签字栏",
        {"title": "意见栏的名称", "signers": "签字人", "is_sealed": "是否盖章", "height": "高度，毫米"},
    ),
}
