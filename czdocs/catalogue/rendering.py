"""Findings about official documents written by clerks and their rendering (CZ2975 to CZ2979, CZ412x)."""

from czdocs.catalogue.entry import Entry
from czdocs.diagnostic import Severity

__all__ = ["ENTRIES"]

ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="CZ2975",
        title="不应加盖印章",
        message="本文件填了加盖印章，但是{what}（GB/T 9704—2012 {clause}）。",
        remedy="请把 sealed 填为 false；版式有误的请更正 layout。",
        occasion="纪要的 sealed 填成了 true；或者既写了 signatory，又填了加盖印章。",
    ),
    Entry(
        code="CZ2976",
        title="签发人不全",
        message="本文件{reason}（GB/T 9704—2012 7.2.6）。",
        remedy="请在 approvers 按发文机关的顺序填写签发人，一个机关一人；不报送上级机关的，不填。",
        severity=Severity.WARNING,
        occasion="请示没有写签发人；或者两个机关联合上报，只写了一个签发人。",
    ),
    Entry(
        code="CZ2977",
        title="附件内容不完整",
        message="附件“{title}”{reason}。",
        remedy='请补上 body 或者 table；表格每行的格数与栏目相同，空格写 ""，文字里有逗号的加引号。',
    ),
    Entry(
        code="CZ2978",
        title="表格超出版心",
        message="表格各栏合计至少 {needed} 毫米，版心宽 {area} 毫米（GB/T 9704—2012 5.2.1）。",
        remedy="请{do}。",
    ),
    Entry(
        code="CZ2979",
        title="与会人员不完整",
        message="与会人员{reason}（GB/T 9704—2012 10.3）。",
        remedy="请写明出席人员，再依次写请假和列席的，每一类别只写一次。",
        occasion="纪要只写了请假的，没有写出席的；或者“请假”写了两次。",
    ),
    Entry(
        code="CZ4120",
        title="公文的格式不认识",
        message="不知道把公文写成什么格式：{path} 的扩展名不是 {known}。",
        remedy="请把文件名写成 通知.pdf 或者 通知.docx 的样子。",
        exit_status=2,
        occasion="czdocs render notice --data 通知.yaml -o 通知.doc。",
    ),
    Entry(
        code="CZ4121",
        title="不是公文表单",
        message="{path} 是“{title}”（{kind}），不是公文表单，不能排成公文。",
        remedy="请用 czdocs new notice 新建公文表单，填好后再排版。",
        occasion="czdocs render notice --data application.yaml -o 通知.pdf。",
    ),
    Entry(
        code="CZ4122",
        title="同一个文件写了两次",
        message="-o 两次写了同一个文件 {path}。",
        remedy="请给 PDF 和 Word 文件各写一个文件名。",
        exit_status=2,
        occasion="czdocs render notice --data 通知.yaml -o 通知.pdf -o 通知.pdf。",
    ),
    Entry(
        code="CZ4123",
        title="字库没有公文里的字",
        message="字库里没有“{title}”里的{characters}，印不出来。",
        remedy="请核对是否误用了自造字或特殊符号；确需使用的，请用 --office-fonts 指明含有该字的本单位字库。",
        occasion="公文正文里用了表情符号 😀，字库里没有它。",
    ),
)
