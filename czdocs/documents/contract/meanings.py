"""What the variables of templates mean, in the words of the office: a line for every field that a template may use.

A class has a name in Chinese and its fields; a field has its meaning and, after ｜, an example. Fields that only the
program's own style needs are described as well, so that nothing in a template is a riddle.
"""

from collections.abc import Mapping

from czdocs.documents import directory_parts, gongwen, parts, signatures
from czdocs.documents.context import certificate, directory, directory_lists
from czdocs.documents.contract.meanings_form import FORM_MEANINGS

__all__ = ["MEANINGS", "ROOTS", "field_meaning", "title_of"]

_OFFICIAL: Mapping[type, tuple[str, Mapping[str, str]]] = {
    gongwen.OfficialDocument: (
        "公文",
        {
            "layout": "格式，在条件里写 document.layout.value｜document",
            "issuers": "发文机关全称，牵头机关在前｜常州市工业和信息化局",
            "document_number": "发文字号；公示等没有｜常工信创新〔2026〕45号",
            "title": "标题，按不能断行的词分段｜关于公布、2026年、通知",
            "full_title": "标题，连成一行",
            "title_lines": "标题，按排印的行",
            "recipients": "主送机关｜各辖市（区）工信局",
            "body": "正文各段",
            "dated": "成文日期，印出时写 | chinese_date｜2026年6月16日",
            "closing_paragraphs": "正文末尾有几段要与署名同页｜1",
            "attachments": "附件",
            "sealed": "是否加盖印章",
            "note": "附注，不带括号｜此件公开发布",
            "copies_to": "抄送机关",
            "printed_by": "印发机关；没有版记的没有｜常州市工业和信息化局办公室",
            "printed_on": "印发日期，与印发机关同时有｜2026年6月17日",
            "mark_word": "发文机关标志是否带“文件”二字",
            "copy_number": "份号，涉密公文才有｜000001",
            "classification": "密级和保密期限｜秘密★1年",
            "urgency": "紧急程度｜特急",
            "approvers": "签发人，上行文才有",
            "signatory": "签发命令的职务和签名章，命令才有",
            "attendance": "纪要的出席、请假、列席人员",
            "adjustment": "为排得下而作的调整，由程序决定",
            "ends_landscape": "最后一页是否横排，横排页上不能有版记",
            "has_imprint": "是否有版记",
            "mark": "发文机关标志的字号等",
            "signatures": "署名，按印章的位置分行",
            "plain_signature": "不加盖印章的署名",
            "approver_rows": "签发人，每行两个",
            "moved_recipients": "移到版记的主送机关；没有移的是空的",
            "line_height": "正文行距，毫米｜10.227",
        },
    ),
    gongwen.Layout: (
        "公文格式",
        {"value": "格式：document 文件，letter 信函，minutes 纪要，order 命令，plain 公示｜letter", "name": "内部名称"},
    ),
    gongwen.Paragraph: (
        "段落",
        {
            "level": "层次：0 普通，1 “一、”，2 “（一）”，3 “1.”，4 “（1）”｜1",
            "heading": "层次标题，一级黑体，二级楷体；没有的是空的｜一、总体要求",
            "text": "标题以外的文字",
            "centred": "标题是否居中，例如“第一章”",
        },
    ),
    gongwen.Attachment: (
        "附件",
        {
            "title": "附件名称｜2026年认定产品名单",
            "paragraphs": "附件的文字，逐段",
            "table": "附件的表格；没有表格的没有",
            "landscape": "是否横排",
            "notes": "表格下面的注，逐段",
        },
    ),
    gongwen.Table: (
        "表格",
        {
            "columns": "各列",
            "rows": "各行，每行逐格；只有一格的是通栏小标题",
            "total": "合计行；没有的是空的",
            "unit": "表格右上方的单位；没有的是空的｜单位：元",
        },
    ),
    gongwen.Column: (
        "列",
        {
            "title": "列的名称｜产品名称",
            "width": "宽度，毫米｜31",
            "centred": "是否居中",
            "amount": "是否金额，靠右",
            "prose": "是否成段的文字",
        },
    ),
    gongwen.Signatory: ("签发人的职务", {"post": "职务｜市长"}),
    gongwen.Attendance: ("到会情况", {"label": "类别｜出席", "names": "姓名"}),
    gongwen.Adjustment: (
        "版面调整",
        {
            "mark_size": "发文机关标志的字高，毫米；不缩小的没有",
            "recipients_moved": "主送机关是否移到版记",
            "spacing": "正文行距放宽几分之几，收紧的是负数｜0",
            "closing_kept": "正文末尾几段是否移到署名那一页",
        },
    ),
    gongwen.Mark: (
        "发文机关标志",
        {
            "names": "各机关名称，联合行文的逐个",
            "characters": "最长的名称有几个字｜11",
            "size": "字高，毫米｜10.6",
            "letter_size": "信函的字高，毫米｜12",
            "letter_half_points": "信函的字号，半磅｜68",
            "word": "机关名称后的“文件”“令”“纪要”；没有的是空的｜文件",
            "largest": "字高的上限，毫米；不缩小的没有",
            "is_joint": "是否联合行文",
            "text": "名称和“文件”等，连成一行",
            "width": "总宽，字数｜13.5",
            "height": "总高，字数｜2.5",
            "word_rise": "“文件”从名称下缘起往上几个字高｜1.875",
            "usual_size": "不缩小时的字高，毫米｜10.6",
        },
    ),
    gongwen.SignatureBlock: (
        "署名",
        {
            "rows": "各行的机关名称，最后一行从右边起，前面补空",
            "column_width": "每个机关占的宽度，毫米",
            "right_margin": "离版心右边，毫米",
            "placed": "各行的机关名称和位置，不带空位",
        },
    ),
    signatures.PlacedName: ("署名的位置", {"lines": "名称，长的分两行", "centre": "中心离版心左边，毫米"}),
    signatures.PlainSignature: (
        "不加盖印章的署名",
        {"names": "各机关名称和离版心左边的毫米数", "date_left": "成文日期离版心左边，毫米"},
    ),
    parts.Part: (
        "排版的一部分",
        {
            "start": "从哪里开始",
            "sections": "这一部分里的附件",
            "ends": "是否到公文末尾",
            "begins": "是否从公文开头起",
        },
    ),
    parts.Position: ("位置", {"attachment": "第几个附件，从 0 数", "row": "第几行，从 0 数", "page": "第几页｜1"}),
    parts.Section: (
        "附件的一部分",
        {
            "number": "附件序号｜1",
            "attachment": "附件",
            "first_row": "从表格第几行起，从 0 数",
            "ends": "是否到附件末尾",
            "begins": "是否从附件开头起",
        },
    ),
}

_PUBLISHED: Mapping[type, tuple[str, Mapping[str, str]]] = {
    certificate.Certificate: (
        "认定证书",
        {
            "number": "证书编号｜CZCP-2026-0001",
            "company": "单位名称",
            "product": "产品名称",
            "models": "型号规格",
            "category": "产品类别",
            "field": "产业领域",
            "basis": "认定文号",
            "valid_from": "有效期自，印出时写 | chinese_date",
            "valid_to": "有效期至，印出时写 | chinese_date",
            "renews": "接续的原证书编号；新认定的没有",
            "issuers": "发证机关",
            "dated": "发证日期，印出时写 | chinese_date",
            "inquiry": "二维码里的文字",
            "rows": "证书上的各项，每项是名称和内容",
        },
    ),
    directory.DirectoryContext: (
        "推荐目录",
        {
            "title": "目录名称",
            "edition": "版本｜2026年版",
            "issuers": "发布机关",
            "dated": "发布日期，已写成汉字格式",
            "document_number": "公布通知的发文字号",
            "notice": "公布通知；没有新认定产品的没有",
            "overview": "统计说明，逐段",
            "columns": "总表各列的名称",
            "rows": "总表各行",
            "sections": "各类产品",
            "new_label": "“新”字的说明｜2026年新认定",
            "lapsed_title": "退出目录一章的标题",
            "lapsed_note": "退出目录一章的说明",
            "lapsed_columns": "退出目录表格各列的名称",
            "lapsed": "退出目录的产品，每行逐格",
            "by_category": "各类产品数量的图",
            "by_district": "按辖市（区）的统计表",
            "by_field": "按产业领域的统计表",
            "indexes": "各个索引",
        },
    ),
    directory.SummaryRow: (
        "总表的一行",
        {"anchor": "链接到产品页的记号", "is_new": "是否新认定", "cells": "各格，与列的次序一致"},
    ),
    directory.Section: (
        "一类产品",
        {
            "anchor": "链接的记号",
            "ordinal": "序号｜一",
            "category": "类别名称",
            "counted": "个数的说明",
            "products": "产品",
        },
    ),
    directory.ProductPage: (
        "产品页",
        {
            "anchor": "链接的记号",
            "serial": "在目录里的序号｜1",
            "number": "目录编号（证书编号）｜CZCP-2026-0001",
            "name": "产品名称",
            "is_new": "是否新认定",
            "facts": "各项内容：型号、类别、单位、有效期限等",
            "summary": "产品简介",
            "features": "主要特点，逐条",
            "indicators": "主要技术指标，逐条",
            "rights": "自主知识产权，逐条",
            "standards": "执行标准；没有的是空的",
            "photo": "产品照片；没有的是空的",
            "inquiry": "二维码里的文字",
            "size": "字号：由内容多少决定｜normal",
        },
    ),
    directory.Fact: ("一项内容", {"label": "名称｜型号规格", "text": "内容"}),
    directory.IndicatorRow: (
        "技术指标",
        {"name": "指标名称", "sign": "比较符号｜≥", "value": "数值", "unit": "计量单位"},
    ),
    directory_parts.ProductPart: (
        "单独排版的一个产品",
        {"page": "产品页", "company": "单位名称", "row": "总表中的一行，没有序号", "name": "部分的名称"},
    ),
    directory_parts.LapsedPart: (
        "单独排版的退出目录的一行",
        {"key": "记号", "cells": "各格，没有序号", "name": "部分的名称"},
    ),
    directory_lists.Chart: ("条形图", {"title": "图题", "legend": "图例", "rows": "各行"}),
    directory_lists.ChartRow: (
        "条形图的一行",
        {"label": "名称", "bar": "用方格排成的条", "figures": "数量｜5个，新认定4个"},
    ),
    directory_lists.CountTable: (
        "统计表",
        {"title": "表的标题", "columns": "各列的名称", "rows": "各行，每行逐格", "total": "合计行"},
    ),
    directory_lists.Index: ("索引", {"anchor": "链接的记号", "title": "索引名称", "groups": "各组"}),
    directory_lists.IndexGroup: ("索引的一组", {"heading": "组名｜C", "entries": "各条"}),
    directory_lists.IndexItem: ("索引的一条", {"text": "主要文字", "note": "附带文字", "anchor": "链接的记号"}),
}

MEANINGS: Mapping[type, tuple[str, Mapping[str, str]]] = {**_OFFICIAL, **_PUBLISHED, **FORM_MEANINGS}

ROOTS: Mapping[str, str] = {
    "firsts": "目录一级各行：链接的记号和文字",
    "furniture": "各种页面的天头地脚：种类、记号、书眉文字",
    "products": "单独排版的产品",
    "lapsed": "单独排版的退出目录的各行",
    "document": "公文",
    "part": "正在排版的部分（长表格分几次排版）",
    "imprint_numbered": "版记所在的页是否有页码",
    "certificate": "认定证书",
    "qr": "查验二维码的图片",
    "is_dense": "内容多，是否排得紧一些",
    "d": "推荐目录",
    "codes": "二维码的图片，方括号里写产品的 number 或者表单的序号",
    "widths": "产品照片的宽度（毫米），方括号里写产品的 photo",
    "title": "文件标题",
    "pages": "各张表单",
    "missing": "字库里没有的字",
}
"""What the names mean with which every path begins."""


def field_meaning(owner: type, name: str) -> tuple[str, str]:
    """The meaning of a field and an example of it, both empty where nobody has described it."""
    meaning, _, example = MEANINGS.get(owner, ("", {}))[1].get(name, "").partition("｜")
    return meaning, example


def title_of(owner: type) -> str:
    """What a class is called in Chinese; its own name where nobody has named it."""
    return MEANINGS[owner][0] if owner in MEANINGS else owner.__name__
